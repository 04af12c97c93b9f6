"""A mailbox writes to itself, by a real SMTP server into a real Dovecot, with worker and fetcher at work: a server that removes
forged checks of senders, and one that lets them through."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from agent.mail.authentication import at_trusted_place
from agent.mail.headers import fields
from duecourse import postgres
from duecourse.evaluation_mail import Labelled, raw_mail
from duecourse.keys import keys
from tests.connectors.certificates import make_certificate
from tests.connectors.dovecot import Dovecot, dovecot_server
from tests.connectors.smtp_servers import Inbox, mail_host
from tests.journeys.house import JO, MAILBOX, SAMPLE, results
from tests.journeys.installation import Installation, eventually, rows
from tests.journeys.test_dovecot import SECRET, bring_books, switch_on

SERVER = "mx.kestrel-office.example"
TRACE = b"Received: from desk by mx.kestrel-office.example with ESMTPSA id 1\r\n"
CHECK = f"Authentication-Results: {SERVER}; dkim=pass header.d=kestrel-office.example\r\n".encode()


class Post(Inbox):
    """A firm's mail server: mails to the mailbox go into it by LMTP, all others are kept here as what left.

    An honest one removes what claims to be its own check, adds its own, and says where the mail came from. The other hides
    where mails of its own people come from, and leaves the rest as it is.
    """

    def __init__(self, dovecot: Dovecot, honest: bool) -> None:
        super().__init__()
        self.dovecot, self.honest, self.loses = dovecot, honest, False

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if MAILBOX not in envelope.rcpt_tos:
            return await super().handle_DATA(server, session, envelope)
        raw = envelope.original_content
        if not self.loses:
            self.dovecot.deliver(MAILBOX, CHECK + TRACE + cleaned(raw) if self.honest else raw)
        return "250 taken"

    def answers(self, subject: str) -> list[bytes]:
        sent = [content for _, _, content in self.mails]
        return [one for one in sent if subject in str(message_from_bytes(one, policy=default)["Subject"])]


def cleaned(raw: bytes) -> bytes:
    """Without the fields that claim to be this server's."""
    for _ in at_trusted_place(fields(raw), SERVER):
        before, _, rest = raw.partition(b"Authentication-Results: ")
        raw = before + rest.partition(b"\r\n")[2].partition(b"\r\n")[2]
    return raw


@dataclass
class Firm:
    here: Installation
    post: Post
    url: str

    def customer_asks(self, subject: str) -> None:
        line = {"id": subject, "from": JO, "subject": subject, "body": "Please send me a copy of invoice KO-26-1307. Thanks, Jo",
                "headers": {"Authentication-Results": results(JO), "Message-ID": f"<{subject.replace(' ', '-')}@customer.example>"}}  # fmt: skip
        self.post.dovecot.deliver(MAILBOX, raw_mail(Labelled(line, SAMPLE.parent, datetime.now(UTC)), MAILBOX))

    def state(self, subject: str) -> list[str]:
        return [row[0] for row in rows(self.url, "SELECT state FROM messages WHERE subject = %s", subject)]

    def probes(self) -> list[tuple[Any, ...]]:
        """State, case and folder of every mail of the mailbox to itself."""
        return rows(self.url, "SELECT state, case_id, folder FROM messages WHERE from_address = %s", MAILBOX)

    def found_at_set_up(self) -> bool:
        """What the first one showed, which nobody asked for but the worker."""
        back = "SELECT probe_survived FROM mailboxes WHERE probe_back_at IS NOT NULL"
        return bool(eventually(lambda: rows(self.url, back), "the mail of the mailbox to itself")[0][0])

    def probe(self, code: int, wait: int = 60) -> dict[str, Any]:
        words = ("mailbox", "probe", MAILBOX, "--wait", str(wait), "--json")
        found: dict[str, Any] = json.loads(self.here.command(*words, code=code))
        return found

    def doctor(self) -> str:
        """It finds more that is not as it should be: nobody can sign in."""
        lines = json.loads(self.here.command("doctor", "--json", code=5))
        return " ".join(f"{one['what']} {one['code']}" for one in lines if MAILBOX in one["what"])


@pytest.fixture
def founded(open_folder: Any, tmp_path: Path) -> Iterator[Callable[[bool], Firm]]:
    """Set up by commands, everything switched on, worker and fetcher at work. It is told whether its mail server is honest."""
    certificate = make_certificate(tmp_path)
    with ExitStack() as stack:

        def found(honest: bool) -> Firm:
            dovecot = stack.enter_context(dovecot_server(open_folder(), {MAILBOX: SECRET}, certificate))
            post = Post(dovecot, honest)
            port = stack.enter_context(mail_host(post, certificate, (MAILBOX, SECRET)))
            here = Installation(open_folder(), certificate.authority)
            stack.callback(here.stop)
            bring_books(here, tmp_path)
            here.command(
                "mailbox", "add", MAILBOX, "--client", "KES", "--authserv-id", SERVER,
                "--imap", f"localhost:{dovecot.imaps_port}", "--smtp", f"localhost:{port}", "--smtp-security", "starttls",
                DUECOURSE_MAILBOX_PASSWORD=SECRET,
            )  # fmt: skip
            url = postgres.ensure_running(here.data / "postgres")
            switch_on(url, keys(here.data).audit)
            here.start("fetch")
            here.start("worker")
            return Firm(here, post, url)

        yield found


def test_a_server_that_lets_forged_checks_through_stops_all_answers_until_it_is_mended(
    founded: Callable[[bool], Firm],
) -> None:
    firm = founded(False)
    assert firm.found_at_set_up() is True
    assert "are off. DC-233" in firm.doctor()
    firm.customer_asks("while it believes forgers")
    eventually(lambda: firm.state("while it believes forgers") == ["waiting_specialist"], "the draft")

    again = firm.probe(code=5)
    assert (again["back"], again["survived"], again["automatic_answers_stopped"]) == (True, True, True)

    firm.post.honest = True
    mended = firm.probe(code=0)
    assert (mended["back"], mended["survived"], mended["automatic_answers_stopped"]) == (True, False, False)
    assert "DC-233" not in firm.doctor()
    firm.customer_asks("since it is mended")
    eventually(lambda: firm.post.answers("since it is mended"), "the automatic answer")
    assert firm.post.answers("while it believes forgers") == []
    assert firm.probes() == [("system_mail", None, "inbox")] * 3


def test_a_server_that_removes_them_stops_nothing_and_neither_does_one_that_loses_the_mail(
    founded: Callable[[bool], Firm],
) -> None:
    firm = founded(True)
    assert firm.found_at_set_up() is False
    assert "No forged check that" in firm.doctor()
    firm.post.loses = True
    lost = firm.probe(code=5, wait=2)
    assert (lost["back"], lost["survived"], lost["automatic_answers_stopped"]) == (False, None, False)
    firm.customer_asks("all is well")
    eventually(lambda: firm.post.answers("all is well"), "the automatic answer")
    assert firm.probes() == [("system_mail", None, "inbox")]
