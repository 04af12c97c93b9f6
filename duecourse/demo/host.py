"""The demo's mail host: IMAP and SMTP on loopback, the mail of the clients and of their customers.

Errors: DC-631 a server of the demo did not start.
"""

import os
import secrets
import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from aiosmtpd.controller import Controller
from pysasl.hashing import BuiltinHash

from connectors.ports import MailServer, Unavailable
from duecourse.demo.data import company
from duecourse.demo.keys import DomainKeys
from duecourse.demo.mails import HONEST, Letter, compose
from duecourse.demo.post import Post
from duecourse.demo.smtp_server import HOST, Handler, smtp_server

START_SECONDS = 20.0
STOP_SECONDS = 5.0
ELSEWHERE = "relay.elsewhere.example"
"""How a server greets that no domain names as its own."""


@dataclass(frozen=True)
class HostedMailbox:
    """How to reach one client's mailbox; good until the host stops."""

    imap: MailServer
    smtp: MailServer


class MailHost:
    """Mails lie below `folder` and survive a restart; passwords and keys are new on every start. Port 0: any free one."""

    def __init__(self, folder: Path, imap_port: int = 0, smtp_port: int = 0) -> None:
        self.post = Post(folder)
        self.keys = DomainKeys()
        self.mailboxes: Mapping[str, HostedMailbox] = {}
        self._log = folder / "imap.log"
        self._imap_port = imap_port or free_port()
        self._smtp_port = smtp_port or free_port()
        self._passwords = {client.mailbox: secrets.token_urlsafe(18) for client in company().clients}
        self._imap: subprocess.Popen[bytes] | None = None
        self._smtp: Controller | None = None

    def start(self) -> None:
        """Both servers answer when this returns. Raises Unavailable("DC-631") if one does not."""
        for client in company().clients:
            self.post.inbox(client.mailbox).make()
        write_accounts(self.post.clients_folder, self._passwords)
        try:
            self._start_imap()
            self._start_smtp()
        except BaseException:
            self.stop()
            raise
        self.mailboxes = {address: self._hosted(address) for address in self._passwords}

    def stop(self) -> None:
        """Both servers have ended when this returns; doing it twice is fine."""
        if self._smtp is not None:
            self._smtp.stop(no_assert=True)
            self._smtp = None
        if self._imap is not None:
            end(self._imap)
            self._imap = None

    def send_as(self, letter: Letter, today: date | None = None, answering: bytes | None = None) -> bytes:
        """Hand a customer's mail over by SMTP as its sender's server, or whoever forges it, would; the bytes sent.

        `answering`: a received mail that it replies to. smtplib.SMTPException if the host declines."""
        raw = compose(letter, today or date.today(), self.keys, answering)
        greeting = f"mail.{letter.domain}" if letter.how in HONEST else ELSEWHERE
        with smtplib.SMTP(HOST, self._smtp_port, greeting, timeout=30) as smtp:
            smtp.sendmail(letter.envelope_sender, [letter.to], raw)
        if letter.how != "spoofed":
            self.post.sent(letter.sender).add(raw)
        return raw

    def received(self, address: str) -> list[bytes]:
        """The mails that have come for an address, oldest first."""
        return [one.raw for one in self.post.inbox(address).mails()]

    def _hosted(self, address: str) -> HostedMailbox:
        password = self._passwords[address]
        return HostedMailbox(
            imap=MailServer(HOST, self._imap_port, address, password, "none"),
            smtp=MailServer(HOST, self._smtp_port, address, password, "none"),
        )

    def _start_smtp(self) -> None:
        server = smtp_server(Handler(self.post, self.keys, self._passwords), self._smtp_port)
        try:
            server.start()
        except (OSError, TimeoutError) as error:
            raise Unavailable("DC-631", f"The demo's SMTP server did not start: {error}.") from error
        self._smtp = server

    def _start_imap(self) -> None:
        command = [sys.executable, "-m", "duecourse.demo.imap_server", str(os.getpid()), str(self._imap_port)]
        with self._log.open("ab") as log:
            self._imap = subprocess.Popen(
                [*command, str(self.post.clients_folder)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl+C reaches us alone; we end it in order
            )
        wait_for_greeting(self._imap, self._imap_port, self._log)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def write_accounts(folder: Path, passwords: Mapping[str, str]) -> None:
    """The two files in which pymap looks accounts up; each account's mails lie in the folder of its name."""
    lines = {
        "pymap-etc-passwd": [f"{account}:x::::{account}:" for account in passwords],
        "pymap-etc-shadow": [
            f"{account}:{BuiltinHash().hash(password)}:::::::" for account, password in passwords.items()
        ],
    }
    for name, entries in lines.items():
        path = folder / name
        path.touch(mode=0o600)
        path.write_text("".join(f"{entry}\n" for entry in entries))


def wait_for_greeting(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end_at = time.monotonic() + START_SECONDS
    while time.monotonic() < end_at and process.poll() is None:
        try:
            with socket.create_connection((HOST, port), timeout=1) as connection:
                if connection.recv(4) == b"* OK":
                    return
        except OSError:
            time.sleep(0.05)
    raise Unavailable("DC-631", f"The demo's IMAP server did not start; {log} says why.")


def end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
