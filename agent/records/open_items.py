"""A list of open items says by its silence that an invoice is no longer open. A person confirms it first."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlmodel import Session, col, select

from agent.domain.numbers import normalise
from agent.records import audit
from agent.records.ledger import Client, Customer, Invoice
from connectors.ports import Books

WITHOUT_CLAIM = frozenset({"cancelled", "credited", "credited_and_paid"})


@dataclass(frozen=True)
class OpenItem:
    """An invoice that we know as open. Customer and client by their codes."""

    client: str
    customer: str
    number: str
    currency: str
    open_amount: Decimal


@dataclass(frozen=True)
class Absent:
    """Rows that a list of open items lacks."""

    rows: tuple[tuple[Client, Customer, Invoice], ...] = ()

    @property
    def items(self) -> tuple[OpenItem, ...]:
        return tuple(
            OpenItem(client.code, customer.code, one.number, one.currency, one.open_amount)
            for client, customer, one in self.rows
        )


def absent(session: Session, books: Books, whole_client: bool) -> Absent:
    """The open invoices that these open items lack, though issued by their day.

    A list of one customer alone tells of that customer, unless a person said that it is the client's whole list. An
    empty one tells nothing: exports fail."""
    listed = {(one.client_id, normalise(one.number)) for one in books.invoices}
    named = {one.customer_id for one in books.invoices}
    query = select(Client, Customer, Invoice).join(Customer, col(Customer.client_id) == col(Client.id))
    query = query.join(Invoice, col(Invoice.customer_id) == col(Customer.id))
    query = query.where(col(Client.code).in_({client for client, _ in listed}))
    query = query.where(Invoice.open_amount > 0, col(Invoice.issue_date) <= books.as_of)
    if len(named) == 1 and not whole_client:
        query = query.where(col(Customer.code).in_(named))
    found = session.exec(query.order_by(Client.code, Customer.code, Invoice.number))
    return Absent(tuple(row for row in found if (row[0].code, row[2].number_key) not in listed))


def close(session: Session, found: Iterable[tuple[Client, Customer, Invoice]], by: UUID | str) -> None:
    """Count them as paid."""
    numbers: dict[UUID, list[str]] = defaultdict(list)
    for client, _, invoice in found:
        invoice.open_amount = Decimal(0)
        if invoice.status not in WITHOUT_CLAIM:
            invoice.status = "paid"
        numbers[client.id].append(invoice.number)
    session.flush()
    for client_id, closed in numbers.items():
        audit.record(session, client_id, "invoices_closed", "client", client_id, by, numbers=closed)
