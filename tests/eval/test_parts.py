"""Training, development and test mails stay apart: different hands, no near-duplicates."""

import json
import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PARTS = {
    "training": sorted((ROOT / "agent/reading/training/mails").glob("*.jsonl")),
    "development": [
        path
        for part in ("development", "requests")
        for path in sorted((ROOT / "tests/eval" / part).glob("*/mails.jsonl"))
    ],
    "test": sorted((ROOT / "tests/eval/test").glob("*/mails.jsonl")),
    "sample": [ROOT / "tests/eval/sample/mails.jsonl"],
}
RUN = 5
ALIKE = 0.35
"""Share of five-word runs that two mails may have in common; courtesies alone stay far below."""


def mails(part: str) -> list[dict[str, Any]]:
    lines = [line for path in PARTS[part] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [mail for mail in map(json.loads, lines) if not by_machine(mail)]


def by_machine(mail: dict[str, Any]) -> bool:
    """Bounces and notes of absence all say the same; they are recognised by structure, not by their words."""
    return bool({"c39", "c40"} & {*mail.get("category", ())} or {"bounce", "machine"} & {*mail.get("tags", ())})


def runs(mail: dict[str, Any]) -> set[tuple[str, ...]]:
    """Runs of words, numbers all alike, so that a changed invoice number hides nothing."""
    words = re.findall(r"[^\W\d_]+|\d+", mail.get("body", "").lower())
    words = ["#" if word.isdigit() else word for word in words]
    return {tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))}


@pytest.mark.parametrize(("one", "other"), list(combinations(PARTS, 2)))
def test_no_mail_of_one_part_is_nearly_a_mail_of_another(one: str, other: str) -> None:
    first = [(mail["id"], runs(mail)) for mail in mails(one)]
    second = [(mail["id"], runs(mail)) for mail in mails(other)]
    alike = [
        (a, b)
        for a, left in first
        for b, right in second
        if len(left & right) > ALIKE * min(len(left), len(right)) and min(len(left), len(right)) >= 4
    ]
    assert alike == []


def test_the_guard_sees_a_copy_with_another_number() -> None:
    """Saboteur: a copied mail must be noticed."""
    mail = mails("development")[0]
    copy = {"body": re.sub(r"\d+", "7", mail["body"])}
    shared = runs(mail) & runs(copy)
    assert len(shared) > ALIKE * len(runs(mail))


def test_every_word_that_needs_a_person_stands_in_its_mail() -> None:
    told = [mail for mail in mails("training") if "beyond" in mail]
    assert len(told) > 1000
    for mail in told:
        assert not (mail["beyond"] and mail["pure_request"]), mail["id"]
        assert all(words in mail["body"] or words in mail["subject"] for words in mail["beyond"]), mail["id"]


def test_no_single_sentence_is_labelled_both_ways() -> None:
    files = sorted((ROOT / "agent/reading/training/sentences").glob("*.jsonl"))
    found = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    labels: dict[str, bool] = {}
    for one in found:
        assert labels.setdefault(one["text"].casefold(), one["harmless"]) is one["harmless"], one["id"]
    assert len(found) > 3000


def test_every_training_mail_names_its_author_and_quotes_its_evidence() -> None:
    for mail in mails("training"):
        assert mail["author"]
        for quote in mail["evidence"].values():
            assert quote in mail["body"] or quote in mail["subject"], mail["id"]
