"""What duecourse expects of other people's systems: protocols, records and the two kinds of trouble.

Every connector implements one of these protocols; `connectors/memory.py` holds a real double of each, and one
contract test runs against all of them. Nothing here imports anything of ours.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict, Field


class ConnectorError(Exception):
    """Trouble with another system. `code` is stable, the message is fit to show to a person and holds no secret.

    `recipient` is the one address that a mail server declined, where the trouble was with that address alone."""

    def __init__(self, code: str, message: str, recipient: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.recipient = recipient


class Refused(ConnectorError):
    """*No*: the other side understood and declined. Trying again changes nothing."""


class Unavailable(ConnectorError):
    """*Not now*: the other side could not be reached or asked us to come back. May be tried again."""


class OutcomeUnknown(ConnectorError):
    """The final dot was sent and no answer came: the mail may or may not have been taken. Never try again."""


# --- mail ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MailServer:
    """Where and how to sign in. `security`: "tls" (from the first byte), "starttls", or "none" (loopback only)."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    security: str = "tls"
    folder: str = "INBOX"

    def __repr__(self) -> str:
        return f"MailServer({self.host}:{self.port}, user={self.user!r}, security={self.security})"


@dataclass(frozen=True)
class FolderState:
    uidvalidity: int
    uidnext: int
    exists: int


@dataclass(frozen=True)
class FetchedMail:
    """One mail as the server holds it. `raw` is empty, and `size` still true, when it is over the size limit."""

    uid: int
    raw: bytes
    size: int
    received_at: datetime | None


class MailSource(Protocol):
    """A mailbox, read only: opened with EXAMINE, read with BODY.PEEK[]; nothing is flagged, moved or deleted."""

    def open(self) -> FolderState: ...
    def uids(self, from_uid: int = 1) -> list[int]:
        """All UIDs from `from_uid` on that the server holds now, ascending."""

    def fetch(self, uids: Sequence[int]) -> Iterator[FetchedMail]:
        """The mails of these UIDs; one that vanished meanwhile is left out."""

    def wait(self, seconds: float) -> bool:
        """Block until the server reports news (True) or the time is over (False)."""

    def close(self) -> None: ...


@dataclass(frozen=True)
class Envelope:
    sender: str
    recipients: tuple[str, ...]


@dataclass(frozen=True)
class ServerReply:
    code: int
    text: str


class Handover(Protocol):
    """A mail whose body the server has, without the final dot. Nothing counts as sent yet."""

    def commit(self) -> ServerReply:
        """Send the final dot and wait for the answer. 4xx → Unavailable, 5xx → Refused, anything else → OutcomeUnknown."""

    def abandon(self) -> None:
        """Drop the connection without the dot: the server forgets the mail."""


class MailTransport(Protocol):
    def begin(self, envelope: Envelope, data: bytes) -> Handover:
        """Connect, sign in, MAIL, RCPT (every one must be taken), DATA, and the body without its final dot."""


# --- documents ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FoundDocument:
    filename: str
    content: bytes


class DocumentSource(Protocol):
    """Finds the file of a document in the firm's own archive."""

    def find(self, kind: str, number: str, filename: str | None = None) -> FoundDocument | None: ...


class BlobStore(Protocol):
    """Bytes by their SHA-256 (hex). Writing the same bytes twice is one file."""

    def put(self, content: bytes) -> str: ...
    def get(self, sha256: str) -> bytes:
        """Raises Refused("DC-410") if it is missing or its bytes no longer match their name."""

    def forget(self, sha256: str) -> None:
        """Remove the bytes of this name. Nothing happens where they are not there."""


# --- the books -----------------------------------------------------------------------------------------------------


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class ContactRecord(Record):
    key: str
    name: str = ""
    email: str
    role: str = ""
    status: str = "active"
    may_receive: tuple[str, ...] | None = None
    """Document kinds this contact may get; None: every kind."""
    listed_in: str = "books"
    """The kind of file that names this contact."""


class ClientRecord(Record):
    id: str
    name: str
    country: str = ""
    mailbox: str = ""
    aliases: tuple[str, ...] = ()
    phone: str = ""
    signature: str = ""
    bank_data: tuple[str, ...] = ()
    """The client's own bank data, one account a line: the only ones that a mail may hold."""


class CustomerRecord(Record):
    id: str
    client_id: str
    name: str
    country: str = ""
    currency: str = "EUR"
    language: str = "en"
    domain: str = ""
    payment_terms_days: int = 30
    contacts: tuple[ContactRecord, ...] = ()
    group: str | None = None
    statement_document_id: str | None = None


class InvoiceRecord(Record):
    number: str
    client_id: str
    customer_id: str
    issue_date: date
    due_date: date
    currency: str
    amount: Decimal
    open_amount: Decimal
    status: str = "open"
    po_number: str | None = None
    credit_note: str | None = None
    documents: dict[str, str] = Field(default_factory=dict)


class DocumentRecord(Record):
    id: str
    kind: str
    client_id: str
    customer_id: str | None = None
    invoice: str | None = None
    title: str = ""
    filename: str = ""
    released: bool = True


class CompanyDocumentRecord(Record):
    id: str
    client_id: str
    kind: str
    title: str = ""
    auto_release: bool = False
    filename: str = ""


class PaymentRecord(Record):
    id: str
    customer_id: str
    date: date
    amount: Decimal
    currency: str
    reference: str = ""
    applied: tuple[dict[str, Any], ...] = ()


class PromiseRecord(Record):
    id: str
    customer_id: str
    invoices: tuple[str, ...] = ()
    made_on: date
    promised_for: date | None = None
    amount: Decimal | None = None
    state: str = "open"


class CreditRecord(Record):
    id: str
    customer_id: str
    amount: Decimal
    currency: str
    issue_date: date
    invoice: str | None = None
    clear: bool = True
    """False: nobody can say what this credit belongs to; it blocks automatic statements."""


class DeliveryRecord(Record):
    """That a document was sent: when, to which address, with what proof (a Message-ID, a tracking number, a server's answer)."""

    id: str
    document_id: str
    sent_at: datetime
    to_address: str
    to_name: str = ""
    proof: str = ""


class Books(Record):
    """One reading of a ledger: everything of the clients it names, as of one day."""

    as_of: date
    clients: tuple[ClientRecord, ...] = ()
    customers: tuple[CustomerRecord, ...] = ()
    invoices: tuple[InvoiceRecord, ...] = ()
    documents: tuple[DocumentRecord, ...] = ()
    company_documents: tuple[CompanyDocumentRecord, ...] = ()
    payments: tuple[PaymentRecord, ...] = ()
    promises: tuple[PromiseRecord, ...] = ()
    credits: tuple[CreditRecord, ...] = ()
    deliveries: tuple[DeliveryRecord, ...] = ()
    contact_lists: tuple[str, ...] = ("books",)
    """The kinds of file here that name contacts: of those which name one no more, it has left."""
    open_items: bool = False
    """Every invoice here is open: those that we know as open and that are not here may have been paid."""


@dataclass(frozen=True)
class RowProblem:
    """One row of an import that cannot be taken: where, what, and what to do about it."""

    place: str
    problem: str


class LedgerSource(Protocol):
    def read(self) -> tuple[Books, tuple[RowProblem, ...]]: ...


# --- models --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ModelAnswer:
    """What a model said. `data` is the validated JSON object when a schema was asked for, else {}."""

    text: str
    data: dict[str, Any]
    model: str
    input_tokens: int = 0
    output_tokens: int = 0
    repaired: bool = False


class ChatModel(Protocol):
    """A chat model behind an OpenAI-compatible address. It has no tools and no memory."""

    name: str

    def ask(self, system: str, user: str, schema: dict[str, Any] | None = None) -> ModelAnswer:
        """One question. With a schema the answer is a JSON object that fits it, after at most one repair;
        Refused("DC-312") if it still does not, Unavailable("DC-310") if the model cannot be reached in time,
        Refused("DC-313") or ("DC-314") where the budget of the mail or of the day is spent."""


def distinct(addresses: Iterable[str]) -> tuple[str, ...]:
    """Addresses once each, in order, compared without regard to case."""
    seen: dict[str, str] = {}
    for address in addresses:
        seen.setdefault(address.lower(), address)
    return tuple(seen.values())
