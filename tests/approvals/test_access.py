"""Who may open which route: every route of the application has a row here, or this file fails."""

from dataclasses import dataclass

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import Engine
from sqlmodel import Session, select

from agent.domain.vocabulary import MessageState
from agent.records import people
from agent.records.cases import Case, Escalation, ShadowAnswer
from agent.records.ledger import Client
from agent.records.outbox import OutboxMail
from agent.records.promises import Promise
from tests.approvals.cast import Cast, mail_in
from tests.approvals.desk import Person, hidden, sign_in, visitor
from tests.told import tell

EVERYONE = "ana marc ada vera"
READERS = "ana marc vera"
WORKERS = "ana marc"

MATRIX = {
    "GET /": EVERYONE,
    "GET /queue": READERS,
    "GET /case/{case_id}": READERS,
    "POST /case/{case_id}/review": WORKERS,
    "POST /case/{case_id}/approve": WORKERS,
    "POST /case/{case_id}/edit": WORKERS,
    "POST /case/{case_id}/write": WORKERS,
    "POST /case/{case_id}/redraft": WORKERS,
    "POST /case/{case_id}/no-reply": WORKERS,
    "POST /case/{case_id}/escalate": WORKERS,
    "POST /case/{case_id}/take": WORKERS,
    "POST /case/{case_id}/assign": WORKERS,
    "POST /case/{case_id}/close-task": WORKERS,
    "POST /case/{case_id}/reopen": WORKERS,
    "GET /case/{case_id}/original/{message_id}": READERS,
    "GET /case/{case_id}/original/{message_id}/formatted": READERS,
    "GET /case/{case_id}/original/{message_id}/mail.eml": READERS,
    "GET /case/{case_id}/attachment/{message_id}/{number}": READERS,
    "GET /document/{document_id}": READERS,
    "GET /outbox": READERS,
    "POST /outbox/{mail_id}/undo": WORKERS,
    "POST /outbox/{mail_id}/cancel": WORKERS,
    "POST /outbox/{mail_id}/release": WORKERS,
    "POST /outbox/{mail_id}/count-as-sent": WORKERS,
    "POST /outbox/{mail_id}/send-again": WORKERS,
    "POST /outbox/{mail_id}/reopen": WORKERS,
    "GET /escalations": "marc vera",
    "GET /escalations.csv": "marc vera",
    "POST /escalations/{escalation_id}/reassign": "marc",
    "POST /escalations/{escalation_id}/send-back": "marc",
    "POST /escalations/{escalation_id}/close": "marc",
    "GET /records": READERS,
    "GET /holds.csv": READERS,
    "POST /records/{kind}/{record_id}/close": WORKERS,
    "POST /records/{kind}/{record_id}/reopen": WORKERS,
    "GET /log": EVERYONE,
    "GET /shadow": READERS,
    "GET /shadow/{message_id}": READERS,
    "GET /switches": "marc ada vera",
    "POST /switches": "marc ada",
    "GET /quarantine": EVERYONE,
    "GET /quarantine/{message_id}/mail.eml": READERS,
    "POST /quarantine/{message_id}/take": WORKERS,
    "POST /quarantine/{message_id}/dismiss": WORKERS,
    "GET /users": "ada",
    "POST /users": "ada",
    "POST /users/{user_id}/change": "ada",
    "POST /users/{user_id}/new-password": "ada",
    "GET /account": EVERYONE,
    "POST /account": EVERYONE,
    "POST /sign-out": EVERYONE,
}
OPEN_TO_ALL = {"GET /sign-in", "POST /sign-in", "GET /health", "GET /static/{name}"}
OF_NO_COMPANY = {"user_id"}
NAMES = ("ana", "marc", "ada", "vera")


@dataclass(frozen=True)
class Place:
    ids: dict[str, str]

    def path(self, template: str) -> str:
        return template.format(**self.ids)


def routes(app: FastAPI) -> dict[str, APIRoute]:
    """ "POST /queue" → route, for every route there is, the included routers' too."""
    found: dict[str, APIRoute] = {}
    waiting = list(app.router.routes)
    while waiting:
        route = waiting.pop()
        if isinstance(route, APIRoute):
            found |= {f"{method} {route.path}": route for method in route.methods or ()}
        inner = getattr(route, "original_router", None)
        waiting += inner.routes if inner else []
    return found


def place(engine: Engine, cast: Cast) -> Place:
    """One thing of each kind, all of Halden's."""
    with Session(engine) as session:
        case = session.get_one(Case, cast.cases["copies"])
        broken = mail_in(
            session, cast, "broken", case, ("X", "x@nordwind.example"), "?", state=MessageState.QUARANTINED
        )
        session.add(
            ShadowAnswer(
                message_id=cast.messages["copies"],
                client_id=case.client_id,
                case_id=case.id,
                because="shadow_kind_off",
                mime=b"Subject: x\r\n\r\nx",
                sha256="0",
            )
        )
        mail = OutboxMail(client_id=case.client_id, mailbox_id=case.mailbox_id, case_id=case.id, approved_by=cast.people["ana"], inbound_id=cast.messages["copies"], state="accepted", envelope_from="a@b.example",
                          envelope_to=["c@d.example"], header_id="<x@y.example>", mime=b"Subject: x\r\n\r\nx", sha256="0")  # fmt: skip
        session.add(mail)
        session.flush()
        ids = {
            "case_id": case.id, "message_id": cast.messages["copies"], "number": 0, "document_id": cast.documents["INV-1001"], "mail_id": mail.id,
            "escalation_id": session.exec(select(Escalation.id)).first(), "kind": "promise", "record_id": session.exec(select(Promise.id)).first(),
            "user_id": cast.people["olga"], "broken_id": broken.id,
        }  # fmt: skip
        tell(session)
        session.commit()
        return Place({name: str(value) for name, value in ids.items()})


def visit(person: Person, route: str, here: Place) -> int:
    method, _, template = route.partition(" ")
    path = here.path(template.replace("quarantine/{message_id}", "quarantine/{broken_id}"))
    if method == "GET":
        return int(person.read(path).status_code)
    return int(person.post(path, {"csrf": hidden(person.page("/account"))["csrf"]}).status_code)


def test_every_route_has_a_row(app: FastAPI) -> None:
    assert set(routes(app)) == set(MATRIX) | OPEN_TO_ALL


def test_each_role_enters_where_the_table_says_and_nowhere_else(app: FastAPI, cast: Cast, engine: Engine) -> None:
    here = place(engine, cast)
    people = {name: sign_in(app, name) for name in NAMES}
    for route, allowed in MATRIX.items():
        for name, person in people.items():
            if route == "POST /sign-out":
                continue
            status = visit(person, route, here)
            expected = name in allowed.split()
            assert (status != 403) is expected, f"{name} got {status} from {route}"


@pytest.fixture(params=["filtered", "filter removed"])
def filters(request: pytest.FixtureRequest, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the filter of our queries switched off, everybody's companies are all there are: the database must do it."""
    if request.param == "filter removed":
        with Session(engine) as session:
            everything = frozenset(session.exec(select(Client.id)))
        monkeypatch.setattr(people, "clients_of", lambda *_: everything)


@pytest.mark.usefixtures("filters")
def test_another_companys_things_do_not_exist(app: FastAPI, cast: Cast, engine: Engine) -> None:
    here, olga = place(engine, cast), sign_in(app, "olga")
    for route, allowed in MATRIX.items():
        names = {part[1:-1] for part in route.split("/") if part.startswith("{")}
        if names and "ana" in allowed.split() and not names & OF_NO_COMPANY:
            assert visit(olga, route, here) == 404, route


@pytest.mark.usefixtures("filters")
def test_lists_hold_nothing_of_another_company(app: FastAPI, cast: Cast, engine: Engine) -> None:
    place(engine, cast)
    olga = sign_in(app, "olga")
    for path in (
        "/queue?view=all",
        "/queue?q=INV",
        "/outbox",
        "/records?state=all",
        "/holds.csv",
        "/shadow",
        "/quarantine",
        "/log",
    ):
        text = olga.page(path)
        assert "Nordwind" not in text and "INV-" not in text.replace('value="INV"', "").replace(
            "Search: INV", ""
        ).replace("for “INV”", ""), path


NOBODY = "7d3f2a90-5c1e-4b8a-9e64-0f2b1c3d4e5f"
"""An id that nothing has."""


@pytest.mark.parametrize(
    "path", ["/case/nonsense", f"/case/{NOBODY}", f"/document/{NOBODY}", "/nowhere", "/shadow/x", "/static/../app.py"]
)
def test_what_does_not_exist_is_not_found(app: FastAPI, path: str) -> None:
    answer = sign_in(app, "ana").read(path)
    assert answer.status_code == 404 and "Not found" in answer.text


def test_nobody_enters_without_signing_in(app: FastAPI, cast: Cast, engine: Engine) -> None:
    here, client = place(engine, cast), visitor(app)
    for route in MATRIX:
        method, _, template = route.partition(" ")
        answer = client.request(method, here.path(template))
        assert answer.status_code == (303 if method == "GET" else 401), route
        assert method != "GET" or answer.headers["location"].startswith("/sign-in?back=")


@pytest.mark.parametrize("spoil", ["no token", "wrong token", "cross-site", "other origin", "no origin at all"])
def test_every_form_needs_its_token_and_its_origin(app: FastAPI, cast: Cast, engine: Engine, spoil: str) -> None:
    here, marc = place(engine, cast), sign_in(app, "marc")
    csrf = hidden(marc.page("/account"))["csrf"]
    data = {"no token": {}, "wrong token": {"csrf": "00" * 86}}.get(spoil, {"csrf": csrf})
    headers = {"cross-site": {"sec-fetch-site": "cross-site"}, "other origin": {"origin": "https://evil.example"}}.get(
        spoil, {}
    )
    if spoil == "no origin at all":
        del marc.client.headers["sec-fetch-site"], marc.client.headers["origin"]
    for route in MATRIX:
        method, _, template = route.partition(" ")
        if method == "POST":
            answer = marc.client.post(here.path(template), data=data, headers=headers)
            assert answer.status_code == 403 and "DC-602" in answer.text, route
