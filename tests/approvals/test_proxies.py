"""Behind a TLS proxy: which machines are believed, and that one guesser does not lock everybody out."""

from dataclasses import replace

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine
from starlette.testclient import TestClient

from approvals.app import create_app
from approvals.auth import FAILURES_PER_ADDRESS
from approvals.config import WebConfig
from approvals.proxies import networks
from tests.approvals.cast import PASSWORD, Cast
from tests.approvals.desk import OWN, hidden

PROXY, INBOX = "10.0.0.5", "https://inbox.firm.example"


@pytest.fixture
def behind(engine: Engine, cast: Cast, config: WebConfig) -> FastAPI:
    """The inbox behind a proxy on another machine."""
    believed = networks(f"{PROXY}, 10.1.0.0/16")
    return create_app(engine, replace(config, base_url=INBOX, secure_cookies=True, trusted_proxies=believed))


def through(app: FastAPI, peer: str, **headers: str) -> TestClient:
    """A browser whose request this machine hands on, in plain http."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return TestClient(
        app,
        base_url="http://inbox.firm.example",
        client=(peer, 40000),
        headers=OWN | {"x-forwarded-proto": "https"} | told,
        follow_redirects=False,
    )


def signed_in(client: TestClient, email: str, password: str) -> int:
    page = client.get("/sign-in")
    nonce = page.cookies.get("duecourse-form") or ""
    form = hidden(page.text) | {"email": email, "password": password}
    return client.post("/sign-in", data=form, headers={"cookie": f"duecourse-form={nonce}"}).status_code


@pytest.mark.parametrize(
    ("peer", "status"),
    [
        (PROXY, 200), (f"::ffff:{PROXY}", 200), ("10.1.77.3", 200), ("127.0.0.1", 200), ("::1", 200),
        ("10.0.0.6", 403), ("testclient", 403),
    ],
)  # fmt: skip
def test_only_a_proxy_that_is_named_may_say_that_the_browser_speaks_https(
    behind: FastAPI, peer: str, status: int
) -> None:
    assert through(behind, peer).get("/sign-in").status_code == status


def test_a_proxy_that_says_plain_http_is_refused(behind: FastAPI) -> None:
    assert through(behind, PROXY, x_forwarded_proto="http").get("/sign-in").status_code == 403


def test_one_who_guesses_behind_the_proxy_locks_out_nobody_else(behind: FastAPI) -> None:
    guesser = through(behind, PROXY, x_forwarded_for="198.51.100.7")
    for number in range(FAILURES_PER_ADDRESS):
        assert signed_in(guesser, f"nobody{number}@desk.example", "wrong") == 401
    assert signed_in(guesser, "ana@desk.example", PASSWORD) == 429
    assert signed_in(through(behind, PROXY, x_forwarded_for="198.51.100.8"), "ana@desk.example", PASSWORD) == 303


@pytest.mark.parametrize(
    "told",
    [
        "203.0.113.9, 198.51.100.7",  # what the browser itself wrote stands to the left
        "198.51.100.7, 10.1.0.2",  # two proxies of ours, one behind the other
        "198.51.100.7:51234",
        "::ffff:198.51.100.7",
    ],
)
def test_nobody_gets_a_new_address_by_inventing_one(behind: FastAPI, told: str) -> None:
    guesser = through(behind, PROXY, x_forwarded_for="198.51.100.7")
    for number in range(FAILURES_PER_ADDRESS):
        signed_in(guesser, f"nobody{number}@desk.example", "wrong")
    assert signed_in(through(behind, PROXY, x_forwarded_for=told), "ana@desk.example", PASSWORD) == 429


def test_a_machine_that_is_not_named_is_known_by_its_own_address(behind: FastAPI) -> None:
    def away(told: str) -> TestClient:
        client = TestClient(behind, base_url=INBOX, client=("10.0.0.6", 1), headers=OWN, follow_redirects=False)
        client.headers["x-forwarded-for"] = told
        return client

    for number in range(FAILURES_PER_ADDRESS):
        assert signed_in(away(f"198.51.100.{number}"), f"nobody{number}@desk.example", "wrong") == 401
    assert signed_in(away("198.51.100.200"), "ana@desk.example", PASSWORD) == 429


@pytest.mark.parametrize("text", ["proxy.firm.example", "10.0.0.0/33", "10.0.0.5;10.0.0.6"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="takes addresses"):
        networks(text)
