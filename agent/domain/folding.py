"""Text as the word lists see it: lower case, no accents, plain quotes. Every offset stays where it was."""

import re
import unicodedata
from functools import lru_cache

PLAIN = {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}
PLAIN |= {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "–": "-", "—": "-", "‑": "-", "−": "-", "ß": "ß"}


RUN = re.compile(r"\S{200,}")


def without_runs(text: str) -> str:
    """Runs of 200 characters and more without a space, which are no words, become spaces; offsets stay."""
    return RUN.sub(lambda found: " " * len(found[0]), text)


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """The same number of characters, each without case and accent: "Février" becomes "fevrier". Kept, since the same
    clause is asked about over and over."""
    return "".join(fold_one(one) for one in text)


@lru_cache(maxsize=4096)
def fold_one(one: str) -> str:
    plain = PLAIN.get(one)
    if plain is not None:
        return plain
    base = unicodedata.normalize("NFD", one)[0].lower()
    return base if len(base) == 1 else one
