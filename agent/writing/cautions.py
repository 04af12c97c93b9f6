"""What the specialist should know before sending a draft. Sentences for people of ours, never for the customer."""

from collections.abc import Iterator

from agent.domain.dates import format_date
from agent.domain.facts import Brief, OpenAsk
from agent.domain.grounding import blanks
from agent.domain.replies import standing
from agent.domain.vocabulary import LANGUAGES, Intent
from agent.writing.composition import Composition
from agent.writing.documents import last_delivery
from agent.writing.meant import meant
from agent.writing.papers import Papers
from agent.writing.stance import Stance
from agent.writing.topics import Topic, topics

PASSED_ON = ("credit_unclear", "on_hold", "promise_after_broken", "contact_left", "contact_limited")
"""Reasons of the gate that a reader of the draft must see beside it."""
KIND_WORDS = {
    "pod": "proof of delivery",
    "po_copy": "purchase order",
    "credit_note": "credit note",
    "tax_form": "tax form",
    "other": "a document",
}
INTENT_WORDS = {
    Intent.DOCUMENT_REQUEST: "a document request",
    Intent.DISPUTE: "a dispute",
    Intent.PROMISE: "a promise to pay",
    Intent.HARDSHIP: "a request because of hardship",
    Intent.OTHER: "another matter",
}


def warnings_for(brief: Brief, composition: Composition, body: str) -> tuple[str, ...]:
    found = [
        *_stance(brief, composition),
        *_books(brief, composition),
        *_documents(composition.papers),
        *(f"To be filled in before sending: {blank}" for blank in dict.fromkeys(blanks(body))),
        *(reason.sentence for ask in composition.asks for reason in ask.verdict.reasons if reason.code in PASSED_ON),
    ]
    return tuple(dict.fromkeys(found))


def _stance(brief: Brief, composition: Composition) -> Iterator[str]:
    if composition.stance is Stance.SILENT:
        yield "Insolvency is mentioned: stop all contact. Nothing is drafted; a manager decides."
    if composition.stance is Stance.MACHINE:
        yield "It reads as if a machine had written it: close it with no reply, or ask for another draft."
    if composition.stance is Stance.OPEN and len(standing(composition.asks)) < len(composition.asks):
        yield "The customer takes an earlier mail back: the draft answers only what still stands."
    if composition.stance is Stance.STRANGER:
        yield "The sender may be told nothing: the draft says nothing of the books."
    if composition.stance is Stance.HOLDING:
        intents = dict.fromkeys(intent for ask in composition.asks for intent in ask.reading.intents)
        left = ", ".join(INTENT_WORDS[intent] for intent in intents) or "nothing else"
        yield f"The draft only confirms receipt; nothing is attached. Left to the manager: {left}."
    if composition.stance is Stance.OPEN:
        yield from _doubts(composition.asks)
    if any(Topic.BANK in topics(ask) for ask in composition.asks):
        yield "Bank details: call the phone number on file; never one from the mail."
    if brief.language not in LANGUAGES:
        yield f"Drafts are not written in this language ({brief.language}): the draft is in English."


def _doubts(asks: tuple[OpenAsk, ...]) -> Iterator[str]:
    """What the reader saw, the second vote doubts, and the draft leaves out or adds."""
    for ask in asks:
        read, said = set(ask.reading.intents), set(meant(ask).reading.intents)
        for intent in sorted(read - said - {Intent.OTHER}):
            yield f"It may also be {INTENT_WORDS[intent]}: the draft does not answer that."
        for intent in sorted(said - read - {Intent.OTHER}):
            yield f"It may be {INTENT_WORDS[intent]}: the draft answers it so."
        if Intent.OTHER in said - read:
            yield "There may be another matter: the draft speaks of it, see whether that fits."


def _books(brief: Brief, composition: Composition) -> Iterator[str]:
    if brief.books_stale_since and composition.stance is Stance.OPEN:
        age = (brief.today - brief.books_stale_since).days
        day = format_date(brief.books_stale_since, "en")
        yield f"The books are {age} days old (as of {day}): check every figure before sending."


def _documents(papers: Papers) -> Iterator[str]:
    for text in papers.unknown:
        yield f"{text} is not known in this account; the draft asks for the right number."
    for kind, of in papers.missing:
        yield f"Not on file: {KIND_WORDS.get(kind, kind)}{f' of {of}' if of else ''}. The draft says that we ask for it."
    for number in papers.chased:
        yield f"Not on file: proof of delivery of {number}. The draft says that we ask for it."
    for number in papers.sought:
        yield f"No corrected version of {number} is on file: find out whether there is one."
    for document in papers.review.values():
        if not document.released:
            yield f"{document.code} is not released: decide whether it may be given."
    for number in sorted(papers.asked):
        invoice = papers.invoices.get(number)
        delivery = last_delivery(invoice) if invoice else None
        if papers.never_received and delivery and delivery.recipient_left:
            day, who = format_date(delivery.sent_at.date(), "en"), delivery.to_name or delivery.to_address
            yield f"{number} was delivered on {day} to {who}, who has left: find the new contact."
