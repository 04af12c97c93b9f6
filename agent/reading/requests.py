"""Which sentences of a mail ask for papers, and which others belong to them."""

import re

from agent.domain.date_words import MONTH
from agent.domain.document_words import Mention
from agent.domain.request_words import LACK, NEVER_RECEIVED, POLITE, WANT
from agent.domain.vocabulary import DocumentKind
from agent.reading.declined import clause
from agent.reading.hardships import MORE_TIME
from agent.reading.mentions import Passage

PRONOUN = re.compile(
    r"\b(?:it|them|both|these|those|this|that one|this one|the (?:two|three)|one|ones|another|same|\w+r(?:la|lo)s?|ihn|sie|es|eine? (?:neue|andere|weitere)|noch eine|otr[oa]|une? autre|een (?:andere|nieuwe)|(?:the|het|das|le|el) (?:documents?|dokument|documento|stuk|paper)|\w+(?:me|nos|se|te)(?:la|lo)s?|beide[ns]?|diese[nrs]?|die|den|das|la|le|les|l'|lo|las|los|ambas|ambos|celle-ci|ceux-ci|les deux|estas?|hem|'m|m|ze|hen|deze|die|dit|beide|allebei)\b"
)
COPY_WORDS = re.compile(
    r"\b(?:cop(?:y|ies)|duplicates?|kopien?|zweitschrift|doppel|duplikate?|abschriften?|ablichtung\w*|duplicatas?|copies?|copias?|duplicados?|kopie(?:tje|en)?|duplica(?:at|ten)|afschrift(?:en)?|afdruk|exempla(?:ar|ren|res?)|ejemplar(?:es)?|exemplaires?|un double|pdfs?|scan)\b"
)
SENDING = re.compile(
    r"\b(?:(?:could|can|would) you (?:please |kindly |also |perhaps )?attach|if you could attach|(?:podeis|podria[ns]?|puede[ns]?) adjuntar\w*|(?:pouvez|pourriez)-vous (?:(?:me|nous|le|la|les) ){0,2}joindre|(?:kunt|kun|wilt|wil) (?:u|je|jullie) (?:\w+ ){0,4}bijvoegen|(?:konnen|konnten) sie (?:\w+ ){0,4}anhangen|darum bitten|um beides bitten|run(?:ning)? (?:me |us )?off|let(?:ting)? (?:me|us) have|(?:can|could|may|might) (?:i|we) (?:please |possibly |kindly )?(?:have|get|see) (?:it|them|these|those|that|this|both|one)|nouvel envoi|erneute zusendung|nuevo envio|(?:mogen|kunnen|mag|kan) (?:wij|we|ik) (?:\w+ ){1,5}?(?:ontvangen|hebben|krijgen)|(?:la|le|les|l') ?recevoir|recibir(?:la|lo)s?|tener(?:la|lo)s?|(?:mogen|kunnen) (?:ontvangen|hebben|krijgen)|hicier\w+ llegar|hag\w+ llegar|hac\w+ llegar|\w*(?:mailen|sturen|zenden|stuurt|zendt)|re-?sen[dt]|send|e?mail|forward|provide|supply|share|furnish|ping|shoot|resubmit|schick\w*|send\w*|zusend\w*|ubersend\w*|ubermitt\w*|zuzusenden|zuzuschicken|zuzumailen|nachzureichen|zukommen|zuschick\w*|mailen|(?:r?en)voy\w+|renvoi\w*|transm\w+|adress\w+|communiquer|parvenir|envi\w+|reenvi\w+|mand\w+|remit\w+|pas[ae]\w*|pass\w+|stuu?r\w*|zend\w*|toe(?:zenden|sturen|komen)|aanleveren|verstrekken|bezorgen)\b"
)


PROOFS = frozenset(
    {DocumentKind.POD, DocumentKind.STATEMENT, DocumentKind.CREDIT_NOTE, DocumentKind.RECEIPT, DocumentKind.TAX_FORM}
)
"""Papers that are hardly named together with a polite word unless they are asked for."""
CHASED = re.compile(
    r"\b(?:chas(?:e|ing)|following up|follow up|(?:vous|je|nous) relanc\w+|relance (?:pour|concernant)|revenir vers vous|(?:reviens|revenons) vers vous|nachfass\w*|nachhak\w*|nochmals? (?:an|um)|erinner\w* .{0,20}\ban|insist(?:o|ir|imos)|reiter\w+|recordar\w*|recuerd\w+|herinner\w* .{0,20}\baan|terugkomen op|kom \w* ?terug op|rappeler)\b"
)
"""Comes back to a paper asked for before."""
BILLED = re.compile(
    r"\b(?:what(?:ever)?|everything|anything|all) (?:that )?(?:you(?:'ve| have)?|has been) (?:\w+ )?(?:invoiced|billed|charged)\b|\bwas (?:sie|ihr) .{0,40}\b(?:berechnet|fakturiert|verrechnet|in rechnung gestellt)\b"
    r"|\bce que vous .{0,20}\bfactur\w+|\blo que .{0,20}\bfactur\w+|\bwat (?:u|jullie|je) .{0,40}\b(?:gefactureerd|in rekening (?:heb\w* )?gebracht|gefakt\w+)"
)
"""Invoices called by what they did."""
CHECKING = re.compile(
    r"\b(?:correct|check|cancel|confirm|issue|raise|look into|prufen|korrig\w*|ausstellen|verifi\w*|etabl\w*|revis\w*|emitir|annul\w*|controle\w*|opmaken|nakijken|regel\w*|differ\w*|wrong|falsch|erreur|error|fout)\b"
)


def asks_here(one: Passage) -> bool:
    named = bool(one.mentions or one.references)
    if re.search(
        r"\b(?:no need to|nothing to|don't need|do not need|brauchen sie nicht|inutile de|no hace falta|hoeft niet|ignore)\b",
        one.folded,
    ):
        return False
    if wants_time(one.folded) and not (
        SENDING.search(one.folded) or COPY_WORDS.search(one.folded) or LACK.search(one.folded)
    ):
        return False
    if one.mentions and one.wants:
        return True
    if one.references and PASSIVE.search(one.folded) and not GOODS.search(one.folded):
        return True
    if one.references and (
        LACK.search(one.folded)
        or SENDING.search(one.folded)
        or COPY_WORDS.search(one.folded)
        or (WANT.search(one.folded) and one.short)
    ):
        return True
    if (
        POLITE.search(one.folded)
        and any(mention.kind in PROOFS for mention in one.mentions)
        and not CHECKING.search(one.folded)
    ):
        return True
    if one.short and POLITE.search(one.folded) and named:
        return bool(one.mentions) or not re.search(
            r"\b(?:correct|check|cancel|confirm|prufen|korrig\w*|verifi\w*|revis\w*|annul\w*|controle\w*)\b", one.folded
        )
    if COPY_WORDS.search(one.folded) and (POLITE.search(one.folded) or WANT.search(one.folded)):
        return True
    sending = SENDING.search(one.folded) and (POLITE.search(one.folded) or "?" in one.folded)
    if sending and (PRONOUN.search(one.folded) or ONCE_MORE.search(one.folded)):
        return True
    if CHASED.search(one.folded) and any(mention.kind in PROOFS for mention in one.mentions):
        return not CHECKING.search(one.folded)
    if BILLED.search(one.folded) and (SENDING.search(one.folded) or COPY_WORDS.search(one.folded)):
        return not CHECKING.search(one.folded)
    if named_first(one) or please_behind(one) or asked_again(one):
        return not CHECKING.search(one.folded)
    if re.search(rf"\b(?:{OPEN_ONES})\b|{ALL_OF}", one.folded) and (one.wants or POLITE.search(one.folded)):
        return True
    if AGAIN_ONLY.fullmatch(one.folded):
        return True
    return bool(NEVER_RECEIVED.search(one.folded) and PRONOUN.search(one.folded) and one.short)


PASSIVE = re.compile(
    r"\b(?:could|can|may|might|would) (?:[\w/.-]+ ){1,6}?(?:please |kindly )?be (?:\w+ )?(?:re-?)?(?:sent|e-?mailed|forwarded) (?:to (?:me|us)|again|once more|as a pdf)\b"
    r"|\b(?:kan|kunnen|zou|zouden) (?:[\w/.-]+ ){1,5}?(?:nog eens|nog een keer|nogmaals|opnieuw) (?:[\w/.-]+ ){0,3}?(?:toe|door)?ge(?:stuurd|maild) worden\b"
)
GOODS = re.compile(
    r"\b(?:goods|parts?|replacements?|payments?|refunds?|reminders?|balance|order|delivery|shipment|betaling\w*|restant|aanmaning\w*|herinnering\w*|bestelling|levering|zending)\b"
)


def please_behind(one: Passage) -> bool:
    """A paper, and "please" at the end of the words that say which: "invoice for 900 m of netting please, spring"."""
    for mention in one.mentions:
        start, end = mention.start - one.sentence.start, mention.end - one.sentence.start
        first, last = clause(mention._replace(start=start, end=end), one.folded)
        words = one.folded[first:last]
        if PLEASE_LAST.search(words, end - first) and not (TOLD.search(words) or LOOKED_AT.search(words)):
            return True
    return False


def asked_again(one: Passage) -> bool:
    """A few words without a verb: "Facturen 3318 en 3319 nog eens, alvast dank"."""
    named = one.short and (one.mentions or one.references)
    return bool(named and AGAIN.search(one.folded)) and not (TOLD.search(one.folded) or LOOKED_AT.search(one.folded))


PLEASE_LAST = re.compile(
    r"\b(?:please|pls|plz|bitte|svp|s'il (?:vous|te) plait|stp|por favor|porfa|aub|a\.u\.b|graag|alstublieft|alsjeblieft)\W*$"
)
AGAIN = re.compile(
    r"\b(?:(?:noch|nog) ?(?:mal|eens|einmal|een keer)|nogmaals|nochmals?|opnieuw|once more|one more time|again|encore une fois|otra vez|de nouveau)\b.{0,12}(?:\b(?:thanks|thank you|ta|danke|merci|gracias|(?:alvast )?(?:dank|bedankt))\b|$)"
)
ONCE_MORE = re.compile(
    r"\b(?:once more|one more time|again|noch ?(?:mal|einmal)s?|nochmals?|erneut|encore une fois|de nouveau|a nouveau|otra vez|de nuevo|nog ?(?:eens|een keer|maals)|opnieuw)\b"
)
AGAIN_ONLY = re.compile(
    r"\W*(?:(?:bitte|please|pls|graag|svp|por favor|alle[sn]?|all|both|beide|einmal|noch ?mal|nochmals|neu|erneut|again|once more|one more time|nog|eens|een keer|opnieuw|nogmaals|encore|une fois|otra|vez|de nuevo|toutes|todas)\b\W*){2,6}"
)
""" "Bitte alle einmal neu.", after the papers were named."""

NAMED_FIRST = re.compile(
    r"\W*(?:(?:hi|hello|hey|hiya|hola|hallo|hoi|bonjour|moin|good morning|guten tag|guten morgen|buenos dias|buenas|goedemorgen|goedemiddag|dag)\b[^,§\n]{0,30}, ?)?"
    r"(?:(?:all|open|the|a|an|copy|copies|of|duplicate|another|our|your|latest|last|current|signed|stamped|missing|outstanding|unpaid|overdue|for|and|plus|this|that|it|one|once more|again"
    r"|die|der|das|den|alle|offenen?|aktuelle[nr]?|eine?n?|kopie|von|vom|nochmals?|fur|zu|zur|und|diese[rnm]?|noch|la|le|les|une?|toutes|tous|copie|de|des|du|ouvertes|signe|pour|et|cette|ce|encore|el|los|las|todas|todos|copia|del|pendientes|abiertas|firmad[oa]|sellad[oa]|para|y|est[ea]|es[ea]|otra vez"
    r"|het|een|van|openstaande|getekende|voor|en|deze|dit|nog|\d{4})\b[ ,'/+&-]*|l'|§[ ,/+&()-]*){1,20}"
    r"(?:please|pls|plz|bitte|svp|s'il (?:vous|te) plait|stp|por favor|porfa\w*|aub|a\.u\.b|graag|alstublieft|alsjeblieft)\b"
)


def asked_in_clause(mention: Mention, one: Passage) -> bool:
    """Its own clause asks, or what announces it before a colon; or it stands beside another paper or in a line that only lists."""
    start, end = mention.start - one.sentence.start, mention.end - one.sentence.start
    first, last = clause(mention._replace(start=start, end=end), one.folded)
    words = one.folded[first:last]
    if any(pattern.search(words) for pattern in (WANT, LACK, POLITE, COPY_WORDS)) or announced(one.folded[:start]):
        return True
    if one.short or listed(one) or CONTINUES.match(one.folded) or named_first(one):
        return True
    adds = ADDED.match(words) or (first and GOES_WITH.search(words) and not OWN.search(words))
    added = adds and len(words.split()) <= MOST_ADDED and not TOLD.search(words)
    both = JOINED.search(one.folded, first, start) and THEM.search(one.folded, end) and one.mentions[0] != mention
    return bool(added or both or ALONG_WITH.search(one.folded, first, start)) or told_off(start, end, one)


def announced(before: str) -> bool:
    """ "We need two things: the invoice and the delivery note"."""
    head, colon, between = before.rpartition(":")
    return bool(
        colon and not between[:1].isdigit() and THINGS.search(head) and (WANT.search(head) or LACK.search(head))
    )


THINGS = re.compile(
    r"\b(?:(?:two|three|the following|these) (?:things|papers|documents|items)|the following|zweierlei|dreierlei|(?:zwei|drei|folgende[snr]?) (?:dinge|sachen|unterlagen|dokumente|papiere|belege)|folgendes|(?:deux|trois) (?:choses|documents|pieces|papiers)"
    r"|(?:documents|pieces) suivante?s|(?:dos|tres) (?:cosas|documentos|papeles)|lo siguiente|(?:twee|drie) (?:dingen|stukken|documenten|papieren)|het volgende|volgende (?:stukken|documenten))\b"
)


def told_off(start: int, end: int, one: Passage) -> bool:
    """Only a joint, or what says to which invoice it belongs, stands between this paper and the next or the last."""
    behind = any(LINKED.fullmatch(one.folded, end, first) for first, _ in one.named if first >= end)
    return behind or any(LINKED.fullmatch(one.folded, last, start) for _, last in one.named if last <= start)


THEM = re.compile(
    r"\b(?:(?:send|e-?mail|forward|get) (?:me |us |over )?(?:them|both)\b(?! of)|(?:die|beide[sn]?) (?:bitte |noch |mal |mir |uns |beide |einmal )*(?:schicken|senden|zusenden|zuschicken|zukommen|mailen)\b"
    r"|(?:me|nous) les (?:r?envoy|transmet|adress|faire|communiqu)\w*|(?:me|nos) l[oa]s (?:mand|r?envi|pas|remit|reenvi)\w*|(?:mandar|r?enviar|reenviar|pasar|remitir|hacer)(?:me|nos)l[oa]s\b"
    r"|(?:ze|die|beide) (?:alsjeblieft |nog |even |graag |mij |me |ons |allebei |eens )*(?:sturen|mailen|bezorgen|toesturen|doorsturen|opsturen|doormailen)\b)"
)
""" "The invoice of October and the delivery note, could you send me both?": all that stands before it."""
JOINED = re.compile(
    r"(?:\b(?:and|plus|und|sowie|et|y|e|en)|[&+]) (?:(?:the|its|their|our|your|den|die|das|dessen|deren|le|la|les|l'|son|leur|el|los|las|su|sus|de|het|signed|stamped|getekende|unterschriebenen) ?){0,2}$"
)
ADDED = re.compile(r"\W*(?:and|plus|also|und|sowie|et|ainsi que|y|e|en|ook|alsmede) ")
"""Opens a clause that only adds a paper: ", and the packing slip with the signature"."""
GOES_WITH = re.compile(
    r"\b(?:qui (?:va|vont) avec|correspondante?s?|(?:that|which) (?:goes|go|belongs?) (?:with|to) (?:it|them)|to go with (?:it|them)|(?:da)?zugehorige[nrsm]?|correspondientes?|bijbehorende|d(?:ie|at) erbij hoo?r\w*)\b"
)
OWN = re.compile(r"\b(?:wir|ich|nous|je|j'|on|wij|we|ik|i|bereits|schon|deja|ya|al|already|chez|bei)\b")
MOST_ADDED = 8
TOLD = re.compile(
    r"\b(?:is|are|was|were|has|have|had|came|arrived|ist|sind|war|waren|hat|haben|habe|liegt|liegen|kam|est|sont|etait|a|ont|ai|avons|es|son|esta|estan|tengo|tenemos|ha|han|llego|zijn|heeft|heb|hebben|kwam)\b"
)
ALONG_WITH = re.compile(
    r"\b(?:(?:together|along) with|as well as|sowie|samt|nebst|zusammen mit|ainsi que|accompagnee? d[eu]|asi como|junto con|samen met|alsmede|evenals)\b"
)
LINKED = re.compile(
    r"(?:[ ,;/+&()-]|\b(?:and|or|plus|with|und|mit|et|avec|y|e|con|en|met|of|for|von|zu|zur|zum|de|du|des|del|van|bij|voor|the|its|our|your|an?|signed|stamped|itself|themselves|nuestr[oa]s?|vuestr[oa]s?|notre|nos|votre|vos|unsere[nrsm]?|ihre[nrsm]?|onze|ons|uw|conformad[oa]s?|visad[oa]s?|selbst|elles?-memes?|(?:eux|lui)-memes?|mism[oa]s?|zelf|firmad[oa]s?|sellad[oa]s?|signee?s?|emargee?s?|unterschrieben\w*|gestempelt\w*|(?:af|onder)?getekend\w*|die|der|das|den|dem|unterschriebenen?|les?|la|l'|el|los|las|su|het|een|getekende)\b){0,20}"
)


def named_first(one: Passage) -> bool:
    """What is wanted stands at the head: "The invoice and the POD for this, please, my brother threw them out."."""
    text = one.folded
    for first, last in reversed(one.named):
        text = text[:first] + "§" + text[last:]
    found = NAMED_FIRST.match(text)
    return found is not None and "§" in found[0]


DUE_WHEN = re.compile(
    r"\b(?:when|what date|wann|quand|quelle date|cuando|que fecha|wanneer|welke datum)\b.{0,60}\b(?:due|payable|fallig|zahlbar|zu zahlen|echeance|echoit|payable|vence|vencimiento|pagar|vervalt|verval\w*|betaald zijn|betalen)\b|\b(?:zahlungsziel|due date|date d'echeance|fecha de vencimiento|vervaldatum)\b.{0,40}\?"
)
"""A question about an invoice, not for it."""
ALL_OF = rf"\b(?:all|everything|alles?|tout|toutes celles|tous ceux|todo lo|todas las|todo)\b (?:of those |the ones |die )?(?:from|of|in|for|vom|von|aus|im|d[eu]|van|uit) (?:{MONTH}|last month)"
OPEN_ONES = r"open ones|alles,? was .{0,30}offen|everything (?:you|that)|tout ce qui|todo lo (?:que|facturado)|alles wat|unpaid ones?|every unpaid|cada una de las"
PROMISING = re.compile(
    r"\b(?:(?:until|bis|jusqu'\w*|hasta|tot)\b(?! en met\b)(?! (?:\w+ ){0,3}?[a-z]{0,4}[-/]?(?!20\d\d\b)\d{4})|esperar|extension|aufschub|delai|plazo|uitstel|raten|instal\w*|plazos|termijnen|credit limit|kreditlimit|kredietlimiet|mensualites|cuotas)\b"
)


def wants_time(folded: str) -> bool:
    """Time, another way to pay, or the day on which to pay is asked for; no paper."""
    return bool(PROMISING.search(folded) or MORE_TIME.search(folded) or DUE_WHEN.search(folded))


CONTINUES = re.compile(
    r"\W*(?:and|also|plus|und|auch|ausserdem|et|aussi|y|tambien|ademas|en|ook|tevens)(?: (?:also|auch|aussi|tambien|ook|please|bitte|graag|the|a|die|den|das|der|eine?n?|la|le|les|l'|une?|el|los|las|de|het|een))* "
)


def continued(one: Passage, asking: list[Passage]) -> bool:
    """A fragment that goes on with the request before it: "And the invoice as well, then the file is complete."."""
    opening = CONTINUES.match(one.folded)
    if not opening or not any(0 <= one.sentence.start - other.sentence.end <= 3 for other in asking):
        return False
    paper = next((m for m in one.mentions if m.start - one.sentence.start == opening.end()), None)
    rest = re.split(r"[,;:.?!]", one.folded[paper.end - one.sentence.start :])[0] if paper else ""
    return paper is not None and bool(ALSO_WANTED.fullmatch(rest))


ALSO_WANTED = re.compile(
    r"(?: (?:too|as well|also|please|pls|likewise|auch|noch|bitte|gleich|ebenfalls|dazu|mit|aussi|egalement|svp|s'il vous plait|tambien|por favor|porfa|ook|meteen|graag|aub|alstublieft|erbij|nog|while you are at it|of|for|with|to|from|the|same|that|this|one|it|number|no|nr|order|zu|zur|von|der|die|gleiche[nr]?|selbe[nr]?|derselben|nummer|davon|hierzu|du|de|la|le|meme|numero|celle-ci|correspondante?|mismo|misma|del|para|esta|van|bij|voor|dezelfde|zelfde|daarvan|daarbij))* ?"
)


def with_neighbours(asking: list[Passage], body: list[Passage]) -> list[Passage]:
    """Lines that only list numbers or papers belong to the request above or below them."""
    named = [one for one in body if one not in asking and (one.references or one.mentions)]
    lists = [
        one
        for one in named
        if (listed(one) or continued(one, asking) or item_below(one, asking, body)) and not ENCLOSED.search(one.folded)
    ]
    lists += [one for one in named if one not in lists and beside_alike(one, lists, body)]
    return sorted({id(one): one for one in [*asking, *lists]}.values(), key=lambda one: one.sentence.start)


def beside_alike(one: Passage, lists: list[Passage], body: list[Passage]) -> bool:
    """A line that begins with a number, in one row of such lines with one of a list, whatever else it says."""
    place = body.index(one)
    first, last = place, place
    while first and begins_with_number(body[first - 1]):
        first -= 1
    while last + 1 < len(body) and begins_with_number(body[last + 1]):
        last += 1
    return begins_with_number(one) and any(
        other in lists and begins_with_number(other) for other in body[first : last + 1]
    )


def begins_with_number(one: Passage) -> bool:
    return bool(one.references) and one.references[0].start - one.sentence.start <= 3


def item_below(one: Passage, asking: list[Passage], body: list[Passage]) -> bool:
    """A marked line of a list under a request that ends in a colon, however much it says of its paper."""
    place = body.index(one)
    above = place
    while above and MARKED.match(body[above].folded):
        above -= 1
    head = body[above]
    return (
        above < place
        and bool(one.mentions)
        and head.folded.rstrip().endswith(":")
        and (head in asking or bool(POLITE.search(head.folded) and not ANOTHER_MATTER.search(head.folded)))
    )


MARKED = re.compile(r"\W{0,3}[-*•–·] ?\w|\W*(?:\d{1,2}|[a-e])[.)] ")


def with_antecedent(asking: list[Passage], body: list[Passage]) -> list[Passage]:
    """What "please send a copy" means may stand in the sentence before: "It was one over 8,375.20"."""
    if any(one.mentions or one.references for one in asking):
        return asking
    before = [one for one in body if (one.mentions or one.references) and one.sentence.start < asking[0].sentence.start]
    both = any(BOTH.search(one.folded) for one in asking) and things(before[-1:]) < 2
    return [*before[-2 if both else -1 :], *asking]


ANOTHER_MATTER = re.compile(
    rf"{CHECKING.pattern}|\b(?:paid|pay|pays|paying|settle\w*|correct\w*|chang\w*|amend\w*|explain\w*|clarif\w*|questions?|quer(?:y|ies)|problems?|remarks?|note|aware|refund\w*|cancel\w*"
    r"|bezahl\w*|uberw\w*|anpass\w*|ander\w*|geander\w*|klar\w*|fragen?|erklar\w*|stornier\w*|gutschreiben|pay(?:e|er|ee|ons|es)|regl(?:e|er|ons|ement)|modifi\w*|expliqu\w*|preciser|questions?|rembours\w*"
    r"|pag(?:o|ar|ado|amos)|cambi\w*|modific\w*|aclar\w*|explic\w*|preguntas?|dudas?|betaal\w*|betaald|wijzig\w*|aanpass\w*|uitleg\w*|vragen|toelicht\w*|crediter\w*)\b"
)
"""What is asked is no paper: "please correct the following"."""
LOOKED_AT = re.compile(
    rf"{ANOTHER_MATTER.pattern}|\b(?:see|look|attention|refer|regarding|about|concerning|mind|disput\w+|contest\w*|i|we|you|he|she|they|siehe|sehen|beachten|ich|wir|sie|ihr|wegen|je|nous|vous|on|il|voir|concernant|vea|ver|sobre|nosotros|ik|wij|we|jullie|u|zie|over)\b"
)
"""A sentence that says something of a paper, or has a verb of its own."""


def things(named: list[Passage]) -> int:
    """How many papers are named: kinds of one number, or numbers of one kind."""
    kinds = {mention.kind for one in named for mention in one.mentions}
    return max(len(kinds), len({one.text for passage in named for one in passage.references}))


BOTH = re.compile(
    r"\b(?:both|the two|beides?|beiden|les deux|l'un et l'autre|ambos|ambas|los dos|las dos|beide|allebei)\b"
)


ENCLOSED = re.compile(
    r"\b(?:attached|enclosed|anbei|beigefugt|liegt bei|ci-jointe?|en piece jointe|adjunt[oa]s?|bijgevoegd|bijgaand|in bijlage)\b"
)
"""A paper that comes with the mail is not asked for."""


def listed(one: Passage) -> bool:
    rest = one.folded
    places = [(n.start, n.end) for n in one.references] + [(n.start, n.end) for n in one.mentions]
    for first, last in sorted(places, reverse=True):
        start, end = first - one.sentence.start, last - one.sentence.start
        rest = rest[:start] + " " + rest[end:]
    return len(re.findall(r"[a-z]{3,}", rest)) <= 3
