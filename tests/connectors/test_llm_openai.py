"""The connector to chat models: modes, repair, troubles, and recorded answers of a real small model.

The cassettes were recorded from SmolLM2-135M-Instruct behind a small OpenAI-compatible server on this machine. They
prove what goes over the wire, not how well a model reads.
"""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
import vcr

from connectors.llm_openai import OpenAiModel
from connectors.ports import ModelAnswer, Refused, Unavailable

KEY = "sk-very-secret"
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"intent": {"type": "string", "enum": ["document_request", "dispute", "promise"]}},
    "required": ["intent"],
    "additionalProperties": False,
}
GOOD, BAD = '{"intent": "dispute"}', "The customer is unhappy, I would say."
Handler = Callable[[httpx2.Request], httpx2.Response]


def completion(text: str | None, **message: Any) -> httpx2.Response:
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text, **message}}
    usage = {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}
    body = {"id": "1", "object": "chat.completion", "created": 1, "model": "m-1", "choices": [choice], "usage": usage}
    return httpx2.Response(200, json=body)


def model(handler: Handler, mode: str = "auto") -> OpenAiModel:
    client = httpx2.Client(transport=httpx2.MockTransport(handler))
    return OpenAiModel("https://models.example/v1", KEY, "m", mode=mode, http_client=client)


class Server:
    """Answers by the way of asking: `answers` maps json_schema, json_object and text to what is said, in turn."""

    def __init__(self, **answers: list[httpx2.Response]) -> None:
        self.answers = answers
        self.ways: list[str] = []
        self.bodies: list[dict[str, Any]] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        body = json.loads(request.content)
        way = body.get("response_format", {}).get("type", "text")
        self.ways.append(way)
        self.bodies.append(body)
        return self.answers[way].pop(0)


def test_a_question_without_a_schema_brings_words_and_their_cost() -> None:
    server = Server(text=[completion("Paris.")])
    assert model(server).ask("Be brief.", "Capital of France?") == ModelAnswer("Paris.", {}, "m-1", 7, 3)


def test_the_strictest_way_is_asked_first_and_kept() -> None:
    server = Server(json_schema=[completion(GOOD), completion(GOOD)])
    asked = model(server)
    assert asked.ask("s", "u", SCHEMA).data == {"intent": "dispute"}
    assert asked.ask("s", "u", SCHEMA).data == {"intent": "dispute"}
    assert server.bodies[0]["response_format"]["json_schema"]["strict"] is True


@pytest.mark.parametrize("status", [400, 422, 500])
def test_a_server_without_json_schema_is_asked_in_the_next_way_and_from_then_on_only_so(status: int) -> None:
    unknown = httpx2.Response(status, json={"error": {"message": "unknown response_format"}})
    server = Server(json_schema=[unknown], json_object=[completion(GOOD), completion(GOOD)])
    asked = model(server)
    asked.ask("s", "u", SCHEMA)
    asked.ask("s", "u", SCHEMA)
    assert server.ways == ["json_schema", "json_object", "json_object"]
    assert "document_request" in server.bodies[1]["messages"][0]["content"]


def test_plain_text_is_the_last_resort_and_its_json_is_found_in_a_code_fence() -> None:
    unknown = {way: [httpx2.Response(400, json={"error": "no"})] for way in ("json_schema", "json_object")}
    server = Server(**unknown, text=[completion(f"Sure!\n```json\n{GOOD}\n```")])
    assert model(server).ask("s", "u", SCHEMA).data == {"intent": "dispute"}
    assert server.ways == ["json_schema", "json_object", "text"]


@pytest.mark.parametrize(
    "first", [BAD, "{", '{"intent": "lunch"}', "{}", '{"intent": "dispute", "note": 1}', '{"intent": true}', "[1]", ""]
)
def test_an_answer_that_does_not_fit_is_repaired_once(first: str) -> None:
    server = Server(json_schema=[completion(first), completion(GOOD)])
    answer = model(server).ask("s", "u", SCHEMA)
    assert (answer.data, answer.repaired, answer.input_tokens) == ({"intent": "dispute"}, True, 14)
    assert server.bodies[1]["messages"][2] == {"role": "assistant", "content": first}


def test_a_second_answer_that_does_not_fit_is_refused_without_repeating_it() -> None:
    server = Server(json_schema=[completion(BAD), completion(BAD)])
    with pytest.raises(Refused) as caught:
        model(server).ask("s", "u", SCHEMA)
    assert caught.value.code == "DC-312"
    assert "unhappy" not in str(caught.value)


@pytest.mark.parametrize(
    ("response", "kind", "code"),
    [
        (httpx2.Response(401, json={"error": {"message": f"bad key {KEY}"}}), Refused, "DC-312"),
        (httpx2.Response(404, json={"error": {"message": "no model"}}), Refused, "DC-312"),
        (httpx2.Response(307, headers={"location": "https://elsewhere.example/"}), Refused, "DC-312"),
        (httpx2.Response(200, text="<html>Sign in</html>", headers={"content-type": "text/html"}), Refused, "DC-312"),
        (httpx2.Response(200, text="{broken", headers={"content-type": "application/json"}), Refused, "DC-312"),
        (httpx2.Response(200, json={"choices": []}), Refused, "DC-312"),
        (completion(None, refusal="I cannot help with that."), Refused, "DC-312"),
        (completion("x" * 1_000_000), Refused, "DC-312"),
    ],
)
def test_what_is_no_answer_is_refused_and_the_key_is_never_repeated(
    response: httpx2.Response, kind: type[Exception], code: str
) -> None:
    with pytest.raises(kind) as caught:
        model(lambda _: response).ask("s", "u")
    assert getattr(caught.value, "code", "") == code
    assert KEY not in str(caught.value) + repr(caught.value)


def test_a_redirect_is_not_followed() -> None:
    asked: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url.host)
        return httpx2.Response(307, headers={"location": "https://elsewhere.example/"})

    with pytest.raises(Refused):
        model(handler).ask("s", "u")
    assert asked == ["models.example"]


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_three_times_and_then_unavailable(status: int) -> None:
    asked: list[int] = []

    def handler(_: httpx2.Request) -> httpx2.Response:
        asked.append(1)
        return httpx2.Response(status, headers={"retry-after-ms": "1"}, json={"error": "busy"})

    with pytest.raises(Unavailable, match=str(status)):
        model(handler).ask("s", "u")
    assert len(asked) == 3


def test_a_slow_server_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with httpx2.Client() as client, pytest.raises(Unavailable, match="in time"):
            OpenAiModel(f"http://127.0.0.1:{port}/v1", KEY, "m", timeout=0.05, http_client=client).ask("s", "u")


def test_a_server_that_is_down_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as reserved:
        port = reserved.getsockname()[1]
    with httpx2.Client() as client, pytest.raises(Unavailable) as caught:
        OpenAiModel(f"http://127.0.0.1:{port}/v1", KEY, "m", http_client=client).ask("s", "u")
    assert caught.value.code == "DC-310"


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://models.example/v1", True),
        ("http://127.0.0.1:8000/v1", True),
        ("http://[::1]:8000/v1", True),
        ("http://localhost:11434/v1", True),
        ("http://models.example/v1", False),
        ("http://127.0.0.1.models.example/v1", False),
        ("http://192.168.1.4/v1", False),
        ("ftp://models.example", False),
        ("models.example", False),
    ],
)
def test_mails_travel_encrypted_or_not_at_all(address: str, allowed: bool) -> None:
    if allowed:
        assert KEY not in repr(OpenAiModel(address, KEY, "m"))
    else:
        with pytest.raises(Refused, match="https"):
            OpenAiModel(address, KEY, "m")


def test_a_server_that_takes_no_temperature_is_asked_without_and_stays_so() -> None:
    picky = httpx2.Response(400, json={"error": {"message": "Unsupported value: temperature"}})
    server = Server(text=[picky, completion("Yes."), completion("No.")])
    asked = model(server)
    assert [asked.ask("s", "u").text, asked.ask("s", "u").text] == ["Yes.", "No."]
    assert ["temperature" in body for body in server.bodies] == [True, False, False]


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(Refused, match="auto"):
        OpenAiModel("https://models.example/v1", KEY, "m", mode="xml")


# --- recorded ---------------------------------------------------------------------------------------------------------

CASSETTES = Path(__file__).parent / "cassettes"
STAINLESS = [
    "arch",
    "async",
    "lang",
    "os",
    "package-version",
    "read-timeout",
    "retry-count",
    "runtime",
    "runtime-version",
]
recorder = vcr.VCR(
    cassette_library_dir=str(CASSETTES),
    record_mode="none",
    match_on=["method", "path", "body"],
    filter_headers=["authorization", "user-agent", *(f"x-stainless-{one}" for one in STAINLESS)],
    decode_compressed_response=True,
)
SORT, MAIL = "You sort mails of customers.", "Please send us invoice KO-26-1307 again."


@contextmanager
def recorded(name: str, mode: str = "auto", port: int = 18451) -> Iterator[OpenAiModel]:
    """A model as it was recorded; every question of the cassette is asked again."""
    with recorder.use_cassette(f"{name}.yaml") as cassette, httpx2.Client() as client:
        yield OpenAiModel(f"http://127.0.0.1:{port}/v1", KEY, "smollm2-135m-instruct", mode=mode, http_client=client)
        assert cassette.all_played


@pytest.mark.parametrize("mode", ["json_schema", "json_object"])
def test_a_real_model_answers_within_the_schema(mode: str) -> None:
    with recorded(mode, mode) as model:
        answer = model.ask(SORT, MAIL, SCHEMA)
    assert answer.data["intent"] in SCHEMA["properties"]["intent"]["enum"]
    assert answer.output_tokens > 0


def test_a_real_server_that_knows_no_json_schema_is_asked_in_the_way_that_it_knows() -> None:
    with recorded("auto_json_object", port=18452) as model:
        answer = model.ask(SORT, MAIL, SCHEMA)
        assert model.ways == ("json_object",)
    assert answer.data["intent"] in SCHEMA["properties"]["intent"]["enum"]


def test_a_real_model_that_nothing_keeps_to_the_schema_is_asked_once_more_and_held_to_it_all_the_same() -> None:
    with recorded("auto_text", port=18453) as model, pytest.raises(Refused, match="does not fit"):
        model.ask(SORT, MAIL, SCHEMA)


def test_a_real_model_that_rambles_on_is_cut_off_and_not_believed() -> None:
    with recorded("cut_off") as model, pytest.raises(Refused, match="cut off"):
        model.ask("You write long letters.", "Write a letter of a thousand words about invoices.")


def test_a_real_model_answers_in_words() -> None:
    with recorded("words") as model:
        answer = model.ask("You answer in one sentence.", "What is an invoice?")
    assert "invoice" in answer.text.lower()


def test_no_cassette_holds_a_key_or_a_path_of_a_machine() -> None:
    texts = [path.read_text() for path in CASSETTES.glob("*.yaml")]
    assert len(texts) >= 6
    assert not any(word in text for text in texts for word in (KEY, "uthorization", "/tmp/", "/home/", "/root/"))
