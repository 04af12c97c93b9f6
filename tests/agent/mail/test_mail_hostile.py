"""Whatever the bytes are: a view that can be stored, or `Unparsable`; nothing else, and soon."""

import json
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.domain.vocabulary import SenderStanding
from agent.mail.limits import Unparsable
from agent.mail.machine import machine_verdict
from agent.mail.parse import parse
from agent.mail.quotes import split
from agent.mail.sender import sender_verdict
from agent.mail.threading import logical_hash
from tests.agent.mail.letters import ABSENT, CORPORA, message, plain

SEEDS = [
    plain(),
    message(
        "Paid.\n\nOn Mon, 16 Nov 2026 at 09:12, Ana <a@k.example> wrote:\n> Pay",
        "<p>Paid.</p><blockquote type=cite>Pay</blockquote>",
    ).as_bytes(),
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\n--b--",
    b'From: =?utf-8?b?YQo8eEBldmlsLnRlc3Q+?=\r\nSubject: =?utf-8?q?=00?=\r\nDate: x\r\nContent-Type: text/plain; charset="utf\x00-8"\r\n\r\nhi',
    b"Content-Type: text/plain; name*0*=utf-8''%ff; name*1=x; charset*=x'y'z\r\nContent-Disposition: attachment; filename*=bogus''%80\r\n\r\nhi",
]
HEADERS = [
    "From",
    "Subject",
    "Date",
    "To",
    "Content-Type",
    "Content-Disposition",
    "Content-Transfer-Encoding",
    "Message-ID",
    "References",
    "Authentication-Results",
]


def work(raw: bytes) -> None:
    """All that is done with a mail; raises anything but `Unparsable` only if there is a fault."""
    logical_hash(raw)
    try:
        view = parse(raw)
    except Unparsable as trouble:
        assert trouble.code and trouble.sentence.endswith(".")
        return
    stored = view.model_dump_json()
    stored.encode("utf-8")
    assert "\\u0000" not in stored
    machine_verdict(raw, view, frozenset(), lambda token: False)
    verdict = sender_verdict(raw, view, "mx.k.example", [], frozenset())
    assert verdict.standing is SenderStanding.UNKNOWN


def mutated(raw: bytes, chance: random.Random) -> bytes:
    data = bytearray(raw)
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(data) + 1)
        kind = chance.randrange(5)
        if kind == 0 and data:
            data[place % len(data)] = chance.randrange(256)
        elif kind == 1:
            data[place:place] = chance.choice(
                [
                    b"\x00",
                    b"\r",
                    b"\n",
                    b"\xff",
                    b"(",
                    b'"',
                    b"=?utf-8?q?",
                    b"?=",
                    b"<",
                    b";",
                    b"--",
                    b":",
                    b"\r\n\r\n",
                    b"*0*=",
                ]
            )
        elif kind == 2:
            del data[place : place + chance.randint(1, 40)]
        elif kind == 3:
            data[place:place] = data[place : place + chance.randint(1, 200)]
        else:
            data[place:place] = (
                chance.choice(HEADERS).encode() + b": " + bytes(chance.randrange(256) for _ in range(20)) + b"\r\n"
            )
    return bytes(data)


@pytest.mark.parametrize("raw", SEEDS)
def test_awkward_mails_are_read_or_refused(raw: bytes) -> None:
    work(raw)


@pytest.mark.parametrize("seed", range(5))
def test_mutations_of_mails_are_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(150):
        work(mutated(SEEDS[seed], chance))


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    work(raw)


@given(st.sampled_from(HEADERS), st.text(max_size=120))
@settings(max_examples=150, deadline=None)
def test_any_header_value_is_read_or_refused(name: str, value: str) -> None:
    work(f"{name}: ".encode() + value.encode("utf-8", "replace") + b"\r\nX: y\r\n\r\nhi")


LINES = st.sampled_from(["Hi", "> old", "On Mon, 16 Nov 2026 at 09:12, A <a@b.example> wrote:", "-- ", "Kind regards", "Jo", "", "From: a@b.example",
                         "Sent: today", "To: x", "Subject: y", "We dispute it.", "_____________", "Sent from my iPhone", "Disclaimer", "KO-26-1307  120.00"])  # fmt: skip


@given(st.lists(LINES, max_size=25))
@settings(max_examples=200, deadline=None)
def test_splitting_never_loses_or_doubles_a_word(lines: list[str]) -> None:
    text = "\n".join(lines)
    parts = split(text)
    assert sorted(f"{parts.newest}\n{parts.signature}\n{parts.quote}".split()) == sorted(text.split())


@given(st.lists(LINES, max_size=20))
@settings(max_examples=100, deadline=None)
def test_a_complaint_above_all_history_is_never_hidden(lines: list[str]) -> None:
    assert "We contest invoice 12." in split("\n".join(["We contest invoice 12.", "", *lines])).newest


HEAD = b"From: a@b.example\r\nContent-Type: text/plain\r\n\r\n"
SLOW = {
    "long line": HEAD + b"On 1:20 a@b " * 60_000,
    "many openings": HEAD + b"On 1:20 a@b wrot\r\n" * 5_000,
    "many rules": HEAD + b"-----\r\nJo\r\n" * 2_500,
    "many closings": HEAD + b"Kind regards\r\nJo\r\n" * 2_500 + b"We owe you nothing.",
    "blank lines": HEAD + b"\r\n" * 60_000 + b"x",
    "header lines": HEAD + b"From: a@b\r\nTo: x\r\n\r\n" * 2_000,
    "angle brackets": HEAD.replace(b"plain", b"html") + b"<" * 500_000,
    "at-rules": HEAD.replace(b"plain", b"html") + b"<style>" + b"@media {a{" * 20_000,
    "encoded words": b"From: " + b"=?utf-8?q?a?= " * 500 + b"<a@b.example>\r\n\r\nhi",
    "quotes": b"From: " + b'"' * 4_000 + b"\r\n\r\nhi",
    "boundaries": HEAD + b"".join(b"boundary=a%d\n--a%d\n" % (n, n) for n in range(190)) * 100,
}


@pytest.mark.parametrize("name", sorted(SLOW))
def test_no_small_mail_takes_long(name: str) -> None:
    started = time.process_time()
    work(SLOW[name])
    assert time.process_time() - started < 5


def corpus(pattern: str) -> list[Path]:
    return sorted(CORPORA.glob(pattern))


@pytest.mark.skipif(not CORPORA.exists(), reason=ABSENT)
def test_every_public_torture_mail_is_read_or_refused() -> None:
    paths = corpus("mime/**/*.eml")
    assert len(paths) > 50
    for path in paths:
        work(path.read_bytes())


@pytest.mark.skipif(not CORPORA.exists(), reason=ABSENT)
def test_mutations_of_public_torture_mails_are_read_or_refused() -> None:
    chance = random.Random(7)
    for path in corpus("mime/**/*.eml"):
        raw = path.read_bytes()[:40_000]
        for _ in range(4):
            work(mutated(raw, chance))


@pytest.mark.skipif(not CORPORA.exists(), reason=ABSENT)
def test_public_hostile_markup_is_read() -> None:
    for entry in json.loads((CORPORA / "html/dompurify_payloads.json").read_text(encoding="utf-8")):
        work(message(html=str(entry["payload"]).encode("utf-8", "replace").decode()).as_bytes())
