"""What happened so far between the demo company and its customers: payments, deliveries, promises, credits."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from hashlib import sha256

from connectors.ports import CreditRecord, CustomerRecord, DeliveryRecord, InvoiceRecord, PaymentRecord, PromiseRecord
from duecourse.demo.data import InvoiceEntry, company, story

REFERENCES = {"GBP": "BACS", "EUR": "SEPA"}
SHORT_EVERY = 17
"""Of the settled invoices every seventeenth was first paid short, and the rest followed."""
UNEXPLAINED = ("F16", Decimal("412.50"))
"""The customer with a credit that nobody can place, and how much it is."""


def payments(invoices: tuple[InvoiceRecord, ...]) -> tuple[PaymentRecord, ...]:
    return tuple(one for place, invoice in enumerate(invoices) for one in payments_of(invoice, place))


def payments_of(invoice: InvoiceRecord, place: int) -> Iterator[PaymentRecord]:
    """What came for one invoice: once, in two parts, or not at all."""
    paid = invoice.amount - invoice.open_amount
    if invoice.status not in ("paid", "partly_paid", "credited_and_paid"):
        return
    day = invoice.due_date - timedelta(days=invoice.issue_date.toordinal() % 9)
    if invoice.status == "paid" and place % SHORT_EVERY == 0:
        first = (paid * Decimal("0.97")).quantize(Decimal("0.01"))
        yield payment(invoice, day, first, 1)
        yield payment(invoice, day + timedelta(days=12), paid - first, 2)
    else:
        yield payment(invoice, day, paid, 1)


def payment(invoice: InvoiceRecord, day: date, amount: Decimal, part: int) -> PaymentRecord:
    return PaymentRecord(
        id=f"P-{invoice.number}-{part}",
        customer_id=invoice.customer_id,
        date=day,
        amount=amount,
        currency=invoice.currency,
        reference=f"{REFERENCES[invoice.currency]} {invoice.number}",
        applied=({"invoice": invoice.number, "amount": str(amount)},),
    )


def promises(today: date) -> tuple[PromiseRecord, ...]:
    return tuple(
        PromiseRecord(
            id=f"PR-{place:02}",
            customer_id=entry.customer,
            invoices=entry.invoices,
            made_on=today + timedelta(days=entry.made),
            promised_for=today + timedelta(days=entry.day),
            amount=entry.amount,
            state=entry.state,
        )
        for place, entry in enumerate(story().promises, start=1)
    )


def credits(invoices: tuple[InvoiceRecord, ...], today: date) -> tuple[CreditRecord, ...]:
    """The credit notes of the books, and one credit that nobody has explained yet."""
    noted = [
        CreditRecord(
            id=invoice.credit_note,
            customer_id=invoice.customer_id,
            amount=invoice.amount,
            currency=invoice.currency,
            issue_date=invoice.issue_date + timedelta(days=9),
            invoice=invoice.number,
        )
        for invoice in invoices
        if invoice.credit_note
    ]
    customer, amount = UNEXPLAINED
    unclear = CreditRecord(
        id="CR-0001",
        customer_id=customer,
        amount=amount,
        currency=company().client(company().customer(customer).client).currency,
        issue_date=today - timedelta(days=20),
        clear=False,
    )
    return (*noted, unclear)


def deliveries(
    invoices: tuple[InvoiceRecord, ...], entries: tuple[InvoiceEntry, ...], customers: tuple[CustomerRecord, ...]
) -> tuple[DeliveryRecord, ...]:
    """Each invoice went by mail to one contact on the evening of its day; `invoices` and `entries` go in step."""
    by_id = {customer.id: customer for customer in customers}
    return tuple(
        delivery(invoice, entry, by_id[invoice.customer_id])
        for invoice, entry in zip(invoices, entries, strict=True)
        if "invoice" in invoice.documents
    )


def delivery(invoice: InvoiceRecord, entry: InvoiceEntry, customer: CustomerRecord) -> DeliveryRecord:
    to = next((one for one in customer.contacts if one.key == entry.delivered_to), customer.contacts[0])
    queue = sha256(invoice.number.encode()).hexdigest()[:11].upper()
    return DeliveryRecord(
        id=f"DL-{invoice.number}",
        document_id=invoice.documents["invoice"],
        sent_at=datetime.combine(invoice.issue_date, time(16, 40), UTC),
        to_address=to.email,
        to_name=to.name,
        proof=f"250 2.0.0 Ok: queued as {queue} by mail.{customer.domain}",
    )
