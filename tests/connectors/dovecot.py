"""A real Dovecot on free ports of this machine, for tests that want a mailbox as it is in life.

    with dovecot_server(open_folder(), users={"ar@example.test": "secret"}) as dovecot:
        dovecot.deliver("ar@example.test", b"Subject: hello\r\n\r\nworld\r\n")
        ImapMailbox(dovecot.mail_server("ar@example.test"))

The folder must be one that any account may enter (fixture `open_folder`), since Dovecot reads mail as nobody
when root runs the tests. Mails are delivered by LMTP.
"""

import grp
import os
import pwd
import smtplib
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from imapclient import IMAPClient

from connectors.ports import MailServer
from tests.connectors.certificates import Certificate
from tests.parts import needs

START_SECONDS = 20.0

_CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
disable_plaintext_auth = no
auth_mechanisms = plain login
first_valid_uid = 1
mail_location = maildir:{folder}/mail/%u
mail_privileged_group =
mail_max_userip_connections = 50
lmtp_add_received_header = no
default_internal_user = {internal}
default_login_user = {login}
default_internal_group = {group}
{tls}
namespace inbox {{
  inbox = yes
  separator = /
}}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={mail_user} gid={mail_group} home={folder}/mail/%u
}}
service imap-login {{
  {unchrooted}
  inet_listener imap {{
    address = 127.0.0.1
    port = {imap_port}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {imaps_port}
    ssl = {has_tls}
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp_port}
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """A running server. `imaps_port` answers only if it was started with a certificate."""

    folder: Path
    users: Mapping[str, str]
    imap_port: int
    imaps_port: int
    lmtp_port: int

    def mail_server(self, user: str, **changed: object) -> MailServer:
        """How to reach this user's INBOX in the clear; any field can be given otherwise."""
        fields: dict[str, object] = {
            "host": "127.0.0.1",
            "port": self.imap_port,
            "user": user,
            "password": self.users[user],
            "security": "none",
        }
        return MailServer(**(fields | changed))  # type: ignore[arg-type]  # the fields are MailServer's own

    def deliver(self, user: str, *mails: bytes) -> None:
        with smtplib.LMTP("127.0.0.1", self.lmtp_port) as lmtp:
            for raw in mails:
                lmtp.sendmail("customer@example.org", [user], raw)

    @contextmanager
    def session(self, user: str, folder: str = "INBOX") -> Iterator[IMAPClient]:
        """A person's own mail program on this mailbox, which may change it."""
        with IMAPClient("127.0.0.1", self.imap_port, ssl=False, timeout=10) as client:
            client.login(user, self.users[user])
            client.select_folder(folder)
            yield client

    def append(self, user: str, raw: bytes) -> None:
        """Put a mail into the INBOX byte for byte: LMTP would add its own header."""
        with self.session(user) as client:
            client.append("INBOX", raw)

    def expunge(self, user: str, *uids: int) -> None:
        with self.session(user) as client:
            client.delete_messages(list(uids))
            client.expunge(list(uids))

    def empty(self, user: str) -> None:
        with self.session(user) as client:
            client.delete_messages(client.search())
            client.expunge()

    def flags(self, user: str) -> dict[int, tuple[bytes, ...]]:
        with self.session(user) as client:
            found = client.fetch(client.search(), ["FLAGS"])
            return {uid: tuple(item[b"FLAGS"]) for uid, item in found.items()}

    def renumber(self, user: str, uidvalidity: int) -> None:
        """Make the INBOX forget its UIDs: a new UIDVALIDITY, the same mails numbered anew from 1.

        Nobody may have the mailbox open meanwhile."""
        home = self.folder / "mail" / user
        for file in (*home.glob("dovecot.index*"), *home.glob("dovecot-uidlist*"), *home.glob("dovecot-uidvalidity*")):
            file.unlink()
        uidlist = home / "dovecot-uidlist"
        uidlist.write_text(f"3 V{uidvalidity} N1 G{uidvalidity:032x}\n")
        _give(uidlist)


@contextmanager
def dovecot_server(
    tmp: Path,
    users: Mapping[str, str] | None = None,
    certificate: Certificate | None = None,
) -> Iterator[Dovecot]:
    """Start Dovecot in `tmp` and stop it afterwards. Skips the test where Dovecot is not installed."""
    program = needs("dovecot", "dovecot-imapd dovecot-lmtpd")
    imap_port, imaps_port, lmtp_port = _free_ports(3)
    made = Dovecot(tmp, users or {"ar@example.test": "secret"}, imap_port, imaps_port, lmtp_port)
    config = _prepare(made, certificate)
    with (tmp / "output.log").open("w") as output:
        process = subprocess.Popen([program, "-F", "-c", str(config)], stdout=output, stderr=output)
        try:
            _await_start(made, process)
            yield made
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _prepare(made: Dovecot, certificate: Certificate | None) -> Path:
    folder = made.folder
    for name in ("run", "state", "mail"):
        (folder / name).mkdir(exist_ok=True)
    _give(folder / "mail")
    lines = (f"{user}:{{PLAIN}}{password}\n" for user, password in made.users.items())
    (folder / "users").write_text("".join(lines), encoding="utf-8")
    tls = f"ssl = yes\nssl_cert = <{certificate.chain}\nssl_key = <{certificate.key}" if certificate else "ssl = no"
    me = pwd.getpwuid(os.geteuid()).pw_name
    ours = grp.getgrgid(os.getegid()).gr_name
    root = os.geteuid() == 0
    config = folder / "dovecot.conf"
    config.write_text(
        _CONFIG.format(
            folder=folder,
            imap_port=made.imap_port,
            imaps_port=made.imaps_port if certificate else 0,
            lmtp_port=made.lmtp_port,
            has_tls="yes" if certificate else "no",
            tls=tls,
            internal="dovecot" if root else me,
            login="dovenull" if root else me,
            group="dovecot" if root else ours,
            mail_user=_mail_owner()[0],
            mail_group=_mail_owner()[1],
            unchrooted="" if root else "chroot =",
        )
    )
    return config


def _mail_owner() -> tuple[int, int]:
    """Dovecot refuses to read mail as root."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def _give(path: Path) -> None:
    os.chown(path, *_mail_owner())


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [int(sock.getsockname()[1]) for sock in sockets]
    for sock in sockets:
        sock.close()
    return ports


def _await_start(made: Dovecot, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError):
            for port in (made.imap_port, made.lmtp_port):
                socket.create_connection(("127.0.0.1", port), 1).close()
            return
        time.sleep(0.05)
    said = "".join(path.read_text() for path in made.folder.glob("*.log"))
    raise RuntimeError(f"Dovecot did not start: {said[-2000:]}")
