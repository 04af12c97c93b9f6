"""What a draft says about documents: found, missing, unknown, credited, sent before."""

from collections.abc import Iterator
from datetime import date

from agent.domain.facts import DeliveryFact, DocumentFact, InvoiceFact
from agent.domain.vocabulary import DocumentKind
from agent.writing.names import document_title, person_name
from agent.writing.origins import number, numbers, unknown_number
from agent.writing.papers import MOST_CANDIDATES, Papers
from agent.writing.phrases import Voice

CREDITED = ("credited", "credited_and_paid")


def request_paragraphs(voice: Voice, papers: Papers) -> list[str]:
    """In this order: attached, not on file, to be checked, unknown, unclear, and what the books know about them."""
    said = list(_lists(voice, papers))
    if papers.sought:
        said.append(voice.say("request.corrected", invoices=numbers(voice, tuple(papers.sought.values()))))
    if papers.unknown:
        texts = [unknown_number(voice, ask, text) for text, ask in papers.unknown.items()]
        said.append(voice.say("request.unknown", numbers=voice.list(texts), many=len(texts) > 1))
    if papers.ambiguous:
        said.append(_unclear(voice, papers))
    if papers.listed_in_attachment:
        said.append(voice.say("request.attached"))
    if papers.empty and not said:
        said.append(voice.say("request.which"))
    sorry = [voice.say("request.sorry")] if papers.wrong_one else []
    return [*sorry, *said, *_states(voice, papers)]


def _lists(voice: Voice, papers: Papers) -> Iterator[str]:
    found = [document for key, document in papers.found.items() if key not in papers.proofs]
    if found:
        yield voice.lines(voice.say("request.found"), [document_line(voice, papers, one) for one in found])
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
    title = document_title(document) if document.invoice_number is None else ""
    return voice.say(
        f"document.{document.kind}", number=voice.fact(document.invoice_number or "", source), day=_issued(voice, invoice),
        own=voice.fact(note or document.code, source), title=voice.fact(title, source),
    )  # fmt: skip


def _issued(voice: Voice, invoice: InvoiceFact | None) -> str:
    return voice.day(invoice.issue_date, f"ledger:invoice:{invoice.number}.issue_date") if invoice else ""


def _missing_line(voice: Voice, papers: Papers, kind: str, of: str) -> str:
    """By its invoice; a document asked for by month, day, order or amount with that in brackets."""
    invoice, source = papers.invoices.get(of), papers.missing[kind, of]
    words = voice.fact(of, source) if kind == DocumentKind.OTHER and not invoice else ""
    line = voice.say(f"document.{kind}", number=number(voice, invoice) if invoice else "", day="", own="", title=words)
    told = "" if invoice or words else _scope(voice, of, source)
    return f"{line} ({told})" if told else line


def _scope(voice: Voice, scope: str, source: str) -> str:
    name, _, value = scope.rpartition(":")
    if not any(letter.isdigit() for letter in value):
        return ""
    return voice.day(date.fromisoformat(value), source) if name == "date" else voice.fact(value, source)


def _unclear(voice: Voice, papers: Papers) -> str:
    """What it may be, where that is not too much to read."""
    if not 1 < len(papers.candidates) <= MOST_CANDIDATES:
        return voice.say("request.ambiguous")
    lines = [_candidate(voice, name, invoice) for name, invoice in papers.candidates.items()]
    return voice.lines(voice.say("request.several"), lines, voice.say("request.several_next"))


def _candidate(voice: Voice, name: str, invoice: InvoiceFact | None) -> str:
    told = voice.fact(name, f"ledger:invoice:{name}")
    return voice.say("document.invoice", number=told, day=_issued(voice, invoice), own="", title="")


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
