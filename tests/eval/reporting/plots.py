"""The pictures of the report: SVG, the same bytes for the same figures, legible on a telephone."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture

from agent.domain.limits import Limits
from agent.domain.vocabulary import Intent
from tests.eval.reporting.cases import Case, Votes
from tests.eval.reporting.figures import bounds, within
from tests.eval.reporting.groups import by_language
from tests.eval.reporting.guards import BOUNDS, holders, moved
from tests.eval.reporting.measures import INVOICES, MACRO, measures

matplotlib.use("svg")
STYLE: dict[Any, Any] = {
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "duecourse",
}
WIDTH = 4.6
"""Inches; 440 pixels as browsers count."""
INK, SECOND_INK, PALE = "#1f4e79", "#b3541e", "#c9d6e2"
BINS = 5
STEPS = [number / 20 for number in range(1, 20)]


def draw_all(cases: Sequence[Case], limits: Limits, folder: Path) -> None:
    with matplotlib.rc_context(STYLE):
        save(calibration(cases), folder / "calibration.svg")
        save(moving_bounds(cases, limits), folder / "bounds.svg")
        save(languages(cases), folder / "languages.svg")
        save(stops(cases), folder / "stops.svg")


def save(picture: Picture, path: Path) -> None:
    """No date and no program's version inside, and no blank at the ends of lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.savefig(path, metadata={"Date": None, "Creator": None})
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line.rstrip() for line in lines) + "\n", encoding="utf-8")


def calibration(cases: Sequence[Case]) -> Picture:
    picture = Picture(figsize=(WIDTH, 6.3), layout="constrained")
    grid = list(picture.subplots(3, 2, sharex=True, sharey=True).flat)
    for intent, axes in zip(Intent, grid, strict=False):
        calibrate(axes, intent, cases)
    grid[-1].axis("off")
    grid[-1].text(0, 0.1, "Number: mails in this\nfifth of chances.\nOn the grey line, chances\ncome true as told.")
    picture.supxlabel("chance told by the reader")
    picture.supylabel("share in which the label says so")
    return picture


def calibrate(axes: Axes, intent: Intent, cases: Sequence[Case]) -> None:
    chances = [(c.prediction["confidence"].get(intent, 0.0), intent in c.label["intents"]) for c in cases if c.file]
    points = within(chances, BINS)
    axes.plot([0, 1], [0, 1], color="grey", linewidth=0.8)
    axes.plot([told for told, _, _ in points], [true for _, true, _ in points], "o-", color=INK)
    for told, true, number in points:
        low = true > 0.5
        axes.annotate(
            str(number), (told, true), (0, -13 if low else 6), textcoords="offset points", ha="center", fontsize=8
        )
    axes.set(
        title=intent.value.replace("_", " "),
        xlim=(-0.08, 1.08),
        ylim=(-0.08, 1.12),
        xticks=(0, 0.5, 1),
        yticks=(0, 0.5, 1),
    )


def moving_bounds(cases: Sequence[Case], limits: Limits) -> Picture:
    """Columns: the two bounds. Above what may be answered and is, below what must not be and is."""
    picture = Picture(figsize=(WIDTH, 4.6), layout="constrained")
    grid = picture.subplots(2, 2, sharex="col", sharey="row")
    for column, (bound, alone) in enumerate(zip(BOUNDS, (Votes.SECOND, Votes.FIRST), strict=True)):
        both = moved(cases, bound, STEPS, limits, Votes.BOTH)
        one = moved(cases, bound, STEPS, limits, alone)
        follow(grid[0][column], [[p.answered for p in both], [p.answered for p in one]], getattr(limits, bound))
        follow(grid[1][column], [[p.wrong for p in both], [p.wrong for p in one]], getattr(limits, bound))
        grid[0][column].set(title=bound)
        grid[1][column].set(xlabel="bound")
    grid[0][0].set(ylabel="allowed mails answered", ylim=(0, None))
    grid[1][0].set(ylabel="wrong answers", ylim=(-0.3, None))
    picture.legend(*grid[0][0].get_legend_handles_labels(), loc="outside lower center", ncols=3, frameon=False)
    return picture


def follow(axes: Axes, lines: list[list[int]], now: float) -> None:
    axes.axvline(now, color="grey", linewidth=0.8, linestyle=":", label="in operation")
    axes.plot(STEPS, lines[0], color=INK, label="both votes")
    axes.plot(STEPS, lines[1], "--", color=SECOND_INK, label="this vote alone")


def languages(cases: Sequence[Case]) -> Picture:
    picture = Picture(figsize=(WIDTH, 3.4), layout="constrained")
    axes = picture.subplots()
    groups = by_language(cases)
    found = [measures(group) for group in groups.values()]
    for shift, name, ink in ((-0.12, MACRO, INK), (0.12, INVOICES, SECOND_INK)):
        for place, one in enumerate(found):
            if known := bounds(one[name]):
                value, low, high = known
                axes.plot([low, high], [place + shift] * 2, color=ink, linewidth=1.2)
                axes.plot(value, place + shift, "o" if ink == INK else "s", color=ink, label="" if place else name)
                axes.annotate(
                    f"{value:.2f}", (value, place + shift), (0, 4), textcoords="offset points", ha="center", fontsize=8
                )
    axes.set_yticks(range(len(groups)), [f"{name} ({len(group)})" for name, group in groups.items()])
    axes.set(xlabel="F1, with 95 % interval", ylim=(len(groups) - 0.5, -0.6))
    picture.legend(loc="outside upper center", ncols=2, frameon=False)
    return picture


def stops(cases: Sequence[Case]) -> Picture:
    """Which guards hold the mails that may be answered and were not; dark where one holds alone."""
    held = holders(cases)
    names = sorted({name for one in held for name in one}, key=lambda n: sum(held[one] for one in held if n in one))
    picture = Picture(figsize=(WIDTH, 0.9 + 0.3 * max(len(names), 2)), layout="constrained")
    axes = picture.subplots()
    total = [sum(number for one, number in held.items() if name in one) for name in names]
    alone = [held[frozenset({name})] for name in names]
    axes.barh(names, total, color=PALE, label="among others")
    axes.barh(names, alone, color=INK, label="alone")
    for place, number in enumerate(total):
        axes.annotate(str(number), (number, place), (3, 0), textcoords="offset points", va="center")
    axes.set(xlabel="mails that may be answered, and were not")
    picture.legend(loc="outside upper center", ncols=2, frameon=False)
    return picture
