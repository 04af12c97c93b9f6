"""`duecourse mailbox` against a real Dovecot and a real SMTP server."""

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from agent.records import probes, switches, transaction
from agent.records.database import utc_now
from agent.records.ledger import Client
from agent.records.mail import Mailbox
from duecourse.errors import Misconfigured
from duecourse.mailboxes import Security, place
from tests.connectors.certificates import Certificate, make_certificate
from tests.connectors.dovecot import Dovecot
from tests.connectors.smtp_servers import Inbox, mail_host
from tests.duecourse.conftest import BOX, SECRET
from tests.duecourse.shell import Ended, Shell

pytestmark = pytest.mark.usefixtures("kestrel")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def smtp_host(certificate: Certificate, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Any]:
    """Opens SMTP servers that want STARTTLS and this password, and whose certificate is trusted here."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.authority))
    return lambda password: mail_host(Inbox(), certificate, (BOX, password))


@pytest.fixture
def smtp_port(smtp_host: Callable[[str], Any]) -> Iterator[int]:
    with smtp_host(SECRET) as port:
        yield port


class Adding:
    """`mailbox add` with everything right, but for what is given otherwise."""

    def __init__(self, shell: Shell, imap_port: int, smtp_port: int) -> None:
        self.shell = shell
        self.options = {"client": "KES", "imap": f"127.0.0.1:{imap_port}", "smtp": f"localhost:{smtp_port}",
                        "imap-security": "none", "smtp-security": "starttls"}  # fmt: skip

    def __call__(self, *words: str, address: str = BOX, password: str = SECRET, **options: str) -> Ended:
        given = self.options | {name.replace("_", "-"): value for name, value in options.items()}
        pairs = [part for name, value in given.items() for part in (f"--{name}", value)]
        return self.shell("mailbox", "add", address, *pairs, *words, DUECOURSE_MAILBOX_PASSWORD=password)


@pytest.fixture
def adding(shell: Shell, dovecot: Dovecot, smtp_port: int) -> Adding:
    dovecot.empty(BOX)
    return Adding(shell, dovecot.imap_port, smtp_port)


def boxes(engine: Engine) -> list[Mailbox]:
    with Session(engine) as session:
        return list(session.exec(select(Mailbox)))


def test_a_mailbox_is_connected_read_only_and_sends_nothing(adding: Adding, engine: Engine, dovecot: Dovecot) -> None:
    dovecot.deliver(BOX, b"Subject: one\r\n\r\nhello\r\n")
    ended = adding()
    assert (ended.code, ended.err) == (0, "")
    assert "Mails in it: 1" in ended.out and "Sending is off" in ended.out and "cannot be used" not in ended.out
    (box,) = boxes(engine)
    assert (box.address, box.authserv_id, box.imap_user) == (BOX, "mx.kestrel.example", BOX)
    assert box.reads_from is not None and SECRET.encode() not in (box.imap_password or b"")
    with Session(engine) as session:
        assert not switches.approved_sending(session, box.id)
    assert [b"\\Seen" in one for one in dovecot.flags(BOX).values()] == [False]


def test_history_reads_what_is_there_already(adding: Adding, engine: Engine) -> None:
    assert adding("--history", "--alias", "Invoices@Kestrel.example", authserv_id="mx1.kestrel.example").code == 0
    (box,) = boxes(engine)
    assert (box.reads_from, box.aliases, box.authserv_id) == (None, ["invoices@kestrel.example"], "mx1.kestrel.example")


def test_the_same_address_again_replaces_settings_and_keeps_its_place_and_its_switch(
    adding: Adding, engine: Engine
) -> None:
    assert adding().code == 0
    (before,) = boxes(engine)
    with transaction(engine) as session:
        session.get_one(Mailbox, before.id).read_at = utc_now()
        switches.turn(session, switches.approved_name(before.id), True, "test")
    again = adding("--json", authserv_id="mx2.kestrel.example")
    assert again.data == {"mailbox": BOX, "mails": 0, "sending": True, "smtp_trouble": ""}
    (after,) = boxes(engine)
    assert (after.id, after.reads_from, after.authserv_id) == (before.id, before.reads_from, "mx2.kestrel.example")
    assert after.read_at is not None


def test_with_new_settings_a_mailbox_tries_its_server_anew(adding: Adding, engine: Engine) -> None:
    assert adding().code == 0
    (before,) = boxes(engine)
    assert before.probe_due_at is not None and before.probe_due_at <= utc_now()
    with transaction(engine) as session:
        box = session.get_one(Mailbox, before.id)
        box.probe_sent_at, box.probe_due_at = utc_now(), utc_now() + probes.WEEK
        probes.note_back(session, box, utc_now(), survived=True)
    assert adding(authserv_id="mx2.kestrel.example").code == 0
    (after,) = boxes(engine)
    assert (after.probe_sent_at, after.probe_back_at, after.probe_survived) == (None, None, None)
    assert after.probe_due_at is not None and after.probe_due_at <= utc_now()
    with Session(engine) as session:
        assert probes.is_locked(session, after.id), "until it has shown that it is mended"


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"password": "wrong"}, 1, "DC-214"),
        ({"client": "KESS"}, 2, "There is no client KESS. Known: KES."),
        ({"imap": "127.0.0.1:143:9"}, 2, "DC-202"),
        ({"imap": "127.0.0.1:99999"}, 2, "DC-202"),
        ({"address": "kestrel"}, 2, "DC-206"),
        ({"imap": "mail.kestrel.example", "imap_security": "none"}, 2, "DC-210"),
        ({"imap_security": "ssl"}, 2, "imap-security"),
        ({"folder": "Nowhere"}, 1, "Nowhere"),
        ({"sent_folder": "Nowhere"}, 1, "Nowhere"),
        ({"alias": "invoices"}, 2, "invoices is not a mail address. (DC-206)"),
        ({"authserv_id": "mx.kestrel.example; dmarc=pass"}, 2, "is not one word, as the id"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(
    adding: Adding, engine: Engine, change: dict[str, str], code: int, words: str
) -> None:
    ended = adding(**change)
    assert ended.code == code, ended
    assert words in ended.err and "Traceback" not in ended.err and SECRET not in ended.err
    assert boxes(engine) == []


def test_a_server_that_does_not_answer_is_unreachable(adding: Adding, engine: Engine) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert adding(imap=f"127.0.0.1:{port}").code == 4
    assert boxes(engine) == []


def test_an_smtp_server_that_refuses_is_told_and_reading_begins_all_the_same(
    adding: Adding, engine: Engine, smtp_host: Callable[[str], Any]
) -> None:
    with smtp_host("another") as port:
        ended = adding(smtp=f"localhost:{port}")
    assert ended.code == 0 and "SMTP server cannot be used yet: DC-2" in ended.out
    assert len(boxes(engine)) == 1


def test_a_relay_that_wants_no_sign_in_gets_none(adding: Adding, engine: Engine, certificate: Certificate) -> None:
    inbox = Inbox()
    with mail_host(inbox, certificate) as port:
        ended = adding("--smtp-open", smtp=f"localhost:{port}")
    assert ended.code == 0 and "DC-2" not in ended.out
    assert [(one.smtp_user, one.smtp_password, one.imap_user) for one in boxes(engine)] == [("", None, BOX)]


def test_without_a_terminal_the_password_is_not_asked_for(adding: Adding, engine: Engine) -> None:
    ended = adding(password="")
    assert ended.code == 2 and "DUECOURSE_MAILBOX_PASSWORD" in ended.err and "DC-207" in ended.err


def test_a_mailbox_does_not_go_over_to_another_client(adding: Adding, engine: Engine) -> None:
    adding()
    with transaction(engine) as session:
        session.add(Client(code="ALB", name="Albrecht", mailbox="ar@albrecht.example"))
    assert "DC-208" in adding(client="ALB").err


def test_test_and_list_say_how_every_mailbox_stands(adding: Adding, shell: Shell, dovecot: Dovecot) -> None:
    assert "No mailbox yet" in shell("mailbox", "list").out
    assert shell("mailbox", "test", "--json").data == []
    adding()
    listed = shell("mailbox", "list")
    assert BOX in listed.out and "never" in listed.out and "off (shadow)" in listed.out
    tested = shell("mailbox", "test", "--json")
    assert (tested.code, tested.data) == (0, [{"address": BOX, "reading": "ok, 0 mails", "sending": "ok"}])


def test_test_fails_with_the_servers_words_where_the_smtp_server_is_gone(
    adding: Adding, shell: Shell, smtp_host: Callable[[str], Any]
) -> None:
    with smtp_host(SECRET) as port:
        adding(smtp=f"localhost:{port}")
    tested = shell("mailbox", "test")
    assert tested.code == 5 and "DC-203" in tested.err
    assert "ok, 0 mails" in tested.out and f"localhost:{port}" in tested.out


@pytest.mark.parametrize(
    ("text", "security", "expected"),
    [
        ("mail.firm.example", "auto", ("mail.firm.example", 993, "tls")),
        ("mail.firm.example:143", "auto", ("mail.firm.example", 143, "starttls")),
        ("mail.firm.example", "starttls", ("mail.firm.example", 143, "starttls")),
        ("mail.firm.example:143", "tls", ("mail.firm.example", 143, "tls")),
        ("[::1]:1993", "auto", ("::1", 1993, "tls")),
        ("[::1]", "none", ("::1", 143, "none")),
    ],
)
def test_the_port_says_how_a_server_is_secured(text: str, security: str, expected: tuple[str, int, str]) -> None:
    found = place(text, Security(security), 993, 143)
    assert (found.host, found.port, found.security) == expected


@pytest.mark.parametrize("text", ["", ":993", "host:", "host:0", "host:port", "a:b:c"])
def test_what_is_no_server_is_refused(text: str) -> None:
    with pytest.raises(Misconfigured, match="HOST"):
        place(text, Security.AUTO, 993, 143)
