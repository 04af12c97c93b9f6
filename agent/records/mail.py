"""Mailboxes and messages: raw bytes first, then what was learned from them; every message in one visible state."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, UniqueConstraint, func, update
from sqlmodel import Field, Session, SQLModel, col, select

from agent.domain.vocabulary import MessageState
from agent.records import audit
from agent.records.database import ComparedAndSet, binary, jsonb, jsonb_or_null, new_id, timestamp, utc_now

STATES = ", ".join(f"'{state}'" for state in MessageState)
OPEN_STATES = (MessageState.TRIAGED, MessageState.DRAFTING, MessageState.WAITING_SPECIALIST, MessageState.ESCALATED)


class Mailbox(SQLModel, table=True):
    """`*_password` are sealed with the key file; `authserv_id` is the id our own mail server writes."""

    __tablename__ = "mailboxes"
    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="clients.id", index=True)
    address: str = Field(unique=True)
    aliases: list[str] = jsonb(list)
    authserv_id: str = ""
    imap_host: str = ""
    imap_port: int = 993
    imap_user: str = ""
    imap_password: bytes | None = binary(nullable=True)
    imap_security: str = "tls"
    imap_folder: str = "INBOX"
    sent_folder: str = ""
    """Where people's own answers from other mail programs lie; "": not read."""
    smtp_host: str = ""
    smtp_port: int = 465
    smtp_user: str = ""
    smtp_password: bytes | None = binary(nullable=True)
    smtp_security: str = "tls"
    archive_address: str | None = None
    """Gets a copy of every mail that leaves: its arrival proves that the mail left."""
    bounce_address: str | None = None
    """The envelope sender of every mail; None: each has its own, `bounce+…` at the mailbox's domain."""
    uidvalidity: int | None = Field(default=None, sa_column=Column(BigInteger, nullable=True))
    reads_from: datetime | None = timestamp(nullable=True)
    """Mails that arrived before this are left alone; None: the whole folder is read."""
    lease_owner: str | None = None
    lease_until: datetime | None = timestamp(nullable=True)
    read_at: datetime | None = timestamp(nullable=True)
    trouble: str | None = None
    probe_due_at: datetime | None = timestamp(nullable=True)
    """When the mailbox writes itself the next probe (agent/probes.py); None: never."""
    probe_sent_at: datetime | None = timestamp(nullable=True)
    probe_back_at: datetime | None = timestamp(nullable=True)
    """When that probe came back; None: not yet."""
    probe_survived: bool | None = None
    """Whether its forged checks came through, as the last probe that came back showed."""

    @property
    def own_addresses(self) -> frozenset[str]:
        return frozenset(address.lower() for address in (self.address, *self.aliases))

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]


class RawMail(SQLModel, table=True):
    __tablename__ = "raw_mails"
    sha256: str = Field(primary_key=True)
    content: bytes = binary()


class Message(ComparedAndSet, table=True):
    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("mailbox_id", "folder", "uidvalidity", "uid"),
        CheckConstraint(f"state IN ({STATES})", name="messages_state"),
        Index("messages_open", "state", "stored_at"),
        Index("messages_same", "client_id", "logical_hash"),
        Index("messages_header_id", "client_id", "header_id"),
        Index("messages_from", "client_id", "from_address", "received_at"),
    )
    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="clients.id")
    mailbox_id: UUID = Field(foreign_key="mailboxes.id")
    folder: str = "inbox"
    """inbox | sent"""
    uidvalidity: int = Field(sa_column=Column(BigInteger, nullable=False))
    uid: int = Field(sa_column=Column(BigInteger, nullable=False))
    sha256: str = Field(foreign_key="raw_mails.sha256", index=True)
    size: int
    state: str = MessageState.STORED.value
    state_at: datetime = timestamp()
    stored_at: datetime = timestamp()
    received_at: datetime = timestamp()
    attempts: int = 0
    case_id: UUID | None = Field(default=None, foreign_key="cases.id", index=True)
    logical_hash: str | None = None
    header_id: str | None = None
    """Message-ID of the mail, or an id from its hash."""
    dkim_signature: str | None = None
    """SHA-256 of every `b=` value, joined by spaces, to notice a signed mail that is replayed."""
    from_address: str = ""
    from_name: str = ""
    subject: str = ""
    sent_at: datetime | None = timestamp(nullable=True)
    language: str = ""
    view: dict[str, Any] | None = jsonb_or_null()
    machine: dict[str, Any] | None = jsonb_or_null()
    sender: dict[str, Any] | None = jsonb_or_null()
    flags: list[str] = jsonb(list)
    redelivery_of: UUID | None = Field(default=None, foreign_key="messages.id")
    collides: bool = False
    """Another mail of this client bears the same Message-ID: neither is answered automatically."""
    trouble: str | None = None
    removed_at: datetime | None = timestamp(nullable=True)
    """When retention removed its words and bytes; this row stays, so that the mail is not read from the server again."""


def raw_of(session: Session, message: Message) -> bytes:
    return session.get_one(RawMail, message.sha256).content


def one_copy_at_a_time(session: Session, message: Message) -> None:
    """Two workers may file two copies of one mail, or two mails of one Message-ID: the second waits for the first to commit,
    and then sees it."""
    for key in sorted({str(message.logical_hash), str(message.header_id)}):
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))


def move(session: Session, message: Message, to: MessageState, actor: UUID | str = "system", **body: Any) -> None:
    """Change of state with its event."""
    before, message.state, message.state_at = message.state, to.value, utc_now()
    session.add(message)
    session.flush()
    audit.record(
        session, message.client_id, "message_moved", "message", message.id, actor, before=before, after=to, **body
    )


def known_uids(
    session: Session, mailbox_id: UUID, uidvalidity: int, from_uid: int = 1, folder: str = "inbox"
) -> set[int]:
    query = select(Message.uid).where(
        Message.mailbox_id == mailbox_id,
        Message.folder == folder,
        Message.uidvalidity == uidvalidity,
        Message.uid >= from_uid,
    )
    return set(session.exec(query))


def claim_stored(session: Session, limit: int) -> list[Message]:
    """Mails that wait for parsing, locked for this transaction: newest first, and those that failed before last."""
    query = select(Message).where(Message.state == MessageState.STORED)
    query = query.order_by(col(Message.attempts), col(Message.stored_at).desc(), col(Message.id).desc())
    return list(session.exec(query.limit(limit).with_for_update(skip_locked=True)))


def count_attempt(session: Session, message_id: UUID) -> int:
    query = update(Message).where(col(Message.id) == message_id).values(attempts=Message.attempts + 1)
    attempts: int = session.execute(query.returning(col(Message.attempts))).scalar_one()
    return attempts


def open_messages_of(session: Session, case_id: UUID) -> list[Message]:
    """Messages of the case that still wait for an answer, oldest first."""
    query = select(Message).where(Message.case_id == case_id, col(Message.state).in_(OPEN_STATES))
    return list(session.exec(query.order_by(col(Message.received_at), col(Message.uid), col(Message.id))))


def messages_of(session: Session, case_id: UUID) -> list[Message]:
    query = select(Message).where(Message.case_id == case_id)
    return list(session.exec(query.order_by(col(Message.received_at), col(Message.uid), col(Message.id))))


def loud_addresses(
    session: Session, since: datetime, most: int, client_ids: Collection[UUID] | None = None
) -> list[tuple[str, int]]:
    """Addresses that wrote more than so many mails to one client since then, with the number: only people answer them."""
    number = func.count()
    query = select(Message.from_address, number).where(col(Message.received_at) > since, Message.from_address != "")
    query = query if client_ids is None else query.where(col(Message.client_id).in_(client_ids))
    query = query.group_by(col(Message.client_id), Message.from_address).having(number > most)
    return list(session.exec(query.order_by(number.desc(), Message.from_address)))


def states_count(session: Session) -> dict[str, int]:
    rows = session.exec(select(Message.state, func.count()).group_by(Message.state))
    return dict(rows.all())
