"""What the release gate is told of a mail, gathered at the moment it would leave: the frozen row and the facts of now."""

from uuid import UUID

from sqlmodel import Session, col, select

from agent.domain.grounds import Grounds
from agent.domain.vocabulary import DocumentKind, DraftState, MessageState, OutboxKind
from agent.mail.written import written
from agent.records import breaker, probes, switches
from agent.records.bank_data import foreign_numbers
from agent.records.cases import Case, Draft, DraftVersion
from agent.records.grounds import grounds_of
from agent.records.ledger import Contact, Customer, Document
from agent.records.mail import Mailbox, Message
from agent.records.outbox import OutboxMail
from agent.release import Attached, Leaving


def leaving_of(session: Session, mail: OutboxMail) -> Leaving:
    case = session.get_one(Case, mail.case_id)
    inbound = session.get_one(Message, mail.inbound_id)
    kind = OutboxKind(mail.kind)
    kinds = {DocumentKind(one["kind"]) for one in mail.documents if one.get("document_id")}
    auto = kind is OutboxKind.AUTO
    words = written(mail.mime)
    before, now = grounds(session, mail, case)
    accounts = accounts_of(session, case)
    if auto:
        accounts = accounts_of_contact(session, accounts, inbound.from_address)
    sending, kinds_on = switches.automatic(session, mail.client_id)
    return Leaving(
        kind=kind,
        mime=mail.mime,
        sha256=mail.sha256,
        recipients=frozenset(one.lower() for one in mail.envelope_to),
        allowed=allowed_recipients(session, mail, inbound, accounts),
        client_id=mail.client_id,
        accounts=accounts,
        attached=tuple(attached(session, one) for one in mail.documents),
        sending_on=sending and (auto or switches.is_on(session, switches.approved_name(mail.mailbox_id))),
        kinds_on=not auto or kinds <= kinds_on,
        draft_approved=auto or draft_is_approved(session, mail),
        person_took_over=auto
        and case.viewed_at is not None
        and case.viewed_at > min(mail.created_at, inbound.stored_at),
        changed=tuple(before.changes(now)),
        newer_mail=bool(before.newer_mails(now)),
        unread_mail=not auto and unread_before(session, mail),
        breaker_tripped=auto and breaker.tripped(session, mail.client_id),
        forged_checks=auto and probes.is_locked(session, mail.mailbox_id),
        strange=foreign_numbers(session, case, words.own, words.quoted),
    )


def unread_before(session: Session, mail: OutboxMail) -> bool:
    """Is there still something in this mailbox that came before this mail could leave?"""
    query = select(Message.id).where(
        Message.mailbox_id == mail.mailbox_id,
        Message.state == MessageState.STORED,
        col(Message.stored_at) <= mail.release_at,
    )
    return session.exec(query).first() is not None


def grounds(session: Session, mail: OutboxMail, case: Case) -> tuple[Grounds, Grounds]:
    """What a person's mail rested on when it was approved, and what it would rest on now."""
    if mail.kind == OutboxKind.AUTO:
        return Grounds(), Grounds()
    version = session.get_one(DraftVersion, (mail.draft_id, mail.draft_version))
    return Grounds.model_validate(mail.grounds), grounds_of(session, case, version)


def allowed_recipients(
    session: Session, mail: OutboxMail, inbound: Message, accounts: frozenset[UUID]
) -> frozenset[str]:
    """Automatic: the sender, as long as the address is still a contact of the account."""
    archive = session.get_one(Mailbox, mail.mailbox_id).archive_address
    if mail.kind == OutboxKind.AUTO:
        allowed = [inbound.from_address] if accounts else []
    else:
        version = session.get_one(DraftVersion, (mail.draft_id, mail.draft_version))
        allowed = [*version.to, *version.cc]
    return frozenset(one.lower() for one in (*allowed, *([archive] if archive else [])))


def accounts_of(session: Session, case: Case) -> frozenset[UUID]:
    """The case's customer, and every customer that the books join with it."""
    customer = session.get(Customer, case.customer_id) if case.customer_id else None
    if customer is None:
        return frozenset()
    if not customer.group_code:
        return frozenset({customer.id})
    query = select(Customer.id).where(
        Customer.client_id == customer.client_id, Customer.group_code == customer.group_code
    )
    return frozenset(session.exec(query))


def accounts_of_contact(session: Session, accounts: frozenset[UUID], address: str) -> frozenset[UUID]:
    """Those of the accounts for which this very address still is an active contact."""
    query = select(Contact).where(col(Contact.customer_id).in_(accounts), Contact.status == "active")
    return frozenset(one.customer_id for one in session.exec(query) if one.email.strip().lower() == address)


def attached(session: Session, entry: dict[str, str | None]) -> Attached:
    """`sha256` is of the bytes in the mail. A statement is made when sent, so there is no stored file to compare."""
    code, sha256 = entry.get("code") or "", entry.get("sha256") or ""
    document_id = entry.get("document_id")
    if not document_id:
        return Attached(code=code, client_id=None, customer_id=None, unchanged=True, uploaded=True)
    document = session.get(Document, UUID(document_id))
    if document is None:
        return Attached(code=code, client_id=None, customer_id=None, unchanged=False)
    unchanged = document.sha256 == sha256 if document.sha256 else document.kind == DocumentKind.STATEMENT
    return Attached(
        code=code,
        client_id=document.client_id,
        customer_id=document.customer_id,
        unchanged=unchanged,
        released=document.released,
    )


def draft_is_approved(session: Session, mail: OutboxMail) -> bool:
    draft = session.get(Draft, mail.draft_id) if mail.draft_id else None
    return draft is not None and draft.state == DraftState.APPROVED and draft.version == mail.draft_version
