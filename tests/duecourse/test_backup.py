"""A backup holds everything but the keys; restored elsewhere it is the same installation, and sends nothing by itself."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from duecourse.postgres import with_database
from tests.duecourse.shell import Shell

pytestmark = pytest.mark.usefixtures("kestrel")
ELSEWHERE = "duecourse_test_elsewhere"


@pytest.fixture
def books(shell: Shell, tmp_path: Path) -> Path:
    """Books with one paper, imported."""
    day = {"issue_date": "2026-08-03", "due_date": "2026-09-02", "currency": "GBP", "amount": 5, "open_amount": 5}
    ledger = {
        "as_of": "2026-11-20",
        "clients": [{"id": "KES", "name": "Kestrel", "mailbox": "ar@kestrel.example"}],
        "customers": [{"id": "K", "client_id": "KES", "name": "Harrow"}],
        "invoices": [{"number": "1001", "client_id": "KES", "customer_id": "K", **day}],
    }
    (tmp_path / "ledger.json").write_text(json.dumps(ledger))
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "1001.pdf").write_bytes(b"%PDF of 1001")
    ended = shell("ledger", "import", tmp_path / "ledger.json", "--documents", tmp_path / "papers", "--older")
    assert ended.code == 0, ended.err
    return tmp_path / "ledger.json"


@pytest.fixture
def made(shell: Shell, books: Path, tmp_path: Path) -> Path:
    return Path(shell("backup", tmp_path / "safe", "--json").data["backup"])


@pytest.fixture
def empty(database_url: str) -> Iterator[str]:
    """Another database of this server, without a table."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {ELSEWHERE}")
        try:
            yield with_database(database_url, ELSEWHERE)
        finally:
            connection.execute(f"DROP DATABASE {ELSEWHERE} WITH (FORCE)")


def test_a_backup_holds_no_key_and_no_half_finished_file(made: Path) -> None:
    names = {path.name for path in made.rglob("*")}
    assert {"database.dump", "manifest.json", "blobs"} <= names and "secret.key" not in names
    assert list(made.parent.iterdir()) == [made]


def test_a_whole_backup_is_found_to_be_whole(shell: Shell, made: Path) -> None:
    ended = shell("restore", "--verify", made, "--json")
    assert ended.code == 0 and ended.data["documents"] == 1 and ended.data["events"] > 0


@pytest.mark.parametrize("name", ["database.dump", "blobs"])
def test_a_damaged_or_missing_file_is_named(shell: Shell, made: Path, name: str) -> None:
    file = next(path for path in (made / name, *(made / name).rglob("*")) if path.is_file())
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    ended = shell("restore", "--verify", made)
    assert ended.code == 5 and "DC-242" in ended.err
    file.unlink()
    assert "DC-242" in shell("restore", "--verify", made).err


def test_another_key_file_is_refused_before_anything_is_done(shell: Shell, made: Path, tmp_path: Path) -> None:
    ended = shell("restore", made, DUECOURSE_DATA=str(tmp_path / "other"))
    assert ended.code == 3 and "DC-241" in ended.err


def test_nothing_is_written_over(shell: Shell, made: Path) -> None:
    ended = shell("restore", made)
    assert ended.code == 3 and "DC-243" in ended.err


def test_a_restored_installation_is_the_same_and_sends_nothing(
    shell: Shell, made: Path, empty: str, tmp_path: Path
) -> None:
    before = shell("ledger", "status", "--json").data
    (tmp_path / "new").mkdir()
    shutil.copy(tmp_path / "data" / "secret.key", tmp_path / "new" / "secret.key")
    ended = shell("restore", made, DATABASE_URL=empty, DUECOURSE_DATA=str(tmp_path / "new"))
    assert ended.code == 0 and "All sending is stopped" in ended.out
    assert shell("ledger", "status", "--json").data == before
    assert shell("audit", "verify").code == 0
    with psycopg.connect(empty) as connection:
        assert connection.execute("SELECT \"on\" FROM switches WHERE name = 'all_sending'").fetchone() == (False,)


def test_what_is_no_backup_is_refused(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    ended = shell("restore", "--verify", tmp_path / "photos")
    assert ended.code == 3 and "DC-240" in ended.err
