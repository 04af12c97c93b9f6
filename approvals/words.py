"""Words for people: states, reasons, money and time. Stored codes are never shown bare."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from agent.domain.vocabulary import DisputeReason, DocumentKind, HardshipAsk, Intent, MessageState, OutboxState, Risk

RISK = {
    Risk.ROUTINE.value: ("◦", "Routine"),
    Risk.CHECK_FACTS.value: ("◐", "Check facts"),
    Risk.TWO_PEOPLE.value: ("●●", "Two people"),
}
INTENT = {
    Intent.DOCUMENT_REQUEST.value: "Documents",
    Intent.DISPUTE.value: "Dispute",
    Intent.PROMISE.value: "Promise",
    Intent.HARDSHIP.value: "Hardship",
    Intent.OTHER.value: "Other",
}
MESSAGE_STATE = {
    MessageState.STORED.value: "Just arrived",
    MessageState.TRIAGED.value: "Being read",
    MessageState.DRAFTING.value: "Answer being written",
    MessageState.WAITING_SPECIALIST.value: "Needs review",
    MessageState.ESCALATED.value: "With a manager",
    MessageState.IN_OUTBOX.value: "Answer in outbox",
    MessageState.AUTO_ANSWERED.value: "Answered automatically",
    MessageState.REPLIED.value: "Answered",
    MessageState.CLOSED_NO_REPLY.value: "Closed without reply",
    MessageState.SYSTEM_MAIL.value: "Machine mail",
    MessageState.QUARANTINED.value: "Quarantined",
    MessageState.REDELIVERY.value: "Delivered twice",
}
OUTBOX_STATE = {
    OutboxState.APPROVED.value: "In outbox",
    OutboxState.UNDONE.value: "Undone",
    OutboxState.QUEUED.value: "In outbox",
    OutboxState.CLAIMED.value: "Sending",
    OutboxState.HELD.value: "Stopped",
    OutboxState.CANCELLED.value: "Cancelled",
    OutboxState.TRANSMITTING.value: "Sending",
    OutboxState.REFUSED_TEMP.value: "Will be tried again",
    OutboxState.REFUSED_PERM.value: "Rejected by server",
    OutboxState.COMMIT_PENDING.value: "Sending",
    OutboxState.ACCEPTED.value: "Sent",
    OutboxState.AMBIGUOUS.value: "Unconfirmed",
    OutboxState.RESOLVED_SENT.value: "Counted as sent",
    OutboxState.RESOLVED_RESEND.value: "To be sent again",
}
STATE = OUTBOX_STATE | MESSAGE_STATE
CASE_STATUS = {"open": "Needs review", "escalated": "Escalated", "waiting": "Waiting", "closed": "Done"}
DOCUMENT = {
    DocumentKind.INVOICE.value: "Invoice",
    DocumentKind.POD.value: "Proof of delivery",
    DocumentKind.PO_COPY.value: "Purchase order",
    DocumentKind.STATEMENT.value: "Statement",
    DocumentKind.RECEIPT.value: "Receipt",
    DocumentKind.CREDIT_NOTE.value: "Credit note",
    DocumentKind.TAX_FORM.value: "Tax form",
    DocumentKind.BANK_LETTER.value: "Bank letter",
    DocumentKind.OTHER.value: "Other document",
}
DISPUTE_REASON = {reason.value: reason.value.replace("_", " ").capitalize() for reason in DisputeReason}
PLAN_ASK = {ask.value: ask.value.capitalize() for ask in HardshipAsk}
ESCALATION_REASON = {
    "legal": "Legal steps are mentioned",
    "insolvency": "Insolvency",
    "distress": "The customer is in distress",
    "anger": "The customer is angry or may leave",
    "fraud": "Possible fraud",
    "bank_change": "Bank details are to change",
    "terms": "Terms, credit or a write-off are asked for",
    "authority": "Above my authority",
    "other": "Something else",
}
FRAUD_REASONS = frozenset({"fraud", "bank_change"})
NO_REPLY_REASON = {
    "settled": "Already settled another way",
    "by_phone": "Answered by telephone",
    "thanks": "Only thanks or an acknowledgement",
    "not_ours": "Not for us, or unwanted mail",
    "duplicate": "The same was asked and answered before",
    "other": "Something else",
}
RECORD_OVER = {
    "settled": "Settled with the customer",
    "paid": "Paid",
    "taken_back": "The customer took it back",
    "mistake": "Recorded by mistake",
    "other": "Something else",
}
"""Why a promise, a dispute or a plan is closed."""
DISMISS_REASON = {
    "unwanted": "Unwanted mail",
    "elsewhere": "Handled in the mail program",
    "again": "The sender will send it again",
    "machine": "Written by a machine",
}
"""Why a mail that could not be read needs no case."""
REDRAFT = {
    "shorter": "Shorter",
    "ask_date": "Ask for a payment date",
    "offer_call": "Offer a call",
    "in_en": "In English",
    "in_de": "In German",
    "in_fr": "In French",
    "in_es": "In Spanish",
    "in_nl": "In Dutch",
}
MACHINE_REASON = {
    "all_data": "Data of other customers are asked for",
    "contact_left": "Sender has left the customer",
    "delivery_address": "Answer to another address",
    "document_foreign": "Document of another account",
    "high_value": "Much money",
    "id_collision": "Two mails with one Message-ID",
    "injection": "Instructions to the assistant",
    "name_borrowed": "Somebody else's name",
    "promise_after_broken": "New promise after a broken one",
    "reply_to_foreign": "Answers go to a foreign address",
    "sender_forged": "Sender may be forged",
    "sender_lookalike": "Look-alike address",
}
"""Why the gate escalated, beside the reasons that people choose from."""
ALL_REASONS = MACHINE_REASON | ESCALATION_REASON
ROUTE = {
    "none": "nobody",
    "auto": "automatic answer",
    "specialist": "specialist",
    "manager": "manager",
    "fraud": "manager, possible fraud",
}
ESCALATION_STATE = {"open": "Open", "answered": "Answered", "sent_back": "Sent back", "closed": "Closed"}
RECORD_STATE = {"proposed": "Proposed", "open": "Open", "kept": "Kept", "broken": "Broken", "closed": "Closed"}
ROLE = {"specialist": "Specialist", "manager": "Manager", "admin": "Administrator", "auditor": "Auditor"}
EVENT = {
    "message_moved": "Mail",
    "outbox_moved": "Our mail",
    "switched": "Switch turned",
    "breaker_tripped": "Automatic answers stopped",
    "probe_returned": "Mail server tried",
    "bank_data_changed": "Bank data changed",
    "message_removed": "Mail removed by retention",
    "draft_removed": "Draft removed by retention",
    "outbox_removed": "Our mail removed by retention",
    "case_removed": "Case emptied by retention",
    "retention_done": "Retention",
    "approved": "Approved",
    "approved_first": "Approved as first of two",
    "edited": "Draft edited",
    "redraft_asked": "New draft asked for",
    "closed_without_reply": "Closed without reply",
    "escalated": "Escalated",
    "escalation_reassigned": "Escalation passed on",
    "escalation_sent_back": "Escalation sent back",
    "escalation_closed": "Escalation closed",
    "decision_undone": "Undone",
    "assigned": "Assigned",
    "task_closed": "Task done",
    "record_closed": "Record closed",
    "record_reopened": "Record opened again",
    "case_reopened": "Opened again",
    "signed_in": "Signed in",
    "user_added": "Person added",
    "user_changed": "Person changed",
    "settings_changed": "Own settings changed",
}


def word(table: Mapping[str, str], code: str | None) -> str:
    """The word for a code; a code without one is shown with spaces."""
    return table.get(code or "", (code or "").replace("_", " ").capitalize())


def low(table: Mapping[str, str], code: str | None) -> str:
    """The word as it stands within a sentence."""
    found = word(table, code)
    return found[:1].lower() + found[1:]


def event_word(kind: str) -> str:
    return word(EVENT, kind)


def money(amount: Decimal | str | float | None, currency: str = "") -> str:
    """`12,400.00 EUR`; "–" where nothing is known."""
    if amount is None or amount == "":
        return "–"
    try:
        return f"{Decimal(str(amount)):,.2f} {currency}".strip()
    except InvalidOperation:
        return str(amount)


def day(value: date | str | None) -> str:
    """`3 Nov 2026`."""
    if not value:
        return "–"
    found = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return f"{found.day} {found:%b %Y}"


def moment(value: datetime | None, zone: ZoneInfo, now: datetime) -> str:
    """`10:41` today, `20 Nov 10:41` this year, else with the year."""
    if value is None:
        return "–"
    local, today = value.astimezone(zone), now.astimezone(zone)
    if local.date() == today.date():
        return f"{local:%H:%M}"
    return f"{local.day} {local:%b}{'' if local.year == today.year else f' {local.year}'} {local:%H:%M}"


def span(length: timedelta) -> str:
    """`40 min`, `3 h`, `5 d`."""
    minutes = max(0, int(length.total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // 1440} d"


def due(reply_by: datetime | None, zone: ZoneInfo, now: datetime) -> str:
    """`17:00` today, `Mon 17:00` within a week, else `30 Nov 17:00`; with ", late" once it is over. The clock and not a
    number of hours, since the hours that count are working hours."""
    if reply_by is None:
        return ""
    local, today = reply_by.astimezone(zone), now.astimezone(zone)
    days = abs((local.date() - today.date()).days)
    at = f"{local:%H:%M}" if days == 0 else f"{local:%a %H:%M}" if days < 7 else f"{local.day} {local:%b %H:%M}"
    return at if reply_by >= now else f"{at}, late"


def size(count: int) -> str:
    return f"{count / 1_048_576:.1f} MB" if count >= 1_048_576 else f"{max(1, count // 1024)} kB"


def parsed_moment(text: str) -> datetime | None:
    """An ISO time with its zone, as our own links carry it; None for anything else."""
    try:
        found = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        return None
    return found if found.tzinfo else None
