"""What a model may cost: questions, tokens and seconds a mail, tokens or money a day; every question is a row."""

import logging
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from agent.records import transaction
from agent.records.database import new_id
from agent.records.spending import ModelUse, day_is_spent, spent
from agent.spending import Budget, Price, Spending, charged, spent_this_month, spent_today
from connectors.ports import Refused
from tests.agent.company import Clock

CLIENT, MAIL, OTHER = new_id(), new_id(), new_id()
PRICE = Price(Decimal(3), Decimal(15), "EUR")


@pytest.fixture
def clock() -> Clock:
    return Clock()


def ask(
    meter: Spending, mail: UUID = MAIL, purpose: str = "read", tokens: tuple[int, int] = (1000, 100), seconds: float = 1,
) -> str:  # fmt: skip
    """The code that refuses the question, or nothing where it was asked."""
    with charged(CLIENT, mail, purpose):
        try:
            meter.may(tokens[0])
        except Refused as refused:
            return refused.code
        meter.spent("m", tokens, seconds, estimated=False, code="")
        return ""


def test_reading_leaves_a_question_for_the_draft(engine: Engine, clock: Clock) -> None:
    meter = Spending(engine, "m", Budget(), now=clock)
    assert [ask(meter) for _ in range(3)] == ["", "", "DC-313"]
    assert [ask(meter, purpose="draft") for _ in range(2)] == ["", "DC-313"]
    assert ask(meter, OTHER) == ""


def test_a_long_mail_is_asked_about_until_its_tokens_are_spent(engine: Engine, clock: Clock) -> None:
    meter = Spending(engine, "m", Budget(calls=20, tokens=8000), now=clock)
    assert [ask(meter, tokens=(3000, 1)) for _ in range(3)] == ["", "", "DC-313"]
    assert ask(meter, tokens=(2000, 1)) == ""


def test_the_seconds_of_reading_are_gone_for_the_draft(engine: Engine, clock: Clock) -> None:
    meter = Spending(engine, "m", Budget(seconds=90), now=clock)
    ask(meter, seconds=60)
    with charged(CLIENT, MAIL, "draft"):
        assert meter.may(10) == pytest.approx(30)
    ask(meter, purpose="draft", seconds=26)
    assert ask(meter, purpose="draft") == "DC-313"


def test_what_was_spent_outlives_a_restart(engine: Engine, clock: Clock) -> None:
    for _ in range(2):
        ask(Spending(engine, "m", Budget(), now=clock))
    assert ask(Spending(engine, "m", Budget(), now=clock)) == "DC-313"


def test_a_new_draft_that_a_person_asks_for_has_a_budget_of_its_own(engine: Engine, clock: Clock) -> None:
    meter = Spending(engine, "m", Budget(calls=1, kept_for_draft=0), now=clock)
    assert [ask(meter), ask(meter)] == ["", "DC-313"]
    for _ in range(2):
        clock.forward(minutes=1)
        with charged(CLIENT, MAIL, "redraft", clock()):
            meter.may(100)
            meter.spent("m", (100, 100), 1, estimated=False, code="")
            with pytest.raises(Refused):
                meter.may(100)


def test_questions_that_a_server_did_not_take_are_no_questions(engine: Engine, clock: Clock) -> None:
    meter = Spending(engine, "m", Budget(), now=clock)
    with charged(CLIENT, MAIL, "read"):
        for _ in range(5):
            meter.spent("m", (0, 0), 0.1, estimated=False, code="DC-310")
    assert ask(meter) == ""


@pytest.mark.parametrize("budget", [Budget(day_tokens=2200), Budget(day_cost=Decimal("0.009"))])
def test_the_days_budget_holds_for_all_mails_together_until_midnight(
    engine: Engine, clock: Clock, budget: Budget, caplog: pytest.LogCaptureFixture
) -> None:
    meter = Spending(engine, "m", budget, PRICE, clock)
    with caplog.at_level(logging.ERROR):
        assert [ask(meter, new_id()) for _ in range(4)] == ["", "", "DC-314", "DC-314"]
    assert ["DC-314" in one.message for one in caplog.records] == [True]
    with Session(engine) as session:
        assert day_is_spent(session, clock())
        clock.forward(days=1)
        assert not day_is_spent(session, clock())
    assert ask(meter, new_id()) == ""


def test_every_question_is_a_row_with_its_price(engine: Engine, clock: Clock) -> None:
    ask(Spending(engine, "m", Budget(tokens=2_000_000), PRICE, clock), tokens=(1_000_000, 100_000))
    with transaction(engine) as session:
        (row,) = session.exec(select(ModelUse)).all()
        assert (row.client_id, row.message_id, row.purpose, row.model) == (CLIENT, MAIL, "read", "m")
        assert (row.cost, row.currency, row.at) == (Decimal("4.500000"), "EUR", clock())


def test_without_a_price_tokens_alone_are_told(engine: Engine, clock: Clock) -> None:
    ask(Spending(engine, "m", Budget(), now=clock))
    with Session(engine) as session:
        assert str(spent(session)) == "1 question, 1,000 tokens in and 100 out"


def test_today_and_this_month_are_summed(engine: Engine, clock: Clock) -> None:
    meter = Spending(engine, "m", Budget(), PRICE, clock)
    ask(meter)
    clock.forward(days=-5)
    ask(meter, OTHER)
    clock.forward(days=-20)
    ask(meter, new_id())
    clock.forward(days=25)
    with Session(engine) as session:
        assert (spent_today(session, clock()).calls, spent_this_month(session, clock()).calls) == (1, 2)
        assert str(spent_this_month(session, clock())) == "2 questions, 2,000 tokens in and 200 out, 0.0090 EUR"


def test_a_check_of_the_model_is_bound_by_the_day_alone(engine: Engine, clock: Clock) -> None:
    meter = Spending(engine, "m", Budget(calls=1, kept_for_draft=0, day_tokens=3), now=clock)
    for _ in range(3):
        assert meter.may(100_000) == 90
    meter.spent("m", (3, 0), 0.1, estimated=False, code="")
    with pytest.raises(Refused, match="day's budget"):
        meter.may(1)
