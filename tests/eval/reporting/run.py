"""Works every folder of a part on a throw-away database: the cases of all, and how fast they were worked."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path

from agent.domain.limits import Limits
from agent.reading.local import local_reader
from agent.records.database import make_engine
from duecourse.evaluation import show_progress
from duecourse.evaluation_lines import read_lines
from duecourse.evaluation_run import drop, fresh_database
from duecourse.settings import Settings
from duecourse.wiring import prepare_database
from tests.eval.reporting.cases import Case, case_of
from tests.eval.reporting.speed import Timing, one_core, timing
from tests.eval.running import HERE, judged, parts_on


@dataclass(frozen=True)
class Run:
    part: str
    folders: tuple[str, ...]
    cases: tuple[Case, ...]
    speed: Timing
    limits: Limits
    reader: str


def run(part: str) -> Run:
    """Raises FileNotFoundError where the part has no folder with mails."""
    folders = sorted(one.parent for one in (HERE / part).glob("*/mails.jsonl"))
    if not folders:
        raise FileNotFoundError(f"There is no folder with a mails.jsonl below tests/eval/{part}.")
    limits = Limits()
    with server() as (settings, place):
        found = [worked(settings, place, folder, limits) for folder in folders]
    reader = local_reader()
    return Run(
        part=part,
        folders=tuple(folder.name for folder in folders),
        cases=tuple(case for cases, _ in found for case in cases),
        speed=reduce(add, (speed for _, speed in found)),
        limits=limits,
        reader=f"{reader.name} {reader.version}",
    )


@contextmanager
def server() -> Iterator[tuple[Settings, Path]]:
    """An embedded database server on a single core, whatever this environment names, and settings that lead to it."""
    settings = Settings().model_copy(update={"database_url": None})
    with tempfile.TemporaryDirectory(prefix="duecourse-report-") as name:
        place = Path(name)
        place.chmod(0o755)  # the embedded database runs under another account when root starts it
        with one_core():
            url = fresh_database(settings, place)
        try:
            yield settings, place
        finally:
            drop(settings, url, place)


def worked(settings: Settings, place: Path, folder: Path, limits: Limits) -> tuple[list[Case], Timing]:
    url = fresh_database(settings, place)
    prepare_database(url)
    engine = make_engine(url, audit_key=b"evaluation")
    sys.stderr.write(f"folder {folder.name}\n")
    try:
        with parts_on(engine, place) as parts:
            found = judged(parts, folder, show_progress)
            labels = read_lines(folder / "mails.jsonl")
            cases = [case_of(label, one, file, limits) for label, (one, file) in zip(labels, found, strict=True)]
            with one_core():
                return cases, timing(parts, folder, cases)
    finally:
        engine.dispose()
