"""What happens with one guard off, and with the bounds moved: which mails need it. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agent.domain.limits import Limits
from agent.domain.rules.meaning import first_vote, says_more
from tests.eval.reporting.cases import GUARDS, Case, Names, Votes

BOUNDS = {"sure_no_more": says_more, "sure_request": first_vote}
"""The bounds that are moved, and the rule that each is for."""


@dataclass(frozen=True)
class GuardOff:
    """How many mails pass once this guard is off: those that must not, and more of those that may."""

    name: str
    objects: int
    wrong: int
    allowed: int
    wrong_if_lied: int
    """The same with the reader replaced by the adversary as well."""
    allowed_if_lied: int

    @property
    def needed(self) -> bool:
        return bool(self.wrong or self.wrong_if_lied)


def guards_off(cases: Sequence[Case]) -> list[GuardOff]:
    return [guard_off(cases, name) for name in GUARDS]


def guard_off(cases: Sequence[Case], name: str) -> GuardOff:
    alone = [case for case in cases if case.objections == {name}]
    lied = [case for case in cases if case.lied == {name}]
    return GuardOff(
        name=name,
        objects=sum(name in case.objections for case in cases),
        wrong=sum(not case.allowed for case in alone),
        allowed=sum(case.allowed for case in alone),
        wrong_if_lied=sum(not case.allowed for case in lied),
        allowed_if_lied=sum(case.allowed for case in lied),
    )


def holders(cases: Iterable[Case]) -> Counter[Names]:
    """What holds the mails that may be answered and were not: each set of guards with its count."""
    return Counter(case.objections for case in cases if case.allowed and case.objections)


@dataclass(frozen=True)
class Point:
    """What a bound at `value` gives."""

    value: float
    answered: int
    wrong: int


def moved(cases: Sequence[Case], bound: str, values: Iterable[float], limits: Limits, votes: Votes) -> list[Point]:
    """Allowed mails answered, and wrong answers, as one bound moves and all else stays."""
    return [at(cases, bound, value, limits, votes) for value in values]


def at(cases: Sequence[Case], bound: str, value: float, limits: Limits, votes: Votes) -> Point:
    changed = limits.model_copy(update={bound: value})
    passing = [case for case in cases if not held_at(case, bound, changed, votes)]
    return Point(value, sum(case.allowed for case in passing), sum(not case.allowed for case in passing))


def held_at(case: Case, bound: str, limits: Limits, votes: Votes) -> bool:
    rule = BOUNDS[bound]
    others = case.holding(votes) - {rule.__name__}
    return bool(others) or (case.file is not None and rule(case.file, limits) is not None)
