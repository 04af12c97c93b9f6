"""Where a person stands after a decision: at the next case, or at the same one with what must be mended."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from agent.domain.vocabulary import Verb
from agent.records.cases import Case, Draft
from approvals import drafts, queue_rows
from approvals.cases import show
from approvals.decide import Ask, Outcome, ask_of, enter
from approvals.errors import Forbidden, Stale, Unfit
from approvals.visits import Visit, WorkerVisit


def shown_again(act: Callable[[Visit, str], Response]) -> Callable[[Visit, str], Response]:
    """A form that needs mending, or came too late, is shown on its case as it is now, with everything that was typed.

    Where nothing is left to decide there, a short page says who was faster: many may have pressed the same button."""

    @wraps(act)
    def guarded(visit: WorkerVisit, case_id: str) -> Response:
        try:
            return act(visit, case_id)
        except (Stale, Unfit) as error:
            if isinstance(error, Stale) and error.over:
                raise
            visit.session.rollback()
            typed = dict(visit.kept())
            editing = "edit" if "body" in typed else ""
            changes = error.changes if isinstance(error, Stale) else ()
            problems = error.problems if isinstance(error, Unfit) else {}
            case = visit.case(case_id)
            return show(visit, case, editing, typed, problems, error.status, done={}, changes=changes, code=error.code)

    return guarded


def decision(visit: Visit, case_id: str, verb: Verb, act: Callable[[Case, Draft | None, Ask], Outcome]) -> Response:
    """Lock the case and see that it is as the person saw it; only then check, build and write."""
    case = loaded(visit, case_id)
    ask = ask_of(visit, case.id, verb)
    entered = enter(visit, ask, case)
    outcome = entered if isinstance(entered, Outcome) else act(case, entered, ask)
    return finish(visit, case, outcome, stay=outcome.done == "saved")


def finish(visit: Visit, case: Case, outcome: Outcome, stay: bool = False) -> Response:
    """After a decision: the next case of the queue, or the same one again. 303 without htmx, else the fragment."""
    about = {} if stay else {"case": str(case.id)}
    done = {"sent": str(outcome.mail_id)} if outcome.mail_id else {"done": outcome.done} | about
    following = case if stay else next_case(visit, case)
    url = f"{f'/case/{following.id}' if following else '/queue'}?{urlencode(done)}"
    if not visit.htmx:
        return RedirectResponse(url, 303)
    if following is None:
        return Response(status_code=204, headers={"hx-redirect": url})
    visit.session.flush()
    return show(visit, following, headers={"hx-push-url": f"/case/{following.id}"}, done=done)


def next_case(visit: Visit, case: Case) -> Case | None:
    """The case after this one in the order of the list it stood in, else the first that waits there."""
    around = visit.text("around") if visit.text("around") in queue_rows.URGENT else "review"
    rows = queue_rows.page(visit.session, visit.person.id, visit.client_ids, around).rows
    waiting = [row.id for row in rows]
    place = visit.text("place")
    later = waiting[int(place) :] if place.isdecimal() else []
    candidates = [one for one in [*later, *waiting] if one != case.id]
    return visit.case(str(candidates[0])) if candidates else None


def loaded(visit: Visit, case_id: str) -> Case:
    """The case, locked, if this person may decide about it at all."""
    case = visit.case(case_id, lock=True)
    if case.status == "escalated" and (why := drafts.objection(case, visit.role)):
        raise Forbidden(why)
    return case
