"""A mailbox's mail to itself: known by its mark alone, and what became of its forged checks on the way."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from agent.mail.authentication import trusted_results
from agent.mail.headers import fields, named
from agent.mail.parse import parse
from agent.mail.probe import FORGED, SPELLINGS, Probe, probe_mail, probe_of, survived
from tests.agent.mail.letters import plain

MX, KEY, OURS = "mx.kestrel-office.example", b"k" * 32, "receivables@kestrel-office.example"
PROBE = Probe(UUID(int=7), datetime(2026, 11, 19, 9, 10, 5, tzinfo=UTC))
RAW = probe_mail(PROBE, OURS, MX, KEY)
HOP = b"Received: from desk by mx.kestrel-office.example with ESMTPSA id 1\r\n"
STORED = b"Received: from mx by store with LMTP id 2\r\n"
OWN = f"Authentication-Results: {MX}; dkim=pass header.d=kestrel-office.example\r\n".encode()


def without_forged(raw: bytes, kept: int = 0) -> bytes:
    """As a server leaves it that removes all of them but the first few."""
    rest = raw.split(b"Authentication-Results: ")
    forged, clean = rest[1 : 1 + kept], rest[-1].partition(b"\r\n")[2].partition(b"\r\n")[2]
    return b"".join(b"Authentication-Results: " + one for one in forged) + clean


@pytest.mark.parametrize(
    ("arrived", "through"),
    [
        (RAW, True),
        (OWN + RAW, True),
        (STORED + RAW, True),
        (OWN + without_forged(RAW, kept=1), True),
        (HOP + RAW, False),
        (OWN + HOP + RAW, False),
        (STORED + OWN + HOP + RAW, False),
        (without_forged(RAW), False),
        (OWN + without_forged(RAW), False),
        (RAW.replace(b"Authentication-Results:", b"X-Old-Authentication-Results:"), False),
        (RAW.replace(MX.encode() + b";", b"mx.other.example;"), True),
    ],
    ids=["untouched", "beneath the server's own", "beneath the store's line", "one is left", "beneath a hop",
         "beneath own and hop", "as most servers do", "removed", "replaced", "renamed", "one spelling overlooked"],
)  # fmt: skip
def test_a_forged_check_counts_where_our_verdict_would_look(arrived: bytes, through: bool) -> None:
    assert probe_of(arrived, KEY) == PROBE
    assert survived(arrived, MX) is through


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_each_spelling_alone_would_be_believed(spelling: str) -> None:
    """Otherwise the mail would not try what a forger can try."""
    alone = f"Authentication-Results: {spelling.format(MX)}; dkim=pass header.d={FORGED}; dmarc=pass\r\n".encode()
    found = trusted_results(fields(alone + plain()), MX)
    assert found is not None and found.signed_by() == {FORGED} and found.dmarc_allows(FORGED)
    assert survived(alone + plain(), MX)


def test_it_goes_from_the_mailbox_to_itself_and_asks_machines_for_no_answer() -> None:
    view = parse(RAW)
    assert (view.from_address, view.to, view.cc) == (OURS, (OURS,), ())
    assert [one.text for one in named(RAW, "auto-submitted")] == ["auto-generated"]
    assert max(map(len, RAW.split(b"\r\n"))) < 998 and RAW.isascii()


@pytest.mark.parametrize(
    "raw",
    [
        plain(),
        RAW.replace(b"X-Duecourse-Probe: ", b"X-Other: "),
        RAW.replace(str(PROBE.mailbox_id).encode(), str(UUID(int=8)).encode()),
        RAW.replace(b".1795079405.", b".1795079406."),
        probe_mail(PROBE, OURS, MX, b"x" * 32),
        plain(**{"X-Duecourse-Probe": f"{PROBE.mailbox_id}.99999999999.{'0' * 32}"}),
        plain(**{"X-Duecourse-Probe": f"{PROBE.mailbox_id}.١٢٣.{'0' * 32}"}),
    ],
    ids=["a customer's", "no mark", "another mailbox", "another time", "another key", "made up",
         "figures of another script"],
)  # fmt: skip
def test_nobody_else_can_make_one(raw: bytes) -> None:
    assert raw != RAW and probe_of(raw, KEY) is None
