"""Shares with their intervals, and F1 with the bootstrap's. Pure, and the same on every run."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt

from duecourse.scoring import Rate

Z = 1.959964
RESAMPLES, SEED = 2000, 1
Counts = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Figure:
    """A value with its 95 % interval and the words for what was counted; all None where there is nothing to judge."""

    value: float | None
    low: float | None
    high: float | None
    counts: str


def share(rate: Rate) -> Figure:
    low, high = wilson(rate.right, rate.of)
    return Figure(rate.value, low, high, f"{rate.right} of {rate.of}")


def wilson(right: int, of: int) -> tuple[float | None, float | None]:
    """Wilson's score interval, 95 %."""
    if not of:
        return None, None
    p, n = right / of, float(of)
    middle, half = p + Z * Z / (2 * n), Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    low, high = (middle - half) / (1 + Z * Z / n), (middle + half) / (1 + Z * Z / n)
    return (0.0 if right == 0 else low), (1.0 if right == of else high)


def macro_f1(counts: Counts, words: str) -> Figure:
    """`counts`: mails × classes × (true, said, labelled). The mean F1 of the classes that occur; interval by bootstrap over mails."""
    if not len(counts):
        return Figure(None, None, None, words)
    kept = counts[:, counts[:, :, 2].sum(axis=0) > 0, :]
    if not kept.size:
        return Figure(None, None, None, words)
    mails = len(kept)
    draws = np.random.default_rng(SEED).multinomial(mails, [1 / mails] * mails, size=RESAMPLES)
    means = f1(np.tensordot(draws.astype(np.float64), kept, axes=1)).mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return Figure(float(f1(kept.sum(axis=0)).mean()), float(low), float(high), words)


def f1(counts: Counts) -> Counts:
    """2·true / (said + labelled), 0 where nothing is said or labelled."""
    below = counts[..., 1] + counts[..., 2]
    return np.divide(2 * counts[..., 0], below, out=np.zeros_like(below), where=below > 0)


def difference(one: Figure, other: Figure) -> Figure:
    """one − other, in points; interval by Newcombe's way of joining two intervals."""
    words = f"{one.counts} against {other.counts}"
    a, b = bounds(one), bounds(other)
    if a is None or b is None:
        return Figure(None, None, None, words)
    gap = a[0] - b[0]
    low = gap - sqrt((a[0] - a[1]) ** 2 + (b[2] - b[0]) ** 2)
    high = gap + sqrt((a[2] - a[0]) ** 2 + (b[0] - b[1]) ** 2)
    return Figure(100 * gap, 100 * low, 100 * high, words)


def bounds(one: Figure) -> tuple[float, float, float] | None:
    if one.value is None or one.low is None or one.high is None:
        return None
    return one.value, one.low, one.high


def within(chances: Sequence[tuple[float, bool]], bins: int) -> list[tuple[float, float, int]]:
    """For equal bins of the chance: its mean, the share that came true, and how many there are; empty bins left out."""
    found = []
    for number in range(bins):
        inside = [one for one in chances if min(int(one[0] * bins), bins - 1) == number]
        if inside:
            told, true = sum(chance for chance, _ in inside), sum(came for _, came in inside)
            found.append((told / len(inside), true / len(inside), len(inside)))
    return found
