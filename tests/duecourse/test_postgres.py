"""The embedded server as its users meet it: started, killed, stopped, refused."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from duecourse.postgres import (
    EmbeddedServerFailed,
    Status,
    binaries,
    cluster_folder,
    ensure_running,
    ready,
    start,
    status,
    stop,
)

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="Only root can hand the server to another account.")

STARTER = """
import sys
from pathlib import Path
from duecourse.postgres import ensure_running
print(ensure_running(Path(sys.argv[1])))
"""
STARTER_AS_NOBODY = """
import os, pwd, sys
from pathlib import Path
from duecourse.postgres import ensure_running
account = pwd.getpwnam("nobody")
os.setgroups([]), os.setgid(account.pw_gid), os.setuid(account.pw_uid)
print(ensure_running(Path(sys.argv[1])))
"""

# Unlike a session that sleeps or waits, one that computes does not notice that its server is dead.
BUSY_FOR_TWO_SECONDS = """
DO $$ DECLARE began timestamptz := clock_timestamp();
BEGIN WHILE clock_timestamp() < began + interval '2 s' LOOP END LOOP; END $$
"""


@pytest.fixture(scope="module")
def data(open_folder: Callable[[], Path]) -> Path:
    """One cluster for the tests that leave it as whole as they found it."""
    return open_folder() / "postgres"


@pytest.fixture
def running(data: Path) -> str:
    return ensure_running(data)


def query(url: str, statement: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(statement.encode()).fetchone()
    return row[0] if row else None


def postmaster(data: Path) -> int:
    return int((cluster_folder(data) / "postmaster.pid").read_text().split()[0])


def gone(pid: int) -> bool:
    """Whether the process has ended; a dead one that nobody collected is left as a zombie, without a folder."""
    return not os.path.exists(f"/proc/{pid}/cwd")


@contextmanager
def bystander(account: pwd.struct_passwd | None) -> Iterator["subprocess.Popen[bytes]"]:
    """Somebody's process that has nothing to do with us, run by the account of the database."""
    with subprocess.Popen(["sleep", "60"], user=account.pw_uid if account else None) as process:
        yield process
        assert process.poll() is None, "the bystander was harmed"
        process.kill()


def test_three_processes_racing_the_first_start_get_one_server(open_folder: Callable[[], Path]) -> None:
    data = open_folder() / "postgres"
    command = [sys.executable, "-c", STARTER, str(data)]
    racers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    answers = {racer.communicate(timeout=120)[0].strip() for racer in racers}
    assert [racer.returncode for racer in racers] == [0, 0, 0]
    assert len(answers) == 1
    assert query(answers.pop(), "SELECT current_database()") == "duecourse"


def test_threads_of_one_process_get_one_server_too(data: Path) -> None:
    stop(data)
    with ThreadPoolExecutor(4) as threads:
        answers = set(threads.map(ensure_running, [data] * 4))
    assert len(answers) == 1
    assert query(answers.pop(), "SELECT 1") == 1


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("server_encoding", "UTF8"),
        ("lc_ctype", "C.UTF-8"),
        ("listen_addresses", ""),
        ("fsync", "on"),
        ("full_page_writes", "on"),
        ("synchronous_commit", "on"),
        ("data_checksums", "on"),
        ("max_connections", "100"),
        ("unix_socket_permissions", "0700"),
    ],
)
def test_the_server_is_set_up_as_promised(running: str, setting: str, expected: str) -> None:
    locale = "SELECT datctype FROM pg_database WHERE datname = 'duecourse'"
    found = query(running, locale if setting == "lc_ctype" else f"SHOW {setting}")
    assert found == expected


def test_the_data_is_closed_to_other_accounts(data: Path, running: str) -> None:
    assert data.stat().st_mode & 0o077 == 0


def test_a_key_pressed_in_our_terminal_does_not_reach_the_server(data: Path, running: str) -> None:
    assert os.getsid(postmaster(data)) != os.getsid(0)


def test_stop_is_clean_and_a_restart_keeps_the_data(data: Path, running: str) -> None:
    with psycopg.connect(running) as connection:
        connection.execute("CREATE TABLE kept_over_stop AS SELECT 7 AS number")
    pid = postmaster(data)
    stop(data)
    assert gone(pid)
    assert (status(data), ready(data)) == (Status.STOPPED, False)
    assert not (data / "postmaster.pid").exists()
    assert (data / "server.log").read_text().rstrip().endswith("database system is shut down")
    stop(data)
    assert query(ensure_running(data), "SELECT number FROM kept_over_stop") == 7
    assert status(data) is Status.RUNNING


def test_stop_ends_open_sessions(data: Path, running: str) -> None:
    with psycopg.connect(running) as connection:
        connection.execute("SELECT 1")
        stop(data)
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")
    assert status(data) is Status.STOPPED


def test_a_killed_server_comes_back_as_soon_as_its_last_session_lets_go(data: Path, running: str) -> None:
    with psycopg.connect(running, autocommit=True) as connection, ThreadPoolExecutor(1) as thread:
        connection.execute("CREATE TABLE confirmed AS SELECT generate_series(1, 1000) AS number")
        thread.submit(connection.execute, BUSY_FOR_TWO_SECONDS)
        time.sleep(0.5)
        os.kill(postmaster(data), signal.SIGKILL)
        assert query(ensure_running(data, timeout=60), "SELECT count(*) FROM confirmed") == 1000
    assert "shared memory block" in (data / "server.log").read_text(), "the session was no obstacle: nothing was tested"


def test_no_killed_server_loses_anything_however_often(data: Path, running: str) -> None:
    with psycopg.connect(running, autocommit=True) as connection:
        connection.execute("CREATE TABLE counted (number int)")
    for number in range(5):
        with psycopg.connect(ensure_running(data), autocommit=True) as connection:
            connection.execute("INSERT INTO counted VALUES (%s)", (number,))
            os.kill(postmaster(data), signal.SIGKILL)
    assert query(ensure_running(data), "SELECT count(*) FROM counted") == 5


@pytest.mark.parametrize("verb", [ensure_running, stop])
def test_a_lock_file_naming_a_process_of_somebody_else_neither_stops_us_nor_harms_it(
    data: Path, running: str, verb: Callable[[Path], object]
) -> None:
    lock_file = (data / "postmaster.pid").read_text().split("\n")
    stop(data)
    with bystander(binaries.account_for(data)) as stranger:
        (data / "postmaster.pid").write_text("\n".join([str(stranger.pid), *lock_file[1:]]))
        assert (status(data), ready(data)) == (Status.STOPPED, False)
        verb(data)
        assert query(ensure_running(data), "SELECT 1") == 1
        stop(data)
        assert status(data) is Status.STOPPED


def test_an_empty_lock_file_is_no_obstacle(data: Path, running: str) -> None:
    stop(data)
    (data / "postmaster.pid").touch()
    assert query(ensure_running(data), "SELECT 1") == 1


def test_a_server_that_hangs_is_busy_and_not_started_twice(data: Path, running: str) -> None:
    pid = postmaster(data)
    os.kill(pid, signal.SIGSTOP)
    try:
        assert status(data) is Status.BUSY
        with pytest.raises(EmbeddedServerFailed, match="does not answer"):
            ensure_running(data, timeout=1)
    finally:
        os.kill(pid, signal.SIGCONT)
    assert postmaster(data) == pid
    assert query(ensure_running(data), "SELECT 1") == 1


def test_a_server_that_cannot_start_says_why_at_once(data: Path, running: str) -> None:
    stop(data)
    configuration = data / "postgresql.auto.conf"
    before = configuration.read_text()
    configuration.write_text("shared_buffers = 'a lot'\n")
    began = time.monotonic()
    try:
        with pytest.raises(EmbeddedServerFailed, match=r"does not start: .*shared_buffers"):
            ensure_running(data)
    finally:
        configuration.write_text(before)
    assert time.monotonic() - began < 20, "it waited although nothing could change"
    assert query(ensure_running(data), "SELECT 1") == 1


def test_a_start_that_was_cut_off_leaves_nothing_that_looks_like_a_database(open_folder: Callable[[], Path]) -> None:
    data = open_folder() / "postgres"
    half = data.with_name("postgres.unfinished")
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    assert status(data) is Status.ABSENT
    stop(data)
    assert query(ensure_running(data), "SELECT 1") == 1
    assert not half.exists()


def test_a_folder_with_other_things_is_left_alone(open_folder: Callable[[], Path]) -> None:
    folder = open_folder()
    (folder / "holiday.jpg").write_bytes(b"sea")
    with pytest.raises(EmbeddedServerFailed, match="holds something else"):
        ensure_running(folder)
    assert [file.name for file in folder.iterdir()] == ["holiday.jpg"]
    for ending in (".lock", ".users"):
        folder.with_name(folder.name + ending).unlink()


def test_a_server_that_does_not_listen_yet_is_not_asked(data: Path, running: str) -> None:
    """It writes down its process first, and the folder of its socket a moment later."""
    note = data / "postmaster.pid"
    whole = note.read_text()
    lines = whole.splitlines()
    note.write_text("\n".join([*lines[:4], "", *lines[5:]]) + "\n")
    assert (ready(data), status(data)) == (False, Status.BUSY)
    note.write_text(whole)
    assert ready(data)


def test_a_server_whose_socket_was_removed_is_started_again_and_keeps_its_data(data: Path, running: str) -> None:
    with psycopg.connect(running, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept_without_socket AS SELECT 7 AS number")
    (data / ".s.PGSQL.5432").unlink()
    assert status(data) is Status.BUSY
    assert query(ensure_running(data, timeout=60), "SELECT number FROM kept_without_socket") == 7


def test_a_long_path_with_odd_letters_gets_a_short_private_socket(open_folder: Callable[[], Path]) -> None:
    data = open_folder() / "the team's $HOME, für Rechnungen" / ("x" * 100) / "postgres"
    assert len(os.fsencode(data)) > 107
    url = ensure_running(data)
    socket = Path(str(query(url, "SHOW unix_socket_directories")))
    assert query(url, "SHOW data_directory") == str(data)
    assert socket != data and socket.stat().st_mode & 0o077 == 0
    stop(data)
    assert query(ensure_running(data), "SELECT 1") == 1
    stop(data)
    socket.chmod(0o755)
    with pytest.raises(EmbeddedServerFailed, match="remove it"):
        ensure_running(data)
    socket.rmdir()


def test_under_a_locale_without_utf8_a_path_with_odd_letters_is_the_same(open_folder: Callable[[], Path]) -> None:
    data = open_folder() / "für Rechnungen" / "postgres"
    socket = Path(str(query(ensure_running(data), "SHOW unix_socket_directories")))
    program = (
        "import os, pathlib, duecourse.postgres as p; print(p.ready(pathlib.Path(os.fsdecode(os.environb[b'DATA']))))"
    )
    plain = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "DATA": str(data)}
    done = subprocess.run([sys.executable, "-c", program], env=plain, capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("True\n", "")
    stop(data)
    socket.rmdir()


def test_an_environment_meant_for_another_server_changes_nothing(
    data: Path, running: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop(data)
    monkeypatch.setenv("PGPORT", "6543")
    monkeypatch.setenv("PGDATA", "/nowhere")
    monkeypatch.setenv("PGHOST", "192.0.2.1")
    assert query(ensure_running(data), "SELECT current_database()") == "duecourse"


def test_the_server_never_sees_our_keys(data: Path, running: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stop(data)
    monkeypatch.setenv("OPENAI_API_KEY", "a secret")
    ensure_running(data)
    assert b"a secret" not in Path(f"/proc/{postmaster(data)}/environ").read_bytes()


@as_root
def test_closed_folders_stay_closed_and_the_database_goes_to_a_folder_of_our_own(
    open_folder: Callable[[], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    own = open_folder() / "own"
    monkeypatch.setattr(binaries, "OWN_FOLDER", own)
    closed = tmp_path / "home"
    closed.mkdir(mode=0o700)
    data = closed / "postgres"
    url = ensure_running(data)
    assert cluster_folder(data).parent == own
    assert (query(url, "SELECT 1"), status(data)) == (1, Status.RUNNING)
    assert "is closed to the account" in caplog.text
    assert closed.stat().st_mode & 0o777 == 0o700
    stop(data)
    closed.chmod(0o755)
    assert ensure_running(data) == url, "the database stays where it was made"
    stop(data)


@as_root
def test_a_database_in_a_folder_that_was_closed_later_is_not_replaced_by_an_empty_one(
    open_folder: Callable[[], Path],
) -> None:
    folder = open_folder()
    data = folder / "postgres"
    ensure_running(data)
    stop(data)
    folder.chmod(0o700)
    with pytest.raises(EmbeddedServerFailed, match="chmod"):
        ensure_running(data)
    folder.chmod(0o755)


@as_root
def test_programs_in_a_closed_folder_are_copied_for_the_account(
    data: Path,
    open_folder: Callable[[], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    account = binaries.account_for(data)
    installed = binaries.programs(None).parents[2]
    closed = tmp_path / "site-packages"
    closed.mkdir(mode=0o700)
    shutil.copytree(installed / binaries.PACKAGE / "pginstall18", closed / binaries.PACKAGE / "pginstall18")
    shutil.copytree(installed / f"{binaries.PACKAGE}.libs", closed / f"{binaries.PACKAGE}.libs")
    (closed / binaries.PACKAGE / "__init__.py").touch()
    monkeypatch.syspath_prepend(closed)
    monkeypatch.delitem(sys.modules, binaries.PACKAGE, raising=False)
    monkeypatch.setattr(binaries, "OWN_FOLDER", open_folder() / "own")
    tools = binaries.programs(account)
    assert tools.is_relative_to(binaries.OWN_FOLDER)
    assert "is closed to the account" in caplog.text
    assert closed.stat().st_mode & 0o777 == 0o700
    assert binaries.programs(account) == tools, "copied once"
    url = ensure_running(open_folder() / "postgres")
    assert query(url, "SELECT 1") == 1


@as_root
def test_an_ordinary_account_runs_its_own_server(open_folder: Callable[[], Path]) -> None:
    folder = open_folder()
    folder.chmod(0o777)
    data = folder / "postgres"
    done = subprocess.run(
        [sys.executable, "-c", STARTER_AS_NOBODY, str(data)], capture_output=True, text=True, check=True
    )
    assert data.owner() == "nobody"
    assert query(done.stdout.strip(), "SELECT 1") == 1
    stop(data)
    assert query(ensure_running(data), "SELECT 1") == 1, "root uses the account that owns the data"
    stop(data)


@as_root
def test_an_ordinary_account_is_told_that_the_database_is_not_its_own(data: Path, running: str) -> None:
    done = subprocess.run([sys.executable, "-c", STARTER_AS_NOBODY, str(data)], capture_output=True, text=True)
    assert "as the account that made it" in done.stderr
    assert query(ensure_running(data), "SELECT 1") == 1


def test_a_log_does_not_grow_for_ever(data: Path, running: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "LARGEST_LOG", 1)
    stop(data)
    ensure_running(data)
    assert (data / "server.log.1").exists()
    assert "database system is shut down" not in (data / "server.log").read_text()
