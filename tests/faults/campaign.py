"""Mail comes in, people approve, the mail server fails at every stage, and everything is killed; then it must all add up."""

import random
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.faults import checker, evidence
from tests.faults.books import Account
from tests.faults.home import Home, copied, eventually
from tests.faults.kills import WORKERS, Toll, killing
from tests.faults.ledgers import Ledger
from tests.faults.mails import SHARES, Letter, Post, Writer
from tests.faults.people import keep_approving
from tests.faults.smtp import FaultServer, running

REST_SECONDS = 150.0
BACKLOG = 60
UNDONE = """SELECT (SELECT count(*) FROM messages WHERE state IN ('stored', 'triaged', 'drafting')),
(SELECT count(*) FROM outbox WHERE state IN ('approved', 'queued', 'claimed', 'transmitting', 'commit_pending', 'refused_temp')),
(SELECT count(*) FROM messages)"""


@dataclass
class Ground:
    """Where all runs take place: the model home, the mail server, and a folder."""

    model: Home
    lmtp_port: int
    folder: Path
    accounts: list[Account]


@dataclass
class Scene:
    """One run's own home, fault server and post."""

    home: Home
    server: FaultServer
    post: Post
    writer: Writer
    sent: Path
    delivered: int = 0
    statuses: list[int] = field(default_factory=list)

    def bring(self, letters: list[Letter]) -> None:
        self.post.bring(letters)
        self.delivered += sum(one.copies for one in letters)

    def start(self) -> None:
        for name, role in WORKERS.items():
            self.home.start(role, name)

    def settle(self, seconds: float = REST_SECONDS) -> bool:
        """Wait until nothing is left to do for a machine."""
        return bool(eventually(lambda: self.home.rows(UNDONE) == [(0, 0, self.delivered)], seconds))

    def judge(self) -> tuple[evidence.Evidence, dict[str, list[str]]]:
        found = evidence.gather(self.home.url, self.sent, self.server.ledger.path, self.server.folder)
        found.verified = checker.problems_said(self.home.command("audit", "verify", "--json"))
        wrong = checker.judge(found)
        if wrong and "FAULT_WITHOUT" not in self.home.environment:
            self.keep_what_happened()
        return found, wrong

    def keep_what_happened(self) -> None:
        """Logs, ledgers and events, for whoever looks for the cause."""
        kept = Path(tempfile.mkdtemp(prefix=f"duecourse-faults-{self.home.name}-"))
        (kept / "events.jsonl").write_text(self.home.command("audit", "export"), encoding="utf-8")
        for file in (*self.home.data.glob("*.log"), *self.home.data.glob("*.jsonl")):
            shutil.copy2(file, kept)
        (kept / "README").write_text(
            f"What a run of the fault rig left where it found something wrong: {self.home.name}\n"
        )
        sys.stderr.write(f"What happened is kept in {kept}\n")


@contextmanager
def scene(ground: Ground, name: str, seed: int, trouble: float = 0.0, **environment: str) -> Iterator[Scene]:
    """`name`: a mailbox account of the mail server that no other run uses."""
    with ExitStack() as stack:
        data = ground.folder / name
        server = FaultServer(Ledger(data / "smtp.jsonl"), data / "taken", seed, trouble)
        stack.enter_context(running(server))
        home = stack.enter_context(copied(ground.model, name, ground.folder, server.port, **environment))
        sent = home.data / "sent.jsonl"
        writer = Writer(name, seed, ground.accounts)
        yield Scene(home, server, Post(ground.lmtp_port, name, sent), writer, sent)


def bring_steadily(here: Scene, most: int, seconds: float, chance: random.Random) -> None:
    """Lots of letters for so long, as fast as they are worked: the installation always has about a minute's work."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and here.writer.written < most:
        with suppress(psycopg.OperationalError):
            ((undone, _, stored),) = here.home.rows(UNDONE)
            if undone + here.delivered - stored < BACKLOG:
                lot = min(chance.randint(2, 12), most - here.writer.written)
                here.bring(list(here.writer.letters(lot, SHARES)))
        time.sleep(0.3)


def run(
    ground: Ground, seed: int, letters: int, seconds: float, trouble: float = 0.4
) -> tuple[Scene, Toll, dict[str, list[str]], evidence.Evidence]:
    """So many letters within so many seconds of killing; then rest, and the judge."""
    toll = Toll()
    with scene(ground, "kills", seed, trouble) as here:
        over = threading.Event()
        person = threading.Thread(target=keep_approving, args=(here.home, seed, over, here.statuses))
        person.start()
        with killing(here.home, seed, seconds, toll):
            bring_steadily(here, letters, seconds, random.Random(seed))
        over.set()
        person.join()
        here.server.trouble = 0.0
        here.start()
        here.settle()
        found, wrong = here.judge()
        return here, toll, wrong, found
