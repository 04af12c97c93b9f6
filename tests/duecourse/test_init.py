"""`duecourse init` in a terminal, from nothing to a mailbox that is read, and once more where it was left."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from duecourse import postgres
from duecourse.standin import standin_pdf
from tests.connectors.certificates import Certificate, make_certificate
from tests.connectors.dovecot import Dovecot, dovecot_server
from tests.connectors.smtp_servers import Inbox, mail_host
from tests.journeys.house import MAILBOX, SAMPLE
from tests.journeys.installation import Installation, rows

SECRET = "horse-battery"
PATIENCE = 60.0


class Terminal:
    """A program at a terminal, and somebody who waits for a question before answering it."""

    def __init__(self, *words: str, environment: dict[str, str]) -> None:
        self.ours, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "duecourse", *words],
            stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        self.said = ""
        self.unread = ""

    def answer(self, question: str, words: str, pause: float = 0.0) -> None:
        """`pause`: before a secret, since what is typed until the echo is off is thrown away."""
        self.wait_for(question)
        time.sleep(pause)
        os.write(self.ours, f"{words}\n".encode())

    def wait_for(self, text: str) -> None:
        end = time.monotonic() + PATIENCE
        while text not in self.unread:
            assert time.monotonic() < end and self.read(), f"“{text}” was not said, but: {self.said}"
        self.unread = self.unread.partition(text)[2]

    def read(self) -> bool:
        """False once the program has closed its side."""
        if select.select([self.ours], [], [], 0.2)[0]:
            try:
                heard = os.read(self.ours, 65536).decode()
            except OSError:
                return False
            self.said, self.unread = self.said + heard, self.unread + heard
        return True

    def ended(self) -> int:
        while self.read() and self.process.poll() is None:
            pass
        os.close(self.ours)
        return self.process.wait(20)


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return make_certificate(tmp_path)


@pytest.fixture
def dovecot(open_folder: Callable[[], Path], certificate: Certificate) -> Iterator[Dovecot]:
    with dovecot_server(open_folder(), {MAILBOX: SECRET}, certificate) as server:
        yield server


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "KO-26-1307.pdf").write_bytes(standin_pdf("KO-26-1307"))
    return folder


def test_it_sets_up_everything_and_goes_on_where_it_was_left(
    open_folder: Callable[[], Path], dovecot: Dovecot, certificate: Certificate, archive: Path
) -> None:
    here = Installation(open_folder(), certificate.authority)
    broken = archive / "broken.json"
    broken.write_text("{as_of: 2026}")
    first = Terminal("init", environment=here.settings())
    first.wait_for("ok: an embedded PostgreSQL")
    first.answer("Your mail address", "ada")
    first.wait_for("ada is not a mail address. (DC-206)")
    first.answer("Try again? [Y/n]: ", "perhaps")
    first.wait_for("      Type y for yes or n for no.")
    first.answer("Try again?", "y")
    first.answer("Your mail address", "ada@kestrel-office.example")
    first.answer("Your name", "Ada")
    first.wait_for("sign in as ada@kestrel-office.example with the password ")
    first.answer("JSON file, CSV file or folder", "/nowhere.json")
    first.wait_for("/nowhere.json is not there. (DC-151)")
    first.answer("Try again?", "")
    first.answer("JSON file, CSV file or folder", str(broken))
    first.wait_for("broken.json is not JSON: ")
    first.answer("Try again?", "n")
    first.wait_for("later, when there are books")
    assert first.ended() == 0, first.said
    assert "Folder with the PDFs" not in first.said, "a file that cannot be read is told of before more is asked"

    second = Terminal("init", environment=here.settings())
    second.wait_for("there already")
    second.answer("JSON file, CSV file or folder", str(SAMPLE))
    second.answer("Folder with the PDFs", str(archive))
    second.wait_for("PDFs         1 found")
    with mail_host(Inbox(), ssl_context=certificate.for_server()) as smtp_port:
        connect(second, dovecot, smtp_port, "wrong")
        second.wait_for("(DC-214)")
        second.answer("Try again?", "y")
        for question in ("Its address", "Client (ALB, KES)", "IMAP server", "SMTP server", "Sign-in name"):
            second.answer(question, "")
        second.answer("Password", SECRET, pause=1.0)
        second.answer("Id in Authentication-Results", "")
        second.wait_for("Sending is off")
    second.wait_for("duecourse doctor")
    assert second.ended() == 0, second.said
    assert SECRET not in second.said

    third = Terminal("init", environment=here.settings())
    assert third.ended() == 0
    assert len(re.findall("there already", third.said)) == 3
    url = postgres.ensure_running(here.data / "postgres")
    assert rows(url, "SELECT address, imap_security FROM mailboxes") == [(MAILBOX, "tls")]
    assert rows(url, "SELECT email, role FROM users") == [("ada@kestrel-office.example", "admin")]


def connect(terminal: Terminal, dovecot: Dovecot, smtp_port: int, password: str) -> None:
    terminal.answer("Its address", MAILBOX)
    terminal.answer("Client (ALB, KES)", "kes")
    terminal.answer("IMAP server", f"localhost:{dovecot.imaps_port}")
    terminal.answer("SMTP server", f"localhost:{smtp_port}")
    terminal.answer("Sign-in name", "")
    terminal.answer("Password", password, pause=1.0)
    terminal.answer("Id in Authentication-Results", "")
