"""The one door to PostgreSQL: engine, transaction, migrations, and column shapes that every table shares."""

import json
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import uuid_utils.compat
from alembic import command
from alembic.config import Config
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus
from sqlalchemy import (
    URL,
    Column,
    Connection,
    DateTime,
    Engine,
    LargeBinary,
    Numeric,
    create_engine,
    event,
    func,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, Session, SQLModel

MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATION_LOCK = 0x64756563


def new_id() -> UUID:
    """A time-ordered id with 74 random bits: unguessable, and kind to indexes."""
    return uuid_utils.compat.uuid7()


def database_now(session: Session) -> datetime:
    """To the moment, as leases need it: machines differ, and clocks jump."""
    now: datetime = session.execute(select(func.clock_timestamp())).scalar_one()
    return now


class Clock:
    """This machine's clock, put right by the database's: all roles then agree, and one that is days off does no harm.

    Asked in the first transaction, every half minute, and at once where the clock has jumped. Less than a second is nothing,
    nor is what the answer may have been late by.
    """

    def __init__(self) -> None:
        self._late, self._wall, self._steady = timedelta(0), 0.0, -math.inf

    def now(self) -> datetime:
        return datetime.now(UTC) + self._late

    def follow(self, session: Session) -> None:
        wall, steady = datetime.now(UTC).timestamp(), time.monotonic()
        passed = steady - self._steady
        if passed < ASKED_SECONDS and abs(wall - self._wall - passed) < NOTHING.total_seconds():
            return
        late = database_now(session) - datetime.now(UTC)
        nothing = NOTHING + timedelta(seconds=time.monotonic() - steady)
        self._late, self._wall, self._steady = late if abs(late) >= nothing else timedelta(0), wall, steady


ASKED_SECONDS, NOTHING = 30.0, timedelta(seconds=1)
CLOCK = Clock()


def utc_now() -> datetime:
    """The database's time, as of the last transactions of this process."""
    return CLOCK.now()


def to_json(value: Any) -> str:
    return orjson.dumps(value, default=_plain, option=orjson.OPT_NON_STR_KEYS).decode()


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def sqlalchemy_url(url: str) -> URL:
    """An address in libpq's form for SQLAlchemy with psycopg. Sockets, several hosts and options go into the query."""
    parts = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    return URL.create(
        "postgresql+psycopg",
        username=parts.pop("user", None),
        password=parts.pop("password", None),
        database=parts.pop("dbname", None),
        query=parts,
    )


def make_engine(
    url: str, pool_size: int = 5, audit_key: bytes | None = None, idle_seconds: float | None = None
) -> Engine:
    """`audit_key` seals what is written into the audit log; without it nothing can be recorded or verified. After
    `idle_seconds` of silence within a transaction the server ends it: who fell asleep holds no locks."""
    address = sqlalchemy_url(url)
    options = f"{address.query.get('options', '')} -c timezone=UTC"
    if idle_seconds:
        options += f" -c idle_in_transaction_session_timeout={idle_seconds * 1000:.0f}"
    return create_engine(
        address,
        pool_size=pool_size,
        max_overflow=10,
        hide_parameters=True,
        pool_pre_ping=True,
        json_serializer=to_json,
        json_deserializer=json.loads,
        connect_args={"options": options},
        execution_options={"audit_key": audit_key},
    )


@contextmanager
def transaction(engine: Engine | Connection) -> Iterator[Session]:
    """One short piece of work: everything in it is committed together, or nothing is.

    On a connection whose transaction somebody else began, it is a savepoint of that one.
    """
    with Session(engine, expire_on_commit=False, join_transaction_mode="create_savepoint") as session:
        CLOCK.follow(session)
        yield session
        session.commit()


@event.listens_for(Session, "before_commit")
def refuse_an_aborted_commit(session: Session) -> None:
    """PostgreSQL answers COMMIT of an aborted transaction with a silent ROLLBACK; we want to hear of it."""
    if not session.in_transaction():
        return
    driver = session.connection().connection.driver_connection
    if driver is not None and driver.info.transaction_status is TransactionStatus.INERROR:
        raise RuntimeError("the transaction was aborted; committing it would lose everything in it")


def alembic_config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = sqlalchemy_url(url)
    return config


INBOX_ROLE = "duecourse_inbox"
"""The web inbox acts as this role: it sees the rows of one person's companies alone (migration 0006)."""
MAKE_INBOX_ROLE = f"""DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{INBOX_ROLE}') THEN CREATE ROLE {INBOX_ROLE} NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$"""
BECOME_IT = f"""DO $$ BEGIN
  SET LOCAL ROLE {INBOX_ROLE};
  RESET ROLE;
EXCEPTION WHEN insufficient_privilege THEN EXECUTE format('GRANT {INBOX_ROLE} TO %I', current_user);
END $$"""


def make_inbox_role(connection: Connection) -> None:
    """Roles belong to the whole server: tables that are restored on another one need theirs first.

    Raises sqlalchemy.exc.ProgrammingError where our account may make no roles and somebody must do it for us."""
    connection.execute(text(MAKE_INBOX_ROLE))
    connection.execute(text(BECOME_IT))


def migrate(url: str) -> None:
    """Bring the tables to the newest version. Safe to call from several processes at once."""
    engine = make_engine(url, pool_size=1)
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": MIGRATION_LOCK})
            connection.commit()
            try:
                command.upgrade(alembic_config(url), "head")
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": MIGRATION_LOCK})
                connection.commit()
    finally:
        engine.dispose()


class ComparedAndSet(SQLModel):
    """A table whose rows are written only where their `state` is still the one that was read.

    Raises sqlalchemy.orm.exc.StaleDataError where somebody was faster; then nothing of the transaction is kept."""

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        table = cls.metadata.tables[str(cls.__tablename__)]
        return {"version_id_col": table.c.state, "version_id_generator": False}


# --- column shapes ---------------------------------------------------------------------------------------------


def timestamp(nullable: bool = False, index: bool = False, default: bool = True) -> Any:
    """Aware UTC. Filled with the present moment unless it may be empty."""
    if nullable or not default:
        return Field(default=None, sa_column=Column(DateTime(timezone=True), nullable=nullable, index=index))
    column: Column[datetime] = Column(DateTime(timezone=True), nullable=False, index=index)
    return Field(default_factory=utc_now, sa_column=column)


def jsonb(default: Any = dict) -> Any:
    return Field(default_factory=default, sa_column=Column(JSONB, nullable=False))


def jsonb_or_null() -> Any:
    return Field(default=None, sa_column=Column(JSONB(none_as_null=True), nullable=True))


def money(nullable: bool = False) -> Any:
    column: Column[Decimal] = Column(Numeric(16, 2), nullable=nullable)
    return Field(default=None if nullable else Decimal("0.00"), sa_column=column)


def binary(nullable: bool = False) -> Any:
    return Field(default=None if nullable else b"", sa_column=Column(LargeBinary, nullable=nullable))
