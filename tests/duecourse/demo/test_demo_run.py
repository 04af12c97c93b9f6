"""The demo as it is started: once in a folder, and going on where it was left."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, col, delete, select

from agent.records.people import User, UserClient
from duecourse.demo.host import MailHost
from duecourse.demo.letters import letters_that_came
from duecourse.demo.mails import demo_mails
from duecourse.demo.outcome import Outcome
from duecourse.demo.run import PASSWORD, alone, set_up, summary, tell
from duecourse.wiring import opened
from tests.journeys.demo import own_environment

README = Path(__file__).parents[3] / "README.md"


def test_a_second_demo_in_the_same_folder_is_refused_and_leaves_the_first_alone(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    with alone(tmp_path / "demo"):
        done = subprocess.run(
            [sys.executable, "-m", "duecourse", "demo", "--port", "8765", "--reset"],
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


def test_two_managers_sign_in_also_where_the_demo_company_is_older_than_the_second(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What two people approve can be finished where it was escalated, too."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("DUECOURSE_DATA", str(tmp_path / "data"))
    with opened() as here:
        set_up(here)
        with Session(here.engine) as session:
            nina = select(User.id).where(User.email == "nina@demo.example")
            session.execute(delete(UserClient).where(col(UserClient.user_id).in_(nina)))
            session.execute(delete(User).where(col(User.email) == "nina@demo.example"))
            session.commit()
        set_up(here)
        tell(here, here.settings)
        with Session(here.engine) as session:
            works = select(UserClient).join(User, col(User.id) == UserClient.user_id)
            assert len(session.exec(works.where(User.role == "manager")).all()) == 4, (
                "two managers, of two clients each"
            )
    said = capsys.readouterr().out
    for name in ("Marc Ruiz", "Nina Falk"):
        address = f"{name.partition(' ')[0].lower()}@demo.example"
        assert [line.split() for line in said.splitlines() if name in line] == [
            [*name.split(), "manager", address, "password", PASSWORD]
        ]
    logins = said.count(f"password {PASSWORD}")
    assert f"an address and {['', 'one', 'two', 'three', 'four', 'five', 'six'][logins]} logins" in README.read_text()


OUTCOME = Outcome("copy-by-number", "a copy", "en", ("document_request",), "auto", (), ("FRK-1",), ())
MISREAD = replace(OUTCOME, notes=("meant: document_request, promise",))
WRONG = replace(MISREAD, problems=("route should be specialist",))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([OUTCOME], "1 mail. All went the right way.\n"),
        ([MISREAD], "1 mail, marked with ~, was not understood in all that the customer meant, but still went the right way."),
        ([OUTCOME, MISREAD, MISREAD], "3 mails. All went the right way. 2 mails, marked with ~, were not understood in all"),
        ([WRONG], "1 mail. 1 went the wrong way, marked with ✗.\n"),
    ],
)  # fmt: skip
def test_the_check_says_in_plain_words_what_was_not_understood(found: list[Outcome], said: str) -> None:
    wrong = [one for one in found if one.problems]
    times: dict[str, float | None] = {"seconds": 1.0, "seconds_to_first_answer": 1.0, "mails_per_second": 1.0}
    assert said in summary(found, wrong, times)


@contextmanager
def started(folder: Path) -> Iterator[MailHost]:
    host = MailHost(folder)
    host.start()
    try:
        yield host
    finally:
        host.stop()
