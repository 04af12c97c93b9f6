"""Mails that leave: from an `Outgoing` to frozen bytes. The same input gives the same bytes, on any day and machine."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from agent.domain.subjects import unanswered
from agent.mail.addresses import is_address

MAX_REFERENCES = 20
MAX_SUBJECT = 250
MAX_NAME = 150
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
CONTROL_IN_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,990}>")
ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
PDF = "application/pdf"


class Unbuildable(ValueError):
    """A mail that must not be made: it would carry what was not meant (a line break in a header, no recipient …)."""


@dataclass(frozen=True)
class OutgoingFile:
    filename: str
    content: bytes
    mime: str = PDF


@dataclass(frozen=True)
class Outgoing:
    """What shall leave. `date` is aware. `quoted`: history to show below the text, without marks.

    `automatic`: marked as written by a machine, and with `loop_token`; a person's mail carries neither.
    """

    from_name: str
    from_address: str
    to: tuple[str, ...]
    subject: str
    text: str
    date: datetime
    message_id: str
    cc: tuple[str, ...] = ()
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    """The References of the mail that is answered, without its own id (or, where it had none, its In-Reply-To)."""
    files: tuple[OutgoingFile, ...] = ()
    automatic: bool = False
    loop_token: str = ""
    quoted: str = ""
    language: str = "en"


def build(outgoing: Outgoing) -> bytes:
    """RFC 5322 bytes: CRLF, seven bits, text with a matching HTML part, attachments. Raises `Unbuildable`."""
    _check(outgoing)
    return b"".join(_line(name, value) for name, value in _headers(outgoing)) + _content(outgoing)


def reply_subject(subject: str) -> str:
    """The subject with exactly one "Re: ", whatever marks it had in whatever language."""
    return f"Re: {unanswered(subject)}".strip()


def thread_references(references: tuple[str, ...], parent: str | None) -> tuple[str, ...]:
    """RFC 5322 §3.6.4: the parent's references and the parent; if they are many, the first and the latest."""
    known = [one for one in dict.fromkeys((*references, *([parent] if parent else []))) if MESSAGE_ID.fullmatch(one)]
    if parent in known:
        known.remove(parent)
        known.append(parent)
    return tuple(known if len(known) <= MAX_REFERENCES else [known[0], *known[1 - MAX_REFERENCES :]])


def _check(outgoing: Outgoing) -> None:
    for name, value in (
        ("name", outgoing.from_name),
        ("subject", outgoing.subject),
        ("loop token", outgoing.loop_token),
    ):
        if CONTROL.search(value):
            raise Unbuildable(f"The {name} holds a line break or another control character.")
    for address in (outgoing.from_address, *outgoing.to, *outgoing.cc):
        if not is_address(address):
            raise Unbuildable("An address of the mail is not a plain mail address.")
    for one in (outgoing.message_id, *([outgoing.in_reply_to] if outgoing.in_reply_to else [])):
        if not MESSAGE_ID.fullmatch(one):
            raise Unbuildable("A Message-ID of the mail is not well formed.")
    if not outgoing.to or outgoing.date.tzinfo is None:
        raise Unbuildable("The mail has no recipient, or its date has no time zone.")
    for file in outgoing.files:
        if (
            CONTROL.search(file.filename)
            or not file.filename
            or not re.fullmatch(r"[\w.+-]+/[\w.+-]+", file.mime, re.ASCII)
        ):
            raise Unbuildable("The name or the type of an attachment is not fit for a header.")


def _headers(outgoing: Outgoing) -> list[tuple[str, str]]:
    subject = reply_subject(outgoing.subject) if outgoing.in_reply_to else outgoing.subject.strip()
    found = [
        ("From", _mailbox(outgoing.from_name[:MAX_NAME], outgoing.from_address)),
        ("To", ",\r\n ".join(outgoing.to)),
        ("Cc", ",\r\n ".join(outgoing.cc)),
        ("Subject", _words(subject[:MAX_SUBJECT], 66)),
        ("Date", format_datetime(outgoing.date)),
        ("Message-ID", outgoing.message_id),
        ("In-Reply-To", outgoing.in_reply_to or ""),
        ("References", "\r\n ".join(thread_references(outgoing.references, outgoing.in_reply_to))),
    ]
    if outgoing.automatic:
        found += [("Auto-Submitted", "auto-replied"), ("X-Auto-Response-Suppress", "All")]
        found += [("X-Duecourse-Loop", outgoing.loop_token)]
    return [(name, value) for name, value in found if value]


def _line(name: str, value: str) -> bytes:
    return f"{name}: {value}\r\n".encode("ascii")


def _words(text: str, first_line: int) -> str:
    """Text for a header: as it is if it is short ASCII that cannot be misread, else as encoded words."""
    if text.isascii() and "=?" not in text and len(text) <= first_line:
        return text
    return Header(text, "utf-8", maxlinelen=74, header_name="x" * 10).encode(linesep="\r\n")


def _mailbox(name: str, address: str) -> str:
    if not name.strip():
        return address
    if name.isascii() and "=?" not in name:
        shown = name if ATOMS.fullmatch(name) else '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    else:
        shown = _words(name, 0)
    return f"{shown}\r\n <{address}>"


def _content(outgoing: Outgoing) -> bytes:
    """The MIME part of the header and the body. Boundaries come from a hash of what is inside, so that they never vary."""
    message = EmailMessage(policy=SMTP)
    text = CONTROL_IN_TEXT.sub("", outgoing.text.replace("\r\n", "\n").replace("\r", "\n")).rstrip() + "\n"
    quoted = CONTROL_IN_TEXT.sub("", outgoing.quoted.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")
    message.set_content(text + _quote(quoted), subtype="plain", charset="utf-8", cte="quoted-printable")
    message.add_alternative(
        _html(text, quoted, outgoing.language), subtype="html", charset="utf-8", cte="quoted-printable"
    )
    for file in outgoing.files:
        kind, _, subtype = file.mime.partition("/")
        message.add_attachment(file.content, maintype=kind, subtype=subtype, filename=file.filename, cte="base64")
    seed = hashlib.sha256(
        repr(
            (outgoing.message_id, text, quoted, [hashlib.sha256(file.content).hexdigest() for file in outgoing.files])
        ).encode()
    )
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{hashlib.sha256(seed.digest() + bytes([number])).hexdigest()[:32]}")
    return message.as_bytes()


def _quote(quoted: str) -> str:
    return "\n" + "".join(f"> {line}".rstrip() + "\n" for line in quoted.split("\n")) if quoted else ""


def _html(text: str, quoted: str, language: str) -> str:
    """The same words as simple paragraphs: no style, no picture, no link."""
    paragraphs = "".join(f"<p>{_lines(block)}</p>\n" for block in re.split(r"\n{2,}", text.strip("\n")))
    history = f'<blockquote type="cite">{_lines(quoted)}</blockquote>\n' if quoted else ""
    return f'<!DOCTYPE html>\n<html lang="{escape(language)}"><head><meta charset="utf-8"></head><body>\n{paragraphs}{history}</body></html>\n'


def _lines(block: str) -> str:
    return "<br>\n".join(escape(line, quote=False) for line in block.split("\n"))
