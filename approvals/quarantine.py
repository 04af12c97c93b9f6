"""Mail that could not be read, and mailboxes in trouble: nothing is lost, and somebody sees it."""

from fastapi import APIRouter
from sqlmodel import col, select
from starlette.responses import HTMLResponse, Response

from agent.domain.vocabulary import MessageState, Role
from agent.records.mail import Mailbox, Message, raw_of
from approvals import pages
from approvals.errors import NotFound
from approvals.originals import download
from approvals.visits import AnyVisit, ReaderVisit, identity

router = APIRouter()
SHOWN = 100


@router.get("/quarantine")
def read_quarantine(visit: AnyVisit) -> HTMLResponse:
    """Administrators see the mailboxes, not the mails."""
    messages: list[tuple[Message, Mailbox]] = []
    if visit.role is not Role.ADMIN:
        query = select(Message, Mailbox).join(Mailbox, col(Mailbox.id) == Message.mailbox_id)
        query = query.where(col(Message.client_id).in_(visit.client_ids), Message.state == MessageState.QUARANTINED)
        messages = list(visit.session.exec(query.order_by(col(Message.stored_at).desc()).limit(SHOWN)).all())
    return pages.page(
        visit,
        "quarantine.html",
        here="quarantine",
        messages=messages,
        mailboxes=pages.mailboxes_of(visit),
        trouble=pages.mailbox_trouble,
    )


@router.get("/quarantine/{message_id}/mail.eml")
def download_quarantined(visit: ReaderVisit, message_id: str) -> Response:
    query = select(Message).where(
        Message.id == identity(message_id),
        col(Message.client_id).in_(visit.client_ids),
        Message.state == MessageState.QUARANTINED,
    )
    found = visit.session.exec(query).first()
    if found is None:
        raise NotFound("mail")
    return download(raw_of(visit.session, found), f"mail-{str(found.id)[:8]}.eml")
