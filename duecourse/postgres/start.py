"""Making a cluster, and one attempt at starting its server."""

import os
import pwd
import re
import time
from pathlib import Path

from duecourse.postgres.binaries import EmbeddedServerFailed, run_as
from duecourse.postgres.place import fresh_folder, socket_folder
from duecourse.postgres.process import PORT, lives

LOG = "server.log"
LARGEST_LOG = 10_000_000
# What the server says while processes of a killed one are still going away: worth another try.
PASSING_TROUBLE = ("shared memory block", '"postmaster.pid" already exists')
REASON = re.compile(r"\b(FATAL|PANIC|error):")
STAMP = re.compile(r"^\S+ \S+ UTC \[\d+\] ")


def make_cluster(cluster: Path, account: pwd.struct_passwd | None, tools: Path) -> None:
    """Make the cluster beside its place and move it there: an interrupted start leaves nothing that looks whole."""
    folder = fresh_folder(cluster, account)
    options = ("--username=postgres", "--auth-local=trust", "--auth-host=reject", "--encoding=UTF8")
    done = run_as(account, tools / "initdb", *options, "--locale=C.UTF-8", PGDATA=str(folder))
    if done.returncode != 0:
        raise EmbeddedServerFailed(f"The database in {cluster} could not be made: {_last_words(done.stdout)}")
    folder.rename(cluster)
    _flush(cluster.parent)


def _flush(folder: Path) -> None:
    """Make the new name outlast a power failure: otherwise all that is written later would be lost with it."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def start_server(cluster: Path, account: pwd.struct_passwd | None, tools: Path, end: float) -> None:
    """One attempt, until `end` (monotonic seconds). Returns after a refusal that will pass: then try again."""
    socket = socket_folder(cluster, account)
    _disown_lock_files(cluster, socket)
    log = cluster / LOG
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".log.1"))
    said_before = log.stat().st_size if log.exists() else 0
    patience = str(max(1, int(end - time.monotonic())))
    command = (tools / "pg_ctl", "-w", "-t", patience, "-l", LOG, "-o", _options(socket), "start")
    done = run_as(account, *command, folder=cluster, quiet=True, PGDATA=str(cluster))
    said = log.read_bytes()[said_before:].decode(errors="replace") if log.exists() else ""
    if done.returncode != 0 and not lives(cluster) and not any(words in said for words in PASSING_TROUBLE):
        raise EmbeddedServerFailed(f"The database in {cluster} does not start: {_last_words(said)}")


def _options(socket: Path) -> str:
    """For the command line, where they win over what stands in the folder. The socket's folder has only plain letters."""
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(socket),
        "unix_socket_permissions": "0700",
        "port": str(PORT),
        "max_connections": "100",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_checkpoints": "off",
    }
    return " ".join(f"-c {name}='{value}'" for name, value in settings.items())


def _disown_lock_files(cluster: Path, socket: Path) -> None:
    """Let the lock files of a server that is gone stop nobody, even if another process now has its number.

    A server refuses to start while that number lives (even as an uncollected dead process), but knows that its
    parent's parent (us) is no server. The rest of the file stays: it tells which shared memory may still be in use.
    """
    if lives(cluster):
        return
    for file in (cluster / "postmaster.pid", socket / f".s.PGSQL.{PORT}.lock"):
        if not file.exists():
            continue
        _, newline, rest = file.read_text(encoding="utf-8").partition("\n")
        if rest:
            file.write_text(f"{os.getpid()}{newline}{rest}", encoding="utf-8")
        else:
            file.unlink()


def _last_words(output: str) -> str:
    """The last lines of a program, and an error before them, where its reasons stand; without time and number."""
    lines = [STAMP.sub("", line).strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines[:-3] if REASON.search(line)]
    return " ".join((*errors[-1:], *lines[-3:])) or "no reason was given"
