"""Words of a mail, shortened."""

import pytest

from agent.domain.quotes import around, clipped, clipped_front, question_in

LONG = "We counted the pallets twice, and the driver agreed with us. The paper says something else altogether, sadly"


@pytest.mark.parametrize(
    ("limit", "left"),
    [
        (200, LONG),
        (80, "We counted the pallets twice, and the driver agreed with us."),
        (50, "We counted the pallets twice …"),
        (20, "We counted the …"),
    ],
)
def test_a_quote_is_cut_at_a_sentence_or_a_clause_or_at_least_a_word(limit: int, left: str) -> None:
    assert clipped(LONG, limit) == left and len(left) <= limit


@pytest.mark.parametrize("limit", range(12, 110))
def test_no_word_is_ever_cut(limit: int) -> None:
    words = set(LONG.split()) | {one.strip(",") for one in LONG.split()}
    for short in (clipped(LONG, limit), clipped_front(LONG, limit)):
        assert len(short) <= limit and set(short.replace("…", "").split()) <= words


def test_lines_become_one() -> None:
    assert clipped("one\n two\n\nthree") == "one two three"


def test_words_around_a_place_are_whole() -> None:
    text = "Hola Marjan, me falta una factura de después de las vacaciones"
    start = text.index("falta")
    assert around(text, start, start + 5, room=10) == "Marjan, me falta una factura"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Thanks. Where is it?", "Where is it?"),
        ("No question here.", None),
        ("Hello\nWhere is it? And when?", "Where is it?"),
        ("A long line that the mail program broke because it ran to its width\nso where is it?",
         "A long line that the mail program broke because it ran to its width\nso where is it?"),
        ("Hola: ¿dónde está?", "¿dónde está?"),
    ],
)  # fmt: skip
def test_the_first_question_is_found_from_where_it_begins(text: str, question: str | None) -> None:
    place = question_in(text)
    assert (text[slice(*place)] if place else None) == question
