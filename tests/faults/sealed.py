"""P11 as a part of the release run: ten thousand random changes of a real log, two guards taken away, and one long chain."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Engine

from tests.agent.letters import DISPUTE, REQUEST
from tests.faults import tampering
from tests.faults.bench import Bench, bench
from tests.faults.parts import Part, listed
from tests.faults.table import Row

SABOTAGED = 60
"""Changes that a log without a guard is put through."""


def live(here: Bench, mails: int = 6) -> None:
    """A log of a company at work: mails answered by themselves, drafts approved, mails sent."""
    company = here.company
    for one in range(mails):
        words = REQUEST if one % 3 == 0 else DISPUTE
        message_id = company.receive(words, subject=f"Matter {one}", name="Jo Sandhu")
        if words is DISPUTE:
            company.approve(company.open_draft(message_id))
        company.clock.forward(minutes=30)
        company.run_jobs()


@contextmanager
def at_work(folder: Path | None = None) -> Iterator[Bench]:
    with bench(folder) as here:
        live(here)
        yield here


def no_content(audit: Any) -> None:
    """The seal skips what was done, and by whom."""
    plain = audit.digest

    def digest(key: bytes, event: Any) -> str:
        return str(plain(key, audit.AuditEvent(**event.model_dump() | {"actor": "", "kind": "", "body": {}})))

    audit.digest = digest


def no_end(audit: Any) -> None:
    """The end of a chain bears no seal."""
    audit.seal = lambda key, chain: ""


GUARDS: dict[str, Callable[[Any], None]] = {"the seal covers what was done": no_content, "the end is sealed": no_end}


def sabotaged(seed: int, guard: str, folder: Path | None = None) -> tampering.Tampered:
    """The log is written and verified without the guard. The module is put right again afterwards."""
    from agent.records import audit

    kept = audit.digest, audit.seal
    GUARDS[guard](audit)
    try:
        with at_work(folder) as here:
            return tampering.tamper(here.url, seed, SABOTAGED, 120, lambda: by_links_alone(here.company.engine))
    finally:
        audit.digest, audit.seal = kept


def by_links_alone(engine: Engine) -> list[str]:
    """What the log alone says, without comparing mails and drafts with it: that would find a cut log as well."""
    return [one for one in tampering.by_function(engine) if "log says" not in one]


def tampered(seed: int, count: int, commands: int, events: int, seconds: float, folder: Path | None = None) -> Part:
    begun = time.monotonic()
    with at_work(folder) as here:
        untouched = tampering.sound(here)
        many = tampering.tamper(here.url, seed, count, seconds, lambda: tampering.by_function(here.company.engine))
        few = tampering.tamper(here.url, seed + 1, commands, seconds, lambda: tampering.by_command(here))
        after = tampering.sound(here)
        half = time.monotonic()
        long, verified = long_chain(here, events)
    told = {guard: sabotaged(seed, guard, folder) for guard in GUARDS}
    unnoticed = [f"nobody noticed that this guard was gone: {guard}" for guard, one in told.items() if not one.missed]
    broken = [f"the untouched log: {one}" for one in (*untouched, *after)]
    missed, slow = [*many.missed, *few.missed], [f"the long chain: {one}" for one in verified]
    rows = [
        Row("changes behind the log's back, each found", many.done + few.done, seed, len(missed) + len(broken), half - begun),
        Row("events of one chain verified by the command", events, seed, len(verified), long, False),
        Row("guards of the log taken away, each noticed", len(GUARDS), seed, len(unnoticed), time.monotonic() - half, False),
    ]  # fmt: skip
    notes = [
        f"Changes of the log: {listed(many.kinds + few.kinds)}; {few.done} of them were looked for by the command itself.",
        f"`duecourse audit verify` over a chain of {events:,} events took {long:.0f} s, its start included.",
        *(f"Without “{guard}” {len(one.missed)} of {one.done} changes went unnoticed." for guard, one in told.items()),
    ]
    return Part(rows, notes, [*broken, *(f"not found: {one}" for one in missed), *slow, *unnoticed])


def long_chain(here: Bench, events: int) -> tuple[float, list[str]]:
    """Seconds for the command over a chain of so many events, sealed as the product seals them, and what it says."""
    with psycopg.connect(here.url, autocommit=True) as tables:
        tables.execute(b"SET session_replication_role = replica")
        write_chain(tables, here, events)
        tables.execute(b"ANALYZE audit_events")
    begun = time.monotonic()
    said = tampering.sound(here)
    return time.monotonic() - begun, said


def write_chain(tables: psycopg.Connection[Any], here: Bench, events: int) -> None:
    from agent.records import audit
    from duecourse.keys import keys

    key, previous, name = keys(here.data).audit, audit.GENESIS, "long"
    columns = "id, chain, seq, at, actor, kind, subject, subject_id, body, previous, hash"
    with tables.cursor().copy(f"COPY audit_events ({columns}) FROM STDIN".encode()) as copy:
        for seq in range(1, events + 1):
            event = audit.AuditEvent(
                chain=name, seq=seq, at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seq), actor="system", kind="noted",
                subject="test", subject_id=str(seq), body={"before": "a", "after": "b", "size": seq}, previous=previous, hash="",
            )  # fmt: skip
            event.hash = previous = audit.digest(key, event)
            copy.write_row(
                (
                    *(getattr(event, one) for one in columns.split(", ")[:8]),
                    json.dumps(event.body),
                    event.previous,
                    event.hash,
                )
            )
    end = audit.AuditChain(chain=name, seq=events, head=previous)
    tables.execute(b"INSERT INTO audit_chains VALUES (%s, %s, %s, %s)", (name, events, previous, audit.seal(key, end)))
