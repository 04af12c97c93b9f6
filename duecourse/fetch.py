"""The fetcher: one thread per mailbox, read only. Wakes on the server's word, and reconciles by UID set besides.

Truth is the set difference between what the server holds and what is stored; the highest UID is only speed.
"""

import logging
import os
import random
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.exc import OperationalError
from sqlmodel import select

from agent.intake import BATCH, LARGEST_MAIL, store
from agent.records import mail, transaction
from agent.records.database import database_now, utc_now
from agent.records.mail import Mailbox, Message
from connectors.mail_imap import ImapMailbox
from connectors.ports import ConnectorError, FetchedMail, FolderState, MailSource
from duecourse.wiring import Installation, imap_server

log = logging.getLogger(__name__)

READER = f"{socket.gethostname()}:{os.getpid()}"
LEASE = timedelta(seconds=90)
BATCH_BYTES = 16 * 2**20
RECENT = 2000
WAIT_SECONDS = 60.0
"""Of waiting for news, before the lease is renewed; the connector renews its IDLE in between."""
RECENT_EVERY = 300.0
ALL_EVERY = 86_400.0
LONGEST_WAIT = 30.0
LAST_SECONDS = 3.0
"""For all readers together, to end what they are at. What one waits for, or has not yet stored, comes again."""


@dataclass(frozen=True)
class Place:
    """One folder of one mailbox, as the server numbers it now. `folder`: inbox | sent."""

    mailbox_id: UUID
    folder: str
    uidvalidity: int


def run(here: Installation, stop: threading.Event) -> None:
    """Read every mailbox until told to stop; mailboxes that are added meanwhile are picked up."""
    threads: dict[tuple[UUID, str], threading.Thread] = {}
    while not stop.is_set():
        for place in places(here):
            if place not in threads or not threads[place].is_alive():
                threads[place] = threading.Thread(target=read_mailbox, args=(here, *place, stop), daemon=True)
                threads[place].start()
        stop.wait(5)
    until = time.monotonic() + LAST_SECONDS
    for thread in threads.values():
        thread.join(timeout=max(0.0, until - time.monotonic()))
    release(here)


def places(here: Installation) -> list[tuple[UUID, str]]:
    """What is to be read: (mailbox, inbox | sent). Nothing while the database cannot be asked."""
    try:
        with transaction(here.engine) as session:
            boxes = list(session.exec(select(Mailbox).where(Mailbox.imap_host != "")))
    except OperationalError:
        log.exception("the database cannot be reached; trying again")
        return []
    return [(box.id, "inbox") for box in boxes] + [(box.id, "sent") for box in boxes if box.sent_folder]


def read_mailbox(here: Installation, mailbox_id: UUID, folder: str, stop: threading.Event) -> None:
    """Connect, reconcile, wait; after trouble again, later and later."""
    wait = 1.0
    while not stop.is_set():
        if not lease(here, mailbox_id):
            stop.wait(5)
            continue
        try:
            with transaction(here.engine) as session:
                server = imap_server(here.keys, session.get_one(Mailbox, mailbox_id), folder)
            follow(here, mailbox_id, folder, ImapMailbox(server, LARGEST_MAIL), stop)
            wait = 1.0
        except ConnectorError as trouble:
            log.warning("mailbox %s: %s", mailbox_id, trouble.code)
            note(here, mailbox_id, f"{trouble.code}: {trouble}")
        except Exception:
            log.exception("mailbox %s", mailbox_id)
            note(here, mailbox_id, "DC-143: The mailbox could not be read; see the log.")
        stop.wait(wait * random.uniform(0.8, 1.2))
        wait = min(wait * 2, LONGEST_WAIT)


def follow(here: Installation, mailbox_id: UUID, folder: str, source: MailSource, stop: threading.Event) -> None:
    skipped: set[int] = set()
    try:
        state = source.open()
        if folder == "inbox":
            note_validity(here, mailbox_id, state)
        place = Place(mailbox_id, folder, state.uidvalidity)
        reconcile(here, place, source, 1, skipped, stop)
        recent = full = time.monotonic()
        while not stop.is_set() and lease(here, mailbox_id):
            news = source.wait(WAIT_SECONDS)
            now = time.monotonic()
            if now - full > ALL_EVERY:
                reconcile(here, place, source, 1, skipped, stop)
                full = now
            elif news or now - recent > RECENT_EVERY:
                reconcile(here, place, source, recent_from(here, place), skipped, stop)
                recent = now
    finally:
        source.close()


def reconcile(
    here: Installation,
    place: Place,
    source: MailSource,
    from_uid: int,
    skipped: set[int],
    stop: threading.Event,
) -> int:
    """Store every mail from this UID on that the server holds and we do not, newest first."""
    with transaction(here.engine) as session:
        known = mail.known_uids(session, place.mailbox_id, place.uidvalidity, from_uid, place.folder)
        reads_from = session.get_one(Mailbox, place.mailbox_id).reads_from
    missing = sorted(set(source.uids(from_uid)) - known - skipped, reverse=True)
    stored = 0
    for mails in batches(source, missing, lambda one: too_early(one, reads_from, skipped)):
        with transaction(here.engine) as session:
            box = session.get_one(Mailbox, place.mailbox_id)
            stored += store(session, box, place.uidvalidity, mails, place.folder)
        if stop.is_set() or not lease(here, place.mailbox_id):
            break
    note(here, place.mailbox_id, None)
    return stored


def too_early(fetched: FetchedMail, reads_from: datetime | None, skipped: set[int]) -> bool:
    """Whether it came before the mailbox is read from; then it is not asked for again."""
    early = reads_from is not None and fetched.received_at is not None and fetched.received_at < reads_from
    if early:
        skipped.add(fetched.uid)
    return early


def batches(
    source: MailSource, uids: Sequence[int], unwanted: Callable[[FetchedMail], bool]
) -> Iterator[list[FetchedMail]]:
    """What is stored together, and until then in memory: so many mails, and no more once they are so large."""
    for start in range(0, len(uids), BATCH):
        batch: list[FetchedMail] = []
        for fetched in source.fetch(uids[start : start + BATCH]):
            if unwanted(fetched):
                continue
            batch.append(fetched)
            if sum(len(one.raw) for one in batch) >= BATCH_BYTES:
                yield batch
                batch = []
        yield batch


def recent_from(here: Installation, place: Place) -> int:
    with transaction(here.engine) as session:
        query = select(func.max(Message.uid)).where(
            Message.mailbox_id == place.mailbox_id,
            Message.folder == place.folder,
            Message.uidvalidity == place.uidvalidity,
        )
        return max(1, (session.exec(query).one() or 0) - RECENT)


def note_validity(here: Installation, mailbox_id: UUID, state: FolderState) -> None:
    """A new UIDVALIDITY means that every UID is new; the content hash shows what we already have."""
    with transaction(here.engine) as session:
        mailbox = session.get_one(Mailbox, mailbox_id)
        if mailbox.uidvalidity not in (None, state.uidvalidity):
            log.warning("mailbox %s: UIDVALIDITY changed", mailbox_id)
        mailbox.uidvalidity = state.uidvalidity


def note(here: Installation, mailbox_id: UUID, trouble: str | None) -> None:
    with transaction(here.engine) as session:
        mailbox = session.get_one(Mailbox, mailbox_id)
        mailbox.trouble = trouble
        if trouble is None:
            mailbox.read_at = utc_now()


def lease(here: Installation, mailbox_id: UUID) -> bool:
    """One reader per mailbox: take or renew its lease."""
    with transaction(here.engine) as session:
        mailbox = session.get_one(Mailbox, mailbox_id, with_for_update=True)
        now = database_now(session)
        owner, until = mailbox.lease_owner, mailbox.lease_until
        if owner not in (None, READER) and until and until > now and not is_gone(owner):
            return False
        mailbox.lease_owner, mailbox.lease_until = READER, now + LEASE
        return True


def is_gone(owner: str) -> bool:
    """A reader on this machine whose process has ended; its lease need not be waited for."""
    host, _, process = owner.rpartition(":")
    if host != socket.gethostname() or not process.isdigit():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def release(here: Installation) -> None:
    """Give back this process's leases, so that the next start need not wait for them."""
    with transaction(here.engine) as session:
        for mailbox in session.exec(select(Mailbox).where(Mailbox.lease_owner == READER)):
            mailbox.lease_owner = None
