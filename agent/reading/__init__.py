"""Readers: they say what a mail means, with quotes. Code checks the quotes and decides."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from agent.domain.facts import MailView, Reading


@dataclass(frozen=True)
class ReadContext:
    """What a reader may know besides the mail. `language`: the customer's, for mails too short to tell."""

    sent: date
    language: str = "en"
    formats: tuple[str, ...] = ()
    """Regular expressions of the client's invoice numbers."""
    numbers: frozenset[str] = frozenset()
    """Normalised numbers of the sender's own account, to recognise short forms."""
    last_from_us: str = ""
    """What we last wrote in this case."""


class Reader(Protocol):
    name: str
    version: str

    def read(self, mail: MailView, context: ReadContext) -> Reading:
        """Never raises for what a mail says. `Unavailable` and `Refused` of a model pass through."""
