"""How good the local reader is, in figures: precision, recall and F1 per intent, per language, and for simpler choices."""

from collections.abc import Sequence

import numpy as np
from typer import echo

from agent.domain.vocabulary import LANGUAGES, Intent
from agent.reading.features import HASHED
from agent.reading.fitting import Flags, Numbers, Part, chances, fit_mail, folds, score_mail
from agent.reading.model import INTENTS

OTHER = INTENTS.index(Intent.OTHER)


def best_thresholds(*parts: tuple[Numbers, Flags]) -> list[float]:
    """Per intent, the threshold with the best mean F1 over the parts (chances, labels); each part counts the same."""
    steps = np.arange(0.10, 0.80, 0.01)

    def worth(intent: int, step: float) -> float:
        return float(np.mean([figures(chance[:, intent] > step, true[:, intent])[2] for chance, true in parts]))

    limits = [float(max(steps, key=lambda step: worth(i, step))) for i in range(len(INTENTS))]
    limits[OTHER] = float(max(steps, key=lambda step: worth_of_other(limits, step, parts)))
    return limits


def worth_of_other(limits: Sequence[float], step: float, parts: Sequence[tuple[Numbers, Flags]]) -> float:
    """Its threshold matters only beside another intent, for a mail that shows nothing else is other anyway."""
    tried = [*limits[:OTHER], float(step), *limits[OTHER + 1 :]]
    return float(np.mean([figures(decided(chance, tried)[:, OTHER], true[:, OTHER])[2] for chance, true in parts]))


def figures(said: Flags, true: Flags) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    both = int((said & true).sum())
    precision, recall = both / max(1, int(said.sum())), both / max(1, int(true.sum()))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def macro(said: Flags, true: Flags) -> float:
    return float(np.mean([figures(said[:, i], true[:, i])[2] for i in range(true.shape[1])]))


def decided(chance: Numbers, thresholds: Sequence[float]) -> Flags:
    """As the reader decides: a mail that shows nothing else counts as other."""
    said: Flags = chance > np.array(thresholds) + 0.001
    said[:, OTHER] |= ~np.delete(said, OTHER, axis=1).any(axis=1)
    return said


def show(title: str, said: Flags, data: Part) -> None:
    echo(f"\n{title} (N = {len(data.mails)})")
    for i, intent in enumerate(INTENTS):
        precision, recall, f1 = figures(said[:, i], data.labels[:, i])
        echo(f"  {intent:18s} P {precision:.2f}  R {recall:.2f}  F1 {f1:.2f}  n {int(data.labels[:, i].sum())}")
    echo(f"  macro-F1 {macro(said, data.labels):.3f}")
    for language in LANGUAGES:
        chosen = np.array([one.mail.language == language for one in data.mails])
        echo(f"    {language}: macro-F1 {macro(said[chosen], data.labels[chosen]):.2f} (N = {int(chosen.sum())})")


def compare(train: Part, development: Part) -> None:
    """Whole-mail classifiers on fewer and more kinds of features, each with thresholds from its own folds."""
    vectors = train.mail_rows.shape[1] - train.sentence_rows.shape[1]
    grams = range(2 * vectors, 2 * vectors + HASHED)
    choices = {
        "n-grams": [*grams],
        "vector of the whole": [*range(vectors)],
        "+ maximum over sentences": [*range(2 * vectors)],
        "+ n-grams": [*range(2 * vectors), *grams],
        "+ cue words": [*range(train.mail_rows.shape[1])],
    }
    echo("\nchoice: macro-F1 in cross-validation, on the development part")
    for name, chosen in choices.items():
        ours, theirs = train.columns(chosen), development.columns(chosen)
        scores = np.zeros(ours.labels.shape, np.float32)
        for seen, unseen in folds(ours):
            scores[unseen] = score_mail(ours, fit_mail(ours, seen))[unseen]
        there = score_mail(theirs, fit_mail(ours, np.arange(len(ours.mails))))
        line(name, chances(scores), chances(there), ours, theirs)


def line(name: str, here: Numbers, there: Numbers, train: Part, development: Part) -> None:
    limits = best_thresholds((here, train.labels))
    ours, theirs = decided(here, limits), decided(there, limits)
    echo(f"  {name:28s} {macro(ours, train.labels):.3f}  {macro(theirs, development.labels):.3f}")
