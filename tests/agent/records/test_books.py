"""The facts of the books, as they are given to whoever judges a mail."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Engine
from sqlmodel import Session, select

from agent.domain.facts import BooksFact
from agent.domain.vocabulary import DocumentKind
from agent.records.books import books_for, customers_by_domain, customers_by_number, numbers_elsewhere
from agent.records.imports import import_books
from agent.records.ledger import Client, Customer, Document
from connectors.ports import Books

DAY = date(2026, 8, 3)
BOOKS = Books.model_validate(
    {
        "as_of": "2026-11-20",
        "clients": [
            {"id": "KES", "name": "Kestrel", "mailbox": "AR@kestrel.example"},
            {"id": "ALB", "name": "Albrecht"},
        ],
        "customers": [
            {
                "id": "K01",
                "client_id": "KES",
                "name": "Harrow",
                "domain": "Harrow.example",
                "contacts": [
                    {"key": "jo", "name": "Jo", "email": "Jo@Harrow.example", "may_receive": ["invoice", "sonnet"]},
                    {"key": "ken", "email": "ken@harrow.example", "status": "left"},
                ],
            },
            {"id": "K02", "client_id": "KES", "name": "Tidewater"},
            {"id": "A01", "client_id": "ALB", "name": "Schmitz"},
        ],
        "invoices": [
            {"number": number, "client_id": client, "customer_id": customer, "issue_date": DAY, "due_date": DAY}
            | {"currency": "GBP", "amount": "12.50", "open_amount": "2.50"}
            for number, client, customer in (("BF/1", "KES", "K01"), ("BF/2", "KES", "K02"), ("BF/1", "ALB", "A01"))
        ],
        "documents": [
            {"id": "D1", "kind": "invoice", "client_id": "KES", "customer_id": "K01", "invoice": "BF/1"},
            {"id": "D2", "kind": "sonnet", "client_id": "KES", "customer_id": "K01"},
            {"id": "D9", "kind": "invoice", "client_id": "KES", "customer_id": "K99", "invoice": "BF/1"},
        ],
        "company_documents": [{"id": "W9", "client_id": "KES", "kind": "tax_form", "auto_release": True}],
        "payments": [
            {
                "id": "P1",
                "customer_id": "K01",
                "date": DAY,
                "amount": 10,
                "currency": "GBP",
                "applied": [{"invoice": "BF/1"}],
            }
        ],
        "promises": [{"id": "R1", "customer_id": "K01", "invoices": ["BF/1"], "made_on": DAY, "amount": "2.50"}],
        "credits": [
            {"id": "C1", "customer_id": "K02", "amount": 1, "currency": "GBP", "issue_date": DAY, "clear": False}
        ],
        "deliveries": [
            {"id": "S1", "document_id": "D1", "sent_at": "2026-08-03T10:00:00Z", "to_address": "KEN@harrow.example"}
        ],
    }
)


def take(engine: Engine, books: Books = BOOKS) -> None:
    with Session(engine) as session:
        import_books(session, books, "test", "test")
        session.commit()


def ids(session: Session) -> dict[str, UUID]:
    return {customer.code: customer.id for customer in session.exec(select(Customer))}


def facts(engine: Engine, *codes: str, client: str = "KES") -> BooksFact:
    with Session(engine) as session:
        row = session.exec(select(Client).where(Client.code == client)).one()
        known = ids(session)
        return books_for(session, row, [known[code] for code in codes])


def test_a_customers_invoices_come_with_documents_and_deliveries(engine: Engine) -> None:
    take(engine)
    [customer] = facts(engine, "K01").customers
    [invoice] = customer.invoices
    assert (invoice.number, invoice.amount, invoice.open_amount) == ("BF/1", Decimal("12.50"), Decimal("2.50"))
    assert [(one.code, one.kind, one.invoice_number) for one in invoice.documents] == [
        ("D1", DocumentKind.INVOICE, "BF/1")
    ]
    assert [(one.to_address, one.recipient_left) for one in invoice.deliveries] == [("ken@harrow.example", True)]


def test_promises_and_payments_belong_to_their_customer(engine: Engine) -> None:
    take(engine)
    harrow, tidewater = sorted(facts(engine, "K01", "K02").customers, key=lambda one: one.code)
    assert [(one.invoices, one.amount) for one in harrow.promises] == [(("BF/1",), Decimal("2.50"))]
    assert [(one.day, one.invoices) for one in harrow.payments] == [(DAY, ("BF/1",))]
    assert (tidewater.promises, tidewater.payments) == ((), ())


def test_a_credit_that_nobody_can_place_is_seen(engine: Engine) -> None:
    take(engine)
    found = {one.code: one.unclear_credit for one in facts(engine, "K01", "K02").customers}
    assert found == {"K01": False, "K02": True}


def test_addresses_are_compared_small_and_unknown_kinds_may_not_be_received(engine: Engine) -> None:
    take(engine)
    jo, ken = facts(engine, "K01").customers[0].contacts
    assert (jo.email, jo.may_receive, ken.status, ken.may_receive) == (
        "jo@harrow.example", (DocumentKind.INVOICE,), "left", None,
    )  # fmt: skip


def test_a_document_without_its_account_is_nobodys(engine: Engine) -> None:
    take(engine)
    assert [one.code for one in facts(engine, "K01").client.documents] == ["W9"]
    with Session(engine) as session:
        assert session.exec(select(Document).where(Document.code == "D9")).first() is None


def test_unknown_kinds_of_documents_are_other_and_only_statements_need_no_file(engine: Engine) -> None:
    take(engine)
    found = {one.code: (one.kind, one.available) for one in facts(engine, "K01").customers[0].documents}
    assert found == {
        "D2": (DocumentKind.OTHER, False),
        "STATEMENT-K01": (DocumentKind.STATEMENT, True),
    }


def test_another_clients_customer_is_never_among_the_facts(engine: Engine) -> None:
    take(engine)
    assert [one.code for one in facts(engine, "A01", "K01", client="ALB").customers] == ["A01"]


def test_the_books_are_as_old_as_their_day(engine: Engine) -> None:
    take(engine)
    assert facts(engine).as_of == datetime(2026, 11, 20, 23, 59, tzinfo=UTC)


def test_bank_data_come_with_the_books_and_stay_where_later_books_do_not_name_them(engine: Engine) -> None:
    account = "GB82 WEST 1234 5698 7654 32"
    named = {**BOOKS.clients[0].model_dump(exclude_unset=True), "bank_data": [account]}
    for clients, kept in (([named], [account]), ([BOOKS.clients[0]], [account]), ([{**named, "bank_data": []}], [])):
        take(engine, Books.model_validate({"as_of": "2026-11-20", "clients": clients}))
        with Session(engine) as session:
            assert session.exec(select(Client.bank_data).where(Client.code == "KES")).one() == kept


def test_a_contact_that_the_books_no_longer_name_has_left(engine: Engine) -> None:
    take(engine)
    first = BOOKS.customers[0]
    fewer = first.model_copy(update={"contacts": first.contacts[1:]})
    take(engine, BOOKS.model_copy(update={"customers": (fewer, *BOOKS.customers[1:])}))
    assert [one.status for one in facts(engine, "K01").customers[0].contacts] == ["left", "left"]


def test_two_customers_cannot_share_one_statement(engine: Engine) -> None:
    shared = [one.model_copy(update={"statement_document_id": "ST"}) for one in BOOKS.customers[:2]]
    books = BOOKS.model_copy(update={"customers": (*shared, BOOKS.customers[2])})
    take(engine, books)
    take(engine, books)
    found = {one.code: [paper.code for paper in one.documents] for one in facts(engine, "K01", "K02").customers}
    assert found == {"K01": ["D2", "ST"], "K02": ["STATEMENT-K02"]}


def test_where_books_name_statements_a_customer_without_one_gets_none_automatically(engine: Engine) -> None:
    with_one = BOOKS.customers[0].model_copy(update={"statement_document_id": "ST-1"})
    take(engine, BOOKS.model_copy(update={"customers": (with_one, *BOOKS.customers[1:])}))
    with Session(engine) as session:
        papers = session.exec(select(Document).where(Document.kind == DocumentKind.STATEMENT)).all()
        found = {session.get_one(Customer, one.customer_id).code: one.released for one in papers}
    assert found == {"K01": True, "K02": False, "A01": True}


def test_customers_are_found_by_domain_and_by_number_within_their_client(engine: Engine) -> None:
    take(engine)
    with Session(engine) as session:
        known = ids(session)
        client = session.exec(select(Client).where(Client.code == "KES")).one()
        assert customers_by_domain(session, client.id, "harrow.example") == [known["K01"]]
        assert customers_by_number(session, client.id, frozenset({"BF1", "BF9"})) == [known["K01"]]


def test_numbers_of_other_accounts_are_known_of_any_client(engine: Engine) -> None:
    take(engine)
    with Session(engine) as session:
        known = ids(session)
        candidates = frozenset({"BF1", "BF2", "BF3"})
        assert numbers_elsewhere(session, candidates, [known["K01"]]) == {"BF1", "BF2"}
        assert numbers_elsewhere(session, candidates, [known["K01"], known["A01"]]) == {"BF2"}
