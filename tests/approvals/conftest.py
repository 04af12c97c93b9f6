"""The inbox of the tests: a seeded database of its own, and the application on it."""

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine

from agent.domain.limits import Limits
from approvals.app import create_app
from approvals.config import WebConfig
from connectors.memory import MemoryBlobs
from connectors.ports import ConnectorError
from tests.approvals import cast as stories


@pytest.fixture
def blobs() -> MemoryBlobs:
    return MemoryBlobs()


@pytest.fixture
def cast(engine: Engine, blobs: MemoryBlobs) -> stories.Cast:
    return stories.seed(engine, blobs)


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
def app(engine: Engine, cast: stories.Cast, config: WebConfig) -> FastAPI:
    return create_app(engine, config)
