"""`duecourse user`, `audit`, `config`: what IT people look after."""

import secrets
from pathlib import Path
from typing import Annotated

import typer
from pwdlib import PasswordHash
from sqlmodel import Session, col, select

from agent.domain.vocabulary import Role
from agent.records import audit, people, transaction
from agent.records.audit import AuditEvent
from agent.records.ledger import Client
from agent.records.people import User, UserClient
from duecourse.doctor import doctor
from duecourse.errors import CheckFailed, Mistyped
from duecourse.init import init
from duecourse.mailboxes import checked_address
from duecourse.output import emit, emit_rows
from duecourse.settings import load, variable
from duecourse.wiring import opened

users = typer.Typer(no_args_is_help=True)
audit_log = typer.Typer(no_args_is_help=True)
config = typer.Typer(no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]

__all__ = ["audit_log", "config", "doctor", "init", "users"]


# --- people -----------------------------------------------------------------------------------------------------


@users.command("add")
def add_user(
    email: str,
    name: Annotated[str, typer.Option(help="As customers and colleagues read it.")],
    role: Annotated[Role, typer.Option(help="What they may do.")] = Role.SPECIALIST,
    client: Annotated[list[str] | None, typer.Option(help="Client codes; all clients if left out.")] = None,
    as_json: Json = False,
) -> None:
    """Add a person: duecourse user add ana@firm.example --name Ana

    Prints a password, this once. Whom they work for: the clients of the books now, or those named.
    """
    password = secrets.token_urlsafe(12)
    with opened() as here, transaction(here.engine) as session:
        email = create_user(session, email, name, role, password, client).email
    emit({"email": email, "role": role.value, "password": password}, signs_in(email, password), as_json)


def signs_in(email: str, password: str) -> str:
    return f"{email} can sign in with the password {password}\nIt is not shown again; a new one: duecourse user reset {email}"


def create_user(
    session: Session, email: str, name: str, role: Role, password: str, clients: list[str] | None = None
) -> User:
    """A person with a role, for these clients (codes), or for all."""
    email = checked_address(email)
    if people.by_email(session, email) is not None:
        raise Mistyped("DC-420", f"{email} is there already. A new password: duecourse user reset {email}")
    found = session.exec(select(Client)).all()
    unknown = set(clients or ()) - {one.code for one in found}
    if unknown:
        known = ", ".join(sorted(one.code for one in found)) or "none yet: duecourse ledger import"
        raise Mistyped("DC-201", f"There is no client {', '.join(sorted(unknown))}. Known: {known}.")
    user = User(email=email, name=name.strip() or email, role=role.value, password_hash=hashed(password))
    session.add(user)
    session.flush()
    for one in found:
        if clients is None or one.code in clients:
            session.add(UserClient(user_id=user.id, client_id=one.id))
    audit.record(session, None, "user_added", "user", user.id, role=role)
    return user


def hashed(password: str) -> str:
    return PasswordHash.recommended().hash(password)


@users.command("list")
def list_users(as_json: Json = False) -> None:
    """Everybody who may sign in."""
    with opened() as here, transaction(here.engine) as session:
        rows = [
            (u.email, u.name, u.role, "yes" if u.active else "no")
            for u in session.exec(select(User).order_by(User.email))
        ]
    none = "Nobody yet. Add somebody with: duecourse user add EMAIL --name NAME --role admin"
    emit_rows(rows, ("email", "name", "role", "active"), none, as_json)


@users.command("role")
def change_role(email: str, role: Role, as_json: Json = False) -> None:
    """Give somebody another role."""
    with opened() as here, transaction(here.engine) as session:
        user = named(session, email)
        user.role = role.value
        session.add(user)
        audit.record(session, None, "user_role_changed", "user", user.id, role=role)
    emit({"email": email, "role": role.value}, f"{email} is now {role.value}.", as_json)


@users.command("reset")
def reset_password(email: str, as_json: Json = False) -> None:
    """Give somebody a new password; their sessions end."""
    password = secrets.token_urlsafe(12)
    with opened() as here, transaction(here.engine) as session:
        user = named(session, email)
        user.password_hash = hashed(password)
        session.add(user)
        people.end_sessions(session, user.id)
        audit.record(session, None, "user_password_reset", "user", user.id)
    emit({"email": email, "password": password}, signs_in(email, password), as_json)


def named(session: Session, email: str) -> User:
    user = people.by_email(session, email)
    if user is None:
        raise Mistyped("DC-421", f"Nobody signs in as {email}. Who does: duecourse user list")
    return user


# --- audit ------------------------------------------------------------------------------------------------------


@audit_log.command("verify")
def verify(as_json: Json = False) -> None:
    """Check every chain, its beginning, each event and its end, and that mails, drafts and outbox are as it says."""
    with opened() as here:
        with transaction(here.engine) as session:
            names = {str(client.id): f"client {client.code}" for client in session.exec(select(Client))}
        results = [(names.get(chain, chain), count, problems) for chain, count, problems in audit.verify(here.engine)]
    text = "\n".join(
        f"{chain}: {count} events, {'; '.join(problems) or 'unbroken'}" for chain, count, problems in results
    )
    data = [{"chain": chain, "events": count, "problems": problems} for chain, count, problems in results]
    emit(data, text or "No events yet.", as_json)
    if any(problems for _, _, problems in results):
        raise CheckFailed("DC-450", "The log, or what it tells of, was changed; see above. Compare it with a backup.")


@audit_log.command("export")
def export() -> None:
    """Every event as one JSON line, in the order of its chain."""
    with opened() as here, Session(here.engine) as session:
        query = select(AuditEvent).order_by(AuditEvent.chain, col(AuditEvent.seq)).execution_options(yield_per=1000)
        for event in session.exec(query):
            print(event.model_dump_json())


# --- settings ---------------------------------------------------------------------------------------------------


@config.command("show")
def show(as_json: Json = False) -> None:
    """The settings in force; secrets are not shown."""
    settings = load()
    data = {variable(name): shown(value) for name, value in sorted(settings.model_dump().items())}
    emit(data, "\n".join(f"{name:28} {'not set' if value is None else value}" for name, value in data.items()), as_json)


def shown(value: object) -> str | None:
    """Paths whole: where a relative one leads depends on the folder that duecourse is started in."""
    value = value.absolute() if isinstance(value, Path) else value
    return None if value is None or value == "" else str(value)
