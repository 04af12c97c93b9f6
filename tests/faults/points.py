"""Named points of the way of a mail, at which a role can be made to die as by `kill -9`.

Functions of the product are wrapped from outside; the product knows nothing of it. FAULT_AT=name:n dies at the nth time.
"""

import importlib
import os
import signal
import threading
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from tests.faults.ledgers import Ledger

BEFORE, AFTER, DURING = "before", "after", "during"
POINTS: dict[str, dict[str, tuple[str, str, str]]] = {
    "fetch": {
        "bytes fetched": (BEFORE, "duecourse.fetch", "store"),
        "before the store commit": (AFTER, "duecourse.fetch", "store"),
        "after the store commit": (BEFORE, "duecourse.fetch", "note"),
    },
    "worker": {
        "attempt counted": (BEFORE, "agent.intake", "parse_one"),
        "parser running": (DURING, "agent.mail.isolation", "Child._ask"),
        "before the parse commit": (AFTER, "agent.intake", "file_parsed"),
        "after the parse commit": (AFTER, "agent.intake", "parse_one"),
        "after the gate": (AFTER, "agent.steps", "gate"),
        "answer made, not committed": (AFTER, "agent.steps.compose", "answer"),
        "draft inserted": (AFTER, "agent.steps.compose", "draft"),
        "graph paused": (AFTER, "agent.graph", "work"),
        "claim committed": (BEFORE, "agent.outbox", "transmit"),
        "body sent, no dot": (AFTER, "agent.outbox", "begin"),
        "commit_pending committed": (BEFORE, "connectors.mail_smtp", "SmtpHandover.commit"),
        "dot sent": (BEFORE, "connectors.mail_smtp", "read_reply"),
        "250 read": (AFTER, "connectors.mail_smtp", "SmtpHandover.commit"),
        "journal synced": (AFTER, "agent.outbox", "note_sent"),
        "accepted committed": (AFTER, "agent.outbox", "accept"),
        "thread resumed": (AFTER, "agent.graph", "resume"),
    },
    "serve": {
        "approval made, not committed": (AFTER, "approvals.decide", "approve"),
        "request committed": (AFTER, "sqlalchemy.orm", "Session.commit"),
    },
}


READY = {
    "fetch": ("duecourse.fetch", "run"),
    "worker": ("agent.intake", "file_parsed"),
    "serve": ("duecourse.web", "run"),
}
"""What a role calls once its start is over; a worker: once it has read its first mail."""


def announce(role: str, path: Path) -> None:
    """A file appears when the role begins its work."""

    def change(plain: Callable[..., Any]) -> Callable[..., Any]:
        def instead(*args: Any, **options: Any) -> Any:
            path.touch()
            return plain(*args, **options)

        return instead

    wrap(*READY[role], change)


def arm(role: str, order: str) -> None:
    """`order`: "name:n", or nothing."""
    if not order:
        return
    name, _, count = order.rpartition(":")
    where, module, place = POINTS[role][name]
    death = Death(role, name, int(count or 1))
    wrap(module, place, lambda plain: wrapped(plain, where, death))


class Death:
    """Comes at the nth time that the point is reached; the note of it is on the disk before. Where FAULT_ASLEEP names a
    file, the process is suspended instead, and the file appears."""

    def __init__(self, role: str, name: str, count: int) -> None:
        self.role, self.name, self.left, self.lock = role, name, count, threading.Lock()

    def __call__(self) -> None:
        with self.lock:
            self.left -= 1
            if self.left == 0:
                Ledger(Path(os.environ["FAULT_POINTS"])).write(role=self.role, point=self.name)
                if asleep := os.environ.get("FAULT_ASLEEP"):
                    Path(asleep).touch()
                os.kill(os.getpid(), signal.SIGSTOP if asleep else signal.SIGKILL)


def wrap(module: str, place: str, change: Callable[[Any], Any]) -> None:
    """Put something in the place of a function, a value, or a class's method ("Class.method")."""
    owner: Any = importlib.import_module(module)
    *classes, name = place.split(".")
    for one in classes:
        owner = getattr(owner, one)
    setattr(owner, name, change(getattr(owner, name)))


def wrapped(plain: Callable[..., Any], where: str, death: Death) -> Callable[..., Any]:
    @wraps(plain)
    def instead(*args: Any, **options: Any) -> Any:
        if where == BEFORE:
            death()
        if where == DURING:
            threading.Timer(0.003, death).start()
        done = plain(*args, **options)
        if where == AFTER:
            death()
        return done

    return instead
