"""The Subject line of a reply: the customer's own words, cleaned, so that the conversation stays together."""

from agent.domain.subjects import bare
from agent.writing.names import plain

SUBJECT_LENGTH = 150


def bare_subject(subject: str) -> str:
    return bare(plain(subject, 998))


def reply_subject(subject: str, otherwise: str = "") -> str:
    """ "Re: " and the cleaned subject, at most 150 characters; `otherwise` stands in for an empty one."""
    return f"Re: {bare_subject(subject) or otherwise}"[:SUBJECT_LENGTH].rstrip()
