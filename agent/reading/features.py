"""Numbers that stand for a mail and for each of its sentences. The same text gives the same numbers on every machine.

Blocks of a mail's row: the vector of the whole text, the largest value of each dimension over its sentences, hashed
n-grams, cue words. A sentence's row has the same blocks without the second. Without an encoder the vectors are absent.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
import numpy.typing as npt

from agent.domain.facts import Facts
from agent.reading.clauses import Clause, whole_text
from agent.reading.cues import cues
from agent.reading.encoder import Encoder

FEATURES_VERSION = "4"
"""Raise it whenever anything here, in `cues`, `clauses`, `encoder` or the extraction changes what a text is turned into."""

HASHED = 4096
"""Columns for n-grams. Collisions cost little: the classifier is linear and strongly regularised."""
VECTOR_SCALE, GRAM_SCALE, CUE_SCALE = 6.0, 6.0, 2.0
"""Brings the blocks to comparable size, so that one regularisation fits all."""

Row = npt.NDArray[np.float32]
HINTS = 5
WORD = re.compile(r"[^\W\d_]+|\d+|[?!€$£%]")


@dataclass(frozen=True)
class Rows:
    """`mail`: (d,); `sentences`: (number of sentences, e), in order."""

    mail: Row
    sentences: Row


def rows(sentences: Sequence[Clause], encoder: Encoder | None) -> Rows:
    """A mail without a single sentence counts as one empty sentence."""
    texts = [one.text for one in sentences] or [""]
    whole = whole_text(tuple(sentences))
    words = np.stack([np.concatenate([hashed(text), cue_row(text)]) for text in texts])
    whole_words = np.concatenate([hashed(whole), words[:, HASHED:].max(axis=0)])
    if encoder is None:
        return Rows(whole_words, words)
    vectors = encoder.encode([whole, *texts]) * np.float32(VECTOR_SCALE)
    mail = np.concatenate([vectors[0], vectors[1:].max(axis=0), whole_words])
    return Rows(mail, np.concatenate([vectors[1:], words], axis=1))


def hints(facts: Facts) -> Row:
    """What extraction found, one number per intent: papers asked for, a reason, a payment, a plea; or none of these."""
    payment = facts.promise_date or facts.promise_amount or facts.payment_sent
    found = [bool(facts.asks), facts.dispute_reason is not None, bool(payment), facts.hardship_ask is not None]
    return np.array([*found, not any(found)], np.float32)


def cue_row(text: str) -> Row:
    return np.array(cues(text), np.float32) * np.float32(CUE_SCALE)


@lru_cache(maxsize=256)
def hashed(text: str) -> Row:
    """Words, pairs of words, and pieces of three to five letters; square-rooted counts, fixed length. Not to be changed:
    the reader and the second vote ask for the same ones."""
    counts = Counter(crc32(gram.encode()) % HASHED for gram in grams(text))
    row = np.zeros(HASHED, np.float32)
    if counts:
        row[list(counts)] = np.sqrt(np.fromiter(counts.values(), np.float32, len(counts)))
        row *= np.float32(GRAM_SCALE) / np.linalg.norm(row)
    return row


def grams(text: str) -> Iterator[str]:
    words = ["0" if word[0].isdigit() else word for word in WORD.findall(text.casefold())]
    yield from words
    yield from (f"{one} {two}" for one, two in pairwise(words))
    for word in words:
        padded = f"<{word}>"
        for size in (3, 4, 5):
            yield from (padded[i : i + size] for i in range(len(padded) - size + 1))
