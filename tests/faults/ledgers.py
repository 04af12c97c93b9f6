"""A ledger of our own: one JSON object a line, on the disk before the next thing happens."""

import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class Ledger:
    """Lines that are written once and never changed. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._lock = threading.Lock()
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)

    def write(self, **entry: Any) -> None:
        """Returns once the line is on the disk."""
        line = json.dumps(entry, sort_keys=True).encode() + b"\n"
        with self._lock:
            os.write(self._descriptor, line)
            os.fsync(self._descriptor)

    def close(self) -> None:
        os.close(self._descriptor)


def entries(path: Path) -> Iterator[dict[str, Any]]:
    """Every whole line, oldest first. What a kill cut off at the end does not count as written."""
    if not path.exists():
        return
    with path.open("rb") as lines:
        for line in lines:
            if line.endswith(b"\n"):
                yield json.loads(line)
