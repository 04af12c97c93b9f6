"""A spreadsheet saved as text: its encoding, its separator, the row of headers, and the rows with their line numbers.

Errors: DC-511 the file cannot be read · DC-513 the file is not such a text.
"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from charset_normalizer import from_bytes

from connectors.csv_headers import recognised
from connectors.ledger_checks import Problems
from connectors.mail_security import os_words
from connectors.ports import Refused

LARGEST = 256 * 2**20
"""Bytes of a file that are still read."""
SEPARATORS = ";,\t|"
_HEADER_ROWS = 15
_OPEN_QUOTES = 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = "cp1252"
_OLDER_ENCODINGS = ["cp850", "mac_roman"]
"""Tried where a text cannot be Windows-1252. Central Europe's cp1250 takes nearly the same bytes for other letters, so
that only a person can tell it apart."""
_AS_TEXT = re.compile(r'="(.*)"')


@dataclass(frozen=True)
class Row:
    line: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """`header_line` counts from 1. Rows have as many cells as the header; the others are in `problems`."""

    name: str
    encoding: str
    separator: str
    header_line: int
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: Problems = field(default_factory=Problems)


def read_table(path: Path, named: frozenset[str] = frozenset(), encoding: str = "") -> Table:
    """The whole file, at most LARGEST bytes of it. `named`: columns that a person says are there; `encoding`: as a
    person says, else it is found out. Raises Refused DC-511 or DC-513."""
    data = _bytes_of(path)
    text, encoding = _decoded(data, path.name, encoding)
    lines = list(io.StringIO(text, newline=""))
    declared = re.fullmatch(r"sep=(.)\s*", lines[0], re.IGNORECASE) if lines else None
    skipped = 1 if declared else 0
    separator = declared[1] if declared else _separator(lines, named)
    problems = Problems()
    rows = _rows(lines[skipped:], separator, skipped, path.name, problems)
    first = list(_first(rows))
    if not first:
        raise Refused("DC-513", f"{path.name} holds no table. Save the sheet as CSV with a row of headers.")
    at = max(range(len(first)), key=lambda index: (recognised(first[index].cells, named), -index))
    header = first[at]
    names = tuple(cell.strip() for cell in header.cells)
    body = _even([*first[at + 1 :], *rows], len(names), path.name, problems)
    return Table(path.name, encoding, separator, header.line, names, tuple(body), problems)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise Refused("DC-513", f"{path.name} is larger than {LARGEST // 2**20} MB. Split it and import the parts.")
        return path.read_bytes()
    except OSError as error:
        raise Refused("DC-511", f"{path} cannot be read: {os_words(error)}.") from error


def _decoded(data: bytes, name: str, said: str) -> tuple[str, str]:
    """The text and the name of its encoding: by its mark, as a person says, else UTF-8 if it is that, else an old one."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise Refused("DC-513", f"{name} is a workbook or a PDF, not text. Save the sheet as CSV and import that.")
    marked = next((encoding for mark, encoding in _BOMS if data.startswith(mark)), None)
    encoding = marked or said or _guessed(data)
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        raise Refused("DC-513", f"{name} begins as {encoding} but is not that throughout. Save it as UTF-8.") from error
    if text.count("\0") > len(text) // 100:
        raise Refused("DC-513", f"{name} is not a text file. Save the sheet as CSV and import that.")
    return text.replace("\0", ""), encoding


def _guessed(data: bytes) -> str:
    sample = data[:4096]
    if sample.count(0) > len(sample) // 5:
        return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    for encoding in ("utf-8", _WESTERN):
        if _decodes(data, encoding):
            return encoding
    telling = b"\n".join(line for line in data[: 2**20].splitlines() if not line.isascii())[: 2**16]
    best = from_bytes(telling, cp_isolation=_OLDER_ENCODINGS).best()
    return best.encoding if best and _decodes(data, best.encoding) else "latin-1"


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _separator(lines: list[str], named: frozenset[str]) -> str:
    """The sign that gives the most known headers; then the one that cuts most lines into equally many cells."""
    sample = [line for line in lines[:60] if line.strip()][:30]

    def fit(sign: str) -> tuple[int, int, int]:
        rows = [row for row in csv.reader(sample, delimiter=sign) if len(row) > 1]
        widths = Counter(len(row) for row in rows)
        known = max((recognised(row, named) for row in rows[:_HEADER_ROWS]), default=0)
        return known, max(widths.values(), default=0), max(widths, default=0)

    try:
        return max(SEPARATORS, key=fit)
    except csv.Error:
        return ","


def _rows(lines: list[str], separator: str, skipped: int, name: str, problems: Problems) -> Iterator[Row]:
    """Rows that are not empty. After a quote that is never closed it goes on with the next line, some times."""
    start = 0
    for _ in range(_OPEN_QUOTES):
        reader = csv.reader(lines[start:], delimiter=separator, strict=True)
        line = start
        while True:
            first = line + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                problems.add(
                    f"{name} line {skipped + first}",
                    "A quotation mark is not closed, or stands inside a cell. Double it.",
                )
                if start + reader.line_num - first > 0:
                    start = first
                    break
                line = start + reader.line_num
                continue
            line = start + reader.line_num
            if any(cell.strip() for cell in cells):
                yield Row(skipped + first, [_unwrapped(cell) for cell in cells])
    problems.add(
        f"{name} line {skipped + start + 1}", "From here on nothing was read: too many quotation marks are open."
    )


def _unwrapped(cell: str) -> str:
    """`="00123"`, as spreadsheets write it to keep the zeros, is 00123."""
    match = _AS_TEXT.fullmatch(cell.strip())
    return match[1] if match else cell.strip()


def _first(rows: Iterator[Row]) -> Iterator[Row]:
    for _, row in zip(range(_HEADER_ROWS), rows, strict=False):
        yield row


def _even(rows: list[Row], width: int, name: str, problems: Problems) -> Iterator[Row]:
    for row in rows:
        extra = row.cells[width:]
        if len(row.cells) < width or any(extra):
            place, count = f"{name} line {row.line}", len(row.cells)
            problems.add(
                place, f"This row has {count} cells and the header {width}. Put texts with separators in quotes."
            )
        else:
            yield Row(row.line, row.cells[:width])
