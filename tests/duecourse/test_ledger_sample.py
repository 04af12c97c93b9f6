"""`duecourse ledger sample`: the demo company's books as files, which import as what the demo works with."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from connectors.ledger_csv import CsvLedger
from connectors.ledger_json import JsonLedger
from connectors.ports import Books, Record
from duecourse.demo.company import books
from duecourse.ledger_words import lacking
from tests.duecourse.shell import Shell

README = Path(__file__).parents[2] / "README.md"
ELSEWHERE = {"documents", "statement_document_id", "contacts", "applied"}
"""Fields that CSV files say in another way, or not at all."""


def plain(record: Record) -> dict[str, Any]:
    return record.model_dump(exclude=ELSEWHERE)


@pytest.fixture
def folder(shell: Shell, tmp_path: Path) -> Path:
    assert shell("ledger", "sample", tmp_path / "try").code == 0
    return tmp_path / "try"


@pytest.fixture
def company() -> Books:
    return books(date.today())


def test_the_json_file_holds_all_of_the_demo_companys_books(folder: Path, company: Books) -> None:
    assert JsonLedger(folder / "books.json").read() == (company, ())


def test_the_csv_files_hold_one_client_of_it(folder: Path, company: Books) -> None:
    client = company.clients[0].id
    found, problems = CsvLedger(folder / "csv", company.as_of, client).read()
    assert problems == ()
    customers = [one for one in company.customers if one.client_id == client]
    assert list(map(plain, found.customers)) == list(map(plain, customers))
    own = {one.id for one in customers}
    for kind in ("invoices", "payments", "credits"):
        wanted = [one for one in getattr(company, kind) if one.customer_id in own]
        assert list(map(plain, getattr(found, kind))) == list(map(plain, wanted)) != []
    paid = {one.id: [(part["invoice"], str(part["amount"])) for part in one.applied] for one in company.payments}
    assert all([(p["invoice"], str(p["amount"])) for p in one.applied] == paid[one.id] for one in found.payments)
    for ours, theirs in zip(customers, found.customers, strict=True):
        said = [one.model_dump(exclude={"listed_in"}) for one in theirs.contacts]
        assert said == [one.model_dump(exclude={"listed_in"}) for one in ours.contacts]


def test_what_it_and_the_readme_name_as_the_next_step_runs(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (first, *typed) = re.findall(r"^duecourse (ledger .*)$", README.read_text(encoding="utf-8"), re.MULTILINE)
    said = shell(*first.split())
    named = re.findall(r"^  duecourse (ledger .*)$", said.out, re.MULTILINE)
    assert said.code == 0 and len(named) == 2 and typed == named[:1]
    for line in named:
        ended = shell(*line.split())
        assert ended.code == 0 and "; no document lacks its file" in ended.out and "nothing changed" in ended.out


def test_the_same_books_again_say_that_every_file_is_there(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shell("migrate")
    said = shell("ledger", "sample", "books")
    line = re.findall(r"^  duecourse (ledger import .*books.json.*)$", said.out, re.MULTILINE)[0]
    words = [one for one in line.split() if one != "--dry-run"]
    first, again = shell(*words, "--yes"), shell(*words, "--yes")
    assert (first.code, again.code) == (0, 0)
    found = re.search(r"PDFs +([1-9]\d*) found anew; no document lacks its file", first.out)
    assert found and f"PDFs         none found anew, {found[1]} there already; no document lacks its file" in again.out


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "no document lacks its file"), (1, "1 document lacks its file"), (22, "22 documents lack their files")],
)
def test_what_lacks_its_file_is_counted(number: int, said: str) -> None:
    assert lacking(number) == said


def test_nothing_is_written_over(shell: Shell, folder: Path) -> None:
    before = (folder / "books.json").stat().st_mtime_ns
    again = shell("ledger", "sample", folder)
    assert (again.code, "(DC-522)" in again.err) == (2, True)
    assert (folder / "books.json").stat().st_mtime_ns == before
