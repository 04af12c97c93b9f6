"""The field's terms, as closed lists. Values are stored in the database and shown in exports: add, never rename."""

from enum import StrEnum


class Intent(StrEnum):
    DOCUMENT_REQUEST = "document_request"
    DISPUTE = "dispute"
    PROMISE = "promise"
    HARDSHIP = "hardship"
    OTHER = "other"


class DocumentKind(StrEnum):
    INVOICE = "invoice"
    POD = "pod"
    PO_COPY = "po_copy"
    STATEMENT = "statement"
    RECEIPT = "receipt"
    CREDIT_NOTE = "credit_note"
    TAX_FORM = "tax_form"
    BANK_LETTER = "bank_letter"
    OTHER = "other"


RELEASABLE_KINDS = frozenset(DocumentKind) - {DocumentKind.BANK_LETTER, DocumentKind.OTHER}
"""Kinds that an automatic answer may carry at all."""


class DisputeReason(StrEnum):
    PRICE = "price"
    QUANTITY = "quantity"
    QUALITY = "quality"
    NON_DELIVERY = "non_delivery"
    DUPLICATE = "duplicate"
    SHORT_PAY = "short_pay"
    CREDIT_CLAIM = "credit_claim"
    WRONG_ENTITY = "wrong_entity"
    TAX = "tax"
    BILLING_DATA = "billing_data"
    UNAUTHORISED_ORDER = "unauthorised_order"
    CANCELLED_ORDER = "cancelled_order"
    BALANCE_DIFFERENCE = "balance_difference"


class HardshipAsk(StrEnum):
    EXTENSION = "extension"
    INSTALMENTS = "instalments"
    REDUCTION = "reduction"
    STANDSTILL = "standstill"


class Signal(StrEnum):
    """Something in the words that a manager, or the fraud queue, must see."""

    LEGAL = "legal"
    INSOLVENCY = "insolvency"
    DISTRESS = "distress"
    ANGER = "anger"
    CHURN = "churn"
    FRAUD = "fraud"
    BANK_CHANGE = "bank_change"
    INJECTION = "injection"
    ALL_DATA = "all_data"
    CREDIT_LIMIT = "credit_limit"
    TERMS_CHANGE = "terms_change"
    PRODUCT_SAFETY = "product_safety"
    DATA_PROTECTION = "data_protection"
    CONDUCT = "conduct"
    POSTPONED_PROMISE = "postponed_promise"


FRAUD_SIGNALS = frozenset({Signal.FRAUD, Signal.BANK_CHANGE, Signal.INJECTION, Signal.ALL_DATA})


class Route(StrEnum):
    """Who must look, from the loosest to the strictest. The strictest of all reasons wins."""

    AUTO = "auto"
    NONE = "none"
    SPECIALIST = "specialist"
    MANAGER = "manager"
    FRAUD = "fraud"


STRICTNESS = {Route.AUTO: 0, Route.NONE: 1, Route.SPECIALIST: 2, Route.MANAGER: 3, Route.FRAUD: 4}


class Risk(StrEnum):
    ROUTINE = "routine"
    CHECK_FACTS = "check_facts"
    TWO_PEOPLE = "two_people"


class SenderStanding(StrEnum):
    """How far the sender's identity is proven."""

    VERIFIED = "verified"
    """An active contact of exactly this account, from an authenticated mail."""
    KNOWN_UNVERIFIED = "known_unverified"
    """The address is a contact's, but the mail is not proven to come from it."""
    LEFT = "left"
    """The address belongs to somebody who has left."""
    SAME_DOMAIN = "same_domain"
    """An unknown person at a customer's own domain."""
    LOOKALIKE = "lookalike"
    UNKNOWN = "unknown"


class MessageState(StrEnum):
    STORED = "stored"
    TRIAGED = "triaged"
    DRAFTING = "drafting"
    WAITING_SPECIALIST = "waiting_specialist"
    ESCALATED = "escalated"
    IN_OUTBOX = "in_outbox"
    AUTO_ANSWERED = "auto_answered"
    REPLIED = "replied"
    CLOSED_NO_REPLY = "closed_no_reply"
    SYSTEM_MAIL = "system_mail"
    QUARANTINED = "quarantined"
    REDELIVERY = "redelivery"


class DraftState(StrEnum):
    OPEN = "open"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class OutboxState(StrEnum):
    APPROVED = "approved"
    UNDONE = "undone"
    QUEUED = "queued"
    CLAIMED = "claimed"
    HELD = "held"
    CANCELLED = "cancelled"
    TRANSMITTING = "transmitting"
    REFUSED_TEMP = "refused_temp"
    REFUSED_PERM = "refused_perm"
    COMMIT_PENDING = "commit_pending"
    ACCEPTED = "accepted"
    AMBIGUOUS = "ambiguous"
    RESOLVED_SENT = "resolved_sent"
    RESOLVED_RESEND = "resolved_resend"


class OutboxKind(StrEnum):
    AUTO = "auto"
    DECISION = "decision"
    TEST = "test"


class Verb(StrEnum):
    APPROVE = "approve"
    EDIT = "edit"
    REDRAFT = "redraft"
    NO_REPLY = "no_reply"
    ESCALATE = "escalate"
    SUPERSEDED = "superseded"


class Role(StrEnum):
    SPECIALIST = "specialist"
    MANAGER = "manager"
    ADMIN = "admin"
    AUDITOR = "auditor"


class RecordState(StrEnum):
    """Promises, disputes and plans."""

    PROPOSED = "proposed"
    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    CLOSED = "closed"


LANGUAGES = ("en", "de", "fr", "es", "nl")
