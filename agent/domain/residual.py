"""What remains of a mail when the request, its purpose, courtesies and names are taken away."""

import re

from agent.domain.dates import find_dates
from agent.domain.document_words import find_kinds
from agent.domain.facts import DocumentAsk
from agent.domain.figures import ANY_DAY
from agent.domain.folding import fold
from agent.domain.innocent_words import BUSINESS, OFFICE, SMALL
from agent.domain.money import find_amounts
from agent.domain.objection import Objection
from agent.domain.request_words import LACK, POLITE, REQUEST, WANT
from agent.domain.veto_words import HARMLESS

MOST_LEFT = 5.5
"""Words of substance that may remain; chosen on the training and development mails."""
ASIDE = 0.2
"""What a word counts within a clause that asks, or tells how the paper went missing."""
SMALL_TALK = 0.05
"""What a word counts in a clause that has nothing to do with business."""
CLAUSE = re.compile(
    r"[.!?;:,()\n]+|\s-+\s|\b(?:but|aber|mais|pero|maar|because|weil|parce que|porque|omdat|so that|damit|para que|zodat)\b"
)
WORD = re.compile(r"[^\W\d_][\w'-]*")


def too_much(folded: str, body: str, asks: tuple[DocumentAsk, ...], from_name: str) -> Objection | None:
    weight = 0.0
    heaviest: tuple[float, str] = (0.0, "")
    plain = blank(folded, body, asks)
    own = frozenset(WORD.findall(fold(from_name)))
    for start, end in clause_places(folded):
        counted = weigh(folded[start:end], plain[start:end], own)
        weight += counted
        heaviest = max(heaviest, (counted, body[start:end].strip()))
    if weight <= MOST_LEFT:
        return None
    return Objection("residual", "The mail says more than what it asks for.", heaviest[1][:120])


def blank(folded: str, body: str, asks: tuple[DocumentAsk, ...]) -> str:
    """The text without papers, request words, numbers, days and amounts."""
    places = [(one.start, one.end) for one in find_kinds(folded)]
    places += [(one.start, one.end) for one in find_dates(body, ANY_DAY, "en")]
    places += [(one.start, one.end) for one in find_amounts(body)]
    places += [match.span() for pattern in (WANT, POLITE, LACK, HARMLESS) for match in pattern.finditer(folded)]
    places += [
        match.span()
        for ask in asks
        for number in ask.references
        for match in re.finditer(re.escape(fold(number)), folded)
    ]
    letters = list(folded)
    for start, end in places:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def clause_places(folded: str) -> list[tuple[int, int]]:
    stops = [match.end() for match in CLAUSE.finditer(folded)]
    return list(zip([0, *stops], [*stops, len(folded)], strict=True))


def weigh(clause: str, plain: str, own: frozenset[str]) -> float:
    left = [word for word in WORD.findall(plain) if counts(word, own)]
    if not left:
        return 0.0
    if REQUEST.search(clause) and (find_kinds(clause) or len(left) <= 3):
        return ASIDE * len(left)
    return (1.0 if BUSINESS.search(clause) else SMALL_TALK) * len(left)


def counts(word: str, own: frozenset[str]) -> bool:
    return len(word) > 2 and word not in SMALL and word not in own and not OFFICE.match(word)
