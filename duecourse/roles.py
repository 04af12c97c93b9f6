"""The roles of an installation as processes: each runs until a signal; `up` runs all three as children."""

import logging
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from duecourse import postgres
from duecourse.settings import Settings
from duecourse.web import require_port
from duecourse.wiring import Installation, installation, prepare_database

Role = Callable[[Installation, threading.Event], None]
ROLES = ("serve", "worker", "fetch")
FIRST_WAIT = 1.0
LONGEST_WAIT = 30.0
STEADY = 60.0
"""Seconds after which a process counts as having stayed up."""
LOOK_SECONDS = 2.0
IDLE_SECONDS = 60.0
"""A role that is suspended within a transaction, or whose machine is gone, loses it after so long, and with it its locks."""
START_SECONDS = 20.0


def stop_on_signal() -> threading.Event:
    stop = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask)
    return stop


class Discreet(logging.Formatter):
    """Says where an error came from and of which kind it is, never what it says: that may be a mail's, a server's or a row's words."""

    def formatException(self, ei: Any) -> str:
        said, error = list[str](), ei[1]
        while error is not None:
            said.append(
                f"{''.join(traceback.format_tb(error.__traceback__))}{type(error).__module__}.{type(error).__qualname__}"
            )
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n\n".join(reversed(said))


def speak_discreetly() -> None:
    """Into the program's own log, and into the web server's."""
    logging.basicConfig(level=logging.INFO)
    for handler in logging.getLogger().handlers:
        handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(name)s %(message)s"))


def run(role: str) -> None:
    """One role in this process, until SIGTERM or Ctrl+C."""
    speak_discreetly()
    for noisy in ("httpx", "httpx2", "procrastinate", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    stop = stop_on_signal()
    here = installation(idle_seconds=IDLE_SECONDS)
    prepare_database(here.url)
    main_of(role)(here, stop)
    here.engine.dispose()


def main_of(role: str) -> Role:
    """Imported only when wanted: the graph and the reader take a moment to load."""
    if role == "serve":
        from duecourse import web

        return web.run
    if role == "worker":
        from duecourse import worker

        return worker.run
    from duecourse import fetch

    return fetch.run


@dataclass
class Child:
    """A role as a process of its own. One that does not stay up is started again later and later."""

    role: str
    process: subprocess.Popen[bytes]
    started: float
    wait: float = FIRST_WAIT
    again_at: float | None = None


def start(role: str) -> Child:
    return Child(role, subprocess.Popen([sys.executable, "-m", "duecourse", role]), time.monotonic())


@dataclass
class OwnServer:
    """The embedded database of an installation that runs on it. One that died is started again; if it does not start,
    later and later."""

    data: Path
    look_at: float = 0.0
    wait: float = FIRST_WAIT

    def keep(self, now: float) -> None:
        """To be called often. `now`: monotonic seconds."""
        if now < self.look_at:
            return
        self.look_at = now + LOOK_SECONDS
        if postgres.status(self.data) is postgres.Status.STOPPED:
            self.start(now)

    def start(self, now: float) -> None:
        say("The embedded database has ended; starting it again.")
        try:
            postgres.ensure_running(self.data, timeout=START_SECONDS)
        except (postgres.EmbeddedServerFailed, OSError) as trouble:
            self.wait = min(self.wait * 2, LONGEST_WAIT)
            self.look_at = now + self.wait
            say(f"It does not start: {trouble} Trying again in {self.wait:.0f} s.")
        else:
            self.wait = FIRST_WAIT


def own_server(settings: Settings) -> OwnServer | None:
    """None where the database is somebody else's to keep."""
    return OwnServer(settings.data / "postgres") if settings.database_url is None else None


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def up(settings: Settings) -> int:
    """All three roles, and the embedded database: what dies is started again. Stops the database at the end."""
    stop = stop_on_signal()
    require_port(settings)
    here = installation(settings)
    prepare_database(here.url)
    here.engine.dispose()
    server = own_server(settings)
    children = [start(role) for role in ROLES]
    print(f"duecourse is up: {settings.address}   (Ctrl+C stops it)", flush=True)
    while not stop.wait(0.5):
        if server:
            server.keep(time.monotonic())
        for child in children:
            revive(child, time.monotonic())
    end([child.process for child in children])
    if settings.database_url is None:
        postgres.stop(settings.data / "postgres")
    return 0


def revive(child: Child, now: float) -> None:
    """Start a dead one again when its time has come."""
    if child.process.poll() is None:
        return
    if child.again_at is None:
        child.wait = FIRST_WAIT if now - child.started > STEADY else min(child.wait * 2, LONGEST_WAIT)
        child.again_at = now + child.wait
        say(f"{child.role} ended with {child.process.returncode}; starting it again in {child.wait:.0f} s")
    elif now >= child.again_at:
        new = start(child.role)
        child.process, child.started, child.again_at = new.process, new.started, None


def end(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=25)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
