"""Account numbers in a letter that are not the client's own: such a letter must not leave."""

from sqlmodel import Session, col, select

from agent.domain.grounding import bare, foreign_bank_data
from agent.records.cases import Case
from agent.records.ledger import Client, Customer, Document, Invoice
from agent.records.mail import messages_of


def foreign_numbers(session: Session, case: Case, own: str, quoted: str) -> tuple[str, ...]:
    """`own`: what we say. `quoted`: the history below, where what the customer's own mails hold does not count."""
    client = session.get_one(Client, case.client_id)
    known = frozenset({*client.bank_data, client.phone, client.signature} - {""})
    if not foreign_bank_data(f"{own}\n{quoted}", known):
        return ()
    known |= numbers_of(session, case)
    theirs = words_of(session, case)
    below = [one for one in foreign_bank_data(quoted, known) if bare(one) not in theirs]
    return tuple(dict.fromkeys([*foreign_bank_data(own, known), *below]))


def numbers_of(session: Session, case: Case) -> frozenset[str]:
    """The case's account and its group: their own numbers, their invoices, orders, credit notes and documents."""
    customer = session.get(Customer, case.customer_id) if case.customer_id else None
    if customer is None:
        return frozenset()
    same = [col(Customer.id) == customer.id]
    if customer.group_code:
        same = [col(Customer.group_code) == customer.group_code, col(Customer.client_id) == customer.client_id]
    accounts = select(Customer.id).where(*same)
    invoices = select(Invoice.number, Invoice.po_number, Invoice.credit_note)
    rows = session.exec(invoices.where(col(Invoice.customer_id).in_(accounts)))
    found = {one for row in rows for one in row if one}
    found |= set(session.exec(select(Document.code).where(col(Document.customer_id).in_(accounts))))
    return frozenset(found | set(session.exec(select(Customer.code).where(*same))))


def words_of(session: Session, case: Case) -> str:
    """All that the customer's mails of the case say, without separators."""
    found = messages_of(session, case.id)
    return bare(" ".join(f"{one.subject} {(one.view or {}).get('full_text', '')}" for one in found))
