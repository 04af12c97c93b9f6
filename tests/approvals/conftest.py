"""The inbox of the tests: a seeded database of its own, and the application on it."""

import os
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace

import psycopg
import pytest
from fastapi import FastAPI
from sqlalchemy import Engine

from agent.domain.limits import Limits
from agent.records.database import make_engine, utc_now
from approvals.app import create_app
from approvals.config import WebConfig
from connectors.memory import MemoryBlobs
from connectors.ports import ConnectorError
from duecourse.postgres import with_database
from tests.approvals import cast as stories
from tests.keys import AUDIT_KEY

Seeded = tuple[str, stories.Cast, MemoryBlobs]


@pytest.fixture(scope="session")
def seeded(postgres_url: str, template_database: str) -> Iterator[Seeded]:
    """A database in which the whole cast lives, made once and copied for every test, with its ids and its papers."""
    name, blobs = f"duecourse_cast_{os.getpid()}", MemoryBlobs()
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template_database}".encode())
        engine = make_engine(with_database(postgres_url, name), audit_key=AUDIT_KEY)
        cast = stories.seed(engine, blobs)
        engine.dispose()
        yield name, cast, blobs
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def database_template(seeded: Seeded) -> str:
    return seeded[0]


@pytest.fixture
def blobs(seeded: Seeded) -> MemoryBlobs:
    return deepcopy(seeded[2])


@pytest.fixture
def cast(seeded: Seeded) -> stories.Cast:
    """The cast at the moment of this test; what it adds happens now, after everything that was seeded."""
    return replace(deepcopy(seeded[1]), now=utc_now())


@pytest.fixture
def config(blobs: MemoryBlobs) -> WebConfig:
    return WebConfig(
        secret=b"s" * 32,
        base_url="http://localhost:8765",
        secure_cookies=False,
        limits=Limits(),
        blobs=blobs,
        mail_key=b"m" * 32,
        blob_trouble=(ConnectorError,),
    )


@pytest.fixture
def app(engine: Engine, config: WebConfig) -> FastAPI:
    return create_app(engine, config)
