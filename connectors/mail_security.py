"""What both mail connectors hold to: TLS off this machine, certificates checked, no secret in a message."""

import ipaddress
import re
import ssl

from connectors.ports import ConnectorError, MailServer, Refused, Unavailable

_TLS_NOT_SPOKEN = {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNSUPPORTED_PROTOCOL", "NO_PROTOCOLS_AVAILABLE"}
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def is_loopback(host: str) -> bool:
    """True for localhost and for numeric loopback addresses; other names are not looked up."""
    name = host.strip("[]").rstrip(".").lower()
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def require_security(server: MailServer) -> None:
    """Refused("DC-210") unless mail and password travel under TLS or stay on this machine."""
    if server.security in ("tls", "starttls"):
        return
    if server.security != "none":
        raise Refused("DC-210", f'Security "{server.security}" is unknown. Use "tls", "starttls" or "none".')
    if not is_loopback(server.host):
        raise Refused(
            "DC-210",
            f'Security "none" is allowed on this machine only, and {server.host} is another one. '
            'Set the security of this server to "tls" or "starttls".',
        )


def tls_trouble(error: ssl.SSLError, server: MailServer) -> ConnectorError:
    """The connector error for a failed TLS handshake: Refused where only a person can mend it."""
    place = f"{server.host}:{server.port}"
    if isinstance(error, ssl.SSLCertVerificationError):
        return Refused(
            "DC-219",
            f"The certificate of {place} is not trusted ({error.verify_message}). "
            "Use the name that stands in the certificate, or install its authority on this machine.",
        )
    if error.reason in _TLS_NOT_SPOKEN:
        return Refused("DC-219", f"{place} does not speak TLS from the first byte. Check the port, or use starttls.")
    return Unavailable("DC-220", f"The TLS connection to {place} broke ({error.reason or 'cut'}).")


def server_words(said: bytes | str, *secrets: str) -> str:
    """What a server said, fit to show: one line of at most 200 characters without these secrets."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    for secret in filter(None, secrets):
        text = text.replace(secret, "…")
    return _UNPRINTABLE.sub(" ", text).strip()[:200] or "no words"


def os_words(error: OSError) -> str:
    """The cause of a socket error in a few words."""
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return error.strerror or server_words(str(error)) or type(error).__name__
