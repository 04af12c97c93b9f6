"""Rows of spreadsheets → records of a ledger. A row that cannot be taken becomes a problem with its line.

Ids that the files do not give are made from what a row says, so that the same files give the same ids again.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from connectors.csv_headers import OPEN_ITEMS, plain
from connectors.csv_rows import about_customer, applied_to, contact_status, merged, name_as_id, state_of, sums_of
from connectors.csv_sheet import Sheet
from connectors.csv_text import Row
from connectors.csv_values import NotReadable
from connectors.csv_words import is_total, kind_of, language_of, row_type, status_of, yes_or_no
from connectors.ledger_checks import Problems, paper_id, record_of
from connectors.ports import (
    Books,
    ClientRecord,
    ContactRecord,
    CreditRecord,
    CustomerRecord,
    DeliveryRecord,
    DocumentRecord,
    InvoiceRecord,
    PaymentRecord,
    Record,
)

_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")
_DEFAULT_TERMS = 30
_WITH_EMAIL = ("customers", "invoices")


class CsvBooks:
    """Fills the lists of one client's books, sheet after sheet, in the order of `take`."""

    def __init__(self, client: str, as_of: date) -> None:
        self._client = client
        self._as_of = as_of
        self.problems = Problems()
        self._customers: dict[str, dict[str, Any]] = {}
        self._names: dict[str, set[str]] = defaultdict(set)
        self._contacts: dict[str, dict[str, ContactRecord]] = defaultdict(dict)
        self._knows: set[str] = set()
        self._contact_lists: tuple[str, ...] = ()
        self._invoices: dict[str, InvoiceRecord] = {}
        self._credits: dict[str, CreditRecord] = {}
        self._payments: dict[str, PaymentRecord] = {}
        self._documents: dict[str, DocumentRecord] = {}
        self._deliveries: dict[str, DeliveryRecord] = {}
        self._repeats: Counter[str] = Counter()

    def take(self, sheets: dict[str, Sheet]) -> Books:
        """The books of these sheets, by kind."""
        self._knows = set(sheets)
        self._contact_lists = tuple(kind for kind in sheets if self._names_contacts(sheets[kind]))
        steps: dict[str, Callable[[Sheet, Row], None]] = {
            "customers": self._customer,
            "contacts": self._contact,
            "invoices": self._invoice,
            "credits": self._credit,
            "payments": self._payment,
            "documents": self._document,
            "deliveries": self._delivery,
        }
        for kind, step in steps.items():
            if kind in sheets:
                self._all_rows(sheets[kind], step)
        return Books(
            as_of=self._as_of,
            clients=(ClientRecord(id=self._client, name=self._client),),
            customers=tuple(self._finished_customers()),
            invoices=tuple(self._invoices.values()),
            credits=tuple(self._credits.values()),
            payments=tuple(self._payments.values()),
            documents=tuple(self._documents.values()),
            deliveries=tuple(self._deliveries.values()),
            contact_lists=self._contact_lists,
            open_items="invoices" in sheets and self._all_open(sheets["invoices"]),
        )

    def _all_rows(self, sheet: Sheet, step: Callable[[Sheet, Row], None]) -> None:
        self.problems.found.extend(sheet.table.problems.found)
        for row in sheet.table.rows:
            if is_total(next(filter(None, row.cells))):
                continue
            try:
                step(sheet, row)
            except NotReadable as error:
                said = dict.fromkeys([str(error), *sheet.unreadable(row)])
                self.problems.add(sheet.place(row), f"{'; '.join(said)}. Correct this row and import again.")

    # --- customers and contacts ----------------------------------------------------------------------------------

    def _customer(self, sheet: Sheet, row: Row) -> None:
        name = sheet.cell(row, "name")
        code = sheet.cell(row, "id") or name_as_id(name)
        if not code:
            raise NotReadable("This row has neither a number nor a name")
        values = {"id": code, "client_id": self._client, "name": name or code, **about_customer(sheet, row)}
        if self._customers.get(code, values) != values:
            raise NotReadable(f"Customer {code} stands in an earlier row with other values")
        if record_of(CustomerRecord, values, sheet.place(row), self.problems) is None:
            return
        self._customers[code] = values
        self._names[plain(name)].add(code)
        self._addresses(sheet, row, code, sheet.cell(row, "contact_name"))

    def _addresses(self, sheet: Sheet, row: Row, code: str, name: str) -> None:
        """The addresses in an e-mail cell, as contacts of this customer."""
        cell = sheet.cell(row, "email")
        found = _ADDRESS.findall(cell)
        if cell and not found:
            self.problems.add(
                sheet.place(row), f'"{cell[:60]}" is not an e-mail address. The customer was taken without it.'
            )
        for address in found:
            key = address.lower()
            given = {"name": name} if name else {}
            record = ContactRecord(key=key, email=key, listed_in=sheet.kind, **given)
            self._contacts[code].setdefault(key, record)

    def _contact(self, sheet: Sheet, row: Row) -> None:
        code = self._owner(sheet, row, derive=True)
        email = sheet.cell(row, "email").lower()
        if not _ADDRESS.fullmatch(email):
            raise NotReadable(f'"{email[:60]}" is not an e-mail address')
        values: dict[str, Any] = {"key": sheet.cell(row, "key") or email, "email": email, "listed_in": sheet.kind}
        values |= {field: cell for field in ("name", "role") if (cell := sheet.cell(row, field))}
        if cell := sheet.cell(row, "status"):
            values["status"] = contact_status(sheet, cell)
        if sheet.has("may_receive") and (cell := sheet.cell(row, "may_receive")):
            values["may_receive"] = [kind_of(one) for one in re.split(r"[;,|/]", cell) if one.strip()]
        record = record_of(ContactRecord, values, sheet.place(row), self.problems)
        if record is not None:
            self._add_contact(code, record)

    def _add_contact(self, code: str, record: ContactRecord) -> None:
        """The contacts' own file knows more of an address than the customers' file."""
        mine = self._contacts[code]
        if record.key != record.email:
            mine.pop(record.email, None)
        earlier = mine.get(record.key)
        if (
            earlier is not None
            and earlier != record
            and earlier.model_fields_set > {"key", "email", "name", "listed_in"}
        ):
            raise NotReadable(f"Contact {record.key} stands in an earlier row with other values")
        mine[record.key] = record

    def _names_contacts(self, sheet: Sheet) -> bool:
        """A list of invoices does so only where no other file tells of the customers."""
        telling = sheet.kind in ("contacts", "customers") or not {"contacts", "customers"} & self._knows
        return sheet.kind == "contacts" or (telling and sheet.kind in _WITH_EMAIL and sheet.has("email"))

    def _owner(self, sheet: Sheet, row: Row, derive: bool = False) -> str:
        """The id of the customer that a row names by number or name.

        Without a file of customers, the rows of `derive` make them; others name some that we may know already."""
        number, name = sheet.cell(row, "customer_id"), sheet.cell(row, "customer_name")
        for cell in filter(None, (number, name)):
            if cell in self._customers:
                return cell
            named = self._names.get(plain(cell), set())
            if len(named) > 1:
                raise NotReadable(f'Several customers are called "{cell[:60]}": name this one by its number')
            if named:
                return next(iter(named))
        code = number or name_as_id(name)
        if not code:
            raise NotReadable("This row names no customer")
        if "customers" in self._knows:
            raise NotReadable(f'The customer "{(number or name)[:60]}" is not among the customers of these files')
        if derive:
            self._customers[code] = {"id": code, "client_id": self._client, "name": name or code}
            self._names[plain(name or code)].add(code)
        return code

    def _finished_customers(self) -> list[CustomerRecord]:
        """Contacts are said, also that there are none, wherever a file has a place for them."""
        finished = []
        for code, values in self._customers.items():
            said = {"contacts": tuple(self._contacts[code].values())} if self._contact_lists else {}
            finished.append(CustomerRecord(**values, **said))
        return finished

    # --- invoices and credits ------------------------------------------------------------------------------------

    def _invoice(self, sheet: Sheet, row: Row) -> None:
        code = self._owner(sheet, row, derive=True)
        amount, rest = sums_of(sheet, row)
        values: dict[str, Any] = {"client_id": self._client, "customer_id": code}
        values["currency"] = self._currency(sheet, row, code)
        issued = sheet.day(row, "issue_date")
        if issued is None:
            raise NotReadable("issue_date is empty")
        if amount < 0 or (rest is not None and rest < 0 == amount):
            self._negative(sheet, row, code, values | {"issue_date": issued, "amount": abs(amount or rest or 0)}, rest)
            return
        self._from_invoice_row(sheet, row, code)
        values |= {"number": sheet.cell(row, "number"), "issue_date": issued, "amount": amount}
        values |= {"due_date": sheet.day(row, "due_date") or issued + timedelta(days=self._terms(code))}
        values |= state_of(status_of(sheet.cell(row, "status")), amount, rest)
        values |= {field: sheet.cell(row, field) or None for field in ("po_number", "credit_note") if sheet.has(field)}
        record = record_of(InvoiceRecord, values, sheet.place(row), self.problems)
        if record is None:
            return
        self._keep(self._invoices, record.number, record, "Invoice")
        if rest is not None and rest < 0:
            self._overpaid(record, -rest)

    def _all_open(self, sheet: Sheet) -> bool:
        """Whether it lists what is open and nothing else: its name says so, or a column of open sums without a zero."""
        named = plain(sheet.table.name.rpartition(".")[0]) in OPEN_ITEMS
        return named or (sheet.has("open_amount") and all(one.open_amount for one in self._invoices.values()))

    def _from_invoice_row(self, sheet: Sheet, row: Row, code: str) -> None:
        """What an invoice says of its customer, where there is no file of customers."""
        if "customers" in self._knows or "contacts" in self._knows:
            return
        if language := language_of(sheet.cell(row, "language")):
            self._customers[code].setdefault("language", language)
        if sheet.has("email"):
            self._addresses(sheet, row, code, "")

    def _terms(self, code: str) -> int:
        return int(self._customers.get(code, {}).get("payment_terms_days", _DEFAULT_TERMS))

    def _currency(self, sheet: Sheet, row: Row, code: str) -> str:
        found = sheet.currency(row) or self._customers.get(code, {}).get("currency")
        if not found:
            raise NotReadable("Nothing says the currency: map it, as in currency==EUR for one in all rows")
        return str(found)

    def _negative(self, sheet: Sheet, row: Row, code: str, values: dict[str, Any], rest: Decimal | None) -> None:
        """A credit note, or a payment that no invoice has taken, in a list of invoices."""
        number = sheet.cell(row, "number")
        related = sheet.cell(row, "related") or None
        values |= {"id": number or self._made_id("CR", code, values), "invoice": related}
        values["clear"] = rest == 0 or (related is not None and row_type(sheet.cell(row, "type")) != "payment")
        record = record_of(CreditRecord, values, sheet.place(row), self.problems)
        if record is not None:
            self._keep(self._credits, record.id, record, "Credit")

    def _overpaid(self, invoice: InvoiceRecord, by: Decimal) -> None:
        """More was paid than owed: the invoice is paid, and what is left over waits for somebody to place it."""
        code = f"OVERPAID-{invoice.number}"
        self._credits[code] = CreditRecord(
            id=code,
            customer_id=invoice.customer_id,
            amount=by,
            currency=invoice.currency,
            issue_date=invoice.issue_date,
            invoice=invoice.number,
            clear=False,
        )

    def _credit(self, sheet: Sheet, row: Row) -> None:
        code = self._owner(sheet, row, derive=True)
        amount, rest = sheet.amount(row, "amount"), sheet.amount(row, "open_amount")
        invoice = sheet.cell(row, "invoice") or None
        clear = yes_or_no(sheet.cell(row, "clear"))
        values = {
            "customer_id": code,
            "amount": None if amount is None else abs(amount),
            "currency": self._currency(sheet, row, code),
            "issue_date": sheet.day(row, "issue_date"),
            "invoice": invoice,
            "clear": clear if clear is not None else rest == 0 or invoice is not None,
        }
        values["id"] = sheet.cell(row, "id") or self._made_id("CR", code, values)
        record = record_of(CreditRecord, values, sheet.place(row), self.problems)
        if record is not None:
            self._keep(self._credits, record.id, record, "Credit")

    # --- payments ------------------------------------------------------------------------------------------------

    def _payment(self, sheet: Sheet, row: Row) -> None:
        code = self._owner(sheet, row)
        amount, applied = sheet.amount(row, "amount"), sheet.amount(row, "applied_amount")
        values = {
            "customer_id": code,
            "date": sheet.day(row, "date"),
            "amount": amount,
            "currency": self._currency(sheet, row, code),
            "reference": sheet.cell(row, "reference"),
            "applied": applied_to(sheet.cell(row, "invoice"), amount if applied is None else applied),
        }
        values["id"] = sheet.cell(row, "id") or self._made_id("PAY", code, values)
        record = record_of(PaymentRecord, values, sheet.place(row), self.problems)
        if record is None:
            return
        earlier = self._payments.get(record.id)
        if earlier is None or earlier == record:
            self._payments[record.id] = record
        else:
            self._payments[record.id] = merged(earlier, record, by_applied=applied is not None)

    # --- documents -----------------------------------------------------------------------------------------------

    def _document(self, sheet: Sheet, row: Row) -> None:
        invoice, kind = sheet.cell(row, "invoice") or None, kind_of(sheet.cell(row, "kind"))
        code = self._document_owner(sheet, row, invoice)
        filename = re.split(r"[\\/]", sheet.cell(row, "filename"))[-1]
        values: dict[str, Any] = {"client_id": self._client, "kind": kind, "invoice": invoice, "customer_id": code}
        values["id"] = sheet.cell(row, "id") or paper_id(kind, invoice or f"{code}{'-' + filename if filename else ''}")
        if filename:
            values["filename"] = filename
        if (released := yes_or_no(sheet.cell(row, "released"))) is not None:
            values["released"] = released
        elif sheet.cell(row, "released"):
            raise NotReadable("released is neither yes nor no")
        record = record_of(DocumentRecord, values, sheet.place(row), self.problems)
        if record is not None:
            self._keep(self._documents, record.id, record, "Document")

    def _document_owner(self, sheet: Sheet, row: Row, invoice: str | None) -> str | None:
        """None where only the invoice says it, and that is in an earlier import."""
        named = sheet.cell(row, "customer_id") or sheet.cell(row, "customer_name")
        code = self._owner(sheet, row) if named else None
        known = self._invoices.get(invoice or "")
        if invoice and known is None and "invoices" in self._knows:
            raise NotReadable(f"The invoice {invoice} is not among the invoices of these files")
        if known and code not in (None, known.customer_id):
            raise NotReadable(f"The invoice {invoice} is {known.customer_id}'s, not {code}'s")
        if not invoice and code is None:
            raise NotReadable("This row names neither an invoice nor a customer")
        return known.customer_id if known else code

    def _delivery(self, sheet: Sheet, row: Row) -> None:
        document, address = sheet.cell(row, "document_id"), sheet.cell(row, "to_address").lower()
        if not document:
            document = self._paper_of(sheet.cell(row, "invoice"))
        if "documents" in self._knows and document not in self._documents:
            raise NotReadable(f'The document "{document[:60]}" is not among the documents of these files')
        values = {"document_id": document, "sent_at": sheet.moment(row, "sent_at"), "to_address": address}
        values |= {field: cell for field in ("to_name", "proof") if (cell := sheet.cell(row, field))}
        values["id"] = sheet.cell(row, "id") or self._made_id("SENT", document, values)
        record = record_of(DeliveryRecord, values, sheet.place(row), self.problems)
        if record is not None:
            self._keep(self._deliveries, record.id, record, "Delivery")

    def _paper_of(self, invoice: str) -> str:
        listed = (one.id for one in self._documents.values() if one.kind == "invoice" and one.invoice == invoice)
        code = paper_id("invoice", invoice)
        return code if code in self._documents else next(listed, code)

    # --- ids -----------------------------------------------------------------------------------------------------

    def _keep(self, kept: dict[str, Any], key: str, record: Record, name: str) -> None:
        """Some programs write a row for each line of an invoice: the same again is no trouble, another one is."""
        if kept.setdefault(key, record) != record:
            raise NotReadable(f"{name} {key} stands in an earlier row with other values")

    def _made_id(self, prefix: str, owner: str, values: dict[str, Any]) -> str:
        """From the row's content; rows that are the same in everything are numbered."""
        said = "|".join([prefix, owner, *(f"{key}={values[key]}" for key in sorted(values))])
        self._repeats[said] += 1
        digest = hashlib.sha256(f"{said}|{self._repeats[said]}".encode()).hexdigest()
        return f"{prefix}-{digest[:16]}"
