"""Many people press the same button at once: up to fifty sessions, each on its own connection, approve one draft after another."""

import asyncio
import random
import socket
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Coroutine
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlencode

from tests.faults.campaign import Ground, Scene, scene
from tests.faults.evidence import Evidence
from tests.faults.home import PEOPLE, eventually
from tests.faults.people import WAITING, decision, hidden, signed_in

DRAFTS_SECONDS = 240.0
FEW, CROWDED = 8, 5
"""Every so-manieth race is run by all people, the others by a few, so that there are more of them."""
DEADLY = 12
"""In every so-manieth race the inbox is killed, and all press the button again once it is back."""
NO_ANSWER = 0
MADE = "SELECT 1 FROM outbox WHERE case_id::text = %s"


@dataclass(frozen=True)
class Person:
    """A signed-in browser; each click comes over a connection of its own."""

    cookie: str
    csrf: str

    async def post(self, port: int, path: str, form: dict[str, str]) -> int:
        """The status of the answer."""
        body = urlencode(form | {"csrf": self.csrf, "key": str(uuid.uuid4())}).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: {self.cookie}\r\nSec-Fetch-Site: same-origin\r\n"
            f"Origin: null\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
            "Connection: close\r\n\r\n"
        )
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(head.encode() + body)
        answer = await reader.read()
        writer.close()
        return int(answer.split(b" ")[1])


@dataclass
class Races:
    """`wrong`: races that did not end with one approval and the rest told so."""

    races: int = 0
    clicks: int = 0
    killed: int = 0
    unanswered: int = 0
    wrong: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @property
    def p95(self) -> float:
        return sorted(self.seconds)[int(len(self.seconds) * 0.95)] if self.seconds else 0.0

    def note(self, case: str, statuses: list[int]) -> None:
        self.races, self.clicks = self.races + 1, self.clicks + len(statuses)
        found = Counter(statuses)
        if found != Counter({303: 1, 409: len(statuses) - 1}):
            self.wrong.append(f"case {case} was answered {dict(found)}")

    def note_killed(self, case: str, first: list[int], again: list[int], left: int) -> None:
        """The one approval may have been the last thing that the inbox did: then nobody was told. `left`: mails made of it."""
        self.races, self.clicks, self.killed = self.races + 1, self.clicks + len(first + again), self.killed + 1
        self.unanswered += first.count(NO_ANSWER)
        told = Counter(first + again)
        if left != 1 or told[303] > 1 or set(told) - {303, 409, NO_ANSWER} or NO_ANSWER in again:
            self.wrong.append(f"case {case}, with a kill, was answered {dict(told)}, and {left} mails were made")


def run(
    ground: Ground, seed: int, drafts: int, seconds: float, crowded: int = CROWDED
) -> tuple[Races, dict[str, list[str]], Evidence]:
    """So many drafts, raced for within this time; those that are left over are left alone. Then all must have left once."""
    with scene(ground, "races", seed) as here:
        here.bring([here.writer.letter("dispute") for _ in range(drafts)])
        here.start()
        eventually(lambda: len(here.home.rows(WAITING)) == drafts, DRAFTS_SECONDS)
        for name in ("fetch", "worker", "worker2"):
            here.home.kill(name)
        done = raced(here, random.Random(seed), seconds, crowded)
        here.home.start("worker")
        here.home.start("worker", "worker2")
        here.settle()
        found, wrong = here.judge()
        return done, wrong, found


def raced(here: Scene, chance: random.Random, seconds: float, crowded: int) -> Races:
    done, end = Races(), time.monotonic() + seconds
    with ExitStack() as stack:
        clients = [stack.enter_context(signed_in(here.home, number)) for number in range(PEOPLE)]
        people = [
            Person("; ".join(f"{one.name}={one.value}" for one in client.cookies.jar), hidden(client.get("/account").text)["csrf"])
            for client in clients
        ]  # fmt: skip
        with asyncio.Runner() as runner:
            for (case,) in here.home.rows(WAITING):
                if time.monotonic() > end:
                    break
                form = decision(clients[0].get(f"/case/{case}").text)
                crowd = chance.sample(people, PEOPLE if done.races % crowded == 0 else FEW)
                press = partial(all_at_once, here.home.port, crowd, case, form, done)
                if done.races % DEADLY == DEADLY - 1:
                    first, again = with_a_kill(here, runner, press, chance.uniform(0.01, 0.2))
                    done.note_killed(case, first, again, len(here.home.rows(MADE, case)))
                else:
                    done.note(case, runner.run(press()))
    return done


def with_a_kill(
    here: Scene, runner: asyncio.Runner, press: Callable[[], Coroutine[None, None, list[int]]], after: float
) -> tuple[list[int], list[int]]:
    """What people were told before the inbox died, and when it was back."""
    death = threading.Timer(after, here.home.kill, ["serve"])
    death.start()
    first = runner.run(press())
    death.join()
    here.home.start("serve")
    eventually(lambda: is_open(here.home.port), 60)
    return first, runner.run(press())


def is_open(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


async def all_at_once(port: int, people: list[Person], case: str, form: dict[str, str], done: Races) -> list[int]:
    async def click(person: Person) -> int:
        begun = time.monotonic()
        with suppress(OSError, IndexError):
            status = await person.post(port, f"/case/{case}/approve", form)
            done.seconds.append(time.monotonic() - begun)
            return status
        return NO_ANSWER

    return list(await asyncio.gather(*(click(one) for one in people)))
