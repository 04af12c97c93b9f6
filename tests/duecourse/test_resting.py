"""A command that is done leaves no database running, unless another process of ours needs it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from duecourse.postgres import Status, ensure_running, for_one_command, status, stop

USER = "import sys, pathlib, duecourse.postgres as p; p.ensure_running(pathlib.Path(sys.argv[1])); print(flush=True); input()"


@pytest.fixture
def data(open_folder: Callable[[], Path]) -> Iterator[Path]:
    folder = open_folder()
    yield folder / "postgres"
    stop(folder / "postgres")


def command(data: Path, *words: str) -> str:
    environment = {name: one for name, one in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"DUECOURSE_DATA": str(data.parent)}
    done = subprocess.run(
        [sys.executable, "-m", "duecourse", *words], env=environment, capture_output=True, text=True, timeout=120
    )
    return done.stdout + done.stderr


@contextmanager
def another_process(data: Path) -> Iterator[None]:
    """It uses the server without being connected to it."""
    arguments = [sys.executable, "-c", USER, str(data)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stdout.readline()
        yield
        process.communicate(b"\n", timeout=30)


@pytest.mark.parametrize(
    ("words", "said"), [(("ledger", "status"), "No books yet"), (("doctor",), "keeps what it is given")]
)
def test_a_command_that_started_the_database_stops_it(data: Path, words: tuple[str, ...], said: str) -> None:
    assert said in command(data, *words)
    assert status(data) is Status.STOPPED


def test_a_command_leaves_the_database_to_another_process_that_uses_it(data: Path) -> None:
    with another_process(data):
        assert "No books yet" in command(data, "ledger", "status")
        assert status(data) is Status.RUNNING
    command(data, "ledger", "status")
    assert status(data) is Status.STOPPED, "that process has ended"


def test_a_command_within_a_command_leaves_the_database_to_the_outer_one(data: Path) -> None:
    with for_one_command():
        ensure_running(data)
        with for_one_command():
            ensure_running(data)
        assert status(data) is Status.RUNNING
    assert status(data) is Status.STOPPED
