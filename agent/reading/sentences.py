"""Sentences of a mail, as offsets: line ends and full stops part them, dots after numbers and abbreviations do not."""

import re
from collections.abc import Iterator
from typing import NamedTuple

STOP = re.compile(r"(?<=[.!?…])[\"')]*\s+(?=\S)|\n+|(?<=[;])\s+")
NOT_A_STOP = re.compile(
    r"(?:\b\d{1,2}\.|\b(?:no|nr|nos|nrs|inv|st|mr|mrs|ms|dr|z\.b|d\.h|ca|approx|ref|e\.g|i\.e|bzw|vgl|inkl|sr|sra|srta|mme|me|art|fra|fact|fac|fc|núm|num|dhr|mevr|mw|o\.g|i\.a|d\.d|t\.a\.v|m\.b\.t|t\.n\.v|i\.v\.m|n\.a\.v|u\.a|a\.u\.b|s\.v\.p|cde|tel|fr|etc|d\.m|p\.o|pos|ltd|co|inc|jan|feb|apr|aug|sept|oct|okt|nov|dec|dez)\.)$",
    re.IGNORECASE,
)


class Sentence(NamedTuple):
    start: int
    end: int
    text: str


def sentences(text: str) -> list[Sentence]:
    """Sentences and lines in order, without surrounding white space; empty ones are left out."""
    found: list[Sentence] = []
    start = 0
    for stop in STOP.finditer(text):
        if "\n" not in stop[0] and NOT_A_STOP.search(text[start : stop.start()]):
            continue
        add(found, text, start, stop.start())
        start = stop.end()
    add(found, text, start, len(text))
    return [part for one in unwrapped(found, text) for part in bounded(one)]


LONGEST = 1_000
"""Characters of a sentence; a longer one, which nobody writes, is cut at a space, so that reading it takes no longer than two."""


def bounded(one: Sentence) -> Iterator[Sentence]:
    start, text = one.start, one.text
    while len(text) > LONGEST:
        cut = text.rfind(" ", 1, LONGEST) + 1 or LONGEST
        yield Sentence(start, start + cut, text[:cut])
        start, text = start + cut, text[cut:]
    yield Sentence(start, start + len(text), text)


def add(found: list[Sentence], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    piece = piece.strip()
    if piece:
        found.append(Sentence(start, start + len(piece), piece))


def unwrapped(found: list[Sentence], text: str) -> list[Sentence]:
    """Lines that a mail program broke at its width belong together."""
    joined: list[Sentence] = []
    for one in found:
        last = joined[-1] if joined else None
        gap = text[last.end : one.start] if last else ""
        if (
            last
            and gap == "\n"
            and len(last.text.rsplit("\n", 1)[-1]) > 55
            and last.text[-1] not in ".!?:;"
            and one.text[0].islower()
        ):
            joined[-1] = Sentence(last.start, one.end, text[last.start : one.end])
        else:
            joined.append(one)
    return joined
