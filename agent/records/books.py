"""The part of the ledger that concerns one mail, as frozen facts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from agent.domain.facts import (
    BooksFact,
    ClientFact,
    ContactFact,
    CustomerFact,
    DeliveryFact,
    DocumentFact,
    InvoiceFact,
    PaymentFact,
    PromiseFact,
)
from agent.domain.vocabulary import DocumentKind
from agent.records.ledger import Client, Contact, Credit, Customer, Delivery, Document, Invoice, Payment
from agent.records.promises import Promise, holds

NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def books_for(session: Session, client: Client, customer_ids: Collection[UUID], guessed: bool = False) -> BooksFact:
    customers = session.exec(
        select(Customer).where(col(Customer.id).in_(customer_ids), Customer.client_id == client.id)
    ).all()
    held = holds(session, client.id)
    return BooksFact(
        as_of=client.books_as_of or NEVER,
        client=client_fact(session, client),
        customers=tuple(customer_fact(session, customer, held) for customer in customers),
        guessed=guessed,
    )


def client_fact(session: Session, client: Client) -> ClientFact:
    query = select(Document).where(Document.client_id == client.id, col(Document.customer_id).is_(None))
    return ClientFact(
        id=client.id,
        code=client.code,
        name=client.name,
        country=client.country,
        mailbox=client.mailbox,
        phone=client.phone,
        signature=client.signature,
        number_formats=tuple(client.number_formats),
        documents=tuple(document_fact(one) for one in session.exec(query.order_by(Document.code))),
    )


def document_fact(document: Document, invoice_number: str | None = None) -> DocumentFact:
    kind = DocumentKind(document.kind) if document.kind in set(DocumentKind) else DocumentKind.OTHER
    return DocumentFact(
        id=document.id,
        code=document.code,
        kind=kind,
        filename=document.filename,
        client_id=document.client_id,
        customer_id=document.customer_id,
        invoice_number=invoice_number,
        released=document.released,
        available=document.sha256 is not None or kind is DocumentKind.STATEMENT,
        title=document.title,
    )


def customer_fact(session: Session, customer: Customer, held: dict[str, str]) -> CustomerFact:
    documents: dict[UUID | None, list[Document]] = defaultdict(list)
    for document in session.exec(select(Document).where(Document.customer_id == customer.id).order_by(Document.code)):
        documents[document.invoice_id].append(document)
    contacts = session.exec(select(Contact).where(Contact.customer_id == customer.id).order_by(Contact.key)).all()
    deliveries = deliveries_by_document(session, customer, {c.email for c in contacts if c.status == "left"})
    invoices = session.exec(
        select(Invoice).where(Invoice.customer_id == customer.id).order_by(col(Invoice.issue_date), Invoice.number)
    )
    credits = session.exec(select(Credit).where(Credit.customer_id == customer.id, col(Credit.clear).is_(False)))
    return CustomerFact(
        id=customer.id,
        code=customer.code,
        name=customer.name,
        currency=customer.currency,
        language=customer.language,
        country=customer.country,
        held=customer.held,
        unclear_credit=credits.first() is not None,
        contacts=tuple(map(contact_fact, contacts)),
        documents=tuple(document_fact(one) for one in documents[None]),
        invoices=tuple(invoice_fact(one, documents[one.id], deliveries, held) for one in invoices),
        promises=tuple(promise_facts(session, customer)),
        payments=tuple(payment_facts(session, customer)),
    )


def contact_fact(contact: Contact) -> ContactFact:
    allowed = None if contact.may_receive is None else tuple(DocumentKind(kind) for kind in contact.may_receive)
    return ContactFact(
        id=contact.id, name=contact.name, email=contact.email, status=contact.status, may_receive=allowed
    )


def deliveries_by_document(session: Session, customer: Customer, left: set[str]) -> dict[UUID, list[DeliveryFact]]:
    query = select(Delivery).join(Document, col(Document.id) == col(Delivery.document_id))
    found: dict[UUID, list[DeliveryFact]] = defaultdict(list)
    for row in session.exec(query.where(Document.customer_id == customer.id).order_by(col(Delivery.sent_at))):
        found[row.document_id].append(
            DeliveryFact(
                document_id=row.document_id,
                sent_at=row.sent_at,
                to_address=row.to_address,
                to_name=row.to_name,
                proof=row.proof,
                recipient_left=row.to_address in left,
            )
        )
    return found


def invoice_fact(
    invoice: Invoice, documents: list[Document], deliveries: dict[UUID, list[DeliveryFact]], held: dict[str, str]
) -> InvoiceFact:
    return InvoiceFact(
        id=invoice.id,
        number=invoice.number,
        customer_id=invoice.customer_id,
        issue_date=invoice.issue_date,
        due_date=invoice.due_date,
        currency=invoice.currency,
        amount=invoice.amount,
        open_amount=invoice.open_amount,
        status=invoice.status,
        po_number=invoice.po_number,
        credit_note=invoice.credit_note,
        documents=tuple(document_fact(one, invoice.number) for one in documents),
        deliveries=tuple(delivery for one in documents for delivery in deliveries.get(one.id, ())),
        on_hold=held.get(invoice.number),
    )


def promise_facts(session: Session, customer: Customer) -> Iterable[PromiseFact]:
    for row in session.exec(select(Promise).where(Promise.customer_id == customer.id).order_by(col(Promise.made_on))):
        yield PromiseFact(
            invoices=tuple(row.invoices),
            made_on=row.made_on,
            promised_for=row.promised_for,
            amount=row.amount,
            state=row.state,
        )


def payment_facts(session: Session, customer: Customer) -> Iterable[PaymentFact]:
    for row in session.exec(select(Payment).where(Payment.customer_id == customer.id).order_by(col(Payment.day))):
        yield PaymentFact(
            day=row.day,
            amount=row.amount,
            currency=row.currency,
            reference=row.reference,
            invoices=tuple(str(one["invoice"]) for one in row.applied if one.get("invoice")),
        )


def numbers_of(session: Session, client_id: UUID, customer_ids: Collection[UUID]) -> Iterator[str]:
    """All numbers by which these accounts may name a paper: of invoices, their own orders, credit notes and delivery notes."""
    query = select(Invoice.number, Invoice.po_number, Invoice.credit_note)
    for row in session.exec(query.where(Invoice.client_id == client_id, col(Invoice.customer_id).in_(customer_ids))):
        yield from (number for number in row if number)
    papers = select(Document.code).where(Document.client_id == client_id, col(Document.invoice_id).is_not(None))
    yield from session.exec(papers.where(col(Document.customer_id).in_(customer_ids)))


def numbers_elsewhere(session: Session, candidates: frozenset[str], own: Collection[UUID]) -> frozenset[str]:
    """Which of these normalised numbers are invoices of an account that the sender may not act for, of any client."""
    if not candidates:
        return candidates
    query = select(Invoice.number_key).where(
        col(Invoice.number_key).in_(candidates), col(Invoice.customer_id).not_in(own)
    )
    return frozenset(session.exec(query))


def customers_by_domain(session: Session, client_id: UUID, domain: str) -> list[UUID]:
    return list(session.exec(select(Customer.id).where(Customer.client_id == client_id, Customer.domain == domain)))


def customers_by_number(session: Session, client_id: UUID, candidates: frozenset[str]) -> list[UUID]:
    query = select(Invoice.customer_id).where(Invoice.client_id == client_id, col(Invoice.number_key).in_(candidates))
    return sorted(set(session.exec(query)))
