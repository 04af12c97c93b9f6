"""An installation as its owner runs it: commands in a shell, roles as processes of their own, settings by environment."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import httpx2
import psycopg

from tests.approvals.desk import OWN, Person, hidden

PATIENCE = 45.0
Found = TypeVar("Found")


@dataclass
class Installation:
    """`data` holds everything of it. `trust`: PEM file of the authority that its processes trust besides none."""

    data: Path
    trust: Path | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    browsers: list[httpx2.Client] = field(default_factory=list)
    port: int = field(default_factory=lambda: free_port())

    def settings(self) -> dict[str, str]:
        """Nothing of the tests' own environment changes how it runs."""
        foreign = ("DUECOURSE_", "DATABASE_URL", "OPENAI_", "PG")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        own = {"DUECOURSE_DATA": str(self.data), "DUECOURSE_PORT": str(self.port)}
        trust = {"SSL_CERT_FILE": str(self.trust)} if self.trust else {}
        return kept | own | trust | dict(self.environment)

    def command(self, *words: str | Path, code: int = 0, **environment: str) -> str:
        """What `duecourse …` prints, once it has ended with this code."""
        done = subprocess.run(
            [sys.executable, "-m", "duecourse", *map(str, words)],
            env=self.settings() | environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == code, (words, done.returncode, done.stdout, done.stderr)
        return done.stdout

    def told(self, *words: str | Path, **environment: str) -> Any:
        """What `duecourse … --json` answers."""
        return json.loads(self.command(*words, "--json", code=0, **environment))

    def start(self, role: str) -> None:
        with self.log(role).open("ab") as log:
            self.children[role] = subprocess.Popen(
                [sys.executable, "-m", "duecourse", role],
                env=self.settings(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def log(self, role: str) -> Path:
        return self.data / f"{role}.log"

    def kill(self, role: str) -> None:
        """As a power failure does it."""
        child = self.children.pop(role)
        child.kill()
        child.wait()

    def stop(self) -> dict[str, int]:
        """Ask every role to end; how each did."""
        while self.browsers:
            self.browsers.pop().close()
        for child in self.children.values():
            child.terminate()
        try:
            return {role: child.wait(30) for role, child in self.children.items()}
        finally:
            for child in self.children.values():
                if child.poll() is None:
                    child.kill()
                    child.wait()
            self.children.clear()

    def sign_in(self, email: str, password: str) -> Person:
        """A person at a browser, over HTTP."""
        client = httpx2.Client(base_url=f"http://localhost:{self.port}", headers=OWN, timeout=20)
        self.browsers.append(client)
        form = eventually(lambda: form_at(client), "the web inbox")
        answer = client.post("/sign-in", data=form | {"email": email, "password": password})
        assert answer.status_code == 303, answer.text
        return Person(client, email)  # type: ignore[arg-type]  # a test client is such a client


def form_at(client: httpx2.Client) -> dict[str, str] | None:
    try:
        return hidden(client.get("/sign-in").text)
    except httpx2.TransportError:
        return None


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def eventually(look: Callable[[], Found | None], what: str, seconds: float = PATIENCE) -> Found:
    """What `look` finds, once it finds something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.1)
    raise AssertionError(f"{what} did not come within {seconds:.0f} s")


def rows(url: str, query: str, *values: object) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(query.encode(), values).fetchall()
