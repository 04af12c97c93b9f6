"""The roles of an installation as processes: each runs until a signal; `up` runs all three as children."""

import logging
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from types import FrameType

from duecourse import postgres
from duecourse.settings import Settings
from duecourse.wiring import Installation, installation, prepare_database

Role = Callable[[Installation, threading.Event], None]
ROLES = ("serve", "worker", "fetch")


def stop_on_signal() -> threading.Event:
    stop = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask)
    return stop


def run(role: str) -> None:
    """One role in this process, until SIGTERM or Ctrl+C."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for noisy in ("httpx", "httpx2", "procrastinate", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    stop = stop_on_signal()
    here = installation()
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


def start(role: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "duecourse", role])


def up(settings: Settings) -> int:
    """All three roles; one that dies is started again. Stops the embedded database at the end."""
    stop = stop_on_signal()
    here = installation(settings)
    prepare_database(here.url)
    here.engine.dispose()
    children = {role: start(role) for role in ROLES}
    print(f"duecourse is up: {settings.address}   (Ctrl+C stops it)", flush=True)
    while not stop.wait(1):
        for role, child in children.items():
            if child.poll() is not None:
                print(f"{role} ended with {child.returncode}; starting it again", file=sys.stderr, flush=True)
                children[role] = start(role)
    end(list(children.values()))
    if settings.database_url is None:
        postgres.stop(settings.data / "postgres")
    return 0


def end(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=25)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
