"""A line of an evaluation file as the RFC 822 bytes that a server would have handed over."""

import base64
import re
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from duecourse.evaluation_lines import Line, header_lines, text, texts
from duecourse.standin import standin_pdf

BOUNDARY = "=_part_of_an_evaluation_mail"
FIELD_NAME = re.compile(r"[!-9;-~]+")
MIME_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
UNQUOTED = re.compile(r'^([^"<>@]*[(),;:][^"<>@]*?) <([^<>]*)>$')
"""A name with marks that a mail program puts in quotes."""
UNFIT_FOR_AN_ID = re.compile(r"[^\w.+-]", re.ASCII)


@dataclass(frozen=True)
class Labelled:
    """One line of mails.jsonl, the folder it lies in, and when it was sent."""

    line: Line
    folder: Path
    sent: datetime


def raw_mail(mail: Labelled, mailbox: str) -> bytes:
    line = mail.line
    if line.get("raw_eml_path"):
        return Path(mail.folder, str(line["raw_eml_path"])).read_bytes()
    head = [f"{name}: {value}" for name, value in headers(line, mailbox, mail.sent)]
    return ("\r\n".join(head) + "\r\n").encode("utf-8", "surrogatepass") + body(line)


def headers(line: Line, mailbox: str, sent: datetime) -> list[tuple[str, str]]:
    further = [
        (name, one_line(text(value)))
        for name, value in header_lines(line.get("headers"))
        if value is not None and FIELD_NAME.fullmatch(name)
    ]
    found = [(name, value) for name, value in further if name.lower() == "authentication-results"]
    found += [
        ("From", addresses(line.get("from")) or "unknown <unknown@unknown.invalid>"),
        ("To", addresses(line.get("to")) or mailbox),
        ("Subject", worded(text(line.get("subject")))),
        ("Date", format_datetime(sent)),
    ]
    found += [
        (name, value) for name, key in (("Cc", "cc"), ("Reply-To", "reply_to")) if (value := addresses(line.get(key)))
    ]
    if not any(name.lower() == "message-id" for name, _ in further):
        found.append(("Message-ID", f"<{UNFIT_FOR_AN_ID.sub('-', str(line['id']))}@evaluation.invalid>"))
    given = {name.lower() for name, _ in found}
    return found + [(name, value) for name, value in further if name.lower() not in given]


def addresses(value: Any) -> str:
    return ", ".join(UNQUOTED.sub(r'"\1" <\2>', worded(one)) for one in texts(value))


def one_line(value: str) -> str:
    return " ".join(value.splitlines())


def worded(value: str) -> str:
    """Words outside ASCII as encoded words, the address untouched; one line, as on the wire."""
    value = one_line(value).encode("utf-8", "replace").decode("utf-8")
    if value.isascii():
        return value
    name, bracket, address = value.rpartition("<")
    if bracket and address.isascii():
        return f"{encoded(name.strip().strip(chr(34)))} <{address}"
    return encoded(value)


def encoded(words: str) -> str:
    return Header(words, "utf-8").encode().replace("\n", "")


def body(line: Line) -> bytes:
    words = part("text/plain; charset=utf-8", text(line.get("body"), "\n").encode("utf-8", "surrogatepass"))
    listed = line.get("attachments")
    attachments = [one for one in (listed if isinstance(listed, list) else [listed]) if isinstance(one, dict)]
    if not attachments:
        return b"MIME-Version: 1.0\r\n" + words
    parts = [words, *(attached(one) for one in attachments)]
    joined = b"".join(f"--{BOUNDARY}\r\n".encode() + one + b"\r\n" for one in parts)
    kind = f'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="{BOUNDARY}"\r\n\r\n'
    return kind.encode() + joined + f"--{BOUNDARY}--\r\n".encode()


def part(content_type: str, content: bytes, disposition: str = "") -> bytes:
    head = f"Content-Type: {content_type}\r\nContent-Transfer-Encoding: base64\r\n{disposition}\r\n"
    return head.encode() + base64.encodebytes(content).replace(b"\n", b"\r\n")


def attached(one: dict[str, Any]) -> bytes:
    """A PDF with the text in it, or the text as it is."""
    mime, words = text(one.get("mime")), text(one.get("text"), "\n")
    mime = mime if MIME_TYPE.fullmatch(mime) else "application/octet-stream"
    content = standin_pdf(words) if mime == "application/pdf" else words.encode("utf-8", "replace")
    name = worded(text(one.get("filename")) or "attachment").replace('"', "'")
    return part(mime, content, f'Content-Disposition: attachment; filename="{name}"\r\n')
