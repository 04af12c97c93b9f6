"""The product's waiting times, made short enough to be met many times in minutes. Only numbers change, nowhere the course.

An answer to the dot is waited for 4 s instead of 600, a first retry comes after 1 s instead of 60, a dead worker's mail is
seen after 5 s instead of 25.
"""

from datetime import timedelta
from typing import Any

ANSWER_SECONDS = 4.0
RETRIES = (1, 2, 3, 4)


def shorten(role: str) -> None:
    if role == "worker":
        shorten_worker()
    elif role == "fetch":
        from duecourse import fetch

        fetch.LONGEST_WAIT = 2.0


def shorten_worker() -> None:
    from procrastinate import App

    from agent import claims, outbox
    from connectors.mail_smtp import SmtpTransport
    from duecourse import wiring, worker

    claims.LEASE, claims.BEAT = timedelta(seconds=5), 1.5
    outbox.RETRIES, outbox.LATER = [timedelta(seconds=one) for one in RETRIES], timedelta(seconds=4)
    worker.SWEEP_SECONDS, worker.STALLED_SECONDS, worker.LATE = 1, 4, timedelta(seconds=6)
    wiring.transport_to = lambda server: SmtpTransport(server, None, ANSWER_SECONDS, 2.0, command_seconds=3.0)
    plain = App.run_worker_async

    async def with_quick_heart(app: App, **options: Any) -> None:
        await plain(app, **options, update_heartbeat_interval=1, stalled_worker_timeout=4)

    setattr(App, "run_worker_async", with_quick_heart)  # noqa: B010  # the library's own options, shorter
