"""`duecourse backup` and `restore`: the database, the documents and the send journal in one folder, checked file by file.

A backup holds no password and no key: `secret.key` is kept apart, and without it nobody opens the mailbox passwords or
seals the log. What was approved when the backup was made may have left since, so a restored installation sends nothing
until a person switches sending on again.
"""

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from subprocess import run
from typing import Annotated, Any

import psycopg
import typer
from psycopg import sql
from sqlmodel import select

from agent.records import audit, switches, transaction
from agent.records.database import make_engine, make_inbox_role
from agent.records.ledger import Document
from connectors.documents_folder import FolderBlobs
from duecourse import postgres
from duecourse.errors import CheckFailed, Misconfigured
from duecourse.output import emit
from duecourse.wiring import Installation, opened

Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
DUMP, BLOBS, JOURNAL, MANIFEST = "database.dump", "blobs", "send.journal", "manifest.json"
THROW_AWAY = "duecourse_restore_check"


def backup(
    folder: Annotated[Path, typer.Argument(help="Where the backup's own folder is made.", file_okay=False)],
    as_json: Json = False,
) -> None:
    """Copy everything but the key file, while all goes on: duecourse backup /srv/backups

    Keep DUECOURSE_DATA/secret.key in another place: a backup cannot be used without it.
    """
    with opened("any") as here:
        target = folder / f"duecourse-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
        with unfinished(target) as half:
            program(here, "pg_dump", "--format=custom", "--file", str(half / DUMP), here.url)
            copy_files(here, half)
            (half / MANIFEST).write_text(json.dumps(manifest(here, half), indent=1) + "\n")
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    text = f"{target}: {size / 1e6:.1f} MB. Keep secret.key apart. Try it: duecourse restore --verify {target}"
    emit({"backup": str(target), "bytes": size}, text, as_json)


@contextmanager
def unfinished(target: Path) -> Iterator[Path]:
    """A folder beside it that gets its name when all is there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(dir=target.parent, prefix=".backup-"))
    try:
        yield half
        half.rename(target)
    finally:
        shutil.rmtree(half, ignore_errors=True)


def copy_files(here: Installation, half: Path) -> None:
    """After the dump: bytes are stored before a row names them, so all that the dump names is there by now."""
    if (here.settings.data / BLOBS).is_dir():
        shutil.copytree(here.settings.data / BLOBS, half / BLOBS, ignore=shutil.ignore_patterns(".new-*"))
    if here.journal.exists():
        shutil.copy2(here.journal, half / JOURNAL)


def manifest(here: Installation, half: Path) -> dict[str, Any]:
    files = sorted(path for path in half.rglob("*") if path.is_file())
    return {
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": {str(path.relative_to(half)): digest(path) for path in files},
        "key": key_mark(here),
    }


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def key_mark(here: Installation) -> str:
    """Tells whether a key file is the one of this backup, and nothing about the key."""
    return hashlib.sha256(b"duecourse backup" + here.keys.audit).hexdigest()


def restore(
    folder: Annotated[Path, typer.Argument(help="A backup's folder.", exists=True, file_okay=False)],
    verify: Annotated[bool, typer.Option("--verify", help="Only try it, in a database of its own.")] = False,
    as_json: Json = False,
) -> None:
    """Bring a backup back into an empty installation, or try whether it could be: duecourse restore --verify FOLDER

    All sending stays stopped afterwards: look at the outbox, for what was approved then may have left since.
    """
    with opened("any") as here:
        checked(here, folder)
        if verify:
            found = tried(here, folder)
            emit(
                found,
                f"{folder} is whole: {found['events']} events in an unbroken log, {found['documents']} documents.",
                as_json,
            )
            return
        refuse_used(here)
        load(here, here.url, folder)
        if (folder / BLOBS).is_dir():
            shutil.copytree(folder / BLOBS, here.settings.data / BLOBS, dirs_exist_ok=True)
        if (folder / JOURNAL).exists():
            shutil.copy2(folder / JOURNAL, here.journal)
        with transaction(here.engine) as session:
            switches.turn(session, switches.ALL_SENDING, False, "restore")
        found = examined(here, here.url)
    emit(
        found, "Restored. All sending is stopped: look at the outbox first, then switch it on under Switches.", as_json
    )


def checked(here: Installation, folder: Path) -> None:
    """Raises Misconfigured where the folder is no backup, CheckFailed where a file of it was changed or is gone."""
    try:
        told = json.loads((folder / MANIFEST).read_text())
        files, mark = dict(told["files"]), str(told["key"])
    except (OSError, ValueError, KeyError, TypeError):
        raise Misconfigured("DC-240", f"{folder} is no backup of duecourse, or it was not finished.") from None
    if mark != key_mark(here):
        place = here.settings.data / "secret.key"
        raise Misconfigured("DC-241", f"This backup belongs to another key file. Put its secret.key to {place} first.")
    odd = [name for name, sha256 in files.items() if not (folder / name).is_file() or digest(folder / name) != sha256]
    if odd:
        raise CheckFailed("DC-242", f"{len(odd)} files of the backup are missing or damaged, first {odd[0]}.")


def refuse_used(here: Installation) -> None:
    """Raises Misconfigured where tables are there already: nothing is ever written over."""
    with psycopg.connect(here.url) as connection:
        row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    if row and row[0]:
        words = "This database holds tables already, and nothing is written over"
        raise Misconfigured("DC-243", f"{words}. Give an empty one: another DUECOURSE_DATA or DATABASE_URL.")


def load(here: Installation, url: str, folder: Path) -> None:
    engine = make_engine(url, 1)
    with engine.begin() as connection:
        make_inbox_role(connection)
    engine.dispose()
    program(here, "pg_restore", "--exit-on-error", "--no-owner", "--dbname", url, str(folder / DUMP))


def tried(here: Installation, folder: Path) -> dict[str, int]:
    name = sql.Identifier(THROW_AWAY)
    with psycopg.connect(here.url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
        try:
            url = postgres.with_database(here.url, THROW_AWAY)
            load(here, url, folder)
            return examined(here, url, folder / BLOBS)
        finally:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


def examined(here: Installation, url: str, blobs: Path | None = None) -> dict[str, int]:
    """Raises CheckFailed where the log is broken or a document's bytes are not there, else counts both."""
    engine = make_engine(url, 1, here.keys.audit)
    try:
        chains = list(audit.verify(engine))
        with transaction(engine) as session:
            wanted = {one for (one,) in session.execute(select(Document.sha256)) if one}
    finally:
        engine.dispose()
    problems = [problem for _, _, found in chains for problem in found]
    if problems:
        raise CheckFailed("DC-450", f"The log in this backup is broken: {problems[0]}.")
    store = FolderBlobs(blobs or here.settings.data / BLOBS)
    for sha256 in sorted(wanted):
        store.get(sha256)
    return {"events": sum(count for _, count, _ in chains), "documents": len(wanted)}


def program(here: Installation, name: str, *words: str) -> None:
    done = run([fitting(here, name), *words], capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["no reason given"]
        raise CheckFailed("DC-245", f"{name} failed: {said[-1]}")


def fitting(here: Installation, name: str) -> str:
    """PostgreSQL's own program, of this computer or of the embedded server: the oldest that is no older than the server."""
    found = [one for one in (shutil.which(name), embedded(name)) if one]
    with psycopg.connect(here.url) as connection:
        server = connection.info.server_version // 10_000
    fit = [one for one in sorted(found, key=major) if major(one) >= server]
    if not fit:
        raise Misconfigured(
            "DC-244", f"There is no {name} for PostgreSQL {server} on this computer. Install its client programs."
        )
    return fit[0]


def embedded(name: str) -> str | None:
    try:
        return str(postgres.programs(None) / name)
    except postgres.EmbeddedServerFailed:
        return None


def major(program: str) -> int:
    """Of "pg_dump (PostgreSQL) 18.1"."""
    said = run([program, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\) (\d+)", said)
    return int(found[1]) if found else 0
