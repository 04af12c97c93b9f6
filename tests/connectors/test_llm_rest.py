"""A server in trouble is left alone for a while; then one question finds out whether it is well again."""

import threading

import pytest

from connectors.llm_rest import FIRST, LONGEST, PARALLEL, PROBE, Broken, Busy, Rest
from connectors.ports import Refused, Unavailable


class Hand:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Hand:
    return Hand()


@pytest.fixture
def rest(clock: Hand) -> Rest:
    return Rest(clock)


def ask(rest: Rest, trouble: Exception | None = None) -> bool:
    """Whether the question was let through."""
    try:
        with rest.turn(0.01):
            if trouble:
                raise trouble
    except (Busy, Refused):
        return True
    except Unavailable:
        return False
    return True


def test_after_trouble_nobody_asks_until_the_rest_is_over(rest: Rest, clock: Hand) -> None:
    ask(rest, Broken("It hung."))
    assert not ask(rest)
    clock.now = FIRST
    assert ask(rest) and ask(rest)


def test_each_further_trouble_doubles_the_rest_up_to_a_bound(rest: Rest, clock: Hand) -> None:
    for expected in (30, 60, 120, 240, 480, 600, 600):
        assert ask(rest, Busy("It is down."))
        clock.now += expected - 1
        assert not ask(rest)
        clock.now += 1


def test_the_servers_own_word_counts_within_that_bound(rest: Rest, clock: Hand) -> None:
    ask(rest, Busy("Too many.", again=120))
    clock.now = 119
    assert not ask(rest)
    clock.now = 120
    assert ask(rest, Busy("Too many.", again=1e9))
    clock.now += LONGEST
    assert ask(rest)


def test_while_one_finds_out_the_others_go_on_resting(rest: Rest, clock: Hand) -> None:
    ask(rest, Busy("It is down."))
    clock.now = FIRST
    with rest.turn(1):
        assert not ask(rest)
        clock.now += PROBE
        assert ask(rest)


def test_an_answer_that_will_not_do_shows_a_server_that_is_well(rest: Rest, clock: Hand) -> None:
    ask(rest, Busy("It is down."))
    clock.now = FIRST
    ask(rest, Refused("DC-312", "Prose."))
    assert ask(rest)


def test_a_question_that_may_not_be_asked_shows_nothing(rest: Rest, clock: Hand) -> None:
    ask(rest, Busy("It is down."))
    clock.now = FIRST
    ask(rest, Refused("DC-314", "The day's budget is spent."))
    assert not ask(rest)


def test_no_more_questions_than_so_many_are_out_at_once(rest: Rest) -> None:
    inside, leave = threading.Barrier(PARALLEL + 1), threading.Event()

    def occupy() -> None:
        with rest.turn(1):
            inside.wait(5)
            leave.wait(5)

    threads = [threading.Thread(target=occupy) for _ in range(PARALLEL)]
    for one in threads:
        one.start()
    inside.wait(5)
    assert not ask(rest)
    leave.set()
    for one in threads:
        one.join()
    assert ask(rest)
