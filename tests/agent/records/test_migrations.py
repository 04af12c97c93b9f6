"""The tables that the program speaks of are those that the migrations make."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine
from sqlmodel import SQLModel

import agent.records  # noqa: F401  (declares every table)


def test_tables_and_migrations_say_the_same(engine: Engine) -> None:
    def of_ours(_: object, name: str | None, kind: str, reflected: bool, __: Any) -> bool:
        """The job queue and the graph have tables of their own."""
        return kind != "table" or not reflected or name in SQLModel.metadata.tables

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": of_ours, "compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
