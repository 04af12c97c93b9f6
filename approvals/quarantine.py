"""Mail that could not be read, and mailboxes in trouble: nothing is lost, somebody sees it, and a person can work it."""

import hashlib

from fastapi import APIRouter
from sqlmodel import col, select
from starlette.responses import HTMLResponse, RedirectResponse, Response

from agent.domain.dates import working_hours_after
from agent.domain.vocabulary import MessageState, Role
from agent.mail.headers import addresses, fields, header_block
from agent.records import audit, mail
from agent.records.cases import Case
from agent.records.ledger import Client
from agent.records.mail import Mailbox, Message, raw_of
from approvals import pages, words
from approvals.errors import NotFound, Stale, Unfit
from approvals.originals import SHOWN_HEADERS, download
from approvals.visits import AnyVisit, ReaderVisit, Visit, WorkerVisit, identity

router = APIRouter()
SHOWN = 100
NO_BYTES = hashlib.sha256(b"").hexdigest()


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
        no_bytes=NO_BYTES,
        mailboxes=pages.mailboxes_of(visit),
        trouble=pages.mailbox_trouble,
    )


@router.get("/quarantine/{message_id}/mail.eml")
def download_quarantined(visit: ReaderVisit, message_id: str) -> Response:
    found = visible(visit, message_id)
    if found.state != MessageState.QUARANTINED:
        raise NotFound("mail")
    return download(raw_of(visit.session, found), f"mail-{str(found.id)[:8]}.eml")


@router.post("/quarantine/{message_id}/take")
def take(visit: WorkerVisit, message_id: str) -> Response:
    """A case of this person's own: they look at the mail by themselves, and write the answer."""
    message = waiting(visit, message_id)
    note_headers(visit, message)
    case = open_case(visit, message)
    message.case_id = case.id
    mail.move(visit.session, message, MessageState.WAITING_SPECIALIST, visit.person.id, case=case.id)
    return RedirectResponse(f"/case/{case.id}", 303)


@router.post("/quarantine/{message_id}/dismiss")
def dismiss(visit: WorkerVisit, message_id: str) -> Response:
    message, reason = waiting(visit, message_id), visit.text("reason", 60)
    if reason not in words.DISMISS_REASON:
        raise Unfit("Choose why this mail needs no answer. Nothing was changed.")
    mail.move(visit.session, message, MessageState.CLOSED_NO_REPLY, visit.person.id, reason=reason)
    return RedirectResponse("/quarantine", 303)


def visible(visit: Visit, message_id: str, lock: bool = False) -> Message:
    """A mail of this person's companies, whatever became of it. Raises NotFound."""
    query = select(Message).where(Message.id == identity(message_id), col(Message.client_id).in_(visit.client_ids))
    found = visit.session.exec(query.with_for_update() if lock else query).first()
    if found is None:
        raise NotFound("mail")
    return found


def waiting(visit: Visit, message_id: str) -> Message:
    """One that is in quarantine, locked. Raises Stale where somebody has worked it meanwhile."""
    found = visible(visit, message_id, lock=True)
    if found.state != MessageState.QUARANTINED:
        raise Stale(["This mail is no longer in quarantine: somebody has worked it."])
    return found


def note_headers(visit: Visit, message: Message) -> None:
    """Who seems to have written, and of what, as far as the first headers can be read. Proves nothing."""
    found = fields(header_block(raw_of(visit.session, message), SHOWN_HEADERS))
    names = addresses([one for one in found if one.name == "from"])
    message.from_name, message.from_address = names[0] if names else ("", "")
    message.subject = next((one.text for one in found if one.name == "subject"), "")[:250]


def open_case(visit: Visit, message: Message) -> Case:
    client = visit.session.get_one(Client, message.client_id)
    limits = visit.config.limits.of(client.code)
    case = Case(
        client_id=client.id,
        mailbox_id=message.mailbox_id,
        subject=message.subject or "(unreadable mail)",
        owner_id=visit.person.id,
        reply_by=working_hours_after(visit.now, limits.reply_by_hours_other, limits.working_day),
    )
    visit.session.add(case)
    visit.session.flush()
    audit.record(visit.session, client.id, "case_opened", "case", case.id, visit.person.id, message=message.id)
    return case
