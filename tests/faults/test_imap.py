"""The way to the mailbox that goes wrong on purpose: each course does what its name says, and the mail server stays well."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from connectors.mail_imap import ImapMailbox
from connectors.ports import ConnectorError, FetchedMail, MailServer
from tests.connectors.dovecot import Dovecot, dovecot_server
from tests.faults import inbox
from tests.faults.imap import COURSES, FaultProxy, running, stage_of

USER, SECRET = "rig", "horse-battery"
MAILS = [b"Subject: %d\r\n\r\n%s\r\n" % (one, b"words " * 40) for one in range(3)]
HARMLESS = frozenset({"slow", "every mail told twice", "a mail gone meanwhile", "a mail without its bytes"})


@pytest.fixture(scope="module")
def dovecot(open_folder: Callable[[], Path]) -> Iterator[Dovecot]:
    with dovecot_server(open_folder(), {USER: SECRET}) as server:
        server.deliver(USER, *MAILS)
        yield server


@pytest.fixture
def proxy(dovecot: Dovecot) -> Iterator[FaultProxy]:
    with running(FaultProxy(dovecot.imap_port, 1)) as proxy:
        yield proxy


def read(proxy: FaultProxy) -> list[FetchedMail]:
    """As the fetcher does it: everything, and then waiting for news."""
    server = MailServer("127.0.0.1", proxy.port, USER, SECRET, "none")
    with closing(ImapMailbox(server, connect_seconds=1, read_seconds=0.5)) as mailbox:
        mailbox.open()
        mails = list(mailbox.fetch(mailbox.uids()))
        mailbox.wait(0.1)
        return mails


def test_a_healthy_conversation_brings_what_the_server_holds(dovecot: Dovecot, proxy: FaultProxy) -> None:
    mails = read(proxy)
    assert [one.raw.endswith(MAILS[number]) for number, one in enumerate(mails)] == [True] * 3
    eventually_met(proxy, "healthy")


@pytest.mark.parametrize("course", COURSES)
def test_each_course_is_met_and_no_mail_comes_out_changed(proxy: FaultProxy, course: str) -> None:
    sound = {one.uid: one.raw for one in read(proxy)}
    proxy.trouble, proxy.courses = 1.0, (course,)
    if course in HARMLESS:
        assert {one.uid: one.raw for one in read(proxy)} == sound
    else:
        with pytest.raises(ConnectorError):
            read(proxy)
    eventually_met(proxy, course)


def eventually_met(proxy: FaultProxy, course: str) -> None:
    end = time.monotonic() + 5
    while not proxy.met[course] and time.monotonic() < end:
        time.sleep(0.01)
    assert proxy.met[course]


def test_after_a_refusal_the_port_is_open_again(proxy: FaultProxy) -> None:
    proxy.trouble, proxy.courses = 1.0, ("connection refused",)
    with pytest.raises(ConnectorError):
        read(proxy)
    proxy.trouble = 0.0
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            assert len(read(proxy)) == 3
            return
        except ConnectorError:
            time.sleep(0.1)
    pytest.fail("nobody listens any more")


def test_nobody_is_inside_while_the_mailbox_is_numbered_anew(dovecot: Dovecot, proxy: FaultProxy) -> None:
    before = inbox.look(dovecot.imap_port, USER, SECRET)
    with proxy.nobody_inside():
        with pytest.raises(ConnectorError):
            read(proxy)
        dovecot.renumber(USER, before.numbering + 5)
    after = inbox.look(dovecot.imap_port, USER, SECRET)
    assert after.numbering == before.numbering + 5
    assert sorted(after.mails.values()) == sorted(before.mails.values())
    assert len(read(proxy)) == 3


@pytest.mark.parametrize(
    ("line", "stage"),
    [
        (b"A1 LOGIN rig secret\r\n", "LOGIN"),
        (b"A2 UID SEARCH UID 1:*\r\n", "SEARCH"),
        (b"A3 UID FETCH 1:3 (RFC822.SIZE INTERNALDATE)\r\n", "FETCH"),
        (b"A4 UID FETCH 1:3 (BODY.PEEK[])\r\n", "BODIES"),
        (b"A5 IDLE\r\n", "IDLE"),
        (b"DONE\r\n", ""),
    ],
)
def test_a_command_tells_what_the_client_is_at(line: bytes, stage: str) -> None:
    assert stage_of(line) == stage
