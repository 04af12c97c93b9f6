"""The page of one case: conversation, draft, evidence, and where it stands in the queue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import uuid4

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from agent.domain.vocabulary import Role
from agent.records import cases, people
from agent.records.cases import Case, Escalation
from agent.records.mail import Mailbox
from agent.records.outbox import OutboxMail
from agent.records.people import User
from approvals import evidence, pages, pending, proposals, queue_rows, words
from approvals.changes import closing, last_decision, may_reopen
from approvals.drafts import FRAUD, DraftView, draft_view, objection, second_objection, sending_note
from approvals.errors import NotFound
from approvals.evidence import Evidence, evidence_of
from approvals.queue_rows import Row
from approvals.thread import Thread, thread_of
from approvals.visits import WORKERS, ReaderVisit, Visit, WorkerVisit, identity

router = APIRouter()
CLOSINGS = ("no-reply", "closed")
OF_THE_BOOKS = frozenset({"document_missing", "document_ambiguous", "number_unknown"})
"""Reasons that tell what was found, or not, in a customer's account."""


@dataclass(frozen=True)
class CaseView:
    case: Case
    thread: Thread
    evidence: Evidence
    draft: DraftView | None
    escalation: Escalation | None
    owner: User | None
    viewer: User | None
    """Somebody else who has had the case open within two minutes."""
    objection: str
    second: str
    pending: bool
    """A new draft was asked for and is not here yet."""
    sending: str
    decided: str
    """Who decided last, where nothing waits any more."""
    reopen: str
    """Where the case is opened again; "" where it is not closed, or this person cannot."""
    around: str
    """The view of the queue in which it stands."""
    rows: tuple[Row, ...]

    @property
    def place(self) -> int | None:
        """Its place in the queue, counted from 0."""
        return next((n for n, row in enumerate(self.rows) if row.id == self.case.id), None)

    @property
    def previous(self) -> Row | None:
        return self.rows[self.place - 1] if self.place else None

    @property
    def following(self) -> Row | None:
        if self.place is None:
            return self.rows[0] if self.rows else None
        return self.rows[self.place + 1] if self.place + 1 < len(self.rows) else None

    @property
    def can_decide(self) -> bool:
        return not self.objection


@router.get("/case/{case_id}")
def read_case(visit: ReaderVisit, case_id: str) -> HTMLResponse:
    case = visit.case(case_id)
    if visit.request.query_params.get("edit"):
        return show(visit, case, editing="edit")
    if visit.request.query_params.get("write"):
        return show(visit, case, editing="write")
    return show(visit, case)


@router.post("/case/{case_id}/review")
def review_case(visit: WorkerVisit, case_id: str) -> HTMLResponse:
    """The case as it is now, with the text that the person had typed before it changed. Changes nothing."""
    return show(visit, visit.case(case_id), editing="edit", typed=dict(visit.kept()))


def show(
    visit: Visit,
    case: Case,
    editing: str = "",
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, str] | None = None,
    status: int = 200,
    headers: dict[str, str] | None = None,
    done: Mapping[str, str] | None = None,
    changes: Sequence[str] = (),
    code: str = "",
) -> HTMLResponse:
    view = case_view(visit, case)
    view_it(visit, case)
    name = "_desk.html" if visit.htmx else "case.html"
    context: dict[str, Any] = {
        "here": "queue",
        "q": visit.request.query_params.get("q", "")[:100],
        "v": view,
        "editing": editing if view.can_decide else "",
        "typed": typed or {},
        "problems": problems or {},
        "changes": changes,
        "code": code,
        "tokens": tokens(visit, view),
        "names": pages.names_of(visit, named_people(view)),
        "colleagues": colleagues(visit, case),
        "flash": flash(visit, done if done is not None else visit.request.query_params),
        "free_text": visit.config.writes_freely,
        "proposals": proposed(visit, view, bool(typed)),
        "books": books(visit, view) if editing else [],
        "reasons": words.ESCALATION_REASON,
        "reasons_shown": reasons_shown,
        "why_two": lambda one: why_two(visit, one),
        "ticked": ticked(visit, view) if typed else None,
        "record_reasons": proposals.REASONS,
    }
    return pages.page(visit, name, status, headers, **context)


def case_view(visit: Visit, case: Case) -> CaseView:
    session = visit.session
    thread = thread_of(session, case.id)
    known = evidence_of(session, case, thread, visit.now.date())
    escalation = cases.open_escalation(session, case.id)
    draft = cases.open_draft(session, case.id)
    shown = draft_view(session, draft, escalation, known.contacts) if draft else None
    around = "escalated" if case.status == "escalated" and visit.role is not Role.SPECIALIST else "review"
    rows = queue_rows.page(session, visit.person.id, visit.client_ids, around).rows
    return CaseView(
        case,
        thread,
        known,
        shown,
        escalation,
        session.get(User, case.owner_id) if case.owner_id else None,
        other_viewer(visit, case),
        objection(case, visit.role),
        second_objection(session, draft, visit.person, case.status == "escalated") if draft else "",
        pending.redraft_pending(session, draft, visit.now) if draft else False,
        sending_note(session, case.mailbox_id),
        "" if case.status in ("open", "escalated") else last_decision(visit, case),
        reopening(visit, str(case.id)),
        around,
        rows,
    )


def tokens(visit: Visit, view: CaseView) -> dict[str, str]:
    """What a decision is made on: versions, books and mails as they were when the page was made."""
    draft = view.draft
    return {
        "csrf": visit.csrf(),
        "key": str(uuid4()),
        "draft": str(draft.draft.id) if draft else "",
        "version": str(draft.version.number) if draft else "",
        "etag": str(view.case.etag),
        "seen": visit.now.isoformat(),
        "books": view.evidence.snapshot,
        "saw": " ".join(str(one.message.id) for one in view.thread.waiting or view.thread.letters[:1]),
    }


def other_viewer(visit: Visit, case: Case) -> User | None:
    if not case.viewed_by or case.viewed_by == visit.person.id or not case.viewed_at:
        return None
    recent = visit.now - case.viewed_at < pending.PRESENCE
    return visit.session.get(User, case.viewed_by) if recent else None


def view_it(visit: Visit, case: Case) -> None:
    """A person who may decide has it open: colleagues see it, and no automatic answer leaves any more."""
    if visit.role not in WORKERS or case.status not in ("open", "escalated") or other_viewer(visit, case):
        return
    if case.viewed_by != visit.person.id or not case.viewed_at or visit.now - case.viewed_at > pending.PRESENCE / 4:
        case.viewed_by, case.viewed_at = visit.person.id, visit.now
        visit.session.add(case)


def colleagues(visit: Visit, case: Case) -> list[User]:
    return people.colleagues(visit.session, case.client_id, tuple(WORKERS)) if visit.works else []


def named_people(view: CaseView) -> set[str]:
    found = {event.actor for event in view.evidence.events}
    found |= {view.escalation.raised_by} if view.escalation else set()
    return found | {one.author for one in (view.draft.versions if view.draft else ())}


def proposed(visit: Visit, view: CaseView, again: bool) -> list[proposals.Proposal]:
    """The records beside the draft; `again`: as the person had filled them in."""
    if view.evidence.customer is None:
        return []
    records = view.draft.version.records if view.draft else {}
    found = proposals.proposals_of(records, view.evidence.customer.currency)
    return proposals.typed(visit, found) if again else found


def reasons_shown(
    reasons: Sequence[Mapping[str, Any]], escalation: Escalation | None, known: bool = True
) -> list[tuple[str, str]]:
    """(sentence, the customer's words) of why a person looks: each once, without what stands above as the escalation,
    and no words that the sentence has said. `known`: whose books to look in; else nothing is said of what is in them."""
    above = escalation.sentence if escalation else ""
    shown = [one for one in reasons if known or one.get("code") not in OF_THE_BOOKS]
    return list(dict.fromkeys(said(one) for one in shown if one["sentence"] != above))


def said(reason: Mapping[str, Any]) -> tuple[str, str]:
    """What is missing is named by kind and number, and is not the customer's wording."""
    sentence, quoted = reason["sentence"], reason["words"]
    kind, _, rest = quoted.partition(" ")
    if reason.get("code") == "document_missing" and kind in words.DOCUMENT:
        return f"{sentence.rstrip('.')}: {f'{words.low(words.DOCUMENT, kind)} {rest}'.strip()}.", ""
    return sentence, quoted if quoted not in sentence else ""


def why_two(visit: Visit, view: CaseView) -> str:
    """Why one person is not enough."""
    if view.escalation and view.escalation.queue == FRAUD:
        return "possible fraud"
    limit = visit.config.limits.of(view.evidence.client.code).two_people_open
    asked = [one.invoice for one in view.evidence.named]
    if (total := sum((one.open_amount for one in asked), Decimal(0))) >= limit:
        return f"{words.money(total, asked[0].currency)} is open on what the mail names"
    return "bank details or terms are at stake"


def ticked(visit: Visit, view: CaseView) -> dict[str, list[str]] | None:
    """The attachments that the person had chosen; None where the draft is another one by now."""
    if view.draft and visit.text("version") != str(view.draft.version.number):
        return None
    files = [file.filename or "" for file in visit.files("file")]
    return {"keep": visit.texts("keep"), "add": visit.texts("add"), "file": files}


def books(visit: Visit, view: CaseView) -> list[Any]:
    return evidence.customers_documents(visit.session, view.case.customer_id, view.case.client_id)


def flash(visit: Visit, done: Mapping[str, str]) -> dict[str, Any]:
    """What the last action did, said once more above the page, with the way back: {text, undo, reopen, outbox} or {}."""
    if mail_id := done.get("sent"):
        return sent_flash(visit, mail_id)
    text = pending.DONE.get(done.get("done", ""), "")
    back = reopening(visit, done.get("case", "")) if done.get("done") in CLOSINGS else ""
    return {"text": text, "reopen": back} if text else {}


def reopening(visit: Visit, case_id: str) -> str:
    """Where a case that was just closed is opened again; "" where this person cannot."""
    try:
        case = visit.case(case_id)
    except NotFound:
        return ""
    return f"/case/{case.id}/reopen" if case.status == "closed" and may_reopen(visit, closing(visit, case)) else ""


def sent_flash(visit: Visit, mail_id: str) -> dict[str, Any]:
    try:
        mail = visit.session.get(OutboxMail, identity(mail_id))
    except NotFound:
        return {}
    if mail is None or mail.client_id not in visit.client_ids:
        return {}
    if mail.state != "approved":
        return {"text": f"{words.word(words.OUTBOX_STATE, mail.state)}: {mail.subject}", "outbox": True}
    seconds = max(0, round((mail.release_at - visit.now).total_seconds()))
    archive = visit.session.get_one(Mailbox, mail.mailbox_id).archive_address
    to = ", ".join([one for one in mail.envelope_to if one != archive][:2])
    note = sending_note(visit.session, mail.mailbox_id)
    waits = f"Approved, to {to}. It waits in the outbox until sending is on"
    return {"text": waits if note else f"In outbox, sends in {seconds} s to {to}", "undo": str(mail.id), "outbox": True}
