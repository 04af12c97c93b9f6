"""The table of a run: printed, and kept in docs/faults.md between its two marker lines."""

from dataclasses import dataclass
from pathlib import Path

BEGIN, END = "<!-- the table of the last run begins -->", "<!-- the table of the last run ends -->"
RELEASE = "<!-- the table of the last release run begins -->", "<!-- the table of the last release run ends -->"
HEAD = ("what", "N", "seed", "violations", "bound (95 %)", "seconds")


@dataclass(frozen=True)
class Row:
    """`bound`: of the rate, by the rule of three, where nothing was found. `n` 0: nothing was measured."""

    what: str
    n: int
    seed: int | str
    violations: int
    seconds: float
    counted: bool = True

    def cells(self) -> tuple[str, ...]:
        bound = f"{min(3 / self.n, 1):.2%}" if self.counted and self.n and not self.violations else "–"
        return self.what, f"{self.n:,}", str(self.seed), str(self.violations), bound, f"{self.seconds:.0f}"


def markdown(rows: list[Row], notes: list[str]) -> str:
    lines = [HEAD, tuple("---" for _ in HEAD), *(row.cells() for row in rows)]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    return "\n".join([table, "", *(f"- {note}" for note in notes)]) + "\n"


def keep(page: Path, text: str, marks: tuple[str, str] = (BEGIN, END)) -> None:
    """Put the table where the last one was."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(marks[0])
    _, end, after = rest.partition(marks[1])
    if not begin or not end:
        raise ValueError(f"{page} has lost its marker lines")
    page.write_text(f"{before}{begin}\n\n{text}\n{end}{after}", encoding="utf-8")
