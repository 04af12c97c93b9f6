"""How fast one core works mails: read, match, gate, compose, as in operation, the database on the same core."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from operator import add
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from sqlalchemy import Engine

from agent import intake, steps
from agent.parts import Parts
from agent.records import transaction
from connectors.ledger_json import JsonLedger
from connectors.ports import Books
from duecourse.evaluation import DELAY, sent_at, store
from duecourse.evaluation_lines import Line
from duecourse.evaluation_mail import Labelled
from tests.eval.reporting.cases import Case

WORDS, MAILS, RUNS = 60, 15, 4
"""Each mail is worked once: what was read before is remembered and would be faster."""
STEPS = (steps.read, steps.match, steps.gate, steps.compose)


@dataclass(frozen=True)
class Timing:
    """`seconds[run]`: for all mails of that run by the clock on the wall, `busy[run]` the processor's on our process alone;
    `words`: how long each mail is, of all runs, which have as many mails each."""

    words: tuple[int, ...]
    seconds: tuple[float, ...]
    busy: tuple[float, ...]

    @property
    def rates(self) -> list[float]:
        return [self.mails / one for one in self.seconds]

    @property
    def processor_rate(self) -> float:
        return self.mails / median(self.busy)

    @property
    def mails(self) -> float:
        """Of one run."""
        return len(self.words) / len(self.seconds)

    def __add__(self, other: "Timing") -> "Timing":
        seconds = tuple(map(add, self.seconds, other.seconds))
        return Timing(self.words + other.words, seconds, tuple(map(add, self.busy, other.busy)))


def timing(parts: Parts, folder: Path, cases: Sequence[Case]) -> Timing:
    """On a database that holds this folder's books. The mails are those nearest to WORDS words; the run of the longest
    and shortest only warms up."""
    books, _ = JsonLedger(folder / "ledger.json").read()
    chosen = nearest([case for case in cases if case.file])
    timed = chosen[: RUNS * MAILS]
    for case in chosen[RUNS * MAILS :]:
        worked(parts, books, case.label, folder)
    rounds = [[worked(parts, books, case.label, folder) for case in timed[run::RUNS]] for run in range(RUNS)]
    seconds, busy = (tuple(sum(mail[i] for mail in one) for one in rounds) for i in (0, 1))
    return Timing(tuple(map(words_of, timed)), seconds, busy)


def nearest(cases: Sequence[Case]) -> list[Case]:
    """For all runs, and a third of a run more."""
    return sorted(cases, key=lambda case: (abs(words_of(case) - WORDS), case.label["id"]))[: RUNS * MAILS + MAILS // 3]


def words_of(case: Case) -> int:
    return len(str(case.label.get("body") or "").split())


def worked(parts: Parts, books: Books, line: Line, folder: Path) -> tuple[float, float]:
    """Seconds from read to compose for one mail, already stored and parsed, by both clocks; all is undone."""
    sent, engine = sent_at(line, books), parts.engine
    assert isinstance(engine, Engine)
    with engine.connect() as connection:
        outer = connection.begin()
        alone = replace(parts, engine=connection, now=lambda: sent + DELAY)
        with transaction(connection) as session:
            message_id = store(session, Labelled(line, folder, sent))
        while intake.parse_stored(alone):
            pass
        start, busy = perf_counter(), process_time()
        for step in STEPS:
            step(alone, message_id)
        spent = perf_counter() - start, process_time() - busy
        outer.rollback()
    return spent


@contextmanager
def one_core() -> Iterator[None]:
    """This thread, and all that it starts meanwhile, on one core, where the system lets one choose."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
