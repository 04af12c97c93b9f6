"""One file of a ledger, understood: what kind it is, which column holds what, how it writes amounts and days."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from connectors.csv_headers import fields_of, kind_by_headers, kind_by_stem, match_headers, missing
from connectors.csv_text import Row, Table, read_table
from connectors.csv_values import (
    NotReadable,
    currency_code,
    day,
    day_order,
    decimal_mark,
    moment,
    money,
    needs_order,
)
from connectors.ports import Refused

AMOUNTS = ("amount", "open_amount", "paid_amount", "debit", "credit", "applied_amount")
DAYS = ("issue_date", "due_date", "date", "sent_at")
STYLES = ("decimal_mark", "date_order", "encoding")
"""Not columns: how the files write amounts ("." or ","), days ("dmy" or "mdy") and letters ("cp1250")."""
NEW_ENCODINGS = ("utf-8", "utf-16", "utf-32")


T = TypeVar("T")


@dataclass(frozen=True)
class Sheet:
    """A table with its meaning. `columns`: field → number of the column; `fixed`: field → the same value in every row."""

    kind: str
    table: Table
    columns: Mapping[str, int]
    fixed: Mapping[str, str]
    decimal_mark: str
    date_order: str
    notes: tuple[str, ...]

    def place(self, row: Row) -> str:
        return f"{self.table.name} line {row.line}"

    def cell(self, row: Row, field: str) -> str:
        """The text of a field, "" where there is none."""
        column = self.columns.get(field)
        return self.fixed.get(field, "") if column is None else row.cells[column]

    def has(self, field: str) -> bool:
        return field in self.columns or field in self.fixed

    def amount(self, row: Row, field: str) -> Decimal | None:
        """None where the cell is empty. Raises NotReadable."""
        cell = self.cell(row, field)
        return _named(field, lambda: money(cell, self.decimal_mark).value) if cell.strip("- ") else None

    def currency(self, row: Row) -> str | None:
        """As its own column says, else the sign beside an amount, else the header of the amounts."""
        if cell := self.cell(row, "currency"):
            return currency_code(cell)
        for field in AMOUNTS:
            if (cell := self.cell(row, field)) and (found := money(cell, self.decimal_mark).currency):
                return found
        return self.header_currency

    @cached_property
    def header_currency(self) -> str | None:
        for field in AMOUNTS:
            column = self.columns.get(field)
            found = (
                re.search(r"\b([A-Z]{3})\W*$|([€£$])\W*$", self.table.header[column]) if column is not None else None
            )
            if found and found[0] != self.table.header[column or 0]:
                return currency_code(found[1] or found[2])
        return None

    def day(self, row: Row, field: str) -> date | None:
        """None where the cell is empty. Raises NotReadable."""
        cell = self.cell(row, field)
        return _named(field, lambda: day(cell, self.date_order)) if cell else None

    def moment(self, row: Row, field: str) -> datetime | None:
        cell = self.cell(row, field)
        return _named(field, lambda: moment(cell, self.date_order)) if cell else None

    def unreadable(self, row: Row) -> Iterator[str]:
        """What is wrong with each amount and each day of a row, by itself."""
        for field in (*AMOUNTS, *DAYS):
            try:
                self.amount(row, field) if field in AMOUNTS else self.day(row, field)
            except NotReadable as error:
                yield str(error)


def _named(field: str, read: Callable[[], T]) -> T:
    try:
        return read()
    except NotReadable as error:
        raise NotReadable(f"{field}: {error}") from None


def open_sheet(path: Path, mapping: Mapping[str, str], kind: str | None = None) -> Sheet | None:
    """Read and understand a file; None if nobody can say what kind it is. Raises Refused DC-511 and DC-513."""
    wanted = frozenset(value for value in mapping.values() if not value.startswith("="))
    table = read_table(path, wanted, mapping.get("encoding", ""))
    kind = kind or kind_by_stem(path.stem) or kind_by_headers(table.header)
    if kind is None:
        return None
    given = {field: name for field, name in mapping.items() if field in fields_of(kind) and name in table.header}
    fixed = {field: name[1:] for field, name in mapping.items() if name.startswith("=") and field in fields_of(kind)}
    columns = {field: at for field, at in match_headers(table.header, kind, given).items() if field not in fixed}
    mark, order, notes = _styles(table, columns, mapping)
    if kind == "invoices" and not {"open_amount", "paid_amount"} & columns.keys():
        notes.append(
            "No column says what is still open: an invoice counts as open in full unless its status says paid."
        )
    return Sheet(kind, table, columns, fixed, mark, order, tuple(notes))


def _styles(table: Table, columns: Mapping[str, int], mapping: Mapping[str, str]) -> tuple[str, str, list[str]]:
    amounts = list(_cells(table, columns, AMOUNTS))
    days = list(_cells(table, columns, DAYS))
    mark, mark_proven = decimal_mark(amounts)
    order, order_proven = day_order(days)
    notes = []
    if "encoding" not in mapping and not table.encoding.startswith(NEW_ENCODINGS):
        notes.append(
            f"Letters are read as {table.encoding}. If names look wrong, map encoding to another, as to cp1250."
        )
    if "decimal_mark" not in mapping and not mark_proven and any(sign in cell for cell in amounts for sign in ".,"):
        notes.append('Amounts such as "1,240" are read as thousands. If that is wrong, map decimal_mark to "." or ",".')
    if "date_order" not in mapping and not order_proven and needs_order(days):
        notes.append("Days such as 03/04/2026 are read with the day first. If that is wrong, map date_order to mdy.")
    return mapping.get("decimal_mark", mark), mapping.get("date_order", order), notes


def _cells(table: Table, columns: Mapping[str, int], fields: Iterable[str]) -> Iterable[str]:
    at = [columns[field] for field in fields if field in columns]
    return (cell for row in table.rows for column in at if (cell := row.cells[column]))


def check_mapping(mapping: Mapping[str, str]) -> None:
    """Refused("DC-512") for a field that does not exist, and for a style that is none."""
    known = {field for kind in KINDS for field in fields_of(kind)} | set(STYLES)
    for field in mapping:
        if field not in known:
            raise Refused("DC-512", f"There is no field {field}. Fields: {', '.join(sorted(known))}.")
    if mapping.get("decimal_mark", ".") not in (".", ",") or mapping.get("date_order", "dmy") not in ("dmy", "mdy"):
        raise Refused("DC-512", 'decimal_mark is "." or ",", and date_order is dmy or mdy.')
    try:
        "a".encode(mapping.get("encoding", "utf-8"))
    except LookupError:
        raise Refused("DC-512", f"There is no encoding {mapping['encoding']}. Some: utf-8, cp1252, cp1250.") from None


def check_columns(sheets: Iterable[Sheet], mapping: Mapping[str, str]) -> None:
    """Refused("DC-512") for a mapped column that no file has."""
    headers = {name for sheet in sheets for name in sheet.table.header}
    for field, name in mapping.items():
        if field not in STYLES and not name.startswith("=") and name not in headers:
            known = ", ".join(sorted(filter(None, headers)))
            raise Refused("DC-512", f'No file has a column "{name}" for {field}. Columns: {known}.')


def lacking(sheet: Sheet) -> list[str]:
    """What the file must have and does not."""
    return missing(sheet.kind, {*sheet.columns, *sheet.fixed})


KINDS = ("customers", "contacts", "invoices", "payments", "credits", "documents", "deliveries")
