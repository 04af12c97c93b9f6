"""What we ask of any PostgreSQL before we trust it with customers' letters."""

from collections.abc import Mapping
from typing import Any

from psycopg import Connection

OLDEST_VERSION = 150000
OFF_LOSES = {
    "fsync": "a power failure can destroy the whole database",
    "full_page_writes": "a power failure can leave half-written pages behind",
    "synchronous_commit": "a crash can forget mails that were already acknowledged or sent",
}


class UnsafeDatabase(Exception):
    """The database can lose what it has confirmed."""

    code = "DC-102"


class DatabaseTooOld(Exception):
    """The server's version lacks something that we use."""

    code = "DC-103"


def check_durability(connection: Connection[Any]) -> None:
    """Refuse a server that may lose what it confirmed, as seen by a session like this one.

    Raises UnsafeDatabase (DC-102) or DatabaseTooOld (DC-103), each with the reason and what to do.
    """
    refuse_old(connection.info.server_version)
    settings = {name: _setting(connection, name) for name in OFF_LOSES}
    if unsafe := unsafe_settings(settings):
        raise UnsafeDatabase(
            "The database server may lose what it has confirmed: "
            + "; ".join(f"{name} is off, so {OFF_LOSES[name]}" for name in unsafe)
            + f". Set {', '.join(f'{name} = on' for name in unsafe)} for the server, this database and its role."
        )


def refuse_old(version: int) -> None:
    """`version` as the server gives it: 150004 for 15.4."""
    if version < OLDEST_VERSION:
        raise DatabaseTooOld(
            f"The database server is PostgreSQL {version // 10000}; duecourse needs 15 or newer. "
            "Upgrade it, or set DATABASE_URL to another server."
        )


def unsafe_settings(settings: Mapping[str, str]) -> tuple[str, ...]:
    """The names that are off. `synchronous_commit` has safe values besides on: local and remote_*."""
    return tuple(name for name, value in settings.items() if value == "off")


def _setting(connection: Connection[Any], name: str) -> str:
    row = connection.execute("SELECT current_setting(%s)", (name,)).fetchone()
    return str(row[0]) if row else ""
