"""What a reply answers where the readers disagree: a person decides later, so the kinder and more careful reading wins.

The reader says what a mail means; the second vote (see `agent.domain.rules.meaning`) may doubt it. A draft that sends papers
nobody asked for, or overlooks an objection, is of no use to the person who gets it.
"""

import re

from agent.domain.facts import OpenAsk
from agent.domain.folding import fold
from agent.domain.request_words import WANT
from agent.domain.vocabulary import Intent
from agent.writing.topics import Topic, topics

SURE = 0.95
"""Of the second vote: its words ask for papers. Honest requests reach it, mere mentions of an invoice mostly do not."""
SURE_OF_MORE = 0.7
"""Of the reader: a second matter beside another intent that the reply answers anyway."""
HALF_SEEN, HALF = 0.15, 0.5
REQUEST, OTHER = Intent.DOCUMENT_REQUEST, Intent.OTHER
CLAIMS = {Intent.DISPUTE, Intent.HARDSHIP}
COPY = re.compile(
    r"\bre-?send|\bcop(?:y|ies|ie|ia)s?\b|\bkopie\w*|\bduplica\w+"
    r"|\b(?:e?mail\w*|send\w*|schick\w*|stuur\w*|doorsturen|r?envoy\w+|mand\w+|envi\w+)\b[^.!?\n]{0,40}"
    r"\b(?:again|nochmals?|noch ?(?:ein)?mal|nog eens|opnieuw|encore|otra vez|de nuevo)\b"
)
"""Only what exists can be copied, or sent once more."""


def meant(ask: OpenAsk) -> OpenAsk:
    """The mail with the intents that the reply answers."""
    intents = ask.reading.intents
    if intents == (REQUEST,):
        intents = _alone(ask)
    elif REQUEST not in intents and _overlooked_request(ask):
        intents = (*intents, REQUEST)
    elif REQUEST in intents and _no_request(ask):
        intents = without(intents, REQUEST)
    if OTHER in intents and Intent.DISPUTE in intents and _mere_question(ask):
        intents = without(intents, Intent.DISPUTE)
    if len(intents) > 1 and OTHER in intents and _nothing_more(ask):
        intents = without(intents, OTHER)
    if len(intents) == 1:
        intents = (_claimed(ask, intents[0]),)
    return ask.model_copy(update={"reading": ask.reading.model_copy(update={"intents": intents})})


def _alone(ask: OpenAsk) -> tuple[Intent, ...]:
    """A request and nothing else, says the reader."""
    codes = {reason.code for reason in ask.verdict.reasons}
    if "nothing_asked" in codes:
        return ()
    if not codes & {"vote_dispute", "vote_matter"}:
        return (REQUEST,)
    more = Intent.DISPUTE if "vote_dispute" in codes or ask.reading.facts.dispute_reason else OTHER
    return (more,) if "reader_unsure" in codes or not asks_for_papers(ask) else (REQUEST, more)


def _no_request(ask: OpenAsk) -> bool:
    """Beside another intent: no paper that the words would ask for was found, or it is only mentioned in a claim."""
    if len(ask.reading.intents) < 2:
        return False
    nameless = not ask.match.asks and ask.reading.facts.request is not None and not COPY.search(fold(ask.mail.newest))
    return nameless or (bool(CLAIMS.intersection(ask.reading.intents)) and not asks_for_papers(ask))


def _overlooked_request(ask: OpenAsk) -> bool:
    """The reader half saw it, the words fit nothing else, and the paper is there."""
    half_seen = ask.reading.confidence.get(REQUEST, 0) >= HALF_SEEN
    there = any(one.documents for one in ask.match.asks)
    return half_seen and there and bool(COPY.search(fold(ask.mail.newest)))


def asks_for_papers(ask: OpenAsk) -> bool:
    """Whether the second vote, where there is one, is sure of it, or the words fit nothing else."""
    vote, text = ask.reading.facts.request, fold(ask.mail.newest)
    return vote is None or bool(COPY.search(text)) or (vote.confidence >= SURE and bool(WANT.search(text)))


def _mere_question(ask: OpenAsk) -> bool:
    """Nothing says what is objected to, and the reader rather saw another matter."""
    chance = ask.reading.confidence
    fainter = chance.get(Intent.DISPUTE, 1.0) < min(HALF, chance.get(OTHER, 0.0))
    return fainter and ask.reading.facts.dispute_reason is None


def _claimed(ask: OpenAsk, intent: Intent) -> Intent:
    """A claim that is named by rule and that the reader half saw, rather than a question or an objection to nothing."""
    facts, chance = ask.reading.facts, ask.reading.confidence
    if intent is OTHER and facts.dispute_reason and topics(ask) == [Topic.QUESTION]:
        return Intent.DISPUTE if chance.get(Intent.DISPUTE, 0) >= HALF_SEEN else intent
    if intent is Intent.DISPUTE and facts.dispute_reason is None and facts.hardship_ask:
        return Intent.HARDSHIP if chance.get(Intent.HARDSHIP, 0) >= HALF_SEEN else intent
    return intent


def _nothing_more(ask: OpenAsk) -> bool:
    """Faintly seen, or no more than the plea to look into what is disputed."""
    if topics(ask) not in ([], [Topic.QUESTION]):
        return False
    plea = Intent.DISPUTE in ask.reading.intents and bool(PLEA.search(fold(ask.mail.newest)))
    return plea or ask.reading.confidence.get(OTHER, 1.0) < SURE_OF_MORE


PLEA = re.compile(
    r"\b(?:can|could|would|will) (?:you|somebody|someone) (?:please )?(?:look|check|review|chase|clarify|sort|advise|explain)[^?]{0,40}\?"
    r"|\b(?:konnen|konnten|wurden) sie (?:\w+ ){0,3}(?:prufen|klaren|nachsehen|erklaren)[^?]{0,20}\?"
    r"|\b(?:pouvez|pourriez)-vous (?:\w+ ){0,2}(?:verifier|regarder|revoir|controler|clarifier)[^?]{0,40}\?"
    r"|\b(?:podeis|podrian|pueden|puede) (?:revisar|comprobar|mirar|aclarar)\w*[^?]{0,20}\?|\blo (?:revisais|mirais)\b[^?]{0,40}\?"
    r"|\b(?:kunt|kunnen|wilt|willen) (?:u|jullie) (?:\w+ ){0,3}(?:nakijken|nagaan|controleren|uitzoeken)[^?]{0,20}\?"
)


def without(intents: tuple[Intent, ...], one: Intent) -> tuple[Intent, ...]:
    return tuple(intent for intent in intents if intent is not one)
