"""The people and the companies of the tests of the inbox, with mail that reads like mail.

Ana is a specialist and Marc a manager of Halden Werkzeuge; Lee is Ana's colleague, Vera audits it; Olga works for another
company; Ada administers. `seed` fills an empty database and says what is where.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any, Protocol, TypeVar
from uuid import UUID

from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel

from agent.domain.facts import (
    Amount,
    DateMention,
    DocumentAsk,
    Facts,
    Finding,
    InvoiceFact,
    MailView,
    Match,
    Reading,
    SourcedFact,
    Span,
)
from agent.domain.numbers import normalise
from agent.domain.proposals import Proposals, ProposedDispute, ProposedPromise
from agent.domain.vocabulary import (
    DisputeReason,
    DocumentKind,
    Intent,
    MessageState,
    Risk,
    Role,
    Route,
    SenderStanding,
)
from agent.records import audit, switches
from agent.records.cases import Case, Draft, DraftVersion, Escalation, ReadingRow, VerdictRow
from agent.records.database import transaction, utc_now
from agent.records.ledger import Client, Contact, Customer, Document, Invoice, Payment
from agent.records.mail import Mailbox, Message, RawMail
from agent.records.people import User, UserClient
from agent.records.promises import Promise, Task

Row = TypeVar("Row", bound=SQLModel)
PASSWORD = "correct horse battery staple"
HASH = Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
"""Cheap on purpose: signing in reads from the hash how much work it is, and the tests sign in hundreds of times."""


class Blobs(Protocol):
    def put(self, content: bytes) -> str: ...


@dataclass
class Cast:
    """Ids by short name."""

    people: dict[str, UUID] = field(default_factory=dict)
    clients: dict[str, UUID] = field(default_factory=dict)
    mailboxes: dict[str, UUID] = field(default_factory=dict)
    customers: dict[str, UUID] = field(default_factory=dict)
    invoices: dict[str, UUID] = field(default_factory=dict)
    documents: dict[str, UUID] = field(default_factory=dict)
    cases: dict[str, UUID] = field(default_factory=dict)
    messages: dict[str, UUID] = field(default_factory=dict)
    drafts: dict[str, UUID] = field(default_factory=dict)
    now: datetime = field(default_factory=utc_now)
    uid: int = 0


def seed(engine: Engine, blobs: Blobs) -> Cast:
    cast = Cast()
    with transaction(engine) as session:
        company(session, cast, "halden", "HAL", "Halden Werkzeuge GmbH", "ar@halden-werkzeuge.example")
        company(session, cast, "brae", "BRA", "Brae Foods Ltd", "credit@brae-foods.example")
        for name, role, clients in (
            ("ana", Role.SPECIALIST, ["halden"]), ("lee", Role.SPECIALIST, ["halden"]), ("marc", Role.MANAGER, ["halden"]),
            ("mia", Role.MANAGER, ["halden"]), ("vera", Role.AUDITOR, ["halden"]), ("olga", Role.SPECIALIST, ["brae"]),
            ("ada", Role.ADMIN, []),
        ):  # fmt: skip
            person(session, cast, name, role, clients)
        books(session, cast, blobs)
        for tell in (copies, dispute, promise, fraud, insolvency, silent, elsewhere):
            tell(session, cast)
    return cast


def add(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row


def company(session: Session, cast: Cast, key: str, code: str, name: str, mailbox: str) -> None:
    signature = f"{name}\nAccounts receivable"
    client = add(
        session,
        Client(
            code=code, name=name, mailbox=mailbox, phone="+49 421 555 0100", signature=signature, books_as_of=cast.now
        ),
    )
    box = add(
        session,
        Mailbox(
            client_id=client.id,
            address=mailbox,
            read_at=cast.now,
            archive_address=f"archive@{mailbox.partition('@')[2]}",
        ),
    )
    cast.clients[key], cast.mailboxes[key] = client.id, box.id
    audit.begin(session, client.id)
    switches.turn(session, switches.approved_name(box.id), True, "system", client.id)


def person(session: Session, cast: Cast, name: str, role: Role, clients: Sequence[str]) -> None:
    full = {"ana": "Ana Keller", "lee": "Lee Brandt", "marc": "Marc Ruiz", "mia": "Mia Odell", "vera": "Vera Holm",
            "olga": "Olga Petri", "ada": "Ada Moss"}[name]  # fmt: skip
    user = add(session, User(email=f"{name}@desk.example", name=full, role=role.value, password_hash=HASH))
    cast.people[name] = user.id
    session.add_all([UserClient(user_id=user.id, client_id=cast.clients[one]) for one in clients])
    session.flush()


def books(session: Session, cast: Cast, blobs: Blobs) -> None:
    today = cast.now.date()
    customer(
        session, cast, "nordwind", "halden", "K-0042", "Nordwind GmbH", "Jana Roth", "jana.roth@nordwind.example", "de"
    )
    customer(
        session, cast, "harbor", "halden", "K-0107", "Harbor Foods Ltd", "Tom Reilly", "tom@harborfoods.example", "en"
    )
    customer(
        session, cast, "velo", "halden", "K-0113", "Velo Sport SARL", "Claire Aubert", "claire@velosport.example", "fr"
    )
    customer(session, cast, "lakeside", "brae", "B-01", "Lakeside Deli", "Sam Poole", "sam@lakeside.example", "en")
    for number, who, days, amount, left, status in (
        ("INV-1001", "nordwind", 41, 12400, 12400, "open"), ("INV-1003", "nordwind", 50, 4020, 0, "paid"),
        ("INV-1007", "nordwind", 12, 8150, 8150, "open"), ("INV-1021", "nordwind", -9, 5300, 5300, "open"),
        ("INV-2044", "harbor", 18, 8930, 8930, "open"), ("INV-2051", "harbor", -3, 1210, 1210, "open"),
        ("INV-3005", "velo", 33, 22000, 22000, "open"), ("BR-77", "lakeside", 7, 640, 640, "open"),
    ):  # fmt: skip
        invoice(session, cast, number, who, today - timedelta(days=days), Decimal(amount), Decimal(left), status, blobs)
    for code, number, late in (("P1", "INV-1003", 9), ("P2", "INV-1003", 11)):
        paid = add(session, Payment(client_id=cast.clients["halden"], customer_id=cast.customers["nordwind"], code=code, currency="EUR",
                                    day=today - timedelta(days=50 - late), amount=Decimal(2010), applied=[{"invoice": number}]))  # fmt: skip
        assert paid.id
    add(session, Promise(client_id=cast.clients["halden"], customer_id=cast.customers["velo"], invoices=["INV-3005"], made_on=today - timedelta(days=30),
                         promised_for=today - timedelta(days=12), amount=Decimal(22000), currency="EUR", state="broken", quote="We pay on the ninth."))  # fmt: skip


def customer(
    session: Session, cast: Cast, key: str, client: str, code: str, name: str, contact: str, email: str, language: str
) -> None:
    row = add(
        session,
        Customer(
            client_id=cast.clients[client], code=code, name=name, language=language, domain=email.partition("@")[2]
        ),
    )
    cast.customers[key] = row.id
    add(session, Contact(client_id=row.client_id, customer_id=row.id, key=code.lower(), name=contact, email=email))


def invoice(
    session: Session, cast: Cast, number: str, who: str, due: date, amount: Decimal, left: Decimal, status: str, blobs: Blobs
) -> None:  # fmt: skip
    owner = session.get_one(Customer, cast.customers[who])
    row = add(
        session,
        Invoice(
            client_id=owner.client_id,
            customer_id=owner.id,
            number=number,
            number_key=normalise(number),
            issue_date=due - timedelta(days=30),
            due_date=due,
            currency="EUR",
            amount=amount,
            open_amount=left,
            status=status,
            po_number=f"PO-{number[-4:]}",
        ),
    )
    content = f"%PDF-1.4\n% {owner.code} {number}\n%%EOF\n".encode()
    paper = Document(
        client_id=owner.client_id, customer_id=owner.id, invoice_id=row.id, code=number, kind=DocumentKind.INVOICE.value,
        filename=f"{number}.pdf", sha256=blobs.put(content),
    )  # fmt: skip
    cast.invoices[number], cast.documents[number] = row.id, add(session, paper).id


# --- one mail ---------------------------------------------------------------------------------------------------------


def span(body: str, quote: str) -> Span:
    start = body.index(quote)
    return Span(part="newest", start=start, end=start + len(quote), quote=quote)


def fact_of(session: Session, cast: Cast, number: str) -> InvoiceFact:
    row = session.get_one(Invoice, cast.invoices[number])
    return InvoiceFact.model_validate(row, from_attributes=True)


def case_with_mail(
    session: Session, cast: Cast, key: str, client: str, who: str | None, subject: str, sender: tuple[str, str], body: str,
    language: str = "en", hours: float = 1, reply_in: float = 3, state: MessageState = MessageState.WAITING_SPECIALIST,
    status: str = "open", **view: Any,
) -> tuple[Case, Message]:  # fmt: skip
    case = add(
        session,
        Case(
            client_id=cast.clients[client],
            customer_id=cast.customers[who] if who else None,
            mailbox_id=cast.mailboxes[client],
            subject=subject,
            language=language,
            status=status,
            reply_by=cast.now + timedelta(hours=reply_in),
        ),
    )
    cast.cases[key] = case.id
    return case, mail_in(session, cast, key, case, sender, body, hours, state, **view)


def mail_in(
    session: Session, cast: Cast, key: str, case: Case, sender: tuple[str, str], body: str, hours: float = 1,
    state: MessageState = MessageState.WAITING_SPECIALIST, standing: SenderStanding = SenderStanding.VERIFIED, **view: Any,
) -> Message:  # fmt: skip
    name, address = sender
    cast.uid += 1
    at = cast.now - timedelta(hours=hours)
    raw = f"From: {name} <{address}>\r\nSubject: {case.subject}\r\nMessage-ID: <m{cast.uid}@{address.partition('@')[2]}>\r\n\r\n{body}\r\n".encode()
    digest = sha256(raw).hexdigest()
    add(session, RawMail(sha256=digest, content=raw))
    shown = MailView(
        message_id=f"<m{cast.uid}@{address.partition('@')[2]}>", from_name=name, from_address=address, subject=case.subject,
        newest=body, full_text=body, language=case.language, sent_at=at, **view,
    )  # fmt: skip
    message = add(
        session,
        Message(
            client_id=case.client_id,
            mailbox_id=case.mailbox_id,
            uidvalidity=1,
            uid=cast.uid,
            sha256=digest,
            size=len(raw),
            state=state.value,
            stored_at=at,
            received_at=at,
            case_id=case.id,
            header_id=shown.message_id,
            from_address=address,
            from_name=name,
            subject=case.subject,
            sent_at=at,
            language=case.language,
            view=shown.model_dump(mode="json"),
            sender={
                "address": address,
                "standing": standing.value,
                "authenticated": standing is SenderStanding.VERIFIED,
            },
        ),
    )
    cast.messages[key] = message.id
    audit.record(session, case.client_id, "message_moved", "message", message.id, before="stored", after=state)
    return message


def read_as(
    session: Session, cast: Cast, message: Message, intents: Sequence[Intent], numbers: Sequence[str], facts: Facts,
    reasons: Sequence[tuple[str, str, str]] = (), risk: Risk = Risk.ROUTINE, route: Route = Route.SPECIALIST,
    findings: Sequence[Finding] = (),
) -> None:  # fmt: skip
    reading = Reading(
        reader="local",
        version="1",
        language=message.language,
        intents=tuple(intents),
        confidence={},
        facts=facts,
        findings=tuple(findings),
    )
    match = Match(invoices=tuple(fact_of(session, cast, one) for one in numbers))
    add(session, ReadingRow(message_id=message.id, client_id=message.client_id, reader="local", version="1", reading=reading.model_dump(mode="json"),
                            match=match.model_dump(mode="json")))  # fmt: skip
    listed = [
        {"code": code, "sentence": sentence, "route": route.value, "words": quoted}
        for code, sentence, quoted in reasons
    ]
    add(
        session,
        VerdictRow(
            message_id=message.id,
            client_id=message.client_id,
            route=route.value,
            risk=risk.value,
            reasons=listed,
            rules="1",
        ),
    )


def draft_for(
    session: Session, cast: Cast, key: str, case: Case, message: Message, to: str, body: str, sourced: Sequence[str],
    unsourced: Sequence[str] = (), attach: Sequence[str] = (), risk: Risk = Risk.ROUTINE, records: Proposals | None = None,
    warnings: Sequence[str] = (),
) -> Draft:  # fmt: skip
    draft = add(session, Draft(client_id=case.client_id, case_id=case.id, message_id=message.id, risk=risk.value))
    audit.record(session, case.client_id, "draft_written", "draft", draft.id, after=draft.state, version=1)
    facts = [
        SourcedFact(text=one, start=body.index(one), end=body.index(one) + len(one), source="ledger:invoice")
        for one in sourced
    ]
    facts += [
        SourcedFact(text=one, start=body.index(one), end=body.index(one) + len(one), source=None) for one in unsourced
    ]
    add(
        session,
        DraftVersion(
            draft_id=draft.id,
            number=1,
            writer="local",
            to=[to],
            subject=f"Re: {case.subject}",
            body=body,
            attachments=[
                {
                    "document_id": str(cast.documents[one]),
                    "sha256": session.get_one(Document, cast.documents[one]).sha256,
                    "filename": f"{one}.pdf",
                    "kind": "invoice",
                    "code": one,
                }
                for one in attach
            ],
            facts=[one.model_dump(mode="json") for one in facts],
            warnings=list(warnings),
            answers=[str(message.id)],
            records=records.model_dump(mode="json") if records else {},
        ),
    )
    cast.drafts[key] = draft.id
    return draft


# --- the stories -------------------------------------------------------------------------------------------------------

COPIES = """Guten Tag,

bitte senden Sie uns die Rechnungen INV-1001 und INV-1007. Die Zahlung von INV-1003 wurde am 5. November angewiesen.

Mit freundlichen Grüßen"""


def copies(session: Session, cast: Cast) -> None:
    case, message = case_with_mail(
        session, cast, "copies", "halden", "nordwind", "Kopien INV-1001 und INV-1007", ("Jana Roth", "jana.roth@nordwind.example"), COPIES,
        "de", hours=0.6, reply_in=0.7, signature="Jana Roth\nBuchhaltung, Nordwind GmbH", quote="Am 3. November schrieb Halden Werkzeuge:\n> Zahlungserinnerung …",
    )  # fmt: skip
    facts = Facts(
        references=tuple(span(COPIES, one) for one in ("INV-1001", "INV-1007", "INV-1003")),
        asks=(DocumentAsk(kind=DocumentKind.INVOICE, span=span(COPIES, "bitte senden Sie uns die Rechnungen")),),
        payment_sent=True,
        payment_date=DateMention(day=date(2026, 11, 5), span=span(COPIES, "5. November")),
    )
    read_as(session, cast, message, [Intent.DOCUMENT_REQUEST, Intent.PROMISE], ["INV-1001", "INV-1007", "INV-1003"], facts,
            [("intent_promise", "The customer speaks of paying.", "am 5. November angewiesen")])  # fmt: skip
    body = "Guten Tag Frau Roth,\n\nanbei die Rechnungen INV-1001 und INV-1007. Die Zahlung zu INV-1003 ist eingegangen, vielen Dank.\n\nMit freundlichen Grüßen\nHalden Werkzeuge GmbH"
    draft_for(
        session,
        cast,
        "copies",
        case,
        message,
        "jana.roth@nordwind.example",
        body,
        ["INV-1001", "INV-1007", "INV-1003"],
        attach=["INV-1001", "INV-1007"],
    )


DISPUTE = """Hello,

The price on line 3 of INV-2044 is wrong. We agreed 4.20 per unit, you charged 4.70. We will not pay this invoice until it is corrected.

Tom"""


def dispute(session: Session, cast: Cast) -> None:
    case, message = case_with_mail(
        session,
        cast,
        "dispute",
        "halden",
        "harbor",
        "Price on line 3 is wrong",
        ("Tom Reilly", "tom@harborfoods.example"),
        DISPUTE,
        hours=2,
        reply_in=2,
    )
    quote = "The price on line 3 of INV-2044 is wrong"
    facts = Facts(
        references=(span(DISPUTE, "INV-2044"),),
        amounts=(
            Amount(value=Decimal("4.20"), span=span(DISPUTE, "4.20")),
            Amount(value=Decimal("4.70"), span=span(DISPUTE, "4.70")),
        ),
        dispute_reason=DisputeReason.PRICE,
        dispute_span=span(DISPUTE, "We will not pay this invoice until it is corrected"),
    )
    read_as(
        session,
        cast,
        message,
        [Intent.DISPUTE],
        ["INV-2044"],
        facts,
        [("intent_dispute", "The customer disputes something.", quote)],
        Risk.CHECK_FACTS,
    )
    body = "Dear Tom,\n\nThank you for telling us about INV-2044. We are checking the price of line 3 against your order and will write to you by 25 November.\n\nKind regards\nHalden Werkzeuge GmbH"
    proposed = Proposals(
        dispute=ProposedDispute(invoices=("INV-2044",), reason=DisputeReason.PRICE, currency="EUR", quote=quote),
        tasks=("Ask sales for the agreed price.",),
    )
    draft_for(session, cast, "dispute", case, message, "tom@harborfoods.example", body, ["INV-2044"], ["25 November"], risk=Risk.CHECK_FACTS, records=proposed,
              warnings=["The order with the agreed price is not in the books."])  # fmt: skip
    add(
        session,
        Task(client_id=case.client_id, case_id=case.id, kind="contact", text="Call Harbor Foods about the new buyer."),
    )


PROMISE = "Bonjour,\n\nNous réglerons la facture INV-3005 de 22 000 EUR le 30 novembre.\n\nCordialement\nClaire Aubert"


def promise(session: Session, cast: Cast) -> None:
    case, message = case_with_mail(
        session,
        cast,
        "promise",
        "halden",
        "velo",
        "Facture INV-3005",
        ("Claire Aubert", "claire@velosport.example"),
        PROMISE,
        "fr",
        hours=3,
        reply_in=3,
    )
    day = DateMention(day=date(2026, 11, 30), span=span(PROMISE, "30 novembre"))
    amount = Amount(value=Decimal(22000), currency="EUR", span=span(PROMISE, "22 000 EUR"))
    facts = Facts(references=(span(PROMISE, "INV-3005"),), promise_date=day, promise_amount=amount)
    read_as(
        session,
        cast,
        message,
        [Intent.PROMISE],
        ["INV-3005"],
        facts,
        [("intent_promise", "The customer speaks of paying.", "Nous réglerons")],
        Risk.TWO_PEOPLE,
    )
    body = "Bonjour Madame Aubert,\n\nMerci. Nous notons le règlement de INV-3005 pour le 30 novembre.\n\nCordialement\nHalden Werkzeuge GmbH"
    proposed = Proposals(
        promise=ProposedPromise(
            invoices=("INV-3005",),
            promised_for=cast.now.date() + timedelta(days=8),
            amount=Decimal(22000),
            currency="EUR",
            quote="Nous réglerons la facture INV-3005 de 22 000 EUR le 30 novembre.",
        )
    )
    draft_for(
        session,
        cast,
        "promise",
        case,
        message,
        "claire@velosport.example",
        body,
        ["INV-3005", "30 novembre"],
        risk=Risk.TWO_PEOPLE,
        records=proposed,
    )


def escalated(session: Session, case: Case, message: Message, queue: str, code: str, sentence: str, words: str) -> None:
    add(session, Escalation(client_id=case.client_id, case_id=case.id, message_id=message.id, queue=queue, code=code, sentence=sentence, words=words,
                            raised_at=message.received_at))  # fmt: skip


def fraud(session: Session, cast: Cast) -> None:
    body = "Dear team,\n\nour bank has changed. Please confirm your new bank details and send all open invoices to ap@nordw1nd.example.\n\nJana Roth"
    case, message = case_with_mail(
        session, cast, "fraud", "halden", None, "New bank account", ("Jana Roth", "jana.roth@nordw1nd.example"), body, hours=5, reply_in=-1,
        state=MessageState.ESCALATED, status="escalated", standing=SenderStanding.LOOKALIKE,
    )  # fmt: skip
    reasons = [("sender_lookalike", "Unknown sender. The address looks like one of Nordwind GmbH, but is not.", "jana.roth@nordw1nd.example"),
               ("bank_change", "Bank details are to be changed or confirmed: never by mail alone.", "our bank has changed")]  # fmt: skip
    read_as(session, cast, message, [Intent.OTHER], [], Facts(), reasons, Risk.TWO_PEOPLE, Route.FRAUD)
    escalated(session, case, message, "fraud", "sender_lookalike", reasons[0][1], "=cmd|' /C calc'!A0")
    text = "Dear Ms Roth,\n\nThank you for your message. We change nothing on the strength of a mail and will call the number we have on file.\n\nKind regards\nHalden Werkzeuge GmbH"
    draft_for(session, cast, "fraud", case, message, "jana.roth@nordw1nd.example", text, [], risk=Risk.TWO_PEOPLE)


def insolvency(session: Session, cast: Cast) -> None:
    body = (
        "Sehr geehrte Damen und Herren,\n\nüber das Vermögen der Nordwind GmbH wurde ein Insolvenzverfahren beantragt."
    )
    case, message = case_with_mail(session, cast, "insolvency", "halden", "nordwind", "Insolvenzantrag", ("Kanzlei Behr", "office@behr-recht.example"), body, "de",
                                   hours=20, reply_in=4, state=MessageState.ESCALATED, status="escalated", standing=SenderStanding.UNKNOWN)  # fmt: skip
    sentence = "Insolvency is mentioned: stop all contact about money."
    read_as(
        session,
        cast,
        message,
        [Intent.OTHER],
        [],
        Facts(),
        [("insolvency", sentence, "Insolvenzverfahren beantragt")],
        route=Route.MANAGER,
    )
    escalated(session, case, message, "manager", "insolvency", sentence, "Insolvenzverfahren beantragt")


def silent(session: Session, cast: Cast) -> None:
    case, message = case_with_mail(
        session,
        cast,
        "thanks",
        "halden",
        "harbor",
        "Thank you",
        ("Tom Reilly", "tom@harborfoods.example"),
        "Thanks, received.",
        hours=4,
        reply_in=6,
    )
    read_as(
        session,
        cast,
        message,
        [Intent.OTHER],
        [],
        Facts(),
        [("no_answer_expected", "This mail asks for nothing.", "")],
        route=Route.NONE,
    )
    draft_for(
        session,
        cast,
        "thanks",
        case,
        message,
        "tom@harborfoods.example",
        "",
        [],
        warnings=["No answer is expected. Close it with no reply, or write one yourself."],
    )


def elsewhere(session: Session, cast: Cast) -> None:
    case, message = case_with_mail(
        session,
        cast,
        "brae",
        "brae",
        "lakeside",
        "Copy of BR-77",
        ("Sam Poole", "sam@lakeside.example"),
        "Please send BR-77 again.",
    )
    read_as(session, cast, message, [Intent.DOCUMENT_REQUEST], ["BR-77"], Facts())
    draft_for(
        session,
        cast,
        "brae",
        case,
        message,
        "sam@lakeside.example",
        "Dear Sam,\n\nplease find BR-77 attached.",
        ["BR-77"],
        attach=["BR-77"],
    )
