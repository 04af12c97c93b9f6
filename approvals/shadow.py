"""What would have been answered automatically, had it been allowed to leave."""

from email import message_from_bytes, policy

from fastapi import APIRouter
from sqlmodel import col, select
from starlette.responses import HTMLResponse

from agent.records.cases import Case, ShadowAnswer
from agent.records.mail import Message
from approvals import pages, thread
from approvals.errors import NotFound
from approvals.visits import ReaderVisit, identity

router = APIRouter()
SHOWN = 100


@router.get("/shadow")
def read_shadow(visit: ReaderVisit) -> HTMLResponse:
    query = select(ShadowAnswer, Case, Message).join(Case, col(Case.id) == ShadowAnswer.case_id)
    query = query.join(Message, col(Message.id) == ShadowAnswer.message_id)
    query = query.where(col(ShadowAnswer.client_id).in_(visit.client_ids))
    rows = visit.session.exec(query.order_by(col(ShadowAnswer.created_at).desc()).limit(SHOWN)).all()
    return pages.page(visit, "shadow.html", here="shadow", rows=rows)


@router.get("/shadow/{message_id}")
def read_answer(visit: ReaderVisit, message_id: str) -> HTMLResponse:
    """One such answer: its text, and its headers as they would have left."""
    found = visit.session.get(ShadowAnswer, identity(message_id))
    if found is None or found.client_id not in visit.client_ids:
        raise NotFound("answer")
    parsed = message_from_bytes(found.mime, policy=policy.default)
    headers = "\n".join(f"{name}: {value}" for name, value in parsed.items())
    return pages.page(
        visit,
        "shadow_answer.html",
        here="shadow",
        answer=found,
        body=thread.plain_text(found.mime),
        headers_text=headers,
    )
