"""Reading one SMTP reply strictly: whole lines, one code, within one span of time. Anything else is no answer."""

import re
import socket
import time

MOST_BYTES = 64 * 1024
_LINE = re.compile(rb"([2-5][0-9][0-9])(?:([ -])(.*))?", re.DOTALL)


class NoReply(Exception):
    """What came, or did not come, is no reply; the words say which."""


def parse_reply(heard: bytes) -> tuple[int, bytes] | None:
    """Code and text of the first whole reply in `heard`, or None while it is unfinished.

    Raises NoReply for bytes that cannot become a reply."""
    lines = heard.split(b"\n")[:-1]
    texts: list[bytes] = []
    codes: set[bytes] = set()
    for line in lines:
        match = _LINE.fullmatch(line.rstrip(b"\r"))
        if match is None:
            raise NoReply("what came was no SMTP answer")
        codes.add(match[1])
        texts.append(match[3] or b"")
        if len(codes) > 1:
            raise NoReply("the answer contradicted itself")
        if match[2] != b"-":
            return int(match[1]), b" ".join(texts)
    return None


def read_reply(sock: socket.socket, seconds: float) -> tuple[int, bytes]:
    """The next reply on the wire, waited for at most `seconds` in all. Raises NoReply."""
    end = time.monotonic() + seconds
    heard = b""
    while (reply := parse_reply(heard)) is None:
        if (left := end - time.monotonic()) <= 0:
            raise NoReply("no answer came in time")
        piece = _next_piece(sock, left)
        if not piece:
            raise NoReply("the server hung up in the middle of its answer" if heard else "the server hung up")
        heard += piece
        if len(heard) > MOST_BYTES:
            raise NoReply("the answer had no end")
    return reply


def _next_piece(sock: socket.socket, seconds: float) -> bytes:
    sock.settimeout(seconds)
    try:
        return sock.recv(4096)
    except TimeoutError:
        raise NoReply("no answer came in time") from None
    except OSError:
        raise NoReply("the connection broke") from None
