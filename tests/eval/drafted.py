"""One draft with the mail that it answers, and how its sentences are recognised.

A sentence is known by the parts of its template that stand in no other template of the language.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from agent.domain.facts import Brief, SourcedFact
from agent.domain.grounding import cover
from agent.domain.vocabulary import LANGUAGES
from agent.writing.phrases import phrases

SLOT = re.compile(r"\{%.*?%\}|\{\{.*?\}\}")
SPOKEN = 15
"""Letters that a part of a sentence needs to be known again."""


@dataclass(frozen=True)
class Drafted:
    """One mail of the part with the draft that waits for a person. `codes`: the attachments' keys in the books."""

    folder: str
    label: dict[str, Any]
    brief: Brief
    body: str
    facts: tuple[SourcedFact, ...]
    codes: tuple[str, ...]

    @property
    def intents(self) -> tuple[str, ...]:
        return tuple(self.label["intents"])

    @property
    def expected(self) -> dict[str, Any]:
        return self.label.get("expected_facts") or {}

    @property
    def language(self) -> str:
        spoken = str(self.label["language"])
        return spoken if spoken in LANGUAGES else "en"

    @property
    def own_words(self) -> str:
        """The letter without its facts: no figure of the books, no words of the customer."""
        return cover(self.body, self.facts)

    @property
    def held(self) -> bool:
        """Only receipt is confirmed: one of these stands alone."""
        paragraphs = [folded(one) for one in self.body.split("\n\n")]
        alone = [folded(phrases(self.language)[f"other.{key}"]) for key in ("held", "legal", "own_data", "bank")]
        return len(paragraphs) == 4 and paragraphs[1] in alone

    def says(self, *keys: str) -> bool:
        """Whether a sentence of one of these keys stands in it."""
        text = folded(self.body)
        return any(part in text for part in spoken(self.language, keys))


def folded(text: str) -> str:
    return " ".join(text.casefold().split())


@cache
def spoken(language: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of these sentences that no other sentence of the language has."""
    parts = parts_of(language)
    others = [part for key, some in parts.items() if key not in keys for part in some]
    return tuple(part for key in keys for part in parts[key] if not any(part in other for other in others))


@cache
def parts_of(language: str) -> dict[str, list[str]]:
    split = {key: [folded(part) for part in SLOT.split(text)] for key, text in phrases(language).items()}
    return {key: [part for part in some if len(part) >= SPOKEN] for key, some in split.items()}
