"""Questions that the books answer: what is open, how much, when an invoice is due."""

import re
from collections.abc import Iterator

from agent.domain.facts import CustomerFact, InvoiceFact, OpenAsk
from agent.writing.origins import number
from agent.writing.phrases import Voice

MOST_LINES = 15
"""Longer lists belong on a statement of account."""
WHAT_IS_OPEN = re.compile(
    r"(?:our|current|outstanding|account|the) balance\b|\bhow much (?:do|does|is|are) (?:\w+ ){0,2}(?:owe|open|outstanding|due|left)"
    r"|\b(?:is|are) (?:\w+ ){0,2}(?:open|outstanding|overdue|unpaid|due)\b|\b(?:we|i) (?:still )?owe\b"
    r"|\bwas .{0,25}(?:offen|fällig)|\bwelche .{0,30}(?:offen|fällig)|\bwie ?viel .{0,25}(?:offen|schulde)|\b(?:unser|aktuelle[rn]?|offene[rn]?) saldo"
    r"|\b(?:notre|le) solde\b|\bcombien .{0,30}(?:devons|dois|reste)|\b(?:restent?|sont|est) .{0,15}(?:ouvert|impayé|dû|due)"
    r"|\b(?:nuestro|el) saldo\b|\bcuánto .{0,20}(?:debemos|debo|queda)|\bqué .{0,25}(?:pendiente|abiert)"
    r"|\b(?:ons|het) (?:openstaande )?saldo\b|\bhoeveel .{0,20}(?:open|schuldig)|\bwat .{0,20}(?:open|verschuldigd)",
    re.IGNORECASE,
)
WHEN_IT_IS_DUE = re.compile(
    r"\bdue\b|\bpay by\b|fällig|zahlungsziel|échéance|à payer|venc(?:e|imiento)\b|vervalt|vervaldatum|betaaldatum"
    r"|\b(?:open|outstanding|offen|impayée?|pendiente|openstaand)\b",
    re.IGNORECASE,
)


def asks_what_is_open(ask: OpenAsk) -> bool:
    return not ask.match.invoices and bool(WHAT_IS_OPEN.search(f"{ask.mail.subject}\n{ask.mail.newest}"))


def asks_when_due(ask: OpenAsk) -> bool:
    """Of invoices that it names; their lines are the answer."""
    return bool(ask.match.invoices) and bool(WHEN_IT_IS_DUE.search(ask.mail.newest))


def open_items(voice: Voice, account: CustomerFact) -> Iterator[str]:
    """Every open invoice with its due date, and the sum in each currency; only the sums where there are many."""
    invoices = [one for one in account.invoices if one.open_amount > 0]
    if not invoices:
        yield voice.say("other.nothing_open")
        return
    lines = [invoice_line(voice, one) for one in sorted(invoices, key=lambda one: (one.due_date, one.number))]
    said = voice.fact(str(len(invoices)), f"ledger:customer:{account.code}.open_items")
    total = voice.list(list(totals(voice, account, invoices)))
    sums = voice.say("other.open_sum", count=len(invoices), said=said, total=total)
    yield voice.lines(voice.say("other.open_items"), [*(lines if len(lines) <= MOST_LINES else []), sums])


def totals(voice: Voice, account: CustomerFact, invoices: list[InvoiceFact]) -> Iterator[str]:
    for currency in sorted({one.currency for one in invoices}):
        total = sum(one.open_amount for one in invoices if one.currency == currency)
        if total:
            yield voice.amount(total, currency, f"ledger:customer:{account.code}.open_amount")


def invoice_line(voice: Voice, invoice: InvoiceFact) -> str:
    source = f"ledger:invoice:{invoice.number}"
    return voice.say(
        "other.question_invoice",
        number=number(voice, invoice),
        issued=voice.day(invoice.issue_date, f"{source}.issue_date"),
        due=voice.day(invoice.due_date, f"{source}.due_date"),
        amount=voice.amount(invoice.amount, invoice.currency, f"{source}.amount"),
        open=voice.amount(invoice.open_amount, invoice.currency, f"{source}.open_amount"),
    )
