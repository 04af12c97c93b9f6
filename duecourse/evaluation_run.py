"""The `eval` command: a throw-away database, the run, the predictions file and the figures."""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import psycopg
from sqlmodel import Session

from agent.parts import Parts
from agent.records.database import make_engine
from connectors.ledger_json import JsonLedger
from connectors.memory import MemoryBlobs
from connectors.ports import MailServer
from duecourse import postgres
from duecourse.costs import model_told
from duecourse.errors import Misconfigured
from duecourse.evaluation import evaluate, show_progress
from duecourse.evaluation_lines import Line, complaint, labelled, read_lines
from duecourse.output import emit
from duecourse.scoring import IntentScore, Rate, report, score
from duecourse.settings import Settings, load
from duecourse.wiring import database_url, limits_of, model_of, prepare_database, reader_of, transport_to, writer_of

THROW_AWAY = f"duecourse_evaluation_{os.getpid()}"


class Unreadable(Misconfigured):
    """A file for `duecourse eval` cannot be used as it is."""

    exit_code = 2


def run(ledger: Path, mails: Path, out: Path, reader: str, as_json: bool) -> None:
    settings = load().model_copy(update={"reader": reader})
    lines = read_lines(mails)
    refuse_useless(ledger)
    refuse_place(out, (ledger, mails))
    if said := complaint(lines, mails):
        print(said, file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="duecourse-eval-") as folder:
        Path(folder).chmod(0o755)  # the embedded database runs under another account when root starts it
        url = fresh_database(settings, Path(folder))
        try:
            predictions = write(out, predict_all(settings, url, Path(folder), ledger, mails))
        finally:
            drop(settings, url, Path(folder))
    result = compared(lines, predictions, out)
    emit(plain(result), report(result), as_json)


def write(out: Path, predictions: Iterator[Line]) -> list[Line]:
    """Each line as soon as it is known, so that a run that is ended loses nothing that was done."""
    written = []
    with out.open("w", encoding="utf-8", errors="backslashreplace") as file:
        for one in predictions:
            file.write(json.dumps(one, ensure_ascii=False) + "\n")
            file.flush()
            written.append(one)
    return written


def compared(lines: list[Line], predictions: list[Line], out: Path) -> dict[str, Any]:
    """The figures. Raises Unreadable (DC-163) where a label is of no kind that can be compared."""
    try:
        return score(list(map(labelled, lines)), [{**one, "id": str(one["id"])} for one in predictions])
    except (TypeError, ValueError) as error:
        words = f"The predictions are in {out}, but a label cannot be compared with them ({error})"
        raise Unreadable("DC-163", f"{words}. Correct the labels, or leave them out.") from None


def refuse_useless(ledger: Path) -> None:
    """Raises Unreadable (DC-162) where no mail could have come to anybody."""
    books, problems = JsonLedger(ledger).read()
    if not books.clients:
        raise Unreadable(
            "DC-162", f"{ledger.name} holds no client that can be used: give one with id, name and mailbox."
        )
    if problems:
        first = f"{problems[0].place}: {problems[0].problem}"
        print(f"{ledger.name}: {len(problems)} rows are left out. The first is {first}", file=sys.stderr)


def refuse_place(out: Path, read: tuple[Path, ...]) -> None:
    """Raises Unreadable (DC-161) before any work, rather than lose it at the end or write over what is read."""
    if not out.parent.is_dir():
        raise Unreadable("DC-161", f"{out.parent} is not there: make this folder, or choose another --out.")
    if out.exists() and any(out.samefile(one) for one in read):
        raise Unreadable("DC-161", f"{out} is read here: choose another --out.")
    if not os.access(out if out.exists() else out.parent, os.W_OK):
        raise Unreadable("DC-161", f"{out} may not be written by this account: choose another --out.")


def predict_all(settings: Settings, url: str, folder: Path, ledger: Path, mails: Path) -> Iterator[Line]:
    from agent.mail.isolation import Parser

    prepare_database(url)
    engine, parser = make_engine(url, audit_key=b"evaluation"), Parser()
    model = model_of(settings, engine)
    ready = Parts(
        engine=engine,
        parser=parser,
        reader=reader_of(settings, model),
        writer=writer_of(settings, model),
        blobs=MemoryBlobs(),
        limits=limits_of(settings),
        mail_key=b"evaluation",
        journal=folder / "journal",
        transport=transport_to,
        server_of=lambda _session, _mailbox: MailServer("nowhere.invalid", 25),
    )
    try:
        yield from evaluate(ready, ledger, mails, show_progress)
        if model:
            with Session(engine) as session:
                print(model_told(session), file=sys.stderr)
    finally:
        parser.close()
        engine.dispose()


def fresh_database(settings: Settings, folder: Path) -> str:
    """A database of its own: on the configured server, or on an embedded one in a temporary folder."""
    base = database_url(settings if settings.database_url else settings.model_copy(update={"data": folder}))
    with psycopg.connect(base, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {THROW_AWAY} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {THROW_AWAY}")
    return postgres.with_database(base, THROW_AWAY)


def drop(settings: Settings, url: str, folder: Path) -> None:
    if not settings.database_url:
        postgres.stop(folder / "postgres")
        shutil.rmtree(postgres.cluster_folder(folder / "postgres"), ignore_errors=True)
        return
    with psycopg.connect(postgres.with_database(url, "postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {THROW_AWAY} WITH (FORCE)")


def plain(value: Any) -> Any:
    if isinstance(value, IntentScore):
        return asdict(value)
    if isinstance(value, Rate):
        return {"right": value.right, "of": value.of, "rate": value.value}
    return {key: plain(one) for key, one in value.items()} if isinstance(value, dict) else value
