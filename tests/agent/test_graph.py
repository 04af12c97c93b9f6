"""One mail's way: an answer in the outbox or a draft for a person, once, whatever breaks in between."""

from collections.abc import Callable
from uuid import UUID

import pytest

from agent import graph, intake, jobs, steps
from agent.domain.vocabulary import DocumentKind, DraftState, MessageState, Verb
from agent.records import audit, switches, transaction
from agent.records.audit import AuditEvent
from agent.records.cases import Case, Decision, Draft, DraftVersion, Escalation, ReadingRow, ShadowAnswer, VerdictRow
from agent.records.ledger import Document
from agent.records.mail import Message
from agent.records.outbox import OutboxMail
from connectors.ports import Unavailable
from duecourse.worker import handlers
from tests.agent.company import LEE, Company
from tests.agent.letters import DISPUTE, JO, REQUEST

CANARY = "zebrafish"
CHECKPOINTS = ("checkpoints", "checkpoint_blobs", "checkpoint_writes")


class Died(BaseException):
    """The process ended here, as after `kill -9`: nobody catches it."""


def lose_all_checkpoints(company: Company) -> None:
    company.execute(f"TRUNCATE {', '.join(CHECKPOINTS)}")


# --- the automatic answer -------------------------------------------------------------------------------------------


def test_a_pure_request_leaves_with_its_document_and_without_a_person(company: Company) -> None:
    message_id = company.arrive(company.write(REQUEST))
    company.run_jobs()
    assert company.state(message_id) is MessageState.AUTO_ANSWERED
    ((envelope, content),) = company.transport.sent
    assert envelope.recipients == ("jo.sandhu@harrowpike.example",)
    assert b"KO-26-1307.pdf" in content and b"Auto-Submitted: auto-replied" in content
    assert company.writer.briefs == []
    assert company.case_of(message_id).status == "waiting"


def test_composing_twice_makes_one_answer(company: Company) -> None:
    message_id = company.receive(REQUEST)
    steps.compose(company.parts, message_id)
    graph.work(company.graph, message_id)
    company.run_jobs()
    assert len(company.outbox()) == len(company.transport.sent) == 1


def test_the_answer_is_the_same_whatever_reader_and_writer_said(company: Company) -> None:
    company.receive(f"{REQUEST} {CANARY}")
    (row,) = company.outbox()
    assert CANARY.encode() not in row.mime


def test_a_missing_file_makes_the_answer_a_draft(company: Company) -> None:
    sha256 = company.get(Document, company.ids["KO-26-1307"]).sha256 or ""
    company.blobs.spoil(sha256, b"other bytes")
    message_id = company.receive(REQUEST)
    assert company.outbox() == []
    assert company.state(message_id) is MessageState.WAITING_SPECIALIST
    assert company.open_draft(message_id).message_id == message_id
    assert [one.body["code"] for one in company.events("auto_answer_failed")] == ["DC-410"]


def test_a_switched_off_kind_keeps_the_very_bytes_for_comparison_and_drafts(company: Company) -> None:
    with transaction(company.parts.engine) as session:
        switches.turn(session, switches.auto_name(company.ids["kes"], DocumentKind.INVOICE), False, "test")
    message_id = company.receive(REQUEST)
    (kept,) = company.rows(ShadowAnswer)
    assert b"KO-26-1307.pdf" in kept.mime and kept.because == "shadow_kind_off"
    assert company.outbox() == [] and company.open_draft(message_id).state == DraftState.OPEN


def test_answers_judged_at_the_same_time_share_one_budget(company: Company) -> None:
    numbers = ("KO-26-1307", "KO-26-1308", "KO-26-1309", "KO-26-1310")
    ids = [company.arrive(company.write(f"Please send us a copy of invoice {n}.", subject=n)) for n in numbers]
    for step in (steps.read, steps.match, steps.gate):
        for message_id in ids:
            step(company.parts, message_id)
    for message_id in ids:
        steps.compose(company.parts, message_id)
    assert len(company.outbox()) == 3
    verdict = company.get(VerdictRow, ids[3])
    assert [one["code"] for one in verdict.reasons] == ["budget"]
    assert company.state(ids[3]) is MessageState.WAITING_SPECIALIST


# --- the draft ------------------------------------------------------------------------------------------------------


def test_a_dispute_waits_with_a_draft_until_a_person_approves(company: Company) -> None:
    message_id = company.receive(DISPUTE)
    draft = company.open_draft(message_id)
    assert graph.pauses(company.graph, message_id)
    assert company.run_jobs() == []
    mail_id = company.approve(draft)
    company.clock.forward(seconds=16)
    company.run_jobs()
    assert company.state(message_id) is MessageState.REPLIED
    assert len(company.transport.sent) == 1 and company.outbox()[0].id == mail_id
    assert not company.graph.get_state(graph.thread_of(message_id)).next


def test_a_second_mail_withdraws_the_first_draft_and_the_new_one_answers_both(company: Company) -> None:
    first = company.receive(DISPUTE)
    old = company.open_draft(first)
    second = company.receive("It is also broken.", subject="Re: Invoice KO-26-1307")
    assert company.message(second).case_id == company.message(first).case_id
    new = company.open_draft(second)
    assert company.get(Draft, old.id).state == DraftState.WITHDRAWN
    assert (new.message_id, company.newest(new).answers) == (second, [str(first), str(second)])
    company.run_jobs()
    assert not company.graph.get_state(graph.thread_of(first)).next
    assert graph.pauses(company.graph, second)
    company.approve(new)
    company.clock.forward(seconds=16)
    company.run_jobs()
    assert [company.state(first), company.state(second)] == [MessageState.REPLIED, MessageState.REPLIED]


def test_an_older_mail_that_is_worked_later_is_answered_together_with_the_newer_one(company: Company) -> None:
    older = company.arrive(company.write(DISPUTE))
    company.clock.forward(minutes=5)
    newer = company.arrive(company.write("It is also broken.", name="J. Sandhu", subject="AW: Invoice KO-26-1307"))
    company.work(newer)
    company.work(older)
    draft = company.open_draft(older)
    version = company.newest(draft)
    assert version.answers == [str(older), str(newer)]
    assert version.subject == "Re: AW: Invoice KO-26-1307"
    assert {company.state(older), company.state(newer)} == {MessageState.WAITING_SPECIALIST}


def test_a_request_while_another_mail_of_the_case_waits_goes_to_a_person(company: Company) -> None:
    company.receive(DISPUTE)
    second = company.receive(REQUEST, subject="Re: Invoice KO-26-1307")
    assert company.outbox() == []
    assert [one["code"] for one in company.get(VerdictRow, second).reasons] == ["case_open"]


def test_a_redraft_makes_a_new_version_once(company: Company) -> None:
    message_id = company.receive(DISPUTE)
    draft = company.open_draft(message_id)
    decision = company.decide(draft, Verb.REDRAFT, "shorter")
    company.run_jobs()
    graph.resume(company.parts, company.graph, message_id, "redraft", decision)
    assert company.get(Draft, draft.id).version == 2
    assert "(shorter)" in company.newest(draft).body
    assert graph.pauses(company.graph, message_id)


def test_an_escalation_is_raised_once_and_fraud_takes_it_over(company: Company) -> None:
    first = company.receive("Our lawyer says the invoice is wrong.")
    second = company.receive("We have a new bank.", subject="Re: Invoice KO-26-1307")
    (row,) = company.rows(Escalation)
    assert (row.queue, row.code, row.message_id) == ("fraud", "bank_change", second)
    assert {company.state(first), company.state(second)} == {MessageState.ESCALATED}
    assert company.case_of(first).status == "escalated"


def test_a_promise_of_a_customer_without_papers_is_proposed_all_the_same(company: Company) -> None:
    message_id = company.receive("We will pay invoice KO-26-2001 soon.", sender=LEE, name="Lee Moss")
    company.execute("DELETE FROM documents WHERE customer_id = :id", id=company.ids["K02"])
    company.clock.forward(minutes=1)
    again = company.receive("We will pay it.", sender=LEE, name="Lee Moss")
    assert company.message(again).case_id == company.message(message_id).case_id
    assert company.newest(company.open_draft(again)).records["promise"] is not None


@pytest.mark.parametrize(
    ("sender", "checked", "told"),
    [(JO, "passed", True), (JO, "unsigned", True), (JO, "forged", False), ("x@else.example", "passed", False)],
)
def test_facts_of_the_account_are_told_to_nobody_else(company: Company, sender: str, checked: str, told: bool) -> None:
    message_id = company.receive(REQUEST + " It is wrong.", sender=sender, name="Jo", checked=checked)
    version = company.newest(company.open_draft(message_id))
    assert bool(version.attachments) is told
    assert company.writer.briefs[-1].disclose is told


# --- twice, lost, killed --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["approve", "edit", "no_reply", "escalate", "superseded", "redraft"])
def test_resuming_a_finished_thread_is_harmless(company: Company, verb: str) -> None:
    message_id = company.receive(DISPUTE)
    company.decide(company.open_draft(message_id), Verb.NO_REPLY)
    company.run_jobs()
    (row,) = company.rows(Decision)
    before = len(company.rows(AuditEvent))
    graph.resume(company.parts, company.graph, message_id, verb, row.id)
    assert len(company.rows(AuditEvent)) == before and len(company.rows(DraftVersion)) == 1


def test_approving_after_all_checkpoints_are_lost_still_sends(company: Company) -> None:
    message_id = company.receive(DISPUTE)
    lose_all_checkpoints(company)
    company.approve(company.open_draft(message_id))
    company.clock.forward(seconds=16)
    company.run_jobs()
    assert company.state(message_id) is MessageState.REPLIED and len(company.transport.sent) == 1


def test_redrafting_after_all_checkpoints_are_lost_still_makes_a_new_version(company: Company) -> None:
    message_id = company.receive(DISPUTE)
    draft = company.open_draft(message_id)
    lose_all_checkpoints(company)
    company.decide(draft, Verb.REDRAFT, "shorter")
    company.run_jobs()
    assert company.get(Draft, draft.id).version == 2
    assert len(company.reader.asked) == 1


def test_a_redraft_that_finds_the_thread_before_its_pause_is_not_lost(company: Company) -> None:
    message_id = company.arrive(company.write(DISPUTE))
    lose_the_pause(company, message_id)
    assert not graph.pauses(company.graph, message_id)
    draft = company.open_draft(message_id)
    company.decide(draft, Verb.REDRAFT, "shorter")
    company.run_jobs(only=[jobs.RESUME])
    assert company.get(Draft, draft.id).version == 2


def lose_the_pause(company: Company, message_id: object) -> None:
    """Killed after the draft was written, before the graph noted that it waits."""
    company.work(message_id)  # type: ignore[arg-type]  # an id of a message
    for table in ("checkpoints", "checkpoint_writes"):
        last = f"(SELECT max(checkpoint_id) FROM {table})"
        company.execute(f"DELETE FROM {table} WHERE checkpoint_id = {last}")


def test_nothing_of_a_mail_is_in_checkpoints_jobs_or_the_audit_log(company: Company) -> None:
    message_id = company.receive(f"{DISPUTE} {CANARY}", subject=f"About {CANARY}", name=f"Jo {CANARY}")
    assert CANARY in company.newest(company.open_draft(message_id)).subject
    company.receive(f"{REQUEST} {CANARY}", sender=LEE, name=CANARY, subject=CANARY)
    for table in (*CHECKPOINTS, "procrastinate_jobs", "audit_events"):
        ((found,),) = company.execute(
            f"SELECT count(*) FROM {table} t WHERE t::text ILIKE '%{CANARY}%' OR t::text ILIKE '%harrowpike%'"
            f" OR t::text LIKE '%' || encode('{CANARY}', 'hex') || '%'"
        )
        assert found == 0, table
    ((rows,),) = company.execute("SELECT count(*) FROM checkpoints")
    assert rows > 0


def counts(company: Company) -> dict[str, int]:
    tables = (ReadingRow, VerdictRow, Draft, DraftVersion, OutboxMail, Escalation, Case, Message)
    return {table.__tablename__: len(company.rows(table)) for table in tables}


@pytest.mark.parametrize("words", [REQUEST, DISPUTE, "Our lawyer says the invoice is wrong."])
def test_dying_in_any_step_and_running_again_doubles_nothing(
    company: Company, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    message_id = company.arrive(company.write(words))
    for step in ("read", "match", "gate", "compose"):
        for when in ("before", "after"):
            with monkeypatch.context() as patched:
                patched.setattr(steps, step, dying(getattr(steps, step), when))
                with pytest.raises(Died):
                    company.work(message_id)
            if when == "after":
                break_in = counts(company)
                with monkeypatch.context() as patched, pytest.raises(Died):
                    patched.setattr(steps, step, dying(getattr(steps, step), when))
                    company.work(message_id)
                assert counts(company) == break_in
    company.work(message_id)
    company.run_jobs()
    found = counts(company)
    assert found["readings"] == found["verdicts"] == found["messages"] == found["cases"] == 1
    assert (found["drafts"], found["outbox"]) == ((0, 1) if words == REQUEST else (1, 0))
    assert len(company.transport.sent) == found["outbox"]
    assert not any(problems for _, _, problems in audit.verify(company.engine))


def dying(step: Callable[..., object], when: str) -> Callable[..., object]:
    def run(*arguments: object, **named: object) -> object:
        if when == "after":
            step(*arguments, **named)
        raise Died

    return run


def test_dying_while_the_writer_writes_leaves_a_mail_that_is_worked_again(company: Company) -> None:
    def die() -> None:
        raise Died

    company.writer.before = die
    message_id = company.arrive(company.write(DISPUTE))
    with pytest.raises(Died):
        company.work(message_id)
    assert company.state(message_id) is MessageState.DRAFTING
    company.writer.before = lambda: None
    company.work(message_id)
    assert company.state(message_id) is MessageState.WAITING_SPECIALIST
    assert len(company.rows(Draft)) == 1 and len(company.reader.asked) == 1


def test_a_mail_that_can_never_be_worked_reaches_a_person_as_it_is(company: Company) -> None:
    def fail() -> None:
        raise Unavailable("DC-310", "No model.")

    company.reader.before = fail
    message_id = company.arrive(company.write(DISPUTE))
    tries = 0
    while company.state(message_id) is MessageState.TRIAGED and tries < 10:
        tries += 1
        try:
            company.run_jobs(only=[jobs.WORK])
        except Unavailable:
            company.execute(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('default', 'work_message', :args)",
                args=f'{{"message_id": "{message_id}"}}',
            )
    assert company.state(message_id) is MessageState.WAITING_SPECIALIST and tries == 3
    assert (company.message(message_id).trouble or "").startswith("DC-305")


def test_a_mail_whose_working_ends_the_process_again_and_again_reaches_a_person(company: Company) -> None:
    """Tries are counted before they begin: nobody is left afterwards who could."""

    def die() -> None:
        raise Died

    company.reader.before = die
    message_id = company.arrive(company.write(DISPUTE))
    for _ in range(intake.MOST_BEGUN):
        with pytest.raises(Died):
            work_again(company, message_id)
        assert company.state(message_id) is MessageState.TRIAGED
    work_again(company, message_id)
    assert company.state(message_id) is MessageState.WAITING_SPECIALIST
    assert (company.message(message_id).trouble or "").startswith("DC-305")


def work_again(company: Company, message_id: UUID) -> None:
    handlers(company.parts, company.graph)[jobs.WORK](message_id=str(message_id))
