"""P11: the owner of a throw-away database changes its audit log behind its back, at random, over and over; `audit verify` must
find each. What the owner has: every table and no key. The log is put right again after each.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from sqlalchemy import Engine

from tests.faults.bench import Bench
from tests.faults.checker import problems_said
from tests.faults.nursery import ROOT

Tables = psycopg.Connection[Any]
KEEP = ("audit_events", "audit_chains")
WHOLE = "SELECT md5(string_agg(e::text, '' ORDER BY e.chain, e.seq)) FROM audit_events e"
ENDS = "SELECT md5(string_agg(c::text, '' ORDER BY c.chain)) FROM audit_chains c"
SET_RIGHT = """UPDATE audit_chains SET seq = e.seq, head = e.hash FROM
(SELECT seq, hash FROM audit_events WHERE chain = %(chain)s ORDER BY seq DESC LIMIT 1) e WHERE chain = %(chain)s"""
EDITS = (
    "actor = 'nobody'", "kind = 'approved'", "subject = 'case'", "subject_id = gen_random_uuid()::text",
    "at = at + interval '1 microsecond'", "at = at - interval '1 day'", "id = gen_random_uuid()", "body = '{}'",
    """body = body || '{"more": 1}'""", """body = body || '{"after": "closed_no_reply"}'""", "body = body - 'after'",
    "hash = encode(sha256(hash::bytea), 'hex')", "previous = hash", "hash = previous",
)  # fmt: skip
ENDINGS = ("seq = seq - 1", "seq = seq + 1", "head = encode(sha256(head::bytea), 'hex')", "seal = ''", "seal = head")


@dataclass
class Tampered:
    """`kinds`: how often what was done. `missed`: what `audit verify` said nothing to."""

    done: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)


def edit(tables: Tables, chance: random.Random, at: dict[str, Any]) -> None:
    tables.execute(
        f"UPDATE audit_events SET {chance.choice(EDITS)} WHERE chain = %(chain)s AND seq = %(seq)s".encode(), at
    )


def edit_end(tables: Tables, chance: random.Random, at: dict[str, Any]) -> None:
    tables.execute(f"UPDATE audit_chains SET {chance.choice(ENDINGS)} WHERE chain = %(chain)s".encode(), at)


def delete(tables: Tables, chance: random.Random, at: dict[str, Any]) -> None:
    """A run of events; sometimes those after it move up, and the end is put right as far as that goes without the key."""
    many = chance.randint(1, 3)
    at = at | {"last": at["seq"] + many - 1, "many": many}
    tables.execute(b"DELETE FROM audit_events WHERE chain = %(chain)s AND seq BETWEEN %(seq)s AND %(last)s", at)
    if chance.random() < 0.5:
        shift(tables, at["chain"], at["last"], -many)
        tables.execute(SET_RIGHT.encode(), at)


def insert(tables: Tables, chance: random.Random, at: dict[str, Any]) -> None:
    """A copy of an event, or one made up, in the middle or at the end."""
    shift(tables, at["chain"], at["seq"], 1)
    kind = chance.choice(("kind", "'approved'"))
    tables.execute(
        f"INSERT INTO audit_events SELECT gen_random_uuid(), chain, seq + 1, at, actor, {kind}, subject, subject_id, body, "
        "hash, encode(sha256(hash::bytea), 'hex') FROM audit_events WHERE chain = %(chain)s AND seq = %(seq)s".encode(), at
    )  # fmt: skip
    if chance.random() < 0.5:
        tables.execute(SET_RIGHT.encode(), at)


def reorder(tables: Tables, chance: random.Random, at: dict[str, Any]) -> None:
    """Two events change places; sometimes their links are mended."""
    other = chance.randint(1, at["length"])
    for before, after in ((at["seq"], -1), (other, at["seq"]), (-1, other)):
        move(tables, at["chain"], before, after)
    if chance.random() < 0.5:
        tables.execute(
            b"UPDATE audit_events e SET previous = b.hash FROM audit_events b WHERE e.chain = %(chain)s AND b.chain = e.chain "
            b"AND b.seq = e.seq - 1", at,
        )  # fmt: skip


def truncate(tables: Tables, chance: random.Random, at: dict[str, Any]) -> None:
    """From an event to the end; the end is put right, or left, or the whole chain goes."""
    tables.execute(b"DELETE FROM audit_events WHERE chain = %(chain)s AND seq >= %(seq)s", at)
    how = chance.randrange(3)
    if how == 0 and at["seq"] > 1:
        tables.execute(SET_RIGHT.encode(), at)
    if how == 1:
        tables.execute(b"DELETE FROM audit_events WHERE chain = %(chain)s", at)
        tables.execute(b"DELETE FROM audit_chains WHERE chain = %(chain)s", at)


def swap_chains(tables: Tables, chance: random.Random, at: dict[str, Any]) -> None:
    """An event is given to another chain."""
    at = at | {"other": chance.choice([one for one in at["chains"] if one != at["chain"]])}
    tables.execute(
        b"UPDATE audit_events SET chain = %(other)s::text, seq = (SELECT max(seq) + 1 FROM audit_events WHERE chain = %(other)s::text) "
        b"WHERE chain = %(chain)s AND seq = %(seq)s", at,
    )  # fmt: skip


KINDS: tuple[Callable[[Tables, random.Random, dict[str, Any]], None], ...] = (
    edit, edit, edit_end, delete, insert, reorder, truncate, swap_chains,
)  # fmt: skip


def shift(tables: Tables, chain: str, after: int, by: int) -> None:
    """In two steps, as no two events may share a number meanwhile."""
    where = {"chain": chain, "after": after, "by": by}
    tables.execute(b"UPDATE audit_events SET seq = -seq - %(by)s WHERE chain = %(chain)s AND seq > %(after)s", where)
    tables.execute(b"UPDATE audit_events SET seq = -seq WHERE chain = %(chain)s AND seq < 0", where)


def move(tables: Tables, chain: str, before: int, after: int) -> None:
    tables.execute(b"UPDATE audit_events SET seq = %s WHERE chain = %s AND seq = %s", (after, chain, before))


@contextmanager
def owner(url: str) -> Iterator[Tables]:
    """With the database's own guards asleep; what was tampered with is put right by `restored`."""
    with psycopg.connect(url, autocommit=True) as tables:
        tables.execute(b"SET session_replication_role = replica")
        for name in KEEP:
            tables.execute(f"DROP TABLE IF EXISTS kept_{name}; CREATE TABLE kept_{name} AS TABLE {name}".encode())
        yield tables


def restored(tables: Tables) -> None:
    with tables.transaction():
        for name in KEEP:
            tables.execute(f"DELETE FROM {name}; INSERT INTO {name} TABLE kept_{name}".encode())


def state(tables: Tables) -> tuple[Any, ...]:
    return tuple(tables.execute(query.encode()).fetchone() for query in (WHOLE, ENDS))


def tamper(url: str, seed: int, count: int, seconds: float, verify: Callable[[], list[str]]) -> Tampered:
    """So many changes within this time, each looked for by `verify`. One that changes nothing does not count."""
    found, chance, end = Tampered(), random.Random(seed), time.monotonic() + seconds
    with owner(url) as tables:
        sound = state(tables)
        lengths = dict(tables.execute(b"SELECT chain, count(*) FROM audit_events GROUP BY 1").fetchall())
        while found.done < count and time.monotonic() < end:
            kind, chain = chance.choice(KINDS), chance.choice(sorted(lengths))
            at = {
                "chain": chain,
                "seq": chance.randint(1, lengths[chain]),
                "length": lengths[chain],
                "chains": sorted(lengths),
            }
            with tables.transaction():
                kind(tables, chance, at)
            if state(tables) != sound:
                found.done += 1
                found.kinds[kind.__name__.replace("_", " ")] += 1
                if not verify():
                    found.missed.append(f"{kind.__name__} at {at['seq']} of {at['length']} of {chain} (seed {seed})")
                restored(tables)
    return found


def by_function(engine: Engine) -> list[str]:
    """As the command does it, without starting a program each time."""
    from agent.records import audit

    return [one for _, _, problems in audit.verify(engine) for one in problems]


def by_command(here: Bench) -> list[str]:
    """`duecourse audit verify`: it must say so in words and in its code."""
    done = command(here)
    return problems_said(done.stdout) if done.returncode else []


def command(here: Bench) -> subprocess.CompletedProcess[str]:
    own = {"DATABASE_URL": here.url, "DUECOURSE_DATA": str(here.data)}
    return subprocess.run(
        [sys.executable, "-m", "duecourse", "audit", "verify", "--json"], cwd=ROOT, env=os.environ | own,
        capture_output=True, text=True, timeout=900, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def sound(here: Bench) -> list[str]:
    """What the command says to the untouched log; words where it says nothing sensible."""
    done = command(here)
    problems = problems_said(done.stdout)
    return problems if problems or done.returncode == 0 else [done.stderr or json.dumps(done.returncode)]
