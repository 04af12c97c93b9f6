"""The running server of a folder: which process it is, whether it answers, and its address."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import psycopg

from duecourse.postgres.binaries import EmbeddedServerFailed, run_as
from duecourse.postgres.url import with_database

DATABASE = "duecourse"
# Said in full in every address, since PGPORT in somebody's environment would name another.
PORT = 5432


class ServerProcess(NamedTuple):
    """What a server writes down about itself in `postmaster.pid`. `socket` is None until it listens."""

    pid: int
    socket: Path | None


def noted_process(cluster: Path) -> ServerProcess | None:
    """What the lock file says, be it true or left over."""
    try:
        lines = (cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        return ServerProcess(int(lines[0]), Path(lines[4]) if lines[4] else None)
    except (FileNotFoundError, NotADirectoryError, PermissionError, IndexError, ValueError):
        return None


def lives(cluster: Path) -> bool:
    """Whether the noted process is this folder's server. After a crash or a reboot its number may be anybody's."""
    process = noted_process(cluster)
    if process is None:
        return False
    try:
        return Path(f"/proc/{process.pid}/cwd").samefile(cluster)
    except OSError:
        return not Path("/proc/self").exists() and _runs_postgres(process.pid)


def cut_off(cluster: Path) -> bool:
    """Whether the server lives and nobody can reach it any more: its socket is gone. An older server does that when it
    ends after somebody deleted and made the folder anew, and so does whoever clears away old files."""
    process = noted_process(cluster)
    if process is None or process.socket is None or not lives(cluster):
        return False
    return not (process.socket / f".s.PGSQL.{PORT}").exists()


def _runs_postgres(pid: int) -> bool:
    """For systems without /proc, which do not tell a process's folder."""
    return run_as(None, "ps", "-o", "comm=", "-p", str(pid)).stdout.strip().endswith("postgres")


def has_database(cluster: Path) -> bool | None:
    """Whether the server of this very folder has our database; None if no such server takes connections."""
    process = noted_process(cluster)
    if process is None or process.socket is None:
        return None
    try:
        with connection(process) as session:
            row = session.execute(
                "SELECT current_setting('data_directory'), EXISTS (SELECT FROM pg_database WHERE datname = %s)",
                (DATABASE,),
            ).fetchone()
    except psycopg.OperationalError:
        return None
    # As bytes: under a locale without UTF-8 our own text of an odd path is another one.
    return bool(row[1]) if row and row[0].encode() == os.fsencode(cluster) else None


@contextmanager
def connection(process: ServerProcess) -> Iterator[psycopg.Connection]:
    """A session in the maintenance database, outside transactions."""
    where = with_database(address(process), "postgres")
    with psycopg.connect(where, connect_timeout=2, autocommit=True) as session:
        yield session


def address(process: ServerProcess | None) -> str:
    """In libpq's form. Raises EmbeddedServerFailed if there is no process (any more)."""
    if process is None or process.socket is None:
        raise EmbeddedServerFailed("The embedded database was stopped by somebody else while it started; try again.")
    return f"postgresql://postgres@/{DATABASE}?host={quote(str(process.socket))}&port={PORT}"
