"""Records that a mail proposes: a promise, a dispute, a plan. A person confirms them with the draft.

Blanks stay blank, and what the mail leaves too vague to keep is proposed without a tick.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from agent.domain.facts import Frozen, OpenAsk
from agent.domain.replies import standing
from agent.domain.vocabulary import DisputeReason, HardshipAsk, Intent


class ProposedPromise(Frozen):
    invoices: tuple[str, ...] = ()
    promised_for: date | None = None
    amount: Decimal | None = None
    currency: str = ""
    quote: str = ""


class ProposedDispute(Frozen):
    invoices: tuple[str, ...] = ()
    reason: DisputeReason | None = None
    amount: Decimal | None = None
    currency: str = ""
    quote: str = ""


class ProposedPlan(Frozen):
    invoices: tuple[str, ...] = ()
    ask: HardshipAsk = HardshipAsk.INSTALMENTS
    schedule: tuple[tuple[date | None, Decimal | None], ...] = ()
    currency: str = ""
    quote: str = ""


class Proposals(Frozen):
    """What stands in the draft's form (`DraftVersion.records`). `tasks`: what a person should do beside answering."""

    promise: ProposedPromise | None = None
    dispute: ProposedDispute | None = None
    plan: ProposedPlan | None = None
    tasks: tuple[str, ...] = ()


def propose(asks: Sequence[OpenAsk]) -> Proposals:
    """From the newest mail that speaks of each; only intents that the reader affirmed, and nothing that was taken back."""
    found = Proposals()
    for ask in standing(asks):
        found = found.model_copy(update=proposals_of(ask))
    return found


def proposals_of(ask: OpenAsk) -> dict[str, object]:
    intents, found = ask.reading.intents, dict[str, object]()
    if Intent.PROMISE in intents:
        found["promise"] = promise_of(ask)
    if Intent.DISPUTE in intents:
        found["dispute"] = dispute_of(ask)
    if Intent.HARDSHIP in intents and ask.reading.facts.hardship_ask is HardshipAsk.INSTALMENTS:
        found["plan"] = plan_of(ask)
    if tasks := tasks_of(ask):
        found["tasks"] = tasks
    return {key: value for key, value in found.items() if value is not None}


def promise_of(ask: OpenAsk) -> ProposedPromise | None:
    """Money that was already sent is no promise; a date or an amount still to come is."""
    facts = ask.reading.facts
    if facts.payment_sent and facts.promise_date is None:
        return None
    return ProposedPromise(
        invoices=numbers_of(ask),
        promised_for=facts.promise_date.day if facts.promise_date else None,
        amount=facts.promise_amount.value if facts.promise_amount else None,
        currency=currency_of(ask),
        quote=quote_of(ask, Intent.PROMISE),
    )


def dispute_of(ask: OpenAsk) -> ProposedDispute:
    facts = ask.reading.facts
    return ProposedDispute(
        invoices=numbers_of(ask),
        reason=facts.dispute_reason,
        currency=currency_of(ask),
        quote=quote_of(ask, Intent.DISPUTE) or (facts.dispute_span.quote if facts.dispute_span else ""),
    )


def plan_of(ask: OpenAsk) -> ProposedPlan:
    facts = ask.reading.facts
    return ProposedPlan(
        invoices=numbers_of(ask),
        schedule=tuple((one.day, one.amount) for one in facts.schedule),
        currency=currency_of(ask),
        quote=quote_of(ask, Intent.HARDSHIP) or (facts.hardship_span.quote if facts.hardship_span else ""),
    )


def tasks_of(ask: OpenAsk) -> tuple[str, ...]:
    """A document that went to somebody who has left asks for a new contact."""
    sent_to = {
        delivery.to_name or delivery.to_address
        for invoice in ask.match.invoices
        for delivery in invoice.deliveries
        if delivery.recipient_left and ask.reading.facts.never_received
    }
    return tuple(f"{who} has left: ask the customer who should receive their documents." for who in sorted(sent_to))


def numbers_of(ask: OpenAsk) -> tuple[str, ...]:
    return tuple(invoice.number for invoice in ask.match.invoices)


def currency_of(ask: OpenAsk) -> str:
    amount = ask.reading.facts.promise_amount
    if amount and amount.currency:
        return amount.currency
    return next((invoice.currency for invoice in ask.match.invoices), "")


def quote_of(ask: OpenAsk, intent: Intent) -> str:
    return next((f.span.quote for f in ask.reading.findings if f.code == intent and f.span), "")
