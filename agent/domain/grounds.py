"""What a decision about a mail rested on, in words that can be compared with those of now, and shown."""

import hashlib
import json

from pydantic import Field

from agent.domain.facts import Frozen


class Grounds(Frozen):
    """`facts`: the invoices, recipients and account concerned, by name, each with its state in words.

    `mails`: everything that people had written in the case, by id, each in words.
    """

    facts: dict[str, str] = Field(default_factory=dict)
    mails: dict[str, str] = Field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """The same for the same facts and mails only."""
        return hashlib.sha256(json.dumps(self.model_dump(), sort_keys=True).encode()).hexdigest()

    def newer_mails(self, now: "Grounds") -> list[str]:
        return [f"{words}." for mail, words in now.mails.items() if mail not in self.mails]

    def changed_facts(self, now: "Grounds") -> list[str]:
        names = dict.fromkeys((*self.facts, *now.facts))
        pairs = [(name, self.facts.get(name, UNKNOWN), now.facts.get(name, UNKNOWN)) for name in names]
        return [f"{name} was {before}; now it is {after}." for name, before, after in pairs if before != after]

    def changes(self, now: "Grounds") -> list[str]:
        """What is different by now, in sentences; mails first."""
        return [*self.newer_mails(now), *self.changed_facts(now)]


UNKNOWN = "not in the books"
