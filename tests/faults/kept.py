"""Finished parts of a long run, each in a file of its own, so that a run that was broken off goes on where it stopped."""

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from tests.faults.nursery import ROOT
from tests.faults.parts import Part
from tests.faults.table import Row

PRODUCT = ("agent", "approvals", "connectors", "duecourse", "prompts")


@dataclass(frozen=True)
class Terms:
    """What a figure was measured with: one that was measured otherwise is measured again. `product`: a digest of its sources."""

    seed: int
    scale: float
    product: str


def product(root: Path = ROOT) -> str:
    """Over the bytes of every source file, its texts and rules, not the trained weights."""
    digest = hashlib.sha256()
    for folder in PRODUCT:
        for file in sorted((root / folder).rglob("*")):
            if file.suffix in (".py", ".toml", ".txt", ".html", ".js"):
                digest.update(str(file.relative_to(root)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def path(folder: Path, name: str) -> Path:
    return folder / f"{name.replace(' ', '-')}.json"


def save(folder: Path, name: str, terms: Terms, part: Part, circumstances: str) -> None:
    """The file appears whole or not at all."""
    told = {"name": name, "terms": asdict(terms), "circumstances": circumstances, **asdict(part)}
    fresh = path(folder, name).with_suffix(".fresh")
    fresh.write_text(json.dumps(told, indent=1), encoding="utf-8")
    fresh.replace(path(folder, name))


def load(folder: Path, name: str, terms: Terms) -> tuple[Part, str] | None:
    """The part and its circumstances, if it was finished under the same terms."""
    try:
        told = json.loads(path(folder, name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    if told["terms"] != asdict(terms):
        return None
    return Part([Row(**row) for row in told["rows"]], told["notes"], told["wrong"]), told["circumstances"]


def joined(parts: list[Part]) -> list[Row]:
    """Rows about the same thing become one: what two parts did is added up."""
    rows: dict[str, Row] = {}
    for row in (row for part in parts for row in part.rows):
        first = rows.get(row.what)
        rows[row.what] = row if first is None else replace(
            first, n=first.n + row.n, seed=f"{first.seed}, {row.seed}", violations=first.violations + row.violations,
            seconds=first.seconds + row.seconds,
        )  # fmt: skip
    return list(rows.values())
