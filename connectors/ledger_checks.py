"""What every reading of a ledger is held to: clean text, sound rows, ids used once, and rows that belong together.

A row that fails is left out and told of; it never stops the rest.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeVar

from pydantic import ValidationError

from connectors.ports import Record, RowProblem

_LARGEST = Decimal(10) ** 13
_CENT = Decimal("0.01")
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

R = TypeVar("R", bound=Record)


@dataclass
class Problems:
    """The rows that could not be taken, in order."""

    found: list[RowProblem] = field(default_factory=list)

    def add(self, place: str, problem: str) -> None:
        self.found.append(RowProblem(place, problem))


@dataclass(frozen=True)
class Placed:
    """A record and where it stands, such as `invoices[12]` or `invoices.csv line 13`."""

    place: str
    record: Any


def storable(value: Any) -> Any:
    """Text without the signs that no database takes; containers likewise."""
    if isinstance(value, str):
        return (value if value.isprintable() else _UNSTORABLE.sub("", value)).strip()
    if isinstance(value, Mapping):
        return {str(storable(key)): storable(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [storable(one) for one in value]
    return value


def record_of(kind: type[R], row: Any, place: str, problems: Problems) -> R | None:
    """The record of a row of plain values, or None and a problem. A null counts as missing where null has no meaning."""
    if not isinstance(row, Mapping):
        problems.add(place, "This is not an object with named fields. Write {…} here.")
        return None
    given = {
        key: row[key] for key in kind.model_fields if key in row and (row[key] is not None or _may_be_null(kind, key))
    }
    try:
        record = kind.model_validate(storable(given))
    except ValidationError as error:
        problems.add(place, _in_words(error))
        return None
    except RecursionError:
        problems.add(place, "This row is nested too deep. Correct it and import again.")
        return None
    return _checked(record, place, problems)


def _may_be_null(kind: type[Record], key: str) -> bool:
    info = kind.model_fields[key]
    return not info.is_required() and info.default is None


def _in_words(error: ValidationError) -> str:
    parts = []
    for one in error.errors(include_input=False, include_url=False):
        name = ".".join(str(part) for part in one["loc"])
        parts.append(f"{name} is missing" if one["type"] == "missing" else f"{name}: {one['msg'].lower()}")
    return f"{'; '.join(parts)}. Correct this row and import again."


def _checked(record: R, place: str, problems: Problems) -> R | None:
    changes: dict[str, Any] = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        if name in ("id", "number", "key") and value == "":
            problems.add(place, f"{name} is empty. Every row needs one.")
            return None
        if isinstance(value, Decimal):
            if abs(value) >= _LARGEST:
                problems.add(place, f"{name} is too large to be an amount. Correct this row and import again.")
                return None
            changes[name] = value.quantize(_CENT, ROUND_HALF_UP)
        if isinstance(value, datetime):
            changes[name] = value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    return record.model_copy(update=changes) if changes else record


def used_once(
    rows: Iterable[Placed], key: Callable[[Any], object], name: str, problems: Problems, seen: dict[object, str]
) -> list[Placed]:
    """Without the rows whose key an earlier one (also of `seen`) has already."""
    kept = []
    for row in rows:
        one = key(row.record)
        if one in seen:
            problems.add(row.place, f"{name} stands already at {seen[one]}. Keep one of the two.")
            continue
        seen[one] = row.place
        kept.append(row)
    return kept


def that_fit(rows: Iterable[Placed], objection: Callable[[Any], str | None], problems: Problems) -> list[Placed]:
    """Without the rows to which there is an objection."""
    kept = []
    for row in rows:
        problem = objection(row.record)
        if problem is None:
            kept.append(row)
        else:
            problems.add(row.place, problem)
    return kept


_PREFIXES = {"pod": "POD", "po_copy": "PO", "receipt": "RCPT", "credit_note": "CN", "statement": "STATEMENT"}


def paper_id(kind: str, number: str) -> str:
    """The id of a document that the books give none: the number for an invoice, else `POD-` and the number."""
    return number if kind == "invoice" else f"{_PREFIXES.get(kind, kind.upper())}-{number}"
