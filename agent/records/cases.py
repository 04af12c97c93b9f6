"""Cases, what was read and judged, drafts and their versions, decisions, escalations, shadow answers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, Identity, Index, UniqueConstraint, text
from sqlmodel import Field, Session, SQLModel, col, select

from agent.domain.vocabulary import DraftState, Risk, Route
from agent.records import audit
from agent.records.database import ComparedAndSet, binary, jsonb, jsonb_or_null, new_id, timestamp


class Case(SQLModel, table=True):
    """One conversation about money. `etag` grows with every change that a decision must know of."""

    __tablename__ = "cases"
    id: UUID = Field(default_factory=new_id, primary_key=True)
    number: int | None = Field(default=None, sa_column=Column(BigInteger, Identity(start=1001), nullable=False))
    client_id: UUID = Field(foreign_key="clients.id", index=True)
    customer_id: UUID | None = Field(default=None, foreign_key="customers.id", index=True)
    mailbox_id: UUID = Field(foreign_key="mailboxes.id")
    subject: str = ""
    language: str = "en"
    status: str = Field(default="open", index=True)
    """open | escalated | waiting | closed"""
    etag: int = 1
    owner_id: UUID | None = Field(default=None, foreign_key="users.id")
    viewed_by: UUID | None = Field(default=None, foreign_key="users.id")
    viewed_at: datetime | None = timestamp(nullable=True)
    reply_by: datetime | None = timestamp(nullable=True)
    created_at: datetime = timestamp()
    updated_at: datetime = timestamp()


class ReadingRow(SQLModel, table=True):
    """What the reader found, and how it met the books. Written once per message."""

    __tablename__ = "readings"
    message_id: UUID = Field(foreign_key="messages.id", primary_key=True)
    client_id: UUID = Field(foreign_key="clients.id", index=True)
    reader: str
    version: str
    reading: dict[str, Any] = jsonb()
    match: dict[str, Any] | None = jsonb_or_null()
    books: dict[str, Any] | None = jsonb_or_null()
    """The facts of that moment, as the gate saw them."""
    created_at: datetime = timestamp()


class VerdictRow(SQLModel, table=True):
    __tablename__ = "verdicts"
    message_id: UUID = Field(foreign_key="messages.id", primary_key=True)
    client_id: UUID = Field(foreign_key="clients.id", index=True)
    route: str = Route.SPECIALIST.value
    risk: str = Risk.ROUTINE.value
    reasons: list[dict[str, Any]] = jsonb(list)
    rules: str
    created_at: datetime = timestamp()


class Draft(ComparedAndSet, table=True):
    """The one answer a case waits with. Its text is in the versions; `version` is the newest."""

    __tablename__ = "drafts"
    __table_args__ = (
        Index("drafts_one_open", "case_id", unique=True, postgresql_where=text("state = 'open'")),
        UniqueConstraint("message_id", "round"),
    )
    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="clients.id", index=True)
    case_id: UUID = Field(foreign_key="cases.id", index=True)
    message_id: UUID = Field(foreign_key="messages.id")
    """The message whose graph thread waits for the decision."""
    round: int = 1
    state: str = DraftState.OPEN.value
    version: int = 1
    risk: str = Risk.ROUTINE.value
    withdrawn_because: str | None = None
    first_approver: UUID | None = Field(default=None, foreign_key="users.id")
    first_version: int | None = None
    """Where two people are needed: who approved which version first."""
    created_at: datetime = timestamp()
    removed_at: datetime | None = timestamp(nullable=True)
    """When retention removed its versions."""


class DraftVersion(SQLModel, table=True):
    """`author`: "assistant" or a user id. `answers`: ids of the messages it answers.

    `records`: the JSON form of `agent.domain.proposals.Proposals`: proposed promise, dispute, plan, and tasks.
    """

    __tablename__ = "draft_versions"
    draft_id: UUID = Field(foreign_key="drafts.id", primary_key=True)
    number: int = Field(primary_key=True)
    author: str = "assistant"
    writer: str = ""
    instruction: str = ""
    to: list[str] = jsonb(list)
    cc: list[str] = jsonb(list)
    subject: str = ""
    body: str = ""
    attachments: list[dict[str, Any]] = jsonb(list)
    """[{document_id or null, sha256 or null, filename, kind, code}]"""
    facts: list[dict[str, Any]] = jsonb(list)
    warnings: list[str] = jsonb(list)
    answers: list[str] = jsonb(list)
    records: dict[str, Any] = jsonb()
    created_at: datetime = timestamp()


class Decision(SQLModel, table=True):
    __tablename__ = "decisions"
    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="clients.id", index=True)
    case_id: UUID = Field(foreign_key="cases.id", index=True)
    draft_id: UUID | None = Field(default=None, foreign_key="drafts.id", index=True)
    version: int | None = None
    verb: str
    user_id: UUID = Field(foreign_key="users.id")
    reason: str = ""
    note: str = ""
    at: datetime = timestamp()
    idempotency_key: str = Field(unique=True)
    fingerprint: str
    """SHA-256 of the posted decision: the same key with other content is refused."""
    snapshot: dict[str, Any] = jsonb()
    undone_at: datetime | None = timestamp(nullable=True)


class Escalation(SQLModel, table=True):
    """`raised_by`: "system" or a user id. `state`: open | answered | sent_back | closed."""

    __tablename__ = "escalations"
    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="clients.id", index=True)
    case_id: UUID = Field(foreign_key="cases.id", index=True)
    message_id: UUID | None = Field(default=None, foreign_key="messages.id")
    raised_by: str = "system"
    queue: str = "manager"
    """manager | fraud"""
    code: str
    sentence: str
    words: str = ""
    raised_at: datetime = timestamp(index=True)
    owner_id: UUID | None = Field(default=None, foreign_key="users.id")
    state: str = Field(default="open", index=True)
    outcome: str = ""
    closed_at: datetime | None = timestamp(nullable=True)
    closed_by: UUID | None = Field(default=None, foreign_key="users.id")


class ShadowAnswer(SQLModel, table=True):
    """What would have been answered automatically, had it been allowed to leave: the very bytes."""

    __tablename__ = "shadow_answers"
    message_id: UUID = Field(foreign_key="messages.id", primary_key=True)
    client_id: UUID = Field(foreign_key="clients.id", index=True)
    case_id: UUID = Field(foreign_key="cases.id")
    because: str
    """Which switch kept it in: code of the reason."""
    documents: list[str] = jsonb(list)
    mime: bytes = binary()
    sha256: str
    created_at: datetime = timestamp()


def open_draft(session: Session, case_id: UUID, lock: bool = False) -> Draft | None:
    query = select(Draft).where(Draft.case_id == case_id, Draft.state == DraftState.OPEN)
    return session.exec(query.with_for_update() if lock else query).first()


def move_draft(session: Session, draft: Draft, to: DraftState, actor: UUID | str = "system", **body: Any) -> None:
    """Change of state with its event."""
    before, draft.state = draft.state, to.value
    session.add(draft)
    session.flush()
    audit.record(session, draft.client_id, "draft_moved", "draft", draft.id, actor, before=before, after=to, **body)


def newest_version(session: Session, draft: Draft) -> DraftVersion:
    return session.get_one(DraftVersion, (draft.id, draft.version))


def open_escalation(session: Session, case_id: UUID) -> Escalation | None:
    query = select(Escalation).where(Escalation.case_id == case_id, Escalation.state == "open")
    return session.exec(query.order_by(col(Escalation.raised_at).desc())).first()


def touch(session: Session, case: Case, now: datetime) -> None:
    """Something a decision must know of has changed."""
    case.etag, case.updated_at = case.etag + 1, now
    session.add(case)
