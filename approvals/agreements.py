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
from approvals import pages
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
    return pages.page(visit, "records.html", here="records", rows=rows(visit, kind, state), kind=kind, state=state)


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
    if kind not in TABLES:
        raise NotFound("record")
    found = visit.session.get(TABLES[kind], identity(record_id), with_for_update=True)
    if not isinstance(found, Promise | Dispute | Plan) or found.client_id not in visit.client_ids:
        raise NotFound("record")
    if found.state == RecordState.OPEN:
        found.state = RecordState.CLOSED.value
        if isinstance(found, Dispute):
            found.closed_at = visit.now
        visit.session.add(found)
        audit.record(visit.session, found.client_id, "record_closed", kind, found.id, visit.person.id)
    return RedirectResponse(f"/records?kind={kind}", 303)
