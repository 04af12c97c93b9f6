"""`duecourse ledger import|status|sync`: books in, and how fresh they are.

Exit codes beyond those of every command: 2 the command or the choice of columns needs correcting · 5 some rows were
refused (the others were taken). Errors: DC-514 no place is set to import from · DC-515 nobody can confirm.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from agent.records.database import utc_now
from connectors.documents_index import IndexedDocuments
from connectors.ledger_csv import CsvLedger, FilePreview, Preview
from connectors.ledger_json import JsonLedger
from connectors.ports import LedgerSource, Refused, RowProblem
from duecourse.errors import Misconfigured
from duecourse.ledger import ClientStatus, ImportReport, import_ledger, status
from duecourse.output import emit
from duecourse.wiring import Installation, installation, prepare_database

app = typer.Typer(no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]

SHOWN_PROBLEMS = 20
SHOWN_ROWS = 5
BY = "command line"


class NotConfirmed(Misconfigured):
    """The preview needs a person's yes, or the columns need their names."""

    exit_code = 2


@app.command("import")
def import_(
    path: Annotated[Path, typer.Argument(help="A ledger.json, a CSV file, or a folder of CSV files.", exists=True)],
    client: Annotated[str, typer.Option(help="Code of the client whose books these CSV files are.")] = "",
    as_of: Annotated[str, typer.Option(help="Day of the CSV files (YYYY-MM-DD); else that of their last change.")] = "",
    documents: Annotated[Path | None, typer.Option(help="Folder with the PDFs.", exists=True, file_okay=False)] = None,
    mapping: Annotated[
        list[str] | None, typer.Option("--map", help="FIELD=COLUMN, or FIELD==VALUE for all rows.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would happen and change nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask after the preview.")] = False,
    as_json: Json = False,
) -> None:
    """Bring books in. The same books again change nothing."""
    with _ready() as here:
        report = import_path(here, path, documents, client, as_of, mapping or (), dry_run, yes, as_json)
    if report and report.problems:
        raise typer.Exit(5)


@app.command()
def sync(as_json: Json = False) -> None:
    """Import again from the place in the settings (DUECOURSE_LEDGER_PATH, DUECOURSE_LEDGER_DOCUMENTS)."""
    with _ready() as here:
        path = here.settings.ledger_path
        if path is None:
            raise Misconfigured("DC-514", "Set DUECOURSE_LEDGER_PATH to the file or folder to import from.")
        report = import_path(here, path, here.settings.ledger_documents, yes=True, as_json=as_json)
    if report and report.problems:
        raise typer.Exit(5)


@app.command("status")
def status_(as_json: Json = False) -> None:
    """Per client: the day of the books, their age, counts, and what is missing."""
    with _ready() as here:
        found = status(here.engine, utc_now())
    words = "\n".join(map(_status_words, found)) or "No books yet. Bring them in with: duecourse ledger import PATH"
    emit({"clients": [asdict(one) for one in found]}, words, as_json)


@contextmanager
def _ready() -> Iterator[Installation]:
    here = installation()
    try:
        prepare_database(here.url)
        yield here
    finally:
        here.engine.dispose()


# --- importing -------------------------------------------------------------------------------------------------------


def import_path(
    here: Installation,
    path: Path,
    documents: Path | None = None,
    client: str = "",
    as_of: str = "",
    mapping: Iterable[str] = (),
    dry_run: bool = False,
    yes: bool = False,
    as_json: bool = False,
) -> ImportReport | None:
    """Show a preview of CSV files, ask, import, and show what happened; None if the person said no.

    Raises the ConnectorErrors of the readers, and NotConfirmed where nobody is here to be asked."""
    source = _source(path, client or here.settings.ledger_client, as_of, mapping)
    preview = source.preview() if isinstance(source, CsvLedger) else None
    if preview and not as_json:
        print(_preview_words(preview))
    if preview and preview.ready and not (dry_run or yes) and not _confirmed(as_json):
        return None
    try:
        found = IndexedDocuments(documents) if documents else None
        report = import_ledger(here.engine, source, here.blobs, found, BY, dry_run, path.name)
    except Refused as error:
        if error.code != "DC-512":
            raise
        raise NotConfirmed(error.code, str(error)) from None
    shown = {"preview": asdict(preview)} if preview else {}
    emit({**asdict(report), "changes": report.changes, **shown}, _report_words(report), as_json)
    return report


def _source(path: Path, client: str, as_of: str, mapping: Iterable[str]) -> LedgerSource:
    if path.suffix.lower() == ".json":
        return JsonLedger(path)
    if not client:
        if not sys.stdin.isatty():
            raise typer.BadParameter("CSV files do not say whose books they are: add --client CODE.")
        client = typer.prompt("Code of the client whose books these are (one word)")
    try:
        return CsvLedger(path, _day(as_of) if as_of else last_change(path), client.strip(), _pairs(mapping))
    except Refused as error:
        raise NotConfirmed(error.code, str(error)) from None


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value} is not a day. Write YYYY-MM-DD.") from None


def _pairs(mapping: Iterable[str]) -> dict[str, str]:
    pairs = {}
    for one in mapping:
        field, _, column = one.partition("=")
        if not field.strip() or not column.strip():
            raise typer.BadParameter(f'--map "{one}" is not FIELD=COLUMN.')
        pairs[field.strip()] = column.strip()
    return pairs


def last_change(path: Path) -> date:
    """The day on which the file, or the newest of the folder's files, was last written."""
    if not path.exists():
        raise Misconfigured("DC-511", f"{path} is not there.")
    files = [one for one in path.iterdir() if one.is_file()] if path.is_dir() else [path]
    newest = max((one.stat().st_mtime for one in files), default=path.stat().st_mtime)
    return datetime.fromtimestamp(newest, UTC).date()


def _confirmed(as_json: bool) -> bool:
    if as_json or not sys.stdin.isatty():
        raise NotConfirmed("DC-515", "Nobody is here to confirm the preview: add --yes, or --dry-run to look only.")
    return typer.confirm("Import these?")


# --- showing it ------------------------------------------------------------------------------------------------------


def _preview_words(preview: Preview) -> str:
    counts = ", ".join(f"{number} {kind}" for kind, number in preview.counts.items() if number)
    return "\n".join([*map(_file_words, preview.files), f"Can be taken: {counts or 'nothing'}."])


def _file_words(file: FilePreview) -> str:
    separator = "tab" if file.separator == "\t" else file.separator
    lines = [f"{file.name}: {file.rows} rows of {file.kind}"]
    lines += [
        f"  {file.encoding}, cells apart by {separator}, decimals after {file.decimal_mark}, days {file.date_order}"
    ]
    for field, column in file.mapping.items():
        sample = " | ".join(value for row in file.sample[:SHOWN_ROWS] if (value := row.get(field, "")))
        lines.append(f"  {field:<20} {column:<28} {sample[:70]}")
    lines += [f"  not used: {', '.join(file.unused)}"] if file.unused else []
    lines += [f"  MISSING: {group}" for group in file.missing]
    return "\n".join([*lines, *(f"  Note: {note}" for note in file.notes), ""])


def _report_words(report: ImportReport) -> str:
    lines = [f"{'Looked only, nothing changed. Books' if report.dry_run else 'Books'} of {report.as_of}:"]
    for table in sorted({name.rpartition("_")[0] for name in report.counts}):
        counts = {word: report.counts.get(f"{table}_{word}") for word in ("added", "changed", "same")}
        parts = [f"{number} {word}" for word, number in counts.items() if number]
        lines += [f"  {table:<12} {', '.join(parts)}"] if parts else []
    lines.append(f"  PDFs         {report.documents_found} found; {report.documents_missing} documents without a file")
    return "\n".join([*lines, *_problem_lines(report.problems)])


def _problem_lines(problems: tuple[RowProblem, ...]) -> list[str]:
    if not problems:
        return []
    shown = [f"  {one.place}: {one.problem}" for one in problems[:SHOWN_PROBLEMS]]
    more = len(problems) - SHOWN_PROBLEMS
    tail = [f"  … and {more} more (--json lists them all)"] if more > 0 else []
    return [f"{len(problems)} rows were refused:", *shown, *tail]


def _status_words(one: ClientStatus) -> str:
    known = one.as_of is not None and one.age_hours is not None
    age = f"books of {one.as_of:%Y-%m-%d}, {one.age_hours:.0f} h old" if known else "no books"
    return (
        f"{one.code}  {one.name}: {age}\n"
        f"  {one.customers} customers ({one.customers_without_email} without an e-mail address), {one.contacts} contacts\n"
        f"  {one.invoices} invoices ({one.open_invoices} open, {one.invoices_without_pdf} without a PDF),"
        f" {one.documents} PDFs"
    )
