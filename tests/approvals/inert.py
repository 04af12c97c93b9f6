"""Promise P9 by chance: thousands of mutants of hostile HTML, through the whole path, in a real browser.

    python -m tests.approvals.inert --seed 1 --mutations 5000

The first `--control` of them are opened once more with all walls taken away: what fires then shows that the run measures.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from agent.records.database import make_engine
from connectors.memory import MemoryBlobs
from duecourse.postgres import ensure_running, stop
from duecourse.wiring import prepare_database
from tests.approvals.cast import seed
from tests.approvals.inert_beacon import Beacon, beacon
from tests.approvals.inert_payloads import PUBLISHED, aimed, mutants, own, published
from tests.approvals.inert_site import Batch, Site, site
from tests.approvals.inert_walls import uncleaned
from tests.approvals.inert_watch import Seen, watching
from tests.chromium import chromium
from tests.keys import AUDIT_KEY


@contextmanager
def ground() -> Iterator[Site]:
    """A database server and an inbox of this run's own, gone after it."""
    with tempfile.TemporaryDirectory(prefix="duecourse-inert-") as made, ExitStack() as stack:
        folder = Path(made)
        folder.chmod(0o755)
        url = ensure_running(folder / "postgres")
        stack.callback(stop, folder / "postgres")
        prepare_database(url)
        engine = make_engine(url, audit_key=AUDIT_KEY)
        stack.callback(engine.dispose)
        yield stack.enter_context(site(engine, seed(engine, MemoryBlobs()), folder))


def run(browser: Browser, inbox: Site, listening: Beacon, html: dict[int, str], control: int) -> tuple[Seen, int, int]:
    """(what was seen, mutants of the control, how many of these fired without walls)"""
    total, tried, fired = Seen(), 0, 0
    for batch in inbox.take_in_ahead(html):
        seen = opened(browser, inbox, listening, batch)
        total += seen
        for one in seen.violations:
            say(f"VIOLATION in mutants {min(batch.shown)} to {max(batch.shown)}: {one}")
        for number in sorted(seen.fired & html.keys()):
            say(f"mutant {number}: {html[number]!r}")
        if tried < control:
            with uncleaned(), inbox.walls.removed("frame", "policy"):
                tried, fired = tried + len(batch.shown), fired + len(opened(browser, inbox, listening, batch).fired)
        say(f"{len(total.shown)} done, {len(total.violations)} violations")
    return total, tried, fired


def opened(browser: Browser, inbox: Site, listening: Beacon, batch: Batch) -> Seen:
    with watching(browser, inbox, listening) as watch:
        watch.read_sheet(batch)
    return watch.seen


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.approvals.inert", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mutations", type=int, default=5000)
    parser.add_argument("--control", type=int, default=200, help="so many are opened without walls, too (default: 200)")
    asked = parser.parse_args()
    pool, began = own() * 3 + (published() if PUBLISHED.exists() else []), time.monotonic()
    with beacon() as listening, chromium() as browser, ground() as inbox:
        made = enumerate(mutants(asked.seed, asked.mutations, pool), 1)
        html = {number: aimed(one.html, number, listening.address) for number, one in made}
        seen, tried, fired = run(browser, inbox, listening, html, asked.control)
        say(f"browser: Chromium {browser.version}; pool: {len(set(pool))} payloads; {time.monotonic() - began:.0f} s")
    shown = len(seen.shown)
    say(f"N {shown} of {asked.mutations} mutants (the rest has no HTML left), seed {asked.seed}")
    say(
        f"requests at the beacon {len(seen.asked)}, connections {seen.opened}, scripts {len(seen.ran)}, left {len(seen.left)}"
    )
    say(f"held only by the frame or the policy: {len(seen.tried)} requests, {len(seen.refused)} refusals")
    say(f"control without walls: {fired} of {tried} fired")
    say(
        f"violations {len(seen.violations)}" + (f", bound 3/N = {3 / max(1, shown):.1e}" if not seen.violations else "")
    )
    return 1 if seen.violations or not fired else 0


if __name__ == "__main__":
    sys.exit(main())
