"""Says which piece of a mail most likely asks for papers, and whether the mail most likely says more than that."""

from functools import lru_cache

import numpy as np

from agent.domain.facts import Finding, MailView
from agent.reading.clauses import Clause
from agent.reading.encoder import Encoder, installed_encoder
from agent.reading.features import VECTOR_SCALE, cue_row, hashed
from agent.reading.second.pieces import clause_of, in_one, places
from agent.reading.second.traits import traits
from agent.reading.second.weights import BEYOND, QUESTIONS, REQUEST, Numbers, load, within_clauses


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
        self._model = load("vectors", encoder.size) if encoder else load("words", 0)

    def opinion(self, mail: MailView) -> dict[str, Finding]:
        """By QUESTIONS: the piece for which the answer is most likely yes, with the likelihood of that piece or, for
        `beyond`, of the whole mail; empty without words."""
        pieces = places(mail)
        if not pieces:
            return {}
        given = rows([*(one.text for one in pieces), in_one(mail)], self._encoder)
        scores = within_clauses(self._model.of_pieces(given[:-1]), clause_of(pieces))
        more = self._model.of_mail(scores[:, BEYOND], given[-1:])
        best = scores.argmax(axis=0)
        found = float(scores[best[REQUEST], REQUEST]), more
        return {code: finding(code, pieces[best[i]], found[i]) for i, code in enumerate(QUESTIONS)}


def finding(code: str, piece: Clause, score: float) -> Finding:
    chance = 1.0 / (1.0 + np.exp(-score))
    return Finding(code=code, confidence=round(float(chance), 4), span=piece.span())


@lru_cache
def judge() -> Judge:
    """The one of this process; no setting exchanges it."""
    return Judge(installed_encoder())
