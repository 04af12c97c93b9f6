"""What the demo's mail world publishes about its domains: who sends for them, and with which key they sign.

The host asks here where a real one would ask the DNS. A key is made when it is first needed and dies with the process.
"""

import secrets
from threading import Lock

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from duecourse.demo.data import company

SELECTOR = "demo"
FREE_MAIL = "freemail.example"
KEY_BITS = 1024
"""Small, since the keys protect nothing, sign for minutes, and a start must not wait for thirty large ones."""


class DomainKeys:
    """The keys of the customers', the clients' and the free-mail domain. Safe to use from several threads."""

    def __init__(self) -> None:
        self.serial = secrets.token_hex(4)
        """Tells the Message-IDs of this start from those of another."""
        owners = {one.domain for one in company().customers} | {one.domain for one in company().clients}
        self._domains = owners | {FREE_MAIL}
        self._keys: dict[str, rsa.RSAPrivateKey] = {}
        self._lock = Lock()

    def publishes(self, domain: str) -> bool:
        """Whether the domain says who may send for it and asks that anything else be rejected."""
        return domain in self._domains

    def private_pem(self, domain: str) -> bytes:
        """The key the domain signs with. KeyError for a domain that has none."""
        return self._key(domain).private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())

    def lookup(self, name: bytes, **_patience: float) -> bytes | None:
        """The TXT record of `demo._domainkey.DOMAIN`, as dkimpy asks for it; None where there is none."""
        selector, _, domain = name.decode("ascii", "replace").rstrip(".").partition("._domainkey.")
        if selector != SELECTOR or not self.publishes(domain):
            return None
        public = self._key(domain).public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        return b"v=DKIM1; k=rsa; p=" + b"".join(public.splitlines()[1:-1])

    def _key(self, domain: str) -> rsa.RSAPrivateKey:
        if not self.publishes(domain):
            raise KeyError(domain)
        with self._lock:
            if domain not in self._keys:
                self._keys[domain] = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
            return self._keys[domain]
