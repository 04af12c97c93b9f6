"""The small sample: every automatic answer, document and escalation as labelled."""

from pathlib import Path

from sqlalchemy import Engine

from duecourse.scoring import score
from tests.eval.running import labels, predictions


def test_the_sample_is_right_on_answers_documents_and_escalations(engine: Engine, tmp_path: Path) -> None:
    result = score(labels("sample"), predictions(engine, tmp_path, "sample"))
    assert result["wrong_automatic"] == []
    assert result["not_covered"] == []
    assert result["wrong_documents"] == []
    assert result["missed_escalations"] == []
    assert result["needless_escalations"] == []


def test_the_order_of_mails_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    """Each mail is judged alone: twice the same part, once turned round, gives the same predictions."""
    from duecourse.evaluation import evaluate
    from tests.eval.running import HERE, parts_on

    turned = tmp_path / "turned.jsonl"
    lines = (HERE / "sample" / "mails.jsonl").read_text(encoding="utf-8").splitlines()
    turned.write_text("\n".join([*reversed(lines), *lines]) + "\n", encoding="utf-8")
    with parts_on(engine, tmp_path) as parts:
        found = list(evaluate(parts, HERE / "sample" / "ledger.json", turned))
    assert found[: len(lines)][::-1] == found[len(lines) :]
