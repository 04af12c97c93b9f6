"""A server that may lose what it confirmed is refused, whoever set it up."""

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from duecourse.postgres import DatabaseTooOld, UnsafeDatabase, check_durability, ensure_running, stop
from duecourse.postgres.safety import refuse_old, unsafe_settings


@pytest.fixture(scope="module")
def data(open_folder: Callable[[], Path]) -> Path:
    return open_folder() / "postgres"


@pytest.fixture
def url(data: Path) -> Iterator[str]:
    url = ensure_running(data)
    yield url
    order(url, "ALTER SYSTEM RESET ALL")
    order(url, "ALTER DATABASE duecourse RESET ALL")
    order(url, "ALTER ROLE postgres RESET ALL")
    order(url, "SELECT pg_reload_conf()")


def order(url: str, command: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(command.encode())


def check(url: str) -> None:
    with psycopg.connect(url) as connection:
        check_durability(connection)


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes", "synchronous_commit"])
def test_a_server_with_a_safety_off_is_refused_with_the_reason_and_the_cure(data: Path, url: str, setting: str) -> None:
    check(url)
    order(url, f"ALTER SYSTEM SET {setting} = off")
    stop(data)
    url = ensure_running(data)
    with pytest.raises(UnsafeDatabase, match=rf"{setting} is off, so a .* Set {setting} = on") as refusal:
        check(url)
    assert refusal.value.code == "DC-102"


@pytest.mark.parametrize("place", ["DATABASE duecourse", "ROLE postgres"])
def test_a_session_that_would_not_wait_for_its_commit_is_refused(url: str, place: str) -> None:
    order(url, f"ALTER {place} SET synchronous_commit = off")
    with pytest.raises(UnsafeDatabase, match="synchronous_commit is off"):
        check(url)


@pytest.mark.parametrize("value", ["on", "local", "remote_write", "remote_apply"])
def test_every_commit_that_reaches_the_disk_is_good_enough(url: str, value: str) -> None:
    order(url, f"ALTER DATABASE duecourse SET synchronous_commit = {value}")
    check(url)


def test_all_that_is_off_is_named_at_once() -> None:
    settings = {"fsync": "off", "full_page_writes": "on", "synchronous_commit": "off"}
    assert unsafe_settings(settings) == ("fsync", "synchronous_commit")


@pytest.mark.parametrize(("version", "old"), [(140012, True), (150000, False), (180004, False)])
def test_a_server_older_than_15_is_refused(version: int, old: bool) -> None:
    if not old:
        refuse_old(version)
        return
    with pytest.raises(DatabaseTooOld, match="PostgreSQL 14; duecourse needs 15") as refusal:
        refuse_old(version)
    assert refusal.value.code == "DC-103"
