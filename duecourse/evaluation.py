"""`duecourse eval`: labelled mails through the very code that real mail takes, each judged alone, nothing sent.

One throw-away database, the ledger imported once; every mail is worked inside a transaction that is rolled back.
Files: see `docs/measuring.md`.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, Engine
from sqlmodel import Session, select

from agent import intake, steps
from agent.domain.facts import CaseFile, Match, Reading
from agent.domain.vocabulary import RELEASABLE_KINDS, Intent, MessageState, OutboxKind, Route
from agent.leaving import leaving_of
from agent.parts import Parts
from agent.records import switches, transaction
from agent.records.cases import ReadingRow, VerdictRow
from agent.records.imports import import_books
from agent.records.ledger import Client, Document
from agent.records.mail import Mailbox, Message
from agent.records.outbox import OutboxMail
from agent.release import release
from agent.steps.file import filed
from agent.steps.gate import case_file
from connectors.ledger_json import JsonLedger
from connectors.ports import BlobStore, Books, FetchedMail
from duecourse.evaluation_lines import Line, read_lines, text, trouble_of
from duecourse.evaluation_mail import Labelled, raw_mail
from duecourse.standin import standin_pdf

DELAY = timedelta(minutes=5)
Witness = Callable[[CaseFile], None]
"""Is shown what the gate is about to judge: nothing for a mail that never gets there."""


def evaluate(
    parts: Parts,
    ledger: Path,
    mails: Path,
    progress: Callable[[int, int], None] | None = None,
    witness: Witness | None = None,
) -> Iterator[Line]:
    """One prediction per line of `mails`, in order. `parts.engine` is a throw-away database."""
    books, _ = JsonLedger(ledger).read()
    engine = parts.engine
    if not isinstance(engine, Engine):
        raise TypeError("an engine is needed")
    lines = read_lines(mails)
    set_up(engine, parts.blobs, books)
    for number, line in enumerate(lines, 1):
        yield predict(parts, engine, books, line, mails.parent, witness)
        if progress:
            progress(number, len(lines))


def set_up(engine: Engine, blobs: BlobStore, books: Books) -> None:
    """The books, a small PDF for every document, and every switch on."""
    with transaction(engine) as session:
        import_books(session, books, "evaluation", "system")
        for document in session.exec(select(Document)):
            if document.kind != "statement":
                document.sha256 = blobs.put(standin_pdf(document.code))
        for client in session.exec(select(Client)):
            domain = client.mailbox.rpartition("@")[2]
            box = Mailbox(
                client_id=client.id, address=client.mailbox, aliases=client.aliases, authserv_id=f"mx.{domain}"
            )
            session.add(box)
            session.flush()
            switches.turn(session, switches.approved_name(box.id), True, "evaluation", client.id)
            for kind in RELEASABLE_KINDS:
                switches.turn(session, switches.auto_name(client.id, kind), True, "evaluation", client.id)


def predict(
    parts: Parts, engine: Engine, books: Books, line: Line, folder: Path, witness: Witness | None = None
) -> Line:
    """Work one mail and undo it. One that cannot be worked goes to a person, as in operation."""
    if trouble_of(line, folder):
        return {"id": line["id"], **unreadable()}
    sent = sent_at(line, books)
    with engine.connect() as connection:
        outer = connection.begin()
        try:
            alone = replace(parts, engine=connection, now=lambda: sent + DELAY)
            whole = {**line, "mailbox": text(line.get("mailbox")) or books.clients[0].mailbox}
            return {"id": line["id"], **work(alone, connection, Labelled(whole, folder, sent), witness)}
        except Exception as error:  # noqa: BLE001 — one mail's job ends here
            print(f"{line['id']}: it could not be worked ({type(error).__name__})", file=sys.stderr)
            return {"id": line["id"], **unreadable()}
        finally:
            outer.rollback()


def sent_at(line: Line, books: Books) -> datetime:
    """What is no time counts as missing."""
    try:
        moment = datetime.fromisoformat(text(line.get("sent_at")))
    except ValueError:
        return datetime.combine(books.as_of, time(12), UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def work(parts: Parts, connection: Connection, mail: Labelled, witness: Witness | None = None) -> Line:
    with transaction(connection) as session:
        message_id = store(session, mail)
    while intake.parse_stored(parts):
        pass
    with transaction(connection) as session:
        message = session.get_one(Message, message_id)
        state = MessageState(message.state)
    if state is MessageState.QUARANTINED:
        return unreadable()
    if state is MessageState.SYSTEM_MAIL:
        return {**nothing(Route.NONE, ["system_mail"]), "intents": ["other"], "confidence": {"other": 1.0}}
    steps.read(parts, message_id)
    steps.match(parts, message_id)
    if witness:
        with transaction(connection) as session:
            witness(case_file(parts, session, filed(session, message_id)))
    steps.gate(parts, message_id)
    with transaction(connection) as session:
        automatic = session.get_one(VerdictRow, message_id).route == Route.AUTO
    if automatic:
        steps.compose(parts, message_id)
    with transaction(connection) as session:
        return prediction(session, message_id)


def store(session: Session, mail: Labelled) -> UUID:
    wanted = str(mail.line["mailbox"]).lower()
    boxes = list(session.exec(select(Mailbox).order_by(Mailbox.address)))
    box = next((one for one in boxes if wanted in one.own_addresses), None) or boxes[0]
    fetched = FetchedMail(uid=1, raw=raw_mail(mail, box.address), size=0, received_at=mail.sent)
    intake.store(session, box, 1, [fetched])
    return session.exec(select(Message.id)).one()


def unreadable() -> Line:
    return nothing(Route.SPECIALIST, ["quarantined"])


def nothing(route: Route, reasons: list[str]) -> Line:
    return {
        "intents": [],
        "confidence": {},
        "auto": False,
        "documents": [],
        "escalate": False,
        "facts": {},
        "route": route.value,
        "reasons": reasons,
    }


def prediction(session: Session, message_id: UUID) -> Line:
    row = session.get_one(ReadingRow, message_id)
    reading, match = Reading.model_validate(row.reading), Match.model_validate(row.match)
    verdict = session.get_one(VerdictRow, message_id)
    reasons = [str(reason["code"]) for reason in verdict.reasons]
    left = session.exec(select(OutboxMail).where(OutboxMail.kind == OutboxKind.AUTO)).first()
    stop = release(leaving_of(session, left)) if left else None
    auto = left is not None and stop is None
    return {
        "intents": [intent.value for intent in reading.intents],
        "confidence": {key: round(value, 4) for key, value in reading.confidence.items()},
        "auto": auto,
        "documents": [one["code"] for one in left.documents] if left and auto else [],
        "escalate": verdict.route in (Route.MANAGER, Route.FRAUD),
        "facts": facts_of(reading, match),
        "route": verdict.route if stop is None else Route.SPECIALIST.value,
        "reasons": [*reasons, *([stop.code] if stop else [])],
    }


def facts_of(reading: Reading, match: Match) -> Line:
    facts = reading.facts
    promised = facts.promise_date if Intent.PROMISE in reading.intents else None
    return {
        "invoices": [invoice.number for invoice in match.invoices],
        "promise_date": promised.day.isoformat() if promised else None,
        "promise_amount": float(facts.promise_amount.value) if facts.promise_amount else None,
        "payment_sent": facts.payment_sent,
        "payment_date": facts.payment_date.day.isoformat() if facts.payment_date else None,
        "schedule": [
            [one.day.isoformat() if one.day else None, float(one.amount) if one.amount is not None else None]
            for one in facts.schedule
        ],
        "dispute_reason": facts.dispute_reason.value if facts.dispute_reason else None,
        "hardship_ask": facts.hardship_ask.value if facts.hardship_ask else None,
        "requested_date": facts.requested_date.isoformat() if facts.requested_date else None,
        "amounts": [float(one.value) for one in facts.amounts],
    }


def show_progress(done: int, total: int) -> None:
    if sys.stderr.isatty() or done == total or done % 100 == 0:
        print(f"\r{done}/{total} mails", end="\n" if done == total else "", file=sys.stderr, flush=True)
