"""The companies of a run on a database of their own, for all tests of this folder."""

from collections.abc import Iterator

import psycopg
import pytest

from agent.records.database import make_engine
from duecourse.postgres import with_database
from tests.adversarial.books import World, world
from tests.adversarial.house import House, house
from tests.keys import AUDIT_KEY

SEED = 1


@pytest.fixture(scope="session")
def whole() -> World:
    return world(SEED)


@pytest.fixture(scope="session")
def place(
    postgres_url: str, template_database: str, whole: World, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    name = "duecourse_adversarial"
    order(postgres_url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    order(postgres_url, f"CREATE DATABASE {name} TEMPLATE {template_database}")
    engine = make_engine(with_database(postgres_url, name), audit_key=AUDIT_KEY)
    try:
        with house(engine, whole, tmp_path_factory.mktemp("adversarial")) as made:
            yield made
    finally:
        engine.dispose()
        order(postgres_url, f"DROP DATABASE {name} WITH (FORCE)")


def order(url: str, command: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(command.encode())
