"""The same mails in groups: by language, by what they want, by the kind that their label names. Pure."""

from collections.abc import Callable, Sequence

from agent.domain.vocabulary import Intent
from duecourse.scoring import Rate, same
from tests.eval.reporting.cases import Case
from tests.eval.reporting.measures import found_invoices

ENOUGH = 5
"""Kinds with fewer mails are shown together."""
SINGLE = tuple(intent.value for intent in Intent)
SEVERAL = "several"
RARE, UNNAMED = "rarer kinds together", "no kind named"
Groups = dict[str, list[Case]]


def by_language(cases: Sequence[Case]) -> Groups:
    """English first, then by name."""
    found = grouped(cases, lambda case: [case.label["language"]])
    return dict(sorted(found.items(), key=lambda one: (one[0] != "en", one[0])))


def by_matter(cases: Sequence[Case]) -> Groups:
    found = grouped(cases, lambda case: [" + ".join(sorted(case.label["intents"])) or "nothing"])
    return folded(found)


def by_kind(cases: Sequence[Case]) -> Groups:
    """A mail of several kinds counts in each."""
    return folded(grouped(cases, kinds_of))


def kinds_of(case: Case) -> list[str]:
    return [*dict.fromkeys([*listed(case.label.get("tags")), *listed(case.label.get("category"))])] or [UNNAMED]


def listed(value: object) -> list[str]:
    """One kind may stand for a list of one."""
    return [str(one) for one in value] if isinstance(value, list) else [str(value)] if value else []


def grouped(cases: Sequence[Case], names: Callable[[Case], list[str]]) -> Groups:
    found: Groups = {}
    for case in cases:
        for name in names(case):
            found.setdefault(name, []).append(case)
    return found


def folded(found: Groups) -> Groups:
    """The commonest first; the rare ones, each mail once, as the last."""
    order = sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
    kept = {name: cases for name, cases in order if len(cases) >= ENOUGH}
    rare = {id(case): case for name, cases in order if name not in kept for case in cases}
    return kept | ({RARE: list(rare.values())} if rare else {})


def confusion(cases: Sequence[Case]) -> dict[str, dict[str, int]]:
    """Mails by what they want, and by what was read; several intents at once are one kind of their own."""
    found: dict[str, dict[str, int]] = {one: dict.fromkeys((*SINGLE, SEVERAL), 0) for one in (*SINGLE, SEVERAL)}
    for case in cases:
        found[single(case.label["intents"])][single(case.prediction["intents"])] += 1
    return found


def single(intents: Sequence[str]) -> str:
    return str(intents[0]) if len(intents) == 1 else SEVERAL


def intents_right(cases: Sequence[Case]) -> Rate:
    return Rate(sum(set(c.label["intents"]) == set(c.prediction["intents"]) for c in cases), len(cases))


def escalation_right(cases: Sequence[Case]) -> Rate:
    return Rate(sum(bool(c.label["escalate"]) is bool(c.prediction["escalate"]) for c in cases), len(cases))


def invoices_right(cases: Sequence[Case]) -> Rate:
    """All numbers of a mail, and no other."""
    judged = [case for case in cases if "invoices" in case.facts]
    return Rate(sum(same("invoices", one.facts["invoices"], found_invoices(one)) for one in judged), len(judged))
