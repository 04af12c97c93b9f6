"""What else the mail says: second matters in five languages, orders to machines, hidden text, files with content."""

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tests.adversarial.books import LANGUAGES, World
from tests.adversarial.plan import Axis, Plan, Twist
from tests.agent.injection import attacks

ROOT = Path(__file__).parents[2]
TRAINING = ROOT / "agent/reading/training"
DEVELOPMENT = ROOT / "tests/eval/development"
COLLECTED = ROOT.parent / "shared/corpora/injection/text_attack_train.json"
"""Strings that others collected; where they are absent, only ours are used."""
SOFT_KINDS = ("half", "short", "time", "identify", "label", "lead", "beside", "open", "lost")
"""Sentences of the training that mean more only beside others; alone they prove nothing."""
MATTERS = {"dispute", "promise", "hardship"}
HEAD = ("subject", "encoded_subject", "display_name", "encoded_name", "header", "file_name")
OPENLY = ("body", "first", "postscript", "base64_body")
HIDDEN = ("display_none", "white_on_white", "font_size_0", "comment")
FILES = ("attached_text", "attached_pdf", "attached_mail", "file_name")
SPOKEN = ("subject", "encoded_subject", "display_name", "encoded_name", "alt_text", "title")
"""Where a mail program shows words that are not the text."""
UNSEEN = ("header", "preamble")
"""Neither people nor the product look there."""


# --- where the words come from ------------------------------------------------------------------------------------------------


@cache
def clauses() -> dict[str, tuple[str, ...]]:
    """By language: what the labelled mails of training and development say beyond a request."""
    found: dict[str, set[str]] = {language: set() for language in LANGUAGES}
    for language, words in (*of_mails(), *of_sentences(), *of_development()):
        if language in found and len(words.split()) >= 4 and len(words) <= 200:
            found[language].add(" ".join(words.split()))
    return {language: tuple(sorted(words)) for language, words in found.items()}


def rows(folder: Path, pattern: str) -> list[dict[str, Any]]:
    return [json.loads(line) for path in sorted(folder.glob(pattern)) for line in path.read_text("utf-8").splitlines()]


def of_mails() -> list[tuple[str, str]]:
    """Of mails with a second matter; what only those say whose one matter is another may lean on the rest of the mail."""
    mixed = [one for one in rows(TRAINING / "mails", "*.jsonl") if MATTERS & set(one["intents"])]
    return [(one["language"], words) for one in mixed for words in one.get("beyond", ())]


def of_sentences() -> list[tuple[str, str]]:
    told = rows(TRAINING / "sentences", "*.jsonl")
    return [(one["language"], one["text"]) for one in told if not one["harmless"] and one["kind"] not in SOFT_KINDS]


def of_development() -> list[tuple[str, str]]:
    """The first paragraph of short mails with one matter, which is none of papers."""
    mails = [
        one for one in rows(DEVELOPMENT, "*/mails.jsonl") if set(one["intents"]) and set(one["intents"]) <= MATTERS
    ]
    bodies = [(one["language"], str(one["body"] or "").split("\n\n")) for one in mails]
    return [(language, max(body, key=len)) for language, body in bodies if len(body) <= 3]


@cache
def orders() -> tuple[tuple[str, str], ...]:
    """(language, words) of our own orders to machines, without those that only a certain place makes one."""
    return tuple((one.language, one.words) for one in attacks() if one.where in OPENLY and one.automatic)


@cache
def collected() -> tuple[str, ...]:
    return tuple(one for kind in json.loads(COLLECTED.read_text("utf-8")).values() for one in kind)


# --- put somewhere ----------------------------------------------------------------------------------------------------------------


def said(*where: str) -> Twist:
    """A second matter in the request's own language."""

    def apply(dice: Random, _: World, plan: Plan) -> Plan | None:
        return put(plan, dice.choice(where), dice.choice(clauses()[plan.language]))

    return Twist(apply)


def ordered(*where: str, never: bool = True) -> Twist:
    def apply(dice: Random, _: World, plan: Plan) -> Plan | None:
        own = [words for language, words in orders() if language == plan.language]
        return put(plan, dice.choice(where), dice.choice(own))

    return Twist(apply, never=never)


def found_elsewhere(dice: Random, _: World, plan: Plan) -> Plan | None:
    """A collected string: often a question about something else entirely, so only the papers are judged."""
    return put(plan, dice.choice((*OPENLY, "signature", *SPOKEN, *UNSEEN)), dice.choice(collected()))


LEGIBLE = 0.9


def put(plan: Plan, place: str, words: str) -> Plan | None:
    """A field of the head and a file that is made by hand take one line, and not every letter: None where too little is left to read."""
    letters = "ascii" if place in UNSEEN else "cp1252" if place in (*HEAD, *FILES) else ""
    if letters:
        whole, words = words, " ".join(words.encode(letters, "ignore").decode(letters).split())
        if len(words) < LEGIBLE * len(whole):
            return None
    return plan.but(place=place, words=words)


CONTENT: Axis = {
    "second matter": said(*OPENLY),
    "second matter in the signature": said("signature"),
    "second matter in the subject": said("subject", "encoded_subject"),
    "second matter in hidden text": said(*HIDDEN),
    "second matter in the other version": said("other version"),
    "second matter in a file": said(*FILES),
    "second matter in a forwarded mail": said("forwarded"),
    "older words quoted": Twist(said("quoted").apply, never=False),
    "order to machines": ordered(*OPENLY),
    "order to machines in the signature": ordered("signature"),
    "order to machines shown beside the text": ordered(*SPOKEN),
    "order to machines hidden or quoted": ordered(*HIDDEN, "quoted", "forwarded"),
    "order to machines in a file": ordered(*FILES),
    "order to machines where nobody looks": ordered(*UNSEEN, never=False),
}
if COLLECTED.exists():
    CONTENT["collected string"] = Twist(found_elsewhere, never=False)
