"""The quiet second matter of what reads as a mere request: where the second vote sees it, and in which words a reply names it.

Nobody but the customer says what it means: the reply quotes it, and a person fills in the answer.
"""

import re

from agent.domain.facts import Finding, OpenAsk, Span
from agent.domain.grounding import foreign_bank_data
from agent.domain.quotes import clipped
from agent.domain.vocabulary import Intent
from agent.writing.origins import words_of

ASIDE = "aside"
"""Code of the finding that holds its place."""
CERTAIN, SURE = 0.95, 0.75
"""Of the second vote's classifier: enough where it stands alone, and where the reader half saw a matter or some word speaks
against a mere request."""
HALF_SEEN, RATHER_SEEN = 0.15, 0.25
"""Of the reader: another matter, and a claim that the reply may call by its name."""
TELLING = ("vote_matter", "vote_hardship", "vote_dispute")
"""Word lists that mostly name the very place, for which the classifier has the better cut."""
CLAIMED = (Intent.DISPUTE, Intent.HARDSHIP, Intent.PROMISE)


def aside(ask: OpenAsk) -> Span | None:
    """Its place; None: nowhere, or too faint for a reply to speak of it."""
    seen, words = ask.reading.facts.beyond, _objections(ask)
    told = next((_sentence(ask.mail.newest, words[code]) for code in TELLING if code in words), None)
    if seen is None or seen.span is None:
        return told
    if told:
        return seen.span if seen.confidence >= SURE or overlap(told, seen.span) else told
    faint = seen.confidence < _bound(ask, words) or _asked_for(ask, seen.span)
    return None if faint else seen.span


def _bound(ask: OpenAsk, words: dict[str, str]) -> float:
    return SURE if words or ask.reading.confidence.get(Intent.OTHER, 0.0) >= HALF_SEEN else CERTAIN


def _asked_for(ask: OpenAsk, place: Span) -> bool:
    """Whether these are the words that ask for the papers."""
    request = ask.reading.facts.request
    spans = [request.span if request else None, *(one.ask.span for one in ask.match.asks)]
    return any(overlap(span, place) for span in spans)


def _objections(ask: OpenAsk) -> dict[str, str]:
    """The second vote's word lists that object, with the words."""
    by_words = (one for one in ask.verdict.reasons if one.code.startswith("vote_") and one.words)
    return {one.code: one.words for one in by_words if one.code != "vote_more"}


def _sentence(text: str, words: str) -> Span | None:
    """The sentence of the newest text that these words stand in; of a long one the clause."""
    place = text.find(words)
    if place < 0:
        return None
    for cuts in (SENTENCE, CLAUSE):
        start = max((cut.end() for cut in cuts.finditer(text, 0, place)), default=0)
        after = cuts.search(text, place + len(words))
        end = after.start() if after else len(text)
        if end - start <= LONG:
            break
    return Span(part="newest", start=start, end=end, quote=text[start:end])


SENTENCE = re.compile(r"(?<=[.!?…;])\s+(?![\d)])|\n\s*\n|[()]")
CLAUSE = re.compile(rf"{SENTENCE.pattern}|(?<=[,:])\s")
LONG = 160


def overlap(one: Span | None, other: Span) -> bool:
    return one is not None and one.part == other.part and one.start < other.end and other.start < one.end


# --- what it is ------------------------------------------------------------------------------------------------------


def second_matter(ask: OpenAsk, place: Span | None) -> Intent | None:
    """The claim that the reader rather saw, else what the words say; a matter without a name is OTHER. None: none."""
    codes, chance = {reason.code for reason in ask.verdict.reasons}, ask.reading.confidence
    if place is None and codes.isdisjoint(TELLING):
        return None
    if "vote_hardship" in codes:
        return Intent.HARDSHIP
    likely = max(CLAIMED, key=lambda claim: chance.get(claim, 0.0))
    if place and chance.get(likely, 0.0) >= RATHER_SEEN:
        return likely
    objects = "vote_dispute" in codes or _reason_stands_there(ask, place)
    return Intent.DISPUTE if objects and not asks_something(ask, place) else Intent.OTHER


def _reason_stands_there(ask: OpenAsk, place: Span | None) -> bool:
    facts = ask.reading.facts
    return facts.dispute_reason is not None and (place is None or overlap(facts.dispute_span, place))


def asks_something(ask: OpenAsk, place: Span | None) -> bool:
    """Whether the sentence ends with a question mark."""
    if place is None or place.part != "newest":
        return place is not None and "?" in place.quote
    ended = re.search(r"[.!?]", ask.mail.newest[place.start :])
    return "?" in place.quote or bool(ended and ended[0] == "?")


def noted(ask: OpenAsk, place: Span | None, matter: Intent) -> OpenAsk:
    """The mail with this place as a finding of its own. What the rules guessed from words elsewhere is no fact of it."""
    if place is None:
        return ask
    facts = ask.reading.facts
    guesses: dict[str, object] = {"dispute_reason": None}
    if all(reason.code != "vote_hardship" for reason in ask.verdict.reasons):
        guesses["hardship_ask"] = None
    found = [Finding(code=code, confidence=1, span=place) for code in (ASIDE, matter)]
    changes = {"findings": (*ask.reading.findings, *found), "facts": facts.model_copy(update=guesses)}
    return ask.model_copy(update={"reading": ask.reading.model_copy(update=changes)})


def place_of(ask: OpenAsk) -> Span | None:
    return words_of(ask, ASIDE)


# --- its words -------------------------------------------------------------------------------------------------------


def quoted(ask: OpenAsk, place: Span) -> str:
    """What stands there, fit to be quoted; "" for orders to a machine."""
    ordered = (one.words for one in ask.verdict.reasons if one.code == "vote_instruction" and one.words)
    return "" if any(words in place.quote for words in ordered) else own_words(place.quote)


FEWEST = 3
MOST = 1000
"""Characters that are looked at: a quote is far shorter."""
LINK = re.compile(
    r"\S*(?:@|https?:|www\.|\w\.(?:com|net|org|example|eu|de|fr|es|nl|be|at|ch|ie|uk)\b)\S*", re.IGNORECASE
)
MARK = re.compile(r"(?:\s|[-*•–(\[]|\d{1,2}[.)]\s|p\.? ?[sd]\.?\s*[:.]?\s+(?=\S))+", re.IGNORECASE)
"""What stands before the words of a list, a bracket or a postscript."""


def own_words(text: str) -> str:
    """The customer's words, fit to be quoted: on one line, cut to a length and before an address; "" where that leaves
    nothing, or where they hold an account number."""
    text = text[:MOST]
    mark = MARK.match(text)
    words = text[mark.end() :] if mark else text
    link = LINK.search(words)
    line = clipped(words[: link.start()] if link else words).rstrip(".,;: ")
    while line.endswith((")", "]")) and line.count("(") + line.count("[") < line.count(")") + line.count("]"):
        line = line[:-1].rstrip(".,;: ")
    if len(line.split()) < FEWEST or foreign_bank_data(line, frozenset()):
        return ""
    return f"{line} …" if link and not line.endswith("…") else line
