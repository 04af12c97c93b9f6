"""What was closed can be opened again: cases that were closed without a reply, promises, disputes and plans."""

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine
from sqlmodel import Session, select

from agent.records import audit
from agent.records.audit import AuditEvent
from agent.records.cases import Case, Decision, Draft, Escalation
from agent.records.mail import Message
from agent.records.outbox import OutboxMail
from agent.records.promises import Promise
from tests.approvals.cast import Cast
from tests.approvals.desk import looked_up, sign_in
from tests.approvals.test_managers import escalation_of
from tests.told import change


def events(engine: Engine, kind: str) -> list[AuditEvent]:
    with Session(engine) as session:
        return list(session.exec(select(AuditEvent).where(AuditEvent.kind == kind)))


def promise_of(engine: Engine, state: str) -> Promise:
    """The promise that came with the books, in this state."""
    with Session(engine) as session:
        found = session.exec(select(Promise)).first()
        assert found is not None
    change(engine, "UPDATE promises SET state = :state WHERE id = :id", state=state, id=found.id)
    return found


# --- cases ----------------------------------------------------------------------------------------------------------


def test_a_case_closed_without_reply_waits_again_with_its_draft_and_can_be_answered(
    app: FastAPI, cast: Cast, engine: Engine
) -> None:
    ana, case = sign_in(app, "ana"), cast.cases["copies"]
    landed = ana.page(ana.decide(case, "no-reply", reason="by_phone").headers["location"])
    assert f'action="/case/{case}/reopen"' in landed, "the way back stands above the next case"
    assert ">Reopen</button>" in ana.page(f"/case/{case}")
    assert ana.post(f"/case/{case}/reopen").headers["location"] == f"/case/{case}?done=reopened"
    assert looked_up(engine, Case, case).status == "open"
    assert looked_up(engine, Message, cast.messages["copies"]).state == "waiting_specialist"
    assert looked_up(engine, Draft, cast.drafts["copies"]).state == "open"
    assert ana.decide(case, "approve").status_code == 303
    with Session(engine) as session:
        assert session.exec(select(OutboxMail)).one().case_id == case
        assert not audit.verify_chain(session, str(cast.clients["halden"]))[2]


def test_who_closed_the_case_and_why_stays_in_the_log(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana, lee, case = sign_in(app, "ana"), sign_in(app, "lee"), cast.cases["copies"]
    ana.decide(case, "no-reply", reason="by_phone")
    lee.post(f"/case/{case}/reopen")
    with Session(engine) as session:
        row = session.exec(select(Decision).where(Decision.case_id == case)).one()
        assert (row.user_id, row.reason, row.undone_at is not None) == (cast.people["ana"], "by_phone", True)
    (event,) = events(engine, "case_reopened")
    assert event.actor == str(cast.people["lee"]) and events(engine, "closed_without_reply")
    assert "Opened again" in lee.page("/log") and "Needs review" in lee.page("/log")


def test_a_case_is_opened_again_once(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana, case = sign_in(app, "ana"), cast.cases["copies"]
    assert ana.post(f"/case/{case}/reopen").status_code == 409
    ana.decide(case, "no-reply", reason="by_phone")
    assert [ana.post(f"/case/{case}/reopen").status_code for _ in range(2)] == [303, 409]
    assert len(events(engine, "case_reopened")) == 1


def test_an_escalation_that_a_manager_closed_is_theirs_to_open_and_two_people_still_answer_it(
    app: FastAPI, cast: Cast, engine: Engine
) -> None:
    ana, marc, case = sign_in(app, "ana"), sign_in(app, "marc"), cast.cases["fraud"]
    marc.post(f"/escalations/{escalation_of(engine, cast, 'fraud').id}/close", note="Real after all.")
    assert ">Reopen</button>" not in ana.page(f"/case/{case}") and ana.post(f"/case/{case}/reopen").status_code == 403
    assert marc.post(f"/case/{case}/reopen").status_code == 303
    assert looked_up(engine, Case, case).status == "escalated"
    assert looked_up(engine, Message, cast.messages["fraud"]).state == "escalated"
    with Session(engine) as session:
        assert session.exec(select(Escalation).where(Escalation.case_id == case)).one().state == "open"
    assert "Approve (1 of 2)" in marc.page(f"/case/{case}")


def test_a_case_whose_mails_retention_removed_stays_closed(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana, case = sign_in(app, "ana"), cast.cases["copies"]
    ana.decide(case, "no-reply", reason="by_phone")
    change(engine, "UPDATE messages SET removed_at = now() WHERE id = :id", id=cast.messages["copies"])
    assert ana.post(f"/case/{case}/reopen").status_code == 409
    assert looked_up(engine, Case, case).status == "closed"


def test_an_auditor_opens_nothing(app: FastAPI, cast: Cast) -> None:
    sign_in(app, "ana").decide(cast.cases["copies"], "no-reply", reason="by_phone")
    vera = sign_in(app, "vera")
    assert ">Reopen</button>" not in vera.page(f"/case/{cast.cases['copies']}")
    assert vera.post(f"/case/{cast.cases['copies']}/reopen").status_code == 403


# --- promises, disputes, plans --------------------------------------------------------------------------------------


def test_a_promise_is_closed_for_a_reason_and_opened_again(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana, found = sign_in(app, "ana"), promise_of(engine, "open")
    path = f"/records/promise/{found.id}"
    refused = ana.post(f"{path}/close")
    assert refused.status_code == 422 and "Choose why the promise is over." in refused.text
    assert looked_up(engine, Promise, found.id).state == "open"
    landed = ana.page(ana.post(f"{path}/close", reason="paid").headers["location"])
    assert "Promise of Velo Sport" in landed and "closed. Reminders may go on." in landed
    assert f'action="{path}/reopen"' in landed and looked_up(engine, Promise, found.id).state == "closed"
    assert "opened again. Reminders rest." in ana.page(ana.post(f"{path}/reopen").headers["location"])
    assert looked_up(engine, Promise, found.id).state == "open"
    (closed,), (opened,) = events(engine, "record_closed"), events(engine, "record_reopened")
    assert (closed.body["after"], closed.body["reason"], opened.body["after"]) == ("closed", "paid", "open")


@pytest.mark.parametrize("state", ["kept", "broken"])
def test_what_the_books_have_settled_is_not_turned_by_a_click(
    app: FastAPI, cast: Cast, engine: Engine, state: str
) -> None:
    ana, found = sign_in(app, "ana"), promise_of(engine, state)
    for verb in ("close", "reopen"):
        ana.post(f"/records/promise/{found.id}/{verb}", reason="paid")
        assert looked_up(engine, Promise, found.id).state == state


def test_the_log_says_whose_record_was_closed(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana, found = sign_in(app, "ana"), promise_of(engine, "open")
    ana.post(f"/records/promise/{found.id}/close", reason="paid")
    assert "Velo Sport" in ana.page("/log") and "reason: Paid" in ana.page("/log")
    change(engine, "UPDATE promises SET case_id = :case", case=cast.cases["promise"])
    assert f'href="/case/{cast.cases["promise"]}"' in ana.page("/log")
