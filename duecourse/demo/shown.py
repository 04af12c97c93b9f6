"""A mail as its reader's mail program shows it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default

from inscriptis import get_text

from agent.mail.headers import decoded
from duecourse.demo.maildir import Kept
from duecourse.demo.mails import address_of, header

SMALL = (
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "In-Reply-To",
    "Reply-To",
    "Message-ID",
    "Authentication-Results",
)


@dataclass(frozen=True)
class File:
    """An attachment by its place in the mail."""

    place: int
    name: str
    content: bytes

    @property
    def kilobytes(self) -> int:
        return max(1, len(self.content) // 1000)


@dataclass(frozen=True)
class Shown:
    key: str
    new: bool
    outgoing: bool
    at: datetime
    sender: str
    sender_address: str
    to: str
    subject: str
    text: str
    files: tuple[File, ...]
    small: tuple[tuple[str, str], ...]


def shown(kept: Kept, outgoing: bool = False) -> Shown:
    message = message_from_bytes(kept.raw, _class=EmailMessage, policy=default)
    return Shown(
        key=kept.key,
        new=kept.new and not outgoing,
        outgoing=outgoing,
        at=datetime.fromtimestamp(kept.at, UTC),
        sender=decoded(header(kept.raw, "From")),
        sender_address=address_of(kept.raw),
        to=decoded(header(kept.raw, "To")),
        subject=decoded(header(kept.raw, "Subject")),
        text=text_of(message),
        files=files_of(message),
        small=tuple((name, value) for name in SMALL if (value := header(kept.raw, name))),
    )


def text_of(message: EmailMessage) -> str:
    """The plain text, else what the HTML says."""
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    text = str(body.get_content()).strip()
    return get_text(text).strip() if body.get_content_subtype() == "html" else text


def files_of(message: EmailMessage) -> tuple[File, ...]:
    parts = [one for one in message.iter_attachments() if one.get_filename()]
    return tuple(File(place, str(one.get_filename()), bytes_of(one)) for place, one in enumerate(parts))


def bytes_of(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
