"""The command line on an installation of its own, whose database is this test's."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent.records import audit
from agent.records.database import make_engine, transaction, utc_now
from agent.records.ledger import Client
from duecourse.keys import keys
from tests.connectors.dovecot import Dovecot, dovecot_server
from tests.duecourse.shell import Shell

BOX, SECRET = "ar@kestrel.example", "horse-battery"


@pytest.fixture
def shell(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], database_url: str, tmp_path: Path
) -> Shell:
    for name in [one for one in os.environ if one.startswith(("DUECOURSE_", "OPENAI_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("DUECOURSE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("NO_COLOR", "1")
    return Shell(monkeypatch, capsys)


@pytest.fixture
def audit_key(tmp_path: Path) -> bytes:
    """That of the command line's own installation."""
    return keys(tmp_path / "data").audit


@pytest.fixture
def kestrel(shell: Shell, database_url: str, audit_key: bytes) -> Client:
    """One client with books of today."""
    engine = make_engine(database_url, pool_size=1, audit_key=audit_key)
    client = Client(code="KES", name="Kestrel Ltd", mailbox=BOX, books_as_of=utc_now())
    with transaction(engine) as session:
        session.add(client)
        session.flush()
        audit.begin(session, client.id)
    engine.dispose()
    return client


@pytest.fixture(scope="session")
def dovecot(open_folder: Callable[[], Path]) -> Iterator[Dovecot]:
    with dovecot_server(open_folder(), {BOX: SECRET}) as server:
        yield server
