"""The archive listed once answers as the archive itself does."""

from itertools import product
from pathlib import Path

import pytest

from connectors.documents_folder import FolderDocuments
from connectors.documents_index import IndexedDocuments
from connectors.ports import Unavailable

FILES = (
    "1001.pdf",
    "Invoice BF-10467.pdf",
    "bf_10467 Lieferschein.PDF",
    "2024-1001.pdf",
    "1001-2.pdf",
    "INV1001.pdf",
    "POD-1001_signed.pdf",
    "Delivery notes/1002.pdf",
    "a/same.pdf",
    "b/same.pdf",
    "a/1003.pdf",
    "b/1003.pdf",
    "Rechnung Nr 7 Müller.pdf",
    "Gutschrift 1004 zu 1001.pdf",
    "notes.txt",
)
NUMBERS = (
    "1001",
    "1002",
    "1003",
    "1004",
    "BF/10467",
    "BF 10467",
    "bf-10467",
    "7",
    "INV1001",
    "2024-1001",
    "--",
    "",
    "§",
)
NAMES = (
    None,
    "same.pdf",
    "a/same.pdf",
    "1001.pdf",
    "../1001.pdf",
    "Delivery notes/1002.pdf",
    "none.pdf",
    "/1001.pdf",
    "",
)


def test_it_finds_what_the_folder_finds(tmp_path: Path) -> None:
    for number, name in enumerate(FILES):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"the same" if "1003" in name else str(number).encode())
    folder, index = FolderDocuments(tmp_path), IndexedDocuments(tmp_path)
    found = 0
    for kind, number, name in product(("invoice", "pod", "credit_note"), NUMBERS, NAMES):
        expected = folder.find(kind, number, name)
        assert index.find(kind, number, name) == expected, (kind, number, name)
        found += expected is not None
    assert found > 50


def test_a_file_that_went_away_meanwhile_is_trouble_of_the_archive(tmp_path: Path) -> None:
    (tmp_path / "1001.pdf").write_bytes(b"x")
    index = IndexedDocuments(tmp_path)
    (tmp_path / "1001.pdf").unlink()
    assert index.find("invoice", "1001") is None


def test_a_folder_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as caught:
        IndexedDocuments(tmp_path / "none")
    assert caught.value.code == "DC-412"
