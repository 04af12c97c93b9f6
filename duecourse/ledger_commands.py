"""`duecourse ledger import|status|sync`: books in, and how fresh they are.

Exit codes beyond those of every command: 2 the command or the choice of columns needs correcting · 5 some rows were
refused (the others were taken). Errors: DC-511 not there · DC-513 neither JSON nor CSV ·
DC-514 no place is set to import from · DC-515 nobody can confirm · DC-516 whose books is not said, or said twice ·
DC-517 older than what is there · DC-519 no list of open items, which alone can close what it lacks.
"""

import sys
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from agent.records.database import utc_now
from connectors.documents_folder import FolderDocuments
from connectors.ledger_csv import ENDINGS, CsvLedger
from connectors.ledger_json import JsonLedger
from connectors.ports import LedgerSource, Refused
from duecourse.bank_data import bank_data
from duecourse.errors import Misconfigured, Mistyped
from duecourse.ledger import (
    AS_THEY_ARE,
    Choices,
    ImportReport,
    absent_from,
    import_ledger,
    status,
)
from duecourse.ledger_sample import sample
from duecourse.ledger_words import absent_lines, preview_words, report_words, status_words
from duecourse.output import agreed, emit
from duecourse.wiring import Installation, opened

app = typer.Typer(no_args_is_help=True)
app.command("bank")(bank_data)
app.command("sample")(sample)
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
CloseAbsent = Annotated[
    bool, typer.Option("--close-absent", help="Open invoices that a list of open items lacks are paid.")
]

MATTERS_OF_THE_COMMAND = ("DC-512", "DC-517", "DC-519")
BY = "command line"


@app.command("import")
def import_(
    path: Annotated[Path, typer.Argument(help="A ledger.json, a CSV file, or a folder of CSV files.", exists=True)],
    client: Annotated[str, typer.Option(help="Code of the client whose books these CSV files are.")] = "",
    as_of: Annotated[str, typer.Option(help="Day of the CSV files (YYYY-MM-DD); else that of their last change.")] = "",
    documents: Annotated[Path | None, typer.Option(help="Folder with the PDFs.", exists=True, file_okay=False)] = None,
    mapping: Annotated[
        list[str] | None, typer.Option("--map", help="FIELD=COLUMN, FIELD==VALUE for all rows, or encoding=cp1250.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would happen and change nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask after the preview.")] = False,
    open_items: Annotated[bool, typer.Option("--open-items", help="They list all that is open of the client.")] = False,
    close_absent: CloseAbsent = False,
    older: Annotated[bool, typer.Option("--older", help="Take them though newer books are there.")] = False,
    as_json: Json = False,
) -> None:
    """Bring books in. The same books again change nothing.

    A list of open items leaves open what it lacks, unless you say that it is paid.
    """
    choices = Choices(open_items, close_absent, older)
    if is_json(path) and (client or as_of or mapping):
        raise Mistyped(
            "DC-516", f"{path.name} says itself whose books it holds: leave out --client, --as-of and --map."
        )
    with opened() as here:
        source = source_of(path, client or here.settings.ledger_client, as_of, mapping or ())
        report = import_source(here, source, path.name, documents, dry_run, yes, as_json, choices)
    if report and report.problems:
        raise typer.Exit(5)


@app.command()
def sync(close_absent: CloseAbsent = False, as_json: Json = False) -> None:
    """Import again from the place in the settings (DUECOURSE_LEDGER_PATH, DUECOURSE_LEDGER_DOCUMENTS)."""
    with opened() as here:
        path = here.settings.ledger_path
        if path is None:
            raise Misconfigured("DC-514", "Set DUECOURSE_LEDGER_PATH to the file or folder to import from.")
        choices = Choices(close_absent=close_absent)
        source, documents = source_of(path, here.settings.ledger_client), here.settings.ledger_documents
        report = import_source(here, source, path.name, documents, yes=True, as_json=as_json, choices=choices)
    if report and report.problems:
        raise typer.Exit(5)


@app.command("status")
def status_(as_json: Json = False) -> None:
    """Per client: the day of the books, their age, counts, and what is missing."""
    with opened() as here:
        found = status(here.engine, utc_now())
    words = "\n".join(map(status_words, found)) or "No books yet. Bring them in with: duecourse ledger import PATH"
    emit({"clients": [asdict(one) for one in found]}, words, as_json)


# --- importing -------------------------------------------------------------------------------------------------------


def import_source(
    here: Installation,
    source: LedgerSource,
    name: str,
    documents: Path | None = None,
    dry_run: bool = False,
    yes: bool = False,
    as_json: bool = False,
    choices: Choices = AS_THEY_ARE,
) -> ImportReport | None:
    """Show a preview of CSV files, ask, import, and show what happened; None if the person said no. `name`: of the file.

    Raises the ConnectorErrors of the readers, and Mistyped where nobody is here to be asked."""
    preview = source.preview() if isinstance(source, CsvLedger) else None
    absent = absent_from(here.engine, source, choices) if preview and preview.ready else ()
    if preview and not as_json:
        print("\n".join([preview_words(preview), *absent_lines(absent)]))
    if preview and preview.ready and not (dry_run or yes):
        if not _confirmed(as_json):
            return None
        if absent and not choices.close_absent and agreed(f"Are these {len(absent)} paid?"):
            choices = replace(choices, close_absent=True)
    try:
        found = FolderDocuments(documents) if documents else None
        report = import_ledger(here.engine, source, here.blobs, found, BY, dry_run, name, choices)
    except Refused as error:
        if error.code not in MATTERS_OF_THE_COMMAND:
            raise
        raise Mistyped(error.code, str(error)) from None
    shown = {"preview": asdict(preview)} if preview else {}
    emit({**asdict(report), "changes": report.changes, **shown}, report_words(report), as_json)
    return report


def source_of(path: Path, client: str, as_of: str = "", mapping: Iterable[str] = ()) -> LedgerSource:
    """The reader that a path is for. Asks for the client of CSV files where nobody has said it."""
    if not path.exists():
        raise Misconfigured("DC-511", f"{path} is not there.")
    if is_json(path):
        return JsonLedger(path)
    if path.is_file() and path.suffix.lower() not in ENDINGS:
        way = f"Give a file that ends in .json, {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}, or a folder of CSV files"
        raise Mistyped("DC-513", f"{path.name} is neither JSON nor CSV. {way}; a sheet can be saved as CSV.")
    if not client:
        if not sys.stdin.isatty():
            way = "add --client CODE, or set DUECOURSE_LEDGER_CLIENT"
            raise Mistyped("DC-516", f"CSV files do not say whose books they are: {way}.")
        client = typer.prompt("Code of the client whose books these are (one word)")
    try:
        return CsvLedger(path, _day(as_of) if as_of else last_change(path), client.strip(), _pairs(mapping))
    except Refused as error:
        raise Mistyped(error.code, str(error)) from None


def is_json(path: Path) -> bool:
    return path.suffix.lower() == ".json"


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
    files = [one for one in path.iterdir() if one.is_file()] if path.is_dir() else [path]
    newest = max((one.stat().st_mtime for one in files), default=path.stat().st_mtime)
    return datetime.fromtimestamp(newest, UTC).date()


def _confirmed(as_json: bool) -> bool:
    if as_json or not sys.stdin.isatty():
        raise Mistyped("DC-515", "Nobody is here to confirm the preview: add --yes, or --dry-run to look only.")
    return agreed("Import these?")
