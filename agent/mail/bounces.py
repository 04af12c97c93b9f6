"""Which of our mails a delivery report is about, and whom it did not reach: by the standard's parts, else by its words."""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

from agent.domain.facts import MailView
from agent.mail.headers import PARSER_TROUBLE
from agent.mail.text import clean_line
from agent.mail.tree import children, content_of

ORIGINAL_ID = re.compile(
    r"^[>\s]*(?:message-id|x-original-message-id|message id)\s*:\s*(<[^<>\s]{3,900}>)", re.IGNORECASE | re.MULTILINE
)
RECIPIENT = re.compile(
    r"^(?:final|original|x-actual)-recipient\s*:\s*(?:[\w/-]+\s*;)?\s*<?([^\s<>;,]+@[^\s<>;,]+?)>?\s*$|^x-failed-recipients\s*:\s*<?([^\s<>;,]+@[^\s<>;,]+)",
    re.IGNORECASE | re.MULTILINE,
)
NAMED_RECIPIENT = re.compile(r"(?:^|[\s<(\"':;])([\w.+=/-]{1,64}@[\w-]+(?:\.[\w-]+)+)")
REPORT_SUBJECT = re.compile(
    r"undeliver|delivery (?:status|failure|report|has failed|incomplete|problem|delayed|error)|(?:mail|message) delivery|returned mail|mail (?:could not be|delivery) |failure notice|non[- ]?delivery|unzustellbar"
    r"|nicht zustellbar|zustell(?:ung|fehler)|undelivered|mail system error|message (?:undeliverable|could not)|échec de (?:la )?remise|non remis|no se puede entregar|devuelto|onbestelbaar|bounce|rejected|delivery notification|warning: message",
    re.IGNORECASE,
)
REPORT_WORDS = re.compile(
    r"(?:could not|couldn't|cannot|can't|was not|wasn't|unable to|not) (?:be )?(?:deliver|sent|send)|permanent(?:ly)? (?:fatal )?(?:error|fail)|user unknown|unknown user|mailbox (?:is )?(?:full|unavailable|not found)|no such (?:user|mailbox|recipient)"
    r"|recipient (?:address )?rejected|delivery to the following|address(?:es)? failed|host unknown|undeliverable|returned to (?:you|sender)|quota exceeded|over quota|hi\. this is the qmail|the following (?:address|recipient)"
    r"|did not reach the following|konnte nicht zugestellt|n'a pas pu être (?:remis|distribué)|no (?:se )?(?:pudo|ha podido) entregar|kon niet worden (?:afgeleverd|bezorgd)|\b[45]\d\d[ -][45]\.\d{1,3}\.\d{1,3}\b",
    re.IGNORECASE,
)
MAX_TEXT = 200_000
MAX_RAW = 1_000_000
"""Bytes of the mail that are looked at: reports stand before the mail that they return."""


@dataclass(frozen=True)
class Bounce:
    message_id: str | None
    address: str | None


def reports(raw: bytes) -> tuple["Message[str, str] | None", frozenset[str]]:
    """The parsed mail and the content types in it; a multipart/report also as `report:` and its report type.

    What stands inside an attached mail is not looked at: a customer who forwards a report to us is no machine.
    """
    try:
        message = message_from_bytes(raw[:MAX_RAW])
        kinds = {kind for part in _outer_parts(message) for kind in _kinds(part)}
    except PARSER_TROUBLE:
        return None, frozenset()
    return message, frozenset(kinds)


def _kinds(part: "Message[str, str]") -> list[str]:
    kind = part.get_content_type()
    if kind == "multipart/report":
        return [kind, f"report:{str(part.get_param('report-type') or '').lower()}"]
    complaint = kind == "message/rfc822" and any("X-HmXmrOriginalRecipient" in inner for inner in children(part))
    return ["message/x-complaint"] if complaint else [kind]


def _outer_parts(message: "Message[str, str]") -> list["Message[str, str]"]:
    waiting, found = [message], []
    while waiting:
        part = waiting.pop()
        found.append(part)
        if part.get_content_type().startswith("multipart/"):
            waiting.extend(children(part))
    return found


def sounds_like_bounce(view: MailView) -> bool:
    """Enough to tell a report from an out-of-office note where something else shows already that a machine wrote."""
    return bool(REPORT_SUBJECT.search(view.subject) or REPORT_WORDS.search(view.full_text[:MAX_TEXT]))


def reads_like_bounce(view: MailView) -> bool:
    return bool(REPORT_SUBJECT.search(view.subject) and REPORT_WORDS.search(view.full_text[:MAX_TEXT]))


def bounce_of(message: "Message[str, str]", view: MailView) -> Bounce:
    """What a delivery report says; None where it does not say."""
    status, text = _sections(message, view)
    original = ORIGINAL_ID.search(text)
    recipient = _recipient(status) or _recipient(_failed(message)) or _recipient(text) or _named(view)
    return Bounce(clean_line(original.group(1)) if original else None, recipient)


def _failed(message: "Message[str, str]") -> str:
    return f"X-Failed-Recipients: {clean_line(str(message.get('X-Failed-Recipients', '')))}"


def _sections(message: "Message[str, str]", view: MailView) -> tuple[str, str]:
    """The text of the delivery status, and all text in which the header of the mail that came back may stand."""
    status: list[str] = []
    rest: list[str] = []
    for part in message.walk():
        kind = part.get_content_type()
        if kind in ("message/delivery-status", "message/global-delivery-status"):
            status.append(_flat(part))
        elif part is not message and not part.is_multipart():
            rest.append(_flat(part))
        elif part is not message:
            rest.append(_header(part))
    text = "\n".join([*rest, view.full_text])[:MAX_TEXT]
    return "\n".join(status)[:MAX_TEXT], text


def _flat(part: "Message[str, str]") -> str:
    """Text of a part; a delivery status is a list of header blocks to the standard library."""
    if part.is_multipart():
        return "\n\n".join(_header(block) for block in children(part))
    body = content_of(part).decode("utf-8", "replace")
    return "\n".join((_header(part), body.replace("\r\n", "\n").replace("\r", "\n")))


def _header(part: "Message[str, str]") -> str:
    return "\n".join(f"{name}: {clean_line(str(value))}" for name, value in part.raw_items())


def _recipient(text: str) -> str | None:
    """The recipient of the first block whose action is "failed", else the first recipient named."""
    blocks = re.split(r"\n\s*\n", text)
    failed = [block for block in blocks if re.search(r"^action\s*:\s*failed", block, re.IGNORECASE | re.MULTILINE)]
    for block in (*failed, text):
        match = RECIPIENT.search(block)
        if match:
            return (match.group(1) or match.group(2)).strip("<>\"'").lower()
    return None


def _named(view: MailView) -> str | None:
    """The first address in the text that is neither the reporting server's nor the receiver's."""
    known = {view.from_address, *view.to, *view.cc}
    own_words = view.newest or view.full_text
    found = (one.lower() for one in NAMED_RECIPIENT.findall(own_words[:20_000]))
    return next(
        (one for one in found if one not in known and not one.startswith(("postmaster@", "mailer-daemon@"))), None
    )
