"""A person at the inbox: signs in, opens pages, and posts the forms that stand on them."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any
from uuid import UUID

from fastapi import FastAPI
from sqlalchemy import Engine
from sqlmodel import Session
from starlette.testclient import TestClient

from tests.approvals.cast import PASSWORD

OWN = {"sec-fetch-site": "same-origin", "origin": "null"}
FIELD = re.compile(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"')


def visitor(app: FastAPI) -> TestClient:
    return TestClient(app, base_url="http://localhost:8765", headers=OWN, follow_redirects=False)


def sign_in(app: FastAPI, name: str, password: str = PASSWORD) -> "Person":
    client = visitor(app)
    form = hidden(client.get("/sign-in").text)
    answer = client.post("/sign-in", data=form | {"email": f"{name}@desk.example", "password": password})
    assert answer.status_code == 303, answer.text
    return Person(client, name)


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of a page, the first of each name."""
    found: dict[str, str] = {}
    for name, value in FIELD.findall(page):
        found.setdefault(name, unescape(value))
    return found


class Person:
    def __init__(self, client: TestClient, name: str) -> None:
        self.client, self.name = client, name

    def read(self, path: str, **headers: str) -> Any:
        return self.client.get(path, headers=headers)

    def page(self, path: str) -> str:
        answer = self.read(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:500])
        return str(answer.text)

    def form(self, path: str) -> dict[str, str]:
        """The tokens of the decision form on a page, or of whatever form stands there first."""
        text = self.page(path)
        _, _, decision = text.partition('<form id="decision"')
        return hidden(decision or text)

    def post(self, path: str, form: Mapping[str, Any] | None = None, /, **fields: Any) -> Any:
        data = dict(form) if form is not None else {"csrf": hidden(self.page("/account"))["csrf"]}
        return self.client.post(path, data=data | fields)

    def decide(self, case_id: UUID, verb: str, form: Mapping[str, Any] | None = None, /, **fields: Any) -> Any:
        return self.post(f"/case/{case_id}/{verb}", form or self.form(f"/case/{case_id}"), **fields)

    def edit(self, case_id: UUID, form: Mapping[str, Any] | None = None, /, **fields: Any) -> Any:
        return self.post(f"/case/{case_id}/edit", form or self.form(f"/case/{case_id}?edit=1"), **fields)


def looked_up(engine: Engine, table: type[Any], row_id: Any) -> Any:
    with Session(engine) as session:
        return session.get_one(table, row_id)
