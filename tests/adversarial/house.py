"""The real path of a mail: from raw bytes into a mailbox, through parser, reader, books and gate, to the answer's bytes.

One database for all mails of a run; what happens to one is undone before the next.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine
from sqlmodel import col, select

from agent import intake, steps
from agent.domain.vocabulary import MessageState, OutboxKind
from agent.parts import Parts
from agent.reading import Reader
from agent.records import transaction
from agent.records.cases import VerdictRow
from agent.records.ledger import Customer
from agent.records.mail import Mailbox, Message
from agent.records.outbox import OutboxMail
from connectors.ledger_json import JsonLedger
from connectors.ports import FetchedMail
from duecourse.evaluation import DELAY, set_up
from duecourse.standin import standin_pdf
from tests.adversarial.books import World, written
from tests.adversarial.mails import Mail
from tests.adversarial.plan import SENT
from tests.eval.running import parts_on


@dataclass(frozen=True)
class Answer:
    """What would leave: to whom, and whose papers the bytes are. `reasons`: of the gate, where nothing would leave."""

    to: frozenset[str] = frozenset()
    papers: frozenset[str] = frozenset()
    reasons: tuple[str, ...] = ()

    @property
    def left(self) -> bool:
        return bool(self.to)


@dataclass(frozen=True)
class House:
    parts: Parts
    engine: Engine
    known: dict[str, str]
    """SHA-256 of a file → the paper's code."""

    def work(self, mail: Mail, readers: Sequence[Reader]) -> list[Answer]:
        """What each reader's house would answer. The mail comes in once."""
        with self.engine.connect() as connection:
            outer = connection.begin()
            try:
                parts = replace(self.parts, engine=connection, now=lambda: SENT + DELAY)
                message_id = arrived(parts, mail)
                return [
                    answered(parts, connection, one, message_id, self.known) if message_id else Answer()
                    for one in readers
                ]
            finally:
                outer.rollback()


@contextmanager
def house(engine: Engine, whole: World, folder: Path) -> Iterator[House]:
    """On an empty database with all tables. Every switch is on."""
    books, problems = JsonLedger(written(whole, folder)).read()
    assert not problems, problems
    with parts_on(engine, folder) as parts:
        set_up(engine, parts.blobs, books)
        hold(engine, whole)
        codes = [code for one in whole.accounts for code in one.papers]
        known = {hashlib.sha256(standin_pdf(code)).hexdigest(): code for code in codes}
        yield House(parts, engine, known)


def hold(engine: Engine, whole: World) -> None:
    held = [one.code for one in whole.accounts if one.held]
    with transaction(engine) as session:
        for row in session.exec(select(Customer).where(col(Customer.code).in_(held))):
            row.held = "legal"


def arrived(parts: Parts, mail: Mail) -> UUID | None:
    """The mail's id, or None where it was put aside before anybody read it."""
    with transaction(parts.engine) as session:
        box = session.exec(select(Mailbox).where(Mailbox.address == mail.plan.company.mailbox)).one()
        intake.store(session, box, 1, [FetchedMail(1, mail.raw, len(mail.raw), SENT)])
    while intake.parse_stored(parts):
        pass
    with transaction(parts.engine) as session:
        message = session.exec(select(Message)).one()
        return message.id if message.state == MessageState.TRIAGED else None


def answered(parts: Parts, connection: Connection, reader: Reader, message_id: UUID, known: dict[str, str]) -> Answer:
    """All that this reader's house does is undone."""
    step = connection.begin_nested()
    alone = replace(parts, reader=reader)
    try:
        steps.read(alone, message_id)
        steps.match(alone, message_id)
        steps.gate(alone, message_id)
        with transaction(connection) as session:
            verdict = session.get_one(VerdictRow, message_id)
        if verdict.route == "auto":
            steps.compose(alone, message_id)
        with transaction(connection) as session:
            row = session.exec(select(OutboxMail).where(OutboxMail.kind == OutboxKind.AUTO)).first()
        reasons = tuple(str(one["code"]) for one in verdict.reasons)
        return Answer(frozenset(row.envelope_to), papers_in(row.mime, known)) if row else Answer(reasons=reasons)
    finally:
        step.rollback()


def papers_in(mime: bytes, known: dict[str, str]) -> frozenset[str]:
    """Whose bytes they are; a statement, which is made anew each time, says so by its name."""
    found: list[str] = []
    for part in message_from_bytes(mime, policy=default).iter_attachments():
        content: Any = part.get_payload(decode=True)
        found.append(known.get(hashlib.sha256(content).hexdigest(), str(part.get_filename()).removesuffix(".pdf")))
    return frozenset(found)
