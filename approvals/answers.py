"""Answers that leave: approved as drafted, edited, or written by hand. Each ends in the outbox, or with the first of two."""

from collections.abc import Sequence

from fastapi import APIRouter
from sqlalchemy import func
from sqlmodel import select
from starlette.responses import Response

from agent.domain.grounding import blanks
from agent.domain.vocabulary import DraftState, Risk, Verb
from agent.mail.written import parted
from agent.records import audit, cases, ledger
from agent.records.bank_data import foreign_numbers
from agent.records.cases import Case, Draft, DraftVersion
from agent.records.ledger import Client, Contact, Customer, Invoice
from approvals import decide, drafts, letters, proposals
from approvals.decide import Ask, Outcome, decided
from approvals.errors import Forbidden, Stale, Unfit
from approvals.returns import decision, shown_again
from approvals.visits import Visit, WorkerVisit

router = APIRouter()


@router.post("/case/{case_id}/approve")
@shown_again
def approve(visit: WorkerVisit, case_id: str) -> Response:
    return decision(visit, case_id, Verb.APPROVE, lambda case, draft, ask: as_drafted(visit, case, draft, ask))


def as_drafted(visit: Visit, case: Case, draft: Draft | None, ask: Ask) -> Outcome:
    if draft is None:
        raise decide.stale(visit, case, ask)
    return send(visit, ask, case, draft, cases.newest_version(visit.session, draft), new=False)


@router.post("/case/{case_id}/edit")
@shown_again
def edit(visit: WorkerVisit, case_id: str) -> Response:
    return decision(visit, case_id, Verb.EDIT, lambda case, draft, ask: in_own_words(visit, case, draft, ask))


def in_own_words(visit: Visit, case: Case, draft: Draft | None, ask: Ask) -> Outcome:
    """A new version, then on its way, or kept for later."""
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
    contacts = contacts_of(visit, case)
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


def contacts_of(visit: Visit, case: Case) -> Sequence[Contact]:
    return ledger.contacts_of_customers(visit.session, (case.customer_id,)) if case.customer_id else []


def send(visit: Visit, ask: Ask, case: Case, draft: Draft | None, version: DraftVersion, new: bool) -> Outcome:
    """Check the words, build the bytes, and only then write."""
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
    decide.check_current(visit, case, ask, None if new else version.answers)
    if new:
        draft = keep_version(visit, case, draft, version)
    if draft is None:
        raise decide.stale(visit, case, ask)
    escalation = cases.open_escalation(visit.session, case.id)
    if drafts.needs_two(draft, escalation):
        if draft.first_approver is None or draft.first_version != draft.version:
            return decide.approve_first(visit, ask, case, draft)
        if why := drafts.second_objection(visit.session, draft, visit.person, case.status == "escalated"):
            raise Forbidden(why)
    return decide.approve(visit, ask, case, draft, version, frozen, confirmed)


def check_words(visit: Visit, case: Case, version: DraftVersion, new: bool) -> None:
    """No blanks, no foreign bank data, and flagged points looked at. Raises Unfit."""
    problems = letters.address_problems(version.to, version.cc)
    if not version.body.strip():
        problems["body"] = "There is no text yet."
    if problems:
        raise Unfit(problems, str(case.id), visit.kept())
    if missing := blanks(version.body):
        raise Unfit({"body": f"Please fill in or remove: {', '.join(missing)}"}, str(case.id), visit.kept())
    text = parted(version.body)
    if strange := foreign_numbers(visit.session, case, f"{version.subject}\n{text.own}", text.quoted):
        sentence = f"{strange[0]} looks like an account number that is not in the books. It cannot be sent."
        raise Unfit({"body": sentence}, str(case.id), visit.kept(), code="DC-623")
    if not visit.text("checked") and (doubts := doubtful(visit, case, version, new)):
        sentence = f"Please confirm that you have checked it: {'; '.join(doubts)}."
        raise Unfit({"checked": sentence}, str(case.id), visit.kept())


def doubtful(visit: Visit, case: Case, version: DraftVersion, new: bool) -> list[str]:
    """What a person must have looked at before this leaves."""
    unsourced = [one["text"] for one in version.facts if one.get("source") is None]
    found = [f"no source was found for {drafts.listed(unsourced[:5])}"] if unsourced else []
    if strange := drafts.strangers([*version.to, *version.cc], contacts_of(visit, case)):
        be, kind = ("are", "known contacts") if len(strange) > 1 else ("is", "a known contact")
        found.append(f"{drafts.listed(strange)} {be} not {kind}{' of this customer' if case.customer_id else ''}")
    draft = visit.session.get(Draft, version.draft_id)
    careful = not new and draft is not None and draft.risk == Risk.CHECK_FACTS
    return found or (["this draft needs a closer look"] if careful else [])


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
    audit.record(
        visit.session, case.client_id, "draft_written", "draft", draft.id, visit.person.id,
        after=DraftState.OPEN, writer="person",
    )  # fmt: skip
    return draft


def save(visit: Visit, ask: Ask, case: Case, draft: Draft | None, version: DraftVersion) -> Outcome:
    draft = keep_version(visit, case, draft, version)
    decided(visit, ask, case, draft, "saved")
    cases.touch(visit.session, case, visit.now)
    return Outcome("saved")
