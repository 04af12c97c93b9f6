"""A case that was closed without a reply waits again. Who closed it, when and why stays as it is written down."""

from fastapi import APIRouter
from sqlmodel import Session
from starlette.responses import Response

from agent.domain.vocabulary import DraftState, MessageState
from agent.records import audit, cases, mail
from agent.records.cases import Case, Decision, Draft
from agent.records.mail import Message
from approvals.changes import closing, may_reopen, was_escalated
from approvals.decide import Outcome
from approvals.errors import Forbidden, Stale
from approvals.outbox import answer_all, reopen_escalation
from approvals.returns import finish, shown_again
from approvals.visits import Visit, WorkerVisit

router = APIRouter()


@router.post("/case/{case_id}/reopen")
@shown_again
def reopen(visit: WorkerVisit, case_id: str) -> Response:
    """As it was before: mails waiting, draft open; an escalated one goes back to the managers, who alone may do this."""
    case = visit.case(case_id, lock=True)
    if case.status != "closed":
        raise Stale(["The case was opened again meanwhile."], str(case.id))
    row = closing(visit, case)
    if row is not None:
        undo(visit, case, row)
    case.status = "open" if case.status == "closed" else case.status
    cases.touch(visit.session, case, visit.now)
    audit.record(visit.session, case.client_id, "case_reopened", "case", case.id, visit.person.id)
    answer_all(visit, case)
    return finish(visit, case, Outcome("reopened"), stay=True)


def undo(visit: Visit, case: Case, row: Decision) -> None:
    """Raises Forbidden where a manager had closed an escalation, and Stale where retention has emptied the case."""
    if not may_reopen(visit, row):
        raise Forbidden("A manager closed this escalated case. A manager can open it again.")
    escalated = was_escalated(row)
    messages = closed_by(visit.session, case, row)
    if any(one.removed_at for one in messages):
        raise Stale(["Retention has removed the mails of this case."], str(case.id))
    for message in messages:
        to = MessageState.ESCALATED if escalated else MessageState.WAITING_SPECIALIST
        mail.move(visit.session, message, to, visit.person.id)
    if row.draft_id and cases.open_draft(visit.session, case.id) is None:
        open_draft_again(visit, visit.session.get_one(Draft, row.draft_id, with_for_update=True))
    reopen_escalation(visit, case, row)
    row.undone_at = visit.now
    visit.session.add(row)


def closed_by(session: Session, case: Case, row: Decision) -> list[Message]:
    saw = row.snapshot.get("saw", [])
    found = mail.messages_of(session, case.id)
    return [one for one in found if one.state == MessageState.CLOSED_NO_REPLY and str(one.id) in saw]


def open_draft_again(visit: Visit, draft: Draft) -> None:
    if draft.state == DraftState.WITHDRAWN and draft.removed_at is None:
        draft.withdrawn_because = draft.first_approver = draft.first_version = None
        cases.move_draft(visit.session, draft, DraftState.OPEN, visit.person.id)
