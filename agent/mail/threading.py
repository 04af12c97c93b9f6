"""Our own marks on mails that leave, and how they are known again: Message-IDs, bounce addresses, and a mail's identity.

A mark carries a keyed hash, so that nobody can make one up. It says which mail of ours is meant; it gives no rights.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable
from uuid import UUID

from agent.mail.headers import LINE, as_text, body_bytes, fields

ID_DIGITS = 32
VERP_DIGITS = 24
"""Hexadecimal digits of the keyed hash: 128 bits, and 96 where the local part of an address has no more room."""
UUID_HEX = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
OUR_ID = re.compile(rf"<?out-({UUID_HEX})\.([0-9a-f]{{{ID_DIGITS}}})@[^<>\s]+>?", re.IGNORECASE)
BOUNCE = re.compile(rf"<?bounce\+([0-9a-f]{{32}})\.([0-9a-f]{{{VERP_DIGITS}}})@[^<>\s]+>?", re.IGNORECASE)
IDENTITY_FIELDS = ("from", "to", "cc", "date", "subject", "message-id", "in-reply-to", "references")


def outgoing_id(outbox_id: UUID, domain: str, key: bytes) -> str:
    """`<out-UUID.HMAC@domain>`, the Message-ID of the mail of this outbox row."""
    return f"<out-{outbox_id}.{_mark(b'message-id', outbox_id, key, ID_DIGITS)}@{domain}>"


def own_tokens(ids: Iterable[str], key: bytes) -> list[UUID]:
    """The outbox rows that these Message-IDs truly name, in order, each once."""
    found: dict[UUID, None] = {}
    for one in ids:
        match = OUR_ID.fullmatch(one.strip())
        if match and _genuine(b"message-id", UUID(match.group(1)), match.group(2), key):
            found[UUID(match.group(1))] = None
    return list(found)


def verp_address(outbox_id: UUID, domain: str, key: bytes) -> str:
    """`bounce+HEX.HMAC@domain`, the envelope sender: a bounce comes back to the mail that it is about."""
    return f"bounce+{outbox_id.hex}.{_mark(b'bounce', outbox_id, key, VERP_DIGITS)}@{domain}"


def envelope_sender(chosen: str | None, outbox_id: UUID, domain: str, key: bytes) -> str:
    """`chosen`: the mailbox's own setting; its bounces are known by the Message-ID in the report alone."""
    return chosen or verp_address(outbox_id, domain, key)


def verp_id(address: str, key: bytes) -> UUID | None:
    match = BOUNCE.fullmatch(address.strip())
    if not match or not _genuine(b"bounce", UUID(match.group(1)), match.group(2), key):
        return None
    return UUID(match.group(1))


def loop_token(domain: str, key: bytes) -> str:
    """What `X-Duecourse-Loop` carries: the same for all mails of one installation and domain."""
    return hmac.new(key, b"loop\x00" + domain.lower().encode(), hashlib.sha256).hexdigest()[:ID_DIGITS]


def _mark(purpose: bytes, outbox_id: UUID, key: bytes, digits: int) -> str:
    return hmac.new(key, purpose + b"\x00" + outbox_id.bytes, hashlib.sha256).hexdigest()[:digits]


def _genuine(purpose: bytes, outbox_id: UUID, mark: str, key: bytes) -> bool:
    return hmac.compare_digest(_mark(purpose, outbox_id, key, len(mark)), mark.lower())


def logical_hash(raw: bytes) -> str:
    """SHA-256 (hex) of what makes a mail this mail: who, to whom, when, about what, in which thread, and its body.

    What servers add on the way (Received, Authentication-Results, signatures) and how lines end make no difference.
    """
    found: dict[str, list[str]] = {name: [] for name in IDENTITY_FIELDS}
    for field in fields(raw):
        if field.name in found:
            found[field.name].append(" ".join(as_text(field.unfolded).split()))
    digest = hashlib.sha256()
    for name in IDENTITY_FIELDS:
        for value in found[name]:
            digest.update(f"{name}:{value}\n".encode("utf-8", "replace"))
    digest.update(b"\n" + LINE.sub(b"\n", body_bytes(raw)).rstrip(b"\n"))
    return digest.hexdigest()
