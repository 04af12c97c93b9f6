"""`duecourse mailbox`: add, test and list the mailboxes that are read."""

import re
import sys
from enum import StrEnum
from typing import Annotated
from uuid import UUID, uuid4

import typer
from sqlmodel import Session, select

from agent.mail.threading import envelope_sender
from agent.records import audit, ledger, switches, transaction
from agent.records.database import utc_now
from agent.records.ledger import Client
from agent.records.mail import Mailbox
from connectors.mail_imap import ImapMailbox
from connectors.mail_security import require_security
from connectors.mail_smtp import SmtpTransport
from connectors.ports import ConnectorError, Envelope, MailServer, Refused
from duecourse.errors import CheckFailed, Misconfigured, Mistyped
from duecourse.keys import seal
from duecourse.output import emit, emit_rows
from duecourse.wiring import Installation, imap_server, opened, smtp_server_of

app = typer.Typer(no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
PASSWORD = "DUECOURSE_MAILBOX_PASSWORD"
KEPT = frozenset({"id", "uidvalidity", "lease_owner", "lease_until", "read_at", "archive_address", "bounce_address"})
"""What stays when a mailbox is given anew, unless it is given, too."""
Archive = Annotated[str | None, typer.Option(help="An address of yours that gets a copy of every mail, as evidence.")]
Bounce = Annotated[
    str | None,
    typer.Option(help='Where mails that cannot be delivered come back to; "": bounce+… at the mailbox\'s domain.'),
]
NONE_YET = "No mailbox yet. Connect one with: duecourse mailbox add ADDRESS …"


class Security(StrEnum):
    """auto: by the port. none: on this computer only."""

    AUTO = "auto"
    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@app.command()
def add(
    address: str,
    client: Annotated[str, typer.Option(help="Code of the client whose mailbox this is.")],
    imap: Annotated[str, typer.Option(help="IMAP server, HOST or HOST:PORT.")],
    smtp: Annotated[str, typer.Option(help="SMTP server, HOST or HOST:PORT.")],
    user: Annotated[str, typer.Option(help="Sign-in name; the address if left out.")] = "",
    smtp_open: Annotated[
        bool, typer.Option("--smtp-open", help="The SMTP server, a relay, asks for no sign-in.")
    ] = False,
    password: Annotated[
        str, typer.Option(envvar=PASSWORD, help="Better asked for, or given in this variable.", show_default=False)
    ] = "",
    alias: Annotated[list[str] | None, typer.Option(help="Further addresses of this mailbox.")] = None,
    authserv_id: Annotated[
        str, typer.Option(help="The id that your mail server writes in Authentication-Results.")
    ] = "",
    folder: str = "INBOX",
    sent_folder: Annotated[
        str, typer.Option(help="Folder of sent mails: answers from other programs end a draft.")
    ] = "",
    imap_security: Annotated[Security, typer.Option(help="How IMAP is secured; auto: by the port.")] = Security.AUTO,
    smtp_security: Annotated[Security, typer.Option(help="The same for SMTP.")] = Security.AUTO,
    archive: Archive = None,
    bounce: Bounce = None,
    history: Annotated[bool, typer.Option("--history", help="Read the mails that are already there, too.")] = False,
    as_json: Json = False,
) -> None:
    """Connect a mailbox: duecourse mailbox add ar@firm.example --client FIRM --imap imap.firm.example --smtp smtp.firm.example:587

    It is read only. Until sending is switched on in the inbox, it writes to itself alone, once a week (mailbox probe).
    The same address again: its settings are replaced.
    """
    address = checked_address(address)
    read_at, send_at = place(imap, imap_security, 993, 143), place(smtp, smtp_security, 465, 587)
    with opened() as here:
        client_id = client_named(here, client)
        password = password or asked_password()
        row = Mailbox(
            client_id=client_id,
            address=address,
            aliases=[checked_address(one) for one in alias or []],
            authserv_id=checked_id(authserv_id or f"mx.{address.rpartition('@')[2]}"),
            imap_host=read_at.host,
            imap_port=read_at.port,
            imap_user=user or address,
            imap_password=seal(here.keys.seal, password),
            imap_security=read_at.security,
            imap_folder=folder,
            sent_folder=sent_folder,
            smtp_host=send_at.host,
            smtp_port=send_at.port,
            smtp_user="" if smtp_open else user or address,
            smtp_password=None if smtp_open else seal(here.keys.seal, password),
            smtp_security=send_at.security,
            reads_from=None if history else utc_now(),
            probe_due_at=utc_now(),
        )
        given = addresses_given(archive, bounce)
        apply(row, given)
        mails = try_reading(here, row)
        with transaction(here.engine) as session:
            row, on = save(session, row, KEPT - given.keys())
        trouble = trouble_of(sending(here, row))
    data = {"mailbox": row.address, "mails": mails, "sending": on, "smtp_trouble": trouble}
    emit(data, told(row, mails, on, trouble), as_json)


def told(row: Mailbox, mails: int, on: bool, trouble: str) -> str:
    """What a person should know now."""
    start = "those that come from now on are read (--history: all)" if row.reads_from else "all of them are read"
    off = "Sending is off: it works in shadow until you switch it on, and writes to itself alone, once a week."
    state = "Sending is as it was: on." if on else off
    return f"{row.address} is connected, read only. Mails in it: {mails}; {start}. {state}{smtp_told(trouble)}"


def checked_address(text: str) -> str:
    name, at, domain = text.strip().lower().partition("@")
    if not name or not at or "." not in domain or " " in text.strip():
        raise Mistyped("DC-206", f"{text} is not a mail address.")
    return f"{name}@{domain}"


def checked_id(text: str) -> str:
    if text.split() != [text] or ";" in text:
        raise Mistyped("DC-230", f'"{text}" is not one word, as the id in Authentication-Results is.')
    return text


def asked_password() -> str:
    if not sys.stdin.isatty():
        raise Mistyped("DC-207", f"The mailbox's password is needed: set {PASSWORD}, or run this in a terminal.")
    return str(typer.prompt("Password", hide_input=True))


def client_named(here: Installation, code: str) -> UUID:
    with transaction(here.engine) as session:
        found = ledger.client_by_code(session, code)
        known = ", ".join(session.exec(select(Client.code))) or "none yet: duecourse ledger import"
    if found is None:
        raise Mistyped("DC-201", f"There is no client {code}. Known: {known}.")
    return found.id


HOST_AND_PORT = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<name>[^\s:\[\]]+))(?::(?P<port>[1-9]\d{0,4}))?")


def place(text: str, security: Security, tls_port: int, starttls_port: int) -> MailServer:
    """HOST or HOST:PORT as a server without a sign-in. By the port: the old plain ports begin with STARTTLS."""
    found = HOST_AND_PORT.fullmatch(text.strip())
    if found is None or int(found["port"] or 0) > 65535:
        raise Mistyped("DC-202", f"{text} is not HOST or HOST:PORT.")
    by_default = tls_port if security in (Security.AUTO, Security.TLS) else starttls_port
    number = int(found["port"] or by_default)
    by_port = Security.STARTTLS if number in (25, 143, 587) else Security.TLS
    chosen = by_port if security is Security.AUTO else security
    server = MailServer(found["six"] or found["name"], number, security=chosen.value)
    try:
        require_security(server)
    except Refused as error:
        raise Mistyped(error.code, str(error)) from None
    return server


def addresses_given(archive: str | None, bounce: str | None) -> dict[str, str | None]:
    """By the column. None was not given, and "" ends what stood there."""
    given = {"archive_address": archive, "bounce_address": bounce}
    return {name: checked_address(text) if text else None for name, text in given.items() if text is not None}


def apply(row: Mailbox, given: dict[str, str | None]) -> None:
    for name, value in given.items():
        setattr(row, name, value)


def save(session: Session, row: Mailbox, kept: frozenset[str]) -> tuple[Mailbox, bool]:
    """Keep it; one with this address gets the new settings. The answer's flag: whether approved mails may leave it."""
    existing = session.exec(select(Mailbox).where(Mailbox.address == row.address)).first()
    if existing is not None:
        if existing.client_id != row.client_id:
            raise Misconfigured("DC-208", f"{row.address} belongs to another client, and its mails with it.")
        row.reads_from = row.reads_from and existing.reads_from
        apply(existing, {name: getattr(row, name) for name in Mailbox.model_fields if name not in kept})
        row = existing
    session.add(row)
    session.flush()
    audit.record(session, row.client_id, "mailbox_saved", "mailbox", row.id)
    return row, switches.approved_sending(session, row.id)


@app.command("set")
def change(address: str, archive: Archive = None, bounce: Bounce = None, as_json: Json = False) -> None:
    """Change where copies and undeliverable mails go: duecourse mailbox set ar@firm.example --bounce ar@firm.example

    The server is asked whether it takes the new addresses; nothing is sent.
    """
    given = addresses_given(archive, bounce)
    if not given:
        raise Mistyped("DC-231", "There is nothing to change: give --archive or --bounce.")
    with opened() as here:
        with transaction(here.engine) as session:
            row = mailbox_named(session, checked_address(address))
            apply(row, given)
            audit.record(session, row.client_id, "mailbox_saved", "mailbox", row.id)
        trouble = trouble_of(sending(here, row))
    data = {"mailbox": row.address, "archive": row.archive_address, "bounce": row.bounce_address}
    emit(data | {"smtp_trouble": trouble}, f"{addresses_told(row)}{smtp_told(trouble)}", as_json)


def mailbox_named(session: Session, address: str) -> Mailbox:
    found = session.exec(select(Mailbox).where(Mailbox.address == address)).first()
    if found is None:
        known = ", ".join(session.exec(select(Mailbox.address).order_by(Mailbox.address))) or "none yet"
        raise Mistyped("DC-232", f"There is no mailbox {address}. Known: {known}.")
    return found


def addresses_told(row: Mailbox) -> str:
    back = row.bounce_address or f"bounce+…@{row.domain}, an address of its own for each mail"
    copies = f"copies go to {row.archive_address}" if row.archive_address else "no copy is kept elsewhere"
    return f"What {row.address} sends and cannot be delivered comes back to {back}; {copies}."


def smtp_told(trouble: str) -> str:
    return f"\nIts SMTP server cannot be used yet: {trouble}" if trouble else ""


def try_reading(here: Installation, mailbox: Mailbox) -> int:
    """Sign in, open the folders that are read, count the mails of the first. Raises what the server says."""
    counts = []
    for folder in ("inbox", "sent") if mailbox.sent_folder else ("inbox",):
        source = ImapMailbox(imap_server(here.keys, mailbox, folder))
        try:
            counts.append(source.open().exists)
        finally:
            source.close()
    return counts[0]


@app.command("test")
def test_mailboxes(as_json: Json = False) -> None:
    """Sign in to every mailbox, both ways, and ask whether the server takes its addresses. Nothing is sent."""
    with opened() as here:
        with transaction(here.engine) as session:
            rows = list(session.exec(select(Mailbox).order_by(Mailbox.address)))
        results = [(row.address, reading(here, row), sending(here, row)) for row in rows]
    emit_rows(results, ("address", "reading", "sending"), NONE_YET, as_json)
    if any(trouble_of(cell) for one in results for cell in one[1:]):
        raise CheckFailed("DC-203", "A mailbox cannot be used; see above.")


def trouble_of(answer: str) -> str:
    """ "" if the answer of a test says ok."""
    return "" if answer.startswith("ok") else answer


def reading(here: Installation, mailbox: Mailbox) -> str:
    """ "ok, …", or "CODE: what the server says"."""
    try:
        return f"ok, {try_reading(here, mailbox)} mails"
    except (ConnectorError, Misconfigured) as error:
        return f"{error.code}: {error}"


def sending(here: Installation, mailbox: Mailbox) -> str:
    """Connect, sign in, and name sender and archive. "ok", or "CODE: what the server says"."""
    sender = envelope_sender(mailbox.bounce_address, uuid4(), mailbox.domain, here.keys.mail)
    copies = (mailbox.archive_address,) if mailbox.archive_address else ()
    try:
        SmtpTransport(smtp_server_of(here.keys, mailbox)).check(Envelope(sender, copies))
    except (ConnectorError, Misconfigured) as error:
        recipient = error.recipient if isinstance(error, ConnectorError) else None
        option = "--archive" if recipient else "--bounce"
        another = f" Choose another address: duecourse mailbox set {mailbox.address} {option} ADDRESS."
        return f"{error.code}: {error}{another if error.code == 'DC-224' else ''}"
    return "ok"


@app.command("list")
def list_mailboxes(as_json: Json = False) -> None:
    """The mailboxes, when they were last read, and whether anything may leave."""
    with opened() as here, transaction(here.engine) as session:
        rows = [
            (
                row.address,
                f"{row.read_at.astimezone():%Y-%m-%d %H:%M %Z}" if row.read_at else "never",
                "on" if switches.approved_sending(session, row.id) else "off (shadow)",
                row.trouble or "",
            )
            for row in session.exec(select(Mailbox).order_by(Mailbox.address))
        ]
    head = ("address", "last read", "sending", "trouble")
    emit_rows(rows, head, NONE_YET, as_json)
