"""Handing mails to an SMTP server in two steps: everything but the final dot, and then the dot.

Before the dot nothing counts as sent and every trouble is *no* or *not now*; after it only an answer tells.
Errors: DC-210 TLS required · DC-219 certificate or TLS refused · DC-220 not reachable or cut before the dot ·
DC-221 STARTTLS refused or not offered · DC-222 greeting · DC-223 sign-in · DC-224 sender, recipient or data ·
DC-225 *not now* after the dot · DC-226 *no* after the dot · DC-227 no answer after the dot.
"""

import base64
import re
import smtplib
import socket
import ssl
from contextlib import suppress

from connectors.mail_security import os_words, require_security, server_words, tls_trouble
from connectors.ports import (
    ConnectorError,
    Envelope,
    Handover,
    MailServer,
    OutcomeUnknown,
    Refused,
    ServerReply,
    Unavailable,
)
from connectors.smtp_reply import NoReply, parse_reply, read_reply

PIECE = 64 * 1024
_LINE_END = re.compile(rb"\r\n|\r|\n")
_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)
_ADDRESS = re.compile(r"[^\s<>\x00-\x1f\x7f]+@[^\s<>@\x00-\x1f\x7f]+")


class SmtpTransport:
    """A MailTransport with one connection per mail. Times in seconds; `tls` says whom to trust."""

    def __init__(
        self,
        server: MailServer,
        local_hostname: str | None = None,
        answer_seconds: float = 600.0,
        connect_seconds: float = 30.0,
        *,
        command_seconds: float = 120.0,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._server = server
        self._local_hostname = local_hostname
        self._answer_seconds = answer_seconds
        self._connect_seconds = connect_seconds
        self._command_seconds = command_seconds
        self._tls = tls

    def begin(self, envelope: Envelope, data: bytes) -> Handover:
        """Everything up to the body without its final dot. Raises Refused or Unavailable; then nothing was sent."""
        require_security(self._server)
        _check(envelope)
        body = as_transmitted(data)
        smtp = self._connect()
        try:
            self._greet(smtp)
            self._sign_in(smtp)
            _address(smtp, envelope, data)
            for start in range(0, len(body), PIECE):  # the time-out is for each piece, not for the whole
                smtp.send(body[start : start + PIECE])
        except ConnectorError:
            _reset(smtp)
            raise
        except OSError as error:
            smtp.close()
            raise self._trouble(error) from None
        return SmtpHandover(smtp, self._server, self._answer_seconds)

    def check(self, envelope: Envelope) -> None:
        """Connect, sign in, and name the sender, and the recipients if there are any. Nothing is sent.

        Raises Refused or Unavailable."""
        require_security(self._server)
        smtp = self._connect()
        try:
            self._greet(smtp)
            self._sign_in(smtp)
            _name(smtp, envelope, b"")
        except OSError as error:
            raise self._trouble(error) from None
        finally:
            _reset(smtp)

    def _connect(self) -> smtplib.SMTP:
        server, name, seconds = self._server, self._local_hostname, self._connect_seconds
        try:
            smtp = (
                smtplib.SMTP_SSL(server.host, server.port, name, timeout=seconds, context=self._context())
                if server.security == "tls"
                else smtplib.SMTP(server.host, server.port, name, timeout=seconds)
            )
        except OSError as error:
            raise self._trouble(error) from None
        self._local_hostname = smtp.local_hostname  # looking up our own name can be slow: once is enough
        _socket(smtp).settimeout(self._command_seconds)
        return smtp

    def _context(self) -> ssl.SSLContext:
        return self._tls or ssl.create_default_context()

    def _greet(self, smtp: smtplib.SMTP) -> None:
        _expect(2, "DC-222", "the greeting", smtp.ehlo())
        if self._server.security != "starttls":
            return
        if not smtp.has_extn("starttls"):
            raise Refused(
                "DC-221",
                f'{self._server.host} does not offer STARTTLS. Use its TLS port with security "tls"; never without.',
            )
        try:
            smtp.starttls(context=self._context())
        except smtplib.SMTPResponseException as error:
            raise _declined("DC-221", "STARTTLS", (error.smtp_code, _as_bytes(error.smtp_error))) from None
        _expect(2, "DC-222", "the greeting", smtp.ehlo())

    def _sign_in(self, smtp: smtplib.SMTP) -> None:
        server = self._server
        if not server.user:
            return
        offered = smtp.esmtp_features.get("auth", "").upper().split()
        plain = _base64(f"\0{server.user}\0{server.password}")
        if "PLAIN" in offered:
            reply = smtp.docmd("AUTH", f"PLAIN {plain}")
        elif "LOGIN" in offered:
            reply = smtp.docmd("AUTH", "LOGIN")
            for answer in (server.user, server.password):
                reply = smtp.docmd(_base64(answer)) if reply[0] == 334 else reply
        else:
            raise Refused("DC-223", f"{server.host} offers no sign-in by password (PLAIN or LOGIN).")
        if reply[0] != 235:
            words = server_words(reply[1], server.password, plain, _base64(server.password))
            raise _declined("DC-223", f"the sign-in of {server.user}", (reply[0], words.encode()))

    def _trouble(self, error: OSError) -> ConnectorError:
        if isinstance(error, ssl.SSLError):
            return tls_trouble(error, self._server)
        place = f"{self._server.host}:{self._server.port}"
        if isinstance(error, smtplib.SMTPConnectError) and error.smtp_code // 100 in (4, 5):
            return _declined("DC-222", "the connection", (error.smtp_code, _as_bytes(error.smtp_error)))
        if isinstance(error, smtplib.SMTPException):
            return Unavailable("DC-220", f"{place} hung up before the mail was handed over.")
        return Unavailable("DC-220", f"{place} is not reachable ({os_words(error)}). Check host, port and network.")


class SmtpHandover:
    """A mail whose body the server has, without the final dot. Good for one `commit()` or `abandon()`."""

    def __init__(self, smtp: smtplib.SMTP, server: MailServer, answer_seconds: float) -> None:
        self._smtp: smtplib.SMTP | None = smtp
        self._server = server
        self._answer_seconds = answer_seconds
        self._dot_sent = False

    def commit(self) -> ServerReply:
        """Send the final dot and wait for the answer."""
        smtp, self._smtp = self._smtp, None
        if smtp is None:
            raise self._used_up()
        try:
            self._check_still_open(_socket(smtp))
            self._dot_sent = True
            reply = self._send_dot(_socket(smtp))
            with suppress(OSError):  # no waiting for its answer: it could change nothing
                smtp.putcmd("QUIT")
            return reply
        finally:
            smtp.close()

    def abandon(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()

    def _used_up(self) -> ConnectorError:
        if self._dot_sent:
            return OutcomeUnknown("DC-227", "The final dot of this mail was sent before; it is not sent twice.")
        return Unavailable("DC-220", "This handover ended before the final dot; nothing was sent.")

    def _check_still_open(self, sock: socket.socket) -> None:
        """A server that spoke or hung up while we held the dot will not take the mail: that is still certain."""
        sock.settimeout(0)
        try:
            early = sock.recv(4096)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return
        except OSError:
            early = b""
        with suppress(NoReply):
            if reply := parse_reply(early):
                _expect(3, "DC-224", "the body", reply)
        raise Unavailable("DC-220", f"{self._server.host} hung up before the final dot; nothing was sent.")

    def _send_dot(self, sock: socket.socket) -> ServerReply:
        try:
            sock.settimeout(self._answer_seconds)
            sock.sendall(b".\r\n")
            code, text = read_reply(sock, self._answer_seconds)
        except OSError:
            raise self._unknown("the connection broke") from None
        except NoReply as silence:
            raise self._unknown(str(silence)) from None
        words = server_words(text, self._server.password)
        if code // 100 == 2:
            return ServerReply(code, words)
        if code // 100 == 4:
            raise Unavailable("DC-225", f"The server did not take the mail for now: {code} {words}")
        if code // 100 == 5:
            raise Refused("DC-226", f"The server refused the mail: {code} {words}")
        raise self._unknown(f"the answer was {code} {words}")

    def _unknown(self, why: str) -> OutcomeUnknown:
        return OutcomeUnknown(
            "DC-227",
            f"The whole mail was handed to {self._server.host}, but {why}: it may or may not have been taken. "
            "It is not sent again by itself.",
        )


def as_transmitted(data: bytes) -> bytes:
    """The body as it goes over the wire: CRLF line ends, a leading dot doubled, a line end last, no final dot.

    Bare line ends are made whole first, since some servers take a dot between them for the end of a mail."""
    whole = _LINE_END.sub(b"\r\n", data)
    if not whole.endswith(b"\r\n"):
        whole += b"\r\n"
    return _LEADING_DOT.sub(b"..", whole)


def _check(envelope: Envelope) -> None:
    if not envelope.recipients:
        raise Refused("DC-224", "The mail has no recipient.")
    if envelope.sender and not _ADDRESS.fullmatch(envelope.sender):  # an empty sender is that of bounces
        raise Refused("DC-224", f'The sender "{server_words(envelope.sender)}" is not one mail address.')
    for address in envelope.recipients:
        if not _ADDRESS.fullmatch(address):
            raise Refused("DC-224", f'"{server_words(address)}" is not one mail address.', address)


def _address(smtp: smtplib.SMTP, envelope: Envelope, data: bytes) -> None:
    _name(smtp, envelope, data)
    _expect(3, "DC-224", "the start of the mail", smtp.docmd("DATA"))


def _name(smtp: smtplib.SMTP, envelope: Envelope, data: bytes) -> None:
    options = _options(smtp, envelope, data)
    _expect(2, "DC-224", "the sender", smtp.docmd("MAIL", f"FROM:<{envelope.sender}>{options}"))
    for address in envelope.recipients:
        reply = smtp.docmd("RCPT", f"TO:<{address}>")
        _expect(2, "DC-224", f"the recipient {address}", reply, address)


def _options(smtp: smtplib.SMTP, envelope: Envelope, data: bytes) -> str:
    """What MAIL must say about this mail; Refused where the server cannot carry it."""
    options = ""
    if smtp.has_extn("size"):
        limit = smtp.esmtp_features["size"]
        if limit.isdecimal() and 0 < int(limit) < len(data):
            raise Refused("DC-224", f"The mail has {len(data)} bytes, the server takes {limit} at most.")
        options += f" SIZE={len(data)}" if data else ""
    if not data.isascii():
        options += _needed(smtp, "8BITMIME", " BODY=8BITMIME")
    if not all(address.isascii() for address in (envelope.sender, *envelope.recipients)):
        options += _needed(smtp, "SMTPUTF8", " SMTPUTF8")
        smtp.command_encoding = "utf-8"
    return options


def _needed(smtp: smtplib.SMTP, extension: str, option: str) -> str:
    if not smtp.has_extn(extension):
        raise Refused("DC-224", f"The mail needs {extension}, which the server does not offer.")
    return option


def _expect(kind: int, code: str, stage: str, reply: tuple[int, bytes], recipient: str | None = None) -> None:
    if reply[0] // 100 != kind:
        raise _declined(code, stage, reply, recipient)


def _declined(code: str, stage: str, reply: tuple[int, bytes], recipient: str | None = None) -> ConnectorError:
    """*Not now* or *no* by the class of the reply, naming the stage and the server's words."""
    words = f"{reply[0]} {server_words(reply[1])}"
    if reply[0] // 100 == 5:
        return Refused(code, f"The server refused {stage}: {words}", recipient)
    if reply[0] // 100 == 4:
        return Unavailable(code, f"The server put off {stage}: {words}", recipient)
    return Unavailable("DC-220", f"The server's answer to {stage} was no SMTP answer: {words}")


def _reset(smtp: smtplib.SMTP) -> None:
    """Tell the server to forget the mail, and leave; it may not listen any more."""
    with suppress(OSError):
        _socket(smtp).settimeout(5)
        smtp.docmd("RSET")
        smtp.putcmd("QUIT")
    smtp.close()


def _socket(smtp: smtplib.SMTP) -> socket.socket:
    if smtp.sock is None:
        raise smtplib.SMTPServerDisconnected("closed")
    return smtp.sock


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _as_bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()
