"""`duecourse ledger sample`: the demo company's books as files, to try an import with."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from connectors.ports import Books, CustomerRecord, PaymentRecord
from duecourse.errors import Mistyped
from duecourse.output import emit

COLUMNS = {
    "customers": ("id", "name", "country", "currency", "language", "domain", "payment_terms_days", "group"),
    "contacts": ("customer_id", "key", "name", "email", "role", "status", "may_receive"),
    "invoices": (
        *("number", "customer_id", "issue_date", "due_date", "currency", "amount", "open_amount", "status"),
        *("po_number", "credit_note"),
    ),
    "payments": ("id", "customer_id", "date", "amount", "currency", "reference", "invoice", "applied_amount"),
    "credits": ("id", "customer_id", "issue_date", "amount", "currency", "invoice", "clear"),
}
Rows = Iterator[dict[str, Any]]


def sample(
    folder: Annotated[Path, typer.Argument(help="A new folder for the files.", file_okay=False)],
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Write the demo company's books as JSON, as CSV and with their PDFs: duecourse ledger sample FOLDER

    They show what `ledger import` reads, and are there to try it with. Your own books are not touched.
    """
    from duecourse.demo.company import books
    from duecourse.demo.pdfs import write_archive

    if folder.exists() and any(folder.iterdir()):
        raise Mistyped("DC-522", f"{folder} is not empty, and nothing is written over. Name a new folder.")
    found = books(date.today())
    folder.mkdir(parents=True, exist_ok=True)
    as_data = found.model_dump(mode="json", exclude_defaults=True)
    (folder / "books.json").write_text(json.dumps(as_data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    client = found.clients[0].id
    write_csv(folder / "csv", found, client)
    count = write_archive(folder / "documents", found)
    emit({"folder": str(folder), "client": client, "documents": count}, told(folder, client, count), as_json)


def told(folder: Path, client: str, count: int) -> str:
    pdfs = f"--documents {folder / 'documents'}"
    return (
        f"{folder} holds the demo company's books and {count} PDFs. See what an import would do:\n"
        f"  duecourse ledger import {folder / 'books.json'} {pdfs} --dry-run\n"
        f"  duecourse ledger import {folder / 'csv'} --client {client} {pdfs} --dry-run"
    )


# --- CSV, of one client ---------------------------------------------------------------------------------------------


def write_csv(folder: Path, books: Books, client: str) -> None:
    """`client`: its code. One file for each kind of row."""
    folder.mkdir()
    for kind, columns in COLUMNS.items():
        with (folder / f"{kind}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows_of(kind, books, client))


def rows_of(kind: str, books: Books, client: str) -> Rows:
    customers = {one.id: one for one in books.customers if one.client_id == client}
    if kind == "customers":
        yield from (one.model_dump() for one in customers.values())
    elif kind == "contacts":
        yield from (row for one in customers.values() for row in contacts_of(one))
    else:
        for record in (one for one in getattr(books, kind) if one.customer_id in customers):
            yield from applied(record) if isinstance(record, PaymentRecord) else (record.model_dump(),)


def contacts_of(customer: CustomerRecord) -> Rows:
    for one in customer.contacts:
        yield {**one.model_dump(), "customer_id": customer.id, "may_receive": ";".join(one.may_receive or ())}


def applied(payment: PaymentRecord) -> Rows:
    """A row for each invoice that it pays; one without any where it pays none yet."""
    for part in payment.applied or ({},):
        yield {**payment.model_dump(), "invoice": part.get("invoice"), "applied_amount": part.get("amount")}
