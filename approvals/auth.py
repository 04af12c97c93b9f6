"""Signing in and staying signed in: passwords, sessions, and the limit on guessing."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from pwdlib import PasswordHash
from sqlalchemy import func
from sqlmodel import Session, col, select
from starlette.responses import Response

from agent.records import audit, people
from agent.records.people import SignInAttempt, User, WebSession
from approvals.config import WebConfig
from approvals.errors import TooMany

IDLE, ABSOLUTE = timedelta(minutes=30), timedelta(hours=12)
WINDOW, FAILURES, FAILURES_PER_ADDRESS = timedelta(minutes=15), 5, 25
HASHER = PasswordHash.recommended()
NOBODY = HASHER.hash(secrets.token_urlsafe(16))
"""Compared with where the account does not exist, so that both answers take the same time."""


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def sign_in(session: Session, email: str, password: str, address: str, now: datetime) -> User | None:
    """The person, if the password is right. Raises TooMany after five failures in a quarter of an hour."""
    email = email.strip().lower()[:320]
    refuse_guessing(session, email, address, now)
    user = people.by_email(session, email)
    right = HASHER.verify(password, user.password_hash if user else NOBODY)
    granted = user if user and right and user.active else None
    session.add(SignInAttempt(email=email, address=address, succeeded=granted is not None, at=now))
    return granted


def refuse_guessing(session: Session, email: str, address: str, now: datetime) -> None:
    since = now - WINDOW
    query = select(func.count()).where(
        SignInAttempt.address == address, col(SignInAttempt.at) > since, col(SignInAttempt.succeeded).is_(False)
    )
    tried = people.failures_since(session, email, since)
    if tried >= FAILURES or session.exec(query).one() >= FAILURES_PER_ADDRESS:
        raise TooMany("Too many attempts to sign in. Try again in 15 minutes, or ask an administrator.")


def open_session(session: Session, user: User, now: datetime) -> str:
    """A new session; the answer is the secret for the cookie, which is stored nowhere."""
    token = secrets.token_urlsafe(32)
    row = WebSession(id=hashed(token), user_id=user.id, csrf=secrets.token_urlsafe(32), created_at=now, seen_at=now)
    session.add(row)
    audit.record(session, None, "signed_in", "user", user.id, user.id)
    return token


def session_of(session: Session, token: str | None, now: datetime) -> tuple[WebSession, User] | None:
    """The living session of this cookie and its person. Being seen keeps it alive."""
    if not token:
        return None
    query = select(WebSession, User).join(User, col(User.id) == WebSession.user_id)
    found = session.exec(query.where(WebSession.id == hashed(token), col(User.active))).first()
    if found is None or found[0].ended_at or now - found[0].seen_at > IDLE or now - found[0].created_at > ABSOLUTE:
        return None
    web, user = found
    if now - web.seen_at > timedelta(minutes=1):
        web.seen_at = now
        session.add(web)
    return web, user


def end_session(session: Session, token: str | None, now: datetime) -> None:
    if token and (row := session.get(WebSession, hashed(token))):
        row.ended_at = row.ended_at or now
        session.add(row)


def end_all_sessions(session: Session, user: User, now: datetime, but: str = "") -> None:
    """Signed out everywhere; `but`: the id of a session that goes on."""
    living = select(WebSession).where(WebSession.user_id == user.id, col(WebSession.ended_at).is_(None))
    for row in session.exec(living.where(WebSession.id != but)):
        row.ended_at = now
        session.add(row)


def set_cookie(response: Response, config: WebConfig, token: str) -> None:
    response.set_cookie(config.cookie, token, path="/", httponly=True, samesite="lax", secure=config.secure_cookies)


def clear_cookie(response: Response, config: WebConfig) -> None:
    response.delete_cookie(config.cookie, path="/", httponly=True, samesite="lax", secure=config.secure_cookies)


def form_token(secret: bytes, nonce: str) -> str:
    """The token of the sign-in form, bound to a nonce in a cookie of its own."""
    return hmac.new(secret, f"sign-in:{nonce}".encode(), hashlib.sha256).hexdigest()
