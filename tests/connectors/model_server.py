"""A server that speaks the protocol of chat completions over real HTTP, well or badly, as a test tells it to."""

import contextlib
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Question = dict[str, Any]
Behaviour = Callable[["Talk", Question], None]


class Talk(BaseHTTPRequestHandler):
    """One question and what becomes of it."""

    protocol_version = "HTTP/1.1"
    server: "ModelServer"

    def do_POST(self) -> None:
        question = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.asked.append(question)
        self.server.keys.add(str(self.headers["authorization"]))
        with contextlib.suppress(OSError):
            self.server.behaviour(self, question)
        self.close_connection = True

    def answer(self, body: bytes, status: int = 200, kind: str = "application/json", **headers: str) -> None:
        self.begin(status, kind, **{"content-length": str(len(body)), **headers})
        self.wfile.write(body)

    def begin(self, status: int = 200, kind: str = "application/json", **headers: str) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


class ModelServer(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, behaviour: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.behaviour = behaviour
        self.asked: list[Question] = []
        self.keys: set[str] = set()
        self.over = threading.Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The other side may leave when it likes."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


@contextmanager
def model_server(behaviour: Behaviour) -> Iterator[ModelServer]:
    with ModelServer(behaviour) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join(5)


# --- behaviours -------------------------------------------------------------------------------------------------------


def completion(text: Any, usage: Any = (700, 60), **choice: Any) -> bytes:
    message = {"role": "assistant", "content": text, **choice.pop("message", {})}
    body: dict[str, Any] = {
        "id": "1", "object": "chat.completion", "created": 1, "model": "m-1",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message, **choice}],
    }  # fmt: skip
    if usage:
        body["usage"] = {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": 0}
    return json.dumps(body).encode()


def says(text: Any, **more: Any) -> Behaviour:
    return lambda talk, _: talk.answer(completion(text, **more))


def status(number: int, **headers: str) -> Behaviour:
    return lambda talk, _: talk.answer(b'{"error": {"message": "no"}}', number, **headers)


def hangs(talk: Talk, _: Question) -> None:
    talk.server.over.wait(30)


def drips_its_head(talk: Talk, _: Question) -> None:
    talk.wfile.write(b"HTTP/1.1 200 OK\r\nx-long: ")
    while not talk.server.over.wait(0.05):
        talk.wfile.write(b"a")


def drips_its_body(talk: Talk, _: Question) -> None:
    talk.begin(content_length="100000")
    while not talk.server.over.wait(0.05):
        talk.wfile.write(b" ")


def never_ends(talk: Talk, _: Question) -> None:
    talk.begin(connection="close")
    while not talk.server.over.is_set():
        talk.wfile.write(b" " * 65536)


def leaves_in_the_middle(talk: Talk, _: Question) -> None:
    whole = completion("{}")
    talk.begin(content_length=str(len(whole)))
    talk.wfile.write(whole[:40])
    talk.wfile.flush()
    talk.connection.shutdown(socket.SHUT_RDWR)


def packs_its_answer(talk: Talk, _: Question) -> None:
    talk.answer(b"\x1f\x8b" + b"0" * 50, content_encoding="gzip")


def reading(*found: tuple[str, str], confidence: Any = 0.97) -> bytes:
    """An answer of the reader: intents, each with its words."""
    intents = [{"intent": intent, "words": words} for intent, words in found]
    return completion(json.dumps({"intents": intents, "signals": [], "confidence": confidence, "unclear": False}))


def helps(known: dict[str, str]) -> Behaviour:
    """Reads a mail by the sentences that it knows, and repeats the points that it is given for a draft."""

    def help(talk: Talk, question: Question) -> None:
        words = str(question["messages"][-1]["content"])
        if "response_format" in question:
            talk.answer(reading(*((intent, sentence) for intent, sentence in known.items() if sentence in words)))
        else:
            talk.answer(completion(words.partition("The points to make:\n")[2]))

    return help
