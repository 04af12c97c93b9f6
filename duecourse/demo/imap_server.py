"""The demo's IMAP server as a process of its own, which ends when the process that started it has ended.

`python -m duecourse.demo.imap_server PARENT PORT FOLDER`
"""

import os
import sys
import tempfile
import threading
import time
from contextlib import suppress
from io import BytesIO
from mailbox import MaildirMessage
from pathlib import Path

from pymap import imap
from pymap.backend import maildir
from pymap.backend.maildir.mailbox import Maildir
from pymap.imap import IMAPConnection
from pymap.main import main as pymap
from pymap.parsing.response import Response

LOOK_SECONDS = 0.5


class AsItCame(MaildirMessage):
    """A mail whose bytes are those of its file; the standard library would parse it and write it anew."""

    content = b""

    def __bytes__(self) -> bytes:
        return self.content


class FaithfulMaildir(Maildir):
    """Hands mails out byte for byte and numbers them in the order in which they came, as a real server does."""

    def get_message(self, key: str) -> AsItCame:
        message = AsItCame()
        message.content = self.get_bytes(key)
        return message

    def get_bytes(self, key: str) -> bytes:
        return Path(self._join(self._lookup(key))).read_bytes()

    def keys(self) -> list[str]:
        """Files are named by the time they came, so sorted names are the order."""
        return sorted(super().keys())


class WholeConnection(IMAPConnection):
    """Sends each answer in one piece. Clients that look while they idle would take half a line for a broken one."""

    async def write_response(self, resp: Response) -> None:
        whole = BytesIO()
        await resp.async_write(whole)
        with suppress(ConnectionError):
            self.writer.write(whole.getvalue())
            await self.writer.drain()


def main() -> None:
    parent, port, folder = sys.argv[1:]
    threading.Thread(target=end_with, args=(int(parent),), daemon=True).start()
    tempfile.tempdir = folder  # pymap moves what it writes into place, which no system does across file systems
    vars(maildir)["Maildir"] = FaithfulMaildir
    vars(imap)["IMAPConnection"] = WholeConnection
    sys.argv = ["pymap", "--no-tls", "--host", "127.0.0.1", "--port", port, "maildir", folder]
    pymap()


def end_with(parent: int) -> None:
    """Looks at the parent instead of asking the system for a signal: that signal follows the thread that started us."""
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os._exit(0)


if __name__ == "__main__":
    main()
