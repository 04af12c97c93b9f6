"""What the inbox is given when it starts: nothing here is read from the environment."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from starlette.types import ASGIApp

from agent.domain.limits import Limits
from approvals.proxies import Networks


class BlobReader(Protocol):
    """Bytes by their SHA-256 (hex)."""

    def put(self, content: bytes) -> str:
        """Keep these bytes; the answer is their name. Twice the same bytes are one file."""

    def get(self, sha256: str) -> bytes:
        """The bytes of that name. Raises one of `WebConfig.blob_trouble` if they are missing or damaged."""


@dataclass(frozen=True)
class WebConfig:
    """`secret` signs the sign-in form; `mail_key` signs our Message-IDs and return addresses.

    `writes_freely`: a model is configured, so that a new draft may be asked for in one's own words.
    """

    secret: bytes = field(repr=False)
    base_url: str
    secure_cookies: bool
    limits: Limits
    blobs: BlobReader
    mail_key: bytes = field(repr=False)
    htmx_path: Path | None = None
    extra_mounts: tuple[tuple[str, ASGIApp], ...] = ()
    blob_trouble: tuple[type[Exception], ...] = (LookupError, OSError)
    writes_freely: bool = False
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    approvals_per_minute: int = 20
    trusted_proxies: Networks = ()
    """Machines that are believed, beside this one, when they tell of the browser behind them."""

    @property
    def cookie(self) -> str:
        return "__Host-duecourse" if self.secure_cookies else "duecourse"
