"""IMAP as it is: read-only on a real Dovecot, TLS, sign-in, and servers that answer badly."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from connectors import mail_imap
from connectors.mail_imap import ImapMailbox
from connectors.ports import ConnectorError, MailServer, Refused, Unavailable
from tests.connectors.certificates import Certificate, make_certificate
from tests.connectors.dovecot import Dovecot, dovecot_server

USER = "ar@example.test"
ODD_USER = "buero@example.test"
USERS = {USER: "se\\cret", ODD_USER: "pässwort"}
MAIL = b"From: a@example.org\r\nSubject: one\r\n\r\nbody\r\n"


@pytest.fixture(scope="module")
def certificate(open_folder: Callable[[], Path]) -> Certificate:
    return make_certificate(open_folder())


@pytest.fixture(scope="module")
def dovecot(open_folder: Callable[[], Path], certificate: Certificate) -> Iterator[Dovecot]:
    with dovecot_server(open_folder(), USERS, certificate) as server:
        yield server


@pytest.fixture
def mailbox(dovecot: Dovecot) -> Iterator[ImapMailbox]:
    """An empty mailbox, open."""
    dovecot.empty(USER)
    with opened(ImapMailbox(dovecot.mail_server(USER))) as made:
        yield made


@contextmanager
def opened(mailbox: ImapMailbox) -> Iterator[ImapMailbox]:
    mailbox.open()
    with closing(mailbox):
        yield mailbox


def code_of(mailbox: ImapMailbox, kind: type[ConnectorError]) -> str:
    with pytest.raises(ConnectorError) as trouble:
        mailbox.open()
    assert type(trouble.value) is kind
    return trouble.value.code


def test_reading_leaves_no_trace_in_the_mailbox(dovecot: Dovecot, mailbox: ImapMailbox) -> None:
    dovecot.deliver(USER, MAIL, MAIL)
    mailbox.open()
    uids = mailbox.uids()
    assert len(list(mailbox.fetch(uids))) == 2
    mailbox.wait(0.2)
    mailbox.close()
    after = dovecot.flags(USER)
    assert list(after) == uids
    assert all(b"\\Seen" not in flags for flags in after.values())


def test_flags_set_by_others_are_no_news(dovecot: Dovecot, mailbox: ImapMailbox) -> None:
    dovecot.deliver(USER, MAIL)
    mailbox.open()
    uids = mailbox.uids()
    with dovecot.session(USER) as client:
        timer = threading.Timer(0.2, lambda: client.add_flags(uids, [b"\\Flagged"]))
        timer.start()
        assert not mailbox.wait(1.2)
        timer.join()
    assert b"\\Flagged" in dovecot.flags(USER)[uids[0]]


def test_an_idle_is_renewed_and_still_hears_news(
    dovecot: Dovecot, mailbox: ImapMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail_imap, "IDLE_SECONDS", 0.2)
    mailbox.uids()
    timer = threading.Timer(0.9, lambda: dovecot.deliver(USER, MAIL))
    timer.start()
    assert mailbox.wait(15)
    timer.join()


def test_a_big_folder_is_listed_in_windows(
    dovecot: Dovecot, mailbox: ImapMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    dovecot.deliver(USER, *[MAIL] * 7)
    mailbox.open()
    plain = mailbox.uids()
    assert len(plain) == 7
    for window in (1, 2, 3, 6, 7):
        monkeypatch.setattr(mail_imap, "WINDOW", window)
        assert mailbox.uids() == plain
        assert mailbox.uids(plain[3]) == plain[3:]


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize("user", USERS)
def test_tls_and_starttls_work_with_a_trusted_certificate(
    dovecot: Dovecot, certificate: Certificate, security: str, user: str
) -> None:
    port = dovecot.imaps_port if security == "tls" else dovecot.imap_port
    server = dovecot.mail_server(user, security=security, port=port)
    with closing(ImapMailbox(server, tls=certificate.for_client())) as mailbox:
        assert mailbox.open().uidvalidity > 0


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_news_come_at_once_under_tls(dovecot: Dovecot, certificate: Certificate, security: str) -> None:
    port = dovecot.imaps_port if security == "tls" else dovecot.imap_port
    server = dovecot.mail_server(USER, security=security, port=port)
    dovecot.empty(USER)
    with opened(ImapMailbox(server, tls=certificate.for_client())) as mailbox:
        for delay in (0.0, 0.3):
            assert len(mailbox.uids()) == (delay > 0)
            timer = threading.Timer(delay, lambda: dovecot.deliver(USER, MAIL))
            timer.start()
            if not delay:
                timer.join()
            start = time.monotonic()
            assert mailbox.wait(20)
            assert time.monotonic() - start < 10
            timer.join()


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_an_unknown_certificate_is_refused(dovecot: Dovecot, security: str) -> None:
    port = dovecot.imaps_port if security == "tls" else dovecot.imap_port
    assert code_of(ImapMailbox(dovecot.mail_server(USER, security=security, port=port)), Refused) == "DC-219"


def test_a_wrong_password_is_refused_without_saying_it(dovecot: Dovecot) -> None:
    mailbox = ImapMailbox(dovecot.mail_server(USER, password="wr0ng-secret"))
    with pytest.raises(Refused) as trouble:
        mailbox.open()
    assert trouble.value.code == "DC-214"
    assert "wr0ng-secret" not in str(trouble.value)
    assert trouble.value.__cause__ is None and trouble.value.__suppress_context__


def test_a_missing_folder_is_refused_by_its_name(dovecot: Dovecot) -> None:
    with closing(ImapMailbox(dovecot.mail_server(USER, folder="Nicht da"))) as mailbox:
        with pytest.raises(Refused, match="Nicht da") as trouble:
            mailbox.open()
        assert trouble.value.code == "DC-215"


def test_a_dead_port_is_not_now() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    assert code_of(ImapMailbox(MailServer("127.0.0.1", port, "u", "p", "none")), Unavailable) == "DC-211"


@pytest.mark.parametrize(
    ("host", "security", "allowed"),
    [
        ("mail.example.org", "none", False),
        ("10.0.0.1", "none", False),
        ("127.0.0.1", "plain", False),
        ("localhost.example.org", "none", False),
    ],
)
def test_mail_in_the_clear_stays_on_this_machine(host: str, security: str, allowed: bool) -> None:
    assert code_of(ImapMailbox(MailServer(host, 143, "u", "p", security)), Refused) == "DC-210"


@pytest.mark.parametrize("field", ["user", "password", "folder"])
def test_a_line_end_in_the_settings_never_reaches_the_server(dovecot: Dovecot, field: str) -> None:
    changed: dict[str, Any] = {field: "x\r\nz DELETE INBOX"}
    server = replace(dovecot.mail_server(USER), **changed)
    assert code_of(ImapMailbox(server), Refused) == "DC-214"


# --- servers that answer badly -----------------------------------------------------------------------------------

Answers = dict[str, list[bytes]]
READY = b"* OK [CAPABILITY IMAP4rev1] here\r\n"
GOOD: Answers = {
    "greeting": [READY],
    "CAPABILITY": [b"* CAPABILITY IMAP4rev1\r\n%s OK done\r\n"],
    "EXAMINE": [b"* 2 EXISTS\r\n* OK [UIDVALIDITY 5] v\r\n* OK [UIDNEXT 9] n\r\n%s OK [READ-ONLY] done\r\n"],
    "SEARCH": [b"* SEARCH 7 8\r\n%s OK done\r\n"],
    "SIZES": [b"* 1 FETCH (UID 7 RFC822.SIZE 4)\r\n* 2 FETCH (UID 8 RFC822.SIZE 4)\r\n%s OK done\r\n"],
}


@contextmanager
def imap_host(**answers: list[bytes]) -> Iterator[MailServer]:
    """A server that answers by command; %s is the command's tag. The last answer of a list is repeated.

    b"" hangs up. Commands that are not named go well."""
    script = GOOD | answers
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_serve, args=(listener, script), daemon=True)
        thread.start()
        yield MailServer("127.0.0.1", listener.getsockname()[1], "user", "secret", "none")
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        thread.join(10)


def _serve(listener: socket.socket, script: Answers) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listener.accept()
            told: dict[str, int] = {}
            idle = b""
            with connection, suppress(OSError), connection.makefile("rb") as lines:
                connection.sendall(script["greeting"][0])
                for line in filter(bytes.strip, lines):
                    tag, command = line.split()[0], _command(line.split()[1:] or [line.strip()])
                    idle = tag if command == "IDLE" else idle
                    tag = idle if command == "DONE" else tag
                    answers = script.get(command, [b"%s OK done\r\n"])
                    turn = told[command] = told.get(command, -1) + 1
                    answer = answers[min(turn, len(answers) - 1)]
                    if not answer:
                        break
                    connection.sendall(answer.replace(b"%s", tag))


def _command(words: list[bytes]) -> str:
    name = words[1 if words[0] == b"UID" else 0].decode("latin-1")
    return name if name != "FETCH" else "BODIES" if b"PEEK" in b"".join(words) else "SIZES"


def quick(server: MailServer) -> ImapMailbox:
    return ImapMailbox(server, connect_seconds=2, read_seconds=0.5, poll_seconds=0.05)


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"greeting": [b"* BYE come back later\r\n"]}, "DC-213"),
        ({"greeting": [b"220 smtp.example.org ESMTP\r\n"]}, "DC-212"),
        ({"greeting": [b" "]}, "DC-211"),
        ({"LOGIN": [b"%s NO [UNAVAILABLE] Temporary authentication failure\r\n"]}, "DC-213"),
        ({"LOGIN": [b"%s NO [ALERT] Too many simultaneous connections\r\n"]}, "DC-213"),
        ({"LOGIN": [b"* BYE shutting down\r\n"]}, "DC-212"),
        ({"LOGIN": [b""]}, "DC-212"),
        ({"EXAMINE": [b"%s NO [INUSE] locked\r\n"]}, "DC-213"),
        ({"EXAMINE": [b"* 2 EXISTS\r\n%s OK [READ-ONLY] no validity\r\n"]}, "DC-217"),
        ({"EXAMINE": [b""]}, "DC-212"),
    ],
)
def test_a_server_that_is_busy_or_broken_is_not_now(answers: Answers, code: str) -> None:
    with imap_host(**answers) as server, closing(quick(server)) as mailbox:
        assert code_of(mailbox, Unavailable) == code


@pytest.mark.parametrize(
    ("answers", "code", "said"),
    [
        ({"LOGIN": [b"%s NO [AUTHENTICATIONFAILED] isn't so\r\n"]}, "DC-214", "[AUTHENTICATIONFAILED] isn't so"),
        ({"LOGIN": [b'%s BAD cannot parse LOGIN user "secret"\r\n']}, "DC-214", 'cannot parse LOGIN user "…"'),
        ({"EXAMINE": [b"%s NO [NONEXISTENT] no such folder\r\n"]}, "DC-215", "no such folder"),
        ({"EXAMINE": [b"%s NO [NOPERM] not yours\r\n"]}, "DC-215", "not yours"),
    ],
)
def test_a_server_that_says_no_is_quoted_without_the_password(answers: Answers, code: str, said: str) -> None:
    with imap_host(**answers) as server, closing(quick(server)) as mailbox:
        with pytest.raises(Refused, match="The server said") as trouble:
            mailbox.open()
        assert trouble.value.code == code
        assert str(trouble.value).endswith(said)
        assert "secret" not in str(trouble.value)


def test_starttls_is_never_left_out() -> None:
    with imap_host() as plain:
        server = MailServer(plain.host, plain.port, "user", "secret", "starttls")
        assert code_of(quick(server), Refused) == "DC-218"


def test_tls_to_a_port_without_it_is_explained() -> None:
    with imap_host() as plain:
        server = MailServer(plain.host, plain.port, "user", "secret", "tls")
        assert code_of(quick(server), Refused) == "DC-219"


def test_a_server_without_uidnext_is_counted_out() -> None:
    examine = [b"* 2 EXISTS\r\n* OK [UIDVALIDITY 5] v\r\n%s OK done\r\n"]
    with imap_host(EXAMINE=examine) as server, closing(quick(server)) as mailbox:
        assert mailbox.open().uidnext == 9


BODY_7 = b"* 1 FETCH (UID 7 BODY[] {4}\r\nmail)\r\n"


@pytest.mark.parametrize(
    ("bodies", "still_there", "expected"),
    [
        ([BODY_7 + b"* 2 FETCH (UID 8 BODY[] NIL)\r\n%s OK done\r\n"], b"8", [(7, b"mail"), (8, b"")]),
        ([BODY_7 + b"* 2 FETCH (UID 8 BODY[] NIL)\r\n%s OK done\r\n"], b"7", [(7, b"mail")]),
        ([b"%s NO bad mail\r\n", BODY_7 + b"%s OK done\r\n", b"%s NO bad\r\n"], b"8", [(7, b"mail"), (8, b"")]),
        ([b"%s NO [EXPUNGEISSUED] gone\r\n", BODY_7 + b"%s OK done\r\n"], b"7", [(7, b"mail")]),
        ([BODY_7 + BODY_7 + b"* 9 FETCH (UID 99 BODY[] {2}\r\nxx)\r\n%s OK done\r\n"], b"7", [(7, b"mail")]),
        ([b'* 1 FETCH (UID 7 BODY[] "quoted")\r\n%s OK done\r\n'], b"7", [(7, b"quoted")]),
    ],
    ids=["not handed out", "vanished", "refused for one", "expunged", "told twice and unasked", "as a string"],
)
def test_one_mail_that_cannot_be_read_does_not_stop_the_others(
    bodies: list[bytes], still_there: bytes, expected: list[tuple[int, bytes]]
) -> None:
    with (
        imap_host(BODIES=bodies, SEARCH=[b"* SEARCH " + still_there + b"\r\n%s OK done\r\n"]) as server,
        opened(quick(server)) as mailbox,
    ):
        mails = list(mailbox.fetch([7, 8]))
        assert [(mail.uid, mail.raw) for mail in mails] == expected
        assert all(mail.size == (len(mail.raw) or 4) for mail in mails)


@pytest.mark.parametrize(
    "bodies",
    [
        [b"* 1 FETCH (UID 7 BODY[] {400}\r\nmail)\r\n%s OK done\r\n"],
        [b"* 1 FETCH (UID 7 BODY[] {2}\r\nmail)\r\n%s OK done\r\n"],
        [b"* 1 FETCH (UID 7 BODY[] {99999999999999999}\r\nmail)\r\n%s OK done\r\n"],
        [b"* 1 FETCH (UID 7 BODY[] (\r\n%s OK done\r\n"],
        [b"* 1 FETCH (7 7\r\n%s OK done\r\n"],
        [b"%s NO [UNAVAILABLE] later\r\n"],
        [b"* BYE\r\n"],
        [b""],
    ],
    ids=["too long", "too short", "absurdly long", "unfinished", "nonsense", "unavailable", "bye", "cut"],
)
def test_a_line_that_breaks_while_reading_is_not_now_and_opens_again(bodies: list[bytes]) -> None:
    with imap_host(BODIES=bodies) as server, opened(quick(server)) as mailbox:
        with pytest.raises(Unavailable):
            list(mailbox.fetch([7, 8]))
        with pytest.raises(Unavailable, match="not open"):
            mailbox.uids()
        assert mailbox.open().uidvalidity == 5


def test_a_server_without_idle_is_polled() -> None:
    quiet, news = b"%s OK done\r\n", b"* 3 EXISTS\r\n%s OK done\r\n"
    with imap_host(NOOP=[quiet, quiet, news]) as server, opened(quick(server)) as mailbox:
        assert mailbox.wait(10)


def idling(mailbox_idles: list[bytes]) -> Answers:
    return {
        "greeting": [b"* OK [CAPABILITY IMAP4rev1 IDLE] here\r\n"],
        "CAPABILITY": [b"* CAPABILITY IMAP4rev1 IDLE\r\n%s OK done\r\n"],
        "IDLE": mailbox_idles,
    }


def test_an_idle_ends_and_begins_anew_while_one_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_imap, "IDLE_SECONDS", 0.2)
    quiet, news = b"+ idling\r\n", b"+ idling\r\n* 3 EXISTS\r\n"
    with imap_host(**idling([quiet, quiet, news])) as server, opened(quick(server)) as mailbox:
        assert mailbox.wait(10), "news come with the third IDLE only"


def test_a_server_that_falls_silent_while_idling_is_noticed() -> None:
    ready = [b"* OK [CAPABILITY IMAP4rev1 IDLE] here\r\n"]
    able = [b"* CAPABILITY IMAP4rev1 IDLE\r\n%s OK done\r\n"]
    silent = [b"+ idling\r\n* OK Still here\r\n"]
    with (
        imap_host(greeting=ready, CAPABILITY=able, IDLE=silent, DONE=[b" "]) as server,
        opened(quick(server)) as mailbox,
        pytest.raises(Unavailable),
    ):
        mailbox.wait(0.3)
