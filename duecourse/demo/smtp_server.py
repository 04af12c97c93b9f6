"""The demo's SMTP server: what comes for the clients is checked and kept; what signed-in clients send is delivered.

It takes every recipient and delivers to folders of this machine only: no mail leaves it.
"""

import logging
import secrets
from collections.abc import Mapping
from email.utils import format_datetime, localtime
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword
from aiosmtpd.smtp import Session as Connection

from duecourse.demo.checks import Session, results, without_results_of
from duecourse.demo.keys import DomainKeys
from duecourse.demo.post import Post

logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd warns of its own attribute at every sign-in

HOST = "127.0.0.1"
NOBODY = "<>"
"""The envelope sender of reports, as aiosmtpd names it."""
LARGEST = 35 * 1024 * 1024


class Handler:
    """Answers of the SMTP server, by the names that aiosmtpd gives them."""

    def __init__(self, post: Post, keys: DomainKeys, passwords: Mapping[str, str]) -> None:
        self._post = post
        self._keys = keys
        self._passwords = passwords

    def sign_in(self, *asked: Any) -> AuthResult:
        """Account and password of a client's mailbox, whatever the mechanism; what was given comes last."""
        given = asked[-1]
        if not isinstance(given, LoginPassword):
            return AuthResult(success=False, handled=False)
        account = given.login.decode("utf-8", "replace").lower()
        password = self._passwords.get(account, "")
        right = bool(password) and secrets.compare_digest(password.encode(), given.password)
        return AuthResult(success=right, handled=False, auth_data=account if right else None)

    async def handle_MAIL(
        self, _: SMTP, connection: Connection, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Who has signed in writes in the name of its own domain."""
        account = account_of(connection)
        if account and address != NOBODY and domain_of(address) != domain_of(account):
            return f"553 5.7.1 {account} may not send as {address}"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 Ok"

    async def handle_RCPT(
        self, _: SMTP, connection: Connection, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self._post.client_of(address) is None and not account_of(connection):
            return f"550 5.7.1 <{address}>: relaying denied"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, _: SMTP, connection: Connection, envelope: Envelope) -> str:
        queue = secrets.token_hex(5).upper()
        session = Session(
            greeting=(connection.host_name or "unknown").lower(),
            account=account_of(connection),
            sender=(envelope.mail_from or "").replace(NOBODY, ""),
        )
        for address in envelope.rcpt_tos:
            raw = self._as_kept(envelope.original_content or b"", address, session, queue)
            self._post.deliver(address, raw)
        return f"250 2.0.0 Ok: queued as {queue}"

    def _as_kept(self, raw: bytes, address: str, session: Session, queue: str) -> bytes:
        """Above its own trace stand the host's findings; whatever is below came from outside."""
        client = self._post.client_of(address)
        host = f"mx.{client.domain}" if client else f"mail.{domain_of(address)}"
        top = f"Return-Path: <{session.sender}>\r\n".encode()
        trace = received(session, host, queue, address)
        if client is None:
            return top + trace + raw
        return top + results(raw, session, host, self._keys) + trace + without_results_of(raw, host)


def received(session: Session, host: str, queue: str, address: str) -> bytes:
    """The trace that a mail host leaves in a mail it takes."""
    how = "ESMTPA" if session.account else "ESMTP"
    field = (
        f"Received: from {session.greeting} ([127.0.0.1])\r\n by {host} with {how} id {queue}\r\n"
        f" for <{address}>; {format_datetime(localtime())}\r\n"
    )
    return field.encode("ascii", "replace")


def account_of(connection: Connection) -> str:
    return str(connection.auth_data) if connection.authenticated else ""


def domain_of(address: str) -> str:
    return address.rpartition("@")[2].lower()


def smtp_server(handler: Handler, port: int) -> Controller:
    """Not started yet. Signing in is asked of those who send onwards, and without TLS, as nothing leaves loopback."""
    return Controller(
        handler,
        hostname=HOST,
        port=port,
        server_hostname="mail.demo.example",
        authenticator=handler.sign_in,
        auth_require_tls=False,
        data_size_limit=LARGEST,
        ready_timeout=15.0,
    )
