"""The database that tests run on: one server a session, one database a test, copied from a migrated template."""

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine

from duecourse.postgres import ensure_running, for_libpq, with_database
from tests.folders import new_folder, remove, remove_what_killed_runs_left, roomy_place
from tests.keys import AUDIT_KEY

NUMBERS = count(1)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What has a time limit of its own takes longest: several at a time, it had better begin first."""
    items.sort(key=lambda one: one.get_closest_marker("timeout") is None)


@pytest.fixture(scope="session")
def open_folder() -> Iterator[Callable[[], Path]]:
    """Makes folders that the account of a database can enter, in memory where there is room; removed at the end.

    pytest's own folders are closed to it when root runs the tests.
    """
    remove_what_killed_runs_left(roomy_place())
    made: list[Path] = []

    def make() -> Path:
        made.append(new_folder())
        return made[-1]

    yield make
    for folder in made:
        remove(folder)


@pytest.fixture(scope="session")
def postgres_url(open_folder: Callable[[], Path]) -> str:
    """The address of a server on which this session may make databases, in libpq's form."""
    given = os.environ.get("DUECOURSE_TEST_DATABASE_URL")
    return for_libpq(given) if given else ensure_running(open_folder() / "postgres")


@pytest.fixture(scope="session")
def template_database(postgres_url: str) -> Iterator[str]:
    """The name of a database with all tables and no rows."""
    from duecourse.wiring import prepare_database

    name = f"duecourse_template_{os.getpid()}"
    _order(postgres_url, f"CREATE DATABASE {name}")
    prepare_database(with_database(postgres_url, name))
    yield name
    _order(postgres_url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database_template(template_database: str) -> str:
    """Which database a test's own is copied from: an empty one, unless the folder of the test says otherwise."""
    return template_database


@pytest.fixture
def database_url(postgres_url: str, database_template: str) -> Iterator[str]:
    """A database of this test's own, in libpq's form; gone after it, whoever is still connected."""
    name = f"duecourse_test_{os.getpid()}_{next(NUMBERS)}"
    _order(postgres_url, f"CREATE DATABASE {name} TEMPLATE {database_template}")
    yield with_database(postgres_url, name)
    _order(postgres_url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def audit_key() -> bytes:
    """What seals the audit log of a test's database."""
    return AUDIT_KEY


@pytest.fixture
def engine(database_url: str, audit_key: bytes) -> Iterator[Engine]:
    from agent.records.database import make_engine

    engine = make_engine(database_url, audit_key=audit_key)
    yield engine
    engine.dispose()


def _order(url: str, command: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(command.encode())
