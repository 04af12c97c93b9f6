"""A person at a command line: what a command prints, says on the side, and ends with."""

import json
import sys
from dataclasses import dataclass
from typing import Any

import pytest

from duecourse.cli import main


@dataclass(frozen=True)
class Ended:
    """`err` is what stands on standard error: trouble, and nothing else."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


class Shell:
    """Runs `duecourse …` in this process; what is no orderly end of it fails the test."""

    def __init__(self, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self.patch, self.capture = patch, capture

    def __call__(self, *words: object, **environment: str) -> Ended:
        for name, value in environment.items():
            self.patch.setenv(name, value)
        self.patch.setattr(sys, "argv", ["duecourse", *map(str, words)])
        self.capture.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = self.capture.readouterr()
        code = ended.value.code
        return Ended(code if isinstance(code, int) else int(code is not None), out, err)
