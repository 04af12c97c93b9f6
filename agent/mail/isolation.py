"""Parsing where it can hurt nobody: in processes with little memory, little time and none of our secrets."""

import json
import os
import subprocess
import sys
import threading
from queue import LifoQueue
from typing import IO

from agent.domain.facts import MailView
from agent.mail.limits import MAX_PARSED, Unparsable

MEMORY = 512 * 1024 * 1024
SECONDS = 10
LENGTH = 8
KEPT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "SYSTEMROOT", "VIRTUAL_ENV")
"""What a child learns of our environment: nothing that is worth stealing."""


class Parser:
    """A few children that parse one mail after another; thread-safe. A child that dies or is late is replaced."""

    def __init__(self, children: int = 1, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._children: LifoQueue[Child | None] = LifoQueue()
        self._size = children
        self._closed = False
        for _ in range(children):
            self._children.put(None)

    def parse(self, raw: bytes) -> MailView:
        """The view of one mail; raises `Unparsable` for what cannot be read within the limits."""
        if len(raw) > MAX_PARSED:
            raise Unparsable("too_large", f"The mail is larger than {MAX_PARSED // 1024 // 1024} MiB.")
        child = self._children.get()
        try:
            if self._closed:
                raise RuntimeError("This parser is closed.")
            if child is not None and not child.alive:
                child.kill()
                child = None
            child = child or Child(self._memory, self._seconds)
            return child.parse(raw)
        finally:
            self._children.put(child if child is not None and child.alive else None)

    def close(self) -> None:
        """Ends the children; waits for mails that are being parsed."""
        self._closed = True
        waiting = [self._children.get() for _ in range(self._size)]
        for child in waiting:
            if child is not None:
                child.kill()
            self._children.put(None)

    def __enter__(self) -> "Parser":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Child:
    """One process; used by one thread at a time."""

    def __init__(self, memory: int, seconds: float) -> None:
        self._seconds = seconds
        self._late = False
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        environment |= {
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "MALLOC_ARENA_MAX": "2",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "agent.mail.child", str(memory), str(max(1, round(seconds)))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def parse(self, raw: bytes) -> MailView:
        self._late = False
        watch = threading.Timer(self._seconds, self._end_late)
        watch.start()
        try:
            answer = self._ask(raw)
        finally:
            watch.cancel()
        if answer is None:
            self.kill()
            if self._late:
                raise Unparsable("parser_timeout", f"Reading the mail took longer than {self._seconds:g} seconds.")
            raise Unparsable("parser_died", "The process that read the mail broke off.")
        return _view(answer)

    def _ask(self, raw: bytes) -> bytes | None:
        source, target = self._process.stdout, self._process.stdin
        if source is None or target is None:
            return None
        try:
            target.write(len(raw).to_bytes(LENGTH, "big") + raw)
            target.flush()
            head = source.read(LENGTH)
            size = int.from_bytes(head, "big")
            answer = source.read(size) if len(head) == LENGTH else b""
        except OSError:
            return None
        return answer if answer and len(answer) == size else None

    def _end_late(self) -> None:
        self._late = True
        self._process.kill()

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                _close(pipe)


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return


def _view(answer: bytes) -> MailView:
    said = json.loads(answer)
    if "unparsable" in said:
        raise Unparsable(*said["unparsable"])
    return MailView.model_validate_json(json.dumps(said["view"]))


def parse_limited(raw: bytes, seconds: float = SECONDS, memory: int = MEMORY) -> MailView:
    """One mail in a process of its own. For many mails keep a `Parser`."""
    with Parser(1, seconds, memory) as parser:
        return parser.parse(raw)
