"""The demo company's books hold together, and are the same on every start but for their dates."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest

from connectors.ports import Books
from duecourse.demo.company import books
from duecourse.demo.goods import lines, net_amount

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def ledger() -> Books:
    return books(TODAY)


def test_the_company_is_as_large_as_promised(ledger: Books) -> None:
    assert (len(ledger.clients), len(ledger.customers), len(ledger.invoices)) == (2, 30, 200)
    assert {customer.language for customer in ledger.customers} == {"en", "de", "fr", "es", "nl"}


def test_the_books_are_the_same_on_every_call() -> None:
    assert books(TODAY) == books(TODAY)


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 3, 31), date(2028, 2, 29), date(2026, 12, 31)])
def test_on_another_day_everything_is_as_old_as_before(day: date) -> None:
    before, after = books(TODAY), books(day)
    assert [one.number for one in before.invoices] == [one.number for one in after.invoices]
    assert all(timedelta(0) < day - invoice.issue_date <= timedelta(days=420) for invoice in after.invoices)


def test_every_number_and_code_is_given_once(ledger: Books) -> None:
    for client in ledger.clients:
        codes = [one.id for one in ledger.documents if one.client_id == client.id]
        codes += [one.id for one in ledger.company_documents if one.client_id == client.id]
        assert len(codes) == len(set(codes))
    for name in ("payments", "promises", "credits", "deliveries", "customers"):
        rows = getattr(ledger, name)
        assert len({row.id for row in rows}) == len(rows)
    assert len({invoice.number for invoice in ledger.invoices}) == 200
    assert len({document.filename for document in ledger.documents}) == len(ledger.documents)


def test_every_reference_leads_somewhere(ledger: Books) -> None:
    clients = {one.id for one in ledger.clients}
    customers = {one.id: one for one in ledger.customers}
    invoices = {one.number: one for one in ledger.invoices}
    documents = {one.id: one for one in ledger.documents}
    assert {one.client_id for one in ledger.customers} == clients
    for invoice in ledger.invoices:
        assert customers[invoice.customer_id].client_id == invoice.client_id
        assert all(documents[code].invoice == invoice.number for code in invoice.documents.values())
    for customer in ledger.customers:
        assert documents[customer.statement_document_id or ""].customer_id == customer.id
    for promise in ledger.promises:
        assert {invoices[number].customer_id for number in promise.invoices} == {promise.customer_id}
    for payment in ledger.payments:
        assert {invoices[one["invoice"]].customer_id for one in payment.applied} == {payment.customer_id}
    for delivery in ledger.deliveries:
        owner = customers[documents[delivery.document_id].customer_id or ""]
        assert delivery.to_address in {contact.email for contact in owner.contacts}


def test_what_is_open_is_what_was_not_paid(ledger: Books) -> None:
    for invoice in ledger.invoices:
        paid = sum((one.amount for one in ledger.payments if one.applied[0]["invoice"] == invoice.number), Decimal(0))
        if invoice.status in ("open", "partly_paid", "paid", "disputed"):
            assert invoice.open_amount == invoice.amount - paid, invoice.number
        else:
            assert invoice.open_amount == 0


def test_the_lines_of_an_invoice_add_up_to_its_net_amount(ledger: Books) -> None:
    for invoice in ledger.invoices:
        assert sum(line.total for line in lines(invoice)) == net_amount(invoice), invoice.number


def test_the_books_hold_what_the_story_needs(ledger: Books) -> None:
    statuses = Counter(invoice.status for invoice in ledger.invoices)
    assert set(statuses) >= {"open", "paid", "partly_paid", "disputed", "credited", "cancelled"}
    assert sum(invoice.open_amount >= 50_000 for invoice in ledger.invoices) == 2
    assert sum(20_000 <= invoice.open_amount < 50_000 for invoice in ledger.invoices) == 3
    assert any("pod" not in invoice.documents for invoice in ledger.invoices)
    assert {promise.state for promise in ledger.promises} == {"kept", "broken", "open"}
    assert [credit.customer_id for credit in ledger.credits if not credit.clear] == ["F16"]
    assert {one.kind: one.auto_release for one in ledger.company_documents} == {"tax_form": True, "bank_letter": False}


def test_one_contact_has_left_one_is_limited_and_two_customers_share_one(ledger: Books) -> None:
    contacts = [contact for customer in ledger.customers for contact in customer.contacts]
    left = [contact.email for contact in contacts if contact.status == "left"]
    assert left == ["gary.pell@oakmerecare.example"]
    assert [contact.may_receive for contact in contacts if contact.may_receive] == [("pod",)]
    assert [address for address, count in Counter(one.email for one in contacts).items() if count > 1] == [
        "payables@tidemark.example"
    ]
    assert any(delivery.to_address == left[0] for delivery in ledger.deliveries)


def test_every_address_is_one_that_cannot_exist(ledger: Books) -> None:
    addresses = [contact.email for customer in ledger.customers for contact in customer.contacts]
    addresses += [address for client in ledger.clients for address in (client.mailbox, *client.aliases)]
    assert all(address.endswith(".example") for address in addresses)
