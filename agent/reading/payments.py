"""What a mail says about paying: sent, promised for which day, how much, in which steps."""

from datetime import date
from typing import NamedTuple

from agent.domain.dates import FoundDate
from agent.domain.facts import Amount, DateMention, Instalment
from agent.domain.folding import fold
from agent.reading.hardships import INSTALMENTS
from agent.reading.payment_clauses import Clause, bounds, paid, part_of, read_clause, still_to_come
from agent.reading.payment_sums import amount_for, beside, schedule, span_at
from agent.reading.payment_words import (
    ADVICE,
    ARRIVES,
    AS_SAID,
    AT_ONCE,
    BEFORE_NEW_DAY,
    BEFORE_OLD_DAY,
    BEHIND_OLD_DAY,
    DENIED,
    DENIED_NEXT,
    HAD_AGREED,
    JUST_NOW,
    MISSED,
    MOVED,
    NO_LATER,
    PAID_ON,
    PAPER_OF_PAYMENT,
    PAYING,
    PLEDGE,
    PURPOSE,
    RUN_OF,
    SAID_ONCE,
    SETTLED,
    SHIFTED,
    TERMS,
    TURNS,
    USUAL,
    VALUED,
)
from agent.reading.sentences import sentences


class PaymentTalk(NamedTuple):
    promise_date: DateMention | None
    promise_amount: Amount | None
    sent: bool
    payment_date: DateMention | None
    schedule: tuple[Instalment, ...]
    proposed: bool
    """Only asks whether one may pay on such a day or in such steps."""
    outright: bool = False
    """Says in plain words that such an invoice is paid on such a day, or lists what was paid."""


def read_payments(text: str, subject: str, day: date, language: str, asking: bool = False) -> PaymentTalk:
    """Of the new text. A promise is the first payment still to come; a payment sent has no promise of its own.

    `asking`: the mail asks for papers, so a day is one of payment only where paying is spoken of.
    """
    clauses = [read_clause(one, day, language) for one in sentences(text)]
    plainly = any(one.sent and not ADVICE.match(one.folded) and not vague(one, clauses, day) for one in clauses)
    dated = any(PAID_ON.match(one.folded) for one in clauses)
    headed = (dated or not asking) and an_advice(clauses, subject)
    said = plainly or (headed and not any(found.day > day for one in clauses for found in one.days))
    promised = promise(clauses, day, asking, said)
    return PaymentTalk(
        promise_date=mention(promised, text) if promised else None,
        promise_amount=amount_for(promised, clauses, text) if promised else None,
        sent=said,
        payment_date=paid_on(clauses, text, day) if said else None,
        schedule=schedule(clauses, day),
        proposed=not promised and not said and any(map(proposes, filter(stated, clauses))),
        outright=(headed and said) or any(pledged(one, promised) for one in clauses if promised in one.days),
    )


def proposes(clause: Clause) -> bool:
    """Asks whether one may pay so, not for the paper of a payment: "may we have a receipt for cheque 100448?"."""
    return clause.proposed and clause.paying and not PAPER_OF_PAYMENT.search(clause.folded)


def vague(clause: Clause, clauses: list[Clause], day: date) -> bool:
    """ "It is settled on our side": the matter, where another sentence says when the money will follow."""
    if clause.days or clause.amounts or not SETTLED.search(clause.folded):
        return False
    return any(one.paying and found.day > day for one in clauses for found in one.days)


def an_advice(clauses: list[Clause], subject: str) -> bool:
    """A remittance advice: of a payment that left, where no day in it is still to come."""
    listed = ADVICE.match(fold(subject)) and any(one.amounts for one in clauses)
    return bool(listed or any(ADVICE.match(one.folded) for one in clauses[:2]))


def stated(clause: Clause) -> bool:
    """Names a day, an amount or steps to pay in."""
    return bool(clause.days or clause.amounts or INSTALMENTS.search(clause.folded))


def promise(clauses: list[Clause], day: date, asking: bool, said: bool) -> FoundDate | None:
    """The first payment day still to come; words that speak of paying count before others.

    Not the day on which money that was sent (`said`) should arrive, nor, where another is named, a day put off.
    """
    candidates = [
        (one, found)
        for one in clauses
        for found in one.days
        if not merely_proposed(one, found) and still_to_come(one, found, day) and not already(one, found, day)
    ]
    candidates = [(one, found) for one, found in candidates if found.day > day or AT_ONCE.search(one.before(found))]
    candidates = [(one, found) for one, found in candidates if not (said and arrives(one, found))]
    candidates = [(one, found) for one, found in candidates if not put_off(one, found)] or candidates
    newer = [(one, found) for one, found in candidates if not said_once(one, found)]
    candidates = newer if any(one.paying or TURNS.search(one.folded) for one, _ in newer) else candidates
    told = [found for one, found in candidates if PAYING.search(part_of(one, found)) or beside(one, found, one.amounts)]
    near_by = [found for one, found in candidates if one.paying]
    spoken_of = not asking or any(one.paying for one in clauses)
    group = (
        told or near_by or [found for one, found in candidates if spoken_of and not one.folded.rstrip().endswith("?")]
    )
    return min(group, key=lambda one: (one.day, one.start), default=None)


def arrives(clause: Clause, found: FoundDate) -> bool:
    return bool(ARRIVES.search(part_of(clause, found)) or PAID_ON.match(clause.folded))


def merely_proposed(clause: Clause, found: FoundDate) -> bool:
    return clause.proposed and not PURPOSE.search(clause.before(found))


def pledged(clause: Clause, found: FoundDate | None) -> bool:
    if found is None or USUAL.search(clause.folded) or TERMS.search(clause.folded):
        return False
    return bool(PLEDGE.search(part_of(clause, found)))


def put_off(clause: Clause, found: FoundDate) -> bool:
    """No day of this promise: one of an earlier promise, one on which paying is denied, one on which all is paid."""
    if HAD_AGREED.search(clause.before(found)) or USUAL.search(part_of(clause, found)) or denied(clause, found):
        return True
    if MISSED.match(clause.after(found)) or moved_from(clause, found) or beside_a_run(clause, found):
        return True
    if not MOVED.search(clause.folded):
        return False
    return bool(BEFORE_OLD_DAY.search(clause.before(found)) or BEHIND_OLD_DAY.match(clause.after(found)))


def said_once(clause: Clause, found: FoundDate) -> bool:
    """ "I know I told you 31 March": said before now, up to a word like "but"."""
    place = found.start - clause.sentence.start
    for hit in SAID_ONCE.finditer(clause.folded):
        turn = TURNS.search(clause.folded, hit.end())
        again = AS_SAID.search(clause.folded, 0, hit.start())
        if hit.start() < place < (turn.start() if turn else len(clause.folded)) and not again:
            return True
    return False


def beside_a_run(clause: Clause, found: FoundDate) -> bool:
    """ "Let us have it by Monday and it goes in the run of 23 October": the other day is the one of payment."""
    runs = [one for one in days_of(clause, bounds(clause, found)) if RUN_OF.search(clause.before(one))]
    return bool(runs) and found not in runs and not SHIFTED.search(clause.folded)


def days_of(clause: Clause, part: tuple[int, int]) -> list[FoundDate]:
    return [one for one in clause.days if part[0] <= one.start - clause.sentence.start < part[1]]


def moved_from(clause: Clause, found: FoundDate) -> bool:
    """ "From the 20th to the 27th", where the payment is moved."""
    later = [one for one in clause.days if one.start > found.start and BEFORE_NEW_DAY.search(clause.before(one))]
    return bool(later) and bool(SHIFTED.search(clause.folded))


def denied(clause: Clause, found: FoundDate) -> bool:
    """ "Not on Friday", "Friday won't happen": between two days the denial is of the one that it stands right before."""
    start, end = bounds(clause, found)
    days = days_of(clause, (start, end))
    place = days.index(found)
    first = days[place - 1].end - clause.sentence.start if place else start
    last = days[place + 1].start - clause.sentence.start if place + 1 < len(days) else end
    before = NO_LATER.sub(" ", clause.before(found)[first:])
    after = NO_LATER.sub(" ", clause.folded[found.end - clause.sentence.start : last])
    if DENIED_NEXT.search(before) or (not place and DENIED.search(before)):
        return True
    return bool(DENIED.search(after)) and not (place + 1 < len(days) and DENIED_NEXT.search(after))


def already(clause: Clause, found: FoundDate, day: date) -> bool:
    """What was paid today is no promise."""
    part = part_of(clause, found)
    return clause.sent and (found.day == day or paid(part) or part == clause.folded)


def paid_on(clauses: list[Clause], text: str, day: date) -> DateMention | None:
    for one in clauses:
        past = [found for found in one.days if found.day <= day]
        past = [found for found in past if paid(part_of(one, found))] or past
        valued = any(VALUED.search(one.before(found)) for found in past)
        if (one.sent or valued or PAID_ON.match(one.folded)) and past:
            return mention(max(past, key=lambda found: found.day), text)
    for one in clauses:
        if one.sent and (now := JUST_NOW.search(one.folded)):
            start = one.sentence.start
            return DateMention(day=day, exact=True, span=span_at(start + now.start(), start + now.end(), text))
    return None


def mention(found: FoundDate, text: str) -> DateMention:
    return DateMention(day=found.day, exact=found.exact, span=span_at(found.start, found.end, text))
