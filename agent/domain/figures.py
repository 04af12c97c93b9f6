"""Days, amounts and counts in a request for papers: fine where they say which paper, telling where they do not."""

import re
from datetime import date

from agent.domain.date_words import FULL_MONTH, MONTH
from agent.domain.dates import find_dates
from agent.domain.facts import DocumentAsk
from agent.domain.money import find_amounts
from agent.domain.objection import Objection
from agent.domain.quotes import clipped
from agent.domain.veto_words import ALREADY_PAID, HARMLESS, PAY_WORDS, STILL_TO_PAY
from agent.domain.vocabulary import DocumentKind

ANY_DAY = date(2020, 1, 1)
"""Relative days are looked for, not counted."""


def pays(folded: str, body: str, asks: tuple[DocumentAsk, ...]) -> Objection | None:
    """Paying with a day or an amount is a promise, or news of a payment, unless the paper asked for proves that payment."""
    receipt = any(ask.kind in (DocumentKind.RECEIPT, DocumentKind.CREDIT_NOTE) for ask in asks)
    masked = NOT_PAYING.sub(blank, HARMLESS.sub(blank, folded))
    for start, end in sentence_places(folded):
        part = masked[start:end]
        leaving = still_leaving(folded[start:end])
        paying = PAY_WORDS.search(part) or BY_CARD.search(part)
        if not leaving and (not paying or past_payment(part, receipt)):
            continue
        if PART.search(part) or day_or_amount(body[start:end], folded[start:end] if leaving else part):
            return Objection(
                "payment", "A payment is spoken of, with a day, an amount or a part.", clipped(body[start:end], 120)
            )
    return None


def blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def still_leaving(part: str) -> bool:
    return bool(ON_ITS_WAY.search(part) and A_PAYMENT.search(part))


def past_payment(part: str, receipt: bool) -> bool:
    """Whether a sentence tells of money that went already, and only says by it which paper is wanted."""
    if PART.search(part) or TO_COME.search(part):
        return False
    if STILL_TO_PAY.search(part):
        return receipt and bool(ALREADY_PAID.search(part))
    if (receipt or RECEIPT.search(part)) and (PAID.search(part) or PROVED.search(part)):
        return True
    told = "?" not in part and not ADVANCE.search(part)
    return told and (at_once(part) or booked(part) or long_ago(part))


def at_once(part: str) -> bool:
    return bool(SEEN.search(part) or (AT_ONCE.search(part) and PAID.search(part) and len(find_amounts(part)) < 2))


def booked(part: str) -> bool:
    return bool(BOOKED.search(part) and NO_PAPER.search(part))


def long_ago(part: str) -> bool:
    return bool(LONG_AGO.search(part)) and not NEAR_DAY.search(part)


def day_or_amount(text: str, folded: str) -> bool:
    """A day or amount that does not merely say which invoice is meant."""
    days = [one for one in find_dates(text, ANY_DAY, "en") if not described(folded, one.start)]
    amounts = [one for one in find_amounts(text) if not described(folded, one.start)]
    return bool(days or amounts)


def goods(folded: str, body: str) -> Objection | None:
    """Counted things that are missing, or that came."""
    match = GOODS.search(folded)
    if match is None:
        return None
    return Objection("dispute", "Goods seem to be missing or miscounted.", body[match.start() : match.end()])


OF_PAPERS = r"(?:\w*rechnung(?:en)?|belege?|invoices?|receipts?|paper\w*|bills?|factures?|justificatifs?|pieces?|facturas?|comprobantes?|soportes?|factu(?:ur|ren)|bon(?:nen)?|stuk(?:ken)?)"
NOT_PAYING = re.compile(
    # Offices and their work, money from others, capital, reminders, what an auditor picked, visits paid.
    r"\b(?:accounts|bills) payable\b|\b(?:do|does|did|make|makes|handle|handles|look after|looks after) (?:the |all |our )?payments\b|\bpayments? (?:team|office|department|desk|clerk|officer|section|people|agency|reminder)s?\b|\b(?:share|issued|registered) capital[^.\n]{0,40}\bpaid(?: (?:up|in full))?\b|\bcapital(?: social)?[^.\n]{0,40}\b(?:libere|verse|desembolsado|pagado)\b|\b(?:stammkapital|grundkapital|kapitaal)[^.\n]{0,40}\b(?:eingezahlt|volgestort|gestort)\b"
    r"|\b(?<!you )(?:pays?|paid|paying) us (?:an?|the|half|part|back|for)\b|\b(?:die|der|das) uns [^.,!?\n]{0,40}(?:bezahlt|gezahlt)(?: hat| haben)?\b|\bpay(?:s|ing)? (?:us|you|them|me) (?:an? )?(?:\w+ ){0,3}visits?\b|\b(?:payment reminder|zahlungserinnerung|betalingsherinnering|rappel de paiement|recordatorio de pago)\w*"
    r"|\b(?:each|every|samples? of(?: \d+)?|picked|selected) payments?\b|\b(?:zu|fur) (?:jede[rn]?|alle[nr]?) zahlung(?:en)?\b|\b(?:chaque|tout) paiement\b|\b(?:elke|iedere) betaling\b|\bcada pago\b|\b(?:factura|gasto)s? con (?:su|sus|el) (?:justificante de )?pagos?\b|\bzahlungsvorg\w+"
    # What was paid, named to say which purchase.
    r"|\b(?:what|which) (?:we|i|he|she|they) (?:had |have )?paid\b|\bce que (?:nous|j'|j|on) ?(?:avions|avons|avait|avais|ai|a) (?:paye|regle)\w*|\bwas (?:wir|ich) (?:\w+ ){0,4}(?:bezahlt|gezahlt) (?:haben|habe|hatten)\b|\blo que (?:pagamos|pague|habiamos pagado|hemos pagado)\b|\bwat (?:wij|we|ik) (?:\w+ ){0,4}betaald (?:hebben|heb|hadden)\b"
    # A grant that is accounted for.
    r"|\bliquidar (?:la|una|esta) (?:ayuda|subvencion|beca)\b|\bliquidacion de (?:la|una) (?:ayuda|subvencion|beca)\b"
    # A cheque by its stub or number, a card by its name.
    r"|\bcheque (?:stub|counterfoil|book|no\.?|number|\d{3,})\b|\bche(?:ck|que) (?:stub|image|copy)\b"
)
"""Words of paying in which nobody pays, or only somebody else did."""
RECEIPT = re.compile(
    r"\b(?<!goods )(?<!goods-)(?<!acknowledge )receipt(?:s|ed)?\b(?! of (?:\w+ ){0,2}(?:cop(?:y|ies)|invoices?|bills?|goods|deliver(?:y|ies)|documents?|papers?|pdfs?|it|this|them|these|same|orders?)\b)"
    r"|\b(?<!gegen )quittung\w*|\b(?:kassenbon\w*|kassenbeleg\w*|recu (?:pour|correspondant)|(?:un|le|du) recu|recibos? del?|comprobantes? del?|kwitantie|kassabon|ontvangstbewijs|betaalbewijs|bewijs van betaling)\b"
)
"""The paper. That something comes in, "on receipt", is among what is to come."""
PAYMENT = r"(?:payments?|card|cash|ch[eè]?(?:que|ck)s?|transfers?|wires?|remittances?|bacs|\w*zahlung(?:en)?|uberweisung(?:en)?|scheck|paiements?|reglements?|versements?|virements?|pagos?|transferencias?|ingreso|\w*betaling(?:en)?|overboeking(?:en)?|overschrijving)"
A_PAYMENT = re.compile(rf"\b{PAYMENT}\b")
PROVED = re.compile(
    rf"\b(?:for|of|fur|uber|zu|zur|pour|correspondant au|de|du|del|betaalbewijs|van|voor) (?:[^\s,;]+ ){{0,4}}{PAYMENT}\b"
)
"""The payment that the receipt is for."""
PAID = re.compile(
    r"\b(?<!\bbe )(?<!\bget )(?<!\bgets )(?:paid|settled|charged|bought|wired|transferred|remitted|deposited|cleared|mailed)\b"
    r"|\b(?:(?:be|ge)?zahlt|bezahlten?|beglichen|uberwiesen|angewiesen|abgebucht|belastet|gekauft|eingezahlt)\b"
    r"|\b(?:payee?s?|reglee?s?|paye|regle|versee?s?|viree?s?|encaissee?s?|remis|acquittee?s?|debitee?s?)\b"
    r"|\b(?:pagad[oa]s?|pague|pagamos|se pago|abonad[oa]s?|ingresad[oa]s?|transferid[oa]s?|transferi|(?:pago|transferencia) (?:ya )?(?:salio|fue|consta))\b"
    r"|\b(?:betaald(?:en?)?|betaalden?|voldaan|overgemaakt|gestort|gepind|afgerekend|overgeboekt|afgeschreven)\b"
)
CARD = r"(?:(?:the|my|our|a|his|her) )?(?:(?:company|corporate|credit|debit|purchase|purchasing|fuel|business) )?(?:card|p-?card|amex|visa|mastercard)"
AT_ONCE = re.compile(
    rf"\b(?:paid|charged|bought|settled)(?: \w+){{0,4}} (?:by|on|with|from) {CARD}\b|\bpaid (?:in cash|cash|at (?:your|the) (?:counter|till|shop))\b"
    r"|\b(?:mit|per|von) (?:der |meiner |unserer )?(?:firmen|kredit|ec-?|giro|tank)?karte\b|\bbar (?:bei|an|im|am|in)\b[^.?!\n]{0,40}\bbezahlt\b|\bbar bezahlt\b|\b(?:regle|paye)e?s? (?:(?:par|en|avec la|avec ma) )?(?:carte|cb|especes|liquide|comptant)\b"
    r"|\b(?:pagad[oa]s?|pague) (?:con|en) (?:(?:la|mi|nuestra) )?(?:tarjeta|efectivo|metalico)\b|\b(?:gepind|contant (?:betaald|voldaan|afgerekend)|met (?:de |mijn |onze )?(?:pas|pin|creditcard|bankkaart|tankpas) betaald|betaald met (?:de |mijn |onze )?(?:pas|pin|creditcard|bankkaart|tankpas))\b"
)
"""Paid on the spot: nothing is open, and the payment says which purchase is meant."""
ON_THE_SPOT = r"(?:(?:card|p-?card|cash|counter) (?:payments?|purchases?|charges?|sales?)|kartenzahlung(?:en)?|barzahlung(?:en)?|paiements? (?:(?:par|en) )?(?:carte|cb|especes|liquide)|pagos? (?:con|en) (?:tarjeta|efectivo|metalico)|contante betaling(?:en)?|pinbetaling(?:en)?)"
BY_CARD = re.compile(rf"\b(?:{ON_THE_SPOT}|gepind|pinnen|uberwiesen|charged to {CARD})\b")
"""More words of paying, beside those of the lists."""
SEEN = re.compile(
    rf"\b(?:had|got|made|was|were|see|saw|found|find|there is|shows?|hatten?|gab|sehe|sehen|finde|finden|zeigt|vois|voyons|avons|ai|trouve|apparait|figure|hubo|tengo|tenemos|veo|vemos|aparece|figura|was|waren|zie|zien|staat) (?:(?!no\b|not\b|kein)\S+ ){{0,3}}{ON_THE_SPOT}\b"
    rf"|\b(?:an?|eine|un|een) {ON_THE_SPOT}\b[^?!\n]*\b(?:for which|fehlt|manque|falta|ontbreekt|missing|with nothing|waarvoor)\b"
)
"""A payment that stands in the books already."""
SUM = r"(?:[€£$] ?|eur |gbp |usd |chf )?\d[\d.,']*+(?: ?(?:[€£$]|euros?|eur|gbp|usd|chf|pounds?|francs?|pesos))?"
OF = r"(?:out of|of|von|sur|de|van)(?: (?:the|den|der|les|los|de|total)){0,3}"
NO_DAY = (
    rf"(?:[€£$] ?|eur |gbp |usd |chf )?(?!(?:19|20)\d\d\b)\d+(?![a-z\d/]|[.,-]\d{{1,2}}[./-]|\.? (?:of |de )?{MONTH})"
)
PART = re.compile(
    # Some of how much.
    rf"(?<![\w/.,'-])(?<!rechnung )(?<!invoice )(?<!bill )(?<!receipt )(?<!facture )(?<!factura )(?<!factuur )(?<!number )(?<!nummer )(?<!no )(?<!nr )(?<![rno]\. ){SUM} {OF} {NO_DAY}"
    rf"|\b{OF} {SUM},? (?:\w+ )?{NO_DAY}|\d ?/ ?\d+ ?(?:€|euros?\b|eur\b|gbp\b)|\d ?%|\b(?:per ?cent|prozent|pour ?cent|por ciento|procent)\b"
    rf"|\b(?<!spare )(?<!the )(?<!this )(?<!as )(?<!notre )(?<!votre )(?<!leur )(?<!ma )(?<!une )(?<!quelque )(?<!autre )part\b(?! (?:no|number)\b)|\b(?:partly|partial\w*|(?<!and a )half(?! (?:of )?{MONTH})|halves|(?:the|a|our) (?:rest|remainder|balance)|remaining|instal+ments?|on account|underpaid|short[- ]paid|mostly|all but|except|apart from|save for|so far|(?:in|over) (?:two|three|four|several|\d) (?:goes|parts|payments|steps))\b"
    r"|\b(?:teil(?:s|weise)?|teil(?:betrag|zahlung|summe)\w*|anteilig\w*|halb(?:e[rsnm]?)?|halfte|halftig|(?:der|den|dem|ein|kleiner|als) rest|rest(?:lich\w*|betrag\w*|zahlung\w*|summe)|rate|raten|abzuglich|bis auf|grosstenteils|bisher|bislang|vorerst)\b"
    r"|\b(?:en partie|(?:une|premiere|grande) partie|partiel\w*|a moitie|moitie|demie?|(?:le|du) (?:reste|solde)|restants?|restante?s?|reliquat|tranches?|(?:en|par) (?:\w+ )?(?:fois|mensualites)|sauf|hormis|excepte|jusqu'ici)\b"
    r"|\b(?:en parte|(?:una|otra|primera|segunda|gran|mayor) parte|parte del?|parcial\w*|mitad|medi[oa] (?:factura|importe|pago)|el resto|plazos|cuotas?|salvo|excepto|hasta ahora|de momento|por ahora)\b"
    r"|\b(?:deels|gedeelt\w*|(?:een|eerste|grootste|ander) deel|deel van|deelbetaling\w*|(?:de )?helft|halve|(?:de|het|een) rest|rest(?:ant|erende?|bedrag)|resterend\w*|overige|termijn(?:en)?|behalve|tot (?:nu|zover)|voorlopig|grotendeels)\b"
    r"|\b(?:a third of|thirds|a quarter of|three quarters|drittel|viertel|tiers|un quart|trois quarts|tercios?|cuartos? de|een derde|twee ?derde|driekwart|een kwart)\b"
)
"""Something is still open."""
ADVANCE = re.compile(
    r"\b(?:deposit|down[- ]?payment|advance|anzahlung\w*|angezahlt|abschlag\w*|acompte|arrhes|avance|a cuenta|anticipo|senal|aanbetaling|aanbetaald|voorschot)\b"
)
"""What one has a receipt for, and still owes the rest."""
ON_ITS_WAY = re.compile(
    r"\b(?:(?:am|are|is|will be|be|being) (?:making|sending|leaving|paying|transferring)|(?:leaving|going) (?:out )?(?:on|next|this|tomorrow|today)|goes out|bounced?|raus ?geht|hinausgeht|abgeht|partira|part (?:lundi|mardi|mercredi|jeudi|vendredi|demain|le \d)|saldra|sale el|quedara|vertrekt|gaat (?:\w+ )?(?:uit|weg))\b"
)
"""Said of a payment: it has not been made, or has come back, whatever paper is asked for."""
TO_COME = re.compile(
    # On the copy's coming in.
    r"\b(?:on|upon|after|following|against|from|at|by|per|once in|within \w+ days of|days of) (?:the |its |our |your |their |a |safe |prompt )*receipts?\b|\b(?:goods[- ]receipt|receipt it|acknowledge receipt)\b"
    r"|\b(?:nach|bei|mit|ab|gegen|sofort nach) (?:\w+ ){0,2}(?:erhalt|eingang|empfang|zugang|quittung)\b|\bsobald\b(?! (?:moglich|sie konnen|es geht))"
    r"|\b(?:a|des|apres|au|contre|a la|sur|sous|jours de) (?:votre |la |sa |le |un )?(?:reception|recu)\b|\bdes que\b(?! possible)"
    r"|\b(?:al|a la|tras|contra|con|desde|despues de|cuando|una vez|a los|en cuanto|nada mas) (?:\w+ ){0,2}(?:recib\w+|recepcion|llegu?e\w*|tenga\w*)\b"
    r"|\b(?:na|bij|op|tegen|vanaf|direct na) (?:\w+ ){0,2}(?:ontvangst|kwitantie|binnenkomst)\b|\bzodra\b(?! mogelijk)|\bas soon as\b(?! (?:possible|you can))|\bonce (?:we|i|it|the|you|they|your)\b"
    # Not at all.
    r"|\b(?:not|never|nicht|nie|pas|jamais|niet|nooit|kaum|barely) (?:(?:yet|been|fully|all|quite|entirely|noch|ganz|vollstandig|ete|encore|entierement|totalement|tout a fait|nog|helemaal|volledig) ){0,3}(?:paid|settled|(?:be)?zahlt|beglichen|uberwiesen|payee?s?|reglee?s?|soldee?s?|betaald|voldaan|overgemaakt)\b|\bno (?:(?:esta|fue|ha sido|se ha|del todo) )?(?:pag|abon)\w+"
    # Planned, owed or ordered.
    r"|\b(?:payable|due(?! (?:to|diligence)\b|\W+(?:date|course))|planned|scheduled|earmarked|supposed to|ought to|should have|must be|(?:is|are|gets?|being|must|may) (?:\w+ )?(?:paid|settled) (?:on|by|in|at|with|\d)|(?:we|i|they|he|she|who|accounts|office) (?:\w+ ){0,1}(?:pay|pays|settle|settles|transfer|remit|wire)\b|(?:payment|pay|next|\w+ember|month'?s?|day'?s?) run)\b"
    r"|\b(?:zahlbar|fallig\w*|geplant|vorgesehen|eingeplant|sollte|soll|muss|(?:wir|ich|sie|die buchhaltung) (?:\w+ ){0,3}(?:zahlen?|bezahlen?|uberweisen?|begleichen?)|(?:zahlen?|bezahlen?|uberweisen?|begleichen?) (?:wir|ich)|zahllauf)\b"
    r"|\b(?:payables?|exigible|prevu\w*|programme\w*|planifi\w*|devait|devrait|doit|echeance|(?:a|de|pour|puis|pourrai|pourrons) (?:(?:la|le|les|vous) )*(?:payer|regler|solder|virer)|(?:je|on|nous|il|elle) (?:(?:la|le|les|vous|en) )*(?:pa[iy]es?|regle|verse|vire|pa[iy]ons|reglons|versons|virons)|est (?:payee?|reglee?) (?:le|au|fin|par|en)|pa[iy]er\w+|reglerons|reglerai)\b"
    r"|\b(?:previst[oa]s?|programad[oa]s?|vence\w*|pagader[oa]s?|deberia|debia|debe|hay que|tenia que|(?:por|para|a|de) pagar\w*|(?:la|lo|las|los|le|les) (?:pago|paga|pagan|pagamos|abonamos|transferimos)|se (?:paga|pagan|abona|abonan)|pagare|pagaremos|paguemos|que (?:la |lo )?pague|remesa)\b"
    r"|\b(?:gepland|ingepland|voorzien|vervalt|moet|moest|moeten|zou(?! (?:ik|u|je|jij|jullie|wij|we|het)\b)|te (?:betalen|voldoen)|betaalbaar|(?:wij|we|ik) (?:\w+ ){0,2}(?:betalen|betaal|voldoen|storten)|(?:betalen|betaal) (?:wij|we|ik)|betaalrun|betaalronde)\b"
    # A day ahead.
    r"|\b(?:later|to follow|follows|outstanding|still open|folgt|folgen|spater|(?:noch|ist|steht|bleib\w+|euro|eur) offen|suivra|suivront|plus tard|en attente|mas (?:tarde|adelante)|seguira|pendientes?|volgt|volgen|openstaand\w*|nog open)\b"
    r"|\b(?<!by )(?<!before )(?<!until )next\b|\b(?:tomorrow|upcoming)\b|\b(?<!guten )morgen\b|\bubermorgen\b|\b(?<!bis )(?:nachste[nrms]?|kommende[nrms]?)\b|\bdemain\b|\b(?<!avant la semaine )prochaine?\b|\b(?<!esta )(?<!la )(?<!hasta )manana\b|\b(?:proxim[oa]|que viene)\b|\b(?<!voor )(?:volgende|komende|aanstaande)\b"
)
"""Money that has yet to go."""
BOOKED = re.compile(
    r"\b(?:bank statement|card statement|bank feed|at the bank|in the bank|on the bank|cash book|bankafschrift\w*|bankuittreksel\w*|in de bank|bij de bank|kontoauszug|auf dem konto|bankauszug|releve (?:bancaire|de banque|de carte)|prelevement|extracto bancario|cartola|estado de cuenta bancario)\b"
)
NO_PAPER = re.compile(
    rf"\b(?:for which|waarvoor|wozu|(?:fur|zu) (?:die|den|der|dem)|pour (?:lequel|laquelle|lesquels|lesquelles)|para (?:el|la|los|las) (?:que|cual)|without|with (?:no|nothing)|sin|sans|ohne|zonder|geen|keine?n?|aucune?|no|il (?:nous|me) manque|missing|fehlt|ontbreekt|falta)\b[^.?!\n]{{0,40}}\b(?:{OF_PAPERS}|attached|nothing)\b"
)
LONG_AGO = re.compile(
    r"\b(?:bezahlt wurde|wurde(?:n)? [^.?!\n]{0,30}(?:bezahlt|beglichen|angewiesen|uberwiesen)|(?:ist|sind) (?:\w+ ){0,4}(?:bezahlt|beglichen|angewiesen|uberwiesen) worden|(?:was|were|has been|have been) (?:\w+ ){0,3}(?:paid|settled)|de betaling is|(?:is|zijn|werd|werden) [^.?!\n]{0,30}(?:betaald|voldaan)|el pago (?:lo tengo|esta|figura|consta|fue)|(?:tengo|tenemos)\b[^.?!\n]{0,80}\bel pago (?:de|en (?:la|el))|transferencia del|(?:reglement|paiement) figure|(?:paye|regle)e?s? (?:depuis|en)|a ete (?:paye|regle)e?)\b"
)
NEAR_DAY = re.compile(
    r"\d{1,2}[./]\d|\d{1,2}(?:st|nd|rd|th|er|\.)? (?:of |de |d')?[a-z]{3}|[€£$]|\b(?:eur|euros?|gbp|usd|chf)\b|\b(?:today|yesterday|tomorrow|now|just|this|last|next|heute|gestern|morgen|gerade|diese\w*|letzte\w*|nachste\w*|hoy|ayer|manana|este|esta semana|pasad[oa]|proxim[oa]|aujourd'hui|hier|demain|dernier\w*|prochain\w*|ce mois|vandaag|gisteren|morgen|deze|vorige|volgende|net)\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|diens|donners|frei|sams|sonn)tag\b|\bmittwoch\b|\b(?:lun|mar|mercre|jeu|vendre|same)di\b|\b(?:lunes|martes|miercoles|jueves|viernes|sabado)\b|\b(?:maan|dins|woens|donder|vrij|zater|zon)dag\b"
)
"""With these, a payment is news: who writes that all was paid in May says that nothing is open."""
HOPE = re.compile(
    r"\W*(?:i )?(?:do )?(?:hope|hoping|j'espere|en esperant|ich hoffe|hoffe|espero|ik hoop|hopelijk|happy new year|bonne annee|feliz|schone)\b"
)
NUMBER = r"(?:(?!(?:19|20)\d\d\b)\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|some|several|half|ein\w{0,2}|zwei|drei|vier|funf|sechs|acht|zehn|zwolf|einige|mehrere|halbe|un|une|deux|trois|quatre|cinq|six|huit|dix|douze|quelques|plusieurs|dos|tres|cuatro|cinco|seis|ocho|diez|doce|varias|varios|algunas|algunos|twee|drie|vier|vijf|zes|acht|tien|twaalf|enkele|een paar)"
ABSENT = r"(?:missing|short|lacking|absent|fehlt\w*|fehlen|mangelt\w*|manqu\w+|falta\w*|ontbr\w+|mankeer\w*|tekort|te weinig|zu wenig|de menos|en moins)"
PAPERS = (
    r"(?!(?:dans|in|im|en|de|del|du|des|the|te|op|que|qui|is|ist|est|es|and|und|et|y|"
    + FULL_MONTH
    + r"|still|yet|only|just|now|more|others?|noch|nog|encore|todavia|aun|mas|who|are|was|were|nos|me|nous|uns|mir|mij|ons|telkens|euros?|eur|pounds|oldest|latest|newest|jan|feb|mar|apr|jun|jul|aug|sept?|okt|oct|nov|dec|dez|dic|ene|ago)\b)(?!(?:\w+ )?(?:\w*invoice|bill|cop(?:y|ies)|document|page|paper|pod|statement|receipt|note|\w*rechnung|beleg|\w*lieferschein|kopie|seite|unterlage|quittung|facture|piece|page|bon|document|copie|numero|factura|copia|albaran|documento|pagina|recibo|\w*factu|nota|pakbon|stuk|document|kopie|bon|cmr|justificante|comprobante|anlage|blatt|blad|feuille|hoja|pdf|scan|voucher|docket|slip|datei|anhang|adjunto|bijlage|fichier|unic[oa]|primer|ultim|of these|of them|of the|of your|de vos|de nos|de ces|de las|von|van)\w*)"
)
GOODS = re.compile(
    rf"\b{ABSENT} (?:\w+ ){{0,2}}{NUMBER} {PAPERS}[a-z]{{3,}}|\b{NUMBER} {PAPERS}[a-z]{{3,}} (?:\w+ ){{0,4}}{ABSENT}\b|\b(?:got|received|arrived|came|counted|erhalten|angekommen|geliefert|recu|recus|livre|livres|llegaron|llego|recibimos|recibido|ontvangen|binnengekomen|geleverd) (?:only |nur |que |solo |maar )?(?:\d{{1,4}}|thirty-\w+|forty-\w+|twenty-\w+)\b(?![./:-]\d)(?! (?:\w+ )?(?:invoices?|copies|papers?|documents?|pages?|statements?|receipts?|\w*rechnungen|belege|factures?|pieces|facturas?|documentos|facturen|bonnen|{FULL_MONTH}|days?|weeks?|months?|years?)\b)|\b(?:charged|billed|invoiced) (?:us )?for (?:\d|\w+ (?:chairs|boxes|units|pieces|pallets|hours|days))"
)
"""Counted things that are missing, or that came: the papers themselves may be missing in any number."""
COPY = re.compile(
    r"\b(?:cop(?:y|ies)|kopien?|copies?|copias?|kopie(?:tje)?|pdfs?|duplicat\w*|duplikat\w*|duplicad\w*|zweitschrift|unterlagen|documents?|dokument\w*|pieces?|stukken|paper\w*|beleg\w*)\b"
)
OFFICE_EVENT = re.compile(
    r"\b(?:audit\w*|examin\w*|committee|governors|inspect\w*|clos(?:e|ing) (?:of )?(?:the |our )?(?:month|quarter|year|books)|year[- ]end|month[- ]end|quarter[- ]end|vat return|tax return|maternity|training|joined|retire\w*|due to (?:a )?move|prompt payment code"
    r"|revisor\w*|\w*pruf\w*|steuer\w*|abschluss\w*|vorstand|versammlung|gv\b|kassier\w*|quartal\w*|verwendungsnachweis|umzug\w*|revision"
    r"|assemblee|comptable\w*|expert|commissaire\w*|cloture|trimestr\w*|bilan|exercice|demenage\w*|subvention\w*"
    r"|auditor\w*|auditoria|gestor\w*|trimestre|cierre|iva\b|modelo|inspeccion|asesor\w*"
    r"|kascommissie|accountant\w*|controle|kwartaal|aangifte|jaarrekening|inspectie|verbouwing)\b"
)


def described(folded: str, place: int) -> bool:
    """Whether it only says which paper is meant, as in "the invoice of 2 October over 80.00"."""
    if ROUGHLY.search(folded[:place]):
        return True
    match = DESCRIBES.search(folded[:place])
    return match is not None and not PAY_WORDS.search(match[0])


PAPER = r"\b(?:invoices?|bills?|\w*rechnung\w*|beleg\w*|factures?|facturas?|factu\w+|nota|rekening|delivery|shipment|envoi|envio|zending|sendung|order|bestell\w+|commande|pedido|bestelling|duplicata|credit|avoir|abono|cop(?:y|ies)|one|check|cheque)\b"
ROUGHLY = re.compile(
    r"(?:^|[.,(;\n]|tourner|total) ?(?:about|around|roughly|environ|autour de|rond(?: de)?|ca\.?|circa|ungefahr|etwa|unos) $"
)
DESCRIBES = re.compile(
    rf"{PAPER}[^.?!\n]{{0,40}}\b(?:of|dated?|issued|from|for|over|about|vom|uber|von|du|datee?|de|del?|van|d\.d\.|por|importe de|montant de|ter waarde van|on|was|number)(?: the| el| l'| dia)?[ :(]*$"
)


def sentence_places(folded: str) -> list[tuple[int, int]]:
    stops = [match.end() for match in re.finditer(r"(?:(?<=[a-z)\"'])|(?<=\d\d\d))[.!?]+(?=\s|$)|\n\s*\n|\n", folded)]
    return list(zip([0, *stops], [*stops, len(folded)], strict=True))
