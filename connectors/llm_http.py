"""HTTP to a model's server, held to a time and a size whatever the server does: go silent, drip a byte a second, never end."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

import httpx2

MOST_BYTES = 1_000_000
CONNECT_SECONDS = 10.0
BEGUN = ("connect_tcp.complete", "start_tls.complete")


class TooLong(Exception):
    """More was sent than an answer can be, or it was packed so that nobody can tell."""


class Watch:
    """Cuts the connection of the questions asked within it when the time is up. `over`: that has happened."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> "Watch":
        self._token = WATCH.set(self)
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        WATCH.reset(self._token)

    def trace(self, name: str, info: dict[str, Any]) -> None:
        if name.endswith(BEGUN):
            with self._lock:
                self._socket = info["return_value"].get_extra_info("socket")
            if self.over:
                self._cut()

    def _cut(self) -> None:
        self.over = True
        with self._lock, contextlib.suppress(OSError):
            if self._socket is not None:
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


WATCH: ContextVar[Watch | None] = ContextVar("watch", default=None)


class Bounded(httpx2.SyncByteStream):
    def __init__(self, stream: httpx2.SyncByteStream) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for chunk in self._stream:
            size += len(chunk)
            if size > MOST_BYTES:
                raise TooLong
            yield chunk

    def close(self) -> None:
        self._stream.close()


def watched(request: httpx2.Request) -> None:
    if watch := WATCH.get():
        request.extensions = {**request.extensions, "trace": watch.trace}


def bounded(response: httpx2.Response) -> None:
    """Nothing packed is taken: what it unpacks to has no bound."""
    if response.headers.get("content-encoding", "identity") != "identity":
        raise TooLong
    if isinstance(response.stream, httpx2.SyncByteStream):
        response.stream = Bounded(response.stream)


def guarded(client: httpx2.Client | None = None) -> httpx2.Client:
    """A client that follows no redirect and keeps no connection, for one that is reused could not be cut."""
    if client is None:
        limits = httpx2.Limits(max_keepalive_connections=0)
        client = httpx2.Client(limits=limits, follow_redirects=False)
    client.headers["accept-encoding"] = "identity"
    client.event_hooks = {"request": [watched], "response": [bounded]}
    return client
