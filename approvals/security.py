"""What every answer carries, and what no request may be: headers, transport, size, and the origin of a form."""

import hmac
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from urllib.parse import urlsplit

from starlette.datastructures import URL, Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from approvals.errors import Forged, PlainHttp, TooLarge, WebError
from approvals.proxies import Networks, is_proxy

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})
LARGEST_REQUEST = 12 * 2**20
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; "
    "require-trusted-types-for 'script'; trusted-types default"
)
MAIL_POLICY = (
    "default-src 'none'; style-src 'none'; img-src 'none'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'; sandbox"
)
DOWNLOAD_POLICY = "sandbox; default-src 'none'"
HEADERS = {
    "content-security-policy": PAGE_POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}


class Shell:
    """Outermost layer: a refused request gets `page(error)` alone; every answer gets the headers it lacks."""

    def __init__(self, app: ASGIApp, secure: bool, page: Callable[[WebError], ASGIApp], trusted: Networks) -> None:
        self.app, self.secure, self.page, self.trusted = app, secure, page, trusted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.complete(MutableHeaders(scope=message))
            await send(message)

        refused = refusal(scope, self.trusted)
        answer = self.page(refused) if refused else self.app
        with suppress(ClientDisconnect):  # who went away in the middle of a form needs no answer
            await answer(scope, receive, send_with_headers)

    def complete(self, headers: MutableHeaders) -> None:
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        if self.secure:
            headers.setdefault("strict-transport-security", "max-age=31536000")


def refusal(scope: Scope, trusted: Networks) -> WebError | None:
    """Why this request is not answered at all, if so."""
    url, headers = URL(scope=scope), Headers(scope=scope)
    if url.scheme == "http" and (url.hostname or "") not in LOOPBACK and not behind_own_proxy(scope, headers, trusted):
        return PlainHttp(
            "Passwords and customers' mail would cross the network readable to anyone. "
            "Open this address with https://, or use it on the machine itself as http://localhost. "
            "A TLS proxy on another machine must be named in DUECOURSE_TRUSTED_PROXIES."
        )
    if scope["method"] in SAFE_METHODS:
        return None
    length = headers.get("content-length", "" if "transfer-encoding" in headers else "0")
    if not length.isdecimal() or int(length) > LARGEST_REQUEST:
        return TooLarge("A form with its files may hold at most 12 MiB. Nothing was changed.")
    return None


def behind_own_proxy(scope: Scope, headers: Headers, trusted: Networks) -> bool:
    """A proxy that is believed says that it speaks https with the browser."""
    return is_proxy((scope.get("client") or ("",))[0], trusted) and headers.get("x-forwarded-proto") == "https"


def check_origin(request: Request, base_url: str) -> None:
    """A form must come from one of our own pages, as the browser itself tells. Raises Forged.

    Our pages send no referrer, so browsers write `Origin: null`; then their `Sec-Fetch-Site` decides.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    own = {f"{request.url.scheme}://{request.url.netloc}", origin_of(base_url)}
    allowed = origin in own if site is None else site == "same-origin" and origin in (None, "null", *own)
    if not allowed:
        raise Forged("It did not come from a page of this inbox. Nothing was changed.")


def origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def masked(token: str) -> str:
    """The token in a new dress for every page, so that a compressed answer gives nothing away."""
    pad, plain = secrets.token_bytes(len(token)), token.encode()
    return (pad + bytes(a ^ b for a, b in zip(pad, plain, strict=True))).hex()


def check_token(form: Mapping[str, object], token: str) -> None:
    """Raises Forged unless the form carries this session's token."""
    try:
        sent = bytes.fromhex(str(form.get("csrf", "")))
    except ValueError:
        sent = b""
    half = len(sent) // 2
    plain = bytes(a ^ b for a, b in zip(sent[:half], sent[half:], strict=False))
    if not hmac.compare_digest(plain, token.encode()):
        raise Forged("The form is too old or was changed on its way. Nothing was changed; load the page and try again.")
