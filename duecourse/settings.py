"""Environment → one frozen object. Unknown `DUECOURSE_*` names are refused with a suggestion; values stay out of errors."""

import difflib
import os
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from approvals.proxies import networks
from duecourse.errors import Misconfigured

PREFIX = "DUECOURSE_"
OTHERS = frozenset(
    {"DUECOURSE_MAILBOX_PASSWORD", "DUECOURSE_TEST_DATABASE_URL", "DUECOURSE_REQUIRE_PARTS", "DUECOURSE_SCREENSHOTS"}
)
"""Names that are read elsewhere: by `mailbox add`, and by the tests."""
HERE = frozenset({"127.0.0.1", "::1", "0.0.0.0", "::"})


class Settings(BaseSettings):
    """Everything that an installation chooses. Limits of the credit team live in `policy.toml`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid", hide_input_in_errors=True
    )

    database_url: SecretStr | None = Field(default=None, validation_alias="DATABASE_URL")
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    data: Path = Path(".duecourse")
    host: str = "127.0.0.1"
    port: int = Field(default=8765, ge=0, le=65535)
    base_url: str = Field(default="", pattern=r"^(https?://[^/\s]+/*)?$")
    """The address people type, if it is not http://HOST:PORT. https there makes cookies Secure."""
    trusted_proxies: str = ""
    """Machines whose word about the browser behind them is believed, beside this one: 10.0.0.5, 10.1.0.0/16."""
    reader: Literal["local", "openai"] = "local"
    writer: Literal["templates", "openai"] = "templates"
    openai_base_url: str = "https://api.openai.com/v1"
    openai_model: str = ""
    openai_format: Literal["auto", "json_schema", "json_object", "text"] = "auto"
    openai_mail_calls: int = Field(default=3, ge=1, le=20)
    openai_mail_tokens: int = Field(default=8_000, ge=1_000)
    openai_mail_seconds: float = Field(default=90, ge=10, le=100)
    """For reading one mail and drafting its answer; in two minutes it must have reached a person."""
    openai_daily_tokens: int | None = Field(default=2_000_000, ge=0)
    """In and out. Beyond it, until midnight UTC, the built-in reader and writer do the model's work."""
    openai_daily_cost: Decimal | None = Field(default=None, ge=0)
    openai_price_input: Decimal | None = Field(default=None, ge=0)
    openai_price_output: Decimal | None = Field(default=None, ge=0)
    """For a million tokens."""
    openai_currency: str = Field(default="USD", pattern=r"^[A-Z]{3}$")
    policy: Path | None = None
    ledger_path: Path | None = None
    ledger_documents: Path | None = None
    ledger_client: str = ""
    workers: int = Field(default=4, ge=1, le=32)

    @field_validator("trusted_proxies")
    @classmethod
    def addresses_alone(cls, text: str) -> str:
        networks(text)
        return text

    @model_validator(mode="after")
    def a_cost_needs_prices(self) -> "Settings":
        prices = (self.openai_price_input, self.openai_price_output)
        if (prices[0] is None) != (prices[1] is None):
            raise ValueError("Give both DUECOURSE_OPENAI_PRICE_INPUT and DUECOURSE_OPENAI_PRICE_OUTPUT, or neither")
        if self.openai_daily_cost is not None and None in prices:
            raise ValueError(
                "DUECOURSE_OPENAI_DAILY_COST needs the prices of tokens: DUECOURSE_OPENAI_PRICE_INPUT and _OUTPUT"
            )
        return self

    @property
    def address(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        host = "localhost" if self.host in HERE else host
        return self.base_url.rstrip("/") or f"http://{host}:{self.port}"


def load() -> Settings:
    """The settings of this environment; an empty one counts as not set. Raises Misconfigured with the name and the way out.

    Only an empty DATABASE_URL is refused: a new, empty database in its stead would look like lost data."""
    refuse_unknown()
    if os.environ.get("DATABASE_URL") == "":
        raise Misconfigured("DC-101", "DATABASE_URL is empty. Give an address, or unset it for the embedded database.")
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        if not first["loc"]:
            raise Misconfigured("DC-110", f"{first['msg'].removeprefix('Value error, ')}.") from None
        name = str(first["loc"][0])
        name = name if name.isupper() else f"{PREFIX}{name.upper()}"
        raise Misconfigured(
            "DC-110", f"The setting {name} is wrong: {first['msg'].removeprefix('Value error, ')}."
        ) from None


def refuse_unknown() -> None:
    own = {name.upper(): variable(name) for name in sorted(Settings.model_fields)}
    for name in os.environ:
        rest = name.removeprefix(PREFIX)
        if rest == name or name in OTHERS or name in own.values():
            continue
        near = difflib.get_close_matches(rest, own, 1)
        hint = f"Did you mean {own[near[0]]}?" if near else f"Known: {', '.join(own.values())}."
        raise Misconfigured("DC-110", f"The setting {name} is unknown. {hint}")


def variable(field: str) -> str:
    """The name of a setting in the environment."""
    alias = Settings.model_fields[field].validation_alias
    return alias if isinstance(alias, str) else f"{PREFIX}{field.upper()}"
