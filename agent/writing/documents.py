"""What a draft says about documents: found, missing, unknown, credited, sent before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from agent.domain.facts import DeliveryFact, DocumentFact, InvoiceFact, OpenAsk
from agent.domain.vocabulary import RELEASABLE_KINDS, DocumentKind, Intent
from agent.writing.names import person_name
from agent.writing.origins import in_mail, number, unknown_number
from agent.writing.phrases import Voice

CREDITED = ("credited", "credited_and_paid")


@dataclass
class Papers:
    """Everything about documents that one reply says, gathered over all open mails, each thing once."""

    invoices: dict[str, InvoiceFact] = field(default_factory=dict)
    found: dict[UUID, DocumentFact] = field(default_factory=dict)
    review: dict[UUID, DocumentFact] = field(default_factory=dict)
    missing: dict[tuple[str, str], str] = field(default_factory=dict)
    """Kind, and the number or scope asked for → the source of that number or scope."""
    unknown: dict[str, OpenAsk] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    """Numbers of the invoices whose documents a mail asks for."""
    never_received: bool = False
    ambiguous: bool = False
    empty: bool = False

    def add(self, document: DocumentFact) -> None:
        """Attach it, or say that it is missing, or that a person must first look whether it may be given."""
        if not document.available:
            of = document.invoice_number or ""
            self.missing[document.kind.value, of] = f"ledger:invoice:{of}"
        elif document.released and document.kind in RELEASABLE_KINDS:
            self.found[document.id] = document
        else:
            self.review[document.id] = document

    def add_proof(self, invoice: InvoiceFact) -> bool:
        """The proof of delivery of a disputed invoice; False: it is not on file."""
        self.invoices[invoice.number] = invoice
        proof = invoice.document(DocumentKind.POD)
        if proof is None:
            self.missing[DocumentKind.POD.value, invoice.number] = f"ledger:invoice:{invoice.number}"
            return False
        self.add(proof)
        return proof.id in self.found


def gather(asks: tuple[OpenAsk, ...]) -> Papers:
    papers = Papers()
    for ask in asks:
        papers.invoices |= {invoice.number: invoice for invoice in ask.match.invoices}
        papers.unknown |= dict.fromkeys(_unknown(ask), ask)
        if Intent.DOCUMENT_REQUEST in ask.reading.intents:
            _gather_request(papers, ask)
    for invoice in papers.invoices.values():
        if invoice.number in papers.asked and (note := invoice.document(DocumentKind.CREDIT_NOTE)):
            papers.add(note)
    return papers


def _unknown(ask: OpenAsk) -> Iterator[str]:
    yield from ask.match.unknown
    for one in ask.match.asks:
        yield from one.unknown


def _gather_request(papers: Papers, ask: OpenAsk) -> None:
    papers.never_received |= ask.reading.facts.never_received
    wanted = [one for one in ask.match.asks if one.ask.kind is not DocumentKind.BANK_LETTER]
    for one in wanted:
        for document in one.documents:
            papers.add(document)
            papers.asked.add(document.invoice_number or "")
        for text in one.missing:
            kind, of = missing_parts(text, one.ask.kind)
            papers.missing.setdefault((kind, of), in_mail(ask, one.ask.span))
            papers.asked.add(of)
        papers.ambiguous |= bool(one.ambiguous)
    told = any(one.documents or one.missing or one.unknown or one.ambiguous for one in ask.match.asks)
    papers.empty |= not told and not ask.match.unknown and len(wanted) == len(ask.match.asks)


MISSING = re.compile(r"(?P<kind>[a-z_]+)(?: (?:of|for))?(?: (?P<of>.+))?")


def missing_parts(text: str, kind: DocumentKind) -> tuple[str, str]:
    """ "pod of KO-26-1388" → "pod" and "KO-26-1388"; "invoice month:2026-09" → "invoice" and "month:2026-09"."""
    parts = MISSING.fullmatch(text)
    if parts is None or parts["kind"] not in list(DocumentKind):
        return kind.value, text
    return parts["kind"], parts["of"] or ""


# --- the sentences ---------------------------------------------------------------------------------------------------


def request_paragraphs(voice: Voice, papers: Papers) -> list[str]:
    """In this order: attached, not on file, to be checked, unknown, unclear, and what the books know about them."""
    said = list(_lists(voice, papers))
    if papers.unknown:
        texts = [unknown_number(voice, ask, text) for text, ask in papers.unknown.items()]
        said.append(voice.say("request.unknown", numbers=voice.list(texts), many=len(texts) > 1))
    if papers.ambiguous:
        said.append(voice.say("request.ambiguous"))
    if papers.empty and not said:
        said.append(voice.say("request.which"))
    return [*said, *_states(voice, papers)]


def _lists(voice: Voice, papers: Papers) -> Iterator[str]:
    if papers.found:
        lines = [document_line(voice, papers, document) for document in papers.found.values()]
        yield voice.lines(voice.say("request.found"), lines)
    if papers.missing:
        lines = [_missing_line(voice, papers, kind, of) for kind, of in papers.missing]
        yield voice.lines(voice.say("request.missing"), lines, voice.say("request.missing_next"))
    if papers.review:
        lines = [document_line(voice, papers, document) for document in papers.review.values()]
        yield voice.lines(voice.say("request.review"), lines)


def document_line(voice: Voice, papers: Papers, document: DocumentFact) -> str:
    source = f"ledger:document:{document.code}"
    invoice = papers.invoices.get(document.invoice_number or "")
    note = invoice.credit_note if invoice and document.kind is DocumentKind.CREDIT_NOTE else None
    day = voice.day(invoice.issue_date, f"ledger:invoice:{invoice.number}.issue_date") if invoice else ""
    own = note or (document.filename if document.invoice_number is None else "") or document.code
    return voice.say(
        f"document.{document.kind}", number=voice.fact(document.invoice_number or "", source), day=day,
        own=voice.fact(own, source),
    )  # fmt: skip


def _missing_line(voice: Voice, papers: Papers, kind: str, of: str) -> str:
    """By its invoice; a document asked for by month, day, order or amount with that in brackets."""
    invoice = papers.invoices.get(of)
    line = voice.say(f"document.{kind}", number=number(voice, invoice) if invoice else "", day="", own="")
    told = "" if invoice else _scope(voice, of, papers.missing[kind, of])
    return f"{line} ({told})" if told else line


def _scope(voice: Voice, scope: str, source: str) -> str:
    name, _, value = scope.rpartition(":")
    if not any(letter.isdigit() for letter in value):
        return ""
    return voice.day(date.fromisoformat(value), source) if name == "date" else voice.fact(value, source)


def _states(voice: Voice, papers: Papers) -> Iterator[str]:
    for invoice in (papers.invoices[one] for one in sorted(papers.asked) if one in papers.invoices):
        source = f"ledger:invoice:{invoice.number}.credit_note"
        note = voice.fact(invoice.credit_note or "", source)
        if invoice.status in CREDITED:
            yield voice.say(
                "request.credited", invoice=number(voice, invoice), note=note or voice.say("blank.credit_note")
            )
        elif invoice.status == "cancelled":
            yield voice.say("request.cancelled", invoice=number(voice, invoice), note=note)
        if papers.never_received and (delivery := last_delivery(invoice)) and delivery.to_address:
            yield _delivered(voice, invoice, delivery)


def last_delivery(invoice: InvoiceFact) -> DeliveryFact | None:
    return max(invoice.deliveries, key=lambda one: one.sent_at, default=None)


def _delivered(voice: Voice, invoice: InvoiceFact, delivery: DeliveryFact) -> str:
    source = f"ledger:delivery:{invoice.number}"
    name = person_name(delivery.to_name)
    whom = f"{name} ({delivery.to_address})" if name else delivery.to_address
    return voice.say(
        "request.delivered", invoice=number(voice, invoice), whom=voice.fact(whom, f"{source}.to_address"),
        day=voice.day(delivery.sent_at.date(), f"{source}.sent_at"),
    )  # fmt: skip
