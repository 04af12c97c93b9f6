"""Folders that the account of a database can enter, in memory where there is room; also what killed runs left is removed."""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from duecourse.postgres import stop
from tests.faults.disk import let_go

MEMORY = Path("/dev/shm")
ENOUGH_MEMORY = 512 * 2**20
PREFIX = "duecourse-test-"


def new_folder(place: Path | None = None) -> Path:
    """Named by this process. Give it back with `remove`."""
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=place or roomy_place()))
    folder.chmod(0o755)
    return folder


def roomy_place() -> Path:
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ENOUGH_MEMORY
    return MEMORY if roomy and os.access(MEMORY, os.W_OK) else Path(tempfile.gettempdir())


def remove(folder: Path) -> None:
    """With the database servers and the file systems in it."""
    for made in (*folder.glob("*/PG_VERSION"), *folder.glob("*/*/PG_VERSION")):
        stop(made.parent)
    let_go(folder)
    shutil.rmtree(folder, ignore_errors=True)


def remove_what_killed_runs_left(place: Path) -> None:
    if not Path("/proc/self").exists():  # nobody says which processes are alive
        return
    for folder in place.glob(f"{PREFIX}*"):
        owner = folder.name.removeprefix(PREFIX).partition("-")[0]
        with suppress(FileNotFoundError):  # another worker may be at it as well
            if folder.stat().st_uid == os.geteuid() and not Path("/proc", owner).exists():
                remove(folder)
