"""People at the inbox, over HTTP, as a browser would: sign in, open a case, press the button."""

import random
import re
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import unescape

import httpx2
import psycopg

from tests.faults.home import Home

OWN = {"sec-fetch-site": "same-origin", "origin": "null"}
FIELD = re.compile(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"')
WAITING = (
    "SELECT d.case_id::text FROM drafts d JOIN cases c ON c.id = d.case_id WHERE d.state = 'open' AND c.status = 'open'"
)
TROUBLE = (httpx2.TransportError, psycopg.OperationalError)


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of a page, the first of each name."""
    found: dict[str, str] = {}
    for name, value in FIELD.findall(page):
        found.setdefault(name, unescape(value))
    return found


@contextmanager
def signed_in(home: Home, number: int) -> Iterator[httpx2.Client]:
    """Raises RuntimeError where the door stays closed."""
    with httpx2.Client(base_url=f"http://localhost:{home.port}", headers=OWN, timeout=60) as client:
        form = hidden(client.get("/sign-in").text)
        who = {"email": f"person{number:02d}@desk.example", "password": (home.data / "password").read_text()}
        answer = client.post("/sign-in", data=form | who)
        if answer.status_code != 303:
            raise RuntimeError(f"person {number} could not sign in: {answer.status_code}")
        yield client


def decision(page: str) -> dict[str, str]:
    """The form of a case as it is posted, with a click's own key."""
    return hidden(page.partition('<form id="decision"')[2]) | {"checked": "yes", "key": str(uuid.uuid4())}


def approve(client: httpx2.Client, case: str) -> int:
    """The status that the click was answered with; 0 where there was nothing to approve."""
    form = decision(client.get(f"/case/{case}").text)
    if "etag" not in form:
        return 0
    return int(client.post(f"/case/{case}/approve", data=form).status_code)


def keep_approving(home: Home, seed: int, over: threading.Event, statuses: list[int]) -> None:
    """One person who approves whatever waits, about once a second, and signs in again after each trouble."""
    chance, number = random.Random(seed), 0
    while not over.wait(0.2):
        with suppress(*TROUBLE, RuntimeError):
            number = (number + 1) % 50
            with signed_in(home, number) as client:
                while not over.wait(chance.uniform(0.5, 1.5)):
                    cases = [case for (case,) in home.rows(WAITING)]
                    if cases:
                        statuses.append(approve(client, chance.choice(cases)))
