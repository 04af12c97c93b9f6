"""Who watches the checker: small runs with one guard taken away, each of which the checker must find; and the same run with
every guard in its place, in which it must find nothing.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.faults import inbox
from tests.faults.campaign import Ground, Scene, scene
from tests.faults.home import SECRET, eventually
from tests.faults.people import WAITING, approve, signed_in

OUT_OF_REACH = 60.0
"""Seconds that a run without a guard may take to come to rest."""
SIXFOLD = """WITH gone AS (DELETE FROM procrastinate_jobs WHERE task_name = 'send_mail' AND status = 'todo' RETURNING *)
INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, args, status, scheduled_at)
SELECT queue_name, task_name, priority, lock, args, 'todo', scheduled_at
FROM gone, generate_series(1, 6) ORDER BY gone.id"""
"""Every job to send six times, one after the other, so that several workers begin the same one at once."""


ACCEPTED = "SELECT 1 FROM outbox WHERE state = 'accepted'"
PUT_OFF = "SELECT 1 FROM outbox WHERE state = 'queued' AND attempts > 0"
TRIED = "SELECT 1 FROM messages WHERE attempts > 0"


def plainly(here: Scene, bring: Callable[[], None]) -> None:
    here.home.start("fetch")
    bring()
    here.home.start("worker")


@dataclass(frozen=True)
class Trial:
    """`kind`, `letters`: what is sent in. `courses`: what the mail server does with the first connections. `rule`: which
    rule of the checker must notice that the guard is gone. `play`: what happens. `patience`: seconds to come to rest."""

    guard: str
    rule: str
    kind: str
    letters: int = 6
    courses: tuple[str, ...] = ()
    play: Callable[[Scene, Callable[[], None]], None] = plainly
    patience: float = OUT_OF_REACH


def run(ground: Ground, seed: int, trial: Trial, name: str, guarded: bool) -> dict[str, list[str]]:
    """What the checker says."""
    without = {} if guarded else {"FAULT_WITHOUT": trial.guard}
    with scene(ground, name, seed, 1.0 if trial.courses else 0.0, **without) as here:
        here.server.courses = trial.courses or here.server.courses
        trial.play(here, lambda: here.bring([here.writer.letter(trial.kind) for _ in range(trial.letters)]))
        if trial.courses:
            eventually(lambda: here.server.met_wrong() >= trial.letters, OUT_OF_REACH)
            here.server.trouble = 0.0
        here.settle(trial.patience)
        return here.judge()[1]


def approved_and_asked_for_often(here: Scene, bring: Callable[[], None]) -> None:
    """People approve all drafts while no worker runs; then the queue holds every job to send six times, for two workers."""
    plainly(here, bring)
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


def asleep_with_a_mail_in_hand(here: Scene, bring: Callable[[], None]) -> None:
    """A worker is suspended when the mail server has all but the dot, and wakes up when another one has sent the mail."""
    here.home.start("fetch")
    bring()
    here.home.start("worker", drowsy=True, FAULT_AT="body sent, no dot:1")
    eventually(lambda: here.home.asleep("worker").exists(), OUT_OF_REACH)
    here.home.start("worker", "worker2")
    eventually(lambda: here.home.rows(ACCEPTED), OUT_OF_REACH)
    here.home.wake("worker")
    time.sleep(2)


def numbered_anew(here: Scene, bring: Callable[[], None]) -> None:
    """While nobody reads, mails come, a person deletes the older ones, and the others get their numbers."""
    plainly(here, bring)
    older = here.delivered
    eventually(lambda: here.undone()[2] == older, OUT_OF_REACH)
    here.home.kill("fetch")
    bring()
    inbox.remove_first(here.dovecot.imap_port, here.home.name, SECRET, older)
    here.renumber(here.numbering + 1)
    here.home.start("fetch")


def silent(here: Scene, bring: Callable[[], None]) -> None:
    """The line dies without a word while the fetcher waits for news."""
    here.proxy.trouble, here.proxy.courses = 1.0, ("silent while idling",)
    here.home.start("fetch")
    eventually(here.proxy.met_wrong, OUT_OF_REACH)
    here.proxy.trouble = 0.0
    bring()
    here.home.start("worker")


def without_processes(here: Scene, bring: Callable[[], None]) -> None:
    """For seconds no parser can be started; then the mail server numbers its mails anew, and all come again."""
    sign = here.home.data / "no-process"
    sign.touch()
    here.home.start("fetch")
    bring()
    here.home.start("worker", FAULT_NO_PROCESS=str(sign))
    eventually(lambda: here.home.rows(TRIED), OUT_OF_REACH)
    time.sleep(2)
    sign.unlink()
    here.renumber(here.numbering + 1)


def two_days_ahead(here: Scene, bring: Callable[[], None]) -> None:
    """A worker with a wrong clock is put off by the mail server; one with the right clock takes over."""
    here.home.start("fetch")
    bring()
    here.home.start("worker", FAULT_CLOCK="48")
    eventually(lambda: len(here.home.rows(PUT_OFF)) == here.delivered, OUT_OF_REACH)
    here.home.kill("worker")
    here.home.start("worker")


TRIALS = (
    Trial("the same mail is known again", "every letter has one row and a state", "redelivery"),
    Trial("no retry after an unknown outcome", "no mail is taken twice", "request", courses=("silence kept", "cut kept")),
    Trial("sent counts only after the answer", "what counts as sent was taken", "request", courses=("dot 554", "cut dropped")),
    Trial("papers only of the writer's accounts", "papers belong to their reader", "foreign"),
    Trial("every move has its event", "every change of state has its event", "request"),
    Trial("one worker holds a mail", "no mail is taken twice", "dispute", 8, play=approved_and_asked_for_often),
    Trial("a lost claim ends the sending", "no mail is taken twice", "request", 1, play=asleep_with_a_mail_in_hand),
    Trial("numbers count under their UIDVALIDITY alone", "what is stored is what the mail server holds", "dispute", play=numbered_anew, patience=15),
    Trial("no way out without TLS", "nothing leaves in the clear", "request", courses=("STARTTLS missing",)),
    Trial("trouble of the machine is no mail's fault", "every letter has one row and a state", "dispute", play=without_processes),
    Trial("the database's clock counts", "nothing is stuck", "request", courses=("mail 451",), play=two_days_ahead, patience=15),
    Trial("a silent mailbox is given up", "what is stored is what the mail server holds", "dispute", play=silent, patience=15),
)  # fmt: skip
