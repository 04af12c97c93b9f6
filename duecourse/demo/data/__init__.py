"""What the demo company is made of, as plain files, and reading them."""

from decimal import Decimal
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

FOLDER = Path(__file__).parent


class Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ContactEntry(Entry):
    key: str
    name: str
    local: str
    """The address before the @; what follows is the customer's domain."""
    role: str
    status: str = "active"
    may_receive: tuple[str, ...] | None = None


class CustomerEntry(Entry):
    id: str
    client: str
    name: str
    country: str
    language: str
    domain: str
    po: str
    """How the customer's own order numbers begin."""
    address: tuple[str, ...]
    contacts: tuple[ContactEntry, ...]
    terms: int = 30
    group: str | None = None


class ClientEntry(Entry):
    id: str
    name: str
    country: str
    currency: str
    language: str
    domain: str
    mailbox: str
    aliases: tuple[str, ...]
    phone: str
    signature: str
    address: tuple[str, ...]
    tax_number: str
    bank: str
    tax_rate: Decimal
    goods: tuple[tuple[str, Decimal], ...]
    """Description and net price of one."""
    last_line: str
    """The line that brings an invoice to its amount."""


class InvoiceEntry(Entry):
    """One invoice that a mail or a story speaks of; the rest are made up around them."""

    number: str
    customer: str
    amount: Decimal
    status: str = "open"
    open: Decimal | None = None
    po: str | None = ""
    """None: ordered without a number; "": made up."""
    credit_note: str | None = None
    lacks: tuple[str, ...] = ()
    """Kinds of documents that nobody can find."""
    delivered_to: str | None = None
    """The contact whom the invoice was sent to, if not the first."""
    goods: tuple[tuple[str, int], ...] = ()
    issued: str | None = None
    """`month -1 day 5`, where a mail asks by month; else the number tells the age."""


class PromiseEntry(Entry):
    customer: str
    invoices: tuple[str, ...]
    made: int
    """Days from today; `day` likewise."""
    day: int
    amount: Decimal | None
    state: str


class Company(Entry):
    clients: tuple[ClientEntry, ...]
    customers: tuple[CustomerEntry, ...]

    def client(self, key: str) -> ClientEntry:
        return next(one for one in self.clients if one.id == key)

    def customer(self, key: str) -> CustomerEntry:
        return next(one for one in self.customers if one.id == key)


class Story(Entry):
    invoices: tuple[InvoiceEntry, ...]
    promises: tuple[PromiseEntry, ...]


@cache
def company() -> Company:
    return Company.model_validate_json((FOLDER / "company.json").read_bytes())


@cache
def story() -> Story:
    return Story.model_validate_json((FOLDER / "story.json").read_bytes())
