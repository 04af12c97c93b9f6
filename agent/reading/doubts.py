"""Signs that a mail asks for more papers than were understood: then the whole request is left to a person."""

import re
from collections.abc import Sequence

from agent.domain.date_words import MONTH
from agent.domain.document_words import INVOICE, Mention, find_kinds
from agent.domain.facts import DocumentAsk
from agent.domain.request_words import LACK, NEVER_RECEIVED, PURPOSE
from agent.domain.subjects import MARKS
from agent.domain.vocabulary import DocumentKind
from agent.reading.mentions import Passage
from agent.reading.periods import OPEN_QUESTION
from agent.reading.references import Reference
from agent.reading.requests import asked_in_clause, told_off
from agent.reading.scopes import ALL
from agent.reading.shares import AND_FOR, opens_line, papers_in_line
from agent.reading.told import untold

BESIDE = (
    r"[ ,]{0,2}(?:(?:\b(?:with|and|plus|together with|along with|including|incl\.?|mit|und|sowie|samt|nebst|inkl\.?|inklusive|avec|et|ainsi que|accompagnee?s? de|con|y|junto con|incluido|met|en|alsmede|inclusief)|\+|&)"
    r" (?:also |auch |noch |dazu |aussi |egalement |tambien |ook |tevens |pls |please |bitte |graag )*)"
)
"""What joins a second paper to the first."""
ARTICLE = r"(?:(?:the|its|a|an|any|your|our|der|die|das|den|dem|ein\w{0,2}|le|la|les|l'|un|une|son|sa|el|los|las|su|una|de|du|del|het|een) ?)?"
KIND_OF = r"(?:(?!(?:and|und|et|y|en|that|das|que|dat)\b)[a-z-]{3,} ){0,2}?"
UNNAMED = r"(?:slips?|sheets?|tickets?|papers?|paperwork|chits?|forms?|certificates?|certificad[oa]s?|attestations?|attesten?|verklaring(?:en)?|zertifikate?|docs?|documents?|documentation|attachments?|annex\w*|backup|zettel|schein|scheine|wisch|blatt|papiere?|unterlagen?|anlagen?|nachweise?|bescheinigung\w*|papiers?|feuilles?|fiches?|bordereaux?|annexes?|justificatifs?|pieces?(?: jointes?)?|papel(?:es)?|hojas?|vales?|volantes?|resguardos?|justificantes?|anexos?|documentos?|bon(?:nen|netje)?|briefje|strook|papieren|bijlagen?|stukken|bewijs|bewijsstukken)\b"
NOTES = r"(?:the|its|a|an|any|signed|stamped) (?!credit )[a-z-]{3,} (?:notes?|slips?)\b"
BESIDE_IT = re.compile(rf"{BESIDE}(?:{ARTICLE}{KIND_OF}{UNNAMED}|{NOTES})")
"""A paper without a name of its own, right behind one that has one: "4411 with the stamped sheet"."""
OF_WHEN = r"(?:from|of|for|dated|before|after|vom|von|aus|fur|davor|danach|du|d'|de|des|del|par|pour|por|para|anterior|van|uit|voor|over)"
ANOTHER = re.compile(
    rf"{BESIDE}(?:(?:the|that) (?:one|ones) {OF_WHEN}\b|(?:the|any|all) (?:other|others|rest|previous|next|last|older|newer|remaining)\b(?! \w+ days)|(?:die|den|das|jene) {OF_WHEN}\b|(?:die|den|das|alle) (?:andere|ubrige|restliche|weitere|vorige|vorherige|nachste|letzte)\w*\b"
    rf"|(?:celles?|ceux|celui) (?:{OF_WHEN}\b|d')|(?:l'|les? |la |toutes les |tous les )?(?:autres?|precedente?s?|suivante?s?|derniere?s?)\b|(?<! en )(?:la|el|las|los) {OF_WHEN}\b|(?:la|el|las|los|todas las|todos los) (?:otr[oa]s?|demas|anterior(?:es)?|siguientes?|ultim[oa]s?|resto)\b"
    rf"|(?:die|dat|deze) {OF_WHEN}\b|(?:de|het|alle) (?:andere|overige|vorige|volgende|laatste|rest)\b)"
)
"""A further one, told by something else than its number: "4411 and the one from August"."""
SET = re.compile(rf"(?:{ALL})(?: (?!and\b|und\b|et\b|y\b|en\b)[a-z'-]+){{0,3}}? ?(?:{INVOICE}|\bones\b|\bposten\b)")
THOSE_NAMED = re.compile(
    r"\b(?:three|four|five|two|both|these|those|above|below|named|listed|mentioned|following|drei|vier|funf|zwei|beide[nr]?|diese[rn]?|obige[nr]?|folgende[nr]?|genannte[nr]?|aufgefuhrte[nr]?|trois|quatre|cinq|deux|ces|suivantes?|ci-dessus|ci-dessous|citees?|tres|cuatro|cinco|dos|estas|siguientes|arriba|abajo|citadas|drie|vier|vijf|twee|deze|die|volgende|genoemde|bovenstaande|onderstaande|copies of|which|welche|any|never|not|nie|nicht|jamais|nunca|nooit)\b"
)
APIECE = re.compile(
    r"\b(?:one|an?|single|separate|own|eine?n?|je|jeweils|eigene[nr]?|une?|seul|una?|een|eigen) (?:\w+ )?(?:files?|pdfs?|e-?mails?|mails?|attachments?|documents?|datei|anhang|dokument|fichier|piece jointe|document|courriel|archivo|fichero|adjunto|documento|correo|bestand|bijlage|bericht)(?: \w+)?"
    rf" (?:for|per|fur|je|pro|par|pour|por|para|voor|bij)(?: (?:each|every|all|jede[nrs]?|alle|chaque|toutes|cada|todas|elke?|iedere?))?(?: of)?(?: (?:the|les|las|die|de))? (?:{INVOICE})"
)
"""In what form they are to come: "one file for each invoice"."""
SIGNED = re.compile(
    r"\b(?:counter)?(?:signed|stamped)\b(?! (?:off|up|in|out)\b)|\b(?:ge|onder|afge|mede)?tekende\b|\bgetekend\w* (?:bon|brief|papier|exemplaar)|\b(?:af)?gestempelde?\b|\b(?:unterschrieben|unterzeichnet|gegengezeichnet|quittiert|abgezeichnet|(?:ab)?gestempelt)e[nmrs]?\b|\b(?:avec|mit|met|con|with) (?:\w+ )?(?:signature|unterschrift|handtekening|firma|stempel|cachet|sello|stamp)\b"
    r"|\b(?:signe|emarge|tamponne|contresigne|vise)e?s?\b|\b(?:con)?(?:firmad|sellad)[oa]s?\b"
)
"""Papers that are signed or stamped: hardly ever an invoice."""
UNSIGNED = frozenset({DocumentKind.INVOICE, DocumentKind.STATEMENT})
OPENS_WITH_MORE = re.compile(
    r"\W*(?:and|also|plus|und|auch|ausserdem|zusatzlich|dazu|et|aussi|y|tambien|ademas|en|ook|tevens|daarbij)\b(?! (?:we|i|wir|ich|nous|je|wij|ik|thank\w*|danke|merci|gracias|bedankt)\b)"
)
TELLS = re.compile(
    r"\b(?:is|are|was|were|came|ist|sind|war|waren|kam|liegt|est|sont|etait|es|esta|estan|son|zijn|staat|kwam)\b"
)


def more_asked(asks: Sequence[DocumentAsk], asking: Sequence[Passage], body: Sequence[Passage]) -> DocumentAsk | None:
    """A question left open, where the words ask for more than `asks` hold."""
    kinds = {one.kind for one in asks}
    told = any(one.references for one in asks)
    doubtful = (
        (kinds <= UNSIGNED and any(SIGNED.search(purposeless(one)) for one in asking))
        or any(map(paper_beside, asking))
        or (told and unread_item(body))
        or (DocumentKind.INVOICE not in kinds and any(map(one_apart, body)))
        or (not told and month_overlooked(asks, body))
        or (len(kinds) > 1 and (numbers_first(body) or any(map(invoice_here, body))))
        or (told and not any(one.scope for one in asks) and (set_beside(asking) or any(map(another_beside, asking))))
        or any(fragment(one) - kinds for one in body if one not in asking)
        or (told and any(onwards(one) or anew(one) for one in asking))
        or (DocumentKind.POD in kinds and told_of_money(asking, body))
        or (things_asked(asks) == 1 and any(BOTH_PAPERS.search(one.folded) for one in asking))
    )
    return DocumentAsk(kind=DocumentKind.INVOICE, scope=OPEN_QUESTION) if doubtful else None


def things_asked(asks: Sequence[DocumentAsk]) -> int:
    """How many papers, by kind and number; a set counts as many."""
    return sum(
        2 if (one.scope or "").startswith(("all", "over", "month", "range", "last:")) else max(1, len(one.references))
        for one in asks
    )


BOTH_PAPERS = re.compile(
    r"\b(?:both|the (?:two|three|four)|beides?|die (?:zwei|drei|beiden)|les (?:deux|trois)|ambos|ambas|(?:los|las) (?:dos|tres)|de (?:twee|drie)|allebei)"
    r"(?= (?:documents?|papers?|cop(?:y|ies)|kopien|copias|kopieen|exemplare|exemplaires|ejemplares|exemplaren|pdfs?|dokumente|unterlagen|documentos|stukken|documenten|pieces|please|pls|again|bitte|svp|por favor|graag|en (?:pdf|format)|as pdf\w*|als pdf\w*|par|per|by)\b|[.,;!?)]|$)"
)
""" "Could you send me both": one of them was not understood."""


def told_of_money(asking: Sequence[Passage], body: Sequence[Passage]) -> bool:
    """ "A confirmation of receipt", where payments are spoken of: perhaps of the money, perhaps of the goods."""
    return any(OF_EITHER.search(one.folded) for one in asking) and any(OF_MONEY.search(one.folded) for one in body)


OF_EITHER = re.compile(
    r"\b(?:ontvangst(?:bewij[sz]|bevestiging)\w*|empfangs(?:bestatigung|bescheinigung|nachweis)\w*|accuses? de reception|acuses? de recibo|acknowledgements? of receipt|confirmations? of receipt|proofs? of receipt)\b"
)
OF_MONEY = re.compile(
    r"\b(?:betaling\w*|betaald\w*|zahlung\w*|bezahlt\w*|uberweisung\w*|paiements?|reglements?|payee?s?|reglee?s?|pagos?|pagad[oa]s?|transferencias?|payments?|paid)\b"
)


def onwards(one: Passage) -> bool:
    """ "Please send 2262 and after": more than the number."""
    return any(ONWARDS.match(one.folded, number.end - one.sentence.start) for number in one.references)


ONWARDS = re.compile(
    r",? ?(?:right )?(?:up to|up until|through to|until|till|bis (?:hin )?zu[rm]?|jusqu'?au?|hasta|tot(?: en met)?|t/m) ?(?:(?:and including|einschliesslich|the|your|la|le|el|de|het|die|votre|vuestra|uw) )*(?:last|latest|newest|most recent|letzten|neuesten|aktuellsten|derniere?|plus recente|ultim[oa]|mas reciente|laatste|nieuwste|meest recente)\b|,? ?(?:and|und|et|y|en)? ?(?:after(?:wards)?|above|upwards?|onwards?|later|following|the (?:next|following)(?: \w+)?|the rest|so on|ff|folgende|fortfolgende|aufwarts|spatere|alle danach|suivantes?|les suivantes|apres|siguientes|las siguientes|en adelante|posteriores|volgende|de volgende|hoger|later|verder|daarna)\b(?! \w* ?[/-]?\d)"
)


def anew(one: Passage) -> bool:
    """ "The invoice 4411, and for 4412 the packing list": a thing without a name here, behind a number of its own."""
    papers = [paper.start - one.sentence.start for paper in one.mentions]
    places = [(number.start - one.sentence.start, number.end - one.sentence.start) for number in one.references]
    begun = [end for start, end in places if AND_FOR.search(one.folded, 0, start) and THING.match(one.folded, end)]
    return any(not any(end <= paper <= end + NEAR for paper in papers) for end in begun)


THING = re.compile(r" (?:the|a|an|der|die|das|den|ein\w*|la|le|l'|une?|el|los|las|una?|de|het|een) ?[a-z]{3,}")


def numbers_first(body: Sequence[Passage]) -> bool:
    """Papers told off behind their numbers, line by line, and more said there: "1. 4411 - invoice came, POD please"."""
    lines = [one for one in body if one.mentions and one.references and opens_line(*local(one))]
    return len(lines) > 1 and not all(papers_in_line(*local(one)) for one in lines)


def local(one: Passage) -> tuple[Reference, list[Mention], str]:
    """The first number and the papers of a sentence, with offsets in it."""
    first, start = one.references[0], one.sentence.start
    papers = [paper._replace(start=paper.start - start, end=paper.end - start) for paper in one.mentions]
    return first._replace(start=first.start - start, end=first.end - start), papers, one.folded


def invoice_here(one: Passage) -> bool:
    """An invoice is said to be here while several kinds of paper seem to be asked for."""
    found = INVOICE_HERE.search(one.folded)
    return found is not None and not NOT_YET.search(one.folded, max(0, found.start() - NEAR), found.end() + NEAR)


NO_MORE = r"(?:only |just |already |do |nur |bereits |schon |seulement |uniquement |deja |solo |unicamente |ya |alleen |enkel |al )?"
THE = r"(?:the|your|die|ihre|la|les|votre|vos|las?|su|sus|de) ?"
INVOICE_HERE = re.compile(
    rf"\b(?:we|i) {NO_MORE}(?:have|hold) {NO_MORE}{THE}(?:{INVOICE})|\b(?:haben wir|habe ich|liegt uns|liegt mir|wir haben|ich habe) {NO_MORE}{THE}(?:{INVOICE})|\b(?:nous avons|j'ai|nous n'avons que|je n'ai que) {NO_MORE}{THE}(?:{INVOICE})"
    rf"|\b{NO_MORE}(?:tenemos|tengo) {NO_MORE}{THE}(?:{INVOICE})|\b(?:hebben we|heb ik|we hebben|ik heb) {NO_MORE}{THE}(?:{INVOICE})"
)
NEAR = 25
NOT_YET = re.compile(
    r"\b(?:may|can|could|might|if|whether|lost|mislaid|not|never|nicht|nie|verloren|falls|ob|pas|jamais|perdu\w*|si|no|nunca|perdid\w*|niet|nooit|kwijt|verloren)\b|n't\b|\?"
)


def one_apart(one: Passage) -> bool:
    """Something is asked for that has no name here: "the November one again, and the order for 4411"."""
    return one.wants and not (one.mentions or one.references) and bool(ONE_OF_MONTH.search(one.folded))


def month_overlooked(asks: Sequence[DocumentAsk], body: Sequence[Passage]) -> bool:
    """ "I can't find the November one, and there's one for £340.08": a month beside what was understood."""
    dated = any((one.scope or "").startswith(("month", "date", "over")) for one in asks)
    return not dated and any(of_month(one.folded) and (one.wants or LACK.search(one.folded)) for one in body)


def of_month(folded: str) -> bool:
    """No "celle de 2 088 EUR", no "the one for £340.08": an amount says which."""
    return any(
        not (AMOUNT_NEXT.match(folded, hit.end() - 1) or AMOUNT_BEHIND.match(folded, hit.end()))
        for hit in ONE_OF_MONTH.finditer(folded)
    )


AMOUNT_NEXT = re.compile(r"\d[\d .,']*(?:[€£$]|eur|gbp|usd|chf|pounds|livres|libras)")
AMOUNT_BEHIND = re.compile(r" (?:[€£$]|(?:eur|gbp|usd|chf) ?)\d|[ ]\d[\d .,']*(?:[€£$]|eur|gbp|usd|chf|pounds)")


ONE_OF_MONTH = re.compile(
    rf"\b(?:the|that|your) (?:\w+ )?{MONTH} ones?\b|\b(?:the|those|that) ones? (?:from|of|for|dated)\b|\b(?:die|den|das|der|dat) (?:vom|von|aus|van|uit) (?:\d|{MONTH})|\b(?:celles?|celui|ceux) (?:de |du |d')(?:\d|{MONTH})|\b(?:la|el|las|los) (?:de|del) (?:\d|{MONTH})"
)


def unread_item(body: Sequence[Passage]) -> bool:
    """Of a list of numbers one was not understood: the papers would not be all."""
    items = [one for one in body if ITEM.match(one.folded)]
    return any(one.references for one in items) and any(not one.references and LONE.match(one.folded) for one in items)


ITEM = re.compile(r"\W{0,4}[-*•–·]|\W*\d{1,2}[.)] ")
LONE = re.compile(r"\W*(?:\d{1,2}[.)] )?[a-z]{0,8}\W{0,4}\d[\d./-]{2,}\W*$")
"""Nothing but a number, whatever it is."""


def purposeless(one: Passage) -> str:
    return PURPOSE.sub(lambda found: " " * len(found[0]), untold(one))


def paper_beside(one: Passage) -> bool:
    hits = (BESIDE_IT.match(one.folded, end) for _, end in one.named)
    named = find_kinds(one.folded)
    if any(paper.kind is not DocumentKind.INVOICE for paper in one.mentions):
        hits = (hit for hit in hits if hit and not came_without(one.folded, hit))
    return any(hit and not any(hit.start() < n.end and n.start < hit.end() for n in named) for hit in hits)


def came_without(folded: str, hit: re.Match[str]) -> bool:
    """ "The delivery note did not come with the paperwork": what came is not asked for."""
    return bool(WITH_THE.match(hit[0]) and NEVER_RECEIVED.search(folded, 0, hit.start()))


WITH_THE = re.compile(
    r"[ ,]{0,2}(?:with|mit|avec|con|met) (?:the|your|den|der|dem|ihren|les|vos|los|las|sus|de|het|uw|jullie) "
)


def another_beside(one: Passage) -> bool:
    """No number may follow that says which: "4411 and the one of 4412"."""
    text = purposeless(one)
    hits = [hit for number in one.references if (hit := ANOTHER.search(text, number.end - one.sentence.start))]
    starts = [number.start - one.sentence.start for number in one.references]
    return any(not find_kinds(hit[0]) and not any(0 <= at - hit.end() < 12 for at in starts) for hit in hits)


def set_beside(asking: Sequence[Passage]) -> bool:
    """ "4411, and send all invoices of the bakery too": the set is none of the numbers."""
    first = next((at for at, one in enumerate(asking) if one.references), len(asking))
    behind = list(asking[first:])
    return any(set_after(one, behind[at:]) for at, one in enumerate(behind))


def set_after(one: Passage, behind: Sequence[Passage]) -> bool:
    """A set named in this sentence, behind its numbers or where it has none, and no number behind the set."""
    text = APIECE.sub(lambda found: " " * len(found[0]), purposeless(one))
    for hit in SET.finditer(text):
        later = [n for other in behind for n in other.references if n.start >= one.sentence.start + hit.start()]
        if not later and not THOSE_NAMED.search(hit[0]):
            return True
    return False


def fragment(one: Passage) -> set[DocumentKind]:
    """Kinds named by a short line that only adds: "Plus the credit note, if you have it to hand."."""
    if not one.short or not OPENS_WITH_MORE.match(one.folded) or TELLS.search(WHATEVER.sub(" ", one.folded)):
        return set()
    return {mention.kind for mention in one.mentions}


WHATEVER = re.compile(
    r"\b(?:which(?:ever)?|whatever|that|any|welche|die|qui|que|dat)\b(?: \w+){0,3} (?:is|are|ist|sind|sont|est|estan|esta|zijn|is)\b"
)
""" "Also whichever invoices are still open" asks for them."""


def perhaps_told(
    mentions: list[tuple[Mention, str]], asking: list[Passage], subject: Sequence[Passage]
) -> DocumentAsk | None:
    """Of several kinds of paper one is named in no clause that asks: perhaps the mail only speaks of it."""
    kinds = {mention.kind for mention, _ in mentions if mention.words}
    every = [(mention, one) for one in asking for mention in one.mentions]
    asked = {mention.kind for mention, one in every if asked_in_clause(mention, one)} | listed_above(subject)
    return DocumentAsk(kind=DocumentKind.INVOICE, scope=OPEN_QUESTION) if len(kinds) > 1 and kinds - asked else None


def listed_above(subject: Sequence[Passage]) -> set[DocumentKind]:
    """The kinds that the subject of a new mail lists: "delivery note + order VH-606"."""
    above = {
        mention.kind
        for one in subject
        if not MARKS.match(one.sentence.text)
        for mention in one.mentions
        if told_off(mention.start - one.sentence.start, mention.end - one.sentence.start, one)
    }
    return above if len(above) > 1 else set()


def overlooked(mentions: list[tuple[Mention, str]], asking: list[Passage]) -> DocumentAsk | None:
    """Where only the subject says which paper, but the text names another that was not taken for one asked for."""
    kinds = {mention.kind for mention, part in mentions if part == "subject"}
    named = {one.kind for passage in asking if passage.part == "newest" for one in find_kinds(purposeless(passage))}
    alone = kinds and len(kinds) == len({mention.kind for mention, _ in mentions})
    return DocumentAsk(kind=DocumentKind.INVOICE, scope=OPEN_QUESTION) if alone and named - kinds else None


def named_above(asks: Sequence[DocumentAsk], subject: Sequence[Passage]) -> DocumentAsk | None:
    """The subject of a new mail names a paper of which the text was not understood to ask: "VAT form and statement"."""
    above = {mention.kind for one in subject if not MARKS.match(one.sentence.text) for mention in one.mentions}
    if any(one.scope == "all_open" for one in asks) and all(OPEN_ITEMS.search(one.folded) for one in subject):
        above -= {DocumentKind.STATEMENT}
    missed = above & NEVER_A_TOPIC - {one.kind for one in asks}
    return DocumentAsk(kind=DocumentKind.INVOICE, scope=OPEN_QUESTION) if missed else None


OPEN_ITEMS = re.compile(
    r"\b(?:open items?|outstanding items?|offenen? posten|opos|postes? (?:ouverts?|non soldes?)|partidas? (?:abiertas?|pendientes?)|openstaande posten|open posten)\b"
)
""" "Open items" above a wish for all open invoices: no statement besides."""
NEVER_A_TOPIC = frozenset(
    {DocumentKind.POD, DocumentKind.RECEIPT, DocumentKind.CREDIT_NOTE, DocumentKind.STATEMENT, DocumentKind.TAX_FORM}
)
"""Who names one in a subject mostly wants it; an invoice or an order may only say what the mail is about."""
