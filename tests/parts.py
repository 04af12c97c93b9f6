"""Programs of this machine that some tests need. Where one is missing its tests are left out, with the way to get it.

With DUECOURSE_REQUIRE_PARTS=1, as where everything must be tested, they fail instead.
"""

import os
import shutil

import pytest

FURTHER_FOLDERS = ("/usr/sbin", "/usr/local/sbin")


def found(*programs: str) -> str | None:
    """The first of these programs that is here. Servers often lie where a person's PATH does not lead."""
    path = os.pathsep.join((os.environ.get("PATH", ""), *FURTHER_FOLDERS))
    return next((place for program in programs if (place := shutil.which(program, path=path))), None)


def needs(programs: str | tuple[str, ...], package: str) -> str:
    """The path of a program (the first that is here of several names), or the end of the test that needs it."""
    names = (programs,) if isinstance(programs, str) else programs
    if place := found(*names):
        return place
    sentence = f"{names[0]} is missing; on Debian and Ubuntu: apt-get install {package}"
    if os.environ.get("DUECOURSE_REQUIRE_PARTS") == "1":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)
