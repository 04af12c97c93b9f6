"""The append-only story: each chain's events are numbered without gaps, and each is sealed over the one before.

A chain belongs to one client, or to the installation. An event is written in the transaction of the change it tells.
Bodies hold ids, codes and numbers; no text of a mail, no address. Seals are HMAC-SHA256 with a key that is not in the
database (`make_engine(…, audit_key=…)`): who holds the database alone can forge neither an event nor the end of a chain.
"""

import hashlib
import hmac
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import BigInteger, Column, Engine, UniqueConstraint
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, Session, SQLModel, col, select

from agent.records.database import jsonb, new_id, timestamp, utc_now
from agent.records.drift import clients, drift

INSTALLATION = "installation"
GENESIS = "0" * 64
BEGUN = "client_added"


class AuditChain(SQLModel, table=True):
    """The end of a chain. `seal` covers its name, length and last event."""

    __tablename__ = "audit_chains"
    chain: str = Field(primary_key=True)
    seq: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))
    head: str = GENESIS
    seal: str = ""


class AuditEvent(SQLModel, table=True):
    """`hash`: the seal over the event and the one before. Where a row's state changed, `body["after"]` names the new one."""

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
    key = key_of(session)
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
    event.hash = digest(key, event)
    chain.seq, chain.head = event.seq, event.hash
    chain.seal = seal(key, chain)
    session.add_all([event, chain])
    session.flush()
    return event


def begin(session: Session, client_id: UUID) -> None:
    """The first event of a new client's chain, told in the installation's as well: a chain that is gone is missed."""
    record(session, None, BEGUN, "client", client_id)
    record(session, client_id, BEGUN, "client", client_id)


def locked_chain(session: Session, name: str) -> AuditChain:
    query = select(AuditChain).where(AuditChain.chain == name).with_for_update()
    query = query.execution_options(populate_existing=True)
    if (found := session.exec(query).first()) is not None:
        return found
    session.execute(insert(AuditChain).values(chain=name, seq=0, head=GENESIS, seal="").on_conflict_do_nothing())
    return session.exec(query).one()


def plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


# --- seals ----------------------------------------------------------------------------------------------------------


def key_of(session: Session) -> bytes:
    """Raises LookupError where the engine was made without the key."""
    key = session.connection().get_execution_options().get("audit_key")
    if not isinstance(key, bytes) or not key:
        raise LookupError("this engine was made without the key of the audit log")
    return key


def digest(key: bytes, event: AuditEvent) -> str:
    """HMAC-SHA256 of the previous hash and the canonical JSON (sorted keys, UTF-8, no spaces) of every other field."""
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
    content = event.previous.encode() + orjson.dumps(fields, option=orjson.OPT_SORT_KEYS)
    return hmac.new(key, content, hashlib.sha256).hexdigest()


def seal(key: bytes, chain: AuditChain) -> str:
    content = orjson.dumps(["end of chain", chain.chain, chain.seq, chain.head])
    return hmac.new(key, content, hashlib.sha256).hexdigest()


# --- verifying ------------------------------------------------------------------------------------------------------


def verify(engine: Engine, only: Collection[str] | None = None) -> Iterator[tuple[str, int, list[str]]]:
    """Every chain, or these, with its number of events and the problems found in it and in the rows that it tells of.

    All is read as of one moment, so that what is written meanwhile looks like no change."""
    moment = engine.execution_options(isolation_level="REPEATABLE READ")
    with Session(moment) as session:
        rows = drift(session)
        for name in sorted(chain_names(session) | rows.keys() if only is None else only):
            chain, count, problems = verify_chain(session, name)
            yield chain, count, problems + missing_beginning(session, name) + rows.get(name, [])


def chain_names(session: Session) -> set[str]:
    """Those that are there, and those that must be: every client of now, and every one that was ever added."""
    told = select(AuditEvent.subject_id).where(AuditEvent.chain == INSTALLATION, AuditEvent.kind == BEGUN)
    return {
        *session.exec(select(AuditEvent.chain).distinct()),
        *session.exec(select(AuditChain.chain)),
        *session.exec(told),
        *clients(session),
    }


def verify_chain(session: Session, name: str) -> tuple[str, int, list[str]]:
    key, problems = key_of(session), list[str]()
    previous, expected = GENESIS, 1
    query = select(AuditEvent).where(AuditEvent.chain == name).order_by(col(AuditEvent.seq))
    for event in session.exec(query.execution_options(yield_per=1000)):
        if event.seq != expected:
            problems.append(f"event {expected} is missing before {event.seq}")
        if event.previous != previous:
            problems.append(f"event {event.seq} does not follow the one before it")
        if not hmac.compare_digest(digest(key, event), event.hash):
            problems.append(f"event {event.seq} was changed")
        previous, expected = event.hash, event.seq + 1
    head = session.get(AuditChain, name)
    if head is None or head.seq != expected - 1 or head.head != previous or head.seal != seal(key, head):
        problems.append("the end of the chain was cut or moved")
    return name, expected - 1, problems


def missing_beginning(session: Session, name: str) -> list[str]:
    """A client's chain begins with its being added, and the installation's chain knows of it."""
    if name == INSTALLATION or name not in clients(session):
        return []
    first = session.exec(select(AuditEvent.kind).where(AuditEvent.chain == name, AuditEvent.seq == 1)).first()
    told = select(AuditEvent.id).where(
        AuditEvent.chain == INSTALLATION, AuditEvent.kind == BEGUN, AuditEvent.subject_id == name
    )
    known = session.exec(told).first() is not None
    return [] if first == BEGUN and known else ["the beginning of the chain is missing"]
