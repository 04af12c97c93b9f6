"""What a company's mail host finds out about a mail that comes in, and how it writes that down (RFC 8601)."""

import re
from dataclasses import dataclass

import dkim

from duecourse.demo.keys import DomainKeys
from duecourse.demo.mails import address_of, header

FIELD = re.compile(rb"[^\n]*\n(?:[ \t][^\n]*\n)*")
RESULTS = re.compile(rb"authentication-results[ \t]*:", re.IGNORECASE)


@dataclass(frozen=True)
class Session:
    """Who handed a mail over: the name it greeted with, the account it signed in to ("" for none), the envelope."""

    greeting: str
    account: str
    sender: str


@dataclass(frozen=True)
class Check:
    """One result: pass, fail or none, and the domain that it speaks of ("" for none)."""

    result: str
    domain: str = ""

    def vouches_for(self, domain: str) -> bool:
        """Passed, for that domain or one above it."""
        return self.result == "pass" and bool(self.domain) and f".{domain}".endswith(f".{self.domain}")


def results(raw: bytes, session: Session, authserv_id: str, keys: DomainKeys) -> bytes:
    """The field that says what was found out about the mail, with its line end."""
    spf, signed = check_spf(session, keys), check_dkim(raw, keys)
    domain = address_of(raw).rpartition("@")[2]
    policy = check_dmarc(domain, spf, signed, keys)
    field = (
        f"Authentication-Results: {authserv_id};\r\n"
        f" spf={spf.result} smtp.mailfrom={spf.domain or 'unknown'};\r\n"
        f" dkim={signed.result}{f' header.d={signed.domain}' if signed.domain else ''};\r\n"
        f" dmarc={policy.result} header.from={domain or 'unknown'}\r\n"
    )
    return field.encode("ascii", "replace")


def check_spf(session: Session, keys: DomainKeys) -> Check:
    """Whether the domain of the envelope sends from there. On one machine all addresses are alike, so the name in
    the greeting stands for the network address: a domain's own server greets as `mail.DOMAIN`."""
    domain = session.sender.rpartition("@")[2].lower() or session.greeting.removeprefix("mail.")
    if not keys.publishes(domain):
        return Check("none", domain)
    own = session.greeting == f"mail.{domain}" or session.account.endswith(f"@{domain}")
    return Check("pass" if own else "fail", domain)


def check_dkim(raw: bytes, keys: DomainKeys) -> Check:
    """Whether the topmost signature holds."""
    if not header(raw, "DKIM-Signature"):
        return Check("none")
    try:
        verifier = dkim.DKIM(raw)
        holds = verifier.verify(dnsfunc=keys.lookup)
        domain = verifier.signature_fields[b"d"].decode("ascii").lower()
    except (dkim.DKIMException, KeyError, ValueError):
        return Check("fail")
    return Check("pass" if holds else "fail", domain)


def check_dmarc(domain: str, spf: Check, signed: Check, keys: DomainKeys) -> Check:
    """Whether either vouches for the domain that the reader sees."""
    if not keys.publishes(domain):
        return Check("none", domain)
    return Check("pass" if spf.vouches_for(domain) or signed.vouches_for(domain) else "fail", domain)


def without_results_of(raw: bytes, authserv_id: str) -> bytes:
    """The mail without result fields that bear this id. Better one too many taken out than one left in: the id is
    looked for anywhere before the first result."""
    kept, position = [], 0
    while (field := FIELD.match(raw, position)) and field[0].strip():
        if not bears(field[0], authserv_id):
            kept.append(field[0])
        position = field.end()
    return b"".join(kept) + raw[position:]


def bears(field: bytes, authserv_id: str) -> bool:
    found = RESULTS.match(field)
    return found is not None and authserv_id.encode() in field[found.end() :].partition(b";")[0].lower()
