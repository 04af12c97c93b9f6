"""The sample company at work: customers write, jobs run, Ana and Marc decide at the inbox, customers receive."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from lxml import html
from sqlalchemy import Connection, Engine
from sqlmodel import col, select

from agent import graph, jobs
from agent.domain.limits import Limits
from agent.domain.vocabulary import RELEASABLE_KINDS, DraftState, Role
from agent.mail.isolation import Parser
from agent.parts import Parts
from agent.reading import Reader
from agent.records import switches, transaction
from agent.records.cases import Case, Draft, DraftVersion, ReadingRow, VerdictRow
from agent.records.database import utc_now
from agent.records.imports import import_books
from agent.records.ledger import Client, Document
from agent.records.mail import Mailbox, Message
from agent.records.people import User, UserClient
from agent.writing.templates import TemplateWriter
from approvals.app import create_app
from approvals.config import WebConfig
from connectors.ledger_json import JsonLedger
from connectors.memory import MemoryBlobs, MemoryTransport
from connectors.ports import Books, ConnectorError, DeliveryRecord, MailServer
from duecourse.evaluation_mail import Labelled, raw_mail
from duecourse.standin import standin_pdf
from tests.agent.company import Clock, Company
from tests.approvals.cast import HASH
from tests.approvals.desk import Person, sign_in

SAMPLE = Path(__file__).parents[1] / "eval" / "sample" / "ledger.json"
THURSDAY = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)
MAILBOX = "receivables@kestrel-office.example"
JO = "Jo Sandhu <jo.sandhu@harrowpike.example>"
TIDEWATER = "Tidewater Finance <finance@tidewater-schools.example>"
STRANGER = "Harrow Pike Books <hp.books@freemail.example>"
KEN = DeliveryRecord(
    id="D1",
    document_id="KO-26-1307",
    sent_at=datetime(2026, 9, 21, 8, 30, tzinfo=UTC),
    to_address="ken.moss@harrowpike.example",
    to_name="Ken Moss",
    proof="<first@kestrel-office.example>",
)


class House(Company):
    """A company with everything real but the two mail servers."""

    uid = 0

    def customer_writes(self, words: str, sender: str = JO, subject: str = "", **fields: Any) -> Message:
        """A customer's mail arrives, proven by the company's own server, and everything due is done."""
        line = {
            "id": f"mail-{self.uid}",
            "from": sender,
            "subject": subject,
            "body": words,
            "headers": {"Authentication-Results": results(sender), **fields.pop("headers", {})},
            **fields,
        }
        self.clock.forward(minutes=1)
        raw = raw_mail(Labelled(line, SAMPLE.parent, self.clock.now), MAILBOX)
        message_id = self.arrive(raw)
        self.run_jobs()
        return self.get(Message, message_id)

    def answer_to(self, sent: EmailMessage) -> dict[str, str]:
        return {"In-Reply-To": str(sent["Message-ID"]), "References": str(sent["Message-ID"])}

    def left(self) -> list[EmailMessage]:
        """What has left, oldest first."""
        return [cast(EmailMessage, message_from_bytes(data, policy=default)) for _, data in self.transport.sent]

    def the_draft(self, message: Message) -> tuple[Draft, DraftVersion]:
        """The one open draft of the message's case."""
        (draft,) = self.rows(Draft, col(Draft.case_id) == message.case_id, col(Draft.state) == DraftState.OPEN)
        return draft, self.get(DraftVersion, (draft.id, draft.version))

    def verdict(self, message: Message) -> VerdictRow:
        return self.get(VerdictRow, message.id)

    def codes(self, message: Message) -> set[str]:
        return {str(reason["code"]) for reason in self.verdict(message).reasons}

    def intents(self, message: Message) -> set[str]:
        return set(self.get(ReadingRow, message.id).reading["intents"])

    def case(self, message: Message) -> Case:
        return self.get(Case, message.case_id)

    def at_desk(self, name: str) -> Person:
        return sign_in(self.app, name)

    def undo_time_passes(self) -> None:
        """People's mails leave once their undo time is over; the inbox runs on the real clock."""
        self.clock.now = max(self.clock.now, utc_now()) + timedelta(minutes=1)
        self.run_jobs()


def as_shown(person: Person, case_id: UUID, **changes: str) -> dict[str, str]:
    """The decision form of a case with every field as the page fills it, and the check that the page asks for."""
    page = html.fromstring(person.page(f"/case/{case_id}"))
    (form,) = page.xpath('//form[@id="decision"]')
    shown: dict[str, str] = dict(form.form_values())
    return shown | {"checked": "yes"} | changes


def results(sender: str) -> str:
    """What the company's mail server writes about an honest sender's mail."""
    address = sender.rpartition("<")[2].strip("<>")
    domain = address.rpartition("@")[2]
    return (
        f"mx.kestrel-office.example; spf=pass smtp.mailfrom={domain}; dkim=pass header.d={domain}; "
        f"dmarc=pass header.from={domain}"
    )


def files(mail: EmailMessage) -> list[str]:
    return [str(part.get_filename()) for part in mail.iter_attachments()]


def words(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def furnished(
    engine: Engine | Connection, pool: Any, parser: Parser, reader: Reader, folder: Path,
    sending: bool = True, as_of: datetime | None = None, **invoice: Any,
) -> House:  # fmt: skip
    """`as_of`: the day of the books. `invoice`: what is different about KO-26-1388."""
    clock, transport, blobs = Clock(THURSDAY), MemoryTransport(), MemoryBlobs()
    parts = Parts(
        engine=engine,
        parser=parser,
        reader=reader,
        writer=TemplateWriter(),
        blobs=blobs,
        limits=Limits(),
        mail_key=b"k" * 32,
        journal=folder / "send.journal",
        transport=lambda server: transport,
        server_of=lambda session, mailbox_id: MailServer("smtp.test", 25, security="none"),
        now=clock,
    )
    house = House(parts, graph.build(parts, graph.saver(pool)), clock, transport, blobs, reader, TemplateWriter())  # type: ignore[arg-type]
    assert isinstance(engine, Engine)
    jobs.prepare(engine)
    move_in(house, the_books(invoice), as_of, sending)
    house.app = create_app(engine, web_config(blobs))  # type: ignore[attr-defined]
    return house


def the_books(changes: dict[str, Any]) -> Books:
    books, problems = JsonLedger(SAMPLE).read()
    assert not problems
    invoices = tuple(one.model_copy(update=changes) if one.number == "KO-26-1388" else one for one in books.invoices)
    return books.model_copy(update={"invoices": invoices, "deliveries": (KEN,)})


def move_in(house: House, books: Books, as_of: datetime | None, sending: bool) -> None:
    with transaction(house.parts.engine) as session:
        import_books(session, books, "sample", "test")
        for document in session.exec(select(Document)):
            if document.kind != "statement":
                document.sha256 = house.blobs.put(standin_pdf(document.code))
        for client in session.exec(select(Client)):
            client.books_as_of = as_of or THURSDAY - timedelta(hours=9)
            domain = client.mailbox.rpartition("@")[2]
            box = Mailbox(
                client_id=client.id, address=client.mailbox, aliases=client.aliases, authserv_id=f"mx.{domain}"
            )
            session.add(box)
            session.flush()
            if client.code == "KES":
                house.ids["mailbox"] = box.id
            names = [
                switches.approved_name(box.id),
                *(switches.auto_name(client.id, kind) for kind in RELEASABLE_KINDS),
            ]
            for name in names if sending else ():
                switches.turn(session, name, True, "test", client.id)
        clients = list(session.exec(select(Client.id)))
        for name, role in (("ana", Role.SPECIALIST), ("marc", Role.MANAGER), ("ada", Role.ADMIN)):
            user = User(email=f"{name}@desk.example", name=name.title(), role=role.value, password_hash=HASH)
            session.add(user)
            session.flush()
            session.add_all(UserClient(user_id=user.id, client_id=client_id) for client_id in clients)
            house.ids[name] = user.id


def web_config(blobs: MemoryBlobs) -> WebConfig:
    return WebConfig(
        secret=b"s" * 32,
        base_url="http://localhost:8765",
        secure_cookies=False,
        limits=Limits(),
        blobs=blobs,
        mail_key=b"k" * 32,
        blob_trouble=(ConnectorError,),
    )
