"""A larger company on one database, and scenes played on it: everything that happens in a scene is undone afterwards.

In every scene a hostile reader claims that each mail is a pure request, so that only the other walls hold.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import Engine
from sqlmodel import Session

from agent import graph, steps
from agent.domain.limits import Limits
from agent.domain.vocabulary import RELEASABLE_KINDS, MessageState, OutboxKind, OutboxState
from agent.mail.isolation import Parser
from agent.outbox import send_mail
from agent.parts import Parts
from agent.records import switches, transaction
from agent.records.database import make_engine
from agent.records.ledger import Client, Customer, Document
from agent.records.mail import Mailbox
from agent.records.outbox import OutboxMail
from agent.writing.templates import TemplateWriter
from connectors.memory import MemoryBlobs, MemoryTransport
from connectors.ports import Envelope, MailServer
from duecourse.postgres import with_database
from tests.agent.company import START, Clock, Company, add, add_contact, add_invoice, found
from tests.agent.doubles import PlainWriter, RuleReader
from tests.agent.letters import REQUEST, SERVER
from tests.agent.test_law_one import Adversary
from tests.keys import AUDIT_KEY

AGENCY = "desk@agency.example"
"""Acts for two customers that nothing joins."""
GROUP = "ap@group.example"
"""Acts for two customers of one group, but may get only statements of the second."""
BEA = "bea.bursar@gmail.com"
SAM = "sam@heldco.example"
MAX = "max@brightfield.example"
"""A contact of the other client."""
THEIRS = "BF-26-9001"
"""An invoice of the other client."""
BIG = [f"KO-26-{number}" for number in range(1311, 1322)]
LOCKED = "KO-26-1330"
CUSTOMERS = (("K03", "Group North", "group.example"), ("K04", "Group South", "group.example"),
             ("K05", "St Brannock", ""), ("K06", "Heldco", "heldco.example"))  # fmt: skip


@dataclass
class Scene:
    """What happens between the first mail and the last. `company` works on a transaction that nobody commits."""

    company: Company
    transport: MemoryTransport = field(default_factory=MemoryTransport)

    def write(self, words: str = REQUEST, **fields: str) -> bytes:
        return self.company.write(words, **fields)

    def arrive(self, raw: bytes, folder: str = "inbox") -> UUID:
        """A mail comes in, is parsed and worked; its answer, if it has one, lies in the outbox."""
        message_id = self.company.arrive(raw, folder=folder)
        self.work(message_id)
        return message_id

    def work(self, message_id: UUID) -> None:
        if self.company.state(message_id) is MessageState.TRIAGED:
            steps.read(self.company.parts, message_id)
            steps.match(self.company.parts, message_id)
            steps.gate(self.company.parts, message_id)
            steps.compose(self.company.parts, message_id)

    def receive(self, raw: bytes) -> UUID:
        message_id = self.arrive(raw)
        self.send()
        return message_id

    def send(self) -> None:
        for one in self.made():
            if one.state == OutboxState.QUEUED:
                send_mail(self.company.parts, one.id)

    def made(self) -> list[OutboxMail]:
        return [one for one in self.company.outbox() if one.kind == OutboxKind.AUTO]

    @property
    def sent(self) -> list[tuple[Envelope, bytes]]:
        return self.transport.sent


@contextmanager
def scene(company: Company, seed: int = 1, reader: Any = None) -> Iterator[Scene]:
    clock, transport = Clock(), MemoryTransport()
    with company.engine.connect() as connection:
        outer = connection.begin()
        parts = replace(
            company.parts, engine=connection, reader=reader or Adversary(seed), writer=TemplateWriter(), now=clock,
            transport=lambda server: transport,
        )  # fmt: skip
        yield Scene(replace(company, parts=parts, clock=clock, transport=transport), transport)
        outer.rollback()


@contextmanager
def employed(postgres_url: str, template: str, parser: Parser, folder: Path) -> Iterator[Company]:
    """The company of the other tests with more customers, and another client beside it."""
    name = f"duecourse_attacks_{id(folder)}"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
    url = with_database(postgres_url, name)
    engine = make_engine(url, audit_key=AUDIT_KEY)
    try:
        with graph.saver_pool(url) as pool:
            parts = parts_on(engine, parser, folder)
            company = Company(
                parts, graph.build(parts, graph.saver(pool)), Clock(), MemoryTransport(), parts.blobs,  # type: ignore[arg-type]  # the double
                RuleReader(), PlainWriter(),
            )  # fmt: skip
            found(company)
            enlarge(company)
            yield company
    finally:
        engine.dispose()
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def parts_on(engine: Engine, parser: Parser, folder: Path) -> Parts:
    return Parts(
        engine=engine, parser=parser, reader=RuleReader(), writer=PlainWriter(), blobs=MemoryBlobs(), limits=Limits(),
        mail_key=b"k" * 32, journal=folder / "send.journal", transport=lambda server: MemoryTransport(),
        server_of=lambda session, mailbox_id: MailServer("smtp.test", 25, security="none"),
    )  # fmt: skip


def enlarge(company: Company) -> None:
    with transaction(company.parts.engine) as session:
        for code, name, domain in CUSTOMERS:
            row = Customer(client_id=company.ids["kes"], code=code, name=name, domain=domain, currency="GBP")
            add(session, company, code, row).group_code = "G" if code in ("K03", "K04") else None
        session.flush()
        session.get_one(Customer, company.ids["K06"]).held = "legal"
        add_contact(session, company, "K01", "desk1", "Desk", AGENCY)
        add_contact(session, company, "K02", "desk2", "Desk", AGENCY)
        add_contact(session, company, "K03", "ap3", "AP Desk", GROUP)
        add_contact(session, company, "K04", "ap4", "AP Desk", GROUP)
        add_contact(session, company, "K05", "bea", "Bea Bursar", BEA)
        add_contact(session, company, "K06", "sam", "Sam Held", SAM)
        session.flush()
        limit(session, company)
        for number, code in [*((one, "K01") for one in (*BIG, LOCKED)), ("KO-26-3001", "K03"), ("KO-26-4001", "K04"),
                             ("KO-26-5001", "K05"), ("KO-26-6001", "K06")]:  # fmt: skip
            add_invoice(session, company, code, number)
        session.get_one(Document, company.ids[LOCKED]).released = False
        neighbour(session, company)


def limit(session: Session, company: Company) -> None:
    from agent.records.ledger import Contact

    session.get_one(Contact, company.ids["ap4"]).may_receive = ["statement"]


def neighbour(session: Session, company: Company) -> None:
    """The other client: its own mailbox, one customer, one invoice, and its switches on."""
    client = Client(code="BFL", name="Brightfield Ltd", mailbox="ar@bright.example", books_as_of=START)
    add(session, company, "bfl", client)
    session.flush()
    box = Mailbox(client_id=client.id, address="ar@bright.example", authserv_id=SERVER, smtp_host="s", imap_host="i")
    add(session, company, "their mailbox", box)
    add(
        session,
        company,
        "B01",
        Customer(client_id=client.id, code="B01", name="Max & Co", domain="brightfield.example"),
    )
    session.flush()
    kes, company.ids["kes"] = company.ids["kes"], client.id
    add_contact(session, company, "B01", "max", "Max Field", MAX)
    add_invoice(session, company, "B01", THEIRS)
    company.ids["kes"] = kes
    names = [switches.auto_name(client.id, kind) for kind in RELEASABLE_KINDS]
    session.add_all(switches.Switch(name=name, on=True, changed_by="test") for name in names)


def headed(play: Scene, old: str, new: str, **fields: str) -> bytes:
    """Jo's honest request with one header line exchanged."""
    raw = play.write(**fields)
    head, _, body = raw.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    place = next(number for number, line in enumerate(lines) if line.startswith(old.encode() + b":"))
    lines[place] = new.encode("utf-8", "surrogateescape")
    return b"\r\n".join(lines) + b"\r\n\r\n" + body
