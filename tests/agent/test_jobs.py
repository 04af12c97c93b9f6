"""Background jobs: asked for in a transaction, done by the real worker, and asked for again by the sweeper."""

import asyncio
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from procrastinate import RetryStrategy

from agent import jobs, recovery
from agent.domain.limits import Limits
from agent.domain.vocabulary import MessageState
from agent.records import transaction
from agent.records.database import utc_now
from duecourse import worker
from duecourse.keys import Keys
from duecourse.settings import Settings
from duecourse.wiring import Installation
from tests.agent.company import Company
from tests.agent.letters import DISPUTE, REQUEST


@pytest.fixture
def here(company: Company, database_url: str, tmp_path: Path) -> Installation:
    return Installation(
        settings=Settings(data=tmp_path), url=database_url, engine=company.engine,
        keys=Keys(b"m" * 32, b"w" * 32, b"s" * 32, b"a" * 32), blobs=company.blobs, limits=Limits(),
    )  # fmt: skip


def run_until(here: Installation, company: Company, done: Callable[[], bool]) -> bool:
    """Let the real worker work until `done`, at most twenty seconds."""
    stop = threading.Event()
    named = worker.handlers(company.parts, company.graph)
    running = threading.Thread(target=lambda: asyncio.run(worker.work(here, named, stop)))
    running.start()
    wait = threading.Event()
    held = any(done() or wait.wait(0.1) for _ in range(200))
    stop.set()
    running.join(timeout=30)
    assert not running.is_alive()
    return held


def test_the_worker_takes_a_mail_from_its_bytes_to_the_server(here: Installation, company: Company) -> None:
    company.clock.now = utc_now()
    company.execute("UPDATE clients SET books_as_of = now()")
    (message_id,) = company.store(company.write(REQUEST))
    assert run_until(here, company, lambda: company.state(message_id) is MessageState.AUTO_ANSWERED)
    assert len(company.transport.sent) == 1


def test_a_job_that_fails_is_tried_again_by_the_worker(
    here: Installation, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []

    def fail_once() -> None:
        tries.append(1)
        if len(tries) == 1:
            raise ConnectionError("just this once")

    monkeypatch.setattr(worker, "AGAIN", RetryStrategy(max_attempts=4, wait=0))
    company.reader.before = fail_once
    company.clock.now = utc_now()
    (message_id,) = company.store(company.write(DISPUTE))
    assert run_until(here, company, lambda: company.state(message_id) is MessageState.WAITING_SPECIALIST)
    assert len(tries) == 2


def test_a_job_is_asked_for_only_if_its_transaction_is_committed(company: Company) -> None:
    with pytest.raises(ZeroDivisionError), transaction(company.parts.engine) as session:
        jobs.defer(session, jobs.PARSE)
        raise ZeroDivisionError
    assert company.jobs() == []


def test_one_waiting_job_of_a_name_is_enough_and_the_rest_of_the_transaction_stays(company: Company) -> None:
    with transaction(company.parts.engine) as session:
        jobs.defer(session, jobs.PARSE, once="parse")
        jobs.defer(session, jobs.PARSE, once="parse")
        jobs.defer(session, jobs.SEND, at=company.clock.now, mail_id="one")
        assert jobs.waiting(session) == {"todo": 2}
    assert company.jobs() == [(jobs.PARSE, {}), (jobs.SEND, {"mail_id": "one"})]


def test_the_sweeper_asks_again_for_what_the_queue_lost(company: Company) -> None:
    stored, triaged = company.store(company.write(REQUEST))[0], company.arrive(company.write(DISPUTE, subject="Other"))
    company.execute("UPDATE messages SET state = 'stored' WHERE id = :id", id=stored)
    company.execute("DELETE FROM procrastinate_jobs")
    worker.sweep_messages(company.parts)
    assert company.jobs() == [(jobs.PARSE, {})]
    company.clock.now = utc_now() + timedelta(minutes=5)
    worker.sweep_messages(company.parts)
    worker.sweep_messages(company.parts)
    assert sorted(company.jobs()) == [(jobs.PARSE, {}), (jobs.WORK, {"message_id": str(triaged)})]


def test_a_chore_of_the_sweeper_that_fails_does_not_keep_the_others(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = threading.Event()

    def fail(*_: object) -> None:
        raise ValueError("spoilt")

    monkeypatch.setattr(recovery, "sweep", fail)
    monkeypatch.setattr(worker, "sweep_promises", lambda ready: stop.set())
    company.store(company.write(REQUEST))
    company.execute("DELETE FROM procrastinate_jobs")
    worker.keep_sweeping(company.parts, stop)
    assert company.jobs() == [(jobs.PARSE, {})]
