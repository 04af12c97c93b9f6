"""What a mail of ours says to its reader: its own words, and the history that stands below them."""

import email
import email.policy
import re
from dataclasses import dataclass
from email.message import EmailMessage
from html import unescape

from agent.mail.quotes import QUOTE, sorted_lines

TAG = re.compile(r"<[^>]*>")
HISTORY = re.compile(r"<blockquote[^>]*>(.*?)</blockquote>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Written:
    """`quoted` is what stands below our last own line; a quote between two lines of ours is said by us."""

    own: str
    quoted: str = ""


def parted(text: str) -> Written:
    lines = text.split("\n")
    marks = sorted_lines(lines)
    ours = [number for number, line in enumerate(lines) if line.strip() and marks[number] != QUOTE]
    end = ours[-1] + 1 if ours else 0
    return Written("\n".join(lines[:end]), "\n".join(lines[end:]))


def written(mime: bytes) -> Written:
    """Subject, text, its HTML twin, and attachments that are plain text. Nothing else that is attached is opened."""
    mail = email.message_from_bytes(mime, _class=EmailMessage, policy=email.policy.default)
    parts = [parted(text_of(part)) for part in mail.walk() if part.get_content_maintype() == "text"]
    own = [str(mail["subject"] or ""), *(part.own for part in parts)]
    return Written("\n".join(own), "\n".join(part.quoted for part in parts))


def text_of(part: EmailMessage) -> str:
    content = part.get_payload(decode=True)
    text = content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
    text = text.replace("\r\n", "\n")
    return unescape(TAG.sub("", HISTORY.sub(marked, text))) if part.get_content_subtype() == "html" else text


def marked(history: re.Match[str]) -> str:
    return "\n".join(f"> {line}" for line in history[1].split("\n"))
