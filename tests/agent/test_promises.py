"""Promises: kept ones are settled quietly, broken ones come back to a person, once."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from agent.domain.vocabulary import RecordState
from agent.promises import resurface_broken
from agent.records import transaction
from agent.records.cases import Case
from agent.records.ledger import Invoice, Payment
from agent.records.promises import Promise, Task
from tests.agent.company import Company
from tests.agent.letters import DISPUTE

PROMISED = date(2026, 11, 20)
NUMBER = "KO-26-1307"
FULL = Decimal("2310.00")


@pytest.fixture
def case(company: Company) -> Case:
    found = company.case_of(company.receive(DISPUTE))
    company.change(found, status="waiting")
    return found


def promise(company: Company, case: Case, **changes: Any) -> Promise:
    row = Promise(
        client_id=case.client_id, customer_id=company.ids["K01"], case_id=case.id, invoices=[NUMBER],
        made_on=date(2026, 11, 18), promised_for=PROMISED, amount=FULL, currency="GBP", quote="We pay on Friday",
    )  # fmt: skip
    for name, value in changes.items():
        setattr(row, name, value)
    company.change(row)
    return row


def pay(company: Company, day: date, amount: Decimal = FULL, currency: str = "GBP", applied: object = None) -> None:
    row = Payment(
        client_id=company.ids["kes"],
        customer_id=company.ids["K01"],
        code=f"P-{day}",
        day=day,
        amount=amount,
        currency=currency,
    )
    company.change(row, applied=applied or [])


def look(company: Company) -> int:
    with transaction(company.parts.engine) as session:
        return resurface_broken(company.parts, session)


def test_a_promise_rests_until_its_day_the_clearing_and_the_grace_are_over(company: Company, case: Case) -> None:
    made = promise(company, case)
    company.clock.forward(days=6)
    assert (company.clock.now.date(), look(company)) == (date(2026, 11, 25), 0)
    assert company.get(Promise, made.id).state == RecordState.OPEN
    company.clock.forward(days=1)
    assert look(company) == 1


def test_a_broken_promise_comes_back_once_with_its_day_invoices_and_words(company: Company, case: Case) -> None:
    made = promise(company, case)
    company.clock.forward(days=30)
    assert [look(company), look(company)] == [1, 0]
    (task,) = company.rows(Task)
    assert task.kind == "broken_promise"
    assert all(words in task.text for words in ("20 November 2026", NUMBER, "We pay on Friday"))
    found = company.get(Promise, made.id)
    assert (found.state, found.resurfaced_at) == (RecordState.BROKEN, company.clock.now)
    again = company.get(Case, case.id)
    assert again.status == "open" and again.etag > case.etag
    assert len(company.events("promise_broken")) == 1


def test_an_escalated_case_stays_with_its_manager(company: Company, case: Case) -> None:
    company.change(case, status="escalated")
    promise(company, case)
    company.clock.forward(days=30)
    assert look(company) == 1 and company.get(Case, case.id).status == "escalated"


PAYMENTS: list[tuple[str, dict[str, Any], bool]] = [
    ("in time, for it", {"applied": [{"invoice": NUMBER, "amount": "2310.00"}]}, True),
    ("in time, not yet applied", {}, True),
    ("in time, for it, amount not said", {"applied": [{"invoice": NUMBER}]}, True),
    ("for another invoice", {"applied": [{"invoice": "KO-26-1308", "amount": "2310.00"}]}, False),
    (
        "partly for it",
        {"applied": [{"invoice": NUMBER, "amount": "10.00"}, {"invoice": "KO-26-1308", "amount": "2300.00"}]},
        False,
    ),
    ("too little", {"amount": Decimal("2309.99")}, False),
    ("in another currency", {"currency": "EUR"}, False),
    ("before it was made", {"day": date(2026, 11, 17)}, False),
    ("too late", {"day": date(2026, 11, 26)}, False),
]


@pytest.mark.parametrize(("payment", "kept"), [(p, k) for _, p, k in PAYMENTS], ids=[name for name, _, _ in PAYMENTS])
def test_a_promise_is_kept_by_enough_money_for_its_invoices_in_time(
    company: Company, case: Case, payment: dict[str, Any], kept: bool
) -> None:
    made = promise(company, case)
    pay(company, **({"day": date(2026, 11, 23)} | payment))
    company.clock.forward(days=30)
    assert look(company) == int(not kept)
    assert company.get(Promise, made.id).state == (RecordState.KEPT if kept else RecordState.BROKEN)
    assert len(company.rows(Task)) == int(not kept)


def test_an_invoice_with_nothing_open_keeps_a_promise_without_an_amount(company: Company, case: Case) -> None:
    company.change(company.get(Invoice, company.ids[f"invoice {NUMBER}"]), open_amount=Decimal(0), status="paid")
    made = promise(company, case, amount=None)
    company.clock.forward(days=30)
    assert look(company) == 0 and company.get(Promise, made.id).state == RecordState.KEPT


@pytest.mark.parametrize("changes", [{"case_id": None}, {"promised_for": None}, {"state": "proposed"}])
def test_what_nobody_confirmed_or_dated_never_comes_back(company: Company, case: Case, changes: dict[str, Any]) -> None:
    promise(company, case, **changes)
    company.clock.forward(days=300)
    assert look(company) == 0
