"""The connector against a real server that misbehaves on the wire: it ends in time, takes no more than it must, and counts."""

import threading
import time
from dataclasses import dataclass, field

import pytest

from connectors.llm_http import MOST_BYTES
from connectors.llm_openai import OpenAiModel
from connectors.llm_rest import Busy
from connectors.ports import Refused, Unavailable
from tests.connectors.model_server import (
    Behaviour,
    ModelServer,
    Question,
    Talk,
    completion,
    drips_its_body,
    drips_its_head,
    hangs,
    leaves_in_the_middle,
    model_server,
    never_ends,
    packs_its_answer,
    says,
    status,
)


@dataclass
class Notes:
    """A meter that writes down."""

    seconds: float = 60
    asked: int = 0
    told: list[tuple[tuple[int, int], bool, str]] = field(default_factory=list)

    def may(self, tokens: int) -> float:
        self.asked += tokens > 0
        return self.seconds

    def spent(self, model: str, tokens: tuple[int, int], seconds: float, *, estimated: bool, code: str) -> None:
        assert model == "m" and seconds >= 0
        self.told.append((tokens, estimated, code))


def ask(server: ModelServer, notes: Notes | None = None, timeout: float = 0.5) -> str:
    return OpenAiModel(server.url, "sk-key", "m", timeout=timeout, meter=notes).ask("Be brief.", "Capital?").text


@pytest.mark.parametrize("behaviour", [hangs, drips_its_head, drips_its_body])
def test_a_question_ends_in_time_whatever_the_server_does(behaviour: Behaviour) -> None:
    notes, threads = Notes(), threading.active_count()
    with model_server(behaviour) as server:
        began = time.monotonic()
        with pytest.raises(Unavailable, match="in time"):
            ask(server, notes)
        assert time.monotonic() - began < 2
        assert len(server.asked) == 1
    ((tokens, estimated, code),) = notes.told
    assert tokens[0] > 0 and estimated and code == "DC-310"
    assert threading.active_count() <= threads + 3


def test_the_meter_may_allow_less_time_than_the_connector() -> None:
    with model_server(hangs) as server, pytest.raises(Unavailable, match="in time"):
        began = time.monotonic()
        ask(server, Notes(seconds=0.3), timeout=60)
    assert time.monotonic() - began < 3


def test_an_endless_answer_is_not_taken_in() -> None:
    with model_server(never_ends) as server, pytest.raises(Refused, match="too long"):
        ask(server, timeout=20)


def test_an_answer_of_a_megabyte_is_too_long() -> None:
    with model_server(says("x" * MOST_BYTES)) as server, pytest.raises(Refused, match="too long"):
        ask(server, timeout=20)


def test_a_packed_answer_is_not_unpacked() -> None:
    with model_server(packs_its_answer) as server, pytest.raises(Refused, match="too long"):
        ask(server, timeout=20)


def test_a_server_that_leaves_in_the_middle_is_not_asked_again_for_it_has_cost_already() -> None:
    notes = Notes()
    with model_server(leaves_in_the_middle) as server:
        with pytest.raises(Unavailable, match="broke"):
            ask(server, notes, timeout=20)
        assert len(server.asked) == 1
    assert [(estimated, code) for _, estimated, code in notes.told] == [(True, "DC-310")]


def test_a_server_that_asks_to_wait_longer_than_there_is_time_is_not_waited_for() -> None:
    with model_server(status(429, retry_after="30")) as server:
        began = time.monotonic()
        with pytest.raises(Busy) as caught:
            ask(server, timeout=5)
        assert (time.monotonic() - began < 2, len(server.asked), caught.value.again) == (True, 1, 30.0)


def test_a_server_that_asks_to_wait_for_a_moment_is_asked_again() -> None:
    answers: list[Behaviour] = [status(429, retry_after="0.05"), status(503, retry_after_ms="20"), says("Paris.")]
    notes = Notes()
    with model_server(lambda talk, question: answers.pop(0)(talk, question)) as server:
        assert ask(server, notes, timeout=5) == "Paris."
    assert notes.told == [((0, 0), False, "DC-310"), ((0, 0), False, "DC-310"), ((700, 60), False, "")]


def test_after_a_hang_the_next_question_does_not_wait() -> None:
    with model_server(hangs) as server:
        model = OpenAiModel(server.url, "sk-key", "m", timeout=0.3)
        with pytest.raises(Unavailable, match="in time"):
            model.ask("s", "u")
        began = time.monotonic()
        with pytest.raises(Unavailable, match="later"):
            model.ask("s", "u")
        assert time.monotonic() - began < 0.1 and len(server.asked) == 1


def test_a_server_that_takes_the_newer_name_of_the_bound_alone_is_asked_by_it() -> None:
    def newer(talk: Talk, question: Question) -> None:
        picky = b'{"error": {"message": "Unsupported parameter: max_tokens. Use max_completion_tokens."}}'
        talk.answer(picky, 400) if "max_tokens" in question else talk.answer(completion("Paris."))

    with model_server(newer) as server:
        assert ask(server, timeout=5) == "Paris."
        assert [set(one) & {"max_tokens", "max_completion_tokens"} for one in server.asked] == [
            {"max_tokens"}, {"max_completion_tokens"},
        ]  # fmt: skip


def test_a_text_that_was_cut_off_is_refused_and_paid_for() -> None:
    notes = Notes()
    with (
        model_server(says("Dear Jo, we have", finish_reason="length")) as server,
        pytest.raises(Refused, match="cut off"),
    ):
        ask(server, notes, timeout=5)
    assert notes.told == [((700, 60), False, ""), ((0, 0), False, "DC-312")]


def test_what_a_model_thinks_aloud_is_left_out() -> None:
    with model_server(says("<think>France… {is it}?</think>\nParis.")) as server:
        assert ask(server, timeout=5).strip() == "Paris."


@pytest.mark.parametrize("usage", [None, (0, 0), (10**30, 1), ("many", "more"), (-5, -7)])
def test_what_the_server_does_not_count_sensibly_is_estimated(usage: object) -> None:
    notes = Notes()
    with model_server(says("Paris.", usage=usage)) as server:
        ask(server, notes, timeout=5)
    (((given, answered), estimated, _),) = notes.told
    assert 0 < given < 1000 and 0 < answered < 1000 and estimated
