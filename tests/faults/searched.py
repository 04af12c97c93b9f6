"""P12 as a part of the release run: one search with every guard in its place, and one without each of four."""

import time

from tests.faults import canaries
from tests.faults.campaign import Ground
from tests.faults.parts import Part
from tests.faults.table import Row

TRIALS = {
    "the log holds no words of a mail": "the log of worker",
    "jobs carry ids alone": "the table seen_jobs",
    "the graph remembers ids alone": "checkpoint",
    "pages of errors hold words of our own alone": "a page of an error",
}
"""Guards, and where a word must be found without each."""
MAILS = 8


def searched(ground: Ground, seed: int, mails: int) -> Part:
    begun = time.monotonic()
    whole = canaries.run(ground, seed, "kills", mails)
    half = time.monotonic()
    told = {
        guard: canaries.run(ground, seed, f"saboteur{number}", MAILS, guard).found
        for number, guard in enumerate(TRIALS)
    }
    missed = [
        f"nobody noticed that this guard was gone: {guard}"
        for guard, place in TRIALS.items() if not any(place in one for one in told[guard])
    ]  # fmt: skip
    rows = [
        Row("words planted, none found elsewhere", whole.words, seed, len(whole.found), half - begun),
        Row(
            "guards against leaks taken away, each noticed",
            len(TRIALS),
            seed,
            len(missed),
            time.monotonic() - half,
            False,
        ),
    ]
    places = ", ".join(f"{place} {size:,}" for place, size in sorted(whole.places.items()))
    notes = [f"Words of mails, passwords and keys were looked for in (bytes): {places}."]
    notes += [f"Without “{guard}” {len(found)} words stood where they must not." for guard, found in told.items()]
    return Part(rows, notes, [*whole.found, *missed])
