"""What does the mail mean? The reader is asked once; its answer is kept."""

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from agent.domain.facts import MailView, Reading
from agent.domain.numbers import normalise
from agent.domain.vocabulary import FRAUD_SIGNALS, OutboxState
from agent.parts import Parts
from agent.reading import ReadContext
from agent.reading.extract import extract
from agent.reading.second.judge import judge
from agent.reading.signals import signals
from agent.records import audit, transaction
from agent.records.books import numbers_of
from agent.records.cases import DraftVersion, ReadingRow
from agent.records.outbox import OutboxMail
from agent.spending import charged
from agent.steps.file import Filed, account_of, filed


def read(parts: Parts, message_id: UUID) -> None:
    with transaction(parts.engine) as session:
        if session.get(ReadingRow, message_id):
            return
        file = filed(session, message_id)
        context = context_of(session, file)
    with charged(file.client.id, message_id, "read"):
        reading = grounded(parts.reader.read(file.mail, context), file.mail, context)
    with transaction(parts.engine) as session:
        row = {
            "message_id": message_id,
            "client_id": file.client.id,
            "reader": reading.reader,
            "version": reading.version,
            "reading": reading.model_dump(mode="json"),
            "created_at": parts.now(),
        }
        done = session.execute(
            insert(ReadingRow).values(**row).on_conflict_do_nothing().returning(col(ReadingRow.reader))
        )
        if done.first():
            audit.record(
                session,
                file.client.id,
                "mail_read",
                "message",
                message_id,
                intents=list(reading.intents),
                reader=reading.reader,
                version=reading.version,
                prompt=reading.prompt,
                model=reading.model,
            )


def grounded(reading: Reading, mail: MailView, context: ReadContext) -> Reading:
    """What is asked for, by which numbers, and whether more is said, is always our own finding: no reader can claim it.

    Nor can one overlook what our own words for fraud and for orders to machines find.
    """
    language = mail.language or context.language
    found = extract(mail, context.sent, language, context.formats, context.numbers)
    ours = {name: getattr(found, name) for name in OURS} | judge().opinion(mail)
    seen = signals(mail, [one for one in FRAUD_SIGNALS if not reading.says(one)])
    facts = reading.facts.model_copy(update=ours)
    return reading.model_copy(update={"facts": facts, "signals": (*reading.signals, *seen)})


OURS = ("asks", "references", "new_addresses", "never_received", "amounts", "dates")


def context_of(session: Session, file: Filed) -> ReadContext:
    customer_ids, _ = account_of(session, file)
    sent = file.mail.sent_at or file.message.received_at
    return ReadContext(
        sent=sent.date(),
        language=file.language,
        formats=tuple(file.client.number_formats),
        numbers=frozenset(map(normalise, numbers_of(session, file.client.id, customer_ids))),
        last_from_us=last_words(session, file),
    )


def last_words(session: Session, file: Filed) -> str:
    """The text of the last mail that a person of ours sent in this case."""
    query = (
        select(DraftVersion.body)
        .join(OutboxMail, (col(OutboxMail.draft_id) == DraftVersion.draft_id))
        .where(
            OutboxMail.case_id == file.case.id,
            OutboxMail.state == OutboxState.ACCEPTED,
            col(DraftVersion.number) == OutboxMail.draft_version,
        )
        .order_by(col(OutboxMail.accepted_at).desc())
    )
    return session.exec(query).first() or ""
