"""The credit team's limits, read from `policy.toml`."""

import tomllib
from decimal import Decimal
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field


class Retention(BaseModel):
    """Days: of mails from the day on which their case was over; of everything else from its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mail_days: int = Field(default=730, ge=1)
    draft_days: int = Field(default=90, ge=1)
    model_days: int = Field(default=30, ge=1)
    job_days: int = Field(default=7, ge=1)


class Limits(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    escalate_open: Decimal = Decimal(50_000)
    two_people_open: Decimal = Decimal(20_000)
    books_stale_hours: int = 96
    undo_seconds: int = Field(default=15, ge=0, le=600)
    reply_by_hours_request: int = 4
    reply_by_hours_other: int = 8
    working_day: tuple[int, int] = (9, 17)
    documents_per_answer: int = 10
    grace_days: int = 2
    small_open: Decimal = Decimal(5)
    sure_request: float = 0.75
    sure_nothing_else: float = 0.3
    sure_asked: float = 0.85
    sure_no_more: float = 0.4
    auto_per_address_day: int = 3
    auto_per_account_day: int = 10
    auto_per_domain_hour: int = 20
    auto_per_client_hour: int = 60
    auto_breaker_floor: int = 30
    inbound_per_address_hour: int = 30
    mail_age_days: int = 7
    date_skew_hours: int = 48
    clearing_days: dict[str, int] = Field(default_factory=lambda: {"transfer": 3, "cheque": 14, "other": 3})
    retention: Retention = Retention()
    """Of the whole installation."""
    client: dict[str, dict[str, Any]] = Field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Limits from TOML. A wrong name or value raises pydantic's ValidationError, which names it."""
        return cls.model_validate(tomllib.loads(text))

    def of(self, client_code: str, currency: str | None = None) -> Self:
        """The limits of one client, and of one currency there."""
        own = dict(self.client.get(client_code, {}))
        by_currency = {key: own.pop(key) for key in list(own) if isinstance(own[key], dict) and key.isupper()}
        return self.model_validate(self.model_dump() | own | by_currency.get(currency or "", {}))
