"""What a draft says about promises and hardship: the customer's own figures again, and the next step.

Nothing here admits, grants, refuses or demands anything: that is for people.
"""

import re
from collections.abc import Iterator

from agent.domain.facts import Amount, CustomerFact, Instalment, InvoiceFact, OpenAsk
from agent.domain.resolving import by_number
from agent.domain.vocabulary import DisputeReason, HardshipAsk, Intent, Signal
from agent.writing.origins import in_mail, numbers
from agent.writing.phrases import Voice
from agent.writing.topics import Topic, topics


def about(ask: OpenAsk, intent: Intent) -> tuple[InvoiceFact, ...]:
    """The invoices that this intent of the mail is about: those named in its own words, else all the mail names."""
    spans = [finding.span for finding in ask.reading.findings if finding.code == intent and finding.span]
    if intent is Intent.DISPUTE and ask.reading.facts.dispute_span:
        spans.append(ask.reading.facts.dispute_span)
    if intent is Intent.HARDSHIP and ask.reading.facts.hardship_span:
        spans.append(ask.reading.facts.hardship_span)
    words = " ".join(span.quote for span in spans).casefold()
    named = tuple(invoice for invoice in ask.match.invoices if invoice.number.casefold() in words)
    twice = intent is Intent.DISPUTE and ask.reading.facts.dispute_reason is DisputeReason.DUPLICATE
    if twice and len(named) < 2:
        named = ()
    rest = named or _not_only_asked_for(ask) or ask.match.invoices
    return _by_name(ask, rest) if intent is Intent.DISPUTE and not twice else rest


def with_subject(ask: OpenAsk, account: CustomerFact | None) -> OpenAsk:
    """An objection is also about what the subject names: the text may speak only of the invoice it is compared with."""
    if account is None or Intent.DISPUTE not in ask.reading.intents:
        return ask
    numbers_there = (span.quote for span in ask.reading.facts.references if span.part == "subject")
    hits = (hit for text in numbers_there if (hit := by_number(text, account.invoices, exact_only=True)) is not None)
    more = [one for hit in hits for one in hit.invoices if one not in ask.match.invoices]
    invoices = tuple(dict.fromkeys([*more, *ask.match.invoices]))
    return ask.model_copy(update={"match": ask.match.model_copy(update={"invoices": invoices})})


def _by_name(ask: OpenAsk, invoices: tuple[InvoiceFact, ...]) -> tuple[InvoiceFact, ...]:
    """Those that the mail names, if it names any: a month or a state alone may have found the others."""
    hits = (by_number(span.quote, invoices) for span in ask.reading.facts.references)
    named = [invoice for hit in hits if hit is not None for invoice in hit.invoices]
    return tuple(invoice for invoice in invoices if invoice in named) or invoices


def _not_only_asked_for(ask: OpenAsk) -> tuple[InvoiceFact, ...]:
    """Without those whose copy is all that the mail wants of them."""
    if Intent.DOCUMENT_REQUEST not in ask.reading.intents:
        return ask.match.invoices
    asked = {number.casefold() for one in ask.match.asks for number in one.ask.references}
    return tuple(invoice for invoice in ask.match.invoices if invoice.number.casefold() not in asked)


def currency(ask: OpenAsk, amount: Amount) -> str | None:
    """As the mail says; else the one currency of the invoices it names."""
    own = {invoice.currency for invoice in ask.match.invoices}
    return amount.currency or (own.pop() if len(own) == 1 else None)


def said_amount(voice: Voice, ask: OpenAsk, amount: Amount | None) -> str:
    return voice.amount(amount.value, currency(ask, amount), in_mail(ask, amount.span)) if amount else ""


def evidence(ask: OpenAsk) -> bool:
    """Something to look at came with the mail."""
    return any(not one.inline_image for one in ask.mail.attachments)


# --- promises -----------------------------------------------------------------------------------------------------


def promise_paragraphs(voice: Voice, ask: OpenAsk, short: bool = False) -> Iterator[str]:
    """Thanks, with the day and the amount only if the mail states them; no word about what is disputed."""
    facts = ask.reading.facts
    disputed = Intent.DISPUTE in ask.reading.intents
    invoices = "" if disputed else numbers(voice, about(ask, Intent.PROMISE))
    gone = has_paid(ask)
    if gone:
        yield _sent(voice, ask, invoices, short)
        others = [one for one in ask.match.invoices if one not in about(ask, Intent.PROMISE)]
        invoices = "" if disputed else numbers(voice, tuple(others))
    if len(facts.schedule) > 1:
        yield voice.lines(voice.say("promise.plan", invoices=invoices), schedule_lines(voice, ask))
    elif facts.promise_date or facts.promise_amount:
        yield _planned(voice, ask, invoices)
    elif not gone:
        yield voice.say("promise.vague", invoices=invoices)


def has_paid(ask: OpenAsk) -> bool:
    """Beside a day still to come, money counts as sent only where the mail says on which day it was."""
    facts = ask.reading.facts
    return facts.payment_sent and (facts.payment_date is not None or facts.promise_date is None)


def _sent(voice: Voice, ask: OpenAsk, invoices: str, short: bool) -> str:
    facts = ask.reading.facts
    disputed = Intent.DISPUTE in ask.reading.intents
    only = facts.amounts[0] if len(facts.amounts) == 1 and not facts.promise_date and not disputed else None
    day = facts.payment_date
    slots = {"amount": said_amount(voice, ask, only), "day": voice.day(day.day, in_mail(ask, day.span)) if day else ""}
    sentences = [voice.say("promise.sent", invoices=invoices, **slots)]
    if not short and not ask.match.invoices and not evidence(ask):
        sentences.append(voice.say("promise.sent_more"))
    return " ".join(sentences)


def _planned(voice: Voice, ask: OpenAsk, invoices: str) -> str:
    facts = ask.reading.facts
    amount, day = said_amount(voice, ask, facts.promise_amount), facts.promise_date
    text = voice.day(day.day, in_mail(ask, day.span)) if day else ""
    sentence = voice.say("promise.date", amount=amount, invoices=invoices, day=text, exact=day is None or day.exact)
    return sentence if day else f"{sentence} {voice.say('variant.ask_date')}"


def schedule_lines(voice: Voice, ask: OpenAsk) -> list[str]:
    return [line for one in ask.reading.facts.schedule if (line := _instalment(voice, ask, one))]


def _instalment(voice: Voice, ask: OpenAsk, one: Instalment) -> str:
    source = in_mail(ask, None)
    known = {invoice.currency for invoice in ask.match.invoices}
    day = voice.day(one.day, source) if one.day else ""
    amount = (
        voice.amount(one.amount, known.pop() if len(known) == 1 else None, source) if one.amount is not None else ""
    )
    return ": ".join(part for part in (day, amount) if part)


# --- hardship -------------------------------------------------------------------------------------------------------


def hardship_paragraphs(voice: Voice, ask: OpenAsk, short: bool = False) -> Iterator[str]:
    """Who is in distress reads first of all that a person will come (see `Topic.DISTRESS`), and is asked nothing.

    Who is angry has read it, too (`Topic.COMPLAINT`)."""
    facts = ask.reading.facts
    distress = ask.reading.says(Signal.DISTRESS)
    day = voice.day(facts.requested_date, in_mail(ask, facts.hardship_span)) if facts.requested_date else ""
    invoices = numbers(voice, about(ask, Intent.HARDSHIP))
    plain_delay = facts.hardship_ask in (None, HardshipAsk.EXTENSION)
    if not distress or invoices or not plain_delay:
        kind = voice.say(f"hardship.{facts.hardship_ask or 'unknown'}", invoices=invoices, day=day)
        yield kind if distress else " ".join([voice.say("hardship.thanks"), kind])
    if facts.schedule and Intent.PROMISE not in ask.reading.intents:
        yield voice.lines(voice.say("promise.schedule"), schedule_lines(voice, ask))
    if distress:
        return
    after = [] if Topic.COMPLAINT in topics(ask) else ["hardship.next"]
    after += [more] if not short and (more := _foresight(ask)) else []
    if after:
        yield " ".join(map(voice.say, after))


def _foresight(ask: OpenAsk) -> str:
    """The question that is still open after what the mail says; "": none."""
    facts = ask.reading.facts
    if facts.hardship_ask is HardshipAsk.EXTENSION:
        return "" if facts.requested_date else "hardship.until"
    if facts.hardship_ask is HardshipAsk.INSTALMENTS:
        return "" if facts.schedule or _proposes(ask) else "hardship.steps"
    return "" if facts.hardship_ask is HardshipAsk.REDUCTION and _proposes(ask) else "hardship.more"


def _proposes(ask: OpenAsk) -> bool:
    """Names a sum of its own, or a share: not just what is open."""
    known = {sum_ for invoice in ask.match.invoices for sum_ in (invoice.amount, invoice.open_amount)}
    own = any(one.value not in known for one in ask.reading.facts.amounts)
    return own or bool(SHARE.search(ask.mail.newest))


SHARE = re.compile(
    r"\d ?(?:%|per ?cent|prozent|pour ?cent|por ciento|procent)|\b\d{2,5} (?:a|per|im|pro|par|al|per) (?:month|monat|mois|mes|maand)\b",
    re.IGNORECASE,
)
