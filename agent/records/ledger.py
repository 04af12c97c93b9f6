"""Our copy of the clients' books. Each row knows its client; `Client.books_as_of` says how fresh they are."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from agent.records.database import jsonb, jsonb_or_null, money, new_id, timestamp


class Client(SQLModel, table=True):
    __tablename__ = "clients"
    id: UUID = Field(default_factory=new_id, primary_key=True)
    code: str = Field(unique=True)
    name: str
    country: str = ""
    mailbox: str = ""
    aliases: list[str] = jsonb(list)
    phone: str = ""
    signature: str = ""
    bank_data: list[str] = jsonb(list)
    """Its own account numbers, as they stand in letters. No other may leave in a mail."""
    number_formats: list[str] = jsonb(list)
    books_as_of: datetime | None = timestamp(nullable=True)
    created_at: datetime = timestamp()


class Customer(SQLModel, table=True):
    __tablename__ = "customers"
    __table_args__ = (UniqueConstraint("client_id", "code"),)
    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="clients.id", index=True)
    code: str
    name: str
    country: str = ""
    currency: str = "EUR"
    language: str = "en"
    domain: str = ""
    payment_terms_days: int = 30
    group_code: str | None = None
    held: str | None = None
    """legal | insolvency | fraud | manual: nothing is answered automatically."""


class Contact(SQLModel, table=True):
    __tablename__ = "contacts"
    __table_args__ = (UniqueConstraint("customer_id", "key"),)
    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="clients.id", index=True)
    customer_id: UUID = Field(foreign_key="customers.id", index=True)
    key: str
    name: str = ""
    email: str = Field(index=True)
    role: str = ""
    status: str = "active"
    may_receive: list[str] | None = jsonb_or_null()
    listed_in: str | None = None
    """The kind of file that it came from, and that alone can end it; None: no list names it any more."""


class Invoice(SQLModel, table=True):
    __tablename__ = "invoices"
    __table_args__ = (UniqueConstraint("client_id", "number"),)
    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="clients.id", index=True)
    customer_id: UUID = Field(foreign_key="customers.id", index=True)
    number: str
    number_key: str = Field(index=True)
    """The number without separators, as `agent.domain.numbers.normalise` gives it."""
    issue_date: date
    due_date: date
    currency: str
    amount: Decimal = money()
    open_amount: Decimal = money()
    status: str = "open"
    po_number: str | None = None
    credit_note: str | None = None


class Payment(SQLModel, table=True):
    __tablename__ = "payments"
    __table_args__ = (UniqueConstraint("client_id", "code"),)
    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="clients.id", index=True)
    customer_id: UUID = Field(foreign_key="customers.id", index=True)
    code: str
    day: date
    amount: Decimal = money()
    currency: str
    reference: str = ""
    applied: list[dict[str, Any]] = jsonb(list)


class Credit(SQLModel, table=True):
    __tablename__ = "credits"
    __table_args__ = (UniqueConstraint("client_id", "code"),)
    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="clients.id", index=True)
    customer_id: UUID = Field(foreign_key="customers.id", index=True)
    code: str
    amount: Decimal = money()
    currency: str
    issue_date: date
    invoice_number: str | None = None
    clear: bool = True


class Document(SQLModel, table=True):
    """`customer_id` None: a document of the client itself. `sha256` None: no file is known (a statement is made when sent)."""

    __tablename__ = "documents"
    __table_args__ = (UniqueConstraint("client_id", "code"),)
    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="clients.id", index=True)
    customer_id: UUID | None = Field(default=None, foreign_key="customers.id", index=True)
    invoice_id: UUID | None = Field(default=None, foreign_key="invoices.id", index=True)
    code: str
    kind: str
    title: str = ""
    filename: str
    sha256: str | None = None
    released: bool = True


class Delivery(SQLModel, table=True):
    """Which document was sent when, to whom, with what proof."""

    __tablename__ = "deliveries"
    __table_args__ = (UniqueConstraint("client_id", "code"),)
    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="clients.id", index=True)
    document_id: UUID = Field(foreign_key="documents.id", index=True)
    code: str
    sent_at: datetime = timestamp(default=False)
    to_address: str
    to_name: str = ""
    proof: str = ""


class LedgerImport(SQLModel, table=True):
    __tablename__ = "ledger_imports"
    id: UUID = Field(default_factory=new_id, primary_key=True)
    at: datetime = timestamp()
    as_of: date
    source: str
    counts: dict[str, Any] = jsonb()
    problems: int = 0


def client_by_code(session: Session, code: str) -> Client | None:
    return session.exec(select(Client).where(Client.code == code)).first()


def contacts_of_client(session: Session, client_id: UUID) -> list[tuple[Contact, Customer]]:
    query = select(Contact, Customer).join(Customer, col(Customer.id) == col(Contact.customer_id))
    return [(contact, customer) for contact, customer in session.exec(query.where(Contact.client_id == client_id))]


def contacts_of_customers(session: Session, customer_ids: tuple[UUID, ...]) -> list[Contact]:
    query = select(Contact).where(col(Contact.customer_id).in_(customer_ids), Contact.status == "active")
    return list(session.exec(query.order_by(Contact.name)))


def documents_of(session: Session, ids: list[UUID]) -> list[Document]:
    """The documents in the order asked for; unknown ids are left out."""
    found = {one.id: one for one in session.exec(select(Document).where(col(Document.id).in_(ids)))}
    return [found[one] for one in ids if one in found]
