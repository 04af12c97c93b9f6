"""What the steps work with, chosen and joined in `duecourse/wiring.py`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, Engine
from sqlmodel import Session

from agent.domain.limits import Limits
from agent.mail.isolation import Parser
from agent.reading import Reader
from agent.records.database import utc_now
from agent.writing import Writer
from connectors.ports import BlobStore, MailServer, MailTransport


@dataclass(frozen=True)
class Parts:
    """`transport` gives the way out for a mailbox's server; `mail_key` signs our Message-IDs; `journal` is the send journal."""

    engine: Engine | Connection
    parser: Parser
    reader: Reader
    writer: Writer
    blobs: BlobStore
    limits: Limits
    mail_key: bytes
    journal: Path
    transport: Callable[[MailServer], MailTransport]
    server_of: Callable[[Session, UUID], MailServer]
    """The way out of a mailbox, with its password opened. Raises Refused where it cannot be opened."""
    now: Callable[[], datetime] = field(default=utc_now)
