"""What a text says once its disguise is off: look-alike letters, letters apart, text turned round, base64."""

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LOOK_ALIKES = str.maketrans(
    "АВЕКМНОРСТУХЅІЈԚԜаеорсухѕіјһԁԛԝкмтвнгиьΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχ",
    "ABEKMHOPCTYXSIJQWaeopcyxsijhdqwkmtbhribABEZHIKMNOPTYXaeikvoptux",
)
"""Cyrillic and Greek letters that look Latin."""
TURNED = re.compile(r"⟦U\+202[DE]⟧([^\n⟦]{8,})")
"""After a direction override, as `agent/mail/text.py` shows it."""
BASE64 = re.compile(r"(?<![\w+/=.-])[A-Za-z0-9+/]{24,4000}={0,2}(?![\w+/=])")
APART = re.compile(r"(?<!\S)(?:\S {1,4}){10,400}\S(?!\S)")


def undisguised(text: str) -> str:
    """Plain letters for those that only look like them ("ａ", "а"), one for one: every offset stays."""
    return text if text.isascii() else "".join(map(_plain, text.translate(LOOK_ALIKES)))


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    plain = unicodedata.normalize("NFKC", letter)
    return plain if len(plain) == 1 and plain.isascii() else letter


def decoded(text: str) -> Iterator[tuple[int, int, str]]:
    """Stretches (start, end) of the text that can be read in another way, and what they say then."""
    for found in TURNED.finditer(text):
        yield found.start(), found.end(), found[1][::-1]
    for found in APART.finditer(text):
        yield found.start(), found.end(), re.sub(r" ( *)", lambda gap: " " if gap[1] else "", found[0])
    for found in BASE64.finditer(text):
        yield found.start(), found.end(), _from_base64(found[0])


def _from_base64(run: str) -> str:
    """The text in it; "" where it holds none."""
    try:
        return base64.b64decode(run.rstrip("=") + "=" * (-len(run.rstrip("=")) % 4), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""
