"""Mail comes in, people approve, the mail server fails at every stage, and everything is killed; then it must all add up."""

import random
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.connectors.certificates import Certificate
from tests.connectors.dovecot import Dovecot
from tests.faults import checker, evidence, imap, inbox, smtp
from tests.faults.books import Account
from tests.faults.home import SECRET, Home, copied, eventually
from tests.faults.imap import FaultProxy
from tests.faults.inbox import Inbox
from tests.faults.kills import WORKERS, Toll, killing
from tests.faults.ledgers import Ledger
from tests.faults.mails import SHARES, Letter, Post, Writer
from tests.faults.people import keep_approving
from tests.faults.smtp import AFTER, BEFORE, TRANSPORT, FaultServer

REST_SECONDS = 150.0
BACKLOG = 120
RENUMBERED_AT = (0.1, 0.3, 0.5)
"""Parts of the time, after which the mail server numbers all mails anew."""
IMAP_TROUBLE = 0.6
"""Of the conversations with the mailbox; there are fewer of them than of those with the SMTP server."""
TOO_LATE, DISK_FULL = "is no longer this worker's", "errors.DiskFull"
"""What a log says where somebody had taken a mail over meanwhile, and where the database had no room."""
UNDONE = """SELECT (SELECT count(*) FROM messages WHERE state IN ('stored', 'triaged', 'drafting')),
(SELECT count(*) FROM outbox WHERE state IN ('approved', 'queued', 'claimed', 'transmitting', 'commit_pending', 'refused_temp')),
(SELECT count(*) FROM messages WHERE uidvalidity = %s)"""


@dataclass
class Ground:
    """Where all runs take place: the model home, the mail server, and a folder."""

    model: Home
    dovecot: Dovecot
    folder: Path
    accounts: list[Account]
    certificate: Certificate


@dataclass
class Scene:
    """One run's own home, its ways to the mail servers, and its post. `numbering`: the mailbox's UIDVALIDITY."""

    home: Home
    server: FaultServer
    proxy: FaultProxy
    dovecot: Dovecot
    post: Post
    writer: Writer
    sent: Path
    numbering: int
    delivered: int = 0
    renumbered: int = 0
    statuses: list[int] = field(default_factory=list)

    def bring(self, letters: list[Letter]) -> None:
        self.post.bring(letters)
        self.delivered += sum(one.copies for one in letters)

    def start(self) -> None:
        for name, role in WORKERS.items():
            self.home.start(role, name)

    def renumber(self, numbering: int) -> None:
        """The same mails, under new numbers from 1 on, and another UIDVALIDITY. Nobody may be delivering a mail."""
        with self.proxy.nobody_inside():
            while self.numbering != numbering:
                time.sleep(0.3)  # the server's own processes let go of the mailbox
                self.dovecot.renumber(self.home.name, numbering)
                self.numbering = inbox.numbering(self.dovecot.imap_port, self.home.name, SECRET)
        self.renumbered += 1

    def undone(self) -> tuple[int, int, int]:
        """Mails to be worked, mails to be sent, mails that are stored under the numbers of now."""
        ((work, outbox, stored),) = self.home.rows(UNDONE, self.numbering)
        return work, outbox, stored

    def settle(self, seconds: float = REST_SECONDS) -> bool:
        """Wait until nothing is left to do for a machine."""
        held = len(self.inbox().mails)
        return bool(eventually(lambda: self.undone() == (0, 0, held), seconds))

    def inbox(self) -> Inbox:
        return inbox.look(self.dovecot.imap_port, self.home.name, SECRET)

    def judge(self) -> tuple[evidence.Evidence, dict[str, list[str]]]:
        found = evidence.gather(self.home.url, self.sent, self.server.ledger.path, self.server.folder, self.inbox())
        found.verified = checker.problems_said(self.home.command("audit", "verify", "--json"))
        wrong = checker.judge(found)
        if wrong and "FAULT_WITHOUT" not in self.home.environment:
            self.keep_what_happened()
        return found, wrong

    def logged(self, words: str) -> int:
        """How often the roles' logs say so."""
        return sum(log.read_text("utf-8", "replace").count(words) for log in self.home.data.glob("*.log"))

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
        data, dovecot = ground.folder / name, ground.dovecot
        tls, courses = ground.certificate.for_server(), BEFORE + AFTER + TRANSPORT
        server = FaultServer(Ledger(data / "smtp.jsonl"), data / "taken", seed, trouble, courses=courses, tls=tls)
        stack.enter_context(smtp.running(server))
        proxy = stack.enter_context(imap.running(FaultProxy(dovecot.imap_port, seed)))
        environment |= {"SSL_CERT_FILE": str(ground.certificate.authority)}
        home = stack.enter_context(copied(ground.model, name, ground.folder, proxy.port, server.port, **environment))
        sent = home.data / "sent.jsonl"
        post, writer = Post(dovecot.lmtp_port, name, sent), Writer(name, seed, ground.accounts)
        numbering = inbox.numbering(dovecot.imap_port, name, SECRET)
        yield Scene(home, server, proxy, dovecot, post, writer, sent, numbering)


def bring_steadily(here: Scene, most: int, seconds: float, chance: random.Random) -> None:
    """Lots of letters for so long, as fast as they are worked: there is always work left."""
    begun = time.monotonic()
    while (spent := time.monotonic() - begun) < seconds and here.writer.written < most:
        if here.renumbered < len(RENUMBERED_AT) and spent > seconds * RENUMBERED_AT[here.renumbered]:
            here.renumber(chance.randint(1, 2**31 - 1))
        with suppress(psycopg.OperationalError):
            undone, _, stored = here.undone()
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
        here.proxy.trouble = IMAP_TROUBLE
        over = threading.Event()
        with ThreadPoolExecutor(1) as pool:
            person = pool.submit(keep_approving, here.home, seed, over, here.statuses)
            try:
                with killing(here.home, seed, seconds, toll):
                    bring_steadily(here, letters, seconds, random.Random(seed))
            finally:
                over.set()
            person.result()
        here.server.trouble = here.proxy.trouble = 0.0
        here.start()
        here.settle()
        found, wrong = here.judge()
        return here, toll, wrong, found
