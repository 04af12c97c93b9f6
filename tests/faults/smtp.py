"""An SMTP server that fails on purpose, at every stage, and writes down what it truly took before it answers.

Each connection plays one course. `taken` in the ledger is the truth that no client can know: whether the mail would be
delivered. "kept" courses take the mail, "dropped" ones do not, whatever the client hears.
"""

import hashlib
import random
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.ledgers import Ledger

HEALTHY = "healthy"
BEFORE = (
    "hang up at once", "421 greeting", "ehlo 554", "mail 451", "mail 550", "rcpt 450", "rcpt 550", "data 451",
    "data 554", "cut in body", "slow",
)  # fmt: skip
AFTER = (
    "silence kept", "silence dropped", "cut kept", "cut dropped", "dot 451", "dot 554", "late kept", "garbage kept",
    "half a line kept", "quit cut",
)  # fmt: skip
TRANSPORT = (
    "STARTTLS missing", "STARTTLS 454", "STARTTLS 502", "STARTTLS broken", "STARTTLS cut", "AUTH 535", "AUTH 454",
    "AUTH missing", "connection refused",
)  # fmt: skip
"""For a server with a certificate, to which clients sign in. Whoever goes on in the clear where STARTTLS is missing is taken."""
REFUSED_SECONDS = 2.0
TAKING = frozenset(
    {
        HEALTHY,
        "STARTTLS missing",
        "slow",
        "late kept",
        "garbage kept",
        "half a line kept",
        "quit cut",
        "silence kept",
        "cut kept",
    }
)
TELLING = "cnrysaidbythemailserver"
"""Stands in a refusal of the course "telling", as some servers say a customer's address in it."""
WORDS = {
    "telling": ("RCPT", f"550 5.1.1 <{TELLING}@customer.example> is unknown here\r\n".encode()),
    "mail 451": ("MAIL", b"451 later\r\n"),
    "mail 550": ("MAIL", b"550 never\r\n"),
    "rcpt 450": ("RCPT", b"450 later\r\n"),
    "rcpt 550": ("RCPT", b"550 nobody\r\n"),
    "data 451": ("DATA", b"451 later\r\n"),
    "data 554": ("DATA", b"554 never\r\n"),
    "ehlo 554": ("EHLO", b"554 go away\r\n"),
    "STARTTLS 454": ("STARTTLS", b"454 not now\r\n"),
    "STARTTLS 502": ("STARTTLS", b"502 what?\r\n"),
    "AUTH 535": ("AUTH", b"535 who?\r\n"),
    "AUTH 454": ("AUTH", b"454 not now\r\n"),
}
USUAL = {
    "QUIT": b"221 bye\r\n", "DATA": b"354 go on\r\n", "AUTH": b"235 welcome\r\n", "STARTTLS": b"220 go ahead\r\n",
}  # fmt: skip
MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>\r\n]+>)", re.IGNORECASE | re.MULTILINE)
RECIPIENT = re.compile(r"TO:<([^>]*)>", re.IGNORECASE)


@dataclass
class FaultServer:
    """`trouble`: share of connections that go wrong. `wait`: longer than the client's patience, in seconds. `tls`: where
    clients are to ask for STARTTLS and to sign in."""

    ledger: Ledger
    folder: Path
    seed: int
    trouble: float = 0.0
    wait: float = 6.0
    courses: tuple[str, ...] = BEFORE + AFTER
    port: int = 0
    tls: ssl.SSLContext | None = None
    met: dict[str, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _number: int = 0

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self.folder.mkdir(parents=True, exist_ok=True)

    def draw(self) -> tuple[int, str]:
        with self._lock:
            self._number += 1
            wrong = self._random.random() < self.trouble
            course = self._random.choice(self.courses) if wrong else HEALTHY
            self.met[course] = self.met.get(course, 0) + 1
            return self._number, course

    def met_wrong(self) -> int:
        """Connections that went wrong so far."""
        return sum(many for course, many in self.met.items() if course != HEALTHY)

    def take(self, number: int, course: str, recipients: list[str], content: bytes, clear: bool) -> None:
        """Called before anything is answered to the dot. `clear`: it came without the TLS that was to be."""
        sha256 = hashlib.sha256(content).hexdigest()
        (self.folder / f"{sha256}.eml").write_bytes(content)
        found = MESSAGE_ID.search(content)
        self.ledger.write(
            at=time.time(), connection=number, course=course, taken=course in TAKING, sha256=sha256,
            id=found[1].decode() if found else "", recipients=recipients, clear=clear,
        )  # fmt: skip


@contextmanager
def running(server: FaultServer) -> Iterator[FaultServer]:
    first = socket.create_server(("127.0.0.1", server.port), backlog=64)
    server.port = int(first.getsockname()[1])
    over = threading.Event()
    thread = threading.Thread(target=listen, args=(first, server, over), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        over.set()
        with suppress(OSError), socket.create_connection(("127.0.0.1", server.port), 1):
            pass
        thread.join(5)


def listen(listener: socket.socket, server: FaultServer, over: threading.Event) -> None:
    while True:
        connection, _ = listener.accept()
        if over.is_set():
            break
        number, course = server.draw()
        if course == "connection refused":
            listener = away(listener, connection, over)
        else:
            threading.Thread(target=play, args=(connection, server, number, course), daemon=True).start()
    connection.close()
    listener.close()


def away(listener: socket.socket, connection: socket.socket, over: threading.Event) -> socket.socket:
    """Nobody listens at the port for a while, from before the client is turned away; then somebody does again."""
    place = listener.getsockname()
    listener.close()
    connection.close()
    over.wait(REFUSED_SECONDS)
    while True:
        with suppress(OSError):
            return socket.create_server(place, backlog=64)
        time.sleep(0.05)


def play(connection: socket.socket, server: FaultServer, number: int, course: str) -> None:
    with connection, suppress(OSError, EOFError):
        connection.settimeout(120)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        Conversation(connection, server, number, course).run()


class Conversation:
    """One client's connection, from the greeting to what follows the dot."""

    def __init__(self, connection: socket.socket, server: FaultServer, number: int, course: str) -> None:
        self.connection, self.server, self.number, self.course = connection, server, number, course
        self.recipients: list[str] = []

    def run(self) -> None:
        if self.course == "hang up at once":
            return
        if self.course == "421 greeting":
            self.connection.sendall(b"421 too busy\r\n")
            return
        self.connection.sendall(b"220 rig\r\n")
        if self.talk() == "STARTTLS" and self.begin_tls():
            self.talk()
        self.connection.close()

    def begin_tls(self) -> bool:
        if self.course == "STARTTLS broken":
            self.connection.sendall(b"\x15 this is no handshake \x00\r\n")
        if self.course in ("STARTTLS broken", "STARTTLS cut") or self.server.tls is None:
            return False
        self.connection = self.server.tls.wrap_socket(self.connection, server_side=True)
        return True

    @property
    def clear(self) -> bool:
        return self.server.tls is not None and not isinstance(self.connection, ssl.SSLSocket)

    def talk(self) -> str:
        """Until the client leaves, hands over a mail, or begins TLS. Returns its last word."""
        word = ""
        with self.connection.makefile("rb") as lines:
            for line in lines:
                word = line.split()[0].upper().decode("latin-1") if line.strip() else ""
                if word == "RCPT" and (found := RECIPIENT.search(line.decode("latin-1"))):
                    self.recipients.append(found[1])
                if word == "QUIT" and self.course == "quit cut":
                    return word
                answer = self.reply(word)
                self.connection.sendall(answer)
                if word == "QUIT" or (word, answer[:3]) in (("DATA", b"354"), ("STARTTLS", b"220")):
                    break
            if word == "DATA":
                self.mail(body(lines, self.course))
        return word

    def mail(self, content: bytes | None) -> None:
        if content is not None:
            self.server.take(self.number, self.course, self.recipients, content, self.clear)
            after_the_dot(self.connection, self.server, self.number, self.course)

    def reply(self, word: str) -> bytes:
        word = word.replace("HELO", "EHLO")
        wrong_at, wrong = WORDS.get(self.course, ("", b""))
        return wrong if word == wrong_at else self.offers() if word == "EHLO" else USUAL.get(word, b"250 ok\r\n")

    def offers(self) -> bytes:
        """What the server can do, at this point of the conversation."""
        if self.server.tls is None or (self.clear and self.course == "STARTTLS missing"):
            return b"250-rig\r\n250 AUTH PLAIN\r\n"
        if self.clear:
            return b"250-rig\r\n250 STARTTLS\r\n"
        return b"250 rig\r\n" if self.course == "AUTH missing" else b"250-rig\r\n250 AUTH PLAIN\r\n"


def body(lines: object, course: str) -> bytes | None:
    """What came before the dot, with doubled dots undone; None where the dot never came."""
    taken: list[bytes] = []
    for line in lines:  # type: ignore[attr-defined]  # a file of bytes
        if line == b".\r\n":
            return b"".join(taken)
        if course == "cut in body" and len(taken) > 5:
            return None
        if course == "slow" and len(taken) < 20:
            time.sleep(0.02)
        taken.append(line[1:] if line.startswith(b".") else line)
    return None


def after_the_dot(connection: socket.socket, server: FaultServer, number: int, course: str) -> None:
    if course.startswith("cut"):
        return
    if course.startswith("silence"):
        time.sleep(server.wait)
        return
    if course == "late kept":
        time.sleep(server.wait / 3)
    answer = {"dot 451": b"451 later\r\n", "dot 554": b"554 never\r\n", "garbage kept": b"\x00\xff huh\r\n",
              "half a line kept": b"25"}.get(course, b"250 taken\r\n")  # fmt: skip
    connection.sendall(answer)
    server.ledger.write(at=time.time(), connection=number, answered=answer.decode("latin-1").strip())
    if course == "quit cut":
        return
    with suppress(OSError):
        connection.recv(100)
