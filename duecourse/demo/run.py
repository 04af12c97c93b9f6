"""`duecourse demo`: a whole installation on this computer, and `--check`: the same without staying.

The parts are the real ones: database, mail host, fetcher, worker and web inbox as they run anywhere. Nothing leaves the
computer, since the mail host delivers to its own mailboxes only.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import fasteners
from sqlmodel import Session, select

from agent.domain.vocabulary import RELEASABLE_KINDS, Role
from agent.records import switches, transaction
from agent.records.ledger import Client
from agent.records.mail import Mailbox
from agent.records.people import User
from connectors.documents_folder import FolderDocuments
from connectors.ports import Books, RowProblem
from duecourse import postgres, web
from duecourse.administration import create_user
from duecourse.demo.company import books
from duecourse.demo.customers import customers_app
from duecourse.demo.data import company
from duecourse.demo.host import MailHost
from duecourse.demo.letters import send_letters
from duecourse.demo.mails import demo_mails
from duecourse.demo.outcome import Outcome, outcomes, settled, written
from duecourse.demo.pdfs import write_archive
from duecourse.errors import Misconfigured
from duecourse.keys import seal
from duecourse.ledger import import_ledger
from duecourse.output import emit
from duecourse.roles import OwnServer, end
from duecourse.settings import Settings, load
from duecourse.wiring import Installation, installation, make_folder, prepare_database

PEOPLE = (
    ("ana", "Ana Keller", Role.SPECIALIST, None),
    ("marc", "Marc Ruiz", Role.MANAGER, None),
    ("nina", "Nina Falk", Role.MANAGER, None),
    ("olga", "Olga Brandt", Role.SPECIALIST, 1),
    ("ada", "Ada Osei", Role.ADMIN, None),
)
"""Who signs in; Olga works for the second client only. Two managers, since two approve what is escalated and weighty."""
PASSWORD = "in-due-course"
CHECK_SECONDS = 240
"""Of patience: a slow computer gives no wrong answers."""
REST_SECONDS = 5
Children = dict[str, subprocess.Popen[bytes]]
"""Processes by their role."""


def stay(port: int, reset: bool) -> int:
    """Run until Ctrl+C."""
    stop = asked_to_stop()
    settings = settings_in(load().data / "demo", port)
    with alone(settings.data):
        if not web.port_is_free(settings.host, port):
            raise Misconfigured("DC-630", f"Port {port} is taken. Choose another one: duecourse demo --port {port + 1}")
        if reset:
            forget(settings.data)
        say("duecourse demo: everything stays on this computer; no mail leaves it.")
        with running(settings) as (here, host, children):
            mounts = (("/demo", customers_app(host, books_of(here))),)
            inbox = threading.Thread(target=web.run, args=(here, stop, mounts), daemon=True)
            inbox.start()
            tell(here, settings)
            threading.Thread(target=send_letters, args=(host, stop), daemon=True).start()
            server = OwnServer(settings.data / "postgres")
            while not stop.wait(1):
                server.keep(time.monotonic())
                keep_alive(settings, children, stop)
            say("\nstopping …")
            inbox.join(timeout=10)
    return 0


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """One demo in a folder at a time: the first of two to end would take the database away from the other."""
    make_folder(data.parent)
    lock = fasteners.InterProcessLock(data.with_name(f"{data.name}.lock"))
    if not lock.acquire(blocking=False):
        way = "End that one first, or set DUECOURSE_DATA to another folder"
        raise Misconfigured("DC-632", f"A demo is running in {data} already. {way}.")
    try:
        yield
    finally:
        lock.release()


def check(as_json: bool) -> int:
    """Work the demo customers' mails from SMTP to SMTP and compare. 0: all as it should be."""
    stop = asked_to_stop()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="duecourse-demo-") as folder:
        Path(folder).chmod(0o755)  # the embedded database runs under another account when root starts it
        settings = settings_in(Path(folder), 0)
        with running(settings) as (here, host, _):
            ready = time.monotonic()
            sender = threading.Thread(target=send_letters, args=(host, stop), daemon=True)
            sender.start()
            first = wait_until_settled(here, host, stop, began + CHECK_SECONDS, sender)
            found = list(outcomes(here.engine, host))
            stop.set()
            sender.join(timeout=10)
    times = {
        "seconds": round(time.monotonic() - began, 1),
        "seconds_to_first_answer": round(first - began, 1) if first else None,
        "mails_per_second": round(len(found) / max(0.1, time.monotonic() - ready), 2),
    }
    wrong = [one for one in found if one.problems]
    emit(report(found, times), f"{written(found)}\n\n{summary(found, wrong, times)}", as_json)
    return 5 if wrong or len(found) != len(demo_mails()) else 0


def report(found: list[Outcome], times: dict[str, float | None]) -> dict[str, object]:
    return {"mails": [one.as_dict() for one in found], **times}


def summary(found: list[Outcome], wrong: list[Outcome], times: dict[str, float | None]) -> str:
    verdict = "All went the right way." if not wrong else f"{len(wrong)} went the wrong way, marked with ✗."
    if notes := sum(bool(one.notes) and not one.problems for one in found):
        mails = "1 mail, marked with ~, was" if notes == 1 else f"{notes} mails, marked with ~, were"
        verdict += f" {mails} not understood in all that the customer meant, but still went the right way."
    return (
        f"{len(found)} mail{'s' if len(found) != 1 else ''}. {verdict}\n"
        f"first answer after {times['seconds_to_first_answer']} s, {times['mails_per_second']} mails a second, "
        f"{times['seconds']} s in all"
    )


# --- bringing it up -------------------------------------------------------------------------------------------------


def asked_to_stop() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def settings_in(data: Path, port: int) -> Settings:
    """The demo's own settings: always its own embedded database, whatever DATABASE_URL says."""
    return load().model_copy(
        update={"data": data.resolve(), "port": port, "host": "127.0.0.1", "base_url": "", "database_url": None}
    )


def forget(data: Path) -> None:
    if data.exists():
        postgres.stop(data / "postgres")
        shutil.rmtree(postgres.cluster_folder(data / "postgres"), ignore_errors=True)
        shutil.rmtree(data)


@contextmanager
def running(settings: Settings) -> Iterator[tuple[Installation, MailHost, Children]]:
    """Database, company, mail host, and fetcher and worker."""
    here = installation(settings)
    host = MailHost(settings.data / "mail")
    children: Children = {}
    try:
        prepare_database(here.url)
        set_up(here)
        host.start()
        connect(here, host)
        children |= {role: child(settings, role) for role in ("worker", "fetch")}
        yield here, host, children
    finally:
        end(list(children.values()))
        host.stop()
        here.engine.dispose()
        postgres.stop(settings.data / "postgres")


def child(settings: Settings, role: str) -> subprocess.Popen[bytes]:
    """A role in a process of its own, as in production."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"DUECOURSE_DATA": str(settings.data), "DUECOURSE_PORT": str(settings.port)}
    with (settings.data / f"{role}.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "duecourse", role],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def keep_alive(settings: Settings, children: Children, stop: threading.Event) -> None:
    """Without its worker or fetcher the inbox would stay empty and nobody would know why: say it, and start it again."""
    for role, process in children.items():
        if process.poll() is not None and not stop.is_set():
            log = settings.data / f"{role}.log"
            say(f"{role} ended with {process.returncode} (see {log}); starting it again in {REST_SECONDS} s")
            if not stop.wait(REST_SECONDS):
                children[role] = child(settings, role)


def set_up(here: Installation) -> None:
    """The company and its documents, once; and whoever of its people is not there yet."""
    with transaction(here.engine) as session:
        known = session.exec(select(Client)).first()
    if known is None:
        bring_books(here)
    with transaction(here.engine) as session:
        there = set(session.exec(select(User.email)))
        for name, full_name, role, only in PEOPLE:
            clients = None if only is None else [company().clients[only].id]
            if (email := f"{name}@demo.example") not in there:
                create_user(session, email, full_name, role, PASSWORD, clients)


def bring_books(here: Installation) -> None:
    found, archive = books(date.today()), here.settings.data / "archive"
    write_archive(archive, found)
    import_ledger(here.engine, Company(found), here.blobs, FolderDocuments(archive), "demo", name="demo company")


@dataclass(frozen=True)
class Company:
    """The demo company's books as a ledger to import."""

    found: Books

    def read(self) -> tuple[Books, tuple[RowProblem, ...]]:
        return self.found, ()


def connect(here: Installation, host: MailHost) -> None:
    """The mailboxes with this start's ports and passwords; every switch on."""
    with transaction(here.engine) as session:
        for client in session.exec(select(Client)):
            reached = host.mailboxes[client.mailbox]
            query = select(Mailbox).where(Mailbox.address == client.mailbox)
            box = session.exec(query).first() or Mailbox(client_id=client.id, address=client.mailbox)
            box.aliases = client.aliases
            box.authserv_id = f"mx.{box.domain}"
            box.imap_host, box.imap_port, box.imap_user = reached.imap.host, reached.imap.port, reached.imap.user
            box.smtp_host, box.smtp_port, box.smtp_user = reached.smtp.host, reached.smtp.port, reached.smtp.user
            box.imap_password = seal(here.keys.seal, reached.imap.password)
            box.smtp_password = seal(here.keys.seal, reached.smtp.password)
            box.imap_security = box.smtp_security = "none"
            box.lease_owner = None
            session.add(box)
            session.flush()
            switch_on(session, client, box)


def switch_on(session: Session, client: Client, box: Mailbox) -> None:
    names = [switches.approved_name(box.id), *(switches.auto_name(client.id, kind) for kind in RELEASABLE_KINDS)]
    for name in names:
        if session.get(switches.Switch, name) is None:
            switches.turn(session, name, True, "demo", client.id)


def books_of(here: Installation) -> Books:
    """The company's books as they were set up."""
    with transaction(here.engine) as session:
        as_of = session.exec(select(Client.books_as_of)).first()
    return books(as_of.date() if as_of else date.today())


# --- until all is worked -------------------------------------------------------------------------------------------


def wait_until_settled(
    here: Installation, host: MailHost, stop: threading.Event, until: float, sender: threading.Thread
) -> float | None:
    """When the first answer reached a customer; None if none did."""
    first = None
    while time.monotonic() < until and not stop.wait(0.3):
        if first is None and any(host.received(letter.sender) for letter in demo_mails()):
            first = time.monotonic()
        if not sender.is_alive() and settled(here.engine):
            break
    return first


# --- what is printed ------------------------------------------------------------------------------------------------


def say(text: str) -> None:
    print(text, flush=True)


def tell(here: Installation, settings: Settings) -> None:
    with transaction(here.engine) as session:
        people = {user.email: user.name for user in session.exec(select(User))}
    say(
        f"  database ready   {len(company().clients)} clients, {len(company().customers)} customers, {len(demo_mails())} mails in 5 languages"
    )
    say("  reading and drafting with the built-in reader (no model needed)")
    say(f"\nOpen {settings.address}")
    for name, _, role, only in PEOPLE:
        address = f"{name}@demo.example"
        scope = "" if only is None else f"   ({company().clients[only].name} only)"
        say(f"  {people[address]:12} {role:11} {address:20} password {PASSWORD}{scope}")
    say(f"Customers' mailboxes, where answers arrive and you can write as a customer: {settings.address}/demo/")
    say("Ctrl+C stops; `make demo` again goes on where you left it; `.venv/bin/duecourse demo --reset` starts over.")
