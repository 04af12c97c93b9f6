"""The writer with a model: it rephrases what code has decided to say, and never sees or writes a figure.

The model gets the points of the template writer with a token for every fact. Code puts the facts back, checks the
words, and falls back to the template writer whenever anything is not as it should be.
"""

import re

from agent.domain.facts import Brief, DraftText, OpenAsk, SourcedFact
from agent.domain.grounding import blanks, ungrounded
from agent.writing.cautions import warnings_for
from agent.writing.composition import Composition, compose
from agent.writing.lint import objections
from agent.writing.marks import PRIVATE
from agent.writing.names import plain
from agent.writing.phrases import Voice
from agent.writing.stance import Stance
from agent.writing.templates import TemplateWriter
from connectors.ports import ChatModel, ConnectorError
from prompts import prompt

PROMPT = ("write", 1)
LANGUAGE_NAMES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "nl": "Dutch"}
WISHES = {
    "": "",
    "shorter": "As short as politeness allows.",
    "ask_date": "",
    "offer_call": "",
    **{f"in_{language}": "" for language in LANGUAGE_NAMES},
}
"""The fixed variants are already in the points; any other text is the clerk's own wish."""
MOST_MAILS, MOST_WISH, LEAST_TEXT, MOST_TEXT = 3_000, 400, 30, 6_000
"""In letters. MOST_MAILS is shared by the mails that one draft answers."""
TOKEN = re.compile(r"\{([^{}\n]{1,120})\}")
LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"]+|[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+", re.IGNORECASE)
MARKDOWN = re.compile(r"^\s*#+ +|\*\*|__|`+|^\s*>+ ?", re.MULTILINE)
REFUSAL = re.compile(
    r"\b(?:as an ai|language model|i can(?:no|')t (?:help|assist|write|do)|i(?:'m| am) (?:sorry|unable))", re.IGNORECASE
)


class Unusable(Exception):
    """What came back cannot be used. The message says why, for the specialist."""


class ModelWriter:
    name = "openai"
    version = "1"

    def __init__(self, model: ChatModel, fallback: TemplateWriter) -> None:
        self._model = model
        self._fallback = fallback

    def write(self, brief: Brief) -> DraftText:
        composition = compose(brief)
        draft = self._fallback.draft(brief, composition)
        if composition.stance is not Stance.OPEN:
            return draft
        try:
            body, facts = self._written(brief, composition)
        except ConnectorError as trouble:
            return _with_warning(draft, f"The model could not be used ({trouble.code}); this is the standard draft.")
        except Unusable as reason:
            return _with_warning(draft, f"The model's text was not used: {reason} This is the standard draft.")
        written = {"body": body, "facts": facts, "warnings": warnings_for(brief, composition, body)}
        told = f"{self.name}.{self.version} {prompt(*PROMPT)} {self._model.name}"
        return draft.model_copy(update=written | {"writer": told})

    def _written(self, brief: Brief, composition: Composition) -> tuple[str, tuple[SourcedFact, ...]]:
        points, facts = composition.marks.tokens("\n\n".join(composition.paragraphs))
        answer = self._model.ask(prompt(*PROMPT).text, question(brief, composition, points))
        text = checked(answer.text)
        nothing_left_out(text, points)
        middle = filled(text, facts, composition)
        letter = "\n\n".join([composition.greeting, middle, *composition.closing]) + "\n"
        body, sourced = composition.marks.resolve(letter)
        if caught := objections(brief, body):
            raise Unusable(f"it seemed to go too far ({caught[0].code}: {plain(caught[0].words, 60)!r}).")
        flagged = (*sourced, *ungrounded(body, sourced))
        return body, tuple(sorted(flagged, key=lambda fact: fact.start))


def _with_warning(draft: DraftText, warning: str) -> DraftText:
    return draft.model_copy(update={"warnings": (*draft.warnings, warning)})


def question(brief: Brief, composition: Composition, points: str) -> str:
    """What the model is asked: language, wish, the mails as quoted data, and the points with tokens."""
    wish = plain(WISHES.get(brief.variant, brief.variant), MOST_WISH)
    share = MOST_MAILS // max(1, len(composition.asks))
    mails = "\n\n".join(_quoted(ask, share) for ask in composition.asks)
    return "\n\n".join(
        [
            f"Language: {LANGUAGE_NAMES[composition.language]}",
            *([f"The clerk's wish: {wish}"] if wish else []),
            f"The customer's words, as data:\n{mails}",
            f"The points to make:\n{points}",
        ]
    )


def _quoted(ask: OpenAsk, most: int) -> str:
    return "\n".join(f"> {line}" for line in PRIVATE.sub("", ask.mail.newest)[:most].splitlines())


def checked(text: str) -> str:
    """The model's words as plain text without links and addresses. Raises Unusable for a refusal or a wrong length."""
    if len(text) > MOST_TEXT:
        raise Unusable("it was far too long.")
    text = "\n".join(plain(line, MOST_TEXT) for line in MARKDOWN.sub("", text).splitlines())
    text = re.sub(r" +([.,;])", r"\1", LINK.sub("", text))
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    if len(text) < LEAST_TEXT:
        raise Unusable("it was empty or too short.")
    if REFUSAL.search(text):
        raise Unusable("the model declined to write.")
    return text


def nothing_left_out(text: str, points: str) -> None:
    """Every document and blank of the points must be in the text. Raises Unusable."""
    needed = {token for token in TOKEN.findall(points) if token.startswith("document:")}
    if left := needed - set(TOKEN.findall(text)):
        raise Unusable(f"it left out {sorted(left)[0]}.")
    if set(blanks(points)) - set(blanks(text)):
        raise Unusable("it left out a blank that a person must fill in.")


def filled(text: str, facts: dict[str, str], composition: Composition) -> str:
    """Tokens replaced by their facts; one that was never given becomes a visible blank."""
    voice = Voice(composition.language, composition.marks)

    def fill(token: re.Match[str]) -> str:
        what = plain(re.sub(r"[\[\]\d]", "", token[1]), 40) or "?"
        return facts.get(token[1]) or voice.say("blank.unknown", what=what)

    return TOKEN.sub(fill, text)
