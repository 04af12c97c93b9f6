"""The append-only story: each chain's events are numbered without gaps, and each holds the hash of the one before.

A chain belongs to one client, or to the installation. An event is written in the transaction of the change it tells.
Bodies hold ids, codes and numbers; no text of a mail, no address.
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import BigInteger, Column, Engine, UniqueConstraint
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, Session, SQLModel, col, select

from agent.records.database import jsonb, new_id, timestamp, utc_now

INSTALLATION = "installation"
GENESIS = "0" * 64


class AuditChain(SQLModel, table=True):
    __tablename__ = "audit_chains"
    chain: str = Field(primary_key=True)
    seq: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))
    head: str = GENESIS


class AuditEvent(SQLModel, table=True):
    __tablename__ = "audit_events"
    __table_args__ = (UniqueConstraint("chain", "seq"),)
    id: UUID = Field(default_factory=new_id, primary_key=True)
    chain: str
    seq: int = Field(sa_column=Column(BigInteger, nullable=False))
    at: datetime = timestamp()
    actor: str
    kind: str = Field(index=True)
    subject: str
    subject_id: str = Field(index=True)
    body: dict[str, Any] = jsonb()
    previous: str
    hash: str


def record(
    session: Session,
    client_id: UUID | None,
    kind: str,
    subject: str,
    subject_id: UUID | str,
    actor: UUID | str = "system",
    /,
    at: datetime | None = None,
    **body: Any,
) -> AuditEvent:
    """Append one event to the client's chain. The chain's row is locked until the transaction ends."""
    chain = locked_chain(session, str(client_id) if client_id else INSTALLATION)
    event = AuditEvent(
        chain=chain.chain,
        seq=chain.seq + 1,
        at=at or utc_now(),
        actor=str(actor),
        kind=kind,
        subject=subject,
        subject_id=str(subject_id),
        body={key: plain(value) for key, value in body.items()},
        previous=chain.head,
        hash="",
    )
    event.hash = digest(event)
    chain.seq, chain.head = event.seq, event.hash
    session.add_all([event, chain])
    session.flush()
    return event


def locked_chain(session: Session, name: str) -> AuditChain:
    session.execute(insert(AuditChain).values(chain=name, seq=0, head=GENESIS).on_conflict_do_nothing())
    query = select(AuditChain).where(AuditChain.chain == name).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).one()


def plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def digest(event: AuditEvent) -> str:
    """SHA-256 of the previous hash and the canonical JSON (sorted keys, UTF-8, no spaces) of every other field."""
    fields = {
        "chain": event.chain,
        "seq": event.seq,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": event.actor,
        "kind": event.kind,
        "subject": event.subject,
        "subject_id": event.subject_id,
        "body": event.body,
        "id": str(event.id),
    }
    return hashlib.sha256(event.previous.encode() + orjson.dumps(fields, option=orjson.OPT_SORT_KEYS)).hexdigest()


def verify(engine: Engine) -> Iterator[tuple[str, int, list[str]]]:
    """Every chain with its number of events and the problems found in it."""
    with Session(engine) as session:
        names = set(session.exec(select(AuditEvent.chain).distinct())) | set(session.exec(select(AuditChain.chain)))
        for name in sorted(names):
            yield verify_chain(session, name)


def verify_chain(session: Session, name: str) -> tuple[str, int, list[str]]:
    problems: list[str] = []
    previous, expected = GENESIS, 1
    query = select(AuditEvent).where(AuditEvent.chain == name).order_by(col(AuditEvent.seq))
    for event in session.exec(query.execution_options(yield_per=1000)):
        if event.seq != expected:
            problems.append(f"event {expected} is missing before {event.seq}")
        if event.previous != previous:
            problems.append(f"event {event.seq} does not follow the one before it")
        if digest(event) != event.hash:
            problems.append(f"event {event.seq} was changed")
        previous, expected = event.hash, event.seq + 1
    head = session.get(AuditChain, name)
    if head is None or head.seq != expected - 1 or head.head != previous:
        problems.append("the end of the chain was cut or moved")
    return name, expected - 1, problems
