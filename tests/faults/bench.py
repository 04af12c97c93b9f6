"""A throw-away database with the product's own steps on it, worked in this process: for parts that need a simulated clock, or
the owner's hand in the tables, and no processes."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent import graph
from agent.domain.limits import Limits
from agent.mail.isolation import Parser
from agent.parts import Parts
from agent.records.database import make_engine
from agent.writing.templates import TemplateWriter
from connectors.memory import MemoryBlobs, MemoryTransport
from connectors.ports import MailServer
from duecourse import postgres
from duecourse.keys import keys
from duecourse.wiring import built_in_reader, prepare_database
from tests.agent.company import Clock, Company, found
from tests.folders import new_folder, remove


@dataclass
class Bench:
    """`data`: the folder with the keys. `url`: of the database, whose owner we are."""

    company: Company
    url: str
    data: Path


@contextmanager
def bench(folder: Path | None = None, **limits: object) -> Iterator[Bench]:
    """`limits`: as policy.toml names them, where they are not the usual ones."""
    with ExitStack() as stack:
        place = new_folder(folder)
        stack.callback(remove, place)
        url = postgres.ensure_running(place / "postgres")
        stack.callback(postgres.stop, place / "postgres")
        prepare_database(url)
        engine = make_engine(url, audit_key=keys(place / "data").audit)
        stack.callback(engine.dispose)
        parser, pool = stack.enter_context(Parser()), stack.enter_context(graph.saver_pool(url))
        company = employed(engine, parser, place, pool, Limits.model_validate(limits))
        found(company)
        yield Bench(company, url, place / "data")


def employed(engine: Any, parser: Parser, place: Path, pool: Any, limits: Limits) -> Company:
    """The real reader, writer, rules and sender; only the mail server is one that takes everything."""
    clock, transport, blobs = Clock(), MemoryTransport(), MemoryBlobs()
    parts = Parts(
        engine=engine, parser=parser, reader=built_in_reader(), writer=TemplateWriter(), blobs=blobs, limits=limits,
        mail_key=b"k" * 32, journal=place / "send.journal", transport=lambda server: transport,
        server_of=lambda session, mailbox_id: MailServer("smtp.test", 25, security="none"), now=clock,
    )  # fmt: skip
    made = graph.build(parts, graph.saver(pool))
    return Company(parts, made, clock, transport, blobs, reader=None, writer=None)  # type: ignore[arg-type]  # doubles that it does without
