"""The customers' page: their mailboxes, and writing as a customer or as somebody worse."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from connectors.ports import Books
from duecourse.demo.company import books
from duecourse.demo.customers import customers_app
from duecourse.demo.host import MailHost
from duecourse.demo.mails import address_of, header

FERNROOK = "accounts@fernrook.example"
PRIYA = "priya.nair@harbourvale.example"
ANSWER = (
    b"From: Fernrook <accounts@fernrook.example>\r\nTo: priya.nair@harbourvale.example\r\n"
    b"Subject: Re: Invoice =?utf-8?q?=C2=A3?=\r\nMessage-ID: <out-7.abc@fernrook.example>\r\n"
    b"Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHere it is <b>for you</b>.\r\n"
    b'--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="FRK-10431.pdf"\r\n\r\n'
    b"%PDF-1.4 small\r\n--b--\r\n"
)


@pytest.fixture(scope="module")
def ledger() -> Books:
    return books(date.today())


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailHost]:
    host = MailHost(tmp_path_factory.mktemp("host"))
    host.start()
    yield host
    host.stop()


@pytest.fixture(scope="module")
def client(host: MailHost, ledger: Books) -> TestClient:
    app = FastAPI()
    app.mount("/demo", customers_app(host, ledger))
    return TestClient(app, follow_redirects=False)


def last(host: MailHost, address: str) -> bytes:
    return host.received(address)[-1]


def test_the_list_shows_every_customer_and_how_much_is_unread(
    client: TestClient, host: MailHost, ledger: Books
) -> None:
    host.post.deliver("h.boyle@wexcombe-council.example", ANSWER)
    page = client.get("/demo/").text
    assert all(customer.name.replace("&", "&amp;") in page for customer in ledger.customers)
    unread = 'h.boyle@wexcombe-council.example</a> <b class="unread">1 unread'
    assert unread in page
    client.get("/demo/box/h.boyle@wexcombe-council.example")
    assert unread not in client.get("/demo/").text


def test_a_mailbox_shows_the_answer_with_its_paper_and_looks_for_the_next(client: TestClient, host: MailHost) -> None:
    host.post.deliver(PRIYA, ANSWER)
    page = client.get(f"/demo/box/{PRIYA}").text
    assert '<meta http-equiv="refresh" content="5">' in page
    assert "Re: Invoice £" in page and "Here it is &lt;b&gt;for you&lt;/b&gt;." in page
    assert "Auto-Submitted" in page and "auto-replied" in page
    link = re.search(r'href="(/demo/box/[^"]+/0)"', page)
    assert link
    found = client.get(link[1])
    assert found.content.startswith(b"%PDF-1.4 small")
    assert found.headers["content-type"] == "application/pdf"
    assert found.headers["content-disposition"] == 'attachment; filename="FRK-10431.pdf"'


@pytest.mark.parametrize(
    ("how", "sender", "checks"),
    [
        ("signed", PRIYA, "dkim=pass header.d=harbourvale.example; dmarc=pass"),
        ("stranger", "priyanair2@freemail.example", "dkim=pass header.d=freemail.example; dmarc=pass"),
        ("spoofed", PRIYA, "spf=fail smtp.mailfrom=harbourvale.example; dkim=none; dmarc=fail"),
        ("lookalike", "priya.nair@harbourva1e.example", "spf=none smtp.mailfrom=harbourva1e.example; dkim=none"),
    ],
)
def test_a_visitor_writes_as_anybody(client: TestClient, host: MailHost, how: str, sender: str, checks: str) -> None:
    data = {"to": FERNROOK, "contact": PRIYA, "how": how, "subject": "10431\r\nBcc: x@y", "body": "Copy, please.\r\n"}
    answer = client.post("/demo/write", data=data)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/demo/box/{sender}?sent={how}")
    raw = last(host, FERNROOK)
    assert address_of(raw) == sender and header(raw, "Bcc") == ""
    assert checks in header(raw, "Authentication-Results")
    assert client.get(answer.headers["location"]).status_code == 200


@pytest.mark.parametrize(
    ("contact", "company"), [(PRIYA, FERNROOK), ("petersen@brauhaus-ellerbek.example", "debitoren@dijkhoff.example")]
)
def test_a_mail_goes_to_the_company_that_the_customer_buys_from(
    client: TestClient, host: MailHost, contact: str, company: str
) -> None:
    data = {"to": "", "contact": contact, "how": "signed", "subject": "Copy", "body": "Copy, please."}
    answer = client.post("/demo/write", data=data)
    assert address_of(last(host, company)) == contact
    assert "Your mail is on its way." in client.get(answer.headers["location"]).text


def test_a_reply_stays_in_the_conversation(client: TestClient, host: MailHost) -> None:
    key = host.post.inbox(PRIYA).add(ANSWER)
    form = client.get("/demo/write", params={"box": PRIYA, "key": key}).text
    assert 'value="Re: Invoice £"' in form and "&gt; Here it is" in form
    data = {"to": FERNROOK, "box": PRIYA, "key": key, "subject": "Re: Invoice £", "body": "Not this one."}
    assert client.post("/demo/write", data=data).status_code == 303
    raw = last(host, FERNROOK)
    assert header(raw, "In-Reply-To") == header(raw, "References") == "<out-7.abc@fernrook.example>"
    assert "dkim=pass" in header(raw, "Authentication-Results")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"to": "priya.nair@harbourvale.example"}, "which of the two companies"),
        ({"body": "  "}, "Write something first"),
        ({"body": "x" * 20_001}, "longer than the demo takes"),
        ({"contact": "nobody@nowhere.example"}, "in whose name"),
        ({"how": "admin"}, "as what you write"),
    ],
)
def test_what_cannot_be_sent_is_said_and_kept_in_the_form(
    client: TestClient, host: MailHost, change: dict[str, str], says: str
) -> None:
    before = len(host.received(FERNROOK))
    data = {"to": FERNROOK, "contact": PRIYA, "how": "signed", "subject": "My subject", "body": "Copy."} | change
    answer = client.post("/demo/write", data=data)
    assert answer.status_code == 422
    assert says in answer.text and 'value="My subject"' in answer.text
    assert len(host.received(FERNROOK)) == before


def test_another_site_cannot_write_here(client: TestClient, host: MailHost) -> None:
    before = len(host.received(FERNROOK))
    data = {"to": FERNROOK, "contact": PRIYA, "how": "signed", "body": "Copy."}
    assert client.post("/demo/write", data=data, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert len(host.received(FERNROOK)) == before


@pytest.mark.parametrize(
    "path",
    [
        "/demo/box/accounts@fernrook.example",
        "/demo/box/nobody@nowhere.example",
        "/demo/box/..%2f..%2fclients",
        "/demo/box/priya.nair@harbourvale.example/none/0",
        "/demo/write?box=priya.nair@harbourvale.example&key=none",
    ],
)
def test_nothing_else_can_be_looked_into(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/demo/", f"/demo/box/{PRIYA}", "/demo/write", "/demo/demo.css"])
def test_every_page_loads_from_itself_only(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "default-src 'none'; style-src 'self'" in answer.headers["content-security-policy"]
    assert "<script" not in answer.text and "style=" not in answer.text
