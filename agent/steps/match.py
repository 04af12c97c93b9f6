"""How the words meet the books. The facts of this moment are kept beside the reading."""

from uuid import UUID

from sqlmodel import Session

from agent.domain.facts import BooksFact, Reading
from agent.domain.matching import candidate_numbers
from agent.domain.matching import match as match_books
from agent.parts import Parts
from agent.records import transaction
from agent.records.books import numbers_elsewhere
from agent.records.cases import ReadingRow
from agent.steps.file import Filed, books_of, filed


def match(parts: Parts, message_id: UUID) -> None:
    with transaction(parts.engine) as session:
        row = session.get_one(ReadingRow, message_id, with_for_update=True)
        if row.match is not None:
            return
        file, reading = filed(session, message_id), Reading.model_validate(row.reading)
        books = keep_match(session, file, row, reading)
        if file.case.customer_id is None and len(books.customers) == 1 and not books.guessed:
            file.case.customer_id = books.customers[0].id
            session.add(file.case)


def keep_match(session: Session, file: Filed, row: ReadingRow, reading: Reading) -> BooksFact:
    """Match with the books of this moment, and keep both."""
    candidates = candidate_numbers(reading)
    books = books_of(session, file, candidates)
    elsewhere = numbers_elsewhere(session, candidates, [customer.id for customer in books.customers])
    row.match = match_books(reading, file.mail, books, elsewhere).model_dump(mode="json")
    row.books = books.model_dump(mode="json")
    session.add(row)
    return books
