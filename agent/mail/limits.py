"""The limits of one mail, checked on its bytes before any parser of the standard library touches it.

Within the limits a parse is cheap; beyond them the standard library needs minutes, gigabytes, or more stack than there is.
"""

import re
from email.message import Message

from agent.mail.headers import Field, fields, header_block
from agent.mail.tree import children

MAX_PARSED = 35 * 1024 * 1024
MAX_HEADER_BLOCK = 128 * 1024
MAX_FIELDS = 1000
MAX_FIELD = 32 * 1024
MAX_ADDRESSES = 200
MAX_DEPTH = 20
MAX_PARTS = 200
MAX_NESTING = 10

ADDRESS_FIELDS = frozenset(
    {
        "from",
        "sender",
        "reply-to",
        "to",
        "cc",
        "bcc",
        "resent-from",
        "resent-sender",
        "resent-to",
        "resent-cc",
        "resent-bcc",
    }
)
FREE_TEXT_FIELDS = frozenset({"subject", "comments", "keywords", "content-description"})
"""Fields that are shown, never parsed: brackets in them mean nothing."""

QUOTED_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
BOUNDARY = re.compile(rb'boundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))', re.IGNORECASE)
DASHED_LINE = re.compile(rb"(?:^|[\r\n])--([^\r\n]{1,200})")


class Unparsable(Exception):
    """This mail is not read by a machine: it is put aside with its raw bytes. `code` is stable, `sentence` is for people."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


def check_bytes(raw: bytes) -> None:
    """Raise `Unparsable` if the raw mail is over a limit."""
    if len(raw) > MAX_PARSED:
        raise Unparsable("too_large", f"The mail is larger than {MAX_PARSED // 1024 // 1024} MiB.")
    if len(header_block(raw, MAX_HEADER_BLOCK + 1)) > MAX_HEADER_BLOCK:
        raise Unparsable("header_too_large", f"The header of the mail is larger than {MAX_HEADER_BLOCK // 1024} KiB.")
    _check_fields(fields(raw))
    _check_boundaries(raw)


def check_tree(message: "Message[str, str]") -> None:
    """Raise `Unparsable` if the parts of a parsed mail are too many, too deep, or have headers over a limit."""
    waiting, seen = [(message, 1)], 0
    while waiting:
        part, depth = waiting.pop()
        seen += 1
        if depth > MAX_DEPTH:
            raise Unparsable("too_deep", f"The parts of the mail are nested more than {MAX_DEPTH} deep.")
        if seen > MAX_PARTS:
            raise Unparsable("too_many_parts", f"The mail has more than {MAX_PARTS} parts.")
        _check_fields([_as_field(name, str(value)) for name, value in part.raw_items()])
        waiting.extend((child, depth + 1) for child in children(part))


def _as_field(name: str, value: str) -> Field:
    return Field(name.lower(), value.encode("ascii", "surrogateescape" if value.isascii() else "replace"))


def _check_fields(found: list[Field]) -> None:
    if len(found) > MAX_FIELDS:
        raise Unparsable("too_many_fields", f"The header of the mail has more than {MAX_FIELDS} fields.")
    for field in found:
        _check_field(field)
    if sum(_addresses(field) for field in found) > MAX_ADDRESSES:
        raise Unparsable("too_many_addresses", f"The mail names more than {MAX_ADDRESSES} addresses.")


def _check_field(field: Field) -> None:
    if len(field.value) > MAX_FIELD:
        raise Unparsable("field_too_large", f"A header field of the mail is larger than {MAX_FIELD // 1024} KiB.")
    if field.name not in FREE_TEXT_FIELDS and _nesting(field.value) > MAX_NESTING:
        raise Unparsable("nested_comments", f"A header field has comments nested more than {MAX_NESTING} deep.")


def _addresses(field: Field) -> int:
    if field.name not in ADDRESS_FIELDS:
        return 0
    bare = QUOTED_STRING.sub(b"", field.value)
    return max(bare.count(b",") + bare.count(b";") + 1, bare.count(b"@"))


def _nesting(value: bytes) -> int:
    """The deepest level of round brackets, whether or not they are quoted: counting too many is the safe side."""
    if value.count(b"(") <= MAX_NESTING:
        return 0
    level = deepest = 0
    for byte in value:
        if byte == 0x28:
            level += 1
            deepest = max(deepest, level)
        elif byte == 0x29:
            level = max(0, level - 1)
    return deepest


def _check_boundaries(raw: bytes) -> None:
    """Count the lines that separate parts. What hides from this count is found by `check_tree`, at a higher price."""
    names = {(quoted or bare).rstrip() for quoted, bare in BOUNDARY.findall(raw)}
    if not names:
        return
    lines = 0
    for match in DASHED_LINE.finditer(raw):
        line = match.group(1).rstrip()
        lines += line in names or line.removesuffix(b"--") in names
        if lines > 2 * MAX_PARTS:
            raise Unparsable("too_many_parts", f"The mail has more than {MAX_PARTS} parts.")
