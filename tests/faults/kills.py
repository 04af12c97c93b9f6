"""Roles that are killed and started again, over and over, while mail comes in and goes out: `kill -9` at random times and
at named points, each with its own thread, so that several may be dead at once.
"""

import itertools
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import psycopg

from tests.faults.home import Home
from tests.faults.points import POINTS

WORKERS = {"worker": "worker", "worker2": "worker", "fetch": "fetch", "serve": "serve"}
"""Processes, and the role of each."""
LIVES = {"worker": (0.3, 8.0), "worker2": (8.0, 25.0), "fetch": (0.2, 5.0), "serve": (2.0, 12.0)}
"""Seconds from the begin of its work to the kill at a random time."""
LONGEST_START = 60.0
PATIENCE = 12.0
"""Seconds in which a named point must be reached; else the process is killed wherever it is."""
DATABASE_EVERY = (12.0, 22.0)


@dataclass
class Toll:
    """How often what was killed. `ended`: a role that ended by itself, by its exit code."""

    random: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)

    @property
    def kills(self) -> int:
        return self.random.total() + self.named.total()


@contextmanager
def killing(home: Home, seed: int, seconds: float, toll: Toll) -> Iterator[None]:
    """While this lasts, nothing is safe. At the end everything is dead but the database."""
    until = time.monotonic() + seconds
    threads = [
        threading.Thread(target=keep_killing, args=(home, name, role, random.Random(f"{seed} {name}"), until, toll))
        for name, role in WORKERS.items()
    ]
    threads.append(threading.Thread(target=keep_killing_database, args=(home, random.Random(seed), until, toll)))
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for thread in threads:
            thread.join()
        home.kill_all()
        home.revive_database()


def keep_killing(home: Home, name: str, role: str, chance: random.Random, until: float, toll: Toll) -> None:
    points = list(POINTS[role])
    chance.shuffle(points)
    for turn in itertools.count():
        if time.monotonic() >= until:
            return
        point = points[turn % len(points)] if chance.random() < 0.8 else ""
        order = f"{point}:{chance.randint(1, 3)}" if point else ""
        home.start(role, name, FAULT_AT=order)
        code = ended(home, name, LONGEST_START, until, begun=True)
        if code is None:
            code = ended(home, name, PATIENCE if point else chance.uniform(*LIVES[name]), until)
        home.kill(name)
        if code is None:
            toll.random[role] += 1
        elif code == -signal.SIGKILL:
            toll.named[point] += 1
        else:
            toll.ended[f"{role} with {code}"] += 1
            time.sleep(0.5)


def ended(home: Home, name: str, seconds: float, until: float, begun: bool = False) -> int | None:
    """The process's exit code, if it ends within this time. `begun`: wait no longer than until it is at work."""
    end = min(time.monotonic() + seconds, until)
    while time.monotonic() < end and not (begun and home.ready(name).exists()):
        if (code := home.roles[name].poll()) is not None:
            return code
        time.sleep(0.02)
    return None


def keep_killing_database(home: Home, chance: random.Random, until: float, toll: Toll) -> None:
    while (pause := chance.uniform(*DATABASE_EVERY)) < until - time.monotonic():
        time.sleep(pause)
        whole = chance.random() < 0.5
        with suppress(psycopg.OperationalError):
            home.kill_database() if whole else home.kill_backend()
            toll.random["database" if whole else "a session of the database"] += 1
        if whole:
            time.sleep(chance.uniform(0, 1.5))
            home.revive_database()
