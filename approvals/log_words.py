"""An event of the log in words: of which case it tells, and what its body says without ids and codes."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import col, select

from agent.records.audit import AuditEvent
from agent.records.cases import Case, Draft
from agent.records.ledger import Customer
from agent.records.mail import Message
from agent.records.outbox import OutboxMail
from agent.records.promises import Dispute, Plan, Promise
from approvals import words
from approvals.visits import Visit

Agreed = type[Promise] | type[Dispute] | type[Plan]
SUBJECTS: dict[str, type[Message] | type[Draft] | type[OutboxMail] | Agreed] = {
    "message": Message,
    "draft": Draft,
    "outbox": OutboxMail,
    "promise": Promise,
    "dispute": Dispute,
    "plan": Plan,
}
SILENT = frozenset(
    {"before", "after", "decision", "mail", "draft", "sha256", "message", "answers", "owner", "rules", "verb"}
)
NAMES: dict[str, Mapping[str, str]] = {
    "route": words.ROUTE,
    "code": words.ALL_REASONS,
    "reason": words.NO_REPLY_REASON | words.DISMISS_REASON | words.RECORD_OVER,
    "variant": words.REDRAFT,
    "reasons": {},
    "intents": words.INTENT,
    "role": words.ROLE,
    "because": {},
}
"""Tables of words for the codes in a body, by the body's key."""
KEYS = {"code": "reason", "variant": "change"}


def cases_of(visit: Visit, shown: Sequence[AuditEvent]) -> dict[str, Case]:
    """The case of each event by the event's subject id: the case itself, or that of a mail, a draft, an answer."""
    found = {str(one.id): one for one in own_cases(visit, [e.subject_id for e in shown if e.subject == "case"])}
    for subject, table in SUBJECTS.items():
        ids = [one.subject_id for one in shown if one.subject == subject]
        query = select(table.id, Case).join(Case, col(Case.id) == table.case_id)
        query = query.where(col(table.id).in_(ids), col(Case.client_id).in_(visit.client_ids))
        found |= {str(key): case for key, case in (visit.session.exec(query) if ids else ())}
    return found


def own_cases(visit: Visit, ids: Sequence[str]) -> list[Case]:
    query = select(Case).where(col(Case.id).in_(ids), col(Case.client_id).in_(visit.client_ids))
    return list(visit.session.exec(query)) if ids else []


def places_of(visit: Visit, shown: Sequence[AuditEvent]) -> dict[str, str]:
    """Where an event happened that belongs to no case, by its subject id: a company, or a customer whose promise came
    with the books."""
    own = {str(one.id): one.name for one in visit.own_clients()}
    ids = [one.subject_id for one in shown if one.subject == "promise"]
    query = select(Promise.id, Customer.name).join(Customer, col(Customer.id) == Promise.customer_id)
    query = query.where(col(Promise.id).in_(ids), col(Promise.client_id).in_(visit.client_ids))
    promised = {str(key): name for key, name in (visit.session.exec(query) if ids else ())}
    run = {one.subject_id: "all companies" for one in shown if one.subject == "retention"}
    return own | promised | run


def subjects_of(visit: Visit, number: int) -> list[str]:
    """Ids of a case, its mails, drafts and answers."""
    query = select(Case.id).where(Case.number == number, col(Case.client_id).in_(visit.client_ids))
    cases = list(visit.session.exec(query))
    found = [str(one) for one in cases]
    for table in SUBJECTS.values():
        found += [str(one) for one in visit.session.exec(select(table.id).where(col(table.case_id).in_(cases)))]
    return found


def details(event: AuditEvent) -> str:
    """`Being read → Needs review`; what the body holds besides, in words."""
    body = event.body
    said = [f"{state(body.get('before'))} → {state(body['after'])}"] if body.get("after") else []
    said += [
        f"{KEYS.get(key, key).replace('_', ' ')}: {told(key, value)}"
        for key, value in sorted(body.items())
        if key not in SILENT and value not in (None, "", [])
    ]
    return " · ".join(said)


def state(code: Any) -> str:
    return words.word(words.STATE, str(code or "new"))


def told(key: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    many = value if isinstance(value, list) else [value]
    table = NAMES.get(key)
    written = ", ".join(str(one) if table is None else words.word(table, str(one)) for one in many)
    return written if len(written) <= 120 else written[:118] + " …"
