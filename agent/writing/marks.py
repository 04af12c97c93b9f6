"""Facts inside a text that is still being put together.

A fact travels through templates as ordinary text between private-use characters, so that its place in the finished
body is exact whatever stands before it.
"""

import re

from agent.domain.facts import SourcedFact

OPEN, CLOSE, FIRST = "\ue000", "\ue001", 0xE100
MARKED = re.compile("\ue000([\ue100-\uf8ff])([^\ue000\ue001]*)\ue001")
PRIVATE = re.compile("[\ue000-\uf8ff]")


class Marks:
    """The sources of one text. `fact` marks, `resolve` takes the marks out again."""

    def __init__(self) -> None:
        self._sources: list[str] = []

    def fact(self, text: str, source: str) -> str:
        """`text` marked as coming from `source`; nothing stays nothing."""
        text = PRIVATE.sub("", text).strip()
        if not text:
            return ""
        if source not in self._sources:
            self._sources.append(source)
        return f"{OPEN}{chr(FIRST + self._sources.index(source))}{text}{CLOSE}"

    def resolve(self, marked: str) -> tuple[str, tuple[SourcedFact, ...]]:
        """The finished body and its facts, each with its place in it."""
        body, facts, end = "", [], 0
        for mark in MARKED.finditer(marked):
            body += PRIVATE.sub("", marked[end : mark.start()])
            facts.append(
                SourcedFact(text=mark[2], start=len(body), end=len(body) + len(mark[2]), source=self._of(mark))
            )
            body, end = body + mark[2], mark.end()
        return body + PRIVATE.sub("", marked[end:]), tuple(facts)

    def tokens(self, marked: str) -> tuple[str, dict[str, str]]:
        """The text with `{token}` for every fact, and the marked fact behind each token. Holds no value of a fact."""
        behind: dict[str, str] = {}

        def token(mark: re.Match[str]) -> str:
            name = token_name(self._of(mark))
            same = [
                one for one in (name, *(f"{name}#{n}" for n in range(2, 99))) if behind.get(one, mark[0]) == mark[0]
            ]
            behind[same[0]] = mark[0]
            return "{" + same[0] + "}"

        return MARKED.sub(token, marked), behind

    def _of(self, mark: re.Match[str]) -> str:
        return self._sources[ord(mark[1]) - FIRST]


def token_name(source: str) -> str:
    """ "ledger:invoice:N.due_date" → "invoice:N.due_date"; "mail:<id>:newest:12-40" → "mail:12-40", without the id."""
    parts = source.split(":")
    if parts[0] == "mail":
        return f"mail:{parts[-1]}"
    return ":".join(parts[1:] if parts[0] == "ledger" else parts)


def plain_text(marked: str) -> str:
    """What a reader of the finished text will see."""
    return PRIVATE.sub("", marked)
