"""`duecourse retention` as a person types it."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from agent.records import transaction
from agent.records.audit import AuditEvent
from agent.records.database import utc_now
from agent.records.ledger import Client
from agent.records.spending import ModelUse
from tests.duecourse.shell import Shell


@pytest.fixture
def asked(engine: Engine, kestrel: Client) -> Engine:
    """A model was asked long ago, and today."""
    with transaction(engine) as session:
        for days in (0, 40):
            session.add(ModelUse(at=utc_now() - timedelta(days=days), purpose="read", model="m"))
    return engine


def uses(engine: Engine) -> int:
    with Session(engine) as session:
        return len(session.exec(select(ModelUse)).all())


def test_a_dry_run_shows_what_would_go_and_a_run_removes_it(asked: Engine, shell: Shell) -> None:
    said = shell("retention", "--dry-run")
    assert said.code == 0 and said.out.startswith("Nothing was changed. It would remove:")
    assert "Questions to a model: 1" in said.out and uses(asked) == 2
    done = shell("retention", "--json")
    assert done.data == {
        "dry_run": False, "cases": [], "mails_without_case": 0, "unsent_drafts": 0, "model_uses": 1, "jobs": 0, "threads": 0,
    }  # fmt: skip
    assert uses(asked) == 1
    with Session(asked) as session:
        assert session.exec(select(AuditEvent).where(AuditEvent.kind == "retention_done")).one().body["model_uses"] == 1
    assert shell("audit", "verify").code == 0
