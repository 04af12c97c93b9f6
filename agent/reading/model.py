"""The trained weights and what they make of a mail's rows. Only numpy is needed to use them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from agent.domain.vocabulary import DisputeReason, HardshipAsk, Intent
from agent.reading.features import FEATURES_VERSION, Row, Rows

TRAINING = Path(__file__).parent / "training"
WEIGHTS, HEADER = TRAINING / "model.npz", TRAINING / "model.json"
INTENTS = tuple(Intent)
REASONS, PLEAS = tuple(DisputeReason), tuple(HardshipAsk)
LIKELY = 0.3
"""A reason or plea less likely than this is left to a person."""
MARGIN = 0.001
"""Processors differ in the last digits: a score this close to a threshold counts as below it."""

Numbers = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Linear:
    """One row of `weights` and one `bias` per intent."""

    weights: Numbers
    bias: Numbers

    def scores(self, rows: Numbers) -> Numbers:
        scored: Numbers = rows @ self.weights.T + self.bias
        return scored


@dataclass(frozen=True)
class Judgement:
    """Per intent: its probability, and the number of the sentence that speaks for it most."""

    probability: dict[Intent, float]
    sentence: dict[Intent, int]


@dataclass(frozen=True)
class Model:
    """A classifier of whole mails and one of sentences, joined with the hints of extraction and calibrated per
    intent by `joint`, shape (5, 8). `reason` and `plea` tell mails of one intent apart, where words alone do not."""

    mail: Linear
    sentence: Linear
    joint: Numbers
    thresholds: dict[Intent, float]
    reason: Linear
    plea: Linear

    def reason_of(self, rows: Rows) -> DisputeReason | None:
        return REASONS[found] if (found := likeliest(self.reason, rows)) is not None else None

    def plea_of(self, rows: Rows) -> HardshipAsk | None:
        return PLEAS[found] if (found := likeliest(self.plea, rows)) is not None else None

    def judge(self, rows: Rows, hint: Row) -> Judgement:
        by_sentence = self.sentence.scores(rows.sentences)
        logit = joined(self.joint, self.mail.scores(rows.mail), by_sentence.max(axis=0), hint)
        chance = 1.0 / (1.0 + np.exp(-logit))
        best = by_sentence.argmax(axis=0)
        return Judgement(
            {intent: round(float(chance[i]), 4) for i, intent in enumerate(INTENTS)},
            {intent: int(best[i]) for i, intent in enumerate(INTENTS)},
        )


def likeliest(model: Linear, rows: Rows) -> int | None:
    scores = model.scores(rows.mail)
    chances = np.exp(scores - scores.max())
    best = int(chances.argmax())
    return best if chances[best] / chances.sum() > LIKELY + MARGIN else None


def joined(joint: Numbers, mail: Numbers, sentence: Numbers, hint: Numbers) -> Numbers:
    """The log-odds of each intent from its scores and all the hints; arrays of shape (…, 5)."""
    result: Numbers = joint[:, 0] * mail + joint[:, 1] * sentence + hint @ joint[:, 2:-1].T + joint[:, -1]
    return result


class ModelOutdated(Exception):
    """The weights were made for other features than this code computes."""


@lru_cache
def load(variant: str) -> Model:
    """`variant`: "vectors" (with the encoder) or "words" (without)."""
    header = json.loads(HEADER.read_text())
    if header["features"] != FEATURES_VERSION:
        raise ModelOutdated("The reader's weights do not fit its code: run python -m agent.reading.train.")
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        return from_arrays({name: stored[name] for name in stored.files}, header, variant)


def version() -> str:
    """Of features and training data together."""
    header = json.loads(HEADER.read_text())
    return f"{header['features']}.{header['training'][:8]}"


def from_arrays(stored: Mapping[str, Any], header: Mapping[str, Any], variant: str) -> Model:
    def array(name: str) -> Numbers:
        return np.asarray(stored[f"{variant}_{name}"], dtype=np.float32)

    thresholds = header["variants"][variant]["thresholds"]
    return Model(
        mail=Linear(array("mail"), array("mail_bias")),
        sentence=Linear(array("sentence"), array("sentence_bias")),
        joint=array("joint"),
        thresholds={intent: float(thresholds[intent.value]) for intent in INTENTS},
        reason=Linear(array("reason"), array("reason_bias")),
        plea=Linear(array("plea"), array("plea_bias")),
    )
