"""From a real mailbox to a real SMTP server, with every part as it runs in earnest, and a power failure between."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from agent.domain.vocabulary import RELEASABLE_KINDS
from agent.records import switches, transaction
from agent.records.database import make_engine
from agent.records.ledger import Client
from agent.records.mail import Mailbox
from duecourse import postgres
from duecourse.evaluation_mail import Labelled, raw_mail
from duecourse.keys import keys
from duecourse.standin import standin_pdf
from tests.connectors.certificates import make_certificate
from tests.connectors.dovecot import Dovecot, dovecot_server
from tests.connectors.smtp_servers import Inbox, mail_host
from tests.journeys.house import JO, MAILBOX, SAMPLE, TIDEWATER, files, results, words
from tests.journeys.installation import Installation, eventually, rows

SECRET = "horse-battery"
INVOICES = ("KO-26-1307", "KO-26-1180", "KO-26-1388", "KO-26-1341", "KO-26-1402")


class SlowInbox(Inbox):
    """While `slow` is set, it takes a mail and keeps its answer to itself."""

    def __init__(self) -> None:
        super().__init__()
        self.slow = threading.Event()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = await super().handle_DATA(server, session, envelope)
        while self.slow.is_set():
            await asyncio.sleep(0.05)
        return answer

    def received(self, subject: str) -> list[EmailMessage]:
        """What was sent in this conversation."""
        mails = (message_from_bytes(content, policy=default) for _, _, content in self.mails)
        return [mail for mail in mails if subject in str(mail["Subject"])]


@dataclass
class Firm:
    """The sample company at work on its own installation."""

    installation: Installation
    dovecot: Dovecot
    inbox: SlowInbox
    url: str
    password: str
    written: int = 0

    def customer_writes(self, body: str, subject: str, sender: str = JO) -> str:
        """Delivered as a mail server does: its own verdict on the sender is on top. Returns the Message-ID."""
        self.written += 1
        line = {"id": f"m{self.written}", "from": sender, "subject": subject, "body": body,
                "headers": {"Authentication-Results": results(sender), "Message-ID": f"<m{self.written}@customer.example>"}}  # fmt: skip
        self.dovecot.deliver(MAILBOX, raw_mail(Labelled(line, SAMPLE.parent, datetime.now(UTC)), MAILBOX))
        return f"<m{self.written}@customer.example>"

    def state(self, subject: str) -> list[str]:
        return [row[0] for row in rows(self.url, "SELECT state FROM messages WHERE subject = %s", subject)]

    def leaving(self, subject: str) -> list[str]:
        query = "SELECT state FROM outbox WHERE subject LIKE %s"
        return [row[0] for row in rows(self.url, query, f"%{subject}")]

    def case(self, subject: str) -> str:
        return str(rows(self.url, "SELECT case_id FROM messages WHERE subject = %s", subject)[0][0])

    def answer(self, subject: str) -> EmailMessage:
        (mail,) = eventually(lambda: self.inbox.received(subject), f"the answer to “{subject}”")
        return mail

    def mailbox_is_untouched(self) -> bool:
        """Every mail lies where it was delivered, new as on the first day."""
        flags = self.dovecot.flags(MAILBOX)
        return len(flags) == self.written and not any(b"\\Seen" in one or b"\\Deleted" in one for one in flags.values())


@pytest.fixture(scope="module")
def firm(open_folder: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firm]:
    """Set up with the commands that the README names, all switches on, and running."""
    certificate = make_certificate(tmp_path_factory.mktemp("certificate"))
    inbox = SlowInbox()
    with ExitStack() as stack:
        dovecot = stack.enter_context(dovecot_server(open_folder(), {MAILBOX: SECRET}, certificate))
        port = stack.enter_context(mail_host(inbox, certificate, (MAILBOX, SECRET)))
        here = Installation(open_folder(), certificate.authority)
        stack.callback(here.stop)
        bring_books(here, tmp_path_factory.mktemp("books"))
        here.command(
            "mailbox", "add", MAILBOX, "--client", "KES", "--authserv-id", "mx.kestrel-office.example",
            "--imap", f"localhost:{dovecot.imaps_port}", "--smtp", f"localhost:{port}", "--smtp-security", "starttls",
            DUECOURSE_MAILBOX_PASSWORD=SECRET,
        )  # fmt: skip
        password = here.told("user", "add", "ana@desk.example", "--name", "Ana")["password"]
        url = postgres.ensure_running(here.data / "postgres")
        switch_on(url, keys(here.data).audit)
        for role in ("worker", "fetch", "serve"):
            here.start(role)
        yield Firm(here, dovecot, inbox, url, password)


def bring_books(here: Installation, folder: Path) -> None:
    """The sample ledger as of today, and a folder of PDFs that bear their numbers."""
    books = SAMPLE.read_text(encoding="utf-8").replace(
        '"as_of": "2026-11-20"', f'"as_of": "{datetime.now(UTC).date()}"'
    )
    (folder / "ledger.json").write_text(books, encoding="utf-8")
    (folder / "archive").mkdir()
    for number in INVOICES:
        (folder / "archive" / f"{number}.pdf").write_bytes(standin_pdf(number))
    report = here.told("ledger", "import", folder / "ledger.json", "--documents", folder / "archive")
    assert report["documents_found"] == len(INVOICES)


def switch_on(url: str, audit_key: bytes) -> None:
    """What an administrator does in the inbox, and Ana in her account: her mails can be taken back for a second."""
    engine = make_engine(url, pool_size=1, audit_key=audit_key)
    with transaction(engine) as session:
        for box in session.exec(select(Mailbox)):
            switches.turn(session, switches.approved_name(box.id), True, "test", box.client_id)
        for client in session.exec(select(Client)):
            for kind in RELEASABLE_KINDS:
                switches.turn(session, switches.auto_name(client.id, kind), True, "test", client.id)
    engine.dispose()


def test_a_request_is_answered_in_its_thread_with_the_right_file_and_marked_as_automatic(firm: Firm) -> None:
    asked = firm.customer_writes("Please send me a copy of invoice KO-26-1307. Thanks, Jo", "copy please")
    mail = firm.answer("copy please")
    assert files(mail) == ["KO-26-1307.pdf"]
    (attached,) = mail.iter_attachments()
    assert attached.get_content() == standin_pdf("KO-26-1307")
    assert (mail["In-Reply-To"], mail["Auto-Submitted"]) == (asked, "auto-replied")
    assert mail["To"] == "jo.sandhu@harrowpike.example"
    eventually(lambda: firm.leaving("copy please") == ["accepted"], "the outbox")
    assert firm.state("copy please") == ["auto_answered"]
    assert firm.mailbox_is_untouched()


def test_a_dispute_leaves_as_ana_approved_it_once_her_undo_time_is_over(firm: Firm) -> None:
    asked = firm.customer_writes("KO-26-1307 charges 40 chairs, only 36 came. We dispute it.", "missing chairs")
    eventually(lambda: firm.state("missing chairs") == ["waiting_specialist"], "the draft")
    ana = firm.installation.sign_in("ana@desk.example", firm.password)
    assert ana.post("/account", undo_seconds="1").status_code in (200, 303)
    case = f"/case/{firm.case('missing chairs')}"
    assert "only 36 came" in ana.page(case)
    assert firm.inbox.received("missing chairs") == []
    answer = ana.post(f"{case}/approve", ana.form(case))
    assert answer.status_code == 303, answer.text
    mail = firm.answer("missing chairs")
    assert "the quantity on KO-26-1307" in words(mail)
    assert (mail["In-Reply-To"], mail["Auto-Submitted"]) == (asked, None)
    eventually(lambda: firm.state("missing chairs") == ["replied"], "the state")
    assert firm.mailbox_is_untouched()


def test_a_worker_killed_at_work_loses_no_mail_and_sends_none_twice(firm: Firm) -> None:
    """One mail is in the server's hands, its answer unheard; three more have just come in."""
    firm.inbox.slow.set()
    firm.customer_writes("Please resend invoice KO-26-1180.", "unheard")
    eventually(lambda: firm.inbox.received("unheard"), "the mail at the server")
    assert firm.leaving("unheard") == ["commit_pending"]
    others = {"KO-26-1388": JO, "KO-26-1341": TIDEWATER, "KO-26-1402": TIDEWATER}
    subjects = [f"copy of {number}" for number in others]
    for subject, (number, sender) in zip(subjects, others.items(), strict=True):
        firm.customer_writes(f"Please send a copy of {number}.", subject, sender)
    eventually(lambda: any(firm.state(subject) for subject in subjects), "the next mails")
    firm.installation.kill("worker")
    firm.inbox.slow.clear()
    firm.installation.start("worker")
    eventually(lambda: all(firm.state(one) == ["auto_answered"] for one in subjects), "the other answers", 90)
    eventually(lambda: firm.leaving("unheard") == ["ambiguous"], "the question to a person")
    assert [len(firm.inbox.received(subject)) for subject in ("unheard", *subjects)] == [1, 1, 1, 1]
    assert firm.mailbox_is_untouched()


def test_a_stranger_learns_nothing_and_waits_for_a_person(firm: Firm) -> None:
    firm.customer_writes(
        "Please send KO-26-1402.", "who is it", TIDEWATER.replace("tidewater-schools", "tidewater-schoo1s")
    )
    eventually(lambda: firm.state("who is it") in (["waiting_specialist"], ["escalated"]), "the person")
    assert firm.inbox.received("who is it") == []
    assert firm.mailbox_is_untouched()
