"""Books from one JSON file: what is sound is taken, what is not is told with its place."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from connectors.ledger_json import JsonLedger
from connectors.ports import Books, Refused, RowProblem

SAMPLE = Path(__file__).parents[1] / "eval" / "sample" / "ledger.json"

CLIENT = {"id": "KES", "name": "Kestrel"}
CUSTOMER = {
    "id": "K01",
    "client_id": "KES",
    "name": "Harrow",
    "contacts": [{"key": "jo", "email": "jo@harrow.example"}],
}
INVOICE = {
    "number": "1001",
    "client_id": "KES",
    "customer_id": "K01",
    "issue_date": "2026-08-03",
    "due_date": "2026-09-02",
    "currency": "GBP",
    "amount": 1240.10,
    "open_amount": 0.1,
}
DOCUMENT = {"id": "D1", "kind": "invoice", "client_id": "KES", "customer_id": "K01", "invoice": "1001"}
PAYMENT = {"id": "P1", "customer_id": "K01", "date": "2026-09-01", "amount": 5, "currency": "GBP"}
GOOD: dict[str, Any] = {
    "as_of": "2026-11-20",
    "clients": [CLIENT],
    "customers": [CUSTOMER],
    "invoices": [INVOICE],
    "documents": [DOCUMENT],
    "payments": [PAYMENT],
}


def read(folder: Path, data: Any) -> tuple[Books, tuple[RowProblem, ...]]:
    path = folder / "ledger.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return JsonLedger(path).read()


def with_rows(name: str, *rows: Any) -> dict[str, Any]:
    return {**GOOD, name: [*GOOD.get(name, []), *rows]}


def test_sound_books_are_taken_whole(tmp_path: Path) -> None:
    books, problems = read(tmp_path, {**GOOD, "unknown": [1], "clients": [{**CLIENT, "colour": "red"}]})
    assert problems == ()
    assert [len(books.clients), len(books.customers), len(books.invoices), len(books.documents)] == [1, 1, 1, 1]


def test_amounts_are_the_digits_of_the_file(tmp_path: Path) -> None:
    books, _ = read(tmp_path, GOOD)
    assert (books.invoices[0].amount, books.invoices[0].open_amount) == (Decimal("1240.10"), Decimal("0.10"))


BROKEN_ROWS = [
    ("invoices", {**INVOICE, "number": "2", "amount": "a lot"}, "invoices[1]", "amount"),
    ("invoices", {**INVOICE, "number": "2", "due_date": "2026-02-31"}, "invoices[1]", "due_date"),
    ("invoices", {**INVOICE, "number": "2", "currency": None}, "invoices[1]", "currency is missing"),
    ("invoices", {**INVOICE, "number": "2", "amount": 1e15}, "invoices[1]", "too large"),
    ("invoices", {**INVOICE, "number": " "}, "invoices[1]", "number is empty"),
    ("invoices", {**INVOICE, "number": "2", "customer_id": "K99"}, "invoices[1]", "customer K99 is not in this file"),
    ("invoices", INVOICE, "invoices[1]", "stands already at invoices[0]"),
    ("invoices", "1002", "invoices[1]", "not an object"),
    ("invoices", None, "invoices[1]", "not an object"),
    ("customers", {**CUSTOMER, "id": "K02", "client_id": "ALB"}, "customers[1]", "client ALB is not in this file"),
    ("customers", CUSTOMER, "customers[1]", "stands already at customers[0]"),
    ("documents", {**DOCUMENT, "id": "D2", "invoice": "1999"}, "documents[1]", "invoice 1999"),
    ("documents", {**DOCUMENT, "id": "D2", "customer_id": "K99"}, "documents[1]", "K01's, not K99's"),
    ("documents", {**DOCUMENT, "id": "D2", "customer_id": None, "invoice": None}, "documents[1]", "neither an invoice"),
    ("company_documents", {"id": "D1", "client_id": "KES", "kind": "tax_form"}, "company_documents[0]", "documents[0]"),
    ("payments", {**PAYMENT, "id": "P2", "customer_id": "K99"}, "payments[1]", "customer K99"),
    ("payments", PAYMENT, "payments[1]", "stands already at payments[0]"),
    (
        "deliveries",
        {"id": "S1", "document_id": "D9", "sent_at": "2026-09-01T10:00:00", "to_address": "a@b.example"},
        "deliveries[0]",
        "document D9",
    ),
]


@pytest.mark.parametrize(("kind", "row", "place", "words"), BROKEN_ROWS)
def test_a_broken_row_is_left_out_and_told_of(tmp_path: Path, kind: str, row: Any, place: str, words: str) -> None:
    books, problems = read(tmp_path, with_rows(kind, row))
    assert [problem.place for problem in problems] == [place]
    assert words in problems[0].problem
    assert len(getattr(books, kind)) == len(GOOD.get(kind, []))


def test_everything_that_a_row_lacks_is_told_at_once(tmp_path: Path) -> None:
    _, problems = read(tmp_path, with_rows("invoices", {}))
    assert all(
        f"{name} is missing" in problems[0].problem
        for name in ("number", "client_id", "customer_id", "issue_date", "due_date", "currency", "amount")
    )


def test_a_row_whose_owner_fell_out_falls_out_too(tmp_path: Path) -> None:
    books, problems = read(tmp_path, {**GOOD, "clients": [{"id": "KES"}]})
    assert [problem.place for problem in problems] == [
        "clients[0]", "customers[0]", "invoices[0]", "documents[0]", "payments[0]",
    ]  # fmt: skip
    assert books.invoices == ()


def test_a_broken_contact_costs_neither_the_others_nor_the_customer(tmp_path: Path) -> None:
    contacts = [
        {"key": "x"},
        {"key": "jo", "email": "jo@harrow.example"},
        {"key": "jo", "email": "other@harrow.example"},
    ]
    books, problems = read(tmp_path, {**GOOD, "customers": [{**CUSTOMER, "contacts": contacts}]})
    assert [contact.email for contact in books.customers[0].contacts] == ["jo@harrow.example"]
    assert [problem.place for problem in problems] == ["customers[0].contacts[0]", "customers[0].contacts[2]"]


def test_two_clients_may_use_the_same_invoice_number(tmp_path: Path) -> None:
    data = {
        **GOOD,
        "clients": [CLIENT, {"id": "ALB", "name": "Albrecht"}],
        "customers": [CUSTOMER, {"id": "A01", "client_id": "ALB", "name": "Schmitz"}],
        "invoices": [INVOICE, {**INVOICE, "client_id": "ALB", "customer_id": "A01"}],
    }
    books, problems = read(tmp_path, data)
    assert problems == ()
    assert [invoice.client_id for invoice in books.invoices] == ["KES", "ALB"]


def test_an_invoice_cannot_belong_to_another_clients_customer(tmp_path: Path) -> None:
    data = with_rows("clients", {"id": "ALB", "name": "Albrecht"})
    _, problems = read(tmp_path, {**data, "invoices": [INVOICE, {**INVOICE, "number": "2", "client_id": "ALB"}]})
    assert [(problem.place, "belongs to client KES" in problem.problem) for problem in problems] == [
        ("invoices[1]", True)
    ]


def test_a_document_that_only_the_invoice_names_is_one_of_its_customers(tmp_path: Path) -> None:
    books, problems = read(
        tmp_path, {**GOOD, "invoices": [{**INVOICE, "documents": {"invoice": "D1", "pod": "POD-9"}}]}
    )
    assert problems == ()
    assert [(one.id, one.kind, one.customer_id, one.invoice) for one in books.documents] == [
        ("D1", "invoice", "K01", "1001"),
        ("POD-9", "pod", "K01", "1001"),
    ]


def test_null_means_the_default_where_nothing_is_not_possible(tmp_path: Path) -> None:
    data = {**GOOD, "customers": [{**CUSTOMER, "language": None, "group": None, "contacts": None}]}
    books, problems = read(tmp_path, data)
    assert problems == ()
    assert (books.customers[0].language, books.customers[0].group, books.customers[0].contacts) == ("en", None, ())


def test_signs_that_no_database_takes_are_dropped(tmp_path: Path) -> None:
    books, problems = read(tmp_path, {**GOOD, "customers": [{**CUSTOMER, "name": "Har\x00row\ud800 "}]})
    assert problems == ()
    assert books.customers[0].name == "Harrow"


def test_a_moment_without_zone_is_utc(tmp_path: Path) -> None:
    row = {"id": "S1", "document_id": "D1", "sent_at": "2026-09-01T10:00:00", "to_address": "jo@harrow.example"}
    books, _ = read(tmp_path, with_rows("deliveries", row))
    assert books.deliveries[0].sent_at.isoformat() == "2026-09-01T10:00:00+00:00"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{\n "as_of": "2026-11-20",\n "clients": [}\n', "line 3"),
        ("", "line 1"),
        ("[1]", "one object"),
        ('{"clients": []}', "as_of"),
        ('{"as_of": "yesterday"}', "as_of"),
        ("[" * 100_000, "too deep"),
    ],
)
def test_a_file_that_is_no_ledger_is_refused_with_its_place(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as caught:
        read(tmp_path, text)
    assert caught.value.code == "DC-501"


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ledger.json").write_bytes('{"as_of": "2026-11-20", "x": "é"}'.encode("latin-1"))
    with pytest.raises(Refused, match="UTF-8"):
        JsonLedger(tmp_path / "ledger.json").read()


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        JsonLedger(tmp_path / "none.json").read()
    assert caught.value.code == "DC-511"


def test_a_list_that_is_none_is_told_of(tmp_path: Path) -> None:
    _, problems = read(tmp_path, {**GOOD, "payments": {"id": "P1"}})
    assert [problem.place for problem in problems] == ["payments"]


def test_the_sample_has_no_problems() -> None:
    books, problems = JsonLedger(SAMPLE).read()
    assert problems == ()
    assert (len(books.clients), len(books.customers), len(books.invoices), len(books.documents)) == (2, 4, 8, 24)
