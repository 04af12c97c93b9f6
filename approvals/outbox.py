"""The page of outgoing mail: what waits, what left, what was stopped, and what a person may still do about it."""

from typing import Any

import sqlalchemy
from fastapi import APIRouter
from sqlmodel import col
from starlette.responses import HTMLResponse, RedirectResponse, Response

from agent import jobs
from agent.domain.grounds import Grounds
from agent.domain.vocabulary import DraftState, MessageState, OutboxKind, OutboxState, Role, Verb
from agent.records import audit, cases, mail, outbox
from agent.records.cases import Case, Decision, Draft, DraftVersion, Escalation
from agent.records.grounds import grounds_of
from agent.records.ledger import Customer
from agent.records.outbox import OutboxMail
from agent.records.people import User
from agent.records.settling import answered, settle
from approvals import decide, pages, proposals
from approvals.changes import was_escalated
from approvals.decide import Ask
from approvals.errors import Forbidden, NotFound, Stale, TooLate, Unfit
from approvals.visits import ReaderVisit, Visit, WorkerVisit, identity

router = APIRouter()
SHOWN = 100
ATTENTION = (OutboxState.HELD, OutboxState.AMBIGUOUS, OutboxState.REFUSED_PERM)
LEAVING = (OutboxState.APPROVED, OutboxState.QUEUED, OutboxState.CLAIMED, OutboxState.TRANSMITTING,
           OutboxState.REFUSED_TEMP, OutboxState.COMMIT_PENDING, OutboxState.RESOLVED_RESEND)  # fmt: skip
VIEWS = {"": "Newest", "attention": "Needs attention", "leaving": "Waiting to leave", "sent": "Sent"}


@router.get("/outbox")
def read_outbox(visit: ReaderVisit) -> HTMLResponse:
    asked = visit.request.query_params.get("view", "")
    view = asked if asked in VIEWS else ""
    return pages.page(
        visit,
        "outbox.html",
        here="outbox",
        rows=rows(visit, view),
        view=view,
        views=VIEWS,
        may=may(visit),
        changes=lambda found: changes(visit, found),
    )


def rows(visit: Visit, view: str) -> list[Any]:
    query = sqlalchemy.select(OutboxMail, Case, Customer, User, Draft).join(Case, col(Case.id) == OutboxMail.case_id)
    query = query.outerjoin(Customer, col(Customer.id) == OutboxMail.customer_id)
    query = query.outerjoin(User, col(User.id) == OutboxMail.approved_by)
    query = query.outerjoin(Draft, col(Draft.id) == OutboxMail.draft_id)
    query = query.where(col(OutboxMail.client_id).in_(visit.client_ids))
    states = {"attention": ATTENTION, "leaving": LEAVING, "sent": (OutboxState.ACCEPTED, OutboxState.RESOLVED_SENT)}
    if view in states:
        query = query.where(col(OutboxMail.state).in_(states[view]))
    return list(visit.session.execute(query.order_by(col(OutboxMail.created_at).desc()).limit(SHOWN)))


def may(visit: Visit) -> dict[str, str]:
    """State → what this person may do there; who may touch a stopped mail is checked again on the way in."""
    return {state.value: "yes" for state in (*ATTENTION, OutboxState.APPROVED)} if visit.works else {}


def loaded(visit: Visit, mail_id: str) -> OutboxMail:
    found = outbox.locked(visit.session, identity(mail_id))
    if found is None or found.client_id not in visit.client_ids:
        raise NotFound("mail")
    return found


def in_state(visit: Visit, mail_id: str, *states: OutboxState) -> OutboxMail:
    """The mail, locked, in one of these states and in this person's hands. Raises Stale or Forbidden."""
    found = loaded(visit, mail_id)
    case = visit.session.get_one(Case, found.case_id)
    if visit.role is Role.SPECIALIST and visit.person.id not in (found.approved_by, case.owner_id):
        raise Forbidden("This mail belongs to a colleague's case. They, or a manager, decide about it.")
    if found.state not in states:
        raise Stale(["The mail has moved on meanwhile."], str(found.case_id))
    return found


@router.post("/outbox/{mail_id}/undo")
def undo(visit: WorkerVisit, mail_id: str) -> Response:
    found = loaded(visit, mail_id)
    if found.state == OutboxState.UNDONE:
        return back(visit, found, "undone")
    if found.state != OutboxState.APPROVED or found.kind != OutboxKind.DECISION:
        raise TooLate("Sending has begun, so this mail cannot be taken back any more.")
    row = visit.session.get(Decision, found.decision_id) if found.decision_id else None
    if visit.role is Role.SPECIALIST and row is not None and was_escalated(row):
        raise Forbidden("A manager approved this answer to an escalated case. A manager can take it back.")
    outbox.move(visit.session, found, OutboxState.UNDONE, visit.person.id)
    take_back(visit, found)
    return back(visit, found, "undone")


def back(visit: Visit, found: OutboxMail, done: str) -> Response:
    url = f"/case/{found.case_id}?done={done}" if done == "undone" else "/outbox"
    if visit.htmx:
        return Response(status_code=204, headers={"hx-redirect": url})
    return RedirectResponse(url, 303)


def take_back(visit: Visit, found: OutboxMail) -> None:
    """As it was before the approval: draft open, mails waiting, records gone, escalation open."""
    session = visit.session
    case = visit.case(str(found.case_id), lock=True)
    row = session.get(Decision, found.decision_id) if found.decision_id else None
    before: dict[str, str] = row.snapshot.get("before", {}) if row else {}
    for message in answered(session, found):
        mail.move(session, message, MessageState(before.get(str(message.id), "waiting_specialist")), visit.person.id)
    if found.draft_id:
        reopen_draft(visit, session.get_one(Draft, found.draft_id, with_for_update=True))
    case.status = "open"
    if row is not None:
        row.undone_at = visit.now
        proposals.remove(session, row, visit.person.id)
        reopen_escalation(visit, case, row)
        session.add(row)
    cases.touch(session, case, visit.now)
    audit.record(session, case.client_id, "decision_undone", "case", case.id, visit.person.id, mail=found.id)
    answer_all(visit, case)


def reopen_draft(visit: Visit, draft: Draft) -> None:
    """Open again, unless a newer draft took its place meanwhile."""
    newer = cases.open_draft(visit.session, draft.case_id)
    if draft.state == DraftState.APPROVED:
        draft.withdrawn_because = "a newer draft answers this" if newer else None
        draft.first_approver = draft.first_version = None
        cases.move_draft(visit.session, draft, DraftState.WITHDRAWN if newer else DraftState.OPEN, visit.person.id)


def answer_all(visit: Visit, case: Case) -> None:
    """A draft that was written while the older mails had their answer is written anew for all that wait now."""
    draft = cases.open_draft(visit.session, case.id)
    waiting = {str(one.id) for one in mail.open_messages_of(visit.session, case.id)}
    if draft is None or waiting <= set(cases.newest_version(visit.session, draft).answers):
        return
    key = f"answer-all:{case.id}:{case.etag}"
    ask = Ask(Verb.REDRAFT, case.id, draft.id, draft.version, case.etag, key, visit.now, "", frozenset(waiting), key)
    row = decide.decided(visit, ask, case, draft, "redraft")
    audit.record(visit.session, case.client_id, "redraft_asked", "case", case.id, visit.person.id, draft=draft.id)
    decide.tell_threads(visit, case, draft, row, [])


def reopen_escalation(visit: Visit, case: Case, row: Decision) -> None:
    escalation_id = row.snapshot.get("escalation")
    if was_escalated(row):
        case.status = "escalated"
    if escalation_id and (found := visit.session.get(Escalation, identity(escalation_id))):
        found.state, found.outcome, found.closed_at, found.closed_by = "open", "", None, None
        visit.session.add(found)


# --- stopped, unconfirmed, rejected ---------------------------------------------------------------------------------


@router.post("/outbox/{mail_id}/cancel")
def cancel(visit: WorkerVisit, mail_id: str) -> Response:
    """A stopped mail does not leave; its case is worked again."""
    found = in_state(visit, mail_id, OutboxState.HELD)
    outbox.move(visit.session, found, OutboxState.CANCELLED, visit.person.id)
    if found.kind == OutboxKind.AUTO:
        draft_instead(visit, found)
    else:
        take_back(visit, found)
    return back(visit, found, "undone")


def draft_instead(visit: Visit, found: OutboxMail) -> None:
    """The mail that an automatic answer would have answered gets a draft."""
    for message in answered(visit.session, found):
        message.attempts = 0
        mail.move(visit.session, message, MessageState.DRAFTING, visit.person.id, instead_of=found.id)
        jobs.defer(visit.session, jobs.WORK, lock=jobs.case_lock(found.case_id), message_id=str(message.id))


@router.post("/outbox/{mail_id}/release")
def release(visit: WorkerVisit, mail_id: str) -> Response:
    """A stopped mail tries the gate again. What changed since it was approved must have stood beside the button."""
    found = in_state(visit, mail_id, OutboxState.HELD)
    changed, now = changes(visit, found)
    if changed and visit.text("changes") != now.fingerprint:
        raise Stale([*changed, "The outbox shows this beside the mail, and asks again."], str(found.case_id))
    found.grounds = now.model_dump()
    return queue_again(visit, found)


def changes(visit: Visit, found: OutboxMail) -> tuple[list[str], Grounds]:
    """What a person's mail rests on now, and what of it is not as it was when they approved it."""
    if found.kind != OutboxKind.DECISION:
        return [], Grounds()
    version = visit.session.get_one(DraftVersion, (found.draft_id, found.draft_version))
    now = grounds_of(visit.session, visit.session.get_one(Case, found.case_id), version)
    return Grounds.model_validate(found.grounds).changes(now), now


@router.post("/outbox/{mail_id}/count-as-sent")
def count_as_sent(visit: WorkerVisit, mail_id: str) -> Response:
    found = in_state(visit, mail_id, OutboxState.AMBIGUOUS)
    case = visit.case(str(found.case_id), lock=True)
    outbox.move(visit.session, found, OutboxState.RESOLVED_SENT, visit.person.id)
    settle(visit.session, found, visit.now, visit.person.id)
    cases.touch(visit.session, case, visit.now)
    return back(visit, found, "counted")


@router.post("/outbox/{mail_id}/send-again")
def send_again(visit: WorkerVisit, mail_id: str) -> Response:
    """The same bytes once more, knowing that the customer may get them twice."""
    found = in_state(visit, mail_id, OutboxState.AMBIGUOUS)
    if not visit.text("sure"):
        raise Unfit("Please confirm that the customer may get this mail twice.", str(found.case_id))
    outbox.move(visit.session, found, OutboxState.RESOLVED_RESEND, visit.person.id)
    return queue_again(visit, found)


@router.post("/outbox/{mail_id}/reopen")
def reopen(visit: WorkerVisit, mail_id: str) -> Response:
    """A mail that the server rejected becomes a draft again, once, as long as what it answered still waits."""
    found = in_state(visit, mail_id, OutboxState.REFUSED_PERM)
    waiting = {str(one.id) for one in mail.open_messages_of(visit.session, found.case_id)}
    if found.draft_id is None or not waiting & set(found.answers):
        raise Stale(["What it answered does not wait for it any more."], str(found.case_id))
    outbox.move(visit.session, found, OutboxState.CANCELLED, visit.person.id)
    take_back(visit, found)
    return back(visit, found, "undone")


def queue_again(visit: Visit, found: OutboxMail) -> Response:
    found.release_at = found.due_at = visit.now
    found.held_code, found.held_sentence = None, None
    outbox.move(visit.session, found, OutboxState.QUEUED, visit.person.id)
    jobs.defer(visit.session, jobs.SEND, mail_id=str(found.id))
    return back(visit, found, "queued")
