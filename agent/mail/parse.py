"""One mail's bytes → `MailView`. Raises `Unparsable`, and nothing else, on bytes that are no mail we would read."""

import hashlib
import re
from datetime import UTC, datetime
from email.feedparser import BytesFeedParser
from email.message import Message
from email.utils import parsedate_to_datetime

from agent.domain.facts import AttachmentView, MailView
from agent.mail.addresses import agreed_address
from agent.mail.attachments import Attachment
from agent.mail.body import Body, Reading, collect, files, read
from agent.mail.headers import PARSER_TROUBLE, Field, addresses, as_text, fields, message_ids
from agent.mail.language import language_of
from agent.mail.limits import Unparsable, check_bytes, check_tree
from agent.mail.openings import block_start, forwards
from agent.mail.quotes import Split, split
from agent.mail.text import clean, clean_line, tidy

FORWARD_SUBJECT = re.compile(r"^\s*(?:(?:re|aw|antw|sv)\s*:\s*)*(?:fwd?|wg|tr|rv|doorst|i|vs)\s*:", re.IGNORECASE)
SEALED = frozenset(
    {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"}
)
MAX_SUBJECT = 1000
CHUNK = 64 * 1024
"""Bytes given to the parser at a time: all at once, it needs eight times the memory."""


def parse(raw: bytes) -> MailView:
    """Everything that the bytes say. Texts are clean of controls; line ends are \\n; addresses are lower case."""
    check_bytes(raw)
    message = _tree(raw)
    check_tree(message)
    try:
        return _view(raw, message)
    except PARSER_TROUBLE as trouble:
        raise Unparsable("unreadable", "The mail is built in a way that cannot be read.") from trouble


def attachment_contents(raw: bytes) -> list[Attachment]:
    """The attachments with their bytes, in the order of `MailView.attachments`."""
    check_bytes(raw)
    message = _tree(raw)
    check_tree(message)
    return files(collect(message))


def _tree(raw: bytes) -> "Message[str, str]":
    """The lazy policy of the standard library: with `policy.default` the first look at a header can fail or take minutes."""
    parser: BytesFeedParser[Message[str, str]] = BytesFeedParser()
    try:
        for start in range(0, len(raw), CHUNK):
            parser.feed(raw[start : start + CHUNK])
        return parser.close()
    except PARSER_TROUBLE as trouble:
        raise Unparsable("too_deep", "The parts of the mail are nested too deeply.") from trouble


def _view(raw: bytes, message: "Message[str, str]") -> MailView:
    by_name: dict[str, list[Field]] = {}
    for one in fields(raw):
        by_name.setdefault(one.name, []).append(one)
    body = collect(message)
    reading = read(body)
    text, _ = clean(reading.text)
    address = agreed_address(raw) or ""
    from_name = next((name for name, _ in addresses(by_name.get("from", [])[:1])), "")
    parts = split(text, f"{from_name} {address.partition('@')[0]}")
    attached = tuple(one.view for one in files(body))
    sent_at = _sent_at(by_name.get("date", []))
    ids = message_ids(by_name.get("message-id", [])) or _bare_id(by_name.get("message-id", []))
    subject, odd_subject = _first(by_name, "subject")
    from_header, odd_from = _first(by_name, "from")
    flags = _flags(message, body, reading, parts, attached, subject)
    flags += ["hidden_characters"] * (reading.invisible or odd_subject or odd_from)
    flags += ["id_missing"] * (not ids) + ["date_missing"] * (sent_at is None)
    return MailView(
        message_id=ids[0] if ids else f"<{hashlib.sha256(raw).hexdigest()[:32]}@missing.invalid>",
        in_reply_to=message_ids(by_name.get("in-reply-to", [])),
        references=message_ids(by_name.get("references", [])),
        from_header=from_header,
        from_name=from_name,
        from_address=address,
        reply_to=_addresses(by_name, "reply-to"),
        to=_addresses(by_name, "to"),
        cc=_addresses(by_name, "cc"),
        subject=subject[:MAX_SUBJECT],
        sent_at=sent_at,
        newest=parts.newest,
        signature=parts.signature,
        quote=parts.quote,
        full_text=tidy(text),
        html=clean(body.html)[0],
        hidden=reading.hidden,
        language=language_of(parts.newest),
        attachments=attached,
        flags=tuple(dict.fromkeys(flags)),
    )


def _first(by_name: dict[str, list[Field]], name: str) -> tuple[str, bool]:
    """The first field of that name as people see it, and whether something is hidden in it."""
    found = by_name.get(name, [])
    if not found:
        return "", False
    return found[0].text, clean(found[0].undisguised)[1]


def _addresses(by_name: dict[str, list[Field]], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(address for _, address in addresses(by_name.get(name, []))))


def _bare_id(found: list[Field]) -> tuple[str, ...]:
    """A Message-ID without its angle brackets, as some programs write it."""
    text = clean_line(as_text(found[0].unfolded)).strip("<>") if found else ""
    return (f"<{text[:900]}>",) if text and " " not in text else ()


def _sent_at(found: list[Field]) -> datetime | None:
    if not found:
        return None
    try:
        parsed = parsedate_to_datetime(as_text(found[0].unfolded))
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)
    except PARSER_TROUBLE:
        return None


def _flags(
    message: "Message[str, str]",
    body: Body,
    reading: Reading,
    parts: Split,
    attached: tuple[AttachmentView, ...],
    subject: str,
) -> list[str]:
    written = any(letter.isalnum() for letter in reading.text)
    pictures = "<img" in body.html.lower() or any(one.mime.startswith("image/") for one in attached)
    return [
        *["hidden_text"] * bool(reading.hidden),
        *["html_plain_mismatch"] * reading.differs,
        *["too_large"] * reading.cut,
        *["encrypted"] * _sealed(message, reading.text),
        *["forwarded"] * _forwarded(subject, reading.text, attached),
        *["empty_newest"] * (bool(parts.quote) and not any(letter.isalnum() for letter in parts.newest)),
        *["image_only"] * (not written and pictures),
        *["no_text"] * (not written),
    ]


def _sealed(message: "Message[str, str]", text: str) -> bool:
    """Encrypted, or signed in a way that shows nothing without opening (S/MIME opaque signatures, inline PGP)."""
    return "-----BEGIN PGP MESSAGE-----" in text or any(part.get_content_type() in SEALED for part in message.walk())


def _forwarded(subject: str, text: str, attached: tuple[AttachmentView, ...]) -> bool:
    if forwards(text):
        return True
    inside = any(one.mime == "message/rfc822" for one in attached)
    lines = [line.lstrip("> ") for line in text.split("\n")]
    return bool(FORWARD_SUBJECT.match(subject)) and (inside or block_start(lines) is not None)
