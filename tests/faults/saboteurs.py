"""Who watches the checker: small runs with one guard taken away, each of which the checker must find; and the same run with
every guard in its place, in which it must find nothing.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.faults.campaign import Ground, Scene, scene
from tests.faults.home import eventually
from tests.faults.people import WAITING, approve, signed_in

OUT_OF_REACH = 60.0
"""Seconds that a run without a guard may take to come to rest."""
SIXFOLD = """WITH gone AS (DELETE FROM procrastinate_jobs WHERE task_name = 'send_mail' AND status = 'todo' RETURNING *)
INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, args, status, scheduled_at)
SELECT queue_name, task_name, priority, lock, args, 'todo', scheduled_at
FROM gone, generate_series(1, 6) ORDER BY gone.id"""
"""Every job to send six times, one after the other, so that several workers begin the same one at once."""


@dataclass(frozen=True)
class Trial:
    """`kind`, `letters`: what is sent in. `courses`: what the mail server does with the first connections. `rule`: which
    rule of the checker must notice that the guard is gone."""

    guard: str
    rule: str
    kind: str
    letters: int = 6
    courses: tuple[str, ...] = ()


TRIALS = (
    Trial("the same mail is known again", "every letter has one row and a state", "redelivery"),
    Trial("no retry after an unknown outcome", "no mail is taken twice", "request", courses=("silence kept", "cut kept")),
    Trial("sent counts only after the answer", "what counts as sent was taken", "request", courses=("dot 554", "cut dropped")),
    Trial("papers only of the writer's accounts", "papers belong to their reader", "foreign"),
    Trial("every move has its event", "every change of state has its event", "request"),
    Trial("one worker holds a mail", "no mail is taken twice", "dispute", letters=8),
)  # fmt: skip


def run(ground: Ground, seed: int, trial: Trial, name: str, guarded: bool) -> dict[str, list[str]]:
    """What the checker says."""
    without = {} if guarded else {"FAULT_WITHOUT": trial.guard}
    with scene(ground, name, seed, 1.0 if trial.courses else 0.0, **without) as here:
        here.server.courses = trial.courses or here.server.courses
        here.home.start("fetch")
        here.bring([here.writer.letter(trial.kind) for _ in range(trial.letters)])
        if trial.kind == "dispute":
            approved_and_asked_for_often(here)
        else:
            here.home.start("worker")
        if trial.courses:
            eventually(lambda: here.server.met_wrong() >= trial.letters, OUT_OF_REACH)
            here.server.trouble = 0.0
        here.settle(OUT_OF_REACH)
        return here.judge()[1]


def approved_and_asked_for_often(here: Scene) -> None:
    """People approve all drafts while no worker runs; then the queue holds every job to send six times, for two workers."""
    here.home.start("worker")
    here.home.start("serve")
    eventually(lambda: len(here.home.rows(WAITING)) == here.delivered, OUT_OF_REACH)
    here.home.kill("worker")
    eventually(lambda: here.home.ready("serve").exists(), OUT_OF_REACH)
    time.sleep(1)
    with signed_in(here.home, 0) as client:
        for (case,) in here.home.rows(WAITING):
            approve(client, case)
    here.home.order(SIXFOLD)
    here.home.start("worker")
    here.home.start("worker", "worker2")


def caught(said: dict[str, list[str]], trial: Trial) -> bool:
    return trial.rule in said


Tell = Callable[[str], None]
