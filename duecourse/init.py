"""`duecourse init`: asks and tests step by step. Every step can be left and done again later."""

import secrets
import sys
from collections.abc import Callable
from pathlib import Path

import typer
from sqlmodel import Session, select

from agent.domain.vocabulary import Role
from agent.records import transaction
from agent.records.ledger import Client
from agent.records.mail import Mailbox
from agent.records.people import User
from connectors.ports import ConnectorError
from duecourse.errors import Misconfigured, Mistyped
from duecourse.output import agreed
from duecourse.wiring import Installation, opened, prepare_database

STEPS = 4


def init() -> None:
    """Set up an installation of your own: database, administrator, books, mailbox. Sending stays off."""
    if not sys.stdin.isatty():
        commands = "duecourse user add, ledger import, mailbox add"
        raise Mistyped("DC-150", f"init asks questions: run it in a terminal, or use the single commands: {commands}.")
    with opened("any") as here:
        database(here)
        administrator(here)
        books(here)
        mailbox(here)
    typer.echo("\nDone. Check everything with: duecourse doctor\nStart it with:              duecourse up")
    typer.echo(
        "It reads and drafts in shadow. Switch sending on in the inbox, under Switches, when you have seen enough."
    )


def database(here: Installation) -> None:
    typer.echo(f"1 of {STEPS}  Database")
    prepare_database(here.url)
    own = "your PostgreSQL" if here.settings.database_url else f"an embedded PostgreSQL in {here.settings.data}"
    typer.echo(f"      ok: {own}. For production set DATABASE_URL.")


def administrator(here: Installation) -> None:
    from duecourse.administration import create_user
    from duecourse.mailboxes import checked_address

    typer.echo(f"2 of {STEPS}  Administrator")
    with Session(here.engine) as session:
        if session.exec(select(User).where(User.role == Role.ADMIN)).first():
            typer.echo("      there already")
            return
    password = secrets.token_urlsafe(12)

    def add() -> None:
        email, name = checked_address(typer.prompt("      Your mail address")), typer.prompt("      Your name")
        with transaction(here.engine) as session:
            user = create_user(session, email, name, Role.ADMIN, password)
        typer.echo(f"      ok: sign in as {user.email} with the password {password}")
        typer.echo(
            "      It is not shown again. An administrator sees no mail: add colleagues with duecourse user add."
        )

    until_done(add)


def books(here: Installation) -> None:
    typer.echo(f"3 of {STEPS}  Books (customers and invoices)")
    with Session(here.engine) as session:
        if session.exec(select(Client)).first():
            typer.echo("      there already; newer ones: duecourse ledger import PATH")
            return
    until_done(lambda: ask_for_books(here))


def ask_for_books(here: Installation) -> None:
    """They are read before more is asked, so that a broken file is told of at once."""
    from duecourse.ledger_commands import import_source, source_of

    path = asked_path("JSON file, CSV file or folder")
    if path is not None:
        source = source_of(path, here.settings.ledger_client)
        source.read()
        import_source(here, source, path.name, asked_path("Folder with the PDFs"))


def asked_path(question: str) -> Path | None:
    given = typer.prompt(f"      {question} (empty: later)", default="", show_default=False)
    path = Path(given).expanduser() if given else None
    if path and not path.exists():
        raise Mistyped("DC-151", f"{given} is not there.")
    return path


def mailbox(here: Installation) -> None:
    typer.echo(f"4 of {STEPS}  Mailbox (read only for now)")
    with Session(here.engine) as session:
        clients = [client.code for client in session.exec(select(Client).order_by(Client.code))]
        if session.exec(select(Mailbox)).first():
            typer.echo("      there already; another one: duecourse mailbox add")
            return
    if not clients:
        typer.echo("      later, when there are books: duecourse mailbox add")
        return
    said: dict[str, str] = {}
    until_done(lambda: connect(clients, said))


def connect(clients: list[str], said: dict[str, str]) -> None:
    """`said`: what was answered before, so that only what was wrong need be typed again."""
    from duecourse.mailboxes import add

    def ask(question: str, default: str | None = None) -> str:
        said[question] = typer.prompt(
            f"      {question}", default=said.get(question, default), show_default=default != ""
        )
        return said[question]

    address = ask("Its address (empty: later)", "")
    if not address:
        return
    domain = address.rpartition("@")[2]
    add(
        address=address,
        client=clients[0] if len(clients) == 1 else one_of(clients, ask(f"Client ({', '.join(clients)})")),
        imap=ask("IMAP server, HOST or HOST:PORT", f"imap.{domain}"),
        smtp=ask("SMTP server, HOST or HOST:PORT", f"smtp.{domain}"),
        user=ask("Sign-in name", address),
        password=typer.prompt("      Password", hide_input=True),
        authserv_id=ask("Id in Authentication-Results", f"mx.{domain}"),
    )


def one_of(clients: list[str], said: str) -> str:
    found = [code for code in clients if code.casefold() == said.strip().casefold()]
    if not found:
        raise Mistyped("DC-201", f"There is no client {said}. Known: {', '.join(clients)}.")
    return found[0]


def until_done(step: Callable[[], None]) -> None:
    """Again after trouble, as long as the person wants."""
    while True:
        try:
            return step()
        except (ConnectorError, Misconfigured) as error:
            typer.echo(f"      {error} ({error.code})")
        except typer.BadParameter as error:
            typer.echo(f"      {error.format_message()}")
        if not agreed("      Try again?", default=True):
            typer.echo("      later, then: duecourse init goes on here")
            return None
