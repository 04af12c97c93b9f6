"""A whole house for the journeys: the sample company's books, the real reader and writer, and people at the inbox."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from agent import graph
from agent.mail.isolation import Parser
from agent.reading import Reader
from agent.reading.local import local_reader
from tests.journeys.house import House, furnished


@pytest.fixture(scope="session")
def reader() -> Reader:
    return local_reader()


@pytest.fixture(scope="session")
def parser() -> Iterator[Parser]:
    """One for all houses, as a worker has one for all mails: its process takes a second to start."""
    with Parser() as parser:
        yield parser


@pytest.fixture
def opened(
    engine: Engine, database_url: str, parser: Parser, reader: Reader, tmp_path: Path
) -> Iterator[Callable[..., House]]:
    """Builds a house; `sending=False` is a mailbox of one's own on its first day."""
    with graph.saver_pool(database_url) as pool:
        yield lambda **choices: furnished(engine, pool, parser, reader, tmp_path, **choices)


@pytest.fixture
def house(opened: Callable[..., House]) -> House:
    return opened()
