"""The fetcher against a mailbox: every mail that the server holds is kept, once, by one reader at a time."""

import socket
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from agent.domain.limits import Limits
from agent.domain.vocabulary import MessageState
from agent.intake import BATCH
from agent.records.mail import Mailbox, Message
from connectors import mail_imap
from connectors.memory import MemoryMailbox
from connectors.ports import Unavailable
from duecourse import fetch
from duecourse.fetch import Place, follow, lease, reconcile, release
from duecourse.keys import Keys
from duecourse.settings import Settings
from duecourse.wiring import Installation
from tests.agent.company import Company
from tests.agent.letters import DISPUTE, REQUEST


@pytest.fixture
def here(company: Company, database_url: str, tmp_path: Path) -> Installation:
    return Installation(
        settings=Settings(data=tmp_path), url=database_url, engine=company.engine,
        keys=Keys(b"m" * 32, b"w" * 32, b"s" * 32, b"a" * 32), blobs=company.blobs, limits=Limits(),
    )  # fmt: skip


def read(here: Installation, company: Company, source: MemoryMailbox, from_uid: int = 1) -> int:
    place = Place(company.ids["mailbox"], "inbox", source.open().uidvalidity)
    return reconcile(here, place, source, from_uid, set(), threading.Event())


def uids(company: Company) -> set[tuple[int, int]]:
    return {(one.uidvalidity, one.uid) for one in company.rows(Message)}


def test_everything_the_server_holds_is_kept_once(here: Installation, company: Company) -> None:
    source = MemoryMailbox()
    for number in range(BATCH + 3):
        source.add(company.write(f"Mail {number}"))
    assert read(here, company, source) == BATCH + 3
    assert read(here, company, source) == 0
    assert uids(company) == {(1, number) for number in range(1, BATCH + 4)}
    box = company.get(Mailbox, company.ids["mailbox"])
    assert box.trouble is None and box.read_at is not None


def test_a_gap_below_the_highest_uid_is_filled(here: Installation, company: Company) -> None:
    source = MemoryMailbox()
    for number in range(3):
        source.add(company.write(f"Mail {number}"))
    read(here, company, source)
    company.execute("DELETE FROM messages WHERE uid = 2")
    assert read(here, company, source) == 1 and (1, 2) in uids(company)


def test_a_new_uidvalidity_means_redeliveries_and_no_second_answer(here: Installation, company: Company) -> None:
    source = MemoryMailbox()
    source.add(company.write(REQUEST), company.clock.now)
    read(here, company, source)
    company.run_jobs()
    source.set_uidvalidity(2)
    source.add(company.write(DISPUTE, subject="New"), company.clock.now)
    read(here, company, source)
    company.run_jobs()
    assert uids(company) == {(1, 1), (2, 1), (2, 2)}
    states = {(one.uidvalidity, one.uid): one.state for one in company.rows(Message)}
    assert states[2, 1] == MessageState.REDELIVERY and states[2, 2] == MessageState.WAITING_SPECIALIST
    assert len(company.transport.sent) == 1


def test_a_mail_that_vanishes_while_it_is_read_costs_only_itself(here: Installation, company: Company) -> None:
    source = MemoryMailbox()
    for number in range(3):
        source.add(company.write(f"Mail {number}"))

    class Racing(MemoryMailbox):
        def uids(self, from_uid: int = 1) -> list[int]:
            found = source.uids(from_uid)
            source.expunge(2)
            return found

    racing = Racing()
    racing.open, racing.fetch = source.open, source.fetch  # type: ignore[method-assign]  # the same mailbox, at a bad moment
    assert read(here, company, racing) == 2
    assert uids(company) == {(1, 1), (1, 3)}


def test_mails_from_before_the_start_are_left_alone(here: Installation, company: Company) -> None:
    start = company.clock.now
    company.change(company.get(Mailbox, company.ids["mailbox"]), reads_from=start)
    source = MemoryMailbox()
    for minutes in (-60, -1, 0, 1):
        source.add(company.write(f"Mail {minutes}"), start + timedelta(minutes=minutes))
    assert read(here, company, source) == 2
    assert uids(company) == {(1, 3), (1, 4)}


def test_a_mail_over_the_limit_is_shown_with_its_size(here: Installation, company: Company) -> None:
    source = MemoryMailbox(max_bytes=1000)
    source.add(company.write("x" * 2000))
    source.add(company.write("Hello"))
    read(here, company, source)
    large = next(one for one in company.rows(Message) if one.uid == 1)
    assert large.state == MessageState.QUARANTINED and large.size > 2000


def test_trouble_half_way_keeps_what_was_read_and_the_rest_comes_later(here: Installation, company: Company) -> None:
    class Breaking(MemoryMailbox):
        left = BATCH + 5

        def fetch(self, uids: object) -> object:  # type: ignore[override]  # breaks off, as a line does
            for one in super().fetch(uids):  # type: ignore[arg-type]  # UIDs
                self.left -= 1
                if not self.left:
                    raise Unavailable("DC-212", "The line broke.")
                yield one

    source = Breaking()
    for number in range(BATCH + 10):
        source.add(company.write(f"Mail {number}"))
    with pytest.raises(Unavailable):
        read(here, company, source)
    assert len(company.rows(Message)) == BATCH
    assert read(here, company, source) == 10


def test_large_mails_are_kept_before_many_of_them_fill_the_memory(
    here: Installation, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "BATCH_BYTES", 50_000)
    not_yet_kept: list[int] = []

    class Watched(MemoryMailbox):
        def fetch(self, uids: object) -> object:  # type: ignore[override]  # counts what waits in memory
            for asked, one in enumerate(super().fetch(uids)):  # type: ignore[arg-type]  # UIDs
                not_yet_kept.append(asked - len(company.rows(Message)))
                yield one

    source = Watched()
    for number in range(9):
        source.add(company.write(f"Mail {number}: " + "x" * 20_000))
    assert read(here, company, source) == 9
    assert max(not_yet_kept) == 2, "two are less than the limit, three are more"


def test_following_a_mailbox_keeps_what_arrives_meanwhile(here: Installation, company: Company) -> None:
    source, stop = MemoryMailbox(), threading.Event()
    source.add(company.write("First"))
    reader = threading.Thread(target=end_quietly, args=(here, company.ids["mailbox"], source, stop))
    reader.start()
    try:
        assert soon(lambda: len(company.rows(Message)) == 1)
        source.add(company.write("Second"))
        assert soon(lambda: len(company.rows(Message)) == 2)
    finally:
        stop.set()
        source.trouble = Unavailable("DC-212", "The end of the test.")
        source.close()
        reader.join(timeout=10)
    assert not reader.is_alive()


def end_quietly(here: Installation, mailbox_id: UUID, source: MemoryMailbox, stop: threading.Event) -> None:
    try:
        follow(here, mailbox_id, "inbox", source, stop)
    except Unavailable:
        return


def soon(holds: object) -> bool:
    wait = threading.Event()
    return any(holds() or wait.wait(0.05) for _ in range(200))  # type: ignore[operator]  # a condition to wait for


# --- one reader -----------------------------------------------------------------------------------------------------


def owned(company: Company, owner: str, seconds: int) -> None:
    company.execute(
        "UPDATE mailboxes SET lease_owner = :owner, lease_until = now() + make_interval(secs => :seconds)",
        owner=owner,
        seconds=seconds,
    )


def ended_process() -> str:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return f"{socket.gethostname()}:{process.pid}"


LEASES = [
    ("nobody has it", lambda: "", -1, True),
    ("another machine has it", lambda: "elsewhere:17", 60, False),
    ("another machine let it run out", lambda: "elsewhere:17", -1, True),
    ("a living process here has it", lambda: f"{socket.gethostname()}:1", 60, False),
    ("a process here that has ended had it", ended_process, 60, True),
    ("this process has it", lambda: fetch.READER, 60, True),
]


@pytest.mark.parametrize(("owner", "seconds", "taken"), [one[1:] for one in LEASES], ids=[one[0] for one in LEASES])
def test_one_reader_at_a_time_holds_the_mailbox(
    here: Installation, company: Company, owner: object, seconds: int, taken: bool
) -> None:
    name = owner()  # type: ignore[operator]  # makes the owner's name
    if name:
        owned(company, name, seconds)
    assert lease(here, company.ids["mailbox"]) is taken
    kept = company.get(Mailbox, company.ids["mailbox"]).lease_owner
    assert kept == (fetch.READER if taken else name)


def test_a_lease_that_is_given_back_can_be_taken_at_once(here: Installation, company: Company) -> None:
    assert lease(here, company.ids["mailbox"])
    release(here)
    assert company.get(Mailbox, company.ids["mailbox"]).lease_owner is None


def test_a_reader_that_lost_its_mailbox_stops_reading(here: Installation, company: Company) -> None:
    class Losing(MemoryMailbox):
        def fetch(self, uids: object) -> object:  # type: ignore[override]  # loses the lease meanwhile
            owned(company, "elsewhere:17", 60)
            yield from super().fetch(uids)  # type: ignore[arg-type]  # UIDs

    source = Losing()
    for number in range(2 * BATCH):
        source.add(company.write(f"Mail {number}"))
    assert read(here, company, source) == BATCH


def test_two_readers_that_keep_the_same_mails_keep_them_once(here: Installation, company: Company) -> None:
    raw = [company.write(f"Mail {number}") for number in range(20)]
    sources = [MemoryMailbox(), MemoryMailbox()]
    for source in sources:
        for one in raw:
            source.add(one)
    readers = [threading.Thread(target=read, args=(here, company, source)) for source in sources]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert sorted(one.uid for one in company.rows(Message)) == list(range(1, 21))


def test_while_one_waits_an_idle_is_renewed_and_the_lease_does_not_run_out() -> None:
    assert mail_imap.IDLE_SECONDS < fetch.WAIT_SECONDS < fetch.LEASE.total_seconds()
