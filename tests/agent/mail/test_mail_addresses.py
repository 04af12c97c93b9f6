import pytest

from agent.mail.addresses import agreed_address, is_address, single_from
from tests.agent.mail.letters import plain

GOOD = [
    ("jo@harrowpike.example", "jo@harrowpike.example"),
    ("Jo Sandhu <Jo.Sandhu@Harrowpike.Example>", "jo.sandhu@harrowpike.example"),
    ('"Sandhu, Jo" <jo@harrowpike.example>', "jo@harrowpike.example"),
    ('"ap@customer.com" <jo@harrowpike.example>', "jo@harrowpike.example"),
    ("<jo@harrowpike.example>", "jo@harrowpike.example"),
    ("=?utf-8?q?J=C3=B6?= <jo@harrowpike.example>", "jo@harrowpike.example"),
    ("=?utf-8?q?ap=40customer.com=3E?= <x@evil.test>", "x@evil.test"),
    ("O'Neill <o'neill+ap@x-y.example>", "o'neill+ap@x-y.example"),
    ("Jo\r\n Sandhu <jo@harrowpike.example>", "jo@harrowpike.example"),
]


@pytest.mark.parametrize(("value", "address"), GOOD)
def test_an_ordinary_from_is_believed(value: str, address: str) -> None:
    assert single_from(plain(From=value)) == address


DOUBTFUL = [
    "<ap@customer.com> <x@evil.test>",
    "<x@evil.test>:<ap@customer.com>",
    "alice@customer.com)bob@evil.test",
    "=?utf-8?q?admin?=@example.com",
    "Jo <=?utf-8?q?admin?=@example.com>",
    "=?utf-8?b?YUBiLmV4YW1wbGUKQmNjOiB4?= <a@b.example>, c@d.example",
    "a@b.example, c@d.example",
    "Team: a@b.example;",
    "undisclosed-recipients:;",
    "<@relay.example:a@b.example>",
    "Jo (comment) <a@b.example>",
    "a@b.example (Jo)",
    "Jo <a@b.example> x",
    "ap@customer.com <x@evil.test>",
    '"a b"@c.example',
    "a@[127.0.0.1]",
    "a@localhost",
    "a@b..example",
    ".a@b.example",
    "a@-b.example",
    "a@b.123",
    "a@b.example\x00",
    "Jo\x00 <a@b.example>",
    "Jo\x0b <a@b.example>",
    "Jö <a@b.example>",
    "a@bücher.example",
    "x" * 65 + "@b.example",
    "N" * 1000 + " <a@b.example>",
    "",
    " ",
]


@pytest.mark.parametrize("value", DOUBTFUL)
def test_a_doubtful_from_is_nobody(value: str) -> None:
    assert single_from(plain(From=value or " ")) is None


@pytest.mark.parametrize(
    "head",
    [
        b"From: a@b.example\r\nFrom: c@d.example\r\n",
        b"From: a@b.example\r\nFrom: a@b.example\r\n",
        b"From : x@evil.test\r\nFrom: ap@customer.com\r\n",
        b"From: ap@customer.com\r\nFROM\t: x@evil.test\r\n",
        b"From: ap@customer.com\r\nnot a header\r\nFrom: x@evil.test\r\n",
        b"From: ap@customer.com\rX: y\r\nTo: z@y.example\r\n",
        b"From: ap@customer.com\nX: y\r\nTo: z@y.example\r\n",
        b"To: a@b.example\r\n",
        b"From: =?utf-8?b?YQo8eEBldmlsLnRlc3Q+?=\r\n",
    ],
)
def test_a_header_that_readers_take_differently_is_nobody(head: bytes) -> None:
    assert single_from(head + b"\r\nhi") is None


def test_a_raw_eight_bit_name_may_be_shown_but_not_trusted() -> None:
    raw = plain(From="Jörg <joerg@harrowpike.example>")
    assert single_from(raw) is None
    assert agreed_address(raw) == "joerg@harrowpike.example"


def test_line_ends_of_one_kind_are_all_fine() -> None:
    for end in (b"\n", b"\r", b"\r\n"):
        assert single_from(b"To: x@y.example" + end + b"From: a@b.example" + end + end + b"hi") == "a@b.example"


def test_plain_addresses_are_told_from_the_rest() -> None:
    assert is_address("a.b+c@d-e.example")
    assert not is_address("a@b") and not is_address("a@b.example\n") and not is_address("a b@c.example")
