"""Small factories: books, mails, readings and briefs as a writer gets them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import NAMESPACE_URL, UUID, uuid5

from agent.domain.facts import (
    Amount,
    AskMatch,
    AttachmentView,
    BooksFact,
    Brief,
    ClientFact,
    ContactFact,
    CustomerFact,
    DateMention,
    DeliveryFact,
    DocumentAsk,
    DocumentFact,
    Facts,
    Finding,
    InvoiceFact,
    MailView,
    Match,
    OpenAsk,
    Reading,
    Reason,
    Span,
    Verdict,
)
from agent.domain.vocabulary import DocumentKind, Intent, Route, Signal

TODAY = date(2026, 11, 19)
NOW = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)


def key(text: str) -> UUID:
    return uuid5(NAMESPACE_URL, text)


CLIENT = ClientFact(
    id=key("KES"), code="KES", name="Kestrel Office Supplies Ltd", country="GB", phone="+44 20 7946 0123",
    signature="Ana Reyes\nKestrel Office Supplies Ltd",
)  # fmt: skip
ALL_KINDS = (DocumentKind.INVOICE, DocumentKind.POD, DocumentKind.PO_COPY)
PREFIX = {DocumentKind.INVOICE: "", DocumentKind.POD: "POD-", DocumentKind.PO_COPY: "PO-", DocumentKind.CREDIT_NOTE: "CN-",
          DocumentKind.RECEIPT: "RC-"}  # fmt: skip


def document(kind: DocumentKind, number: str, released: bool = True, available: bool = True) -> DocumentFact:
    code = f"{PREFIX.get(kind, 'DOC-')}{number}"
    return DocumentFact(
        id=key(code), code=code, kind=kind, filename=f"{code}.pdf", client_id=CLIENT.id, customer_id=key("K01"),
        invoice_number=number, released=released, available=available,
    )  # fmt: skip


STATEMENT = DocumentFact(
    id=key("STMT-K01"),
    code="STMT-K01",
    kind=DocumentKind.STATEMENT,
    filename="",
    client_id=CLIENT.id,
    customer_id=key("K01"),
)
TAX_FORM = DocumentFact(
    id=key("VAT"),
    code="VAT-CERT",
    kind=DocumentKind.TAX_FORM,
    filename="vat-certificate.pdf",
    client_id=CLIENT.id,
    customer_id=None,
)


def invoice(
    number: str = "KO-26-1307", *, kinds: Sequence[DocumentKind] = ALL_KINDS, amount: str = "2310.00", open_amount: str | None = None,
    status: str = "open", credit_note: str | None = None, deliveries: tuple[DeliveryFact, ...] = (),
) -> InvoiceFact:  # fmt: skip
    return InvoiceFact(
        id=key(number), number=number, customer_id=key("K01"), issue_date=date(2026, 9, 21), due_date=date(2026, 10, 21),
        currency="GBP", amount=Decimal(amount), open_amount=Decimal(open_amount or amount), status=status, po_number="HP-231",
        credit_note=credit_note, documents=tuple(document(kind, number) for kind in kinds), deliveries=deliveries,
    )  # fmt: skip


def delivery(number: str = "KO-26-1307", name: str = "Ken Moss", left: bool = True) -> DeliveryFact:
    address = f"{name.lower().replace(' ', '.')}@harrowpike.example"
    return DeliveryFact(
        document_id=key(number),
        sent_at=datetime(2026, 9, 21, 10, 0, tzinfo=UTC),
        to_address=address,
        to_name=name,
        recipient_left=left,
    )


def books(*invoices: InvoiceFact, name: str = "Jo Sandhu") -> BooksFact:
    contact = ContactFact(id=key("jo"), name=name, email="jo.sandhu@harrowpike.example", status="active")
    customer = CustomerFact(
        id=key("K01"), code="K01", name="Harrow & Pike Solicitors LLP", currency="GBP", language="en",
        invoices=invoices, documents=(STATEMENT,), contacts=(contact,),
    )  # fmt: skip
    return BooksFact(as_of=datetime(2026, 11, 19, 6, 0, tzinfo=UTC), client=CLIENT, customers=(customer,))


# --- mails and what was read in them ---------------------------------------------------------------------------------


def span(text: str, quote: str, part: str = "newest") -> Span:
    start = text.index(quote)
    return Span(part=part, start=start, end=start + len(quote), quote=quote)


def amount(text: str, quote: str, value: str, currency: str | None = "GBP") -> Amount:
    return Amount(value=Decimal(value), currency=currency, span=span(text, quote))


def day(text: str, quote: str, value: date, exact: bool = True) -> DateMention:
    return DateMention(day=value, span=span(text, quote), exact=exact)


def wants(kind: DocumentKind, *numbers: str) -> DocumentAsk:
    return DocumentAsk(kind=kind, references=numbers)


def found(kind: DocumentKind, *invoices: InvoiceFact) -> AskMatch:
    """An ask whose documents are on file, or missing where the invoice has none."""
    held = tuple(document for one in invoices if (document := one.document(kind)))
    missing = tuple(f"{kind} of {one.number}" for one in invoices if one.document(kind) is None)
    return AskMatch(ask=wants(kind, *(one.number for one in invoices)), documents=held, missing=missing)


def ask(
    text: str, *intents: Intent, facts: Facts = Facts(), invoices: tuple[InvoiceFact, ...] = (), asks: tuple[AskMatch, ...] = (),
    unknown: tuple[str, ...] = (), foreign: bool = False, signals: tuple[Signal, ...] = (), quotes: dict[Intent, str] | None = None,
    language: str = "en", unclear: bool = False, route: Route = Route.SPECIALIST, subject: str = "KO-26-1307",
    sent_at: datetime = NOW, codes: tuple[str, ...] = (), reasons: tuple[Reason, ...] = (), files: tuple[str, ...] = (),
) -> OpenAsk:  # fmt: skip
    findings = [Finding(code=intent, confidence=1, span=span(text, quote)) for intent, quote in (quotes or {}).items()]
    reading = Reading(
        reader="test", version="1", language=language, intents=intents, confidence={}, facts=facts, unclear=unclear,
        findings=(*findings, *(Finding(code=code, confidence=1) for code in codes)),
        signals=tuple(Finding(code=signal, confidence=1) for signal in signals),
    )  # fmt: skip
    return OpenAsk(
        message_id=key(text), reading=reading, match=Match(invoices=invoices, asks=asks, unknown=unknown, foreign=foreign),
        mail=MailView(message_id="<1@x.example>", subject=subject, newest=text, language=language, sent_at=sent_at,
                      attachments=tuple(AttachmentView(filename=one, mime="application/pdf", size=1, sha256=one) for one in files)),
        verdict=Verdict(reasons=(Reason(code="test", sentence="For a test.", route=route), *reasons)),
    )  # fmt: skip


def brief(
    *asks: OpenAsk, language: str = "en", disclose: bool = True, name: str = "Jo Sandhu", variant: str = "",
    stale: date | None = None, client: ClientFact = CLIENT, sent: frozenset[UUID] = frozenset(),
    account: CustomerFact | None = None,
) -> Brief:  # fmt: skip
    return Brief(
        language=language, disclose=disclose, client=client, recipient_name=name, subject=asks[-1].mail.subject if asks else "",
        asks=asks, variant=variant, books_stale_since=stale, today=TODAY, sent=sent,
        account=account,
    )  # fmt: skip
