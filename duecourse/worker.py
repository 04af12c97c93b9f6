"""The worker: does the jobs that are named in `agent/jobs.py`, and sweeps for what the queue may have lost."""

import asyncio
import contextlib
import faulthandler
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from procrastinate import App, PsycopgConnector, RetryStrategy
from procrastinate.exceptions import UniqueViolation
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager
from procrastinate.middleware import AsyncCallNext
from procrastinate.worker import Worker
from sqlmodel import col, select

from agent import graph, intake, jobs, outbox, probes, recovery, retention
from agent.domain.vocabulary import MessageState
from agent.parts import Parts
from agent.promises import resurface_broken
from agent.records import transaction
from agent.records.conservation import balance
from agent.records.mail import Message
from duecourse.wiring import Installation, parts

log = logging.getLogger(__name__)

SWEEP_SECONDS = 10
STALLED_SECONDS = 30
"""Without a sign of life from a worker, before its jobs are given to others."""
LATE = timedelta(minutes=1)
"""In one state without being worked, before a mail gets its job again."""
BALANCE_SECONDS = 300.0
"""Between two checks that every mail has an owner, and two looks whether retention or a mailbox's probe is due."""
STUCK_SECONDS = 120.0
"""Without any thread of this process having run."""
MOST_ATTEMPTS = 5
AGAIN = RetryStrategy(max_attempts=4, wait=10)
"""Sending knows its own times; everything else that failed is tried again soon."""


def run(here: Installation, stop: threading.Event) -> None:
    """Work until told to stop. Survives a restart of the database."""
    ready = parts(here)
    with graph.saver_pool(here.url) as pool:
        built = graph.build(ready, graph.saver(pool))
        sweeper = threading.Thread(target=keep_sweeping, args=(ready, stop), daemon=True)
        sweeper.start()
        with ended_when_stuck(stop):
            asyncio.run(work(here, handlers(ready, built), stop))
        sweeper.join(timeout=5)
    ready.parser.close()


@contextlib.contextmanager
def ended_when_stuck(stop: threading.Event, seconds: float = STUCK_SECONDS) -> Iterator[None]:
    """End this process, with a trace on standard error, once no thread of it could run for so long: a search that never ends
    lets nobody else run, and what keeps this process up starts it again."""

    done = threading.Event()

    def rearm() -> None:
        while not done.wait(seconds / 10):
            faulthandler.dump_traceback_later(seconds, exit=True)

    faulthandler.dump_traceback_later(seconds, exit=True)
    watch = threading.Thread(target=rearm, daemon=True)
    watch.start()
    try:
        yield
    finally:
        stop.set()
        done.set()
        watch.join()
        faulthandler.cancel_dump_traceback_later()


def handlers(ready: Parts, built: graph.Graph) -> dict[str, Callable[..., None]]:
    """What each job's name does. Doing it twice does no harm."""

    def parse_stored() -> None:
        while intake.parse_stored(ready):
            pass

    def work_message(message_id: str) -> None:
        if not intake.begin_work(ready, UUID(message_id)):
            log.error("mail %s goes to a person as it is: working it never ended", message_id)
            return
        try:
            graph.work(built, UUID(message_id))
        except Exception:  # a job ends here: a mail that cannot be worked must still reach a person
            if not intake.show_unworked(ready, UUID(message_id)):
                raise
            log.exception("mail %s goes to a person as it is", message_id)

    def resume_thread(message_id: str, verb: str, decision_id: str = "") -> None:
        graph.resume(ready, built, UUID(message_id), verb, UUID(decision_id) if decision_id else None)

    def send_mail(mail_id: str) -> None:
        outbox.send_mail(ready, UUID(mail_id))

    def probe_mailbox(mailbox_id: str) -> None:
        probes.weekly(ready, UUID(mailbox_id))

    return {
        jobs.PARSE: parse_stored,
        jobs.WORK: work_message,
        jobs.RESUME: resume_thread,
        jobs.SEND: send_mail,
        jobs.PROBE: probe_mailbox,
    }


async def work(here: Installation, named: dict[str, Callable[..., None]], stop: threading.Event) -> None:
    app = App(connector=PsycopgConnector(conninfo=here.url, min_size=1, max_size=here.settings.workers + 2))
    for name, handler in named.items():
        app.task(name=name, retry=False if name == jobs.SEND else AGAIN)(handler)
    while not stop.is_set():
        try:
            async with app.open_async():
                await until_stopped(app, here.settings.workers, stop)
        except Exception:
            log.exception("the job queue stopped; trying again")
        if not stop.is_set():
            await asyncio.sleep(1)


class AtWork:
    """What a worker of this process is doing now. A job that the queue holds for it, and that is not among these, was lost
    at its end: the database was away then, or the same job waited already. It would keep its lock for ever."""

    def __init__(self) -> None:
        self.worker_id: int | None = None
        self.ids: set[int | None] = set()
        self.missed: set[int | None] = set()

    async def __call__(self, do: AsyncCallNext, context: JobContext, worker: Worker) -> Any:
        self.worker_id = worker.worker_id
        self.ids.add(context.job.id)
        try:
            return await do()
        finally:
            self.ids.discard(context.job.id)

    def lost(self, held: Iterable[Job]) -> list[Job]:
        """Those missed in two rounds: for a moment before its start and after its end a job is not among ours, either."""
        missed = [job for job in held if job.id not in self.ids]
        found = [job for job in missed if job.id in self.missed]
        self.missed = {job.id for job in missed}
        return found


async def until_stopped(app: App, concurrency: int, stop: threading.Event) -> None:
    at_work = AtWork()
    worker = asyncio.create_task(
        app.run_worker_async(
            worker_middleware=[at_work],
            concurrency=concurrency,
            install_signal_handlers=False,
            shutdown_graceful_timeout=20,
            fetch_job_polling_interval=2,
            delete_jobs="successful",
        )
    )
    retries = asyncio.create_task(retry_stalled(app, at_work))
    while not stop.is_set() and not worker.done():
        await asyncio.sleep(0.2)
    retries.cancel()
    if not worker.done():
        worker.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await worker


async def retry_stalled(app: App, at_work: AtWork) -> None:
    """Jobs of a worker that died stay `doing` for ever, and keep their lock, unless somebody gives them back."""
    manager = app.job_manager
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        try:
            stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS))
            if at_work.worker_id is not None:
                held = await manager.list_jobs_async(status=Status.DOING.value, worker_id=at_work.worker_id)
                stalled += at_work.lost(held)
        except Exception:  # this round ends here; the next one sees the same jobs
            log.exception("the jobs that nobody does any more could not be listed")
            continue
        for job in stalled:
            try:
                await give_back(manager, job)
            except Exception:  # another worker may have been faster; the others' turn
                log.exception("a job that nobody does any more could not be given back")


async def give_back(manager: JobManager, job: Job) -> None:
    """Do it again; or end it where its like waits already, or where it was begun too often."""
    if job.attempts >= MOST_ATTEMPTS:
        await manager.finish_job(job, Status.FAILED, delete_job=False)
        return
    try:
        await manager.retry_job(job)
    except UniqueViolation:
        await manager.finish_job(job, Status.FAILED, delete_job=True)


def keep_sweeping(ready: Parts, stop: threading.Event) -> None:
    chores: list[Callable[[Parts], None]] = [recovery.sweep, sweep_messages, sweep_promises]
    balance_at = 0.0
    while not stop.is_set():
        due = time.monotonic() >= balance_at
        for chore in [*chores, check_balance, retention.daily, probes.defer_due] if due else chores:
            try:
                chore(ready)
            except Exception:  # one chore ends here, the others go on
                log.exception("sweep")
        balance_at = time.monotonic() + BALANCE_SECONDS if due else balance_at
        stop.wait(SWEEP_SECONDS)


def check_balance(ready: Parts) -> None:
    """Every mail is somewhere, in somebody's hands; if not, the log says so, as do /health and doctor."""
    with transaction(ready.engine) as session:
        found = balance(session)
    if not found.even:
        log.error("%s Run: duecourse doctor (DC-144)", found.trouble)


def sweep_promises(ready: Parts) -> None:
    with transaction(ready.engine) as session:
        resurface_broken(ready, session)


def sweep_messages(ready: Parts) -> None:
    """Independent of the queue: every mail that waits for a machine gets its job again."""
    with transaction(ready.engine) as session:
        if session.exec(select(Message.id).where(Message.state == MessageState.STORED)).first():
            jobs.defer(session, jobs.PARSE, lock="parse", once="parse")
        late = ready.now() - LATE
        states = [MessageState.TRIAGED, MessageState.DRAFTING]
        query = select(Message).where(col(Message.state).in_(states), col(Message.state_at) < late).limit(200)
        for message in session.exec(query):
            if message.case_id:
                lock = jobs.case_lock(message.case_id)
                jobs.defer(session, jobs.WORK, lock=lock, once=f"work:{message.id}", message_id=str(message.id))
