"""`make faults-release`: the figures of the promises with an N that takes long, in parts of at most half an hour.

python -m tests.faults.release [--keep FOLDER] [--only PART] [--scale 0.01] [--seed N] [--corpus FOLDER] [--docs PAGE]

A finished part is kept, and not run again while seed, scale and the product's sources are the same: a run that was broken
off goes on where it stopped, part by part if one likes. Ends with 1 if a rule was broken or a removed guard went unnoticed.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults import kept, mutations, parts, table
from tests.faults.__main__ import circumstances, ground, say
from tests.faults.kept import Terms
from tests.faults.loops import looped
from tests.faults.parts import Part
from tests.faults.sealed import tampered
from tests.faults.searched import searched
from tests.faults.table import Row

KEEP = Path(tempfile.gettempdir()) / "duecourse-faults-release"
HALF_AN_HOUR = 1800.0
Do = Callable[[argparse.Namespace], Part]


def many(number: float, asked: argparse.Namespace, least: int = 1) -> int:
    return max(least, round(number * float(asked.scale)))


def kills(asked: argparse.Namespace, nth: int) -> Part:
    with ground(max(2, many(100, asked))) as place:
        return parts.kills(place, asked.seed + nth, 20_000, max(20.0, 1100 * asked.scale))


def races(asked: argparse.Namespace) -> Part:
    """Fifty people at every draft."""
    with ground() as place:
        return parts.raced(place, asked.seed, many(200, asked), 1300, crowded=1)


def mutants(asked: argparse.Namespace) -> Part:
    with ground() as place:
        part = parts.mutated(place, asked.seed, many(100_000, asked), many(2000, asked), 1000, asked.corpus)
    begun = time.monotonic()
    with mutations.unlimited() as plain:
        done = mutations.through_the_child(asked.seed, 400, begun + 60, None, plain)
    missed = [] if done.wrong else ["nobody noticed that the parser's limits and its child were gone"]
    part.rows.append(
        Row("guards of the parser taken away, noticed", 1, asked.seed, len(missed), time.monotonic() - begun, False)
    )
    part.notes.append(
        f"Without the parser's limits and its child {len(done.wrong)} of {done.mails} broken mails broke the program."
    )
    part.wrong += missed
    return part


def saboteurs(asked: argparse.Namespace) -> Part:
    with ground() as place:
        return parts.sabotaged(place, asked.seed)


def canaries(asked: argparse.Namespace) -> Part:
    with ground() as place:
        return searched(place, asked.seed, many(40, asked, 8))


def tampering(asked: argparse.Namespace) -> Part:
    return tampered(asked.seed, many(10_000, asked), many(30, asked), many(1_000_000, asked), 700)


def loops(asked: argparse.Namespace) -> Part:
    return looped(asked.seed, many(1000, asked), many(160, asked, 4), 1400)


PARTS: dict[str, Do] = {
    "saboteurs": saboteurs,
    "canaries": canaries,
    "tampering": tampering,
    "loops": loops,
    "mutants": mutants,
    "races": races,
    "kills 1": lambda asked: kills(asked, 0),
    "kills 2": lambda asked: kills(asked, 1),
}
"""In the order in which they are run: what is short and tells much comes first."""
PROMISES = {
    "kills of a role or of the database": "P1, P2",
    "mails sent in: one row, one state, nobody's work stuck": "P1",
    "mails handed to the failing server: at most once, known": "P2",
    "mails that it took: right papers, pure requests": "P3, P4",
    "changes of state: one event each, chain whole": "P11",
    "drafts raced for: one approval, one mail, the rest 409": "P7",
    "broken mails through the parser's child": "P8",
    "broken mails through the whole house": "P8",
    "guards of the parser taken away, noticed": "P8",
    "guards taken away, each noticed": "P1–P3, P11",
    "machines without headers, a day, at most 3 automatic answers each": "P6",
    "mails of honest machines, none answered": "P6",
    "guards against loops taken away, each noticed": "P6",
    "changes behind the log's back, each found": "P11",
    "events of one chain verified by the command": "P11",
    "guards of the log taken away, each noticed": "P11",
    "words planted, none found elsewhere": "P12",
    "guards against leaks taken away, each noticed": "P12",
}


def main(words: list[str]) -> int:
    asked = arguments().parse_args(words)
    asked.keep.mkdir(parents=True, exist_ok=True)
    terms = Terms(asked.seed, asked.scale, kept.product())
    for name in asked.only or PARTS:
        if kept.load(asked.keep, name, terms) is None:
            run(name, asked, terms)
    text, wrong = report(asked.keep, terms)
    say(text)
    for sentence in wrong[:200]:
        say(f"WRONG  {sentence}")
    if asked.docs:
        table.keep(asked.docs, text, table.RELEASE)
    return 1 if wrong else 0


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.faults.release", description="The promises, with an N that takes long."
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", type=float, default=1.0, help="0.01: a short trial of everything")
    parser.add_argument(
        "--only", choices=list(PARTS), action="append", help="this part alone; may be given more than once"
    )
    parser.add_argument("--keep", type=Path, default=KEEP, help=f"where finished parts lie (default: {KEEP})")
    parser.add_argument("--corpus", type=Path, help="a folder of .eml files to break, besides our own")
    parser.add_argument("--docs", type=Path, help="the page that keeps the table")
    return parser


def run(name: str, asked: argparse.Namespace, terms: Terms) -> None:
    """One part from its beginning to its file. Where a program of this machine is missing it says so and keeps nothing."""
    say(f"{name} begins")
    begun = time.monotonic()
    try:
        part = PARTS[name](asked)
    except pytest.skip.Exception as missing:
        say(f"{name}: {missing}")
        return
    took = time.monotonic() - begun
    part.notes.append(
        f"Part “{name}”: {took / 60:.1f} minutes{', longer than a part may take' if took > HALF_AN_HOUR else ''}."
    )
    kept.save(asked.keep, name, terms, part, circumstances())
    say(f"{name}: {len(part.wrong)} violations, {took:.0f} s, kept in {asked.keep}")


def report(folder: Path, terms: Terms) -> tuple[str, list[str]]:
    """The table of all parts that are finished, and what is wrong."""
    found = {name: part for name in PARTS if (part := kept.load(folder, name, terms))}
    rows = [
        replace(row, what=f"{PROMISES[row.what]}: {row.what}")
        for row in kept.joined([part for part, _ in found.values()])
    ]
    notes = [note for part, _ in found.values() for note in part.notes]
    notes += [f"Measured {when}" for when in sorted({said for _, said in found.values()})]
    left = [name for name in PARTS if name not in found]
    notes += [f"Not measured: {', '.join(left)}."] if left else []
    notes += [f"A trial at {terms.scale:g} of the full size."] if terms.scale != 1 else []
    return table.markdown(rows, notes), [one for part, _ in found.values() for one in part.wrong]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
