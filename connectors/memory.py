"""Real doubles: every port of `connectors/ports.py` in memory, for tests and for trying things out.

They hold to the same contracts as the connectors that talk to other people's systems (the same tests run against
both) and can be told to fail the way those fail. All are safe to use from several threads."""

import hashlib
import json
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from connectors.ports import (
    ConnectorError,
    Envelope,
    FetchedMail,
    FolderState,
    FoundDocument,
    Handover,
    ModelAnswer,
    OutcomeUnknown,
    Refused,
    ServerReply,
    Unavailable,
)

# --- mail in -----------------------------------------------------------------------------------------------------


class MemoryMailbox:
    """A mailbox and the one session on it. `trouble`, while set, is raised by whatever is asked of it."""

    def __init__(self, uidvalidity: int = 1, max_bytes: int = 50 * 1024 * 1024) -> None:
        self.trouble: ConnectorError | None = None
        self._uidvalidity = uidvalidity
        self._max_bytes = max_bytes
        self._mails: dict[int, FetchedMail] = {}
        self._next_uid = 1
        self._open = False
        self._news = False
        self._changed = threading.Condition()

    def add(self, raw: bytes, received_at: datetime | None = None) -> int:
        """Deliver a mail; its UID."""
        with self._changed:
            uid, self._next_uid = self._next_uid, self._next_uid + 1
            self._mails[uid] = FetchedMail(uid, raw, len(raw), received_at or datetime.now(UTC))
            self._tell()
            return uid

    def expunge(self, uid: int) -> None:
        with self._changed:
            del self._mails[uid]
            self._tell()

    def set_uidvalidity(self, uidvalidity: int) -> None:
        """The folder is made anew: its mails are numbered from 1, and the session on it breaks."""
        with self._changed:
            self._uidvalidity = uidvalidity
            mails = [replace(mail, uid=uid) for uid, mail in enumerate(self._mails.values(), start=1)]
            self._mails = {mail.uid: mail for mail in mails}
            self._next_uid = len(mails) + 1
            self._open = False
            self._changed.notify_all()

    def open(self) -> FolderState:
        with self._changed:
            if self.trouble:
                raise self.trouble
            self._open, self._news = True, False
            return FolderState(self._uidvalidity, self._next_uid, len(self._mails))

    def uids(self, from_uid: int = 1) -> list[int]:
        with self._changed:
            self._check()
            self._news = False
            return sorted(uid for uid in self._mails if uid >= from_uid)

    def fetch(self, uids: Sequence[int]) -> Iterator[FetchedMail]:
        for uid in uids:
            with self._changed:
                self._check()
                mail = self._mails.get(uid)
            if mail is not None:
                yield mail if mail.size <= self._max_bytes else replace(mail, raw=b"")

    def wait(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        with self._changed:
            self._check()
            while not self._news and (left := end - time.monotonic()) > 0:
                self._changed.wait(left)
                self._check()
            heard, self._news = self._news, False
            return heard

    def close(self) -> None:
        with self._changed:
            self._open = False
            self._changed.notify_all()

    def _tell(self) -> None:
        self._news = True
        self._changed.notify_all()

    def _check(self) -> None:
        if self.trouble:
            self._open = False
            raise self.trouble
        if not self._open:
            raise Unavailable("DC-212", "The mailbox is not open.")


# --- mail out ----------------------------------------------------------------------------------------------------

Stage = Literal["connection", "sign-in", "sender", "recipient", "data", "dot"]
_CODES = {"connection": "DC-222", "sign-in": "DC-223", "sender": "DC-224", "recipient": "DC-224", "data": "DC-224"}


@dataclass(frozen=True)
class _Fault:
    """What one mail meets. Without a reply the line is cut; `kept`: the server took the mail all the same."""

    stage: Stage
    reply: int | None
    kept: bool = False


class MemoryTransport:
    """A mail server that takes everything, except where it was told otherwise. `sent` is what it has taken."""

    def __init__(self) -> None:
        self.sent: list[tuple[Envelope, bytes]] = []
        self.begun = 0
        self._faults: deque[_Fault] = deque()
        self._unknown: dict[str, int] = {}
        self._lock = threading.Lock()

    def refuse(self, stage: Stage, reply: int) -> None:
        """The next mail is answered with this 4xx or 5xx at this stage. Faults told one after another queue up."""
        self._faults.append(_Fault(stage, reply))

    def refuse_recipient(self, address: str, reply: int) -> None:
        """From now on this address is declined with this 4xx or 5xx."""
        self._unknown[address.lower()] = reply

    def cut(self, stage: Stage, kept: bool = False) -> None:
        """The line breaks at this stage of the next mail; after the dot the mail may have been taken (`kept`)."""
        self._faults.append(_Fault(stage, None, kept))

    def begin(self, envelope: Envelope, data: bytes) -> Handover:
        with self._lock:
            self.begun += 1
            fault = self._faults.popleft() if self._faults else None
        if fault and fault.stage != "dot":
            self._raise(fault, envelope)
        for address in envelope.recipients:
            if reply := self._unknown.get(address.lower()):
                raise _declined("DC-224", reply, f"the recipient {address}", address)
        return MemoryHandover(self, envelope, data, fault)

    def take(self, envelope: Envelope, data: bytes) -> None:
        with self._lock:
            self.sent.append((envelope, data))

    def _raise(self, fault: _Fault, envelope: Envelope) -> None:
        if fault.reply is None:
            raise Unavailable("DC-220", "The server hung up before the mail was handed over.")
        recipient = envelope.recipients[0] if fault.stage == "recipient" else None
        raise _declined(_CODES[fault.stage], fault.reply, f"the {fault.stage}", recipient)


class MemoryHandover:
    def __init__(self, transport: MemoryTransport, envelope: Envelope, data: bytes, fault: _Fault | None) -> None:
        self._transport = transport
        self._mail = (envelope, data)
        self._fault = fault
        self._state: Literal["waiting", "committed", "abandoned"] = "waiting"

    def commit(self) -> ServerReply:
        before, self._state = self._state, "committed"
        if before == "committed":
            raise OutcomeUnknown("DC-227", "The final dot of this mail was sent before; it is not sent twice.")
        if before == "abandoned":
            self._state = "abandoned"
            raise Unavailable("DC-220", "This handover ended before the final dot; nothing was sent.")
        if self._fault is None or self._fault.kept:
            self._transport.take(*self._mail)
        if self._fault is None:
            return ServerReply(250, "taken")
        if self._fault.reply is None:
            raise OutcomeUnknown("DC-227", "The whole mail was handed over, but the server hung up.")
        code = "DC-226" if self._fault.reply >= 500 else "DC-225"
        raise _declined(code, self._fault.reply, "the mail", None)

    def abandon(self) -> None:
        if self._state == "waiting":
            self._state = "abandoned"


def _declined(code: str, reply: int, what: str, recipient: str | None) -> ConnectorError:
    if reply >= 500:
        return Refused(code, f"The server refused {what}: {reply}", recipient)
    return Unavailable(code, f"The server put off {what}: {reply}", recipient)


# --- documents ---------------------------------------------------------------------------------------------------


class MemoryBlobs:
    """A BlobStore; `spoil` changes the bytes behind a name, as a failing disk would."""

    def __init__(self) -> None:
        self._blobs: dict[str, bytes] = {}

    def put(self, content: bytes) -> str:
        name = hashlib.sha256(content).hexdigest()
        self._blobs[name] = content
        return name

    def get(self, sha256: str) -> bytes:
        content = self._blobs.get(sha256)
        if content is None or hashlib.sha256(content).hexdigest() != sha256:
            raise Refused("DC-410", f"The stored file {sha256[:12]}… is missing or damaged.")
        return content

    def forget(self, sha256: str) -> None:
        self._blobs.pop(sha256, None)

    def spoil(self, sha256: str, content: bytes) -> None:
        self._blobs[sha256] = content


class MemoryDocuments:
    """A DocumentSource filled by `add`."""

    def __init__(self) -> None:
        self._documents: list[tuple[str, str, FoundDocument]] = []

    def add(self, kind: str, number: str, filename: str, content: bytes) -> None:
        self._documents.append((kind, number.casefold(), FoundDocument(filename, content)))

    def find(self, kind: str, number: str, filename: str | None = None) -> FoundDocument | None:
        named = [found for _, _, found in self._documents if filename and found.filename == filename]
        wanted = (kind, number.casefold())
        found = named or [document for *key, document in self._documents if tuple(key) == wanted]
        return found[0] if len({document.content for document in found}) == 1 else None


# --- models ------------------------------------------------------------------------------------------------------


class MemoryModel:
    """A ChatModel whose answers are given in advance, in order: an answer, a JSON object, a text, or a trouble.

    `asked` holds the questions. It does not check an object against the schema: whoever prepares it does."""

    def __init__(
        self, answers: Iterable[ModelAnswer | dict[str, Any] | str | ConnectorError] = (), name: str = "memory"
    ) -> None:
        self.name = name
        self.asked: list[tuple[str, str, dict[str, Any] | None]] = []
        self._answers = deque(answers)
        self._lock = threading.Lock()

    def ask(self, system: str, user: str, schema: dict[str, Any] | None = None) -> ModelAnswer:
        with self._lock:
            self.asked.append((system, user, schema))
            if not self._answers:
                raise Unavailable("DC-310", "No further answer was prepared for this model.")
            answer = self._answers.popleft()
        if isinstance(answer, ConnectorError):
            raise answer
        if isinstance(answer, dict):
            return ModelAnswer(json.dumps(answer), answer, self.name)
        return ModelAnswer(answer, {}, self.name) if isinstance(answer, str) else answer
