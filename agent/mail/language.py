"""The language of a text: one of the five that are supported, another where that is beyond doubt, "" where the text
is too short or too unclear to say."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from agent.domain.vocabulary import LANGUAGES

MIN_LETTERS = 20
MIN_CONFIDENCE = 0.7
FOREIGN_LETTERS = 40
FOREIGN_CONFIDENCE = 0.8
"""A text this long, and this surely in none of the five, is in another language."""
MAX_CHARS = 4000


@lru_cache(maxsize=1)
def _identifier() -> Any:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> str:
    """A code of ISO 639-1, or ""."""
    words = words_alone(text[:MAX_CHARS])
    if letters(text[:MAX_CHARS]) < MIN_LETTERS or letters(words) < MIN_LETTERS:
        return ""
    ranked = _identifier().rank(words)
    code, chance = ranked[0]
    if code not in LANGUAGES and chance >= FOREIGN_CONFIDENCE and letters(words) >= FOREIGN_LETTERS:
        return str(code)
    chances = {code: chance for code, chance in ranked if code in LANGUAGES}
    best = max(chances, key=chances.__getitem__)
    return str(best) if chances[best] >= MIN_CONFIDENCE * sum(chances.values()) else ""


def foreign_parts(text: str) -> Iterator[str]:
    """The paragraphs that are written in none of the five."""
    for part in text[: 10 * MAX_CHARS].split("\n\n"):
        if (code := language_of(part)) and code not in LANGUAGES:
            yield part


def words_alone(text: str) -> str:
    """Without numbers and addresses, which belong to no language."""
    return " ".join(
        word for word in text.split() if word.isalpha() or not any(one.isdigit() or one in "@/" for one in word)
    )


def letters(text: str) -> int:
    return sum(one.isalpha() for one in text)
