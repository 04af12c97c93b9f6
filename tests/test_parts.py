"""A part that this machine lacks: its tests are left out with the way to get it, or fail where all must run."""

import pytest

from tests.parts import needs


def test_what_is_here_is_found_under_any_of_its_names() -> None:
    assert needs(("no-such-shell", "sh"), "dash").endswith("/sh")


@pytest.mark.parametrize(("required", "ending"), [("", pytest.skip.Exception), ("1", pytest.fail.Exception)])
def test_what_is_missing_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch, required: str, ending: type[BaseException]
) -> None:
    monkeypatch.setenv("DUECOURSE_REQUIRE_PARTS", required)
    with pytest.raises(ending, match=r"no-such-server is missing.*apt-get install some-package"):
        needs("no-such-server", "some-package")
