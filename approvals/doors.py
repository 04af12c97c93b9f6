"""The way in and out: the sign-in page, which keeps what was being typed when a session ran out."""

import secrets
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from agent.records.database import utc_now
from approvals import auth, pages
from approvals.errors import Forged, Kept, SignInNeeded
from approvals.proxies import browser_address
from approvals.security import check_origin
from approvals.visits import AnyVisit, Database, Posted, config_of, kept_of

router = APIRouter()
NONCE = "duecourse-form"
OWN_FIELDS = frozenset({"email", "password", "form_token", "back"})


@router.get("/sign-in")
def read_sign_in(request: Request) -> HTMLResponse:
    return sign_in_page(request, request.query_params.get("back", "/"))


def sign_in_page(
    request: Request, back: str, kept: Kept = (), trouble: str = "", email: str = "", status: int = 200
) -> HTMLResponse:
    config = config_of(request)
    nonce = request.cookies.get(NONCE) or secrets.token_urlsafe(24)
    page = pages.template(
        "sign_in.html",
        status,
        back=safe_path(back),
        kept=kept,
        trouble=trouble,
        email=email,
        form_token=auth.form_token(config.secret, nonce),
    )
    page.set_cookie(NONCE, nonce, path="/sign-in", httponly=True, samesite="lax", secure=config.secure_cookies)
    return page


def safe_path(back: str) -> str:
    """Only a path of our own: nobody is sent elsewhere after signing in."""
    fit = back.startswith("/") and not back.startswith(("//", "/\\", "/sign-in")) and back.isprintable()
    return back[:500] if fit else "/"


@router.post("/sign-in")
def sign_in(request: Request, session: Database, form: Posted) -> Response:
    config, now = config_of(request), utc_now()
    check_origin(request, config.base_url)
    nonce = request.cookies.get(NONCE, "")
    if not secrets.compare_digest(
        str(form.get("form_token", "")).encode(), auth.form_token(config.secret, nonce).encode()
    ):
        raise Forged("The sign-in page was open for too long. Load it again.")
    email, back = str(form.get("email", "")), safe_path(str(form.get("back", "/")))
    kept = tuple((name, value) for name, value in kept_of(form) if name not in OWN_FIELDS)
    address = browser_address(request, config.trusted_proxies)
    user = auth.sign_in(session, email, str(form.get("password", "")), address, now)
    if user is None:
        return sign_in_page(request, back, kept, "The address or the password is wrong.", email, 401)
    auth.end_session(session, request.cookies.get(config.cookie), now)
    token = auth.open_session(session, user, now)
    answer = resumed(back, kept) if kept else RedirectResponse(landing(back), 303)
    auth.set_cookie(answer, config, token)
    return answer


def landing(back: str) -> str:
    """A path that was posted to cannot be read; its case can."""
    parts = back.split("/")
    return f"/case/{parts[2]}" if len(parts) > 3 and parts[1] == "case" and parts[3] != "original" else back


def resumed(back: str, kept: Kept) -> HTMLResponse:
    """Signed in again with a text in hand: shown, to be taken back to its case."""
    return pages.template("resumed.html", back=landing(back), kept=kept)


@router.post("/sign-out")
def sign_out(visit: AnyVisit) -> Response:
    auth.end_session(visit.session, visit.request.cookies.get(visit.config.cookie), visit.now)
    answer = RedirectResponse("/sign-in", 303)
    auth.clear_cookie(answer, visit.config)
    return answer


def ask_to_sign_in(request: Request, error: SignInNeeded) -> Response:
    """A reader is sent to the sign-in page; whoever posted a form gets it at once, with what they had typed."""
    if "hx-request" in request.headers and not error.kept:
        return Response(status_code=401, headers={"hx-redirect": "/sign-in"})
    if request.method in ("GET", "HEAD"):
        return RedirectResponse(f"/sign-in?back={quote(error.back)}", 303)
    page = sign_in_page(
        request, error.back, error.kept, "You were signed out. Sign in, and your text is still here.", status=401
    )
    page.headers.update({"hx-retarget": "body", "hx-reswap": "innerHTML"})
    return page
