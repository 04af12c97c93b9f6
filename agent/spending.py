"""What a model may cost: so much a mail, so much a day. Implements the meter that the connector asks before each question.

Beyond the budget no question is asked: the local reader and the standard drafts stand, and a person looks. Every refusal
is a row beside the questions that were asked, so that the log, /health and `duecourse doctor` can tell.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Engine
from sqlmodel import Session, col

from agent.records import transaction
from agent.records.database import utc_now
from agent.records.spending import DAY_SPENT, ModelUse, Spent, day_is_spent, midnight, spent, spent_since
from connectors.ports import Refused

log = logging.getLogger(__name__)

LEAST_SECONDS = 5.0
"""With less time than this left, no question is begun."""
MILLION = Decimal(1_000_000)


@dataclass(frozen=True)
class Budget:
    """`calls`, `tokens` (in) and `seconds`: for reading one mail and drafting its answer. `day_…`: None means no bound.

    `kept_for_draft`: of the calls, those that reading leaves over."""

    calls: int = 3
    tokens: int = 8_000
    seconds: float = 90.0
    day_tokens: int | None = None
    day_cost: Decimal | None = None
    kept_for_draft: int = 1


@dataclass(frozen=True)
class Price:
    """For a million tokens."""

    input: Decimal
    output: Decimal
    currency: str

    def of(self, tokens: tuple[int, int]) -> Decimal:
        return (tokens[0] * self.input + tokens[1] * self.output) / MILLION


@dataclass(frozen=True)
class Account:
    """What a question is asked for. `since`: a new draft that a person asks for has a budget of its own."""

    client_id: UUID | None = None
    message_id: UUID | None = None
    purpose: str = "check"
    since: datetime | None = None


ACCOUNT: ContextVar[Account] = ContextVar("account", default=Account())  # noqa: B039 — frozen


@contextmanager
def charged(client_id: UUID, message_id: UUID, purpose: str, since: datetime | None = None) -> Iterator[None]:
    """Questions asked within are asked for this mail."""
    token = ACCOUNT.set(Account(client_id, message_id, purpose, since))
    try:
        yield
    finally:
        ACCOUNT.reset(token)


class Spending:
    """The meter of one installation: its sums are in the database, so that all processes and restarts share them."""

    def __init__(
        self,
        engine: Engine,
        model: str,
        budget: Budget,
        price: Price | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._engine, self._model, self._budget, self._price, self._now = engine, model, budget, price, now

    def may(self, tokens: int) -> float:
        account = ACCOUNT.get()
        with transaction(self._engine) as session:
            today = spent_since(session, midnight(self._now()))
            mail = spent(session, *of_account(account))
        if self._day_over(today):
            self._refuse(account, DAY_SPENT, "The day's budget for the model is spent.")
        if over := self._mail_over(account, mail, tokens):
            self._refuse(account, "DC-313", over)
        return self._budget.seconds - mail.seconds if account.message_id else self._budget.seconds

    def spent(self, model: str, tokens: tuple[int, int], seconds: float, *, estimated: bool, code: str) -> None:
        self._note(ACCOUNT.get(), model=model, tokens=tokens, seconds=seconds, estimated=estimated, code=code)

    def _day_over(self, today: Spent) -> bool:
        tokens, cost = self._budget.day_tokens, self._budget.day_cost
        paid = dict(today.cost).get(self._price.currency, Decimal(0)) if self._price else Decimal(0)
        return (tokens is not None and today.input_tokens + today.output_tokens >= tokens) or (
            cost is not None and paid >= cost
        )

    def _mail_over(self, account: Account, mail: Spent, tokens: int) -> str:
        """Why no further question may be asked for this mail, or nothing."""
        if account.message_id is None:
            return ""
        calls = self._budget.calls - (self._budget.kept_for_draft if account.purpose == "read" else 0)
        if mail.calls >= calls:
            return "The questions that one mail may cost are asked."
        if mail.input_tokens + tokens > self._budget.tokens:
            return "The tokens that one mail may cost are spent."
        return "The time that one mail may take is over." if self._budget.seconds - mail.seconds < LEAST_SECONDS else ""

    def _refuse(self, account: Account, code: str, why: str) -> None:
        if code == DAY_SPENT:
            with transaction(self._engine) as session:
                known = day_is_spent(session, self._now())
            if not known:
                log.error("%s Until midnight (UTC) the built-in reader and writer do its work (%s).", why, code)
        else:
            log.warning("mail %s: %s (%s)", account.message_id, why, code)
        self._note(account, code=code)
        raise Refused(code, why)

    def _note(self, account: Account, model: str = "", tokens: tuple[int, int] = (0, 0), **told: Any) -> None:
        cost = self._price.of(tokens) if self._price and any(tokens) else None
        row = ModelUse(
            at=self._now(), client_id=account.client_id, message_id=account.message_id, purpose=account.purpose,
            model=model or self._model, input_tokens=tokens[0], output_tokens=tokens[1],
            cost=cost, currency=self._price.currency if self._price and cost is not None else None, **told,
        )  # fmt: skip
        with transaction(self._engine) as session:
            session.add(row)


def of_account(account: Account) -> list[Any]:
    """Which rows count against the budget of this question's mail."""
    own = [col(ModelUse.message_id) == account.message_id]
    if account.since is not None:
        return [*own, col(ModelUse.purpose) == account.purpose, col(ModelUse.at) >= account.since]
    return [*own, col(ModelUse.purpose).in_(["read", "draft"])]


def spent_today(session: Session, now: datetime) -> Spent:
    return spent_since(session, midnight(now))


def spent_this_month(session: Session, now: datetime) -> Spent:
    return spent_since(session, midnight(now).replace(day=1))
