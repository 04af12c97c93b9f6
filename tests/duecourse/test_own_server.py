"""The embedded database is killed while everything runs: it is started again, and meanwhile the inbox says so."""

import os
import signal
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import httpx2
import pytest

from duecourse import postgres
from duecourse.postgres import EmbeddedServerFailed, Status
from duecourse.postgres.process import noted_process
from duecourse.roles import LOOK_SECONDS, OwnServer
from tests.journeys.installation import Installation, eventually


def kill_server(data: Path) -> int:
    """As a lack of memory does it. The number of the process that was killed."""
    process = noted_process(postgres.cluster_folder(data))
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    return process.pid


@pytest.fixture
def data(open_folder: Callable[[], Path]) -> Path:
    return open_folder() / "postgres"


def test_a_server_that_died_is_started_again_at_the_same_address(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = postgres.ensure_running(data)
    own = OwnServer(data)
    own.keep(0.0)
    assert capsys.readouterr().err == "", "it runs: nothing to say"
    kill_server(data)
    own.keep(LOOK_SECONDS / 2)
    assert postgres.status(data) is not Status.RUNNING, "it is looked at now and then"
    eventually(lambda: postgres.status(data) is Status.STOPPED, "the end of the server")
    own.keep(LOOK_SECONDS)
    assert postgres.ready(data) and postgres.ensure_running(data) == address
    assert "The embedded database has ended; starting it again" in capsys.readouterr().err


def test_one_that_does_not_start_is_tried_later_and_later(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The one thing made up is a server that cannot start: a full disk would do it."""
    postgres.ensure_running(data)
    postgres.stop(data)
    tries: list[float] = []
    now = 0.0

    def fail(folder: Path, timeout: float) -> str:
        tries.append(now)
        raise EmbeddedServerFailed("no space left")

    own = OwnServer(data)
    with monkeypatch.context() as patched:
        patched.setattr(postgres, "ensure_running", fail)
        while now < 100:
            own.keep(now)
            now += 0.5
    assert [later - earlier for earlier, later in pairwise(tries)] == [2, 4, 8, 16, 30, 30]
    assert "no space left" in capsys.readouterr().err
    own.keep(now + 30)
    assert postgres.ready(data)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="Processes are looked for in /proc.")
def test_up_starts_a_killed_server_again_and_the_inbox_answers_503_meanwhile(open_folder: Callable[[], Path]) -> None:
    here = Installation(open_folder())
    here.start("up")

    def status() -> int:
        try:
            return int(httpx2.get(f"http://localhost:{here.port}/health", timeout=20).status_code)
        except httpx2.TransportError:
            return 0

    try:
        eventually(lambda: status() == 200, "the inbox")
        kill_server(here.data / "postgres")
        seen: list[int] = []

        def back() -> bool:
            seen.append(status())
            return 503 in seen and seen[-1] == 200

        eventually(back, "the inbox again")
        assert set(seen) == {200, 503}
        assert here.children["up"].poll() is None
    finally:
        ended = here.stop()
    said = here.log("up").read_text()
    assert ended == {"up": 0} and "The embedded database has ended; starting it again" in said
    assert postgres.status(here.data / "postgres") is Status.STOPPED
