"""The customers' mails: what is expected of them agrees with the books, and their bytes are what real servers send."""

import re
from datetime import date
from email import message_from_bytes
from email.policy import default

import dkim
import pytest

from agent.domain.vocabulary import Intent, Route
from connectors.ports import Books
from duecourse.demo.company import books
from duecourse.demo.dates import dated
from duecourse.demo.keys import DomainKeys
from duecourse.demo.mails import DemoMail, compose, demo_mails, header

TODAY = date(2026, 11, 20)
NUMBER = re.compile(r"\b(?:FRK|RG|CN)-\d+")


@pytest.fixture(scope="module")
def ledger() -> Books:
    return books(TODAY)


@pytest.fixture(scope="module")
def keys() -> DomainKeys:
    return DomainKeys()


def accounts_of(mail: DemoMail, ledger: Books) -> set[str]:
    """The customers that the sender is an active contact of."""
    return {
        customer.id
        for customer in ledger.customers
        for contact in customer.contacts
        if contact.email == mail.sender and contact.status == "active"
    }


def test_there_are_more_than_forty_mails_in_five_languages_and_each_has_its_own_id() -> None:
    mails = demo_mails()
    assert len({mail.id for mail in mails}) == len(mails) >= 40
    assert {mail.language for mail in mails} == {"en", "de", "fr", "es", "nl"}
    assert {mail.how for mail in mails} == {"signed", "unsigned", "spoofed", "lookalike", "stranger"}


@pytest.mark.parametrize("mail", demo_mails(), ids=lambda mail: mail.id)
def test_what_is_expected_of_a_mail_agrees_with_the_books(mail: DemoMail, ledger: Books) -> None:
    client = next(one for one in ledger.clients if one.mailbox == mail.to)
    expected = mail.expected
    assert set(expected.intents) <= {intent.value for intent in Intent}
    assert expected.route in {route.value for route in Route}
    owners = {one.id: one.customer_id for one in ledger.documents if one.client_id == client.id}
    company = {one.id for one in ledger.company_documents if one.client_id == client.id and one.auto_release}
    for code in expected.documents:
        assert code in company or owners[code] in accounts_of(mail, ledger)
    if expected.route == "auto":
        assert expected.documents and expected.intents == ("document_request",) and not expected.reasons
        assert mail.how == "signed" and accounts_of(mail, ledger)
    else:
        assert not expected.documents


@pytest.mark.parametrize("mail", demo_mails(), ids=lambda mail: mail.id)
def test_every_number_in_a_mail_exists_at_the_client_it_is_written_to(mail: DemoMail, ledger: Books) -> None:
    client = next(one for one in ledger.clients if one.mailbox == mail.to)
    known = {one.number for one in ledger.invoices if one.client_id == client.id}
    known |= {one.id for one in ledger.documents if one.client_id == client.id}
    assert set(NUMBER.findall(f"{mail.subject}\n{mail.body}\n{mail.html}")) <= known


def test_a_set_that_is_asked_for_is_exactly_what_the_books_hold(ledger: Books) -> None:
    mails = {mail.id: mail for mail in demo_mails()}
    everything_open = {one.number for one in ledger.invoices if one.customer_id == "D11" and one.open_amount}
    assert set(mails["all-open"].expected.documents) == everything_open
    for day in (TODAY, date(2027, 1, 31), date(2028, 3, 1)):
        last_month = (day.replace(day=1).toordinal() - 1, day.replace(day=1).toordinal() - 28)
        issued = {
            one.number
            for one in books(day).invoices
            if one.customer_id == "D08"
            and (one.issue_date.year, one.issue_date.month)
            == (date.fromordinal(last_month[0]).year, date.fromordinal(last_month[0]).month)
        }
        assert issued == set(mails["by-month"].expected.documents)


@pytest.mark.parametrize("mail", demo_mails(), ids=lambda mail: mail.id)
def test_a_mail_bears_one_sender_and_the_signature_it_should(mail: DemoMail, keys: DomainKeys) -> None:
    raw = compose(mail, TODAY, keys)
    message = message_from_bytes(raw, policy=default)
    assert [one.addr_spec for one in message["From"].addresses] == [mail.sender]
    assert "[[" not in raw.decode("ascii")
    assert header(raw, "Message-ID").endswith(f"@{mail.domain}>")
    signed = bool(dkim.verify(raw, dnsfunc=keys.lookup))
    assert signed == (mail.how in ("signed", "stranger"))


def test_a_mail_that_answers_another_names_it(keys: DomainKeys) -> None:
    mails = {mail.id: mail for mail in demo_mails()}
    ours = f"<out-{'0123456789abcdef' * 2}.{'abcdef' * 11}@fernrook.example>"
    answer = f"Message-ID: {ours}\r\nReferences: <first@x.example>\r\n\r\nHere it is.\r\n".encode()
    raw = compose(mails["not-this-one"], TODAY, keys, answering=answer)
    assert header(raw, "In-Reply-To") == ours
    assert header(raw, "References") == f"<first@x.example> {ours}"
    assert dkim.verify(raw, dnsfunc=keys.lookup)
    first, second = (compose(mails[key], TODAY, keys) for key in ("where-are-the-chairs", "found-them"))
    assert header(second, "In-Reply-To") == header(first, "Message-ID")
    assert mails["not-this-one"].after in mails


def test_a_report_of_a_returned_mail_is_built_as_servers_build_it(keys: DomainKeys) -> None:
    mail = next(one for one in demo_mails() if one.report)
    message = message_from_bytes(compose(mail, TODAY, keys), policy=default)
    assert message.get_content_type() == "multipart/report"
    kinds = [part.get_content_type() for part in message.iter_parts()]
    assert kinds == ["text/plain", "message/delivery-status", "text/rfc822-headers"]
    assert mail.envelope_sender == ""


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("by [[day +1]].", "en", "by 23 November."),
        ("bis [[day +0]]", "de", "bis 20.11.2026"),
        ("factures de [[month -1]]", "fr", "factures d'octobre"),
        ("factures de [[month +0]]", "fr", "factures de novembre"),
        ("el [[day +5]]", "es", "el 25 de noviembre"),
        ("op [[day +3]]", "nl", "op 23 november"),
        ("[[month -11]]", "en", "December"),
    ],
)
def test_dates_in_mails_count_from_today_and_fall_on_working_days(text: str, language: str, written: str) -> None:
    assert dated(text, TODAY, language) == written
