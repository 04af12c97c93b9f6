"""What a person types. Every command answers in words, or in JSON with --json; trouble has a code and a way out.

Exit codes: 0 done · 1 a server, a file or this computer says no · 2 the command needs correcting · 3 something is not
set up · 4 a server or the database cannot be reached now · 5 something that was looked at is not as it should be.
"""

import codecs
import importlib.metadata
import io
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import psycopg
import typer
from psycopg.errors import ReadOnlySqlTransaction, UndefinedColumn, UndefinedTable
from sqlalchemy.exc import InternalError, OperationalError, ProgrammingError

from connectors.ports import ConnectorError, Unavailable
from duecourse.errors import Misconfigured
from duecourse.output import emit
from duecourse.postgres import EmbeddedServerFailed

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


class ReaderName(StrEnum):
    LOCAL = "local"
    OPENAI = "openai"


def show_version(wanted: bool) -> None:
    if wanted:
        print(f"duecourse {importlib.metadata.version('duecourse')}")
        raise typer.Exit


@app.callback()
def program(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Answers an accounts-receivable mailbox in due course. Try it: duecourse demo"""


def main() -> None:
    """Run a command; turn trouble into a sentence with a way out and a code."""
    speak_under_any_locale()
    try:
        sys.exit(app(prog_name="duecourse", standalone_mode=False))
    except typer.Abort:
        fail("DC-108", "Stopped before the end.", 1)
    except typer.TyperException as error:
        misused(error)
    except (Misconfigured, EmbeddedServerFailed, ConnectorError) as error:
        code = 1 if isinstance(error, ConnectorError) else getattr(error, "exit_code", 3)
        fail(error.code, str(error), 4 if isinstance(error, Unavailable) else code)
    except (psycopg.OperationalError, OperationalError) as error:
        cause = getattr(error, "orig", None) or error
        reason = str(cause).strip().splitlines()[0]
        fail("DC-105", f"The database cannot be reached: {reason}. Check DATABASE_URL.", 4)
    except (psycopg.InternalError, InternalError) as error:
        if not isinstance(getattr(error, "orig", error), ReadOnlySqlTransaction):
            raise
        way = "It may be a copy of another server: let DATABASE_URL name the one that takes changes"
        fail("DC-115", f"The database is read-only now. {way}.", 4)
    except ProgrammingError as error:
        if not isinstance(error.orig, OTHER_TABLES):
            raise
        fail("DC-106", "The database's tables are not of this version. Run: duecourse migrate", 3)
    except OSError as error:
        place = os.fsdecode(error.filename) if error.filename else "Something of this computer"
        look = "Look whether it is there, whether this account may use it, and whether the disk is full or read-only"
        fail("DC-107", f"{place} cannot be used: {error.strerror or error}. {look}.", 1)


OTHER_TABLES = (UndefinedTable, UndefinedColumn)


def speak_under_any_locale() -> None:
    """Signs that a terminal does not know are written as numbers; one that knows ASCII alone is given UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            poor = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if poor else None, errors="backslashreplace")


def misused(error: typer.TyperException) -> NoReturn:
    """A command that is not there, or that lacks something. Without any command, its help has been shown."""
    said, context = error.format_message(), getattr(error, "ctx", None)
    if not said:
        sys.exit(error.exit_code)
    said += "" if said.endswith((".", "?")) else "."
    fail("DC-109", f"{said} See: {context.command_path if context else 'duecourse'} --help", error.exit_code)


def fail(code: str, sentence: str, exit_code: int) -> NoReturn:
    print(f"{sentence} ({code})", file=sys.stderr)
    sys.exit(exit_code)


@app.command()
def demo(
    check: Annotated[bool, typer.Option("--check", help="Work the demo customers' mails, compare, and leave.")] = False,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the web inbox.")] = 8765,
    reset: Annotated[bool, typer.Option("--reset", help="Begin with a fresh demo company.")] = False,
    as_json: Json = False,
) -> None:
    """Try everything on this computer: own database, own mail server, a demo company. No mail leaves."""
    from duecourse.demo import run

    raise typer.Exit(run.check(as_json) if check else run.stay(port, reset))


@app.command()
def serve() -> None:
    """Run the web inbox, at DUECOURSE_HOST and DUECOURSE_PORT."""
    from duecourse import roles

    roles.run("serve")


@app.command()
def worker() -> None:
    """Run the background jobs: reading, drafting, sending."""
    from duecourse import roles

    roles.run("worker")


@app.command()
def fetch() -> None:
    """Run the fetcher: reads the mailboxes."""
    from duecourse import roles

    roles.run("fetch")


@app.command()
def up() -> None:
    """Run web inbox, worker and fetcher together."""
    from duecourse import roles
    from duecourse.settings import load

    raise typer.Exit(roles.up(load()))


@app.command()
def migrate(as_json: Json = False) -> None:
    """Bring the database to this version's tables."""
    from duecourse.wiring import opened

    with opened("made"):
        pass
    emit({"migrated": True}, "The database is up to date.", as_json)


@app.command("eval")
def evaluate(
    ledger: Annotated[Path, typer.Option(exists=True, dir_okay=False)],
    mails: Annotated[Path, typer.Option(exists=True, dir_okay=False)],
    out: Annotated[Path, typer.Option(dir_okay=False)],
    reader: Annotated[ReaderName, typer.Option(help="Which reader to measure.")] = ReaderName.LOCAL,
    as_json: Json = False,
) -> None:
    """Judge labelled mails by the code that real mail takes, write predictions, and print how well they agree."""
    from duecourse import evaluation_run

    evaluation_run.run(ledger, mails, out, reader.value, as_json)


@app.command()
def replay(
    mail: Annotated[Path, typer.Argument(help="A mail as a file (.eml).", exists=True, dir_okay=False)],
    mailbox: Annotated[str, typer.Option(help="Address that it came to; else the one that its head names.")] = "",
    as_json: Json = False,
) -> None:
    """Show what would become of one mail: duecourse replay mail.eml

    It takes the way of real mail, on your own books, switches and limits; nothing is kept and nothing is sent.
    """
    from duecourse import replay as one

    one.run(mail, mailbox, as_json)


def add_groups() -> None:
    from duecourse import administration, backup, ledger_commands, mailboxes, outbox_commands, probing, retention

    app.add_typer(ledger_commands.app, name="ledger", help="The books: sample, import, status, sync, bank.")
    mailboxes.app.command("probe")(probing.probe)
    app.add_typer(mailboxes.app, name="mailbox", help="Mailboxes: add, set, test, probe, list.")
    app.add_typer(administration.users, name="user", help="People who sign in: add, list, role, reset.")
    app.add_typer(administration.audit_log, name="audit", help="The audit log: verify, export.")
    app.add_typer(outbox_commands.app, name="outbox", help="Mails that will leave: list, undo.")
    app.add_typer(administration.config, name="config", help="Settings: show.")
    app.command("doctor")(administration.doctor)
    app.command("backup")(backup.backup)
    app.command("restore")(backup.restore)
    app.command("retention")(retention.retain)
    app.command("init")(administration.init)


add_groups()
