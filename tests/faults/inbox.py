"""What the mail server itself holds, asked without the product: the measure of what must be stored."""

import hashlib
import imaplib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

UID = re.compile(rb"UID (\d+)")


@dataclass(frozen=True)
class Inbox:
    """`numbering`: its UIDVALIDITY. `mails`: by UID, the SHA-256 of the bytes that the server hands out."""

    numbering: int = 0
    mails: dict[int, str] = field(default_factory=dict)


@contextmanager
def signed_in(port: int, user: str, password: str) -> Iterator[imaplib.IMAP4]:
    with imaplib.IMAP4("127.0.0.1", port, timeout=30) as client:
        client.login(user, password)
        yield client


def numbering(port: int, user: str, password: str) -> int:
    with signed_in(port, user, password) as client:
        client.select("INBOX", readonly=True)
        return int(client.response("UIDVALIDITY")[1][0])  # type: ignore[arg-type]  # always told after SELECT


def look(port: int, user: str, password: str) -> Inbox:
    """Every mail with its bytes; no flag is changed."""
    mails = {}
    with signed_in(port, user, password) as client:
        client.select("INBOX", readonly=True)
        number = int(client.response("UIDVALIDITY")[1][0])  # type: ignore[arg-type]  # as above
        (uids,) = client.uid("SEARCH", "ALL")[1]
        if uids:
            for part in client.uid("FETCH", "1:*", "(UID BODY.PEEK[])")[1]:
                if isinstance(part, tuple) and (found := UID.search(part[0])):
                    mails[int(found[1])] = hashlib.sha256(part[1]).hexdigest()
    return Inbox(number, mails)


def remove_first(port: int, user: str, password: str, count: int) -> None:
    """As a person does it who tidies up: the oldest mails go."""
    with signed_in(port, user, password) as client:
        client.select("INBOX")
        client.store(f"1:{count}", "+FLAGS", "\\Deleted")
        client.expunge()
