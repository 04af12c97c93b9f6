"""A mailbox read over IMAP, and only read: EXAMINE and BODY.PEEK[], never a flag, a move or a delete.

Errors (each raised as *no* or *not now*, and after a *not now* the connection is dropped: call `open()` again):
DC-210 TLS required · DC-211 not reachable · DC-212 hung up · DC-213 asked us to come back ·
DC-214 sign-in refused · DC-215 folder refused · DC-216 mails refused · DC-217 nonsense on the wire ·
DC-218 STARTTLS not offered · DC-219 certificate or TLS refused · DC-220 TLS broke.
"""

import logging
import re
import ssl
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import (
    CapabilityError,
    IMAPClientAbortError,
    IMAPClientError,
    LoginError,
    ProtocolError,
)

from connectors.mail_security import os_words, require_security, server_words, tls_trouble
from connectors.ports import ConnectorError, FetchedMail, FolderState, MailServer, Refused, Unavailable

IDLE_SECONDS = 30.0
"""Then an IDLE ends and the next begins: servers hang up on one of half an hour, routers forget within minutes, and by the
answer to its end a dead line shows."""
SIZES_AT_ONCE = 200
MAILS_AT_ONCE = 25
BYTES_AT_ONCE = 8 * 1024 * 1024
WINDOW = 50_000
"""Mails asked for in one SEARCH: its answer is one line, and imaplib takes no line over a million bytes."""

_NEWS = ("EXISTS", "EXPUNGE", "VANISHED")
_COME_BACK = re.compile(r"\[(UNAVAILABLE|INUSE|LIMIT|SERVERBUG|THROTTLED)\b|too many|temporar", re.IGNORECASE)
_BYTES = re.compile(r"""\[?\bb(['"])(.*)\1\]?""")
"""How Python writes bytes, and the library some of the server's words."""
_PLAIN_NAME = re.compile(r"[A-Za-z0-9@._+-]+")
# What the library raises on refusals and cuts, and, since it parses trustingly, on nonsense from a server.
_LIBRARY = (
    IMAPClientError,
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    MemoryError,
    OverflowError,
)

# The library logs every line and literal at debug level; mail text has no place in a log.
logging.getLogger("imapclient").setLevel(logging.WARNING)


class ImapMailbox:
    """One mailbox on one connection; a MailSource for one thread. Times in seconds, sizes in bytes."""

    def __init__(
        self,
        server: MailServer,
        max_bytes: int = 50 * 2**20,
        *,
        connect_seconds: float = 30.0,
        read_seconds: float = 120.0,
        poll_seconds: float = 30.0,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._server = server
        self._max_bytes = max_bytes
        self._timeout = SocketTimeout(connect=connect_seconds, read=read_seconds)
        self._poll_seconds = poll_seconds
        self._tls = tls
        self._client: IMAPClient | None = None
        self._exists = 0

    def open(self) -> FolderState:
        """Connect if need be and EXAMINE the folder; on an open connection, EXAMINE it again."""
        if self._client is None:
            self._client = self._connect()
        folder = self._server.folder
        refused = Refused("DC-215", f'The folder "{folder}" cannot be opened. Check its name and the right to read it')
        with self._talking(refused) as client:
            answer = client.select_folder(folder, readonly=True)
            self._hear_news(client)
            uidvalidity, self._exists = int(answer[b"UIDVALIDITY"]), int(answer[b"EXISTS"])
        uidnext = int(answer.get(b"UIDNEXT") or max(self.uids(), default=0) + 1)
        return FolderState(uidvalidity, uidnext, self._exists)

    def uids(self, from_uid: int = 1) -> list[int]:
        """All UIDs from `from_uid` on that the server holds now, ascending."""
        found: set[int] = set()
        with self._talking() as client:
            self._hear_news(client)  # what is news up to here is in the answer
            for window in _windows(self._exists):
                found.update(client.search([*window, "UID", f"{from_uid}:*"]))
        return sorted(uid for uid in found if uid >= from_uid)  # n:* names the last mail even below n

    def fetch(self, uids: Sequence[int]) -> Iterator[FetchedMail]:
        """The mails of these UIDs in small batches; vanished ones are left out.

        A mail over `max_bytes`, or one that the server holds but will not hand out, has an empty `raw`."""
        for start in range(0, len(uids), SIZES_AT_ONCE):
            for batch in _batches(self._measured(uids[start : start + SIZES_AT_ONCE]), self._max_bytes):
                yield from self._filled(batch)

    def wait(self, seconds: float) -> bool:
        """Idle, renewed every half minute, until mails come or go (True) or the time is over (False).

        What came or went since the last `uids()` counts. A server without IDLE is asked with NOOP."""
        end = time.monotonic() + seconds
        while True:
            with self._talking() as client:
                if self._hear_news(client):
                    return True
                left = end - time.monotonic()
                if left <= 0:
                    return False
                if client.has_capability("IDLE"):
                    news = _idle(client, min(left, IDLE_SECONDS))
                else:
                    time.sleep(min(left, self._poll_seconds))
                    client.noop()
                    news = self._hear_news(client)
            if news:
                return True

    def close(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            _hang_up(client, polite=True)

    # --- connecting ----------------------------------------------------------------------------------------

    def _connect(self) -> IMAPClient:
        server = self._server
        require_security(server)
        if any(sign in server.user + server.password + server.folder for sign in "\r\n\0"):
            raise Refused("DC-214", "User, password and folder of a mailbox must be single lines.")
        context = self._tls or ssl.create_default_context()
        try:
            client = IMAPClient(
                server.host,
                server.port,
                ssl=server.security == "tls",
                ssl_context=context,
                timeout=self._timeout,
            )
        except _LIBRARY as error:
            raise _trouble(error, server) from None
        client.normalise_times = False
        try:
            self._sign_in(client, context)
        except _LIBRARY as error:
            _hang_up(client)
            refused = Refused(
                "DC-214",
                f"{server.host} refused the sign-in of {server.user}. Check user and password; "
                "many providers want an app password",
            )
            raise _trouble(error, server, refused) from None
        return client

    def _sign_in(self, client: IMAPClient, context: ssl.SSLContext) -> None:
        server = self._server
        if server.security == "starttls":
            client.starttls(context)
        if _PLAIN_NAME.fullmatch(server.user) and server.password.isascii():
            client.login(server.user, server.password)
        else:  # LOGIN would need quoting and knows no letters beyond ASCII
            client.plain_login(server.user, server.password)

    @contextmanager
    def _talking(self, refused: Refused | None = None) -> Iterator[IMAPClient]:
        """The open connection; what goes wrong on it comes out as ours. A *not now* drops the connection."""
        if self._client is None:
            raise Unavailable("DC-212", f"The mailbox on {self._server.host} is not open.")
        try:
            yield self._client
        except _LIBRARY as error:
            trouble = _trouble(error, self._server, refused)
            if isinstance(trouble, Unavailable):
                self._drop()
            raise trouble from None

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            _hang_up(client)

    def _hear_news(self, client: IMAPClient) -> bool:
        """Take in what the server reported beside its answers; True if mails came or went."""
        heard = {kind: client._imap.response(kind)[1] for kind in (*_NEWS, "FETCH", "RECENT")}
        exists = [said for said in heard["EXISTS"] if said is not None]
        if exists:
            self._exists = int(exists[-1])
        return any(heard[kind] != [None] for kind in _NEWS)

    # --- reading -------------------------------------------------------------------------------------------

    def _measured(self, uids: Sequence[int]) -> list[FetchedMail]:
        """The mails that are still there, without their bytes."""
        with self._talking() as client:
            answer = client.fetch(list(uids), ["RFC822.SIZE", "INTERNALDATE"])
        present = [uid for uid in uids if isinstance(answer.get(uid, {}).get(b"RFC822.SIZE"), int)]
        return [
            FetchedMail(uid, b"", answer[uid][b"RFC822.SIZE"], _moment(answer[uid].get(b"INTERNALDATE")))
            for uid in present
        ]

    def _filled(self, batch: Sequence[FetchedMail]) -> Iterator[FetchedMail]:
        bodies = self._bodies([mail.uid for mail in batch if mail.size <= self._max_bytes])
        for mail in batch:
            if mail.size > self._max_bytes:
                yield mail
            elif mail.uid in bodies:
                raw = bodies[mail.uid]
                size = len(raw) or mail.size
                yield replace(mail, raw=raw if size <= self._max_bytes else b"", size=size)

    def _bodies(self, uids: Sequence[int]) -> dict[int, bytes]:
        """Bytes by UID; b"" for a mail that is there but not handed out when asked twice, nothing for one that vanished."""
        read = self._handed_out(uids)
        held = [uid for uid in uids if uid not in read and self._holds(uid)]
        return read | {uid: self._handed_out([uid]).get(uid, b"") for uid in held}

    def _handed_out(self, uids: Sequence[int]) -> dict[int, bytes]:
        try:
            with self._talking(Refused("DC-216", "The server does not hand out these mails")) as client:
                answer = client.fetch(list(uids), ["BODY.PEEK[]"])
        except Refused:  # one bad mail spoils the answer for all: ask for each alone
            return {uid: raw for one in uids for uid, raw in self._handed_out([one]).items()} if len(uids) > 1 else {}
        bodies = {uid: answer[uid].get(b"BODY[]") for uid in uids if uid in answer}
        return {uid: raw for uid, raw in bodies.items() if isinstance(raw, bytes)}

    def _holds(self, uid: int) -> bool:
        """Whether the mail is still there; unlike `uids()` this leaves unheard news for `wait()`."""
        with self._talking() as client:
            return uid in client.search(["UID", str(uid)])


def _windows(exists: int) -> list[list[str]]:
    """Ranges of message numbers that cover the folder, the newest first: mails that move down while others are
    expunged are then seen twice rather than never. A small folder needs no range."""
    if exists <= WINDOW:
        return [[]]
    starts = range(1, exists + 1, WINDOW)
    return [[f"{low}:*" if low == starts[-1] else f"{low}:{low + WINDOW - 1}"] for low in reversed(starts)]


def _batches(mails: Sequence[FetchedMail], max_bytes: int) -> Iterator[list[FetchedMail]]:
    batch: list[FetchedMail] = []
    weight = 0
    for mail in mails:
        load = mail.size if mail.size <= max_bytes else 0
        if batch and (len(batch) == MAILS_AT_ONCE or weight + load > BYTES_AT_ONCE):
            yield batch
            batch, weight = [], 0
        batch.append(mail)
        weight += load
    if batch:
        yield batch


def _moment(received: object) -> datetime | None:
    try:
        return received.astimezone(UTC) if isinstance(received, datetime) else None
    except OverflowError:  # year 1 or 9999 with an offset
        return None


def _idle(client: IMAPClient, seconds: float) -> bool:
    """One IDLE of at most `seconds`. It ends with a DONE that must be answered, so a dead line shows."""
    end = time.monotonic() + seconds
    client.idle()
    # News told in one breath with "+ idling" are in the library's buffer, where its check does not look: the
    # lines behind DONE are read from there.
    heard = [] if _has_unread(client) else client.idle_check(timeout=seconds)
    while heard and not _is_news(heard) and (left := end - time.monotonic()) > 0:
        heard = client.idle_check(timeout=left)  # so far only "still here", or somebody's flags
    return _is_news([*heard, *client.idle_done()[1]])


def _has_unread(client: IMAPClient) -> bool:
    """Whether bytes that were read from the line wait in imaplib's buffer."""
    imap, sock = client._imap, client.socket()
    if hasattr(imap, "_readbuf"):  # from Python 3.14 on
        return bool(imap._readbuf)
    patience = sock.gettimeout()
    sock.setblocking(False)
    try:
        return bool(imap.file.peek(1))
    except ssl.SSLWantReadError:
        return False
    finally:
        sock.settimeout(patience)


def _is_news(heard: Sequence[Sequence[object]]) -> bool:
    return any(isinstance(word, bytes) and word.decode("latin-1") in _NEWS for said in heard for word in said)


def _hang_up(client: IMAPClient, polite: bool = False) -> None:
    """Close the connection; a dead server may keep us for a few seconds, not for the read time-out."""
    with suppress(*_LIBRARY):
        if polite:
            client.socket().settimeout(5)
            client.logout()
            return
    with suppress(*_LIBRARY):
        client.shutdown()


def _trouble(error: BaseException, server: MailServer, refused: Refused | None = None) -> ConnectorError:
    """Ours for theirs. A plain *no* becomes `refused` with the server's words, if the caller has one."""
    if isinstance(error, LoginError) and isinstance(error.__context__, IMAPClientAbortError):
        error = error.__context__  # the library makes a refusal even of a cut line
    place = f"{server.host}:{server.port}"
    if isinstance(error, ssl.SSLError):
        return tls_trouble(error, server)
    if isinstance(error, OSError):
        why = os_words(error)
        return Unavailable("DC-211", f"{place} is not reachable ({why}). Check host, port and network.")
    quoted = server.password.replace("\\", "\\\\").replace('"', '\\"')
    words = server_words(_BYTES.sub(r"\2", str(error)), quoted, server.password)
    if isinstance(error, CapabilityError):
        return Refused(
            "DC-218", f'{place} does not offer STARTTLS. Use its TLS port with security "tls"; never without.'
        )
    if isinstance(error, IMAPClientAbortError):
        return Unavailable("DC-212", f"{place} broke off: {words}")
    if isinstance(error, ProtocolError) or not isinstance(error, IMAPClientError):
        return Unavailable("DC-217", f"{place} sent what is not IMAP: {words}")
    if refused is None or _COME_BACK.search(words):
        return Unavailable("DC-213", f"{place} asked us to come back: {words}")
    return Refused(refused.code, f"{refused}. The server said: {words}")
