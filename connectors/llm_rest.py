"""When a model's server is in trouble it is left alone for a while, so that one that hangs delays one mail and not every mail."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from connectors.ports import Refused, Unavailable

PARALLEL = 2
FIRST, LONGEST = 30.0, 600.0
"""Seconds of rest after the first trouble and, doubling, at most."""
PROBE = 120.0
"""While the first question after a rest is out, all others still rest: for at most so long."""

ANSWERED = "DC-312"
"""The code of a refusal that the server itself, or its answer, is the reason of."""


class Busy(Unavailable):
    """Not now. `again`: the server's own word after how many seconds to come back, or 0."""

    def __init__(self, message: str, again: float = 0.0) -> None:
        super().__init__("DC-310", message)
        self.again = again


class Broken(Busy):
    """The question was taken, and no whole answer came: it is not asked again at once, for it has cost already."""


class Rest:
    """At most PARALLEL questions at once, none while the server rests."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._slots = threading.BoundedSemaphore(PARALLEL)
        self._lock = threading.Lock()
        self._troubles, self._until = 0, 0.0

    @contextmanager
    def turn(self, seconds: float) -> Iterator[None]:
        """One question. Raises Unavailable where none may be asked now, or none could be within the seconds."""
        if not self._slots.acquire(timeout=max(0.0, seconds)):
            raise Unavailable("DC-310", "The model is busy with other mails.")
        try:
            self._admit()
            yield
        except Busy as trouble:
            self._ill(trouble.again)
            raise
        except Refused as answer:
            if answer.code == ANSWERED:
                self._well()
            raise
        else:
            self._well()
        finally:
            self._slots.release()

    def _admit(self) -> None:
        with self._lock:
            now = self._clock()
            if now < self._until:
                raise Unavailable("DC-310", "The model did not answer a moment ago; it is asked again later.")
            if self._troubles:
                self._until = now + PROBE

    def _ill(self, again: float) -> None:
        with self._lock:
            pause = max(again, min(FIRST * 2**self._troubles, LONGEST))
            self._troubles = min(self._troubles + 1, 10)
            self._until = self._clock() + min(pause, LONGEST)

    def _well(self) -> None:
        with self._lock:
            self._troubles, self._until = 0, 0.0
