"""The labelled mails that the local reader learns from, and the part it is tuned on."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from agent.domain.facts import MailView
from agent.domain.vocabulary import DisputeReason, HardshipAsk, Intent, Signal
from agent.mail.quotes import split
from agent.reading.model import TRAINING

MAILS, SENTENCES = TRAINING / "mails", TRAINING / "sentences"
DEVELOPMENT = Path(__file__).parents[2] / "tests" / "eval" / "development"


@dataclass(frozen=True)
class LabelledMail:
    """`evidence`: per intent, the words of the mail that show it. `author`: the persona it was written as."""

    mail: MailView
    author: str
    sent: date
    intents: frozenset[Intent]
    signals: frozenset[Signal] = frozenset()
    escalate: bool = False
    evidence: dict[Intent, str] = field(default_factory=dict)
    reason: DisputeReason | None = None
    plea: HardshipAsk | None = None
    pure: bool = False
    """Purely a request for papers."""
    beyond: tuple[str, ...] = ()
    """Words of the mail that need a person."""
    complete: bool = False
    """Whether `beyond` names all such words, or some of them only."""


@dataclass(frozen=True)
class LabelledSentence:
    text: str
    harmless: bool
    author: str


def training_mails() -> list[LabelledMail]:
    return [labelled(row) for path in sorted(MAILS.glob("*.jsonl")) for row in _lines(path)]


def training_sentences() -> list[LabelledSentence]:
    rows = (row for path in sorted(SENTENCES.glob("*.jsonl")) for row in _lines(path))
    return [LabelledSentence(row["text"], row["harmless"], row["author"]) for row in rows]


def development_mails() -> list[LabelledMail]:
    return [labelled(row) for path in sorted(DEVELOPMENT.glob("*/mails.jsonl")) for row in _lines(path)]


def training_hash() -> str:
    """Of the bytes of all training files, in order of their names."""
    digest = sha256()
    for path in sorted((*MAILS.glob("*.jsonl"), *SENTENCES.glob("*.jsonl"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _lines(path: Path) -> Iterable[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line)


def labelled(row: dict[str, Any]) -> LabelledMail:
    parts = split(row["body"])
    mail = MailView(
        message_id=row["id"], subject=row["subject"], newest=parts.newest, signature=parts.signature,
        quote=parts.quote, language=row["language"], from_name=row.get("from", "").partition("<")[0].strip(),
    )  # fmt: skip
    return LabelledMail(
        mail=mail,
        author=row.get("author", ""),
        sent=date.fromisoformat(row["sent_at"][:10]),
        intents=frozenset(Intent(one) for one in row["intents"]),
        signals=frozenset(Signal(one) for one in row.get("signals", ())),
        escalate=row["escalate"],
        evidence={Intent(name): words for name, words in row.get("evidence", {}).items()},
        reason=DisputeReason(row["dispute_reason"]) if row.get("dispute_reason") else None,
        plea=HardshipAsk(row["hardship_ask"]) if row.get("hardship_ask") else None,
        pure=row.get("pure_request", row.get("auto_ok", False)),
        beyond=tuple(row["beyond"] if "beyond" in row else other_evidence(row)),
        complete="beyond" in row,
    )


def other_evidence(row: dict[str, Any]) -> list[str]:
    """The words that show another intent than a request for papers."""
    return [words for name, words in row.get("evidence", {}).items() if name != Intent.DOCUMENT_REQUEST]
