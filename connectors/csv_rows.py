"""What one row of a spreadsheet says, as plain values of a record."""

import re
from decimal import Decimal
from typing import Any

from connectors.csv_headers import plain
from connectors.csv_sheet import Sheet
from connectors.csv_text import Row
from connectors.csv_values import NotReadable, currency_code
from connectors.csv_words import language_of, row_type, yes_or_no
from connectors.ports import PaymentRecord

_BY_AMOUNTS = {None, "open", "partly_paid", "paid"}
_WITHOUT_CLAIM = {"paid", "cancelled", "credited", "credited_and_paid"}


def about_customer(sheet: Sheet, row: Row) -> dict[str, Any]:
    """The fields that this row fills; what it leaves empty is not said."""
    values: dict[str, Any] = {}
    for field in ("group", "statement_document_id"):
        if cell := sheet.cell(row, field):
            values[field] = cell
    if cell := sheet.cell(row, "country"):
        values["country"] = cell.upper() if len(cell) == 2 else cell
    if found := currency_code(sheet.cell(row, "currency")):
        values["currency"] = found
    if found := language_of(sheet.cell(row, "language")):
        values["language"] = found
    if match := re.search(r"\d{1,3}", sheet.cell(row, "payment_terms_days")):
        values["payment_terms_days"] = int(match[0])
    if cell := re.sub(r"^(?:https?://)?(?:www\.)?|[/:?].*$|^@", "", sheet.cell(row, "domain").lower()):
        values["domain"] = cell
    return values


def name_as_id(name: str) -> str:
    return " ".join(name.split())


def contact_status(sheet: Sheet, cell: str) -> str:
    """A word that we do not know is kept: it is not `active`, so nothing is released to this contact."""
    answer = yes_or_no(cell)
    if answer is None:
        return cell.lower()
    inactive = plain(sheet.table.header[sheet.columns["status"]]) == "inactive" if "status" in sheet.columns else False
    return "active" if answer is not inactive else "left"


def sums_of(sheet: Sheet, row: Row) -> tuple[Decimal, Decimal | None]:
    """The amount of an invoice's row and what is open of it (None: nothing says), negative for what we owe."""
    amount, rest = sheet.amount(row, "amount"), sheet.amount(row, "open_amount")
    debit, credit = sheet.amount(row, "debit"), sheet.amount(row, "credit")
    if amount is None and (debit is not None or credit is not None):
        amount = (debit or Decimal(0)) - (credit or Decimal(0))
    paid = sheet.amount(row, "paid_amount")
    if rest is None and amount is not None and paid is not None:
        rest = amount - abs(paid)
    ours = plain(sheet.cell(row, "sign")) in ("h", "haben", "c", "cr", "credit", "crédit", "haber")
    if ours or row_type(sheet.cell(row, "type")) != "invoice":
        amount, rest = (None if one is None else -abs(one) for one in (amount, rest))
    if amount is None:
        amount = rest
    if amount is None:
        raise NotReadable("No amount stands in this row")
    return amount, rest


def state_of(status: str | None, amount: Decimal, rest: Decimal | None) -> dict[str, Any]:
    """Where the amounts tell whether an invoice is paid, they are believed; other statuses stay."""
    if rest is None:
        rest = Decimal(0) if status in _WITHOUT_CLAIM else amount
    rest = max(rest, Decimal(0))
    if status in _BY_AMOUNTS:
        status = "paid" if rest == 0 else "partly_paid" if rest < amount else "open"
    return {"open_amount": rest, "status": status}


def applied_to(cell: str, amount: Decimal | None) -> list[dict[str, Any]]:
    """To which invoices a payment went; the amounts only where there is one invoice."""
    numbers = [number for one in re.split(r"[;,|]", cell) if (number := one.strip())]
    if len(numbers) == 1 and amount is not None:
        return [{"invoice": numbers[0], "amount": amount}]
    return [{"invoice": number} for number in numbers]


def merged(earlier: PaymentRecord, record: PaymentRecord, by_applied: bool) -> PaymentRecord:
    """One payment in several rows, one for each invoice it went to."""
    same = ("customer_id", "date", "currency", "reference")
    new = [one for one in record.applied if one not in earlier.applied]
    if any(getattr(earlier, name) != getattr(record, name) for name in same) or not new:
        raise NotReadable(f"Payment {record.id} stands in an earlier row with other values")
    if by_applied and earlier.amount != record.amount:
        raise NotReadable(f"Payment {record.id} stands in an earlier row with another amount")
    amount = earlier.amount if by_applied else earlier.amount + record.amount
    return earlier.model_copy(update={"amount": amount, "applied": (*earlier.applied, *new)})
