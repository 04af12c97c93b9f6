"""The `eval` command: a throw-away database, the run, the predictions file and the figures."""

import json
import os
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import psycopg

from agent.parts import Parts
from agent.records.database import make_engine
from connectors.memory import MemoryBlobs
from connectors.ports import MailServer
from duecourse import postgres
from duecourse.evaluation import evaluate, show_progress
from duecourse.evaluation_mail import Unreadable, read_lines
from duecourse.output import emit
from duecourse.scoring import IntentScore, Rate, report, score
from duecourse.settings import Settings, load
from duecourse.wiring import database_url, limits_of, prepare_database, reader_of, transport_to, writer_of

THROW_AWAY = f"duecourse_evaluation_{os.getpid()}"


def run(ledger: Path, mails: Path, out: Path, reader: str, as_json: bool) -> None:
    settings = load().model_copy(update={"reader": reader})
    read_lines(mails)
    if not out.parent.is_dir():
        raise Unreadable("DC-161", f"{out.parent} is not there: make this folder, or choose another --out.")
    with tempfile.TemporaryDirectory(prefix="duecourse-eval-") as folder:
        Path(folder).chmod(0o755)  # the embedded database runs under another account when root starts it
        url = fresh_database(settings, Path(folder))
        try:
            predictions = list(predict_all(settings, url, Path(folder), ledger, mails))
        finally:
            drop(settings, url, Path(folder))
    out.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in predictions), encoding="utf-8")
    result = score(read_lines(mails), predictions)
    emit(plain(result), report(result), as_json)


def predict_all(settings: Settings, url: str, folder: Path, ledger: Path, mails: Path) -> Any:
    from agent.mail.isolation import Parser

    prepare_database(url)
    engine, parser = make_engine(url), Parser()
    ready = Parts(
        engine=engine,
        parser=parser,
        reader=reader_of(settings),
        writer=writer_of(settings),
        blobs=MemoryBlobs(),
        limits=limits_of(settings),
        mail_key=b"evaluation",
        journal=folder / "journal",
        transport=transport_to,
        server_of=lambda _session, _mailbox: MailServer("nowhere.invalid", 25),
    )
    try:
        yield from evaluate(ready, ledger, mails, show_progress)
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
