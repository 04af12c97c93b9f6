"""Every command: help, JSON, exit codes; trouble is a sentence with a way out and a code, never a traceback."""

import importlib.metadata
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import typer
from sqlalchemy import Engine, text

from agent.records import audit, transaction
from agent.records.ledger import Client
from duecourse.cli import app
from duecourse.postgres import with_database
from tests.duecourse.shell import Shell

SAMPLE = Path(__file__).parents[1] / "eval" / "sample"
EXAMPLES: dict[tuple[str, ...], Any] = {
    ("migrate",): {"migrated": True},
    ("doctor",): list,
    ("config", "show"): dict,
    ("user", "list"): [],
    ("mailbox", "list"): [],
    ("mailbox", "test"): [],
    ("outbox", "list"): [],
    ("audit", "verify"): [],
    ("ledger", "status"): {"clients": []},
}


def commands(group: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command of the program, found by walking through it."""
    group = group or typer.main.get_command(app)
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_every_command_says_what_it_does(shell: Shell, words: tuple[str, ...]) -> None:
    ended = shell(*words, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert f"duecourse {' '.join(words)}" in ended.out
    assert re.search(r"^ [A-Z].{20,}", ended.out, re.MULTILINE), ended.out


def test_the_readme_names_no_command_that_is_not_there() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    typed = "".join(readme.split("```")[1::2]).replace("\nduecourse ", "\n`duecourse ")
    named = set(re.findall(r"(?:`|bin/)duecourse ([a-z]+(?: [a-z]+(?![\w.]))?)", readme + typed))
    known = {" ".join(words) for words in commands()}
    assert {"init", "ledger import"} <= named and {one for one in named if one not in known} == set()


@pytest.mark.parametrize("words", list(EXAMPLES), ids=" ".join)
def test_json_is_all_that_stands_on_standard_output(shell: Shell, words: tuple[str, ...]) -> None:
    ended = shell(*words, "--json")
    expected = EXAMPLES[words]
    assert ended.code == (5 if words == ("doctor",) else 0)
    assert isinstance(ended.data, expected) if isinstance(expected, type) else ended.data == expected


@pytest.mark.parametrize(
    ("words", "environment", "code", "said"),
    [
        (("nonsense",), {}, 2, "No such command 'nonsense'. See: duecourse --help (DC-109)"),
        (("dmeo",), {}, 2, "Did you mean 'demo'? See: duecourse --help (DC-109)"),
        (("user", "role"), {}, 2, "Missing argument"),
        (("user", "list", "--jsno"), {}, 2, "See: duecourse user list --help (DC-109)"),
        (("replay", "/nowhere.eml"), {}, 2, "does not exist. See: duecourse replay --help (DC-109)"),
        (("replay", "/proc/self/mem"), {}, 1, "cannot be used: Input/output error. Look whether"),
        (("eval", "--ledger", "/nowhere", "--mails", "/nowhere", "--out", "x"), {}, 2, "does not exist"),
        (("user", "list"), {"DUECOURSE_PROT": "1"}, 3, "Did you mean DUECOURSE_PORT? (DC-110)"),
        (("user", "list"), {"DATABASE_URL": "mysql://x"}, 3, "postgresql:// (DC-101)"),
        (
            ("user", "list"),
            {"DATABASE_URL": "postgresql://ana:s3cret@db:1:2/x?y"},
            3,
            "cannot be read: write postgresql:",
        ),
        (("user", "list"), {"DATABASE_URL": ""}, 3, "DATABASE_URL is empty. Give an address, or unset it"),
        (("user", "list"), {"DUECOURSE_DATA": "/dev/null/x"}, 3, "Set DUECOURSE_DATA. (DC-112)"),
        (
            ("replay", SAMPLE / "ledger.json"),
            {"DUECOURSE_POLICY": "/nowhere"},
            3,
            "/nowhere cannot be used: No such file",
        ),
        (
            ("user", "list"),
            {"DATABASE_URL": "postgresql://ana:s3cret@127.0.0.1:1/x"},
            4,
            "Check DATABASE_URL. (DC-105)",
        ),
        (("replay", SAMPLE / "ledger.json"), {}, 3, "duecourse mailbox add ADDRESS … (DC-204)"),
        (("ledger", "sync"), {}, 3, "DUECOURSE_LEDGER_PATH"),
        (("init",), {}, 2, "user add, ledger import, mailbox add. (DC-150)"),
        *((("demo", "--port", port), {}, 2, "See: duecourse demo --help (DC-109)") for port in ("99999", "-5", "0")),
        (("up",), {"DUECOURSE_PORT": "0"}, 3, "DUECOURSE_PORT is 0, where nobody would find the inbox."),
        (("serve",), {"DUECOURSE_HOST": "192.0.2.1"}, 3, "DUECOURSE_PORT or DUECOURSE_HOST. (DC-630)"),
        (("up",), {"DUECOURSE_HOST": "192.0.2.1"}, 3, "(DC-630)"),
        (("worker",), {"DUECOURSE_READER": "openai"}, 3, "DUECOURSE_OPENAI_MODEL"),
    ],
    ids=str,
)
def test_trouble_ends_with_its_exit_code_and_a_way_out(
    shell: Shell, words: tuple[str, ...], environment: dict[str, str], code: int, said: str
) -> None:
    ended = shell(*words, **environment)
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err and "Traceback" not in ended.err and "s3cret" not in ended.err


@pytest.mark.parametrize("words", [("migrate",), ("user", "add", "ana@desk.example", "--name", "Ana")], ids=str)
def test_a_database_that_takes_no_changes_is_named_with_a_way_out(
    shell: Shell, database_url: str, words: tuple[str, ...]
) -> None:
    with psycopg.connect(database_url, autocommit=True) as connection:
        name = connection.info.dbname
        connection.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'.encode())
    ended = shell(*words)
    assert (ended.code, ended.out) == (4, "")
    assert "read-only now" in ended.err and "(DC-115)" in ended.err and "Traceback" not in ended.err


@pytest.mark.parametrize(("encoding", "arrow"), [("ascii", "→".encode()), ("latin-1", rb"\u2192")])
def test_every_terminal_can_show_what_is_said(database_url: str, tmp_path: Path, encoding: str, arrow: bytes) -> None:
    environment = os.environ | {"DATABASE_URL": database_url, "DUECOURSE_DATA": str(tmp_path / "d")}
    done = subprocess.run(
        [sys.executable, "-m", "duecourse", "doctor"],
        env=environment | {"PYTHONIOENCODING": encoding}, capture_output=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 5 and b"Traceback" not in done.stderr
    assert arrow + b" Run: duecourse user add" in done.stdout


def test_limits_that_are_wrong_are_named_in_one_line(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text('undo_seconds = "soon"\n')
    ended = shell("worker", DUECOURSE_POLICY=str(tmp_path / "policy.toml"))
    assert (ended.code, ended.err.count("\n")) == (3, 1)
    assert "undo_seconds: Input should be a valid integer" in ended.err and "(DC-111)" in ended.err


@pytest.mark.parametrize(
    "words",
    [("user", "list"), ("user", "add", "ana@x.example", "--name", "Ana"), ("ledger", "status"), ("ledger", "sync"), ("mailbox", "list")],
    ids=" ".join,
)  # fmt: skip
def test_before_the_first_migration_of_an_own_database_the_way_out_is_named(
    shell: Shell, postgres_url: str, words: tuple[str, ...]
) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE cli_empty")
    try:
        ended = shell(*words, DATABASE_URL=with_database(postgres_url, "cli_empty"))
        assert (ended.code, ended.err) == (
            3,
            "The database's tables are not of this version. Run: duecourse migrate (DC-106)\n",
        )
    finally:
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute("DROP DATABASE cli_empty WITH (FORCE)")


def test_a_changed_audit_log_fails_the_check_and_export_shows_every_event(
    shell: Shell, engine: Engine, kestrel: Client
) -> None:
    with transaction(engine) as session:
        for number in range(3):
            audit.record(session, kestrel.id, "tested", "test", str(number), amount=number)
        audit.record(session, None, "tested", "test", "x")
    verified = shell("audit", "verify")
    assert (
        verified.code == 0
        and "client KES: 4 events, unbroken" in verified.out
        and "installation: 2 events" in verified.out
    )
    events = [json.loads(line) for line in shell("audit", "export").out.splitlines()]
    assert [event["seq"] for event in events if event["chain"] == str(kestrel.id)] == [1, 2, 3, 4]
    with transaction(engine) as session:
        session.execute(text("ALTER TABLE audit_events DISABLE TRIGGER USER"))
        session.execute(text("UPDATE audit_events SET actor = 'nobody' WHERE seq = 4"))
        session.execute(text("ALTER TABLE audit_events ENABLE TRIGGER USER"))
    broken = shell("audit", "verify", "--json")
    assert broken.code == 5 and "DC-450" in broken.err
    assert [one["chain"] for one in broken.data if one["problems"]] == ["client KES"]


def test_settings_are_shown_by_the_names_that_set_them_without_secrets(shell: Shell, database_url: str) -> None:
    shown = shell("config", "show", OPENAI_API_KEY="sk-s3cret")
    assert "s3cret" not in shown.out and database_url not in shown.out
    assert "OPENAI_API_KEY               **********" in shown.out
    assert "DUECOURSE_POLICY             not set" in shown.out
    relative = shell("config", "show", DUECOURSE_DATA="here").out
    assert f"DUECOURSE_DATA               {Path.cwd() / 'here'}\n" in relative
    data = shell("config", "show", "--json").data
    assert (data["DUECOURSE_PORT"], data["DUECOURSE_POLICY"]) == ("8765", None)


def test_the_version_is_that_of_the_package(shell: Shell) -> None:
    ended = shell("--version")
    assert (ended.code, ended.out, ended.err) == (0, f"duecourse {importlib.metadata.version('duecourse')}\n", "")


def test_the_module_is_the_same_as_the_program() -> None:
    done = subprocess.run([sys.executable, "-m", "duecourse", "--help"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and "replay" in done.stdout and done.stderr == ""
