"""What every mailbox holds to: the double in memory and a real Dovecot, by the same tests."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

import pytest

from connectors.mail_imap import ImapMailbox
from connectors.memory import MemoryMailbox
from connectors.ports import ConnectorError, MailSource, Unavailable
from tests.connectors.dovecot import Dovecot, dovecot_server

USER = "ar@example.test"
SMALL = b"From: a@example.org\r\nSubject: one\r\n\r\n.hidden dot\r\n..two\r\nno line end"
MAX_BYTES = 20_000


class House(Protocol):
    """A mailbox with its server, and what others do to it."""

    source: MailSource

    def add(self, raw: bytes) -> int: ...
    def expunge(self, uid: int) -> None: ...
    def renumber(self) -> None: ...


class MemoryHouse:
    def __init__(self) -> None:
        self.mailbox = MemoryMailbox(uidvalidity=1, max_bytes=MAX_BYTES)
        self.source: MailSource = self.mailbox
        self.add = self.mailbox.add
        self.expunge = self.mailbox.expunge

    def renumber(self) -> None:
        self.mailbox.set_uidvalidity(77)


class DovecotHouse:
    def __init__(self, dovecot: Dovecot) -> None:
        self.dovecot = dovecot
        self.source: MailSource = ImapMailbox(dovecot.mail_server(USER), MAX_BYTES)

    def add(self, raw: bytes) -> int:
        with self.dovecot.session(USER) as client:
            client.append("INBOX", raw)
            client.noop()
            return int(max(client.search()))

    def expunge(self, uid: int) -> None:
        self.dovecot.expunge(USER, uid)

    def renumber(self) -> None:
        self.source.close()
        self.dovecot.renumber(USER, 77)


@pytest.fixture(scope="module")
def dovecot(open_folder: Callable[[], Path]) -> Iterator[Dovecot]:
    with dovecot_server(open_folder()) as server:
        yield server


@pytest.fixture(params=["memory", "dovecot"])
def house(request: pytest.FixtureRequest) -> Iterator[House]:
    if request.param == "memory":
        yield MemoryHouse()
        return
    dovecot = request.getfixturevalue("dovecot")
    dovecot.empty(USER)
    made = DovecotHouse(dovecot)
    yield made
    made.source.close()


def test_a_mail_comes_byte_for_byte_with_its_size_and_time(house: House) -> None:
    uid = house.add(SMALL)
    house.source.open()
    [mail] = house.source.fetch([uid])
    assert (mail.uid, mail.raw, mail.size) == (uid, SMALL, len(SMALL))
    assert mail.received_at is not None and mail.received_at.tzinfo is UTC
    assert abs(mail.received_at - datetime.now(UTC)) < timedelta(minutes=5)


def test_an_empty_folder_has_no_uids(house: House) -> None:
    assert house.source.open().exists == 0
    assert house.source.uids() == []
    assert list(house.source.fetch([])) == []


def test_the_folder_state_counts_mails_and_names_the_next_uid(house: House) -> None:
    first, second = house.add(SMALL), house.add(SMALL)
    state = house.source.open()
    assert (state.exists, state.uidnext) == (2, second + 1)
    assert house.source.uids() == [first, second]


@pytest.mark.parametrize(("above", "expected"), [(0, 2), (1, 1), (2, 0), (500, 0)])
def test_only_uids_from_the_given_one_on_are_listed(house: House, above: int, expected: int) -> None:
    uids = [house.add(SMALL), house.add(SMALL)]
    house.source.open()
    assert house.source.uids(uids[0] + above) == uids[2 - expected :]


def test_a_mail_that_came_after_opening_is_listed(house: House) -> None:
    house.source.open()
    house.source.uids()
    uid = house.add(SMALL)
    start = time.monotonic()
    assert house.source.wait(20)
    assert time.monotonic() - start < 10
    assert house.source.uids() == [uid]


def test_mails_come_in_the_order_asked_for(house: House) -> None:
    uids = [house.add(SMALL + b"%d" % number) for number in range(60)]
    house.source.open()
    backwards = uids[::-1]
    assert [mail.uid for mail in house.source.fetch(backwards)] == backwards


def test_a_vanished_mail_is_left_out(house: House) -> None:
    first, second, third = (house.add(SMALL) for _ in range(3))
    house.source.open()
    assert house.source.uids() == [first, second, third]
    house.expunge(second)
    assert [mail.uid for mail in house.source.fetch([first, second, third, third + 100])] == [first, third]


def test_a_mail_that_vanishes_during_the_reading_is_left_out(house: House) -> None:
    uids = [house.add(SMALL) for _ in range(60)]  # more than are read at once
    house.source.open()
    reading = house.source.fetch(uids)
    assert next(reading).uid == uids[0]
    house.expunge(uids[-1])
    assert [mail.uid for mail in reading] == uids[1:-1]


def test_a_mail_over_the_limit_comes_without_bytes_but_with_its_size(house: House) -> None:
    big = SMALL + b"x" * 70 + b"\r\n" + (b"y" * 70 + b"\r\n") * 300
    uids = [house.add(SMALL), house.add(big), house.add(SMALL)]
    house.source.open()
    mails = list(house.source.fetch(uids))
    assert [(mail.raw, mail.size) for mail in mails] == [
        (SMALL, len(SMALL)),
        (b"", len(big)),
        (SMALL, len(SMALL)),
    ]


def test_a_new_uidvalidity_is_seen_after_opening_again(house: House) -> None:
    house.add(SMALL)
    kept = house.add(b"Subject: kept\r\n\r\n")
    before = house.source.open()
    house.expunge(house.source.uids()[0])
    house.renumber()
    with pytest.raises(Unavailable):
        house.source.uids()
    after = house.source.open()
    assert after.uidvalidity == 77 != before.uidvalidity
    assert house.source.uids() == [1] != [kept]
    assert [mail.raw for mail in house.source.fetch([1])] == [b"Subject: kept\r\n\r\n"]


def test_waiting_ends_without_news_when_the_time_is_over(house: House) -> None:
    house.source.open()
    house.source.uids()
    start = time.monotonic()
    assert not house.source.wait(0.3)
    assert 0.25 < time.monotonic() - start < 5


@pytest.mark.parametrize("happening", ["a mail comes", "a mail goes"])
def test_waiting_ends_at_once_when_something_happens(house: House, happening: str) -> None:
    uid = house.add(SMALL)
    house.source.open()
    house.source.uids()
    act = (lambda: house.add(SMALL)) if happening == "a mail comes" else (lambda: house.expunge(uid))
    timer = threading.Timer(0.3, act)
    timer.start()
    start = time.monotonic()
    assert house.source.wait(20)
    assert time.monotonic() - start < 10
    timer.join()


def test_news_between_reading_and_waiting_is_not_missed(house: House) -> None:
    uid = house.add(SMALL)
    house.source.open()
    house.source.uids()
    house.add(SMALL)
    list(house.source.fetch([uid]))  # a server may tell the news here, beside its answer
    start = time.monotonic()
    assert house.source.wait(20)
    assert time.monotonic() - start < 10


def test_what_was_already_listed_is_no_news(house: House) -> None:
    house.source.open()
    house.source.uids()
    uid = house.add(SMALL)
    while house.source.uids() != [uid]:
        time.sleep(0.05)
    house.source.wait(0.5)  # the server may repeat itself once
    assert not house.source.wait(0.3)


@pytest.mark.parametrize(
    "ask",
    [
        lambda source: source.uids(),
        lambda source: list(source.fetch([1])),
        lambda source: source.wait(0.1),
    ],
    ids=["uids", "fetch", "wait"],
)
def test_a_closed_mailbox_must_be_opened_first(house: House, ask: Callable[[MailSource], object]) -> None:
    house.add(SMALL)
    house.source.open()
    house.source.close()
    house.source.close()
    with pytest.raises(Unavailable) as trouble:
        ask(house.source)
    assert trouble.value.code == "DC-212"
    assert house.source.open().exists == 1


def test_the_double_fails_as_told_until_the_trouble_is_over() -> None:
    mailbox = MemoryMailbox()
    mailbox.open()
    mailbox.trouble = Unavailable("DC-211", "away")
    for ask in (mailbox.uids, mailbox.open, lambda: mailbox.wait(1)):
        with pytest.raises(ConnectorError, match="away"):
            ask()
    mailbox.trouble = None
    assert mailbox.open().exists == 0
