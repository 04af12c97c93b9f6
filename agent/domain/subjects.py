"""The Subject line without the marks of reply and forward, in whatever language they are."""

import re

REPLIES = "re|aw|antw|antwort|antwoord|sv|rv|res|resp|r[ée]p|r[ée]f"
FORWARDS = "fwd?|wg|tr|doorst"
MARKS = re.compile(rf"^\s*(?:(?:{REPLIES}|{FORWARDS})\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
REPLY_MARKS = re.compile(rf"^\s*(?:(?:{REPLIES})\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)


def bare(subject: str) -> str:
    """What the conversation is called: no mark at all."""
    return MARKS.sub("", subject).strip()


def unanswered(subject: str) -> str:
    """Without marks of reply; that a mail was forwarded stays to be seen."""
    return REPLY_MARKS.sub("", subject).strip()
