"""The demo company's two hundred invoices and the papers that belong to them.

The ones that the story names are all from the last hundred days, so that what a mail means by "all open ones" or "last
month" is known; those made up around them are older and settled.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from connectors.ports import DocumentRecord, InvoiceRecord
from duecourse.demo.data import CustomerEntry, InvoiceEntry, company, story

SEED = 20260
TOTAL = 200
FIRST = {"FRK": 10401, "DIJ": 60401}
"""The first number of the last hundred days."""
PREFIX = {"FRK": "FRK", "DIJ": "RG"}
OLDEST_STORY_AGE = 95.0
DAYS_PER_NUMBER = 1.15
MADE_UP_AGES = (130, 420)
SETTLED = {7: "credited", 13: "credited_and_paid", 25: "cancelled"}
"""How every fortieth of the made-up invoices ended, by its place among forty; all others are paid."""


def entries() -> tuple[InvoiceEntry, ...]:
    """All invoices, oldest first within each client."""
    return (*made_up_entries(), *story().invoices)


def made_up_entries() -> Iterator[InvoiceEntry]:
    random = Random(SEED)
    missing = TOTAL - len(story().invoices)
    for client, count in (("FRK", (missing + 1) // 2), ("DIJ", missing // 2)):
        customers = [one for one in company().customers if one.client == client]
        for place in range(count):
            status = SETTLED.get(place % 40, "paid")
            yield InvoiceEntry(
                number=f"{PREFIX[client]}-{FIRST[client] - 60 - count + place}",
                customer=customers[place % len(customers)].id,
                amount=Decimal(random.randrange(18_000, 890_000)).scaleb(-2),
                status=status,
                credit_note=f"CN-{'21'[client == 'DIJ']}{900 + place}" if status.startswith("credited") else None,
                po="" if random.random() < 0.8 else None,
                lacks=("pod",) if random.random() < 0.12 else (),
            )


def invoice_record(entry: InvoiceEntry, today: date) -> InvoiceRecord:
    customer = company().customer(entry.customer)
    issued = issue_date(entry, today)
    return InvoiceRecord(
        number=entry.number,
        client_id=customer.client,
        customer_id=customer.id,
        issue_date=issued,
        due_date=issued + timedelta(days=customer.terms),
        currency=company().client(customer.client).currency,
        amount=entry.amount,
        open_amount=open_amount(entry),
        status=entry.status,
        po_number=po_number(entry, customer),
        credit_note=entry.credit_note,
        documents={one.kind: one.id for one in documents_of(entry)},
    )


def issue_date(entry: InvoiceEntry, today: date) -> date:
    if entry.issued:
        months, day = re.findall(r"-?\d+", entry.issued)
        return in_month(today, int(months), int(day))
    return today - timedelta(days=age(entry.number))


def in_month(today: date, months: int, day: int) -> date:
    """That day of the month so many months from today's."""
    years, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return date(years, month + 1, day)


def age(number: str) -> int:
    """Days since an invoice was issued: later numbers are younger."""
    prefix, digits = number.split("-")
    client = next(key for key, value in PREFIX.items() if value == prefix)
    place = int(digits) - FIRST[client]
    if place >= 0:
        return round(OLDEST_STORY_AGE - DAYS_PER_NUMBER * place)
    youngest, oldest = MADE_UP_AGES
    return youngest + round((oldest - youngest) * (-60 - place) / 61)


def open_amount(entry: InvoiceEntry) -> Decimal:
    if entry.open is not None:
        return entry.open
    return entry.amount if entry.status in ("open", "disputed") else Decimal("0.00")


def po_number(entry: InvoiceEntry, customer: CustomerEntry) -> str | None:
    """As the story says, else made up from the invoice's own number."""
    return f"{customer.po}-{int(entry.number[-4:]) + 3120}" if entry.po == "" else entry.po


def documents_of(entry: InvoiceEntry) -> Iterator[DocumentRecord]:
    """The papers of one invoice, in the order in which they came about."""
    customer = company().customer(entry.customer)
    order = po_number(entry, customer)
    codes = {
        "po_copy": f"PO-{order}" if order else None,
        "invoice": entry.number,
        "pod": f"POD-{entry.number}",
        "receipt": f"REC-{entry.number}" if entry.status == "paid" and int(entry.number[-1]) % 3 == 0 else None,
        "credit_note": entry.credit_note,
    }
    for kind, code in codes.items():
        if code and kind not in entry.lacks:
            yield DocumentRecord(
                id=code,
                kind=kind,
                client_id=customer.client,
                customer_id=customer.id,
                invoice=entry.number,
                filename=f"{code}.pdf",
            )
