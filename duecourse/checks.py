"""The checks of `duecourse doctor`, one function each. Those in `CHECKS` look at the database alone."""

import shutil
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, func, select

from agent.domain.vocabulary import MessageState, OutboxState, Role
from agent.mail.headers import as_text, named
from agent.records import audit, breaker, mail, switches
from agent.records.conservation import balance
from agent.records.database import utc_now
from agent.records.ledger import Client, Contact, Document
from agent.records.mail import Mailbox, Message
from agent.records.outbox import OutboxMail
from agent.records.people import User
from duecourse.errors import Misconfigured
from duecourse.mailboxes import addresses_told, reading, sending
from duecourse.wiring import Installation, require_tables

LEAST_FREE = 1024**3
WAITS_LONG = timedelta(minutes=10)
SILENT = timedelta(minutes=2)
"""Without a sign of life, before a worker counts as gone. It gives one every ten seconds."""
UNREAD = timedelta(minutes=15)


@dataclass(frozen=True)
class Line:
    """One finding. `status`: ok | warn | fail."""

    status: str
    what: str
    fix: str = ""
    code: str = ""


Check = Callable[[Installation, Session], Iterator[Line]]


def counted(session: Session, table: Any, *conditions: Any) -> int:
    return int(session.exec(select(func.count()).select_from(table).where(*conditions)).one())


# --- the machine --------------------------------------------------------------------------------------------------------


def check_tables(here: Installation) -> Iterator[Line]:
    try:
        require_tables(here)
    except Misconfigured as error:
        yield Line("fail", str(error), code=error.code)
    else:
        yield Line("ok", "The tables are of this version.")


def check_disk(here: Installation, _: Session, least: int = LEAST_FREE) -> Iterator[Line]:
    """`least`: bytes."""
    free = shutil.disk_usage(here.settings.data).free
    if free < least:
        what = f"Only {free // 1024**2} MiB are free in {here.settings.data}."
        yield Line("fail", what, "Free some space: mails and documents are kept there.", "DC-130")
    else:
        yield Line("ok", f"{free // 1024**3} GiB are free.")


def check_trust(_: Installation, __: Session) -> Iterator[Line]:
    if ssl.create_default_context().cert_store_stats()["x509_ca"]:
        yield Line("ok", "This system knows certificate authorities.")
    else:
        fix = "Install your system's package ca-certificates."
        yield Line("fail", "This system trusts no certificate authority: TLS will fail.", fix, "DC-131")


def check_clock(_: Installation, session: Session) -> Iterator[Line]:
    skew = abs((session.exec(select(func.clock_timestamp())).one() - utc_now()).total_seconds())
    if skew > 5:
        yield Line("warn", f"The database's clock is {skew:.0f} s off ours.", "Set both by NTP.", "DC-132")
    else:
        yield Line("ok", "Our clock and the database's agree.")


# --- people and books ---------------------------------------------------------------------------------------------------


def check_people(_: Installation, session: Session) -> Iterator[Line]:
    roles = set(session.exec(select(User.role).where(col(User.active))))
    fix = "Run: duecourse user add EMAIL --name NAME --role admin"
    if not roles:
        yield Line("fail", "Nobody can sign in.", fix, "DC-422")
    elif Role.ADMIN not in roles:
        yield Line("warn", "Nobody can switch sending on: there is no administrator.", fix, "DC-423")
    else:
        yield Line("ok", "Somebody can sign in, and an administrator switch sending on.")


def check_books(here: Installation, session: Session) -> Iterator[Line]:
    clients = session.exec(select(Client).order_by(Client.code)).all()
    if not clients:
        yield Line("fail", "There are no books.", "Run: duecourse ledger import PATH", "DC-502")
    for client in clients:
        stale = timedelta(hours=here.limits.of(client.code).books_stale_hours)
        if client.books_as_of is None or utc_now() - client.books_as_of > stale:
            day = f"are of {client.books_as_of:%-d %B %Y}, which is old" if client.books_as_of else "have no day"
            fix = "Import newer books: duecourse ledger import PATH. Until then nothing is answered automatically."
            yield Line("warn", f"The books of {client.name} {day}.", fix, "DC-503")
        else:
            yield Line("ok", f"The books of {client.name} are of {client.books_as_of:%-d %B %Y}.")


def check_documents(_: Installation, session: Session) -> Iterator[Line]:
    if missing := counted(session, Document, col(Document.sha256).is_(None), Document.kind != "statement"):
        fix = "Import with --documents FOLDER, the folder that holds the PDFs."
        yield Line("warn", f"Documents of the books without a file: {missing}.", fix, "DC-504")
    elif counted(session, Document):
        yield Line("ok", "Every document of the books has its file.")


def check_contacts(_: Installation, session: Session) -> Iterator[Line]:
    if session.exec(select(Contact).where(Contact.status == "active")).first() is None:
        fix = "Give the customers' e-mail addresses in the books: answers go to contacts only."
        yield Line("warn", "No customer has a contact.", fix, "DC-505")
    else:
        yield Line("ok", "Customers have contacts.")


# --- work ---------------------------------------------------------------------------------------------------------------


def check_workers(_: Installation, session: Session) -> Iterator[Line]:
    query = text(
        "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > clock_timestamp() - CAST(:ago AS interval)"
    )
    if session.execute(query, {"ago": f"{SILENT.total_seconds()} s"}).scalar_one():
        yield Line("ok", "A worker is at work.")
    else:
        yield Line("warn", "No worker is at work: mails are not read, nothing is sent.", "Run: duecourse up", "DC-141")


def check_messages(_: Installation, session: Session) -> Iterator[Line]:
    states = [MessageState.STORED, MessageState.TRIAGED, MessageState.DRAFTING]
    late = utc_now() - WAITS_LONG
    if stuck := counted(session, Message, col(Message.state).in_(states), col(Message.state_at) < late):
        what = f"Mails that have waited for a machine for more than ten minutes: {stuck}."
        yield Line("fail", what, "See that `duecourse worker` runs, and what its log says.", "DC-140")
    counts = mail.states_count(session)
    yield Line("ok", "Mails: " + (", ".join(f"{n} {state}" for state, n in sorted(counts.items())) or "none yet") + ".")
    if quarantined := counts.get(MessageState.QUARANTINED):
        yield Line(
            "warn", f"Mails that could not be read: {quarantined}.", "Look at them in the inbox: Quarantine.", "DC-302"
        )


def check_balance(_: Installation, session: Session) -> Iterator[Line]:
    found = balance(session)
    if found.even:
        yield Line("ok", f"Every mail that came in is here and has an owner: {found.kept}.")
    else:
        fix = "Look for them in the log of the inbox, and keep a copy of the database: no such mail may be."
        yield Line("fail", found.trouble, fix, "DC-144")


def check_outbox(_: Installation, session: Session) -> Iterator[Line]:
    for state, words in ((OutboxState.AMBIGUOUS, "Unconfirmed"), (OutboxState.HELD, "Stopped")):
        if number := counted(session, OutboxMail, OutboxMail.state == state):
            yield Line("warn", f"{words} mails: {number}.", "A person decides in the inbox: Outbox.", "DC-431")


def check_breaker(_: Installation, session: Session) -> Iterator[Line]:
    for client, switch in breaker.switched_off(session):
        since = f"{switch.changed_at.astimezone():%Y-%m-%d %H:%M %Z}"
        why = ": there were too many in one hour" if switch.changed_by == "system" else ""
        fix = "A manager looks at what was sent, and switches them on in the inbox: Switches."
        yield Line("warn", f"Automatic answers of {client.name} are off since {since}{why}.", fix, "DC-432")


def check_loud(here: Installation, session: Session) -> Iterator[Line]:
    most = here.limits.inbound_per_address_hour
    for address, number in mail.loud_addresses(session, utc_now() - timedelta(hours=1), most):
        what = f"{address} wrote {number} mails in the last hour: only people answer it until it writes less."
        yield Line("warn", what, "See whether two machines write to each other.", "DC-433")


def check_audit(here: Installation, _: Session) -> Iterator[Line]:
    broken = [chain for chain, _, problems in audit.verify(here.engine) if problems]
    if broken:
        yield Line("fail", "The audit log was changed.", "Run: duecourse audit verify", "DC-450")
    else:
        yield Line("ok", "The audit log is unbroken.")


CHECKS: tuple[Check, ...] = (
    check_disk,
    check_trust,
    check_clock,
    check_people,
    check_books,
    check_documents,
    check_contacts,
    check_workers,
    check_messages,
    check_balance,
    check_outbox,
    check_breaker,
    check_loud,
    check_audit,
)


# --- other people's servers, asked while no transaction is open -----------------------------------------------------------


def check_mailboxes(here: Installation) -> Iterator[Line]:
    with Session(here.engine) as session:
        boxes = list(session.exec(select(Mailbox).order_by(Mailbox.address)))
        state = {
            box.id: "on" if switches.approved_sending(session, box.id) else "off: it works in shadow" for box in boxes
        }
        further = {box.id: [*check_reader(box), *check_trusted_results(session, box)] for box in boxes}
    if not boxes:
        fix = "Run: duecourse mailbox add ADDRESS --client CODE --imap HOST --smtp HOST"
        yield Line("fail", "No mailbox is connected.", fix, "DC-204")
    for box in boxes:
        yield tried(reading(here, box), f"{box.address} can be read")
        yield tried(sending(here, box), f"{box.address} can send")
        yield from further[box.id]
        yield from check_addresses(box)
        yield Line("ok", f"Sending from {box.address} is {state[box.id]}.")


def tried(answer: str, what: str) -> Line:
    """The line for what a server answered: "ok…", or "CODE: sentence"."""
    code, _, reason = answer.partition(": ")
    if not code.startswith("DC-"):
        return Line("ok", f"{what} ({answer}).")
    fix = "Give its settings again: duecourse mailbox add ADDRESS …"
    return Line("fail", f"{what.replace(' can ', ' cannot ')}: {reason}", fix, code)


def check_addresses(box: Mailbox) -> Iterator[Line]:
    """Whether the server takes them is tried with `sending`; that they come to this mailbox, only its owner can see to."""
    yield Line("ok", addresses_told(box))


def check_reader(box: Mailbox) -> Iterator[Line]:
    """What the fetcher says of this mailbox."""
    if box.trouble:
        yield Line("warn", f"The fetcher could not read {box.address} last time: {box.trouble}")
    elif box.read_at is None or utc_now() - box.read_at > UNREAD:
        since = f"since {box.read_at.astimezone():%Y-%m-%d %H:%M %Z}" if box.read_at else "yet"
        yield Line("warn", f"Nobody has read {box.address} {since}.", "Run: duecourse up", "DC-142")


def check_trusted_results(session: Session, box: Mailbox) -> Iterator[Line]:
    """Without our server's own check of the sender, nothing can be answered automatically."""
    query = select(Message).where(Message.mailbox_id == box.id, col(Message.sender).is_not(None))
    query = query.where(Message.from_address != box.address)
    newest = list(session.exec(query.order_by(col(Message.stored_at).desc()).limit(20)))
    if not newest or any("no_trusted_result" not in (one.sender or {}).get("problems", ()) for one in newest):
        return
    names = sorted({name for one in newest for name in result_names(mail.raw_of(session, one))})
    if box.authserv_id in names:
        what = f"The checks by {box.authserv_id} lie beneath a Received line, where anybody could have written them."
        fix = "Let no server add a Received line after the check; Dovecot: lmtp_add_received_header = no"
    else:
        what = f"No mail in {box.address} bears a check by {box.authserv_id}."
        fix = f"Name the server that checks, by its id in Authentication-Results: --authserv-id ID{seen(names)}"
    yield Line("warn", f"{what} Nothing is answered automatically.", fix, "DC-205")


def result_names(raw: bytes) -> set[str]:
    """The servers that say in a mail to have checked its sender."""
    found = (as_text(one.unfolded).partition(";")[0].split() for one in named(raw, "authentication-results"))
    return {words[0] for words in found if words}


def seen(names: list[str]) -> str:
    return f" (in these mails: {', '.join(names[:5])})" if names else " (none of these mails has such a line)"
