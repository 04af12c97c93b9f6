"""A small company at work on a database of its own, and what a test does with it: mails arrive, jobs run, people approve."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import Engine, text
from sqlmodel import Session, SQLModel, col, select

from agent import graph, intake, jobs
from agent.domain.vocabulary import RELEASABLE_KINDS, DocumentKind, DraftState, MessageState, OutboxState, Verb
from agent.mail.build import Outgoing, build
from agent.mail.threading import outgoing_id, verp_address
from agent.parts import Parts
from agent.records import audit, cases, mail, outbox, switches, transaction
from agent.records.cases import Case, Decision, Draft, DraftVersion
from agent.records.database import new_id
from agent.records.grounds import grounds_of
from agent.records.ledger import Client, Contact, Customer, Document, Invoice
from agent.records.mail import Mailbox, Message
from agent.records.outbox import OutboxMail
from agent.records.people import User
from connectors.memory import MemoryBlobs, MemoryTransport
from connectors.ports import FetchedMail
from duecourse.worker import handlers
from tests.agent.doubles import PlainWriter, RuleReader
from tests.agent.letters import JO, OURS, REQUEST, SERVER, letter
from tests.told import tell

Row = TypeVar("Row", bound=SQLModel)
START = datetime(2026, 11, 19, 9, 10, tzinfo=UTC)
UNDO = timedelta(seconds=15)
LEE = "lee@bramble.example"
LEFT = "pat.old@harrowpike.example"


@dataclass
class Clock:
    """What time it is; a test sets it forward."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Company:
    parts: Parts
    graph: graph.Graph
    clock: Clock
    transport: MemoryTransport
    blobs: MemoryBlobs
    reader: RuleReader
    writer: PlainWriter
    uid: int = 0
    ids: dict[str, UUID] = field(default_factory=dict)
    """The rows of the company by a short name: kes, mailbox, K01, jo, KO-26-1307, ana …"""

    @property
    def engine(self) -> Engine:
        assert isinstance(self.parts.engine, Engine)
        return self.parts.engine

    # --- what happens -----------------------------------------------------------------------------------------------

    def write(self, words: str, **letter_fields: str) -> bytes:
        return letter(words, self.clock.now - timedelta(minutes=1), **letter_fields)

    def store(self, *raws: bytes, uidvalidity: int = 1, folder: str = "inbox") -> list[UUID]:
        """New mails in the mailbox, kept but not yet parsed."""
        fetched = [self.fetched(raw) for raw in raws]
        with transaction(self.parts.engine) as session:
            intake.store(session, session.get_one(Mailbox, self.ids["mailbox"]), uidvalidity, fetched, folder)
        with transaction(self.parts.engine) as session:
            uids = [one.uid for one in fetched]
            query = select(Message).where(col(Message.uid).in_(uids), Message.uidvalidity == uidvalidity)
            return [one.id for one in sorted(session.exec(query), key=lambda one: one.uid)]

    def fetched(self, raw: bytes) -> FetchedMail:
        self.uid += 1
        return FetchedMail(self.uid, raw, len(raw), self.clock.now)

    def arrive(self, raw: bytes, folder: str = "inbox") -> UUID:
        """A mail comes in, is kept and parsed; its wake-up job for the graph waits."""
        (message_id,) = self.store(raw, folder=folder)
        while intake.parse_stored(self.parts):
            pass
        return message_id

    def work(self, message_id: UUID) -> None:
        graph.work(self.graph, message_id)

    def receive(self, words: str = REQUEST, **letter_fields: str) -> UUID:
        """A mail comes in and is worked until it waits or its answer lies in the outbox. Other jobs wait."""
        message_id = self.arrive(self.write(words, **letter_fields))
        self.run_jobs(only=[jobs.PARSE, jobs.WORK])
        return message_id

    def run_jobs(self, only: Sequence[str] = (jobs.PARSE, jobs.WORK, jobs.RESUME, jobs.SEND)) -> list[str]:
        """Do every job that is due, and those that they ask for. The names of what was done, in order."""
        done: list[str] = []
        named = handlers(self.parts, self.graph)
        while job := self.next_job(only):
            name, arguments = job
            named[name](**arguments)
            done.append(name)
        return done

    def next_job(self, only: Sequence[str]) -> tuple[str, dict[str, str]] | None:
        query = text(
            "DELETE FROM procrastinate_jobs WHERE id = (SELECT id FROM procrastinate_jobs WHERE status = 'todo'"
            " AND (scheduled_at IS NULL OR scheduled_at <= :now) AND task_name = ANY(:only)"
            " ORDER BY priority DESC, id LIMIT 1) RETURNING task_name, args"
        )
        with transaction(self.parts.engine) as session:
            found: Any = session.execute(query, {"now": self.clock.now, "only": list(only)}).first()
        return (found[0], found[1]) if found else None

    def jobs(self) -> list[tuple[str, dict[str, str]]]:
        with transaction(self.parts.engine) as session:
            rows: Any = session.execute(text("SELECT task_name, args FROM procrastinate_jobs ORDER BY id"))
            return [(name, arguments) for name, arguments in rows]

    def expire_leases(self) -> None:
        """As if their workers had died a while ago."""
        self.execute("UPDATE outbox SET lease_until = now() - interval '1 second' WHERE lease_until IS NOT NULL")

    # --- what people do ---------------------------------------------------------------------------------------------

    def approve(self, draft: Draft, archive: str | None = None) -> UUID:
        """Ana approves the draft as it stands: its mail waits out the undo time."""
        with transaction(self.parts.engine) as session:
            draft = session.get_one(Draft, draft.id)
            decision = self.decided(session, draft, Verb.APPROVE)
            cases.move_draft(session, draft, DraftState.APPROVED)
            case = session.get_one(Case, draft.case_id)
            case.status = "waiting"
            version = cases.newest_version(session, draft)
            row = self.outgoing(session, draft, version, decision, archive)
            for one in version.answers:
                mail.move(session, session.get_one(Message, UUID(one)), MessageState.IN_OUTBOX)
            session.add_all([draft, case, row])
            told = {"after": row.state, "sha256": row.sha256}
            audit.record(session, row.client_id, "answer_made", "outbox", row.id, **told)
            jobs.defer(session, jobs.SEND, at=row.release_at, mail_id=str(row.id))
            return row.id

    def release_by_hand(self, mail_id: UUID) -> None:
        """A person sends a held mail on its way again."""
        with transaction(self.parts.engine) as session:
            outbox.move(session, session.get_one(OutboxMail, mail_id), OutboxState.QUEUED, self.ids["ana"])

    def decided(self, session: Session, draft: Draft, verb: Verb, note: str = "") -> Decision:
        row = Decision(
            client_id=draft.client_id, case_id=draft.case_id, draft_id=draft.id, version=draft.version,
            verb=verb.value, user_id=self.ids["ana"], note=note, at=self.clock.now, idempotency_key=str(uuid4()), fingerprint="",
        )  # fmt: skip
        session.add(row)
        session.flush()
        return row

    def decide(self, draft: Draft, verb: Verb, note: str = "") -> UUID:
        """Ana decides without a mail; the waiting thread is told. No reply: the draft is over and its mails are closed."""
        with transaction(self.parts.engine) as session:
            draft = session.get_one(Draft, draft.id)
            decision = self.decided(session, draft, verb, note)
            if verb is Verb.NO_REPLY:
                cases.move_draft(session, draft, DraftState.WITHDRAWN)
                for one in cases.newest_version(session, draft).answers:
                    mail.move(session, session.get_one(Message, UUID(one)), MessageState.CLOSED_NO_REPLY)
            jobs.defer(
                session, jobs.RESUME, lock=jobs.case_lock(draft.case_id),
                message_id=str(draft.message_id), verb=verb.value, decision_id=str(decision.id),
            )  # fmt: skip
            return decision.id

    def outgoing(
        self, session: Session, draft: Draft, version: DraftVersion, decision: Decision, archive: str | None
    ) -> OutboxMail:
        mail_id, key = new_id(), self.parts.mail_key
        header_id = outgoing_id(mail_id, "kestrel-office.example", key)
        content = build(
            Outgoing(
                from_name="Kestrel", from_address=OURS, to=tuple(version.to), subject=version.subject,
                text=version.body, date=self.clock.now, message_id=header_id,
            )
        )  # fmt: skip
        return OutboxMail(
            id=mail_id, client_id=draft.client_id, mailbox_id=self.ids["mailbox"], case_id=draft.case_id,
            customer_id=session.get_one(Case, draft.case_id).customer_id, inbound_id=draft.message_id,
            decision_id=decision.id, draft_id=draft.id, draft_version=version.number,
            envelope_from=verp_address(mail_id, "kestrel-office.example", key),
            envelope_to=[*version.to, *version.cc, *([archive] if archive else [])], header_id=header_id,
            grounds=grounds_of(session, session.get_one(Case, draft.case_id), version).model_dump(),
            subject=version.subject, mime=content, sha256=hashlib.sha256(content).hexdigest(),
            answers=list(version.answers), documents=[one for one in version.attachments if one["sha256"]],
            approved_by=self.ids["ana"], release_at=self.clock.now + UNDO, due_at=self.clock.now + UNDO,
            created_at=self.clock.now,
        )  # fmt: skip

    # --- what one sees ----------------------------------------------------------------------------------------------

    def get(self, table: type[Row], key: object) -> Row:
        with transaction(self.parts.engine) as session:
            return session.get_one(table, key)

    def rows(self, table: type[Row], *conditions: Any) -> list[Row]:
        with transaction(self.parts.engine) as session:
            return list(session.exec(select(table).where(*conditions)))

    def change(self, row: Row, **values: object) -> None:
        with transaction(self.parts.engine) as session:
            kept = session.merge(row)
            for name, value in values.items():
                setattr(kept, name, value)
            tell(session)

    def message(self, message_id: UUID) -> Message:
        return self.get(Message, message_id)

    def state(self, message_id: UUID) -> MessageState:
        return MessageState(self.message(message_id).state)

    def case_of(self, message_id: UUID) -> Case:
        return self.get(Case, self.message(message_id).case_id)

    def open_draft(self, message_id: UUID) -> Draft:
        """The open draft of this message's case; there must be exactly one."""
        case_id = self.message(message_id).case_id
        (found,) = self.rows(Draft, Draft.case_id == case_id, Draft.state == DraftState.OPEN)
        return found

    def newest(self, draft: Draft) -> DraftVersion:
        fresh = self.get(Draft, draft.id)
        return self.get(DraftVersion, (fresh.id, fresh.version))

    def outbox(self) -> list[OutboxMail]:
        return sorted(self.rows(OutboxMail), key=lambda one: one.created_at)

    def leaving(self, mail_id: UUID) -> OutboxState:
        return OutboxState(self.get(OutboxMail, mail_id).state)

    def events(self, kind: str) -> list[Any]:
        from agent.records.audit import AuditEvent

        return self.rows(AuditEvent, AuditEvent.kind == kind)

    def execute(self, statement: str, **values: object) -> Any:
        with transaction(self.parts.engine) as session:
            result: Any = session.execute(text(statement), values)
            rows = result.all() if result.returns_rows else None
            tell(session)
            return rows


# --- its books ----------------------------------------------------------------------------------------------------------


def found(company: Company) -> None:
    """Write the company's books, mailbox and people into the empty database, and switch everything on."""
    with transaction(company.parts.engine) as session:
        client = add(session, company, "kes", Client(code="KES", name="Kestrel Office Supplies Ltd", mailbox=OURS))
        client.books_as_of = START - timedelta(hours=6)
        client.number_formats = [r"KO-\d{2}-\d{4}"]
        session.flush()
        audit.begin(session, client.id)
        box = Mailbox(
            client_id=client.id, address=OURS, authserv_id=SERVER, smtp_host="smtp.test", imap_host="imap.test"
        )
        add(session, company, "mailbox", box)
        add(session, company, "ana", User(email="ana@kestrel-office.example", name="Ana", password_hash="!"))
        for code, name, domain in (
            ("K01", "Harrow & Pike", "harrowpike.example"),
            ("K02", "Bramble Ltd", "bramble.example"),
        ):
            add(
                session,
                company,
                code,
                Customer(client_id=client.id, code=code, name=name, domain=domain, currency="GBP"),
            )
        session.flush()
        add_contact(session, company, "K01", "jo", "Jo Sandhu", JO)
        add_contact(session, company, "K01", "pat", "Pat Old", LEFT, "left")
        add_contact(session, company, "K02", "lee", "Lee Moss", LEE)
        for number, code in (
            ("KO-26-1307", "K01"),
            ("KO-26-1308", "K01"),
            ("KO-26-1309", "K01"),
            ("KO-26-1310", "K01"),
            ("KO-26-2001", "K02"),
        ):
            add_invoice(session, company, code, number)
        statement = Document(client_id=client.id, code="STMT-K01", kind="statement", filename="STMT-K01.pdf")
        add(session, company, "STMT-K01", statement).customer_id = company.ids["K01"]
        names = [switches.approved_name(box.id), *(switches.auto_name(client.id, kind) for kind in RELEASABLE_KINDS)]
        session.add_all(switches.Switch(name=name, on=True, changed_by="test") for name in names)


def add(session: Session, company: Company, name: str, row: Row) -> Row:
    session.add(row)
    company.ids[name] = row.id  # type: ignore[attr-defined]  # every table of the books has an id
    return row


def add_contact(
    session: Session, company: Company, customer: str, key: str, name: str, email: str, status: str = "active"
) -> None:
    client_id, customer_id = company.ids["kes"], company.ids[customer]
    row = Contact(client_id=client_id, customer_id=customer_id, key=key, name=name, email=email, status=status)
    add(session, company, key, row)


def add_invoice(session: Session, company: Company, customer: str, number: str) -> None:
    """An open invoice with its own file and that of its delivery note."""
    ids: dict[str, Any] = {"client_id": company.ids["kes"], "customer_id": company.ids[customer]}
    amount = Decimal("2310.00")
    row = Invoice(
        **ids, number=number, number_key=number.replace("-", ""), issue_date=date(2026, 9, 21),
        due_date=date(2026, 10, 21), currency="GBP", amount=amount, open_amount=amount,
    )  # fmt: skip
    add(session, company, f"invoice {number}", row)
    session.flush()
    for kind, code in ((DocumentKind.INVOICE, number), (DocumentKind.POD, f"POD-{number}")):
        sha256 = company.blobs.put(f"%PDF {code} of {customer}".encode())
        file = Document(**ids, invoice_id=row.id, code=code, kind=kind.value, filename=f"{code}.pdf", sha256=sha256)
        add(session, company, code, file)
