"""`duecourse outbox undo`: the inbox's undo at a command line, with a person's rights and under their name."""

from pathlib import Path
from uuid import UUID

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine
from sqlmodel import Session, select

from agent.records.audit import AuditEvent
from agent.records.cases import Draft
from agent.records.mail import Message
from agent.records.outbox import OutboxMail
from duecourse.keys import keys
from tests.approvals.cast import Cast
from tests.approvals.desk import looked_up
from tests.approvals.test_outbox import sent_by_ana
from tests.duecourse.shell import Shell
from tests.told import change


@pytest.fixture
def shell(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], database_url: str, tmp_path: Path
) -> Shell:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("DUECOURSE_DATA", str(tmp_path / "data"))
    return Shell(monkeypatch, capsys)


@pytest.fixture
def mail(app: FastAPI, cast: Cast, engine: Engine) -> UUID:
    """Ana has approved it a moment ago."""
    return sent_by_ana(app, cast, engine, "approved")[1]


def events(engine: Engine, mail: UUID) -> list[tuple[str, str]]:
    with Session(engine) as session:
        query = select(AuditEvent).where(AuditEvent.subject_id == str(mail)).order_by(AuditEvent.seq)
        return [(event.kind, event.actor) for event in session.exec(query)]


def test_an_approved_mail_is_taken_back_once(shell: Shell, cast: Cast, engine: Engine, mail: UUID) -> None:
    listed = shell("outbox", "list", "--json").data
    assert [one["id"] for one in listed] == [str(mail)]
    ended = shell("outbox", "undo", mail, "--by", "ana@desk.example")
    assert (ended.code, ended.out) == (0, "Taken back. Its draft is open again.\n"), ended.err
    assert looked_up(engine, OutboxMail, mail).state == "undone"
    assert looked_up(engine, Draft, cast.drafts["copies"]).state == "open"
    assert looked_up(engine, Message, cast.messages["copies"]).state == "waiting_specialist"
    told = events(engine, mail)[-2:]
    assert told == [("outbox_moved", str(cast.people["ana"])), ("undone_by_command", "command line")]
    again = shell("outbox", "undo", mail, "--by", "ana@desk.example", "--json")
    assert (again.code, again.data, events(engine, mail)[-2:]) == (0, {"id": str(mail), "state": "undone"}, told)


@pytest.mark.parametrize(
    ("state", "by", "code"),
    [
        ("transmitting", "ana", "DC-610"),
        ("accepted", "ana", "DC-610"),
        ("approved", "olga", "DC-604"),
        ("approved", "ada", "DC-603"),
        ("approved", "vera", "DC-603"),
        ("approved", "nobody", "DC-421"),
    ],
)
def test_too_late_or_by_the_wrong_person_nothing_is_taken_back(
    shell: Shell, engine: Engine, mail: UUID, state: str, by: str, code: str
) -> None:
    change(engine, "UPDATE outbox SET state = :state", state=state)
    ended = shell("outbox", "undo", mail, "--by", f"{by}@desk.example")
    assert (ended.code, ended.out, f"({code})" in ended.err) == (1, "", True), ended.err
    assert looked_up(engine, OutboxMail, mail).state == state


@pytest.mark.parametrize("mail_id", ["7d3f2a90-5c1e-4b8a-9e64-0f2b1c3d4e5f", "x"])
def test_a_mail_that_is_not_there_is_not_found(shell: Shell, cast: Cast, mail_id: str) -> None:
    ended = shell("outbox", "undo", mail_id, "--by", "ana@desk.example")
    assert ended.code == 1 and "There is no such" in ended.err and "duecourse outbox list (DC-604)" in ended.err


@pytest.fixture
def audit_key(tmp_path: Path) -> bytes:
    """That of the command line's own installation."""
    return keys(tmp_path / "data").audit
