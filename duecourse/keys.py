"""The installation's key file, and what is derived from it. It lies in the data folder, readable by its owner only."""

import contextlib
import os
import secrets
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from duecourse.errors import Misconfigured

FILE = "secret.key"


@dataclass(frozen=True, repr=False)
class Keys:
    """`mail` signs our Message-IDs, `web` signs forms, `seal` closes mailbox passwords, `audit` seals the log."""

    mail: bytes
    web: bytes
    seal: bytes
    audit: bytes


def keys(data: Path) -> Keys:
    """Read the key file; make it on first use."""
    path = data / FILE
    try:
        master = read(path)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Misconfigured(
            "DC-123",
            f"{path} cannot be used: {why}. Start duecourse as the account that made it, "
            "or set DUECOURSE_DATA to a folder of this account.",
        ) from None
    return Keys(*(derive(master, purpose) for purpose in (b"mail", b"web", b"seal", b"audit")))


def read(path: Path) -> bytes:
    if not path.exists():
        make(path)
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise Misconfigured("DC-120", f"{path} can be read by others. Run: chmod 600 {path}")
    master = path.read_bytes()
    if len(master) != 32:
        raise Misconfigured("DC-121", f"{path} is not a key file of this program. Restore it from your backup.")
    return master


def make(path: Path) -> None:
    """It appears whole or not at all; of two processes that make it at once, one wins and both go on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(32))
        file.flush()
        os.fsync(descriptor)
    with contextlib.suppress(FileExistsError):
        os.link(name, path)
    Path(name).unlink()


def derive(master: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"duecourse " + purpose).derive(master)


def seal(key: bytes, secret: str) -> bytes:
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(key).encrypt(nonce, secret.encode(), None)


def unseal(key: bytes, sealed: bytes | None) -> str:
    if not sealed:
        return ""
    try:
        return AESGCM(key).decrypt(sealed[:12], sealed[12:], None).decode()
    except (InvalidTag, ValueError):
        raise Misconfigured(
            "DC-122", "A stored password was sealed with another key file. Enter it again: duecourse mailbox add"
        ) from None
