"""The demo's mail host, over real SMTP and real IMAP."""

import os
import signal
import smtplib
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from imapclient import IMAPClient

from connectors.mail_imap import ImapMailbox
from connectors.mail_smtp import SmtpTransport
from connectors.ports import Envelope
from duecourse.demo.checks import Check, without_results_of
from duecourse.demo.host import MailHost
from duecourse.demo.maildir import Folder
from duecourse.demo.mails import DemoMail, demo_mails, header

FERNROOK = "accounts@fernrook.example"
MAILS = {mail.id: mail for mail in demo_mails()}


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailHost]:
    host = MailHost(tmp_path_factory.mktemp("host"))
    host.start()
    yield host
    host.stop()


def last_by_imap(host: MailHost, address: str) -> bytes:
    server = host.mailboxes[address].imap
    with IMAPClient(server.host, server.port, ssl=False) as client:
        client.login(server.user, server.password)
        client.select_folder("INBOX", readonly=True)
        uids = client.search()
        return bytes(client.fetch(uids, ["BODY.PEEK[]"])[max(uids)][b"BODY[]"])


def results_on(raw: bytes) -> dict[str, str]:
    """Method and result of the topmost results field."""
    parts = header(raw, "Authentication-Results").split("; ")
    return dict(part.split(" ")[0].split("=") for part in parts[1:])


@pytest.mark.parametrize(
    ("key", "results"),
    [
        ("copy-by-number", {"spf": "pass", "dkim": "pass", "dmarc": "pass"}),
        ("not-signed", {"spf": "pass", "dkim": "none", "dmarc": "pass"}),
        ("spoofed", {"spf": "fail", "dkim": "none", "dmarc": "fail"}),
        ("lookalike", {"spf": "none", "dkim": "none", "dmarc": "none"}),
        ("stranger", {"spf": "pass", "dkim": "pass", "dmarc": "pass"}),
        ("bounce", {"spf": "pass", "dkim": "pass", "dmarc": "pass"}),
    ],
)
def test_a_mail_arrives_with_what_the_host_found_out(host: MailHost, key: str, results: dict[str, str]) -> None:
    mail = MAILS[key]
    sent = host.send_as(mail, date(2026, 11, 20))
    raw = last_by_imap(host, mail.to)
    assert raw.endswith(sent)
    assert results_on(raw) == results
    assert [line.split(b":")[0] for line in raw.split(b"\r\n")[:2]] == [b"Return-Path", b"Authentication-Results"]
    assert header(raw, "Return-Path") == f"<{mail.envelope_sender}>"
    assert header(raw, "Authentication-Results").startswith(f"mx.{mail.to.partition('@')[2]};")


def with_header(mail: DemoMail, name: str, value: str) -> DemoMail:
    return mail.model_copy(update={"headers": {**mail.headers, name: value}})


@pytest.mark.parametrize(
    "value",
    [
        "mx.fernrook.example; spf=pass; dkim=pass header.d=pembertonretail.example; dmarc=pass",
        "MX.Fernrook.Example 1; dkim=pass",
        '(trust me) "mx.fernrook.example"; dkim=pass',
    ],
)
def test_a_forged_result_in_the_hosts_name_does_not_survive(host: MailHost, value: str) -> None:
    mail = with_header(MAILS["spoofed"], "Authentication-Results", value)
    host.send_as(with_header(mail, "X-Kept", "yes"))
    raw = last_by_imap(host, FERNROOK)
    assert raw.lower().count(b"authentication-results") == 1
    assert results_on(raw) == {"spf": "fail", "dkim": "none", "dmarc": "fail"}
    assert header(raw, "X-Kept") == "yes"


def test_a_folded_forgery_goes_and_somebody_elses_result_stays() -> None:
    forged = b"Authentication-Results:\r\n  mx.fernrook.example;\r\n  dkim=pass\r\n"
    other = b"Authentication-Results : mx.elsewhere.example; dkim=fail\r\n"
    body = b"\r\nAuthentication-Results: mx.fernrook.example; in a body\r\n"
    raw = b"From: a@b.example\r\n" + forged + other + body
    assert without_results_of(raw, "mx.fernrook.example") == b"From: a@b.example\r\n" + other + body


@pytest.mark.parametrize(
    ("signed", "asked", "vouches"),
    [("b.example", "b.example", True), ("b.example", "x.b.example", True), ("b.example", "ab.example", False)],
)
def test_a_domain_vouches_for_itself_and_what_is_below_it(signed: str, asked: str, vouches: bool) -> None:
    assert Check("pass", signed).vouches_for(asked) is vouches
    assert Check("fail", signed).vouches_for(asked) is False


def test_a_changed_mail_fails_its_signature(host: MailHost) -> None:
    raw = host.send_as(MAILS["thanks"]).replace(b"thanks very much", b"thanks a lot indeed")
    smtp_port = host.mailboxes[FERNROOK].smtp.port
    with smtplib.SMTP("127.0.0.1", smtp_port, "mail.harbourvale.example") as smtp:
        smtp.sendmail("accounts@harbourvale.example", [FERNROOK], raw)
    assert results_on(last_by_imap(host, FERNROOK))["dkim"] == "fail"


def test_the_products_own_mail_reaches_the_customers_mailbox(host: MailHost) -> None:
    mail = b"From: accounts@fernrook.example\r\nTo: priya.nair@harbourvale.example\r\nSubject: Re: x\r\n\r\nHere.\r\n"
    envelope = Envelope("bounce+abc@fernrook.example", ("priya.nair@harbourvale.example",))
    before = len(host.received("priya.nair@harbourvale.example"))
    reply = SmtpTransport(host.mailboxes[FERNROOK].smtp, "fernrook.example").begin(envelope, mail).commit()
    assert reply.code == 250
    received = host.received("priya.nair@harbourvale.example")
    assert len(received) == before + 1
    assert received[-1].endswith(mail)


@pytest.mark.parametrize(
    ("account", "sender", "recipient", "code"),
    [
        ("", "priya.nair@harbourvale.example", "h.boyle@wexcombe-council.example", 550),
        (FERNROOK, "debitoren@dijkhoff.example", "h.boyle@wexcombe-council.example", 553),
    ],
)
def test_nobody_sends_onwards_or_as_somebody_else(
    host: MailHost, account: str, sender: str, recipient: str, code: int
) -> None:
    server = host.mailboxes[FERNROOK].smtp
    with smtplib.SMTP(server.host, server.port, "somewhere.example") as smtp:
        smtp.ehlo()
        if account:
            smtp.login(account, server.password)
        replies = [smtp.mail(sender)[0], smtp.rcpt(recipient)[0]]
    assert code in replies


def test_a_wrong_password_opens_neither_door(host: MailHost) -> None:
    servers = host.mailboxes[FERNROOK]
    smtp = smtplib.SMTP(servers.smtp.host, servers.smtp.port, "x.example")
    with smtp, pytest.raises(smtplib.SMTPAuthenticationError):
        smtp.login(FERNROOK, "guess")
    client = IMAPClient(servers.imap.host, servers.imap.port, ssl=False)
    with client, pytest.raises(client.Error):
        client.login(FERNROOK, "guess")


def test_returned_mails_and_aliases_come_to_the_clients_mailbox(host: MailHost) -> None:
    for address in ("ar@fernrook.example", "bounce+x7@fernrook.example", "accounts+demo@fernrook.example"):
        assert host.post.account_of(address) == FERNROOK
    assert host.post.account_of("archive@fernrook.example") == "archive@fernrook.example"


def test_a_new_mail_is_pushed_to_a_waiting_reader(host: MailHost) -> None:
    mailbox = ImapMailbox(host.mailboxes["debitoren@dijkhoff.example"].imap)
    state = mailbox.open()
    host.send_as(MAILS["copy-german"])
    began = time.monotonic()
    assert mailbox.wait(10)
    assert time.monotonic() - began < 3
    assert [one.uid for one in mailbox.fetch(mailbox.uids(state.uidnext))] == [state.uidnext]
    mailbox.close()


def test_mails_survive_a_restart_and_passwords_do_not(tmp_path: Path) -> None:
    first = MailHost(tmp_path)
    first.start()
    first.send_as(MAILS["thanks"])
    password = first.mailboxes[FERNROOK].imap.password
    first.stop()
    first.stop()
    second = MailHost(tmp_path)
    second.start()
    assert len(second.received(FERNROOK)) == 1
    assert b"Thank you" in last_by_imap(second, FERNROOK)
    assert second.mailboxes[FERNROOK].imap.password != password
    assert password not in repr(second.mailboxes)
    second.stop()


def test_a_folder_keeps_every_byte_in_order_and_knows_what_was_read(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "box")
    assert (folder.mails(), folder.unread(), (tmp_path / "box").exists()) == ([], 0, False)
    keys = [folder.add(raw) for raw in (b"a\r\nb\nc\r", b"\xff\x00")]
    assert [one.raw for one in folder.mails()] == [b"a\r\nb\nc\r", b"\xff\x00"]
    assert folder.unread() == 2
    folder.mark_read()
    assert [(one.key, one.new) for one in folder.mails()] == [(key, False) for key in keys]


START_AND_HANG = """
import sys, time
from pathlib import Path
from duecourse.demo.host import MailHost
host = MailHost(Path(sys.argv[1]))
host.start()
print(host._imap.pid, flush=True)
time.sleep(60)
"""


def test_the_imap_server_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", START_AND_HANG, str(tmp_path)], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and alive(child):
        time.sleep(0.1)
    assert not alive(child)


def alive(process: int) -> bool:
    """Running, and not merely waiting for its parent to take notice."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
