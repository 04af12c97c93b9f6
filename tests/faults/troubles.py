"""What befalls a machine besides deaths: a database without connections, room, writing or tables, a process with few files,
a clock that is two days off.
"""

import errno
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Self

import psycopg

from tests.faults.points import wrap

if TYPE_CHECKING:
    from tests.faults.home import Home

LOCKED = "messages, cases, drafts, outbox, audit_events"
CLOCK_HOURS = (-48, 48)
FILES = (24, 64)
"""So many open files a process may have: with the first it can hardly begin, with the second hardly work."""


# --- the database -------------------------------------------------------------------------------------------------------


@contextmanager
def every_connection_taken(home: "Home") -> Iterator[None]:
    """As by a program that leaks them. Who has one keeps it; nobody gets a new one."""
    with ExitStack() as held:
        with suppress(psycopg.OperationalError):
            while True:
                held.enter_context(psycopg.connect(home.url, autocommit=True))
        yield


@contextmanager
def tables_locked(home: "Home") -> Iterator[None]:
    """As by somebody's change of a table. Whoever asks waits."""
    with psycopg.connect(home.url) as connection:
        connection.execute(f"LOCK TABLE {LOCKED} IN ACCESS EXCLUSIVE MODE".encode())
        yield


@contextmanager
def read_only(home: "Home") -> Iterator[None]:
    """As a server that has become a copy of another one: nothing is written from the next transaction on."""
    home.order("ALTER SYSTEM SET default_transaction_read_only = on")
    home.order("SELECT pg_reload_conf()")
    try:
        yield
    finally:
        with psycopg.connect(home.url, autocommit=True, options="-c default_transaction_read_only=off") as connection:
            connection.execute("ALTER SYSTEM RESET default_transaction_read_only")
            connection.execute("SELECT pg_reload_conf()")


@contextmanager
def disk_full(home: "Home") -> Iterator[None]:
    with home.disk.full():
        yield


TROUBLES: dict[str, Callable[["Home"], AbstractContextManager[None]]] = {
    "every connection taken": every_connection_taken,
    "tables locked": tables_locked,
    "read only": read_only,
    "full disk": disk_full,
}


def befall(home: "Home", trouble: str, seconds: float) -> None:
    """For so long. The database may end by that; it is started again."""
    try:
        with TROUBLES[trouble](home):
            time.sleep(seconds)
    finally:
        home.revive_database()


# --- one process --------------------------------------------------------------------------------------------------------


def put_in() -> None:
    """FAULT_FILES=n: no more open files than n. FAULT_CLOCK=h: the clock is h hours off. FAULT_NO_PROCESS=path: while that
    file is there, no process can be started for the parser."""
    if files := os.environ.get("FAULT_FILES"):
        allow_files(int(files))
    if hours := os.environ.get("FAULT_CLOCK"):
        move_clock(float(hours))
    if sign := os.environ.get("FAULT_NO_PROCESS"):
        start_no_parser(Path(sign))


def handicap(chance: random.Random) -> dict[str, str]:
    """What a new process may have to live with, as `put_in` understands it."""
    name, values = chance.choice((("FAULT_FILES", FILES), ("FAULT_CLOCK", CLOCK_HOURS)))
    return {name: str(chance.choice(values))}


def allow_files(most: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def move_clock(hours: float) -> None:
    """The product's own clock; the database's and the libraries' go on as they were."""
    wrap("agent.records.database", "datetime", lambda _: moved(timedelta(hours=hours)))


def moved(off: timedelta) -> type[datetime]:
    class Moved(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return super().now(tz) + off

    return Moved


def start_no_parser(sign: Path) -> None:
    def change(plain: Callable[..., None]) -> Callable[..., None]:
        def instead(*args: object) -> None:
            if sign.exists():
                raise OSError(errno.EAGAIN, "No process left")
            plain(*args)

        return instead

    wrap("agent.mail.isolation", "Child.__init__", change)
