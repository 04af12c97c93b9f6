"""The story of all decisions: audit events by person, kind and case, and whether the chain is whole."""

from typing import Any

from fastapi import APIRouter
from sqlmodel import col, select
from starlette.responses import HTMLResponse

from agent.domain.vocabulary import Role
from agent.records.audit import INSTALLATION, AuditChain, AuditEvent, verify_chain
from agent.records.cases import Case
from approvals import pages, words
from approvals.visits import AnyVisit, Visit

router = APIRouter()
SHOWN = 100
DECISIONS = ("approved", "approved_first", "edited", "redraft_asked", "closed_without_reply", "decision_undone")
TABS = {
    "": ("Everything", ()),
    "decisions": ("Decisions", DECISIONS),
    "escalations": ("Escalations", ("escalated", "escalation_reassigned", "escalation_sent_back", "escalation_closed")),
    "undone": ("Undone", ("decision_undone",)),
    "settings": ("Settings", ("switched", "user_added", "user_changed", "settings_changed")),
}


@router.get("/log")
def read_log(visit: AnyVisit) -> HTMLResponse:
    """A specialist sees what they did themselves; an administrator sees the chains and settings, no mail."""
    asked = visit.request.query_params
    tab = asked.get("tab", "") if asked.get("tab", "") in TABS else ""
    found = events(visit, tab, asked.get("who", ""), asked.get("case", "").strip("# "), asked.get("before", ""))
    more = f"{found[-1].at.isoformat()}" if len(found) > SHOWN else ""
    shown = found[:SHOWN]
    return pages.page(
        visit,
        "log.html",
        here="log",
        events=shown,
        more=more,
        tab=tab,
        tabs=TABS,
        asked=dict(asked),
        names=pages.names_of(visit, {one.actor for one in shown}),
        numbers=case_numbers(visit, shown),
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
    if case.isdigit():
        ids = select(Case.id).where(Case.number == int(case), col(Case.client_id).in_(visit.client_ids))
        query = query.where(col(AuditEvent.subject_id).in_([str(one) for one in visit.session.exec(ids)]))
    if moment := words.parsed_moment(before):
        query = query.where(col(AuditEvent.at) < moment)
    return list(
        visit.session.exec(query.order_by(col(AuditEvent.at).desc(), col(AuditEvent.seq).desc()).limit(SHOWN + 1))
    )


def case_numbers(visit: Visit, shown: list[AuditEvent]) -> dict[str, int]:
    ids = [one.subject_id for one in shown if one.subject == "case"]
    query = select(Case).where(col(Case.id).in_(ids), col(Case.client_id).in_(visit.client_ids))
    return {str(one.id): one.number or 0 for one in visit.session.exec(query)}


def chains(visit: Visit, verify: bool) -> list[dict[str, Any]]:
    """Each chain with its length; its problems are looked for only when asked, since every event is read."""
    names = {str(one.id): one.name for one in visit.own_clients()} | {INSTALLATION: "Installation"}
    own = own_chains(visit) if visit.role is not Role.ADMIN else [*names]
    found = []
    for chain in visit.session.exec(select(AuditChain).where(col(AuditChain.chain).in_(own))):
        problems = verify_chain(visit.session, chain.chain)[2] if verify else None
        found.append({"name": names.get(chain.chain, chain.chain), "length": chain.seq, "problems": problems})
    return sorted(found, key=lambda one: str(one["name"]))
