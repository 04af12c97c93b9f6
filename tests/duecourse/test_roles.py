"""`duecourse up`: three children, a dead one is started again, and one signal ends everything in order."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest

from duecourse import postgres, roles
from duecourse.roles import Child, revive
from tests.journeys.installation import Installation, eventually


def children(parent: int) -> dict[str, int]:
    """Role → process, of those that live."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status, line = (folder / "stat").read_text(), (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        state, owner = status.rpartition(")")[2].split()[:2]
        if int(owner) == parent and state != "Z" and len(line) > 3 and line[2] == b"duecourse":
            found[line[3].decode()] = int(folder.name)
    return found


def answers(here: Installation) -> bool:
    try:
        return httpx2.get(f"http://localhost:{here.port}/sign-in").status_code == 200
    except httpx2.TransportError:
        return False


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="Processes are looked for in /proc.")
def test_up_runs_three_children_revives_a_dead_one_and_ends_in_order(open_folder: Callable[[], Path]) -> None:
    here = Installation(open_folder())
    here.start("up")
    process = here.children["up"]
    try:
        eventually(lambda: set(children(process.pid)) == {"serve", "worker", "fetch"}, "three children")
        eventually(lambda: answers(here), "the web inbox")
        first = children(process.pid)["fetch"]
        os.kill(first, signal.SIGKILL)
        eventually(lambda: children(process.pid).get("fetch", first) != first, "another fetcher")
        again = children(process.pid)
        assert len(again) == 3
        assert postgres.status(here.data / "postgres") is postgres.Status.RUNNING
    finally:
        ended = here.stop()
    assert ended == {"up": 0}
    assert postgres.status(here.data / "postgres") is postgres.Status.STOPPED
    assert not any(Path("/proc", str(pid)).exists() for pid in again.values())
    said = here.log("up").read_text()
    assert f"duecourse is up: http://localhost:{here.port}" in said
    assert "fetch ended with -9; starting it again in 2 s" in said and "Traceback" not in said


def test_a_role_that_does_not_stay_up_is_started_later_and_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """The children are real: a program that ends at once."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    child, now, started = roles.start("worker"), time.monotonic(), []
    for _ in range(8):
        child.process.wait()
        revive(child, now)
        assert child.again_at is not None
        started.append(child.again_at - now)
        revive(child, child.again_at - 0.01)
        assert child.process.poll() is not None, "not before its time"
        now = child.again_at
        revive(child, now)
        child.started = now
    child.process.wait()
    assert started == pytest.approx([2, 4, 8, 16, 30, 30, 30, 30])


def test_a_role_that_has_stayed_up_is_started_at_once() -> None:
    process = subprocess.Popen(["/bin/true"])
    process.wait()
    child = Child("worker", process, started=0.0, wait=30.0)
    revive(child, 61.0)
    assert child.again_at == 62.0
