"""Sentences of a mail with the papers and numbers they name, less those named only in passing."""

import re
from dataclasses import dataclass, replace
from itertools import zip_longest

from agent.domain.document_words import Mention, find_kinds
from agent.domain.folding import fold
from agent.domain.request_words import BUT, HELD, LACK, PURPOSE, WANT
from agent.domain.vocabulary import DocumentKind
from agent.reading.declined import at_hand, declined, only_quoted
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
    r"(?:\b(?:and|und|et|y|e|en|plus|sowie|nebst|mit|(?<!go )(?<!goes )(?<!going )(?<!came )with|(?<!va )(?<!vont )(?<!aller )avec|(?<!va )(?<!van )(?<!vaya )con|met|also|auch|aussi|ainsi que|asi como|\+|&|-)(?: (?:also|of|a copy of|the|our|your|la|le|el|notre|nuestr[oa]|de la|du|del|onze?|een|unsere[rn]?|das|den|die|its?|su|signed|auch|de|neither|nor is|nor are|nor|nicht|ni|noch|own|eigene[nrs]?|propre|propi[oa]|eigen))*\s*$)"
)
BELONGS = re.compile(
    r"\b(?:of|for|to|on|von|zu|zur|fur|der|de|du|pour|sur|para|correspondiente a|van|voor|bij)(?: (?:the|our|your|la|le|el|die|der|de|nuestra|su))*\s*$"
)
OWN_ORDER = re.compile(
    r"\b(?:our|notre|nuestr[oa]|onze|unsere[rn]?|the|habt ihr|que vous|die|la|le|el|de)\s*(?:purchase )?$"
)


OF_PAPER = re.compile(
    r" (?:(?!(?:and|und|et|y|en|plus|with|mit|avec|con|met|cop\w+|kopien?|or|oder|ou|of|for|to)\b)[a-z]+ ){0,2}?"
    r"(?:(?:of|for|to|on|against|von|zu|zum|zur|fur|der|des|dem|auf|de|du|d'|pour|sur|aux?|a|para|al|del|van|voor|bij|op) ?)(?:(?:the|our|your|all|both|two|three|these|those|this|each|above|die|den|dem|der|diese[rn]?|beiden?|beider|zwei|alle[nr]?|la|le|les|l'|ces|cette|deux|toutes|nos|vos|las|los|el|estas?|ambas|dos|todas|nuestr[oa]s?|su|de|het|deze|beide|twee|alle|onze) ?)*"
)
"""What stands between a paper and the invoice it belongs to: "the delivery notes of both (invoices)"."""
SEEN_ON = re.compile(
    r"(?<!wait )(?<!waiting )\b(?:on|in|per|from|according to|as per|auf|in|laut|gemass|aus|nach|sur|selon|d'apres|dans|en|segun|op|in|volgens|uit)"
    r"(?: (?:the|your|our|my|last|latest|this|ihre[mnrs]?|dem|der|den|diese[mnr]|letzten|votre|vos|le|la|ce|dernier|nos|notre|su|sus|vuestro|el|este|ultimo|nuestro|uw|jullie|het|de|dit|laatste|ons))+ $"
)
"""Where something was read: "it is on your statement"."""
DUTCH = re.compile(r"(?:inkoop|bestelbon|bestelling|bestelorder|bestelkopie)")


ARTICLES = (
    r"(?: (?:the|our|your|this|these|those|two|each|every|above|following|mentioned|said|following|below|der|die|das|den|dem|folgende[nr]?|nachstehende[nr]?|suivantes?|siguientes?|volgende|diese[rnm]?|ihre[rnm]?|unsere[rnm]?|obige[rn]?|la|le|les|l'|cette|ces|votre|vos|notre|nos"
    r"|las|los|el|su|sus|nuestras?|estas?|dichas?|de|het|deze|uw|jullie|onze|onderstaande|genoemde))*\s*$"
)
BESIDE = re.compile(
    r"(?:^\W*(?:von|of|from|des|van|de la|de cette|de ces|de las|de esta|de estas)(?: (?:the|both|two|beiden|den|deux|dos|twee|beide))*(?= )|\b(?:(?:for|against|to|on|in|under|regarding|concerning|re|relating to|(?:go|goes|going|file|filed|match\w*|kept) with|same|more than \w+|fewer than \w+|less than \w+)"
    r"|(?:zu|zur|zum|fur|an (?:der|die|diese[rn]?|ihre[rn]?)|auf|unter|bezuglich|betreffend|betr\.?|(?:gleiche|selbe)[nr]?|(?:der|die|das)selben?|mehr als \w+)|(?:pour|sur|dans|a (?:la|cette|l'|votre|notre)|aux?|concernant|relati\w+ (?:a|aux?)|meme|plus de \w+)"
    r"|(?:para|sobre|en (?:la|las|esta|dicha|su|nuestra)|a (?:las?|esta|dicha|su|nuestra)|al|misma|mas de \w+|relativ\w+ a|correspond\w+ (?:a|aux?))|(?:bij|voor|op|aan|onder|zelfde|dezelfde|inzake|meer dan \w+)"
    r"|(?:documentation|documents|paperwork|papers|file|records?|unterlagen|dokumentation|akten?|vorgang|dossiers?|pieces|documentos|documentacion|expediente|documentatie|stukken) (?:of|for|on|to|zu|zur|der|fur|de|des|du|pour|para|van|voor|bij)))"
    + ARTICLES
)
WAITED_FOR = re.compile(
    r"\b(?:look\w*|ask\w*|search\w*|hunt\w*|wait\w*|request\w*|arrange|apply|need|trouble you|bother you|wart\w*|such\w*|frag\w*|bitt\w*|attend\w*|attente|demand\w*|espera\w*|acces\w*|wacht\w*|zoek\w*|vra\w*"
    r"|cop(?:y|ies)|kopien?|copies?|copias?|duplicatas?|pdfs?|scans?|afschrift\w*)(?: (?:you|us|me|again|noch))* (?:for|to|on|auf|nach|zu|zur|von|a|aux?|sur|pour|en|para|op|voor|bij)"
    + ARTICLES
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
    def named(self) -> list[tuple[int, int]]:
        """Where in the sentence its papers and numbers stand, in order."""
        first = self.sentence.start
        places = [(one.start, one.end) for one in self.mentions] + [(one.start, one.end) for one in self.references]
        return sorted({(start - first, end - first) for start, end in places})

    @property
    def short(self) -> bool:
        return len(self.folded.split()) <= SHORT


def passages(part: str, text: str, known: Knowledge, brackets_skipped: bool = False) -> list[Passage]:
    found = with_ranges(text, references(text, known, brackets_skipped))
    every = [passage(part, one, found) for one in sentences(text)]
    pairs = zip_longest(every, every[1:])
    return [replace(one, mentions=()) if heading(one, below) else one for one, below in pairs]


def heading(one: Passage, below: Passage | None) -> bool:
    """The head of a table names its columns and asks for nothing: "Invoice  Order  Amount"."""
    if below is None or not re.search(r"\d{3}", below.folded) or re.search(r"\d", one.folded):
        return False
    papers = find_kinds(one.folded)
    words = re.findall(r"[a-z]{2,}", without(papers, one.folded))
    columns = [word for word in words if COLUMN.fullmatch(word)]
    if len(columns) + len(papers) < 2 or not (columns or re.search(r"\S(?: {2,}|\t| ?\| ?)\S", one.sentence.text)):
        return False
    return all(COLUMN.fullmatch(word) or LINKING.fullmatch(word) for word in words)


def without(papers: list[Mention], folded: str) -> str:
    for one in papers:
        folded = folded[: one.start] + " " * (one.end - one.start) + folded[one.end :]
    return folded


COLUMN = re.compile(
    r"\b(?:\w*(?:nummer|number|nr|datum|date|betrag|bedrag|summe)|no|num|numero|n|ref|reference|referencia|referentie|referenz|fecha|montant|amount|importe|netto?|net|brutto|bruto|gross|total|totaal|gesamt|ttc|ht"
    r"|due|fallig\w*|echeance|vencimiento|vervaldag|status|estado|statut|currency|wahrung|devise|moneda|valuta|eur|gbp|usd|chf|description|beschreibung|libelle|descripcion|omschrijving|pos"
    r"|delivery|site|store|value|waarde|wert|supplier|customer|type|art)\b\.?"
)
LINKING = re.compile(r"the|of|de|la|du|del|our|your|ihre|unsere|votre|notre|su|uw|onze|open|paid|offen")


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
    if held(mention, folded) or at_hand(mention, folded):
        return False
    if declined(mention, folded) or only_quoted(mention, folded):
        return False
    if re.search(
        r"\b(?:no other|not a|keine weiteren|aucun autre|ningun otro|geen andere|per your|per our)\s*$",
        clause[: mention.start],
    ):
        return False
    if mention.kind is DocumentKind.STATEMENT and seen_on(mention, folded):
        return False
    if mention.kind is DocumentKind.PO_COPY:
        return order_itself(mention, folded)
    return not (mention.kind is DocumentKind.INVOICE and names_another_paper(mention, folded))


def names_another_paper(mention: Mention, folded: str) -> bool:
    """Of "the signed delivery note of invoice 4411" the delivery note is asked for; the invoice says which one."""
    if any(order_of(one, folded) == mention.start for one in find_kinds(folded[: mention.start])):
        return True
    own = (DocumentKind.INVOICE, DocumentKind.PO_COPY)
    others = [one for one in find_kinds(folded[: mention.start]) if one.kind not in own]
    if others and OF_PAPER.fullmatch(folded, others[-1].end, mention.start):
        return True
    before, after = folded[: mention.start], folded[mention.end : mention.end + 30]
    belongs = BELONGS.search(before) and not COPIED.search(before) and find_kinds_before(before)
    return bool(belongs and re.match(r"\s*(?:no|nr|n|number|num|numero|#)?[ .:#]*\w*[-/]?\d", after))


def order_of(order: Mention, folded: str) -> int | None:
    """Where the invoice stands whose order is meant: "the purchase order that belongs to invoice 4411"."""
    before = folded[: order.start].removesuffix("de ")
    if order.kind is not DocumentKind.PO_COPY or (PLACED.search(before) and not WAITED_FOR.search(before)):
        return None
    later = [one for one in find_kinds(folded) if one.kind is DocumentKind.INVOICE and one.start >= order.end]
    if not later or not OF_PAPER.fullmatch(folded, order.end, later[0].start):
        return None
    return None if ORDER_NUMBER.match(folded, order.end) else later[0].start


ORDER_NUMBER = re.compile(r" ?-?(?:numbers?|nos?\b|nr\b|nummern?|nummers?|numeros?|num\b|ref\w*|date\b|datum|fecha)")


def seen_on(mention: Mention, folded: str) -> bool:
    before = folded[: mention.start]
    return bool(SEEN_ON.search(before)) and not WAITED_FOR.search(before)


def only_placed(mention: Mention, one: Passage) -> bool:
    """The invoice only says to which papers another belongs: "zur Rechnung 4411 bitte den Lieferschein", "same invoice"."""
    start, end = mention.start - one.sentence.start, mention.end - one.sentence.start
    before = one.folded[max(0, start - 80) : start]
    if not BESIDE.search(before) or WAITED_FOR.search(before):
        return False
    following = next(
        (other for other in one.mentions if other.start > mention.end and other.kind is not mention.kind), None
    )
    between = one.folded[end : following.start - one.sentence.start] if following else ""
    joint = JOINED.search(between)
    return joint is None or bool(re.search(r"[a-z]{4,}|[,;:]", between[: joint.start()]))


def in_hand(mention: Mention, one: Passage) -> bool:
    """Said to be here while another paper is asked for: "we have invoice 4411 but not the delivery note"."""
    start, end = mention.start - one.sentence.start, mention.end - one.sentence.start
    first = max(one.folded.rfind(mark, 0, start) for mark in ",;:") + 1
    stops = [place for mark in ",;" if (place := one.folded.find(mark, end)) >= 0]
    turn = BUT.search(one.folded, end)
    clause = one.folded[first : min([*stops, turn.start() if turn else len(one.folded)])]
    return bool(HAVING.search(clause)) and not LACKING.search(clause)


HAVING = re.compile(
    r"(?<!may )(?<!can )(?<!could )(?<!might )(?<!should )(?<!would )(?<!if )(?<!do )\b(?:we|i|they) (?:do |already |now |both )*(?:have|got|hold|received)\b|\bhaben? (?:wir|ich)\b|\b(?:wir|ich) haben?\b|\bnous avons\b|\bj'ai\b|\b(?:tenemos|tengo)\b"
    r"|\b(?:hebben|heb) (?:wij|we|ik)\b|\b(?:wij|we|ik) (?:hebben|heb)\b"
)
LACKING = re.compile(
    r"\b(?:not|never|no|none|missing|lost|mislaid|need\w*|ask\w*|request\w*|without|to|nicht|kein\w*|nie|nirgends|fehl\w*|gebeten|verl\w*|ne|pas|plus|jamais|besoin|manqu\w*|demand\w*|perdu\w*|egare\w*|falta\w*|nunca|perd\w*|pedid\w*|solicit\w*"
    r"|que|niet|geen|nooit|ontbre\w*|kwijt|gevraagd|nodig)\b|n't\b|\bn'"
)


def held(mention: Mention, folded: str) -> bool:
    """Said to be there: of "the invoice is in the folder, but not the credit note" only what follows counts."""
    start = max(folded.rfind(mark, 0, mention.start) for mark in (",", ";", ":", ".")) + 1
    ends = [place for mark in (",", ";", ".") if (place := folded.find(mark, mention.end)) >= 0]
    clause_end = min(ends, default=len(folded))
    turn = BUT.search(folded, start, clause_end)
    if turn and mention.start > turn.start():
        return False
    last = turn.start() if turn else clause_end
    return bool(HELD.search(folded, start, last)) and not NONE_HELD.search(folded, start, last)


NONE_HELD = re.compile(r"\b(?:kein\w*|aucune?|ningun[oa]?|geen)\b|\b(?:have|got) (?:no|none)\b")


def order_itself(mention: Mention, folded: str) -> bool:
    """Whether the order is asked for, and not only named: "a copy of our order 4411", not "the invoice for order 4411"."""
    before, after = folded[: mention.start], folded[mention.end : mention.end + 30]
    if DUTCH.match(mention.words):
        before = re.sub(r"\b(?:de|het) $", "", before)
    if (
        not before.strip()
        and re.match(r"[ .:#]*(?:no|nr|number)?[ .:#]*[\w/.-]*\d[\w/.-]*\s*[:,-]", after)
        and others_named(folded)
    ):
        return False
    if COPIED.search(before) or "cop" in mention.words or "kopie" in mention.words:
        return True
    if order_of(mention, folded) is not None:
        return True
    if JOINED.search(before) and find_kinds_before(before):
        return not re.match(r"\s*(?:no|nr|number|#)?[ .:#]*\w*\d", after) or bool(
            re.search(r"\b(?:our|notre|nuestra|onze|unsere)\s*$", before)
        )
    if in_a_list(mention, folded) or heads_a_list(mention, folded):
        return True
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
    explains = re.search(r"[,(] ?$", before) and re.match(r"[ .:#]*(?:no|nr|number)?[ .:#]*[\w/.-]*\d", after)
    if explains and re.search(r"\d{3}", before) and others_named(before):
        return False
    return not others_named(clause_around(mention, folded))


def in_a_list(mention: Mention, folded: str) -> bool:
    """One of several papers told off: "the invoice, the purchase order and the delivery note"."""
    before, after = folded[: mention.start], folded[mention.end : mention.end + 30]
    return bool(
        re.search(
            r",(?: (?:the|our|your|die|das|den|le|la|notre|el|nuestro|de|het|onze|copy of|kopie van))*\s*$", before
        )
        and find_kinds_before(before.rpartition(",")[0])
        and find_kinds(before.rpartition(",")[0])
        and re.match(r" ?(?:,|and|und|et|y|en|&|plus|sowie|ainsi que)(?!\w)", after)
        and find_kinds(folded[mention.end :])
    )


def heads_a_list(mention: Mention, folded: str) -> bool:
    """The first of several papers told off: "the purchase order and the delivery note for invoice 4411"."""
    joint = LIST_GOES_ON.match(folded, mention.end)
    if not joint or PLACED.search(folded[: mention.start]):
        return False
    return any(one.start == joint.end() for one in find_kinds(folded))


LIST_GOES_ON = re.compile(
    r" ?(?:,|/|and|und|et|y|en|&|\+|plus|sowie|ainsi que)(?: (?:the|a|signed|our|your|die|den|das|le|la|el|de|het|un|een))* "
)


def clause_around(mention: Mention, folded: str) -> str:
    start = max(folded.rfind(mark, 0, mention.start) for mark in ",;:") + 1
    ends = [place for mark in ",;:" if (place := folded.find(mark, mention.end)) >= 0]
    return folded[start : min(ends, default=len(folded))]


def find_kinds_before(before: str) -> bool:
    return any(one.kind is not DocumentKind.PO_COPY for one in find_kinds(before)) or bool(re.search(r"\d{3}", before))


def others_named(folded: str) -> bool:
    return any(one.kind is not DocumentKind.PO_COPY for one in find_kinds(folded))
