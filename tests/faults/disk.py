"""A disk that can be full: a file system in memory that is given no more room than it uses. Needs root on Linux; without
that right it is an ordinary folder, and never full.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOM = 8 * 2**30
"""Bytes at most; memory is taken only for what is written."""
SPARE = 64 * 2**20
"""Bytes that others may write while the room is taken away, which the system refuses below what is in use."""


@dataclass
class Disk:
    """`own`: whether it is a file system of its own, so that it can be full."""

    path: Path
    own: bool = False

    @contextmanager
    def full(self) -> Iterator[None]:
        """Not one more page while this lasts. What is written already can be written over."""
        there = os.statvfs(self.path)
        ballast = self.path / "ballast"
        self.size((there.f_blocks - there.f_bfree) * there.f_frsize + SPARE)
        try:
            with suppress(OSError):
                ballast.write_bytes(bytes(2 * SPARE))
            yield
        finally:
            ballast.unlink(missing_ok=True)
            self.size(ROOM)

    def size(self, room: int) -> None:
        mount("-o", f"remount,size={room}", str(self.path))


@contextmanager
def disk(path: Path) -> Iterator[Disk]:
    path.mkdir(mode=0o755)
    made = Disk(path, sys.platform == "linux" and os.geteuid() == 0 and mounted(path))
    try:
        yield made
    finally:
        let_go(path.parent)


def let_go(folder: Path) -> None:
    """Unmounts what is mounted in `folder`, also by a run that was killed."""
    for path in folder.iterdir():
        if path.is_mount():
            subprocess.run(["umount", "--lazy", str(path)], check=False, capture_output=True)


def mounted(path: Path) -> bool:
    try:
        mount("-t", "tmpfs", "-o", f"size={ROOM},mode=0755", "tmpfs", str(path))
    except (OSError, subprocess.CalledProcessError):  # in a container without that right, for example
        return False
    return True


def mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True)
