"""Numbers of invoices, orders and credit notes: their shapes, learned from the books, and one form to compare."""

import re
from collections import Counter
from collections.abc import Iterable

COUNTS = {
    2: "two|both|zwei|beiden?|deux|dos|ambas|ambos|twee|beide|2", 3: "three|drei|trois|tres|drie|3", 4: "four|vier|quatre|cuatro|4",
    5: "five|funf|cinq|cinco|vijf|5", 6: "six|sechs|seis|zes|6", 7: "seven|sieben|sept|siete|zeven|7", 8: "eight|acht|huit|ocho|8",
}  # fmt: skip
COUNT_WORDS = "|".join(COUNTS.values())
"""How many papers are meant, in five languages, folded."""
RUNS = re.compile(r"[^\W\d_]+|\d+|[\W_]+")
SEPARATOR = r"[ \-/._]{0,2}"


def normalise(number: str) -> str:
    """Letters and digits only, in capitals: "bf/10467" and "BF 10467" are the same number."""
    return re.sub(r"[\W_]+", "", number).upper()


def count_of(words: str) -> int | None:
    """The number with which (folded) words begin: 2 of "the two invoices" without its article."""
    first = words.split(" ")[0]
    return next((count for count, names in COUNTS.items() if re.fullmatch(names, first)), None)


def learn_formats(numbers: Iterable[str]) -> tuple[str, ...]:
    """Regular expressions of the shapes seen, most frequent first, to be used without regard to case.

    Letters stay, runs of digits keep their length (one more is allowed, for the day the counter overflows), and
    what stands between may be written in another way.
    """
    groups: dict[tuple[str, ...], list[list[str]]] = {}
    for number in numbers:
        runs = [run for run in RUNS.findall(number.strip()) if run[0].isalnum()]
        if any(run.isdigit() for run in runs):
            skeleton = tuple("9" if run.isdigit() else run.upper() for run in runs)
            groups.setdefault(skeleton, []).append(runs)
    ranked = Counter({pattern_of(members): len(members) for members in groups.values()})
    return tuple(pattern for pattern, _ in ranked.most_common())


def pattern_of(members: list[list[str]]) -> str:
    last = len(members[0]) - 1
    parts = [part_of([runs[place] for runs in members], place, last) for place in range(last + 1)]
    return rf"(?<![A-Za-z0-9]){SEPARATOR.join(parts)}(?![A-Za-z0-9])"


def part_of(runs: list[str], place: int, last: int) -> str:
    if not runs[0].isdigit():
        return re.escape(runs[0])
    shortest, longest = min(map(len, runs)), max(map(len, runs))
    if last == 0:
        start = runs[0][:2] if len(runs) > 2 and len({run[:2] for run in runs}) == 1 and shortest > 4 else ""
        return rf"{start}\d{{{shortest - len(start)},{longest - len(start)}}}"
    return rf"\d{{{shortest},{longest + (place == last)}}}"
