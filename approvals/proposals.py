"""Promises, disputes and plans beside a draft: proposed by the assistant, completed and confirmed by a person.

Read from `DraftVersion.records`, the JSON of `agent.domain.proposals.Proposals`. Blanks stay blank until a person fills them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import Session, col, select

from agent.records import audit
from agent.records.cases import Case, Decision
from agent.records.ledger import Invoice
from agent.records.promises import Dispute, Plan, Promise, Task
from approvals import words
from approvals.visits import Visit

Agreement = TypeVar("Agreement", Promise, Dispute, Plan)
KINDS = ("promise", "dispute", "plan")
LEAST_ROWS, SPARE_ROWS, MOST_ROWS = 6, 2, 12
LATEST, FARTHEST = timedelta(days=31), timedelta(days=3 * 365 + 1)
"""How long a day may be gone, since a mail may be worked late, and how far ahead it may lie."""
WHOLE = r"[0-9]{1,3}(?P<mark>[ .,'’])[0-9]{3}(?:(?P=mark)[0-9]{3})*|[0-9]+"
AMOUNT = re.compile(rf"(?P<whole>{WHOLE})(?:(?!(?P=mark))[.,](?P<cents>[0-9]{{1,2}}))?")
UNTICK = "Fill it in, or take the tick away."
REASONS = {"dispute": words.DISPUTE_REASON, "plan": words.PLAN_ASK}


@dataclass(frozen=True)
class Proposal:
    """One record in its form. `name` is the prefix of its fields; `on`: ticked from the start."""

    name: str
    kind: str
    on: bool
    invoices: str = ""
    day: str = ""
    amount: str = ""
    currency: str = ""
    reason: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    quote: str = ""


@dataclass(frozen=True)
class Confirmed:
    promises: tuple[Promise, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    plans: tuple[Plan, ...] = ()
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[Promise | Dispute | Plan, ...]:
        return (*self.promises, *self.disputes, *self.plans)


def proposals_of(records: dict[str, Any], currency: str) -> list[Proposal]:
    """The proposed ones, ticked where the mail says enough to keep them, and one blank of each kind, not ticked."""
    found = [
        proposal(f"{kind}-{n}", kind, says_enough(kind, one), one, currency)
        for kind in KINDS
        for n, one in enumerate(listed(records, kind))
    ]
    return found + [proposal(f"{kind}-new", kind, False, {}, currency) for kind in KINDS]


def listed(records: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    value = records.get(kind)
    return [value] if isinstance(value, dict) else []


def says_enough(kind: str, one: dict[str, Any]) -> bool:
    """A promise needs its day; a plan one instalment at least. A plea for instalments alone is no plan."""
    if kind == "promise":
        return bool(one.get("promised_for"))
    return kind != "plan" or any(any(row) for row in one.get("schedule") or [])


def proposal(name: str, kind: str, on: bool, one: dict[str, Any], currency: str) -> Proposal:
    rows = [(str(row[0] or ""), str(row[1] or "")) for row in one.get("schedule") or []]
    return Proposal(
        name,
        kind,
        on,
        invoices=", ".join(one.get("invoices") or []),
        day=str(one.get("promised_for") or ""),
        amount=str(one.get("amount") or ""),
        currency=str(one.get("currency") or currency),
        reason=str(one.get("reason") or one.get("ask") or ""),
        rows=tuple([*rows, *[("", "")] * max(SPARE_ROWS, LEAST_ROWS - len(rows))][:MOST_ROWS]),
        quote=str(one.get("quote") or ""),
    )


def typed(visit: Visit, proposals: Sequence[Proposal]) -> list[Proposal]:
    """The same forms as the person filled them in."""
    return [
        Proposal(
            one.name,
            one.kind,
            bool(visit.text(f"{one.name}-on")),
            invoices=visit.text(f"{one.name}-invoices"),
            day=visit.text(f"{one.name}-day"),
            amount=visit.text(f"{one.name}-amount"),
            currency=visit.text(f"{one.name}-currency").upper() or one.currency,
            reason=visit.text(f"{one.name}-reason"),
            rows=tuple(
                (visit.text(f"{one.name}-day-{n}"), visit.text(f"{one.name}-amount-{n}")) for n in range(len(one.rows))
            ),
            quote=one.quote,
        )
        for one in proposals
    ]


def confirm(visit: Visit, case: Case, records: dict[str, Any], currency: str) -> Confirmed:
    """The ticked records as rows, not yet stored. Problems are by field."""
    chosen = [one for one in typed(visit, proposals_of(records, currency)) if one.on]
    if not chosen or case.customer_id is None:
        return Confirmed()
    query = select(Invoice).where(Invoice.customer_id == case.customer_id)
    known = {invoice.number: invoice for invoice in visit.session.exec(query)}
    problems: dict[str, str] = {}
    for one in chosen:
        problems |= faults(one, known, visit.now.date())
    if problems:
        return Confirmed(problems=problems)
    shared = {"client_id": case.client_id, "customer_id": case.customer_id, "case_id": case.id}
    return Confirmed(
        tuple(promise(one, shared, visit.now.date()) for one in chosen if one.kind == "promise"),
        tuple(dispute(one, shared) for one in chosen if one.kind == "dispute"),
        tuple(plan(one, shared) for one in chosen if one.kind == "plan"),
    )


def promise(one: Proposal, shared: dict[str, Any], today: date) -> Promise:
    return Promise(
        **shared,
        invoices=numbers(one.invoices),
        made_on=today,
        promised_for=day(one.day),
        amount=amount(one.amount),
        currency=one.currency,
        quote=one.quote,
    )


def dispute(one: Proposal, shared: dict[str, Any]) -> Dispute:
    return Dispute(
        **shared,
        invoices=numbers(one.invoices),
        reason=one.reason,
        amount=amount(one.amount),
        currency=one.currency,
        quote=one.quote,
    )


def plan(one: Proposal, shared: dict[str, Any]) -> Plan:
    schedule = [[at or None, str(amount(sum_)) if sum_ else None] for at, sum_ in one.rows if at or sum_]
    return Plan(
        **shared,
        invoices=numbers(one.invoices),
        ask=one.reason,
        schedule=schedule,
        currency=one.currency,
        quote=one.quote,
    )


def faults(one: Proposal, known: Mapping[str, Invoice], today: date) -> dict[str, str]:
    """What must be mended, by field."""
    found: dict[str, str] = {}
    if unknown := [number for number in numbers(one.invoices) if number not in known]:
        found[f"{one.name}-invoices"] = f"{', '.join(unknown)} is not an invoice of this customer."
    elif not numbers(one.invoices):
        found[f"{one.name}-invoices"] = f"Say which invoices the {one.kind} is about."
    dates = [(f"{one.name}-day", one.day), *((f"{one.name}-day-{n}", row[0]) for n, row in enumerate(one.rows))]
    sums = [(f"{one.name}-amount", one.amount), *((f"{one.name}-amount-{n}", r[1]) for n, r in enumerate(one.rows))]
    found |= {name: fault for name, text in dates if text and (fault := day_fault(text, today))}
    found |= {name: "Write the amount as 1234.50." for name, text in sums if text and amount(text) is None}
    if len(one.currency) > 3:
        found[f"{one.name}-currency"] = "Write the currency in three letters, as EUR."
    if not found and too_much(one, [known[number] for number in numbers(one.invoices)]):
        found[next(name for name, text in sums if text)] = "That is more than these invoices together."
    if one.kind in REASONS and one.reason not in REASONS[one.kind]:
        found[f"{one.name}-reason"] = "Choose what it is about."
    if one.kind == "promise" and not one.day:
        found[f"{one.name}-day"] = f"A promise needs the day on which they pay. {UNTICK}"
    if one.kind == "plan" and not any(at or sum_ for at, sum_ in one.rows):
        found[f"{one.name}-day-0"] = f"A plan needs at least one instalment with a day or an amount. {UNTICK}"
    return found


def day_fault(text: str, today: date) -> str:
    at = day(text)
    if at is None:
        return "Write the day as 2026-11-30."
    if at < today - LATEST:
        return f"{text} is long over."
    return f"{text} is more than three years ahead." if at > today + FARTHEST else ""


def too_much(one: Proposal, invoices: Sequence[Invoice]) -> bool:
    """More than the invoices' total, where it is said in their currency."""
    said = [amount(text) for text in (one.amount, *(text for _, text in one.rows))]
    total = sum((invoice.amount for invoice in invoices), Decimal(0))
    same = all(invoice.currency == one.currency for invoice in invoices)
    return same and sum((sum_ for sum_ in said if sum_), Decimal(0)) > total


def numbers(text: str) -> list[str]:
    return list(dict.fromkeys(one.strip() for one in text.split(",") if one.strip()))


def day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def amount(text: str) -> Decimal | None:
    """A positive amount as people write it, 4.000,50 or 4,000.50. None where it may mean two: 1.806 is no amount."""
    found = AMOUNT.fullmatch(" ".join(text.split()))
    if found is None or (found["mark"] in (".", ",") and not found["cents"] and text.count(found["mark"]) == 1):
        return None
    value = Decimal(f"{re.sub('[^0-9]', '', found['whole'])}.{found['cents'] or '':0<2}")
    return value if 0 < value < Decimal(10) ** 13 else None


def store(session: Session, decision: Decision, confirmed: Confirmed, records: dict[str, Any]) -> list[str]:
    """Write the confirmed records of a decision, and its tasks. Returns the ids of the tasks."""
    for row in confirmed.rows:
        row.decision_id = decision.id
        session.add(row)
        session.flush()
        kind = type(row).__name__.lower()
        audit.record(session, row.client_id, f"{kind}_recorded", kind, row.id, decision.user_id, invoices=row.invoices)
    texts = [str(one) for one in records.get("tasks") or []]
    tasks = [Task(client_id=decision.client_id, case_id=decision.case_id, kind="contact", text=text) for text in texts]
    session.add_all(tasks)
    session.flush()
    return [str(task.id) for task in tasks]


def remove(session: Session, decision: Decision, actor: UUID) -> None:
    """Take back what the decision had confirmed, each with an event of its own."""
    ids = [UUID(one) for one in decision.snapshot.get("tasks", [])]
    tasks = session.exec(select(Task).where(col(Task.id).in_(ids), col(Task.done_at).is_(None)))
    agreed = (*of(session, decision, Promise), *of(session, decision, Dispute), *of(session, decision, Plan))
    for row in (*agreed, *tasks):
        kind = type(row).__name__.lower()
        audit.record(session, row.client_id, f"{kind}_taken_back", kind, row.id, actor)
        session.delete(row)


def of(session: Session, decision: Decision, table: type[Agreement]) -> Sequence[Agreement]:
    return session.exec(select(table).where(col(table.decision_id) == decision.id)).all()
