"""Finds what a manager, or the fraud queue, must see, with the words that say so.

Only the newest text and the subject count, never quoted letters; instructions to a machine are looked for everywhere.
The subject of a reply may be our own reminder's ("before legal action"): it threatens nobody.
"""

from collections.abc import Collection, Iterator, Sequence

from agent.domain.facts import Finding, MailView, Span
from agent.domain.folding import fold
from agent.domain.subjects import REPLY_MARKS
from agent.domain.vocabulary import Signal
from agent.reading.clauses import SUBJECT, Clause, clauses_of
from agent.reading.instructions import instructions
from agent.reading.signal_words import CUES
from agent.reading.wording import Cue


def signals(mail: MailView, wanted: Collection[Signal] = tuple(Signal)) -> tuple[Finding, ...]:
    """One finding per signal of those wanted; its confidence is 1.0, for a rule found it."""
    clauses = clauses_of(mail)
    folded = [fold(one.text) for one in clauses]
    ours = 1 if REPLY_MARKS.match(mail.subject) and clauses and clauses[0].part == SUBJECT else 0
    orders = list(instructions(mail))[:1] if Signal.INJECTION in wanted else []
    found = [Finding(code=Signal.INJECTION, confidence=1.0, span=span) for span in orders]
    for signal, cues in ((one, cues) for one, cues in CUES.items() if one in wanted):
        skipped = ours if signal is Signal.LEGAL else 0
        span = next((hit for cue in cues for hit in hits(cue, clauses[skipped:], folded[skipped:])), None)
        if span:
            found.append(Finding(code=signal, confidence=1.0, span=span))
    return tuple(found)


def hits(cue: Cue, clauses: Sequence[Clause], folded: Sequence[str]) -> Iterator[Span]:
    for number, text in enumerate(folded):
        if (
            cue.words.search(text)
            and supported(cue, folded, number)
            and not (cue.innocent and cue.innocent.search(text))
        ):
            yield clauses[number].span()


def supported(cue: Cue, folded: Sequence[str], number: int) -> bool:
    """The words beside it stand in the same clause, or in a neighbouring one within reach; the subject has no neighbour."""
    if cue.beside is None:
        return True
    near = folded[max(0, number - cue.reach) : number + cue.reach + 1]
    return bool(cue.beside.search("\n".join(near)))
