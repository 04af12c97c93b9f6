"""How much a reply may say at all."""

from enum import StrEnum

from agent.domain.facts import Brief, OpenAsk
from agent.domain.vocabulary import Intent, Route, Signal
from agent.writing.topics import Topic, fraud_signs, topics


class Stance(StrEnum):
    SILENT = "silent"
    """Insolvency: no word leaves before a manager has decided."""
    MACHINE = "machine"
    """Words alone show that a machine wrote: an answer would start a loop."""
    STRANGER = "stranger"
    """Nothing of the books may be told, not even that there is anything to tell."""
    HOLDING = "holding"
    """Legal steps or signs of fraud: receipt is confirmed, no more."""
    OPEN = "open"


def stance_of(brief: Brief, asks: tuple[OpenAsk, ...]) -> Stance:
    if any(ask.reading.says(Signal.INSOLVENCY) for ask in asks):
        return Stance.SILENT
    if asks and not brief.variant and all(_by_machine(ask) for ask in asks):
        return Stance.MACHINE
    if not brief.disclose:
        return Stance.STRANGER
    if any(Topic.LEGAL in topics(ask) or fraud_signs(ask) or ask.verdict.route is Route.FRAUD for ask in asks):
        return Stance.HOLDING
    return Stance.OPEN


def _by_machine(ask: OpenAsk) -> bool:
    wants = set(ask.reading.intents) - {Intent.OTHER}
    return not wants and any(reason.code in BY_MACHINE for reason in ask.verdict.reasons)


BY_MACHINE = ("system_mail", "system_mail_words")
"""Reasons of the gate."""
