"""Which folder a mail goes to: the clients' mailboxes, and one for every other address that mails are sent to or from."""

import re
from pathlib import Path

from duecourse.demo.data import ClientEntry, company
from duecourse.demo.maildir import Folder

UNSAFE = re.compile(r"[^a-z0-9@._+-]")


class Post:
    """All mailboxes below one folder. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def clients_folder(self) -> Path:
        """Where the IMAP server finds the clients' mailboxes, each named like its account."""
        return self._folder / "clients"

    def client_of(self, address: str) -> ClientEntry | None:
        """The client whose domain an address is at."""
        domain = address.rpartition("@")[2].lower()
        return next((one for one in company().clients if one.domain == domain), None)

    def account_of(self, address: str) -> str:
        """The address whose mailbox takes the mail: aliases, tags (`ar+x@`) and returned mails (`bounce+x@`) come to
        the client's own mailbox."""
        address = address.lower()
        client = self.client_of(address)
        local, _, domain = address.rpartition("@")
        bare = f"{local.partition('+')[0]}@{domain}"
        if client and bare in (client.mailbox, *client.aliases, f"bounce@{domain}"):
            return client.mailbox
        return address

    def inbox(self, address: str) -> Folder:
        account = self.account_of(address)
        return Folder((self.clients_folder if self.client_of(account) else self._folder / "customers") / safe(account))

    def sent(self, address: str) -> Folder:
        """What a customer has sent."""
        return Folder(self._folder / "sent" / safe(address.lower()))

    def deliver(self, address: str, raw: bytes) -> None:
        self.inbox(address).add(raw)

    def addresses(self) -> list[str]:
        """Every address outside the clients that has had or sent a mail."""
        places = (self._folder / name for name in ("customers", "sent"))
        return sorted({one.name for place in places if place.is_dir() for one in place.iterdir()})


def safe(address: str) -> str:
    """An address as the name of a folder; it can lead nowhere else."""
    return UNSAFE.sub("_", address).strip(".") or "_"
