"""Writers: words for a person to read, edit and send. Nothing a writer says can leave by itself."""

from typing import Protocol

from agent.domain.facts import Brief, DraftText


class Writer(Protocol):
    name: str
    version: str

    def write(self, brief: Brief) -> DraftText: ...
