"""Which case a mail belongs to, and what mail that needs no case changes.

A mail joins a case only if it names one of our mails by its signed id, or a mail of the same account that we hold, and
its verified sender belongs to the case's account; or if it follows another mail of the same verified address under the same
subject that still waits, or was answered within the last week. Everything else opens a case of its own.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from agent import jobs
from agent.domain.dates import working_hours_after
from agent.domain.facts import MachineVerdict, MailView, SenderVerdict
from agent.domain.subjects import bare
from agent.domain.vocabulary import DraftState, MessageState, OutboxState, Verb
from agent.mail.domains import FREE_MAIL, domain_of
from agent.mail.headers import addresses
from agent.mail.headers import named as header_fields
from agent.mail.machine import OWN
from agent.mail.threading import own_tokens, verp_id
from agent.parts import Parts
from agent.records import audit, cases, mail, outbox
from agent.records.cases import Case, Draft
from agent.records.ledger import Client, Customer
from agent.records.mail import OPEN_STATES, Mailbox, Message
from agent.records.outbox import OutboxMail
from agent.records.promises import Task
from agent.records.settling import settle

FOLLOWED_FOR = timedelta(days=7)
"""After an answer, a mail under the same subject still belongs to it."""
WAITING = (*OPEN_STATES, MessageState.IN_OUTBOX)
ANSWERED = (MessageState.AUTO_ANSWERED, MessageState.REPLIED)
DELIVERED = ("delivered-to", "x-original-to", "envelope-to")
"""Where mail servers note the address that a mail really came to."""


def join_case(
    parts: Parts, session: Session, message: Message, mailbox: Mailbox, view: MailView, sender: SenderVerdict
) -> Case:
    case = case_named(parts, session, message, view, sender) or case_followed(session, message, view, sender)
    if case is None:
        case = open_case(parts, session, message, mailbox, view, sender)
    elif case.status in ("waiting", "closed"):
        case.status = "open"
        case.reply_by = reply_by(parts, session, case.client_id)
    message.case_id = case.id
    session.add_all([case, message])
    session.flush()
    return case


def case_named(parts: Parts, session: Session, message: Message, view: MailView, sender: SenderVerdict) -> Case | None:
    """By In-Reply-To and References, for a verified sender of the case's account."""
    if not sender.verified:
        return None
    case_ids = cases_of_ours(parts, session, message.client_id, view)
    case_ids |= cases_of_theirs(session, message.client_id, view)
    for case in session.exec(select(Case).where(col(Case.id).in_(case_ids)).order_by(col(Case.created_at).desc())):
        if case.customer_id in sender.customer_ids and case.client_id == message.client_id:
            return case
    return None


def cases_of_ours(parts: Parts, session: Session, client_id: UUID, view: MailView) -> set[UUID]:
    """Cases of the mails of ours that are named: their ids are signed, so nobody else can make one up."""
    tokens = own_tokens([*view.in_reply_to, *view.references], parts.mail_key)
    query = select(OutboxMail.case_id).where(col(OutboxMail.id).in_(tokens), OutboxMail.client_id == client_id)
    return set(session.exec(query))


def cases_of_theirs(session: Session, client_id: UUID, view: MailView) -> set[UUID]:
    """Cases of the customers' mails that are named: anybody may write such an id."""
    ids = [*view.in_reply_to, *view.references]
    query = select(Message.case_id).where(col(Message.header_id).in_(ids), Message.client_id == client_id)
    return {case_id for case_id in session.exec(query) if case_id}


def case_followed(session: Session, message: Message, view: MailView, sender: SenderVerdict) -> Case | None:
    """The same verified address wrote under the same subject: that mail still waits, or was answered a short while ago."""
    subject = base_subject(view.subject)
    if not sender.verified or not subject:
        return None
    for other in mails_followed(session, message, view):
        wrote = SenderVerdict.model_validate(other.sender) if other.sender else None
        if wrote is None or not wrote.verified or subject not in subjects_of(session, other):
            continue
        case = session.get(Case, other.case_id) if other.case_id else None
        if case is not None and case.customer_id in sender.customer_ids:
            return case
    return None


def mails_followed(session: Session, message: Message, view: MailView) -> list[Message]:
    """Newest first. An answer that is held keeps its mail waiting, however long."""
    answered_at = func.greatest(Message.received_at, Message.state_at)
    lately = col(Message.state).in_(ANSWERED) & (answered_at > message.received_at - FOLLOWED_FOR)
    query = select(Message).where(
        Message.client_id == message.client_id,
        Message.from_address == view.from_address,
        Message.id != message.id,
        col(Message.state).in_(WAITING) | lately,
    )
    return list(session.exec(query.order_by(col(Message.received_at).desc())))


def subjects_of(session: Session, message: Message) -> set[str]:
    """What its conversation is called: by itself, and by our answers to it."""
    answers = session.exec(select(OutboxMail.subject).where(OutboxMail.inbound_id == message.id))
    return {base_subject(one) for one in (message.subject, *answers)}


def base_subject(subject: str) -> str:
    return bare(subject).casefold()


def open_case(
    parts: Parts, session: Session, message: Message, mailbox: Mailbox, view: MailView, sender: SenderVerdict
) -> Case:
    customer_id = sender.customer_ids[0] if sender.customer_ids else None
    customer = session.get(Customer, customer_id) if customer_id else None
    case = Case(
        client_id=mailbox.client_id,
        customer_id=customer_id,
        mailbox_id=mailbox.id,
        subject=view.subject or "(no subject)",
        language=view.language or (customer.language if customer else "en"),
        reply_by=reply_by(parts, session, mailbox.client_id),
    )
    session.add(case)
    session.flush()
    audit.record(session, case.client_id, "case_opened", "case", case.id, message=message.id)
    return case


def reply_by(parts: Parts, session: Session, client_id: UUID, pure_request: bool = False) -> datetime:
    limits = parts.limits.of(session.get_one(Client, client_id).code)
    hours = limits.reply_by_hours_request if pure_request else limits.reply_by_hours_other
    return working_hours_after(parts.now(), hours, limits.working_day)


def hasten(parts: Parts, session: Session, case: Case) -> None:
    """Only documents are asked for, as is known once the mail is read: that is answered sooner."""
    sooner = reply_by(parts, session, case.client_id, pure_request=True)
    case.reply_by = min(case.reply_by or sooner, sooner)
    session.add(case)


# --- mail that opens no case -------------------------------------------------------------------------------------


def file_system_mail(parts: Parts, session: Session, message: Message, view: MailView, machine: MachineVerdict) -> None:
    """Bounces go back to their case; our own people's answers withdraw the draft; the rest is filed and shown folded."""
    if proven_ours(message):
        file_own_mail(parts, session, message, view)
    elif named := sorted(cases_spoken_of(parts, session, message, view, machine)):
        message.case_id = named[-1]
    if machine.kind == "bounce":
        note_bounce(parts, session, message, view, machine)
    mail.move(session, message, MessageState.SYSTEM_MAIL, kind=machine.kind)


def proven_ours(message: Message) -> bool:
    """It lies among our sent mails, or our own server vouches for its sender, who is one of us."""
    own = (message.machine or {}).get("kind") == OWN
    return message.folder == "sent" or (own and bool((message.sender or {}).get("authenticated")))


def cases_spoken_of(
    parts: Parts, session: Session, message: Message, view: MailView, machine: MachineVerdict
) -> set[UUID]:
    """Where the mail is shown. One under our name that nobody vouches for changes nothing there, but keeps machines out."""
    ours = cases_of_ours(parts, session, message.client_id, view)
    if machine.kind != OWN or made_by_machine(mail.raw_of(session, message)):
        return ours
    return ours | cases_of_theirs(session, message.client_id, view)


def file_sent_mail(parts: Parts, session: Session, message: Message, view: MailView, earlier: Message | None) -> None:
    """`earlier`: the copy that came to the inbox. Where only the place proves that it is ours, the place counts now."""
    if earlier is None or not proven_ours(earlier):
        file_own_mail(parts, session, message, view)
    if earlier is None:
        mail.move(session, message, MessageState.SYSTEM_MAIL, kind="sent")
    else:
        file_again(session, message, earlier)


def file_again(session: Session, message: Message, earlier: Message) -> None:
    """The same mail once more: the two stand in one case, and the earlier one is shown there."""
    earlier.case_id = earlier.case_id or message.case_id
    message.redelivery_of, message.case_id = earlier.id, message.case_id or earlier.case_id
    session.add(earlier)
    mail.move(session, message, MessageState.REDELIVERY, of=earlier.id)


def file_own_mail(parts: Parts, session: Session, message: Message, view: MailView) -> None:
    """A copy of a mail that we sent proves that it left; any other mail of ours is a person's answer, or a machine's."""
    ours = own_tokens([view.message_id], parts.mail_key)
    for mail_id in ours:
        proven_sent(parts, session, mail_id, message)
    if ours or made_by_machine(mail.raw_of(session, message)):
        return
    named = cases_of_ours(parts, session, message.client_id, view)
    for case_id in sorted(named | cases_of_theirs(session, message.client_id, view)):
        answered_elsewhere(parts, session, session.get_one(Case, case_id), message, view)


def made_by_machine(raw: bytes) -> bool:
    """An out-of-office note of our own answers nobody."""
    return any(not one.text.lower().startswith("no") for one in header_fields(raw, "auto-submitted"))


def proven_sent(parts: Parts, session: Session, mail_id: UUID, message: Message) -> None:
    """Its copy came to us, or the server could not deliver it: it did leave, so an unknown outcome is known now."""
    sent = outbox.locked(session, mail_id)
    if sent is None or sent.client_id != message.client_id:
        return
    message.case_id = sent.case_id
    if sent.state == OutboxState.AMBIGUOUS:
        outbox.move(session, sent, OutboxState.RESOLVED_SENT, evidence=message.id)
        settle(session, sent, parts.now())


def note_bounce(parts: Parts, session: Session, message: Message, view: MailView, machine: MachineVerdict) -> None:
    """The mail that came back is marked, and somebody is asked, once, to find a new contact."""
    for mail_id in mails_returned(parts, session, message, view, machine):
        sent = outbox.locked(session, mail_id)
        if sent is None or sent.client_id != message.client_id:
            continue
        proven_sent(parts, session, mail_id, message)
        first, sent.bounced_at = sent.bounced_at is None, sent.bounced_at or parts.now()
        session.add(sent)
        if first:
            who = machine.bounced_address or ", ".join(sent.envelope_to)
            text = f"Our mail to {who} came back: find another contact."
            session.add(Task(client_id=sent.client_id, case_id=sent.case_id, kind="bounce", text=text))
        case = session.get_one(Case, sent.case_id)
        case.status = case.status if case.status == "escalated" else "open"
        cases.touch(session, case, parts.now())
        audit.record(session, sent.client_id, "mail_bounced", "outbox", sent.id, message=message.id)


def mails_returned(
    parts: Parts, session: Session, message: Message, view: MailView, machine: MachineVerdict
) -> list[UUID]:
    """By the Message-ID in the report, else by the address that the report was sent to: each of our mails has its own."""
    if named := own_tokens([machine.bounced_message_id or ""], parts.mail_key):
        return named
    raw = mail.raw_of(session, message)
    delivered = [address for name in DELIVERED for _, address in addresses(header_fields(raw, name))]
    found = (verp_id(address, parts.mail_key) for address in (*view.to, *delivered))
    return list(dict.fromkeys(one for one in found if one))


def answered_elsewhere(parts: Parts, session: Session, case: Case, message: Message, view: MailView) -> None:
    """A person of ours answered from another mail program: the waiting draft is withdrawn.

    A mail that came after that answer, or whose writer did not get it, still waits, and so does its draft.
    """
    message.case_id = case.id
    for waiting in mail.open_messages_of(session, case.id):
        if waiting.received_at <= message.received_at and went_to(view, waiting.from_address):
            mail.move(session, waiting, MessageState.REPLIED, elsewhere=message.id)
    if not mail.open_messages_of(session, case.id):
        draft = cases.open_draft(session, case.id, lock=True)
        if draft is not None:
            withdraw(session, draft, f"answered from another mail program by {message.from_address}")
        case.status = case.status if case.status == "escalated" else "waiting"
    cases.touch(session, case, parts.now())
    audit.record(session, case.client_id, "answered_elsewhere", "case", case.id, message=message.id)


def went_to(view: MailView, address: str) -> bool:
    """To this address, or to a colleague at the same firm."""
    reached = {*view.to, *view.cc}
    domain = domain_of(address)
    return address in reached or (domain not in FREE_MAIL and domain in map(domain_of, reached))


def withdraw(session: Session, draft: Draft, because: str) -> None:
    """The draft is over; its graph thread is told so."""
    draft.withdrawn_because = because
    cases.move_draft(session, draft, DraftState.WITHDRAWN, because=because.partition(" by ")[0])
    jobs.defer(
        session,
        jobs.RESUME,
        lock=jobs.case_lock(draft.case_id),
        message_id=str(draft.message_id),
        verb=Verb.SUPERSEDED.value,
    )
