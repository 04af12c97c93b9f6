"""What became of each demo mail, beside what should have: read from the database and from the customers' mailboxes."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from email import message_from_bytes
from email.message import Message as Mail
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from agent.domain.vocabulary import MessageState, OutboxKind, OutboxState
from agent.records import transaction
from agent.records.cases import ReadingRow, VerdictRow
from agent.records.mail import Message
from agent.records.outbox import OutboxMail
from duecourse.demo.host import MailHost
from duecourse.demo.mails import DemoMail, demo_mails
from duecourse.output import table

BUSY = (MessageState.STORED, MessageState.TRIAGED, MessageState.DRAFTING)
LEAVING = (
    OutboxState.APPROVED,
    OutboxState.QUEUED,
    OutboxState.CLAIMED,
    OutboxState.TRANSMITTING,
    OutboxState.COMMIT_PENDING,
)


@dataclass(frozen=True)
class Outcome:
    """`left`: the files that reached the customer by an automatic answer."""

    id: str
    title: str
    language: str
    intents: tuple[str, ...]
    route: str
    reasons: tuple[str, ...]
    left: tuple[str, ...]
    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()
    """Where the reader saw it otherwise, though the mail went the right way."""

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def settled(engine: Engine) -> bool:
    """Every mail that was sent has come to a rest, and nothing is on its way out."""
    with transaction(engine) as session:
        arrived = session.exec(select(func.count()).select_from(Message)).one()
        busy = session.exec(select(func.count()).select_from(Message).where(col(Message.state).in_(BUSY))).one()
        leaving = session.exec(
            select(func.count()).select_from(OutboxMail).where(col(OutboxMail.state).in_(LEAVING))
        ).one()
    return arrived >= len(demo_mails()) and not busy and not leaving


def outcomes(engine: Engine, host: MailHost) -> Iterator[Outcome]:
    with transaction(engine) as session:
        for letter in demo_mails():
            yield outcome(session, host, letter)


def outcome(session: Session, host: MailHost, letter: DemoMail) -> Outcome:
    message = message_of(session, letter)
    if message is None:
        return Outcome(letter.id, letter.title, letter.language, (), "not arrived", (), (), ("it did not arrive",))
    reading = session.get(ReadingRow, message.id)
    verdict = session.get(VerdictRow, message.id)
    filed = message.state == MessageState.SYSTEM_MAIL
    intents = tuple(reading.reading["intents"]) if reading else (("other",) if filed else ())
    route = verdict.route if verdict else ("none" if filed else message.state)
    reasons = tuple(one["code"] for one in verdict.reasons) if verdict else (("system_mail",) if filed else ())
    left, wrong_mail = what_left(session, host, letter, message)
    problems = tuple(compare(letter, route, left)) + wrong_mail
    notes = tuple(misread(letter, intents, reasons))
    return Outcome(letter.id, letter.title, letter.language, intents, route, reasons, left, problems, notes)


def message_of(session: Session, letter: DemoMail) -> Message | None:
    query = select(Message).where(col(Message.header_id).startswith(f"<{letter.id}."))
    return session.exec(query.where(Message.state != MessageState.REDELIVERY)).first()


def what_left(
    session: Session, host: MailHost, letter: DemoMail, message: Message
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes attached to the automatic answer that really reached the sender, and what is wrong with that mail."""
    query = select(OutboxMail).where(OutboxMail.inbound_id == message.id, OutboxMail.kind == OutboxKind.AUTO)
    row = session.exec(query).first()
    arrived = [one for raw in host.received(letter.sender) if answers(one := message_from_bytes(raw), message)]
    if row is None:
        return (), ("a mail left though none was made",) if arrived else ()
    if row.state != OutboxState.ACCEPTED or len(arrived) != 1:
        return (), (f"{len(arrived)} answers arrived; the outbox says {row.state}",)
    names = {part.get_filename() for part in arrived[0].walk() if part.get_filename()}
    wanted = {one["filename"] for one in row.documents}
    wrong = () if names == wanted else ("the files that arrived are not those that were sent",)
    marked = () if arrived[0]["Auto-Submitted"] == "auto-replied" else ("the answer is not marked as automatic",)
    return tuple(one["code"] for one in row.documents), wrong + marked


def answers(mail: Mail, message: Message) -> bool:
    return mail["In-Reply-To"] == message.header_id and mail["Auto-Submitted"] is not None


def compare(letter: DemoMail, route: str, left: tuple[str, ...]) -> Iterator[str]:
    """Who must look, and what left: here nothing may differ."""
    expected = letter.expected
    if route != expected.route:
        yield f"route should be {expected.route}"
    if set(left) != set(expected.documents):
        yield f"should have left: {', '.join(expected.documents) or 'nothing'}"


def misread(letter: DemoMail, intents: tuple[str, ...], reasons: tuple[str, ...]) -> Iterator[str]:
    """How well it is read is measured by `duecourse eval`; here it is shown."""
    if set(intents) != set(letter.expected.intents):
        yield f"meant: {', '.join(letter.expected.intents)}"
    if missing := set(letter.expected.reasons) - set(reasons):
        yield f"reason not seen: {', '.join(sorted(missing))}"


def written(found: list[Outcome]) -> str:
    rows = [
        (
            "✗" if one.problems else "~" if one.notes else "✓",
            one.title,
            one.language,
            ", ".join(one.intents),
            one.route,
            ", ".join(one.left) or "–",
            "; ".join(one.problems + one.notes),
        )
        for one in found
    ]
    return table(rows, ("", "mail", "lang", "intents", "route", "what left", ""))
