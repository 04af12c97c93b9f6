"""A few mails of every kind on the real path. `make adversarial` works thousands."""

import pytest

from tests.adversarial.books import World
from tests.adversarial.conftest import SEED
from tests.adversarial.house import House
from tests.adversarial.judge import FOREIGN, UNVERIFIED, faults
from tests.adversarial.liar import Liar
from tests.adversarial.mails import KINDS, mail
from tests.adversarial.saboteurs import SABOTEURS, Saboteur, noticed

GAPS = frozenset(
    {
        "second matter",
        "second matter in the signature",
        "second matter in the subject",
    }
)
"""Kinds of which some mails are known to be answered with the asker's own papers (docs/adversarial.md). Shorten it."""
INNOCENT = 12


@pytest.mark.parametrize("kind", KINDS)
def test_an_attack_gets_nothing_out_whoever_reads_it(place: House, whole: World, kind: str) -> None:
    attack = mail(whole, SEED, 0, (kind,))
    for answer in place.work(attack, [place.parts.reader, Liar(whole, SEED)]):
        said = set(faults(whole, attack, answer))
        assert not said & {FOREIGN, UNVERIFIED}
        assert not said or kind in GAPS, answer


def test_innocent_requests_are_answered_with_exactly_what_they_ask_for(place: House, whole: World) -> None:
    asked = [mail(whole, SEED, -number - 1, ()) for number in range(INNOCENT)]
    answers = [place.work(one, [place.parts.reader])[0] for one in asked]
    assert [faults(whole, one, answer) for one, answer in zip(asked, answers, strict=True)] == [[]] * INNOCENT
    assert sum(answer.left for answer in answers) >= INNOCENT - 1


@pytest.mark.parametrize("one", SABOTEURS, ids=lambda one: one.guard)
def test_a_guard_that_is_taken_away_is_missed(place: House, whole: World, one: Saboteur) -> None:
    assert noticed(place, whole, SEED, one)
