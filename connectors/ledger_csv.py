"""Books from CSV files: a folder with customers.csv, invoices.csv and others, or one file alone.

What each column holds is recognised by its header, in five languages and as common programs name it; a person sees
the choice in the preview and can overrule it.

Errors: DC-511 cannot be read · DC-512 a needed column or file is missing · DC-513 a file is no such text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path

from connectors.csv_books import CsvBooks
from connectors.csv_sheet import KINDS, Sheet, check_columns, check_mapping, lacking, open_sheet
from connectors.ledger_checks import Problems
from connectors.mail_security import os_words
from connectors.ports import Books, Refused, RowProblem

ENDINGS = (".csv", ".tsv", ".txt")


@dataclass(frozen=True)
class FilePreview:
    """How one file is understood. `mapping`: field → header of its column (`=value`: the same in every row)."""

    name: str
    kind: str
    encoding: str
    separator: str
    decimal_mark: str
    date_order: str
    header_line: int
    mapping: dict[str, str]
    unused: tuple[str, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...]
    rows: int
    sample: tuple[dict[str, str], ...]
    """The first rows: field → text of the cell."""


@dataclass(frozen=True)
class Preview:
    """What an import would take, before it is taken. `ready`: nothing needed is missing."""

    files: tuple[FilePreview, ...]
    counts: dict[str, int]
    problems: tuple[RowProblem, ...]
    open_items: bool = False

    @property
    def ready(self) -> bool:
        return bool(self.files) and not any(file.missing for file in self.files)


class CsvLedger:
    """A LedgerSource over one client's CSV files. `mapping`: field → column, or `=value` for the same in every row."""

    def __init__(self, path: Path, as_of: date, client: str, mapping: Mapping[str, str] | None = None) -> None:
        check_mapping(mapping or {})
        self._path = path
        self._as_of = as_of
        self._client = client
        self._mapping = dict(mapping or {})

    def preview(self, rows: int = 20) -> Preview:
        """The choices made, the first `rows` rows of each file, and the problems. Raises Refused as `read` does,
        but not for missing columns: these it shows."""
        sheets, problems = self._sheets
        files = tuple(_preview_of(sheet, rows) for sheet in sheets.values())
        if any(file.missing for file in files):
            return Preview(files, {}, tuple(problems.found))
        books, found = self._read
        counts = {kind: len(getattr(books, kind)) for kind in KINDS if kind != "contacts"}
        counts["contacts"] = sum(len(customer.contacts) for customer in books.customers)
        return Preview(files, counts, found, books.open_items)

    def read(self) -> tuple[Books, tuple[RowProblem, ...]]:
        """The sound rows, and a problem with its line for each other one."""
        sheets, _ = self._sheets
        for sheet in sheets.values():
            if missing := lacking(sheet):
                columns = ", ".join(filter(None, sheet.table.header))
                words = f"No column of {sheet.table.name} ({sheet.kind}) was recognised as {'; or as '.join(missing)}."
                raise Refused("DC-512", f"{words} Say which it is with --map FIELD=COLUMN. Columns: {columns}.")
        return self._read

    @cached_property
    def _read(self) -> tuple[Books, tuple[RowProblem, ...]]:
        sheets, problems = self._sheets
        building = CsvBooks(self._client, self._as_of)
        books = building.take(sheets)
        return books, (*problems.found, *building.problems.found)

    @cached_property
    def _sheets(self) -> tuple[dict[str, Sheet], Problems]:
        """The sheets by kind, in the order of KINDS, and problems with whole files."""
        problems = Problems()
        if self._path.is_dir():
            found = self._of_folder(problems)
        else:
            found = self._alone()
        check_columns(found.values(), self._mapping)
        return {kind: found[kind] for kind in KINDS if kind in found}, problems

    def _alone(self) -> dict[str, Sheet]:
        sheet = open_sheet(self._path, self._mapping)
        if sheet is None:
            words = (
                f"It is not clear what {self._path.name} lists. Name it customers.csv, invoices.csv or payments.csv,"
            )
            raise Refused("DC-512", f"{words} or map its columns.")
        return {sheet.kind: sheet}

    def _of_folder(self, problems: Problems) -> dict[str, Sheet]:
        found: dict[str, Sheet] = {}
        for path in self._files():
            sheet = open_sheet(path, self._mapping)
            if sheet is None:
                problems.add(
                    path.name, "It is not clear what this file lists; it was left out. Name it by what it lists."
                )
            elif sheet.kind in found:
                other = found[sheet.kind].table.name
                problems.add(
                    path.name, f"It lists {sheet.kind}, as {other} does; it was left out. Keep one of the two."
                )
            else:
                found[sheet.kind] = sheet
        absent = [f"{kind}.csv" for kind in ("customers", "invoices") if kind not in found]
        if absent:
            raise Refused(
                "DC-512", f"{self._path} has no {' and no '.join(absent)}. Both are needed; the others are not."
            )
        return found

    def _files(self) -> list[Path]:
        """Files by name, those named exactly after a kind first."""
        try:
            files = [one for one in self._path.iterdir() if one.suffix.lower() in ENDINGS and one.is_file()]
        except OSError as error:
            raise Refused("DC-511", f"{self._path} cannot be read: {os_words(error)}.") from error
        return sorted(files, key=lambda one: (one.stem.lower() not in KINDS, one.name))


def _preview_of(sheet: Sheet, rows: int) -> FilePreview:
    table = sheet.table
    mapping = {field: table.header[column] for field, column in sheet.columns.items()}
    used = set(sheet.columns.values())
    fields = (*sheet.columns, *sheet.fixed)
    return FilePreview(
        name=table.name,
        kind=sheet.kind,
        encoding=table.encoding,
        separator=table.separator,
        decimal_mark=sheet.decimal_mark,
        date_order=sheet.date_order,
        header_line=table.header_line,
        mapping=mapping | {field: f"={value}" for field, value in sheet.fixed.items()},
        unused=tuple(name for at, name in enumerate(table.header) if name and at not in used),
        missing=tuple(lacking(sheet)),
        notes=sheet.notes,
        rows=len(table.rows),
        sample=tuple({field: sheet.cell(row, field) for field in fields} for row in islice(table.rows, rows)),
    )
