"""`duecourse ledger` as a person types it."""

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import typer
from sqlalchemy import Engine
from sqlmodel import Session, select
from typer.testing import CliRunner

from agent.records.audit import AuditEvent
from agent.records.ledger import Customer, Document, Invoice
from duecourse.errors import Misconfigured
from duecourse.ledger_commands import app, last_change
from tests.duecourse.test_init import Terminal

CUSTOMERS = "id,name,currency,email\nK01,Harrow,GBP,jo@harrow.example\n"
INVOICES = "number,customer,issue_date,amount,open_amount\n1001,K01,2026-08-03,100.00,40.00\n"


@pytest.fixture
def books(tmp_path: Path, engine: Engine, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of CSV files and an installation that knows none of them yet."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("DUECOURSE_DATA", str(tmp_path / "data"))
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "customers.csv").write_text(CUSTOMERS)
    (folder / "invoices.csv").write_text(INVOICES)
    return folder


def run(*arguments: str | Path) -> tuple[int, str]:
    """Exit code and output; the code of trouble is what the command line makes of it."""
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    if isinstance(result.exception, Misconfigured):
        return result.exception.exit_code, f"{result.exception.code}: {result.exception}"
    if result.exception and not isinstance(result.exception, (SystemExit, typer.Exit)):
        raise result.exception
    return result.exit_code, result.output


def customers(engine: Engine) -> list[str]:
    with Session(engine) as session:
        return list(session.exec(select(Customer.code)))


def test_an_import_shows_its_choices_and_then_what_it_did(books: Path, engine: Engine) -> None:
    code, output = run("import", books, "--client", "KES", "--yes")
    assert code == 0
    assert output.index("open_amount") < output.index("1 added")
    assert customers(engine) == ["K01"]


def test_without_a_person_to_confirm_nothing_is_imported(books: Path, engine: Engine) -> None:
    code, output = run("import", books, "--client", "KES")
    assert (code, "DC-515" in output, customers(engine)) == (2, True, [])


def test_a_dry_run_needs_no_confirmation_and_imports_nothing(books: Path, engine: Engine) -> None:
    code, output = run("import", books, "--client", "KES", "--dry-run")
    assert (code, "nothing changed" in output, customers(engine)) == (0, True, [])


def test_without_a_client_csv_files_are_not_imported(books: Path, engine: Engine) -> None:
    code, output = run("import", books, "--yes")
    assert (code, "--client" in output, customers(engine)) == (2, True, [])


def test_a_file_that_is_neither_json_nor_csv_is_told_so_before_anything_is_asked(books: Path, engine: Engine) -> None:
    (books / "README.md").write_text("# Books\n")
    code, output = run("import", books / "README.md")
    assert code == 2 and output.startswith("DC-513: README.md is neither JSON nor CSV. Give a file that ends in .json,")


def test_a_file_that_says_whose_books_it_holds_is_not_told_otherwise(books: Path, engine: Engine) -> None:
    (books / "ledger.json").write_text('{"as_of": "2026-11-20", "clients": [], "customers": [], "invoices": []}')
    for option in (("--client", "KES"), ("--as-of", "2026-11-20"), ("--map", "number=Nr")):
        code, output = run("import", books / "ledger.json", *option)
        assert (code, "DC-516" in output) == (2, True)
    assert run("import", books / "ledger.json")[0] == 0


def test_refused_rows_are_listed_and_change_the_exit_code(books: Path, engine: Engine) -> None:
    (books / "invoices.csv").write_text(INVOICES + "1002,K99,2026-08-03,5,5\n")
    code, output = run("import", books, "--client", "KES", "--yes")
    assert (code, "invoices.csv line 3" in output, customers(engine)) == (5, True, ["K01"])


def test_columns_that_are_missing_are_a_matter_of_the_command(books: Path) -> None:
    (books / "invoices.csv").write_text("Vorgang;Partner\n1;K01\n")
    code, output = run("import", books, "--client", "KES", "--yes")
    assert (code, "DC-512" in output) == (2, True)


def test_a_column_can_be_named_and_a_value_be_set_for_all_rows(books: Path) -> None:
    (books / "invoices.csv").write_text("Vorgang;customer;issue_date;amount\n1001;K01;2026-08-03;5\n")
    options = ("--client", "KES", "--yes", "--as-of", "2026-11-20", "--map", "number=Vorgang", "--map", "currency==EUR")
    code, output = run("import", books, *options, "--json")
    report = json.loads(output)
    assert (code, report["counts"]["invoices_added"], report["as_of"]) == (0, 1, "2026-11-20")
    assert report["preview"]["files"][1]["mapping"]["currency"] == "=EUR"


@pytest.mark.parametrize("option", [("--map", "number"), ("--as-of", "yesterday"), ("--map", "=x")])
def test_options_that_make_no_sense_are_usage_errors(books: Path, option: tuple[str, str]) -> None:
    assert run("import", books, "--client", "KES", *option)[0] == 2


def test_sync_imports_from_the_place_in_the_settings(
    books: Path, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "Invoice 1001.pdf").write_bytes(b"%PDF")
    monkeypatch.setenv("DUECOURSE_LEDGER_PATH", str(books))
    monkeypatch.setenv("DUECOURSE_LEDGER_DOCUMENTS", str(tmp_path / "archive"))
    monkeypatch.setenv("DUECOURSE_LEDGER_CLIENT", "KES")
    assert [run("sync")[0], json.loads(run("sync", "--json")[1])["changes"]] == [0, 0]
    with Session(engine) as session:
        paper = session.exec(select(Document).where(Document.kind == "invoice")).one()
    assert (paper.code, paper.sha256 is not None) == ("1001", True)
    assert (
        len(
            list((tmp_path / "data" / "blobs").rglob("*.*"))
            + list((tmp_path / "data" / "blobs").rglob(paper.sha256 or "-"))
        )
        == 1
    )


LATER = "number,customer,issue_date,amount,open_amount\n1002,K01,2026-08-04,9.00,9.00\n"


def open_now(engine: Engine) -> list[str]:
    with Session(engine) as session:
        return list(session.exec(select(Invoice.number).where(Invoice.open_amount > 0).order_by(Invoice.number)))


def test_a_list_of_open_items_names_what_it_lacks_and_leaves_it_open(books: Path, engine: Engine) -> None:
    run("import", books, "--client", "KES", "--yes")
    (books / "invoices.csv").write_text(LATER)
    code, output = run("import", books, "--client", "KES", "--yes")
    assert code == 0
    assert output.index("not in this list (1):\n  1001  K01  40.00 GBP") < output.index("Books of")
    assert "Not in this list, and still open (1): if they are paid, add --close-absent." in output
    assert open_now(engine) == ["1001", "1002"]


def test_what_a_list_of_open_items_lacks_is_closed_on_demand(
    books: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("import", books, "--client", "KES", "--yes")
    (books / "invoices.csv").write_text(LATER)
    monkeypatch.setenv("DUECOURSE_LEDGER_PATH", str(books))
    monkeypatch.setenv("DUECOURSE_LEDGER_CLIENT", "KES")
    code, output = run("sync", "--close-absent")
    assert (code, open_now(engine)) == (0, ["1002"])
    assert "Counted as paid, since they are not in this list (1):\n  1001  K01  40.00 GBP" in output
    report = json.loads(run("sync", "--close-absent", "--json")[1])
    assert (report["changes"], report["closed"], report["absent"]) == (0, [], [])


@pytest.mark.parametrize(("answer", "left"), [("y", ["1002"]), ("n", ["1001", "1002"])])
def test_a_person_is_asked_whether_what_is_lacking_is_paid(
    books: Path, engine: Engine, answer: str, left: list[str]
) -> None:
    run("import", books, "--client", "KES", "--yes")
    (books / "invoices.csv").write_text(LATER)
    terminal = Terminal("ledger", "import", str(books), "--client", "KES", environment=dict(os.environ))
    terminal.answer("Import these?", "y")
    terminal.answer("Are these 1 paid?", answer)
    assert (terminal.ended(), open_now(engine)) == (0, left), terminal.said


def test_only_a_list_of_open_items_may_close_what_it_lacks(books: Path, engine: Engine) -> None:
    (books / "invoices.csv").write_text(INVOICES.replace("40.00", "0.00"))
    code, output = run("import", books, "--client", "KES", "--yes", "--close-absent")
    assert (code, "DC-519" in output, "--open-items" in output, customers(engine)) == (2, True, True, [])


def test_older_books_are_a_matter_of_the_command(books: Path, engine: Engine) -> None:
    words = ("import", books, "--client", "KES", "--yes", "--as-of")
    assert run(*words, "2026-11-20")[0] == 0
    code, output = run(*words, "2026-11-19")
    assert (code, "DC-517" in output) == (2, True)
    assert run(*words, "2026-11-19", "--older")[0] == 0
    assert "books of 2026-11-19" in run("status")[1]


def test_the_report_says_whom_a_list_ended_and_that_the_books_are_as_old_as_before(books: Path) -> None:
    run("import", books, "--client", "KES", "--yes", "--as-of", "2026-11-20")
    (books / "customers.csv").write_text(CUSTOMERS.replace("jo@", "ken@"))
    code, output = run("import", books / "customers.csv", "--client", "KES", "--yes")
    assert (code, "Left, since their list names them no more (1):\n  jo@harrow.example  K01" in output) == (0, True)
    assert "the books are as old as before" in output and "1 ended" in output
    assert "books of 2026-11-20" in run("status")[1]


def test_the_encoding_can_be_said(books: Path, engine: Engine) -> None:
    (books / "customers.csv").write_bytes(CUSTOMERS.replace("Harrow", "Dvořák").encode("cp1250"))
    assert run("import", books, "--client", "KES", "--yes", "--map", "encoding=cp1250")[0] == 0
    with Session(engine) as session:
        assert session.exec(select(Customer)).one().name == "Dvořák"


def test_sync_without_a_place_says_which_setting_to_set(books: Path) -> None:
    code, output = run("sync")
    assert (code, "DUECOURSE_LEDGER_PATH" in output) == (3, True)


def test_sync_says_what_is_wrong_with_its_place(books: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUECOURSE_LEDGER_PATH", str(tmp_path / "gone"))
    assert run("sync") == (3, f"DC-511: {tmp_path / 'gone'} is not there.")
    monkeypatch.setenv("DUECOURSE_LEDGER_PATH", str(books))
    code, output = run("sync")
    assert (code, "set DUECOURSE_LEDGER_CLIENT" in output) == (2, True)


def test_the_status_says_what_is_missing(books: Path) -> None:
    assert "No books yet" in run("status")[1]
    run("import", books, "--client", "KES", "--yes")
    assert "1 open, 1 without a PDF" in run("status")[1]
    [client] = json.loads(run("status", "--json")[1])["clients"]
    assert (client["code"], client["customers"], client["customers_without_email"]) == ("KES", 1, 0)


def test_files_are_as_old_as_their_last_change(books: Path) -> None:
    for name, day in (("customers.csv", 3), ("invoices.csv", 5)):
        at = datetime(2026, 11, day, 12, tzinfo=UTC).timestamp()
        os.utime(books / name, (at, at))
    assert (last_change(books), last_change(books / "customers.csv")) == (date(2026, 11, 5), date(2026, 11, 3))


def test_the_account_numbers_that_may_stand_in_mails_are_named_by_hand_where_the_books_do_not(
    books: Path, engine: Engine
) -> None:
    run("import", books, "--client", "KES", "--yes")
    account = "GB82 WEST 1234 5698 7654 32"
    assert run("bank", "--client", "KES") == (0, "None yet.\n")
    assert run("bank", "--client", "KES", account) == (0, f"{account}\n")
    second = "sort code 20-00-00, account 55779911"
    assert run("bank", "--client", "KES", second, account) == (0, f"{account}\n{second}\n")
    assert run("bank", "--client", "KES", "--clear", account) == (0, f"{account}\n")
    with Session(engine) as session:
        told = session.exec(select(AuditEvent).where(AuditEvent.kind == "bank_data_changed")).all()
    assert sorted(one.body["accounts"] for one in told) == [1, 1, 2]


@pytest.mark.parametrize(("client", "words", "code"), [("KES", "our bank", "DC-521"), ("NO", "55779911", "DC-201")])
def test_what_is_no_account_number_or_nobodys_is_refused(books: Path, client: str, words: str, code: str) -> None:
    run("import", books, "--client", "KES", "--yes")
    exit_code, said = run("bank", "--client", client, words)
    assert exit_code != 0 and said.startswith(code)
