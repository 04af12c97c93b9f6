"""`duecourse replay FILE.eml`: one mail on the way of real mail, on this installation's own books, switches and limits.

Everything happens in a transaction that is taken back: nothing is kept, nothing is sent. Meanwhile other mails of the
same client wait, for as long as reading and drafting one mail takes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text
from sqlmodel import Session, col, select, update

from agent import intake, steps
from agent.domain.facts import Match, Reading, SenderVerdict
from agent.domain.vocabulary import MessageState, OutboxKind
from agent.leaving import leaving_of
from agent.mail.headers import addresses, named
from agent.mail.threading import logical_hash
from agent.parts import Parts
from agent.records import cases, transaction
from agent.records.cases import Case, ReadingRow, ShadowAnswer, VerdictRow
from agent.records.database import utc_now
from agent.records.mail import Mailbox, Message
from agent.records.outbox import OutboxMail
from agent.release import release
from connectors.ports import FetchedMail
from duecourse.errors import Misconfigured, Mistyped
from duecourse.output import emit
from duecourse.wiring import opened, parts

LONGEST_WAIT = "20s"
RECIPIENTS = ("delivered-to", "x-original-to", "to", "cc")


@dataclass(frozen=True)
class Replayed:
    """What would become of the mail. `answer`: the automatic answer, or what is kept of it in shadow."""

    mailbox: str
    state: str
    trouble: str | None = None
    known: str = ""
    sender: dict[str, Any] = field(default_factory=dict)
    intents: list[dict[str, Any]] = field(default_factory=list)
    signals: list[dict[str, Any]] = field(default_factory=list)
    invoices: list[str] = field(default_factory=list)
    route: str = ""
    risk: str = ""
    reasons: list[dict[str, Any]] = field(default_factory=list)
    answer: dict[str, Any] | None = None
    draft: dict[str, Any] | None = None


def run(path: Path, address: str, as_json: bool) -> None:
    raw = path.read_bytes()
    with opened() as here:
        with transaction(here.engine) as session:
            mailbox_id = mailbox_of(session, address, raw)
        ready = parts(here)
        try:
            found = replayed(ready, here.engine.connect(), mailbox_id, raw)
        finally:
            ready.parser.close()
    emit(asdict(found), "\n".join(told(found)), as_json)


def mailbox_of(session: Session, address: str, raw: bytes) -> UUID:
    """The mailbox that is named, else the one that the mail's head names, else the only one."""
    boxes = list(session.exec(select(Mailbox).order_by(Mailbox.address)))
    if not boxes:
        raise Misconfigured("DC-204", "No mailbox is connected. Run: duecourse mailbox add ADDRESS …")
    heads = [one for name in RECIPIENTS for one in named(raw, name)]
    wanted = {address.strip().lower()} if address else {one for _, one in addresses(heads)}
    fitting = [box for box in boxes if wanted & box.own_addresses] or ([] if address else boxes)
    if len(fitting) != 1:
        known = ", ".join(box.address for box in boxes)
        raise Mistyped("DC-209", f"Which mailbox did it come to? Say --mailbox ADDRESS, one of: {known}.")
    return fitting[0].id


def replayed(ready: Parts, connection: Connection, mailbox_id: UUID, raw: bytes) -> Replayed:
    """Work the mail and take everything back."""
    with taken_back(connection):
        alone = replace(ready, engine=connection)
        with transaction(connection) as session:
            known = forget_copies(session, mailbox_id, raw)
            message_id = store(session, mailbox_id, raw)
        intake.parse_one(alone, message_id, raw, intake.MAX_ATTEMPTS)
        with transaction(connection) as session:
            triaged = session.get_one(Message, message_id).state == MessageState.TRIAGED
        if triaged:
            for step in (steps.read, steps.match, steps.gate, steps.compose):
                step(alone, message_id)
        with transaction(connection) as session:
            return outcome(session, message_id, known)


@contextmanager
def taken_back(connection: Connection) -> Iterator[None]:
    with connection:
        outer = connection.begin()
        try:
            connection.execute(text(f"SET LOCAL lock_timeout = '{LONGEST_WAIT}'"))
            yield
        finally:
            outer.rollback()


def forget_copies(session: Session, mailbox_id: UUID, raw: bytes) -> str:
    """A mail that came already is judged as if it had not. Says what became of it then."""
    box = session.get_one(Mailbox, mailbox_id)
    alike = col(Message.logical_hash) == logical_hash(raw)
    query = select(Message.id, Message.state).where(Message.client_id == box.client_id, alike)
    copies = list(session.exec(query.order_by(col(Message.stored_at))))
    ids = [one for one, _ in copies]
    values = {"state": MessageState.REDELIVERY.value, "logical_hash": None, "header_id": None, "dkim_signature": None}
    session.execute(update(Message).where(col(Message.id).in_(ids)).values(**values))
    return copies[0][1] if copies else ""


def store(session: Session, mailbox_id: UUID, raw: bytes) -> UUID:
    """In a place that no server has: UIDVALIDITY 0."""
    box = session.get_one(Mailbox, mailbox_id)
    intake.store(session, box, 0, [FetchedMail(uid=1, raw=raw, size=len(raw), received_at=utc_now())])
    query = select(Message.id).where(Message.mailbox_id == box.id, Message.uidvalidity == 0, Message.uid == 1)
    return session.exec(query).one()


# --- what is found --------------------------------------------------------------------------------------------------


def outcome(session: Session, message_id: UUID, known: str) -> Replayed:
    message = session.get_one(Message, message_id)
    box = session.get_one(Mailbox, message.mailbox_id)
    row, verdict = session.get(ReadingRow, message_id), session.get(VerdictRow, message_id)
    if row is None or verdict is None:
        machine = (message.machine or {}).get("reason")
        return Replayed(box.address, message.state, message.trouble or machine, known)
    reading, match = Reading.model_validate(row.reading), Match.model_validate(row.match)
    sender = SenderVerdict.model_validate(message.sender)
    return Replayed(
        mailbox=box.address,
        state=message.state,
        trouble=message.trouble,
        known=known,
        sender={"address": sender.address, "standing": sender.standing.value, "problems": list(sender.problems)},
        intents=[
            {
                "intent": one.value,
                "confidence": round(reading.confidence.get(one, 0), 2),
                "words": words_for(reading, one),
            }
            for one in reading.intents
        ],
        signals=[{"signal": one.code, "words": one.span.quote if one.span else ""} for one in reading.signals],
        invoices=[one.number for one in match.invoices],
        route=verdict.route,
        risk=verdict.risk,
        reasons=verdict.reasons,
        answer=answer_of(session, message_id),
        draft=draft_of(session, message),
    )


def words_for(reading: Reading, code: str) -> str:
    return next((one.span.quote for one in reading.findings if one.code == code and one.span), "")


def answer_of(session: Session, message_id: UUID) -> dict[str, Any] | None:
    """What would leave by itself, with what the last gate says of it; or what shadow keeps."""
    query = select(OutboxMail).where(OutboxMail.inbound_id == message_id, OutboxMail.kind == OutboxKind.AUTO)
    if (row := session.exec(query).first()) is not None:
        stop = release(leaving_of(session, row))
        return {**mail_as_told(row.mime), "leaves": stop is None, "because": stop.code if stop else ""}
    kept = session.get(ShadowAnswer, message_id)
    return {**mail_as_told(kept.mime), "leaves": False, "because": kept.because} if kept else None


def mail_as_told(mime: bytes) -> dict[str, Any]:
    mail = message_from_bytes(mime, policy=policy.default)
    body = mail.get_body(("plain",))
    return {
        "to": str(mail["To"]),
        "subject": str(mail["Subject"]),
        "body": str(body.get_content()) if body else "",
        "attachments": [str(one.get_filename()) for one in mail.iter_attachments()],
    }


def draft_of(session: Session, message: Message) -> dict[str, Any] | None:
    case = session.get(Case, message.case_id) if message.case_id else None
    open_now = cases.open_draft(session, case.id) if case else None
    if open_now is None:
        return None
    version = cases.newest_version(session, open_now)
    return {
        "to": ", ".join(version.to),
        "subject": version.subject,
        "body": version.body,
        "attachments": [one["filename"] for one in version.attachments],
        "facts": version.facts,
        "warnings": version.warnings,
    }


# --- telling it -----------------------------------------------------------------------------------------------------


def told(found: Replayed) -> Iterator[str]:
    if found.known:
        yield f"This mail has come before ({found.known}); it is judged as if it had not."
    yield f"Mailbox   {found.mailbox}"
    if not found.route:
        yield f"Outcome   {found.state}{f': {found.trouble}' if found.trouble else ''}"
        return
    problems = f"  ({', '.join(found.sender['problems'])})" if found.sender["problems"] else ""
    yield f"Sender    {found.sender['address']}: {found.sender['standing']}{problems}"
    for one in found.intents:
        yield f"Intent    {one['intent']}  {one['confidence']:.2f}{quoted(one['words'])}"
    for one in found.signals:
        yield f"Signal    {one['signal']}{quoted(one['words'])}"
    yield f"Invoices  {', '.join(found.invoices) or 'none'}"
    yield f"Route     {found.route}, care: {found.risk}"
    for one in found.reasons:
        yield f"Reason    {one['sentence']} ({one['code']}){quoted(one.get('words', ''))}"
    if found.answer:
        state = "would leave by itself" if found.answer["leaves"] else f"kept in: {found.answer['because']}"
        yield from mail_told(f"Automatic answer, {state}", found.answer)
    if found.draft:
        yield from mail_told("Draft for a person", found.draft)
        yield from (f"Warning   {one}" for one in found.draft["warnings"])
        yield from (f"Source    {one['text']}: {one['source'] or 'NONE'}" for one in found.draft["facts"])
    yield "\nNothing was kept and nothing was sent."


def quoted(words: str) -> str:
    return f"  “{' '.join(words.split())[:120]}”" if words else ""


def mail_told(what: str, mail: dict[str, Any]) -> Iterator[str]:
    yield f"\n--- {what}\nTo: {mail['to']}\nSubject: {mail['subject']}\n"
    yield mail["body"].rstrip()
    yield from (f"[{name}]" for name in mail["attachments"])
    yield "---"
