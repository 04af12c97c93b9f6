"""Fits the second vote's classifier. Needs scikit-learn, so nothing at run time imports this."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.model_selection import GroupKFold
from sklearn.neural_network import MLPClassifier
from typer import echo

from agent.domain.vocabulary import Intent
from agent.reading.clauses import Clause
from agent.reading.corpus import LabelledMail, LabelledSentence, training_hash, training_mails, training_sentences
from agent.reading.encoder import Encoder
from agent.reading.features import FEATURES_VERSION
from agent.reading.fitting import FOLDS, Flags, Numbers, chances, fit, linear
from agent.reading.model import Linear
from agent.reading.second.judge import rows
from agent.reading.second.pieces import clause_of, in_one, places
from agent.reading.second.weights import (
    ALONE,
    BEYOND,
    HEADER,
    NONE,
    PARTS,
    REQUEST,
    WEIGHTS,
    Model,
    dense,
    summary,
    within_clauses,
)

STRENGTH, STRENGTH_WHOLE, STRENGTH_JOINT = 0.01, 0.03, 1.0
SENTENCES_COUNT = 4
"""A single sentence, written to tell two things apart, counts as much as so many pieces of mails."""
NET = {"hidden_layer_sizes": (48,), "alpha": 0.1, "batch_size": 256, "max_iter": 15}
NETS = 4
NO, YES, UNKNOWN = 0, 1, -1
SHOWN_REQUEST = 0.5
SHARED = 3
"""Words in a row that a piece must share with what needs a person, to count as part of it."""
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Pieces:
    """All pieces of the training mails, and the single sentences (owner -1), as numbers. `labels`: one column per
    question, 1 yes, 0 no, -1 not known. `clauses`: for each piece of a mail its clause's row. `mails`: a row of each mail
    as a whole, `pure` and `asking` of each; `vector`: how long the encoder's vectors are."""

    rows: Numbers
    labels: npt.NDArray[np.int64]
    owner: npt.NDArray[np.int64]
    authors: Sequence[str]
    clauses: Sequence[int]
    mails: Numbers
    mail_authors: Sequence[str]
    pure: Flags
    asking: Flags
    vector: int


def pieces_of(mails: Sequence[LabelledMail], sentences: Iterable[LabelledSentence], encoder: Encoder | None) -> Pieces:
    texts: list[str] = []
    authors: list[str] = []
    labels: list[tuple[int, int]] = []
    owner: list[int] = []
    clauses: list[int] = []
    for number, one in enumerate(mails):
        found = places(one.mail)
        clauses += [len(texts) + clause for clause in clause_of(found)]
        texts += [piece.text for piece in found]
        labels += [(asks(one, piece), says_more(one, piece)) for piece in found]
        owner += [number] * len(found)
        authors += [one.author] * len(found)
    for single in sentences:
        texts.append(single.text)
        labels.append((UNKNOWN, NO if single.harmless else YES))
        owner.append(-1)
        authors.append(single.author)
    return Pieces(
        rows(texts, encoder), np.array(labels), np.array(owner), authors, clauses,
        rows([in_one(one.mail) for one in mails], encoder), [one.author for one in mails],
        np.array([one.pure for one in mails]), np.array([Intent.DOCUMENT_REQUEST in one.intents for one in mails]),
        encoder.size if encoder else 0,
    )  # fmt: skip


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


# --- fitting --------------------------------------------------------------------------------------------------------


def fit_model(data: Pieces, chosen: Flags, mails: Flags) -> Model:
    """From these pieces and mails. Its `joint` knows the scores of texts it was fitted on: `train` replaces it."""
    hidden, out = fit_net(data, chosen)
    whole = fit(data.mails[mails], ~data.pure[mails], STRENGTH_WHOLE, balanced=False)
    return Model(fit_pieces(data, chosen), hidden, out, Linear(*linear([whole])), Linear(*linear([whole])), data.vector)


def fit_pieces(data: Pieces, chosen: Flags) -> Linear:
    fitted = []
    for question in data.labels.T:
        known = chosen & (question != UNKNOWN)
        weights = np.where(data.owner[known] < 0, SENTENCES_COUNT, 1)
        fitted.append(fit(data.rows[known], question[known] == YES, STRENGTH, weights=weights))
    return Linear(*linear(fitted))


def fit_net(data: Pieces, chosen: Flags) -> tuple[Linear, Linear]:
    """Some nets that differ in how they begin, side by side as one whose answer is their mean: what a single one makes of
    a rare word is half chance. Single sentences count twice: a net takes no weights."""
    known = np.flatnonzero(chosen & (data.labels[:, BEYOND] != UNKNOWN))
    known = np.concatenate([known, known[data.owner[known] < 0]])
    given, wanted = dense(data.rows[known], data.vector), data.labels[known, BEYOND] == YES
    nets = [MLPClassifier(**NET, random_state=seed).fit(given, wanted) for seed in range(NETS)]
    hidden = np.concatenate([net.coefs_[0].T for net in nets]), np.concatenate([net.intercepts_[0] for net in nets])
    out = (
        np.concatenate([net.coefs_[1].T for net in nets], axis=1) / NETS,
        sum(net.intercepts_[1] for net in nets) / NETS,
    )
    return stored(*hidden), stored(*out)


def stored(weights: npt.NDArray[Any], bias: npt.NDArray[Any]) -> Linear:
    """As it will be when it was kept in half the digits."""
    return Linear(weights.astype(np.float16).astype(np.float32), bias.astype(np.float32))


def out_of_fold(data: Pieces) -> tuple[Numbers, Numbers]:
    """Per mail the highest score of `request`, and its summary for `joint`, from weights that saw nothing of its author."""
    scores = np.zeros(data.labels.shape, np.float32)
    whole = np.zeros(len(data.pure), np.float32)
    for _, unseen in GroupKFold(FOLDS).split(data.rows, groups=data.authors):
        mask = np.zeros(len(data.labels), bool)
        mask[unseen] = True
        mails = np.isin(data.mail_authors, np.unique(np.array(data.authors)[unseen]))
        model = fit_model(data, ~mask, ~mails)
        scores[mask] = model.of_pieces(data.rows[mask])
        whole[mails] = model.whole.scores(data.mails[mails])[:, 0]
    return summaries(data, scores, whole)


def summaries(data: Pieces, scores: Numbers, whole: Numbers) -> tuple[Numbers, Numbers]:
    ours = data.owner >= 0
    owner, mixed = data.owner[ours], within_clauses(scores[ours], data.clauses)
    per_mail = [mixed[owner == number] for number in range(len(data.pure))]
    asked = np.array([one[:, REQUEST].max(initial=NONE) for one in per_mail])
    return asked, np.stack([summary(one[:, BEYOND], float(whole[i])) for i, one in enumerate(per_mail)])


def fit_joint(given: Numbers, pure: Flags) -> Linear:
    return Linear(*linear([fit(given, ~pure, STRENGTH_JOINT, balanced=False)]))


def joint_out_of_fold(data: Pieces, given: Numbers) -> Numbers:
    found = np.zeros(len(given), np.float32)
    for seen, unseen in GroupKFold(FOLDS).split(given, groups=data.mail_authors):
        found[unseen] = says(fit_joint(given[seen], data.pure[seen]), given[unseen])
    return found


def says(joint: Linear, given: Numbers) -> Numbers:
    """As `Model.of_mail` for many mails, from their summaries."""
    return np.asarray(np.maximum(joint.scores(given)[:, 0], given[:, 0] - ALONE), np.float32)


def fitted(data: Pieces) -> tuple[Model, Numbers, Numbers]:
    """Trained on everything, and the chances of both questions per mail, out of fold."""
    asked, given = out_of_fold(data)
    everything = fit_model(data, np.ones(len(data.labels), bool), np.ones(len(data.pure), bool))
    model = replace(everything, joint=fit_joint(given, data.pure))
    return model, chances(asked), chances(joint_out_of_fold(data, given))


def more_of(model: Model, there: Pieces) -> Numbers:
    """The chance that each mail says more."""
    _, given = summaries(there, model.of_pieces(there.rows), model.whole.scores(there.mails)[:, 0])
    return chances(says(model.joint, given))


def train(encoder: Encoder) -> None:
    mails, sentences = training_mails(), training_sentences()
    arrays: dict[str, Any] = {}
    for name, one in (("vectors", encoder), ("words", None)):
        data = pieces_of(mails, sentences, one)
        model, asked, more = fitted(data)
        show(name, data, asked, more)
        arrays |= as_arrays(name, model)
    np.savez_compressed(WEIGHTS, allow_pickle=False, **arrays)
    HEADER.write_text(json.dumps({"training": training_hash(), "features": FEATURES_VERSION}, indent=1) + "\n")


def as_arrays(variant: str, model: Model) -> dict[str, Any]:
    parts = {name: getattr(model, name) for name in PARTS}
    weights = {f"{variant}_{name}_weights": one.weights.astype(np.float16) for name, one in parts.items()}
    return weights | {f"{variant}_{name}_bias": one.bias for name, one in parts.items()}


def show(name: str, data: Pieces, asked: Numbers, more: Numbers) -> None:
    pure, asking = data.pure, data.asking
    echo(
        f"\nsecond vote, {name}: by author, {pure.sum()} pure, {(asking & ~pure).sum()} mixed, {(~asking).sum()} others"
    )
    for chance in (0.3, 0.5, 0.7):
        echo(
            f"  request > {chance}: {(asked > chance)[pure].mean():.0%} of pure, {(asked > chance)[~asking].mean():.0%} of others"
        )
    for chance in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        passed = (more < chance) & (asked > SHOWN_REQUEST)
        counts = passed[pure].mean(), passed[asking & ~pure].sum(), passed[~asking].sum()
        echo("  more < {}: {:.0%} of pure; {} mixed, {} others".format(chance, *counts))
