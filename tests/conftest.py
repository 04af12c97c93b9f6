"""The database that tests run on: one server a session, one database a test, copied from a migrated template."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine

from duecourse.postgres import ensure_running, for_libpq, stop, with_database
from tests.keys import AUDIT_KEY

MEMORY = Path("/dev/shm")
ENOUGH_MEMORY = 512 * 2**20
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
    place = _place()
    _remove_what_killed_runs_left(place)
    made: list[Path] = []

    def make() -> Path:
        folder = Path(tempfile.mkdtemp(prefix=f"duecourse-test-{os.getpid()}-", dir=place))
        folder.chmod(0o755)
        made.append(folder)
        return folder

    yield make
    for folder in made:
        _remove(folder)


def _place() -> Path:
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ENOUGH_MEMORY
    return MEMORY if roomy and os.access(MEMORY, os.W_OK) else Path(tempfile.gettempdir())


def _remove_what_killed_runs_left(place: Path) -> None:
    for folder in place.glob("duecourse-test-*"):
        owner = folder.name.split("-")[2]
        if folder.stat().st_uid == os.geteuid() and Path("/proc/self").exists() and not Path("/proc", owner).exists():
            _remove(folder)


def _remove(folder: Path) -> None:
    for made in folder.glob("*/PG_VERSION"):
        stop(made.parent)
    shutil.rmtree(folder)


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
