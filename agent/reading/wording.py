"""What a list of words says of a mail: a cue, which fires on words that stand alone or beside others. For folded text."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Cue:
    """Fires on `words`, or on `words` with `beside` within `reach` clauses on either side, unless `innocent` is there too."""

    words: re.Pattern[str]
    beside: re.Pattern[str] | None = None
    innocent: re.Pattern[str] | None = None
    reach: int = 0


def words(*patterns: str) -> re.Pattern[str]:
    """Beginnings of words, any of which counts."""
    return re.compile(r"\b(?:" + "|".join(patterns) + ")")


def either(*patterns: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile("|".join(one.pattern for one in patterns))
