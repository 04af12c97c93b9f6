"""The form of promises, disputes and plans: ticked only where the mail says enough to keep them, refused where it cannot be kept."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine
from sqlmodel import Session, select

from agent.domain.facts import Facts, Instalment
from agent.domain.proposals import Proposals, ProposedPlan, ProposedPromise, propose
from agent.domain.vocabulary import HardshipAsk, Intent
from agent.records.cases import DraftVersion
from agent.records.outbox import OutboxMail
from agent.records.promises import Plan, Promise
from approvals.proposals import amount, proposals_of
from tests.agent.writing.briefs import ask, invoice
from tests.approvals.cast import Cast
from tests.approvals.desk import sign_in

DAY = date(2026, 12, 1)
PLEA = ProposedPlan(invoices=("INV-2044",), currency="EUR", quote="Could we pay in three instalments?")


def ticked(proposals: Proposals) -> dict[str, bool]:
    return {one.name: one.on for one in proposals_of(proposals.model_dump(mode="json"), "EUR")}


@pytest.mark.parametrize(
    ("schedule", "on"),
    [((), False), (((None, None),), False), (((DAY, None),), True), (((None, Decimal(500)),), True)],
)
def test_a_plan_is_ticked_only_where_the_mail_names_an_instalment(
    schedule: tuple[tuple[date | None, Decimal | None], ...], on: bool
) -> None:
    assert ticked(Proposals(plan=PLEA.model_copy(update={"schedule": schedule})))["plan-0"] is on


def test_a_plea_for_instalments_is_proposed_without_a_tick_from_the_mail_on() -> None:
    found = invoice("KO-26-1388")
    plea = ask("Could we pay KO-26-1388 in three instalments?", Intent.HARDSHIP, invoices=(found,),
               facts=Facts(hardship_ask=HardshipAsk.INSTALMENTS))  # fmt: skip
    named = ask("500 on 1 December.", Intent.HARDSHIP, invoices=(found,),
                facts=Facts(hardship_ask=HardshipAsk.INSTALMENTS, schedule=(Instalment(day=DAY, amount=Decimal(500)),)))  # fmt: skip
    assert [ticked(propose([one]))["plan-0"] for one in (plea, named)] == [False, True]


def test_a_promise_is_ticked_only_where_the_mail_names_the_day() -> None:
    promise = ProposedPromise(invoices=("INV-2044",), amount=Decimal(100))
    assert not ticked(Proposals(promise=promise))["promise-0"]
    assert ticked(Proposals(promise=promise.model_copy(update={"promised_for": DAY})))["promise-0"]


def beside_the_draft(engine: Engine, cast: Cast, proposals: Proposals) -> None:
    with Session(engine) as session:
        version = session.get_one(DraftVersion, (cast.drafts["dispute"], 1))
        version.records = proposals.model_dump(mode="json")
        session.commit()


def test_approving_the_answer_to_a_plea_records_no_plan(app: FastAPI, cast: Cast, engine: Engine) -> None:
    beside_the_draft(engine, cast, Proposals(plan=PLEA))
    ana = sign_in(app, "ana")
    page = ana.page(f"/case/{cast.cases['dispute']}")
    assert 'name="plan-0-on" value="yes">' in page and PLEA.quote in page
    assert ana.decide(cast.cases["dispute"], "approve", checked="yes").status_code == 303
    with Session(engine) as session:
        assert not session.exec(select(Plan)).all()
    assert "INV-2044" not in ana.page("/holds.csv")


PLAN = {"plan-0-on": "yes", "plan-0-invoices": "INV-2044", "plan-0-reason": "instalments"}
PROMISE = {"promise-new-on": "yes", "promise-new-invoices": "INV-2044", "promise-new-amount": "77.00"}


@pytest.mark.parametrize(
    ("fields", "field", "sentence", "kept"),
    [
        (PLAN, "plan-0-day-0", "A plan needs at least one instalment with a day or an amount.", "plan-0-on"),
        (PROMISE, "promise-new-day", "A promise needs the day on which they pay.", 'value="77.00"'),
    ],
)
def test_what_cannot_be_kept_is_refused_in_the_form_and_nothing_is_lost(
    app: FastAPI, cast: Cast, engine: Engine, fields: dict[str, str], field: str, sentence: str, kept: str
) -> None:
    beside_the_draft(engine, cast, Proposals(plan=PLEA))
    refused = sign_in(app, "ana").decide(cast.cases["dispute"], "approve", checked="yes", **fields)
    assert refused.status_code == 422 and sentence in refused.text and kept in refused.text
    assert f'aria-describedby="{field}-problem"' in refused.text and "or take the tick away" in refused.text
    with Session(engine) as session:
        assert not session.exec(select(OutboxMail)).all() and not session.exec(select(Plan)).all()


def test_a_plan_with_one_instalment_is_recorded_with_the_approval(app: FastAPI, cast: Cast, engine: Engine) -> None:
    beside_the_draft(engine, cast, Proposals(plan=PLEA))
    ana = sign_in(app, "ana")
    at = f"{cast.now.date() + timedelta(days=9)}"
    fields = PLAN | {"plan-0-day-0": at, "plan-0-amount-0": "500"}
    assert ana.decide(cast.cases["dispute"], "approve", checked="yes", **fields).status_code == 303
    with Session(engine) as session:
        assert session.exec(select(Plan)).one().schedule == [[at, "500.00"]]
    assert "INV-2044,plan" in ana.page("/holds.csv")


@pytest.mark.parametrize("days", [60, None])
def test_a_plan_of_six_instalments_has_room_and_loses_none(
    app: FastAPI, cast: Cast, engine: Engine, days: int | None
) -> None:
    beside_the_draft(engine, cast, Proposals(plan=PLEA))
    ana = sign_in(app, "ana")
    assert 'name="plan-0-day-5"' in ana.page(f"/case/{cast.cases['dispute']}")
    asked = {f"plan-0-amount-{n}": f"{n + 1}00" for n in range(6)}
    if days:
        asked |= {f"plan-0-day-{n}": f"{cast.now.date() + timedelta(days=days * n)}" for n in range(6)}
    assert ana.decide(cast.cases["dispute"], "approve", checked="yes", **PLAN | asked).status_code == 303
    with Session(engine) as session:
        kept = session.exec(select(Plan)).one().schedule
    assert [row[1] for row in kept] == [f"{n}00.00" for n in range(1, 7)]


@pytest.mark.parametrize(("named", "rows"), [(0, 6), (4, 6), (5, 7), (9, 11), (11, 12)])
def test_behind_the_instalments_that_a_mail_names_two_rows_are_spare(named: int, rows: int) -> None:
    plan = PLEA.model_copy(update={"schedule": ((DAY, Decimal(500)),) * named})
    found = proposals_of(Proposals(plan=plan).model_dump(mode="json"), "EUR")
    assert [len(one.rows) for one in found if one.name == "plan-0"] == [rows]


# --- amounts and days -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("4.000,50", "4000.50"), ("4,000.50", "4000.50"), ("3612,50", "3612.50"), ("3612.50", "3612.50"),
        ("1 806,00", "1806.00"), ("1\u202f806,00", "1806.00"), ("1'806.00", "1806.00"), ("1’806", "1806.00"), ("1,234,567", "1234567.00"),
        ("1.234.567,8", "1234567.80"), ("1234", "1234.00"), ("0,99", "0.99"), (" 77 ", "77.00"),
    ],
)  # fmt: skip
def test_an_amount_is_understood_in_both_styles(written: str, meant: str) -> None:
    assert str(amount(written)) == meant


@pytest.mark.parametrize(
    "written",
    ["1.806", "1,806", "12,34,56", "1.806.5", "1,806,00", "4.000.50", "4,000,5", "1 80", "0", "0,00", "-5", "1e5", "lots",
     "1234,567", "1,2345", "5 EUR", "NaN", "٣", ".5", "10000000000000", "9" * 60, ""],
)  # fmt: skip
def test_an_amount_that_may_mean_two_things_or_none_is_refused(written: str) -> None:
    assert amount(written) is None


def days(cast: Cast, number: int) -> str:
    return f"{cast.now.date() + timedelta(days=number)}"


@pytest.mark.parametrize(
    ("written", "kept"), [("1.806,00", "1806.00"), ("8.930", ""), ("8.930,01", ""), ("8930", "8930.00")]
)
def test_what_is_promised_is_recorded_as_it_was_meant_and_never_more_than_the_invoices(
    app: FastAPI, cast: Cast, engine: Engine, written: str, kept: str
) -> None:
    fields = PROMISE | {"promise-new-day": days(cast, 3), "promise-new-amount": written}
    answer = sign_in(app, "ana").decide(cast.cases["dispute"], "approve", checked="yes", **fields)
    with Session(engine) as session:
        found = session.exec(select(Promise).where(Promise.state == "open")).all()
    assert [str(one.amount) for one in found] == ([kept] if kept else [])
    sentence = "That is more than these invoices together." if "01" in written else "Write the amount as 1234.50."
    assert kept or (answer.status_code == 422 and sentence in answer.text and f'value="{written}"' in answer.text)


@pytest.mark.parametrize(
    ("more", "status"),
    [({}, 422), ({"plan-0-amount-2": ""}, 303), ({"plan-0-invoices": "INV-2044, INV-2051"}, 303), ({"plan-0-currency": "USD"}, 303)],
)  # fmt: skip
def test_a_plan_is_never_more_than_its_invoices_where_their_currency_is_its_own(
    app: FastAPI, cast: Cast, engine: Engine, more: dict[str, str], status: int
) -> None:
    beside_the_draft(engine, cast, Proposals(plan=PLEA))
    fields = PLAN | {f"plan-0-amount-{n}": "3,000.00" for n in range(3)} | more
    answer = sign_in(app, "ana").decide(cast.cases["dispute"], "approve", checked="yes", **fields)
    assert answer.status_code == status
    assert ("That is more than these invoices together." in answer.text) is (status == 422)


@pytest.mark.parametrize(("number", "sentence"), [(-32, "is long over."), (-31, ""), (1097, "is more than three years ahead."), (1095, "")])  # fmt: skip
@pytest.mark.parametrize("field", ["promise-new-day", "plan-0-day-0"])
def test_a_day_that_is_long_over_or_far_ahead_is_refused(
    app: FastAPI, cast: Cast, engine: Engine, number: int, sentence: str, field: str
) -> None:
    beside_the_draft(engine, cast, Proposals(plan=PLEA))
    fields = (PROMISE if field.startswith("promise") else PLAN) | {field: days(cast, number)}
    answer = sign_in(app, "ana").decide(cast.cases["dispute"], "approve", checked="yes", **fields)
    assert answer.status_code == (422 if sentence else 303)
    assert not sentence or f'{field}-problem">{days(cast, number)} {sentence}' in answer.text


def test_a_currency_is_never_cut(app: FastAPI, cast: Cast, engine: Engine) -> None:
    fields = PROMISE | {"promise-new-day": days(cast, 3), "promise-new-currency": "EURO"}
    answer = sign_in(app, "ana").decide(cast.cases["dispute"], "approve", checked="yes", **fields)
    assert answer.status_code == 422 and "Write the currency in three letters, as EUR." in answer.text
