"""The verbs of a case: one route each. Every form works without JavaScript; with htmx the next case comes at once."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from fastapi import APIRouter
from sqlalchemy import func
from sqlmodel import col, select
from starlette.responses import RedirectResponse, Response

from agent.domain.grounding import blanks
from agent.domain.vocabulary import DraftState, Intent, MessageState, Verb
from agent.records import audit, cases, ledger, mail, people
from agent.records.cases import Case, Draft, DraftVersion, Escalation
from agent.records.ledger import Client, Customer, Invoice
from agent.records.promises import Task
from approvals import decide, drafts, letters, proposals, queue_rows, words
from approvals.cases import show
from approvals.decide import Ask, Outcome, answered_before, ask_of, decided, enter
from approvals.errors import Forbidden, NotFound, Stale, Unfit
from approvals.pending import redraft_pending
from approvals.thread import thread_of
from approvals.visits import WORKERS, Visit, WorkerVisit, identity

router = APIRouter()


def shown_again(act: Callable[[Visit, str], Response]) -> Callable[[Visit, str], Response]:
    """A form that needs mending, or came too late, is shown on its case as it is now, with everything that was typed."""

    @wraps(act)
    def guarded(visit: WorkerVisit, case_id: str) -> Response:
        try:
            return act(visit, case_id)
        except (Stale, Unfit) as error:
            visit.session.rollback()
            typed = dict(visit.kept())
            editing = "edit" if "body" in typed else ""
            changes = error.changes if isinstance(error, Stale) else ()
            problems = error.problems if isinstance(error, Unfit) else {}
            case = visit.case(case_id)
            return show(visit, case, editing, typed, problems, error.status, done={}, changes=changes, code=error.code)

    return guarded


def finish(visit: Visit, case: Case, outcome: Outcome, stay: bool = False) -> Response:
    """After a decision: the next case of the queue, or the same one again. 303 without htmx, else the fragment."""
    done = {"sent": str(outcome.mail_id)} if outcome.mail_id else {"done": outcome.done}
    following = case if stay else next_case(visit, case)
    name, value = next(iter(done.items()))
    url = f"/case/{following.id}?{name}={value}" if following else f"/queue?{name}={value}"
    if not visit.htmx:
        return RedirectResponse(url, 303)
    if following is None:
        return Response(status_code=204, headers={"hx-redirect": url})
    visit.session.flush()
    return show(visit, following, headers={"hx-push-url": f"/case/{following.id}"}, done=done)


def next_case(visit: Visit, case: Case) -> Case | None:
    """The case after this one in the order of the queue, else the first that waits."""
    rows = queue_rows.page(visit.session, visit.person.id, visit.client_ids).rows
    waiting = [row.id for row in rows]
    place = visit.text("place")
    later = waiting[int(place) :] if place.isdigit() else []
    candidates = [one for one in [*later, *waiting] if one != case.id]
    return visit.case(str(candidates[0])) if candidates else None


def loaded(visit: Visit, case_id: str) -> Case:
    """The case, if this person may decide about it at all."""
    case = visit.case(case_id)
    if case.status == "escalated" and (why := drafts.objection(case, visit.role)):
        raise Forbidden(why)
    return case


# --- answers that leave -----------------------------------------------------------------------------------------------


@router.post("/case/{case_id}/approve")
@shown_again
def approve(visit: WorkerVisit, case_id: str) -> Response:
    case = loaded(visit, case_id)
    ask = ask_of(visit, case.id, Verb.APPROVE)
    if stored := answered_before(visit, ask):
        return finish(visit, case, stored)
    draft = visit.session.get(Draft, ask.draft_id) if ask.draft_id else None
    if draft is None or draft.case_id != case.id or draft.state != DraftState.OPEN or draft.version != ask.version:
        raise decide.stale(visit, case, ask)
    version = cases.newest_version(visit.session, draft)
    return send(visit, ask, case, draft, version, new=False)


@router.post("/case/{case_id}/edit")
@shown_again
def edit(visit: WorkerVisit, case_id: str) -> Response:
    """A person's own words: a new version, then on its way, or kept for later."""
    case = loaded(visit, case_id)
    ask = ask_of(visit, case.id, Verb.EDIT)
    if stored := answered_before(visit, ask):
        return finish(visit, case, stored, stay=stored.done == "saved")
    if case.status not in ("open", "escalated"):
        raise decide.stale(visit, case, ask)
    draft = cases.open_draft(visit.session, case.id)
    if not decide.same_draft(draft, ask):
        raise decide.stale(visit, case, ask)
    before = cases.newest_version(visit.session, draft) if draft else None
    version = written(visit, case, ask, draft, before)
    if visit.text("then") == "save":
        return save(visit, ask, case, draft, version)
    return send(visit, ask, case, draft, version, new=True)


@router.post("/case/{case_id}/write")
@shown_again
def write(visit: WorkerVisit, case_id: str) -> Response:
    """As `edit`, from an empty page: also where no draft was made."""
    return edit(visit, case_id)


def written(visit: Visit, case: Case, ask: Ask, draft: Draft | None, before: DraftVersion | None) -> DraftVersion:
    """The version that the form holds, not yet stored. Raises Unfit with what must be mended."""
    to, cc = letters.addresses(visit.text("to", 2000)), letters.addresses(visit.text("cc", 2000))
    problems = letters.address_problems(to, cc)
    body, subject = visit.text("body", 50_000), " ".join(visit.text("subject", 250).split())
    if not body:
        problems["body"] = "There is no text yet."
    if problems:
        raise Unfit(problems, str(case.id), visit.kept())
    client = visit.session.get_one(Client, case.client_id)
    invoices = invoices_of(visit, case)
    contacts = ledger.contacts_of_customers(visit.session, (case.customer_id,)) if case.customer_id else []
    return DraftVersion(
        draft_id=draft.id if draft else case.id,
        number=(before.number + 1) if before else 1,
        author=str(visit.person.id),
        writer="person",
        to=to,
        cc=cc,
        subject=subject or case.subject,
        body=body,
        attachments=letters.chosen_attachments(visit, case, before.attachments if before else []),
        facts=drafts.facts_of(body, before.facts if before else [], drafts.vouched(client, invoices, contacts)),
        answers=sorted(ask.saw),
        records=before.records if before else {},
        created_at=visit.now,
    )


def invoices_of(visit: Visit, case: Case) -> list[Invoice]:
    if case.customer_id is None:
        return []
    return list(visit.session.exec(select(Invoice).where(Invoice.customer_id == case.customer_id)))


def send(visit: Visit, ask: Ask, case: Case, draft: Draft | None, version: DraftVersion, new: bool) -> Response:
    """Check the words, build the bytes, and only then take the locks and write."""
    decide.limit_pace(visit)
    check_words(visit, case, version, new)
    customer = visit.session.get(Customer, case.customer_id) if case.customer_id else None
    confirmed = proposals.confirm(visit, case, version.records, customer.currency if customer else "")
    if confirmed.problems:
        raise Unfit(confirmed.problems, str(case.id), visit.kept())
    inbound = letters.newest_inbound(visit.session, case.id, version.answers)
    if inbound is None:
        raise Stale(["Nothing waits for an answer here any more."], str(case.id), visit.kept())
    frozen = letters.freeze(visit, case, version, inbound)
    entered = enter(visit, ask)
    if isinstance(entered, Outcome):
        return finish(visit, case, entered)
    case, draft = entered
    decide.check_current(visit, case, ask, None if new else version.answers)
    if new:
        draft = keep_version(visit, case, draft, version)
    if draft is None:
        raise decide.stale(visit, case, ask)
    escalation = cases.open_escalation(visit.session, case.id)
    if drafts.needs_two(draft, escalation):
        if draft.first_approver is None or draft.first_version != draft.version:
            return finish(visit, case, decide.approve_first(visit, ask, case, draft))
        if why := drafts.second_objection(visit.session, draft, visit.person):
            raise Forbidden(why)
    return finish(visit, case, decide.approve(visit, ask, case, draft, version, frozen, confirmed))


def check_words(visit: Visit, case: Case, version: DraftVersion, new: bool) -> None:
    """No blanks, no foreign bank data, and flagged points looked at. Raises Unfit."""
    problems = letters.address_problems(version.to, version.cc)
    if not version.body.strip():
        problems["body"] = "There is no text yet."
    if problems:
        raise Unfit(problems, str(case.id), visit.kept())
    if missing := blanks(version.body):
        raise Unfit({"body": f"Please fill in or remove: {', '.join(missing)}"}, str(case.id), visit.kept())
    client = visit.session.get_one(Client, case.client_id)
    if strange := drafts.bank_data(version.body, client, invoices_of(visit, case)):
        sentence = f"{strange[0]} looks like an account number that is not in the books. It cannot be sent."
        raise Unfit({"body": sentence}, str(case.id), visit.kept(), code="DC-623")
    unsourced = [one["text"] for one in version.facts if one.get("source") is None]
    draft = visit.session.get(Draft, version.draft_id)
    careful = not new and draft is not None and draft.risk == "check_facts"
    if (unsourced or careful) and not visit.text("checked"):
        what = f"no source was found for {', '.join(unsourced[:5])}" if unsourced else "this draft needs a closer look"
        raise Unfit({"checked": f"Please confirm that you have checked it: {what}."}, str(case.id), visit.kept())


def keep_version(visit: Visit, case: Case, draft: Draft | None, version: DraftVersion) -> Draft:
    """Store a person's version as the newest of the case's draft, which is made where there is none."""
    if draft is None:
        draft = new_draft(visit, case, version)
    else:
        draft.version = version.number
        draft.first_approver = draft.first_version = None
    version.draft_id = draft.id
    visit.session.add_all([draft, version])
    visit.session.flush()
    audit.record(
        visit.session,
        case.client_id,
        "edited",
        "case",
        case.id,
        visit.person.id,
        draft=draft.id,
        version=version.number,
    )
    return draft


def new_draft(visit: Visit, case: Case, version: DraftVersion) -> Draft:
    inbound = letters.newest_inbound(visit.session, case.id, version.answers)
    if inbound is None:
        raise Stale(["Nothing waits for an answer here any more."], str(case.id), visit.kept())
    last = visit.session.exec(select(func.max(Draft.round)).where(Draft.message_id == inbound.id)).one()
    draft = Draft(client_id=case.client_id, case_id=case.id, message_id=inbound.id, round=(last or 0) + 1)
    visit.session.add(draft)
    visit.session.flush()
    return draft


def save(visit: Visit, ask: Ask, case: Case, draft: Draft | None, version: DraftVersion) -> Response:
    entered = enter(visit, ask)
    if isinstance(entered, Outcome):
        return finish(visit, case, entered, stay=True)
    case, draft = entered
    draft = keep_version(visit, case, draft, version)
    decided(visit, ask, case, draft, "saved")
    cases.touch(visit.session, case, visit.now)
    return finish(visit, case, Outcome("saved"), stay=True)


# --- the other decisions -----------------------------------------------------------------------------------------------


def decision(
    visit: Visit, case_id: str, verb: Verb, act: Callable[[Case, Draft | None, Ask], Outcome], stay: bool = False
) -> Response:
    case = loaded(visit, case_id)
    ask = ask_of(visit, case.id, verb)
    entered = enter(visit, ask)
    if isinstance(entered, Outcome):
        return finish(visit, case, entered, stay)
    case, draft = entered
    return finish(visit, case, act(case, draft, ask), stay)


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
    row = decided(visit, ask, case, draft, "no-reply")
    withdraw(visit, draft, "closed without reply")
    for message in waiting:
        mail.move(visit.session, message, MessageState.CLOSED_NO_REPLY, visit.person.id)
    if escalation := cases.open_escalation(visit.session, case.id):
        decide.settle_escalation(visit, escalation, "closed", visit.text("note", 4000) or "Closed without reply")
    case.status = "closed"
    cases.touch(visit.session, case, visit.now)
    audit.record(visit.session, case.client_id, "closed_without_reply", "case", case.id, visit.person.id, reason=reason)
    decide.tell_threads(visit, case, draft, row, waiting)
    return Outcome("no-reply")


def withdraw(visit: Visit, draft: Draft | None, because: str) -> None:
    if draft is not None:
        draft.state, draft.withdrawn_because = DraftState.WITHDRAWN.value, because
        visit.session.add(draft)


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
