"""An SMTP server that fails on purpose, at every stage, and writes down what it truly took before it answers.

Each connection plays one course. `taken` in the ledger is the truth that no client can know: whether the mail would be
delivered. "kept" courses take the mail, "dropped" ones do not, whatever the client hears.
"""

import hashlib
import random
import re
import socket
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
TAKING = frozenset(
    {HEALTHY, "slow", "late kept", "garbage kept", "half a line kept", "quit cut", "silence kept", "cut kept"}
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
}
USUAL = {"QUIT": b"221 bye\r\n", "DATA": b"354 go on\r\n"}
MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>\r\n]+>)", re.IGNORECASE | re.MULTILINE)
RECIPIENT = re.compile(r"TO:<([^>]*)>", re.IGNORECASE)


@dataclass
class FaultServer:
    """`trouble`: share of connections that go wrong. `wait`: longer than the client's patience, in seconds."""

    ledger: Ledger
    folder: Path
    seed: int
    trouble: float = 0.0
    wait: float = 6.0
    courses: tuple[str, ...] = BEFORE + AFTER
    port: int = 0
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

    def take(self, number: int, course: str, recipients: list[str], content: bytes) -> None:
        """Called before anything is answered to the dot."""
        sha256 = hashlib.sha256(content).hexdigest()
        (self.folder / f"{sha256}.eml").write_bytes(content)
        found = MESSAGE_ID.search(content)
        self.ledger.write(
            at=time.time(), connection=number, course=course, taken=course in TAKING, sha256=sha256,
            id=found[1].decode() if found else "", recipients=recipients,
        )  # fmt: skip


@contextmanager
def running(server: FaultServer) -> Iterator[FaultServer]:
    with socket.create_server(("127.0.0.1", server.port), backlog=64) as listener:
        server.port = int(listener.getsockname()[1])
        thread = threading.Thread(target=listen, args=(listener, server), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            thread.join(5)


def listen(listener: socket.socket, server: FaultServer) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=play, args=(connection, server), daemon=True).start()


def play(connection: socket.socket, server: FaultServer) -> None:
    number, course = server.draw()
    with connection, suppress(OSError, EOFError):
        connection.settimeout(30)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        converse(connection, server, number, course)


def converse(connection: socket.socket, server: FaultServer, number: int, course: str) -> None:
    if course == "hang up at once":
        return
    if course == "421 greeting":
        connection.sendall(b"421 too busy\r\n")
        return
    connection.sendall(b"220 rig\r\n")
    recipients: list[str] = []
    with connection.makefile("rb") as lines:
        for line in lines:
            word = line[:4].strip().upper().decode("latin-1")
            if word == "RCPT" and (found := RECIPIENT.search(line.decode("latin-1"))):
                recipients.append(found[1])
            if word == "QUIT" and course == "quit cut":
                return
            answer = reply(course, word)
            connection.sendall(answer)
            if word == "QUIT" or (word == "DATA" and answer.startswith(b"354")):
                break
        if word == "DATA":
            content = body(lines, course)
            if content is not None:
                server.take(number, course, recipients, content)
                after_the_dot(connection, server, number, course)


def reply(course: str, word: str) -> bytes:
    wrong_at, wrong = WORDS.get(course, ("", b""))
    return wrong if word.replace("HELO", "EHLO") == wrong_at else USUAL.get(word, b"250 ok\r\n")


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
