"""Promises that were not kept come back as cases of their own, with the day, the invoices and the words."""

from datetime import date, timedelta
from decimal import Decimal

from sqlmodel import Session, col, select

from agent.domain.vocabulary import RecordState
from agent.parts import Parts
from agent.records import audit, cases
from agent.records.cases import Case
from agent.records.ledger import Client, Invoice, Payment
from agent.records.promises import Promise, Task


def resurface_broken(parts: Parts, session: Session) -> int:
    """Mark promises kept or broken once their day, the clearing days and the grace are over. Returns how many broke."""
    query = select(Promise).where(
        Promise.state == RecordState.OPEN, col(Promise.case_id).is_not(None), col(Promise.promised_for).is_not(None)
    )
    broken = 0
    for promise in session.exec(query.with_for_update(skip_locked=True)):
        limits = parts.limits.of(session.get_one(Client, promise.client_id).code)
        wait = timedelta(days=limits.clearing_days["transfer"] + limits.grace_days)
        if promise.promised_for is None or promise.promised_for + wait >= parts.now().date():
            continue
        kept = was_kept(session, promise, promise.promised_for + wait)
        promise.state = (RecordState.KEPT if kept else RecordState.BROKEN).value
        session.add(promise)
        audit.record(session, promise.client_id, f"promise_{promise.state}", "promise", promise.id)
        if not kept:
            resurface(parts, session, promise)
            broken += 1
    return broken


def was_kept(session: Session, promise: Promise, last: date) -> bool:
    """Nothing is open any more, or at least the promised amount came for these invoices, in time."""
    query = select(Invoice).where(Invoice.client_id == promise.client_id, col(Invoice.number).in_(promise.invoices))
    invoices = session.exec(query).all()
    if invoices and all(invoice.open_amount <= 0 for invoice in invoices):
        return True
    paid = session.exec(
        select(Payment).where(
            Payment.customer_id == promise.customer_id,
            col(Payment.day) >= promise.made_on,
            col(Payment.day) <= last,
        )
    )
    return promise.amount is not None and sum(paid_on(payment, promise) for payment in paid) >= promise.amount


def paid_on(payment: Payment, promise: Promise) -> Decimal:
    """What a payment brought for the promised invoices. Money that nobody has applied yet may be meant for them."""
    if promise.currency and payment.currency != promise.currency:
        return Decimal(0)
    if not payment.applied or not promise.invoices:
        return payment.amount
    ours = [one for one in payment.applied if one.get("invoice") in promise.invoices]
    return min(payment.amount, sum((Decimal(str(one.get("amount") or payment.amount)) for one in ours), Decimal(0)))


def resurface(parts: Parts, session: Session, promise: Promise) -> None:
    case = session.get_one(Case, promise.case_id)
    if case.status != "escalated":
        case.status = "open"
    promise.resurfaced_at = parts.now()
    numbers = ", ".join(promise.invoices) or "the account"
    text = f"The promise for {promise.promised_for:%-d %B %Y} on {numbers} was not kept: “{promise.quote}”"
    session.add_all([case, Task(client_id=promise.client_id, case_id=case.id, kind="broken_promise", text=text)])
    cases.touch(session, case, parts.now())
