"""The breaker: far more automatic answers in an hour than ever of late, and they stop until a manager looks."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, String, cast, func
from sqlmodel import Session, col, select

from agent.domain.limits import Limits
from agent.domain.vocabulary import OutboxKind, OutboxState
from agent.records import audit, switches
from agent.records.ledger import Client
from agent.records.outbox import OutboxMail
from agent.records.switches import Switch

HOUR, WEEK, TIMES = timedelta(hours=1), timedelta(days=7), 3
NOT_LEFT = (OutboxState.UNDONE, OutboxState.CANCELLED, OutboxState.REFUSED_PERM)


def switched_off(session: Session, client_ids: Collection[UUID] | None = None) -> list[tuple[Client, Switch]]:
    """The clients whose automatic answers are all off, of these or of all, with the switch that says since when."""
    name = func.concat(switches.BREAKER, cast(Client.id, String))
    query = select(Client, Switch).join(Switch, col(Switch.name) == name).where(~col(Switch.on)).order_by(Client.name)
    return list(session.exec(query if client_ids is None else query.where(col(Client.id).in_(client_ids))))


def tripped(session: Session, client_id: UUID) -> bool:
    return not switches.is_on(session, switches.breaker_name(client_id))


def watch(session: Session, client: Client, now: datetime, limits: Limits) -> bool:
    """To be asked before one more automatic answer of this client is made: True if they are off, or just went off.

    The caller holds the client's chain of the log, so that answers are counted one after another."""
    switch = session.get(Switch, switches.breaker_name(client.id), populate_existing=True)
    if switch and not switch.on:
        return True
    seen = switch.changed_at if switch else now - HOUR  # what a manager has seen does not count again
    number = 1 + answers_since(session, client.id, max(now - HOUR, seen))
    most = max(limits.auto_breaker_floor, TIMES * highest_hour(session, client.id, now))
    if number > most:
        switches.turn(session, switches.breaker_name(client.id), False, "system", client.id)
        audit.record(session, client.id, "breaker_tripped", "client", client.id, in_one_hour=number, allowed=most)
    return number > most


def answers_since(session: Session, client_id: UUID, since: datetime) -> int:
    query = select(func.count()).where(*automatic(client_id), col(OutboxMail.created_at) > since)
    return int(session.exec(query).one())


def highest_hour(session: Session, client_id: UUID, now: datetime) -> int:
    """Of the seven days before the last hour, counted in whole hours back from now."""
    hour = func.floor(func.extract("epoch", now - col(OutboxMail.created_at)) / HOUR.total_seconds())
    query = select(func.count().label("number")).where(
        *automatic(client_id),
        col(OutboxMail.created_at) <= now - HOUR,
        col(OutboxMail.created_at) > now - HOUR - WEEK,
    )
    hours = query.group_by(hour).subquery()
    return int(session.exec(select(func.coalesce(func.max(hours.c.number), 0))).one())


def automatic(client_id: UUID) -> tuple[ColumnElement[bool], ...]:
    kind = col(OutboxMail.kind) == OutboxKind.AUTO
    return col(OutboxMail.client_id) == client_id, kind, col(OutboxMail.state).not_in(NOT_LEFT)
