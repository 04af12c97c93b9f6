"""What the word lists find in a piece of text, as numbers: request, lack, courtesy, money, goods, verbs nobody expects."""

import re
from functools import lru_cache
from itertools import chain

import numpy as np

from agent.domain.dates import find_dates
from agent.domain.document_words import find_kinds
from agent.domain.figures import ANY_DAY, COPY, GOODS
from agent.domain.folding import fold
from agent.domain.money import find_amounts
from agent.domain.request_words import LACK, POLITE, PURPOSE, WANT
from agent.domain.veto_words import COUNTED, HARMLESS, PAY_WORDS
from agent.reading.features import Row
from agent.reading.second.innocent_words import BUSINESS
from agent.reading.second.remains import FILES, FORMAL, THANKS, WORD, WRITER, blank, circumstance, counts, without
from agent.reading.second.telling_words import FREE, TELLING
from agent.reading.second.verb_words import strange_verb

NUMBER = re.compile(r"\b[\w/.-]*\d{3,}[\w/.-]*\b")
MASKED = re.compile(r"\bx{3,}\b")
SPANNED = (WANT, POLITE, LACK, HARMLESS, FREE)
"""Words whose places count as well: what is left without them says most."""
VETO_CODES = tuple(dict.fromkeys(code for code, _, _ in COUNTED))
PRESENT = (
    WANT,
    POLITE,
    LACK,
    PURPOSE,
    COPY,
    HARMLESS,
    FREE,
    PAY_WORDS,
    GOODS,
    WRITER,
    THANKS,
    FORMAL,
    FILES,
    BUSINESS,
    MASKED,
)
SCALE = np.float32(2.0)


@lru_cache(maxsize=256)
def traits(text: str) -> Row:
    """One number per trait, most of them 0 or the same constant."""
    folded = NUMBER.sub(lambda found: "x" * len(found[0]), fold(text))
    written = text if len(text) == len(folded) else folded
    spans = {words: [found.span() for found in words.finditer(folded)] for words in SPANNED}
    papers = [(one.start, one.end) for one in find_kinds(folded)]
    plain = blank(folded, written, *papers, *chain.from_iterable(spans.values()))
    left = [word for word in WORD.findall(plain) if counts(word, frozenset())]
    days, amounts, pays = find_dates(text, ANY_DAY, "en"), find_amounts(text), PAY_WORDS.search(folded)
    expected = without(folded, *spans[FREE], *spans[LACK], *spans[HARMLESS], *papers)
    found = [
        *vetoes(without(folded, *spans[HARMLESS])),
        *(bool(spans[words] if words in spans else words.search(folded)) for words in PRESENT),
        bool(papers),
        bool(TELLING.search(plain)),
        strange_verb(expected, written) is not None,
        circumstance(folded),
        bool(days),
        bool(amounts),
        bool(pays and (days or amounts)),
        "?" in text,
        not left,
        min(len(left), 10) / 3,
        min(len(WORD.findall(folded)), 30) / 10,
    ]
    return np.array(found, np.float32) * SCALE


def vetoes(open_words: str) -> list[bool]:
    """Per code of the second vote's words whether they are there; what is harmless is blank already."""
    hit = {code for code, _, pattern in COUNTED if pattern.search(open_words)}
    return [code in hit for code in VETO_CODES]
