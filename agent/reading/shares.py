"""Which numbers belong to which paper of a request, and where the words leave that open."""

import re
from datetime import date

from agent.domain.document_words import Mention
from agent.domain.request_words import PURPOSE
from agent.domain.vocabulary import DocumentKind
from agent.reading.periods import OPEN_QUESTION
from agent.reading.references import Reference
from agent.reading.scopes import scopes

UNNUMBERED = frozenset({DocumentKind.STATEMENT, DocumentKind.TAX_FORM, DocumentKind.BANK_LETTER})
ORDINALS = (
    r"first|former|erste[nrsm]?|erstere[nrsm]?|premiere?|primer[oa]?|eerste",
    r"second|zweite[nrsm]?|deuxieme|seconde|segund[oa]|tweede",
    r"third|dritte[nrsm]?|troisieme|tercer[oa]?|derde",
)
LAST = r"last|latter|letzte[nrsm]?|letztere[nrsm]?|derniere?|ultim[oa]|laatste"
OTHERS = r"other|older|newer|larger|smaller|bigger|andere[nrsm]?|altere[nrsm]?|neuere[nrsm]?|autre|plus (?:ancienne|recente)|otr[oa]|mas (?:antigua|reciente)|oudere?|oudste|nieuwere?|nieuwste"
SINGLED = re.compile(
    r"\b(?:of|for|to|with|concerning|von|zu|zur|zum|fur|bei|der|des|de|du|pour|a|avec|del|para|van|bij|voor) (?:(?:the|der|die|das|dem|den|la|le|l'|el|de|het|only|nur|seulement|solo|alleen) ?)*"
    + rf"(?P<which>{'|'.join((*ORDINALS, LAST, OTHERS))})\b"
    r"(?! (?:quarter|half|time|week|month|year|quartal|halbjahr|mal|woche|monat|jahr|trimestre|semestre|fois|semaine|mois|annee|vez|semana|mes|ano|kwartaal|keer|maand|jaar))"
)
OF_IT = re.compile(
    r"\W{0,2}(?:\w+ ){0,2}(?:(?:belong\w*|relat\w*|correspond\w*|that goes|which goes) (?:to|with) it|(?:for|of) (?:it|that one)|dazu\w*|hierzu|y afferent|correspondant|correspondiente|die erbij hoort|daarbij|erbij)\b"
)
NEAR = 45

Named = list[tuple[Mention, str]]
Spread = dict[DocumentKind, list[Reference]]


def attach(
    kinds: list[DocumentKind], named: Named, numbers: list[Reference], folded: str
) -> tuple[Spread, frozenset[DocumentKind]]:
    """Each number to the paper named last before it; a paper without a number of its own shares its neighbour's.

    Second: the kinds of which the (folded) new text leaves open to which of the numbers they belong.
    """
    spread = owned(kinds, named, numbers, folded)
    rich = [kind for kind in kinds if spread[kind]]
    doubtful: set[DocumentKind] = set()
    for kind in kinds:
        if not spread[kind] and rich and kind not in UNNUMBERED:
            place, papers = kinds.index(kind), [m for m, part in named if part == "newest" and m.kind is kind]
            with_last = any(WITH_IT.fullmatch(folded, one.end, paper.start) for one in numbers for paper in papers)
            nearest = [(abs(kinds.index(one) - place), (kinds.index(one) < place) != with_last, one) for one in rich]
            share = share_of(papers, spread[min(nearest)[2]], folded)
            spread[kind] = share or []
            doubtful |= {kind} if share is None else set()
    return spread, frozenset(doubtful)


WITH_IT = re.compile(
    r",? ?(?:\b(?:and|with|mit|samt|nebst|und|avec|et|con|y|met|en)\b|\+|&)(?: (?:also|auch|its|the|a|der|die|das|dem|den|son|sa|le|la|su|el|de|het|bijbehorende|zugehorige[nrm]?|matching|signed|corresponding))* ?"
)
"""Between a number and the paper that goes with it: "4411 with its receipt, and for 4412 the delivery note"."""


def owned(kinds: list[DocumentKind], named: Named, numbers: list[Reference], folded: str) -> Spread:
    spread: Spread = {kind: [] for kind in kinds}
    places = [mention for mention, part in named if part == "newest" and mention.kind not in UNNUMBERED]
    free = [mention for mention in places if not any(one.start < mention.start for one in numbers)]
    others = [kind for kind in kinds if kind not in UNNUMBERED]
    for number in numbers:
        line = papers_in_line(number, places, folded)
        owner = owner_of(number, places, folded)
        mine = [one.kind for one in line] or (joined(owner, free, folded) if owner else others)
        for kind in dict.fromkeys(mine):
            spread[kind].append(number)
    return spread


def owner_of(number: Reference, places: list[Mention], folded: str) -> Mention | None:
    """The paper named last before the number; the next one where "and for 4412 the delivery note" begins anew."""
    before = [one for one in places if one.start < number.start]
    after = next((one for one in places if one.start >= number.start), None)
    if after and AND_FOR.search(folded, 0, number.start) and NEXT_PAPER.fullmatch(folded, number.end, after.start):
        return after
    if after and before and APART.fullmatch(folded, before[-1].end, number.start) and after.start == number.end + 1:
        return after
    return before[-1] if before else after


AND_FOR = re.compile(
    r"(?:[,;]|\b(?:and|und|et|y|en|plus|sowie))(?: also| auch| aussi| tambien| ook)? (?:for|fur|zu|zur|zum|von|pour|para|de|voor|van|bij)(?: (?:the|our|your|die|der|den|la|le|el|de|het|invoice|order|rechnung|bestellung|facture|commande|cde|factura|pedido|factuur|bestelling|no|nr|n|po))*[ .:#°º]*$"
)
APART = re.compile(r" ?[,;/+&] ?")
"""Between "4411 invoice, 4412 delivery note"."""
NEXT_PAPER = re.compile(r"(?:[ :'-]|\b(?!(?:and|und|et|y|en|plus)\b)[a-z]++)*+")


def papers_in_line(number: Reference, papers: list[Mention], folded: str) -> list[Mention]:
    """Those told off behind the number that opens a line, and nothing else: "1. 4411 - invoice and POD"."""
    end = folded.find("\n", number.end)
    end = end if end >= 0 else len(folded)
    mine = [one for one in papers if number.end <= one.start < end]
    ends = [number.end, *(one.end for one in mine)]
    between = [folded[a:b] for a, b in zip(ends, [*(one.start for one in mine), end], strict=True)]
    return mine if opens_line(number, papers, folded) and all(map(ONLY_LISTS.fullmatch, between)) else []


def opens_line(number: Reference, papers: list[Mention], folded: str) -> bool:
    """The number stands first in its line, a paper behind it."""
    head = folded[folded.rfind("\n", 0, number.start) + 1 : number.start]
    line = folded[number.end :].split("\n", 1)[0]
    behind = any(number.end <= one.start < number.end + len(line) for one in papers)
    return behind and ITEM_MARK.fullmatch(head) is not None


ITEM_MARK = re.compile(r"[^\w\n]*(?:\d{1,2}[.)][^\w\n]*)?")
ONLY_LISTS = re.compile(
    r"(?:[^\w\n]|\b(?:and|und|et|y|e|en|plus|only|just|nur|seulement|uniquement|solo|alleen|also|auch|aussi|tambien|ook|the|its|signed|stamped|a|cop(?:y|ies)|of|die|den|der|das|le|la|les|el|los|las|de|het|kopie|copie|copia|unterschriebene[nr]?|signee?|firmad[oa]|getekende?|please|pls|bitte|svp|aub)\b)*+"
)


def joined(owner: Mention, places: list[Mention], folded: str) -> list[DocumentKind]:
    """The owner's kind and those told off right before it: "the invoice and the delivery note for 4411"."""
    kinds, last = [owner.kind], owner
    for one in reversed([place for place in places if place.start < owner.start]):
        if not JOINT.fullmatch(folded, one.end, last.start):
            break
        kinds.append(one.kind)
        last = one
    return kinds


JOINT = re.compile(
    r" ?(?:,|/|\b(?:and|und|et|y|e|en|plus|sowie)\b|&|\+)(?: (?:the|a|an|copy of|signed|die|den|das|eine?n?|la|le|les|l'|une?|el|los|las|de|het|een))* ?"
)


def share_of(mentions: list[Mention], numbers: list[Reference], folded: str) -> list[Reference] | None:
    """What a paper without a number gets of another's numbers; None where that is left open."""
    different = {one.text for one in numbers}
    if len(different) < 2 or len(mentions) != 1:
        return list(numbers)
    paper = mentions[0]
    if which := singled(paper, folded):
        return picked(which, numbers)
    before = [one for one in numbers if one.start < paper.start]
    if not before or len(before) == len(numbers):
        return list(numbers)
    return before if len(before) == 1 and OF_IT.match(folded, paper.end) else None


def singled(paper: Mention, folded: str) -> str | None:
    """The word that singles out one of several numbers: "the delivery note of the first"."""
    after = re.split(r"[.?!\n]", folded[paper.end : paper.end + NEAR])[0]
    before = re.split(r"[.?!\n]", folded[max(0, paper.start - NEAR) : paper.start])[-1]
    match = SINGLED.search(after) or SINGLED.search(before)
    return match["which"] if match else None


def picked(which: str, numbers: list[Reference]) -> list[Reference] | None:
    if re.fullmatch(LAST, which):
        return numbers[-1:]
    place = next((at for at, words in enumerate(ORDINALS) if re.fullmatch(words, which)), None)
    return numbers[place : place + 1] or None if place is not None else None


def described_apart(kind: DocumentKind, named: Named, numbers: list[Reference], folded: str, sent: date) -> str | None:
    """The description of a paper beside others that have numbers: "the receipt for 4411 and the October invoice"."""
    papers = [m for m, part in named if part == "newest" and m.kind is kind and m.words]
    if not numbers or kind in UNNUMBERED:
        return None
    apart = [scope for one in papers if (scope := own_words(one, numbers, folded, sent))]
    if not apart:
        return None
    return apart[0] if len(papers) == 1 and kind is DocumentKind.INVOICE else OPEN_QUESTION


def own_words(paper: Mention, numbers: list[Reference], folded: str, sent: date) -> str | None:
    """A month, day or amount right behind a paper that has no number of its own."""
    after = re.split(r"[,;?!\n]|(?<!\d)\. ", PURPOSE.sub(" ", folded[paper.end : paper.end + NEAR]))[0]
    if any(-6 <= one.start - paper.end <= NEAR or 0 <= paper.start - one.end <= 6 for one in numbers):
        return None
    if not DESCRIBED.match(after):
        return None
    found = scopes(paper.words + after, sent, False)
    return found[0] if len(found) == 1 and found[0].startswith(("month:", "date:", "amount:")) else None


DESCRIBED = re.compile(
    r" (?:\w+ )?(?:of|from|for|dated|in|over|vom|von|aus|fur|im|uber|du|de|d'|del|par|pour|por|van|uit|voor|d\.d\.)\b"
)
