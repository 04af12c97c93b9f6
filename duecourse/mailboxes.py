"""`duecourse mailbox`: add, test and list the mailboxes that are read."""

from dataclasses import replace
from typing import Annotated
from uuid import UUID

import typer
from sqlmodel import Session, select

from agent.records import audit, ledger, switches, transaction
from agent.records.database import utc_now
from agent.records.ledger import Client
from agent.records.mail import Mailbox
from connectors.mail_imap import ImapMailbox
from connectors.mail_smtp import SmtpTransport
from connectors.ports import ConnectorError, MailServer
from duecourse.errors import CheckFailed, Misconfigured
from duecourse.keys import seal
from duecourse.output import emit, table
from duecourse.wiring import Installation, imap_server, installation, prepare_database, smtp_server

app = typer.Typer(no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json")]


@app.command()
def add(
    address: str,
    client: Annotated[str, typer.Option(help="Code of the client whose mailbox this is.")],
    imap: Annotated[str, typer.Option(help="IMAP server, HOST or HOST:PORT.")],
    smtp: Annotated[str, typer.Option(help="SMTP server, HOST or HOST:PORT.")],
    user: Annotated[str, typer.Option(help="Sign-in name; the address if left out.")] = "",
    password: Annotated[str, typer.Option(envvar="DUECOURSE_MAILBOX_PASSWORD", prompt=True, hide_input=True)] = "",
    alias: Annotated[list[str] | None, typer.Option(help="Further addresses of this mailbox.")] = None,
    authserv_id: Annotated[
        str, typer.Option(help="The id that your mail server writes in Authentication-Results.")
    ] = "",
    folder: str = "INBOX",
    sent_folder: Annotated[
        str, typer.Option(help="Folder of sent mails: answers from other programs end a draft.")
    ] = "",
    security: Annotated[str, typer.Option(help="tls, starttls, or none (this computer only).")] = "tls",
    history: Annotated[bool, typer.Option("--history", help="Read the mails that are already there, too.")] = False,
    as_json: Json = False,
) -> None:
    """Connect a mailbox. It is read only; nothing is sent until sending is switched on in the inbox."""
    here = installation()
    prepare_database(here.url)
    imap_host, imap_port = host_and_port(imap, 993 if security == "tls" else 143)
    smtp_host, smtp_port = host_and_port(smtp, 465 if security == "tls" else 587)
    row = Mailbox(
        client_id=client_named(here, client),
        address=address.lower(),
        aliases=[one.lower() for one in alias or []],
        authserv_id=authserv_id or f"mx.{address.rpartition('@')[2].lower()}",
        imap_host=imap_host,
        imap_port=imap_port,
        imap_user=user or address,
        imap_password=seal(here.keys.seal, password),
        imap_security=security,
        imap_folder=folder,
        sent_folder=sent_folder,
        smtp_host=smtp_host,
        smtp_port=smtp_port,
        smtp_user=user or address,
        smtp_password=seal(here.keys.seal, password),
        smtp_security=security,
        reads_from=None if history else utc_now(),
    )
    try_reading(here, row)
    with transaction(here.engine) as session:
        save(session, row)
    sentence = f"{row.address} is connected, read only. Sending is off: it works in shadow until you switch it on."
    emit({"mailbox": row.address, "sending": False}, sentence, as_json)


def client_named(here: Installation, code: str) -> UUID:
    with transaction(here.engine) as session:
        found = ledger.client_by_code(session, code)
        known = ", ".join(session.exec(select(Client.code))) or "none yet: duecourse ledger import"
    if found is None:
        raise Misconfigured("DC-201", f"There is no client {code}. Known: {known}.")
    return found.id


def host_and_port(text: str, default: int) -> tuple[str, int]:
    host, _, port = text.partition(":")
    if port and not port.isdecimal():
        raise Misconfigured("DC-202", f"{text} is not HOST or HOST:PORT.")
    return host, int(port) if port else default


def save(session: Session, row: Mailbox) -> None:
    existing = session.exec(select(Mailbox).where(Mailbox.address == row.address)).first()
    if existing is not None:
        for name in Mailbox.model_fields:
            if name not in ("id", "uidvalidity", "lease_owner", "lease_until", "read_at"):
                setattr(existing, name, getattr(row, name))
        row = existing
    session.add(row)
    session.flush()
    audit.record(session, row.client_id, "mailbox_saved", "mailbox", row.id)


def try_reading(here: Installation, mailbox: Mailbox) -> int:
    """Sign in, open the folder, count. Raises what the server says."""
    source = ImapMailbox(imap_server(here.keys, mailbox))
    try:
        return source.open().exists
    finally:
        source.close()


@app.command("test")
def test_mailboxes(as_json: Json = False) -> None:
    """Sign in to every mailbox, both ways. Nothing is sent."""
    here = installation()
    with transaction(here.engine) as session:
        rows = list(session.exec(select(Mailbox).order_by(Mailbox.address)))
        servers = {row.id: smtp_server(here.keys, session, row.id) for row in rows}
    results = [(row.address, reading(here, row), sending(servers[row.id])) for row in rows]
    emit(
        [dict(zip(("address", "imap", "smtp"), one, strict=True)) for one in results],
        table(results, ("address", "reading", "sending")),
        as_json,
    )
    if any("DC-" in cell for one in results for cell in one[1:]):
        raise CheckFailed("DC-203", "A mailbox cannot be used; see above.")


def reading(here: Installation, mailbox: Mailbox) -> str:
    try:
        return f"ok, {try_reading(here, mailbox)} mails"
    except ConnectorError as error:
        return f"{error.code}: {error}"


def sending(server: MailServer) -> str:
    try:
        SmtpTransport(replace(server)).check()
    except ConnectorError as error:
        return f"{error.code}: {error}"
    return "ok"


@app.command("list")
def list_mailboxes(as_json: Json = False) -> None:
    """The mailboxes, when they were last read, and whether anything may leave."""
    here = installation()
    with transaction(here.engine) as session:
        rows = [
            (
                row.address,
                f"{row.read_at:%Y-%m-%d %H:%M}" if row.read_at else "never",
                "on" if switches.approved_sending(session, row.id) else "off (shadow)",
                row.trouble or "",
            )
            for row in session.exec(select(Mailbox).order_by(Mailbox.address))
        ]
    head = ("address", "last read", "sending", "trouble")
    emit([dict(zip(head, row, strict=True)) for row in rows], table(rows, head), as_json)
