"""Walking the tree of a mail's parts and taking the bytes out of one, without ever failing."""

import io
from copy import copy
from email.generator import BytesGenerator
from email.message import Message

from agent.mail.headers import PARSER_TROUBLE


def children(part: "Message[str, str]") -> "list[Message[str, str]]":
    """The parts directly inside. Asking a single part for its payload can fail, on its charset alone."""
    payload = part.get_payload() if part.is_multipart() else []
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def content_of(part: "Message[str, str]") -> bytes:
    """The bytes of a part, decoded if they can be, else as they stand."""
    if part.is_multipart():
        return b"".join(_as_sent(child) for child in children(part))
    for readable in (part, _bare(part)):
        try:
            found = readable.get_payload(decode=True)
        except PARSER_TROUBLE:
            continue
        if isinstance(found, bytes):
            return found
    return b""


def _bare(part: "Message[str, str]") -> "Message[str, str]":
    """The same part without what says how to decode it."""
    bare = copy(part)
    del bare["Content-Type"]
    del bare["Content-Transfer-Encoding"]
    return bare


def _as_sent(message: "Message[str, str]") -> bytes:
    out = io.BytesIO()
    try:
        BytesGenerator(out, mangle_from_=False, maxheaderlen=0).flatten(message)
    except PARSER_TROUBLE:
        return content_of(message) if not message.is_multipart() else b""
    return out.getvalue()
