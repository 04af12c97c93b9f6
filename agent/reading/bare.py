"""Bare numbers, and copies of numbers, beside a paper with a name: they are invoices."""

import re
from collections.abc import Sequence

from agent.domain.document_words import INVOICE, Mention, find_kinds
from agent.domain.folding import fold
from agent.domain.request_words import LACK
from agent.domain.vocabulary import DocumentKind
from agent.reading.doubts import SIGNED
from agent.reading.mentions import Passage
from agent.reading.orders import JOINED
from agent.reading.references import Reference
from agent.reading.requests import SENDING
from agent.reading.shares import UNNUMBERED

OF_ITS_OWN = re.compile(
    rf"(?: ?(?:\b(?:for|of|to|on|zu|zur|zum|fur|von|vom|der|des|de|du|d'|del|pour|sur|para|van|voor|bij|the|our|your|la|le|l'|el|het|die|no|nr|n|number|numero|nummer)\b|{INVOICE}|[#:°º.]))* ?"
)
"""What stands between a paper and the number that is its own: "the POD for invoice no. 4411"."""
COPY_OF = re.compile(
    r"\b(?:cop(?:y|ies)|duplicates?|kopien?|zweitschrift|duplikat|abschrift|copies?|copias?|duplicatas?|duplicados?|kopie(?:tje|en)?|afschrift|duplicaat|pdfs?)"
    r" (?:of|von|vom|der|d'|du|des|de|del|van)(?: (?:the|our|your|number|no|nr|n|die|der|la|le|l'|el|las|los|les|de|numero|nummer))*[ .:#°º]*$"
)
LISTED_AFTER = re.compile(
    rf"(?:{SENDING.pattern}|\b(?:need|require|have|get|brauche?n?|benotige?n?|bitte|noch|besoin de|faudrait|necesit\w+|graag|nodig|pls|please)\b)[^,;:.?!\n\d]{{0,20}}$"
)
AND_ITEM = re.compile(r" ?[,;/] ?(?:(?:the|a|an|signed|die|den|das|eine?n?|la|le|les|l'|une?|el|los|las|de|het|een) )*")


def own_number_next(mention: Mention, numbers: Sequence[Reference], text: str) -> bool:
    after = next((one for one in numbers if one.start >= mention.end), None)
    return after is not None and bool(OF_ITS_OWN.fullmatch(text, mention.end, after.start))


def listed_before(
    numbers: Sequence[Reference], named: Sequence[tuple[Mention, str]], kinds: Sequence[DocumentKind], text: str
) -> list[Reference]:
    """The bare numbers of "send 4411, 4412, POD for 4413" are invoices."""
    if DocumentKind.INVOICE in kinds or not named or named[0][1] != "newest":
        return []
    first = named[0][0]
    before = [one for one in numbers if one.end <= first.start]
    if not before or not own_number_next(first, numbers, text):
        return []
    joined = AND_ITEM.fullmatch(text, before[-1].end, first.start)
    return before if joined and LISTED_AFTER.search(text[: before[0].start]) else []


def with_copies(
    named: list[tuple[Mention, str]], asking: Sequence[Passage], subject: Sequence[Passage]
) -> list[tuple[Mention, str]]:
    """With the invoice of "the POD of 4411 and a copy of 4412": the copy of a number, behind a paper that has its own."""
    special = [m for m, _ in named if m.kind not in UNNUMBERED and m.kind is not DocumentKind.INVOICE]
    above = {number.text for one in subject for number in one.references}
    numbers = [(number, one) for one in asking for number in one.references if number.text not in above]
    copies = [
        (Mention(DocumentKind.INVOICE, at, at, ""), one.part)
        for number, one in numbers
        if (at := copied_at(number, one)) >= 0 and has_its_own(special, [other for other, _ in numbers], number)
    ]
    return sorted([*named, *copies], key=lambda one: one[0].start) if copies else named


def copied_at(number: Reference, one: Passage) -> int:
    """Where "a copy of" this number begins; -1 where it is not said, or the copy may be another paper's."""
    start, end = number.start - one.sentence.start, number.end - one.sentence.start
    found = COPY_OF.search(one.folded, 0, start)
    if found is None or re.match(r"'s|’s", one.folded[end:]):
        return -1
    before = one.folded[max(0, found.start() - 20) : found.start()]
    other = any(paper.kind is not DocumentKind.INVOICE for paper in find_kinds(found[0]))
    return -1 if SIGNED.search(before) or other else one.sentence.start + found.start()


def has_its_own(special: Sequence[Mention], numbers: Sequence[Reference], copy: Reference) -> bool:
    """Another paper stands before the copy, and a number of its own right between them."""
    before = [one for one in special if one.start < copy.start]
    between = {one.text for one in numbers if before and before[-1].end <= one.start < copy.start}
    return bool(between) and copy.text not in between


def bare_numbers_beside(
    numbers: list[Reference], named: list[tuple[Mention, str]], kinds: list[DocumentKind], described: str
) -> list[Reference]:
    """The bare numbers of "10459 and 10460 with the signed delivery notes" are the invoices."""
    if DocumentKind.INVOICE in kinds or not named or named[0][1] != "newest":
        return []
    mention = named[0][0]
    before = [one for one in numbers if one.end <= mention.start]
    if not before or mention.start - before[-1].end > FARTHEST:
        return []
    first, last = described.find(fold(before[0].text)), described.find(fold(before[-1].text))
    before_them = described[: max(0, first)]
    if min(first, last) < 0 or spoken_for(before_them):
        return []
    after = described[last + len(before[-1].text) :]
    between = after[: max(0, after.find(mention.words))]
    again = SENT_AGAIN.match(after)
    beside = BESIDE_IT.match(after, again.end() if again else 0)
    near = len(between) <= NEAR and (beside or (LACK.search(after[:NEAR]) and JOINED.search(between)))
    return before if near or TOGETHER.search(between) else []


def spoken_for(text: str) -> bool:
    """The number behind it is an invoice's already, another paper's ("the order 4500 and the POD"), or no wish at all."""
    named = any(not text[one.end :].strip(" .:#°ºnro") for one in find_kinds(text)[-1:])
    return named or bool(NAMED_INVOICE.search(text) or WORKED_ON.search(text))


NEAR, FARTHEST = 60, 160
WORKED_ON = re.compile(
    r"\b(?:reconcil|check|match|clos|review|audit)(?:e|es|ing)? (?:\w+ ){0,2}$|\b(?:stimmen|gleichen|prufen|prufe) (?:wir|ich|gerade|derzeit|die|unsere) (?:\w+ ){0,2}$"
    r"|\b(?:rapprochons|verifions|pointons|de (?:rapprocher|verifier|pointer)) (?:\w+ ){0,2}$|\b(?:conciliando|cuadrando|revisando|punteando) (?:\w+ ){0,2}$|\b(?:controleren|checken|boeken) (?:we|wij|ik)? ?(?:\w+ ){0,2}$"
)
"""What the writers are at, and no paper that they ask for: "we're reconciling order 5619 and miss the credit note"."""
TOGETHER = re.compile(
    r"\b(?:it|them|both|those|these|all (?:two|three|four)|one|sie|die|diese|beide|mir|uns|la|les|l'|las|los|lo|ambas?|ze|die|deze|allebei|beide)\b[^.?!\n]{0,60}"
    r"\b(?:with|along with|together with|accompanied by|mit|samt|nebst|zusammen mit|mitsamt|avec|accompagnee?s? de|con|junto con|junto a|acompanad[oa]s? de|met|samen met|inclusief|inclusive)"
    r"(?: (?:its|their|the|each|own|signed|stamped|matching|corresponding|dem|den|der|jeweiligen?|zugehorigen?|dazugehorigen?|unterschriebenen?|son|sa|leurs?|le|la|les|bon|su|sus|el|los|las|correspondientes?|de|het|bijbehorende|getekende|ondertekende))* ?$"
)
"""What stands before the other paper: "could I have both, each with its (signed delivery note)"."""


SENT_AGAIN = re.compile(
    rf"(?:[ ,]{{1,2}}+(?:again|once more|(?:one|another) more time|another time|afresh|please|pls|today|now|over|across|through|to (?:me|us)|noch ?(?:ein)?mals?|nochmals?|erneut|bitte|heute|gleich|her|zu|konnten|wollen|wurden|lassen"
    rf"|encore(?: une fois)?|de nouveau|a nouveau|svp|s'il (?:vous|te) plait|aujourd'hui|otra vez|de nuevo|nuevamente|por favor|porfa|hoy|nogmaals|nog ?(?:eens|een keer|maals)|opnieuw|graag|aub|vandaag|even|willen|kunnen|te|{SENDING.pattern})(?!\w))*+"
)
"""What may stand between the number and what joins a paper to it: "4411 again, with the delivery note". Matches nothing, too."""
BESIDE_IT = re.compile(
    r"\W{0,3}(?:(?:all|each|both|every one|jeweils|je|alle|beide|chacune?|toutes|les deux|cada una|todas|ambas|telkens|elk|ieder|allebei)(?: of them)?[ ,]+)?(?:and|with|plus|mit|und|nebst|samt|avec|et|con|y|met|en|\+|&|along with|together with|zusammen mit|mitsamt|accompagnee?s? d[eu]|acompanad[oa]s? de|samen met|sowie|ainsi que|junto (?:con|a)|including|incl\.?)(?!\w)"
)
NAMED_INVOICE = re.compile(rf"(?:{INVOICE})\s*(?:no|nr|n|number|nummer|numero|num)?[ .:#°ºs]*$")
