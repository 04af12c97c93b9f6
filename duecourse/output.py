"""One answer, for people or for programs."""

import json
from collections.abc import Sequence
from typing import Any


def emit(data: Any, text: str, as_json: bool) -> None:
    print(json.dumps(data, default=str, ensure_ascii=False, indent=2) if as_json else text)


def emit_rows(rows: Sequence[tuple[str, ...]], head: tuple[str, ...], if_none: str, as_json: bool) -> None:
    """One line or JSON object for each row."""
    emit([dict(zip(head, row, strict=True)) for row in rows], table(rows, head) if rows else if_none, as_json)


def table(rows: Sequence[tuple[str, ...]], head: tuple[str, ...]) -> str:
    """Columns as wide as their widest cell."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in (head, *rows)]
    return "\n".join(line.rstrip() for line in lines)
