"""What a draft says about disputes, promises and hardship: the customer's own figures again, and the next step.

Nothing here admits, grants, refuses or demands anything: that is for people.
"""

import re
from collections.abc import Iterator

from agent.domain.facts import Amount, Instalment, InvoiceFact, OpenAsk
from agent.domain.vocabulary import DisputeReason, Intent
from agent.writing.documents import Papers
from agent.writing.origins import in_mail, numbers, words_in_mail
from agent.writing.phrases import Voice

PROOF_HELPS = (DisputeReason.QUANTITY, DisputeReason.NON_DELIVERY)
MOST_AMOUNTS = 3


def about(ask: OpenAsk, intent: Intent) -> tuple[InvoiceFact, ...]:
    """The invoices that this intent of the mail is about: those named in its own words, else all the mail names."""
    spans = [finding.span for finding in ask.reading.findings if finding.code == intent and finding.span]
    if intent is Intent.DISPUTE and ask.reading.facts.dispute_span:
        spans.append(ask.reading.facts.dispute_span)
    if intent is Intent.HARDSHIP and ask.reading.facts.hardship_span:
        spans.append(ask.reading.facts.hardship_span)
    words = " ".join(span.quote for span in spans).casefold()
    named = tuple(invoice for invoice in ask.match.invoices if invoice.number.casefold() in words)
    return named or _not_only_asked_for(ask) or ask.match.invoices


def _not_only_asked_for(ask: OpenAsk) -> tuple[InvoiceFact, ...]:
    """Without those whose copy is all that the mail wants of them."""
    asked = {number.casefold() for one in ask.match.asks for number in one.ask.references}
    return tuple(invoice for invoice in ask.match.invoices if invoice.number.casefold() not in asked)


def currency(ask: OpenAsk, amount: Amount) -> str | None:
    """As the mail says; else the one currency of the invoices it names."""
    own = {invoice.currency for invoice in ask.match.invoices}
    return amount.currency or (own.pop() if len(own) == 1 else None)


def said_amount(voice: Voice, ask: OpenAsk, amount: Amount | None) -> str:
    return voice.amount(amount.value, currency(ask, amount), in_mail(ask, amount.span)) if amount else ""


# --- disputes -----------------------------------------------------------------------------------------------------


def dispute_paragraphs(voice: Voice, ask: OpenAsk, papers: Papers, short: bool = False) -> Iterator[str]:
    reason = ask.reading.facts.dispute_reason
    key = f"dispute.{reason or 'unknown'}"
    invoices = about(ask, Intent.DISPUTE)
    came, ordered = counted(voice, ask)
    slots = {"invoices": numbers(voice, invoices), "came": came, "ordered": ordered}
    sentences = [voice.say(f"{key}.text", **slots)]
    if amounts := disputed_amounts(voice, ask):
        sentences.append(voice.say("dispute.all.amounts", amounts=voice.list(amounts)))
    proofs = [papers.add_proof(invoice) for invoice in invoices] if reason in PROOF_HELPS else []
    if any(proofs):
        sentences.append(voice.say("dispute.all.pod"))
    if not short:
        sentences.append(voice.say(f"{key}.more", **slots))
    yield " ".join(sentences)


def counted(voice: Voice, ask: OpenAsk) -> tuple[str, str]:
    """ "36" and "40 chairs": what came and what was ordered, in the customer's words where the languages agree."""
    facts = ask.reading.facts
    if facts.counted is None:
        return "", ""
    came, ordered = facts.counted
    if ask.reading.language == voice.language:
        ordered = with_unit(ask.mail.newest, ordered, voice.language)
    span = facts.dispute_span
    return voice.fact(came, words_in_mail(ask, came, span)), voice.fact(ordered, words_in_mail(ask, ordered, span))


def with_unit(text: str, count: str, language: str) -> str:
    """ "40" → "40 chairs" if a plural noun of the language follows it in the text."""
    unit = re.search(rf"(?<![\w-]){re.escape(count)} (?P<noun>[^\W\d_]{{4,24}})(?![\w-])", text)
    noun = unit["noun"] if unit else ""
    if not noun.endswith(PLURALS[language]) or noun in NO_UNITS or (language == "de" and noun[:1].islower()):
        return count
    return f"{count} {noun}"


PLURALS = {"en": ("s",), "de": ("n", "e", "r", "s"), "fr": ("s", "x"), "es": ("s",), "nl": ("n", "s")}
NO_UNIT_WORDS = """this dans sans livrés reçus commandés facturés unas pedidas facturadas estas zijn waren
werden hebben kwamen kregen bestelden ontvingen bleken wilden"""
NO_UNITS = frozenset(NO_UNIT_WORDS.split())


def disputed_amounts(voice: Voice, ask: OpenAsk) -> list[str]:
    """Amounts of the disputing sentence; where that is not known, of the whole mail. Never the promised one."""
    facts = ask.reading.facts
    promised = facts.promise_amount.value if facts.promise_amount else None
    amounts = [one for one in facts.amounts if one.value != promised and one.span.part == "newest"]
    if span := facts.dispute_span:
        amounts = [one for one in amounts if span.start <= one.span.start and one.span.end <= span.end]
    elif Intent.PROMISE in ask.reading.intents:
        return []
    return list(dict.fromkeys(said_amount(voice, ask, one) for one in amounts))[:MOST_AMOUNTS]


# --- promises -----------------------------------------------------------------------------------------------------


def promise_paragraphs(voice: Voice, ask: OpenAsk, short: bool = False) -> Iterator[str]:
    """Thanks, with the day and the amount only if the mail states them; no word about what is disputed."""
    facts = ask.reading.facts
    disputed = Intent.DISPUTE in ask.reading.intents
    invoices = "" if disputed else numbers(voice, about(ask, Intent.PROMISE))
    if facts.payment_sent:
        yield _sent(voice, ask, invoices, short)
        invoices = ""
    if facts.promise_date or facts.promise_amount:
        yield _planned(voice, ask, invoices)
    elif not facts.payment_sent and not facts.schedule:
        yield voice.say("promise.vague", invoices=invoices)
    if len(facts.schedule) > 1:
        yield voice.lines(voice.say("promise.schedule"), schedule_lines(voice, ask))


def _sent(voice: Voice, ask: OpenAsk, invoices: str, short: bool) -> str:
    facts = ask.reading.facts
    only = facts.amounts[0] if len(facts.amounts) == 1 and not facts.promise_date else None
    day = facts.payment_date
    slots = {"amount": said_amount(voice, ask, only), "day": voice.day(day.day, in_mail(ask, day.span)) if day else ""}
    sentences = [voice.say("promise.sent", invoices=invoices, **slots)]
    return " ".join(sentences if short else [*sentences, voice.say("promise.sent_more")])


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
    facts = ask.reading.facts
    day = voice.day(facts.requested_date, in_mail(ask, facts.hardship_span)) if facts.requested_date else ""
    invoices = numbers(voice, about(ask, Intent.HARDSHIP))
    kind = voice.say(f"hardship.{facts.hardship_ask or 'unknown'}", invoices=invoices, day=day)
    yield " ".join([voice.say("hardship.thanks"), kind])
    if facts.schedule and Intent.PROMISE not in ask.reading.intents:
        yield voice.lines(voice.say("promise.schedule"), schedule_lines(voice, ask))
    more = [] if short else [voice.say("hardship.more")]
    yield " ".join([voice.say("hardship.next"), *more])
