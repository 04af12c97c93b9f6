"""The second vote's weights and what they make of a mail. Only numpy is needed to use them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from agent.reading.features import FEATURES_VERSION, HASHED
from agent.reading.model import TRAINING, Linear, ModelOutdated

WEIGHTS, HEADER = TRAINING / "second.npz", TRAINING / "second.json"
QUESTIONS = ("request", "beyond")
"""Does this piece ask for papers? Does it say more than that?"""
REQUEST, BEYOND = 0, 1
OF_THE_CLAUSE = np.float32(0.25)
"""How much of a piece's score is that of the clause it stands in: "it has not reached us" may be a paper or a pallet."""
HIGHEST, NONE = 3, np.float32(-5.0)
"""So many of the highest scores of pieces count one by one; NONE where a mail has fewer."""
ALONE = np.float32(1.0)
"""How much a single piece counts less than the whole mail; but however much else is said, it counts."""
WORDS_SCALE = np.float32(0.5)
PARTS = ("pieces", "hidden", "out", "whole", "joint")
Numbers = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Model:
    """`pieces`: a linear classifier per question. `hidden` and `out`: small nets for the second question, side by side. `whole`: that
    question asked of the whole mail at once. `joint` makes one answer of all that. `vector`: how long the vectors are."""

    pieces: Linear
    hidden: Linear
    out: Linear
    whole: Linear
    joint: Linear
    vector: int

    def of_pieces(self, rows: Numbers) -> Numbers:
        """Log-odds per piece and question."""
        scores = self.pieces.scores(rows)
        inner = np.maximum(self.hidden.scores(dense(rows, self.vector)), 0)
        scores[:, BEYOND] = (scores[:, BEYOND] + self.out.scores(inner)[:, 0]) / 2
        return scores

    def of_mail(self, beyond: Numbers, whole: Numbers) -> float:
        """Log-odds that the mail says more; from the scores of its pieces and its row as a whole, shape (1, d)."""
        given = summary(beyond, float(self.whole.scores(whole)[0, 0]))
        return max(float(self.joint.scores(given[None, :])[0, 0]), float(given[0] - ALONE))


def dense(rows: Numbers, vector: int) -> Numbers:
    """The columns that are no n-grams, brought to one scale."""
    return np.concatenate([rows[:, :vector], rows[:, vector + HASHED :] * WORDS_SCALE], axis=1)


def within_clauses(scores: Numbers, clauses: Sequence[int]) -> Numbers:
    """Each piece's scores with a share of its clause's. `clauses`: for each piece the number of that clause."""
    mixed: Numbers = (1 - OF_THE_CLAUSE) * scores + OF_THE_CLAUSE * scores[clauses]
    return mixed


def summary(beyond: Numbers, whole: float) -> Numbers:
    """A mail in seven numbers: its highest pieces, their mean, how many they are, their soft maximum, and the whole."""
    ordered = np.sort(beyond)[::-1] if len(beyond) else np.array([NONE])
    highest = [*ordered[:HIGHEST], *[NONE] * HIGHEST][:HIGHEST]
    soft = np.log(np.exp(ordered).sum())
    return np.array([*highest, ordered.mean(), np.log(len(ordered)), soft, whole], np.float32)


def from_arrays(stored: Mapping[str, Numbers], variant: str, vector: int) -> Model:
    def part(name: str) -> Linear:
        weights, bias = (np.asarray(stored[f"{variant}_{name}_{kind}"], np.float32) for kind in ("weights", "bias"))
        return Linear(weights, bias)

    pieces, hidden, out, whole, joint = (part(name) for name in PARTS)
    return Model(pieces, hidden, out, whole, joint, vector)


@lru_cache
def load(variant: str, vector: int) -> Model:
    header = json.loads(HEADER.read_text())
    if header["features"] != FEATURES_VERSION:
        raise ModelOutdated("The second vote's weights do not fit its code: run python -m agent.reading.train.")
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        return from_arrays(stored, variant, vector)
