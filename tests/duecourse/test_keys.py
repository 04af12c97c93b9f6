"""The key file: made once, for its owner only; what it seals opens with it alone."""

import os
import stat
from pathlib import Path

import pytest

from duecourse.errors import Misconfigured
from duecourse.keys import FILE, keys, seal, unseal


def test_the_file_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    first = keys(tmp_path / "data")
    path = tmp_path / "data" / FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert keys(tmp_path / "data") == first
    assert len({first.mail, first.web, first.seal, path.read_bytes()}) == 4
    assert str(first.seal) not in repr(first)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
def test_a_file_that_others_can_read_is_refused_with_the_command_that_mends_it(tmp_path: Path, mode: int) -> None:
    keys(tmp_path)
    (tmp_path / FILE).chmod(mode)
    with pytest.raises(Misconfigured, match=f"chmod 600 {tmp_path / FILE}") as refused:
        keys(tmp_path)
    assert refused.value.code == "DC-120"


def test_a_file_that_cannot_be_read_is_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir(mode=0o700)
    with pytest.raises(Misconfigured, match=f"{tmp_path / FILE} cannot be used: .*set DUECOURSE_DATA") as refused:
        keys(tmp_path)
    assert refused.value.code == "DC-123"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write in every folder")
def test_in_a_folder_that_is_closed_no_file_is_made(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(Misconfigured, match="Permission denied"):
        keys(tmp_path)


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33])
def test_a_file_of_another_size_is_no_key_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    (tmp_path / FILE).chmod(0o600)
    with pytest.raises(Misconfigured) as refused:
        keys(tmp_path)
    assert refused.value.code == "DC-121"


def test_what_is_sealed_opens_again_and_never_looks_the_same_twice(tmp_path: Path) -> None:
    key = keys(tmp_path).seal
    one, other = seal(key, "pässword"), seal(key, "pässword")
    assert one != other and "pässword".encode() not in one
    assert unseal(key, one) == unseal(key, other) == "pässword"
    assert unseal(key, None) == ""


def test_another_key_opens_nothing_and_the_way_out_is_named(tmp_path: Path) -> None:
    sealed = seal(keys(tmp_path / "one").seal, "password")
    for damaged in (sealed, sealed[:-1], b"x"):
        with pytest.raises(Misconfigured, match="duecourse mailbox add") as refused:
            unseal(keys(tmp_path / "other").seal, damaged)
        assert refused.value.code == "DC-122"
