"""The reader with a model. It may see more than the local reader and may warn of more; it can never loosen anything.

The model sees no ledger, no address and no tool. What the sender wrote now, the letters quoted below it, and the texts of
attachments go in questions of their own. What it answers counts only with words that stand in the mail; facts are always
our own extraction; and the probability of a document request can only fall.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from agent.domain.facts import Finding, MailView, Reading, Span
from agent.domain.vocabulary import Intent, Signal
from agent.reading import ReadContext, Reader
from connectors.ports import ChatModel, ConnectorError
from prompts import Prompt, prompt

MOST_NEWEST, MOST_BESIDE = 6_000, 4_000
"""Letters of a mail that one question shows. A mail that is longer, or has a longer attachment, was not seen whole: unclear."""
UNCERTAIN, SAID = 0.5, 0.9
"""How sure a finding is without its words, and at least how sure with them."""
Text = tuple[str, str]


def schema() -> dict[str, Any]:
    """Enums and verbatim words, nothing else."""

    def listed(name: str, values: Iterable[str]) -> dict[str, Any]:
        properties = {name: {"type": "string", "enum": list(values)}, "words": {"type": "string"}}
        one = {"type": "object", "properties": properties, "required": [name, "words"], "additionalProperties": False}
        return {"type": "array", "items": one}

    properties = {
        "intents": listed("intent", [one.value for one in Intent]),
        "signals": listed("signal", [one.value for one in Signal]),
        "confidence": {"type": "number"},
        "unclear": {"type": "boolean"},
    }
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


@dataclass(frozen=True)
class Said:
    """What the model said of one text, with the words found again in it. `doubtful`: some words were not in the mail."""

    intents: dict[Intent, Span | None]
    signals: dict[Signal, Span]
    confidence: float
    doubtful: bool


class ModelReader:
    """`questions`: how many one mail may cost. With fewer than three, quoted letters and attachments share one."""

    name = "openai"
    version = "2"

    def __init__(self, model: ChatModel, fallback: Reader, questions: int = 3) -> None:
        self._model = model
        self._fallback = fallback
        self._apart = questions >= 3

    def read(self, mail: MailView, context: ReadContext) -> Reading:
        """Trouble with the model is no trouble for the mail: the local reading stands, marked as unclear."""
        local = self._fallback.read(mail, context)
        asked = prompt("read", 2)
        try:
            main = self._said(asked, newest(mail), MOST_NEWEST)
        except ConnectorError as trouble:
            note = f"{self._model.name}: not used ({trouble.code})"
            return local.model_copy(update={"unclear": True, "prompt": str(asked), "model": note})
        more, note = self._beside(mail)
        reading = joined(local, main, more, f"{self.name}.{self.version}")
        told = {"prompt": str(asked), "model": self._model.name + note}
        return reading.model_copy(update=told | ({"unclear": True} if note else {}))

    def _beside(self, mail: MailView) -> "tuple[list[Said], str]":
        """What came of the other questions, and a note where one could not be asked: what was said before stands."""
        said = []
        try:
            for texts in beside(mail, self._apart):
                said.append(self._said(prompt("read_beside", 2), texts, MOST_BESIDE))
        except ConnectorError as trouble:
            return said, f": not used for all ({trouble.code})"
        return said, ""

    def _said(self, asked: Prompt, texts: Sequence[Text], most: int) -> Said:
        answer = self._model.ask(asked.text, question(texts, most), schema())
        return verified(answer.data, texts, cut=not_seen_whole(texts, most))


def newest(mail: MailView) -> list[Text]:
    """What the sender wrote now: the signature is the same hand's."""
    parts = [("newest", mail.newest), ("subject", mail.subject), ("signature", mail.signature)]
    return [(part, text) for part, text in parts if text.strip()] or [("newest", "")]


def beside(mail: MailView, apart: bool) -> list[list[Text]]:
    """What came along, question by question."""
    quote = [("quote", mail.quote)] if mail.quote.strip() else []
    attached = [(f"attachment:{n}", one.text) for n, one in enumerate(mail.attachments) if one.text.strip()]
    return [texts for texts in ([quote, attached] if apart else [[*attached, *quote]]) if texts]


def not_seen_whole(texts: Sequence[Text], most: int) -> bool:
    """Of a long thread the end may be missing: the local reader sees the whole of it, and it has no voice of its own."""
    return sum(len(text) for part, text in texts if part != "quote") > most


def question(texts: Sequence[Text], most: int = MOST_NEWEST) -> str:
    """The texts as quoted data between marks that nobody can foresee, for they depend on every letter of it."""
    shown, left = [], most
    for part, text in texts:
        shown.append(f"[{part.partition(':')[0]}]\n{text[:left]}")
        left = max(0, left - len(text))
    data = "\n\n".join(shown)
    mark = sha256(data.encode()).hexdigest()[:16]
    return f"<<<MAIL {mark}\n{data}\nMAIL {mark}>>>\nWhat does it mean? Answer with the JSON object."


def verified(data: dict[str, Any], texts: Sequence[Text], *, cut: bool) -> Said:
    """Only words that stand in the mail count. A signal without them is dropped, an intent becomes uncertain."""
    intents: dict[Intent, Span | None] = {}
    signals: dict[Signal, Span] = {}
    doubtful = cut or bool(data.get("unclear", True))
    for one in data.get("intents", ()):
        span = located(str(one["words"]), texts)
        doubtful |= span is None
        intents[Intent(one["intent"])] = intents.get(Intent(one["intent"])) or span
    for one in data.get("signals", ()):
        span = located(str(one["words"]), texts)
        doubtful |= span is None
        if span:
            signals.setdefault(Signal(one["signal"]), span)
    confidence = float(min(1, max(0, data.get("confidence", 0))))
    return Said(intents, signals, confidence, doubtful)


def located(words: str, texts: Sequence[Text]) -> Span | None:
    words = words.strip()
    for part, text in texts:
        start = text.find(words) if words else -1
        if start >= 0:
            return Span(part=part, start=start, end=start + len(words), quote=words)
    return None


# --- joining with the local reading: stricter only --------------------------------------------------------------------


def joined(local: Reading, main: Said, more: Sequence[Said], reader: str) -> Reading:
    intents = tuple(one for one in Intent if one in main.intents) or local.intents
    confidence = stricter(local.confidence, main)
    for intent in attached_intents(more):
        confidence[intent] = max(confidence.get(intent, 0.0), UNCERTAIN)
    extra = {signal: span for said in more for signal, span in said.signals.items() if counts(signal, span)}
    signals = with_signals(local.signals, {**extra, **main.signals})
    if any(one.code == Signal.INJECTION for one in signals) and Intent.OTHER not in intents:
        intents = (*intents, Intent.OTHER)
    return local.model_copy(
        update={
            "reader": reader,
            "version": f"{reader}+{local.version}",
            "intents": intents,
            "confidence": confidence,
            "findings": findings(intents, main, local, confidence),
            "signals": signals,
            "unclear": local.unclear or main.doubtful or not main.intents or any(one.doubtful for one in more),
        }
    )


def attached_intents(more: Sequence[Said]) -> set[Intent]:
    """What an attachment says makes the mail less of a plain request; a further request it does not make."""
    said = ((intent, span) for one in more for intent, span in one.intents.items())
    return {one for one, span in said if span and span.part.startswith("attachment")} - {Intent.DOCUMENT_REQUEST}


def counts(signal: Signal, span: Span) -> bool:
    """Quoted letters are mostly our own: of them only orders to a machine count."""
    return span.part != "quote" or signal is Signal.INJECTION


def stricter(local: dict[str, float], main: Said) -> dict[str, float]:
    """A document request can only become less sure, everything else only more."""
    confidence = dict(local)
    for intent in Intent:
        known = confidence.get(intent.value, 0.0)
        if intent is Intent.DOCUMENT_REQUEST:
            said = main.confidence if intent in main.intents else UNCERTAIN
            confidence[intent.value] = min(known, said)
        elif intent in main.intents:
            confidence[intent.value] = max(known, SAID if main.intents[intent] else UNCERTAIN)
    return confidence


def with_signals(local: Sequence[Finding], said: dict[Signal, Span]) -> tuple[Finding, ...]:
    known = {one.code for one in local}
    new = (Finding(code=signal, confidence=SAID, span=span) for signal, span in said.items() if signal not in known)
    return (*local, *new)


def findings(
    intents: Sequence[Intent], main: Said, local: Reading, confidence: dict[str, float]
) -> tuple[Finding, ...]:
    """The model's words where they stand in the mail, else the local reader's."""
    earlier = {one.code: one.span for one in local.findings}
    found = ((intent, main.intents.get(intent) or earlier.get(intent)) for intent in intents)
    return tuple(
        Finding(code=intent, confidence=confidence.get(intent, UNCERTAIN), span=span) for intent, span in found
    )
