"""Months and days of papers that are here, named beside the one asked for: "October's please, I only have September's"."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from agent.domain.date_words import MONTH_OF
from agent.domain.request_words import BUT, LACK
from agent.reading.declined import HAVE_ONLY, here
from agent.reading.mentions import HAVING, LACKING
from agent.reading.scopes import scopes

ONLY_CAME = re.compile(
    r"\b(?:only|nur|seulement|seule|solo|alleen|enkel) [^,;:.?!\n]{3,40}? (?:has |have |is |are |ist |est |ha |is )?(?:arrived|came|come|reached us|here|on file|angekommen|eingegangen|da|liegt vor|arrivee?|parvenue?|llegado|aangekommen|binnengekomen|binnen)\b"
)
WHEN = re.compile(rf"\d|(?:{'|'.join(MONTH_OF)}|month|monat|mois|mes|maand)")
DETAIL = re.compile(
    r"\b(?:date|datum|fecha|amount|betrag|montant|importe|bedrag|number|nummer|numero|total|totaal|line|entry|posten|reminder|mahnung|relance|recordatorio|herinnering)\b"
)
"""What tells which paper is wanted, and is no paper itself: "I only have the date of it, 3 October"."""
CLAUSE = re.compile(
    r"[,;:!?()\v]|\.(?= |$)(?<!\d\.)(?<!\b(?:jan|feb|mar|apr|avr|abr|jun|jul|aug|ago|sep|oct|okt|nov|dec|dez|dic)\.)(?<!\b(?:sept|janv|febr|fevr|juil)\.)"
    rf"| - | – |{BUT.pattern}"
    r"|\b(?:and|und|et|y|en)(?= (?:i|we|please|can|could|ich|wir|bitte|je|j'|nous|solo|ya|ik|wij|we|graag)\b)"
)


def without_held(sentences: Iterable[str], sent: date) -> tuple[str, bool]:
    """The (folded) words of a request less the clauses that name only what is here. Second: some said that only that is here."""
    kept = folded = "\v".join(sentences)
    only = False
    for first, last in clauses(folded):
        words = folded[first:last]
        if not WHEN.search(words) or DETAIL.search(words) or not dated(words, sent):
            continue
        start = only_from(words)
        if start >= 0:
            kept, only = blanked(kept, first + start, last), True
        elif held(folded, first, last) and dated(blanked(kept, first, last), sent):
            kept = blanked(kept, first, last)
    return kept.replace("\v", " "), only


def only_from(words: str) -> int:
    """Where in a clause it begins to say that no more than this is here; -1: it does not."""
    found = HAVE_ONLY.search(words) or ONLY_CAME.search(words)
    return found.start() if found and not LACK.search(words, found.end()) else -1


def clauses(folded: str) -> list[tuple[int, int]]:
    cuts = [0, *(cut.end() for cut in CLAUSE.finditer(folded)), len(folded)]
    return list(pairwise(cuts))


def held(folded: str, first: int, last: int) -> bool:
    words = folded[first:last]
    plain = HAVING.search(words) and not LACKING.search(words)
    return bool(plain or here(words.rstrip(" ,;:.!?"), 0, len(words))) and not LACK.search(words)


def dated(words: str, sent: date) -> bool:
    return any(one.startswith(("month:", "date:")) for one in scopes(words, sent, False))


def blanked(text: str, first: int, last: int) -> str:
    return text[:first] + " " * (last - first) + text[last:]
