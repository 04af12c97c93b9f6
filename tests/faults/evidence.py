"""What the checker knows: the rig's own ledgers, and rows read with plain SQL. Nothing of the product is imported here."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

import psycopg

from tests.faults.books import MAILBOX
from tests.faults.inbox import Inbox
from tests.faults.ledgers import entries

HEAD = 4096
MARKED = re.compile(rb"^X-Fault-Rig: (\S+)", re.MULTILINE)
CANARY = re.compile(rb"CANARY-(\w+)-END")


@dataclass(frozen=True)
class Arrived:
    """A row of `messages`. `mark`: which letter of the generator it is, "" if none. `numbering`, `uid`: as the mail server
    numbered it when it was read. `sha256`: of the bytes that are stored."""

    id: str
    state: str
    mark: str
    numbering: int = 1
    uid: int = 0
    sha256: str = ""


@dataclass(frozen=True)
class Taken:
    """A mail that the fault server took, as it came over the wire. `clear`: without the TLS that was to be."""

    id: str
    recipients: tuple[str, ...]
    sha256: str
    automatic: bool
    answers: str
    canaries: frozenset[str]
    clear: bool = False


@dataclass(frozen=True)
class Step:
    """One audit event about one row that has states."""

    subject: str
    row: str
    before: str | None
    after: str


@dataclass
class Evidence:
    letters: dict[str, dict[str, Any]] = field(default_factory=dict)
    inbox: Inbox = field(default_factory=Inbox)
    """What the mail server holds at the end."""
    arrived: list[Arrived] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    refused: int = 0
    outbox: dict[str, tuple[str, str, str, str]] = field(default_factory=dict)
    """By Message-ID: (row, state, sha256, kind)."""
    states: dict[tuple[str, str], str] = field(default_factory=dict)
    """By (subject, row): where it stands."""
    steps: list[Step] = field(default_factory=list)
    verified: list[str] = field(default_factory=list)
    """What `duecourse audit verify` found wrong."""
    owned: set[str] = field(default_factory=set)
    """Messages that wait for a mail of the outbox that has not left."""


def gather(url: str, sent: Path, ledger: Path, folder: Path, inbox: Inbox) -> Evidence:
    """`sent`: the generator's ledger. `ledger`, `folder`: the fault server's, and where it kept the bytes."""
    found = Evidence(letters={one["mark"]: one for one in entries(sent)}, inbox=inbox)
    for entry in entries(ledger):
        if entry.get("taken"):
            mail = opened(entry, (folder / f"{entry['sha256']}.eml").read_bytes())
            found.taken += [] if to_itself(mail) else [mail]
        found.refused += entry.get("taken") is False
    with psycopg.connect(url) as connection:
        read_rows(connection, found)
    return found


def to_itself(mail: Taken) -> bool:
    """The mailbox tries its own mail server now and then: no answer to anybody, and no paper in it."""
    return mail.recipients == (MAILBOX,) and not mail.answers and not mail.canaries


def opened(entry: dict[str, Any], content: bytes) -> Taken:
    mail = message_from_bytes(content)
    return Taken(
        id=entry["id"],
        recipients=tuple(entry["recipients"]),
        sha256=entry["sha256"],
        automatic=(mail["Auto-Submitted"] or "no") != "no",
        answers=str(mail["In-Reply-To"] or ""),
        canaries=canaries(mail),
        clear=entry["clear"],
    )


def canaries(mail: Message) -> frozenset[str]:
    """Whose papers are in the mail: every part is decoded and looked through."""
    parts = (part.get_payload(decode=True) for part in mail.walk() if not part.is_multipart())
    return frozenset(found.decode() for part in parts if isinstance(part, bytes) for found in CANARY.findall(part))


MAILS = """SELECT m.id::text, m.state, m.uidvalidity, m.uid, encode(sha256(r.content), 'hex'), substring(r.content for %s)
FROM messages m JOIN raw_mails r USING (sha256) WHERE m.folder = 'inbox'"""
OUTBOX = "SELECT header_id, id::text, state, sha256, kind FROM outbox"
STATES = """SELECT 'message', id::text, state FROM messages UNION ALL SELECT 'outbox', id::text, state FROM outbox
UNION ALL SELECT 'draft', id::text, state FROM drafts"""
STEPS = """SELECT subject, subject_id, body->>'before', body->>'after' FROM audit_events
WHERE subject IN ('message', 'outbox', 'draft') AND body->>'after' IS NOT NULL ORDER BY chain, seq"""
OWNED = """SELECT m.id::text FROM messages m JOIN outbox o ON o.case_id = m.case_id
WHERE m.state = 'in_outbox' AND (o.inbound_id = m.id OR o.answers ? m.id::text) AND o.state IN ('held', 'ambiguous')"""


def read_rows(connection: psycopg.Connection[Any], found: Evidence) -> None:
    for row, state, numbering, uid, sha256, head in connection.execute(MAILS, (HEAD,)):
        mark = MARKED.search(bytes(head))
        found.arrived.append(Arrived(row, state, mark[1].decode() if mark else "", numbering, uid, sha256))
    for header_id, row, state, sha256, kind in connection.execute(OUTBOX):
        found.outbox[header_id] = (row, state, sha256, kind)
    found.states = {(subject, row): state for subject, row, state in connection.execute(STATES)}
    found.steps = [Step(*row) for row in connection.execute(STEPS)]
    found.owned = {row for (row,) in connection.execute(OWNED)}


def by_row(steps: list[Step]) -> dict[tuple[str, str], list[Step]]:
    """The story of each row, oldest step first."""
    story: dict[tuple[str, str], list[Step]] = defaultdict(list)
    for one in steps:
        story[one.subject, one.row].append(one)
    return story
