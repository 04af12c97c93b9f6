"""People: who may sign in, in which role, for which companies. Administrators only; and everyone's own settings."""

import re
import secrets
from uuid import UUID

from fastapi import APIRouter
from sqlmodel import col, delete, select
from starlette.responses import HTMLResponse, RedirectResponse, Response

from agent.domain.vocabulary import Role
from agent.records import audit, people
from agent.records.people import User, UserClient
from approvals import auth, pages, words
from approvals.errors import NotFound, Stale, Unfit
from approvals.visits import AdminVisit, AnyVisit, Visit, identity

router = APIRouter()
ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]{1,250}")
SHORTEST_PASSWORD = 12
LONGEST_UNDO = 600
NO_COMPANY = "Choose a company. Without one they could sign in and would see nothing."


@router.get("/users")
def read_users(visit: AdminVisit) -> HTMLResponse:
    return show(visit)


def show(
    visit: Visit, made: tuple[User, str] | None = None, problems: dict[str, str] | None = None, status: int = 200
) -> HTMLResponse:
    rows = list(visit.session.exec(select(User).order_by(col(User.active).desc(), User.name)))
    links = list(visit.session.exec(select(UserClient)))
    works_for = {user.id: {link.client_id for link in links if link.user_id == user.id} for user in rows}
    return pages.page(
        visit, "users.html", status, here="users", rows=rows, works_for=works_for, clients=visit.own_clients(),
        made=made, problems=problems or {}, roles=words.ROLE, typed=dict(visit.kept()), chosen=visit.texts("clients"),
    )  # fmt: skip


@router.post("/users")
def add_user(visit: AdminVisit) -> Response:
    """A new person with a password that is shown once."""
    name, email, role = visit.text("name", 100), visit.text("email", 320).lower(), visit.text("role")
    problems = {}
    if not name:
        problems["name"] = "Write the person's name."
    if not ADDRESS.fullmatch(email):
        problems["email"] = "Write a mail address."
    elif people.by_email(visit.session, email):
        problems["email"] = "Somebody with this address is here already."
    if role not in words.ROLE:
        problems["role"] = "Choose a role."
    if without_company(visit, role):
        problems["clients"] = NO_COMPANY
    if problems:
        return show(visit, problems=problems, status=422)
    password = secrets.token_urlsafe(12)
    user = User(email=email, name=name, role=role, password_hash=auth.HASHER.hash(password))
    user.undo_seconds = visit.config.limits.undo_seconds
    visit.session.add(user)
    visit.session.flush()
    set_clients(visit, user)
    audit.record(visit.session, None, "user_added", "user", user.id, visit.person.id, role=role)
    return show(visit, made=(user, password))


def without_company(visit: Visit, role: str) -> bool:
    """Everybody but an administrator sees the cases of their companies, and nothing else."""
    known = {str(one.id) for one in visit.own_clients()}
    return role != Role.ADMIN and not known & set(visit.texts("clients"))


def set_clients(visit: Visit, user: User) -> None:
    known = {str(one.id): one.id for one in visit.own_clients()}
    visit.session.execute(delete(UserClient).where(col(UserClient.user_id) == user.id))
    chosen: list[UUID] = [known[one] for one in dict.fromkeys(visit.texts("clients")) if one in known]
    visit.session.add_all([UserClient(user_id=user.id, client_id=one) for one in chosen])
    visit.session.flush()


def loaded(visit: Visit, user_id: str) -> User:
    found = visit.session.get(User, identity(user_id), with_for_update=True)
    if found is None:
        raise NotFound("person")
    return found


@router.post("/users/{user_id}/change")
def change_user(visit: AdminVisit, user_id: str) -> Response:
    """Role, companies, and whether they may sign in. Nobody locks themselves out."""
    user = loaded(visit, user_id)
    role, active = visit.text("role"), visit.text("active") == "yes"
    if role not in words.ROLE:
        raise Unfit({"role": "Choose a role."})
    if active and without_company(visit, role):
        raise Unfit({"clients": f"{user.name}: {NO_COMPANY}"})
    if user.id == visit.person.id and (role != Role.ADMIN or not active):
        raise Stale(["You cannot take away your own rights. Another administrator can."])
    user.role, user.active = role, active
    visit.session.add(user)
    set_clients(visit, user)
    if not active:
        auth.end_all_sessions(visit.session, user, visit.now)
    audit.record(visit.session, None, "user_changed", "user", user.id, visit.person.id, role=role, active=active)
    return RedirectResponse("/users", 303)


@router.post("/users/{user_id}/new-password")
def reset_password(visit: AdminVisit, user_id: str) -> Response:
    user = loaded(visit, user_id)
    password = secrets.token_urlsafe(12)
    user.password_hash = auth.HASHER.hash(password)
    visit.session.add(user)
    auth.end_all_sessions(visit.session, user, visit.now)
    audit.record(visit.session, None, "user_changed", "user", user.id, visit.person.id, password=True)
    return show(visit, made=(user, password))


# --- one's own settings ---------------------------------------------------------------------------------------------


@router.get("/account")
def read_account(visit: AnyVisit) -> HTMLResponse:
    return pages.page(visit, "account.html", here="account", problems={}, saved=False)


@router.post("/account")
def change_account(visit: AnyVisit) -> Response:
    """The undo time, and a new password where one is given: it ends this person's other sessions."""
    user = visit.session.get_one(User, visit.person.id)
    seconds, new = visit.text("undo_seconds", 20), str(visit.form.get("new_password", ""))
    problems = {}
    if not seconds.isdecimal() or int(seconds) > LONGEST_UNDO:
        problems["undo_seconds"] = f"Write seconds from 0 to {LONGEST_UNDO}."
    if new and len(new) < SHORTEST_PASSWORD:
        problems["new_password"] = f"At least {SHORTEST_PASSWORD} characters; a sentence is easy to remember."
    if new and not auth.HASHER.verify(str(visit.form.get("password", "")), user.password_hash):
        problems["password"] = "This is not your present password."
    if problems:
        return pages.page(visit, "account.html", 422, here="account", problems=problems, saved=False)
    user.undo_seconds = int(seconds)
    if new:
        user.password_hash = auth.HASHER.hash(new)
        auth.end_all_sessions(visit.session, user, visit.now, but=visit.web.id)
    visit.session.add(user)
    audit.record(visit.session, None, "settings_changed", "user", user.id, user.id, password=bool(new))
    return pages.page(visit, "account.html", here="account", problems={}, saved=True)
