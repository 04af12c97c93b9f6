"""Raw mail → stored → parsed, judged by headers, threaded to a case.

Only the commit of `store` means "stored"; nothing is parsed before it. A mail that cannot be parsed is counted before
each try and, after three, shown to people as quarantined. Where the machine is in trouble and not the mail, it waits longer.
"""

import hashlib
import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DataError, IntegrityError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlmodel import Session, col, select

from agent import jobs, probes
from agent.domain.facts import MachineVerdict, MailView, SenderVerdict
from agent.domain.vocabulary import MessageState
from agent.mail.headers import named
from agent.mail.limits import Unparsable
from agent.mail.machine import machine_verdict
from agent.mail.sender import KnownContact, sender_verdict
from agent.mail.threading import logical_hash, own_tokens
from agent.parts import Parts
from agent.records import audit, cases, ledger, mail, transaction
from agent.records.cases import Case
from agent.records.database import utc_now
from agent.records.mail import Mailbox, Message, RawMail
from agent.thread import file_again, file_sent_mail, file_system_mail, join_case
from connectors.ports import FetchedMail

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
MACHINE_TROUBLE = (OSError, OperationalError, InternalError, InterfaceError, NoConnection)
"""No files left, no process, no database, no room on its disk: no mail's fault, or so it looks."""
A_LIMIT = "54"
"""SQLSTATE's class for what exceeds a limit of the database: that is the mail's own doing."""
MOST_TROUBLED = 60
"""Attempts, ten seconds apart or more, after which a person sees the mail all the same."""
MOST_BEGUN = 6
"""Tries at working a mail that nobody saw the end of."""
UNWORKED = (MessageState.TRIAGED, MessageState.DRAFTING)
BATCH = 50
SIGNATURE = re.compile(rb"(?:^|;)\s*b\s*=([^;]+)")
LARGEST_MAIL = 50 * 2**20
"""Bytes. A larger one is shown by its size alone."""


def store(
    session: Session, mailbox: Mailbox, uidvalidity: int, mails: Sequence[FetchedMail], folder: str = "inbox"
) -> int:
    """Keep raw bytes and state, each mail in its own savepoint. Returns how many were new."""
    stored = sum(store_or_show(session, mailbox, uidvalidity, fetched, folder) for fetched in mails)
    if stored:
        jobs.defer(session, jobs.PARSE, lock="parse", once="parse")
    return stored


def store_or_show(session: Session, mailbox: Mailbox, uidvalidity: int, fetched: FetchedMail, folder: str) -> bool:
    """A mail that the database will not take is shown without its bytes, and keeps none of the others from coming in."""
    try:
        return store_one(session, mailbox, uidvalidity, fetched, folder)
    except (DataError, IntegrityError):
        log.exception("mail %s of mailbox %s could not be stored", fetched.uid, mailbox.id)
    bare = replace(fetched, raw=b"", size=max(0, min(fetched.size, 2**31 - 1)), received_at=None)
    return store_one(session, mailbox, uidvalidity, bare, folder, "DC-302: it could not be stored")


def store_one(
    session: Session, mailbox: Mailbox, uidvalidity: int, fetched: FetchedMail, folder: str, trouble: str = ""
) -> bool:
    """`trouble`: why it is kept without its bytes, if that is our own doing."""
    content = fetched.raw
    sha256 = hashlib.sha256(content).hexdigest()
    with session.begin_nested():
        keep_raw(session, sha256, content)
        message = Message(
            client_id=mailbox.client_id,
            mailbox_id=mailbox.id,
            folder=folder,
            uidvalidity=uidvalidity,
            uid=fetched.uid,
            sha256=sha256,
            size=fetched.size,
            received_at=fetched.received_at or utc_now(),
        )
        if not content:
            message.state = MessageState.QUARANTINED.value
            message.trouble = trouble or why_empty(fetched.size)
        values = message.model_dump(exclude_none=True)
        result = session.execute(insert(Message).values(**values).on_conflict_do_nothing().returning(col(Message.id)))
        if (new := result.scalar()) is None:
            return False
        audit.record(
            session, mailbox.client_id, "mail_stored", "message", new,
            after=message.state, size=fetched.size, sha256=sha256,
        )  # fmt: skip
    return True


def keep_raw(session: Session, sha256: str, content: bytes) -> None:
    """Bytes that retention removed are kept again where the same mail comes again: it goes the way of any copy."""
    row = insert(RawMail).values(sha256=sha256, content=content)
    empty = col(RawMail.content) == b""
    session.execute(row.on_conflict_do_update(index_elements=["sha256"], set_={"content": content}, where=empty))


def why_empty(size: int) -> str:
    """Why the server gave no bytes of a mail of this size."""
    if size > LARGEST_MAIL:
        return "DC-301: larger than 50 MiB"
    return "DC-306: the mail server lists it but does not hand it out" if size else "DC-304: it is empty"


def parse_stored(parts: Parts, limit: int = BATCH) -> int:
    """Work through the mails that wait for parsing. Returns how many were taken on."""
    taken = 0
    while taken < limit:
        with transaction(parts.engine) as session:
            waiting = mail.claim_stored(session, 1)
            if not waiting:
                return taken
            message = waiting[0]
            attempt = mail.count_attempt(session, message.id)
            raw, message_id = mail.raw_of(session, message), message.id
        taken += 1
        if attempt > MOST_TROUBLED:  # the others ended this process
            quarantine(parts, message_id, "DC-303: it could not be filed; see the log")
            continue
        parse_one(parts, message_id, raw, attempt)
    return taken


def parse_one(parts: Parts, message_id: UUID, raw: bytes, attempt: int) -> None:
    """One mail's job: whatever goes wrong with it, the next one is not kept waiting. Raises the machine's own trouble: then
    no mail had better be tried for a while, and this one comes last."""
    try:
        view = parts.parser.parse(raw)
        with transaction(parts.engine) as session:
            file_parsed(parts, session, message_id, raw, view)
    except Unparsable as error:
        log.warning("mail %s could not be parsed: %s", message_id, error.code)
        put_aside(parts, message_id, attempt, f"{error.code}: {error}")
    except Exception as error:  # one mail's job ends here
        if is_machine_trouble(error):
            put_aside(parts, message_id, attempt, not_filed(error), MOST_TROUBLED)
            raise
        log.exception("mail %s could not be filed", message_id)
        put_aside(parts, message_id, attempt, not_filed(error))


def is_machine_trouble(error: Exception) -> bool:
    state = str(getattr(getattr(error, "orig", None), "sqlstate", None) or "")
    return isinstance(error, MACHINE_TROUBLE) and not state.startswith(A_LIMIT)


def not_filed(error: Exception) -> str:
    return f"DC-303: it could not be filed ({type(error).__name__})"


def put_aside(parts: Parts, message_id: UUID, attempt: int, trouble: str, most: int = MAX_ATTEMPTS) -> None:
    if attempt >= most:
        quarantine(parts, message_id, trouble)


def begin_work(parts: Parts, message_id: UUID) -> bool:
    """Count a try at working a mail before it begins: it may end the process. False if it has too often, and a person now
    has the mail as it is."""
    with transaction(parts.engine) as session:
        message = session.get_one(Message, message_id, with_for_update=True)
        message.attempts += message.state in UNWORKED
        session.add(message)
        return not shown_after(session, message, MOST_BEGUN + 1)


def show_unworked(parts: Parts, message_id: UUID) -> bool:
    """After a few failed tries at working a mail it goes to a person as it is: True if it now has."""
    with transaction(parts.engine) as session:
        return shown_after(session, session.get_one(Message, message_id, with_for_update=True), MAX_ATTEMPTS)


def shown_after(session: Session, message: Message, attempts: int) -> bool:
    if message.attempts < attempts or message.state not in UNWORKED:
        return False
    message.trouble = "DC-305: it could not be worked; see the log"
    mail.move(session, message, MessageState.WAITING_SPECIALIST, trouble="DC-305")
    return True


def quarantine(parts: Parts, message_id: UUID, trouble: str) -> None:
    with transaction(parts.engine) as session:
        message = session.get_one(Message, message_id, with_for_update=True)
        if message.state != MessageState.STORED:
            return
        message.trouble = trouble
        if (earlier := same_bytes(session, message)) is not None:
            file_again(session, message, earlier)
        else:
            mail.move(session, message, MessageState.QUARANTINED, trouble=trouble.partition(":")[0])


def same_bytes(session: Session, message: Message) -> Message | None:
    """An earlier copy that people have seen: the server numbers its mails anew, and all come again."""
    query = select(Message).where(
        Message.client_id == message.client_id,
        Message.sha256 == message.sha256,
        Message.id != message.id,
        col(Message.state).not_in([MessageState.STORED, MessageState.REDELIVERY]),
    )
    return session.exec(query.order_by(col(Message.stored_at))).first()


def file_parsed(parts: Parts, session: Session, message_id: UUID, raw: bytes, view: MailView) -> None:
    """Everything that follows from the bytes alone, in one transaction."""
    message = session.get_one(Message, message_id, with_for_update=True)
    if message.state != MessageState.STORED:
        return
    mailbox = session.get_one(Mailbox, message.mailbox_id)
    sender = judge_sender(session, mailbox, raw, view)
    machine = judge_machine(parts, session, mailbox, raw, view)
    note_parsed(message, raw, view, sender, machine)
    if probes.file_probe(parts, session, message, raw):
        return
    mail.one_copy_at_a_time(session, message)
    earlier = same_mail(session, message)
    if message.folder == "sent":
        file_sent_mail(parts, session, message, view, earlier)
        return
    if earlier is not None:
        file_again(session, message, earlier)
        return
    mark_collisions(session, message)
    if machine.machine and not machine.soft:
        file_system_mail(parts, session, message, view, machine)
        return
    case = join_case(parts, session, message, mailbox, view, sender)
    message.attempts = 0
    mail.move(session, message, MessageState.TRIAGED, case=case.id)
    cases.touch(session, case, parts.now())
    defer_work(session, message, case)


def defer_work(session: Session, message: Message, case: Case) -> None:
    jobs.defer(session, jobs.WORK, lock=jobs.case_lock(case.id), message_id=str(message.id))


def judge_sender(session: Session, mailbox: Mailbox, raw: bytes, view: MailView) -> SenderVerdict:
    contacts = [
        KnownContact(
            contact_id=contact.id,
            customer_id=customer.id,
            email=contact.email,
            active=contact.status == "active",
            group=customer.group_code,
            domain=customer.domain,
            customer_name=customer.name,
            name=contact.name,
        )
        for contact, customer in ledger.contacts_of_client(session, mailbox.client_id)
    ]
    return sender_verdict(raw, view, mailbox.authserv_id, contacts, mailbox.own_addresses)


def judge_machine(parts: Parts, session: Session, mailbox: Mailbox, raw: bytes, view: MailView) -> MachineVerdict:
    own = (
        frozenset(address for other in session.exec(select(Mailbox)) for address in other.own_addresses)
        | mailbox.own_addresses
    )
    return machine_verdict(raw, view, own, lambda header: bool(own_tokens([header], parts.mail_key)))


def note_parsed(message: Message, raw: bytes, view: MailView, sender: SenderVerdict, machine: MachineVerdict) -> None:
    message.logical_hash = logical_hash(raw)
    message.header_id = view.message_id
    message.from_address, message.from_name = view.from_address, view.from_name
    message.subject, message.sent_at, message.language = view.subject, view.sent_at, view.language
    message.view = view.model_dump(mode="json")
    message.sender = sender.model_dump(mode="json")
    message.machine = machine.model_dump(mode="json")
    message.flags = list(view.flags)
    message.dkim_signature = dkim_marks(raw)


def dkim_marks(raw: bytes) -> str | None:
    """SHA-256 of the `b=` of every DKIM signature, joined by spaces: a signed mail that comes again is known by it."""
    found = (SIGNATURE.search(one.unfolded) for one in named(raw, "dkim-signature"))
    values = {b"".join(one.group(1).split()) for one in found if one}
    return " ".join(sorted(hashlib.sha256(value).hexdigest() for value in values if value)) or None


def same_mail(session: Session, message: Message) -> Message | None:
    """An earlier copy of this very mail for the same client: same bytes, or same logical content."""
    query = select(Message).where(
        Message.client_id == message.client_id,
        Message.id != message.id,
        (col(Message.sha256) == message.sha256) | (col(Message.logical_hash) == message.logical_hash),
        col(Message.state).not_in([MessageState.STORED, MessageState.QUARANTINED, MessageState.REDELIVERY]),
    )
    return session.exec(query.order_by(col(Message.stored_at))).first()


def mark_collisions(session: Session, message: Message) -> None:
    """Another mail with the same Message-ID but other content: neither may be answered automatically."""
    query = select(Message).where(
        Message.client_id == message.client_id, Message.id != message.id, Message.header_id == message.header_id
    )
    for other in session.exec(query):
        message.collides = other.collides = True
        session.add(other)
