"""Days named in a mail's words, counted from the day it was sent."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from agent.domain import date_words as say
from agent.domain.date_readings import Setting, month_named
from agent.domain.date_rules import RULES
from agent.domain.days import format_date, last_working_day, working_hours_after
from agent.domain.folding import fold

__all__ = ["FoundDate", "find_dates", "format_date", "last_working_day", "month_named", "working_hours_after"]


class FoundDate(NamedTuple):
    """`exact` is False for a range such as "next week": `day` is then its last working day."""

    day: date
    start: int
    end: int
    exact: bool


def find_dates(text: str, sent: date, language: str) -> list[FoundDate]:
    """Days in order of mention. Of a day without a year the one nearest to `sent` is meant."""
    return list(found_dates(text, sent, language))


@lru_cache(maxsize=256)
def found_dates(text: str, sent: date, language: str) -> tuple[FoundDate, ...]:
    """Kept, since the same clause is asked about over and over."""
    folded = fold(text)
    setting = Setting(sent, month_first=american(folded, language), language=language)
    taken: list[FoundDate] = []
    for pattern, handler in RULES:
        for match in pattern.finditer(folded):
            if any(match.start() < one.end and one.start < match.end() for one in taken):
                continue
            read = handler(match, setting)
            if read is not None:
                taken.append(FoundDate(read[0], match.start(), match.end(), read[1]))
    return tuple(without_echoes(sorted(taken, key=lambda one: one.start), folded))


def without_echoes(found: list[FoundDate], folded: str) -> list[FoundDate]:
    """A weekday may only repeat the date behind it: "Friday 6 March"."""
    return [
        one for place, one in enumerate(found) if not (place + 1 < len(found) and echo(one, found[place + 1], folded))
    ]


def echo(one: FoundDate, following: FoundDate, folded: str) -> bool:
    if not re.fullmatch(say.WEEKDAY, folded[one.start : one.end]) or not re.search(
        r"\d", folded[following.start : following.end]
    ):
        return False
    return bool(
        re.fullmatch(r"[\s,(]*(?:the|der|den|dem|le|el|dia|de|on|am|op)?[\s,]*", folded[one.end : following.start])
    )


def american(folded: str, language: str) -> bool:
    """Month first: only in English, and only if another date or the currency says so."""
    if language != "en":
        return False
    pairs = re.findall(r"\b(\d{1,2})/(\d{1,2})(?:/\d{2,4})?\b", folded)
    if any(int(first) > 12 for first, _ in pairs):
        return False
    return any(int(second) > 12 for _, second in pairs) or bool(re.search(r"usd|\$|\bach\b|\bcheck\b", folded))
