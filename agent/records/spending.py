"""What the model cost: one row for every question, asked or refused. Ids and numbers alone, so that the sums outlive the mails."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, Identity, Numeric
from sqlmodel import Field, Session, SQLModel, col, func, select

from agent.records.database import timestamp

DAY_SPENT = "DC-314"
"""The code of a question that was not asked because the day's budget is spent."""


class ModelUse(SQLModel, table=True):
    """`code`: of the trouble that the question ended in, or empty. No foreign key: see above."""

    __tablename__ = "model_uses"
    id: int | None = Field(default=None, sa_column=Column(BigInteger, Identity(), primary_key=True))
    at: datetime = timestamp(index=True)
    client_id: UUID | None = None
    message_id: UUID | None = Field(default=None, index=True)
    purpose: str
    """read | draft | redraft | check"""
    model: str
    input_tokens: int = 0
    output_tokens: int = 0
    estimated: bool = False
    """The server did not say how many tokens it took."""
    cost: Decimal | None = Field(default=None, sa_column=Column(Numeric(16, 6), nullable=True))
    currency: str | None = None
    seconds: float = 0.0
    code: str = ""


@dataclass(frozen=True)
class Spent:
    """`calls`: questions that the model took. `cost`: by currency, as far as a price was known."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    seconds: float = 0.0
    estimated: bool = False
    cost: tuple[tuple[str, Decimal], ...] = ()

    def __str__(self) -> str:
        about = "about " if self.estimated else ""
        money = "".join(f", {amount:,.4f} {currency}" for currency, amount in self.cost)
        questions = "1 question" if self.calls == 1 else f"{self.calls} questions"
        return f"{questions}, {about}{self.input_tokens:,} tokens in and {self.output_tokens:,} out{money}"


def spent(session: Session, *conditions: Any) -> Spent:
    """The sum over the rows that meet the conditions."""
    taken = func.count().filter(col(ModelUse.input_tokens) > 0)
    sums = [func.coalesce(func.sum(one), 0) for one in (ModelUse.input_tokens, ModelUse.output_tokens)]
    time, guessed = (
        func.coalesce(func.sum(ModelUse.seconds), 0.0),
        func.coalesce(func.bool_or(ModelUse.estimated), False),
    )
    query = select(taken, *sums, time, guessed).where(*conditions)  # type: ignore[call-overload]  # no stub for so many
    calls, given, answered, seconds, estimated = session.exec(query).one()
    money = select(ModelUse.currency, func.sum(ModelUse.cost)).where(col(ModelUse.cost).is_not(None), *conditions)
    rows = session.exec(money.group_by(col(ModelUse.currency)))
    paid = [(str(currency), amount) for currency, amount in rows if amount is not None]
    return Spent(calls, given, answered, seconds, estimated, tuple(sorted(paid)))


def spent_since(session: Session, moment: datetime) -> Spent:
    return spent(session, col(ModelUse.at) >= moment)


def spent_on(session: Session, messages: list[UUID]) -> Spent:
    return spent(session, col(ModelUse.message_id).in_(messages))


def midnight(now: datetime) -> datetime:
    """The beginning of the day of UTC: the day of the daily budget."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def day_is_spent(session: Session, now: datetime) -> bool:
    """Was a question refused today because the day's budget is spent?"""
    query = select(ModelUse.id).where(col(ModelUse.at) >= midnight(now), ModelUse.code == DAY_SPENT)
    return session.exec(query.limit(1)).first() is not None
