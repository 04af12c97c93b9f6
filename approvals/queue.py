"""The queue: what waits for a person, in the order in which it should be read."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse, RedirectResponse

from agent.domain.vocabulary import Role
from approvals import pages, queue_rows
from approvals.cases import flash
from approvals.visits import AnyVisit, ReaderVisit

router = APIRouter()


@router.get("/")
def home(visit: AnyVisit) -> RedirectResponse:
    return RedirectResponse("/switches" if visit.role is Role.ADMIN else "/queue", 303)


@router.get("/queue")
def read_queue(visit: ReaderVisit) -> HTMLResponse:
    asked = visit.request.query_params
    words = asked.get("q", "").strip()[:100]
    view = asked.get("view", "all" if words else "review")
    view = view if view in queue_rows.VIEWS else "review"
    found = queue_rows.page(visit.session, visit.person.id, visit.client_ids, view, words, asked.get("after", ""))
    return pages.page(
        visit,
        "queue.html",
        here="mine" if view == "mine" else "queue",
        found=found,
        view=view,
        views=queue_rows.VIEWS,
        q=words,
        after=asked.get("after", ""),
        flash=flash(visit, asked),
    )
