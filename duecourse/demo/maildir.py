"""Mailboxes as folders: one file a mail, put in place whole, so that a reader never sees half a mail."""

import os
import time
from contextlib import suppress
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
    use from several threads and processes. Looking into one that is not there finds nothing and makes nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def make(self) -> None:
        for name in ("tmp", "new", "cur"):
            (self._path / name).mkdir(parents=True, exist_ok=True)

    def add(self, raw: bytes) -> str:
        """Deliver a mail; its key."""
        self.make()
        key = f"{time.time_ns():020}.P{os.getpid()}Q{next(NUMBERS)}.demo"
        unfinished = self._path / "tmp" / key
        unfinished.write_bytes(raw)
        unfinished.rename(self._path / "new" / key)
        return key

    def mails(self) -> list[Kept]:
        """All mails, oldest first. One that is marked as read meanwhile is met in the second place at the latest."""
        found: dict[str, Kept] = {}
        for name in ("new", "cur"):
            for path in self._files(name):
                with suppress(FileNotFoundError):
                    key = key_of(path)
                    found[key] = Kept(key, path.read_bytes(), name == "new", int(key.partition(".")[0]) / 1e9)
        return [found[key] for key in sorted(found)]

    def unread(self) -> int:
        return len(self._files("new"))

    def mark_read(self) -> None:
        for path in self._files("new"):
            with suppress(FileNotFoundError):
                path.rename(self._path / "cur" / f"{path.name}:2,S")

    def _files(self, name: str) -> list[Path]:
        folder = self._path / name
        return list(folder.iterdir()) if folder.is_dir() else []


def key_of(path: Path) -> str:
    return path.name.partition(":")[0]
