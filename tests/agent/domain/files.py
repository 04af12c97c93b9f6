"""A plain, verified request for an invoice copy that every rule lets pass; each test changes one thing about it."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from agent.domain.facts import (
    AskMatch,
    BooksFact,
    CaseFile,
    ClientFact,
    ContactFact,
    CustomerFact,
    DocumentAsk,
    DocumentFact,
    Facts,
    Finding,
    History,
    InvoiceFact,
    MachineVerdict,
    MailView,
    Match,
    Reading,
    SenderVerdict,
    Span,
)
from agent.domain.vocabulary import RELEASABLE_KINDS, DocumentKind, Intent, SenderStanding

NOW = datetime(2026, 11, 19, 9, 10, tzinfo=UTC)
SPACE = UUID("00000000-0000-0000-0000-000000000001")


def an_id(name: str) -> UUID:
    return uuid5(SPACE, name)


CLIENT = ClientFact(id=an_id("KES"), code="KES", name="Kestrel Office Supplies Ltd", mailbox="ar@kestrel.example")
CONTACT = ContactFact(id=an_id("jo"), name="Jo Sandhu", email="jo@harrow.example", status="active")


def a_document(code: str = "KO-26-1307", kind: DocumentKind = DocumentKind.INVOICE, **changes: object) -> DocumentFact:
    plain = {
        "id": an_id(code),
        "code": code,
        "kind": kind,
        "filename": f"{code}.pdf",
        "client_id": CLIENT.id,
        "customer_id": an_id("K01"),
        "invoice_number": None if kind is DocumentKind.STATEMENT else "KO-26-1307",
    }
    return DocumentFact.model_validate(plain | changes)


def an_invoice(number: str = "KO-26-1307", **changes: object) -> InvoiceFact:
    plain = {
        "id": an_id("invoice " + number),
        "number": number,
        "customer_id": an_id("K01"),
        "issue_date": date(2026, 9, 21),
        "due_date": date(2026, 10, 21),
        "currency": "GBP",
        "amount": Decimal("2310.00"),
        "open_amount": Decimal("2310.00"),
        "status": "open",
        "documents": (a_document(number),),
    }
    return InvoiceFact.model_validate(plain | changes)


def a_customer(**changes: object) -> CustomerFact:
    plain = {
        "id": an_id("K01"),
        "code": "K01",
        "name": "Harrow & Pike",
        "currency": "GBP",
        "language": "en",
        "invoices": (an_invoice(),),
        "documents": (a_document("STMT-K01", DocumentKind.STATEMENT),),
        "contacts": (CONTACT,),
    }
    return CustomerFact.model_validate(plain | changes)


def a_mail(**changes: object) -> MailView:
    plain = {
        "message_id": "<one@harrow.example>",
        "from_address": "jo@harrow.example",
        "from_name": "Jo Sandhu",
        "subject": "KO-26-1307",
        "newest": REQUEST,
        "sent_at": NOW - timedelta(minutes=5),
        "language": "en",
    }
    return MailView.model_validate(plain | changes)


def a_sender(**changes: object) -> SenderVerdict:
    plain = {
        "address": "jo@harrow.example",
        "standing": SenderStanding.VERIFIED,
        "authenticated": True,
        "contact_id": CONTACT.id,
        "customer_ids": (an_id("K01"),),
    }
    return SenderVerdict.model_validate(plain | changes)


REQUEST = "Please send a copy of KO-26-1307."
ASK = DocumentAsk(
    kind=DocumentKind.INVOICE,
    span=Span(part="newest", start=0, end=len(REQUEST) - 1, quote=REQUEST[:-1]),
    references=("KO-26-1307",),
)


JUDGED = {
    "request": Finding(code="request", confidence=0.97, span=ASK.span),
    "beyond": Finding(code="beyond", confidence=0.12, span=ASK.span),
}
"""The second vote's opinion of REQUEST."""


def a_reading(**changes: object) -> Reading:
    plain = {
        "facts": Facts(asks=(ASK,), **JUDGED),
        "reader": "test",
        "version": "1",
        "language": "en",
        "intents": (Intent.DOCUMENT_REQUEST,),
        "confidence": {"document_request": 0.98, "dispute": 0.02, "promise": 0.01, "hardship": 0.01, "other": 0.02},
    }
    return Reading.model_validate(plain | changes)


def a_match(*documents: DocumentFact, **changes: object) -> Match:
    found = documents or (a_document(),)
    ask = DocumentAsk(kind=found[0].kind, references=("KO-26-1307",))
    plain = {"invoices": (an_invoice(),), "asks": (AskMatch(ask=ask, documents=found),)}
    return Match.model_validate(plain | changes)


def a_file(**changes: object) -> CaseFile:
    books = BooksFact(as_of=NOW - timedelta(hours=12), client=CLIENT, customers=(a_customer(),))
    plain = {
        "mail": a_mail(),
        "machine": MachineVerdict(machine=False),
        "sender": a_sender(),
        "reading": a_reading(),
        "match": a_match(),
        "books": books,
        "history": History(),
        "now": NOW,
        "received_at": NOW - timedelta(minutes=4),
        "auto_kinds": RELEASABLE_KINDS,
    }
    return CaseFile.model_validate(plain | changes)


def books(**changes: object) -> BooksFact:
    return a_file().books.model_copy(update=changes)
