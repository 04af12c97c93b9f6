"""`make faults`: kills, failing mail servers, races, broken mails and saboteurs against the real product.

python -m tests.faults [--seed N] [--only PART] [--seconds N] [--corpus FOLDER] [--docs PAGE]

Everything stays on this machine. Ends with 1 if a rule was broken or a saboteur went unnoticed, with 0 where Dovecot is
missing, which it says.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.connectors.certificates import make_certificate
from tests.connectors.dovecot import dovecot_server
from tests.faults import parts, table
from tests.faults.books import MAILBOX, accounts
from tests.faults.campaign import Ground
from tests.faults.disk import disk
from tests.faults.home import SECRET, model_home
from tests.faults.ledgers import Ledger
from tests.faults.parts import Part
from tests.faults.smtp import FaultServer, running
from tests.folders import new_folder, remove, remove_what_killed_runs_left, roomy_place

PAGE = Path(__file__).parents[2] / "docs" / "faults.md"
USERS = ("kills", "races", "mutants", *(f"saboteur{number}" for number in range(20)))


def main(words: list[str]) -> int:
    asked = arguments().parse_args(words)
    try:
        with ground() as place:
            rows, notes, wrong = work(place, asked)
    except pytest.skip.Exception as missing:
        say(str(missing))
        return 0
    notes.append(circumstances())
    text = table.markdown(rows, notes)
    say(text)
    for sentence in wrong[:200]:
        say(f"WRONG  {sentence}")
    if asked.docs:
        table.keep(asked.docs, text)
    return 1 if wrong else 0


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.faults", description="Faults on purpose, and what became of them."
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--only", choices=("kills", "races", "mutants", "saboteurs"), help="one part alone; the page stays"
    )
    parser.add_argument("--seconds", type=float, default=380, help="of killing (default: 380)")
    parser.add_argument("--mails", type=int, default=2000, help="at most so many letters while killing")
    parser.add_argument("--drafts", type=int, default=120, help="to be raced for")
    parser.add_argument(
        "--mutants", type=int, default=2000, help="through the parser's child; a tenth of them through all"
    )
    parser.add_argument("--corpus", type=Path, help="a folder of .eml files to break, besides our own")
    parser.add_argument("--docs", type=Path, help="the page that keeps the table")
    return parser


def work(place: Ground, asked: argparse.Namespace) -> tuple[list[table.Row], list[str], list[str]]:
    todo: dict[str, Callable[[], Part]] = {
        "kills": lambda: parts.kills(place, asked.seed, asked.mails, asked.seconds),
        "races": lambda: parts.raced(place, asked.seed, asked.drafts, 100),
        "mutants": lambda: parts.mutated(place, asked.seed, asked.mutants, asked.mutants // 10, 60, asked.corpus),
        "saboteurs": lambda: parts.sabotaged(place, asked.seed),
    }
    rows, notes, wrong = list[table.Row](), list[str](), list[str]()
    for name, do in todo.items():
        if asked.only in (None, name):
            begun = time.monotonic()
            part = do()
            say(f"{name}: {len(part.wrong)} violations, {time.monotonic() - begun:.0f} s")
            rows, notes, wrong = rows + part.rows, notes + part.notes, wrong + part.wrong
    return rows, notes, wrong


@contextmanager
def ground(invoices: int = 40) -> Iterator[Ground]:
    """In memory where there is room: `kill -9` loses nothing there that it would keep on a disk. `invoices`: of each customer."""
    remove_what_killed_runs_left(roomy_place())
    folder = new_folder()
    customers = accounts(60, invoices)
    with ExitStack() as stack:
        stack.callback(remove, folder)
        home = folder / "dovecot"
        home.mkdir(mode=0o755)
        dovecot = stack.enter_context(dovecot_server(home, dict.fromkeys((MAILBOX, *USERS), SECRET)))
        probe = FaultServer(Ledger(folder / "probe.jsonl"), folder / "probe", 0)
        stack.enter_context(running(probe))
        room = stack.enter_context(disk(folder / "disk"))
        model = stack.enter_context(model_home(folder, room, customers, dovecot.imap_port, probe.port))
        yield Ground(model, dovecot, folder, customers, make_certificate(folder))


def circumstances() -> str:
    load = f"{os.getloadavg()[1]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, load over five minutes {load}, built-in reader and writer."


def say(words: str) -> None:
    print(words, flush=True)  # noqa: T201  # a command's answer


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
