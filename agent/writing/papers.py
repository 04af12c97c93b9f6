"""Which documents one reply is about: attached, missing, to be checked, unknown, unclear. Deciding only; no words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from agent.domain.facts import AskMatch, DocumentFact, InvoiceFact, OpenAsk
from agent.domain.replies import not_the_one, wants_corrected
from agent.domain.resolving import by_number
from agent.domain.vocabulary import RELEASABLE_KINDS, DocumentKind, Intent
from agent.writing.origins import in_mail

NO_NUMBER = "no number"
"""How the match says that a mail names no document at all."""
LIMITED = "contact_limited"
"""The gate's reason that this contact may not have every kind."""
MOST_CANDIDATES = 6
DIFFERENT = (DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE)
"""What may stand in for an invoice that was not the right one."""


@dataclass
class Papers:
    """Everything about documents that one reply says, gathered over all open mails, each thing once."""

    sent: frozenset[UUID] = frozenset()
    """What has left in this case before."""
    invoices: dict[str, InvoiceFact] = field(default_factory=dict)
    found: dict[UUID, DocumentFact] = field(default_factory=dict)
    review: dict[UUID, DocumentFact] = field(default_factory=dict)
    missing: dict[tuple[str, str], str] = field(default_factory=dict)
    """Kind, and the number or scope asked for → the source of that number or scope."""
    chased: dict[str, InvoiceFact] = field(default_factory=dict)
    """Disputed invoices whose proof of delivery is not on file: we ask for it, and the customer need not know more."""
    proofs: set[UUID] = field(default_factory=set)
    """Attached because of a dispute, which says so itself."""
    sought: dict[str, InvoiceFact] = field(default_factory=dict)
    """Invoices of which somebody must look for a corrected version."""
    candidates: dict[str, InvoiceFact | None] = field(default_factory=dict)
    """Which documents an unclear request may mean; None: only its number is at hand."""
    unknown: dict[str, OpenAsk] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    """Numbers of the invoices whose documents a mail asks for."""
    never_received: bool = False
    wrong_one: bool = False
    """What we sent before was not what the customer meant."""
    ambiguous: bool = False
    empty: bool = False
    listed_in_attachment: bool = False

    def add(self, document: DocumentFact, allowed: bool = True) -> None:
        """Attach it, or say that it is missing, or that a person must first look whether it may be given."""
        if not document.available:
            of = document.invoice_number or ""
            self.missing[document.kind.value, of] = f"ledger:invoice:{of}"
        elif allowed and document.released and document.kind in RELEASABLE_KINDS:
            self.found[document.id] = document
        else:
            self.review[document.id] = document

    def add_proof(self, invoice: InvoiceFact) -> bool:
        """The proof of delivery of a disputed invoice; False: it is not on file, or was asked for and is listed anyway."""
        self.invoices[invoice.number] = invoice
        proof = invoice.document(DocumentKind.POD)
        if proof is None or not proof.available:
            self.chased[invoice.number] = invoice
            return False
        if proof.id not in self.found:
            self.add(proof)
            self.proofs |= {proof.id} & set(self.found)
        return proof.id in self.proofs


def gather(asks: tuple[OpenAsk, ...], sent: frozenset[UUID] = frozenset()) -> Papers:
    papers = Papers(sent)
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
    papers.wrong_one |= not_the_one(ask.mail) and bool(papers.sent)
    wanted = [one for one in ask.match.asks if one.ask.kind is not DocumentKind.BANK_LETTER]
    told = [_gather_one(papers, ask, one) for one in wanted]
    papers.empty |= not any(told) and not ask.match.unknown and len(wanted) == len(ask.match.asks)


def _gather_one(papers: Papers, ask: OpenAsk, one: AskMatch) -> bool:
    """False: the reply has nothing to say about this ask."""
    allowed = all(reason.code != LIMITED for reason in ask.verdict.reasons)
    documents = list(_wanted(papers, ask, one))
    for document in documents:
        papers.add(document, allowed)
        papers.asked.add(document.invoice_number or "")
    missing = [pair for text in one.missing if nameable(pair := missing_parts(text, one))]
    for kind, of in missing:
        papers.missing.setdefault((kind, of), in_mail(ask, one.ask.span))
        papers.asked.add(of)
    unclear = _gather_unclear(papers, ask, one)
    return bool(documents or missing or one.unknown or unclear or papers.sought)


def _wanted(papers: Papers, ask: OpenAsk, one: AskMatch) -> Iterator[DocumentFact]:
    """The documents found, without those that the customer has and says are not what is wanted."""
    corrected = wants_corrected(ask.mail)
    refused = papers.sent if corrected or not_the_one(ask.mail) else frozenset()
    for document in one.documents or _meant_invoices(ask, one):
        if corrected and document.kind is DocumentKind.INVOICE:
            yield from _corrected(papers, document, refused)
        elif document.id not in refused:
            yield document


def _meant_invoices(ask: OpenAsk, one: AskMatch) -> Iterator[DocumentFact]:
    """A number alone, no word for a paper: the invoice itself is what is wanted."""
    if one.ask.kind is DocumentKind.OTHER and one.ask.span is None:
        wanted = (invoice for invoice in ask.match.invoices if invoice.number in one.ask.references)
        yield from (paper for invoice in wanted if (paper := invoice.document(DocumentKind.INVOICE)))


def _corrected(papers: Papers, document: DocumentFact, refused: frozenset[UUID]) -> Iterator[DocumentFact]:
    """What the books have in place of this invoice; somebody looks for it where they have no other version."""
    invoice = papers.invoices.get(document.invoice_number or "")
    others = [one for one in invoice.documents if one.kind in DIFFERENT] if invoice else []
    different = [one for one in others if one.id != document.id and one.id not in refused]
    yield from different
    if invoice and not any(one.kind is DocumentKind.INVOICE for one in different):
        papers.sought[invoice.number] = invoice
        papers.asked.add(invoice.number)


def _gather_unclear(papers: Papers, ask: OpenAsk, one: AskMatch) -> bool:
    if not one.ambiguous:
        return False
    if any(not held.inline_image for held in ask.mail.attachments):
        papers.listed_in_attachment = True
    elif one.ambiguous != (NO_NUMBER,):
        papers.ambiguous = True
        papers.candidates |= dict(_candidates(ask, one))
    else:
        return False
    return True


def _candidates(ask: OpenAsk, one: AskMatch) -> Iterator[tuple[str, InvoiceFact | None]]:
    """Invoices alone: other papers have no number that a customer knows."""
    if one.ask.kind in (DocumentKind.TAX_FORM, DocumentKind.STATEMENT, DocumentKind.OTHER):
        return
    for text in one.ambiguous:
        hit = by_number(text, ask.match.invoices)
        if hit is not None:
            yield from ((invoice.number, invoice) for invoice in hit.invoices)
        elif text not in one.ask.references:
            yield text, None


MISSING = re.compile(r"(?P<kind>[a-z_]+)(?: (?:of|for))?(?: (?P<of>.+))?")


def missing_parts(text: str, one: AskMatch) -> tuple[str, str]:
    """ "pod of KO-26-1388" → "pod" and "KO-26-1388"; "invoice month:2026-09" → "invoice" and "month:2026-09".

    A paper of a kind that we have no word for is named by the customer's own."""
    parts = MISSING.fullmatch(text)
    if parts is None or parts["kind"] not in list(DocumentKind):
        return one.ask.kind.value, text
    own = one.ask.span.quote if one.ask.span and parts["kind"] == DocumentKind.OTHER else ""
    return parts["kind"], parts["of"] or own


def nameable(pair: tuple[str, str]) -> bool:
    return pair[0] != DocumentKind.OTHER or bool(pair[1])
