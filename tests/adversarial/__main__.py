"""`make adversarial`: mails that are written to get something out that nobody would have sent, on the real path of a mail.

python -m tests.adversarial [--seed N] [--mails N] [--docs PAGE] [--list FILE]

Ends with 1 if anything left that must not, if too few innocent requests were answered, or if a guard that was taken away went unnoticed.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from agent.records.database import make_engine
from duecourse.evaluation_run import fresh_database
from duecourse.wiring import prepare_database
from tests.adversarial.books import World, world
from tests.adversarial.content import COLLECTED
from tests.adversarial.house import House, house
from tests.adversarial.liar import Liar
from tests.adversarial.mails import mails
from tests.adversarial.saboteurs import SABOTEURS, Saboteur, noticed
from tests.adversarial.tally import HONEST, LEAST, LIED, Tally
from tests.eval.reporting.run import server
from tests.faults.table import keep

HALF = 2
"""Every second mail is read by the liar as well."""
UNNOTICED = "nothing: **unnoticed**"


def main(words: list[str]) -> int:
    asked = arguments().parse_args(words)
    begun, whole = time.monotonic(), world(asked.seed)
    with home(whole) as place:
        tally = attacked(place, whole, asked.seed, asked.mails)
        watched = sabotaged(place, whole, asked.seed)
    wrong = told(tally, watched)
    text = tally.markdown(watched, [circumstances(time.monotonic() - begun)])
    say(text)
    if asked.list:
        asked.list.write_text("".join(f"{one}\n\n" for one in wrong), encoding="utf-8")
    if asked.docs:
        keep(asked.docs, text)
    return 1 if wrong else 0


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.adversarial", description="Hostile mails, and what would have left."
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--mails",
        type=int,
        default=20_000,
        help="hostile ones (default: 20,000); every second with the reader replaced, too",
    )
    parser.add_argument("--docs", type=Path, help="the page that keeps the tables")
    parser.add_argument("--list", type=Path, help="where the mails that went wrong go, whole")
    return parser


@contextmanager
def home(whole: World) -> Iterator[House]:
    """A throw-away database server with these companies on it."""
    with server() as (settings, folder):
        url = fresh_database(settings, folder)
        prepare_database(url)
        engine = make_engine(url, audit_key=b"adversarial")
        try:
            with house(engine, whole, folder) as place:
                yield place
        finally:
            engine.dispose()


def attacked(place: House, whole: World, seed: int, count: int) -> Tally:
    """Ctrl-C ends this part early: what was worked counts."""
    tally, liar = Tally(whole, seed), Liar(whole, seed)
    with suppress(KeyboardInterrupt):
        for one in mails(whole, seed, count):
            readers = {HONEST: place.parts.reader} | ({LIED: liar} if one.number % HALF == 0 else {})
            for name, answer in zip(readers, place.work(one, list(readers.values())), strict=True):
                tally.add(one, name, answer)
            if one.number >= 0 and (one.number + 1) % 100 == 0:
                say(f"{one.number + 1} of {count} mails, {len(tally.faults)} faults", sys.stderr)
    return tally


def sabotaged(place: House, whole: World, seed: int) -> list[tuple[str, ...]]:
    return [row(one, place, whole, seed) for one in SABOTEURS]


def row(one: Saboteur, place: House, whole: World, seed: int) -> tuple[str, ...]:
    return one.guard, one.kind, one.fault if noticed(place, whole, seed, one) else UNNOTICED


def told(tally: Tally, watched: Sequence[tuple[str, ...]]) -> list[str]:
    """All that is wrong, in sentences."""
    wrong = [str(one) for one in tally.faults]
    if tally.coverage < LEAST:
        wrong.append(f"only {tally.coverage:.1%} of the innocent requests were answered")
    wrong += [f"without {guard!r} nothing went wrong" for guard, _, said in watched if said == UNNOTICED]
    for sentence in wrong[:200]:
        say(f"WRONG  {sentence}")
    return wrong


def circumstances(seconds: float) -> str:
    load = f"{os.getloadavg()[1]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    collected = "with" if COLLECTED.exists() else "without"
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {seconds:.0f} s in all, {os.cpu_count()} cores, load {load}; {collected} strings that others collected."


def say(words: str, where: TextIO = sys.stdout) -> None:
    print(words, flush=True, file=where)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
