"""Trouble that a person at the command line can mend: a code, what happened, what to do."""


class Misconfigured(Exception):
    """Exit code 3. `code` is stable (DC-nnn); the message says what is wrong and the way out."""

    exit_code = 3

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Mistyped(Misconfigured):
    """The command needs correcting: something in it is wrong or missing, or it asks and nobody is there to answer."""

    exit_code = 2


class CheckFailed(Misconfigured):
    """Something was looked at and is not as it should be."""

    exit_code = 5
