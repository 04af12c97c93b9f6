"""The inbox as a web application: routes, error pages, static files, and the shell around everything."""

import hashlib
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from fastapi import FastAPI, Request
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError, TimeoutError
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import select
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import JSONResponse, Response

from agent.domain.vocabulary import MessageState
from agent.records.conservation import balance
from agent.records.database import utc_now
from agent.records.mail import Mailbox
from agent.records.spending import day_is_spent
from approvals import (
    actions,
    agreements,
    answers,
    cases,
    doors,
    escalations,
    log,
    originals,
    outbox,
    pages,
    quarantine,
    queue,
    reopening,
    shadow,
    switches,
    users,
)
from approvals.config import WebConfig
from approvals.errors import Away, NotFound, SignInNeeded, Stale, Unfit, WebError
from approvals.security import HEADERS, Shell
from approvals.visits import Database

logger = logging.getLogger(__name__)

STATIC = Path(__file__).parent / "static"
TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
ROUTERS = (
    queue,
    cases,
    answers,
    actions,
    originals,
    outbox,
    reopening,
    escalations,
    agreements,
    log,
    switches,
    shadow,
    quarantine,
    users,
    doors,
)


def create_app(engine: Engine, config: WebConfig) -> FastAPI:
    app = FastAPI(title="duecourse", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.engine, app.state.config = engine, config
    for module in ROUTERS:
        app.include_router(module.router)
    app.add_api_route("/health", health, methods=["GET"])
    app.add_api_route("/static/{name}", static_file(config), methods=["GET"])
    for path, mounted in config.extra_mounts:
        app.mount(path, mounted)
    app.add_exception_handler(SignInNeeded, on_sign_in_needed)
    app.add_exception_handler(WebError, on_web_error)
    app.add_exception_handler(HTTPException, on_http_error)
    for away in (OperationalError, TimeoutError):
        app.add_exception_handler(away, on_database_away)
    app.add_exception_handler(StaleDataError, on_overtaken)
    app.add_exception_handler(Exception, on_fault)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(Shell, secure=config.secure_cookies, page=error_page, trusted=config.trusted_proxies)
    return app


# --- errors -------------------------------------------------------------------------------------------------------------


def error_page(error: WebError, request: Request | None = None) -> Response:
    """The page of an error. It asks nothing of the database, which may be the trouble."""
    part = request is not None and "hx-request" in request.headers
    headers = {"x-duecourse-says": quote(f"{error.sentence} ({error.code})")}
    context = {"error": error, "case_id": getattr(error, "case_id", ""), "kept": getattr(error, "kept", ())}
    name = "_error.html" if part else "error.html"
    return pages.template(name, error.status, headers, **context, changes=changes_of(error))


def changes_of(error: WebError) -> tuple[str, ...]:
    if isinstance(error, Stale):
        return error.changes
    return tuple(error.problems.values()) if isinstance(error, Unfit) else (error.sentence,)


def on_sign_in_needed(request: Request, error: Exception) -> Response:
    if not isinstance(error, SignInNeeded):
        raise error
    return doors.ask_to_sign_in(request, error)


def on_web_error(request: Request, error: Exception) -> Response:
    """A form that needs mending, or came too late, is shown again on its case with everything that was typed."""
    if not isinstance(error, WebError):
        raise error
    return error_page(error, request)


def on_http_error(request: Request, error: Exception) -> Response:
    """What the framework itself refuses: unknown paths, wrong methods, forms that are none."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 404:
        return error_page(NotFound(), request)
    found = WebError("This request could not be understood. Nothing was changed.", "DC-605")
    found.status = status
    return error_page(found, request)


def on_database_away(request: Request, error: Exception) -> Response:
    """No connection, or one that broke. The next request tries anew."""
    logger.warning("the database does not answer: %s", type(error).__name__)
    answer = error_page(Away(), request)
    answer.headers["retry-after"] = "10"
    return answer


def on_overtaken(request: Request, _: Exception) -> Response:
    """Two clicks, or a click and a worker, changed one row in the same moment: the second one changed nothing."""
    return error_page(
        Stale(["Somebody or something else changed it in this very moment. Please open it again."]), request
    )


def on_fault(request: Request, _: Exception) -> Response:
    """The framework answers a fault from outside our shell, so the headers are set here."""
    found = WebError("The fault is ours. Nothing was sent by this click; load the page again before you repeat it.")
    answer = error_page(found, request)
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    return answer


# --- plain answers ---------------------------------------------------------------------------------------------------


def health(session: Database) -> JSONResponse:
    """For monitors: how many messages are in which state, whether each has an owner, when each mailbox was last read, and
    whether the day's budget for the model is spent.

    No names, no addresses."""
    found = balance(session)
    mailboxes = session.exec(select(Mailbox).order_by(Mailbox.address)).all()
    listed = [
        {"id": str(one.id), "read_at": one.read_at.isoformat() if one.read_at else None, "trouble": bool(one.trouble)}
        for one in mailboxes
    ]
    fine = found.even and not any(one.trouble for one in mailboxes)
    messages = {state.value: found.states.get(state, 0) for state in MessageState}
    sums = {"came_in": found.came_in, "kept": found.kept, "lost": found.lost, "without_owner": found.without_owner}
    model = {"day_spent": day_is_spent(session, utc_now())}
    told = {
        "ok": fine,
        "at": utc_now().isoformat(),
        "messages": messages,
        "balance": sums,
        "mailboxes": listed,
        "model": model,
    }
    return JSONResponse(told)


@dataclass(frozen=True)
class StaticFile:
    content: bytes
    media_type: str
    etag: str


def static_file(config: WebConfig) -> Callable[[Request, str], Response]:
    """The endpoint for our style sheet and scripts: a closed list, read once."""
    known = {path.name: path for path in STATIC.iterdir() if path.suffix in TYPES}
    if script := pages.htmx_script(config.htmx_path):
        known["htmx.min.js"] = script
    files = {name: read_static(path) for name, path in known.items()}

    def serve(request: Request, name: str) -> Response:
        found = files.get(name)
        if found is None:
            raise NotFound("file")
        headers = {"cache-control": "public, max-age=3600", "etag": found.etag, "vary": "Accept-Encoding"}
        if request.headers.get("if-none-match") == found.etag:
            return Response(status_code=304, headers=headers)
        return Response(found.content, media_type=found.media_type, headers=headers)

    return serve


def read_static(path: Path) -> StaticFile:
    content = path.read_bytes()
    if path.suffix == ".css":
        content = re.sub(rb"/\*.*?\*/", b"", content)
        content = re.sub(rb"\s*([{};,>])\s*|(?<=:)\s+", rb"\1", content)
    return StaticFile(content, TYPES[path.suffix], f'"{hashlib.sha256(content).hexdigest()[:16]}"')
