"""Rules about the documents that would be sent, and the books they come from."""

import re
from collections.abc import Iterable
from datetime import timedelta

from agent.domain.accounts import strange_company
from agent.domain.facts import AskMatch, CaseFile, InvoiceFact, Reason
from agent.domain.limits import Limits
from agent.domain.vocabulary import RELEASABLE_KINDS, DocumentKind, Route


def nothing_found(file: CaseFile, _: Limits) -> Reason | None:
    if not file.match.asks:
        return Reason(code="nothing_asked", sentence="No document is named that could be sent.")
    for ask in file.match.asks:
        if ask.unknown:
            return Reason(
                code="number_unknown", sentence="A number is not known in this account.", words=ask.unknown[0]
            )
        if ask.ambiguous:
            sentence = "It is not clear which document is meant."
            return Reason(code="document_ambiguous", sentence=sentence, words=asked_for(ask))
        if ask.missing or not ask.documents:
            sentence = f"A document asked for is not on file{missing(ask)}."
            return Reason(code="document_missing", sentence=sentence, words=asked_for(ask))
    return None


def asked_for(ask: AskMatch) -> str:
    """The mail's own words for it; "" where only its sense says so."""
    return ask.ask.span.quote if ask.ask.span else " ".join(ask.ask.references[:1])


def missing(ask: AskMatch) -> str:
    """ "pod of KO-26-1388" and "invoice month:2026-09" for people to read."""
    kind, _, rest = (ask.missing or ("",))[0].partition(" ")
    named = "proof of delivery" if kind == DocumentKind.POD else kind.replace("_", " ")
    return f": {named} {re.sub(r'^[a-z_]+:', 'of ', rest)}".rstrip() if kind else ""


def unknown_number(file: CaseFile, _: Limits) -> Reason | None:
    """Numbers in the client's own shape. Whether one exists in another account must make no difference that shows."""
    shapes = [re.compile(one, re.IGNORECASE) for one in file.books.client.number_formats]
    unknown = [one for one in file.match.unknown if any(shape.fullmatch(one.strip()) for shape in shapes)]
    if unknown:
        return Reason(code="number_unknown", sentence="A number is not known in this account.", words=unknown[0])
    return None


def other_company(file: CaseFile, _: Limits) -> Reason | None:
    """Papers of an account that is not the sender's: their own would be the wrong ones."""
    known = (file.books.client.name, *(customer.name for customer in file.books.customers))
    if name := strange_company(file.mail, known):
        return Reason(code="company_other", sentence="A company is named that is not the sender's account.", words=name)
    return None


def foreign_document(file: CaseFile, _: Limits) -> Reason | None:
    """Whatever was matched: only documents of the accounts this very address may act for."""
    own = set(file.sender.customer_ids)
    for document in file.match.documents:
        company = document.customer_id is None and document.kind in COMPANY_KINDS
        if document.client_id != file.books.client.id or not (document.customer_id in own or company):
            return Reason(code="document_foreign", sentence="A document belongs to another account.", route=Route.FRAUD)
    return None


COMPANY_KINDS = (DocumentKind.TAX_FORM, DocumentKind.BANK_LETTER, DocumentKind.OTHER)
"""Papers of the client itself. Which of them may leave is another rule's business."""


def not_releasable(file: CaseFile, limits: Limits) -> Reason | None:
    documents = file.match.documents
    for document in documents:
        if document.kind not in RELEASABLE_KINDS or not document.released or not document.available:
            return Reason(code="not_released", sentence="A person releases this document.", words=document.code)
        if document.kind not in file.auto_kinds:
            sentence = f"Automatic answers are off for this kind of document ({document.kind.value.replace('_', ' ')})."
            return Reason(code="kind_off", sentence=sentence)
    if len(documents) > limits.documents_per_answer:
        return Reason(code="too_many", sentence=f"{len(documents)} documents are asked for at once.")
    return None


def contact_may_not_receive(file: CaseFile, _: Limits) -> Reason | None:
    """Each account says for itself what the sender may have of it; for papers of the client itself every one must allow it."""
    for customer in file.books.customers:
        for contact in customer.contacts:
            if contact.may_receive is None or contact.email.strip().lower() != file.sender.address:
                continue
            papers = [one for one in file.match.documents if one.customer_id in (customer.id, None)]
            if any(one.kind not in contact.may_receive for one in papers):
                return Reason(
                    code="contact_limited", sentence=f"{contact.name or contact.email} may not receive this kind."
                )
    return None


def asked_invoices(file: CaseFile) -> Iterable[InvoiceFact]:
    """The invoices whose documents would be sent."""
    numbers = {document.invoice_number for document in file.match.documents}
    return (i for customer in file.books.customers for i in customer.invoices if i.number in numbers)


def invoice_not_plain(file: CaseFile, _: Limits) -> Reason | None:
    """A credited one goes out alone only by a person; who asks for the credit note, too, knows of the credit."""
    for invoice in asked_invoices(file):
        kinds = {document.kind for document in file.match.documents if document.invoice_number == invoice.number}
        if invoice.status == "cancelled":
            return Reason(code="invoice_cancelled", sentence=f"{invoice.number} was cancelled.")
        if invoice.status in ("credited", "credited_and_paid") and DocumentKind.CREDIT_NOTE not in kinds:
            note = f" by {invoice.credit_note}" if invoice.credit_note else ""
            return Reason(code="invoice_credited", sentence=f"{invoice.number} was credited{note}.")
        if invoice.status not in KNOWN_STATUSES:
            return Reason(code="status_unknown", sentence=f"{invoice.number} has an unknown status.")
    return None


KNOWN_STATUSES = ("open", "partly_paid", "paid", "disputed", "credited", "credited_and_paid")


def unclear_credit(file: CaseFile, _: Limits) -> Reason | None:
    statement = any(document.kind is DocumentKind.STATEMENT for document in file.match.documents)
    if statement and any(customer.unclear_credit for customer in file.books.customers):
        return Reason(code="credit_unclear", sentence="The account holds a credit that nobody has explained yet.")
    return None


def on_hold(file: CaseFile, _: Limits) -> Reason | None:
    held = next((customer.held for customer in file.books.customers if customer.held), None)
    held = held or next((i.on_hold for i in asked_invoices(file) if i.on_hold in STOPPING_HOLDS), None)
    return Reason(code="on_hold", sentence=f"The account is on hold ({held}).") if held else None


STOPPING_HOLDS = ("legal", "insolvency", "fraud", "manual")


def books_stale(file: CaseFile, limits: Limits) -> Reason | None:
    age = file.now - file.books.as_of
    if age > timedelta(hours=limits.of(file.books.client.code).books_stale_hours):
        return Reason(code="books_stale", sentence=f"The books are {age.days} days old.")
    return None


def delivery_to_somebody_who_left(file: CaseFile, _: Limits) -> Reason | None:
    if not file.reading.facts.never_received:
        return None
    for invoice in asked_invoices(file):
        delivery = max(invoice.deliveries, key=lambda one: one.sent_at, default=None)
        if delivery and delivery.recipient_left:
            who = delivery.to_name or delivery.to_address
            sentence = f"It was delivered on {delivery.sent_at:%-d %B %Y} to {who}, who has left."
            return Reason(code="delivered_to_left_contact", sentence=sentence)
    return None
