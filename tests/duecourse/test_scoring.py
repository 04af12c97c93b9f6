"""The figures of an evaluation, against figures worked out by hand."""

from typing import Any

import pytest

from duecourse.scoring import Rate, report, score


def found(mail: str, *intents: str, **further: Any) -> dict[str, Any]:
    base = {"confidence": {}, "auto": False, "documents": [], "escalate": False, "facts": {}, "route": "specialist"}
    return {"id": mail, "intents": list(intents), **base, "reasons": [], **further}


LABELS: list[dict[str, Any]] = [
    {"id": "a", "intents": ["document_request"], "auto_ok": True, "expected_documents": ["INV-1"], "escalate": False},
    {"id": "b", "intents": ["document_request"], "auto_ok": True, "expected_documents": ["INV-2"], "escalate": False},
    {"id": "c", "intents": ["document_request", "dispute"], "auto_ok": False, "escalate": True},
    {"id": "d", "intents": ["dispute"], "auto_ok": False, "escalate": True},
    {"id": "e", "intents": ["promise"], "auto_ok": True, "escalate": False},
    {"id": "f", "intents": ["other"]},
]
FOUND = [
    found("a", "document_request", auto=True, documents=["INV-1"], route="auto"),
    found("b", "document_request", auto=True, documents=["INV-2", "INV-3"], route="auto"),
    found("c", "document_request", auto=True, documents=["INV-1"], route="auto"),
    found("d", "dispute", escalate=True, route="manager"),
    found("e", "promise", "dispute", escalate=True, route="manager"),
    found("f", "other"),
]


def test_precision_recall_and_f1_of_each_intent() -> None:
    result = score(LABELS, FOUND)
    figures = {name: (one.precision, one.recall, one.f1, one.support) for name, one in result["intents"].items()}
    assert figures == {
        "document_request": (1.0, 1.0, 1.0, 3),
        "dispute": (0.5, 0.5, 0.5, 2),
        "promise": (1.0, 1.0, 1.0, 1),
        "hardship": (0.0, 0.0, 0.0, 0),
        "other": (1.0, 1.0, 1.0, 1),
    }
    assert result["macro_f1"] == pytest.approx((1 + 0.5 + 1 + 1) / 4), "an intent without a mail does not count"
    assert result["mails"] == 6


def test_automatic_answers_that_were_wrong_missing_or_carried_something_else() -> None:
    result = score(LABELS, FOUND)
    assert result["wrong_automatic"] == ["c"]
    assert (result["coverage"], result["not_covered"]) == (Rate(2, 3), ["e"])
    assert (result["documents"], result["wrong_documents"]) == (Rate(1, 2), ["b"])


def test_escalations_are_judged_where_labels_speak_of_them() -> None:
    result = score(LABELS, FOUND)
    assert (result["escalation_recall"], result["missed_escalations"]) == (Rate(1, 2), ["c"])
    assert (result["escalation_precision"], result["needless_escalations"]) == (Rate(1, 2), ["e"])


@pytest.mark.parametrize(
    ("name", "wanted", "got", "right"),
    [
        ("invoices", ["KO-1", "KO-2"], ["KO-2", "KO-1"], True),
        ("invoices", ["KO-1"], ["KO-1", "KO-2"], False),
        ("invoices", [], None, True),
        ("amounts", [615.75], [615.75, 20.0], True),
        ("amounts", [615.75], [20.0], False),
        ("promise_amount", 100, 100.004, True),
        ("promise_amount", 100, 100.01, False),
        ("promise_amount", 100, None, False),
        ("promise_date", "2026-11-20", "2026-11-20", True),
        ("promise_date", None, None, True),
        ("promise_date", None, "2026-11-20", False),
        ("payment_sent", True, True, True),
        ("payment_sent", True, False, False),
        ("payment_sent", False, False, True),
        ("schedule", [["2026-12-01", 50.0]], [["2026-12-01", 50.0]], True),
    ],
)
def test_only_facts_that_a_label_names_are_judged(name: str, wanted: Any, got: Any, right: bool) -> None:
    label = {"id": "a", "intents": ["other"], "expected_facts": {name: wanted}}
    result = score([label], [found("a", "other", facts={name: got, "hardship_ask": "instalments"})])
    assert result["facts"] == {name: Rate(int(right), 1)}


def test_predictions_of_other_mails_are_refused() -> None:
    with pytest.raises(ValueError, match="not of the same mails"):
        score(LABELS[:1], [found("z")])
    with pytest.raises(ValueError, match="argument"):
        score(LABELS, FOUND[:-1])


def test_without_labels_there_is_nothing_to_boast_of() -> None:
    result = score([{"id": "a"}], [found("a", "other")])
    assert result["macro_f1"] is None and result["coverage"].value is None
    assert "macro-F1          –" in report(result) and "coverage                  0 of 0" in report(result)


def test_the_report_names_the_mails_that_went_wrong() -> None:
    said = report(score(LABELS, FOUND))
    assert "wrong automatic answers   1: c" in said
    assert "coverage                  2 of 3 (66.7%)   not: e" in said
    assert "dispute                 0.50    0.50   0.50     2" in said
