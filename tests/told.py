"""States that a test sets by hand, told in the log as the product tells them: the database refuses them otherwise."""

from uuid import UUID

from sqlalchemy import Engine, text
from sqlmodel import Session

from agent.records import audit, transaction
from agent.records.drift import STATES


def tell(session: Session) -> None:
    """Record an event for every row that is not as the log says."""
    session.flush()
    for chain, subject, row, present, _ in session.execute(STATES).all():
        audit.record(session, UUID(chain), "set_by_a_test", subject, row, after=present)


def change(engine: Engine, statement: str, **values: object) -> None:
    with transaction(engine) as session:
        session.execute(text(statement), values)
        tell(session)


def behind_its_back(engine: Engine, statement: str, **values: object) -> None:
    """As somebody would who owns the database and switches its guards off."""
    with transaction(engine) as session:
        session.execute(text("SET LOCAL session_replication_role = replica"))
        session.execute(text(statement), values)
