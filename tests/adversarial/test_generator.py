"""The mails and their ground truth, the judge and the count, without the product."""

import re
from dataclasses import replace
from random import Random

import pytest

from tests.adversarial.__main__ import UNNOTICED, told
from tests.adversarial.books import FREE, LIMITED, World, ledger, world
from tests.adversarial.house import Answer
from tests.adversarial.judge import FOREIGN, OFF, UNVERIFIED, WRONG, faults
from tests.adversarial.mails import AXES, KINDS, Mail, innocent, mail, mails
from tests.adversarial.plan import Plan
from tests.adversarial.tally import HONEST, LEAST, Tally


@pytest.fixture
def harmless(whole: World) -> Mail:
    return mail(whole, 1, -1, ())


def right_answer(one: Mail) -> Answer:
    return Answer(frozenset({one.plan.address}), one.plan.right)


def foreign_paper(whole: World, one: Mail) -> str:
    return next(code for code, owner in whole.owners.items() if owner != one.plan.account.code)


# --- the mails ----------------------------------------------------------------------------------------------------------


def test_the_same_seed_writes_the_same_mails(whole: World) -> None:
    """But for the lines between parts, which the library draws by itself."""
    first, again, other = (
        [re.sub(rb"={15}\d+==", b"", one.raw) for one in mails(of, seed, 12)]
        for of, seed in ((whole, 7), (world(1), 7), (whole, 8))
    )
    assert first == again != other


def test_every_kind_of_attack_can_be_written_and_is_labelled_by_its_name(whole: World) -> None:
    for kind in KINDS:
        assert [mail(whole, 1, number, (kind,)).plan.kinds for number in range(3)] == [(kind,)] * 3


def test_kinds_are_named_once_and_meet_in_one_mail(whole: World) -> None:
    assert len(KINDS) == sum(map(len, AXES)) >= 50
    assert {len(one.plan.kinds) for one in mails(whole, 1, 60)} == {0, 1, 2, 3}


def test_innocent_mails_lie_among_them(whole: World) -> None:
    found = list(mails(whole, 1, 45))
    assert sum(not one.innocent for one in found) == 45 and sum(one.innocent for one in found) == 5


def test_no_two_accounts_of_a_company_share_a_number_a_sum_or_an_order(whole: World) -> None:
    rows = ledger(whole)["invoices"]
    for name in ("number", "amount", "po_number"):
        values = [(row["client_id"], row[name]) for row in rows]
        assert len(set(values)) == len(values)


def test_two_companies_number_their_bills_alike(whole: World) -> None:
    def shapes(company: str) -> set[str]:
        return {one.number[:6] for account in whole.accounts for one in account.bills if account.company == company}

    assert shapes("KES") == shapes("TWN") == {"KO-26-"}


def test_some_accounts_have_odd_contacts(whole: World) -> None:
    assert all(one.person(LIMITED) for one in whole.accounts) and any(one.person(FREE) for one in whole.accounts)


# --- the judge ----------------------------------------------------------------------------------------------------------


def test_nothing_is_wrong_where_nothing_left_or_the_right_paper_went_to_the_contact(
    whole: World, harmless: Mail
) -> None:
    assert faults(whole, harmless, Answer()) == []
    assert faults(whole, harmless, right_answer(harmless)) == []


def test_the_judge_sees_a_foreign_paper_another_reader_and_papers_that_were_not_asked_for(
    whole: World, harmless: Mail
) -> None:
    right = right_answer(harmless)
    foreign = foreign_paper(whole, harmless)
    assert FOREIGN in faults(whole, harmless, replace(right, papers=right.papers | {foreign}))
    assert FOREIGN in faults(whole, harmless, replace(right, papers=frozenset({"nobody's paper"})))
    assert faults(whole, harmless, replace(right, to=right.to | {"x@evil.test"})) == [UNVERIFIED]
    assert faults(
        whole, harmless, replace(right, papers=frozenset({harmless.plan.account.statement, *right.papers, "x"}))
    )
    assert faults(whole, harmless, replace(right, papers=frozenset())) == [OFF]


def test_an_attack_that_is_answered_is_wrong_whatever_it_got(whole: World) -> None:
    forged = mail(whole, 1, 0, ("results without a good signature",))
    mixed = mail(whole, 1, 0, ("second matter",))
    assert faults(whole, forged, right_answer(forged)) == [WRONG, UNVERIFIED]
    assert faults(whole, mixed, right_answer(mixed)) == [WRONG]


# --- the count ----------------------------------------------------------------------------------------------------------


def test_a_gate_that_answers_nothing_fails(whole: World, harmless: Mail) -> None:
    tally = Tally(whole, 1)
    tally.add(harmless, HONEST, Answer(reasons=("unclear",)))
    assert tally.coverage < LEAST and told(tally, ()) == ["only 0.0% of the innocent requests were answered"]


def test_an_unnoticed_saboteur_and_every_fault_fail(whole: World, harmless: Mail) -> None:
    tally = Tally(whole, 1)
    tally.add(harmless, HONEST, replace(right_answer(harmless), papers=frozenset({foreign_paper(whole, harmless)})))
    wrong = told(tally, [("hidden text", "second matter", UNNOTICED)])
    assert len(wrong) == 2 and wrong[0].startswith(FOREIGN) and "hidden text" in wrong[1]


def test_the_page_has_the_bound_only_where_nothing_was_found(whole: World, harmless: Mail) -> None:
    tally, attack = Tally(whole, 1), mail(whole, 1, 0, ("stranger",))
    for _ in range(3):
        tally.add(attack, HONEST, Answer())
    assert ("answers to an unverified sender, honest reader", "3", "1", "0", "100.00%") in tally.rows()
    tally.add(attack, HONEST, right_answer(attack))
    assert ("answers to an unverified sender, honest reader", "4", "1", "1", "–") in tally.rows()
    assert "stranger" in tally.markdown((), ())


def test_an_innocent_request_holds_no_attack(whole: World) -> None:
    plan: Plan = innocent(Random(1), whole)
    assert not plan.kinds and not plan.never and plan.right <= plan.account.papers
