"""What the books know about a case: money, the invoices named, agreements, earlier answers, and what happened when."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from sqlmodel import Session, col, select

from agent.domain.facts import InvoiceFact
from agent.domain.vocabulary import DocumentKind, OutboxState
from agent.records import ledger, promises
from agent.records.audit import AuditEvent
from agent.records.cases import Case
from agent.records.ledger import Client, Contact, Customer, Document, Invoice, Payment
from agent.records.outbox import OutboxMail
from agent.records.promises import Dispute, Plan, Promise, Task
from agent.records.spending import Spent, spent_on
from approvals import words
from approvals.thread import Thread

AGES = (("not due", 0), ("1–30", 30), ("31–60", 60), ("60+", 10**6))
Agreement = TypeVar("Agreement", Promise, Dispute, Plan)
WAITING = ("open", "escalated")
SENT = (OutboxState.ACCEPTED, OutboxState.RESOLVED_SENT)


@dataclass(frozen=True)
class Named:
    """An invoice of which the mail speaks: as it is now, and what changed since it was read."""

    invoice: Invoice
    documents: tuple[Document, ...]
    hold: str | None
    days_late: int
    change: str


@dataclass(frozen=True)
class Money:
    currency: str
    open: Decimal
    count: int
    ages: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True)
class Evidence:
    client: Client
    customer: Customer | None
    contacts: tuple[Contact, ...] = ()
    money: tuple[Money, ...] = ()
    habit: str = ""
    named: tuple[Named, ...] = ()
    promises: tuple[Promise, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    plans: tuple[Plan, ...] = ()
    tasks: tuple[Task, ...] = ()
    sent: tuple[OutboxMail, ...] = ()
    events: tuple[AuditEvent, ...] = field(default=())
    model: Spent = field(default_factory=Spent)
    """What reading the case and drafting for it cost."""
    others: tuple[Case, ...] = ()
    """The customer's other cases that wait for us."""

    @property
    def snapshot(self) -> str:
        """The named invoices as one line, carried by the form: what the person saw when deciding."""
        return snapshot([one.invoice for one in self.named])

    @property
    def known_addresses(self) -> frozenset[str]:
        return frozenset(one.email.lower() for one in self.contacts)


def snapshot(invoices: Sequence[Invoice]) -> str:
    return "; ".join(f"{one.number}={one.open_amount}:{one.status}" for one in invoices)


def evidence_of(session: Session, case: Case, thread: Thread, today: date) -> Evidence:
    client = session.get_one(Client, case.client_id)
    tasks = tuple(session.exec(select(Task).where(Task.case_id == case.id).order_by(col(Task.created_at))))
    events = tuple(history(session, case, thread))
    model = spent_on(session, [one.message.id for one in thread.letters])
    customer = session.get(Customer, case.customer_id) if case.customer_id else None
    if customer is None:
        return Evidence(client, None, tasks=tasks, events=events, model=model)
    invoices = list(
        session.exec(select(Invoice).where(Invoice.customer_id == customer.id).order_by(col(Invoice.due_date)))
    )
    return Evidence(
        client,
        customer,
        contacts=tuple(ledger.contacts_of_customers(session, (customer.id,))),
        money=tuple(balances(invoices, today)),
        habit=habit(session, customer.id, invoices, today),
        named=tuple(named(session, case, thread, invoices, today)),
        promises=tuple(agreed(session, Promise, customer.id)),
        disputes=tuple(agreed(session, Dispute, customer.id)),
        plans=tuple(agreed(session, Plan, customer.id)),
        tasks=tasks,
        model=model,
        sent=tuple(last_sent(session, customer.id)),
        events=events,
        others=tuple(other_cases(session, case)),
    )


def other_cases(session: Session, case: Case) -> Sequence[Case]:
    query = select(Case).where(Case.customer_id == case.customer_id, Case.id != case.id)
    return session.exec(query.where(col(Case.status).in_(WAITING)).order_by(col(Case.number)).limit(6)).all()


def agreed(session: Session, table: type[Agreement], customer_id: UUID) -> Sequence[Agreement]:
    """The customer's newest records of one kind."""
    query = select(table).where(col(table.customer_id) == customer_id).order_by(col(table.created_at).desc())
    return session.exec(query.limit(6)).all()


def balances(invoices: Sequence[Invoice], today: date) -> list[Money]:
    found = []
    for currency in sorted({one.currency for one in invoices if one.open_amount > 0}):
        due = [one for one in invoices if one.currency == currency and one.open_amount > 0]
        found.append(Money(currency, total(due), len(due), tuple(by_age(due, today))))
    return found


def by_age(invoices: Sequence[Invoice], today: date) -> list[tuple[str, Decimal]]:
    floors = (-(10**6), 0, 30, 60)
    return [
        (label, total([one for one in invoices if floor < (today - one.due_date).days <= ceiling]))
        for floor, (label, ceiling) in zip(floors, AGES, strict=True)
    ]


def total(invoices: Sequence[Invoice]) -> Decimal:
    return sum((one.open_amount for one in invoices), Decimal(0))


def habit(session: Session, customer_id: UUID, invoices: Sequence[Invoice], today: date) -> str:
    """How this customer usually pays, from the payments in the books, and whether it is later than that now."""
    due = {one.number: one.due_date for one in invoices}
    payments = session.exec(select(Payment).where(Payment.customer_id == customer_id))
    late = sorted((p.day - due[a["invoice"]]).days for p in payments for a in p.applied if a.get("invoice") in due)
    if len(late) < 2:
        return ""
    middle = late[len(late) // 2]
    usual = f"Usually pays {days(middle)} late" if middle > 0 else "Usually pays on time"
    now = max(((today - one.due_date).days for one in invoices if one.open_amount > 0), default=0)
    return f"{usual} ({len(late)} payments)" + (f"; now {days(now)} late" if now > max(middle, 0) else "")


def days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def named(session: Session, case: Case, thread: Thread, invoices: Sequence[Invoice], today: date) -> list[Named]:
    numbers = thread.invoice_numbers
    found = {one.number: one for one in invoices if one.number in numbers}
    read = {one.number: one for letter in reversed(thread.letters) if letter.match for one in letter.match.invoices}
    holds = promises.holds(session, case.client_id) if found else {}
    ids = [one.id for one in found.values()]
    documents = list(session.exec(select(Document).where(col(Document.invoice_id).in_(ids)).order_by(Document.code)))
    return [
        Named(
            found[number],
            tuple(one for one in documents if one.invoice_id == found[number].id),
            holds.get(number),
            (today - found[number].due_date).days if found[number].open_amount > 0 else 0,
            difference(read[number], found[number]),
        )
        for number in numbers
        if number in found
    ]


def difference(before: InvoiceFact, now: Invoice) -> str:
    """What changed since the mail was read, in words; "" if nothing did."""
    if now.open_amount == before.open_amount and now.status == before.status:
        return ""
    if now.open_amount == 0 and before.open_amount > 0:
        return f"{now.number} was paid since the mail was read"
    was, amount = words.money(before.open_amount, now.currency), words.money(now.open_amount, now.currency)
    return f"{now.number}: {was} open ({before.status}) became {amount} ({now.status})"


def last_sent(session: Session, customer_id: UUID) -> list[OutboxMail]:
    query = select(OutboxMail).where(OutboxMail.customer_id == customer_id, col(OutboxMail.state).in_(SENT))
    return list(session.exec(query.order_by(col(OutboxMail.created_at).desc()).limit(5)))


def history(session: Session, case: Case, thread: Thread) -> list[AuditEvent]:
    ids = [
        str(case.id),
        *(str(one.message.id) for one in thread.letters),
        *(str(one.mail.id) for one in thread.answers),
    ]
    query = select(AuditEvent).where(AuditEvent.chain == str(case.client_id), col(AuditEvent.subject_id).in_(ids))
    return list(session.exec(query.order_by(col(AuditEvent.seq).desc()).limit(30)))


def customers_documents(session: Session, customer_id: UUID | None, client_id: UUID) -> list[Document]:
    """What may be attached from the books: this customer's files, and papers of the client itself."""
    if customer_id is None:
        return []
    owned = (col(Document.customer_id) == customer_id) | col(Document.customer_id).is_(None)
    there = col(Document.sha256).is_not(None) | (col(Document.kind) == DocumentKind.STATEMENT.value)
    query = select(Document).where(Document.client_id == client_id, owned, there)
    return list(session.exec(query.order_by(Document.kind, Document.code).limit(200)))
