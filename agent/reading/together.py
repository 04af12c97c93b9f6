"""Papers asked for together with another that has a name of its own: "copy please + delivery note", "send it with the POD"."""

import re
from collections.abc import Sequence

from agent.domain.document_words import Mention
from agent.domain.vocabulary import DocumentKind
from agent.reading.mentions import Passage
from agent.reading.requests import SENDING

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
    found = next(((one, paper) for one in asking for paper in one.mentions if beside(paper, one)), None)
    if found is None or DocumentKind.INVOICE in kinds:
        return []
    start = found[0].sentence.start
    earlier = [mention for one in body if one.sentence.start < start for mention in one.mentions]
    before = [*earlier, *(one for one in found[0].mentions if one.start < found[1].start)]
    kind = next((one.kind for one in [*before[::-1], *named_in(subject)]), DocumentKind.INVOICE)
    return [] if kind in kinds else [Mention(kind, start, start, "")]


def named_in(passages: Sequence[Passage]) -> list[Mention]:
    return [mention for one in passages for mention in one.mentions]
