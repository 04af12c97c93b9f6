"""Roles are born here: one process that has loaded the whole program, with no thread and no connection, forks each of them.

Loading the program takes seconds of a processor each time, which the rig would rather spend on kills. A role that is born
so has its own number, session, environment and files, as one that was started from a shell.

python -m tests.faults.nursery     (orders as JSON lines on its input, news on its output)
"""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parents[2]


class Child:
    """A role, as `subprocess.Popen` shows one."""

    def __init__(self) -> None:
        self.pid, self.code, self.born, self.gone = 0, None, threading.Event(), threading.Event()

    code: int | None

    def poll(self) -> int | None:
        return self.code

    def kill(self) -> None:
        """As a power failure does it."""
        self.signal(signal.SIGKILL)

    def signal(self, number: int) -> None:
        if self.born.wait(30) and self.code is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def wait(self, seconds: float = 30) -> None:
        if not self.gone.wait(seconds):
            raise TimeoutError(f"process {self.pid} does not end")


class Nursery:
    """Give it back with `close()`: everything that was born in it ends then."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"], cwd=ROOT, env=environment, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )  # fmt: skip
        self._children: dict[int, Child] = {}
        self._lock = threading.Lock()
        threading.Thread(target=self._hear, args=(self._process.stdout,), daemon=True).start()

    def bear(self, role: str, environment: dict[str, str], log: Path) -> Child:
        with self._lock:
            number = len(self._children)
            child = self._children[number] = Child()
            order = {"number": number, "role": role, "environment": environment, "log": str(log)}
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(order).encode() + b"\n")
            self._process.stdin.flush()
        return child

    def close(self) -> None:
        for child in self._children.values():
            child.kill()
        self._process.kill()
        self._process.wait()

    def _hear(self, news: IO[bytes]) -> None:
        for line in news:
            said = json.loads(line)
            child = self._children[said["number"]]
            if "pid" in said:
                child.pid = said["pid"]
                child.born.set()
            else:
                child.code = said["code"]
                child.gone.set()


# --- the process itself -------------------------------------------------------------------------------------------


def main() -> None:
    load_everything()
    if threading.active_count() > 1:
        sys.exit("something in the program has started a thread: a fork would lose it")
    living: dict[int, int] = {}
    orders = os.fdopen(0, "rb", buffering=0, closefd=False)  # unbuffered, so that select sees whatever waits
    while True:
        ready, _, _ = select.select([orders], [], [], 0.02)
        if ready:
            line = orders.readline()
            if not line:
                return
            order = json.loads(line)
            living[fork(order)] = order["number"]
        report_the_dead(living)


def load_everything() -> None:
    """What the roles import, and the reader's weights."""
    from agent.mail.parse import parse
    from agent.reading import ReadContext
    from agent.reading.second.judge import judge
    from duecourse import fetch, web, wiring, worker

    assert fetch and web and worker
    view = parse(b"Subject: a copy\r\n\r\nPlease send me a copy of invoice RG-26-10001.\r\n")
    wiring.built_in_reader().read(view, ReadContext(date(2026, 1, 1)))
    judge().opinion(view)


def fork(order: dict[str, Any]) -> int:
    pid = os.fork()
    if pid:
        tell(number=order["number"], pid=pid)
        return pid
    os.setsid()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.environ.clear()
    os.environ.update(order["environment"])
    os._exit(lived(order["role"]))


def lived(role: str) -> int:
    """The exit code of a role that has ended by itself."""
    from agent import claims
    from duecourse import fetch
    from tests.faults import entry

    fetch.READER = claims.WORKER = f"{socket.gethostname()}:{os.getpid()}"
    try:
        entry.main(role)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1 if end.code else 0
    except BaseException:  # noqa: BLE001  # as the interpreter does at the end of a program
        sys.excepthook(*sys.exc_info())
        return 1
    return 0


def report_the_dead(living: dict[int, int]) -> None:
    while living:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        if pid in living:
            tell(number=living.pop(pid), code=os.waitstatus_to_exitcode(status))


def tell(**news: int) -> None:
    os.write(1, json.dumps(news).encode() + b"\n")


if __name__ == "__main__":
    time.tzset()
    main()
