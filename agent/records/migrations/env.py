"""Alembic's entry: connects to the URL handed in by `agent.records.database.migrate`."""

from alembic import context
from sqlalchemy import create_engine
from sqlmodel import SQLModel

import agent.records  # noqa: F401  (declares every table)

OTHERS = ("procrastinate", "checkpoint")


def ours(_object: object, name: str | None, _kind: str, _reflected: bool, _other: object) -> bool:
    """Tables of the job queue and of the graph's bookmarks look after themselves."""
    return not (name or "").startswith(OTHERS)


engine = create_engine(context.config.attributes["url"])
try:
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=SQLModel.metadata, include_object=ours)
        with context.begin_transaction():
            context.run_migrations()
finally:
    engine.dispose()
