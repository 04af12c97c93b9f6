"""Which rights the database's account needs to prepare an installation, and what is said where it lacks them."""

from collections.abc import Iterator
from itertools import count

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import text as sqltext

from agent.records import make_engine, transaction
from agent.records.people import User, act_for
from duecourse.errors import Misconfigured
from duecourse.postgres import with_database
from duecourse.wiring import prepare_database

NUMBERS = count(1)


@pytest.fixture
def account(postgres_url: str, template_database: str) -> Iterator[str]:
    """The address of an empty database of an account that is no superuser."""
    name = f"plain_{next(NUMBERS)}"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        own = sql.Identifier(name)
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(own))
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(own, own))
        yield as_user(with_database(postgres_url, name), name)
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(own))
        connection.execute(sql.SQL("DROP OWNED BY {} CASCADE").format(own))
        connection.execute(sql.SQL("DROP ROLE {}").format(own))


def as_user(url: str, name: str) -> str:
    """The same address, signed in as somebody else."""
    _, _, rest = url.partition("://")
    server, slash, place = rest.partition("/")
    return f"postgresql://{name}@{server.rpartition('@')[2]}{slash}{place}"


def order(postgres_url: str, command: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(command.encode())


def name_of(account: str) -> str:
    return str(psycopg.conninfo.conninfo_to_dict(account)["user"])


def test_an_account_that_may_not_become_the_inbox_s_role_is_told_what_to_ask_for(account: str) -> None:
    with pytest.raises(Misconfigured, match="GRANT duecourse_inbox TO our account") as told:
        prepare_database(account)
    assert told.value.code == "DC-114"


def test_once_somebody_granted_it_no_further_right_is_needed(account: str, postgres_url: str) -> None:
    with pytest.raises(Misconfigured):
        prepare_database(account)
    order(postgres_url, f"GRANT duecourse_inbox TO {name_of(account)}")
    prepare_database(account)
    engine = make_engine(account)
    with transaction(engine) as session:
        session.add(person := User(email="a@b.example", name="A", role="specialist", password_hash="x"))
        session.flush()
        act_for(session, person.id)
        assert session.execute(sqltext("SELECT current_user, count(*) FROM cases")).one() == ("duecourse_inbox", 0)
    engine.dispose()
