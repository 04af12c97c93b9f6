"""Everything known when judging one mail, frozen: what it says, who sent it, what the books hold.

Shapes only. Text positions are character offsets into the named part of the parsed mail. Amounts are `Decimal` in
the currency named beside them; times are aware UTC; dates are calendar days where the client sits.
"""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from agent.domain.vocabulary import (
    STRICTNESS,
    DisputeReason,
    DocumentKind,
    HardshipAsk,
    Intent,
    Risk,
    Route,
    SenderStanding,
    Signal,
)


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


# --- the mail ----------------------------------------------------------------------------------------------------


class AttachmentView(Frozen):
    filename: str
    mime: str
    size: int
    sha256: str
    text: str = ""
    """Text found inside (PDF and plain text only), cut to the limits; "" where there is none or it was not opened."""
    inline_image: bool = False
    """A signature's picture or a contact card: no content of its own."""


class MailView(Frozen):
    """One parsed mail. `subject` and the texts are cleaned of control characters; nothing is lost: the raw bytes stay stored."""

    message_id: str
    """As in the header, with angle brackets; an internal id from the hash where the header is missing."""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    from_header: str = ""
    from_name: str = ""
    from_address: str = ""
    """Lower case; "" unless both parsers of the standard library give this same single address."""
    reply_to: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    subject: str = ""
    sent_at: datetime | None = None
    newest: str = ""
    """What the sender wrote now: no quote, no signature."""
    signature: str = ""
    quote: str = ""
    """Quoted history and forwarded mails."""
    full_text: str = ""
    html: str = ""
    hidden: str = ""
    """Words that a person would not see on the screen; never part of the other texts."""
    language: str = "en"
    attachments: tuple[AttachmentView, ...] = ()
    flags: tuple[str, ...] = ()
    """What the parser noticed: hidden_text, html_plain_mismatch, encrypted, image_only, forwarded, id_missing, date_missing, too_large …"""


class MachineVerdict(Frozen):
    """Whether a machine wrote the mail, shown by headers or structure alone."""

    machine: bool
    kind: str = ""
    """bounce | auto_reply | list | report | own | "" """
    reason: str = ""
    soft: bool = False
    """Only words say so (an out-of-office subject): folded for a person, never filed by itself."""
    bounced_message_id: str | None = None
    bounced_address: str | None = None


class SenderVerdict(Frozen):
    address: str
    standing: SenderStanding
    authenticated: bool
    """dkim=pass aligned with From, and dmarc=pass or none, by the trusted server."""
    all_failed: bool = False
    """SPF, DKIM and DMARC were all judged and none passed."""
    contact_id: UUID | None = None
    customer_ids: tuple[UUID, ...] = ()
    """The accounts this address may act for: one, or those of one group."""
    problems: tuple[str, ...] = ()
    """Codes of safety rules that object: from_invalid, sender_differs, reply_to_foreign, cc_outsider, wrong_client, no_trusted_result, free_mail …"""
    lookalike_of: str | None = None
    reply_to_foreign: tuple[str, ...] = ()
    cc_outsiders: tuple[str, ...] = ()

    @property
    def verified(self) -> bool:
        return self.standing is SenderStanding.VERIFIED and self.authenticated


# --- what was read -----------------------------------------------------------------------------------------------


class Span(Frozen):
    """A verbatim quote and where it stands.

    `part`: newest | subject | quote | signature | attachment:<n> | filename:<n> | from | html | hidden.
    """

    part: str
    start: int
    end: int
    quote: str


class Finding(Frozen):
    """One thing the reader found, with the words that support it. `code` is an Intent, a Signal or a category."""

    code: str
    confidence: float
    span: Span | None = None


class Amount(Frozen):
    value: Decimal
    currency: str | None = None
    span: Span


class DateMention(Frozen):
    day: date
    span: Span
    exact: bool = True
    """False for a range such as "next week": `day` is its last working day."""


class Instalment(Frozen):
    day: date | None
    amount: Decimal | None


class DocumentAsk(Frozen):
    """One document, or set of documents, that the mail asks for. Empty references: the mail does not say which."""

    kind: DocumentKind
    span: Span | None = None
    references: tuple[str, ...] = ()
    """Numbers as written (invoice, PO, credit note), already matched to this ask."""
    scope: str | None = None
    """all_open | overdue | month:2026-09 | range:2026-01-01..2026-03-31 | all | latest | amount:615.75 | date:2026-10-19 | po:HP-231 | None"""


class Facts(Frozen):
    """What the mail states, by deterministic extraction; every span is verified to be a substring of its part."""

    references: tuple[Span, ...] = ()
    """Candidates for invoice, PO and credit-note numbers, before the books are asked."""
    amounts: tuple[Amount, ...] = ()
    dates: tuple[DateMention, ...] = ()
    asks: tuple[DocumentAsk, ...] = ()
    promise_date: DateMention | None = None
    promise_amount: Amount | None = None
    payment_sent: bool = False
    payment_date: DateMention | None = None
    schedule: tuple[Instalment, ...] = ()
    dispute_reason: DisputeReason | None = None
    dispute_span: Span | None = None
    hardship_ask: HardshipAsk | None = None
    hardship_span: Span | None = None
    requested_date: date | None = None
    counted: tuple[str, str] | None = None
    """Quantities as the customer states them, ("36", "40"): came, ordered."""
    new_addresses: tuple[str, ...] = ()
    """Mail addresses in the newest text."""
    never_received: bool = False
    """Says that a document or mail of ours never arrived."""
    request: Finding | None = None
    """The second vote's: the words that most likely ask for papers, and how likely that is."""
    beyond: Finding | None = None
    """The second vote's: the words that most likely say more than a request for papers, and how likely that is."""
    outright: tuple[Intent, ...] = ()
    """Said beyond doubt, by rule: an objection, a plea for time."""
    denied: tuple[Intent, ...] = ()
    """Ruled out by the words: to ask whether one may pay in March promises nothing."""


class Reading(Frozen):
    """What a reader says a mail means. It has no authority: code checks it and decides."""

    reader: str
    version: str
    language: str
    intents: tuple[Intent, ...]
    confidence: dict[str, float]
    """Calibrated probability per intent."""
    findings: tuple[Finding, ...] = ()
    signals: tuple[Finding, ...] = ()
    """`code` is a Signal; the span holds the triggering words."""
    facts: Facts = Facts()
    unclear: bool = False
    prompt: str | None = None
    """Name and version of the prompt, where a model was asked."""
    model: str | None = None

    def says(self, signal: Signal) -> bool:
        return any(finding.code == signal for finding in self.signals)


# --- the books -----------------------------------------------------------------------------------------------------


class DocumentFact(Frozen):
    id: UUID
    code: str
    """The document id of the ledger (`KO-26-1307`, `POD-KO-26-1307`, `STMT-K01`)."""
    kind: DocumentKind
    filename: str
    client_id: UUID
    customer_id: UUID | None
    """None: a company document of the client."""
    invoice_number: str | None = None
    released: bool = True
    available: bool = True
    """The file itself is there (a statement is made when sent)."""
    title: str = ""
    """What the books call it, where they do."""


class DeliveryFact(Frozen):
    document_id: UUID
    sent_at: datetime
    to_address: str
    to_name: str = ""
    proof: str = ""
    recipient_left: bool = False


class InvoiceFact(Frozen):
    id: UUID
    number: str
    customer_id: UUID
    issue_date: date
    due_date: date
    currency: str
    amount: Decimal
    open_amount: Decimal
    status: str
    po_number: str | None = None
    credit_note: str | None = None
    documents: tuple[DocumentFact, ...] = ()
    deliveries: tuple[DeliveryFact, ...] = ()
    on_hold: str | None = None
    """dispute | promise | plan | legal | insolvency | fraud | manual: reminders rest; the last four also stop automatic answers."""

    def document(self, kind: DocumentKind) -> DocumentFact | None:
        return next((one for one in self.documents if one.kind is kind), None)


class PromiseFact(Frozen):
    invoices: tuple[str, ...]
    made_on: date
    promised_for: date | None
    amount: Decimal | None
    state: str


class PaymentFact(Frozen):
    day: date
    amount: Decimal
    currency: str
    reference: str = ""
    invoices: tuple[str, ...] = ()


class ContactFact(Frozen):
    id: UUID
    name: str
    email: str
    status: str
    may_receive: tuple[DocumentKind, ...] | None = None


class CustomerFact(Frozen):
    id: UUID
    code: str
    name: str
    currency: str
    language: str
    country: str = ""
    invoices: tuple[InvoiceFact, ...] = ()
    documents: tuple[DocumentFact, ...] = ()
    """Statement and other documents that hang on no invoice."""
    contacts: tuple[ContactFact, ...] = ()
    promises: tuple[PromiseFact, ...] = ()
    payments: tuple[PaymentFact, ...] = ()
    unclear_credit: bool = False
    held: str | None = None


class ClientFact(Frozen):
    id: UUID
    code: str
    name: str
    country: str = ""
    mailbox: str = ""
    phone: str = ""
    signature: str = ""
    number_formats: tuple[str, ...] = ()
    """Regular expressions of this client's invoice numbers, learned from its books."""
    documents: tuple[DocumentFact, ...] = ()
    """Company documents: tax forms, bank letters."""


class BooksFact(Frozen):
    """The part of the ledger that concerns one mail. `customers`: the accounts the sender may act for, else the best guess."""

    as_of: datetime
    client: ClientFact
    customers: tuple[CustomerFact, ...] = ()
    guessed: bool = False
    """True: the customer was guessed from numbers or domain; nothing of it may be told to the sender."""


# --- how the words meet the books -------------------------------------------------------------------------------------


class AskMatch(Frozen):
    """A document ask resolved against the books. `missing`: "pod of KO-26-1388"; `unknown`: numbers not in the account."""

    ask: DocumentAsk
    documents: tuple[DocumentFact, ...] = ()
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()


class Match(Frozen):
    invoices: tuple[InvoiceFact, ...] = ()
    """Invoices of the sender's account that the mail speaks of, in order of mention."""
    asks: tuple[AskMatch, ...] = ()
    unknown: tuple[str, ...] = ()
    """Things that look like numbers of ours and are not in the account (they may be another customer's)."""
    foreign: bool = False
    """One of them exists in somebody else's account. Never told to the sender."""

    @property
    def documents(self) -> tuple[DocumentFact, ...]:
        found = {document.id: document for ask in self.asks for document in ask.documents}
        return tuple(found.values())


class History(Frozen):
    """What happened before in this case and with this address."""

    answered_automatically: bool = False
    """We answered automatically in this case: the next word is a person's."""
    person_wrote: bool = False
    auto_to_address_today: int = 0
    auto_to_account_today: int = 0
    auto_to_domain_hour: int = 0
    auto_to_client_hour: int = 0
    same_documents_today: bool = False
    inbound_from_address_hour: int = 0
    id_collision: bool = False
    dkim_seen: bool = False
    open_messages: int = 1


class CaseFile(Frozen):
    """All that the gate may look at."""

    mail: MailView
    machine: MachineVerdict
    sender: SenderVerdict
    reading: Reading
    match: Match
    books: BooksFact
    history: History
    now: datetime
    received_at: datetime
    auto_kinds: frozenset[DocumentKind] = frozenset()
    """Kinds that this client has switched on."""


# --- the verdict -----------------------------------------------------------------------------------------------------


class Reason(Frozen):
    """Why a person must look. `code` is stable; `sentence` is for people; `words` are the mail's own that triggered it."""

    code: str
    sentence: str
    route: Route = Route.SPECIALIST
    words: str = ""


class Verdict(Frozen):
    reasons: tuple[Reason, ...] = ()
    risk: Risk = Risk.ROUTINE
    rules: str = Field(default="1", description="version of the rule set")

    @property
    def route(self) -> Route:
        return max((reason.route for reason in self.reasons), key=STRICTNESS.__getitem__, default=Route.AUTO)

    @property
    def auto(self) -> bool:
        return self.route is Route.AUTO

    @property
    def escalated(self) -> bool:
        return self.route in (Route.MANAGER, Route.FRAUD)


# --- drafts ---------------------------------------------------------------------------------------------------------


class SourcedFact(Frozen):
    """A number, date, amount or name in a draft and where it comes from. `source`: "ledger:invoice:KO-26-1307.due_date", "mail:newest:12-40", "policy" …; None: no source."""

    text: str
    start: int
    end: int
    source: str | None


class Brief(Frozen):
    """What a writer is given. For a stranger (`disclose` False) it holds no fact from the books at all."""

    language: str
    disclose: bool
    client: ClientFact
    account: CustomerFact | None = None
    """The one account that the sender acts for."""
    recipient_name: str
    subject: str
    asks: tuple["OpenAsk", ...]
    variant: str = ""
    """"" | shorter | ask_date | offer_call | in_en | in_de … | an instruction in the specialist's words (model writers only)"""
    books_stale_since: date | None = None
    today: date
    sent: frozenset[UUID] = frozenset()
    """Documents that have left in this case, or are about to."""


class OpenAsk(Frozen):
    """One message of the case that still waits for an answer."""

    message_id: UUID
    mail: MailView
    reading: Reading
    match: Match
    verdict: Verdict


class DraftText(Frozen):
    subject: str
    body: str
    facts: tuple[SourcedFact, ...] = ()
    documents: tuple[UUID, ...] = ()
    writer: str = ""
    warnings: tuple[str, ...] = ()
    """Sentences for the specialist, never for the customer."""


Brief.model_rebuild()
