"""Who a mail says it is from, believed only where every reader of the header would say the same."""

import re
from email import message_from_bytes, policy
from email.message import Message
from email.utils import getaddresses

from agent.mail.headers import LINE, PARSER_TROUBLE, Field, fields, header_block

MAX_FROM = 998
ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
ADDRESS = re.compile(rf"({ATOM}(?:\.{ATOM})*)@((?:{LABEL}\.)+{LABEL})")
WORD = r"(?:\"(?:[^\"\\\r\n]|\\.)*\"|[^\s\"<>@,;:()\[\]\\]+)"
MAILBOX = re.compile(
    rf"(?:(?P<bare>[^\s<>\"]+)|(?:{WORD}(?:\s+{WORD}|(?<=\")(?:{WORD})|(?=\")(?:{WORD}))*)?\s*<(?P<angle>[^<>\s]+)>)"
)
LINE_ENDS = re.compile(rb"\r\n|\n|\r")


def is_address(text: str) -> bool:
    """Whether this is a plain address of a mailbox, in ASCII, without comment, quoting or encoded word."""
    found = ADDRESS.fullmatch(text)
    if not found or "=?" in text or len(found.group(1)) > 64 or len(found.group(2)) > 253:
        return False
    return not found.group(2).rpartition(".")[2].isdigit()


def single_from(raw: bytes) -> str | None:
    """The one address in From, lower case, if the field is beyond any doubt; None otherwise (safety rule of automatic answers).

    One field; ASCII of at most 998 octets; no NUL, no stray CR or LF; one mailbox without group, route, comment or
    encoded word in the address; and both parsers of the standard library agree.
    """
    found = _from_fields(raw)
    if len(found) != 1 or not _plain_bytes(raw, found[0].value):
        return None
    value = found[0].unfolded.decode("ascii")
    if len(value) > MAX_FROM or not MAILBOX.fullmatch(value):
        return None
    return agreed_address(raw)


def agreed_address(raw: bytes) -> str | None:
    """The one address of the one From field that both parsers give, lower case. Looser than `single_from`: for showing."""
    found = _from_fields(raw)
    if len(found) != 1 or len(found[0].value) > 8 * MAX_FROM or b"\x00" in found[0].value:
        return None
    head = header_block(raw) + b"\r\n\r\n"
    seen = {_by_modern(head), _by_compat(head), _by_hand(found[0])}
    only = seen.pop() if len(seen) == 1 else None
    return only.lower() if only and is_address(only) else None


def _from_fields(raw: bytes) -> list[Field]:
    return [field for field in fields(raw) if field.name == "from"]


def _plain_bytes(raw: bytes, value: bytes) -> bool:
    ends = set(LINE_ENDS.findall(header_block(raw)))
    unfolded = LINE.sub(b"", value)
    return len(ends) <= 1 and all(byte == 9 or 32 <= byte < 127 for byte in unfolded)


def _by_hand(field: Field) -> str | None:
    """The address in the only pair of angle brackets outside quotes, else the whole value."""
    value = re.sub(r'"(?:[^"\\]|\\.)*"', "", field.unfolded.decode("utf-8", "replace"))
    angles = re.findall(r"<([^<>]*)>", value)
    if value.count("<") > 1 or value.count(">") > 1:
        return None
    return str(angles[0]).strip() if angles else value.strip()


def _by_modern(head: bytes) -> str | None:
    try:
        header = message_from_bytes(head, policy=policy.default)["From"]
        found = [mailbox.addr_spec for mailbox in header.addresses]
        plain = not any(group.display_name is not None for group in header.groups)
    except PARSER_TROUBLE:
        return None
    return str(found[0]) if len(found) == 1 and plain else None


def _by_compat(head: bytes) -> str | None:
    message: Message[str, str] = message_from_bytes(head)
    try:
        found = [
            address for _, address in getaddresses([str(value) for value in message.get_all("from", [])]) if address
        ]
    except PARSER_TROUBLE:
        return None
    return found[0] if len(found) == 1 else None
