from uuid import UUID

import pytest

from agent.mail.threading import logical_hash, loop_token, outgoing_id, own_tokens, verp_address, verp_id
from tests.agent.mail.letters import plain

KEY = b"k" * 32
ROW = UUID("5b0f8f0e-7d0a-4c3b-9c57-1f4f1b6f7a11")


def test_our_own_ids_are_known_again() -> None:
    mine = outgoing_id(ROW, "kestrel.example", KEY)
    assert own_tokens(["<a@b.example>", mine, mine.upper()], KEY) == [ROW]


@pytest.mark.parametrize(
    "forged",
    [
        outgoing_id(ROW, "kestrel.example", b"other key"),
        outgoing_id(ROW, "kestrel.example", KEY).replace("5b0f", "5b0e"),
        f"<out-{ROW}.{'0' * 32}@kestrel.example>",
        f"<out-{ROW}@kestrel.example>",
        f"<out-{ROW}.@kestrel.example>",
        outgoing_id(ROW, "kestrel.example", KEY) + "x",
        "",
    ],
)
def test_a_made_up_id_is_nobody(forged: str) -> None:
    assert own_tokens([forged], KEY) == []


def test_a_bounce_address_names_its_mail_and_fits_into_a_local_part() -> None:
    address = verp_address(ROW, "kestrel.example", KEY)
    assert len(address.partition("@")[0]) <= 64
    assert verp_id(address, KEY) == ROW
    assert verp_id(f"<{address.upper()}>", KEY) == ROW
    assert verp_id(address, b"other") is None
    assert verp_id(address.replace("bounce+5", "bounce+6"), KEY) is None


def test_marks_of_one_purpose_do_not_serve_another() -> None:
    mark = verp_address(ROW, "k.example", KEY).partition(".")[2].partition("@")[0]
    assert mark not in outgoing_id(ROW, "k.example", KEY)
    assert loop_token("k.example", KEY) == loop_token("K.example", KEY) != loop_token("l.example", KEY)


SAME = [
    b"Received: from a by b\r\n" + plain(),
    b"Authentication-Results: mx; spf=pass\r\nDKIM-Signature: v=1\r\n" + plain(),
    plain().replace(b"\r\n", b"\n"),
    plain() + b"\r\n",
    plain().replace(b"Subject: Invoice", b"Subject:  Invoice "),
]


@pytest.mark.parametrize("raw", SAME)
def test_the_way_a_mail_took_makes_no_difference(raw: bytes) -> None:
    assert logical_hash(raw) == logical_hash(plain())


@pytest.mark.parametrize("field", ["From", "To", "Cc", "Date", "Subject", "Message_ID", "In_Reply_To", "References"])
def test_another_header_makes_another_mail(field: str) -> None:
    assert logical_hash(plain(**{field: "<x@y.example>"})) != logical_hash(plain())


def test_another_body_makes_another_mail() -> None:
    assert logical_hash(plain("Other words")) != logical_hash(plain())
