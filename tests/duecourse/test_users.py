"""`duecourse user`: who may sign in, as what, and how they get back in."""

import pytest
from pwdlib import PasswordHash
from sqlalchemy import Engine
from sqlmodel import Session, select

from agent.records import people, transaction
from agent.records.audit import AuditEvent
from agent.records.ledger import Client
from agent.records.people import User, UserClient, WebSession
from tests.duecourse.shell import Shell

ANA = "ana@kestrel.example"
pytestmark = pytest.mark.usefixtures("kestrel")


def user(engine: Engine, email: str = ANA) -> User:
    with Session(engine) as session:
        return session.exec(select(User).where(User.email == email)).one()


def opens(engine: Engine, password: str) -> bool:
    return PasswordHash.recommended().verify(password, user(engine).password_hash)


def test_a_person_is_added_for_all_clients_with_a_password_that_is_shown_once(shell: Shell, engine: Engine) -> None:
    ended = shell("user", "add", "Ana@Kestrel.example", "--name", "Ana", "--json")
    assert ended.code == 0 and ended.data["email"] == ANA and ended.data["role"] == "specialist"
    assert opens(engine, ended.data["password"]) and not opens(engine, "another")
    with Session(engine) as session:
        assert len(session.exec(select(UserClient)).all()) == 1
        bodies = [event.body for event in session.exec(select(AuditEvent).where(AuditEvent.kind == "user_added"))]
    assert bodies == [{"role": "specialist"}]


def test_a_person_can_be_added_for_some_clients_only(shell: Shell, engine: Engine) -> None:
    with transaction(engine) as session:
        session.add(Client(code="ALB", name="Albrecht", mailbox="ar@albrecht.example"))
    assert shell("user", "add", ANA, "--name", "Ana", "--client", "ALB").code == 0
    with Session(engine) as session:
        codes = session.exec(select(Client.code).join(UserClient)).all()
    assert codes == ["ALB"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("add", ANA, "--name", "Ana"), 2, "duecourse user reset ana@kestrel.example (DC-420)"),
        (("add", "ANA@Kestrel.example ", "--name", "Ana"), 2, "DC-420"),
        (("add", "nobody", "--name", "N"), 2, "nobody is not a mail address. (DC-206)"),
        (("add", "olga@x.example", "--name", "O", "--client", "NIX"), 2, "There is no client NIX. Known: KES. (DC-201)"),
        (("add", "olga@x.example", "--name", "O", "--role", "boss"), 2, "specialist"),
        (("add", "olga@x.example"), 2, "--name"),
        (("role", "olga@x.example", "manager"), 2, "Nobody signs in as olga@x.example. Who does: duecourse user list (DC-421)"),
        (("reset", "olga@x.example"), 2, "DC-421"),
        (("role", ANA, "boss"), 2, "auditor"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_the_way_out(
    shell: Shell, engine: Engine, words: tuple[str, ...], code: int, said: str
) -> None:
    assert shell("user", "add", ANA, "--name", "Ana").code == 0
    before = user(engine)
    ended = shell("user", *words)
    assert ended.code == code and ended.out == ""
    assert said in ended.err and "Traceback" not in ended.err
    with Session(engine) as session:
        assert session.exec(select(User)).all() == [before]


def test_a_role_is_changed_and_told_to_the_audit_log(shell: Shell, engine: Engine) -> None:
    shell("user", "add", ANA, "--name", "Ana")
    assert shell("user", "role", ANA, "manager").out == f"{ANA} is now manager.\n"
    assert user(engine).role == "manager"
    with Session(engine) as session:
        (event,) = session.exec(select(AuditEvent).where(AuditEvent.kind == "user_role_changed"))
    assert event.body == {"role": "manager"}


def test_a_new_password_ends_every_session_and_the_old_password(shell: Shell, engine: Engine) -> None:
    old = shell("user", "add", ANA, "--name", "Ana", "--json").data["password"]
    with transaction(engine) as session:
        owner = people.by_email(session, ANA)
        assert owner is not None
        session.add(WebSession(id="a" * 64, user_id=owner.id, csrf="c"))
    new = shell("user", "reset", ANA, "--json").data["password"]
    assert opens(engine, new) and not opens(engine, old)
    with Session(engine) as session:
        assert session.get_one(WebSession, "a" * 64).ended_at is not None


def test_the_list_names_everybody(shell: Shell) -> None:
    assert "duecourse user add" in shell("user", "list").out
    for name in ("marc", "ana"):
        shell("user", "add", f"{name}@kestrel.example", "--name", name.title())
    assert [one["name"] for one in shell("user", "list", "--json").data] == ["Ana", "Marc"]
    assert shell("user", "list").out.splitlines()[1].split() == [ANA, "Ana", "specialist", "yes"]
