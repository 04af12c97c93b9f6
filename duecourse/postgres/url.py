"""The address of a database in libpq's form, `postgresql://…`, which is the one that all of ours takes."""

import re

SCHEME = re.compile(r"^(?:postgres|postgresql)(?P<driver>\+\w+)?://")


class NotADatabaseAddress(Exception):
    """DATABASE_URL cannot be read. The message does not repeat it: it may hold a password."""

    code = "DC-101"


def for_libpq(url: str) -> str:
    """The address as psycopg and pg_dump read it, even if it is written as SQLAlchemy does (`postgresql+psycopg://…`)."""
    match = SCHEME.match(url)
    if match is None:
        raise NotADatabaseAddress("DATABASE_URL must begin with postgresql://")
    rest, mark, query = url[match.end() :].partition("?")
    if match["driver"]:
        # SQLAlchemy writes a space in the query as a plus sign, which libpq takes as it stands.
        query = query.replace("+", "%20")
    return f"postgresql://{rest}{mark}{query}"


def with_database(url: str, name: str) -> str:
    """The address of another database of the same server, in libpq's form."""
    rest, mark, query = for_libpq(url).partition("?")
    server = rest.split("/")[2]
    return f"postgresql://{server}/{name}{mark}{query}"
