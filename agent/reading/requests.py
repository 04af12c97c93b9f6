"""Which sentences of a mail ask for papers, and which others belong to them."""

import re

from agent.domain.date_words import MONTH
from agent.domain.document_words import Mention
from agent.domain.purity import CLOSING
from agent.domain.request_words import LACK, NEVER_RECEIVED, POLITE, WANT
from agent.domain.subjects import MARKS
from agent.domain.vocabulary import DocumentKind
from agent.reading.declined import clause
from agent.reading.hardships import MORE_TIME
from agent.reading.mentions import SHORT, Passage

PRONOUN = re.compile(
    r"\b(?:it|them|both|these|those|this|that one|this one|the (?:two|three)|one|ones|another|same|\w+r(?:la|lo)s?|ihn|sie|es|beide[ns]?|diese[nrs]?|die|den|das|la|le|les|l'|lo|las|los|ambas|ambos|celle-ci|ceux-ci|les deux|estas?|hem|'m|m|ze|hen|deze|die|dit|beide|allebei)\b"
)
COPY_WORDS = re.compile(
    r"\b(?:cop(?:y|ies)|duplicates?|kopien?|zweitschrift|doppel|duplikate?|abschriften?|ablichtung\w*|duplicatas?|copies?|copias?|duplicados?|kopie(?:tje|en)?|duplica(?:at|ten)|afschrift(?:en)?|afdruk|pdfs?|scan)\b"
)
SENDING = re.compile(
    r"\b(?:let(?:ting)? (?:me|us) have|(?:la|le|les|l') ?recevoir|recibir(?:la|lo)s?|tener(?:la|lo)s?|(?:mogen|kunnen) (?:ontvangen|hebben|krijgen)|hicier\w+ llegar|hag\w+ llegar|hac\w+ llegar|\w*(?:mailen|sturen|zenden|stuurt|zendt)|re-?sen[dt]|send|e?mail|forward|provide|supply|share|furnish|ping|shoot|resubmit|schick\w*|send\w*|zusend\w*|ubersend\w*|zukommen|zuschick\w*|mailen|(?:r?en)voy\w+|renvoi\w*|transm\w+|adress\w+|communiquer|parvenir|envi\w+|reenvi\w+|mand\w+|remit\w+|pas[ae]\w*|pass\w+|stuu?r\w*|zend\w*|toe(?:zenden|sturen|komen)|aanleveren|verstrekken|bezorgen)\b"
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
    if SENDING.search(one.folded) and (POLITE.search(one.folded) or "?" in one.folded) and PRONOUN.search(one.folded):
        return True
    if CHASED.search(one.folded) and any(mention.kind in PROOFS for mention in one.mentions):
        return not CHECKING.search(one.folded)
    if BILLED.search(one.folded) and (SENDING.search(one.folded) or COPY_WORDS.search(one.folded)):
        return not CHECKING.search(one.folded)
    if named_first(one):
        return not CHECKING.search(one.folded)
    if re.search(rf"\b(?:{OPEN_ONES})\b|{ALL_OF}", one.folded) and (one.wants or POLITE.search(one.folded)):
        return True
    return bool(NEVER_RECEIVED.search(one.folded) and PRONOUN.search(one.folded) and one.short)


NAMED_FIRST = re.compile(
    r"\W*(?:(?:hi|hello|hey|hiya|hola|hallo|hoi|bonjour|moin|good morning|guten tag|guten morgen|buenos dias|buenas|goedemorgen|goedemiddag|dag)\b[^,§\n]{0,30}, ?)?"
    r"(?:(?:all|open|the|a|an|copy|copies|of|duplicate|another|our|your|latest|last|current|signed|stamped|missing|outstanding|unpaid|overdue|for|and|plus|this|that|it|one|once more|again"
    r"|die|der|das|den|alle|offenen?|aktuelle[nr]?|eine?n?|kopie|von|vom|nochmals?|fur|zu|zur|und|diese[rnm]?|noch|la|le|les|une?|toutes|tous|copie|de|des|du|ouvertes|signe|pour|et|cette|ce|encore|el|los|las|todas|todos|copia|del|pendientes|abiertas|firmad[oa]|sellad[oa]|para|y|est[ea]|es[ea]|otra vez"
    r"|het|een|van|openstaande|getekende|voor|en|deze|dit|nog|\d{4})\b[ ,'/+&-]*|l'|§[ ,/+&()-]*){1,20}"
    r"(?:please|pls|plz|bitte|svp|s'il (?:vous|te) plait|stp|por favor|porfa\w*|aub|a\.u\.b|graag|alstublieft|alsjeblieft)\b"
)


def asked_in_clause(mention: Mention, one: Passage) -> bool:
    """Its own clause asks, or it stands beside another paper or in a line that only lists."""
    start, end = mention.start - one.sentence.start, mention.end - one.sentence.start
    first, last = clause(mention._replace(start=start, end=end), one.folded)
    words = one.folded[first:last]
    if any(pattern.search(words) for pattern in (WANT, LACK, POLITE, COPY_WORDS)):
        return True
    if one.short or listed(one) or CONTINUES.match(one.folded) or named_first(one):
        return True
    added = ADDED.match(words) and len(words.split()) <= MOST_ADDED and not TOLD.search(words)
    return bool(added or ALONG_WITH.search(one.folded, first, start)) or told_off(start, end, one)


def told_off(start: int, end: int, one: Passage) -> bool:
    """Only a joint, or what says to which invoice it belongs, stands between this paper and the next or the last."""
    behind = any(LINKED.fullmatch(one.folded, end, first) for first, _ in one.named if first >= end)
    return behind or any(LINKED.fullmatch(one.folded, last, start) for _, last in one.named if last <= start)


ADDED = re.compile(r"\W*(?:and|plus|also|und|sowie|et|ainsi que|y|e|en|ook|alsmede) ")
"""Opens a clause that only adds a paper: ", and the packing slip with the signature"."""
MOST_ADDED = 8
TOLD = re.compile(
    r"\b(?:is|are|was|were|has|have|had|came|arrived|ist|sind|war|waren|hat|haben|habe|liegt|liegen|kam|est|sont|etait|a|ont|ai|avons|es|son|esta|estan|tengo|tenemos|ha|han|llego|zijn|heeft|heb|hebben|kwam)\b"
)
ALONG_WITH = re.compile(
    r"\b(?:(?:together|along) with|as well as|sowie|samt|nebst|zusammen mit|ainsi que|accompagnee? d[eu]|asi como|junto con|samen met|alsmede|evenals)\b"
)
LINKED = re.compile(
    r"(?:[ ,;/+&()-]|\b(?:and|or|plus|with|und|mit|et|avec|y|e|con|en|met|of|for|von|zu|zur|zum|de|du|des|del|van|bij|voor|the|its|our|your|an?|signed|stamped|firmad[oa]s?|sellad[oa]s?|signee?s?|emargee?s?|unterschrieben\w*|gestempelt\w*|(?:af|onder)?getekend\w*|die|der|das|den|dem|unterschriebenen?|les?|la|l'|el|los|las|su|het|een|getekende)\b){0,20}"
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
    r"\b(?:until|bis|jusqu'\w*|hasta|tot|esperar|extension|aufschub|delai|plazo|uitstel|raten|instal\w*|plazos|termijnen|credit limit|kreditlimit|kredietlimiet|mensualites|cuotas)\b"
)


def wants_time(folded: str) -> bool:
    """Time, another way to pay, or the day on which to pay is asked for; no paper."""
    return bool(PROMISING.search(folded) or MORE_TIME.search(folded) or DUE_WHEN.search(folded))


def bare_request(body: list[Passage], subject: list[Passage]) -> list[Passage]:
    """A mail of a few words that only names papers or numbers: "PO copy 4411 please", "POD for 118820"."""
    words = sum(len(one.folded.split()) for one in body)
    named = [one for one in body if one.mentions or one.references]
    if words <= 3 * SHORT and any(one.wants for one in body):
        lacking = [one for one in body if one.wants and not wants_time(one.folded)]
        if any(one.mentions or one.references for one in subject) or named:
            return lacking
    if named and words <= SHORT and not wants_time(" ".join(one.folded for one in body)):
        return named if any(one.mentions or POLITE.search(one.folded) for one in body) else []
    return []


AS_SUBJECT = re.compile(
    r"\W*(?:(?:hi|hello|hiya|hallo|moin|hoi|hola|bonjour|all|please|pls|bitte|svp|merci|gracias|thanks|por favor|aub|graag|see|as|per|in|the|title|header|heading|above|subject(?: line)?|line|siehe|wie|im|s\.|betreff|oben|voir|cf\.?|comme|en|l'?|objet|dans|indique|ci-dessus|selon|ver|vease|como|el|asunto|arriba|segun|zie|zoals|het|onderwerp|boven|hierboven|onderwerpregel|says|it says|says it all)\W*)+"
)
POINTS_UP = re.compile(
    r"\b(?:subject|above|title|header|heading|betreff|oben|objet|ci-dessus|asunto|arriba|onderwerp(?:regel)?|boven|hierboven)\b"
)


def request_above(body: list[Passage], subject: list[Passage]) -> list[Passage]:
    """The subject asks, and the text only points at it, "as per subject", or holds nothing but a name."""
    text = body[:2] if len(body) > 1 and not POINTS_UP.search(body[0].folded) else body[:1]
    points = [one for one in text if POINTS_UP.search(one.folded) and AS_SUBJECT.fullmatch(one.folded)]
    alone = only_signed(body) and not any(MARKS.match(one.sentence.text) for one in subject)
    if not (points or alone) or sum(len(one.folded.split()) for one in body) > SHORT:
        return []
    asking = [one for one in subject if (one.mentions and points) or asks_here(one)]
    return [one for one in asking if not wants_time(one.folded) and not CHECKING.search(one.folded)]


def only_signed(body: list[Passage]) -> bool:
    """Nothing stands in the text but greetings, thanks and names."""
    return all(
        not (one.mentions or one.references)
        and (CLOSING.match(one.folded) or NAME.fullmatch(PLEASANT.sub("", one.sentence.text)))
        for one in body
    )


PLEASANT = re.compile(
    r"\b(?:thanks|thank you|thx|ta|cheers|regards|kind|best|many|hi|hello|all|danke|vielen dank|gru(?:ß|ss|esse|eße)|grüße|viele|mit freundlichen grüßen|mfg|lg|hallo|merci|bonjour|cordialement|gracias|saludos|un saludo|hola|bedankt|dank|groet(?:en|jes)?|mvg|dag)\b",
    re.IGNORECASE,
)
NAME = re.compile(r"(?:[\s,.!/&|-]*[A-ZÀ-Þ][\w'’.-]*){0,6}[\s,.!-]*")
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
    lists = [one for one in named if (listed(one) or continued(one, asking)) and not ENCLOSED.search(one.folded)]
    return sorted({id(one): one for one in [*asking, *lists]}.values(), key=lambda one: one.sentence.start)


def with_antecedent(asking: list[Passage], body: list[Passage]) -> list[Passage]:
    """What "please send a copy" means may stand in the sentence before: "It was one over 8,375.20"."""
    if any(one.mentions or one.references for one in asking):
        return asking
    before = [one for one in body if (one.mentions or one.references) and one.sentence.start < asking[0].sentence.start]
    both = any(BOTH.search(one.folded) for one in asking) and things(before[-1:]) < 2
    return [*before[-2 if both else -1 :], *asking]


def told_off_below(body: list[Passage]) -> list[Passage]:
    """A sentence that asks for "the following", and the papers that stand in lines below it."""
    for place, one in enumerate(body):
        items = [
            line for line in body[place + 1 :] if line.mentions and listed(line) and not ENCLOSED.search(line.folded)
        ]
        if items and ANNOUNCES.search(one.folded) and not (ANOTHER_MATTER.search(one.folded) or wants_time(one.folded)):
            return [one, *items]
    return []


FOLLOWING = r"(?:following|below|folgende[nrsm]?|nachstehende\w*|untenstehende\w*|suivante?s?|ci-dessous|ci-apres|siguientes?|a continuacion|abajo|volgende|onderstaande|hieronder)\b"
ASKING = (
    rf"(?:{SENDING.pattern}|\b(?:need|require|missing|have|get|grateful|obliged|appreciate|glad|thankful|brauche?n?|benotige?n?|fehlen|haben|bekommen|erhalten|dankbar|verbunden|bitte[nt]?|freuen"
    r"|besoin|faudrait|manquent?|merci|reconnaissant\w*|gre|avoir|recevoir|necesit\w+|faltan?|agradec\w+|tener|recibir|nodig|ontbreken|graag|dankbaar|erkentelijk|ontvangen|krijgen|verzoek\w*)\b)"
)
ANNOUNCES = re.compile(rf"{ASKING}[^.?!\n]{{0,60}}\b{FOLLOWING}|\b{FOLLOWING}[^.?!\n]{{0,60}}{ASKING}")
ANOTHER_MATTER = re.compile(
    rf"{CHECKING.pattern}|\b(?:paid|pay|pays|paying|settle\w*|correct\w*|chang\w*|amend\w*|explain\w*|clarif\w*|questions?|quer(?:y|ies)|problems?|remarks?|note|aware|refund\w*|cancel\w*"
    r"|bezahl\w*|uberw\w*|anpass\w*|ander\w*|geander\w*|klar\w*|fragen?|erklar\w*|stornier\w*|gutschreiben|pay(?:e|er|ee|ons|es)|regl(?:e|er|ons|ement)|modifi\w*|expliqu\w*|preciser|questions?|rembours\w*"
    r"|pag(?:o|ar|ado|amos)|cambi\w*|modific\w*|aclar\w*|explic\w*|preguntas?|dudas?|betaal\w*|betaald|wijzig\w*|aanpass\w*|uitleg\w*|vragen|toelicht\w*|crediter\w*)\b"
)
"""What is asked is no paper: "please correct the following"."""


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
