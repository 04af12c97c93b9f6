"""The tables and the only SQL about them. Importing this package declares every table."""

from agent.records import audit, cases, ledger, mail, outbox, people, promises, spending, switches
from agent.records.database import make_engine, transaction

__all__ = [
    "audit",
    "cases",
    "ledger",
    "mail",
    "make_engine",
    "outbox",
    "people",
    "promises",
    "spending",
    "switches",
    "transaction",
]
