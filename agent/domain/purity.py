"""The second vote of the gate: does a mail ask for papers, and for nothing else? Words alone decide, without the reader.

Three tests, each of which may object: a request must be recognisable; no word may point to another matter; and what
remains when the request, its purpose, courtesies and names are taken away must be little.
"""

import re
from datetime import date
from typing import NamedTuple

from agent.domain.dates import find_dates
from agent.domain.document_words import find_kinds
from agent.domain.facts import DocumentAsk
from agent.domain.folding import fold
from agent.domain.innocent_words import BUSINESS, CLOSING, OFFICE, SMALL
from agent.domain.money import find_amounts
from agent.domain.request_words import LACK, POLITE, REQUEST, WANT
from agent.domain.veto_words import ALREADY_PAID, COMPILED, HARMLESS, PAY_WORDS, STILL_TO_PAY
from agent.domain.vocabulary import DocumentKind

MOST_LEFT = 12.0
"""Words of substance that may remain; chosen on the training and development mails."""
ASIDE = 0.35
"""What a word counts within a clause that asks, or tells how the paper went missing."""
SMALL_TALK = 0.15
"""What a word counts in a clause that has nothing to do with business."""
SHORT = 12
ADDRESS = re.compile(r"[\w.%+'-]+@[\w-]+(?:\.[\w-]+)+")
REPLY = re.compile(r"^\s*(?:(?:re|aw|antw|sv|tr|rv|fwd?|wg|rif|ref)\s*:\s*)+", re.IGNORECASE)
CLAUSE = re.compile(r"[.!?;:,()\n]+|\s-+\s|\b(?:but|aber|mais|pero|maar|because|weil|parce que|porque|omdat|so that|damit|para que|zodat)\b")
WORD = re.compile(r"[^\W\d_][\w'-]*")
ANY_DAY = date(2020, 1, 1)


class Objection(NamedTuple):
    """`code` is stable; `sentence` is for people; `words` are the mail's own."""

    code: str
    sentence: str
    words: str


def purity(subject: str, newest: str, asks: tuple[DocumentAsk, ...], from_name: str) -> Objection | None:
    """Why this may be more than a plain request for papers; None: nothing speaks against it."""
    whole, newest = newest, without_disclaimer(newest)
    body = without_closing(newest)
    folded = fold(body)
    headline = "" if REPLY.match(subject) else fold(subject)
    return (
        not_a_request(headline, folded, asks)
        or vetoed(headline, subject)
        or vetoed(fold(whole), whole, only="instruction")
        or vetoed(fold(newest), newest)
        or elsewhere(newest)
        or pays(folded, body, asks)
        or too_much(folded, body, asks, from_name)
    )


# --- 1: a request --------------------------------------------------------------------------------------------------


def not_a_request(headline: str, folded: str, asks: tuple[DocumentAsk, ...]) -> Objection | None:
    named = bool(asks) or bool(find_kinds(folded)) or bool(find_kinds(headline))
    if REQUEST.search(folded) and named:
        return None
    if named and len(folded.split()) <= SHORT:
        return None
    return Objection("no_request", "No request for a document can be recognised in the words.", folded[:80].strip())


# --- 2: words that stand for something else ------------------------------------------------------------------------------


def vetoed(folded: str, text: str, only: str = "") -> Objection | None:
    open_words = HARMLESS.sub(lambda found: " " * len(found[0]), folded)
    for code, sentence, pattern in COMPILED:
        if (not only or code == only) and (match := pattern.search(open_words)):
            words = text[match.start() : match.end()] if len(text) == len(folded) else match[0]
            return Objection(code, sentence, words.strip())
    return None


def elsewhere(newest: str) -> Objection | None:
    """A mail address in a sentence: the papers, or the letters to come, are to go there."""
    for line in newest.split("\n"):
        match = ADDRESS.search(line)
        if match and len(WORD.findall(ADDRESS.sub(" ", line))) >= 3:
            return Objection("address", "A mail address stands in the text.", match[0])
    return None


def pays(folded: str, body: str, asks: tuple[DocumentAsk, ...]) -> Objection | None:
    """Paying with a day or an amount is a promise, or news of a payment, unless the paper asked for proves that payment."""
    receipt = any(ask.kind in (DocumentKind.RECEIPT, DocumentKind.CREDIT_NOTE) for ask in asks)
    masked = HARMLESS.sub(lambda found: " " * len(found[0]), folded)
    for start, end in sentence_places(folded):
        part = masked[start:end]
        match = PAY_WORDS.search(part)
        if not match or (receipt and (ALREADY_PAID.search(part) or not STILL_TO_PAY.search(part))):
            continue
        if day_or_amount(body[start:end], part):
            return Objection("payment", "A payment is spoken of, with a day or an amount.", body[start:end].strip()[:120])
    return None


def day_or_amount(text: str, folded: str) -> bool:
    """A day or amount that does not merely say which invoice is meant."""
    days = [one for one in find_dates(text, ANY_DAY, "en") if not DESCRIBES.search(folded[: one.start])]
    amounts = [one for one in find_amounts(text) if not DESCRIBES.search(folded[: one.start])]
    return bool(days or amounts)


PAPER = r"\b(?:invoices?|bills?|\w*rechnung\w*|beleg\w*|factures?|facturas?|factu\w+|nota|rekening|delivery|order|bestell\w+|commande|pedido|bestelling|duplicata|credit|avoir|abono|cop(?:y|ies)|one|check|cheque)\b"
DESCRIBES = re.compile(rf"{PAPER}[^.?!\n]{{0,40}}\b(?:of|dated?|issued|from|for|over|about|vom|uber|von|du|datee?|de|del?|van|d\.d\.|por|importe de|montant de|ter waarde van|on|was|number)(?: the| el| l'| dia)?[ :(]*$")


def sentence_places(folded: str) -> list[tuple[int, int]]:
    stops = [match.end() for match in re.finditer(r"(?<=[a-z)\"'])[.!?]+(?=\s|$)|\n\s*\n|\n", folded)]
    return list(zip([0, *stops], [*stops, len(folded)], strict=True))


# --- 3: what remains ----------------------------------------------------------------------------------------------------


def too_much(folded: str, body: str, asks: tuple[DocumentAsk, ...], from_name: str) -> Objection | None:
    weight = 0.0
    heaviest: tuple[float, str] = (0.0, "")
    plain = blank(folded, body, asks)
    own = frozenset(WORD.findall(fold(from_name)))
    for start, end in clause_places(folded):
        counted = weigh(folded[start:end], plain[start:end], own)
        weight += counted
        heaviest = max(heaviest, (counted, body[start:end].strip()))
    if weight <= MOST_LEFT:
        return None
    return Objection("residual", "The mail says more than what it asks for.", heaviest[1][:120])


def blank(folded: str, body: str, asks: tuple[DocumentAsk, ...]) -> str:
    """The text without papers, request words, numbers, days and amounts."""
    places = [(one.start, one.end) for one in find_kinds(folded)]
    places += [(one.start, one.end) for one in find_dates(body, ANY_DAY, "en")]
    places += [(one.start, one.end) for one in find_amounts(body)]
    places += [match.span() for pattern in (WANT, POLITE, LACK, HARMLESS) for match in pattern.finditer(folded)]
    places += [match.span() for ask in asks for number in ask.references for match in re.finditer(re.escape(fold(number)), folded)]
    letters = list(folded)
    for start, end in places:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def clause_places(folded: str) -> list[tuple[int, int]]:
    stops = [match.end() for match in CLAUSE.finditer(folded)]
    return list(zip([0, *stops], [*stops, len(folded)], strict=True))


def weigh(clause: str, plain: str, own: frozenset[str]) -> float:
    left = [word for word in WORD.findall(plain) if counts(word, own)]
    if not left:
        return 0.0
    if REQUEST.search(clause) and (find_kinds(clause) or len(left) <= 3):
        return ASIDE * len(left)
    return (1.0 if BUSINESS.search(clause) else SMALL_TALK) * len(left)


def counts(word: str, own: frozenset[str]) -> bool:
    return len(word) > 2 and word not in SMALL and word not in own and not OFFICE.match(word)


def without_closing(newest: str) -> str:
    """The text up to the closing formula; what follows is name and address, if it is short."""
    lines = newest.split("\n")
    for place, line in enumerate(lines):
        rest = lines[place + 1 :]
        if place and CLOSING.match(fold(line)) and sum(len(one.split()) for one in rest) <= 40 and not any(REQUEST.search(fold(one)) for one in rest):
            return "\n".join(lines[:place])
    return newest


def without_disclaimer(newest: str) -> str:
    """Without the small print about confidentiality, which speaks of claims and damages in general."""
    folded = fold(newest)
    match = DISCLAIMER.search(folded)
    return newest[: match.start()] if match else newest


DISCLAIMER = re.compile(
    r"\n[\W_]*(?:(?:this|the) (?:e-?mail|message|information|communication|content)[^\n]{0,160}\b(?:confidential|intended|privileged|addressee|recipient|protected)|[^\n]{0,80}(?:is confidential|please consider the environment|registered office|registered in england|accepts no liability|reserves the right to monitor)"
    r"|(?:diese|der inhalt dieser) (?:e-?mail|nachricht)[^\n]{0,120}\b(?:vertraulich|bestimmt|adressat|unverbindlich)|(?:ce|le present) (?:message|courriel|e-?mail)[^\n]{0,120}\b(?:confidentiel|destinataire)|aviso legal|(?:este|el presente) (?:correo|mensaje|e-?mail)[^\n]{0,120}\b(?:confidencial|privilegiada|destinatario)"
    r"|(?:dit|de informatie in dit) (?:bericht|e-?mail\w*)[^\n]{0,120}\b(?:vertrouwelijk|bestemd|geadresseerde))"
)
