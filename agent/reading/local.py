"""The reader that needs no model server: trained classifiers for intents, word rules for signals, extraction for facts."""

from collections.abc import Sequence
from typing import Any

from agent.domain.facts import Facts, Finding, MailView, Reading
from agent.domain.vocabulary import HardshipAsk, Intent, Signal
from agent.reading import ReadContext
from agent.reading.clauses import Clause, clauses_of
from agent.reading.encoder import Encoder, installed_encoder
from agent.reading.extract import extract
from agent.reading.features import Rows, hints, rows
from agent.reading.hardships import requested_day
from agent.reading.model import MARGIN, Judgement, load, version
from agent.reading.signals import signals

IMPLIED = {
    Signal.INSOLVENCY: Intent.HARDSHIP,
    Signal.DISTRESS: Intent.HARDSHIP,
    Signal.POSTPONED_PROMISE: Intent.PROMISE,
}
"""What a signal is about. Anger and churn colour a mail; every other signal is a matter of its own."""
COLOURS = frozenset({Signal.ANGER, Signal.CHURN})
BY_RULE = 0.99
COUNTED = 0.2
"""With two quantities that differ, a dispute need not be more likely than this."""
MISSED = 0.4
"""Who writes that a paper never came asks for it; a request need not be more likely than this."""
LOST = 0.6
"""Who only misses a paper of ours disputes nothing, unless a dispute is more likely than this."""
NEARLY = 0.6
"""An intent at this share of its threshold is not said, but is near enough to ask a person."""


class LocalReader:
    """Deterministic. `encoder`: None counts words only, which is clearly worse; by default whatever is installed."""

    name = "local"

    def __init__(self, encoder: Encoder | None, model: str | None = None) -> None:
        self._encoder = encoder
        variant = model or ("vectors" if encoder else "words")
        self._model = load(variant)
        self.version = f"{version()}-{variant}"

    def read(self, mail: MailView, context: ReadContext) -> Reading:
        clauses = clauses_of(mail)
        stated = facts(mail, context)
        made = rows(clauses, self._encoder)
        judgement = self._model.judge(made, hints(stated))
        found = signals(mail)
        confidence = raised(lowered(judgement.probability, stated), found, stated)
        said = [one for one in Intent if self.positive(one, confidence)]
        intents = said or [Intent.OTHER]
        return Reading(
            reader=self.name,
            version=self.version,
            language=mail.language,
            intents=tuple(intents),
            confidence={one.value: confidence[one] for one in Intent},
            findings=tuple(finding(one, confidence[one], clauses, judgement, found) for one in intents),
            signals=found,
            facts=stated.model_copy(update=self.details(mail, context, intents, stated, made)),
            unclear=not clauses or (not said and self.near(confidence)),
        )

    def positive(self, intent: Intent, confidence: dict[Intent, float]) -> bool:
        return confidence[intent] > self._model.thresholds[intent] + MARGIN

    def details(
        self, mail: MailView, context: ReadContext, intents: Sequence[Intent], stated: Facts, made: Rows
    ) -> dict[str, Any]:
        """Why, and what for, as the classifier takes it, where no word says so."""
        found: dict[str, Any] = {}
        if Intent.DISPUTE in intents and stated.dispute_reason is None:
            found["dispute_reason"] = self._model.reason_of(made)
        if Intent.HARDSHIP in intents and stated.hardship_ask is None:
            found["hardship_ask"] = plea = self._model.plea_of(made)
            if plea in (HardshipAsk.EXTENSION, HardshipAsk.STANDSTILL):
                language = mail.language or context.language
                found["requested_date"] = requested_day(mail.newest, context.sent, language)
        return found

    def near(self, confidence: dict[Intent, float]) -> bool:
        main = (one for one in Intent if one is not Intent.OTHER)
        return any(confidence[one] > NEARLY * self._model.thresholds[one] for one in main)


def local_reader() -> LocalReader:
    """The best reader that this installation can run."""
    return LocalReader(installed_encoder())


def facts(mail: MailView, context: ReadContext) -> Facts:
    return extract(mail, context.sent, mail.language or context.language, context.formats, context.numbers)


def about(signal: Signal) -> Intent | None:
    """The intent that a signal brings with it."""
    return None if signal in COLOURS else IMPLIED.get(signal, Intent.OTHER)


def raised(probability: dict[Intent, float], found: tuple[Finding, ...], stated: Facts) -> dict[Intent, float]:
    """Probabilities, lifted where a rule has found what the classifier may have missed."""
    certain = {about(Signal(one.code)) for one in found} | set(stated.outright)
    if stated.counted and probability[Intent.DISPUTE] > COUNTED:
        certain.add(Intent.DISPUTE)
    if stated.never_received and stated.asks and probability[Intent.DOCUMENT_REQUEST] > MISSED:
        certain.add(Intent.DOCUMENT_REQUEST)
    return {intent: max(value, BY_RULE) if intent in certain else value for intent, value in probability.items()}


def lowered(probability: dict[Intent, float], stated: Facts) -> dict[Intent, float]:
    """Probabilities without what the words rule out."""
    out = set(stated.denied)
    lost = stated.never_received and stated.asks and stated.dispute_reason is None
    if lost and probability[Intent.DISPUTE] < LOST:
        out.add(Intent.DISPUTE)
    return {intent: 0.0 if intent in out else value for intent, value in probability.items()}


def finding(
    intent: Intent, confidence: float, clauses: tuple[Clause, ...], judgement: Judgement, found: tuple[Finding, ...]
) -> Finding:
    """With the clause that speaks most for the intent; where a signal brought it, with the signal's words."""
    brought = next((one.span for one in found if about(Signal(one.code)) is intent), None)
    number = judgement.sentence[intent]
    span = brought or (clauses[number].span() if number < len(clauses) else None)
    return Finding(code=intent, confidence=confidence, span=span)
