"""Sentences of a mail with the papers and numbers they name, less those named only in passing."""

import re
from dataclasses import dataclass

from agent.domain.document_words import Mention, find_kinds
from agent.domain.folding import fold
from agent.domain.request_words import BUT, HELD, LACK, PURPOSE, WANT
from agent.domain.vocabulary import DocumentKind
from agent.reading.references import Knowledge, Reference, references, with_ranges
from agent.reading.sentences import Sentence, sentences

SHORT = 12
"""Words up to which a mail that only names a paper asks for it."""
PLACED = re.compile(
    r"\b(?:for|against|on|to|from|under|of|per|with|with reference to|re|zu|zur|zum|fur|aus|von|der|de|du|des|del|al|a la|los|las|la|van|bij|voor|sur|pour|por|a|correspond\w+ (?:a|al)|relative?\w* (?:a|au)|our|po|number|nr)"
    r"(?: (?:the|our|your|this|these|those|two|unserer?|unsere|ihrer?|der|dieser?|la|le|les|notre|nos|cette|los|las|nuestr[oa]s?|su|este|el|de|onze|jullie|uw|deze|het|purchase|captioned|following|below|caption))*\s*$"
)
COPIED = re.compile(
    r"\b(?:cop(?:y|ies)|kopien?|zweitschrift|copies?|copias?|duplicata|duplicado|kopie(?:tje)?|afschrift|afdruk|version|ausfertigung)(?: (?:of|von|vom|der|des|du|de|de la|del|van|de nuestra?|unserer?|ihrer?|the|our|your|onze|notre|la|le|el|su|nuestro|purchase))*\s*$"
)
JOINED = re.compile(
    r"(?:\b(?:and|und|et|y|e|en|plus|sowie|nebst|mit|with|avec|con|met|also|auch|aussi|ainsi que|asi como|\+|&|-)(?: (?:also|of|a copy of|the|our|your|la|le|el|notre|nuestra?|de la|du|del|onze|een|unsere[rn]?|das|den|die|its?|su|its signed|auch|de))*\s*$)"
)
BELONGS = re.compile(
    r"\b(?:of|for|to|on|von|zu|zur|fur|der|de|du|pour|sur|para|correspondiente a|van|voor|bij)(?: (?:the|our|your|la|le|el|die|der|de|nuestra|su))*\s*$"
)
OWN_ORDER = re.compile(
    r"\b(?:our|notre|nuestr[oa]|onze|unsere[rn]?|the|habt ihr|que vous|die|la|le|el|de)\s*(?:purchase )?$"
)


@dataclass(frozen=True)
class Passage:
    """A sentence of the newest text, or the subject, with what it names. Offsets count from the start of its part."""

    part: str
    sentence: Sentence
    folded: str
    mentions: tuple[Mention, ...]
    references: tuple[Reference, ...]

    @property
    def wants(self) -> bool:
        return bool(WANT.search(self.folded) or LACK.search(self.folded))

    @property
    def short(self) -> bool:
        return len(self.folded.split()) <= SHORT


def passages(part: str, text: str, known: Knowledge, brackets_skipped: bool = False) -> list[Passage]:
    found = with_ranges(text, references(text, known, brackets_skipped))
    return [passage(part, one, found) for one in sentences(text)]


def passage(part: str, sentence: Sentence, found: list[Reference]) -> Passage:
    folded = fold(sentence.text)
    inside = tuple(one for one in found if sentence.start <= one.start < sentence.end)
    local = [(one.start - sentence.start, one.end - sentence.start) for one in inside]
    raw = [one for one in find_kinds(folded) if not any(a <= one.start and one.end <= b for a, b in local)]
    kept = [one for one in raw if asked_for(one, folded)]
    moved = tuple(one._replace(start=one.start + sentence.start, end=one.end + sentence.start) for one in kept)
    return Passage(part, sentence, folded, moved, inside)


# --- which mentions count --------------------------------------------------------------------------------------------


def asked_for(mention: Mention, folded: str) -> bool:
    """Not: what the paper is for, what is there already, or an order named only to say which invoice is meant."""
    clause = folded[: mention.end]
    if any(match.start() < mention.start < match.end() and match.start() > 0 for match in PURPOSE.finditer(folded)):
        return False
    if held(mention, folded):
        return False
    if re.search(
        r"\b(?:no other|not a|keine weiteren|aucun autre|ningun otro|geen andere|per your|per our)\s*$",
        clause[: mention.start],
    ):
        return False
    if mention.kind is DocumentKind.PO_COPY:
        return order_itself(mention, folded)
    return not (mention.kind is DocumentKind.INVOICE and names_another_paper(mention, folded))


def names_another_paper(mention: Mention, folded: str) -> bool:
    """Of "the signed delivery note of invoice 4411" the delivery note is asked for; the invoice says which one."""
    before, after = folded[: mention.start], folded[mention.end : mention.end + 30]
    belongs = BELONGS.search(before) and find_kinds_before(before)
    return bool(belongs and re.match(r"\s*(?:no|nr|n|number|num|numero|#)?[ .:#]*\w*[-/]?\d", after))


def held(mention: Mention, folded: str) -> bool:
    """Said to be there: of "the invoice is in the folder, but not the credit note" only what follows counts."""
    start = max(folded.rfind(mark, 0, mention.start) for mark in (",", ";", ":", ".")) + 1
    ends = [place for mark in (",", ";", ".") if (place := folded.find(mark, mention.end)) >= 0]
    clause_end = min(ends, default=len(folded))
    turn = BUT.search(folded, start, clause_end)
    if turn and mention.start > turn.start():
        return False
    return bool(HELD.search(folded, start, turn.start() if turn else clause_end))


def order_itself(mention: Mention, folded: str) -> bool:
    """Whether the order is asked for, and not only named: "a copy of our order 4411", not "the invoice for order 4411"."""
    before, after = folded[: mention.start], folded[mention.end : mention.end + 30]
    if COPIED.search(before) or "cop" in mention.words or "kopie" in mention.words:
        return True
    if JOINED.search(before) and find_kinds_before(before):
        return not re.match(r"\s*(?:no|nr|number|#)?[ .:#]*\w*\d", after) or bool(
            re.search(r"\b(?:our|notre|nuestra|onze|unsere)\s*$", before)
        )
    if mention.words in ("po", "p.o.", "po#", "po #", "cde", "oc", "p/o") and re.match(
        r"[ .:#]*(?:no|nr|number)?[ .:#]*\w*[-/]?\d", after
    ):
        return bool(re.search(r"^\W*$|\b(?:send|resend|need|supply)(?: me| us)?\s*$", before)) and not others_named(
            folded
        )
    if PLACED.search(before):
        return bool(re.search(r"(?:^|\W)(?:page|copie|version|scan|pdf) .{0,12}$", before)) or (
            OWN_ORDER.search(before) is not None
            and not others_named(folded)
            and not re.search(r"\b(?:for|zu|zur|bei|van|bij|per|against|pour|del?|du|aus|fur)\s+(?:\w+ )?$", before)
        )
    return not others_named(clause_around(mention, folded))


def clause_around(mention: Mention, folded: str) -> str:
    start = max(folded.rfind(mark, 0, mention.start) for mark in ",;:") + 1
    ends = [place for mark in ",;:" if (place := folded.find(mark, mention.end)) >= 0]
    return folded[start : min(ends, default=len(folded))]


def find_kinds_before(before: str) -> bool:
    return any(one.kind is not DocumentKind.PO_COPY for one in find_kinds(before)) or bool(re.search(r"\d{3}", before))


def others_named(folded: str) -> bool:
    return any(one.kind is not DocumentKind.PO_COPY for one in find_kinds(folded))
