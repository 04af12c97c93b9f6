"""A disk of the rig is full when it says so, and has room again afterwards."""

import errno
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from tests.faults.disk import disk, mounted
from tests.folders import PREFIX, remove_what_killed_runs_left


def test_a_full_disk_takes_nothing_new_and_then_does_again(tmp_path: Path) -> None:
    with disk(tmp_path / "disk") as small:
        if not small.own:
            pytest.skip("mounting a file system needs root on Linux")
        kept = small.path / "kept"
        kept.write_bytes(b"x" * 100_000)
        with small.full():
            with pytest.raises(OSError) as trouble:
                (small.path / "new").write_bytes(b"x" * 100_000)
            assert trouble.value.errno == errno.ENOSPC
            with kept.open("r+b") as file:
                file.write(b"y" * 100_000)
        (small.path / "new").write_bytes(b"x" * 100_000)
        assert kept.read_bytes() == b"y" * 100_000


def test_it_is_filled_while_somebody_writes(tmp_path: Path) -> None:
    over = threading.Event()
    with disk(tmp_path / "disk") as small, ThreadPoolExecutor(1) as pool:
        if not small.own:
            pytest.skip("mounting a file system needs root on Linux")
        writing = pool.submit(keep_writing, small.path, over)
        try:
            for _ in range(20):
                with small.full():
                    pass
        finally:
            over.set()
        assert writing.result() > 0


def keep_writing(folder: Path, over: threading.Event) -> int:
    """How many files it could write."""
    written = 0
    while not over.is_set():
        with suppress(OSError):
            (folder / "new").write_bytes(b"x" * 200_000)
            written += 1
    return written


def test_nothing_of_it_is_left(tmp_path: Path) -> None:
    with disk(tmp_path / "disk") as small:
        (small.path / "file").write_bytes(b"x")
        was_own = small.own
    assert not was_own or list((tmp_path / "disk").iterdir()) == []


def test_what_a_killed_run_left_is_removed_with_its_disk(tmp_path: Path) -> None:
    nobody = Path("/proc/sys/kernel/pid_max")
    if not nobody.exists():
        pytest.skip("which processes are alive is known on Linux alone")
    left = tmp_path / f"{PREFIX}{nobody.read_text().strip()}-x" / "disk"
    left.mkdir(parents=True)
    mounted(left)
    (left / "file").write_bytes(b"x")
    remove_what_killed_runs_left(tmp_path)
    assert list(tmp_path.iterdir()) == []
