"""The customers' mails: what they wrote, what must become of each, and their bytes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from functools import cache
from typing import Literal

import dkim
from pydantic import Field

from duecourse.demo.data import FOLDER, Entry
from duecourse.demo.dates import dated
from duecourse.demo.keys import SELECTOR, DomainKeys
from duecourse.demo.pdfs import plain_pdf

How = Literal["signed", "unsigned", "spoofed", "lookalike", "stranger"]
SIGNED: tuple[How, ...] = ("signed", "stranger")
"""A stranger's free-mail house signs for its own domain; a look-alike or forged address has nobody who would."""
HONEST: tuple[How, ...] = ("signed", "unsigned", "stranger")
"""Handed over by a mail server that the domain of the address names as its own."""


class Attachment(Entry):
    filename: str
    mime: str
    text: str
    """What stands on it; the file itself is made when the mail is sent."""


class Report(Entry):
    """What a machine says about a mail that came back."""

    recipient: str
    status: str
    returned: str
    """The subject of the mail that came back."""


class Expected(Entry):
    """What the rules say must become of a mail. `reasons`: codes that must be among those of the verdict."""

    intents: tuple[str, ...]
    route: str
    documents: tuple[str, ...]
    reasons: tuple[str, ...]


class Letter(Entry):
    """One mail as a customer writes it. Texts may hold dates that count from today: `[[day +9]]`, `[[month -1]]`."""

    id: str
    how: How
    language: str = "en"
    from_name: str
    sender: str
    to: str
    subject: str
    body: str
    html: str = ""
    headers: dict[str, str] = Field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    report: Report | None = None
    in_reply_to: str | None = None
    """The id of an earlier mail by the same customer."""

    @property
    def domain(self) -> str:
        return self.sender.rpartition("@")[2]

    @property
    def envelope_sender(self) -> str:
        """Machines that report name nobody, so that no report can come back to them."""
        return "" if self.report else self.sender


class DemoMail(Letter):
    """One of the mails that the demo starts with."""

    title: str
    expected: Expected
    after: str | None = None
    """The id of a mail whose answer this one replies to: send it when that answer has arrived."""


@cache
def demo_mails() -> tuple[DemoMail, ...]:
    """In the order in which they are sent."""
    text = (FOLDER / "mails.jsonl").read_text("utf-8")
    return tuple(DemoMail.model_validate_json(line) for line in text.splitlines())


def compose(mail: Letter, today: date, keys: DomainKeys, answering: bytes | None = None) -> bytes:
    """The mail as its sender's server hands it over, dated now; `answering` is a received mail that it replies to."""
    message = report_message(mail, today) if mail.report else plain_message(mail, today)
    for name, value in (*head(mail, today, keys), *mail.headers.items()):
        message[name] = value
    raw = thread(mail, keys, answering) + message.as_bytes()
    return signature(raw, mail.domain, keys) + raw if mail.how in SIGNED else raw


def head(mail: Letter, today: date, keys: DomainKeys) -> Iterator[tuple[str, str]]:
    local, _, domain = mail.sender.rpartition("@")
    yield "From", str(Address(mail.from_name, local, domain))
    yield "To", mail.to
    yield "Subject", dated(mail.subject, today, mail.language)
    yield "Date", format_datetime(datetime.now(UTC))
    yield "Message-ID", message_id(mail.id, mail.domain, keys)


def message_id(key: str, domain: str, keys: DomainKeys) -> str:
    return f"<{key}.{keys.serial}@{domain}>"


def thread(mail: Letter, keys: DomainKeys, answering: bytes | None) -> bytes:
    """The fields that tie a mail to an earlier one; as bytes, since the standard library would encode a long
    Message-ID beyond recognition."""
    if answering is not None:
        before, earlier = header(answering, "Message-ID"), header(answering, "References").split()
    elif mail.in_reply_to:
        before, earlier = message_id(mail.in_reply_to, mail.domain, keys), []
    else:
        return b""
    references = "\r\n ".join((*earlier, before))
    return f"In-Reply-To: {before}\r\nReferences: {references}\r\n".encode("ascii", "replace")


def header(raw: bytes, name: str) -> str:
    """One field of a mail as it stands, on one line; "" where it is missing. Takes whatever comes."""
    return " ".join(str(message_from_bytes(raw).get(name, "")).split())


def plain_message(mail: Letter, today: date) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    body = dated(mail.body, today, mail.language) + "\n"
    html = dated(mail.html, today, mail.language)
    if mail.body:
        message.set_content(body, cte="quoted-printable")
    if mail.body and html:
        message.add_alternative(html, subtype="html", cte="quoted-printable")
    elif html:
        message.set_content(html, subtype="html", cte="quoted-printable")
    for one in mail.attachments:
        kind, _, subtype = one.mime.partition("/")
        message.add_attachment(plain_pdf(one.text), maintype=kind, subtype=subtype, filename=one.filename)
    return message


def report_message(mail: Letter, today: date) -> MIMEMultipart:
    """A delivery report in the three parts that mail servers write."""
    assert mail.report is not None
    status = MIMEBase("message", "delivery-status", policy=SMTP)
    status.set_payload([block(**{"Reporting-MTA": f"dns; mail.{mail.domain}"}), block(**failed(mail.report))])
    returned = MIMEBase("text", "rfc822-headers", policy=SMTP)
    returned.set_payload(f"From: {mail.to}\nTo: {mail.report.recipient}\nSubject: {mail.report.returned}\n")
    message = MIMEMultipart("report", policy=SMTP, report_type="delivery-status")
    for part in (MIMEText(dated(mail.body, today, mail.language), policy=SMTP), status, returned):
        message.attach(part)
    return message


def block(**values: str) -> Message:
    """One group of fields in a delivery report."""
    made = Message(policy=SMTP)
    for name, value in values.items():
        made[name] = value
    return made


def failed(report: Report) -> dict[str, str]:
    return {"Final-Recipient": f"rfc822; {report.recipient}", "Action": "failed", "Status": report.status}


def signature(raw: bytes, domain: str, keys: DomainKeys) -> bytes:
    """The DKIM-Signature field, with its line end, that goes before the mail."""
    signed: bytes = dkim.sign(raw, SELECTOR.encode(), domain.encode(), keys.private_pem(domain))
    return signed


def address_of(raw: bytes, name: str = "From") -> str:
    """The address in one field, in lower case; "" where there is none."""
    return parseaddr(header(raw, name))[1].lower()
