"""Words of a mail, shortened so that they still read: at a sentence, at a clause, at least at a word."""

import re

SENTENCE_END = re.compile(r"[.!?](?=\s)")
CLAUSE_END = re.compile(r"[,;:–—](?=\s)")
LEAST = 3
"""A cut may leave no less than a third of what there is room for."""


def clipped(text: str, limit: int = 160) -> str:
    """On one line and at most `limit` characters; "…" where it goes on."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    head = line[: limit - 2]
    ends = [hit.end() for hit in SENTENCE_END.finditer(head)]
    if ends and ends[-1] * LEAST >= limit:
        return head[: ends[-1]]
    clauses = [hit.start() for hit in CLAUSE_END.finditer(head)]
    cut = clauses[-1] if clauses and clauses[-1] * LEAST >= limit else head.rfind(" ")
    return f"{head[: cut if cut > 0 else len(head)].rstrip()} …"


def clipped_front(text: str, limit: int = 160) -> str:
    """The same from behind: what counts stands at the end."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    first = len(line) - limit + 2
    clauses = [hit.end() for hit in CLAUSE_END.finditer(line, first) if (len(line) - hit.end()) * LEAST >= limit]
    cut = clauses[0] if clauses else line.find(" ", first)
    return f"… {line[cut if cut > 0 else first :].strip()}"


def around(text: str, start: int, end: int, room: int = 30) -> str:
    """Some words before and after a place."""
    left, right = max(0, start - room), min(len(text), end + room)
    while left and not text[left - 1].isspace():
        left -= 1
    while right < len(text) and not text[right].isspace():
        right += 1
    return text[left:right].strip()


BREAK = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-z¿])|\n\s*\n|(?<=:)\s*\n")
LINE = re.compile(r"[^\n]*\n")
WRAPPED = 55
"""A line at least so long was broken by a mail program; a shorter one ends where its writer wanted."""


def question_in(text: str) -> tuple[int, int] | None:
    """Where the first question of a text stands."""
    end = text.find("?") + 1
    if not end:
        return None
    start = max((hit.end() for hit in BREAK.finditer(text, 0, end)), default=0)
    lines = [hit.end() for hit in LINE.finditer(text, start, end) if len(hit[0]) <= WRAPPED]
    start = max([start, *lines])
    return max(start, text.rfind("¿", start, end)), end
