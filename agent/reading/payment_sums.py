"""How much a mail promises for a day, and the steps it promises to pay in."""

import re
from datetime import date

from agent.domain.dates import FoundDate
from agent.domain.facts import Amount, Instalment, Span
from agent.domain.money import FoundAmount
from agent.reading.payment_clauses import Clause, bounds, paid, still_to_come
from agent.reading.payment_words import SAID_ONCE, SENT


def amount_for(promised: FoundDate, clauses: list[Clause], text: str) -> Amount | None:
    """The amount said together with that day; else the only one of the sentences that speak of paying, else the total."""
    home = next((one for one in clauses if promised in one.days), None)
    said = [one for one in home.amounts if one.value > 0] if home else []
    if home and (usable := [one for one in said if to_come(home, one)] or [one for one in said if left(home, one)]):
        fitting = beside(home, promised, usable) or [one for one in usable if not of_another_day(home, promised, one)]
        return as_amount(near(promised, fitting), text) if fitting else None
    any_of_them = bool(home and THAT_AMOUNT.search(home.folded))
    speaking = [one for one in clauses if (one.paying or any_of_them or said_before(one)) and not one.sent]
    rest = [found for one in speaking for found in one.amounts if found.value > 0 and to_come(one, found)]
    if not rest and not any(one.sent for one in clauses):
        totals = [found for one in clauses for found in one.amounts if TOTAL.search(one.before(found))]
        rest = totals if len({one.value for one in totals}) == 1 else []
    return as_amount(rest[0], text) if rest and len({one.value for one in rest}) == 1 else None


TOTAL = re.compile(
    r"^\W*(?:(?:grand |invoice )?total|gesamt\w*|summe|montant|importe|amount|\w*betrag|totaal\w*|bedrag)\b(?: total)?[^\d]{0,20}$"
)
"""Before the last figure of a list of what will be paid."""

THAT_AMOUNT = re.compile(
    r"\b(?:the (?:amount|money|sum|full amount)|der (?:\w+ )?betrag|die summe|das geld|le montant|la somme|el importe|la cantidad|el dinero|het bedrag|het geld)\b"
)
"""Of a sum named in another sentence."""


def said_before(clause: Clause) -> bool:
    """Of a sum promised before, for another day, or one that is late: "the other 490 should have been with you"."""
    return any(words.search(clause.folded) for words in (ONCE_SAID, SAID_ONCE, LATE))


LATE = re.compile(
    r"\b(?:should have been|hatten? .{1,60} sollen|hatte .{1,60} mussen|aurai(?:en)?t du|deberia\w* haber|habria\w* debido|had(?:den)? .{1,60} (?:moeten|horen)|still owe|overdue|schulden?|schuldig|devons|doit|debemos|debo|verschuldigd"
    r"|forgot\w*|slipped my mind|overlooked|vergessen|ubersehen|oublie\w*|olvid\w*|se me (?:fue|paso|ha pasado)|vergeten|over het hoofd)\b"
)


ONCE_SAID = re.compile(r"\b(?:promised|pledged|zugesagt\w*|versprochen\w*|promis|prometi\w*|toegezegd\w*|beloofd\w*)\b")


def to_come(clause: Clause, amount: FoundAmount) -> bool:
    """Not an amount already sent, held back, or still without a day."""
    local = clause.folded
    place, end = amount.start - clause.sentence.start, amount.end - clause.sentence.start
    start = max((local.rfind(mark, 0, place) for mark in (",", ";", ":", *AND)), default=-1) + 1
    before, after = local[start:place], local[end : end + 30]
    if clause.sent and SENT.search(local[start : end + 25]) and paid(local[start : end + 25]):
        return False
    return not HELD_BACK.search(before) and not (WHOLE.search(before) or NO_PAYMENT.match(after))


AND = (" and ", " und ", " et ", " y ", " en ")
HELD_BACK = re.compile(
    r"\b(?:balance|limit|fur die (?:ubrigen|restlichen)|instead of|statt|except|less|minus|deduct\w*|knocked|discount|skonto|remaining|de andere|van de|out of|sur les|von den|de los)\b[ \w]{0,16}$"
)
NO_PAYMENT = re.compile(r" ?(?:is |are )?(?:credit|deducted|disputed|held|off for)")


def left(clause: Clause, amount: FoundAmount) -> bool:
    """What is left of a debt: promised where it is the only sum of its sentence."""
    alone = len([one for one in clause.amounts if one.value > 0]) == 1
    return alone and bool(re.search(r"\b(?:balance|remaining|remainder)[ \w]{0,10}$", clause.before(amount)))


WHOLE = re.compile(
    r"\d ?(?:[€£$]|[a-z]{3,5})? (?:out )?(?:of|von|sur|de|van)(?: the| your| den| der| les| los| de| la)? $"
)
"""Before the amount of which a part is promised: "4,000.00 of the 7,250.00"."""


def beside(clause: Clause, promised: FoundDate, amounts: list[FoundAmount]) -> list[FoundAmount]:
    """Those between the same commas, or words like "and", as the day."""
    first, last = bounds(clause, promised)
    return [one for one in amounts if first <= one.start - clause.sentence.start < last]


def of_another_day(clause: Clause, promised: FoundDate, amount: FoundAmount) -> bool:
    """ "4411 goes tomorrow, the 2,905 for 4412 at the end of the month"."""
    return any(beside(clause, one, [amount]) for one in clause.days if one.day > promised.day)


def near(promised: FoundDate, amounts: list[FoundAmount]) -> FoundAmount:
    return min(amounts, key=lambda one: min(abs(one.start - promised.end), abs(promised.start - one.end)))


def schedule(clauses: list[Clause], day: date) -> tuple[Instalment, ...]:
    """Two or more payments to come, each with its day: paired by nearness, in order of their days."""
    pairs = [pair for one in clauses for pair in steps_of(one, day)]
    if len(pairs) < 2:
        return ()
    return tuple(Instalment(day=when, amount=amount.value) for when, amount in sorted(pairs, key=lambda pair: pair[0]))


def steps_of(one: Clause, day: date) -> list[tuple[date, FoundAmount]]:
    days = [found for found in one.days if still_to_come(one, found, day)]
    amounts = [found for found in one.amounts if found.value > 0 and to_come(one, found)]
    if len(days) > len(amounts):
        amounts = [
            found
            for found in one.amounts
            if found.value > 0 and (to_come(one, found) or REST.search(one.before(found)))
        ]
    if not days or len(days) != len(amounts):
        return []
    return [(found.day, amount) for found, amount in zip(days, amounts, strict=True)]


REST = re.compile(
    r"\b(?:balance|remaining|remainder|rest|restlich\w*|ubrig\w*|restant\w*|solde|reste|resto|restantes?|resterende|restant|overige)(?: \w+){0,2} \(?$"
)


def as_amount(found: FoundAmount, text: str) -> Amount:
    return Amount(value=found.value, currency=found.currency, span=span_at(found.start, found.end, text))


def span_at(start: int, end: int, text: str, part: str = "newest") -> Span:
    return Span(part=part, start=start, end=end, quote=text[start:end])
