"""The send journal: one synced line per mail that a server has taken, written before the database hears of it.

After a crash it says what the database does not know yet.
"""

import os
from pathlib import Path
from uuid import UUID


def note_sent(journal: Path, mail_id: UUID, sha256: str, reply: str) -> None:
    """Append one line and wait until it is on the disk. Raises OSError if it cannot be."""
    line = f"{mail_id} {sha256} {' '.join(reply.split())[:200]}\n"
    new = not journal.exists()
    append(journal, os.O_WRONLY | os.O_CREAT | os.O_APPEND, line.encode("ascii", "replace"))
    if new:
        append(journal.parent, os.O_RDONLY, b"")


def append(path: Path, flags: int, content: bytes) -> None:
    """Write, if there is something to write, and sync: a file, or the folder that holds a new file's name."""
    descriptor = os.open(path, flags, 0o600)
    try:
        if content:
            os.write(descriptor, content)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def was_sent(journal: Path, mail_id: UUID, sha256: str) -> str | None:
    """The server's reply if this very mail was taken."""
    if not journal.exists():
        return None
    wanted = f"{mail_id} {sha256} "
    with journal.open(encoding="ascii", errors="replace") as lines:
        return next((line.removeprefix(wanted).strip() for line in lines if line.startswith(wanted)), None)
