"""The answer of the second vote."""

from typing import NamedTuple


class Objection(NamedTuple):
    """`code` is stable; `sentence` is for people; `words` are the mail's own."""

    code: str
    sentence: str
    words: str
