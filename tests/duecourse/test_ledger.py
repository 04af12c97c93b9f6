"""Books into a real database: twice changes nothing, a dry run changes nothing, and no paper goes to the wrong account."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, select

from agent.records import audit
from agent.records.ledger import Client, Contact, Customer, Document, Invoice
from connectors.documents_folder import FolderDocuments
from connectors.ledger_csv import CsvLedger
from connectors.ledger_json import JsonLedger
from connectors.memory import MemoryBlobs, MemoryDocuments
from duecourse.ledger import ImportReport, import_ledger, status

SAMPLE = Path(__file__).parents[1] / "eval" / "sample" / "ledger.json"
TABLES = ("clients", "customers", "contacts", "invoices", "payments", "credits", "documents", "deliveries", "promises")

FOLDER = {
    "customers.csv": "id,name,currency,email\nK01,Harrow,GBP,jo@harrow.example\nK02,Tidewater,GBP,\n",
    "invoices.csv": "number,customer,issue_date,amount,open_amount,po_number,credit_note\n"
    "1001,K01,2026-08-03,100.00,0.00,PO-7,CN-9\n1002,K02,2026-08-04,50.00,50.00,,\n1003,K01,2026-08-05,-20.00,-20.00,,\n",
    "payments.csv": "customer,date,amount,invoice\nK01,2026-09-01,100.00,1001\n",
    "documents.csv": "kind,invoice,filename\ninvoice,1001,Copy of 1001.pdf\n",
    "deliveries.csv": "document_id,sent_at,to_address\n1001,2026-08-03 14:05,jo@harrow.example\n",
}


def csv_ledger(folder: Path, **files: str) -> CsvLedger:
    """The folder above with some files in other words ("" for none)."""
    place = folder / "books"
    place.mkdir(exist_ok=True)
    for name, content in (FOLDER | {f"{name}.csv": content for name, content in files.items()}).items():
        (place / name).write_text(content, encoding="utf-8")
        if not content:
            (place / name).unlink()
    return CsvLedger(place, date(2026, 11, 20), "KES")


def one_file(folder: Path, name: str, content: str) -> CsvLedger:
    (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    return CsvLedger(folder / f"{name}.csv", date(2026, 11, 21), "KES")


def take(engine: Engine, source: Any, documents: Any = None, dry_run: bool = False) -> ImportReport:
    return import_ledger(engine, source, MemoryBlobs(), documents, "test", dry_run)


def rows(engine: Engine) -> dict[str, list[Any]]:
    """Every row of every table of the books, as it stands."""
    with engine.connect() as connection:
        return {name: list(connection.execute(text(f"SELECT * FROM {name} ORDER BY id"))) for name in TABLES}


def documents_of(engine: Engine) -> dict[str, Document]:
    with Session(engine) as session:
        return {one.code: one for one in session.exec(select(Document))}


# --- again, and only looking -------------------------------------------------------------------------------------


SOURCES: dict[str, Callable[[Path], Any]] = {"csv": csv_ledger, "sample": lambda _: JsonLedger(SAMPLE)}


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES.keys())
def test_importing_twice_changes_nothing(engine: Engine, tmp_path: Path, source: Callable[[Path], Any]) -> None:
    first = take(engine, source(tmp_path))
    before = rows(engine)
    second = take(engine, source(tmp_path))
    assert first.problems == second.problems == ()
    assert (first.changes > 0, second.changes) == (True, 0)
    assert rows(engine) == before


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES.keys())
def test_a_dry_run_tells_what_would_happen_and_changes_nothing(
    engine: Engine, tmp_path: Path, source: Callable[[Path], Any]
) -> None:
    looked = take(engine, source(tmp_path), dry_run=True)
    assert not any(rows(engine).values())
    done = take(engine, source(tmp_path))
    assert looked.counts == done.counts
    assert (looked.dry_run, done.dry_run) == (True, False)


def test_a_dry_run_stores_no_bytes(engine: Engine, tmp_path: Path) -> None:
    documents = MemoryDocuments()
    documents.add("pod", "1001", "POD-1001.pdf", b"%PDF signed")
    blobs = MemoryBlobs()
    looked = import_ledger(engine, csv_ledger(tmp_path), blobs, documents, "test", dry_run=True)
    done = import_ledger(engine, csv_ledger(tmp_path), MemoryBlobs(), documents, "test")
    assert (
        (looked.documents_found, looked.documents_missing) == (done.documents_found, done.documents_missing) == (1, 1)
    )
    assert blobs._blobs == {}


def test_the_sample_is_taken_whole(engine: Engine) -> None:
    report = take(engine, JsonLedger(SAMPLE))
    assert report.counts["invoices_added"] == 8
    assert report.counts["documents_added"] == 26
    assert report.documents_missing == 22


def test_a_later_export_changes_only_what_is_different(engine: Engine, tmp_path: Path) -> None:
    take(engine, csv_ledger(tmp_path))
    invoices = FOLDER["invoices.csv"].replace("50.00,50.00", "50.00,10.00")
    report = take(engine, csv_ledger(tmp_path, invoices=invoices))
    assert {name: number for name, number in report.counts.items() if "_same" not in name} == {"invoices_changed": 1}


def test_the_import_is_in_the_audit_log(engine: Engine, tmp_path: Path) -> None:
    documents = MemoryDocuments()
    documents.add("pod", "1001", "POD-1001.pdf", b"%PDF signed")
    take(engine, csv_ledger(tmp_path), documents)
    with Session(engine) as session:
        kinds = [event.kind for event in session.exec(select(audit.AuditEvent).order_by(audit.AuditEvent.seq))]
    assert kinds[-2:] == ["books_imported", "documents_filed"]


# --- partial books -----------------------------------------------------------------------------------------------


def test_a_list_of_invoices_alone_takes_nothing_from_customers_that_are_known(engine: Engine, tmp_path: Path) -> None:
    take(engine, csv_ledger(tmp_path))
    report = take(
        engine,
        one_file(tmp_path, "invoices", "number,customer,issue_date,amount,currency\n1009,K01,2026-11-01,5.00,GBP\n"),
    )
    assert report.problems == ()
    with Session(engine) as session:
        customer = session.exec(select(Customer).where(Customer.code == "K01")).one()
        contact = session.exec(select(Contact)).one()
        invoice = session.exec(select(Invoice).where(Invoice.number == "1001")).one()
        client = session.exec(select(Client)).one()
    assert (customer.name, customer.currency, contact.status) == ("Harrow", "GBP", "active")
    assert (invoice.po_number, client.books_as_of) == ("PO-7", datetime(2026, 11, 21, 23, 59, tzinfo=UTC))


def test_a_list_of_payments_alone_may_speak_of_customers_that_are_known_and_no_others(
    engine: Engine, tmp_path: Path
) -> None:
    take(engine, csv_ledger(tmp_path))
    payments = "id,customer,date,amount,currency\nP7,K02,2026-11-01,5.00,GBP\nP8,K99,2026-11-01,5.00,GBP\n"
    report = take(engine, one_file(tmp_path, "payments", payments))
    assert report.counts["payments_added"] == 1
    assert [(one.place, "K99" in one.problem) for one in report.problems] == [("payments P8", True)]


def test_a_customer_whom_a_list_calls_by_name_is_the_one_that_is_known(engine: Engine, tmp_path: Path) -> None:
    take(engine, csv_ledger(tmp_path))
    invoices = "number,customer name,issue_date,amount,currency\n1009,HARROW,2026-11-01,5.00,GBP\n1010,Nobody,2026-11-01,5.00,GBP\n"
    report = take(engine, one_file(tmp_path, "invoices", invoices))
    assert report.problems == ()
    with Session(engine) as session:
        query = select(Invoice.number, Customer.code, Customer.name).join(Customer)
        found = {number: (code, name) for number, code, name in session.exec(query)}
    assert (found["1009"], found["1010"]) == (("K01", "Harrow"), ("Nobody", "Nobody"))


def test_the_shapes_of_numbers_are_learned_from_old_and_new_invoices(engine: Engine, tmp_path: Path) -> None:
    take(engine, csv_ledger(tmp_path))
    take(
        engine,
        one_file(tmp_path, "invoices", "number,customer,issue_date,amount,currency\nBF-1,K01,2026-11-01,5.00,GBP\n"),
    )
    with Session(engine) as session:
        formats = session.exec(select(Client)).one().number_formats
    assert len(formats) == 2


# --- papers ------------------------------------------------------------------------------------------------------


def archive(folder: Path, *names: str) -> FolderDocuments:
    place = folder / "archive"
    place.mkdir()
    for name in names:
        (place / name).write_bytes(b"%PDF " + name.encode())
    return FolderDocuments(place)


def test_papers_are_found_by_name_and_by_number_and_kind(engine: Engine, tmp_path: Path) -> None:
    documents = archive(
        tmp_path, "Copy of 1001.pdf", "POD 1001.pdf", "PO-7 order.pdf", "Gutschrift CN-9.pdf", "Rechnung_1002.pdf"
    )
    blobs = MemoryBlobs()
    report = import_ledger(engine, csv_ledger(tmp_path), blobs, documents, "test")
    assert (report.problems, report.documents_found, report.documents_missing) == ((), 5, 0)
    found = {code: blobs.get(one.sha256) for code, one in documents_of(engine).items() if one.sha256}
    assert found == {
        "1001": b"%PDF Copy of 1001.pdf",
        "POD-1001": b"%PDF POD 1001.pdf",
        "PO-1001": b"%PDF PO-7 order.pdf",
        "CN-1001": b"%PDF Gutschrift CN-9.pdf",
        "1002": b"%PDF Rechnung_1002.pdf",
    }


def test_a_file_that_is_only_named_pdf_is_told_and_not_taken(engine: Engine, tmp_path: Path) -> None:
    documents = archive(tmp_path, "1001.pdf", "1002.pdf")
    (tmp_path / "archive" / "1002.pdf").write_bytes(b"PK\x03\x04 a text document")
    report = import_ledger(engine, csv_ledger(tmp_path), MemoryBlobs(), documents, "test")
    assert [one.place for one in report.problems] == ["documents 1002"] and "DC-520" in report.problems[0].problem
    assert {code for code, one in documents_of(engine).items() if one.sha256} == {"1001"}


def test_papers_once_found_are_not_added_again(engine: Engine, tmp_path: Path) -> None:
    documents = archive(tmp_path, "Copy of 1001.pdf", "POD 1001.pdf")
    first = take(engine, csv_ledger(tmp_path), documents)
    before = rows(engine)
    again = take(engine, csv_ledger(tmp_path), documents)
    assert (first.documents_found, first.documents_kept) == (2, 0)
    assert (again.documents_found, again.documents_kept, again.changes) == (0, 2, 0)
    assert rows(engine) == before


def test_a_paper_that_arrives_later_is_found_by_the_next_import(engine: Engine, tmp_path: Path) -> None:
    assert take(engine, csv_ledger(tmp_path)).documents_missing == 1
    report = take(engine, csv_ledger(tmp_path), archive(tmp_path, "Copy of 1001.pdf"))
    assert (report.documents_found, report.documents_missing) == (1, 0)
    assert report.changes == 0


def test_a_bare_number_of_another_series_is_not_taken_for_the_invoices(engine: Engine, tmp_path: Path) -> None:
    report = take(
        engine, csv_ledger(tmp_path), archive(tmp_path, "Receipt 1002.pdf", "Credit note 1002.pdf", "PO 1002.pdf")
    )
    assert report.documents_found == 0


def two_clients(folder: Path) -> JsonLedger:
    def invoice(client: str, customer: str) -> dict[str, Any]:
        day = {"issue_date": "2026-08-03", "due_date": "2026-09-02", "currency": "EUR", "amount": 5, "open_amount": 5}
        return {"number": "1001", "client_id": client, "customer_id": customer, **day}

    data = {
        "as_of": "2026-11-20",
        "clients": [{"id": "KES", "name": "Kestrel"}, {"id": "ALB", "name": "Albrecht"}],
        "customers": [{"id": "K", "client_id": "KES", "name": "K"}, {"id": "A", "client_id": "ALB", "name": "A"}],
        "invoices": [invoice("KES", "K"), invoice("ALB", "A")],
    }
    (folder / "two.json").write_text(json.dumps(data))
    return JsonLedger(folder / "two.json")


def test_a_number_that_two_clients_share_is_not_looked_for(engine: Engine, tmp_path: Path) -> None:
    report = take(engine, two_clients(tmp_path), archive(tmp_path, "1001.pdf", "POD-1001.pdf"))
    assert report.documents_found == 0
    assert [one.place for one in report.problems] == ["invoices 1001", "invoices 1001"]


def test_a_file_name_that_two_accounts_share_is_not_looked_for(engine: Engine, tmp_path: Path) -> None:
    documents = "id,kind,customer,filename\nD1,other,K01,scan.pdf\nD2,other,K02,scan.pdf\n"
    report = take(engine, csv_ledger(tmp_path, documents=documents, deliveries=""), archive(tmp_path, "scan.pdf"))
    assert report.documents_found == 0
    assert [one.place for one in report.problems] == ["documents D1", "documents D2"]


def of_client(folder: Path, code: str, invoices: str) -> CsvLedger:
    path = folder / f"{code}.csv"
    path.write_text(f"number,customer,issue_date,currency,amount\n{invoices}")
    return CsvLedger(path, date(2026, 11, 20), code)


def test_one_file_does_not_serve_two_clients_that_are_imported_one_after_the_other(
    engine: Engine, tmp_path: Path
) -> None:
    documents = archive(tmp_path, "Invoice 1001.pdf")
    take(engine, of_client(tmp_path, "KES", "1001,K01,2026-08-03,EUR,5\n"), documents)
    report = take(engine, of_client(tmp_path, "ALB", "1001,A01,2026-08-03,EUR,7\n"), documents)
    [problem] = report.problems
    assert (report.documents_found, problem.place) == (0, "documents 1001")
    assert "(DC-518)" in problem.problem and "folder of its own" in problem.problem
    with Session(engine) as session:
        query = select(Client.code).join(Document).where(Document.code == "1001")
        assert list(session.exec(query)) == ["KES"]


def test_the_same_number_of_two_clients_is_found_in_folders_of_their_own(engine: Engine, tmp_path: Path) -> None:
    for code in ("KES", "ALB"):
        (tmp_path / code).mkdir()
        (tmp_path / code / "1001.pdf").write_bytes(f"%PDF of {code}".encode())
        report = take(engine, of_client(tmp_path, code, "1001,X,2026-08-03,EUR,5\n"), FolderDocuments(tmp_path / code))
        assert (report.documents_found, report.problems) == (1, ())


def test_copies_of_one_file_do_not_serve_two_accounts_either(engine: Engine, tmp_path: Path) -> None:
    documents = archive(tmp_path, "Invoice 1001.pdf", "Invoice 1002.pdf", "POD 1001.pdf")
    for name in ("Invoice 1002.pdf", "POD 1001.pdf"):
        (tmp_path / "archive" / name).write_bytes((tmp_path / "archive" / "Invoice 1001.pdf").read_bytes())
    one = of_client(tmp_path, "KES", "1001,K01,2026-08-03,EUR,5\n")
    assert take(engine, one, documents).documents_found == 2, "one account may use a file twice"
    two = of_client(tmp_path, "KES", "1001,K01,2026-08-03,EUR,5\n1002,K02,2026-08-03,EUR,5\n")
    report = take(engine, two, documents)
    assert (report.documents_found, [one.place for one in report.problems]) == (0, ["documents 1002"])


def test_a_document_that_moves_to_another_account_leaves_its_file_behind(engine: Engine, tmp_path: Path) -> None:
    listed = "id,kind,customer,filename\nD1,other,{},scan.pdf\n"
    take(engine, csv_ledger(tmp_path, documents=listed.format("K01"), deliveries=""), archive(tmp_path, "scan.pdf"))
    assert documents_of(engine)["D1"].sha256 is not None
    take(engine, csv_ledger(tmp_path, documents=listed.format("K02"), deliveries=""))
    assert documents_of(engine)["D1"].sha256 is None


# --- how fresh ---------------------------------------------------------------------------------------------------


def test_the_status_counts_what_is_there_and_what_is_missing(engine: Engine, tmp_path: Path) -> None:
    take(engine, csv_ledger(tmp_path), archive(tmp_path, "Copy of 1001.pdf"))
    [found] = status(engine, datetime(2026, 11, 21, 11, 59, tzinfo=UTC))
    assert (found.code, found.as_of, found.age_hours) == ("KES", datetime(2026, 11, 20, 23, 59, tzinfo=UTC), 12.0)
    assert (found.customers, found.customers_without_email, found.contacts) == (2, 1, 1)
    assert (found.invoices, found.open_invoices, found.invoices_without_pdf, found.documents) == (2, 1, 1, 1)


def test_without_books_there_is_no_status(engine: Engine) -> None:
    assert status(engine, datetime(2026, 11, 21, tzinfo=UTC)) == []
