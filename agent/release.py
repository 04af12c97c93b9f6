"""The last gate before a mail leaves: pure checks on the frozen row and on the facts of now."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from agent.domain.vocabulary import OutboxKind


@dataclass(frozen=True)
class Attached:
    """A document in the mail: whose it is, and whether the stored file is still the one that was attached."""

    code: str
    client_id: UUID | None
    customer_id: UUID | None
    unchanged: bool
    uploaded: bool = False
    released: bool = True


@dataclass(frozen=True)
class Leaving:
    kind: OutboxKind
    mime: bytes
    sha256: str
    recipients: frozenset[str]
    allowed: frozenset[str]
    """Automatic: the verified sender alone. Decision: what the approved version says."""
    client_id: UUID
    accounts: frozenset[UUID]
    """The case's customer and those of its group."""
    attached: tuple[Attached, ...]
    sending_on: bool
    kinds_on: bool
    draft_approved: bool
    person_took_over: bool
    changed: tuple[str, ...] = ()
    """Decision: what is not as it was when the mail was approved, in sentences."""
    newer_mail: bool = False
    """Somebody has written in the case since then."""
    unread_mail: bool = False
    """Decision: something that came before the mail could leave has not been read, and may be of this case."""
    breaker_tripped: bool = False
    """Automatic: too many left in one hour, or a person stopped them all, and no manager has switched them on yet."""
    forged_checks: bool = False
    """Automatic: the mailbox's server lets forged checks of senders through, or a person stopped its automatic answers."""
    strange: tuple[str, ...] = ()
    """Account numbers in its words that are not the client's own."""


@dataclass(frozen=True)
class Stop:
    code: str
    sentence: str


def release(mail: Leaving) -> Stop | None:
    """None: it may leave. Else why it is held."""
    checks = (
        (not mail.sending_on, "sending_off", "Sending is switched off for this mailbox."),
        (not mail.kinds_on, "kind_off", "Automatic answers are switched off for this kind of document."),
        (mail.breaker_tripped, "breaker", "All automatic answers are switched off until a manager switches them on."),
        (mail.forged_checks, "forged_checks", "Automatic answers of this mailbox are switched off."),
        (hashlib.sha256(mail.mime).hexdigest() != mail.sha256, "bytes_changed", "The mail is not what was approved."),
        (not mail.draft_approved, "draft_changed", "The draft is no longer the approved one."),
        (not mail.recipients or not mail.recipients <= mail.allowed, "recipients", "A recipient was not approved."),
        (bool(mail.strange), "bank_data", bank_sentence(mail.strange)),
        (mail.unread_mail, "unread_mail", "A mail that came before this one could leave has not been read yet."),
        (bool(mail.changed), "newer_mail" if mail.newer_mail else "facts_changed", " ".join(mail.changed)),
    )
    for objection, code, sentence in checks:
        if objection:
            return Stop(code, sentence)
    return next(filter(None, (check_attached(mail, one) for one in mail.attached)), None)


def bank_sentence(strange: tuple[str, ...]) -> str:
    looks = "look like account numbers that are" if len(strange) > 1 else "looks like an account number that is"
    return f"{', '.join(strange)} {looks} not among the client's bank data in the books (DC-623)."


def check_attached(mail: Leaving, one: Attached) -> Stop | None:
    if one.uploaded and mail.kind is OutboxKind.DECISION:
        return None
    if one.client_id != mail.client_id or (one.customer_id is not None and one.customer_id not in mail.accounts):
        return Stop("document_foreign", f"{one.code} belongs to another account.")
    if mail.kind is OutboxKind.AUTO and not one.released:
        return Stop("not_released", f"{one.code} may no longer leave without a person.")
    if not one.unchanged:
        return Stop("document_changed", f"{one.code} is no longer the file that was attached.")
    return None
