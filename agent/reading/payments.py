"""What a mail says about paying: sent, promised for which day, how much, in which steps."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from agent.domain.date_readings import add_months
from agent.domain.date_words import WEEKDAY
from agent.domain.dates import FoundDate, find_dates
from agent.domain.facts import Amount, DateMention, Instalment, Span
from agent.domain.folding import fold
from agent.domain.money import FoundAmount, find_amounts
from agent.reading.hardships import INSTALMENTS
from agent.reading.payment_words import (
    ADVICE,
    ASKED_TO_WAIT,
    BEFORE_OLD_DAY,
    BEHIND_OLD_DAY,
    HAD_AGREED,
    MOVED,
    NOT_YET,
    PAID_ON,
    PAYING,
    PROPOSED,
    SENT,
)
from agent.reading.sentences import Sentence, sentences


class PaymentTalk(NamedTuple):
    promise_date: DateMention | None
    promise_amount: Amount | None
    sent: bool
    payment_date: DateMention | None
    schedule: tuple[Instalment, ...]
    proposed: bool
    """Only asks whether one may pay on such a day or in such steps."""


class Clause(NamedTuple):
    sentence: Sentence
    folded: str
    days: list[FoundDate]
    amounts: list[FoundAmount]
    sent: bool
    paying: bool
    proposed: bool


def read_payments(text: str, subject: str, day: date, language: str, asking: bool = False) -> PaymentTalk:
    """Of the new text. A promise is the first payment still to come; a payment sent has no promise of its own.

    `asking`: the mail asks for papers, so a day is one of payment only where paying is spoken of.
    """
    clauses = [read_clause(one, day, language) for one in sentences(text)]
    plainly = any(one.sent and not ADVICE.match(one.folded) for one in clauses)
    said = plainly or (not asking and advised(clauses, subject, day))
    promised = promise(clauses, day, asking, said)
    payment_date = paid_on(clauses, text, day) if said else None
    steps = schedule(clauses, day)
    amount = None
    if promised is not None:
        amount = amount_for(promised, clauses, text)
    return PaymentTalk(
        promise_date=mention(promised, text) if promised else None,
        promise_amount=amount,
        sent=said,
        payment_date=payment_date,
        schedule=steps,
        proposed=not promised and not said and any(one.proposed and one.paying for one in clauses if stated(one)),
    )


def advised(clauses: list[Clause], subject: str, day: date) -> bool:
    """A remittance advice, and no day in it is still to come."""
    listed = ADVICE.match(fold(subject)) and any(one.amounts for one in clauses)
    headed = listed or any(ADVICE.match(one.folded) for one in clauses[:2])
    return bool(headed) and not any(found.day > day for one in clauses for found in one.days)


def stated(clause: Clause) -> bool:
    """Names a day, an amount or steps to pay in."""
    return bool(clause.days or clause.amounts or INSTALMENTS.search(clause.folded))


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
    return clause._replace(days=[gone_by(clause, found, day) for found in days])


def gone_by(clause: Clause, found: FoundDate, day: date) -> FoundDate:
    """Where money left already, "Friday" and "the 9th" are the last ones."""
    if not clause.sent or found.day <= day or not paid(part_of(clause, found)):
        return found
    words = clause.folded[found.start - clause.sentence.start : found.end - clause.sentence.start]
    if re.fullmatch(WEEKDAY, words):
        return found._replace(day=found.day - timedelta(days=7))
    return found._replace(day=add_months(found.day, -1)) if DAY_ALONE.fullmatch(words) else found


DAY_ALONE = re.compile(r"(?!.*(?:kw|week|woche|seman|semaine))\D*\b\d{1,2}(?:st|nd|rd|th|\.|er|e|de|ste)?")


def paid(folded: str) -> bool:
    for match in SENT.finditer(folded):
        start = max(folded.rfind(mark, 0, match.start()) for mark in (",", ";", ":", "(", " -")) + 1
        pending = NOT_YET.search(folded, start, match.end()) or LATER.match(folded, match.end())
        if not pending and not ASKED.match(folded[start:]):
            return True
    return False


LATER = re.compile(r" (?:wird|werden|werde|sein wird|for (?:the )?payment (?:run|on|in|by|next|with))\b")
ASKED = re.compile(
    r"\W*(?:has|have|had|was|were|is|did|ist|sind|haben|hat|wurden?|est-ce|a-t-|avez|ha|han|esta|se ha|zijn|heeft|hebben|werd)\b[^.!]*\?$"
)
"""Whether it was paid is only asked: "Has it been paid already?"."""


def still_to_come(clause: Clause, found: FoundDate, day: date) -> bool:
    before = clause.folded[: found.start - clause.sentence.start]
    return found.day >= day and not ASKED_TO_WAIT.search(before[-28:])


def promise(clauses: list[Clause], day: date, asking: bool, said: bool) -> FoundDate | None:
    """The first payment day still to come; words that speak of paying count before others.

    Not the day on which money that was sent (`said`) should arrive, nor, where another is named, a day put off.
    """
    candidates = [
        (one, found)
        for one in clauses
        for found in one.days
        if not one.proposed and still_to_come(one, found, day) and not already(one, found, day)
    ]
    candidates = [(one, found) for one, found in candidates if found.day > day or pays_at_once(one, found)]
    candidates = [(one, found) for one, found in candidates if not (said and ARRIVES.search(part_of(one, found)))]
    candidates = [(one, found) for one, found in candidates if not put_off(one, found)] or candidates
    beside = [found for one, found in candidates if PAYING.search(part_of(one, found))]
    near_by = [found for one, found in candidates if one.paying]
    spoken_of = not asking or any(one.paying for one in clauses)
    group = beside or near_by or [found for _, found in candidates if spoken_of]
    return min(group, key=lambda one: (one.day, one.start), default=None)


ARRIVES = re.compile(
    r"\b(?:(?:you )?should (?:\w+ )?(?:have|be|reach|arrive|land|show|see|clear)|will (?:arrive|reach you|show)|(?:musste|sollte|durfte)\w* .{0,40}(?:sein|ankommen|haben|eingehen)|devr(?:ait|iez)|arrivera|deberia\w*|llegara|os llega|zou .{0,40}(?:binnen|staan|zijn)|ontvangt|let me know|dites|avisame|if you do(?:n't| not) see|wundert)\b"
)


def put_off(clause: Clause, found: FoundDate) -> bool:
    """The day of an earlier promise: "planned for the 13th, did not leave", "die ik voor de 20e had toegezegd"."""
    place, end = found.start - clause.sentence.start, found.end - clause.sentence.start
    if HAD_AGREED.search(clause.folded[:place]):
        return True
    if not MOVED.search(clause.folded):
        return False
    return bool(BEFORE_OLD_DAY.search(clause.folded[:place]) or BEHIND_OLD_DAY.match(clause.folded[end:]))


def pays_at_once(clause: Clause, found: FoundDate) -> bool:
    before = clause.folded[: found.start - clause.sentence.start]
    return bool(
        re.search(
            r"\b(?:pay|transfer|will go|goes|going|zahle[n]?|uberweise[n]?|gehe?n?t?|paie|payons|virons|part|pago|pagamos|transfiero|sale|betaal|betalen|gaat|maak|maken)\b.{0,20}$",
            before,
        )
    )


def part_of(clause: Clause, found: FoundDate) -> str:
    """The words between the commas around a date."""
    place = found.start - clause.sentence.start
    marks = [
        match.start()
        for match in re.finditer(r",(?!\d)|[;:]|\b(?:and|und|et|y|but|aber|mais|pero|maar|rest)\b", clause.folded)
    ]
    first = max((one for one in marks if one <= place), default=0)
    return clause.folded[first : min((one for one in marks if one > place), default=len(clause.folded))]


def already(clause: Clause, found: FoundDate, day: date) -> bool:
    """What was paid today is no promise."""
    return clause.sent and (found.day == day or paid(part_of(clause, found)) or part_of(clause, found) == clause.folded)


def paid_on(clauses: list[Clause], text: str, day: date) -> DateMention | None:
    for one in clauses:
        past = [found for found in one.days if found.day <= day]
        if (one.sent or PAID_ON.match(one.folded)) and past:
            return mention(max(past, key=lambda found: found.day), text)
    return None


def amount_for(promised: FoundDate, clauses: list[Clause], text: str) -> Amount | None:
    """The amount said together with that day; else the only amount of the sentences that speak of paying."""
    home = next((one for one in clauses if promised in one.days), None)
    said = [one for one in home.amounts if one.value > 0] if home else []
    if home and (usable := [one for one in said if to_come(home, one)] or [one for one in said if left(home, one)]):
        return as_amount(near(promised, beside(home, promised, usable) or usable), text)
    rest = [
        found
        for one in clauses
        if one.paying and not one.sent
        for found in one.amounts
        if found.value > 0 and to_come(one, found)
    ]
    return as_amount(rest[0], text) if len(rest) == 1 else None


def to_come(clause: Clause, amount: FoundAmount) -> bool:
    """Not an amount already sent, held back, or still without a day."""
    local = clause.folded
    place, end = amount.start - clause.sentence.start, amount.end - clause.sentence.start
    start = (
        max(
            (local.rfind(mark, 0, place) for mark in (",", ";", ":", " and ", " und ", " et ", " y ", " en ")),
            default=-1,
        )
        + 1
    )
    before, after = local[start:place], local[end : end + 30]
    if SENT.search(local[start : end + 25]) and paid(local[start : end + 25]):
        return False
    return not re.search(
        r"(?:balance|limit|fur die (?:ubrigen|restlichen)|instead of|statt|except|less|minus|deduct\w*|knocked|discount|skonto|remaining|de andere|van de|out of|sur les|von den|de los)[ \w]{0,10}$",
        before,
    ) and not (WHOLE.search(before) or re.match(r" ?(?:is |are )?(?:credit|deducted|disputed|held|off for)", after))


def left(clause: Clause, amount: FoundAmount) -> bool:
    """What is left of a debt: promised where it is the only sum of its sentence."""
    before = clause.folded[: amount.start - clause.sentence.start]
    alone = len([one for one in clause.amounts if one.value > 0]) == 1
    return alone and bool(re.search(r"\b(?:balance|remaining|remainder)[ \w]{0,10}$", before))


WHOLE = re.compile(
    r"\d ?(?:[€£$]|[a-z]{3,5})? (?:out )?(?:of|von|sur|de|van)(?: the| your| den| der| les| los| de| la)? $"
)
"""Before the amount of which a part is promised: "4,000.00 of the 7,250.00"."""


def beside(clause: Clause, promised: FoundDate, amounts: list[FoundAmount]) -> list[FoundAmount]:
    """Those between the same commas, or words like "and", as the day."""
    first = clause.sentence.start + clause.folded.find(part_of(clause, promised))
    return [one for one in amounts if first <= one.start < first + len(part_of(clause, promised))]


def near(promised: FoundDate, amounts: list[FoundAmount]) -> FoundAmount:
    return min(amounts, key=lambda one: min(abs(one.start - promised.end), abs(promised.start - one.end)))


def schedule(clauses: list[Clause], day: date) -> tuple[Instalment, ...]:
    """Two or more payments to come, each with its day: paired by nearness, in order of their days."""
    pairs: list[tuple[date, FoundAmount]] = []
    for one in clauses:
        days = [found for found in one.days if still_to_come(one, found, day)]
        amounts = [found for found in one.amounts if found.value > 0 and to_come(one, found)]
        if len(days) > len(amounts):
            amounts = [
                found
                for found in one.amounts
                if found.value > 0
                and (to_come(one, found) or REST.search(one.folded[: found.start - one.sentence.start]))
            ]
        if len(days) == len(amounts) and days:
            pairs += [(found.day, amount) for found, amount in zip(days, amounts, strict=True)]
    if len(pairs) < 2:
        return ()
    return tuple(Instalment(day=when, amount=amount.value) for when, amount in sorted(pairs, key=lambda pair: pair[0]))


REST = re.compile(
    r"\b(?:balance|remaining|remainder|rest|restlich\w*|ubrig\w*|restant\w*|solde|reste|resto|restantes?|resterende|restant|overige)(?: \w+){0,2} $"
)


def mention(found: FoundDate, text: str) -> DateMention:
    return DateMention(day=found.day, exact=found.exact, span=span_at(found.start, found.end, text))


def as_amount(found: FoundAmount, text: str) -> Amount:
    return Amount(value=found.value, currency=found.currency, span=span_at(found.start, found.end, text))


def span_at(start: int, end: int, text: str, part: str = "newest") -> Span:
    return Span(part=part, start=start, end=end, quote=text[start:end])
