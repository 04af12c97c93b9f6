"""Says which piece of a mail most likely asks for papers, and which most likely says more than that."""

import json
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from agent.domain.facts import Finding, MailView
from agent.reading.clauses import Clause
from agent.reading.encoder import Encoder, installed_encoder
from agent.reading.features import FEATURES_VERSION, VECTOR_SCALE, cue_row, hashed
from agent.reading.model import TRAINING, Linear, ModelOutdated
from agent.reading.second.pieces import clause_of, places
from agent.reading.second.traits import traits

QUESTIONS = ("request", "beyond")
"""Does this piece ask for papers? Does it say more than that?"""
OF_THE_CLAUSE = np.float32(0.25)
"""How much of a piece's score is that of the clause it stands in: "it has not reached us" may be a paper or a pallet."""
WEIGHTS, HEADER = TRAINING / "second.npz", TRAINING / "second.json"
Numbers = npt.NDArray[np.float32]


def rows(texts: list[str], encoder: Encoder | None) -> Numbers:
    """One row per text: n-grams, cue words, traits, and the sentence vector where there is an encoder."""
    words = np.stack([np.concatenate([hashed(text), cue_row(text), traits(text)]) for text in texts])
    if encoder is None:
        return words
    return np.concatenate([encoder.encode(texts) * np.float32(VECTOR_SCALE), words], axis=1)


class Judge:
    """Deterministic. Without an encoder it counts words, which is worse: then it lets fewer mails pass."""

    def __init__(self, encoder: Encoder | None) -> None:
        self._encoder = encoder
        self._model = load("vectors" if encoder else "words")

    def opinion(self, mail: MailView) -> dict[str, Finding]:
        """By QUESTIONS: the piece for which the answer is most likely yes, with that likelihood; empty without words."""
        pieces = places(mail)
        if not pieces:
            return {}
        alone = self._model.scores(rows([one.text for one in pieces], self._encoder))
        scores = (1 - OF_THE_CLAUSE) * alone + OF_THE_CLAUSE * alone[clause_of(pieces)]
        return {question: finding(question, pieces, scores[:, i]) for i, question in enumerate(QUESTIONS)}


def finding(code: str, pieces: Sequence[Clause], scores: Numbers) -> Finding:
    place = int(scores.argmax())
    chance = 1.0 / (1.0 + np.exp(-float(scores[place])))
    return Finding(code=code, confidence=round(chance, 4), span=pieces[place].span())


@lru_cache
def judge() -> Judge:
    """The one of this process; no setting exchanges it."""
    return Judge(installed_encoder())


@lru_cache
def load(variant: str) -> Linear:
    header = json.loads(HEADER.read_text())
    if header["features"] != FEATURES_VERSION:
        raise ModelOutdated("The second vote's weights do not fit its code: run python -m agent.reading.train.")
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        weights, bias = (np.asarray(stored[f"{variant}_{name}"], np.float32) for name in ("weights", "bias"))
    return Linear(weights, bias)
