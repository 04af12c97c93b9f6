"""At its point a role dies as by `kill -9`, or falls asleep until it is woken; before the nth time nothing happens."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.home import eventually
from tests.faults.ledgers import entries
from tests.faults.nursery import ROOT

SCRIPT = """
from tests.faults.points import Death
death = Death("worker", "dot sent", 2)
death(); print("once", flush=True)
death(); print("twice", flush=True)
"""


def reached(folder: Path, **environment: str) -> subprocess.Popen[str]:
    settings = os.environ | {"FAULT_POINTS": str(folder / "points.jsonl")} | environment
    return subprocess.Popen([sys.executable, "-c", SCRIPT], cwd=ROOT, env=settings, stdout=subprocess.PIPE, text=True)


def test_a_role_dies_at_its_point_and_the_note_of_it_stays(tmp_path: Path) -> None:
    role = reached(tmp_path)
    said, _ = role.communicate(timeout=60)
    assert (said, role.returncode) == ("once\n", -signal.SIGKILL)
    assert list(entries(tmp_path / "points.jsonl")) == [{"role": "worker", "point": "dot sent"}]


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no signals to suspend a process here")
def test_a_drowsy_role_sleeps_at_its_point_and_goes_on_when_it_is_woken(tmp_path: Path) -> None:
    asleep = tmp_path / "worker.asleep"
    role = reached(tmp_path, FAULT_ASLEEP=str(asleep))
    try:
        assert eventually(asleep.exists, 60)
        assert role.poll() is None
        os.kill(role.pid, signal.SIGCONT)
        said, _ = role.communicate(timeout=60)
        assert (said, role.returncode) == ("once\ntwice\n", 0)
    finally:
        role.kill()
