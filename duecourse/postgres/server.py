"""Starting and stopping the embedded server, one process at a time."""

import pwd
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

import fasteners

from duecourse.postgres.binaries import EmbeddedServerFailed, account_for, programs, run_as
from duecourse.postgres.place import cluster_folder, is_made, reachable
from duecourse.postgres.process import DATABASE, address, connection, cut_off, has_database, lives, noted_process
from duecourse.postgres.start import LOG, make_cluster, start_server
from duecourse.postgres.users import note_use

# A file lock holds between processes, this one between the threads of ours.
_one_thread = threading.Lock()


class Status(StrEnum):
    ABSENT = "absent"
    """No database was made here yet."""
    STOPPED = "stopped"
    BUSY = "busy"
    """A server process lives but takes no connection: it is starting, recovering or stopping."""
    RUNNING = "running"


def ensure_running(data: Path, timeout: float = 120) -> str:
    """The address of the server in `data`, started (and made) first where it does not run yet.

    Within `timeout` seconds; EmbeddedServerFailed (DC-104) says why not.
    """
    data = data.resolve()
    note_use(data)
    if not ready(data):
        end = time.monotonic() + timeout
        with _locked(data, timeout):
            if not ready(data):
                _bring_up(data, end)
    return address(noted_process(cluster_folder(data)))


def ready(data: Path) -> bool:
    """Whether the server of exactly this folder takes connections and has our database."""
    return has_database(cluster_folder(data.resolve())) is True


def status(data: Path) -> Status:
    cluster = cluster_folder(data.resolve())
    if not is_made(cluster):
        return Status.ABSENT
    if has_database(cluster) is not None:
        return Status.RUNNING
    return Status.BUSY if lives(cluster) else Status.STOPPED


def stop(data: Path, timeout: float = 120) -> None:
    """Stop the server in an orderly way; sessions are ended, nothing confirmed is lost. No server is fine, too."""
    data = data.resolve()
    cluster = cluster_folder(data)
    if not is_made(cluster):
        return
    with _locked(data, timeout):
        if lives(cluster):
            account = account_for(cluster)
            _end(cluster, account, programs(account), timeout)


def _end(cluster: Path, account: pwd.struct_passwd | None, tools: Path, timeout: float) -> None:
    command = (tools / "pg_ctl", "-m", "fast", "-w", "-t", str(max(1, int(timeout))), "stop")
    done = run_as(account, *command, PGDATA=str(cluster))
    if lives(cluster):
        raise EmbeddedServerFailed(f"The database in {cluster} does not stop: {done.stdout.strip()}")


@contextmanager
def _locked(data: Path, timeout: float) -> Iterator[None]:
    lock = fasteners.InterProcessLock(data.with_name(data.name + ".lock"))
    with _one_thread:
        try:
            data.parent.mkdir(parents=True, exist_ok=True)
            acquired = lock.acquire(timeout=timeout)
        except PermissionError:
            raise EmbeddedServerFailed(
                f"This account may not write in {data.parent}; choose another data folder, or start duecourse as the "
                "account that made it."
            ) from None
        if not acquired:
            raise EmbeddedServerFailed(f"Another process has been starting or stopping {data} for {timeout:.0f} s.")
        try:
            yield
        finally:
            lock.release()


def _bring_up(data: Path, end: float) -> None:
    """Start until it answers. Until the processes of a killed server are gone (about 2 s), a start is refused."""
    account = account_for(cluster_folder(data))
    cluster = reachable(data, account)
    tools = programs(account)
    if not is_made(cluster):
        make_cluster(cluster, account, tools)
    while has_database(cluster) is None:
        if time.monotonic() > end:
            raise EmbeddedServerFailed(f"The database in {cluster} does not answer; read {cluster / LOG}.")
        if cut_off(cluster):
            _end(cluster, account, tools, end - time.monotonic())
        if not lives(cluster):
            start_server(cluster, account, tools, end)
        time.sleep(0.1)
    _make_database(cluster)


def _make_database(cluster: Path) -> None:
    process = noted_process(cluster)
    if process is not None and has_database(cluster) is False:
        with connection(process) as session:
            session.execute(f"CREATE DATABASE {DATABASE}")
