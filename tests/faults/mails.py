"""What customers, strangers and machines write, from a seed, with a ledger of every mail that was sent in."""

import random
import smtplib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from tests.faults.books import AUTHSERV, MAILBOX, Account
from tests.faults.ledgers import Ledger

MARK = "X-Fault-Rig"
REQUESTS = (
    "Please send me a copy of invoice {number}. Thanks, Jo",
    "Could you resend invoice {number}, please?",
    "Please resend a copy of {number}. Kind regards, Jo",
)
DISPUTES = (
    "{number} charges 40 chairs, only 36 came. We dispute it.",
    "We do not agree with {number}: the price is not what was agreed. Please correct it.",
)
SHARES = (("request", 60), ("dispute", 14), ("redelivery", 8), ("machine", 8), ("stranger", 6), ("poison", 4))


@dataclass(frozen=True)
class Letter:
    """`answerable`: whether it may be answered without a person (poison asks for a document, too). `copies`: how often it is delivered."""

    mark: str
    kind: str
    message_id: str
    sender: str
    raw: bytes
    answerable: bool = False
    copies: int = 1


class Writer:
    """Letters from a seed; the same seed gives the same letters. Every request names an invoice of its own."""

    def __init__(self, run: str, seed: int, accounts: list[Account]) -> None:
        self.run, self.random, self.written = run, random.Random(seed), 0
        self.invoices = [(one, number) for one in accounts for number in one.numbers]
        self.random.shuffle(self.invoices)

    def letters(self, count: int, shares: tuple[tuple[str, int], ...] = SHARES) -> Iterator[Letter]:
        kinds, weights = zip(*shares, strict=True)
        for kind in self.random.choices(kinds, weights, k=count):
            yield self.letter(kind)

    def letter(self, kind: str) -> Letter:
        account, number = self.invoices[self.written % len(self.invoices)]
        self.written += 1
        mark = f"{self.run}-{self.written:06d}"
        words = self.random.choice(DISPUTES if kind == "dispute" else REQUESTS).format(number=number)
        sender = self.sender(kind, account)
        extra = "Auto-Submitted: auto-replied\r\n" if kind == "machine" else ""
        raw = envelope(mark, sender, f"{number} {mark}", extra) + body(kind, words, self.random)
        answerable, copies = kind in ("request", "redelivery", "poison"), 2 if kind == "redelivery" else 1
        return Letter(mark, kind, f"<{mark}@customer.example>", sender, raw, answerable, copies)

    def sender(self, kind: str, account: Account) -> str:
        """Stranger: nobody that the books know. Foreign: a customer who asks for another one's paper."""
        if kind == "foreign":
            return next(one for one, _ in self.invoices if one is not account).address
        return account.address.replace("@cust", "@kust") if kind == "stranger" else account.address


def envelope(mark: str, sender: str, subject: str, extra: str = "") -> bytes:
    """The head, with the verdict of the firm's own mail server on top."""
    domain = sender.rpartition("@")[2]
    proof = f"{AUTHSERV}; spf=pass smtp.mailfrom={domain}; dkim=pass header.d={domain}; dmarc=pass header.from={domain}"
    return (
        f"Authentication-Results: {proof}\r\n{MARK}: {mark}\r\nFrom: Accounts <{sender}>\r\nTo: {MAILBOX}\r\n"
        f"Subject: {subject}\r\nDate: {format_datetime(datetime.now(UTC))}\r\nMessage-ID: <{mark}@customer.example>\r\n"
        f"MIME-Version: 1.0\r\n{extra}"
    ).encode()


def body(kind: str, words: str, chance: random.Random) -> bytes:
    if kind == "poison":
        return chance.choice(POISONS)(words)
    return b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + words.encode() + b"\r\n"


def nested(words: str) -> bytes:
    """Parts in parts in parts, deeper than any program can follow."""
    heads = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (one, one) for one in range(1200)
    )
    return heads + b"Content-Type: text/plain\r\n\r\n" + words.encode() + b"\r\n"


def unencodable(words: str) -> bytes:
    return (
        b"Content-Type: text/plain; charset=no-such-charset\r\nSubject: =?utf-8?b?Cgo=?=\r\n\r\n\xff\xfe\x00"
        + words.encode()
    )


def endless_comment(words: str) -> bytes:
    return b"From: " + b"(" * 600 + b"x@evil.example\r\nContent-Type: text/plain\r\n\r\n" + words.encode()


def broken_base64(words: str) -> bytes:
    return (
        b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        + b"=" * 5000 + words.encode()
    )  # fmt: skip


POISONS = (nested, unencodable, endless_comment, broken_base64)


class Post:
    """Brings letters to the mail server. The ledger line is written first: a letter is in it, or was never sent."""

    def __init__(self, port: int, mailbox: str, ledger: Path) -> None:
        self.port, self.mailbox, self.ledger = port, mailbox, Ledger(ledger)

    def bring(self, letters: list[Letter]) -> None:
        for one in letters:
            self.ledger.write(
                mark=one.mark, kind=one.kind, id=one.message_id, sender=one.sender, answerable=one.answerable,
                copies=one.copies,
            )  # fmt: skip
        with smtplib.LMTP("127.0.0.1", self.port) as lmtp:
            for one in letters:
                for _ in range(one.copies):
                    lmtp.sendmail("customer@example.org", [self.mailbox], one.raw)
