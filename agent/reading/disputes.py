"""What a mail finds wrong, by its words: a reason, and the words that show it. Denials are passed over."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from agent.domain.facts import Span
from agent.domain.folding import fold
from agent.domain.subjects import REPLY_MARKS
from agent.domain.vocabulary import DisputeReason
from agent.reading.dispute_words import COMPILED, DENIED, WEIGHTS
from agent.reading.idle_words import idle, without_money
from agent.reading.missing_papers import lacking, of_paper
from agent.reading.sentences import sentences
from agent.reading.told_disputes import NO_GRIEVANCE, promised_credit, told

HEADLINE = 0.6
"""What a word of the subject counts beside one of the text."""


class Grievance(NamedTuple):
    reason: DisputeReason
    span: Span


def read_dispute(text: str, subject: str = "", asking: bool = False) -> Grievance | None:
    """The likeliest reason in the new text, with the subject as a hint; None: nothing is found wrong.

    The subject of a reply was written before: alone it says nothing. `asking`: papers are asked for that prove no
    delivery, so what never came is one of them, unless goods are named.
    """
    scores: dict[DisputeReason, float] = {}
    words: dict[DisputeReason, Span] = {}
    for one in sentences(text):
        for reason, match in grievances(one.text, asking):
            scores[reason] = scores.get(reason, 0.0) + WEIGHTS[reason] * (1.0 if reason not in words else 0.4)
            start, end = one.start + match.start(), one.start + match.end()
            words.setdefault(reason, Span(part="newest", start=start, end=end, quote=text[start:end]))
    if promised := promised_credit(fold(text)):
        why, (start, end) = DisputeReason.CREDIT_CLAIM, promised.span()
        scores[why] = scores.get(why, 0.0) + WEIGHTS[why]
        words.setdefault(why, Span(part="newest", start=start, end=end, quote=text[start:end]))
    headline = "" if REPLY_MARKS.match(subject) and not scores else subject
    for reason, match in first_of_each(grievances(headline, asking)):
        scores[reason] = scores.get(reason, 0.0) + HEADLINE * WEIGHTS[reason]
        start, end = match.span()
        words.setdefault(reason, Span(part="subject", start=start, end=end, quote=subject[start:end]))
    if DisputeReason.QUANTITY in scores and PART_OF.search(fold(text)):
        scores.pop(DisputeReason.NON_DELIVERY, None)
    if DisputeReason.PRICE in scores and not CONTRAST.search(without_money(fold(f"{subject}\n{text}"))):
        del scores[DisputeReason.PRICE]
    if not scores:
        return None
    best = max(scores, key=lambda reason: scores[reason])
    return Grievance(best, words[best])


def first_of_each(
    found: Iterator[tuple[DisputeReason, re.Match[str]]],
) -> Iterator[tuple[DisputeReason, re.Match[str]]]:
    seen: set[DisputeReason] = set()
    for reason, match in found:
        if reason not in seen:
            seen.add(reason)
            yield reason, match


def grievances(text: str, asking: bool = False) -> Iterator[tuple[DisputeReason, re.Match[str]]]:
    """In one sentence, less what it denies."""
    folded = undenied(fold(text))
    goods = without_money(folded)
    for reason, pattern in COMPILED.items():
        for match in (*pattern.finditer(goods if reason in OF_GOODS else folded), *told(reason, folded)):
            if not (lacking(reason, match[0]) and a_paper(folded, match, asking)) and not idle(reason, folded, match):
                yield reason, match


def undenied(folded: str) -> str:
    """Of the same length, without denials and without words of paying that sound like a grievance."""
    for pattern in (DENIED, NO_GRIEVANCE):
        folded = pattern.sub(lambda found: " " * len(found[0]), folded)
    return folded


def a_paper(folded: str, match: re.Match[str], asking: bool) -> bool:
    """What is missing: a paper, also where the goods are said to be there: "all is here but the paper never came"."""
    return bool(PAPER_BEFORE.search(folded[: match.start()])) or of_paper(folded, match, asking)


PAPER_BEFORE = re.compile(
    r"\b(?:paper|papers|paperwork|copy|mail|e-?mail|document|docket|slip|receipt|papier|beleg|mail|dokument|kopie|document|papier|courriel|papel|documento|copia|correo|papieren|stuk|bon)(?: (?:itself|selbst|lui-meme|zelf))? $"
)
"""Right before the words that say so."""
OF_GOODS = (DisputeReason.QUANTITY, DisputeReason.NON_DELIVERY)
CONTRAST = re.compile(
    r"\b(?:not|\w+n't|no|never|wrong|incorrect|instead|but|should|too|high\w*|steep|dear\w*|more|above|over|extra|differ\w*|difference|disput\w*|contest\w*|query|doubt\w*|agreed|mistake|error|less|only|why|unexplained|correct\w*|charged"
    r"|nicht|kein\w*|falsch\w*|statt|sondern|aber|jedoch|zu (?:hoch|viel|teuer)|hoher|teurer|mehr|weich\w*|abweich\w*|differenz|stimmt|vereinbart\w*|ausgemacht|abgemacht|fehler\w*|warum|wieso|standen|laut"
    r"|pas|faux|fausse|erreur|erron\w*|au lieu|mais|trop|plus (?:cher|eleve|haut)\w*|superieur\w*|ecart|difference|convenu\w*|alors|devait|devrait|pourquoi|explication|comptez|de moins|rien|surpris\w*|understood|gewundert|uberrascht|sorprend\w*|verra(?:st|ss)\w*|supplement|hausse|augment\w*"
    r"|mal|error|equivoc\w*|erron\w*|en vez|en lugar|pero|demasiado|mas|superior|diferencia|acord\w+|pactad\w*|deberia\w*|quedamos|dijisteis|dijo|cobr\w+|por que|sub\w+"
    r"|niet|geen|fout\w*|verkeerd\w*|in plaats|maar|te (?:hoog|veel|duur)|hoger|duurder|meer|verschil\w*|afwijk\w*|klopt|afgesproken|overeengekomen|waarom|onjuist)\b|~.*~|\d ?%.{1,80}\d ?%"
)
"""A price alone is no grievance: something must be said against it."""


PART_OF = re.compile(
    r"\b(?:(?:one|\d{1,3}|two|three|four|five|six|ein\w*|zwei|drei|vier|funf|sechs|une?|deux|trois|quatre|cinq|un[ao]?|dos|tres|cuatro|cinco|een|twee|drie|vier|vijf|zes) (?:of|out of|von|der|des|sur|de|van) (?:(?:the|those|these|den|les|los|las|de) )?(?:\d{1,3}|two|three|four|five|six|eight|ten|zwei|drei|vier|funf|sechs|acht|zehn|deux|trois|quatre|cinq|six|huit|dix|dos|tres|cuatro|cinco|seis|ocho|diez|twee|drie|vier|vijf|zes|acht|tien)\b"
    r"|(?:\d{1,3}|two|three|four|five|six) (?:\w+ ){0,2}(?:is|are|was|were) missing)\b"
)
"""Some of what was ordered: the rest came."""
