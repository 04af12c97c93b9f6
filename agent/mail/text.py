"""Making text safe to store and to show: no control characters, nothing invisible, line ends as \\n."""

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

LINE_ENDS = re.compile("\r\n|\r|\u2028|\u2029|\x85|\x0b|\x0c")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
NOT_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff]")
DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
INVISIBLE = "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"
ZERO_WIDTH = re.compile(f"[{INVISIBLE}]")
INSIDE_WORD = re.compile(f"(?<=[^\\W_])[{INVISIBLE}]+(?=[^\\W_])")
TAGS = re.compile("[\U000e0000-\U000e0fff]")
BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*){2,}")

WEB_CHARSETS = {"iso8859-1": "cp1252", "ascii": "utf-8", "gb2312": "gb18030"}
"""What senders mean by these names; each is a superset of the name."""
NOT_CHARSETS = frozenset(
    {"unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined", "mbcs", "oem", "palmos"}
)


def clean(text: str) -> tuple[str, bool]:
    """The text without what cannot be stored or seen, and whether something was hidden in it on purpose.

    Direction overrides are shown as ⟦U+202E⟧, since they turn the meaning of what follows. Characters without width
    are dropped: mail programs scatter them at the edges of words, but inside a word they only serve to fool a reader.
    """
    text = LINE_ENDS.sub("\n", text).replace("\u00a0", " ").replace("\u2800", " ")
    hidden = bool(DIRECTION.search(text) or TAGS.search(text) or INSIDE_WORD.search(text))
    text = DIRECTION.sub(lambda found: f"⟦U+{ord(found.group()):04X}⟧", text)
    text = ZERO_WIDTH.sub("", CONTROLS.sub("", text))
    return NOT_TEXT.sub("\ufffd", text), hidden


def clean_line(text: str) -> str:
    """The same on one line, runs of white space as one space."""
    return " ".join(clean(text)[0].split())


def tidy(text: str) -> str:
    """Trailing spaces, runs of blank lines and surrounding blank lines taken away."""
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return BLANK_LINES.sub("\n\n", lines).strip("\n")


def words(text: str) -> set[str]:
    """Words of three letters or more and numbers, without case, accents or links."""
    plain = re.sub(r"(?:https?://|mailto:|www\.|cid:)[^\s<>\])]*", " ", text)
    folded = unicodedata.normalize("NFKC", plain).casefold()
    return {word for word in re.findall(r"[^\W_]+", folded) if len(word) > 2 or word.isdigit()}


def decode(payload: bytes, charset: str | None) -> str:
    """Text from bytes: the declared charset if it fits, else UTF-8, else the likeliest one; never raises."""
    for name in (_codec(charset), "utf-8"):
        if name is None:
            continue
        try:
            return payload.decode(name)
        except (LookupError, ValueError):
            continue
    return _guess(payload)


def _codec(charset: str | None) -> str | None:
    try:
        name = codecs.lookup((charset or "utf-8").strip()).name
    except (LookupError, ValueError):
        return None
    return None if name in NOT_CHARSETS else WEB_CHARSETS.get(name, name)


def _guess(payload: bytes) -> str:
    best = from_bytes(payload[:20_000]).best()
    return payload.decode(best.encoding if best else "cp1252", "replace")
