"""The header fields of a mail as raw bytes, and reading them without ever failing.

Fields are split here by hand because the standard library silently drops malformed ones (`From : x`), and such a field
is exactly what a forged mail carries.
"""

import re
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header
from email.utils import getaddresses

from agent.mail.text import clean_line

PARSER_TROUBLE = (
    ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, OverflowError, MessageError,
)  # fmt: skip
"""What the standard library's mail code has been seen to raise on hostile input."""

LINE_END = rb"(?:\r\n|\n|\r(?!\n))"
BLANK_LINE = re.compile(LINE_END + LINE_END)
LINE = re.compile(LINE_END)
FIELD_START = re.compile(rb"([!-9;-~]+)[ \t]*:")
MESSAGE_ID = re.compile(r"<[^<>\s]{1,990}>")


@dataclass(frozen=True)
class Field:
    """One header field: lower-case name, and its value as it stands, folds included."""

    name: str
    value: bytes

    @property
    def unfolded(self) -> bytes:
        return LINE.sub(b"", self.value).strip(b" \t")

    @property
    def text(self) -> str:
        """The value decoded for people: encoded words resolved, one line, clean."""
        return clean_line(self.undisguised)

    @property
    def undisguised(self) -> str:
        """The value with encoded words resolved, before anything is cleaned away."""
        return _resolved(as_text(self.unfolded))


def header_block(raw: bytes, limit: int | None = None) -> bytes:
    """The bytes before the first blank line, at most `limit` of them."""
    if LINE.match(raw):
        return b""
    found = BLANK_LINE.search(raw, 0, limit if limit is not None else len(raw))
    return raw[: found.start()] if found else raw[:limit]


def body_bytes(raw: bytes) -> bytes:
    """The bytes after the first blank line."""
    first = LINE.match(raw)
    found = first or BLANK_LINE.search(raw)
    return raw[found.end() :] if found else b""


def fields(raw: bytes) -> list[Field]:
    """Every header field in order. A line that is no field and continues none is passed over."""
    found: list[Field] = []
    for line in re.split(rb"(?<=\n)|(?<=\r)(?!\n)", header_block(raw)):
        start = FIELD_START.match(line)
        if line[:1] in (b" ", b"\t") and found:
            found[-1] = Field(found[-1].name, found[-1].value + line)
        elif start:
            found.append(Field(start.group(1).decode("ascii").lower(), line[start.end() :]))
    return found


def named(raw: bytes, name: str) -> list[Field]:
    return [field for field in fields(raw) if field.name == name]


def as_text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")


def decoded(value: str) -> str:
    """Encoded words resolved as far as they can be, on one line, clean; never raises."""
    return clean_line(_resolved(value))


def _resolved(value: str) -> str:
    try:
        return "".join(_piece(piece, charset) for piece, charset in decode_header(value))
    except PARSER_TROUBLE:
        return value


def _piece(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    try:
        return piece.decode(charset or "utf-8")
    except (LookupError, ValueError):
        return piece.decode("cp1252" if charset is None else "utf-8", "replace")


def addresses(found: list[Field]) -> list[tuple[str, str]]:
    """(display name, lower-case address) of all the fields, in order."""
    pairs: list[tuple[str, str]] = []
    for field in found:
        try:
            pairs.extend(getaddresses([as_text(field.unfolded)]))
        except PARSER_TROUBLE:
            continue
    return [(decoded(name), clean_line(address).lower()) for name, address in pairs if "@" in address]


def message_ids(found: list[Field]) -> tuple[str, ...]:
    """Message-IDs with their angle brackets, in order, each once, at most 200."""
    text = " ".join(clean_line(as_text(field.unfolded)) for field in found)
    return tuple(dict.fromkeys(MESSAGE_ID.findall(text)))[:200]
