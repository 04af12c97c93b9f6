"""Days, amounts and counts in a request for papers: fine where they say which paper, telling where they do not."""

import re
from datetime import date

from agent.domain.date_words import FULL_MONTH
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
        if not PAY_WORDS.search(part) or past_payment(part, receipt):
            continue
        if day_or_amount(body[start:end], part):
            return Objection(
                "payment", "A payment is spoken of, with a day or an amount.", clipped(body[start:end], 120)
            )
    return None


def blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def past_payment(part: str, receipt: bool) -> bool:
    """Whether a sentence tells of money that went already, and only says by it which paper is wanted."""
    if STILL_TO_PAY.search(part):
        return receipt and bool(ALREADY_PAID.search(part))
    if receipt or RECEIPT.search(part):
        return True
    booked = BOOKED.search(part) and NO_PAPER.search(part)
    return "?" not in part and bool(AT_ONCE.search(part) or booked or long_ago(part))


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
    r"|(?<!you )\b(?:pays?|paid|paying) us (?:an?|the|half|part|back|for)\b|\b(?:die|der|das) uns [^.,!?\n]{0,40}(?:bezahlt|gezahlt)(?: hat| haben)?\b|\bpay(?:s|ing)? (?:us|you|them|me) (?:an? )?(?:\w+ ){0,3}visits?\b|\b(?:payment reminder|zahlungserinnerung|betalingsherinnering|rappel de paiement|recordatorio de pago)\w*"
    r"|\b(?:each|every|samples? of(?: \d+)?|picked|selected) payments?\b|\b(?:zu|fur) (?:jede[rn]?|alle[nr]?) zahlung(?:en)?\b|\b(?:chaque|tout) paiement\b|\b(?:elke|iedere) betaling\b|\bcada pago\b|\b(?:factura|gasto)s? con (?:su|sus|el) (?:justificante de )?pagos?\b|\bzahlungsvorg\w+"
    # What was paid, named to say which purchase.
    r"|\b(?:what|which) (?:we|i|he|she|they) (?:had |have )?paid\b|\bce que (?:nous|j'|j|on) ?(?:avions|avons|avait|avais|ai|a) (?:paye|regle)\w*|\bwas (?:wir|ich) (?:\w+ ){0,4}(?:bezahlt|gezahlt) (?:haben|habe|hatten)\b|\blo que (?:pagamos|pague|habiamos pagado|hemos pagado)\b|\bwat (?:wij|we|ik) (?:\w+ ){0,4}betaald (?:hebben|heb|hadden)\b"
    # A cheque by its stub or number, a card by its name.
    r"|\bcheque (?:stub|counterfoil|book|no\.?|number|\d{3,})\b|\bche(?:ck|que) (?:stub|image|copy)\b"
)
"""Words of paying in which nobody pays, or only somebody else did."""
RECEIPT = re.compile(
    r"\b(?:receipts?|receipted|quittung\w*|kassenbon\w*|kassenbeleg\w*|recu (?:pour|de|correspondant)|un recu|le recu|recibo de|comprobante de|kwitantie|kassabon|ontvangstbewijs|betaalbewijs|bewijs van betaling)\b"
)
AT_ONCE = re.compile(
    r"\b(?:paid|payment|charged|bought|settled)(?: \w+){0,4} (?:by|on|with|from) (?:(?:the|my|our|a|his|her) )?(?:(?:company|corporate|credit|debit|purchase|purchasing|fuel|business) )?(?:card|p-?card|amex|visa|mastercard)\b|\b(?:card|p-?card|cash|counter) (?:payments?|purchases?|charges?|sales?)\b|\bpaid (?:in cash|cash|at (?:your|the) (?:counter|till|shop))\b"
    r"|\b(?:mit|per|von) (?:der |meiner |unserer )?(?:firmen|kredit|ec-?|giro|tank)karte\b|\b(?:kartenzahlung|barzahlung)\w*|\bbar (?:bei|an|im|am|in)\b[^.?!\n]{0,40}\bbezahlt\b|\bbar bezahlt\b|\b(?:paiements?|regle\w*|paye\w*) (?:(?:par|en|avec la|avec ma) )?(?:carte|cb|especes|liquide|comptant)\b"
    r"|\b(?:pagad[oa]s?|pago|pagos|pague|pagamos) (?:con|en) (?:(?:la|mi|nuestra) )?(?:tarjeta|efectivo|metalico)\b|\b(?:contante betaling\w*|pinbetaling\w*|gepind|contant (?:betaald|voldaan|afgerekend)|met (?:de |mijn |onze )?(?:pas|pin|creditcard|bankkaart|tankpas) betaald|betaald met (?:de |mijn |onze )?(?:pas|pin|creditcard|bankkaart|tankpas))\b"
)
"""Paid on the spot: nothing is open, and the payment says which purchase is meant."""
BOOKED = re.compile(
    r"\b(?:bank statement|card statement|bank feed|at the bank|in the bank|on the bank|cash book|bankafschrift\w*|bankuittreksel\w*|in de bank|bij de bank|kontoauszug|auf dem konto|bankauszug|releve (?:bancaire|de banque|de carte)|prelevement|extracto bancario|cartola|estado de cuenta bancario|card payments?|paiement carte|kartenzahlung)\b"
)
NO_PAPER = re.compile(
    rf"\b(?:for which|waarvoor|wozu|(?:fur|zu) (?:die|den|der|dem)|pour (?:lequel|laquelle|lesquels|lesquelles)|para (?:el|la|los|las) (?:que|cual)|without|with (?:no|nothing)|sin|sans|ohne|zonder|geen|keine?n?|aucune?|no|il (?:nous|me) manque|missing|fehlt|ontbreekt|falta)\b[^.?!\n]{{0,40}}\b(?:{OF_PAPERS}|attached|nothing)\b"
)
LONG_AGO = re.compile(
    r"\b(?:bezahlt wurde|wurde(?:n)? [^.?!\n]{0,30}(?:bezahlt|beglichen|angewiesen|uberwiesen)|(?:ist|sind) (?:\w+ ){0,4}(?:bezahlt|beglichen|angewiesen|uberwiesen) worden|(?:was|were|has been|have been) (?:\w+ ){0,3}(?:paid|settled)|de betaling is|(?:is|zijn|werd|werden) [^.?!\n]{0,30}(?:betaald|voldaan)|el pago (?:lo tengo|esta|figura|consta|fue)|(?:y|con|tengo|tenemos) el pago (?:de|en)|transferencia del|(?:reglement|paiement) figure|(?:paye|regle)e?s? (?:depuis|en)|a ete (?:paye|regle)e?)\b"
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
