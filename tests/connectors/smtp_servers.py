"""SMTP servers of this machine: one that takes mail as in life, and one that speaks from a script."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from tests.connectors.certificates import Certificate


class Inbox:
    """A handler for aiosmtpd that keeps what it was given, and declines the addresses it was told to."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, tuple[str, ...], bytes]] = []
        self.declined: dict[str, int] = {}

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if code := self.declined.get(address.lower()):
            return f"{code} not here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.mails.append((envelope.mail_from, tuple(envelope.rcpt_tos), envelope.original_content))
        return "250 taken"


@contextmanager
def mail_host(
    inbox: Inbox, certificate: Certificate | None = None, login: tuple[str, str] | None = None, **options: Any
) -> Iterator[int]:
    """aiosmtpd on a free port; with a certificate it demands STARTTLS, with a login it demands AUTH."""

    def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: LoginPassword) -> AuthResult:
        wanted = login and LoginPassword(login[0].encode(), login[1].encode())
        return AuthResult(success=data == wanted, handled=False)

    if certificate:
        options |= {"tls_context": certificate.for_server(), "require_starttls": True}
    if login:
        options |= {"auth_required": True, "authenticator": authenticate}
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@dataclass
class Script:
    """Answers by command word; what is not named goes well. An answer is bytes to send, None to hang up,
    or a function of the connection. `heard` holds the commands; `body` and `dot` what came as mail.

    "greeting" is said first, "dot" answers the final dot. `answers["RCPT"]` may be a list, one for each."""

    answers: dict[str, Any] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    body: bytes = b""
    dot: bool = False
    gone: threading.Event = field(default_factory=threading.Event)

    def answer(self, word: str, otherwise: bytes) -> Any:
        given = self.answers.get(word, otherwise)
        return given.pop(0) if isinstance(given, list) else given


@contextmanager
def scripted_host(script: Script) -> Iterator[int]:
    """One connection after another, each played from the script. `script.gone` is set when a client has left."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_listen, args=(listener, script), daemon=True)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            thread.join(10)


def _listen(listener: socket.socket, script: Script) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listener.accept()
            with connection, suppress(OSError):
                connection.settimeout(10)
                _play(connection, script)
            script.gone.set()


def _play(connection: socket.socket, script: Script) -> None:
    otherwise = {"DATA": b"354 go on\r\n", "QUIT": b"221 bye\r\n", "AUTH": b"235 welcome\r\n"}
    if not _say(connection, script.answer("greeting", b"220 here\r\n")):
        return
    with connection.makefile("rb") as lines:
        for line in lines:
            command = line.decode("latin-1").strip()
            script.heard.append(command)
            word = command.split(" ")[0].upper()
            answer = script.answer(word, otherwise.get(word, b"250 OK\r\n"))
            if not _say(connection, answer) or word == "QUIT":
                return
            if word == "DATA" and answer.startswith(b"354") and not _take_body(connection, lines, script):
                return


def _take_body(connection: socket.socket, lines: Any, script: Script) -> bool:
    if after := script.answers.get("early"):
        _say(connection, after)
    for line in lines:
        if line == b".\r\n":
            script.dot = True
            return _say(connection, script.answer("dot", b"250 taken\r\n"))
        script.body += line
    return False


def _say(connection: socket.socket, answer: bytes | Callable[[socket.socket], bool] | None) -> bool:
    """Send the answer; False if the conversation is over."""
    if callable(answer):
        return answer(connection)
    if answer is None:
        return False
    connection.sendall(answer)
    return True
