"""Background jobs: named pieces of work, deferred inside the transaction that makes them needed.

A job carries ids only, and doing it twice does no harm. This module only defers; `duecourse/wiring.py` says what each
name does, so that the web process can ask for work without being able to do it.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from procrastinate.schema import SchemaManager
from procrastinate.sync_psycopg_connector import SyncPsycopgConnector
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

PARSE = "parse_stored"
WORK = "work_message"
RESUME = "resume_thread"
SEND = "send_mail"
PROBE = "probe_mailbox"
TEST_MAILBOX = "test_mailbox"
IMPORT_LEDGER = "import_ledger"

PRIORITY = {SEND: 20, RESUME: 15, WORK: 10}

INSERT = text(
    "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW(:queue, :task, :priority, :lock, :queueing_lock, "
    "CAST(:args AS jsonb), CAST(:at AS timestamptz))]::procrastinate_job_to_defer_v1[])"
)


def defer(
    session: Session,
    task: str,
    lock: str | None = None,
    once: str | None = None,
    at: datetime | None = None,
    **arguments: str,
) -> None:
    """Ask for `task` when this transaction is committed.

    `lock`: jobs with the same lock run one after another. `once`: a job with this name that still waits is enough.
    """
    values = {
        "queue": "default",
        "task": task,
        "priority": PRIORITY.get(task, 0),
        "lock": lock,
        "queueing_lock": once,
        "args": orjson.dumps(arguments).decode(),
        "at": at,
    }
    session.flush()
    if once is None:
        session.execute(INSERT, values)
        return
    try:
        with session.begin_nested():
            session.execute(INSERT, values)
    except IntegrityError as error:
        if "queueing_lock" not in str(error.orig):
            raise


def case_lock(case_id: UUID) -> str:
    return f"case:{case_id}"


def prepare(engine: Engine) -> None:
    """Create the queue's own tables where they are missing."""
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(0x70726f63)"))
        if connection.execute(text("SELECT to_regclass('procrastinate_jobs')")).scalar() is None:
            driver = connection.connection.driver_connection
            if driver is None:
                raise RuntimeError("no database connection")
            schema = SchemaManager(connector=SyncPsycopgConnector()).get_schema()
            driver.execute(schema.encode())


def waiting(session: Session) -> dict[str, int]:
    """Jobs that are not done yet, by status."""
    query = text("SELECT status::text, count(*) FROM procrastinate_jobs WHERE status IN ('todo','doing') GROUP BY 1")
    rows: Any = session.execute(query)
    return dict(rows.all())
