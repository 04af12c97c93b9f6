"""The language of a text, among the five that are supported; "" where the text is too short or too unclear to say."""

from functools import lru_cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from agent.domain.vocabulary import LANGUAGES

MIN_LETTERS = 20
MIN_CONFIDENCE = 0.7
MAX_CHARS = 4000


@lru_cache(maxsize=1)
def _identifier() -> Any:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier


def language_of(text: str) -> str:
    if sum(letter.isalpha() for letter in text[:MAX_CHARS]) < MIN_LETTERS:
        return ""
    words = " ".join(
        word for word in text[:MAX_CHARS].split() if word.isalpha() or not any(c.isdigit() or c in "@/" for c in word)
    )
    if sum(letter.isalpha() for letter in words) < MIN_LETTERS:
        return ""
    code, confidence = _identifier().classify(words)
    return str(code) if confidence >= MIN_CONFIDENCE else ""
