"""The demo as it is started: once in a folder, and going on where it was left."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from duecourse.demo.host import MailHost
from duecourse.demo.letters import letters_that_came
from duecourse.demo.mails import demo_mails
from duecourse.demo.run import alone
from tests.journeys.demo import own_environment


def test_a_second_demo_in_the_same_folder_is_refused_and_leaves_the_first_alone(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    with alone(tmp_path / "demo"):
        done = subprocess.run(
            [sys.executable, "-m", "duecourse", "demo", "--port", "0", "--reset"],
            env=own_environment(tmp_path), capture_output=True, text=True, timeout=60,
        )  # fmt: skip
    assert (done.returncode, done.stdout) == (3, "")
    assert f"A demo is running in {tmp_path / 'demo'} already. End that one first" in done.stderr
    assert (tmp_path / "demo").is_dir()


def test_the_mails_that_came_before_the_demo_was_left_are_known_after_a_restart(tmp_path: Path) -> None:
    letters = {letter.id: letter for letter in demo_mails()}
    some = {"copy-by-number", "copy-german", "spoofed", "bounce"}
    with started(tmp_path) as host:
        assert letters_that_came(host) == set()
        for key in some:
            host.send_as(letters[key], date(2026, 11, 20))
    with started(tmp_path) as again:
        assert letters_that_came(again) == some


@contextmanager
def started(folder: Path) -> Iterator[MailHost]:
    host = MailHost(folder)
    host.start()
    try:
        yield host
    finally:
        host.stop()
