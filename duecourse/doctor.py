"""`duecourse doctor`: what is wrong, what it means, and the fix. Exit code 5 if anything fails."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import psycopg
import typer
from sqlmodel import Session

from duecourse.checks import CHECKS, Line, check_mailboxes, check_tables
from duecourse.costs import check_model
from duecourse.errors import CheckFailed, Misconfigured
from duecourse.output import emit
from duecourse.postgres import for_one_command
from duecourse.probing import check_probes
from duecourse.settings import load
from duecourse.wiring import Installation, installation, limits_of

MARKS = {"ok": "ok  ", "warn": "WARN", "fail": "FAIL"}


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False) -> None:
    """Look at everything that can be wrong, and name the fix."""
    with for_one_command():
        lines = list(examine())
    emit([asdict(line) for line in lines], "\n".join(map(written, lines)), as_json)
    failed = sum(line.status == "fail" for line in lines)
    if failed:
        raise CheckFailed("DC-100", f"{failed} of {len(lines)} checks failed; the fix stands beside each.")


def written(line: Line) -> str:
    """One line, and beneath it what to do."""
    code = f" ({line.code})" if line.code else ""
    return f"{MARKS[line.status]}  {line.what}" + (f"\n       → {line.fix}{code}" if line.fix else code)


def examine() -> Iterator[Line]:
    """Everything, as far as one thing does not rest on another that is broken."""
    try:
        settings = load()
        yield Line("ok", "Settings are readable.")
        limits_of(settings)
        yield Line("ok", "Limits of the credit team are readable.")
        here = installation(settings, pool_size=2)
    except Misconfigured as error:
        yield Line("fail", str(error), code=error.code)
        return
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        yield Line("fail", f"The database cannot be reached: {reason}.", "Check DATABASE_URL.", "DC-105")
        return
    yield Line("ok", "The database answers and keeps what it is given.")
    try:
        yield from examine_installation(here)
    finally:
        here.engine.dispose()


def examine_installation(here: Installation) -> Iterator[Line]:
    tables = list(check_tables(here))
    yield from tables
    if any(line.status == "fail" for line in tables):
        return
    for check in CHECKS:
        with Session(here.engine) as session:
            yield from list(check(here, session))
    yield from check_mailboxes(here)
    yield from check_probes(here)
    yield from check_model(here)
