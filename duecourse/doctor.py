"""`duecourse doctor`: what is wrong, what it means, and the fix. Exit code 5 if anything fails."""

import shutil
import ssl
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Annotated

import psycopg
import typer
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import Session, col, func, select

from agent.domain.vocabulary import MessageState, OutboxState
from agent.records import audit, mail, switches
from agent.records.database import alembic_config, utc_now
from agent.records.ledger import Client, Contact, Document
from agent.records.mail import Mailbox, Message
from agent.records.outbox import OutboxMail
from agent.records.people import User
from connectors.ports import ConnectorError
from duecourse.errors import CheckFailed, Misconfigured
from duecourse.mailboxes import reading, sending
from duecourse.output import emit
from duecourse.settings import load
from duecourse.wiring import Installation, chat_model, installation, limits_of, smtp_server

LEAST_FREE = 1024**3
MARKS = {"ok": "ok  ", "warn": "WARN", "fail": "FAIL"}


@dataclass(frozen=True)
class Line:
    """One finding. `status`: ok | warn | fail."""

    status: str
    what: str
    fix: str = ""
    code: str = ""


Check = Callable[[Installation, Session], Iterator[Line]]


def doctor(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Look at everything that can be wrong, and name the fix."""
    lines = list(examine())
    text = "\n".join(written(line) for line in lines)
    emit([asdict(line) for line in lines], text, as_json)
    failed = sum(line.status == "fail" for line in lines)
    if failed:
        raise CheckFailed("DC-100", f"{failed} of {len(lines)} checks failed; the fix stands beside each.")


def written(line: Line) -> str:
    fix = f"\n       → {line.fix} ({line.code})" if line.fix else ""
    return f"{MARKS[line.status]}  {line.what}{fix}"


def examine() -> Iterator[Line]:
    try:
        settings = load()
        yield Line("ok", "Settings are readable.")
        limits_of(settings)
        yield Line("ok", "Limits of the credit team are readable.")
        here = installation(settings, pool_size=2)
    except Misconfigured as error:
        yield Line("fail", str(error), "Correct the setting it names.", error.code)
        return
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        yield Line("fail", f"The database cannot be reached: {reason}", "Check DATABASE_URL.", "DC-105")
        return
    yield Line("ok", "The database answers and keeps what it is given.")
    yield from examine_installation(here)


def examine_installation(here: Installation) -> Iterator[Line]:
    migrated = list(check_tables(here))
    yield from migrated
    if any(line.status == "fail" for line in migrated):
        return
    with Session(here.engine) as session:
        for check in CHECKS:
            yield from check(here, session)
    yield from check_model(here)
    here.engine.dispose()


def check_tables(here: Installation) -> Iterator[Line]:
    wanted = ScriptDirectory.from_config(alembic_config(here.url)).get_current_head()
    with here.engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found == wanted:
        yield Line("ok", "The tables are of this version.")
    else:
        yield Line("fail", "The tables are not of this version.", "Run: duecourse migrate", "DC-106")


def check_disk(here: Installation, _: Session) -> Iterator[Line]:
    free = shutil.disk_usage(here.settings.data).free
    if free < LEAST_FREE:
        yield Line(
            "fail", f"Only {free // 1024**2} MiB are free in {here.settings.data}.", "Free some space.", "DC-130"
        )
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


def check_people(_: Installation, session: Session) -> Iterator[Line]:
    if session.exec(select(User).where(col(User.active))).first() is None:
        yield Line("fail", "Nobody can sign in.", "Run: duecourse user add EMAIL --role admin", "DC-422")
    else:
        yield Line("ok", "Somebody can sign in.")


def check_books(here: Installation, session: Session) -> Iterator[Line]:
    clients = session.exec(select(Client).order_by(Client.code)).all()
    if not clients:
        yield Line("fail", "There are no books.", "Run: duecourse ledger import PATH", "DC-502")
    for client in clients:
        stale = timedelta(hours=here.limits.of(client.code).books_stale_hours)
        if client.books_as_of is None or utc_now() - client.books_as_of > stale:
            fix = "Import newer books: duecourse ledger import PATH. Until then nothing is answered automatically."
            yield Line("warn", f"The books of {client.name} are old.", fix, "DC-503")
        else:
            yield Line("ok", f"The books of {client.name} are of {client.books_as_of:%-d %B %Y}.")


def check_documents(_: Installation, session: Session) -> Iterator[Line]:
    query = select(func.count()).where(col(Document.sha256).is_(None), Document.kind != "statement")
    missing = session.exec(query.select_from(Document)).one()
    if missing:
        fix = "Import with --documents FOLDER, the folder that holds the PDFs."
        yield Line("warn", f"{missing} documents of the books have no file.", fix, "DC-504")
    else:
        yield Line("ok", "Every document of the books has its file.")


def check_contacts(_: Installation, session: Session) -> Iterator[Line]:
    if session.exec(select(Contact).where(Contact.status == "active")).first() is None:
        fix = "Give the customers' e-mail addresses in the books: answers go to contacts only."
        yield Line("warn", "No customer has a contact.", fix, "DC-505")
    else:
        yield Line("ok", "Customers have contacts.")


def check_mailboxes(here: Installation, session: Session) -> Iterator[Line]:
    boxes = session.exec(select(Mailbox).order_by(Mailbox.address)).all()
    if not boxes:
        yield Line("fail", "No mailbox is connected.", "Run: duecourse mailbox add ADDRESS …", "DC-204")
    for box in boxes:
        yield found(reading(here, box), f"{box.address} can be read", "duecourse mailbox add … with the right sign-in")
        server = smtp_server(here.keys, session, box.id)
        yield found(sending(server), f"{box.address} can send", "duecourse mailbox add … with the right SMTP server")
        yield from check_trusted_results(session, box)
        state = "on" if switches.approved_sending(session, box.id) else "off: it works in shadow"
        yield Line("ok", f"Sending from {box.address} is {state}.")


def found(answer: str, what: str, fix: str) -> Line:
    code, _, reason = answer.partition(": ")
    if code.startswith("DC-"):
        return Line("fail", f"{what.replace(' can ', ' cannot ')}: {reason}", fix, code)
    return Line("ok", f"{what} ({answer}).")


def check_trusted_results(session: Session, box: Mailbox) -> Iterator[Line]:
    """Without our server's own check of the sender, nothing can be answered automatically."""
    query = select(Message.sender).where(Message.mailbox_id == box.id, col(Message.sender).is_not(None))
    seen = list(session.exec(query.order_by(col(Message.stored_at).desc()).limit(20)))
    if seen and all("no_trusted_result" in (one or {}).get("problems", ()) for one in seen):
        fix = "Name the id in its Authentication-Results: duecourse mailbox add … --authserv-id ID"
        yield Line("warn", f"No mail in {box.address} bears a check by {box.authserv_id}.", fix, "DC-205")


def check_work(_: Installation, session: Session) -> Iterator[Line]:
    late = utc_now() - timedelta(minutes=10)
    states = [MessageState.STORED, MessageState.TRIAGED, MessageState.DRAFTING]
    query = select(func.count()).where(col(Message.state).in_(states), col(Message.state_at) < late)
    if stuck := session.exec(query.select_from(Message)).one():
        yield Line(
            "fail", f"{stuck} mails wait for a machine since 10 minutes.", "Is `duecourse worker` running?", "DC-140"
        )
    counts = mail.states_count(session)
    yield Line("ok", "Mails: " + (", ".join(f"{n} {state}" for state, n in sorted(counts.items())) or "none yet") + ".")
    if quarantined := counts.get(MessageState.QUARANTINED):
        yield Line(
            "warn", f"{quarantined} mails could not be read.", "Look at them in the inbox: Quarantine.", "DC-302"
        )


def check_outbox(_: Installation, session: Session) -> Iterator[Line]:
    for state, words in ((OutboxState.AMBIGUOUS, "unconfirmed"), (OutboxState.HELD, "stopped")):
        number = session.exec(select(func.count()).select_from(OutboxMail).where(OutboxMail.state == state)).one()
        if number:
            yield Line("warn", f"{number} mails are {words}.", "A person decides in the inbox: Outbox.", "DC-431")


def check_audit(here: Installation, _: Session) -> Iterator[Line]:
    broken = [chain for chain, _, problems in audit.verify(here.engine) if problems]
    if broken:
        yield Line("fail", "The audit log was changed.", "Run: duecourse audit verify", "DC-450")
    else:
        yield Line("ok", "The audit log is unbroken.")


def check_model(here: Installation) -> Iterator[Line]:
    if "openai" not in (here.settings.reader, here.settings.writer):
        yield Line("ok", "Reading and drafting need no model.")
        return
    try:
        answer = chat_model(here.settings).ask("Answer with one word.", "Say: ready")
    except (ConnectorError, Misconfigured) as error:
        yield Line("fail", str(error), "Check DUECOURSE_OPENAI_BASE_URL, _MODEL and OPENAI_API_KEY.", error.code)
    else:
        yield Line("ok", f"The model {answer.model} answers.")


CHECKS: tuple[Check, ...] = (
    check_disk,
    check_trust,
    check_clock,
    check_people,
    check_books,
    check_documents,
    check_contacts,
    check_mailboxes,
    check_work,
    check_outbox,
    check_audit,
)
