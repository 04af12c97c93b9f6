"""What a person's mail rests on: the invoices that it names, who gets it, the account, and the mails of its case.

Gathered when it is approved and kept with it; gathered again by the same code when it would leave, and compared.
"""

from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from agent.domain.grounds import Grounds
from agent.domain.vocabulary import DocumentKind, MessageState
from agent.records import mail
from agent.records.cases import Case, DraftVersion, ReadingRow
from agent.records.ledger import Contact, Customer, Document, Invoice
from agent.records.mail import Message
from agent.records.outbox import OutboxMail


def grounds_of(session: Session, case: Case, version: DraftVersion) -> Grounds:
    """As they are at this moment."""
    customer = session.get(Customer, case.customer_id, populate_existing=True) if case.customer_id else None
    facts = {one.number: invoice_state(one) for one in invoices_of(session, case, version)}
    facts |= {one: contact_state(session, case.client_id, one) for one in (*version.to, *version.cc)}
    if customer is not None:
        facts[customer.name] = f"on hold ({customer.held})" if customer.held else "not on hold"
    return Grounds(facts=facts, mails={str(one.id): mail_words(one) for one in written(session, case)})


# --- invoices -------------------------------------------------------------------------------------------------------


def invoices_of(session: Session, case: Case, version: DraftVersion) -> list[Invoice]:
    """Those that the answered mails or the answer name, and those of its papers; for a statement all of the account."""
    ids = {UUID(entry["document_id"]) for entry in version.attachments if entry.get("document_id")}
    papers = list(session.exec(select(Document).where(col(Document.id).in_(ids))))
    own = col(Invoice.customer_id) == case.customer_id
    if not any(one.kind == DocumentKind.STATEMENT for one in papers):
        own = own & (func.strpos(version.body, Invoice.number) > 0)
    concerned = (
        own | col(Invoice.id).in_([one.invoice_id for one in papers]) | col(Invoice.id).in_(matched(session, version))
    )
    query = select(Invoice).where(Invoice.client_id == case.client_id, concerned).order_by(Invoice.number)
    return list(session.exec(query.execution_options(populate_existing=True)))


def matched(session: Session, version: DraftVersion) -> list[UUID]:
    """Those that the answered mails were found to speak of."""
    query = select(ReadingRow.match).where(col(ReadingRow.message_id).in_([UUID(one) for one in version.answers]))
    return [UUID(one["id"]) for match in session.exec(query) if match for one in match["invoices"]]


def invoice_state(invoice: Invoice) -> str:
    return f"{invoice.status.replace('_', ' ')}, {invoice.open_amount:,.2f} {invoice.currency} to pay"


# --- recipients -----------------------------------------------------------------------------------------------------


def contact_state(session: Session, client_id: UUID, address: str) -> str:
    query = select(Customer.name, Contact.status).join(Customer, col(Customer.id) == Contact.customer_id)
    query = query.where(Contact.client_id == client_id, func.lower(Contact.email) == address.lower())
    found = session.exec(query.order_by(Customer.name)).all()
    active = [name for name, status in found if status == "active"]
    if active:
        return f"a contact of {', '.join(active)}"
    return f"somebody who has left {found[0][0]}" if found else "not a contact"


# --- mails ----------------------------------------------------------------------------------------------------------


def written(session: Session, case: Case) -> list[Message]:
    """What customers wrote in this case, and what our people wrote in another mail program."""
    ours = set(session.exec(select(OutboxMail.header_id).where(OutboxMail.case_id == case.id)))
    return [one for one in mail.messages_of(session, case.id) if by_people(one) and one.header_id not in ours]


def by_people(message: Message) -> bool:
    if message.state == MessageState.SYSTEM_MAIL:
        return message.folder == "sent" or (message.machine or {}).get("kind") == "own"
    return message.state != MessageState.REDELIVERY


def mail_words(message: Message) -> str:
    about = f" under “{message.subject}”" if message.subject else ""
    return f"{message.from_name or message.from_address} wrote again{about}"
