"""What changed in a case since a person opened it, in sentences: the page of whoever was slower shows them."""

from datetime import UTC, datetime

from sqlmodel import col, select

from agent.domain.vocabulary import Role, Verb
from agent.records import cases
from agent.records.cases import Case, Decision, DraftVersion
from agent.records.ledger import Invoice
from agent.records.mail import Message
from agent.records.people import User
from approvals import words
from approvals.visits import Visit

EVER = datetime.min.replace(tzinfo=UTC)
VERB = {
    Verb.APPROVE.value: "approved version {version}",
    Verb.EDIT.value: "edited and sent version {version}",
    Verb.REDRAFT.value: "asked for a new draft",
    Verb.NO_REPLY.value: "closed the case without a reply",
    Verb.ESCALATE.value: "escalated the case",
}


def changes_since(
    visit: Visit, case: Case, seen: datetime, books: str, saw: frozenset[str], only_facts: bool = False
) -> list[str]:
    """`books`: the invoices as they were shown. `saw`: ids of the mails that were shown. `only_facts`: mails and books."""
    found = [*newer_mails(visit, case, seen, saw), *changed_books(visit, case, books)]
    return found if only_facts else [*decisions(visit, case, seen), *versions(visit, case, seen), *found]


def newer_mails(visit: Visit, case: Case, seen: datetime, saw: frozenset[str]) -> list[str]:
    query = select(Message).where(Message.case_id == case.id, col(Message.stored_at) > seen)
    found = [one for one in visit.session.exec(query) if str(one.id) not in saw]
    return [f"{one.from_name or one.from_address} wrote again, {at(visit, one.stored_at)}." for one in found]


def changed_books(visit: Visit, case: Case, books: str) -> list[str]:
    """Invoices that are no longer as the person saw them."""
    shown = dict(part.split("=", 1) for part in books.split("; ") if "=" in part)
    query = select(Invoice).where(Invoice.client_id == case.client_id, col(Invoice.number).in_(shown))
    found = []
    for invoice in visit.session.exec(query):
        if shown[invoice.number] != f"{invoice.open_amount}:{invoice.status}":
            before = shown[invoice.number].partition(":")[0]
            was, now = words.money(before, invoice.currency), words.money(invoice.open_amount, invoice.currency)
            found.append(f"{invoice.number}: {was} was open, now {now} ({invoice.status.replace('_', ' ')}).")
    return found


def last_decision(visit: Visit, case: Case) -> str:
    """Who decided about the case last, and when; "" if nobody has."""
    return next(reversed(decisions(visit, case, EVER)), "")


def closing(visit: Visit, case: Case) -> Decision | None:
    """The decision by which a case was closed, where a person closed it."""
    query = select(Decision).where(Decision.case_id == case.id, Decision.verb == Verb.NO_REPLY)
    return visit.session.exec(query.where(col(Decision.undone_at).is_(None)).order_by(col(Decision.at).desc())).first()


def was_escalated(row: Decision) -> bool:
    """The case was a manager's when this was decided."""
    return row.snapshot.get("case_status") == "escalated"


def may_reopen(visit: Visit, row: Decision | None) -> bool:
    """An escalation that a manager closed is theirs to open."""
    return visit.works and (row is None or visit.role is Role.MANAGER or not was_escalated(row))


def decisions(visit: Visit, case: Case, seen: datetime) -> list[str]:
    query = select(Decision, User).join(User, col(User.id) == Decision.user_id)
    query = query.where(Decision.case_id == case.id, (col(Decision.at) > seen) | (col(Decision.undone_at) > seen))
    found = []
    for row, user in visit.session.exec(query.order_by(col(Decision.at))):
        if row.at > seen:
            did = VERB.get(row.verb, row.verb).format(version=row.version)
            did = f"approved version {row.version} as the first of two" if row.snapshot.get("done") == "first" else did
            found.append(f"{user.name} {did}, {at(visit, row.at)}.")
        if row.undone_at and row.undone_at > seen:
            what = "closing" if row.verb == Verb.NO_REPLY else "approval"
            found.append(f"{user.name}'s {what} was undone, {at(visit, row.undone_at)}.")
    return found


def versions(visit: Visit, case: Case, seen: datetime) -> list[str]:
    draft = cases.open_draft(visit.session, case.id)
    if draft is None:
        return []
    version = visit.session.get_one(DraftVersion, (draft.id, draft.version))
    if version.created_at <= seen:
        return []
    who = "the assistant"
    if version.author != "assistant":
        user = visit.session.exec(select(User).where(col(User.id) == version.author)).first()
        who = user.name if user else "somebody"
    return [f"There is a new version {version.number} by {who}, {at(visit, version.created_at)}."]


def at(visit: Visit, when: datetime) -> str:
    return words.moment(when, visit.config.zone, visit.now)
