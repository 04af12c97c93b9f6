"""Folders of this machine: the store of bytes by their hash, and the firm's own archive of PDFs.

Errors: DC-410 stored bytes missing or damaged · DC-411 the store cannot be written or read ·
DC-412 the archive cannot be read.
"""

import hashlib
import os
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from connectors.documents_names import fits, is_named, name_of, parts
from connectors.mail_security import os_words
from connectors.ports import FoundDocument, Refused, Unavailable

_SHA256 = re.compile(r"[0-9a-f]{64}")


class FolderBlobs:
    """A BlobStore under `root`, two levels deep (`ab/cd/abcd…`). Several processes may share it."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, content: bytes) -> str:
        """Store and return the SHA-256; when this returns, the bytes survive a loss of power."""
        name = hashlib.sha256(content).hexdigest()
        path = self._path(name)
        try:
            if not _holds(path, name):
                _write(path, content)
            for folder in (path.parent, path.parent.parent, self._root):
                _sync(folder)
        except OSError as error:
            raise Unavailable(
                "DC-411", f"The document store {self._root} cannot be written: {os_words(error)}."
            ) from error
        return name

    def get(self, sha256: str) -> bytes:
        """The bytes of this name, checked."""
        missing = Refused("DC-410", f"The stored file {sha256[:12]}… is missing or damaged. Restore a backup.")
        if not _SHA256.fullmatch(sha256):
            raise missing
        try:
            content = self._path(sha256).read_bytes()
        except FileNotFoundError:
            raise missing from None
        except OSError as error:
            raise Unavailable(
                "DC-411", f"The document store {self._root} cannot be read: {os_words(error)}."
            ) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise missing
        return content

    def forget(self, sha256: str) -> None:
        if not _SHA256.fullmatch(sha256):
            return
        try:
            self._path(sha256).unlink(missing_ok=True)
        except OSError as error:
            raise Unavailable(
                "DC-411", f"The document store {self._root} cannot be written: {os_words(error)}."
            ) from error

    def _path(self, name: str) -> Path:
        return self._root / name[:2] / name[2:4] / name


def _holds(path: Path, name: str) -> bool:
    """Whether the file is there and sound; a damaged one is written again."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == name
    except FileNotFoundError:
        return False


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: a file of its own first, then renamed into place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# --- the archive -------------------------------------------------------------------------------------------------


class FolderDocuments:
    """A DocumentSource over a folder of PDFs and all its subfolders as it is now, listed once for many questions.

    Rather nothing than the wrong paper: a name that could be read two ways, or two different files of one
    number and kind, is not found. Links that lead out of the folder are not followed."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._by_part: dict[str, list[Path]] = defaultdict(list)
        self._by_name: dict[str, list[Path]] = defaultdict(list)
        try:
            self._inside = root.resolve(strict=True)
            for path in sorted(_pdfs_below(self._inside)):
                self._by_name[name_of(path.name)].append(path)
                for part in parts(path.stem):
                    self._by_part[part].append(path)
        except OSError as error:
            raise self._trouble(error) from error

    def find(self, kind: str, number: str, filename: str | None = None) -> FoundDocument | None:
        """The file of this name (or path below the root), else the one of this kind with the number in its name."""
        named = [path for path in self._called(filename) if filename and is_named(path, filename)]
        chosen = named or [path for path in self._holding(number) if fits(path, kind, number)]
        try:
            return _only([self._inside / path for path in chosen if _stays_in(self._inside, path)])
        except OSError as error:
            raise self._trouble(error) from error

    def _called(self, filename: str | None) -> list[Path]:
        return self._by_name.get(name_of(filename), []) if filename else []

    def _holding(self, number: str) -> list[Path]:
        """The shortest list of files that have one part of the number in their name; all others lack that part."""
        return min((self._by_part.get(part, []) for part in parts(number)), key=len, default=[])

    def _trouble(self, error: OSError) -> Unavailable:
        return Unavailable("DC-412", f"The document folder {self._root} cannot be read: {os_words(error)}.")


def _pdfs_below(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder, onerror=_raise):
        for name in names:
            if name.lower().endswith(".pdf"):
                yield Path(place, name).relative_to(folder)


def _raise(error: OSError) -> None:
    raise error


def _stays_in(folder: Path, path: Path) -> bool:
    real = (folder / path).resolve()
    return real.is_relative_to(folder) and real.is_file()


def _only(paths: list[Path]) -> FoundDocument | None:
    """The one file, or one of several copies with the same content."""
    found = [FoundDocument(path.name, path.read_bytes()) for path in paths]
    return found[0] if len({document.content for document in found}) == 1 else None
