"""Promises, disputes and plans of all customers, and the list of invoices whose reminders must rest."""

from typing import Any

import sqlalchemy
from fastapi import APIRouter
from sqlmodel import col
from starlette.responses import HTMLResponse, RedirectResponse, Response

from agent.domain.vocabulary import RecordState
from agent.records import audit, promises
from agent.records.cases import Decision
from agent.records.ledger import Client, Customer
from agent.records.people import User
from agent.records.promises import Dispute, Plan, Promise
from approvals import pages, words
from approvals.errors import NotFound
from approvals.exports import csv_answer
from approvals.visits import ReaderVisit, Visit, WorkerVisit, identity

router = APIRouter()
TABLES: dict[str, type[Promise] | type[Dispute] | type[Plan]] = {"promise": Promise, "dispute": Dispute, "plan": Plan}
SHOWN = 200


@router.get("/records")
def read_records(visit: ReaderVisit) -> HTMLResponse:
    asked = visit.request.query_params
    kind = asked.get("kind", "promise")
    kind = kind if kind in TABLES else "promise"
    state = asked.get("state", "open")
    state = state if state in (*RecordState, "all") else "open"
    return show(visit, kind, state)


def show(visit: Visit, kind: str, state: str, problem: tuple[str, str] = ("", ""), status: int = 200) -> HTMLResponse:
    """`problem`: the id of the record that could not be closed, and why."""
    return pages.page(
        visit, "records.html", status, here="records", rows=rows(visit, kind, state), kind=kind, state=state,
        problem=problem, flash=flash(visit, kind),
    )  # fmt: skip


def flash(visit: Visit, kind: str) -> dict[str, Any]:
    """What the last click did to a record, and the way back."""
    asked = visit.request.query_params
    try:
        found = loaded(visit, kind, asked.get("closed") or asked.get("reopened") or "")
    except NotFound:
        return {}
    whose = f"{kind.capitalize()} of {visit.session.get_one(Customer, found.customer_id).name}"
    if found.state == RecordState.CLOSED:
        return {"text": f"{whose} closed. Reminders may go on.", "reopen": f"/records/{kind}/{found.id}/reopen"}
    return {"text": f"{whose} opened again. Reminders rest."}


def rows(visit: Visit, kind: str, state: str) -> list[Any]:
    """(record, customer, client, the decision that confirmed it, who decided): the last two None if it came with the books."""
    table = TABLES[kind]
    query = sqlalchemy.select(table, Customer, Client, Decision, User).join(
        Customer, col(Customer.id) == table.customer_id
    )
    query = query.join(Client, col(Client.id) == table.client_id)
    query = query.outerjoin(Decision, col(Decision.id) == table.decision_id)
    query = query.outerjoin(User, col(User.id) == Decision.user_id).where(col(table.client_id).in_(visit.client_ids))
    if state in set(RecordState):
        query = query.where(col(table.state) == state)
    newest = col(table.created_at).desc()
    order = (col(Promise.promised_for).asc().nulls_last(), newest) if kind == "promise" else (newest,)
    return list(visit.session.execute(query.order_by(*order).limit(SHOWN)))


@router.get("/holds.csv")
def export_holds(visit: ReaderVisit) -> Response:
    """For the firm's own reminder run: these invoices are not to be reminded of."""
    lines = [
        (client.code, number, reason)
        for client in visit.own_clients()
        for number, reason in sorted(promises.holds(visit.session, client.id).items())
    ]
    return csv_answer("holds.csv", ["client", "invoice", "reason"], lines)


@router.post("/records/{kind}/{record_id}/close")
def close_record(visit: WorkerVisit, kind: str, record_id: str) -> Response:
    """A dispute that is settled, a promise or plan that is over: reminders may go on."""
    found = loaded(visit, kind, record_id, lock=True)
    reason = visit.text("reason", 60)
    if found.state == RecordState.OPEN and reason not in words.RECORD_OVER:
        return show(visit, kind, "open", (record_id, f"Choose why the {kind} is over."), 422)
    turn(visit, kind, found, RecordState.OPEN, RecordState.CLOSED, "record_closed", reason=reason)
    return RedirectResponse(f"/records?kind={kind}&closed={found.id}", 303)


@router.post("/records/{kind}/{record_id}/reopen")
def reopen_record(visit: WorkerVisit, kind: str, record_id: str) -> Response:
    """It was closed too soon: reminders rest again."""
    found = loaded(visit, kind, record_id, lock=True)
    turn(visit, kind, found, RecordState.CLOSED, RecordState.OPEN, "record_reopened")
    return RedirectResponse(f"/records?kind={kind}&reopened={found.id}", 303)


def loaded(visit: Visit, kind: str, record_id: str, lock: bool = False) -> Promise | Dispute | Plan:
    """Raises NotFound."""
    found = visit.session.get(TABLES[kind], identity(record_id), with_for_update=lock) if kind in TABLES else None
    if not isinstance(found, Promise | Dispute | Plan) or found.client_id not in visit.client_ids:
        raise NotFound("record")
    return found


def turn(
    visit: Visit, kind: str, found: Promise | Dispute | Plan, before: RecordState, after: RecordState, event: str, **body: Any
) -> None:  # fmt: skip
    """From one state to the other, with its event; a second click changes nothing."""
    if found.state != before:
        return
    found.state = after.value
    if isinstance(found, Dispute):
        found.closed_at = visit.now if after is RecordState.CLOSED else None
    visit.session.add(found)
    audit.record(
        visit.session, found.client_id, event, kind, found.id, visit.person.id, before=before, after=after, **body
    )
