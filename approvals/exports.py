"""Tables for other programs: CSV in which no cell can act as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from starlette.responses import Response

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_answer(filename: str, head: Sequence[str], lines: Iterable[Sequence[object]]) -> Response:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    for line in lines:
        writer.writerow([neutral(cell) for cell in line])
    headers = {"content-disposition": f'attachment; filename="{filename}"'}
    return Response(out.getvalue().encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers=headers)


def neutral(cell: object) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe in front."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULA) else text
