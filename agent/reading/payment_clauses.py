"""The sentences of a mail with the days and amounts they name, and whether they say that money left."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from agent.domain.date_readings import add_months
from agent.domain.date_words import WEEKDAY
from agent.domain.dates import FoundDate, find_dates
from agent.domain.folding import fold
from agent.domain.money import FoundAmount, find_amounts
from agent.reading.payment_words import (
    ARRIVES,
    ASKED_TO_WAIT,
    NOT_YET,
    PAYING,
    PROPOSED,
    RUN_OF,
    SENT,
    STAYED,
    THAT_DAY,
)
from agent.reading.sentences import Sentence


class Clause(NamedTuple):
    sentence: Sentence
    folded: str
    days: list[FoundDate]
    amounts: list[FoundAmount]
    sent: bool
    paying: bool
    proposed: bool

    def before(self, found: FoundDate | FoundAmount) -> str:
        return self.folded[: found.start - self.sentence.start]

    def after(self, found: FoundDate | FoundAmount) -> str:
        return self.folded[found.end - self.sentence.start :]


def read_clause(one: Sentence, day: date, language: str) -> Clause:
    folded = fold(one.text)
    days = [
        found._replace(start=found.start + one.start, end=found.end + one.start)
        for found in find_dates(one.text, day, language)
    ]
    amounts = [
        found._replace(start=found.start + one.start, end=found.end + one.start) for found in find_amounts(one.text)
    ]
    amounts = [one_ for one_ in amounts if not any(one_.start < at.end and at.start < one_.end for at in days)]
    clause = Clause(
        one, folded, days, amounts, paid(folded), bool(PAYING.search(folded)), bool(PROPOSED.search(folded))
    )
    clause = clause._replace(days=[gone_by(clause, found, day) for found in days])
    return clause._replace(sent=(clause.sent and left_already(clause, day)) or in_a_past_run(clause, day))


def gone_by(clause: Clause, found: FoundDate, day: date) -> FoundDate:
    """Where money left already, "Friday" and "the 9th" are the last ones."""
    if not clause.sent or found.day <= day or not paid(part_of(clause, found)):
        return found
    words = clause.folded[found.start - clause.sentence.start : found.end - clause.sentence.start]
    if re.fullmatch(WEEKDAY, words):
        return found._replace(day=found.day - timedelta(days=7))
    return found._replace(day=add_months(found.day, -1)) if DAY_ALONE.fullmatch(words) else found


DAY_ALONE = re.compile(r"(?!.*(?:kw|week|woche|seman|semaine))\D*\b\d{1,2}(?:st|nd|rd|th|\.|er|e|de|ste)?")


def left_already(clause: Clause, day: date) -> bool:
    """Something besides "is paid on 1 December", which speaks of what comes, says so."""
    words = clause.folded
    for found in clause.days:
        first, last = bounds(clause, found)
        past = any(one.day <= day and bounds(clause, one) == (first, last) for one in clause.days)
        upcoming = found.day > day and still_to_come(clause, found, day) and set_for(clause, found)
        if upcoming and not past and not ARRIVES.search(clause.folded[first:last]):
            words = words[:first] + " " * (last - first) + words[last:]
    return paid(words)


def set_for(clause: Clause, found: FoundDate) -> bool:
    """A date in figures behind a word like "on": no "rebate of the end of the quarter"."""
    words = clause.folded[found.start - clause.sentence.start : found.end - clause.sentence.start]
    number = re.search(r"\d", words)
    return number is not None and bool(SET_FOR.search(clause.before(found) + words[: number.start()]))


SET_FOR = re.compile(r"\b(?:on|for|by|le|au|pour|am|zum|per|bis|el|para|op|voor|uiterlijk)(?: \w+){0,2} ?$")


def in_a_past_run(clause: Clause, day: date) -> bool:
    """ "It was in our run of 13 November." """
    past = [found for found in clause.days if found.day < day and RUN_OF.search(clause.before(found))]
    return bool(past) and not STAYED.search(clause.folded)


def paid(folded: str) -> bool:
    for match in SENT.finditer(folded):
        start = max(folded.rfind(mark, 0, match.start()) for mark in (",", ";", ":", "(", " -")) + 1
        pending = NOT_YET.search(folded, start, match.end()) or LATER.match(folded, match.end())
        if not pending and not ASKED.match(folded[start:]):
            return True
    return False


LATER = re.compile(
    r" (?:en su dia|damals|at the time|a l'epoque|destijds|wird|werden|werde|sein wird|for (?:the )?(?:payment (?:run|on|in|by|next|with)|value (?:date|on|\d)))\b"
)
ASKED = re.compile(
    r"\W*(?:has|have|had|was|were|is|did|ist|sind|haben|hat|wurden?|est-ce|a-t-|avez|ha|han|esta|se ha|zijn|heeft|hebben|werd)\b[^.!]*\?$"
)
"""Whether it was paid is only asked: "Has it been paid already?"."""


def still_to_come(clause: Clause, found: FoundDate, day: date) -> bool:
    waiting = ASKED_TO_WAIT.search(clause.before(found)[-28:])
    return found.day >= day and (not waiting or bool(clause.paying and THAT_DAY.match(clause.after(found))))


def part_of(clause: Clause, found: FoundDate) -> str:
    """The words between the commas around a date."""
    first, last = bounds(clause, found)
    return clause.folded[first:last]


def bounds(clause: Clause, found: FoundDate) -> tuple[int, int]:
    place = found.start - clause.sentence.start
    marks = [match.start() for match in PARTED.finditer(clause.folded)]
    before = [0, *(one for one in marks if one <= place)]
    if len(before) > 1 and NAMELY.fullmatch(clause.folded, before[-1], place):
        before.pop()
    return before[-1], min((one for one in marks if one > place), default=len(clause.folded))


NAMELY = re.compile(r", (?:so|that is|i\.?e\.?|also|d\.?h\.?|donc|soit|o sea|es decir|dus)(?: (?:on|am|le|el|op))? ")
"""The day is only told once more: "in next week's run, so Friday 2 April"."""
PARTED = re.compile(r",(?!\d)|[;:]|\b(?:and|und|et|y|but|aber|mais|pero|maar|rest)\b")
