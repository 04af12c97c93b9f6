"""A folder in which nothing has been done yet: no command asks for another one to be run before it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.installation import Installation


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("user", "list"), 0, "Nobody yet. Add somebody with: duecourse user add"),
        (("ledger", "status"), 0, "No books yet."),
        (("doctor",), 5, "ok    The tables are of this version."),
    ],
    ids=["user list", "ledger status", "doctor"],
)
def test_the_embedded_database_gets_its_tables_from_whichever_command_comes_first(
    open_folder: Callable[[], Path], words: tuple[str, ...], code: int, said: str
) -> None:
    out = Installation(open_folder()).command(*words, code=code)
    assert said in out and "migrate" not in out
