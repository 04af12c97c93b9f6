"""Roles that are killed and started again, over and over, while mail comes in and goes out: `kill -9` at random times and
at named points, each with its own thread, so that several may be dead at once. Some are suspended instead, for longer than
their lease, and wake up while another one has their work; others begin with too few files or the wrong day.
"""

import itertools
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import psycopg

from tests.faults.home import Home
from tests.faults.points import POINTS
from tests.faults.troubles import TROUBLES, befall, handicap

WORKERS = {"worker": "worker", "worker2": "worker", "fetch": "fetch", "serve": "serve"}
"""Processes, and the role of each."""
LIVES = {"worker": (0.3, 8.0), "worker2": (8.0, 25.0), "fetch": (0.2, 5.0), "serve": (2.0, 12.0)}
"""Seconds from the begin of its work to the kill at a random time."""
LONGEST_START = 60.0
PATIENCE = {"worker": 12.0, "worker2": 25.0, "fetch": 5.0, "serve": 12.0}
"""Seconds in which a named point must be reached; else the process is killed wherever it is."""
AT_A_POINT = {"worker": 0.8, "worker2": 0.5, "fetch": 0.8, "serve": 0.8}
"""Share of the lives that end at a named point; one worker lives longer, or nothing would ever be done."""
TIMES = {"worker": 6, "worker2": 60, "fetch": 3, "serve": 3}
"""At most so often a point is passed before."""
DATABASE_EVERY = (12.0, 22.0)
TROUBLE = (2.0, 5.0)
"""Seconds that a trouble of the database lasts."""
HANDICAPPED = 0.1
"""Share of the lives with too few files, or with a clock that is off."""
SLEEPS = {"worker": 0.15, "fetch": 0.15}
"""Share of its lives in which a role falls asleep, and wakes up again before it is killed."""
NAP, AWAKE = (7.0, 9.0), (1.0, 3.0)
"""Seconds: the first longer than a lease and a round of the sweeper."""


@dataclass
class Toll:
    """How often what was killed. `slept`: suspended, and woke up again. `ended`: a role that ended by itself, by its exit code.
    `befell`: troubles of the database, and handicaps of roles."""

    random: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    slept: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    befell: Counter[str] = field(default_factory=Counter)

    @property
    def kills(self) -> int:
        return self.random.total() + self.named.total()


@contextmanager
def killing(home: Home, seed: int, seconds: float, toll: Toll) -> Iterator[None]:
    """While this lasts, nothing is safe. At the end everything is dead but the database. Raises what ended a killer."""
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(len(WORKERS) + 1) as pool:
        killers = [
            pool.submit(keep_killing, home, name, role, random.Random(f"{seed} {name}"), until, toll)
            for name, role in WORKERS.items()
        ]
        killers.append(pool.submit(keep_killing_database, home, random.Random(seed), until, toll))
        try:
            yield
        finally:
            wait(killers)
            home.kill_all()
            home.revive_database()
    for one in killers:
        one.result()


def keep_killing(home: Home, name: str, role: str, chance: random.Random, until: float, toll: Toll) -> None:
    points = list(POINTS[role])
    chance.shuffle(points)
    for turn in itertools.count():
        if time.monotonic() >= until:
            return
        point = points[turn % len(points)] if chance.random() < AT_A_POINT[name] else ""
        order = f"{point}:{chance.randint(1, TIMES[name])}" if point else ""
        drowsy = chance.random() < SLEEPS.get(role, 0.0)
        less = handicap(chance) if chance.random() < HANDICAPPED else {}
        toll.befell.update(f"{role} with {what} {value}" for what, value in less.items())
        home.start(role, name, drowsy, FAULT_AT=order, **less)
        code = ended(home, name, LONGEST_START, until, begun=True)
        if code is None:
            code = ended(home, name, PATIENCE[name] if point else chance.uniform(*LIVES[name]), until, drowsy)
        if code is None and drowsy and until - time.monotonic() > NAP[1] + AWAKE[1]:
            code = sleep_and_wake(home, name, role, point, chance, until, toll)
        home.kill(name)
        if code is None:
            toll.random[role] += 1
        elif code == -signal.SIGKILL:
            toll.named[point] += 1
        else:
            toll.ended[f"{role} with {code}"] += 1
            time.sleep(0.5)


def sleep_and_wake(
    home: Home, name: str, role: str, point: str, chance: random.Random, until: float, toll: Toll
) -> int | None:
    """At its point already, or wherever it is now. Another reader comes meanwhile; other workers are there anyway."""
    toll.slept[point if home.asleep(name).exists() else f"{role} anywhere"] += 1
    home.suspend(name)
    if role == "fetch":
        home.start("fetch", "fetch2")
    time.sleep(chance.uniform(*NAP))
    home.wake(name)
    code = ended(home, name, chance.uniform(*AWAKE), until)
    home.kill("fetch2")
    return code


def ended(home: Home, name: str, seconds: float, until: float, drowsy: bool = False, begun: bool = False) -> int | None:
    """The process's exit code, if it ends within this time. `begun`: wait no longer than until it is at work; `drowsy`: or
    asleep."""
    signs = [sign for asked, sign in ((begun, home.ready(name)), (drowsy or begun, home.asleep(name))) if asked]
    end = min(time.monotonic() + seconds, until)
    while time.monotonic() < end and not any(sign.exists() for sign in signs):
        if (code := home.roles[name].poll()) is not None:
            return code
        time.sleep(0.02)
    return None


def keep_killing_database(home: Home, chance: random.Random, until: float, toll: Toll) -> None:
    troubles = [one for one in TROUBLES if home.disk.own or one != "full disk"]
    while (pause := chance.uniform(*DATABASE_EVERY)) < until - time.monotonic():
        time.sleep(pause)
        what = chance.choices(["database", "a session of the database", *troubles], [4, 4, *[1] * len(troubles)])[0]
        with suppress(psycopg.OperationalError):
            if what in TROUBLES:
                toll.befell[what] += 1
                befall(home, what, chance.uniform(*TROUBLE))
            else:
                home.kill_database() if what == "database" else home.kill_backend()
                toll.random[what] += 1
        if what == "database":
            time.sleep(chance.uniform(0, 1.5))
            home.revive_database()
