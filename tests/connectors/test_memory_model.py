"""The double of a chat model gives the prepared answers in order and keeps the questions."""

import pytest

from connectors.memory import MemoryModel
from connectors.ports import ChatModel, ModelAnswer, Refused, Unavailable


def test_prepared_answers_come_in_order_and_questions_are_kept() -> None:
    prepared = ModelAnswer("text", {"a": 1}, "other", 5, 6, True)
    double = MemoryModel([{"intent": "dispute"}, "Dear Anna", prepared], name="double")
    model: ChatModel = double
    schema = {"type": "object"}
    assert model.ask("system", "mail", schema) == ModelAnswer('{"intent": "dispute"}', {"intent": "dispute"}, "double")
    assert model.ask("system", "draft") == ModelAnswer("Dear Anna", {}, "double")
    assert model.ask("system", "more") == prepared
    assert double.asked == [("system", "mail", schema), ("system", "draft", None), ("system", "more", None)]


def test_prepared_trouble_is_raised() -> None:
    model = MemoryModel([Refused("DC-312", "no fit"), "fine"])
    with pytest.raises(Refused, match="no fit"):
        model.ask("s", "u")
    assert model.ask("s", "u").text == "fine"


def test_a_model_without_answers_cannot_be_reached() -> None:
    with pytest.raises(Unavailable) as trouble:
        MemoryModel().ask("s", "u")
    assert trouble.value.code == "DC-310"
