"""The way to the mail server, going wrong on purpose: a proxy before Dovecot that plays one course in each conversation.

Dovecot itself stays well, so what it holds is the truth. A course counts in `met` when it happens, not when it is drawn.
"""

import random
import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import BinaryIO

from tests.faults.smtp import away

HEALTHY = "healthy"
COURSES: dict[str, tuple[str, str]] = {
    "cut at greeting": ("GREETING", "cut"),
    "BYE at greeting": ("GREETING", "bye"),
    "cut at LOGIN": ("LOGIN", "cut"),
    "unavailable at LOGIN": ("LOGIN", "no"),
    "cut at EXAMINE": ("EXAMINE", "cut"),
    "unavailable at EXAMINE": ("EXAMINE", "no"),
    "folder renamed": ("EXAMINE", "gone"),
    "cut at SEARCH": ("SEARCH", "cut"),
    "unavailable at SEARCH": ("SEARCH", "no"),
    "cut in the head of a mail": ("BODIES", "cut in head"),
    "cut in the middle of a mail": ("BODIES", "cut in literal"),
    "unavailable at FETCH": ("BODIES", "no"),
    "BYE at FETCH": ("BODIES", "bye"),
    "over a limit at FETCH": ("BODIES", "limit"),
    "a mail gone meanwhile": ("BODIES", "gone mail"),
    "a mail without its bytes": ("BODIES", "nil"),
    "slow": ("BODIES", "slow"),
    "every mail told twice": ("BODIES", "twice"),
    "a size that is too large": ("BODIES", "long"),
    "a size that is too small": ("BODIES", "short"),
    "silent at FETCH": ("BODIES", "silent"),
    "silent while idling": ("IDLE", "silent"),
    "connection refused": ("CONNECT", "refuse"),
}
"""By name: at which command of the client it begins, and what happens then."""
REFUSALS = {"no": b"[UNAVAILABLE] later", "limit": b"[LIMIT] too many", "gone": b"[NONEXISTENT] no such folder"}
SLOW_SECONDS, PIECE, PAUSE = 3.0, 9, 0.1
LITERAL = re.compile(rb"\{(\d+)\}\r\n\Z")
SIZE = re.compile(rb"\{(\d+)\}\r\n")


@dataclass
class FaultProxy:
    """`upstream`: the port of the mail server. `trouble`: share of the conversations that go wrong."""

    upstream: int
    seed: int
    trouble: float = 0.0
    courses: tuple[str, ...] = tuple(COURSES)
    port: int = 0
    met: Counter[str] = field(default_factory=Counter)
    shut: bool = False
    living: set["Conversation"] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._random = random.Random(f"imap {self.seed}")

    def draw(self) -> str:
        with self.lock:
            wrong = self._random.random() < self.trouble
            return self._random.choice(self.courses) if wrong else HEALTHY

    def note(self, course: str) -> None:
        with self.lock:
            self.met[course] += 1

    def met_wrong(self) -> int:
        return sum(many for course, many in self.met.items() if course != HEALTHY)

    @contextmanager
    def nobody_inside(self) -> Iterator[None]:
        """Every conversation is cut, and none begins."""
        self.shut = True
        try:
            with self.lock:
                living = list(self.living)
            for one in living:
                one.cut()
            yield
        finally:
            self.shut = False


class Conversation:
    """One client's connection and ours to the mail server. Two threads: what is asked, and what is answered."""

    def __init__(self, proxy: FaultProxy, client: socket.socket, course: str) -> None:
        self.proxy, self.client, self.course = proxy, client, course
        self.at, self.do = COURSES.get(course, ("", ""))
        self.server = socket.create_connection(("127.0.0.1", proxy.upstream), 5)
        self.server.settimeout(None)
        self.stage, self.played, self.silent = "GREETING", False, False

    def run(self) -> None:
        with self.client, self.server:
            answers = threading.Thread(target=self.answer, daemon=True)
            answers.start()
            with suppress(OSError, ValueError):
                self.ask()
            self.cut()
            answers.join(5)
        if not self.played:
            self.proxy.note(HEALTHY)

    def cut(self) -> None:
        for one in (self.client, self.server):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def play(self) -> None:
        if not self.played:
            self.played = True
            self.proxy.note(self.course)

    def due(self) -> bool:
        return self.at == self.stage and not self.played

    # --- what the client asks -----------------------------------------------------------------------------------------

    def ask(self) -> None:
        with self.client.makefile("rb") as lines:
            for line in lines:
                self.stage = stage_of(line) or self.stage
                if not self.silent and not (self.due() and self.instead(line)):
                    self.server.sendall(line)

    def instead(self, line: bytes) -> bool:
        """Whether the command goes no further, since the course ends or refuses it here."""
        if self.do in REFUSALS:
            self.client.sendall(line.split()[0] + b" NO " + REFUSALS[self.do] + b"\r\n")
        elif self.do == "bye":
            self.client.sendall(b"* BYE shutting down\r\n")
        elif self.do != "cut":
            return False
        self.play()
        if self.do not in REFUSALS:
            self.cut()
        return True

    # --- what the server answers --------------------------------------------------------------------------------------

    def answer(self) -> None:
        with suppress(OSError, ValueError), self.server.makefile("rb") as lines:
            while response := whole(lines):
                if not self.silent:
                    self.pass_on(response)
        self.cut()

    def pass_on(self, response: bytes) -> None:
        if not self.due():
            self.client.sendall(response)
        elif self.stage == "GREETING":
            self.play()
            self.client.sendall(b"* BYE too busy\r\n" if self.do == "bye" else b"")
            self.cut()
        elif self.do == "silent":
            self.client.sendall(response if self.stage == "IDLE" else b"")
            self.silent = True
            self.play()
        elif SIZE.search(response[:200]):
            self.garble(response)
        else:
            self.client.sendall(response)

    def garble(self, response: bytes) -> None:
        """A mail on its way, its head and its bytes."""
        found = SIZE.search(response)
        assert found is not None
        middle = found.end() + int(found[1]) // 2
        if self.do == "slow":
            self.trickle(response)
        else:
            told = {
                "cut in head": response[:12],
                "cut in literal": response[:middle],
                "gone mail": b"* 1 EXPUNGE\r\n",
                "nil": response[: found.start()] + b"NIL" + response[found.end() + int(found[1]) :],
                "twice": response * 2,
                "long": resized(response, found, 7),
                "short": resized(response, found, -7),
            }
            self.client.sendall(told[self.do])
        self.play()
        if self.do.startswith("cut"):
            self.cut()

    def trickle(self, response: bytes) -> None:
        end, place = time.monotonic() + SLOW_SECONDS, 0
        while time.monotonic() < end and place < len(response):
            self.client.sendall(response[place : place + PIECE])
            place += PIECE
            time.sleep(PAUSE)
        self.client.sendall(response[place:])


def stage_of(line: bytes) -> str:
    """What the client is at; "" for a line that is no new command."""
    words = [word.decode("latin-1").upper() for word in line.split()[:3]]
    if len(words) < 2:
        return ""
    verb = words[2] if words[1] == "UID" and len(words) > 2 else words[1]
    return "BODIES" if verb == "FETCH" and b"BODY" in line else verb


def whole(lines: BinaryIO) -> bytes:
    """One response with its literals; nothing at the end of the connection."""
    response = lines.readline()
    while found := LITERAL.search(response[-32:]):
        response += lines.read(int(found[1])) + lines.readline()
    return response


def resized(response: bytes, found: re.Match[bytes], by: int) -> bytes:
    return response[: found.start()] + b"{%d}\r\n" % max(0, int(found[1]) + by) + response[found.end() :]


@contextmanager
def running(proxy: FaultProxy) -> Iterator[FaultProxy]:
    first = socket.create_server(("127.0.0.1", proxy.port), backlog=64)
    proxy.port = int(first.getsockname()[1])
    over = threading.Event()
    thread = threading.Thread(target=listen, args=(proxy, first, over), daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        over.set()
        with suppress(OSError), socket.create_connection(("127.0.0.1", proxy.port), 1):
            pass
        thread.join(5)


def listen(proxy: FaultProxy, listener: socket.socket, over: threading.Event) -> None:
    while not over.is_set():
        connection, _ = listener.accept()
        course = proxy.draw()
        if course == "connection refused" and not over.is_set():
            proxy.note(course)
            listener = away(listener, connection, over)
        elif proxy.shut or over.is_set():
            connection.close()
        else:
            threading.Thread(target=converse, args=(proxy, connection, course), daemon=True).start()
    listener.close()
    with proxy.nobody_inside():
        pass


def converse(proxy: FaultProxy, connection: socket.socket, course: str) -> None:
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with suppress(OSError):
        conversation = Conversation(proxy, connection, course)
        with proxy.lock:
            proxy.living.add(conversation)
        try:
            conversation.run()
        finally:
            with proxy.lock:
                proxy.living.discard(conversation)
