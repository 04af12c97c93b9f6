"""Whether a database has the tables of this version."""

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from agent.records.database import alembic_config

OTHERS = ("procrastinate_jobs", "checkpoints")
"""One each of the job queue's and of the graph's."""


def fit(engine: Engine, url: str) -> bool:
    """Whether our tables are of this version, and the job queue's and the graph's are there."""
    wanted = ScriptDirectory.from_config(alembic_config(url)).get_current_head()
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
        others = [connection.scalar(text("SELECT to_regclass(:name)"), {"name": name}) for name in OTHERS]
    return found == wanted and all(others)
