"""The product's waiting times, made short enough to be met many times in minutes. Only numbers change, nowhere the course.

An answer to the dot is waited for 4 s instead of 600, a first retry comes after 1 s instead of 60, a dead worker's mail is
seen after 5 s instead of 25; a silent mailbox is given up after 3 s instead of 120, a sleeping reader's after
5 s instead of 90; who sleeps within a transaction loses it after 4 s instead of 60.
"""

from datetime import timedelta
from typing import Any

ANSWER_SECONDS = 4.0
SILENCE_SECONDS: float | None = 3.0
RETRIES = (1, 2, 3, 4)
STALLED = 3
"""Seconds without a sign of life from a worker. Mails are read by one job: while its dead worker holds it, nobody reads."""


def shorten(role: str) -> None:
    from duecourse import roles

    roles.IDLE_SECONDS = 4.0
    if role == "worker":
        shorten_worker()
    elif role == "fetch":
        shorten_fetch()


def shorten_fetch() -> None:
    from connectors.mail_imap import ImapMailbox
    from duecourse import fetch

    fetch.LONGEST_WAIT, fetch.WAIT_SECONDS, fetch.LEASE = 2.0, 2.0, timedelta(seconds=5)

    def mailbox(server: Any, largest: int) -> ImapMailbox:
        return ImapMailbox(server, largest, connect_seconds=2.0, read_seconds=SILENCE_SECONDS)

    setattr(fetch, "ImapMailbox", mailbox)  # noqa: B010  # the connector's own options, shorter


def shorten_worker() -> None:
    from procrastinate import App

    from agent import claims, outbox
    from connectors.mail_smtp import SmtpTransport
    from duecourse import wiring, worker

    claims.LEASE, claims.BEAT = timedelta(seconds=5), 1.5
    outbox.RETRIES, outbox.LATER = [timedelta(seconds=one) for one in RETRIES], timedelta(seconds=4)
    worker.SWEEP_SECONDS, worker.STALLED_SECONDS, worker.LATE = 1, STALLED, timedelta(seconds=6)
    wiring.transport_to = lambda server: SmtpTransport(server, None, ANSWER_SECONDS, 2.0, command_seconds=3.0)
    plain = App.run_worker_async

    async def with_quick_heart(app: App, **options: Any) -> None:
        await plain(app, **options, update_heartbeat_interval=0.5, stalled_worker_timeout=STALLED)

    setattr(App, "run_worker_async", with_quick_heart)  # noqa: B010  # the library's own options, shorter
