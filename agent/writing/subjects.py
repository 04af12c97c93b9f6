"""The Subject line of a reply: the customer's own words, cleaned, so that the conversation stays together."""

import re

from agent.writing.names import plain

SUBJECT_LENGTH = 150
PREFIX = re.compile(
    r"^(?:\s*(?:re|aw|antw|antwort|rv|res|sv|r[ée]p|tr|fw|fwd|wg|doorst)\s*(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE
)


def bare_subject(subject: str) -> str:
    return PREFIX.sub("", plain(subject, 998))


def reply_subject(subject: str, otherwise: str = "") -> str:
    """ "Re: " and the cleaned subject, at most 150 characters; `otherwise` stands in for an empty one."""
    return f"Re: {bare_subject(subject) or otherwise}"[:SUBJECT_LENGTH].rstrip()
