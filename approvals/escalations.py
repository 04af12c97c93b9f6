"""The manager's log of escalations: who handed what over, when, why and in which words; and what became of it."""

from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy
from fastapi import APIRouter
from sqlmodel import col, or_, select
from starlette.responses import HTMLResponse, RedirectResponse, Response

from agent.domain.vocabulary import MessageState, Role, Verb
from agent.records import audit, cases, mail, people
from agent.records.cases import Case, Escalation
from agent.records.ledger import Client, Customer
from agent.records.people import User
from approvals import actions, decide, pages, words
from approvals.cases import flash
from approvals.decide import Ask, Outcome
from approvals.errors import NotFound, Stale, Unfit
from approvals.exports import csv_answer
from approvals.proposals import day
from approvals.visits import MANAGERS, ManagerVisit, OverseerVisit, Visit, identity

router = APIRouter()
SHOWN, EXPORTED = 100, 10_000
STAKES = sqlalchemy.text("""
SELECT e.id, sum(i.open_amount), min(i.currency) FROM escalations e
JOIN cases c ON c.id = e.case_id
JOIN readings r ON r.message_id = e.message_id
CROSS JOIN LATERAL jsonb_array_elements(coalesce(r.match->'invoices', '[]')) named
JOIN invoices i ON i.customer_id = c.customer_id AND i.number = named->>'number'
WHERE e.id = ANY(:ids) GROUP BY e.id
""")
FILTERS = ("state", "reason", "from", "to", "customer")


@router.get("/escalations")
def read_escalations(visit: OverseerVisit) -> HTMLResponse:
    chosen = filters(visit)
    return pages.page(
        visit,
        "escalations.html",
        here="escalations",
        rows=rows(visit, chosen, SHOWN),
        chosen=chosen,
        reasons=reasons(visit),
        managers=managers(visit),
        acts=visit.role in MANAGERS,
        query=visit.request.url.query,
        flash=flash(visit, visit.request.query_params),
    )


@router.get("/escalations.csv")
def export_escalations(visit: OverseerVisit) -> Response:
    head = ["raised_at", "case", "client", "customer", "reason", "sentence", "words", "raised_by", "queue", "state",
            "owner", "outcome", "closed_at", "open_amount", "currency"]  # fmt: skip
    lines = [
        [
            one.raised_at.isoformat(), case.number, client.code, customer.name if customer else "", one.code, one.sentence,
            one.words, raiser, one.queue, one.state, owner or "", one.outcome, one.closed_at.isoformat() if one.closed_at else "",
            *(stake or ("", "")),
        ]
        for one, case, client, customer, owner, raiser, stake in rows(visit, filters(visit), EXPORTED)
    ]  # fmt: skip
    return csv_answer("escalations.csv", head, lines)


def filters(visit: Visit) -> dict[str, str]:
    asked = visit.request.query_params
    found = {name: asked.get(name, "").strip()[:80] for name in FILTERS}
    return found if "state" in asked else found | {"state": "open"}


def rows(visit: Visit, chosen: dict[str, str], limit: int) -> list[Any]:
    """(escalation, case, client, customer, owner's name, who raised it, what is open on it): open ones first, the oldest
    of them on top."""
    query = sqlalchemy.select(Escalation, Case, Client, Customer, col(User.name)).join(
        Case, col(Case.id) == Escalation.case_id
    )
    query = query.join(Client, col(Client.id) == Escalation.client_id)
    query = query.outerjoin(Customer, col(Customer.id) == Case.customer_id)
    query = query.outerjoin(User, col(User.id) == Escalation.owner_id)
    query = query.where(col(Escalation.client_id).in_(visit.client_ids))
    if chosen["state"] and chosen["state"] != "all":
        query = query.where(col(Escalation.state) == chosen["state"])
    if chosen["reason"]:
        query = query.where(col(Escalation.code) == chosen["reason"])
    if since := day(chosen["from"]):
        query = query.where(col(Escalation.raised_at) >= datetime.combine(since, time(), UTC))
    if until := day(chosen["to"]):
        query = query.where(col(Escalation.raised_at) <= datetime.combine(until, time.max, UTC))
    if name := chosen["customer"]:
        query = query.where(or_(col(Customer.name).icontains(name, autoescape=True), col(Customer.code) == name))
    oldest_open = (col(Escalation.state) != "open", col(Escalation.raised_at))
    found = visit.session.execute(query.order_by(*oldest_open).limit(limit)).all()
    names = pages.names_of(visit, {row[0].raised_by for row in found})
    at_stake = stakes(visit, [row[0].id for row in found])
    return [(*row, names.get(row[0].raised_by, ""), at_stake.get(row[0].id)) for row in found]


def stakes(visit: Visit, ids: list[UUID]) -> dict[UUID, tuple[Decimal, str]]:
    """(amount, currency) that is open today on the customer's invoices that the escalated mail names."""
    found = visit.session.execute(STAKES, {"ids": ids})
    return {escalation: (amount, currency) for escalation, amount, currency in found}


def reasons(visit: Visit) -> list[str]:
    query = select(Escalation.code).where(col(Escalation.client_id).in_(visit.client_ids)).distinct()
    return sorted(visit.session.exec(query))


def managers(visit: Visit) -> list[User]:
    """To whom this person can pass something on."""
    found = {
        user.id: user
        for client_id in visit.client_ids
        for user in people.colleagues(visit.session, client_id, (Role.MANAGER,))
        if user.id != visit.person.id
    }
    return list(found.values())


# --- what a manager does --------------------------------------------------------------------------------------------


def loaded(visit: Visit, escalation_id: str) -> tuple[Escalation, Case]:
    """The open escalation and its case, both locked. Raises NotFound or Stale."""
    query = select(Escalation).where(
        Escalation.id == identity(escalation_id), col(Escalation.client_id).in_(visit.client_ids)
    )
    found = visit.session.exec(query).first()
    if found is None:
        raise NotFound("escalation")
    case = visit.case(str(found.case_id), lock=True)
    visit.session.refresh(found, with_for_update=True)
    if found.state != "open":
        done = words.word(words.ESCALATION_STATE, found.state).lower()
        raise Stale([f"The escalation was {done} meanwhile."], str(case.id), visit.kept())
    return found, case


def back(case: Case, done: str) -> Response:
    return RedirectResponse(f"/escalations?state=open&done={done}&case={case.id}", 303)


@router.post("/escalations/{escalation_id}/reassign")
def reassign(visit: ManagerVisit, escalation_id: str) -> Response:
    found, case = loaded(visit, escalation_id)
    able = {str(one.id): one for one in people.colleagues(visit.session, case.client_id, (Role.MANAGER,))}
    owner = able.get(visit.text("owner"))
    if owner is None:
        raise Unfit("Choose a manager who works for this company.", str(case.id))
    if found.owner_id != owner.id:
        found.owner_id = owner.id
        visit.session.add(found)
        audit.record(
            visit.session, case.client_id, "escalation_reassigned", "case", case.id, visit.person.id, owner=owner.id
        )
    return back(case, "reassigned")


@router.post("/escalations/{escalation_id}/send-back")
def send_back(visit: ManagerVisit, escalation_id: str) -> Response:
    """To the specialists again, with a note: they may answer."""
    found, case = loaded(visit, escalation_id)
    note = visit.text("note", 2000)
    if not note:
        raise Unfit("Say in a note what the specialist should do.", str(case.id), visit.kept())
    decide.settle_escalation(visit, found, "sent_back", note)
    for message in mail.open_messages_of(visit.session, case.id):
        if message.state == MessageState.ESCALATED:
            mail.move(visit.session, message, MessageState.WAITING_SPECIALIST, visit.person.id)
    case.status = "open"
    cases.touch(visit.session, case, visit.now)
    audit.record(visit.session, case.client_id, "escalation_sent_back", "case", case.id, visit.person.id)
    return back(case, "sent_back")


@router.post("/escalations/{escalation_id}/close")
def close(visit: ManagerVisit, escalation_id: str) -> Response:
    """Settled without a mail: the outcome is written down, the case is closed."""
    found, case = loaded(visit, escalation_id)
    outcome = visit.text("note", 2000)
    if not outcome:
        raise Unfit("Write down the outcome.", str(case.id), visit.kept())
    waiting = mail.open_messages_of(visit.session, case.id)
    draft = cases.open_draft(visit.session, case.id, lock=True)
    row = decide.decided(visit, closing_ask(visit, case, waiting), case, draft, "closed", escalation=str(found.id))
    actions.withdraw(visit, draft, "closed by a manager")
    for message in waiting:
        mail.move(visit.session, message, MessageState.CLOSED_NO_REPLY, visit.person.id)
    decide.settle_escalation(visit, found, "closed", outcome)
    case.status = "closed"
    cases.touch(visit.session, case, visit.now)
    audit.record(visit.session, case.client_id, "escalation_closed", "case", case.id, visit.person.id)
    decide.tell_threads(visit, case, draft, row, waiting)
    return back(case, Outcome("closed").done)


def closing_ask(visit: Visit, case: Case, waiting: list[Any]) -> Ask:
    """A manager closes from the log, where no draft is shown: the case is taken as it is under its lock."""
    key = f"escalation-closed:{case.id}:{case.etag}"
    saw = frozenset(str(one.id) for one in waiting)
    return Ask(Verb.NO_REPLY, case.id, None, None, case.etag, key, visit.now, "", saw, key)
