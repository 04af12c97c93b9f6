"""Who uses an embedded server. Each process of ours holds a shared lock beside the data from its first question to its
end, so that a command that is done can tell whether it was the last to need it.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import fasteners

_held: dict[Path, fasteners.InterProcessReaderWriterLock] = {}
_one_thread = threading.Lock()


def note_use(data: Path) -> None:
    """This process uses the server of `data` from now on. Waits while another one is just stopping it."""
    with _one_thread, suppress(PermissionError):  # who may not even write there is told so by the start itself
        if data not in _held:
            lock = fasteners.InterProcessReaderWriterLock(data.with_name(data.name + ".users"))
            lock.acquire_read_lock()
            _held[data] = lock


@contextmanager
def for_one_command() -> Iterator[None]:
    """Servers that are first used in here are stopped at its end, unless another process of ours uses them."""
    before = set(_held)
    try:
        yield
    finally:
        for data in _held.keys() - before:
            _leave(data)


def _leave(data: Path) -> None:
    from duecourse.postgres.server import stop  # which notes uses itself

    with _one_thread:
        lock = _held.pop(data)
        lock.release_read_lock()
        if lock.acquire_write_lock(blocking=False):
            try:
                stop(data)
            finally:
                lock.release_write_lock()
