"""The form of promises, disputes and plans: ticked only where the mail says enough to keep them, refused where it cannot be kept."""

from datetime import date
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
from agent.records.promises import Plan
from approvals.proposals import proposals_of
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
    fields = PLAN | {"plan-0-day-0": "2026-12-01", "plan-0-amount-0": "500"}
    assert ana.decide(cast.cases["dispute"], "approve", checked="yes", **fields).status_code == 303
    with Session(engine) as session:
        assert session.exec(select(Plan)).one().schedule == [["2026-12-01", "500.00"]]
    assert "INV-2044,plan" in ana.page("/holds.csv")
