"""One answer, for people or for programs; and a question to be agreed to."""

import json
from collections.abc import Sequence
from typing import Any

import typer


def emit(data: Any, text: str, as_json: bool) -> None:
    print(json.dumps(data, default=str, ensure_ascii=False, indent=2) if as_json else text)


def emit_rows(rows: Sequence[tuple[str, ...]], head: tuple[str, ...], if_none: str, as_json: bool) -> None:
    """One line or JSON object for each row."""
    emit([dict(zip(head, row, strict=True)) for row in rows], table(rows, head) if rows else if_none, as_json)


def agreed(question: str, default: bool = False) -> bool:
    """Ask until the answer is yes or no; an empty one is the default."""
    while True:
        said = typer.prompt(f"{question} [{'Y/n' if default else 'y/N'}]", default="", show_default=False)
        answer = said.strip().lower() or ("y" if default else "n")
        if answer in ("y", "yes", "n", "no"):
            return answer[0] == "y"
        typer.echo(f"{' ' * (len(question) - len(question.lstrip()))}Type y for yes or n for no.")


def table(rows: Sequence[tuple[str, ...]], head: tuple[str, ...]) -> str:
    """Columns as wide as their widest cell."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in (head, *rows)]
    return "\n".join(line.rstrip() for line in lines)
