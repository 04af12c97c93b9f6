"""From the books to the order of an automatic answer. Takes no reading: what a mail seems to say cannot get in here."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from agent.domain.facts import BooksFact, ContactFact, CustomerFact, DeliveryFact, DocumentFact, InvoiceFact
from agent.domain.vocabulary import LANGUAGES, DocumentKind
from agent.writing.automatic import AutomaticOrder, FirstSending, Language, SentDocument, template_for
from agent.writing.names import document_title


def order_for(
    documents: Sequence[DocumentFact], books: BooksFact, contact_id: UUID, subject: str, language: str
) -> AutomaticOrder:
    """The answer that sends `documents` to a contact of the books.

    `subject` is the inbound header as it came, `language` the one in which the mail is written; the customer's own
    language, then English, stands in for one that is not answered. Raises ValueError for a contact that is not in the
    books and for documents that are never sent automatically."""
    customer, contact = _contact(books, contact_id)
    client = books.client
    return AutomaticOrder(
        template=template_for(document.kind for document in documents),
        language=_language(language, customer.language),
        client_name=client.name,
        client_signature=client.signature.strip(),
        client_phone=client.phone,
        recipient_name=contact.name,
        documents=tuple(_sent(document, books) for document in documents),
        subject=subject[:998],
    )


def _contact(books: BooksFact, contact_id: UUID) -> tuple[CustomerFact, ContactFact]:
    for customer in books.customers:
        for contact in customer.contacts:
            if contact.id == contact_id:
                return customer, contact
    raise ValueError("the recipient is not a contact of these books")


def _language(*wanted: str) -> Language:
    return Language(next((one for one in wanted if one in LANGUAGES), "en"))


def _sent(document: DocumentFact, books: BooksFact) -> SentDocument:
    invoice = next((one for one in _invoices(books) if one.number == document.invoice_number), None)
    common = {"kind": document.kind, "code": document.code, "number": document.invoice_number}
    sending = _first_sending(document, invoice)
    if document.kind is DocumentKind.STATEMENT:
        return SentDocument(**common, day=books.as_of.date(), first_sending=sending)
    if invoice is None:
        return SentDocument(**common, title=document_title(document), first_sending=sending)
    if document.kind is DocumentKind.INVOICE:
        money = {"amount": invoice.amount, "currency": invoice.currency}
        return SentDocument(**common, **money, day=invoice.issue_date, first_sending=sending)
    own = {DocumentKind.CREDIT_NOTE: invoice.credit_note, DocumentKind.PO_COPY: invoice.po_number}.get(document.kind)
    return SentDocument(**common, own_number=own, first_sending=sending)


def _first_sending(document: DocumentFact, invoice: InvoiceFact | None) -> FirstSending | None:
    """The earliest recorded sending; the address of somebody who has left is not repeated."""
    sendings = [one for one in invoice.deliveries if one.document_id == document.id] if invoice else []
    first: DeliveryFact | None = min(sendings, key=lambda one: one.sent_at, default=None)
    if first is None:
        return None
    return FirstSending(day=first.sent_at.date(), address="" if first.recipient_left else first.to_address)


def _invoices(books: BooksFact) -> Iterator[InvoiceFact]:
    return (invoice for customer in books.customers for invoice in customer.invoices)
