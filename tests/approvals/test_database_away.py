"""While the database does not answer, the inbox says so in a sentence, and monitors see it by the status."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm.exc import StaleDataError
from starlette.testclient import TestClient

from agent.records.database import make_engine
from approvals.app import create_app
from approvals.config import WebConfig
from tests.approvals.cast import Cast
from tests.approvals.desk import OWN, hidden


@pytest.fixture
def nowhere(config: WebConfig) -> TestClient:
    app = create_app(make_engine("postgresql://postgres@/duecourse?host=/nowhere"), config)
    return TestClient(app, base_url="http://localhost:8765", headers=OWN, follow_redirects=False)


@pytest.mark.parametrize("path", ["/health", "/queue", "/outbox"])
def test_a_page_that_needs_it_answers_503_with_a_sentence(nowhere: TestClient, path: str) -> None:
    nowhere.cookies.set("duecourse", "anything")
    answer = nowhere.get(path)
    assert answer.status_code == 503 and answer.headers["retry-after"] == "10"
    assert "The database does not answer right now" in answer.text and "DC-606" in answer.text
    assert "nowhere" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_a_form_is_told_the_same(nowhere: TestClient) -> None:
    form = hidden(nowhere.get("/sign-in").text)
    assert nowhere.post("/sign-in", data=form | {"email": "ana@desk.example", "password": "x"}).status_code == 503


def test_one_whose_connections_were_cut_goes_on_by_itself(engine: Engine, config: WebConfig, cast: Cast) -> None:
    client = TestClient(create_app(engine, config), base_url="http://localhost")
    assert client.get("/health").status_code == 200
    with engine.connect() as connection:
        others = "pid <> pg_backend_pid() AND datname = current_database()"
        connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"))
    assert client.get("/health").status_code == 200


def test_who_was_overtaken_in_the_same_moment_is_told_that_nothing_was_changed(config: WebConfig) -> None:
    app = create_app(make_engine("postgresql://postgres@/duecourse?host=/nowhere"), config)
    app.add_api_route("/overtaken", overtaken, methods=["GET"])
    answer = TestClient(app, base_url="http://localhost:8765").get("/overtaken")
    assert answer.status_code == 409 and "DC-609" in answer.text and "in this very moment" in answer.text


def overtaken() -> None:
    raise StaleDataError
