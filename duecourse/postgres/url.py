"""The address of a database, in the form of libpq (`postgresql://…`) and in SQLAlchemy's (`postgresql+psycopg://…`)."""

import re

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import URL

SCHEME = re.compile(r"^(?:postgres|postgresql)(?P<driver>\+\w+)?://")


class NotADatabaseAddress(Exception):
    """DATABASE_URL cannot be read. The message does not repeat it: it may hold a password."""

    code = "DC-101"


def for_libpq(url: str) -> str:
    """The address as psycopg and pg_dump read it, whichever of the two forms it has."""
    match = SCHEME.match(url)
    if match is None:
        raise NotADatabaseAddress("DATABASE_URL must begin with postgresql://")
    rest, mark, query = url[match.end() :].partition("?")
    if match["driver"]:
        # SQLAlchemy writes a space in the query as a plus sign, which libpq takes as it stands.
        query = query.replace("+", "%20")
    return f"postgresql://{rest}{mark}{query}"


def for_sqlalchemy(url: str) -> str:
    """The same address for SQLAlchemy with psycopg. Sockets, several hosts and options all go into the query."""
    parts = {name: str(value) for name, value in _parts(url).items()}
    address = URL.create(
        "postgresql+psycopg",
        username=parts.pop("user", None),
        password=parts.pop("password", None),
        database=parts.pop("dbname", None),
        query=parts,
    )
    return address.render_as_string(hide_password=False)


def with_database(url: str, name: str) -> str:
    """The address of another database of the same server, in libpq's form."""
    rest, mark, query = for_libpq(url).partition("?")
    server = rest.split("/")[2]
    return f"postgresql://{server}/{name}{mark}{query}"


def _parts(url: str) -> dict[str, object]:
    try:
        return dict(conninfo_to_dict(for_libpq(url)))
    except ProgrammingError:
        raise NotADatabaseAddress(
            "DATABASE_URL is not the address of a PostgreSQL database; "
            "write postgresql://user:password@host:5432/database"
        ) from None
