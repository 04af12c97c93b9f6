"""The reader that needs no model server: trained classifiers for intents, word rules for signals, extraction for facts."""

from collections.abc import Sequence
from typing import Any

from agent.domain import subjects
from agent.domain.facts import Facts, Finding, MailView, Reading
from agent.domain.plain_requests import goods_perhaps, plain, plain_throughout, plainly_asked
from agent.domain.request_words import PURPOSE
from agent.domain.vocabulary import DisputeReason, HardshipAsk, Intent, Signal
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
PLAIN = 0.25
"""Where a sentence is nothing but a request to send, a request need not be more likely than this."""
LITTLE = 0.1
"""What is left of every other intent where the whole mail is such a request."""
COUNTED = 0.2
"""With two quantities that differ, a dispute need not be more likely than this."""
TELLING = frozenset(
    {
        DisputeReason.CREDIT_CLAIM, DisputeReason.SHORT_PAY, DisputeReason.BALANCE_DIFFERENCE, DisputeReason.NON_DELIVERY,
        DisputeReason.CANCELLED_ORDER, DisputeReason.UNAUTHORISED_ORDER, DisputeReason.DUPLICATE,
    }
)  # fmt: skip
HINTED = 0.15
"""Where words name one of these reasons, a dispute need not be more likely than this."""
LOOKS_LIKE = {
    Signal.TERMS_CHANGE: Intent.PROMISE,
    Signal.BANK_CHANGE: Intent.PROMISE,
    Signal.CREDIT_LIMIT: Intent.HARDSHIP,
}
"""What the words of a signal look like to a classifier, unless a rule finds the intent itself."""
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
        confidence = raised(lowered(judgement.probability, found, stated), found, stated)
        confidence = settled(confidence, found, stated, mail)
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
    hinted = stated.dispute_reason in TELLING and probability[Intent.DISPUTE] > HINTED
    if hinted or (stated.counted and probability[Intent.DISPUTE] > COUNTED):
        certain.add(Intent.DISPUTE)
    if stated.never_received and stated.asks and probability[Intent.DOCUMENT_REQUEST] > MISSED:
        certain.add(Intent.DOCUMENT_REQUEST)
    return {intent: max(value, BY_RULE) if intent in certain else value for intent, value in probability.items()}


def plain_words(mail: MailView) -> bool:
    """A plain sentence asks, or the subject does and the text only points at it."""
    whole = PURPOSE.sub(" ", f"{mail.subject}\n{mail.newest}")
    return (plainly_asked(mail.newest) or plain_throughout(whole)) and not goods_perhaps(mail.newest)


def settled(
    confidence: dict[Intent, float], found: tuple[Finding, ...], stated: Facts, mail: MailView
) -> dict[Intent, float]:
    """Probabilities, where plain words ask for papers; a mail that holds no other words is about nothing else."""
    request = confidence[Intent.DOCUMENT_REQUEST]
    if not stated.asks or request <= PLAIN or not plain_words(mail):
        return confidence
    subject = subjects.bare(mail.subject).strip()
    only = (
        not (found or stated.outright or stated.dispute_reason)
        and plain_throughout(mail.newest)
        and (not subject or plain(subject))
    )
    rest = {one: min(value, LITTLE) if only else value for one, value in confidence.items()}
    return rest | {Intent.DOCUMENT_REQUEST: max(BY_RULE, request)}


def lowered(probability: dict[Intent, float], found: tuple[Finding, ...], stated: Facts) -> dict[Intent, float]:
    """Probabilities without what the words rule out."""
    out = set(stated.denied)
    if not (stated.promise_amount or stated.payment_sent):
        out |= {LOOKS_LIKE[Signal(one.code)] for one in found if one.code in LOOKS_LIKE}
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
