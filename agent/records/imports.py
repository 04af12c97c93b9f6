"""Bring a reading of a ledger into our tables. Importing the same books again changes nothing.

What the books do not say stays as it is: a list of open invoices takes no contact and no language from anybody.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session, SQLModel, col, select

from agent.domain.numbers import learn_formats, normalise
from agent.domain.vocabulary import DocumentKind
from agent.records import audit, contact_lists
from agent.records.contact_lists import KINDS
from agent.records.database import utc_now
from agent.records.ledger import (
    Client,
    Contact,
    Credit,
    Customer,
    Delivery,
    Document,
    Invoice,
    LedgerImport,
    Payment,
)
from agent.records.promises import Promise
from connectors.ports import Books, CustomerRecord, DocumentRecord

UNFIT = re.compile(r"[^\w .,()-]+")
"""What a file name should not hold."""
COLUMN_OF = {"id": "code", "group": "group_code", "invoice": "invoice_number"}
"""Columns that have another name than the record's field."""
INVOICE_FIELDS = frozenset(
    {"number", "issue_date", "due_date", "currency", "amount", "open_amount", "status", "po_number", "credit_note"}
)


class Importer:
    """One import. Counts what was added and what was changed, by kind of row.

    `ended`: the contacts that their list named no more, with their customers' codes."""

    def __init__(self, session: Session, books: Books) -> None:
        self.session = session
        self.books = books
        self.counts: Counter[str] = Counter()
        self.ended: list[tuple[str, str]] = []
        self.clients: dict[str, Client] = {}
        self.new: list[Client] = []
        self.customers: dict[str, Customer] = {}
        self.invoices: dict[tuple[UUID, str], Invoice] = {}
        self.documents: dict[str, Document] = {}

    def run(self, source: str, by: UUID | str, problems: int = 0) -> "Importer":
        self.take_clients()
        self.take_customers()
        self.take_invoices()
        self.take_documents()
        self.take_payments()
        self.take_credits()
        self.take_promises()
        self.take_deliveries()
        self.note(source, by, problems)
        return self

    def upsert(
        self, existing: SQLModel | None, model: type[SQLModel], values: dict[str, Any], unsaid: Iterable[str] = ()
    ) -> Any:
        """Insert, or change only what differs. `unsaid`: columns that an existing row keeps as they are."""
        name = str(model.__tablename__)
        if existing is None:
            row = model(**values)
            self.session.add(row)
            self.counts[f"{name}_added"] += 1
            return row
        kept = frozenset(unsaid)
        changed = {key: value for key, value in values.items() if key not in kept and getattr(existing, key) != value}
        for key, value in changed.items():
            setattr(existing, key, value)
        self.counts[f"{name}_{'changed' if changed else 'same'}"] += 1
        return existing

    def of_these_clients(self, model: Any) -> Iterator[Any]:
        """Every row of the books' clients, in one query."""
        ids = [client.id for client in self.clients.values()]
        return iter(self.session.exec(select(model).where(col(model.client_id).in_(ids))))

    def take_clients(self) -> None:
        known = {client.code: client for client in self.session.exec(select(Client))}
        formats = self.number_formats(known)
        for record in self.books.clients:
            values: dict[str, Any] = {
                "code": record.id,
                "name": record.name,
                "country": record.country,
                "mailbox": record.mailbox.lower(),
                "aliases": [alias.lower() for alias in record.aliases],
                "number_formats": formats[record.id],
                "bank_data": list(record.bank_data),
            }
            if self.books.invoices or self.books.payments:
                values["books_as_of"] = datetime.combine(self.books.as_of, time(23, 59), UTC)
            values |= {key: value for key in ("phone", "signature") if (value := getattr(record, key))}
            unsaid = {*unsaid_by(record), *(("name",) if record.name == record.id else ())}
            self.clients[record.id] = self.upsert(known.get(record.id), Client, values, unsaid)
        self.session.flush()
        self.new = [client for code, client in self.clients.items() if code not in known]

    def number_formats(self, known: dict[str, Client]) -> dict[str, list[str]]:
        """By client code, the shapes of all numbers: those already known and those of these books.

        Sorted first, so that the same numbers give the same formats whatever order they came in."""
        numbers: dict[str, set[str]] = defaultdict(set)
        for invoice in self.books.invoices:
            numbers[invoice.client_id].add(invoice.number)
        ids = {known[record.id].id: record.id for record in self.books.clients if record.id in known}
        rows = self.session.exec(select(Invoice.client_id, Invoice.number).where(col(Invoice.client_id).in_(ids)))
        for client_id, number in rows:
            numbers[ids[client_id]].add(number)
        return {record.id: list(learn_formats(sorted(numbers[record.id]))) for record in self.books.clients}

    def take_customers(self) -> None:
        known = {(customer.client_id, customer.code): customer for customer in self.of_these_clients(Customer)}
        self.customers = {customer.code: customer for customer in known.values()}
        for record in self.books.customers:
            client = self.clients[record.client_id]
            values = {
                "client_id": client.id,
                "code": record.id,
                "name": record.name,
                "country": record.country,
                "currency": record.currency,
                "language": record.language,
                "domain": record.domain.lower(),
                "payment_terms_days": record.payment_terms_days,
                "group_code": record.group,
            }
            existing = known.get((client.id, record.id))
            unsaid = {*unsaid_by(record), *(("name",) if record.name == record.id else ())}
            self.customers[record.id] = self.upsert(existing, Customer, values, unsaid)
        self.session.flush()
        self.take_contacts()

    def take_contacts(self) -> None:
        known: dict[UUID, dict[str, Contact]] = defaultdict(dict)
        for contact in self.of_these_clients(Contact):
            known[contact.customer_id][contact.key] = contact
        for record in self.books.customers:
            if "contacts" in record.model_fields_set:
                customer = self.customers[record.id]
                self.take_contacts_of(record, customer, known[customer.id])

    def take_contacts_of(self, record: CustomerRecord, customer: Customer, known: dict[str, Contact]) -> None:
        """A contact that its list no longer names has left."""
        lists = self.books.contact_lists
        for one in record.contacts:
            existing = contact_lists.same_contact(one, known)
            values = contact_lists.contact_values(one, customer, existing, lists)
            self.upsert(existing, Contact, values, contact_lists.unsaid_of(existing, unsaid_by(one)))
        for gone in contact_lists.ended(known, lists):
            self.counts["contacts_ended"] += 1
            self.ended.append((customer.code, gone.email))

    def take_invoices(self) -> None:
        self.invoices = {(invoice.client_id, invoice.number): invoice for invoice in self.of_these_clients(Invoice)}
        for record in self.books.invoices:
            client, customer = self.clients[record.client_id], self.customers[record.customer_id]
            values = record.model_dump(include=set(INVOICE_FIELDS))
            values |= {"client_id": client.id, "customer_id": customer.id, "number_key": normalise(record.number)}
            key = (client.id, record.number)
            self.invoices[key] = self.upsert(self.invoices.get(key), Invoice, values, unsaid_by(record))
        self.session.flush()

    def take_documents(self) -> None:
        known = {(document.client_id, document.code): document for document in self.of_these_clients(Document)}
        self.documents = {document.code: document for document in known.values()}
        for record in self.all_documents():
            client = self.clients[record.client_id]
            customer = self.customers.get(record.customer_id or "")
            invoice = self.invoices.get((client.id, record.invoice or ""))
            if (record.customer_id and customer is None) or (record.invoice and invoice is None):
                # Without its account it would pass for a document of the client itself, which anybody may get.
                self.counts["documents_without_account"] += 1
                continue
            values = {
                "client_id": client.id,
                "customer_id": customer.id if customer else invoice.customer_id if invoice else None,
                "invoice_id": invoice.id if invoice else None,
                "code": record.id,
                "kind": record.kind,
                "title": record.title,
                "filename": record.filename or f"{record.id}.pdf",
                "released": record.released,
            }
            self.take_document(record, known.get((client.id, record.id)), values)
        self.session.flush()

    def take_document(self, record: DocumentRecord, existing: Document | None, values: dict[str, Any]) -> None:
        """A document that moves to another account or invoice leaves its file behind: the bytes belong to the old one."""
        if existing is not None:
            if existing.customer_id is not None and values["customer_id"] is None:
                self.counts["documents_without_account"] += 1
                return
            if any(getattr(existing, key) != values[key] for key in ("customer_id", "invoice_id", "kind")):
                values["sha256"] = None
        unsaid = unsaid_by(record) - {"customer_id", "invoice_id"}
        self.documents[record.id] = self.upsert(existing, Document, values, unsaid)

    def all_documents(self) -> Iterable[DocumentRecord]:
        """Documents of invoices, company documents, and a statement for every customer."""
        yield from self.books.documents
        for company in self.books.company_documents:
            kind = company.kind if company.kind in KINDS else DocumentKind.OTHER.value
            filename = company.filename or f"{UNFIT.sub(' ', company.title).strip() or company.id}.pdf"
            yield DocumentRecord(
                id=company.id,
                client_id=company.client_id,
                kind=kind,
                title=company.title,
                filename=filename,
                released=company.auto_release,
            )
        yield from self.statements()

    def statements(self) -> Iterator[DocumentRecord]:
        """One for every customer that the books give none; an id that another customer has already cannot serve.

        Where the books name statements, a customer without one gets none before a person releases it.
        """
        owners = {record.id: record.customer_id for record in self.books.documents}
        naming = {one.client_id for one in self.books.customers if one.statement_document_id}
        for customer in self.books.customers:
            code = customer.statement_document_id or f"STATEMENT-{customer.id}"
            if owners.get(code, customer.id) != customer.id:
                code = f"STATEMENT-{customer.id}"
            if code not in owners:
                owners[code] = customer.id
                released = bool(customer.statement_document_id) or customer.client_id not in naming
                yield DocumentRecord(
                    id=code, kind="statement", client_id=customer.client_id, customer_id=customer.id, released=released
                )

    def take_payments(self) -> None:
        known = self.by_code(Payment)
        for record in self.books.payments:
            customer = self.customers[record.customer_id]
            values = {
                "client_id": customer.client_id,
                "customer_id": customer.id,
                "code": record.id,
                "day": record.date,
                "amount": record.amount,
                "currency": record.currency,
                "reference": record.reference,
                "applied": [{key: str(value) for key, value in one.items()} for one in record.applied],
            }
            key = (customer.client_id, record.id)
            known[key] = self.upsert(known.get(key), Payment, values, unsaid_by(record))

    def take_credits(self) -> None:
        known = self.by_code(Credit)
        for record in self.books.credits:
            customer = self.customers[record.customer_id]
            values = {
                "client_id": customer.client_id,
                "customer_id": customer.id,
                "code": record.id,
                "amount": record.amount,
                "currency": record.currency,
                "issue_date": record.issue_date,
                "invoice_number": record.invoice,
                "clear": record.clear,
            }
            key = (customer.client_id, record.id)
            known[key] = self.upsert(known.get(key), Credit, values, unsaid_by(record))

    def take_promises(self) -> None:
        known = self.by_code(Promise)
        for record in self.books.promises:
            customer = self.customers[record.customer_id]
            values = {
                "client_id": customer.client_id,
                "customer_id": customer.id,
                "code": record.id,
                "invoices": list(record.invoices),
                "made_on": record.made_on,
                "promised_for": record.promised_for,
                "amount": record.amount,
                "currency": customer.currency,
                "state": record.state,
            }
            key = (customer.client_id, record.id)
            known[key] = self.upsert(known.get(key), Promise, values, unsaid_by(record))

    def take_deliveries(self) -> None:
        known = self.by_code(Delivery)
        for record in self.books.deliveries:
            document = self.documents.get(record.document_id)
            if document is None:
                self.counts["deliveries_without_document"] += 1
                continue
            values = {
                "client_id": document.client_id,
                "document_id": document.id,
                "code": record.id,
                "sent_at": record.sent_at,
                "to_address": record.to_address.lower(),
                "to_name": record.to_name,
                "proof": record.proof,
            }
            key = (document.client_id, record.id)
            known[key] = self.upsert(known.get(key), Delivery, values, unsaid_by(record))

    def by_code(self, model: Any) -> dict[tuple[UUID, str], Any]:
        return {(row.client_id, row.code): row for row in self.of_these_clients(model)}

    def note(self, source: str, by: UUID | str, problems: int) -> None:
        row = LedgerImport(
            as_of=self.books.as_of, source=source, counts=dict(self.counts), problems=problems, at=utc_now()
        )
        self.session.add(row)
        self.session.flush()
        for client in self.new:
            audit.begin(self.session, client.id)
        for client in self.clients.values():
            audit.record(self.session, client.id, "books_imported", "import", row.id, by, as_of=self.books.as_of)


def unsaid_by(record: BaseModel) -> frozenset[str]:
    """The columns of the fields that this record leaves to their defaults."""
    unset = type(record).model_fields.keys() - record.model_fields_set
    return frozenset(COLUMN_OF.get(name, name) for name in unset)


def import_books(session: Session, books: Books, source: str, by: UUID | str, problems: int = 0) -> Importer:
    """Counts by `<table>_added`, `<table>_changed`, `<table>_same`. How fresh the books are, only invoices and payments say."""
    return Importer(session, books).run(source, by, problems)
