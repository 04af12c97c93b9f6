"""A job whose end could not be noted (the database was away, or its like waits already) is not held for ever."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from agent import jobs
from agent.domain.limits import Limits
from agent.records import transaction
from connectors.memory import MemoryBlobs
from duecourse import worker
from duecourse.keys import Keys
from duecourse.settings import Settings
from duecourse.wiring import Installation
from tests.journeys.installation import eventually
from tests.keys import AUDIT_KEY


@pytest.fixture
def at_work(
    engine: Engine, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Callable[[], None]], None]]:
    """Starts a worker that does this for every parse job; its rounds are quick."""
    monkeypatch.setattr(worker, "SWEEP_SECONDS", 0.3)
    here = Installation(
        settings=Settings(data=tmp_path), url=database_url, engine=engine,
        keys=Keys(b"m" * 32, b"w" * 32, b"s" * 32, AUDIT_KEY), blobs=MemoryBlobs(), limits=Limits(),
    )  # fmt: skip
    stop, threads = threading.Event(), []

    def start(parse: Callable[[], None]) -> None:
        work = threading.Thread(target=lambda: asyncio.run(worker.work(here, {jobs.PARSE: parse}, stop)))
        work.start()
        threads.append(work)

    yield start
    stop.set()
    for one in threads:
        one.join(20)


def ask_to_parse(engine: Engine) -> None:
    with transaction(engine) as session:
        jobs.defer(session, jobs.PARSE, lock="parse", once="parse")


def held(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(
            connection.execute(text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'")).scalar_one()
        )


def test_one_that_failed_while_its_like_waited_makes_way(
    engine: Engine, at_work: Callable[[Callable[[], None]], None]
) -> None:
    done: list[str] = []

    def parse() -> None:
        done.append("begun")
        if len(done) == 1:
            ask_to_parse(engine)
            raise RuntimeError("the database went away")

    ask_to_parse(engine)
    at_work(parse)
    eventually(lambda: len(done) >= 2 and not held(engine), "the job that waited", 20)


def test_one_that_takes_long_is_left_alone(engine: Engine, at_work: Callable[[Callable[[], None]], None]) -> None:
    done: list[str] = []

    def parse() -> None:
        done.append("begun")
        threading.Event().wait(3)

    ask_to_parse(engine)
    at_work(parse)
    eventually(lambda: bool(done), "the job")
    eventually(lambda: not held(engine), "its end", 20)
    assert done == ["begun"]
