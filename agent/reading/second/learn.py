"""Fits the second vote's classifier. Needs scikit-learn, so nothing at run time imports this."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.model_selection import GroupKFold
from typer import echo

from agent.domain.vocabulary import Intent
from agent.reading.clauses import Clause
from agent.reading.corpus import LabelledMail, LabelledSentence, training_hash, training_mails, training_sentences
from agent.reading.encoder import Encoder
from agent.reading.features import FEATURES_VERSION
from agent.reading.fitting import FOLDS, Numbers, chances, fit, linear
from agent.reading.second.judge import HEADER, QUESTIONS, WEIGHTS, rows
from agent.reading.second.pieces import places

STRENGTH = 0.01
SENTENCES_COUNT = 4
"""A single sentence, written to tell two things apart, counts as much as so many pieces of mails."""
NO, YES, UNKNOWN = 0, 1, -1
SHOWN_REQUEST = 0.5
SHARED = 3
"""Words in a row that a piece must share with what needs a person, to count as part of it."""
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Pieces:
    """All pieces of the training mails, and the single sentences (owner -1), as numbers. `labels`: one column per
    question, 1 yes, 0 no, -1 not known."""

    rows: Numbers
    labels: npt.NDArray[np.int64]
    owner: npt.NDArray[np.int64]
    authors: Sequence[str]


def pieces_of(mails: Sequence[LabelledMail], sentences: Iterable[LabelledSentence], encoder: Encoder | None) -> Pieces:
    found = [
        (piece.text, (asks(one, piece), says_more(one, piece)), number, one.author)
        for number, one in enumerate(mails)
        for piece in places(one.mail)
    ]
    found += [(one.text, (UNKNOWN, NO if one.harmless else YES), -1, one.author) for one in sentences]
    texts, labels, owner, authors = zip(*found, strict=True)
    return Pieces(rows(list(texts), encoder), np.array(labels), np.array(owner), authors)


def asks(one: LabelledMail, piece: Clause) -> int:
    if Intent.DOCUMENT_REQUEST not in one.intents or piece.part == "signature":
        return NO
    return YES if shared(piece.text, one.evidence.get(Intent.DOCUMENT_REQUEST, "")) == YES else UNKNOWN


def says_more(one: LabelledMail, piece: Clause) -> int:
    if one.pure:
        return NO
    shares = [shared(piece.text, words) for words in one.beyond]
    if YES in shares:
        return YES
    sure = piece.part == "signature" or (one.complete and one.beyond)
    return NO if sure and UNKNOWN not in shares else UNKNOWN


def shared(piece: str, words: str) -> int:
    """Whether a piece lies in those words, holds them, or shares half of itself with them."""
    if words and (piece in words or words in piece):
        return YES
    here, there = (WORD.findall(text.casefold()) for text in (piece, words))
    run = longest_run(here, f" {' '.join(there)} ")
    if run < SHARED:
        return NO
    return YES if 2 * run >= min(len(here), len(there)) else UNKNOWN


def longest_run(words: list[str], text: str) -> int:
    return max(
        (n for start in range(len(words)) for n in range(1, len(words) - start + 1)
         if f" {' '.join(words[start:start + n])} " in text),
        default=0,
    )  # fmt: skip


def fit_pieces(data: Pieces, chosen: npt.NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    fitted = []
    for question in data.labels.T:
        known = chosen & (question != UNKNOWN)
        weights = np.where(data.owner[known] < 0, SENTENCES_COUNT, 1)
        fitted.append(fit(data.rows[known], question[known] == YES, STRENGTH, weights=weights))
    return linear(fitted)


def out_of_fold(data: Pieces, mails: int) -> Numbers:
    """Per mail and question the highest chance of its pieces, from weights that saw nothing of its author."""
    highest = np.full((mails, len(QUESTIONS)), -99, np.float32)
    for _, unseen in GroupKFold(FOLDS).split(data.rows, groups=data.authors):
        mask = np.zeros(len(data.labels), bool)
        mask[unseen] = True
        weights, bias = fit_pieces(data, ~mask)
        ours = mask & (data.owner >= 0)
        np.maximum.at(highest, data.owner[ours], data.rows[ours] @ weights.T + bias)
    return chances(highest)


def train(encoder: Encoder) -> None:
    mails, sentences = training_mails(), training_sentences()
    arrays: dict[str, Any] = {}
    for name, one in (("vectors", encoder), ("words", None)):
        data = pieces_of(mails, sentences, one)
        show(name, out_of_fold(data, len(mails)), mails)
        weights, bias = fit_pieces(data, np.ones(len(data.labels), bool))
        arrays |= {f"{name}_weights": weights.astype(np.float16), f"{name}_bias": bias}
    np.savez_compressed(WEIGHTS, allow_pickle=False, **arrays)
    HEADER.write_text(json.dumps({"training": training_hash(), "features": FEATURES_VERSION}, indent=1) + "\n")


def show(name: str, highest: Numbers, mails: Sequence[LabelledMail]) -> None:
    pure = np.array([one.pure for one in mails])
    asking = np.array([Intent.DOCUMENT_REQUEST in one.intents for one in mails])
    echo(
        f"\nsecond vote, {name}: by author, {pure.sum()} pure, {(asking & ~pure).sum()} mixed, {(~asking).sum()} others"
    )
    asked = highest[:, 0]
    for chance in (0.3, 0.5, 0.7):
        echo(
            f"  request > {chance}: {(asked > chance)[pure].mean():.0%} of pure, {(asked > chance)[~asking].mean():.0%} of others"
        )
    for chance in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        passed = (highest[:, 1] < chance) & (asked > SHOWN_REQUEST)
        counts = passed[pure].mean(), passed[asking & ~pure].sum(), passed[~asking].sum()
        echo("  more < {}: {:.0%} of pure; {} mixed, {} others".format(chance, *counts))
