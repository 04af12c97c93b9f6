"""What people see of mails that retention removed: that they were there, when they went, and nothing of what they said."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine
from sqlmodel import select

from agent import retention
from agent.domain.limits import Limits
from agent.domain.vocabulary import OutboxState
from agent.records import outbox, transaction
from agent.records.database import utc_now
from agent.records.outbox import OutboxMail
from agent.records.promises import Task
from agent.records.settling import settle
from connectors.memory import MemoryBlobs
from tests.approvals.cast import Cast
from tests.approvals.desk import sign_in


@dataclass(frozen=True)
class Place:
    engine: Engine
    blobs: MemoryBlobs = field(default_factory=MemoryBlobs)
    limits: Limits = field(default_factory=Limits)


@pytest.fixture
def emptied(app: FastAPI, cast: Cast, engine: Engine) -> UUID:
    """A case whose mail Ana answered, two years and more ago."""
    case = cast.cases["copies"]
    sign_in(app, "ana").decide(case, "approve")
    with transaction(engine) as session:
        sent = session.exec(select(OutboxMail)).one()
        outbox.move(session, sent, OutboxState.ACCEPTED)
        settle(session, sent, utc_now())
        for task in session.exec(select(Task)):
            task.done_at = utc_now()
    assert retention.remove(Place(engine), utc_now() + timedelta(days=735)).cases
    return case


def test_on_the_case_stands_when_its_mails_were_removed(app: FastAPI, cast: Cast, emptied: UUID) -> None:
    ana, day = sign_in(app, "ana"), utc_now() + timedelta(days=735)
    page = ana.page(f"/case/{emptied}")
    assert page.count(f"Removed on {day.day} {day:%b %Y} by retention.") == 2
    for word in ("bitte senden Sie uns", "anbei die Rechnungen", "jana.roth@nordwind.example</p>", "View original"):
        assert word not in page
    original = f"/case/{emptied}/original/{cast.messages['copies']}"
    assert [ana.read(original + end).status_code for end in ("", "/mail.eml", "/formatted")] == [404, 404, 404]


@pytest.mark.parametrize("path", ["/outbox", "/queue?view=all", "/queue?view=done", "/log", "/records", "/shadow"])
def test_every_other_page_still_opens(app: FastAPI, emptied: UUID, path: str) -> None:
    assert "Kopien INV-1001" not in sign_in(app, "ana").page(path)


def test_the_log_names_the_removal(app: FastAPI, cast: Cast, emptied: UUID) -> None:
    page = sign_in(app, "marc").page("/log")
    assert "Case emptied by retention" in page and "Mail removed by retention" in page
