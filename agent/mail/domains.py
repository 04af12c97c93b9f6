"""Registered domains, and domains that look like somebody else's. No look-up: the public suffix list is the packaged one."""

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

import tldextract
from confusable_homoglyphs.confusables import confusables_data
from rapidfuzz.distance import DamerauLevenshtein

FREE_MAIL = frozenset(Path(__file__).with_name("free_mail.txt").read_text(encoding="ascii").split())
"""Providers where anybody can have an address: the domain says nothing about who writes."""
LOOKALIKE_PAIRS = (
    ("rn", "m"),
    ("vv", "w"),
    ("cl", "d"),
    ("0", "o"),
    ("1", "l"),
    ("i", "l"),
    ("5", "s"),
    ("3", "e"),
    ("2", "z"),
)
MIN_NAME = 4
"""Names with fewer letters than this are too common to look like anything."""

extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def domain_of(address: str) -> str:
    return address.rpartition("@")[2].lower().rstrip(".")


@lru_cache(maxsize=20_000)
def registered(domain: str) -> str:
    """The domain somebody registered: `mail.firm.co.uk` → `firm.co.uk`; an unknown ending counts as one label. "" for a bare suffix."""
    found = extract(domain)
    if found.suffix:
        return f"{found.domain}.{found.suffix}" if found.domain else ""
    return ".".join(domain.split(".")[-2:]) if "." in domain else ""


def aligned(signer: str, domain: str) -> bool:
    """Whether the signing domain is the mail's domain or one above it, and no public suffix."""
    return bool(registered(signer)) and (domain == signer or domain.endswith(f".{signer}"))


def name_of(domain: str) -> str:
    """`firm` of `mail.firm.co.uk`."""
    return registered(domain).partition(".")[0]


@lru_cache(maxsize=20_000)
def shown(domain: str) -> str:
    """Punycode as people see it."""
    try:
        return domain.encode("ascii").decode("idna")
    except UnicodeError:
        return domain


@lru_cache(maxsize=20_000)
def skeleton(domain: str) -> str:
    """The domain with everything that looks alike written alike."""
    plain = "".join(_plain(letter) for letter in shown(domain).casefold()).casefold()
    for one, other in LOOKALIKE_PAIRS:
        plain = plain.replace(one, other)
    return plain.replace("-", "")


@lru_cache(maxsize=5_000)
def _plain(letter: str) -> str:
    """The ASCII letter or letters that this one looks like."""
    if letter.isascii():
        return letter
    base = unicodedata.normalize("NFKD", letter)[0]
    if base.isascii() and base.isalnum():
        return base
    alike: list[dict[str, Any]] = confusables_data.get(letter, []) or confusables_data.get(base, [])
    return next((str(one["c"]) for one in alike if str(one["c"]).isascii() and str(one["c"]).isalnum()), base)


def looks_like(domain: str, known: str) -> bool:
    """Whether a foreign domain could be taken for a known one: mistyped, homoglyphs, another ending, additions, or as a label."""
    theirs, ours = registered(domain), registered(known)
    if not theirs or not ours or theirs == ours:
        return False
    name, own = name_of(domain), name_of(known)
    if skeleton(theirs) == skeleton(ours) or (len(own) >= MIN_NAME and skeleton(name) == skeleton(own)):
        return True
    return _mistyped(shown(name), shown(own), theirs, ours) or _contains(domain, known, own)


def _mistyped(name: str, own: str, theirs: str, ours: str) -> bool:
    if len(own) < MIN_NAME:
        return False
    allowed = 2 if len(own) >= 6 else 1
    whole = DamerauLevenshtein.distance(shown(theirs), shown(ours), score_cutoff=allowed)
    return whole <= allowed or (
        len(own) >= 6 and DamerauLevenshtein.distance(name, own, score_cutoff=allowed) <= allowed
    )


def _contains(domain: str, known: str, own: str) -> bool:
    """`firm-accounts.example`, `firm.example.evil.test`, `firm.evil.test`, `thefirmaccounts.test` for a long name."""
    if registered(known) in domain or len(own) < MIN_NAME:
        return registered(known) in domain
    labels = [shown(label) for label in domain.split(".")[:-1]]
    tokens = {token for label in labels for token in (label, *label.split("-"))}
    alike = {skeleton(token) for token in tokens}
    return skeleton(own) in alike or (len(own) >= 8 and any(skeleton(own) in skeleton(label) for label in labels))
