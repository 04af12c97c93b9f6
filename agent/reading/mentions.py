"""Sentences of a mail with the papers and numbers they name, less those named only in passing."""

import re
from dataclasses import dataclass, replace
from itertools import zip_longest

from agent.domain.date_words import MONTH
from agent.domain.document_words import Mention, find_kinds
from agent.domain.folding import fold
from agent.domain.request_words import BUT, HELD, LACK, NEVER_RECEIVED, POLITE, PURPOSE, WANT
from agent.domain.vocabulary import DocumentKind
from agent.reading.declined import at_hand, declined, only_quoted
from agent.reading.orders import (
    ARTICLES,
    COPIED,
    JOINED,
    OF_PAPER,
    WAITED_FOR,
    find_kinds_before,
    order_itself,
    order_of,
)
from agent.reading.references import Knowledge, Reference, references, with_ranges
from agent.reading.sentences import Sentence, sentences

SHORT = 12
"""Words up to which a mail that only names a paper asks for it."""
BELONGS = re.compile(
    r"\b(?:of|for|to|on|against|regarding|concerning|in respect of|von|zu|zur|zum|fur|uber|der|bezuglich|hinsichtlich|betreffend|de|du|pour|sur|concernant|relati(?:f|ve)s? a|para|(?:correspondiente|relativ[oa]|referente)s? a|respect[oa] (?:de|a)|en relacion con|van|voor|over|bij|betreffende|inzake)"
    r"(?: (?:the|our|your|la|las|le|les|el|los|die|der|den|de|nuestra|sus?|vos|nos|both|two|paid|settled|bezahlte[nr]?|beglichene[nr]?|betaalde|voldane))*\s*$"
)


SEEN_ON = re.compile(
    r"\b(?<!wait )(?<!waiting )(?:behind|underlying|hinter|derriere|detras de|achter|on|in|per|from|according to|as per|auf|in|laut|gemass|aus|nach|sur|selon|d'apres|dans|en|segun|op|in|volgens|uit)"
    r"(?: (?:the|your|our|my|last|latest|this|ihre[mnrs]?|dem|der|den|diese[mnr]|letzten|votre|vos|le|la|ce|dernier|nos|notre|su|sus|vuestro|el|este|ultimo|nuestro|uw|jullie|het|de|dit|laatste|ons))+ $"
)
"""Where something was read: "it is on your statement"."""
JUDGED_BY = re.compile(
    r"\b(?:according to|(?:going|judging) (?:by|from)|laut|gemass|anhand|selon|d'apres|a en croire|segun|a juzgar por|volgens|afgaande? op)"
    r"(?: (?:the|your|our|my|de[mnrs]?|ihre[mnrs]?|unsere[mnrs]?|le|la|l'|votre|notre|el|los|las|su|nuestr[oa]|het|uw|onze|ons))* $"
)
"""What told somebody so: "going by the packing slip"."""
COMPARED = re.compile(
    r"(?:\b(?:through|against|checking|reviewing|comparing|reconciling|compared (?:with|to)|reconcil\w+ (?:with|to)|match\w* (?:with|to))|\b(?:abgleich|abstimmung|vergleich) (?:mit|zu)|\bgegen|\bmit (?=(?:ihrem|eurem))"
    r"|\b(?:pointant|rapprochant|comparant|verifiant|contre|rapprochement (?:de|avec|du))|\b(?:cotejando|revisando|comparando|conciliando|comprobando|repasando|contra|frente a|con (?=(?:su|vuestro)))"
    r"|\b(?:leggen van|nalopen van|controleren van|vergelijken (?:met|van)|vergelijking met|tegen|naast|met (?=(?:uw|jullie))))"
    r"(?: (?:the|your|our|last|latest|this|monthly|ihre[mnrs]?|dem|der|den|letzten|votre|vos|le|la|dernier|su|sus|vuestro|el|ultimo|uw|jullie|het|de|laatste))* $"
)
"""What it was held against: "while going through your statement"."""


BESIDE = re.compile(
    r"(?:^\W*(?:von|of|from|des|van|de la|de cette|de ces|de las|de esta|de estas)(?: (?:the|both|two|beiden|den|deux|dos|twee|beide))*(?= )|\b(?:(?:for|against|to|on|in|under|regarding|concerning|re|relating to|(?:go|goes|going|file|filed|match\w*|kept) with|same|more than \w+|fewer than \w+|less than \w+)"
    r"|(?:zu|zur|zum|fur|an (?:der|die|diese[rn]?|ihre[rn]?)|auf|unter|bezuglich|betreffend|betr\.?|(?:gleiche|selbe)[nr]?|(?:der|die|das)selben?|mehr als \w+)|(?:pour|sur|dans|a (?:la|cette|l'|votre|notre)|aux?|concernant|relati\w+ (?:a|aux?)|meme|plus de \w+)"
    r"|(?:para|sobre|en (?:la|las|esta|dicha|su|nuestra)|a (?:las?|esta|dicha|su|nuestra)|al|misma|mas de \w+|relativ\w+ a|correspond\w+ (?:a|aux?))|(?:bij|voor|op|aan|onder|zelfde|dezelfde|inzake|meer dan \w+)"
    r"|(?:documentation|documents|paperwork|papers|file|records?|unterlagen|dokumentation|akten?|vorgang|dossiers?|pieces|documentos|documentacion|expediente|documentatie|stukken) (?:of|for|on|to|zu|zur|der|fur|de|des|du|pour|para|van|voor|bij)))"
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
    if ONLY_HAVING.search(folded[: mention.start][-60:]) or WONDERED.search(folded[: mention.start][-60:]):
        return False
    if re.search(
        r"\b(?:no other|not a|keine weiteren|aucun autre|ningun otro|geen andere|per your|per our)\s*$",
        clause[: mention.start],
    ):
        return False
    if mention.kind is DocumentKind.STATEMENT and seen_on(mention, folded):
        return False
    if JUDGED_BY.search(folded[: mention.start]):
        return False
    if thanked_for(mention, folded) or (mention.kind is DocumentKind.POD and points_only(mention, folded)):
        return False
    if mention.kind is DocumentKind.PO_COPY:
        return order_itself(mention, folded)
    if only_this_came(mention, folded):
        return False
    return not (
        mention.kind is DocumentKind.INVOICE
        and (names_another_paper(mention, folded) or waits(mention, folded) or shown_on(mention, folded))
    )


def only_this_came(mention: Mention, folded: str) -> bool:
    """Here already: "we never received the delivery note, only the invoice"."""
    alone = ONLY.search(folded, 0, mention.start)
    if alone is None or WANT.search(folded, mention.end):
        return False
    never = NEVER_RECEIVED.search(folded, 0, alone.start())
    lacking = find_kinds(folded[: alone.start()])
    return never is not None and bool(lacking) and all(one.kind is not mention.kind for one in lacking)


ONLY = re.compile(
    r"(?:[,;:(–-] ?|\b(?:but|sondern|aber|mais|sino|pero|maar) )(?:only|just|nur|bloss|lediglich|seulement|uniquement|juste|solo|solamente|unicamente|alleen|enkel|slechts)"
    r"(?: (?:got|received|have|the|your|an?|die|den|das|ihre?n?|la|le|votre|el|su|vuestra|de|het|uw|jullie))* $"
)


def names_another_paper(mention: Mention, folded: str) -> bool:
    """Of "the signed delivery note of invoice 4411" the delivery note is asked for; the invoice says which one."""
    if any(order_of(one, folded) == mention.start for one in find_kinds(folded[: mention.start])):
        return True
    own = (DocumentKind.INVOICE, DocumentKind.PO_COPY)
    others = [one for one in find_kinds(folded[: mention.start]) if one.kind not in own]
    if others and OF_PAPER.fullmatch(folded, others[-1].end, mention.start):
        return True
    if others and numbered_next_to(others[-1], mention, folded):
        return True
    before, after = folded[: mention.start], folded[mention.end : mention.end + 30]
    belongs = BELONGS.search(before) and not COPIED.search(before) and find_kinds_before(before)
    return bool(belongs and re.match(r"\s*(?:no|nr|n|number|num|numero|#)?[ .:#]*\w*[-/]?\d", after))


def numbered_next_to(paper: Mention, invoice: Mention, folded: str) -> bool:
    """ "Signed delivery note inv. 4411": the invoice and its number only say which."""
    return (
        paper.kind in (DocumentKind.POD, DocumentKind.CREDIT_NOTE, DocumentKind.RECEIPT)
        and SIGNED_ONLY.fullmatch(folded, paper.end, invoice.start) is not None
        and OWN_NUMBER.match(folded, invoice.end) is not None
    )


SIGNED_ONLY = re.compile(
    r" (?:(?:signed|stamped|firmad[oa]s?|sellad[oa]s?|signee?s?|emargee?s?|tamponnee?s?|unterschrieben|getekend|afgetekend) ){0,2}\(?"
)
OWN_NUMBER = re.compile(r" ?(?:no|nos|nr|n|number|num|nummer|numero)?[ .:#°º]{0,3}[a-z]{0,6}[-/ ]?\d[\w/.-]*\d")


def waits(invoice: Mention, folded: str) -> bool:
    """Why another paper is wanted: "without a signed delivery note no invoice is approved here"."""
    lacking = WITHOUT.search(folded, 0, invoice.start)
    if lacking is None or POLITE.search(folded) or SENT.search(folded):
        return False
    own = (DocumentKind.INVOICE, DocumentKind.PO_COPY)
    before = find_kinds(folded[: invoice.start])
    return any(one.kind not in own and 0 <= one.start - lacking.end() <= FEW_LETTERS for one in before)


def shown_on(invoice: Mention, folded: str) -> bool:
    """What a statement is to show: "a statement listing all open invoices"."""
    papers = [one for one in find_kinds(folded[: invoice.start]) if one.kind is DocumentKind.STATEMENT]
    return bool(papers) and bool(SHOWING.search(folded, papers[-1].end, invoice.start))


SHOWING = re.compile(
    r"\b(?:showing|listing|detailing|itemi[sz]ing|indicating|(?:that|which) (?:shows?|lists?|details)|mit (?:angabe|auflistung|ausweis)|(?:faisant apparaitre|mentionnant|reprenant|indiquant|detaillant)|(?:con (?:el )?detalle|indicando|mostrando|que (?:muestre|refleje|incluya|recoja))|met (?:vermelding|opgave)|waarop|waarin)\b[^.;?]{0,40}$"
)
WITHOUT = re.compile(r"\b(?:without|ohne|sans|sin|zonder)\b")
FEW_LETTERS = 40
SENT = re.compile(r"\b(?:send|schick\w*|envo\w+|envi\w+|stuur\w*|sturen|cop\w+|kopie\w*)\b")


def seen_on(mention: Mention, folded: str) -> bool:
    before = folded[: mention.start]
    return bool(SEEN_ON.search(before) or COMPARED.search(before)) and not WAITED_FOR.search(before)


def thanked_for(mention: Mention, folded: str) -> bool:
    """Here already: "thanks for the statement"; not one that is thanked for ahead, or for sending it."""
    found = THANKED.search(folded[max(0, mention.start - 60) : mention.start])
    return found is not None and not AHEAD.search(folded)


THANKED = re.compile(
    r"\b(?:(?:thanks|thank you|thx|ta|cheers)(?: (?:so|very) much| a lot| again)? for|(?:danke|dank)(?: schon| sehr)? fur|merci(?: beaucoup| bien)? (?:pour|de)|gracias por|(?:bedankt|dank(?: je| u)?(?: wel)?) voor)"
    r"(?: (?:the|your|that|sending(?: me| us)?|emailing|mailing|die|den|das|ihren?|eure[nr]?|le|la|les|l'|votre|vos|el|los|las|su|sus|tu|tus|de|het|uw|je|jullie|new|last|updated?))* $"
)
AHEAD = re.compile(
    r"\b(?:advance|anticipation|vorab|voraus|vorhinein|d'avance|par avance|antemano|anticipad\w+|adelantad\w+|alvast|vooraf|bij voorbaat|please|pls|bitte|svp|graag|copy|copies|kopie\w*|copie|copia)\b"
)


def points_only(note: Mention, folded: str) -> bool:
    """A delivery note named with its number, to say which invoice is lacking: "to delivery note 88 we miss the invoice"."""
    if not (NOTE_NUMBER.match(folded, note.end) or ABOVE.search(folded, 0, note.start)):
        return False
    others = [one for one in find_kinds(folded) if one.kind is DocumentKind.INVOICE]
    behind = [one for one in others if one.start > note.end]
    before = folded[: note.start]
    if any(OF_PAPER.fullmatch(folded, one.end, note.start) and one.end < note.start for one in others):
        return True
    if not behind or WAITED_FOR.search(before) or (JOINED.search(before) and find_kinds(before)):
        return False
    between = re.sub(r"\([^()]{0,80}\)", " ", folded[note.end : behind[0].start])
    placed = POINTS_TO.search(before) or BRACKETED.search(before) or not before.strip()
    return (
        bool(placed)
        and not NOTE_AND.search(between)
        and bool(LACK.search(folded) or WANT.search(between) or NONE_OF.search(between))
    )


NOTE_NUMBER = re.compile(r"s? ?(?:no|nos|nr|n|number|nummer|numero)?[ .:#°º]*[a-z]{0,4}[-/]?\d[\w/.-]*")
ABOVE = re.compile(
    r"\b(?:above(?:[- ]mentioned)?|said|obigen|genannten|o\.g\.|susmentionnee?s?|(?:arriba|antes) mencionad[oa]s?|bovengenoemde|bovenvermelde) $"
)
NONE_OF = re.compile(r"\b(?:no|kein|keine|aucune|ninguna|geen)(?: \w+)? $")
POINTS_TO = re.compile(
    r"(?:^|[^\w])(?:to|for|against|under|with|on|zu|zum|fur|gemass|laut|pour|sur|avec|du|des?|selon|del?|de los|para|con|segun|bij|voor|op|van|volgens|met)(?: (?:the|your|our|le|la|les|votre|vos|el|los|su|sus|tu|de|het|uw|jullie|den|dem|ihrem|ihren|above|mentioned|above-mentioned|said|obigen|genannten|following))* ?$"
)
BRACKETED = re.compile(r"[(] ?(?:(?:your|our|see|ref|siehe|voir|ver|zie|ihr|votre|su|uw) ?)?$")
NOTE_AND = re.compile(
    r"\b(?:and|und|et|y|en|plus|sowie|as well as|with|mit|avec|con|met)\b(?! (?:the goods|die ware))|[+&?]"
)


def only_placed(mention: Mention, one: Passage) -> bool:
    """The invoice only says to which papers another belongs: "zur Rechnung 4411 bitte den Lieferschein", "same invoice"."""
    start, end = mention.start - one.sentence.start, mention.end - one.sentence.start
    before = OF_MONTH.sub("", one.folded[max(0, start - 80) : start])
    if not BESIDE.search(before) or WAITED_FOR.search(before):
        return False
    following = next(
        (other for other in one.mentions if other.start > mention.end and other.kind is not mention.kind), None
    )
    numbers = (number.end for number in one.references if following and number.end <= following.start)
    end = max([end, *(number - one.sentence.start for number in numbers)])
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


OF_MONTH = re.compile(rf"(?<= )(?:{MONTH})[ -]$")
"""The month of an invoice: "the receipt for the August invoice"."""
HAVING = re.compile(
    r"\b(?<!may )(?<!can )(?<!could )(?<!might )(?<!should )(?<!would )(?<!if )(?<!do )(?:we|i|they) (?:do |already |now |both |only |just )*(?:have|got|hold|received)\b|\bhaben? (?:wir|ich)\b|\b(?:wir|ich) haben?\b|\bfinden? (?:ich|wir) (?:hier )?(?:nur|lediglich)\b|\b(?:i|we) (?:can )?only find\b|\bnous avons\b|\bj'ai\b|\b(?:tenemos|tengo)\b"
    r"|\b(?:hebben|heb) (?:wij|we|ik)\b|\b(?:wij|we|ik) (?:hebben|heb)\b"
)
ONLY_HAVING = re.compile(
    r"(?:\bn'(?:ai|avons|a) (?:\w+ )?que|\b(?:i|we) (?:only|just) (?:have|got|hold|received)|\b(?:i|we) (?:have|got|hold|received) (?:only|just)|\b(?:habe|haben|hab|finde|finden) (?:ich |wir )?(?:hier )?(?:nur|lediglich)|\b(?:liegt|liegen) (?:mir |uns )?(?:nur|lediglich)"
    r"|\bsolo (?:tengo|tenemos|consta|hemos recibido)|\b(?:tengo|tenemos) (?:solo|unicamente)|\b(?:heb|hebben) (?:ik |wij |we )?(?:hier )?(?:alleen|slechts|enkel))(?: (?:the|your|die|der|den|das|la|le|les|votre|vos|cette|el|los|las|su|de|het|uw))* ?$|\bn'(?:ai|avons|a) (?:\w+ )?que l'$"
)
WONDERED = re.compile(
    r"\b(?:(?:see|know|tell|check|say|sehe\w*|weiss|prufe\w*|wissen|voir?e?|sache|savoir|verifier|zie\w*|zien|weten|weet),? (?:which|welche[nr]?|quelles?|welke)|(?:ver|saber|comprobar|se|veo) que)(?: (?:of (?:your|the|our)|open|offenen?|openstaande))* $"
)
LACKING = re.compile(
    r"\b(?:not|never|no|none|missing|lost|mislaid|need\w*|ask\w*|request\w*|wr(?:ote|itten)|mailed|called|without|to|nicht|kein\w*|nie|nirgends|fehl\w*|gebeten|geschrieben|angefragt|nachgefragt|gemeldet|angerufen|verl\w*|ne|pas|plus|jamais|besoin|manqu\w*|demand\w*|ecrit|relance\w*|perdu\w*|egare\w*|falta\w*|nunca|perd\w*|pedid\w*|solicit\w*|escrit\w*"
    r"|que|niet|geen|nooit|ontbre\w*|kwijt|gevraagd|geschreven|gemaild|gebeld|nodig)\b|n't\b|\bn'"
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
