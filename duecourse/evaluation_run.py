"""The `eval` command: a throw-away database, the run, the predictions file and the figures."""

import json
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
from duecourse.output import emit
from duecourse.scoring import IntentScore, Rate, report, score
from duecourse.settings import Settings, load
from duecourse.wiring import database_url, limits_of, prepare_database, reader_of, transport_to, writer_of

THROW_AWAY = "duecourse_evaluation"


def run(ledger: Path, mails: Path, out: Path, reader: str, as_json: bool) -> None:
    settings = load().model_copy(update={"reader": reader})
    with tempfile.TemporaryDirectory(prefix="duecourse-eval-") as folder:
        url = fresh_database(settings, Path(folder))
        try:
            predictions = list(predict_all(settings, url, Path(folder), ledger, mails))
        finally:
            drop(settings, url, Path(folder))
    out.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in predictions), encoding="utf-8")
    labels = [json.loads(line) for line in mails.read_text(encoding="utf-8").splitlines() if line.strip()]
    result = score(labels, predictions)
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
    base = database_url(settings) if settings.database_url else postgres.ensure_running(folder / "postgres")
    with psycopg.connect(base, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {THROW_AWAY} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {THROW_AWAY}")
    return postgres.with_database(base, THROW_AWAY)


def drop(settings: Settings, url: str, folder: Path) -> None:
    if not settings.database_url:
        postgres.stop(folder / "postgres")
        return
    with psycopg.connect(postgres.with_database(url, "postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {THROW_AWAY} WITH (FORCE)")


def plain(value: Any) -> Any:
    if isinstance(value, IntentScore):
        return asdict(value)
    if isinstance(value, Rate):
        return {"right": value.right, "of": value.of, "rate": value.value}
    return {key: plain(one) for key, one in value.items()} if isinstance(value, dict) else value
