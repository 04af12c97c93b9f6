"""The company that the tests of this folder work at. `parts` alone is what its steps are given."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine

from agent import graph
from agent.domain.limits import Limits
from agent.mail.isolation import Parser
from agent.parts import Parts
from agent.records.database import CLOCK
from connectors.memory import MemoryBlobs, MemoryTransport
from connectors.ports import MailServer
from tests.agent.attacks import Scene, employed, scene
from tests.agent.company import Clock, Company, found
from tests.agent.doubles import PlainWriter, RuleReader
from tests.agent.letters import DISPUTE, REQUEST


@pytest.fixture(scope="session")
def parser() -> Iterator[Parser]:
    with Parser() as parser:
        yield parser


@pytest.fixture
def company(
    engine: Engine, database_url: str, parser: Parser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Company]:
    clock, transport, blobs, reader, writer = Clock(), MemoryTransport(), MemoryBlobs(), RuleReader(), PlainWriter()
    monkeypatch.setattr(CLOCK, "now", clock)
    parts = Parts(
        engine=engine,
        parser=parser,
        reader=reader,
        writer=writer,
        blobs=blobs,
        limits=Limits(),
        mail_key=b"k" * 32,
        journal=tmp_path / "send.journal",
        transport=lambda server: transport,
        server_of=lambda session, mailbox_id: MailServer("smtp.test", 25, security="none"),
        now=clock,
    )
    with graph.saver_pool(database_url) as pool:
        made = Company(parts, graph.build(parts, graph.saver(pool)), clock, transport, blobs, reader, writer)
        found(made)
        yield made


@pytest.fixture
def parts(company: Company) -> Parts:
    return company.parts


@pytest.fixture
def automatic(company: Company) -> UUID:
    """An automatic answer, waiting in the outbox."""
    company.receive(REQUEST)
    return company.outbox()[0].id


@pytest.fixture
def approved(company: Company) -> UUID:
    """A mail that Ana approved, its undo time just over."""
    mail_id = company.approve(company.open_draft(company.receive(DISPUTE)))
    company.clock.forward(seconds=16)
    return mail_id


@pytest.fixture(scope="session")
def house(
    postgres_url: str, template_database: str, parser: Parser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Company]:
    """One larger company for all scenes of a session."""
    with employed(postgres_url, template_database, parser, tmp_path_factory.mktemp("attacks")) as company:
        yield company


@pytest.fixture
def play(house: Company) -> Iterator[Scene]:
    """A scene with a hostile reader; undone afterwards."""
    with scene(house) as made:
        yield made
