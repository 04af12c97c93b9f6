"""Folders of this machine: the store of bytes by their hash, and the firm's own archive of PDFs.

Errors: DC-410 stored bytes missing or damaged · DC-411 the store cannot be written or read ·
DC-412 the archive cannot be read.
"""

import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

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

_KIND_HINTS = {
    "pod": r"(?<![a-z])pods?(?![a-z])|(?<![a-z])cmr(?![a-z])|delivery|lieferschein|livraison|albaran|pakbon",
    "po_copy": r"(?<![a-z])po(?![a-z])|(?<![a-z])(?:purchase)?orders?(?![a-z])|bestellung",
    "credit_note": r"credit|(?<![a-z])cn(?![a-z])|gutschrift|(?<![a-z])avoirs?(?![a-z])|(?<![a-z])abonos?(?![a-z])",
    "receipt": r"receipt|quittung",
    "statement": r"statement",
    "invoice": r"invoice|rechnung|facture|factura|factuur",
}
_WORD = r"[^\W\d_]+"


class FolderDocuments:
    """A DocumentSource over a folder of PDFs, searched through all its subfolders.

    Rather nothing than the wrong paper: a name that could be read two ways, or two different files of one
    number and kind, is not found. Links that lead out of the folder are not followed."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def find(self, kind: str, number: str, filename: str | None = None) -> FoundDocument | None:
        """The file of this name (or path below the root), else the one of this kind with the number in its name."""
        try:
            inside = self._root.resolve(strict=True)
            below = sorted(_pdfs_below(inside))
            named = [path for path in below if filename and _is_named(path, filename)]
            chosen = named or [path for path in below if _fits(path, kind, number)]
            return _only([inside / path for path in chosen if _stays_in(inside, path)])
        except OSError as error:
            raise Unavailable(
                "DC-412", f"The document folder {self._root} cannot be read: {os_words(error)}."
            ) from error


def _pdfs_below(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder, onerror=_raise):
        for name in names:
            if name.lower().endswith(".pdf"):
                yield Path(place, name).relative_to(folder)


def _is_named(path: Path, filename: str) -> bool:
    """Compared, never opened: a name from outside cannot become a path."""
    return _composed(filename) in (_composed(path.name), _composed(path.as_posix()))


def _fits(path: Path, kind: str, number: str) -> bool:
    """The number is in the name, and the name, or else the nearest folder that says anything, says this kind."""
    rest = _without_number(path.stem, number)
    if rest is None:
        return False
    texts = (rest, *reversed(path.parts[:-1]))
    return next((kinds for text in texts if (kinds := _hinted_kinds(text))), {"invoice"}) == {kind}


def _stays_in(folder: Path, path: Path) -> bool:
    real = (folder / path).resolve()
    return real.is_relative_to(folder) and real.is_file()


def _raise(error: OSError) -> None:
    raise error


def _only(paths: list[Path]) -> FoundDocument | None:
    """The one file, or one of several copies with the same content."""
    found = [FoundDocument(path.name, path.read_bytes()) for path in paths]
    return found[0] if len({document.content for document in found}) == 1 else None


def _without_number(stem: str, number: str) -> str | None:
    """What is left of a file name without the number; None if the number is not in it, or inside a longer one.

    Only words may be tied to the number by a hyphen, underscore or full stop: `POD-1001_signed` holds 1001,
    but `2024-1001`, `1001-2` and `INV1001` are other numbers."""
    wanted = _folded(number).strip()
    if not wanted:
        return None
    literal = "".join("[-_ ]" if sign in "/\\ :" else re.escape(sign) for sign in wanted)
    before, after = rf"(?:{_WORD}[-_.]+)*", rf"(?:[-_.]+{_WORD})*"
    pattern = rf"(?<![\w.-])(?<!\d )({before}){literal}({after})(?![\w.-])(?! \d)"
    text = _folded(stem)
    match = re.search(pattern, text)
    if match is None:
        return None
    return " ".join((text[: match.start()], match[1], match[2], text[match.end() :]))


def _hinted_kinds(text: str) -> set[str]:
    folded = _folded(text)
    return {kind for kind, hint in _KIND_HINTS.items() if re.search(hint, folded)}


def _folded(text: str) -> str:
    """Without case and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _composed(name: str) -> str:
    """Some file systems hold accents as signs of their own."""
    return unicodedata.normalize("NFC", name)
