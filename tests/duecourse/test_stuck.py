"""A worker whose every thread waits for a search that never ends is ended, so that it can be started again."""

import subprocess
import sys
import time

BEFORE = """
import re, threading, time
from duecourse.worker import ended_when_stuck
stop = threading.Event()
with ended_when_stuck(stop, {seconds}):
    {what}
print("came to its end", flush=True)
"""
ENDLESS = 're.fullmatch("(a|a)*b", "a" * 200)'


def run(what: str, seconds: float) -> tuple[int, str, str, float]:
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", BEFORE.format(what=what, seconds=seconds)], capture_output=True, text=True, timeout=90
    )
    return done.returncode, done.stdout, done.stderr, time.monotonic() - begun


def test_a_process_in_which_nobody_can_run_is_ended_with_a_trace() -> None:
    code, told, trace, _ = run(ENDLESS, 1.0)
    assert code == 1 and told == "" and "Timeout" in trace and "fullmatch" in trace


def test_a_process_that_only_waits_is_left_alone_however_long() -> None:
    code, told, trace, seconds = run("time.sleep(7)", 5.0)
    assert (code, told, trace) == (0, "came to its end\n", "") and seconds > 7


def test_a_process_that_was_told_to_stop_may_bring_its_work_to_an_end() -> None:
    code, told, _, _ = run("stop.set(); time.sleep(7)", 5.0)
    assert (code, told) == (0, "came to its end\n")
