"""The story of all decisions: audit events by person, kind and case, and whether the chain is whole."""

from typing import Any

from fastapi import APIRouter
from sqlalchemy import literal, tuple_
from sqlmodel import col, select
from starlette.responses import HTMLResponse

from agent.domain.vocabulary import Role
from agent.records import audit
from agent.records.audit import INSTALLATION, AuditChain, AuditEvent
from approvals import log_words, pages, words
from approvals.visits import AnyVisit, Visit

router = APIRouter()
SHOWN = 100
DECISIONS = ("approved", "approved_first", "edited", "redraft_asked", "closed_without_reply", "decision_undone")
TABS = {
    "": ("Everything", ()),
    "decisions": ("Decisions", DECISIONS),
    "escalations": ("Escalations", ("escalated", "escalation_reassigned", "escalation_sent_back", "escalation_closed")),
    "undone": ("Undone", ("decision_undone",)),
    "settings": (
        "Settings",
        (
            "switched",
            "breaker_tripped",
            "probe_returned",
            "bank_data_changed",
            "user_added",
            "user_changed",
            "settings_changed",
        ),
    ),
}


@router.get("/log")
def read_log(visit: AnyVisit) -> HTMLResponse:
    """A specialist sees what they did themselves; an administrator sees the chains and settings, no mail."""
    asked = visit.request.query_params
    tab = asked.get("tab", "") if asked.get("tab", "") in TABS else ""
    found = events(visit, tab, asked.get("who", ""), asked.get("case", "").strip("# "), asked.get("before", ""))
    shown = found[:SHOWN]
    more = cursor(shown[-1]) if len(found) > SHOWN else ""
    return pages.page(
        visit,
        "log.html",
        here="log",
        events=shown,
        more=more,
        tab=tab,
        tabs=TABS,
        asked=dict(asked),
        names=pages.names_of(visit, {who for one in shown for who in (one.actor, one.subject_id)}),
        cases=log_words.cases_of(visit, shown) if visit.role is not Role.ADMIN else {},
        places=log_words.places_of(visit, shown),
        details=log_words.details,
        chains=chains(visit, bool(asked.get("verify"))),
    )


def own_chains(visit: Visit) -> list[str]:
    if visit.role is Role.ADMIN:
        return [INSTALLATION]
    return [str(one) for one in visit.client_ids]


def events(visit: Visit, tab: str, who: str, case: str, before: str) -> list[AuditEvent]:
    query = select(AuditEvent).where(col(AuditEvent.chain).in_(own_chains(visit)))
    if visit.role is Role.SPECIALIST:
        query = query.where(AuditEvent.actor == str(visit.person.id))
    if kinds := TABS[tab][1]:
        query = query.where(col(AuditEvent.kind).in_(kinds))
    if who:
        query = query.where(AuditEvent.actor == who)
    if case:
        subjects = log_words.subjects_of(visit, int(case)) if case.isdecimal() and len(case) < 19 else []
        query = query.where(col(AuditEvent.subject_id).in_(subjects))
    place = tuple_(col(AuditEvent.at), col(AuditEvent.seq), col(AuditEvent.chain))
    at, _, rest = before.partition("~")
    seq, _, chain = rest.partition("~")
    if (moment := words.parsed_moment(at)) and seq.isdecimal():
        query = query.where(place < tuple_(literal(moment), literal(int(seq)), literal(chain)))
    newest_first = (col(AuditEvent.at).desc(), col(AuditEvent.seq).desc(), col(AuditEvent.chain).desc())
    return list(visit.session.exec(query.order_by(*newest_first).limit(SHOWN + 1)))


def cursor(event: AuditEvent) -> str:
    """Where the next page goes on. Events of one moment are told apart by their chain and place in it."""
    return f"{event.at.isoformat()}~{event.seq}~{event.chain}"


def chains(visit: Visit, verify: bool) -> list[dict[str, Any]]:
    """Each chain with its length; its problems are looked for only when asked, since every event is read."""
    names = {str(one.id): one.name for one in visit.own_clients()} | {INSTALLATION: "Installation"}
    own = own_chains(visit) if visit.role is not Role.ADMIN else [*names]
    if verify:
        found = [*audit.verify(visit.request.app.state.engine, own)]
        shown = [{"name": names[name], "length": length, "problems": trouble} for name, length, trouble in found]
    else:
        rows = visit.session.exec(select(AuditChain).where(col(AuditChain.chain).in_(own)))
        shown = [{"name": names[one.chain], "length": one.seq, "problems": None} for one in rows]
    return sorted(shown, key=lambda one: str(one["name"]))
