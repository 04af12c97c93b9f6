"""Jobs of a worker that died are given back, and hold up nothing that waits behind them."""

import asyncio
from typing import Any

import pytest
from procrastinate import App, PsycopgConnector
from sqlalchemy import Engine, text

from agent import jobs
from agent.records import transaction
from duecourse.worker import MOST_ATTEMPTS, STALLED_SECONDS, give_back


def begun(engine: Engine, name: str, attempts: int = 0, **options: Any) -> None:
    """A job that a worker began, which has not been heard of for long."""
    with transaction(engine) as session:
        jobs.defer(session, name, **options)
        worker = session.execute(
            text(
                "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '5 minutes') RETURNING id"
            )
        ).scalar_one()
        session.execute(
            text(
                "UPDATE procrastinate_jobs SET status = 'doing', worker_id = :worker, attempts = :attempts WHERE status = 'todo'"
            ),
            {"worker": worker, "attempts": attempts},
        )


def look_after(url: str) -> None:
    async def once() -> None:
        app = App(connector=PsycopgConnector(conninfo=url, min_size=1, max_size=2))
        async with app.open_async():
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
                await give_back(app.job_manager, job)

    asyncio.run(once())


def standing(engine: Engine) -> list[tuple[str, str]]:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT task_name, status::text FROM procrastinate_jobs ORDER BY id"))
        return [(name, status) for name, status in rows]


def test_a_job_is_begun_again(engine: Engine, database_url: str) -> None:
    begun(engine, jobs.WORK, lock="case:1", message_id="m")
    look_after(database_url)
    assert standing(engine) == [(jobs.WORK, "todo")]


def test_where_its_like_waits_already_it_makes_way(engine: Engine, database_url: str) -> None:
    begun(engine, jobs.PARSE, lock="parse", once="parse")
    begun_before = standing(engine)
    with transaction(engine) as session:
        jobs.defer(session, jobs.PARSE, lock="parse", once="parse")
    look_after(database_url)
    assert begun_before == [(jobs.PARSE, "doing")]
    assert standing(engine) == [(jobs.PARSE, "todo")]


@pytest.mark.parametrize(("attempts", "status"), [(MOST_ATTEMPTS - 1, "todo"), (MOST_ATTEMPTS, "failed")])
def test_what_was_begun_too_often_lets_go_of_its_lock(
    engine: Engine, database_url: str, attempts: int, status: str
) -> None:
    begun(engine, jobs.WORK, attempts, lock="case:1", message_id="m")
    look_after(database_url)
    assert standing(engine) == [(jobs.WORK, status)]
