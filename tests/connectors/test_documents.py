"""Bytes by their hash, and papers by their number: folders and their doubles by the same tests."""

import hashlib
import os
import resource
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

import pytest

from connectors.documents_folder import FolderBlobs, FolderDocuments
from connectors.documents_names import fits, is_named
from connectors.memory import MemoryBlobs, MemoryDocuments
from connectors.ports import BlobStore, DocumentSource, FoundDocument, Refused, Unavailable

PDF = b"%PDF-1.7 one"


# --- bytes by their hash -----------------------------------------------------------------------------------------


def _spoil_file(root: Path, name: str, content: bytes) -> None:
    [file] = root.rglob(name)
    file.write_bytes(content)


@pytest.fixture(params=["memory", "folder"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[BlobStore, Callable[[str, bytes], None]]:
    if request.param == "memory":
        memory = MemoryBlobs()
        return memory, memory.spoil
    return FolderBlobs(tmp_path / "blobs"), lambda name, content: _spoil_file(tmp_path, name, content)


Blobs = tuple[BlobStore, Callable[[str, bytes], None]]


@pytest.mark.parametrize("content", [b"", b"\x00\xff\r\n", PDF * 100_000])
def test_bytes_come_back_by_their_hash(blobs: Blobs, content: bytes) -> None:
    store, _ = blobs
    name = store.put(content)
    assert name == hashlib.sha256(content).hexdigest() == store.put(content)
    assert store.get(name) == content


@pytest.mark.parametrize("name", ["0" * 64, "", "x", "../../etc/passwd", "/etc/passwd", "0" * 63 + "/"])
def test_a_missing_name_is_refused(blobs: Blobs, name: str) -> None:
    with pytest.raises(Refused) as trouble:
        blobs[0].get(name)
    assert trouble.value.code == "DC-410"


def test_forgotten_bytes_are_missing_and_a_name_that_is_not_there_is_no_trouble(blobs: Blobs) -> None:
    store, _ = blobs
    name, other = store.put(PDF), store.put(b"other")
    for one in (name, name, "0" * 64, "../../etc/passwd"):
        store.forget(one)
    with pytest.raises(Refused):
        store.get(name)
    assert store.get(other) == b"other"


@pytest.mark.parametrize("damaged", [b"", b"other", PDF + b" "])
def test_damaged_bytes_are_refused_and_can_be_stored_again(blobs: Blobs, damaged: bytes) -> None:
    store, spoil = blobs
    name = store.put(PDF)
    spoil(name, damaged)
    with pytest.raises(Refused) as trouble:
        store.get(name)
    assert trouble.value.code == "DC-410"
    store.put(PDF)
    assert store.get(name) == PDF


def test_many_writers_of_the_same_bytes_leave_one_file(tmp_path: Path) -> None:
    store = FolderBlobs(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(store.put, [PDF] * 40))
    [name] = names
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / name[:2] / name[2:4] / name]


def test_a_store_that_cannot_be_written_is_not_now(tmp_path: Path) -> None:
    (tmp_path / "blobs").write_bytes(b"a file where the folder should be")
    with pytest.raises(Unavailable) as trouble:
        FolderBlobs(tmp_path / "blobs").put(PDF)
    assert trouble.value.code == "DC-411"


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))  # as good as a full disk
    try:
        with pytest.raises(Unavailable, match="File too large"):
            FolderBlobs(tmp_path).put(PDF * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


# --- papers by their number --------------------------------------------------------------------------------------

Shelf = Callable[[str, str, str, bytes], None]
"""Puts a paper in: kind, number, filename, content."""


class FolderNow:
    """The folder as it is whenever it is asked."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def find(self, kind: str, number: str, filename: str | None = None) -> FoundDocument | None:
        return FolderDocuments(self.root).find(kind, number, filename)


@pytest.fixture(params=["memory", "folder"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[DocumentSource, Shelf]:
    if request.param == "memory":
        memory = MemoryDocuments()
        return memory, memory.add

    def shelve(kind: str, number: str, filename: str, content: bytes) -> None:
        path = tmp_path / kind / filename
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)

    return FolderNow(tmp_path), shelve


Archive = tuple[DocumentSource, Shelf]


def test_a_paper_is_found_by_kind_and_number_in_any_case(archive: Archive) -> None:
    source, shelve = archive
    shelve("invoice", "INV-1001", "inv-1001.pdf", b"invoice")
    shelve("pod", "INV-1001", "Inv-1001_pod.pdf", b"pod")
    for kind in ("invoice", "pod"):
        found = source.find(kind, "inv-1001")
        assert found is not None and found.content == kind.encode()
    assert source.find("receipt", "INV-1001") is None
    assert source.find("invoice", "INV-100") is None
    assert source.find("invoice", "") is None


def test_the_given_file_name_comes_first(archive: Archive) -> None:
    source, shelve = archive
    shelve("invoice", "INV-1001", "INV-1001.pdf", b"by number")
    shelve("invoice", "X", "scan 17.pdf", b"by name")
    found = source.find("invoice", "INV-1001", "scan 17.pdf")
    assert found is not None and (found.filename, found.content) == ("scan 17.pdf", b"by name")
    fallback = source.find("invoice", "INV-1001", "gone.pdf")
    assert fallback is not None and fallback.content == b"by number"


def test_two_different_papers_of_one_number_are_none(archive: Archive) -> None:
    source, shelve = archive
    shelve("invoice", "INV-1001", "INV-1001.pdf", b"one")
    shelve("invoice", "INV-1001", "INV-1001 (copy).pdf", b"one")
    found = source.find("invoice", "INV-1001")
    assert found is not None and found.content == b"one"
    shelve("invoice", "INV-1001", "INV-1001 (new).pdf", b"two")
    assert source.find("invoice", "INV-1001") is None


@pytest.mark.parametrize(
    ("path", "number", "kind"),
    [
        ("INV-2024-001.pdf", "INV-2024/001", "invoice"),
        ("inv_2024_001.PDF", "INV/2024/001", "invoice"),
        ("Rechnung INV-7.pdf", "INV-7", "invoice"),
        ("Invoice_1001_signed.pdf", "1001", "invoice"),
        ("1001.pdf", "1001", "invoice"),
        ("acme/2024/1001.pdf", "1001", "invoice"),
        ("1001_POD.pdf", "1001", "pod"),
        ("Lieferscheine/1001.pdf", "1001", "pod"),
        ("CMR/2024/1001.pdf", "1001", "pod"),
        ("bon de livraison 1001.pdf", "1001", "pod"),
        ("Bon_de_livraison/1001.pdf", "1001", "pod"),
        ("Albarán 1001.pdf", "1001", "pod"),
        ("pakbon-1001.pdf", "1001", "pod"),
        ("delivery_note_1001.pdf", "1001", "pod"),
        ("PO-1001.pdf", "1001", "po_copy"),
        ("purchase order 1001.pdf", "1001", "po_copy"),
        ("Bestellungen/1001.pdf", "1001", "po_copy"),
        ("credit note 1001.pdf", "1001", "credit_note"),
        ("CN-1001.pdf", "1001", "credit_note"),
        ("Gutschriften/1001.pdf", "1001", "credit_note"),
        ("avoir_1001.pdf", "1001", "credit_note"),
        ("abono 1001.pdf", "1001", "credit_note"),
        ("Quittung 1001.pdf", "1001", "receipt"),
        ("receipts/1001.pdf", "1001", "receipt"),
        ("statement C-100.pdf", "C-100", "statement"),
        ("orders/1001_POD.pdf", "1001", "pod"),
        ("PO-77.pdf", "PO-77", "invoice"),
        ("orders/PO-77.pdf", "PO-77", "po_copy"),
        # a name that says two things is not trusted
        ("Rechnungsgutschrift 1001.pdf", "1001", None),
        ("delivery order 1001.pdf", "1001", None),
        # inside another number, or no number at all
        ("INV-10010.pdf", "INV-1001", None),
        ("INV-1001.pdf", "INV-100", None),
        ("2024-1001.pdf", "1001", None),
        ("2024_1001.pdf", "1001", None),
        ("2024 1001.pdf", "1001", None),
        ("1001-2.pdf", "1001", None),
        ("1001.2.pdf", "1001", None),
        ("INV1001.pdf", "1001", None),
        ("1001b.pdf", "1001", None),
        ("1001.txt", "1001", None),
        ("INV-2024.001.pdf", "INV-2024/001", None),
        ("1x01.pdf", "1.01", None),
        ("invoice.pdf", "", None),
        ("invoice.pdf", " ", None),
    ],
)
def test_file_names_say_the_number_and_names_or_folders_the_kind(
    tmp_path: Path, path: str, number: str, kind: str | None
) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_bytes(PDF)
    source = FolderDocuments(tmp_path)
    kinds = ("invoice", "pod", "po_copy", "credit_note", "receipt", "statement")
    assert [found for found in kinds if source.find(found, number)] == ([kind] if kind else [])


@pytest.fixture
def beside(tmp_path: Path) -> FolderDocuments:
    """An archive with a secret next to it, and links of all kinds to the secret."""
    root, secret = tmp_path / "archive", tmp_path / "secret"
    (root / "sub").mkdir(parents=True)
    secret.mkdir()
    (secret / "1001.pdf").write_bytes(b"secret")
    (root / "1001.pdf").symlink_to(secret / "1001.pdf")
    (root / "linked").symlink_to(secret)
    (root / "loop").symlink_to(root)
    (root / "broken 1001.pdf").symlink_to(root / "nowhere")
    return FolderDocuments(root)


@pytest.mark.parametrize(
    "filename",
    [
        None,
        "1001.pdf",
        "linked/1001.pdf",
        "../secret/1001.pdf",
        "sub/../../secret/1001.pdf",
        "/etc/passwd",
        "1001.pdf\0.pdf",
        "x" * 5000,
        "",
        ".",
    ],
)
def test_nothing_outside_the_folder_is_found(beside: FolderDocuments, filename: str | None) -> None:
    assert beside.find("invoice", "1001", filename) is None


def test_a_file_name_may_be_a_path_below_the_folder(tmp_path: Path) -> None:
    for year in ("2023", "2024"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "scan.pdf").write_bytes(year.encode())
    source = FolderDocuments(tmp_path)
    found = source.find("invoice", "none", "2024/scan.pdf")
    assert found is not None and (found.filename, found.content) == ("scan.pdf", b"2024")
    assert source.find("invoice", "none", "scan.pdf") is None, "two different files of that name"


def test_accents_in_a_file_name_are_found_in_both_spellings(tmp_path: Path) -> None:
    (tmp_path / "u\u0308bersicht.pdf").write_bytes(PDF)
    assert FolderDocuments(tmp_path).find("statement", "", "\u00fcbersicht.pdf") is not None


def test_an_archive_that_is_not_there_is_not_now(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as trouble:
        FolderDocuments(tmp_path / "unmounted").find("invoice", "1001")
    assert trouble.value.code == "DC-412"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_paper_that_may_not_be_read_is_not_now(tmp_path: Path) -> None:
    (tmp_path / "1001.pdf").write_bytes(PDF)
    (tmp_path / "1001.pdf").chmod(0)
    with pytest.raises(Unavailable):
        FolderDocuments(tmp_path).find("invoice", "1001")


# --- the list of a folder ------------------------------------------------------------------------------------------

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


def found_by_looking_at_each(root: Path, kind: str, number: str, name: str | None) -> set[bytes]:
    """The contents of all files that the rules of names allow, without any list."""
    paths = [path.relative_to(root) for path in root.rglob("*") if path.suffix.lower() == ".pdf"]
    named = [path for path in paths if name and is_named(path, name)]
    return {(root / path).read_bytes() for path in named or paths if named or fits(path, kind, number)}


def test_the_list_leaves_out_nothing_that_the_names_allow(tmp_path: Path) -> None:
    for number, name in enumerate(FILES):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"the same" if "1003" in name else str(number).encode())
    source, hits = FolderDocuments(tmp_path), 0
    for kind, number, name in product(("invoice", "pod", "credit_note"), NUMBERS, NAMES):
        contents = found_by_looking_at_each(tmp_path, kind, number, name)
        found = source.find(kind, number, name)
        assert (found.content if found else None) == (contents.pop() if len(contents) == 1 else None), (number, name)
        hits += found is not None
    assert hits > 50


def test_a_file_that_went_away_meanwhile_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "1001.pdf").write_bytes(PDF)
    source = FolderDocuments(tmp_path)
    (tmp_path / "1001.pdf").unlink()
    assert source.find("invoice", "1001") is None
