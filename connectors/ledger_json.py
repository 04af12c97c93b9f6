"""Books from one JSON file: lists of clients, customers, invoices, documents, payments, promises and more.

Unknown keys are ignored. Errors: DC-501 the file is not such a JSON · DC-511 the file cannot be read.
"""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from connectors.ledger_checks import Placed, Problems, record_of, that_fit, used_once
from connectors.mail_security import os_words
from connectors.ports import (
    Books,
    ClientRecord,
    CompanyDocumentRecord,
    ContactRecord,
    CreditRecord,
    CustomerRecord,
    DeliveryRecord,
    DocumentRecord,
    InvoiceRecord,
    PaymentRecord,
    PromiseRecord,
    Record,
    Refused,
    RowProblem,
)

_KINDS: dict[str, type[Record]] = {
    "clients": ClientRecord,
    "customers": CustomerRecord,
    "invoices": InvoiceRecord,
    "documents": DocumentRecord,
    "company_documents": CompanyDocumentRecord,
    "payments": PaymentRecord,
    "promises": PromiseRecord,
    "credits": CreditRecord,
    "deliveries": DeliveryRecord,
}
_DAY = TypeAdapter(date)


class JsonLedger:
    """A LedgerSource over one file. Amounts are taken from the digits of the file, never through binary fractions."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> tuple[Books, tuple[RowProblem, ...]]:
        """The sound rows, and a problem for each other one. Raises Refused DC-501 or DC-511 for the file as a whole."""
        data = self._parsed()
        problems = Problems()
        rows = {name: _rows(data, name, problems) for name in _KINDS}
        return _Check(rows, problems).books(self._as_of(data)), tuple(problems.found)

    def _parsed(self) -> dict[str, Any]:
        try:
            text = self._path.read_bytes().decode("utf-8-sig")
            data = json.loads(text, parse_float=Decimal, parse_constant=lambda _: None)
        except OSError as error:
            raise Refused("DC-511", f"{self._path} cannot be read: {os_words(error)}.") from error
        except UnicodeDecodeError as error:
            raise Refused(
                "DC-501", f"{self._path.name} is not UTF-8 text (byte {error.start}). Save it as UTF-8."
            ) from error
        except json.JSONDecodeError as error:
            where = f"line {error.lineno}, column {error.colno}"
            raise Refused("DC-501", f"{self._path.name} is not JSON: {error.msg} at {where}. Mend it there.") from error
        except (RecursionError, ValueError) as error:
            raise Refused("DC-501", f"{self._path.name} is nested too deep, or holds a number without end.") from error
        if not isinstance(data, dict):
            raise Refused(
                "DC-501", f"{self._path.name} must hold one object, with as_of, clients, customers and invoices."
            )
        return data

    def _as_of(self, data: dict[str, Any]) -> date:
        try:
            return _DAY.validate_python(data.get("as_of"))
        except ValidationError:
            words = 'does not say which day the books are of. Add "as_of": "YYYY-MM-DD".'
            raise Refused("DC-501", f"{self._path.name} {words}") from None


def _rows(data: dict[str, Any], name: str, problems: Problems) -> list[Placed]:
    listed = data.get(name)
    if listed is None:
        return []
    if not isinstance(listed, list):
        problems.add(name, "This is not a list. Write [ … ] here.")
        return []
    placed = []
    for index, row in enumerate(listed):
        place = f"{name}[{index}]"
        if name == "customers" and isinstance(row, dict) and row.get("contacts") is not None:
            row = {**row, "contacts": _contacts(row["contacts"], place, problems)}
        record = record_of(_KINDS[name], row, place, problems)
        if record is not None:
            placed.append(Placed(place, record))
    return placed


def _contacts(rows: Any, place: str, problems: Problems) -> list[dict[str, Any]]:
    """The sound contacts of a customer; a broken one costs neither the others nor the customer."""
    if not isinstance(rows, list):
        problems.add(f"{place}.contacts", "This is not a list. Write [ … ] here.")
        return []
    placed = []
    for index, row in enumerate(rows):
        inner = f"{place}.contacts[{index}]"
        record = record_of(ContactRecord, row, inner, problems)
        if record is not None:
            placed.append(Placed(inner, record))
    kept = used_once(placed, lambda one: one.key, "This contact's key", problems, {})
    return [row.record.model_dump(exclude_unset=True) for row in kept]


class _Check:
    """Which rows of a file belong together. The order of the checks matters: a row whose owner fell out falls out too."""

    def __init__(self, rows: dict[str, list[Placed]], problems: Problems) -> None:
        self._rows = rows
        self._problems = problems
        self._clients: dict[str, ClientRecord] = {}
        self._customers: dict[str, CustomerRecord] = {}
        self._invoices: dict[tuple[str, str], InvoiceRecord] = {}
        self._documents: dict[str, DocumentRecord] = {}

    def books(self, as_of: date) -> Books:
        clients = self._once("clients", lambda one: one.id)
        self._clients = {one.id: one for one in clients}
        customers = self._once("customers", lambda one: one.id, self._about_client)
        self._customers = {one.id: one for one in customers}
        invoices = self._once("invoices", lambda one: (one.client_id, one.number), self._about_owner)
        self._invoices = {(one.client_id, one.number): one for one in invoices}
        papers: dict[object, str] = {}
        listed = self._once("documents", lambda one: one.id, self._about_document, papers)
        self._documents = {one.id: one for one in (*listed, *self._mentioned(listed))}
        return Books(
            as_of=as_of,
            clients=clients,
            customers=customers,
            invoices=invoices,
            documents=tuple(self._documents.values()),
            company_documents=self._once("company_documents", lambda one: one.id, self._about_client, papers),
            payments=self._once("payments", lambda one: one.id, self._about_customer),
            promises=self._once("promises", lambda one: one.id, self._about_customer),
            credits=self._once("credits", lambda one: one.id, self._about_customer),
            deliveries=self._once("deliveries", lambda one: one.id, self._about_delivery),
        )

    def _once(
        self,
        name: str,
        key: Callable[[Any], object],
        objection: Callable[[Any], str | None] = lambda _: None,
        seen: dict[object, str] | None = None,
    ) -> tuple[Any, ...]:
        fitting = that_fit(self._rows[name], objection, self._problems)
        kept = used_once(fitting, key, "The same id", self._problems, {} if seen is None else seen)
        return tuple(row.record for row in kept)

    def _about_client(self, record: CustomerRecord | CompanyDocumentRecord) -> str | None:
        if record.client_id not in self._clients:
            return f"The client {record.client_id} is not in this file. Add it to clients, or correct client_id."
        return None

    def _about_customer(self, record: PaymentRecord | PromiseRecord | CreditRecord) -> str | None:
        if record.customer_id not in self._customers:
            return (
                f"The customer {record.customer_id} is not in this file. Add it to customers, or correct customer_id."
            )
        return None

    def _about_owner(self, record: InvoiceRecord) -> str | None:
        customer = self._customers.get(record.customer_id)
        if customer is None:
            return (
                f"The customer {record.customer_id} is not in this file. Add it to customers, or correct customer_id."
            )
        if customer.client_id != record.client_id:
            return f"The customer {customer.id} belongs to client {customer.client_id}, not {record.client_id}."
        return None

    def _about_document(self, record: DocumentRecord) -> str | None:
        """Nothing without an account: it would pass for a paper of the client itself, which anybody may get."""
        if record.invoice is not None:
            invoice = self._invoices.get((record.client_id, record.invoice))
            if invoice is None:
                return f"The invoice {record.invoice} is not among those of client {record.client_id}. Correct invoice."
            if record.customer_id not in (None, invoice.customer_id):
                return f"The invoice {record.invoice} is {invoice.customer_id}'s, not {record.customer_id}'s."
            return None
        if record.customer_id is None:
            return (
                "This names neither an invoice nor a customer. A paper of the client itself goes to company_documents."
            )
        customer = self._customers.get(record.customer_id)
        if customer is None or customer.client_id != record.client_id:
            return f"Client {record.client_id} has no customer {record.customer_id} in this file. Correct customer_id."
        return None

    def _mentioned(self, listed: tuple[DocumentRecord, ...]) -> list[DocumentRecord]:
        """Documents that an invoice names and the list of documents does not."""
        refused = {row.record.id for row in self._rows["documents"]} | {one.id for one in listed}
        refused |= {row.record.id for row in self._rows["company_documents"]}
        found: dict[str, DocumentRecord] = {}
        for one in self._invoices.values():
            for kind, code in one.documents.items():
                if code and code not in refused:
                    owner = {"client_id": one.client_id, "customer_id": one.customer_id, "invoice": one.number}
                    found.setdefault(code, DocumentRecord(id=code, kind=kind, **owner))
        return list(found.values())

    def _about_delivery(self, record: DeliveryRecord) -> str | None:
        if record.document_id not in self._documents:
            return (
                f"The document {record.document_id} is not in this file. Add it to documents, or correct document_id."
            )
        return None
