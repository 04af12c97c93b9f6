"""One installation of the product under the rig's eyes: set up once, copied for every run, its roles killed and started.

What stands here drives the product; what judges it stands in `checker.py` and knows nothing of this.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from duecourse import postgres
from duecourse.postgres import with_database
from duecourse.postgres.process import noted_process
from tests.faults.books import AUTHSERV, CLIENT, MAILBOX, Account, write_books
from tests.faults.disk import Disk
from tests.faults.nursery import ROOT, Child, Nursery
from tests.journeys.installation import free_port

SECRET = "horse-battery"
ROLES = ("fetch", "worker", "serve")
POLICY = """
auto_per_address_day = 100000
auto_per_account_day = 100000
auto_per_domain_hour = 100000
auto_per_client_hour = 100000
auto_breaker_floor = 100000
inbound_per_address_hour = 100000
"""
"""Budgets against loops, out of the way: the rig's few customers write thousands of mails in minutes."""


@dataclass
class Home:
    """`name`: of its database and its mailbox's account at the mail server. `data`: its own folder. `disk`: where the database
    and the send journal lie."""

    name: str
    data: Path
    disk: Disk
    url: str
    nursery: Nursery
    environment: dict[str, str] = field(default_factory=dict)
    roles: dict[str, Child] = field(default_factory=dict)
    port: int = field(default_factory=free_port)

    def settings(self) -> dict[str, str]:
        own = {
            "DUECOURSE_DATA": str(self.data), "DUECOURSE_PORT": str(self.port), "DATABASE_URL": self.url,
            "DUECOURSE_POLICY": str(self.data / "policy.toml"), "FAULT_RIG": "1",
            "FAULT_POINTS": str(self.data / "points.jsonl"), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",
        }  # fmt: skip
        return bare() | own | self.environment

    def start(self, role: str, name: str = "", drowsy: bool = False, **environment: str) -> None:
        """`name`: where a role runs more than once. `drowsy`: at its point it falls asleep instead of dying."""
        name = name or role
        self.ready(name).unlink(missing_ok=True)
        self.asleep(name).unlink(missing_ok=True)
        own = {"FAULT_READY": str(self.ready(name))} | environment
        own |= {"FAULT_ASLEEP": str(self.asleep(name))} if drowsy else {}
        self.roles[name] = self.nursery.bear(role, self.settings() | own, self.data / f"{name}.log")

    def ready(self, name: str) -> Path:
        """Appears when the role begins its work."""
        return self.data / f"{name}.ready"

    def asleep(self, name: str) -> Path:
        """Appears when a drowsy role falls asleep at its point."""
        return self.data / f"{name}.asleep"

    def suspend(self, name: str) -> None:
        self.roles[name].signal(signal.SIGSTOP)

    def wake(self, name: str) -> None:
        self.roles[name].signal(signal.SIGCONT)

    def kill(self, role: str) -> None:
        """As a power failure does it."""
        process = self.roles.pop(role, None)
        if process is not None:
            process.kill()
            process.wait()

    def kill_all(self) -> None:
        for role in list(self.roles):
            self.kill(role)

    def command(self, *words: str | Path) -> str:
        """What `duecourse …` prints. The code is not looked at: what failed shows in the words."""
        done = subprocess.run(
            [sys.executable, "-m", "duecourse", *map(str, words)], cwd=ROOT, env=self.settings() | extra_for(words),
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=180,
        )  # fmt: skip
        return done.stdout or done.stderr

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url) as connection:
            return connection.execute(query.encode(), values).fetchall()

    def order(self, query: str, *values: object) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(query.encode(), values)

    # --- the database ---------------------------------------------------------------------------------------------

    @property
    def cluster(self) -> Path:
        return self.disk.path / "postgres"

    def kill_database(self) -> None:
        """The server's first process, without a word. What it started ends by itself."""
        process = noted_process(postgres.cluster_folder(self.cluster))
        if process is not None:
            os.kill(process.pid, signal.SIGKILL)

    def kill_backend(self) -> None:
        """One session's process: the server ends all others and recovers."""
        with psycopg.connect(self.url) as connection:
            found = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
                "ORDER BY (state = 'active') DESC LIMIT 1"
            ).fetchone()
        if found:
            with suppress(ProcessLookupError):
                os.kill(int(found[0]), signal.SIGKILL)

    def revive_database(self) -> None:
        postgres.ensure_running(self.cluster)


def bare() -> dict[str, str]:
    """Nothing of our own environment changes how the product runs; one thread for each sum, as others share the cores."""
    foreign = ("DUECOURSE_", "DATABASE_URL", "OPENAI_", "PG", "FAULT_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return kept | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def extra_for(words: tuple[str | Path, ...]) -> dict[str, str]:
    return {"DUECOURSE_MAILBOX_PASSWORD": SECRET} if words[0] == "mailbox" else {}


@contextmanager
def model_home(folder: Path, disk: Disk, accounts: list[Account], imap_port: int, smtp_port: int) -> Iterator[Home]:
    """The home that all others are copied from: books, mailbox, people and switches, nothing running but the database."""
    cluster = disk.path / "postgres"
    nursery = Nursery(bare())
    url = postgres.ensure_running(cluster)
    home = Home("duecourse", folder / "model", disk, url, nursery)
    home.data.mkdir()
    (home.data / "policy.toml").write_text(POLICY)
    try:
        furnish(home, accounts, imap_port, smtp_port)
        yield home
    finally:
        nursery.close()
        postgres.stop(cluster)


def furnish(home: Home, accounts: list[Account], imap_port: int, smtp_port: int) -> None:
    books, archive = write_books(home.data, accounts)
    said = [
        home.command("migrate"),
        home.command("ledger", "import", books, "--documents", archive, "--json"),
        home.command(
            "mailbox", "add", MAILBOX, "--client", CLIENT, "--authserv-id", AUTHSERV, "--imap", f"127.0.0.1:{imap_port}",
            "--imap-security", "none", "--smtp", f"127.0.0.1:{smtp_port}", "--smtp-security", "none", "--smtp-open",
            "--history", "--json",
        ),
        home.command("user", "add", "person00@desk.example", "--name", "Person 00", "--json"),
    ]  # fmt: skip
    if len(home.rows("SELECT 1 FROM mailboxes")) != 1 or not home.rows("SELECT 1 FROM users"):
        raise RuntimeError("\n".join(said))
    (home.data / "password").write_text(said[-1].split('"password"')[1].split('"')[1])
    home.order("UPDATE mailboxes SET probe_due_at = NULL")  # its mail to itself is no customer's
    more_people(home)
    switch_on(home)


PEOPLE = 50


def more_people(home: Home) -> None:
    """Colleagues with the same password. Their mails can be taken back for a second."""
    home.order("UPDATE users SET undo_seconds = 1")
    for one in range(1, PEOPLE):
        home.order(
            "WITH new AS (INSERT INTO users (id, email, name, role, password_hash, active, undo_seconds, created_at) "
            "SELECT gen_random_uuid(), %s, %s, role, password_hash, active, undo_seconds, created_at FROM users "
            "WHERE email = 'person00@desk.example' RETURNING id) "
            "INSERT INTO user_clients (user_id, client_id) SELECT new.id, clients.id FROM new, clients",
            f"person{one:02d}@desk.example", f"Person {one:02d}",
        )  # fmt: skip


def switch_on(home: Home) -> None:
    """What an administrator does in the inbox."""
    from agent.domain.vocabulary import RELEASABLE_KINDS
    from agent.records import switches, transaction
    from agent.records.database import make_engine
    from duecourse.keys import keys

    engine = make_engine(home.url, pool_size=1, audit_key=keys(home.data).audit)
    ((box, client),) = home.rows("SELECT id, client_id FROM mailboxes")
    names = [switches.approved_name(box), *(switches.auto_name(client, kind) for kind in RELEASABLE_KINDS)]
    with transaction(engine) as session:
        for name in names:
            switches.turn(session, name, True, "rig", client)
    engine.dispose()


@contextmanager
def copied(model: Home, name: str, folder: Path, imap_port: int, smtp_port: int, **environment: str) -> Iterator[Home]:
    """A home like the model, with a database, a folder and a mailbox account of its own. Nothing runs after it."""
    data = folder / name
    data.mkdir(exist_ok=True)
    for file in ("secret.key", "policy.toml", "password"):
        shutil.copy2(model.data / file, data / file)
    (data / "blobs").symlink_to(model.data / "blobs")
    (data / "send.journal").symlink_to(model.disk.path / f"{name}.journal")
    with psycopg.connect(with_database(model.url, "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE duecourse".encode())
    home = Home(name, data, model.disk, with_database(model.url, name), model.nursery, environment)
    home.order(
        "UPDATE mailboxes SET imap_user = %s, imap_port = %s, smtp_port = %s, smtp_user = 'rig', "
        "smtp_password = imap_password, smtp_security = 'starttls'",
        name, imap_port, smtp_port,
    )  # fmt: skip
    try:
        yield home
    finally:
        home.kill_all()


def eventually(look: Any, seconds: float, pause: float = 0.25) -> Any:
    """What `look` finds, or None when the time is over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(psycopg.OperationalError):
            if found := look():
                return found
        time.sleep(pause)
    return None
