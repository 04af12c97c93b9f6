"""What PostgreSQL itself refuses, whatever our own code forgets: states without their event, other companies' rows."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import SQLModel, select

from agent.records import audit, transaction
from agent.records.cases import Draft
from agent.records.database import new_id, utc_now
from agent.records.ledger import Client
from agent.records.mail import Message
from agent.records.outbox import OutboxMail
from agent.records.people import User, UserClient, act_for
from tests.agent.company import Company
from tests.agent.letters import DISPUTE, REQUEST
from tests.told import behind_its_back, change

OPEN = {"clients", "mailboxes", "user_clients"}
"""Tables with a company that everybody may read: what companies and mailboxes there are, and who works for whom."""
STATES = [
    ("messages", "message", "closed_no_reply"),
    ("drafts", "draft", "withdrawn"),
    ("outbox", "outbox", "cancelled"),
]


@pytest.fixture
def worked(company: Company) -> Company:
    """One mail was answered automatically, another waits with a draft."""
    company.receive(REQUEST)
    company.run_jobs()
    company.receive(DISPUTE, subject="Another matter")
    company.run_jobs()
    return company


# --- no state that somebody else changed meanwhile ---------------------------------------------------------------------


@pytest.mark.parametrize("kind", [Message, Draft, OutboxMail])
def test_of_two_who_change_one_row_the_second_changes_nothing(
    worked: Company, kind: type[Message | Draft | OutboxMail]
) -> None:
    with pytest.raises(StaleDataError), transaction(worked.engine) as slow:
        row = slow.exec(select(kind)).first()
        assert row is not None
        row_id, to = row.id, next(state for table, _, state in STATES if table == kind.__tablename__)
        change(worked.engine, f"UPDATE {kind.__tablename__} SET state = :state WHERE id = :id", state=to, id=row_id)
        row.removed_at = utc_now()
    with transaction(worked.engine) as session:
        kept = session.get_one(kind, row_id)
        assert (kept.state, kept.removed_at) == (to, None)


# --- no state without its event ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("table", "subject", "state"), STATES)
def test_a_state_that_nobody_told_is_not_committed(worked: Company, table: str, subject: str, state: str) -> None:
    said = f"{subject} .* is {state}, but the log says"
    with pytest.raises(IntegrityError, match=said), transaction(worked.engine) as session:
        session.execute(text(f"UPDATE {table} SET state = :state"), {"state": state})
    assert [problem for _, _, problems in audit.verify(worked.engine) for problem in problems] == []


@pytest.mark.parametrize("told", ["another state", "another row", "another company"])
def test_an_event_about_something_else_does_not_do(worked: Company, told: str) -> None:
    with pytest.raises(IntegrityError, match="but the log says"), transaction(worked.engine) as session:
        first = session.exec(select(Message)).first()
        assert first is not None
        first.state = "closed_no_reply"
        chain = worked.ids["kes"] if told != "another company" else new_id()
        row = first.id if told != "another row" else new_id()
        after = first.state if told != "another state" else "quarantined"
        audit.record(session, chain, "message_moved", "message", row, after=after)


def test_a_mail_that_comes_in_untold_is_not_committed(worked: Company) -> None:
    with pytest.raises(IntegrityError, match="the log says nothing"), transaction(worked.engine) as session:
        known = session.exec(select(Message)).first()
        assert known is not None
        values = known.model_dump(exclude={"id", "uid"})
        session.add(Message(**values, uid=known.uid + 1000))


@pytest.mark.parametrize(("table", "subject", "state"), STATES)
def test_a_told_one_is(worked: Company, table: str, subject: str, state: str) -> None:
    with transaction(worked.engine) as session:
        changed = session.execute(text(f"UPDATE {table} SET state = :state RETURNING id"), {"state": state}).all()
        for (row,) in changed:
            audit.record(session, worked.ids["kes"], "moved", subject, row, after=state)
    assert changed


def test_without_the_guard_it_would_be_committed(worked: Company) -> None:
    behind_its_back(worked.engine, "UPDATE messages SET state = 'closed_no_reply'")
    assert {one.state for one in worked.rows(Message)} == {"closed_no_reply"}


# --- each person's companies --------------------------------------------------------------------------------------------


def person(company: Company, *clients: str) -> User:
    with transaction(company.engine) as session:
        made = User(email=f"{new_id()}@desk.example", name="P", role="specialist", password_hash="x")
        session.add(made)
        session.flush()
        session.add_all(UserClient(user_id=made.id, client_id=company.ids[one]) for one in clients)
    return made


def readable(company: Company, who: User, table: str) -> int:
    with transaction(company.engine) as session:
        act_for(session, who.id)
        return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_every_table_of_a_company_is_kept_apart_or_named_as_open(company: Company) -> None:
    wanted = {name for name, one in SQLModel.metadata.tables.items() if "client_id" in one.c} - OPEN
    kept = company.execute("SELECT tablename FROM pg_policies WHERE 'duecourse_inbox' = ANY(roles)")
    assert {name for (name,) in kept} == wanted | {"draft_versions", "raw_mails", "audit_events"}


@pytest.mark.parametrize("table", ["cases", "messages", "raw_mails", "drafts", "draft_versions", "outbox", "invoices"])
def test_a_person_of_no_company_finds_nothing(worked: Company, table: str) -> None:
    assert readable(worked, person(worked, "kes"), table) > 0
    assert readable(worked, person(worked), table) == 0


def test_what_a_company_s_log_says_is_for_its_people(worked: Company) -> None:
    own, all_of_it = readable(worked, person(worked, "kes"), "audit_events"), len(worked.rows(audit.AuditEvent))
    assert own == all_of_it
    shared = worked.execute("SELECT count(*) FROM audit_events WHERE chain = 'installation'")[0][0]
    assert readable(worked, person(worked), "audit_events") == shared < own


def test_a_row_cannot_be_given_to_another_company(worked: Company) -> None:
    who = person(worked, "kes")
    with transaction(worked.engine) as session:
        other = Client(code="OTH", name="Other", mailbox="ar@other.example")
        session.add(other)
    with pytest.raises(DBAPIError, match="row-level security"), transaction(worked.engine) as session:
        act_for(session, who.id)
        session.execute(text("UPDATE cases SET client_id = :other"), {"other": other.id})


@pytest.mark.parametrize("statement", ["UPDATE audit_events SET actor = 'x'", "DELETE FROM audit_events"])
def test_a_person_changes_no_event(worked: Company, statement: str) -> None:
    with pytest.raises(DBAPIError, match="permission denied"), transaction(worked.engine) as session:
        act_for(session, person(worked, "kes").id)
        session.execute(text(statement))


def test_it_holds_for_every_transaction_of_the_session(worked: Company) -> None:
    with transaction(worked.engine) as session:
        act_for(session, person(worked).id)
        session.commit()
        assert session.exec(select(Message)).all() == []


def test_a_connection_that_goes_back_carries_nobody(worked: Company) -> None:
    readable(worked, person(worked), "cases")
    assert worked.execute("SELECT current_setting('duecourse.person', true), current_user")[0][0] in (None, "")
    assert worked.rows(Message)
