"""The sentences of each language, from `texts/*.toml`, and the voice that speaks them."""

import tomllib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template

from agent.domain.dates import format_date
from agent.domain.money import format_amount
from agent.domain.vocabulary import LANGUAGES
from agent.writing.marks import Marks

TEXTS = Path(__file__).parent / "texts"
ENVIRONMENT = Environment(undefined=StrictUndefined, autoescape=False)
Table = dict[str, object]


@cache
def phrases(language: str) -> dict[str, str]:
    """All sentences of a language by dotted key ("dispute.price.text"), as template source."""
    with (TEXTS / f"{language}.toml").open("rb") as file:
        return dict(_flat(tomllib.load(file), ""))


def _flat(table: Table, prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        found += _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else [(prefix + key, str(value))]
    return found


@cache
def _template(language: str, key: str) -> Template:
    return ENVIRONMENT.from_string(phrases(language)[key])


class Voice:
    """Speaks one language and remembers the source of every fact it utters."""

    def __init__(self, language: str, marks: Marks) -> None:
        self.language = language if language in LANGUAGES else "en"
        self.fact = marks.fact

    def say(self, key: str, **slots: object) -> str:
        """One sentence. A slot that the sentence needs and does not get raises jinja2's UndefinedError."""
        return _template(self.language, key).render(slots).strip()

    def amount(self, value: Decimal, currency: str | None, source: str) -> str:
        text = format_amount(value, currency or "", self.language).strip()
        return self.fact(text, source)

    def day(self, day: date, source: str) -> str:
        return self.fact(format_date(day, self.language), source)

    def list(self, items: Sequence[str]) -> str:
        """ "A, B and C"."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self.say('frame.and')} {items[-1]}"

    def lines(self, heading: str, items: Sequence[str], after: str = "") -> str:
        """A heading with its list below, and perhaps a sentence after it."""
        return "\n".join([heading, *(f"- {item}" for item in items), *([after] if after else [])])
