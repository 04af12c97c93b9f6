"""How well predictions agree with the labels: per intent, automatic answers, documents, facts, escalations."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from agent.domain.vocabulary import Intent

Line = dict[str, Any]


@dataclass(frozen=True)
class Rate:
    """`right` of `of`; None where there is nothing to judge."""

    right: int
    of: int

    @property
    def value(self) -> float | None:
        return self.right / self.of if self.of else None

    def __str__(self) -> str:
        return f"{self.right} of {self.of}" + (f" ({self.right / self.of:.1%})" if self.of else "")


@dataclass(frozen=True)
class IntentScore:
    precision: float
    recall: float
    f1: float
    support: int


def score(labels: Sequence[Line], predictions: Sequence[Line]) -> dict[str, Any]:
    """All figures of one run. Labels and predictions are paired by position and must bear the same ids."""
    pairs = list(zip(labels, predictions, strict=True))
    if any(label["id"] != prediction["id"] for label, prediction in pairs):
        raise ValueError("labels and predictions are not of the same mails")
    judged = [pair for pair in pairs if "intents" in pair[0]]
    intents = {intent.value: intent_score(judged, intent.value) for intent in Intent}
    named = [one.f1 for one in intents.values() if one.support]
    return {
        "mails": len(pairs),
        "intents": intents,
        "macro_f1": sum(named) / len(named) if named else None,
        **automatic(pairs),
        **escalations(pairs),
        "facts": facts(pairs),
    }


def intent_score(pairs: Sequence[tuple[Line, Line]], intent: str) -> IntentScore:
    true = sum(intent in label["intents"] and intent in found["intents"] for label, found in pairs)
    said = sum(intent in found["intents"] for _, found in pairs)
    support = sum(intent in label["intents"] for label, _ in pairs)
    precision, recall = true / said if said else 0.0, true / support if support else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return IntentScore(precision, recall, f1, support)


def automatic(pairs: Sequence[tuple[Line, Line]]) -> dict[str, Any]:
    judged = [(label, found) for label, found in pairs if "auto_ok" in label]
    allowed = [(label, found) for label, found in judged if label["auto_ok"]]
    answered = [(label, found) for label, found in judged if found["auto"]]
    wrong = [label["id"] for label, found in answered if not label["auto_ok"]]
    missed = [label["id"] for label, found in allowed if not found["auto"]]
    right = [(label, found) for label, found in answered if label["auto_ok"] and "expected_documents" in label]
    off = [label["id"] for label, found in right if set(found["documents"]) != set(label["expected_documents"])]
    return {
        "wrong_automatic": wrong,
        "coverage": Rate(len(allowed) - len(missed), len(allowed)),
        "not_covered": missed,
        "documents": Rate(len(right) - len(off), len(right)),
        "wrong_documents": off,
    }


def escalations(pairs: Sequence[tuple[Line, Line]]) -> dict[str, Any]:
    judged = [(label, found) for label, found in pairs if "escalate" in label]
    true = sum(bool(label["escalate"] and found["escalate"]) for label, found in judged)
    return {
        "escalation_recall": Rate(true, sum(bool(label["escalate"]) for label, _ in judged)),
        "escalation_precision": Rate(true, sum(bool(found["escalate"]) for _, found in judged)),
        "missed_escalations": [label["id"] for label, found in judged if label["escalate"] and not found["escalate"]],
        "needless_escalations": [label["id"] for label, found in judged if found["escalate"] and not label["escalate"]],
    }


def facts(pairs: Sequence[tuple[Line, Line]]) -> dict[str, Rate]:
    """Only the facts that a label names are judged; invoices and amounts as sets."""
    found: dict[str, list[bool]] = {}
    for label, prediction in pairs:
        for name, wanted in (label.get("expected_facts") or {}).items():
            found.setdefault(name, []).append(same(name, wanted, prediction["facts"].get(name)))
    return {name: Rate(sum(right), len(right)) for name, right in sorted(found.items())}


def same(name: str, wanted: Any, got: Any) -> bool:
    if name == "invoices":
        return set(wanted or ()) == set(got or ())
    if name == "amounts":
        return {float(one) for one in wanted or ()} <= {float(one) for one in got or ()}
    if isinstance(wanted, (int, float)) and not isinstance(wanted, bool):
        return got is not None and abs(float(wanted) - float(got)) < 0.005
    return bool(wanted == got) if wanted is not None else not got


def report(result: dict[str, Any]) -> str:
    """The figures as a table for people."""
    lines = [f"{result['mails']} mails", "", f"{'intent':18}{'precision':>10}{'recall':>8}{'F1':>7}{'N':>6}"]
    for name, one in result["intents"].items():
        lines.append(f"{name:18}{one.precision:10.2f}{one.recall:8.2f}{one.f1:7.2f}{one.support:6d}")
    macro = f"{result['macro_f1']:.3f}" if result["macro_f1"] is not None else "–"
    wrong = result["wrong_automatic"]
    lines += [
        f"macro-F1          {macro}",
        "",
        f"wrong automatic answers   {len(wrong)}{': ' + ', '.join(wrong) if wrong else ''}",
        f"coverage                  {result['coverage']}{listed(result['not_covered'])}",
        f"documents exactly right   {result['documents']}{listed(result['wrong_documents'])}",
        f"escalation recall         {result['escalation_recall']}{listed(result['missed_escalations'])}",
        f"escalation precision      {result['escalation_precision']}{listed(result['needless_escalations'])}",
        "",
        *(f"fact {name:20} {rate}" for name, rate in result["facts"].items()),
    ]
    return "\n".join(lines)


def listed(ids: Sequence[str]) -> str:
    return f"   not: {', '.join(ids)}" if ids else ""
