"""One evaluation run over a part, on a database of its own."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from agent.domain.facts import CaseFile
from agent.domain.limits import Limits
from agent.mail.isolation import Parser
from agent.parts import Parts
from agent.reading import Reader
from agent.reading.local import local_reader
from agent.writing.templates import TemplateWriter
from connectors.memory import MemoryBlobs, MemoryTransport
from connectors.ports import MailServer
from duecourse.evaluation import evaluate
from duecourse.evaluation_lines import Line

HERE = Path(__file__).parent


@contextmanager
def parts_on(engine: Engine, folder: Path, reader: Reader | None = None) -> Iterator[Parts]:
    parser = Parser()
    try:
        yield Parts(
            engine=engine,
            parser=parser,
            reader=reader or local_reader(),
            writer=TemplateWriter(),
            blobs=MemoryBlobs(),
            limits=Limits(),
            mail_key=b"test",
            journal=folder / "journal",
            transport=lambda _: MemoryTransport(),
            server_of=lambda _session, _mailbox: MailServer("nowhere.invalid", 25),
        )
    finally:
        parser.close()


def labels(part: str) -> list[dict[str, Any]]:
    text = (HERE / part / "mails.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def predictions(engine: Engine, folder: Path, part: str, reader: Reader | None = None) -> list[dict[str, Any]]:
    with parts_on(engine, folder, reader) as parts:
        return list(evaluate(parts, HERE / part / "ledger.json", HERE / part / "mails.jsonl"))


def judged(
    parts: Parts, folder: Path, progress: Callable[[int, int], None] | None = None
) -> Iterator[tuple[Line, CaseFile | None]]:
    """Each prediction with what the gate judged; None where the mail was filed before it got there."""
    seen: list[CaseFile] = []
    for prediction in evaluate(parts, folder / "ledger.json", folder / "mails.jsonl", progress, seen.append):
        yield prediction, seen.pop() if seen else None
