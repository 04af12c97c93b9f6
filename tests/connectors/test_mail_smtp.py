"""SMTP as it goes wrong: at each stage, before and after the final dot."""

import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from connectors.mail_smtp import SmtpTransport, as_transmitted
from connectors.memory import MemoryTransport, Stage
from connectors.ports import (
    ConnectorError,
    Envelope,
    MailServer,
    MailTransport,
    OutcomeUnknown,
    Refused,
    Unavailable,
)
from connectors.smtp_reply import NoReply, parse_reply
from tests.connectors.certificates import make_certificate
from tests.connectors.smtp_servers import Inbox, Script, mail_host, scripted_host

ENVELOPE = Envelope("ar@ar.test", ("anna@customer.test", "archive@ar.test"))
MAIL = b"Subject: hello\r\n\r\n.body\r\n"
EHLO = b"250-here\r\n250-SIZE 1000\r\n250 AUTH PLAIN LOGIN\r\n"
SILENCE_SECONDS = 0.5


def transport_to(port: int, user: str = "", security: str = "none", **options: Any) -> SmtpTransport:
    server = MailServer("127.0.0.1", port, user, "s3cret" if user else "", security)
    return SmtpTransport(server, "client.test", options.pop("answer_seconds", 10), 5, command_seconds=2, **options)


def _say_then_cut(words: bytes) -> Callable[[socket.socket], bool]:
    def say(connection: socket.socket) -> bool:
        connection.sendall(words)
        return False

    return say


def trouble_of(act: Callable[[], object]) -> ConnectorError:
    with pytest.raises(ConnectorError) as trouble:
        act()
    return trouble.value


# --- before the dot: no, or not now ------------------------------------------------------------------------------

STAGES: list[tuple[str, str, Stage]] = [
    ("greeting", "DC-222", "connection"),
    ("EHLO", "DC-222", "connection"),
    ("AUTH", "DC-223", "sign-in"),
    ("MAIL", "DC-224", "sender"),
    ("RCPT", "DC-224", "recipient"),
    ("DATA", "DC-224", "data"),
]


@pytest.mark.parametrize(("reply", "kind"), [(421, Unavailable), (451, Unavailable), (554, Refused), (501, Refused)])
@pytest.mark.parametrize(("stage", "code", "_"), STAGES)
def test_a_refusal_at_any_stage_names_the_code_and_the_servers_words(
    stage: str, code: str, _: Stage, reply: int, kind: type[ConnectorError]
) -> None:
    script = Script({"EHLO": EHLO} | {stage: f"{reply}-not\r\n{reply} like this\r\n".encode()})
    with scripted_host(script) as port:
        trouble = trouble_of(lambda: transport_to(port, user="ar").begin(ENVELOPE, MAIL))
        assert script.gone.wait(5)
    assert (type(trouble), trouble.code) == (kind, code)
    assert f"{reply} not like this" in str(trouble)
    assert script.body == b"" and not script.dot


@pytest.mark.parametrize("reply", [450, 550])
@pytest.mark.parametrize(("stage", "code", "told"), STAGES)
def test_the_double_refuses_with_the_same_kinds_and_codes(stage: str, code: str, told: Stage, reply: int) -> None:
    script = Script({"EHLO": EHLO} | {stage: f"{reply} no\r\n".encode()})
    with scripted_host(script) as port:
        real = trouble_of(lambda: transport_to(port, user="ar").begin(ENVELOPE, MAIL))
    memory = MemoryTransport()
    memory.refuse(told, reply)
    double = trouble_of(lambda: memory.begin(ENVELOPE, MAIL))
    assert (type(double), double.code, double.recipient) == (type(real), real.code, real.recipient)
    assert memory.begin(ENVELOPE, MAIL).commit().code == 250


@pytest.mark.parametrize(
    "answer",
    [None, _say_then_cut(b"25"), b"what?\r\n", b"x" * 10_000 + b"\r\n"],
    ids=["cut", "half", "garbage", "endless"],
)
@pytest.mark.parametrize("stage", [stage for stage, _, _ in STAGES])
def test_a_line_that_breaks_before_the_dot_is_not_now(stage: str, answer: Any) -> None:
    script = Script({"EHLO": EHLO} | {stage: answer})
    with scripted_host(script) as port:
        trouble = trouble_of(lambda: transport_to(port, user="ar").begin(ENVELOPE, MAIL))
    assert (type(trouble), trouble.code) == (Unavailable, "DC-220")
    assert not script.dot


def test_one_declined_recipient_of_two_resets_before_data() -> None:
    script = Script({"RCPT": [b"250 OK\r\n", b"550 5.1.1 unknown\r\n"]})
    with scripted_host(script) as port:
        trouble = trouble_of(lambda: transport_to(port).begin(ENVELOPE, MAIL))
        assert script.gone.wait(5)
    assert (type(trouble), trouble.recipient) == (Refused, "archive@ar.test")
    assert script.heard[-2:] == ["RSET", "QUIT"]
    assert "DATA" not in script.heard


def test_a_dead_port_is_not_now() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    trouble = trouble_of(lambda: transport_to(port).begin(ENVELOPE, MAIL))
    assert (type(trouble), trouble.code) == (Unavailable, "DC-220")


def test_a_wrong_password_is_refused_without_saying_it() -> None:
    echo = b"535 no such: AUTH PLAIN AGFyAHMzY3JldA== s3cret\r\n"
    with scripted_host(Script({"EHLO": EHLO, "AUTH": echo})) as port:
        trouble = trouble_of(lambda: transport_to(port, user="ar").begin(ENVELOPE, MAIL))
    assert (type(trouble), trouble.code) == (Refused, "DC-223")
    assert "s3cret" not in str(trouble) and "AGFyAHMzY3JldA==" not in str(trouble)


def test_signing_in_by_login_works_where_plain_is_not_offered() -> None:
    script = Script({"EHLO": b"250-here\r\n250 AUTH LOGIN\r\n", "AUTH": b"334 VXNlcg==\r\n"})
    script.answers |= {"YXI=": b"334 UGFzcw==\r\n", "CZNJCMV0": b"235 in\r\n"}  # words are compared in capitals
    with scripted_host(script) as port:
        transport_to(port, user="ar").begin(ENVELOPE, MAIL).commit()
    assert script.heard[1:4] == ["AUTH LOGIN", "YXI=", "czNjcmV0"]


@pytest.mark.parametrize(
    ("ehlo", "user", "security", "code"),
    [
        (b"250 here\r\n", "ar", "none", "DC-223"),
        (b"250-here\r\n250 AUTH CRAM-MD5\r\n", "ar", "none", "DC-223"),
        (b"250 here\r\n", "", "starttls", "DC-221"),
        (b"250-here\r\n250 SIZE 10\r\n", "", "none", "DC-224"),
    ],
    ids=["no sign-in", "no known sign-in", "no STARTTLS", "too big"],
)
def test_what_the_server_does_not_offer_is_refused(ehlo: bytes, user: str, security: str, code: str) -> None:
    script = Script({"EHLO": ehlo})
    with scripted_host(script) as port:
        trouble = trouble_of(lambda: transport_to(port, user, security).begin(ENVELOPE, MAIL))
        assert script.gone.wait(5)
    assert (type(trouble), trouble.code) == (Refused, code)
    assert not any(line.startswith(("AUTH", "MAIL")) for line in script.heard)


@pytest.mark.parametrize("answer", [b"250 ignored\r\n", b"454 later\r\n", b"502 unknown\r\n"])
def test_a_starttls_that_is_not_taken_up_never_goes_on_in_the_clear(answer: bytes) -> None:
    script = Script({"EHLO": b"250-here\r\n250 STARTTLS\r\n", "STARTTLS": answer})
    with scripted_host(script) as port:
        trouble_of(lambda: transport_to(port, security="starttls").begin(ENVELOPE, MAIL))
        assert script.gone.wait(5)
    assert not any(line.startswith(("AUTH", "MAIL")) for line in script.heard)


@pytest.mark.parametrize("host", ["mail.example.org", "192.0.2.1"])
def test_mail_in_the_clear_stays_on_this_machine(host: str) -> None:
    transport = SmtpTransport(MailServer(host, 25, security="none"))
    trouble = trouble_of(lambda: transport.begin(ENVELOPE, MAIL))
    assert (type(trouble), trouble.code) == (Refused, "DC-210")


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_an_unknown_certificate_is_refused(open_folder: Callable[[], Path], security: str) -> None:
    certificate = make_certificate(open_folder())
    served = {"ssl_context": certificate.for_server()} if security == "tls" else {"certificate": certificate}
    inbox = Inbox()
    with mail_host(inbox, **served) as port:
        trouble = trouble_of(lambda: transport_to(port, security=security).begin(ENVELOPE, MAIL))
    assert (type(trouble), trouble.code, inbox.mails) == (Refused, "DC-219", [])


@pytest.mark.parametrize(
    ("envelope", "named"),
    [
        (Envelope("ar@ar.test", ()), None),
        (Envelope("ar@ar.test", ("a@b.test>\r\nRCPT TO:<c@d.test",)), "a@b.test>\r\nRCPT TO:<c@d.test"),
        (Envelope("ar@ar.test", ("a@b.test, c@d.test",)), "a@b.test, c@d.test"),
        (Envelope("ar@ar.test", ("Anna <a@b.test>",)), "Anna <a@b.test>"),
        (Envelope("ar@ar.test", ("",)), ""),
        (Envelope("", ("",)), ""),
        (Envelope("ar ar@ar.test", ("a@b.test",)), None),
    ],
)
def test_only_plain_addresses_reach_the_server(envelope: Envelope, named: str | None) -> None:
    script = Script()
    with scripted_host(script) as port:
        trouble = trouble_of(lambda: transport_to(port).begin(envelope, MAIL))
    assert (type(trouble), trouble.code, trouble.recipient) == (Refused, "DC-224", named)
    assert script.heard == []


def test_a_bounce_has_an_empty_sender() -> None:
    script = Script()
    with scripted_host(script) as port:
        transport_to(port).begin(Envelope("", ("a@b.test",)), MAIL).commit()
    assert "MAIL FROM:<>" in script.heard


@pytest.mark.parametrize(
    ("mail", "address", "offered", "expected"),
    [
        (MAIL, "a@b.test", b"", "MAIL FROM:<ar@ar.test>"),
        (MAIL, "a@b.test", b"8BITMIME", "MAIL FROM:<ar@ar.test>"),
        (MAIL + "ö\r\n".encode(), "a@b.test", b"8BITMIME", "MAIL FROM:<ar@ar.test> BODY=8BITMIME"),
        (MAIL + "ö\r\n".encode(), "a@b.test", b"", None),
        (MAIL, "ä@b.test", b"SMTPUTF8", "MAIL FROM:<ar@ar.test> SMTPUTF8"),
        (MAIL, "ä@b.test", b"", None),
    ],
)
def test_extensions_are_used_only_if_needed_and_offered(
    mail: bytes, address: str, offered: bytes, expected: str | None
) -> None:
    script = Script({"EHLO": b"250-here\r\n250 " + (offered or b"HELP") + b"\r\n"})
    with scripted_host(script) as port:
        transport = transport_to(port)
        if expected:
            transport.begin(Envelope("ar@ar.test", (address,)), mail).commit()
            assert expected in script.heard
        else:
            trouble = trouble_of(lambda: transport.begin(Envelope("ar@ar.test", (address,)), mail))
            assert (type(trouble), trouble.code) == (Refused, "DC-224")


# --- the body ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "sent"),
    [
        (b"a\r\n", b"a\r\n"),
        (b"a", b"a\r\n"),
        (b"a\r\n.", b"a\r\n..\r\n"),
        (b".", b"..\r\n"),
        (b".\r\n", b"..\r\n"),
        (b"..a\r\n.b\r\nc.\r\n", b"...a\r\n..b\r\nc.\r\n"),
        (b"a\r\n.\r\nMAIL FROM:<x@y>\r\n", b"a\r\n..\r\nMAIL FROM:<x@y>\r\n"),
        (b"a\n.\nb\r.\r\nc\n\r.\r\n", b"a\r\n..\r\nb\r\n..\r\nc\r\n\r\n..\r\n"),
        (b"", b"\r\n"),
    ],
)
def test_dots_are_doubled_and_line_ends_made_whole(data: bytes, sent: bytes) -> None:
    assert as_transmitted(data) == sent
    script = Script()
    with scripted_host(script) as port:
        transport_to(port).begin(ENVELOPE, data).commit()
    assert (script.body, script.dot) == (sent, True)


def test_the_server_has_the_whole_body_but_no_dot_before_commit() -> None:
    script = Script()
    with scripted_host(script) as port:
        handover = transport_to(port).begin(ENVELOPE, MAIL)
        end = time.monotonic() + 5
        while script.body != as_transmitted(MAIL) and time.monotonic() < end:
            time.sleep(0.01)
        assert (script.body, script.dot) == (as_transmitted(MAIL), False)
        handover.abandon()
        assert script.gone.wait(5)
    assert not script.dot


# --- after the dot: an answer, or nobody knows -------------------------------------------------------------------


def _answer_slowly(connection: socket.socket) -> bool:
    for byte in b"250 taken, slowly\r\n":
        connection.sendall(bytes([byte]))
        time.sleep(0.01)
    return True


def _drip(connection: socket.socket) -> bool:
    for _ in range(60):
        connection.sendall(b"250-still here\r\n")
        time.sleep(0.05)
    return False


def _silence(connection: socket.socket) -> bool:
    time.sleep(SILENCE_SECONDS * 3)
    return False


@pytest.mark.parametrize(
    ("dot", "code"),
    [
        (b"250 2.0.0 taken as 4711\r\n", 250),
        (b"250-2.0.0 taken\r\n250 as 4711\r\n", 250),
        (b"250\r\n", 250),
        (b"252 taken I think\r\n", 252),
        (_answer_slowly, 250),
        (_say_then_cut(b"250 taken\r\n"), 250),
    ],
)
def test_a_positive_answer_counts_as_sent(dot: Any, code: int) -> None:
    script = Script({"dot": dot})
    with scripted_host(script) as port:
        assert transport_to(port).begin(ENVELOPE, MAIL).commit().code == code
    assert script.dot


@pytest.mark.parametrize(
    ("dot", "kind", "code"),
    [
        (b"451 4.3.0 later\r\n", Unavailable, "DC-225"),
        (b"421 shutting down\r\n", Unavailable, "DC-225"),
        (b"554 5.7.1 spam\r\n", Refused, "DC-226"),
        (b"552-too\r\n552 big\r\n", Refused, "DC-226"),
        (None, OutcomeUnknown, "DC-227"),
        (_silence, OutcomeUnknown, "DC-227"),
        (_drip, OutcomeUnknown, "DC-227"),
        (b"what?\r\n", OutcomeUnknown, "DC-227"),
        (b"2500 OK\r\n", OutcomeUnknown, "DC-227"),
        (b"999 OK\r\n", OutcomeUnknown, "DC-227"),
        (b"354 go on\r\n", OutcomeUnknown, "DC-227"),
        (b"250-taken\r\n554 or not\r\n", OutcomeUnknown, "DC-227"),
        (b"\x00\xff\r\n", OutcomeUnknown, "DC-227"),
        (_say_then_cut(b"250 tak"), OutcomeUnknown, "DC-227"),
        (_say_then_cut(b"554 re"), OutcomeUnknown, "DC-227"),
        (_say_then_cut(b"250-taken\r\n"), OutcomeUnknown, "DC-227"),
        (b"250-" + b"x" * 80_000, OutcomeUnknown, "DC-227"),
    ],
)
def test_after_the_dot_only_a_whole_answer_tells(dot: Any, kind: type[ConnectorError], code: str) -> None:
    script = Script({"dot": dot})
    with scripted_host(script) as port:
        handover = transport_to(port, answer_seconds=SILENCE_SECONDS).begin(ENVELOPE, MAIL)
        start = time.monotonic()
        trouble = trouble_of(handover.commit)
        assert time.monotonic() - start < SILENCE_SECONDS + 2
        assert trouble_of(handover.commit).code == "DC-227", "a second dot must never be possible"
    assert (type(trouble), trouble.code) == (kind, code)


@pytest.mark.parametrize(
    "bye", [b"421 no\r\n", b"garbage\r\n", None, _silence], ids=["421", "garbage", "cut", "silent"]
)
def test_trouble_with_quit_changes_nothing(bye: Any) -> None:
    with scripted_host(Script({"QUIT": bye})) as port:
        handover = transport_to(port).begin(ENVELOPE, MAIL)
        start = time.monotonic()
        assert handover.commit().code == 250
        assert time.monotonic() - start < 1


@pytest.mark.parametrize(
    ("early", "kind", "code"),
    [
        (b"421 idle too long\r\n", Unavailable, "DC-224"),
        (b"552 too big\r\n", Refused, "DC-224"),
        (b"250 taken already\r\n", Unavailable, "DC-220"),
        (b"gar", Unavailable, "DC-220"),
        (lambda connection: connection.shutdown(socket.SHUT_RDWR) or False, Unavailable, "DC-220"),
    ],
    ids=["421", "552", "250", "garbage", "cut"],
)
def test_a_server_that_speaks_or_hangs_up_before_the_dot_never_gets_it(
    early: Any, kind: type[ConnectorError], code: str
) -> None:
    script = Script({"early": early})
    with scripted_host(script) as port:
        handover = transport_to(port).begin(ENVELOPE, MAIL)
        time.sleep(0.3)
        trouble = trouble_of(handover.commit)
        assert script.gone.wait(5)
    assert (type(trouble), trouble.code) == (kind, code)
    assert not script.dot


@pytest.mark.parametrize("kept", [True, False])
def test_the_double_can_lose_the_answer_with_or_without_the_mail(kept: bool) -> None:
    memory: MailTransport = MemoryTransport()
    assert isinstance(memory, MemoryTransport)
    memory.cut("dot", kept)
    assert type(trouble_of(memory.begin(ENVELOPE, MAIL).commit)) is OutcomeUnknown
    assert len(memory.sent) == kept


@pytest.mark.parametrize(("reply", "kind", "code"), [(451, Unavailable, "DC-225"), (554, Refused, "DC-226")])
def test_the_double_refuses_after_the_dot(reply: int, kind: type[ConnectorError], code: str) -> None:
    memory = MemoryTransport()
    memory.refuse("dot", reply)
    trouble = trouble_of(memory.begin(ENVELOPE, MAIL).commit)
    assert (type(trouble), trouble.code, memory.sent) == (kind, code, [])


def test_the_double_can_be_cut_before_the_dot() -> None:
    memory = MemoryTransport()
    memory.cut("data")
    assert type(trouble_of(lambda: memory.begin(ENVELOPE, MAIL))) is Unavailable
    assert memory.begin(ENVELOPE, MAIL).commit().code == 250


@pytest.mark.parametrize(
    ("heard", "reply"),
    [
        (b"", None),
        (b"250 O", None),
        (b"250-a\r\n", None),
        (b"250-a\r\n250 b\r\n", (250, b"a b")),
        (b"250 a\r\nmore", (250, b"a")),
        (b"250 a\n", (250, b"a")),
    ],
)
def test_a_reply_is_read_when_it_is_whole(heard: bytes, reply: tuple[int, bytes] | None) -> None:
    assert parse_reply(heard) == reply


@pytest.mark.parametrize("heard", [b"\r\n", b"25 a\r\n", b"150 a\r\n", b"250_a\r\n", b"250-a\r\n251 b\r\n"])
def test_what_is_no_reply_is_not_read_as_one(heard: bytes) -> None:
    with pytest.raises(NoReply):
        parse_reply(heard)
