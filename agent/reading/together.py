"""Papers asked for together with another that has a name of its own: "copy please + delivery note", "send it with the POD"."""

import re
from collections.abc import Sequence

from agent.domain.document_words import INVOICE, Mention, find_kinds
from agent.domain.vocabulary import DocumentKind
from agent.reading.doubts import SIGNED
from agent.reading.mentions import Passage
from agent.reading.references import Reference
from agent.reading.requests import SENDING
from agent.reading.shares import UNNUMBERED

JOINT = (
    r"(?:\band\b|\bplus\b|\bwith\b|\balong with\b|\btogether with\b|\bas well as\b|\bund\b|\bmit\b|\bsowie\b|\bsamt\b|\bnebst\b|\bzusammen mit\b|\bet\b|\bavec\b|\bainsi que\b|\baccompagnee? (?:de|du)\b|\by\b|\bcon\b|\bjunto con\b"
    r"|\ben\b|\bmet\b|\bsamen met\b|[+&/])(?: (?:the|its|a|any|signed|stamped|corresponding|matching|also|dem|den|die|das|der|unterschriebenen?|auch|le|la|les|l'|son|sa|el|los|las|su|tambien|de|het|een|bijbehorende|getekende|afgetekende|ondertekende|ook))* ?$"
)
POLITELY = r"(?: (?:please|pls|plz|plse|bitte|svp|stp|s'il vous plait|por favor|porfa|graag|aub|alstublieft|alsjeblieft|again|once more|nochmals?|noch einmal|encore|otra vez|nogmaals|opnieuw|asap|required|needed))*"
COPY = r"\b(?:cop(?:y|ies)|duplicates?|kopien?|zweitschrift|duplikate?|copies?|copias?|duplicatas?|duplicados?|kopie(?:tje|en)?|duplica(?:at|ten)|afschrift|belege?|nota|bills?)"
OF_NUMBER = r"(?: (?:of|for|von|vom|zu|de|del|du|van) [\w/.-]*\d[\w/.-]*)?"
COPY_FIRST = re.compile(rf"{COPY}{OF_NUMBER}{POLITELY},? ?{JOINT}")
"""What stands before a paper that is wanted beside a copy of something else."""
IT = r"(?:it|them|both|this|that|sie|es|ihn|diese|la|le|les|lo|las|los|ze|hem|deze|die)"
IT_FIRST = re.compile(
    rf"(?:\b{IT}\b|l'|\w(?:me|nos|se|te)?(?:la|lo|las|los)\b)[^,;:.?!\d]{{0,40}}$|\b(?:resend|re-send|(?:r?en)voyer|reenvi\w+)\b[^,;:.?!\d]{{0,25}}$"
)
TOGETHER = re.compile(
    r"\b(?:re-?send|send|schicken|senden|zusenden|(?:r?en)voyer|(?:re)?enviar|sturen|toesturen|zenden|mailen),? (?:together with|along with|zusammen mit|gemeinsam mit|ensemble avec|en meme temps que|junto con|samen met)(?: \w+){0,2} ?$"
)
JOINED = re.compile(rf",? ?{JOINT}")
COPY_LAST = re.compile(
    r",? ?(?:and|plus|und|sowie|et|y|en|[+&])(?: (?:the|a|an|die|eine?n?|den|une?|la|le|una?|el|de|een))* (?:copy|kopie|copie|copia|duplicate|duplikat|duplicata|duplicado|duplicaat|belege?|nota|bill)\b(?! (?:of|von|vom|der|des|de|du|del|van|invoice))"
)


def beside(mention: Mention, one: Passage) -> bool:
    """Something without a name is wanted with this paper: a copy, or "it"."""
    if mention.kind is DocumentKind.INVOICE:
        return False
    start, end = mention.start - one.sentence.start, mention.end - one.sentence.start
    before = one.folded[max(0, start - 120) : start]
    joint = JOINED.search(before)
    with_it = joint and IT_FIRST.search(before[: joint.start()]) and SENDING.search(before)
    return bool(COPY_FIRST.search(before) or TOGETHER.search(before) or with_it or COPY_LAST.match(one.folded, end))


def nameless(
    asking: Sequence[Passage], body: Sequence[Passage], subject: Sequence[Passage], kinds: frozenset[DocumentKind]
) -> list[Mention]:
    """What it is: what was named before, else what the subject names, else an invoice. `kinds`: those asked for by name."""
    found = next((one for one in asking if any(beside(mention, one) for mention in one.mentions)), None)
    if found is None or DocumentKind.INVOICE in kinds:
        return []
    start = found.sentence.start
    before = [mention for one in body if one.sentence.start < start for mention in one.mentions]
    kind = next((one.kind for one in [*before[::-1], *named_in(subject)]), DocumentKind.INVOICE)
    return [] if kind in kinds else [Mention(kind, start, start, "")]


def named_in(passages: Sequence[Passage]) -> list[Mention]:
    return [mention for one in passages for mention in one.mentions]


# --- bare numbers and copies of numbers beside a paper that has a number of its own -------------------------------------------

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
    return sorted([*named, *copies], key=lambda one: one[0].start)


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
