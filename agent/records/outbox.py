"""Mails that will leave: frozen bytes, envelope, and where each stands. Only `agent/outbox.py` moves a row."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, func, text, update
from sqlmodel import Field, Session, col, select

from agent.domain.vocabulary import OutboxKind, OutboxState
from agent.records import audit
from agent.records.database import ComparedAndSet, binary, jsonb, new_id, timestamp

STATES = ", ".join(f"'{state}'" for state in OutboxState)


class OutboxMail(ComparedAndSet, table=True):
    __tablename__ = "outbox"
    __table_args__ = (
        Index("outbox_one_answer", "inbound_id", unique=True, postgresql_where=text("kind = 'auto'")),
        Index("outbox_due", "state", "due_at"),
        CheckConstraint(f"state IN ({STATES})", name="outbox_state"),
    )
    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="clients.id", index=True)
    mailbox_id: UUID = Field(foreign_key="mailboxes.id")
    case_id: UUID = Field(foreign_key="cases.id", index=True)
    customer_id: UUID | None = Field(default=None, foreign_key="customers.id")
    kind: str = OutboxKind.DECISION.value
    inbound_id: UUID = Field(foreign_key="messages.id", index=True)
    decision_id: UUID | None = Field(default=None, foreign_key="decisions.id", unique=True)
    draft_id: UUID | None = Field(default=None, foreign_key="drafts.id")
    draft_version: int | None = None
    state: str = OutboxState.APPROVED.value
    envelope_from: str
    envelope_to: list[str] = jsonb(list)
    header_id: str = Field(unique=True)
    subject: str = ""
    mime: bytes = binary()
    sha256: str
    documents: list[dict[str, Any]] = jsonb(list)
    """[{document_id, customer_id, client_id, code, kind, sha256}] of everything attached."""
    answers: list[str] = jsonb(list)
    grounds: dict[str, Any] = jsonb()
    """What a person's mail rested on when it was approved, or last confirmed: `agent.domain.grounds.Grounds` as JSON."""
    approved_by: UUID | None = Field(default=None, foreign_key="users.id")
    release_at: datetime = timestamp()
    due_at: datetime = timestamp()
    attempts: int = 0
    claimed_by: str | None = None
    lease_until: datetime | None = timestamp(nullable=True)
    held_code: str | None = None
    held_sentence: str | None = None
    server_reply: str = ""
    accepted_at: datetime | None = timestamp(nullable=True)
    bounced_at: datetime | None = timestamp(nullable=True)
    created_at: datetime = timestamp()
    removed_at: datetime | None = timestamp(nullable=True)
    """When retention removed its words and bytes."""


def move(session: Session, mail: OutboxMail, to: OutboxState, actor: UUID | str = "system", **body: Any) -> None:
    """Change of state with its event."""
    before, mail.state = mail.state, to.value
    session.add(mail)
    session.flush()
    audit.record(session, mail.client_id, "outbox_moved", "outbox", mail.id, actor, before=before, after=to, **body)


def locked(session: Session, mail_id: UUID) -> OutboxMail | None:
    query = select(OutboxMail).where(OutboxMail.id == mail_id).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).first()


LONGEST_WAIT = timedelta(hours=5)
"""Nothing waits longer for its next try. A later time was noted while a clock was wrong."""


def is_due(mail: OutboxMail, now: datetime) -> bool:
    return not now < mail.due_at <= now + LONGEST_WAIT


def due(session: Session, now: datetime, limit: int = 50) -> list[UUID]:
    """Rows that should be moved on: undo window over, or a retry due."""
    waiting = col(OutboxMail.state).in_([OutboxState.APPROVED, OutboxState.QUEUED])
    at = col(OutboxMail.due_at)
    query = select(OutboxMail.id).where(waiting, (at <= now) | (at > now + LONGEST_WAIT)).order_by(at)
    return list(session.exec(query.limit(limit)))


def abandoned(session: Session) -> list[UUID]:
    """Rows whose worker is gone: claimed, transmitting or before an unanswered dot, with the lease run out."""
    states = [OutboxState.CLAIMED, OutboxState.TRANSMITTING, OutboxState.COMMIT_PENDING]
    over = col(OutboxMail.lease_until) < func.clock_timestamp()
    return list(session.exec(select(OutboxMail.id).where(col(OutboxMail.state).in_(states), over)))


def renew(session: Session, mail_id: UUID, token: str, lease: timedelta) -> None:
    """Prolong a claim, if it is still this one."""
    mine = update(OutboxMail).where(col(OutboxMail.id) == mail_id, col(OutboxMail.claimed_by) == token)
    session.execute(mine.values(lease_until=func.clock_timestamp() + lease))


def of_case(session: Session, case_id: UUID) -> list[OutboxMail]:
    return list(
        session.exec(select(OutboxMail).where(OutboxMail.case_id == case_id).order_by(col(OutboxMail.created_at)))
    )
