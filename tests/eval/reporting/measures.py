"""The measures of a set of cases, and what each is to reach. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from agent.domain.vocabulary import Intent
from duecourse.evaluation_lines import labelled
from duecourse.scoring import Rate, score
from tests.eval.reporting.cases import Case, Votes
from tests.eval.reporting.figures import Counts, Figure, difference, macro_f1, share

WRONG, COVERAGE, DOCUMENTS, MACRO = "wrong automatic answers", "coverage", "documents exactly right", "macro-F1"
RECALL, PRECISION = "escalation recall", "escalation precision"
INVOICES, PROMISE = "invoice numbers (F1)", "promise date right"
LIED, UNGUARDED = "wrong, reader replaced", "wrong, second vote replaced"
GAP, SPEED = "non-English behind English, at most", "speed, mails a second"
COMPARED = (COVERAGE, DOCUMENTS, MACRO, RECALL, PRECISION, INVOICES, PROMISE)
"""Measures by which languages are compared."""


@dataclass(frozen=True)
class Target:
    least: float
    aim: float
    form: str = "share"
    """share | score | none (how many may be wrong) | points | speed"""

    @property
    def falling(self) -> bool:
        """The less the better."""
        return self.form in ("none", "points")


TARGETS = {
    WRONG: Target(0, 0, "none"),
    LIED: Target(0, 0, "none"),
    UNGUARDED: Target(0, 0, "none"),
    COVERAGE: Target(0.80, 0.92),
    DOCUMENTS: Target(0.995, 1.0),
    MACRO: Target(0.80, 0.90, "score"),
    RECALL: Target(0.90, 0.97),
    PRECISION: Target(0.75, 0.90),
    INVOICES: Target(0.95, 0.99, "score"),
    PROMISE: Target(0.85, 0.95),
    GAP: Target(8, 3, "points"),
    SPEED: Target(10, 30, "speed"),
}


def measures(cases: Sequence[Case]) -> dict[str, Figure]:
    """All but gap and speed, which are no measures of one set of mails."""
    scored = scores(cases)
    nobody = Rate(0, 0)
    return {
        WRONG: share(wrong(cases, Votes.BOTH)),
        LIED: share(wrong(cases, Votes.SECOND)),
        UNGUARDED: share(wrong(cases, Votes.FIRST)),
        COVERAGE: share(scored["coverage"]),
        DOCUMENTS: share(scored["documents"]),
        MACRO: macro_f1(intent_counts(cases), f"{len(cases)} mails"),
        RECALL: share(scored["escalation_recall"]),
        PRECISION: share(scored["escalation_precision"]),
        INVOICES: invoices_f1(cases),
        PROMISE: share(scored["facts"].get("promise_date", nobody)),
    }


def scores(cases: Sequence[Case]) -> dict[str, Any]:
    return score([labelled(case.label) for case in cases], [case.prediction for case in cases])


def wrong_ids(cases: Sequence[Case], votes: Votes) -> list[str]:
    return [case.label["id"] for case in cases if case.answered(votes) and not case.allowed]


def wrong(cases: Sequence[Case], votes: Votes) -> Rate:
    return Rate(len(wrong_ids(cases, votes)), sum(not case.allowed for case in cases))


def covered(cases: Sequence[Case], votes: Votes) -> Rate:
    allowed = [case for case in cases if case.allowed]
    return Rate(sum(case.answered(votes) for case in allowed), len(allowed))


def documents_right(cases: Sequence[Case], votes: Votes) -> Rate:
    answered = [case for case in cases if case.allowed and case.answered(votes)]
    return Rate(sum(case.documents == set(case.label["expected_documents"] or ()) for case in answered), len(answered))


def intent_counts(cases: Sequence[Case]) -> Counts:
    said = [(set(case.label["intents"]), set(case.prediction["intents"])) for case in cases]
    rows = [[(i in a and i in b, i in b, i in a) for i in Intent] for a, b in said]
    return np.array(rows, np.float64).reshape(-1, len(Intent), 3)


def invoices_f1(cases: Sequence[Case]) -> Figure:
    """Over single numbers, of the mails whose label names them, if only to say that there are none."""
    judged = [(set(case.facts["invoices"] or ()), found_invoices(case)) for case in cases if "invoices" in case.facts]
    counts = np.array([[(len(a & b), len(b), len(a))] for a, b in judged], np.float64).reshape(-1, 1, 3)
    true, said, wanted = (int(one) for one in counts.sum(axis=(0, 1)))
    return macro_f1(counts, f"{true} right, {said} found, {wanted} labelled; {len(judged)} mails")


def found_invoices(case: Case) -> set[str]:
    return set(case.prediction["facts"].get("invoices") or ())


def gaps(cases: Sequence[Case]) -> dict[str, Figure]:
    """English less all other languages, in points; positive where the others are worse."""
    english = measures([case for case in cases if case.label["language"] == "en"])
    others = measures([case for case in cases if case.label["language"] != "en"])
    return {name: difference(english[name], others[name]) for name in COMPARED}


def widest(found: dict[str, Figure]) -> Figure:
    """The gap of the measure in which the others are furthest behind."""
    known = {name: one for name, one in found.items() if one.value is not None}
    if not known:
        return Figure(None, None, None, "no other language")
    name = max(known, key=lambda one: known[one].value or 0.0)
    return Figure(known[name].value, known[name].low, known[name].high, f"{name}: {known[name].counts}")


def reached(name: str, figure: Figure) -> str:
    """aim | at least | no, short by …"""
    target = TARGETS[name]
    if figure.value is None:
        return "nothing to judge"
    value = float(figure.counts.split(" ")[0]) if target.form == "none" else figure.value
    sign = -1 if target.falling else 1
    if sign * value >= sign * target.aim:
        return "aim"
    return "at least" if sign * value >= sign * target.least else f"**no**, {short(abs(value - target.least), target)}"


def short(by: float, target: Target) -> str:
    """How far from the least, in words."""
    return {
        "none": f"{by:.0f} too many",
        "points": f"{by:.1f} points too wide",
        "speed": f"{by:.1f} a second short",
    }.get(target.form, f"{100 * by:.1f} points short")
