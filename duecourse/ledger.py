"""Brings books and the PDFs of their documents into the installation, and says how fresh they are."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Engine, func, text
from sqlmodel import Session, col, select

from agent.domain.vocabulary import DocumentKind
from agent.records.database import transaction
from agent.records.imports import import_books
from agent.records.ledger import Client, Contact, Customer, Document, Invoice
from agent.records.open_items import Absent, OpenItem, absent, close
from connectors.ports import BlobStore, Books, DocumentSource, LedgerSource, Refused, RowProblem
from duecourse.ledger_papers import Filed, file_papers, look_up, wanted_papers
from duecourse.ledger_strangers import known_by_name, without_strangers

IMPORT_LOCK = 0x64756C67


@dataclass(frozen=True)
class Choices:
    """What a person says of books beyond what stands in them."""

    open_items: bool = False
    """They list all that is open of their clients."""
    close_absent: bool = False
    """Open invoices that a list of open items lacks are paid."""
    older: bool = False
    """They may be older than what we have."""


AS_THEY_ARE = Choices()


@dataclass(frozen=True)
class ImportReport:
    """What an import did, or with `dry_run` would do. `counts`: `<table>_added`, `<table>_changed`, `<table>_same`;
    `contacts_ended` and `invoices_closed` besides."""

    as_of: date
    counts: dict[str, int]
    problems: tuple[RowProblem, ...]
    documents_found: int
    documents_kept: int
    """Documents of these clients that had their file before."""
    documents_missing: int
    """Documents of the books, whose file the folder does not have (statements are made when they are sent)."""
    dry_run: bool
    fresh: bool
    """Whether they say how things stand on their day, as invoices and payments do."""
    absent: tuple[OpenItem, ...]
    """Invoices that stay open though these open items lack them."""
    closed: tuple[OpenItem, ...]
    ended: tuple[tuple[str, str], ...]
    """Customer's code and address of each contact that its list named no more."""

    @property
    def changes(self) -> int:
        endings = ("_added", "_changed", "_ended", "_closed")
        return sum(number for name, number in self.counts.items() if name.endswith(endings))


@dataclass(frozen=True)
class _Taken:
    """What taking the rows of books led to; the papers come afterwards."""

    books: Books
    problems: tuple[RowProblem, ...]
    counts: dict[str, int]
    ended: tuple[tuple[str, str], ...]
    absent: tuple[OpenItem, ...]
    closed: tuple[OpenItem, ...]

    @property
    def codes(self) -> list[str]:
        return [client.id for client in self.books.clients]


def import_ledger(
    engine: Engine,
    source: LedgerSource,
    blobs: BlobStore,
    documents: DocumentSource | None,
    by: UUID | str,
    dry_run: bool = False,
    name: str = "",
    choices: Choices = AS_THEY_ARE,
) -> ImportReport:
    """Read `source`, take its books, and file the PDFs that `documents` has for them. `name` stands in the history.

    A dry run does the same and takes everything back, except that it writes no bytes to the store.
    Raises Refused DC-517 for books older than ours, DC-519 if what is not said to be open items should close any."""
    books, problems = source.read()
    books = _with_choices(books, choices, name)
    with _alone(engine):
        if dry_run:
            return _dry(engine, books, problems, documents, by, name, choices)
        return _real(engine, books, problems, blobs, documents, by, name, choices)


def absent_from(engine: Engine, source: LedgerSource, choices: Choices) -> tuple[OpenItem, ...]:
    """What an import of these open items would leave open though they lack it, before anything is taken."""
    books, _ = source.read()
    with Session(engine) as session:
        return _absent(session, known_by_name(session, books), choices).items


def _with_choices(books: Books, choices: Choices, name: str) -> Books:
    if choices.close_absent and not (books.open_items or choices.open_items):
        words = f"{name or 'This'} is not taken for a list of open items, so that what it lacks need not be paid"
        raise Refused(
            "DC-519", f"{words}. If it lists all that is open, add --open-items; else leave out --close-absent."
        )
    return books.model_copy(update={"open_items": True}) if choices.open_items else books


@contextmanager
def _alone(engine: Engine) -> Iterator[None]:
    """One import at a time: two of the same books would add the same rows. Holds no transaction open."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": IMPORT_LOCK})
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": IMPORT_LOCK})


def _real(
    engine: Engine,
    books: Books,
    problems: tuple[RowProblem, ...],
    blobs: BlobStore,
    documents: DocumentSource | None,
    by: UUID | str,
    name: str,
    choices: Choices,
) -> ImportReport:
    """The archive is read between two transactions, so that the mail of these clients is not held up meanwhile."""
    with transaction(engine) as session:
        taken = _take(session, books, problems, by, name, choices)
        papers, unclear = wanted_papers(session, taken.codes) if documents else ([], ())
    found = look_up(papers, documents, blobs.put)
    with transaction(engine) as session:
        filed = file_papers(session, found, by)
        files = _files(session, taken.codes)
    return _report(taken, unclear, filed, files, dry_run=False)


def _dry(
    engine: Engine,
    books: Books,
    problems: tuple[RowProblem, ...],
    documents: DocumentSource | None,
    by: UUID | str,
    name: str,
    choices: Choices,
) -> ImportReport:
    with Session(engine) as session:
        taken = _take(session, books, problems, by, name, choices)
        papers, unclear = wanted_papers(session, taken.codes) if documents else ([], ())
        filed = file_papers(session, look_up(papers, documents, _hash), by)
        files = _files(session, taken.codes)
        session.rollback()
    return _report(taken, unclear, filed, files, dry_run=True)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _take(
    session: Session, books: Books, problems: tuple[RowProblem, ...], by: UUID | str, name: str, choices: Choices
) -> _Taken:
    if not choices.older:
        _refuse_older(session, books)
    books, left_out = without_strangers(session, known_by_name(session, books))
    problems = (*problems, *left_out)
    missing = _absent(session, books, choices)
    done = import_books(session, books, name, by, len(problems))
    items = missing.items
    # A row that was refused is absent, too, and nobody said that it is paid.
    closing = choices.close_absent and not problems
    if closing:
        close(session, missing.rows, by)
        done.counts["invoices_closed"] = len(items)
    session.flush()
    return _Taken(books, problems, done.counts, tuple(done.ended), () if closing else items, items if closing else ())


def _absent(session: Session, books: Books, choices: Choices) -> Absent:
    whole = choices.open_items
    return absent(session, books, whole) if whole or books.open_items else Absent()


def _refuse_older(session: Session, books: Books) -> None:
    if not _fresh(books):
        return
    for client in session.exec(select(Client).where(col(Client.code).in_([one.id for one in books.clients]))):
        if client.books_as_of is not None and books.as_of < client.books_as_of.date():
            words = f"These books are of {books.as_of}, but those of {client.name} are of {client.books_as_of:%Y-%m-%d}"
            way = "If they are newer than that, say their day: --as-of YYYY-MM-DD, or as_of in a JSON file"
            raise Refused("DC-517", f"{words} already. {way}. To take older ones nonetheless: --older.")


def _fresh(books: Books) -> bool:
    return bool(books.invoices or books.payments)


def _report(
    taken: _Taken, unclear: tuple[RowProblem, ...], filed: Filed, files: tuple[int, int], dry_run: bool
) -> ImportReport:
    counts = {name: number for name, number in sorted(taken.counts.items()) if number}
    if filed.added:
        counts["documents_added"] = counts.get("documents_added", 0) + filed.added
    return ImportReport(
        as_of=taken.books.as_of,
        counts=counts,
        problems=(*taken.problems, *unclear, *filed.problems),
        documents_found=filed.found,
        documents_kept=files[0] - filed.found,
        documents_missing=files[1],
        dry_run=dry_run,
        fresh=_fresh(taken.books),
        absent=taken.absent,
        closed=taken.closed,
        ended=taken.ended,
    )


def _files(session: Session, codes: list[str]) -> tuple[int, int]:
    """How many documents of these clients have a file, and how many lack one."""
    has = col(Document.sha256).is_not(None)
    lacks = ~has & (col(Document.kind) != DocumentKind.STATEMENT)
    query = select(func.count().filter(has), func.count().filter(lacks)).select_from(Document)
    query = query.join(Client, col(Client.id) == Document.client_id)
    return session.exec(query.where(col(Client.code).in_(codes))).one()


# --- how fresh, how complete ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ClientStatus:
    """One client's books. `age_hours`: since the end of the day they are of, None if there are none."""

    code: str
    name: str
    as_of: datetime | None
    age_hours: float | None
    customers: int
    contacts: int
    invoices: int
    open_invoices: int
    documents: int
    customers_without_email: int
    invoices_without_pdf: int


def status(engine: Engine, now: datetime) -> list[ClientStatus]:
    """Every client by code."""
    with Session(engine) as session:
        return [_status_of(session, client, now) for client in session.exec(select(Client).order_by(Client.code))]


def _status_of(session: Session, client: Client, now: datetime) -> ClientStatus:
    reachable = select(Contact.customer_id).where(Contact.client_id == client.id, Contact.status == "active")
    with_pdf = select(Document.invoice_id).where(
        Document.client_id == client.id,
        Document.kind == DocumentKind.INVOICE,
        col(Document.sha256).is_not(None),
        col(Document.invoice_id).is_not(None),
    )
    age = None if client.books_as_of is None else max(0.0, (now - client.books_as_of).total_seconds() / 3600)
    return ClientStatus(
        code=client.code,
        name=client.name,
        as_of=client.books_as_of,
        age_hours=None if age is None else round(age, 1),
        customers=_count(session, Customer, client),
        contacts=_count(session, Contact, client, Contact.status == "active"),
        invoices=_count(session, Invoice, client),
        open_invoices=_count(session, Invoice, client, Invoice.open_amount > 0),
        documents=_count(session, Document, client, col(Document.sha256).is_not(None)),
        customers_without_email=_count(session, Customer, client, col(Customer.id).not_in(reachable)),
        invoices_without_pdf=_count(session, Invoice, client, col(Invoice.id).not_in(with_pdf)),
    )


def _count(
    session: Session,
    model: type[Customer] | type[Contact] | type[Invoice] | type[Document],
    client: Client,
    *conditions: ColumnElement[bool] | bool,
) -> int:
    query = select(func.count()).select_from(model).where(col(model.client_id) == client.id, *conditions)
    return session.exec(query).one()
