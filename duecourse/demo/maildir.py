"""Mailboxes as folders: one file a mail, put in place whole, so that a reader never sees half a mail."""

import os
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path

NUMBERS = count()


@dataclass(frozen=True)
class Kept:
    """One mail in a folder. `key` names it for as long as it lies there; `at` is when it came, in seconds."""

    key: str
    raw: bytes
    new: bool
    at: float


class Folder:
    """A Maildir that keeps every byte; the standard library's own would change the line ends. Cheap to make; safe to
    use from several threads and processes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        for name in ("tmp", "new", "cur"):
            (path / name).mkdir(parents=True, exist_ok=True)

    def add(self, raw: bytes) -> str:
        """Deliver a mail; its key."""
        key = f"{time.time_ns():020}.P{os.getpid()}Q{next(NUMBERS)}.demo"
        unfinished = self._path / "tmp" / key
        unfinished.write_bytes(raw)
        unfinished.rename(self._path / "new" / key)
        return key

    def mails(self) -> list[Kept]:
        """All mails, oldest first."""
        found = [
            Kept(key_of(path), path.read_bytes(), folder == "new", int(key_of(path).partition(".")[0]) / 1e9)
            for folder in ("new", "cur")
            for path in (self._path / folder).iterdir()
        ]
        return sorted(found, key=lambda one: one.key)

    def unread(self) -> int:
        return sum(1 for _ in (self._path / "new").iterdir())

    def mark_read(self) -> None:
        for path in (self._path / "new").iterdir():
            path.rename(self._path / "cur" / f"{path.name}:2,S")


def key_of(path: Path) -> str:
    return path.name.partition(":")[0]
