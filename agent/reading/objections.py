"""Words that contest outright, say that the goods never came or came spoilt, or that a bill belongs to another."""

import re

from agent.domain.facts import Span
from agent.domain.folding import fold
from agent.domain.vocabulary import DisputeReason
from agent.reading.dispute_words import COMPILED, SPOILT_ON_ARRIVAL
from agent.reading.disputes import a_paper, undenied
from agent.reading.idle_words import idle, spoilt_paper
from agent.reading.missing_papers import clause_of, of_paper
from agent.reading.sentences import sentences
from agent.reading.told_disputes import OUTRIGHT, promised_credit, told


def read_objection(text: str) -> Span | None:
    """The words that contest outright, or say that the goods never came; what is denied does not count."""
    for one in sentences(text):
        folded = undenied(fold(one.text))
        match = contested(folded) or undelivered(folded) or spoilt(folded) or plainly_told(folded)
        if match:
            start, end = one.start + match.start(), one.start + match.end()
            return Span(part="newest", start=start, end=end, quote=text[start:end])
    if promised := promised_credit(fold(text)):
        return Span(part="newest", start=promised.start(), end=promised.end(), quote=text[slice(*promised.span())])
    return None


def contested(folded: str) -> re.Match[str] | None:
    """What is not accepted must be a bill or goods: no service of writs, no liability, no kind of file."""
    return next((one for one in OBJECTING.finditer(folded) if not HOUSE_RULE.search(clause_of(folded, one))), None)


def plainly_told(folded: str) -> re.Match[str] | None:
    """Two unit prices or two counts at variance; goods, no paper, that are "yet to reach" somebody."""
    for reason in OUTRIGHT:
        for one in told(reason, folded):
            if reason is not DisputeReason.NON_DELIVERY or not a_paper(folded, one, False):
                return one
    return None


def spoilt(folded: str) -> re.Match[str] | None:
    """Goods that came soft, open, broken; no attachment that does not open."""
    return next((one for one in SPOILT.finditer(folded) if not spoilt_paper(clause_of(folded, one))), None)


def undelivered(folded: str) -> re.Match[str] | None:
    """Goods that never came; no paper, no answer, no plea that deliveries go on."""
    for one in COMPILED[DisputeReason.NON_DELIVERY].finditer(folded):
        innocent = of_paper(folded, one, False) or idle(DisputeReason.NON_DELIVERY, folded, one)
        if DELIVERY.search(clause_of(folded, one)) and not innocent:
            return one
    return None


SPOILT = re.compile(SPOILT_ON_ARRIVAL)
HOUSE_RULE = re.compile(
    r"\b(?:service of (?:\w+ )?(?:documents|proceedings|process|writs|papers|notices)|(?:accept|recogni[sz]e) service (?:by|via)|visitors|couriers|faxes|(?:zip|word|excel|password\S*) (?:\w+[- ])?(?:files?|attachments?|formats?|archives?)"
    r"|(?:zip|word|excel)-?(?:dateien|anhange|archive|formate)|zustellung\w* (?:von \w+ )?per e-?mail|(?:fichiers?|pieces jointes|formats?) (?:zip|word|excel|compress\w*)|notifications? (?:judiciaires?|par (?:e-?mail|courriel))"
    r"|(?:archivos?|adjuntos?|ficheros?|formatos?) (?:zip|word|excel|comprimid\w*)|notificaciones (?:judiciales|por correo|por e-?mail)|(?:zip|word|excel)-?(?:bestanden|bijlagen|formaat)|betekening\w* per e-?mail)\b"
)
"""What offices write below their letters."""
DELIVERY = re.compile(
    r"\b(?:goods|goods receipt|delivery(?! note| slip| ticket| docket)|shipment|pallets?|boxes|(?:die|der|keine|unsere|ihre|bestellte|diese) waren?|wareneingang|lieferung|paletten?|kisten"
    r"|marchandises?|livraison|palettes?|colis|mercancias?|mercaderia|pedido|palets?|goederen|goederenontvangst|levering|bestelling|dozen)\b"
)


OVER = r"(?:expected|agreed|thought|quoted|understood|budgeted|we were told|i was told|last (?:time|year)|erwartet|gedacht|vereinbart|abgesprochen|besprochen|angeboten|ausgemacht|prevu\w*|convenu\w*|annonce\w*|pense|previsto|acordado|pactado|hablado|presupuestado|verwacht|afgesproken|gedacht|geoffreerd|overeengekomen)"
PRICE_SURPRISE = (
    r"|\b(?:(?:total|price|amount|rate|surcharge|bill|figure|cost)\b.{0,40}\b(?:(?:came as|is|was) (?:a bit of |quite |rather |something of )?a surprise|surprised (?:us|me))|surprised (?:at|by|to see) the (?:price|total|amount|rate|cost|surcharge)"
    rf"|(?:higher|dearer|steeper|(?:costs?|charged|bit|rather|quite|is|was) (?:\w+ )?more) than (?:we |i |had |was |were |been |originally )*{OVER}|(?:hoher|teurer|mehr) als (?:wir |ich |es |ursprunglich |damals )*{OVER}"
    rf"|plus (?:eleve|cher|haut)\w* que (?:ce (?:qui|que) )?(?:\w+ ){{0,3}}{OVER}|mas (?:alt[oa]|car[oa]|elevad[oa]) (?:de lo|que lo|del) {OVER}|(?:hoger|duurder|meer) dan (?:we |wij |ik |was |er |vooraf |eerder )*{OVER}"
    r"|(?:preis|betrag|summe|hohe)\b.{0,30}\b(?:gewundert|uberrascht|gestutzt)|surpris\w* (?:de|par|du) (?:\w+ ){0,2}(?:montant|prix|total|tarif)|(?:precio|importe|total)\b.{0,30}\bsorprend\w*|sorprend\w* (?:el|la|con el) (?:precio|importe|total)|(?:prijs|bedrag|totaal)\b.{0,30}\b(?:verrast\w*|schrikken|geschrokken|verbaas\w*))\b"
)
"""A price that was not expected."""
WRONG_PARTY = (
    r"|\b(?:(?:invoice|bill) (?:should|must|needs to|has to|ought to) (?:\w+ ){0,2}(?:be )?(?:in the name of|made out to|addressed to|billed to|raised (?:to|on))|rechnung\b[^.]{0,40}\b(?:an|auf) die [^.]{2,50}\b(?:adressiert|ausgestellt)\b.{2,90}\b(?:jedoch|aber|sondern|allerdings)"
    r"|stellen sie (?:die|diese) rechnung (?:\w+ ){0,2}auf (?:die|den|das) [^.]{2,50}\bum\b|(?:facture|elle) (?:doit|devrait|devait) (?:donc )?(?:etre )?(?:\w+ )?(?:au nom d|adressee a|libellee)|(?:factura|la) (?:debe|deberia|tiene que) (?:ir|estar|emitirse|salir) a nombre de|(?:factuur|deze) (?:moet|had moeten|dient) (?:\w+ ){0,2}(?:op naam van|op de naam|ten name van|gericht))"
)
"""It belongs to somebody else."""
OBJECTING = re.compile(
    r"\b(?:(?:we|i) (?:\w+ )?(?:dispute|contest|challenge|reject|object to)|(?:we|i) (?:do not|don't|cannot|can't|will not|won't|refuse to) (?:accept|recogni[sz]e|agree (?:with|to))|(?:we|i) (?:will not|won't|refuse to|are not going to) pay (?:for )?(?:this|that|it|the (?:invoice|difference|surcharge))|(?:not|n't) pay(?:ing)? for (?:one|something|anything|goods|them|those|what)\b|(?:we|i)(?: are|'re| am|'m| have to| must)? (?:\w+ )?withh(?:old|olding|eld)\b(?! tax)|(?:is|are|remains?) (?:disputed|contested|in dispute|rejected)"
    r"|(?:bestreiten|beanstanden|reklamieren|monieren|rugen) (?:wir|ich)|(?:wir|ich) (?:\w+ ){0,4}(?:bestreiten|bestreite|beanstanden|beanstande|reklamieren|reklamiere|widersprechen|widerspreche|monieren|rugen)|widersprechen wir|weisen wir .{0,60}zuruck|wir weisen .{0,60}zuruck|(?:erkennen|akzeptieren) (?:wir|ich) .{0,50}nicht|(?:wir|ich) (?:erkennen?|akzeptieren?) .{0,50}nicht|nicht (?:anerkennen|akzeptieren|annehmen|einverstanden)|(?:so|in dieser form) nicht (?:\w+ )?(?:buchen|annehmen|verarbeiten|freigeben|verbuchen|bearbeiten)|(?:cannot|can't|unable to) (?:accept|book|process|post|approve) (?:\w+ ){1,3}(?:as it stands|in this form|as it is)|ne (?:pouvons|peux) .{0,30}(?:en l'etat|sous cette forme)|no podemos .{0,40}(?:tal como esta|tal cual|en estas condiciones|de esta forma)|(?:kunnen|kan) .{0,40}\b(?:zo|in deze vorm) niet (?:\w+ )?(?:boeken|verwerken|aanvaarden|accepteren)|lehnen (?:wir )?.{0,50} ab\b|(?:so )?nehmen wir (?:sie|es|das|ihn|die \w+|den \w+) nicht ab\b|(?:wir|ich) (?:halten|halte) (?:die|den|unsere|ihre|diese)\b.{0,60}\bzuruck\b"
    r"|(?:nous|je|on) (?:vous )?(?:contest\w+|refus\w+|rejet\w+|recus\w+)|ne sommes pas d'accord|suis pas d'accord|ne (?:pouvons|peux|saurions) (?:\w+ )?(?:pas )?(?:l[ae]s? |l')?(?:accepter|valider|reconnaitre|admettre|prendre (?:dans|en charge|a notre charge))|n'acceptons pas|n'accepte pas|est (?:contestee|rejetee|refusee)|(?:nous|je) (?:retenons|retiens|bloquons|bloque|suspendons|suspends) (?:\w+ ){0,2}(?:paiement|reglement|facture)"
    r"|(?:impugnamos|rechazamos|reclamamos|discutimos|impugno|rechazo|reclamo)\b|no (?:aceptamos|acepto|reconocemos|estamos de acuerdo|estoy de acuerdo|estamos conformes|podemos aceptar)|no (?:la |lo )?(?:vamos|voy) a pagar|disconform\w+|(?:retenemos|retengo|bloqueamos|dejamos en suspenso) (?:\w+ ){0,2}(?:pago|factura)"
    r"|(?:wij|we|ik) (?:\w+ ){0,4}(?:betwisten?|weigeren|weiger|protesteren)\b|betwisten (?:wij|we)|(?:wij|we|ik) blokke(?:ren|er) (?:de |deze |uw )?(?:betaling|factuur)|(?:houden|houd|schorten|schort) (?:wij |we |ik )?(?:\w+ )?(?:betaling|factuur) (?:\w+ ){0,4}(?:in|aan|tegen|op)(?=[ .,;!]|$)|niet akkoord|niet mee eens|(?:accepteren|erkennen|aanvaarden) (?:wij|we) .{0,40}niet|(?:wij|we|ik) (?:accepteren?|erkennen?|aanvaarden?) .{0,40}niet)\b"
    + PRICE_SURPRISE
    + WRONG_PARTY
)
"""Said outright: "we dispute", "wir widersprechen", "nous contestons", "rechazamos", "niet akkoord"."""
