"""What may leave. Everything starts off; a missing row means off, except the stops that nobody has pulled."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, Session, SQLModel, col, select

from agent.domain.vocabulary import DocumentKind
from agent.records import audit
from agent.records.database import timestamp, utc_now

ALL_SENDING = "all_sending"
BREAKER, CHECKS = "breaker:", "checks:"
STOPS = (BREAKER, CHECKS)
"""What stops automatic answers by itself and is on until then. A manager, too, may switch them on again after a breaker;
not where a mail server lets forged checks through."""


class Switch(SQLModel, table=True):
    """`name`: all_sending | approved:<mailbox id> | auto:<client id>:<kind> | breaker:<client id> | checks:<mailbox id>."""

    __tablename__ = "switches"
    name: str = Field(primary_key=True)
    on: bool = False
    changed_by: str
    changed_at: datetime = timestamp()


def approved_name(mailbox_id: UUID) -> str:
    return f"approved:{mailbox_id}"


def auto_name(client_id: UUID, kind: DocumentKind) -> str:
    return f"auto:{client_id}:{kind}"


def breaker_name(client_id: UUID) -> str:
    """The stop of all automatic answers of a client."""
    return f"{BREAKER}{client_id}"


def checks_name(mailbox_id: UUID) -> str:
    """The stop of automatic answers of a mailbox whose server lets forged checks of senders through."""
    return f"{CHECKS}{mailbox_id}"


def is_on(session: Session, name: str) -> bool:
    switch = session.get(Switch, name, populate_existing=True)
    return switch.on if switch else name == ALL_SENDING or name.startswith(STOPS)


def turn(session: Session, name: str, on: bool, by: UUID | str, client_id: UUID | None = None) -> None:
    switch = session.get(Switch, name) or Switch(name=name, changed_by=str(by))
    switch.on, switch.changed_by, switch.changed_at = on, str(by), utc_now()
    session.add(switch)
    audit.record(session, client_id, "switched", "switch", name, by, on=on)


def approved_sending(session: Session, mailbox_id: UUID) -> bool:
    """May mails that a person approved leave this mailbox?"""
    return is_on(session, ALL_SENDING) and is_on(session, approved_name(mailbox_id))


def automatic(session: Session, client_id: UUID) -> tuple[bool, frozenset[DocumentKind]]:
    """Whether anything may leave, and the kinds of document that this client's automatic answers may carry."""
    prefix = f"auto:{client_id}:"
    query = select(Switch.name, Switch.on).where(col(Switch.name).startswith(prefix) | (Switch.name == ALL_SENDING))
    found = dict(session.exec(query).all())
    sending = found.pop(ALL_SENDING, True)
    return sending, frozenset(DocumentKind(name.removeprefix(prefix)) for name, on in found.items() if on)
