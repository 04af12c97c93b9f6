"""Who wrote a mail, as far as it is proven: the trusted server's word, the contact list, and everything that speaks against it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from agent.domain.facts import MailView, SenderVerdict
from agent.domain.vocabulary import SenderStanding
from agent.mail.addresses import single_from
from agent.mail.authentication import Results, trusted_results
from agent.mail.domains import FREE_MAIL, aligned, domain_of, looks_like, registered
from agent.mail.headers import Field, addresses, fields

FOREIGN = frozenset({SenderStanding.LEFT, SenderStanding.LOOKALIKE, SenderStanding.UNKNOWN})


@dataclass(frozen=True)
class KnownContact:
    """One contact of one customer of the client that owns the mailbox. `domain`: the customer's own, "" if unknown."""

    contact_id: UUID
    customer_id: UUID
    email: str
    active: bool
    group: str | None
    domain: str
    customer_name: str
    name: str = ""


@dataclass(frozen=True)
class Standing:
    kind: SenderStanding
    contact_id: UUID | None = None
    customer_ids: tuple[UUID, ...] = ()
    lookalike_of: str | None = None
    several: bool = False


def sender_verdict(
    raw: bytes, view: MailView, authserv_id: str, contacts: Sequence[KnownContact], own_addresses: frozenset[str]
) -> SenderVerdict:
    """`contacts`: all of the client's; `own_addresses`: its mailboxes and aliases, lower case."""
    found = fields(raw)
    proven = single_from(raw)
    results = trusted_results(found, authserv_id)
    address = view.from_address
    authenticated = bool(proven) and proven == address and _authenticated(results, domain_of(address))
    standing = _standing(address, contacts, own_addresses, authenticated)
    colleagues = _colleagues(standing, contacts)
    foreign_replies = _foreign_replies(found, view, address, colleagues)
    outsiders = tuple(
        one for one in dict.fromkeys((*view.to, *view.cc)) if one not in own_addresses | colleagues | {address}
    )
    problems = [
        *["from_invalid"] * (proven is None),
        *["sender_differs"] * _sender_differs(found, address),
        *["no_trusted_result"] * (results is None),
        *["auth_failed"] * (results is not None and not authenticated),
        *["reply_to_foreign"] * bool(foreign_replies),
        *["cc_outsider"] * bool(outsiders),
        *["several_customers"] * standing.several,
        *["free_mail"] * (standing.contact_id is None and domain_of(address) in FREE_MAIL),
        *["display_name_borrowed"] * _borrows_name(view, standing, contacts, own_addresses),
    ]
    return SenderVerdict(
        address=address,
        standing=standing.kind,
        authenticated=authenticated,
        all_failed=results is not None and results.all_failed,
        contact_id=standing.contact_id,
        customer_ids=standing.customer_ids,
        problems=tuple(problems),
        lookalike_of=standing.lookalike_of,
        reply_to_foreign=foreign_replies,
        cc_outsiders=outsiders,
    )


def _authenticated(results: Results | None, domain: str) -> bool:
    """A good DKIM signature of the From domain or one above it, and DMARC not against it. SPF alone never suffices."""
    return (
        results is not None
        and results.dmarc_allows(domain)
        and any(aligned(signer, domain) for signer in results.signed_by())
    )


def _standing(address: str, contacts: Sequence[KnownContact], own: frozenset[str], authenticated: bool) -> Standing:
    exact = [one for one in contacts if address and one.email.strip().lower() == address]
    active = [one for one in exact if one.active]
    if active:
        return _known(active, authenticated)
    if exact:
        return Standing(SenderStanding.LEFT, exact[0].contact_id)
    domain = domain_of(address)
    known = _customer_domains(contacts)
    if domain and registered(domain) in known:
        return Standing(SenderStanding.SAME_DOMAIN)
    if not domain or domain in FREE_MAIL or registered(domain) in {registered(domain_of(one)) for one in own}:
        return Standing(SenderStanding.UNKNOWN)
    taken_for = next((one for one in sorted({*known, *map(domain_of, own)}) if looks_like(domain, one)), None)
    return Standing(SenderStanding.LOOKALIKE if taken_for else SenderStanding.UNKNOWN, lookalike_of=taken_for)


def _known(active: list[KnownContact], authenticated: bool) -> Standing:
    """One customer, or several that the books join in one group; otherwise nobody can say for whom the mail speaks."""
    customers = tuple(dict.fromkeys(one.customer_id for one in active))
    groups = {one.group for one in active}
    several = len(customers) > 1 and (len(groups) > 1 or None in groups or "" in groups)
    kind = SenderStanding.VERIFIED if authenticated and not several else SenderStanding.KNOWN_UNVERIFIED
    return Standing(kind, active[0].contact_id, customers, several=several)


def _customer_domains(contacts: Iterable[KnownContact]) -> frozenset[str]:
    found = {registered(domain.lower()) for one in contacts for domain in (one.domain, domain_of(one.email)) if domain}
    return frozenset(found - FREE_MAIL - {""})


def _colleagues(standing: Standing, contacts: Sequence[KnownContact]) -> frozenset[str]:
    """Addresses of the active contacts of the sender's own customers."""
    return frozenset(
        one.email.strip().lower() for one in contacts if one.active and one.customer_id in standing.customer_ids
    )


def _foreign_replies(found: list[Field], view: MailView, address: str, colleagues: frozenset[str]) -> tuple[str, ...]:
    """Reply-To addresses that are neither the sender nor a registered colleague; an unreadable field counts as one."""
    written = [one for one in found if one.name == "reply-to" and one.unfolded]
    if written and not view.reply_to:
        return (written[0].text[:200] or "?",)
    return tuple(one for one in view.reply_to if one != address and one not in colleagues)


def _sender_differs(found: list[Field], address: str) -> bool:
    written = [one for one in found if one.name == "sender" and one.unfolded]
    domains = {domain_of(one) for _, one in addresses(written)} or {""}
    return bool(written) and (len(written) > 1 or domains != {domain_of(address)})


def _borrows_name(view: MailView, standing: Standing, contacts: Sequence[KnownContact], own: frozenset[str]) -> bool:
    """A stranger, or somebody who has left, under the name of a contact, of a customer, or of an address that is not theirs."""
    if standing.kind not in FOREIGN or not view.from_name:
        return False
    name = _folded(view.from_name)
    others = [one for one in contacts if one.contact_id != standing.contact_id]
    if name in {_folded(words) for one in others for words in (one.name, one.customer_name) if len(_folded(words)) > 3}:
        return True
    shown = view.from_name.lower()
    mails = {one.email.lower() for one in others} | own
    domains = _customer_domains(contacts) - {registered(domain_of(view.from_address))}
    return any(mail in shown for mail in mails) or any(
        re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", shown) for one in domains
    )


def _folded(name: str) -> str:
    """A name without case, accents, order ("Sandhu, Jo") and signs."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(letter)
    )
    return " ".join(sorted(re.findall(r"[^\W_]+", plain)))
