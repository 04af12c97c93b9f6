"""Signing in and out, what every answer carries, and what no request may be."""

import asyncio
from dataclasses import replace
from uuid import uuid4

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine, text
from sqlmodel import Session, select
from starlette.testclient import TestClient
from starlette.types import Message

from agent.records.people import WebSession
from approvals.app import create_app
from approvals.config import WebConfig
from tests.approvals.cast import PASSWORD, Cast
from tests.approvals.desk import OWN, hidden, sign_in, visitor


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(app: FastAPI) -> None:
    client = visitor(app)
    form = hidden(client.get("/sign-in").text)
    for email in ("ana@desk.example", "nobody@desk.example"):
        answer = client.post("/sign-in", data=form | {"email": email, "password": "wrong"})
        assert answer.status_code == 401 and "The address or the password is wrong." in answer.text


def test_after_five_failures_even_the_right_password_must_wait(app: FastAPI, engine: Engine) -> None:
    client = visitor(app)
    form = hidden(client.get("/sign-in").text)
    for _ in range(5):
        client.post("/sign-in", data=form | {"email": "ana@desk.example", "password": "wrong"})
    right = form | {"email": "ANA@desk.example", "password": PASSWORD}
    assert client.post("/sign-in", data=right).status_code == 429
    with engine.begin() as connection:
        connection.execute(text("UPDATE sign_in_attempts SET at = at - interval '16 minutes'"))
    assert client.post("/sign-in", data=right).status_code == 303


@pytest.mark.parametrize(
    "change",
    ["seen_at = seen_at - interval '31 minutes'", "created_at = created_at - interval '13 hours'", "ended_at = now()"],
)
def test_a_session_ends_by_idleness_by_age_and_by_signing_out(app: FastAPI, engine: Engine, change: str) -> None:
    ana = sign_in(app, "ana")
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE web_sessions SET {change}"))
    assert ana.read("/queue").status_code == 303


def test_signing_in_rotates_the_session_and_the_table_holds_no_cookie(app: FastAPI, engine: Engine) -> None:
    ana = sign_in(app, "ana")
    first = ana.client.cookies["duecourse"]
    form = hidden(ana.client.get("/sign-in").text)
    ana.client.post("/sign-in", data=form | {"email": "ana@desk.example", "password": PASSWORD})
    assert ana.client.cookies["duecourse"] != first
    with Session(engine) as session:
        rows = session.exec(select(WebSession)).all()
    assert len(rows) == 2 and sum(row.ended_at is not None for row in rows) == 1
    assert first not in {row.id for row in rows}


def test_signing_out_closes_the_door(app: FastAPI) -> None:
    ana = sign_in(app, "ana")
    cookie = ana.client.cookies["duecourse"]
    assert ana.post("/sign-out").headers["location"] == "/sign-in"
    ana.client.cookies.set("duecourse", cookie)
    assert ana.read("/queue").status_code == 303


def test_a_text_typed_when_the_session_ran_out_survives_signing_in(app: FastAPI, engine: Engine, cast: Cast) -> None:
    ana = sign_in(app, "ana")
    form = ana.form(f"/case/{cast.cases['copies']}?edit=1")
    with engine.begin() as connection:
        connection.execute(text("UPDATE web_sessions SET ended_at = now()"))
    answer = ana.edit(cast.cases["copies"], form, to="x@y.example", body="Ein langer Text\n& mehr")
    assert answer.status_code == 401 and "Ein langer Text\n&amp; mehr" in answer.text
    again = ana.client.post(
        "/sign-in", data=hidden_all(answer.text) | {"email": "ana@desk.example", "password": PASSWORD}
    )
    assert again.status_code == 200 and "Ein langer Text\n&amp; mehr</textarea>" in again.text
    assert f'href="/case/{cast.cases["copies"]}"' in again.text


def hidden_all(page: str) -> dict[str, str]:
    return hidden(page.partition("<form")[2])


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", "/sign-in", ""])
def test_nobody_is_sent_elsewhere_after_signing_in(app: FastAPI, back: str) -> None:
    client = visitor(app)
    form = hidden(client.get("/sign-in", params={"back": back}).text)
    answer = client.post("/sign-in", data=form | {"email": "ana@desk.example", "password": PASSWORD, "back": back})
    assert answer.headers["location"] == "/"


def test_every_page_carries_the_headers_and_no_inline_script_or_style(app: FastAPI, cast: Cast) -> None:
    ana = sign_in(app, "ana")
    for path in ("/queue", f"/case/{cast.cases['copies']}", "/sign-in", "/nowhere", "/static/app.js", "/health"):
        answer = ana.read(path)
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'") and "unsafe" not in policy
        assert "require-trusted-types-for 'script'" in policy and "frame-ancestors 'none'" in policy
        assert (
            answer.headers["x-content-type-options"] == "nosniff" and answer.headers["referrer-policy"] == "no-referrer"
        )
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert "style=" not in answer.text and "<script>" not in answer.text and " onclick" not in answer.text


def test_plain_http_is_refused_anywhere_but_on_this_machine(app: FastAPI) -> None:
    away = TestClient(app, base_url="http://inbox.firm.example")
    answer = away.get("/sign-in")
    assert answer.status_code == 403 and "DC-401" in answer.text
    assert TestClient(app, base_url="https://inbox.firm.example").get("/sign-in").status_code == 200


def test_the_cookie_of_an_https_inbox_is_bound_to_its_host(engine: Engine, cast: Cast, config: WebConfig) -> None:
    app = create_app(engine, replace(config, secure_cookies=True, base_url="https://inbox.firm.example"))
    client = TestClient(app, base_url="https://inbox.firm.example", headers=OWN, follow_redirects=False)
    answer = client.post(
        "/sign-in", data=hidden(client.get("/sign-in").text) | {"email": "ana@desk.example", "password": PASSWORD}
    )
    cookie = next(one for one in answer.headers.get_list("set-cookie") if one.startswith("__Host-duecourse="))
    assert all(word in cookie.lower() for word in ("httponly", "secure", "samesite=lax", "path=/"))
    assert "domain" not in cookie.lower() and "max-age" in answer.headers["strict-transport-security"]


def test_a_form_that_is_too_large_is_refused_before_it_is_read(app: FastAPI) -> None:
    answer = sign_in(app, "ana").client.post("/account", content=b"x" * (12 * 2**20 + 1))
    assert answer.status_code == 413 and "DC-613" in answer.text


def test_a_form_without_a_body_is_an_empty_form_and_not_a_large_one(app: FastAPI) -> None:
    ana = sign_in(app, "ana").client
    for path in ("/account", f"/case/{uuid4()}/approve", "/switches"):
        request = ana.build_request("POST", path)
        del request.headers["content-length"]
        answer = ana.send(request)
        assert answer.status_code == 403 and "DC-602" in answer.text and "Nothing was changed" in answer.text
    refused = ana.post("/account", content=iter([b"x"]))
    assert refused.status_code == 413, "a form that does not say how long it is may be endless"


def test_a_fault_of_ours_shows_a_page_with_its_code_and_nothing_else(
    engine: Engine, config: WebConfig, cast: Cast
) -> None:
    client = TestClient(create_app(engine, config), base_url="http://localhost", raise_server_exceptions=False)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE mailboxes RENAME TO gone"))
    answer = client.get("/health")
    assert answer.status_code == 500 and "DC-600" in answer.text and "gone" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_health_tells_counts_and_no_addresses(app: FastAPI, cast: Cast) -> None:
    answer = visitor(app).get("/health")
    found = answer.json()
    assert found["ok"] is True and found["messages"]["waiting_specialist"] == 5 and found["messages"]["escalated"] == 2
    assert len(found["mailboxes"]) == 2 and "example" not in answer.text


def test_a_token_looks_different_on_every_page(app: FastAPI) -> None:
    ana = sign_in(app, "ana")
    assert hidden(ana.page("/account"))["csrf"] != hidden(ana.page("/account"))["csrf"]


def test_a_new_password_ends_ones_other_sessions_and_keeps_this_one(app: FastAPI) -> None:
    here, elsewhere = sign_in(app, "ana"), sign_in(app, "ana")
    new = {"undo_seconds": "15", "password": PASSWORD, "new_password": "a longer sentence than before"}
    assert here.post("/account", **new).status_code == 200
    assert here.read("/queue").status_code == 200
    assert elsewhere.read("/queue").status_code == 303


def test_an_idle_page_is_not_cached(app: FastAPI) -> None:
    assert sign_in(app, "ana").read("/queue").headers["cache-control"] == "no-store"


def test_what_a_page_loads_is_small(app: FastAPI) -> None:
    client = visitor(app)
    css, js, htmx = (client.get(f"/static/{name}") for name in ("app.css", "app.js", "htmx.min.js"))
    assert len(css.content) <= 15_000 and len(js.content) <= 15_000
    assert css.headers["content-type"].startswith("text/css") and htmx.status_code == 200
    assert client.get("/static/app.css", headers={"if-none-match": css.headers["etag"]}).status_code == 304


def test_who_goes_away_in_the_middle_of_a_form_is_no_fault(app: FastAPI) -> None:
    """The server would print what is raised here."""
    said: list[Message] = []

    async def gone() -> Message:
        return {"type": "http.disconnect"}

    async def answer(message: Message) -> None:
        said.append(message)

    headers = [
        (b"host", b"localhost"),
        (b"content-length", b"9000"),
        (b"content-type", b"multipart/form-data; boundary=x"),
    ]
    scope = {"type": "http", "method": "POST", "path": "/account", "query_string": b"", "headers": headers, "scheme": "http",
             "server": ("localhost", 80), "client": ("127.0.0.1", 9)}  # fmt: skip
    asyncio.run(app(scope, gone, answer))
    assert said == []
