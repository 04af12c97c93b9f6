"""All roles go by the database's time: a machine whose clock is days off, or jumps, does as the others do."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from agent.records import database, transaction
from agent.records.database import Clock, database_now
from tests.faults.troubles import moved

TWO_DAYS = timedelta(days=2)
NEARLY = timedelta(seconds=3)


def put(monkeypatch: pytest.MonkeyPatch, off: timedelta) -> None:
    monkeypatch.setattr(database, "datetime", moved(off))


def error_of(clock: Clock) -> timedelta:
    return abs(clock.now() - datetime.now(UTC))


@pytest.mark.parametrize("off", [TWO_DAYS, -TWO_DAYS])
def test_a_clock_that_is_days_off_is_put_right(engine: Engine, monkeypatch: pytest.MonkeyPatch, off: timedelta) -> None:
    put(monkeypatch, off)
    clock = Clock()
    with Session(engine) as session:
        clock.follow(session)
    assert error_of(clock) < NEARLY


def test_a_jump_is_noticed_in_the_next_transaction(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    with Session(engine) as session:
        clock.follow(session)
        put(monkeypatch, TWO_DAYS)
        assert error_of(clock) > TWO_DAYS - NEARLY
        clock.follow(session)
    assert error_of(clock) < NEARLY


def test_a_sound_clock_is_left_alone_and_asked_for_twice_a_minute_at_most(engine: Engine) -> None:
    clock = Clock()
    with Session(engine) as session:
        clock.follow(session)
        assert session.in_transaction()
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)
    with Session(engine) as session:
        clock.follow(session)
        assert not session.in_transaction()


def test_every_piece_of_work_follows_the_database(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, TWO_DAYS)
    monkeypatch.setattr(database, "CLOCK", Clock())
    with transaction(engine):
        assert abs(database.utc_now() - datetime.now(UTC)) < NEARLY


def test_what_the_answer_is_late_by_is_no_error_of_the_clock(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process may be held up between the database's answer and a look at its own clock."""
    monkeypatch.setattr(database, "database_now", answers_late(2.0))
    clock = Clock()
    with Session(engine) as session:
        clock.follow(session)
    assert error_of(clock) < timedelta(seconds=0.1)
    put(monkeypatch, TWO_DAYS)
    with Session(engine) as session:
        clock.follow(session)
    assert error_of(clock) < NEARLY


def answers_late(seconds: float) -> Callable[[Session], datetime]:
    def ask(session: Session) -> datetime:
        now = database_now(session)
        time.sleep(seconds)
        return now

    return ask
