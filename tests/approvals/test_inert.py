"""Promise P9: the HTML of a mail is inert in a real browser. Each wall that makes it so is also taken away."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from copy import deepcopy

import psycopg
import pytest
from playwright.sync_api import Browser

from agent.records.database import make_engine
from duecourse.postgres import with_database
from tests.approvals.conftest import Seeded
from tests.approvals.inert_beacon import Beacon, beacon
from tests.approvals.inert_payloads import PUBLISHED, Payload, aimed, own, published
from tests.approvals.inert_site import Batch, Site, site
from tests.approvals.inert_walls import uncleaned
from tests.approvals.inert_watch import Seen, watching
from tests.chromium import chromium
from tests.keys import AUDIT_KEY

OWN = dict(enumerate(own(), 1))
FIRST_PUBLISHED = 1001
Look = Callable[..., Seen]
AWAKE = {number for number, one in OWN.items() if not one.sleeps}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def listening() -> Iterator[Beacon]:
    with beacon() as server:
        yield server


@pytest.fixture(scope="module")
def inbox(postgres_url: str, seeded: Seeded, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One for the whole file: no test changes what lies in it."""
    name, folder = f"duecourse_inert_{os.getpid()}", tmp_path_factory.mktemp("inert")
    with psycopg.connect(postgres_url, autocommit=True) as connection, ExitStack() as stack:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {seeded[0]}".encode())
        stack.callback(connection.execute, f"DROP DATABASE {name} WITH (FORCE)".encode())
        engine = make_engine(with_database(postgres_url, name), audit_key=AUDIT_KEY)
        stack.callback(engine.dispose)
        yield stack.enter_context(site(engine, deepcopy(seeded[1]), folder))


@pytest.fixture(scope="module")
def ours(inbox: Site, listening: Beacon) -> list[Batch]:
    return list(inbox.take_in_all(addressed(OWN, listening)))


def addressed(payloads: dict[int, Payload], listening: Beacon) -> dict[int, str]:
    return {number: aimed(one.html, number, listening.address) for number, one in payloads.items()}


@pytest.fixture
def look(browser: Browser, inbox: Site, listening: Beacon) -> Look:
    """Opens batches as a person would: all their pages, or only the sheets of their formatted views."""

    def looked(batches: Iterable[Batch], sheets_only: bool = False) -> Seen:
        with watching(browser, inbox, listening) as watch:
            for batch in batches:
                (watch.read_sheet if sheets_only else watch.read)(batch)
        return watch.seen

    return looked


# --- as delivered -----------------------------------------------------------------------------------------------------


def test_our_payloads_do_nothing_in_the_inbox(look: Look, ours: list[Batch]) -> None:
    seen = look(ours)
    assert len(AWAKE) >= 40 and len(seen.shown) == len(OWN)
    assert (seen.violations, seen.opened) == ([], 0)
    assert (seen.tried, seen.refused) == ([], []), "the frame had to hold what the cleaning let through"


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the corpus of hostile HTML is not beside the project")
def test_the_published_payloads_do_nothing_in_the_inbox(look: Look, inbox: Site, listening: Beacon) -> None:
    payloads = dict(enumerate(published(), FIRST_PUBLISHED))
    seen = look(inbox.take_in_ahead(addressed(payloads, listening)))
    assert len(seen.shown) == len(payloads) > 200
    assert (seen.violations, seen.opened) == ([], 0)
    assert (seen.tried, seen.refused) == ([], []), "the frame had to hold what the cleaning let through"


# --- the saboteurs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("gone", [(), ("frame",)], ids=["frame and policy", "policy alone"])
def test_without_the_cleaning_the_other_walls_hold(
    look: Look, inbox: Site, ours: list[Batch], gone: tuple[str, ...]
) -> None:
    """No policy forbids a `preconnect`: it opens a connection, and no request follows. Against it there is the cleaning alone."""
    with uncleaned(), inbox.walls.removed(*gone):
        seen = look(ours, sheets_only=True)
    assert (seen.asked, seen.ran) == ([], []) and len(seen.shown) == len(OWN)
    assert seen.tried and seen.refused, "nothing came as far as these walls"


def test_with_the_cleaning_alone_the_payloads_do_nothing(look: Look, inbox: Site, ours: list[Batch]) -> None:
    with inbox.walls.removed("frame", "policy"):
        seen = look(ours, sheets_only=True)
    assert (seen.violations, seen.tried, seen.opened) == ([], [], 0) and len(seen.shown) == len(OWN)


def test_without_any_wall_every_payload_that_is_awake_is_noticed(
    look: Look, inbox: Site, listening: Beacon, ours: list[Batch]
) -> None:
    with uncleaned(), inbox.walls.removed("frame", "policy"):
        seen = look(ours, sheets_only=True)
    assert [OWN[number].title for number in AWAKE - seen.fired] == []
    assert seen.asked and seen.ran and any(listening.address in one for one in seen.left)
