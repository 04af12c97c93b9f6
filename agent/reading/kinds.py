"""Which kinds of papers the sentences that ask mean: those they name, those told before, those the subject names."""

import re
from collections.abc import Sequence

from agent.domain.document_words import Mention
from agent.domain.request_words import PURPOSE
from agent.domain.vocabulary import DocumentKind
from agent.reading.bare import TOGETHER, with_copies
from agent.reading.mentions import Passage, in_hand, only_placed
from agent.reading.references import Reference
from agent.reading.requests import PRONOUN, SENDING
from agent.reading.shares import UNNUMBERED
from agent.reading.together import named_in, nameless
from agent.reading.told import only_told


def kinds_asked(asking: list[Passage], body: list[Passage], subject: list[Passage]) -> list[tuple[Mention, str]]:
    elsewhere = any(one.kind is not DocumentKind.INVOICE for one in named_in(subject))
    named = without_generic(without_placed(asking, elsewhere), [number for one in asking for number in one.references])
    if named:
        kinds = frozenset(mention.kind for mention, _ in named)
        beside = [(mention, "newest") for mention in nameless(asking, body, subject, kinds)]
        return [
            *implied(asking, named, subject),
            *accompanied(asking, named),
            *beside,
            *with_copies(named, asking, subject),
        ]
    first = asking[0].sentence.start
    earlier = [(mention, one.part) for one in body for mention in one.mentions if one.sentence.start < first]
    if earlier and PRONOUN.search(" ".join(one.folded for one in asking)):
        return without_generic(earlier[-2:])
    above = [(mention, one.part) for one in subject for mention in one.mentions]
    if any(one.references for one in asking) and all(mention.kind in UNNUMBERED for mention, _ in above):
        return []
    return above


def without_placed(asking: list[Passage], elsewhere: bool) -> list[tuple[Mention, str]]:
    """Where another paper is asked for, an invoice that only says to which one it belongs is not, nor one only told of.

    `elsewhere`: the subject names another.
    """
    every = [(mention, one.part, one) for one in asking for mention in one.mentions]
    every = [one for one in every if not only_told(one[0], one[2])] or every
    every = [one for one in every if one[0].kind is DocumentKind.INVOICE or not in_hand(one[0], one[2])] or every
    invoice_only = {mention.kind for mention, _, _ in every} <= {DocumentKind.INVOICE}
    return [
        (mention, part)
        for mention, part, one in every
        if (invoice_only and not (elsewhere and in_hand(mention, one)))
        or mention.kind is not DocumentKind.INVOICE
        or not (only_placed(mention, one) or in_hand(mention, one) or leading_purpose(mention, one))
    ]


def leading_purpose(mention: Mention, one: Passage) -> bool:
    """Named at the head of the sentence as what the other paper is for: "To book invoice 4411, please send the POD"."""
    match, place = PURPOSE.search(one.folded), mention.start - one.sentence.start
    leads = match is not None and match.start() <= 2 and place < match.end()
    return leads and not NEEDED.search(one.folded, 0, place)


NEEDED = re.compile(
    r"\b(?:(?:we|i) (?:need|require|ask)|(?:brauch|benotig)\w* (?:ich|wir)|(?:j'ai|nous avons|il (?:me|nous) faut|avons) (?:besoin)?|je (?:cherche|demande|sollicite)|nous (?:demandons|sollicitons|cherchons)"
    r"|necesit\w+|precis(?:o|amos)|solicit\w+|rogamos|pedimos|(?:heb|hebben) (?:ik|we|wij)|ontvang(?:en)? (?:ik|we|wij)|please|could|kindly|bitte|merci|graag)\b"
)
"""The purpose is over: "para completar el expediente necesitamos copia de la factura"."""


def implied(
    asking: list[Passage], named: list[tuple[Mention, str]], subject: list[Passage]
) -> list[tuple[Mention, str]]:
    """A number asked for in a sentence of its own, before any paper is named, is an invoice, or what the subject says."""
    first = min(mention.start for mention, _ in named)
    alone = [
        one
        for one in asking
        if one.references and not one.mentions and one.sentence.end < first and SENDING.search(one.folded)
    ]
    if not alone or alone[0].part != "newest":
        return []
    kind = next((mention.kind for one in subject for mention in one.mentions), DocumentKind.INVOICE)
    start = alone[0].sentence.start
    return [(Mention(kind, start, start, ""), "newest")]


def accompanied(asking: list[Passage], named: list[tuple[Mention, str]]) -> list[tuple[Mention, str]]:
    """The invoices told before, of "could I have both, each with its delivery note"."""
    first = named[0][0]
    here = next((one for one in asking if first in one.mentions), None)
    numbered = any(one.references for one in asking)
    if here is None or numbered or any(one.kind is DocumentKind.INVOICE for one, _ in named):
        return []
    before = here.folded[: first.start - here.sentence.start]
    start = here.sentence.start
    return [(Mention(DocumentKind.INVOICE, start, start, ""), here.part)] if TOGETHER.search(before) else []


def without_generic(named: list[tuple[Mention, str]], numbers: Sequence[Reference] = ()) -> list[tuple[Mention, str]]:
    """Vague words such as "duplicata" and "Beleg" name an invoice only where nothing else is named, or each has its number."""
    special = [mention for mention, _ in named if mention.kind is not DocumentKind.INVOICE]
    if not special:
        return named
    return [
        (m, part)
        for m, part in named
        if m.kind is not DocumentKind.INVOICE
        or not VAGUE.fullmatch(m.words)
        or (own_number(m, numbers) and any(m.end < one.start and own_number(one, numbers) for one in special))
    ]


def own_number(mention: Mention, numbers: Sequence[Reference]) -> bool:
    return any(mention.end <= one.start <= mention.end + 10 for one in numbers)


VAGUE = re.compile(r"duplicatas?|belege?|nota|fact|re|rg|folio|bills?|order|rekening(?:en)?")
