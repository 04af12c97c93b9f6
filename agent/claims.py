"""The claim on a mail: who works on it, for how long, and that nobody else changes it meanwhile.

A claim is new for every try. Its lease goes by the database's clock and is renewed while a mail server is slow, so that
only a dead worker's mail counts as abandoned; a worker that wakes up late finds that the mail is no longer its own.
"""

import logging
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from sqlmodel import Session

from agent.domain.vocabulary import OutboxState
from agent.parts import Parts
from agent.records import outbox, transaction
from agent.records.database import database_now
from agent.records.outbox import OutboxMail
from connectors.ports import Envelope, MailServer

log = logging.getLogger(__name__)

WORKER = f"{socket.gethostname()}:{os.getpid()}"
LEASE = timedelta(seconds=25)
BEAT = 8.0
"""Seconds between two renewals of the lease. A dead worker's mail is seen within LEASE and one round of the sweeper."""


@dataclass(frozen=True)
class Claim:
    """One try at one mail. `token` is new for every try; `archive`: our own address that gets a copy as evidence."""

    mail_id: UUID
    token: str
    server: MailServer
    envelope: Envelope
    archive: str | None
    mime: bytes
    sha256: str


def take(session: Session, mail: OutboxMail) -> None:
    """Begin a try: the caller holds the row locked, in `queued`."""
    mail.claimed_by, mail.lease_until = f"{WORKER}:{uuid4().hex}", database_now(session) + LEASE
    outbox.move(session, mail, OutboxState.CLAIMED)


@contextmanager
def kept_alive(parts: Parts, mine: Claim) -> Iterator[None]:
    """Renew the lease while a mail server is slow, so that only a dead worker's mail counts as abandoned."""
    over = threading.Event()
    heart = threading.Thread(target=beat, args=(parts, mine, over), daemon=True)
    heart.start()
    try:
        yield
    finally:
        over.set()
        heart.join()


def beat(parts: Parts, mine: Claim, over: threading.Event) -> None:
    while not over.wait(BEAT):
        try:
            with transaction(parts.engine) as session:
                outbox.renew(session, mine.mail_id, mine.token, LEASE)
        except Exception:  # the thread's own end of the job: a lease that cannot be renewed runs out
            log.exception("the lease of mail %s could not be renewed", mine.mail_id)


def held(session: Session, mine: Claim, *states: OutboxState) -> OutboxMail | None:
    """The mail, locked, if it is in one of these states and the claim on it is still this one."""
    mail = outbox.locked(session, mine.mail_id)
    if mail is not None and mail.claimed_by == mine.token and mail.state in states:
        return mail
    log.warning("mail %s is no longer this worker's", mine.mail_id)
    return None


def advance(parts: Parts, mine: Claim, before: OutboxState, after: OutboxState) -> bool:
    """Compare and set: only the holder of the claim moves it."""
    with transaction(parts.engine) as session:
        mail = held(session, mine, before)
        if mail is None:
            return False
        mail.lease_until = database_now(session) + LEASE
        outbox.move(session, mail, after)
        return True
