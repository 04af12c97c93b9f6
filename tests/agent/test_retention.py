"""What has been kept long enough goes, whole and told in the log; what waits stays, however old."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from agent import retention
from agent.domain.limits import Limits
from agent.domain.vocabulary import MessageState, OutboxState, Verb
from agent.graph import thread_of
from agent.records import audit, outbox, transaction
from agent.records.cases import Case, Draft, DraftVersion, Escalation
from agent.records.ledger import Customer, Document
from agent.records.mail import Message, RawMail
from agent.records.outbox import OutboxMail
from agent.records.promises import Dispute, Plan, Promise, Task
from agent.records.spending import ModelUse
from agent.retention import Removal
from connectors.ports import Refused
from duecourse.worker import keep_sweeping
from tests.agent.company import Company
from tests.agent.letters import DISPUTE, REQUEST
from tests.told import behind_its_back

LONG = 735
CANARY = "Zyzzyva"
SAID = f"{DISPUTE} Ask {CANARY}."


def answered(company: Company, words: str = SAID, subject: str = CANARY) -> UUID:
    """A mail with its answer by a person, which has left. Nothing waits."""
    message = company.receive(words, subject=subject)
    company.approve(company.open_draft(message))
    company.clock.forward(seconds=16)
    company.run_jobs()
    assert company.state(message) is MessageState.REPLIED and company.case_of(message).status == "waiting"
    return message


def remove(company: Company, days: float = LONG) -> Removal:
    company.clock.forward(days=days)
    return retention.remove(company.parts, company.clock.now)


def due(company: Company) -> Removal:
    with transaction(company.parts.engine) as session:
        return retention.due(session, company.parts, company.clock.now)


def places_of(company: Company, word: str) -> set[str]:
    """Every table that holds this word, in text or in bytes."""
    tables = company.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    encoded = word.encode().hex()
    query = "SELECT count(*) FROM {0} t WHERE t::text LIKE '%{1}%' OR t::text LIKE '%{2}%'"
    return {name for (name,) in tables if company.execute(query.format(name, word, encoded))[0][0]}


def problems(company: Company) -> list[str]:
    return [one for _, _, several in audit.verify(company.engine) for one in several]


def test_of_a_case_that_was_over_long_ago_no_word_is_left_in_any_table(company: Company) -> None:
    message = answered(company)
    assert places_of(company, CANARY) >= {"raw_mails", "messages", "outbox", "draft_versions", "cases"}
    done = remove(company)
    assert done.cases == (company.case_of(message).number,)
    assert places_of(company, CANARY) == set()
    assert company.state(message) is MessageState.REPLIED and company.message(message).removed_at == company.clock.now


def test_the_log_tells_each_removal_by_ids_and_counts_and_still_fits_the_rows(company: Company) -> None:
    message = answered(company)
    remove(company)
    (case,) = company.events("case_removed")
    assert case.body == {"mails": 1, "drafts": 1, "answers_of_ours": 1}
    assert [one.subject_id for one in company.events("message_removed")] == [str(message)]
    assert len(company.events("outbox_removed")) == len(company.events("draft_removed")) == 1
    (done,) = company.events("retention_done")
    assert done.body["cases"] == 1 and done.chain == audit.INSTALLATION
    assert problems(company) == []


def test_a_dry_run_says_what_would_go_and_changes_nothing(company: Company) -> None:
    answered(company)
    company.clock.forward(days=LONG)
    before = company.execute("SELECT count(*), max(seq) FROM audit_events")
    said = due(company)
    assert company.execute("SELECT count(*), max(seq) FROM audit_events") == before
    assert "raw_mails" in places_of(company, CANARY)
    assert said.cases and retention.remove(company.parts, company.clock.now) == said
    assert due(company) == Removal()


def test_a_day_before_its_time_everything_is_there(company: Company) -> None:
    answered(company)
    last = max(company.execute("SELECT max(state_at) FROM messages")[0][0], company.clock.now)
    done = retention.remove(company.parts, last + timedelta(days=729))
    assert done.cases == () and "raw_mails" in places_of(company, CANARY)


# --- what waits -----------------------------------------------------------------------------------------------------


def escalated(company: Company, case: Case) -> None:
    add(company, Escalation(client_id=case.client_id, case_id=case.id, code="legal", sentence="Legal."))


def on_hold(company: Company, case: Case) -> None:
    company.change(company.get(Customer, company.ids["K01"]), held="legal")


def unconfirmed(company: Company, case: Case) -> None:
    move(company, OutboxState.AMBIGUOUS)


def stopped(company: Company, case: Case) -> None:
    move(company, OutboxState.HELD)


def move(company: Company, to: OutboxState) -> None:
    with transaction(company.parts.engine) as session:
        outbox.move(session, session.get_one(OutboxMail, company.outbox()[0].id), to)


def task(company: Company, case: Case) -> None:
    add(company, Task(client_id=case.client_id, case_id=case.id, kind="contact", text="Call."))


def record(company: Company, case: Case) -> dict[str, object]:
    ids = {"client_id": case.client_id, "customer_id": company.ids["K01"], "case_id": case.id}
    return {**ids, "currency": "GBP"}


def promise(company: Company, case: Case) -> None:
    add(company, Promise(**record(company, case), made_on=company.clock.now.date()))


def dispute(company: Company, case: Case) -> None:
    add(company, Dispute(**record(company, case), reason="price"))


def plan(company: Company, case: Case) -> None:
    add(company, Plan(**record(company, case), ask="instalments", state="proposed"))


def reopened(company: Company, case: Case) -> None:
    company.change(case, status="open")


def newer_mail(company: Company, case: Case) -> None:
    company.receive(SAID, subject=CANARY)


def add(company: Company, row: object) -> None:
    with transaction(company.parts.engine) as session:
        session.add(row)


@pytest.mark.parametrize(
    "wait",
    [escalated, on_hold, unconfirmed, stopped, task, promise, dispute, plan, reopened, newer_mail],
    ids=lambda one: one.__name__,
)
def test_a_case_of_which_anything_waits_stays_whole(company: Company, wait: Callable[[Company, Case], None]) -> None:
    message = answered(company)
    wait(company, company.case_of(message))
    kept = company.get(RawMail, company.message(message).sha256).content
    done = remove(company)
    assert done.cases == () and done.unsent_drafts == 0
    assert company.get(RawMail, company.message(message).sha256).content == kept != b""
    assert company.message(message).view is not None and len(company.outbox()[0].mime) > 100


def test_a_case_that_begins_to_wait_meanwhile_is_left_alone(company: Company) -> None:
    message = answered(company)
    company.clock.forward(days=LONG)
    now = company.clock.now
    reopened(company, company.case_of(message))
    assert not retention.remove_case(company.parts, company.case_of(message).id, now, now - timedelta(days=730))
    assert "raw_mails" in places_of(company, CANARY)


# --- what a removed row must look like --------------------------------------------------------------------------------


def test_a_shell_that_the_log_does_not_tell_of_is_found(company: Company) -> None:
    message = answered(company)
    behind_its_back(company.engine, "UPDATE messages SET removed_at = now(), view = NULL WHERE id = :id", id=message)
    assert problems(company) == [f"mail {message} is removed, but the log says replied"]


def test_a_removed_row_that_is_filled_again_is_found(company: Company) -> None:
    answered(company)
    remove(company)
    mail_id = company.outbox()[0].id
    behind_its_back(company.engine, "UPDATE outbox SET mime = 'forged' WHERE id = :id", id=mail_id)
    assert problems(company) == [f"outgoing mail {mail_id} does not hold the bytes that the log says"]


def test_a_shell_that_is_made_a_mail_again_is_found(company: Company) -> None:
    message = answered(company)
    remove(company)
    behind_its_back(company.engine, "UPDATE messages SET removed_at = NULL WHERE id = :id", id=message)
    assert problems(company) == [f"mail {message} is replied, but the log says removed"]


def test_a_row_that_is_gone_is_missed_unless_its_removal_was_told(company: Company) -> None:
    answered(company)
    (draft,) = company.rows(Draft)
    company.execute("UPDATE outbox SET draft_id = NULL")
    company.execute("UPDATE decisions SET draft_id = NULL")
    company.execute("DELETE FROM draft_versions")
    behind_its_back(company.engine, "DELETE FROM drafts")
    assert problems(company) == [f"draft {draft.id} is gone, but the log says approved"]
    with transaction(company.parts.engine) as session:
        audit.record(session, draft.client_id, "draft_removed", "draft", draft.id, after="removed")
    assert problems(company) == []


# --- mails that come again, and that share their bytes ------------------------------------------------------------------


def test_a_removed_mail_that_the_server_hands_out_again_is_known_and_goes_again(company: Company) -> None:
    raw = company.write(SAID, subject=CANARY)
    first = company.arrive(raw)
    company.run_jobs()
    company.approve(company.open_draft(first))
    company.clock.forward(seconds=16)
    company.run_jobs()
    remove(company)
    again = company.arrive(raw)
    company.run_jobs()
    assert company.state(again) is MessageState.REDELIVERY and company.message(again).redelivery_of == first
    assert remove(company, days=1).mails_without_case == 1
    assert places_of(company, CANARY) == set() and problems(company) == []


def test_bytes_that_another_mail_needs_stay(company: Company) -> None:
    message = answered(company)
    sha256 = company.message(message).sha256
    other = company.receive(f"{DISPUTE} Another.", subject="Other")
    company.change(company.message(other), sha256=sha256)
    assert remove(company).cases
    assert company.get(RawMail, sha256).content != b"" and company.message(message).view is None


def test_a_machines_mail_goes_by_its_own_age(company: Company) -> None:
    company.receive(CANARY, subject="Out", Auto_Submitted="auto-replied")
    assert remove(company, days=700).mails_without_case == 0
    assert remove(company, days=40).mails_without_case == 1
    assert places_of(company, CANARY) == set() and problems(company) == []


# --- files, drafts, and what is kept more shortly ------------------------------------------------------------------------


def test_a_file_attached_by_hand_goes_with_its_case_unless_the_books_hold_the_same(company: Company) -> None:
    message = answered(company)
    own, shared = company.blobs.put(b"by hand"), str(company.get(Document, company.ids["KO-26-1307"]).sha256)
    (draft,) = company.rows(Draft)
    files = [
        {"document_id": None, "sha256": one, "filename": "a", "kind": "other", "code": "a"} for one in (own, shared)
    ]
    company.change(company.newest(draft), attachments=files)
    assert remove(company).cases == (company.case_of(message).number,)
    assert company.blobs.get(shared)
    with pytest.raises(Refused):
        company.blobs.get(own)


def test_a_draft_that_nobody_sent_goes_after_ninety_days(company: Company) -> None:
    message = company.receive(SAID, subject=CANARY)
    draft = company.open_draft(message)
    assert remove(company, days=100).unsent_drafts == 0
    company.decide(draft, Verb.NO_REPLY)
    company.change(company.case_of(message), status="closed")
    company.run_jobs()
    assert company.rows(DraftVersion) != []
    assert remove(company, days=91).unsent_drafts == 1
    assert company.rows(DraftVersion) == [] and company.get(Draft, draft.id).state == "withdrawn"
    assert "raw_mails" in places_of(company, CANARY) and problems(company) == []


def test_what_a_model_was_asked_goes_after_thirty_days(company: Company) -> None:
    for age in (29, 31):
        at = company.clock.now - timedelta(days=age)
        company.execute(
            "INSERT INTO model_uses (at, purpose, model, input_tokens, output_tokens, estimated, seconds, code)"
            " VALUES (:at, 'read', 'm', 1, 1, false, 1, '')",
            at=at,
        )
    assert remove(company, days=0).model_uses == 1
    assert company.execute("SELECT count(*) FROM model_uses") == [(1,)]


def test_what_a_model_was_asked_about_a_mail_that_waits_stays(company: Company) -> None:
    waits, over = company.receive(DISPUTE, subject="Another"), answered(company)
    with transaction(company.parts.engine) as session:
        for message in (waits, over):
            session.add(ModelUse(at=company.clock.now, message_id=message, purpose="read", model="m"))
    assert remove(company, days=40).model_uses == 1
    assert [one.message_id for one in company.rows(ModelUse)] == [waits]


def test_jobs_that_ended_a_week_ago_go_and_those_that_wait_stay(company: Company) -> None:
    company.receive(REQUEST)
    company.execute("INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('default', 'old', 'todo')")
    company.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE task_name = 'old'")
    company.execute("UPDATE procrastinate_events SET at = :at", at=company.clock.now - timedelta(days=8))
    waiting = company.jobs()
    assert remove(company, days=0).jobs == 1
    assert company.jobs() == [one for one in waiting if one[0] != "old"] != []


def test_the_bookmarks_of_a_case_go_once_it_is_over(company: Company) -> None:
    over, waits = answered(company), company.receive(DISPUTE, subject="Another")
    assert remove(company, days=5).threads == 1
    threads = {name for (name,) in company.execute("SELECT DISTINCT thread_id FROM checkpoints")}
    assert threads == {f"message-{waits}"}
    assert not company.graph.get_state(thread_of(over)).values and company.graph.get_state(thread_of(waits)).next


# --- when -----------------------------------------------------------------------------------------------------------------


def test_it_works_once_a_day(company: Company) -> None:
    for hours in (0, 1, 22, 2, 1):
        company.clock.forward(hours=hours)
        retention.daily(company.parts)
    assert len(company.events("retention_done")) == 2


def test_the_worker_does_it_beside_its_other_chores(company: Company) -> None:
    answered(company)
    company.clock.forward(days=LONG)
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()
    keep_sweeping(company.parts, stop)
    assert places_of(company, CANARY) == set()


def test_the_times_are_the_policys(company: Company) -> None:
    answered(company)
    limits = Limits.parse("[retention]\nmail_days = 30")
    company.clock.forward(days=35)
    assert retention.remove(replace(company.parts, limits=limits), company.clock.now).cases
    assert places_of(company, CANARY) == set() and company.rows(Message) != [] and company.rows(OutboxMail) != []
