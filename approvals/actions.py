"""The other verbs of a case: a new draft, no reply, escalate, take, assign, and tasks. Every form works without JavaScript."""

from uuid import UUID

from fastapi import APIRouter
from sqlmodel import col, select
from starlette.responses import Response

from agent.domain.vocabulary import DraftState, Intent, MessageState, Verb
from agent.records import audit, cases, mail, people
from agent.records.cases import Case, Draft, Escalation
from agent.records.promises import Task
from approvals import decide, words
from approvals.decide import Ask, Outcome, decided
from approvals.errors import NotFound, Stale, Unfit
from approvals.pending import redraft_pending
from approvals.returns import decision, finish, shown_again
from approvals.thread import thread_of
from approvals.visits import WORKERS, Visit, WorkerVisit, identity

router = APIRouter()


@router.post("/case/{case_id}/redraft")
@shown_again
def redraft(visit: WorkerVisit, case_id: str) -> Response:
    return decision(visit, case_id, Verb.REDRAFT, lambda case, draft, ask: ask_anew(visit, case, draft, ask))


def ask_anew(visit: Visit, case: Case, draft: Draft | None, ask: Ask) -> Outcome:
    variant, own_words = visit.text("variant", 40), visit.text("note", 1000)
    if draft is None:
        raise Unfit(
            {"variant": "There is no draft to write anew. Write the answer yourself."}, str(case.id), visit.kept()
        )
    if own_words and not visit.config.writes_freely:
        raise Unfit({"note": "Without a model only the offered changes can be asked for."}, str(case.id), visit.kept())
    if variant not in words.REDRAFT and not own_words:
        raise Unfit({"variant": "Choose what should change."}, str(case.id), visit.kept())
    if redraft_pending(visit.session, draft, visit.now):
        raise Stale(["A new draft of this version is already being written."], str(case.id), visit.kept())
    row = decided(visit, ask, case, draft, "redraft")
    row.reason, row.note = variant, own_words or variant
    audit.record(visit.session, case.client_id, "redraft_asked", "case", case.id, visit.person.id, variant=variant)
    decide.tell_threads(visit, case, draft, row, [])
    return Outcome("redraft")


@router.post("/case/{case_id}/no-reply")
@shown_again
def no_reply(visit: WorkerVisit, case_id: str) -> Response:
    return decision(visit, case_id, Verb.NO_REPLY, lambda case, draft, ask: close(visit, case, draft, ask))


def close(visit: Visit, case: Case, draft: Draft | None, ask: Ask) -> Outcome:
    waiting = mail.open_messages_of(visit.session, case.id)
    unseen = [one for one in waiting if str(one.id) not in ask.saw]
    if unseen:
        raise decide.stale(visit, case, ask)
    reason = visit.text("reason", 60)
    weighty = {Intent.DISPUTE.value, Intent.PROMISE.value} & set(thread_of(visit.session, case.id).intents)
    if reason not in words.NO_REPLY_REASON and (weighty or reason):
        raise Unfit(
            {"reason": "A dispute or promise is closed with a reason. Please choose one."}, str(case.id), visit.kept()
        )
    escalation = cases.open_escalation(visit.session, case.id)
    row = decided(visit, ask, case, draft, "no-reply", escalation=str(escalation.id) if escalation else None)
    withdraw(visit, draft, "closed without reply")
    for message in waiting:
        mail.move(visit.session, message, MessageState.CLOSED_NO_REPLY, visit.person.id)
    if escalation:
        decide.settle_escalation(visit, escalation, "closed", visit.text("note", 4000) or "Closed without reply")
    case.status = "closed"
    cases.touch(visit.session, case, visit.now)
    audit.record(visit.session, case.client_id, "closed_without_reply", "case", case.id, visit.person.id, reason=reason)
    decide.tell_threads(visit, case, draft, row, waiting)
    return Outcome("no-reply")


def withdraw(visit: Visit, draft: Draft | None, because: str) -> None:
    if draft is not None:
        draft.withdrawn_because = because
        cases.move_draft(visit.session, draft, DraftState.WITHDRAWN, visit.person.id, because=because)


@router.post("/case/{case_id}/escalate")
@shown_again
def escalate(visit: WorkerVisit, case_id: str) -> Response:
    return decision(visit, case_id, Verb.ESCALATE, lambda case, draft, ask: raise_case(visit, case, draft, ask))


def raise_case(visit: Visit, case: Case, draft: Draft | None, ask: Ask) -> Outcome:
    reason = visit.text("reason", 60)
    if reason not in words.ESCALATION_REASON:
        raise Unfit({"reason": "Choose why a manager should look."}, str(case.id), visit.kept())
    if case.status == "escalated":
        raise Stale(["The case is already escalated."], str(case.id), visit.kept())
    waiting = mail.open_messages_of(visit.session, case.id)
    row = decided(visit, ask, case, draft, "escalate")
    visit.session.add(
        Escalation(
            client_id=case.client_id,
            case_id=case.id,
            message_id=waiting[-1].id if waiting else None,
            raised_by=str(visit.person.id),
            queue="fraud" if reason in words.FRAUD_REASONS else "manager",
            code=reason,
            sentence=words.ESCALATION_REASON[reason] + ".",
            words=visit.text("note", 1000),
            raised_at=visit.now,
        )
    )
    for message in waiting:
        mail.move(visit.session, message, MessageState.ESCALATED, visit.person.id)
    case.status = "escalated"
    cases.touch(visit.session, case, visit.now)
    audit.record(visit.session, case.client_id, "escalated", "case", case.id, visit.person.id, code=reason)
    decide.tell_threads(visit, case, draft, row, waiting)
    return Outcome("escalate")


# --- ownership and tasks: no decision about the mail ----------------------------------------------------------------


@router.post("/case/{case_id}/take")
@shown_again
def take(visit: WorkerVisit, case_id: str) -> Response:
    return own(visit, case_id, visit.person.id, "take")


@router.post("/case/{case_id}/assign")
@shown_again
def assign(visit: WorkerVisit, case_id: str) -> Response:
    case = visit.case(case_id)
    chosen = visit.text("to")
    able = {str(one.id): one.id for one in people.colleagues(visit.session, case.client_id, tuple(WORKERS))}
    if chosen and chosen not in able:
        raise Unfit({"assign": "Choose a colleague who works for this company."}, str(case.id), visit.kept())
    return own(visit, case_id, able.get(chosen), "assign")


def own(visit: Visit, case_id: str, owner: UUID | None, done: str) -> Response:
    case = visit.case(case_id, lock=True)
    if case.status == "closed":
        raise Stale(["The case is closed."], str(case.id))
    if case.owner_id != owner:
        case.owner_id = owner
        if done == "take":
            case.viewed_by, case.viewed_at = visit.person.id, visit.now
        visit.session.add(case)
        audit.record(visit.session, case.client_id, "assigned", "case", case.id, visit.person.id, owner=owner)
    return finish(visit, case, Outcome(done), stay=True)


@router.post("/case/{case_id}/close-task")
@shown_again
def close_task(visit: WorkerVisit, case_id: str) -> Response:
    case = visit.case(case_id)
    query = select(Task).where(Task.id == identity(visit.text("task")), col(Task.case_id) == case.id)
    task = visit.session.exec(query.with_for_update()).first()
    if task is None:
        raise NotFound("task")
    if task.done_at is None:
        task.done_at, task.done_by = visit.now, visit.person.id
        visit.session.add(task)
        audit.record(visit.session, case.client_id, "task_closed", "case", case.id, visit.person.id, task=task.id)
    return finish(visit, case, Outcome("close-task"), stay=True)
