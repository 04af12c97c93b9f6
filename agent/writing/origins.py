"""Where a fact of a draft comes from, as text that a screen can follow: the ledger's fields and the mail's own words."""

import re

from agent.domain.facts import InvoiceFact, OpenAsk, Span
from agent.domain.vocabulary import Intent
from agent.writing.phrases import Voice


def in_mail(ask: OpenAsk, span: Span | None) -> str:
    """ "mail:<message id>:newest:12-40"; without a span the whole newest text."""
    if span is None:
        return f"mail:{ask.message_id}:newest:0-{len(ask.mail.newest)}"
    return f"mail:{ask.message_id}:{span.part}:{span.start}-{span.end}"


def words_of(ask: OpenAsk, code: str) -> Span | None:
    """The sentence in which the reader found it: an intent, say."""
    return next((one.span for one in ask.reading.findings if one.code == code and one.span), None)


def spoken_for(ask: OpenAsk, intent: Intent, by: tuple[Intent, ...]) -> bool:
    """Its words are also those of one of these, which the reply answers with a paragraph of its own."""
    span = words_of(ask, intent)
    return span is not None and any(words_of(ask, one) == span for one in by)


def words_in_mail(ask: OpenAsk, words: str, near: Span | None = None) -> str:
    """The source of words of the mail: their own place, else the place of the sentence that says so."""
    for part, text in (("newest", ask.mail.newest), ("subject", ask.mail.subject)):
        places = [hit.span() for hit in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE)]
        inside = [one for one in places if near and near.part == part and near.start <= one[0] and one[1] <= near.end]
        for start, end in (inside or places)[:1]:
            return f"mail:{ask.message_id}:{part}:{start}-{end}"
    return in_mail(ask, near)


def number(voice: Voice, invoice: InvoiceFact) -> str:
    return voice.fact(invoice.number, f"ledger:invoice:{invoice.number}")


def numbers(voice: Voice, invoices: tuple[InvoiceFact, ...]) -> str:
    return voice.list([number(voice, invoice) for invoice in invoices])


def unknown_number(voice: Voice, ask: OpenAsk, text: str) -> str:
    """A number that the mail names and the account does not hold: its only source is the mail."""
    spans = (span for span in ask.reading.facts.references if span.quote.casefold() == text.casefold())
    span = next(spans, None)
    return voice.fact(text, in_mail(ask, span) if span else words_in_mail(ask, text))
