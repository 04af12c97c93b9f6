"""The checks of `duecourse doctor`, one function each. Those in `CHECKS` look at the database alone."""

import shutil
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlmodel import Session, col, func, select

from agent.domain.vocabulary import MessageState, OutboxState
from agent.mail.headers import header_fields
from agent.records import audit, mail, switches
from agent.records.database import alembic_config, utc_now
from agent.records.ledger import Client, Contact, Document
from agent.records.mail import Mailbox, Message
from agent.records.outbox import OutboxMail
from agent.records.people import User
from connectors.ports import ConnectorError
from duecourse.errors import Misconfigured
from duecourse.mailboxes import reading, sending
from duecourse.wiring import Installation, chat_model
