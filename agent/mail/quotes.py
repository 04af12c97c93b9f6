"""What the sender wrote now, the signature, and the quoted history of one text. Lines are sorted, none is dropped.

In doubt a line counts as newly written: a courtesy too many there costs a look by a person, a complaint hidden in a
"signature" would cost a wrong answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from agent.mail.openings import attribution_end, block_start, library_start, quoted
from agent.mail.signatures import signature_lines
from agent.mail.text import tidy

NEWEST, SIGNATURE, QUOTE = "newest", "signature", "quote"
MAX_LINES = 5_000
LOOKED_AT = 400
"""Characters of a line that the patterns see: more are never needed, and hostile lines are long."""


@dataclass(frozen=True)
class Split:
    """The three parts of a text; every line of it is in exactly one of them, in its order."""

    newest: str
    signature: str
    quote: str


def split(text: str, author: str = "") -> Split:
    """`author`: the sender's name and local part, as far as known; a bare name below the text is its signature."""
    lines = text.split("\n")
    parts = sorted_lines(lines, author)
    return Split(*(tidy("\n".join(line for line, part in zip(lines, parts, strict=True) if part == name))
                   for name in (NEWEST, SIGNATURE, QUOTE)))  # fmt: skip


def sorted_lines(lines: Sequence[str], author: str = "") -> list[str]:
    """For each line the part it belongs to. Beyond `MAX_LINES` everything counts as quoted."""
    heads = [line[:LOOKED_AT] for line in lines[:MAX_LINES]]
    parts = _quotes(heads)
    for start, end in _runs(heads, parts):
        marks = signature_lines(heads[start:end], author)
        for number, mark in enumerate(marks, start):
            if mark:
                parts[number] = SIGNATURE
    return parts + [QUOTE] * max(0, len(lines) - MAX_LINES)


def _quotes(lines: Sequence[str]) -> list[str]:
    """Marked lines (`>`) are quoted one by one, so that answers between them stay; below a block everything is."""
    parts = [QUOTE if quoted(line) and not _lone(lines, number) else NEWEST for number, line in enumerate(lines)]
    end = _end_of_reply(lines, parts)
    return parts[:end] + [QUOTE] * (len(lines) - end)


def _end_of_reply(lines: Sequence[str], parts: list[str]) -> int:
    """Where everything from here on is quoted. Marks the lines that introduce marked quotes on the way."""
    block = block_start(lines)
    end = len(lines) if block is None else block
    number = 0
    while number < end:
        after = attribution_end(lines, number) if parts[number] == NEWEST else None
        if after is None:
            number += 1
        elif _marked_below(lines, after):
            parts[number:after] = [QUOTE] * (after - number)
            number = after
        else:
            return number
    return _by_libraries(lines, parts, end)


def _by_libraries(lines: Sequence[str], parts: list[str], end: int) -> int:
    found = library_start(lines)
    if found is None or found >= end or parts[found] == QUOTE:
        return end
    below = next(
        (number for number in range(found, min(found + 4, end)) if lines[number].rstrip().endswith((":", "："))), found
    )
    if not _marked_below(lines, below + 1):
        return found
    parts[found : below + 1] = [QUOTE] * (below + 1 - found)
    return end


def _marked_below(lines: Sequence[str], after: int) -> bool:
    following = next((line for line in lines[after : after + 6] if line.strip()), "")
    return quoted(following)


def _lone(lines: Sequence[str], number: int) -> bool:
    """A single `>` before a number is a comparison ("> 90 days: 1,200.00"), not a quote."""
    near = [lines[place] for place in (number - 1, number + 1) if 0 <= place < len(lines)]
    return lines[number].lstrip(" >")[:1].isdigit() and not any(quoted(line) for line in near)


def _runs(lines: Sequence[str], parts: Sequence[str]) -> list[tuple[int, int]]:
    """The stretches of newly written lines, as (start, end)."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for number in range(len(lines) + 1):
        inside = number < len(lines) and parts[number] == NEWEST
        if inside and start is None:
            start = number
        elif not inside and start is not None:
            runs.append((start, number))
            start = None
    return runs
