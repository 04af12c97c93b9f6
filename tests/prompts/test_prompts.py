"""Released prompts never change: a better one gets the next number, and its hash goes here."""

from hashlib import sha256

import pytest

from prompts import FOLDER, prompt

RELEASED = {
    "read.1": "1f291011cb2a38218e717431c7a644e1feef5179165786183a58449b90b059e4",
    "read_beside.1": "d6940c17411d62ff79067ec6ca833d613d50476cc61f664fd6c317faf2e0072f",
    "read.2": "2bc033d2438005240b99928fb23973d6e9868d0bc0ce79c56f6a694dba8443b7",
    "read_beside.2": "516a9cc28977c90d8c707f831ada36fc90c8272449ace0c646567358e80364b4",
    "write.1": "75b3704da3f71180e09825115fd172f56412b3df3f6865decba7bde0b14b28e5",
}


def test_every_prompt_file_is_held_here() -> None:
    ours = {path.stem for path in FOLDER.glob("*.md")}
    assert ours == set(RELEASED)


@pytest.mark.parametrize("released", RELEASED)
def test_a_released_prompt_is_unchanged(released: str) -> None:
    name, _, version = released.rpartition(".")
    assert prompt(name, int(version)).sha256 == RELEASED[released]


def test_a_prompt_knows_its_name_version_and_text() -> None:
    found = prompt("read", 1)
    assert str(found) == "read.1"
    assert found.text.startswith("You sort mails")
    assert found.sha256 == sha256((FOLDER / "read.1.md").read_bytes()).hexdigest()


def test_an_unreleased_prompt_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        prompt("read", 999)
