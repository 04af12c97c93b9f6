"""The firm's archive of PDFs, listed once, for many questions in a row.

The rules are those of `FolderDocuments`; only the files whose names hold every part of a number are asked.
Errors: DC-412 the archive cannot be read.
"""

import re
from collections import defaultdict
from pathlib import Path

from connectors.documents_folder import (
    _composed,
    _fits,
    _folded,
    _is_named,
    _only,
    _pdfs_below,
    _stays_in,
)
from connectors.mail_security import os_words
from connectors.ports import FoundDocument, Unavailable

_PART = re.compile(r"[^\W_]+")


class IndexedDocuments:
    """A DocumentSource over a folder as it is now; what is added later is not seen."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._by_part: dict[str, list[Path]] = defaultdict(list)
        self._by_name: dict[str, list[Path]] = defaultdict(list)
        try:
            self._inside = root.resolve(strict=True)
            for path in sorted(_pdfs_below(self._inside)):
                self._by_name[_composed(path.name)].append(path)
                for part in set(_PART.findall(_folded(path.stem))):
                    self._by_part[part].append(path)
        except OSError as error:
            raise self._trouble(error) from error

    def find(self, kind: str, number: str, filename: str | None = None) -> FoundDocument | None:
        """The file of this name (or path below the root), else the one of this kind with the number in its name."""
        named = [path for path in self._called(filename) if filename and _is_named(path, filename)]
        chosen = named or [path for path in self._holding(number) if _fits(path, kind, number)]
        try:
            return _only([self._inside / path for path in chosen if _stays_in(self._inside, path)])
        except OSError as error:
            raise self._trouble(error) from error

    def _called(self, filename: str | None) -> list[Path]:
        return self._by_name.get(_composed(filename).rpartition("/")[2], []) if filename else []

    def _holding(self, number: str) -> list[Path]:
        """The shortest list of files that have one part of the number in their name; all others lack that part."""
        lists = [self._by_part.get(part, []) for part in _PART.findall(_folded(number))]
        return min(lists, key=len, default=[])

    def _trouble(self, error: OSError) -> Unavailable:
        return Unavailable("DC-412", f"The document folder {self._root} cannot be read: {os_words(error)}.")
