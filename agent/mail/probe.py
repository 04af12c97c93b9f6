"""The mail by which a mailbox tries its own server: under the server's name it carries checks of a sender that nobody made.

It is known again by a mark that only we can make, whatever else becomes of it on the way.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from agent.mail.authentication import at_trusted_place
from agent.mail.build import Outgoing, build
from agent.mail.headers import fields, named
from agent.mail.threading import ID_DIGITS, UUID_HEX

HEADER = "X-Duecourse-Probe"
MARK = re.compile(rf"({UUID_HEX})\.([0-9]{{1,11}})\.([0-9a-f]{{{ID_DIGITS}}})")
FORGED = "forged-by-duecourse.invalid"
"""Whom the forged checks vouch for. No real check ever names it."""
SPELLINGS = ("{}", "{} 1", '"{}"', "{} (checked)")
"""Every way of naming the server that RFC 8601 allows and that we would read as its name."""
CLAIMS = f"dkim=pass header.d={FORGED}; spf=pass smtp.mailfrom=x@{FORGED}; dmarc=pass header.from={FORGED}"
SUBJECT = "duecourse tries its own mailbox"
TEXT = """This mail was sent by duecourse from this mailbox to itself. Nobody needs to do anything, and it may be deleted.

It carries forged Authentication-Results headers under the name of your mail server. Your mail server should have removed
them: if they are still believed when the mail arrives, duecourse stops its automatic answers and says so.
"""


@dataclass(frozen=True)
class Probe:
    """Which mailbox was tried, and when. `sent`: whole seconds."""

    mailbox_id: UUID
    sent: datetime


def probe_mail(probe: Probe, address: str, authserv_id: str, key: bytes) -> bytes:
    """From the mailbox's address to itself. `authserv_id`: the name that the forged checks bear."""
    mark = _mark(probe, key)
    forged = [f"Authentication-Results: {one.format(authserv_id)};\r\n {CLAIMS}\r\n" for one in SPELLINGS]
    ours = [f"{HEADER}: {mark}\r\n", "Auto-Submitted: auto-generated\r\n", "X-Auto-Response-Suppress: All\r\n"]
    outgoing = Outgoing(
        from_name="duecourse",
        from_address=address,
        to=(address,),
        subject=SUBJECT,
        text=TEXT,
        date=probe.sent,
        message_id=f"<probe-{mark}@{address.rpartition('@')[2]}>",
    )
    return "".join([*forged, *ours]).encode() + build(outgoing)


def probe_of(raw: bytes, key: bytes) -> Probe | None:
    """Which probe of ours this mail is; None for every other mail, and for one with a mark that we did not make."""
    for one in named(raw, HEADER.lower()):
        if found := MARK.fullmatch(one.text.strip()):
            probe = Probe(UUID(found[1]), datetime.fromtimestamp(int(found[2]), UTC))
            if hmac.compare_digest(_mark(probe, key), found[0]):
                return probe
    return None


def survived(raw: bytes, authserv_id: str) -> bool:
    """Whether a forged check came through to where our verdict on a sender looks: anybody's mail could then be believed."""
    return any(
        FORGED in result.properties.values()
        for _, results in at_trusted_place(fields(raw), authserv_id)
        for result in results.results
    )


def _mark(probe: Probe, key: bytes) -> str:
    told = f"{probe.mailbox_id}.{int(probe.sent.timestamp())}"
    digest = hmac.new(key, b"probe\x00" + told.encode(), hashlib.sha256).hexdigest()
    return f"{told}.{digest[:ID_DIGITS]}"
