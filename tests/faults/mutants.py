"""Mails that are broken on purpose, from a seed: sound ones with bytes, lines, headers and parts turned about."""

import random
from collections.abc import Callable
from pathlib import Path

from tests.faults.books import accounts
from tests.faults.mails import POISONS, Writer

Change = Callable[[bytes, random.Random], bytes]
JUNK = (
    b"\x00", b"\r\n\r\n", b"\n.\n", b"=?utf-8?b?", b"=?utf-8?q?=00?=", b"--", b"\r\n--b\r\n", b"\xff\xfe", b"<<<>>>", b"(((((",
    b'"', b";" * 50, b"Content-Type: multipart/mixed; boundary=\r\n", b"Content-Transfer-Encoding: uuencode\r\n",
    b"Content-Type: message/rfc822\r\n\r\n", b"From: a@b\r\nFrom: c@d\r\n", b"charset=utf-7", b"\x1b$B", b"=\r\n", b"A" * 3000,
)  # fmt: skip


def flip(raw: bytes, chance: random.Random) -> bytes:
    changed = bytearray(raw)
    for _ in range(chance.randint(1, 20)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(raw: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(raw))
    return raw[:start] + raw[start + chance.randint(1, 200) :]


def truncate(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randint(1, len(raw))]


def double(raw: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(raw))
    return raw[:start] + raw[start : start + 300] * chance.randint(2, 20) + raw[start:]


def insert(raw: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(raw))
    return raw[:start] + chance.choice(JUNK) * chance.randint(1, 3) + raw[start:]


def shuffle_lines(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    start = chance.randrange(len(lines))
    some = lines[start : start + 12]
    chance.shuffle(some)
    return b"\n".join(lines[:start] + some + lines[start + 12 :])


def line_ends(raw: bytes, chance: random.Random) -> bytes:
    return raw.replace(b"\r\n", chance.choice((b"\n", b"\r", b"\n\r", b"\r\r\n")))


def deepen(raw: bytes, chance: random.Random) -> bytes:
    return b"Content-Type: message/rfc822\r\n\r\n" * chance.randint(1, 60) + raw


CHANGES: tuple[Change, ...] = (flip, cut, truncate, double, insert, shuffle_lines, line_ends, deepen)


def samples(corpus: Path | None) -> list[bytes]:
    """Sound and odd mails to begin with: our own, and the `.eml` files of a folder where one is named.

    None is from an address that the books know, so that none may be answered without a person, however it is broken."""
    writer = Writer("sample", 0, accounts(3, 3))
    known = [writer.letter(kind).raw for kind in ("request", "machine", "poison") for _ in range(4)]
    own = [one.replace(b"@cust", b"@kust").replace(b"=cust", b"=kust") for one in known]
    own += [LETTER.replace(b"BODY", poison("Please send RG-26-10001.")) for poison in POISONS] + [LAYERS, REPORT]
    return own + ([one.read_bytes() for one in sorted(corpus.rglob("*.eml"))] if corpus else [])


def mutants(seed: int, count: int, corpus: Path | None = None) -> list[bytes]:
    """The same seed gives the same mails. One to four changes each; none is empty or larger than a megabyte."""
    chance, sound = random.Random(seed), samples(corpus)
    made = []
    for _ in range(count):
        raw = chance.choice(sound)
        for _ in range(chance.randint(1, 4)):
            raw = (chance.choice(CHANGES)(raw, chance) or b"x")[: 2**20]
        made.append(raw)
    return made


LETTER = b"From: x@stranger.example\r\nTo: y@z.example\r\nSubject: copy\r\nMIME-Version: 1.0\r\nBODY"
LAYERS = (
    b'From: =?utf-8?q?J=C3=B6?= <x@stranger.example>\r\nSubject: =?iso-8859-1?b?4Q==?=\r\nMIME-Version: 1.0\r\n'
    b'Content-Type: multipart/mixed; boundary="m"\r\n\r\n--m\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n'
    b"--a\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nBitte =C3=BC\r\n"
    b'--a\r\nContent-Type: text/html\r\n\r\n<p style="display:none">hidden</p><b>send it</b>\r\n--a--\r\n--m\r\n'
    b'Content-Type: application/pdf; name*=utf-8\'\'a%20b.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n'
    b"--m\r\nContent-Type: message/rfc822\r\n\r\nFrom: z@y.example\r\nSubject: inner\r\n\r\ninner words\r\n--m--\r\n"
)  # fmt: skip
REPORT = (
    b"From: mailer-daemon@mx.example\r\nSubject: failed\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=r\r\n\r\n--r\r\n\r\nIt failed.\r\n--r\r\n"
    b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; a@b.example\r\n"
    b"Action: failed\r\nStatus: 5.1.1\r\n\r\n--r\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <a@b>\r\n\r\n--r--\r\n"
)  # fmt: skip
