"""A line of an evaluation file as the RFC 822 bytes that a server would have handed over."""

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from duecourse.errors import Misconfigured
from duecourse.standin import standin_pdf

BOUNDARY = "=_part_of_an_evaluation_mail"


@dataclass(frozen=True)
class Labelled:
    """One line of mails.jsonl, the folder it lies in, and when it was sent."""

    line: dict[str, Any]
    folder: Path
    sent: datetime


class Unreadable(Misconfigured):
    """A file for `duecourse eval` cannot be used as it is."""

    exit_code = 2


def read_lines(mails: Path) -> list[dict[str, Any]]:
    """The mails of a file, one JSON object a line. Raises Unreadable (DC-160) that names the line."""
    lines = []
    for number, text in enumerate(mails.read_text(encoding="utf-8").split("\n"), 1):
        if text.strip():
            try:
                lines.append(checked(json.loads(text), mails.parent))
            except ValueError as error:
                raise Unreadable(
                    "DC-160", f"{mails.name}, line {number}: {error}. Correct it and start again."
                ) from None
    return lines


def checked(line: Any, folder: Path) -> dict[str, Any]:
    """Raises ValueError with what is wrong."""
    if not isinstance(line, dict) or not line.get("id"):
        raise ValueError("it is no object with an id")
    if not isinstance(line.get("body"), str) and not line.get("raw_eml_path"):
        raise ValueError("it has neither body nor raw_eml_path")
    if line.get("raw_eml_path") and not Path(folder, str(line["raw_eml_path"])).is_file():
        raise ValueError(f"{line['raw_eml_path']} is not there")
    if line.get("sent_at"):
        datetime.fromisoformat(str(line["sent_at"]))
    return line


def raw_mail(mail: Labelled, mailbox: str) -> bytes:
    line = mail.line
    if line.get("raw_eml_path"):
        return Path(mail.folder, str(line["raw_eml_path"])).read_bytes()
    head = [f"{name}: {value}" for name, value in headers(line, mailbox, mail.sent)]
    return ("\r\n".join(head) + "\r\n").encode("utf-8", "surrogateescape") + body(line)


def headers(line: dict[str, Any], mailbox: str, sent: datetime) -> list[tuple[str, str]]:
    further = {str(name): str(value) for name, value in (line.get("headers") or {}).items()}
    found = [(name, value) for name, value in further.items() if name.lower() == "authentication-results"]
    found += [
        ("From", worded(line.get("from") or "unknown <unknown@unknown.invalid>")),
        ("To", ", ".join(map(worded, line.get("to") or [mailbox]))),
        ("Subject", worded(line.get("subject") or "")),
        ("Date", format_datetime(sent)),
    ]
    if line.get("cc"):
        found.append(("Cc", ", ".join(map(worded, line["cc"]))))
    if line.get("reply_to"):
        found.append(("Reply-To", worded(line["reply_to"])))
    if not any(name.lower() == "message-id" for name in further):
        found.append(("Message-ID", f"<{line['id']}@evaluation.invalid>"))
    given = {name.lower() for name, _ in found}
    return found + [(name, value) for name, value in further.items() if name.lower() not in given]


def worded(value: str) -> str:
    """Words outside ASCII as encoded words, the address untouched; one line, as on the wire."""
    value = " ".join(value.splitlines())
    if value.isascii():
        return value
    name, bracket, address = value.rpartition("<")
    if bracket and address.isascii():
        return f"{Header(name.strip().strip(chr(34)), 'utf-8').encode()} <{address}"
    return Header(value, "utf-8").encode()


def body(line: dict[str, Any]) -> bytes:
    text = part("text/plain; charset=utf-8", str(line.get("body") or "").encode("utf-8", "surrogatepass"))
    attachments = line.get("attachments") or []
    if not attachments:
        return b"MIME-Version: 1.0\r\n" + text
    parts = [text, *(attached(one) for one in attachments)]
    joined = b"".join(f"--{BOUNDARY}\r\n".encode() + one + b"\r\n" for one in parts)
    kind = f'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="{BOUNDARY}"\r\n\r\n'
    return kind.encode() + joined + f"--{BOUNDARY}--\r\n".encode()


def part(content_type: str, content: bytes, disposition: str = "") -> bytes:
    head = f"Content-Type: {content_type}\r\nContent-Transfer-Encoding: base64\r\n{disposition}\r\n"
    return head.encode() + base64.encodebytes(content).replace(b"\n", b"\r\n")


def attached(one: dict[str, Any]) -> bytes:
    """A PDF with the text in it, or the text as it is."""
    mime, text = one.get("mime") or "application/octet-stream", one.get("text") or ""
    content = standin_pdf(text) if mime == "application/pdf" else text.encode("utf-8", "replace")
    name = worded(one.get("filename") or "attachment").replace('"', "'")
    return part(mime, content, f'Content-Disposition: attachment; filename="{name}"\r\n')
