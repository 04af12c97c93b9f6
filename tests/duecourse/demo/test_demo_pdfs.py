"""The demo company's papers open, say what they are about, and lie where the archive is looked through."""

import io
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from connectors.documents_folder import FolderDocuments
from connectors.ports import Books, CompanyDocumentRecord, DocumentRecord
from duecourse.demo.company import books
from duecourse.demo.pdfs import document_pdf, write_archive


@pytest.fixture(scope="module")
def ledger() -> Books:
    return books(date(2026, 11, 20))


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def of_kind(ledger: Books, kind: str) -> list[DocumentRecord]:
    return [document for document in ledger.documents if document.kind == kind]


@pytest.mark.parametrize("kind", ["invoice", "pod", "po_copy", "receipt", "credit_note"])
def test_a_paper_of_each_kind_names_its_number_and_its_customer(ledger: Books, kind: str) -> None:
    customers = {one.id: one.name for one in ledger.customers}
    orders = {one.number: one.po_number for one in ledger.invoices}
    for document in of_kind(ledger, kind)[::11]:
        text = text_of(document_pdf(document, ledger))
        number = orders[document.invoice or ""] if kind == "po_copy" else document.id
        assert number and number in text
        assert customers[document.customer_id or ""] in text


def test_an_invoice_names_its_amount_as_its_reader_writes_it(ledger: Books) -> None:
    documents = {one.id: one for one in ledger.documents}
    expected = {"FRK-10431": "3,472.80", "RG-60446": "23.443,00", "RG-60450": "3 094,00"}
    for code, amount in expected.items():
        assert amount in text_of(document_pdf(documents[code], ledger))


def test_every_paper_is_small_and_always_the_same(ledger: Books) -> None:
    records: list[DocumentRecord | CompanyDocumentRecord] = [one for one in ledger.documents if one.invoice]
    records += ledger.company_documents
    for record in records[::7]:
        content = document_pdf(record, ledger)
        assert len(content) < 6_000
        assert content == document_pdf(record, ledger)


def test_a_statement_has_no_file(ledger: Books) -> None:
    with pytest.raises(ValueError, match="STMT-F01 is made when it is sent"):
        document_pdf(of_kind(ledger, "statement")[0], ledger)


def test_every_paper_is_found_in_the_archive(ledger: Books, tmp_path: Path) -> None:
    count = write_archive(tmp_path, ledger)
    filed = [one for one in ledger.documents if one.invoice]
    assert count == len(filed) + len(ledger.company_documents) == len(list(tmp_path.rglob("*.pdf")))
    archive = FolderDocuments(tmp_path)
    records: list[DocumentRecord | CompanyDocumentRecord] = [*filed[::40], *ledger.company_documents]
    for record in records:
        found = archive.find(record.kind, "", record.filename)
        assert found and found.content == document_pdf(record, ledger)
    by_number = archive.find("pod", "FRK-10431")
    assert by_number and by_number.filename == "POD-FRK-10431.pdf"


def test_the_archive_holds_each_paper_once_after_new_year(tmp_path: Path) -> None:
    for day in (date(2026, 11, 20), date(2027, 1, 20)):
        write_archive(tmp_path, books(day))
    names = [path.name for path in tmp_path.rglob("*.pdf")]
    assert len(names) == len(set(names))
