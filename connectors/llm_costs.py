"""Counting what questions to a model cost, by the server's own word where it gives one."""

from typing import Protocol

from connectors.llm_answers import BYTES_A_TOKEN, counted
from connectors.llm_rest import Broken
from connectors.ports import ConnectorError


class Meter(Protocol):
    """Counts what the model costs, and keeps it within bounds."""

    def may(self, tokens: int) -> float:
        """The seconds that a question of so many tokens may take. Raises Refused("DC-313") where none may be asked."""

    def spent(self, model: str, tokens: tuple[int, int], seconds: float, *, estimated: bool, code: str) -> None:
        """A question was asked. `tokens`: in and out. `code`: of the trouble it ended in, or empty."""


class Unmetered:
    def may(self, tokens: int) -> float:  # noqa: ARG002 — any number
        return float("inf")

    def spent(self, model: str, tokens: tuple[int, int], seconds: float, *, estimated: bool, code: str) -> None:
        pass


class Bill:
    """What one question cost. Where the server does not say, what was asked and answered is estimated."""

    def __init__(self, model: str, guess: int) -> None:
        self._model, self._guess = model, guess
        self._tokens, self._estimated, self._code, self._due = (0, 0), False, "", False

    def of(self, completion: object) -> None:
        self._tokens = counted(completion)
        self._due, self._estimated = True, not self._tokens[0]
        if self._estimated:
            self._tokens = (self._guess, len(str(getattr(completion, "choices", ""))) // BYTES_A_TOKEN)

    def failed(self, error: ConnectorError) -> None:
        """A question that the server broke off was read by it all the same, one that it refused was not."""
        self._code = error.code
        if not self._due:
            self._due, self._estimated = True, isinstance(error, Broken)
            self._tokens = (self._guess if self._estimated else 0, 0)

    def pay(self, meter: Meter, seconds: float) -> None:
        if self._due:
            meter.spent(self._model, self._tokens, seconds, estimated=self._estimated, code=self._code)
