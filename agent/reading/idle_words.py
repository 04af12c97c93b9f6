"""Words that only look like an objection: asked twice, a certificate that has expired, a day that was agreed."""

import re
from collections.abc import Callable

from agent.domain import date_words
from agent.domain.document_words import find_kinds
from agent.domain.money import find_amounts
from agent.domain.vocabulary import DisputeReason, DocumentKind
from agent.reading.idle_names import counts_nothing, named
from agent.reading.missing_papers import GOODS, clause_of


def without_money(folded: str) -> str:
    """Of the same length: figures of money count no goods."""
    for one in find_amounts(folded):
        folded = folded[: one.start] + "~" * (one.end - one.start) + folded[one.end :]
    return DECIMALS.sub(lambda found: "~" * len(found[0]), folded)


DECIMALS = re.compile(r"(?<![\d.,])\d{1,6}[.,]\d\d(?![\d.,]?\d)")


def idle(reason: DisputeReason, folded: str, match: re.Match[str]) -> bool:
    """Words that mean something else here: asked twice, a certificate that has expired, a rule for all invoices."""
    innocent = INNOCENT.get(reason)
    return bool(innocent and innocent(folded, match))


def twice(folded: str, match: re.Match[str]) -> bool:
    """Nothing billed or delivered is said to be double: "asked twice", "een dubbel van de factuur"."""
    near = folded[max(0, match.start() - 30) : match.end() + 30]
    if SAME_OLD.match(folded, match.start()) or (SETTLED_CREDIT.fullmatch(match[0]) and CREDIT_NOTE.search(folded)):
        return True
    if COPY_WANTED.search(folded[: match.start()]) and match[0].startswith("duplicate"):
        return True
    return bool(LOOSE.fullmatch(match[0])) and bool(DONE_TWICE.search(near) or not BILLED.search(folded))


def of_papers(folded: str, match: re.Match[str]) -> bool:
    """A paper has expired or was rejected, not goods; or the Dutch for "you are"."""
    clause = clause_of(folded, match)
    if BENT.search(folded[max(0, match.start() - 3) : match.end() + 4]) or spoilt_paper(clause):
        return True
    if WET.fullmatch(match[0]) and OWN_COPY.search(clause):
        return not (GOODS.search(clause) or ARRIVED.search(clause))
    if match[0] == "do not hold":
        return bool(find_kinds(folded))
    if OUT_OF_DATE.fullmatch(match[0]):
        return bool(PAPERS_THAT_EXPIRE.search(folded))
    return match[0].startswith("reject") and bool(find_kinds(clause))


def spoilt_paper(clause: str) -> bool:
    """What the water, the scanner or the mail server did to a paper; folders may be goods that came so."""
    if GOODS.search(clause):
        return False
    if POSTED.search(clause) and find_kinds(clause):
        return True
    return bool(DIGITAL.search(clause) or (FILED.search(clause) and not ARRIVED.search(clause)))


def no_price(folded: str, match: re.Match[str]) -> bool:
    """A day to pay was agreed, not a price; something is old; or a cost is named and nothing said against it."""
    if AGED.match(folded, match.start()) or COURTEOUS_PRICE.match(folded, match.start()):
        return True
    if AGREED.fullmatch(match[0]):
        return bool(PAYING.search(folded)) and not PRICED.search(folded)
    return bool(COST.fullmatch(match[0])) and not AGAINST.search(without_money(folded))


def certified(folded: str, match: re.Match[str]) -> bool:
    """A certificate of registration is spoken of, a registered number, or a return that they fill in."""
    words = clause_of(folded, match)
    if REGISTERED.search(folded[max(0, match.start() - 24) : match.end()]):
        return True
    if RETURNED.search(words) and not AGAINST.search(words):
        return True
    return any(one.kind is DocumentKind.TAX_FORM for one in find_kinds(clause_of(folded, match)))


def of_account(folded: str, _: re.Match[str]) -> bool:
    """A bank account is cancelled, or money is to go to another one; or an event of theirs does not take place."""
    return bool(BANKING.search(folded) or OWN_EVENT.search(folded)) and not ORDERED.search(folded)


def credited(folded: str, match: re.Match[str]) -> bool:
    """All was put right, or the credit note itself is asked for: "send me the credit note again"."""
    if BY_OTHERS.search(folded) or FILED_CREDIT.search(folded):
        return True
    copy = (COPIED.search(folded) or NUMBERED_CREDIT.search(folded)) and not AWAITED.search(folded)
    chased = NOTHING_CAME.match(match[0]) and COPY_CHASED.search(folded)
    return bool(PUT_RIGHT.search(folded) or copy or chased) or of_account(folded, match)


def unpaid(folded: str, _: re.Match[str]) -> bool:
    """Nothing was paid less: a bank has cut a credit line, a sample was kept."""
    if FILED_CREDIT.search(folded) and not BY_US.search(folded):
        return True
    return bool(CUT_BY_OTHERS.search(folded)) or not MONEYISH.search(without_money(folded))


def tallying(folded: str, match: re.Match[str]) -> bool:
    """A statement is spoken of and no difference: no amount is named, nothing is said not to agree."""
    return numbered_paper(folded, match) or not (
        DIFFERS.search(folded) or "~~~~" in without_money(folded) or BIG.search(folded)
    )


def only_released(folded: str, match: re.Match[str]) -> bool:
    """It is the invoice or its payment that nobody has released."""
    words = clause_of(folded, match)
    released = RELEASED.search(match[0]) and PAYMENT_OF.search(words) and not ORDERED.search(words)
    return bool(released or ORDER_COPY.search(match[0]))


def numbered_paper(_: str, match: re.Match[str]) -> bool:
    """ "Our records do not show invoice 4411": the number is no amount."""
    return bool(PAPER_NUMBER.search(match[0]))


def seen_by_others(folded: str, match: re.Match[str]) -> bool:
    """ "Tant que je n'ai pas vu la banque", "no llego a fin de mes", "the goods receipt is posted", a copy asked for."""
    chased = NOTHING_CAME.match(match[0]) and COPY_CHASED.search(folded) and not GOODS.search(folded)
    posted = POSTED.match(folded, match.start())
    return bool(chased or posted or PEOPLE_SEEN.match(folded, match.end()) or ANSWER.search(match[0]))


def of_others(folded: str, match: re.Match[str]) -> bool:
    """A rule for all invoices, the address of who wrote a mail, what the paper sought must be, or a purpose."""
    supposed = MUST_BE.search(folded[match.start() : match.end() + 40])
    purpose = RETURNED.search(match[0]) or match[0].startswith("order to ")
    return bool(RULE_FOR_ALL.search(folded) or SENDER.search(match[0]) or supposed or purpose)


INNOCENT: dict[DisputeReason, Callable[[str, re.Match[str]], bool]] = {
    DisputeReason.DUPLICATE: twice,
    DisputeReason.QUANTITY: counts_nothing,
    DisputeReason.WRONG_ENTITY: named,
    DisputeReason.QUALITY: of_papers,
    DisputeReason.PRICE: no_price,
    DisputeReason.TAX: certified,
    DisputeReason.CREDIT_CLAIM: credited,
    DisputeReason.SHORT_PAY: unpaid,
    DisputeReason.CANCELLED_ORDER: of_account,
    DisputeReason.UNAUTHORISED_ORDER: only_released,
    DisputeReason.BALANCE_DIFFERENCE: tallying,
    DisputeReason.NON_DELIVERY: seen_by_others,
    DisputeReason.BILLING_DATA: of_others,
}
LOOSE = re.compile(
    r"twice|zwei ?mal|doppelt\w*|(?:deux|2) fois|en double|doublon\w*|(?:dos|2) veces|por duplicado|doble(?:mente)?|twee ?(?:keer|maal)|2 keer|dubbel\w*|duplicate of|les memes|las mismas|lo mismo que|es la misma|same (?:[\w ]+ )?(?:as|again|under)|hetzelfde|identi\w*|das gleiche|dasselbe"
)
"""Words that speak of papers, requests and habits as well."""
COPY_WANTED = re.compile(
    r"\b(?:(?:re-?)?send(?:ing)?|e?-?mail(?:ing)?|provid(?:e|ing)|need|want|require|request\w*|for|have|get(?:ting)?|supply(?:ing)?|issu(?:e|ing)|me|us|forward(?:ing)?) (?:an? |the |another )?$"
)
SETTLED_CREDIT = re.compile(r"(?:schon|bereits) (?:\w+ ){0,3}verrechnet")
CREDIT_NOTE = re.compile(r"\bgutschrift")
"""A credit note is set off once; an invoice that was is billed twice."""
FILED_CREDIT = re.compile(
    r"\b(?:nota de credito|abono|credit note|gutschrift|note de credit|avoir|creditnota)\b.{0,90}\b(?:ya (?:viene|esta|fue|aparece|figura) (?:rebajad|descontad|aplicad|contabilizad)[oa]|already (?:taken|applied|deducted|allocated|booked)|(?:bereits|schon) (?:verrechnet|abgezogen|gebucht|berucksichtigt)|deja (?:deduite?|imputee?|comptabilisee?|pris en compte)|al (?:verrekend|verwerkt|geboekt))\b"
)
"""A credit note that is in the books already: only its paper is wanted."""
BY_US = re.compile(r"\b(?:we|i|wir|ich|nous|j'ai|on|hemos|he|wij|ik)\b")
BY_OTHERS = re.compile(
    r"\b(?:they|he|she|council|insurers?|insurance|employer|fund|government|ministry|hmrc|revenue|trust|scheme)(?: (?:will|can|then|only|may|would|partly)){0,2} refunds?\b|\b(?:krankenkasse|versicherung|stiftung|gemeinde|kreis|land)(?: \w+){0,4} erstatte\w*|\b(?:mutuelle|assurance|mairie|region|departement)(?: \w+){0,4} rembourse\w*|\b(?:seguro|aseguradora|ayuntamiento|diputacion|junta)(?: \w+){0,4} (?:reembols\w+|devuelv\w+)|\b(?:verzekering|gemeente|provincie|werkgever)(?: \w+){0,4} (?:vergoed\w*|betaalt \w+ terug)"
)
"""Somebody else gives the money back."""
ORDER_COPY = re.compile(
    r"\b(?:hoja|copia|impreso) de pedido\b|\bpedido (?:\w+ )?firmado\b|\bsigned (?:order|po)\b|\border (?:form|copy)\b|\bbestellschein|\bauftragskopie|\bbon de commande signe\b|\bbestelbon\b|\bgetekende bestel\w+"
)
"""The paper of an order cannot be found; that there was one is not denied."""
SAME_OLD = re.compile(
    r"(?:hetzelfde|het zelfde|dezelfde|das gleiche|dasselbe|same|les memes|lo mismo)\b.{0,12}\b(?:liedje|verhaal|lied|spiel|story|song|old|histoire|historia|cancion|folder|file|binder|map|ordner|classeur|dossier|carpeta)\b"
)
"""The same every year, or for the same folder."""
BILLED = re.compile(
    r"\b(?:(?:mis|over|double-?)?(?:bill|charg|invoic)(?:ed|ing|es?)?\b|paid|pay|count\w*|deliver\w*|appear\w*|listed|on (?:the|our|your) (?:account|statement|bill)|lines?|items?|entered|posted|booked|order(?:ed)?|debited"
    r"|\w*berechn\w*|\w*rechnung(?:en)?|fakturier\w*|verrechnet|abgerechnet|\w*bezahlt|gebucht|abgebucht|geliefert|aufgefuhrt|position\w*|posten|erfasst|drauf"
    r"|factur\w*|comptee?s?|comptabilisee?s?|payee?s?|reglee?s?|livree?s?|figur\w*|ligne|debite\w*|preleve\w*"
    r"|cobr\w*|sale|salen|mayor|ledger|konto|compte|cuenta|saldo|pagad\w*|cargad\w*|carg[oa]s?|aparec\w*|linea|partida|entregad\w*|abonad\w*"
    r"|gefactureerd|\w*factu(?:ur|ren)|berekend|gerekend|betaald|geboekt|geleverd|regel|staat|rekening|afgeschreven)\b"
)
"""What can happen twice that should not."""
DONE_TWICE = re.compile(
    r"\b(?:been|ask(?:ed)?|request(?:ed)?|wr(?:o|i)te|written|call(?:ed)?|rang|rung|phoned?|chased?|mailed|emailed|reminded|came|tried|visited|looked|checked|read"
    r"|gebeten|angefragt|angerufen|gemahnt|erinnert|geschrieben|nachgefragt|gefragt|gesucht|schicken|senden|zusenden|mailen|demande\w*|appele\w*|relance\w*|ecrit|ecris|venue?s?|essaye\w*"
    r"|pedido (?:l|la|una)|llamad\w*|escrit\w*|solicitad\w*|venido|intentad\w*|gevraagd|gebeld|gemaild|geweest|langs|geprobeerd|nagekeken|benaderd|herinnerd|gerappelleerd"
    r"|copy|kopie|copie|copia|bezorgen|toesturen|mailen|een dubbel|een dubbele?tje|ein doppel|un double\b|por duplicado|contacted|approached|signal\w*|locked)\b"
)
BENT = re.compile(r"\b(?:u|je|jij|ge) bent\b|\bbent (?:u|je|jij|ge)\b|\blekkere?\b")
WET = re.compile(r"wet|soaked|nass|mouille\w*|trempe\w*|mojad\w*|nat|doorweekt")
POSTED = re.compile(
    r"\b(?:(?:by|in the|through the) (?:post|mail)|(?:per|mit der|met de) post|par la poste|por correo)\b"
)
OWN_COPY = re.compile(
    r"\b(?:mine|ours|our copy|my copy|meine[rs]?|unsere[rs]?|le (?:mien|notre)|la (?:mienne|notre)|les notres|el (?:mio|nuestro)|la (?:mia|nuestra)|de (?:mijne|onze)|die van (?:ons|mij)|het onze)\b"
)
DIGITAL = re.compile(
    r"\b(?:pdfs?|attachments?|e-?mails?|scans?|anhang|anlage|datei(?:en)?|fichiers?|pieces? jointes?|adjuntos?|archivos?|bijlagen?|bestand(?:en)?)\b"
)
FILED = re.compile(
    r"\b(?:papers|paperwork|envelopes?|folders?|archive|papiere|belege|ordner|\w*unterlagen|papiers|dossiers?|classeurs?|papeles|carpetas?|papieren|mappen|\w*archief)\b"
)
ARRIVED = re.compile(
    r"\b(?:arriv\w*|c[ao]me|deliver\w*|received|unpacked|\w*geliefert|ka(?:m|men)|angekommen|erhalten|livr\w*|recu\w*|lleg\w*|entreg\w*|recib\w*|geleverd|aangekomen|binnen|ontvangen)\b"
)
OUT_OF_DATE = re.compile(r"expired|out of date|abgelaufen|perime\w*|caducad\w*|over datum")
PAPERS_THAT_EXPIRE = re.compile(
    r"\b(?:certificat\w*|certificad\w*|certificaat|\w*zertifikat\w*|\w*bescheinigung\w*|attestations?|verklaring\w*|forms?|formular\w*|formulaire\w*|formulario\w*|links?|lien|enlace\w*|passwor\w*|contrasena\w*|w-?9|registration|version|mandat\w*|sepa)\b"
)
AGREED = re.compile(
    r"agreed|agreement|accord|vereinbart\w*|vereinbarung|abgemacht|ausgemacht|convenu\w*|acordad[oa]s?|acordamos|pactad[oa]s?|quedamos|afgesproken|afspraak|overeengekomen"
)
AGED = re.compile(
    r"above the (?:\w+ )?(?:office|room|archive|shop|kitchen|desk|store|hall)\b|(?:more than|mehr als|meer dan) (?:\w+|\d+) (?:invoices? was|suppliers?|vendors?|days?|weeks?|months?|years?|tage?|wochen?|monate?|jahre?|dag(?:en)?|we(?:ek|ken)|maand(?:en)?|jaar)\b(?! (?:early|late|zu spat|te laat))"
)
COURTEOUS_PRICE = re.compile(r"prijs (?:te )?(?:stel\w*|gesteld)")
"""Dutch for "we would appreciate it"."""
COST = re.compile(r"charge[ds]?|fees?|cost\w*|kosten|gebuhr\w*|frais|coste\w*|offer|accord|difference")
AGAINST = re.compile(
    r"\b(?:not|n't|never|wrong|incorrect|instead|should|too|high\w*|more|above|over|extra|agreed|differ\w*|mistake|error|why|unexplained|less|only|query|dispute\w*|twice|nicht|kein\w*|falsch\w*|statt|zu|hoher|mehr|warum|wieso|abweich\w*|pas|trop|plus|pourquoi|erreur|au lieu|convenu\w*|supplement|demasiado|mas|por que|error|en vez|en lugar|mal|acordad\w*|niet|geen|te|hoger|meer|waarom|fout\w*|verkeerd\w*|in plaats|afgesproken)\b|\w+n't\b|~[^~]+~"
)
PAYING = re.compile(
    r"\b(?:pay\w*|transfer\w*|goes? out|will go|remit\w*|instal\w*|zahl\w*|uberweis\w*|rate|raten|pai(?:e|er|ement)\w*|regl\w*|virement|verse\w*|pag(?:o|ar|are|amos|aremos)|transfer\w*|plazos?|betal\w*|overma\w*|termijn\w*"
    rf"|{date_words.WEEKDAY}|{date_words.MONTH}|\d{{1,2}}(?:th|st|nd|rd|ste|de|\.))\b"
)
PRICED = re.compile(
    r"\b(?:\w*pric\w*|\w*preis\w*|prix|precios?|\w*prij[sz]\w*|rates?|tarif\w*|tarief|quote\w*|angebot\w*|devis|presupuesto|offerte|discount|rabatt|remise|descuento|korting|per|pro|each|stuck|unite|unidad|stuk|mehr|more|higher|hoher|hoger|plus|mas|instead|statt|geen \d)\b|%"
)
REGISTERED = re.compile(r"\bche[- ]?\d{3}[.\d ]* ?(?:mwst|tva|iva)$")
RETURNED = re.compile(
    r"\b(?:(?:vat|gst|tax|sales tax)[- ](?:returns?|quarter|filing)|doing the vat|(?:umsatz)?steuererklarung|(?:ust-?|umsatzsteuer-?|mwst-?)(?:vor)?(?:anmeldung|abrechnung)|declarations? (?:de (?:la )?)?(?:tva|tps|tvq)|declaracion (?:trimestral )?(?:de |del )?(?:el )?(?:iva|igic)|liquidacion (?:de |del )?iva|btw-?aangifte)\b"
)
BANKING = re.compile(
    r"\b(?:iban|swift|bic|sort code|(?:bank|new|old|refund|following|another|nouveau|nouvelle|ancien|neue\w*|andere\w*|nueva|anterior|otra|nieuwe?|oude?) (?:bank ?)?(?:account|konto|compte|cuenta|rekening\w*)|bankverbindung|kontoverbindung|coordonnees bancaires|cuenta bancaria|rekeningnummer|banks elsewhere|cuenta que figura)\b"
)
PUT_RIGHT = re.compile(
    r"\b(?:put right|sorted (?:out )?(?:straight|at once|quickly|promptly|within)|dealt with (?:quickly|promptly)|(?:keurig|netjes|snel|meteen) (?:geregeld|opgelost|verwerkt)|(?:prompt|sofort|schnell|anstandslos) (?:erledigt|geregelt|gutgeschrieben)|(?:bien|vite|tout de suite) (?:regle|regularise|resolu)\w*|(?:fenomenal|enseguida|rapid\w*) (?:resuelto|arreglad\w*)|(?:hicisteis|hicieron) fenomenal)\b"
)
OWN_EVENT = re.compile(
    r"\b(?:weddings?|concerts?|festivals?|match(?:es)?|tournaments?|fairs?|fetes?|loto|lottomatch|spectacles?|manifestations?|mariages?|reservations?|hochzeit\w*|konzert\w*|veranstaltung\w*|turnier\w*|reisegruppe\w*|bodas?|conciertos?|ferias?|eventos?|bruilof\w*|concert\w*|evenement\w*|jobs all|bookings have)\b"
)
COPIED = re.compile(
    r"\b(?:cop(?:y|ies)|pdf|kopie\w*|copias?|copies?|duplicat\w*|double|dubbel|again|once more|zweitausfertigung|nochmals?|noch mal|als datei|send (?:me|us|over|it)|forward|e-?mail(?:ed)?|zuschicken|zusenden|schicken|mandar\w*|envi\w+|reenvi\w*|remit\w*|mailen|(?:toe|door|op)?sturen|nogmaals|parvenir|transmettre|r?envoyer|remettre la main|would like the|bekommen)\b"
)
NOTHING_CAME = re.compile(r"nothing (?:has |have )?(?:yet )?(?:come|came|arrived|been)|nichts|rien|nada|niets")
COPY_CHASED = re.compile(
    r"\b(?:(?:asked|asking|requested|chas\w+|gebeten|angefordert|demande\w*|pedi\w*|solicit\w*|gevraagd)\b.{0,30}\b(?:cop(?:y|ies)|kopie\w*|copies?|copias?|duplicat\w*)|cop(?:y|ies) (?:of |invoice|bill|statement)|(?:invoice|bill|statement) cop(?:y|ies)|rechnungskopie\w*|kopien? (?:der|von|ihrer)|copies? (?:de|des|du)|duplicata|copias? de|kopie(?:en)? van|factuurkopie\w*)\b"
)
NUMBERED_CREDIT = re.compile(
    r"\b(?:gutschrift|abono|credit note|credit memo|avoir|creditnota|note de credit|nota de credito) (?:n\w*\W{0,2} ?)?[a-z]{0,4}[-/ ]?\d[\d/-]{2,}"
)
AWAITED = re.compile(
    r"\b(?:still|waiting|promised|never|yet|owed?|returned|went back|took back|not (?:had|received|seen)|steht (?:noch )?aus|ausstehend\w*|versproch\w*|zugesagt\w*|warten|nie|bisher|retoure\w*|zuruck\w*|toujours|attend\w*|promis\w*|jamais|retourn\w*|rendu\w*|sigu\w*|seguimos|esper\w*|prometi\w*|prometid\w*|nunca|devuelt\w*|devolv\w*|nog (?:steeds|altijd|niet|geen)|wacht\w*|beloofd\w*|toegezegd\w*|nooit|retour|teruggestuurd)\b"
)
CUT_BY_OTHERS = re.compile(
    r"\b(?:subsid\w*|subvention\w*|subvencion\w*|grant|credit line|overdraft|bank (?:has|hat)|linie|kreditlinie|budget|echantillon|muestreo|sample|steekproef|autre fournisseur|impot|fonds|post)\b"
)
MONEYISH = re.compile(
    r"~|\d|%|\b(?:invoice|bill|rechnung\w*|facture|factura|factuur|pay\w*|paid|remit\w*|transfer\w*|settle\w*|\w*zahl\w*|uberw\w*|beglich\w*|paie\w*|paye\w*|regl\w*|vire\w*|virement|pag\w*|abon\w*|transfer\w*|\w*betal\w*|betaald|overgemaakt|voldaan|skonto|escompte|discount|korting|penalt\w*|penalit\w*|penaliz\w*|carriage|freight|fracht\w*|portes|port|vracht\w*|chargeback|debit|short)\b"
)
DIFFERS = re.compile(
    r"\b(?:differ\w*|difference|gap|wrong|out by|not (?:agree|match|tally|tie)|n't (?:agree|match|tally|tie)|don't (?:agree|match|tally)|doesn't (?:agree|match|tally)|mismatch|less|more|above|below|weicht|abweich\w*|differenz\w*|stimmt|stimmen|uberein|auseinander|nachvollziehbar|hoher|niedriger|ecarts?|correspond\w*|cadre\w*|different\w*|superieur\w*|inferieur\w*|cuadr\w*|coincid\w*|concuerd\w*|diferencias?|mas|menos|verschil\w*|klopt|kloppen|komt niet overeen|wijkt|sluit niet|hoger|lager|uiteen)\b"
)
BIG = re.compile(
    r"\d[.,' ]\d{3}\b|(?<!\d)\d{2,6}[.,]\d\d\b|\b\d{3,5} (?:euro|eur|pounds?|dollars?|francs?|franken)\b|\b(?:is|says?|shows?|steht|make it|dice|pone|dit|zegt) \d{3,6}\b"
)
ORDERED = re.compile(
    r"\b(?:orders?|ordered|goods|deliver\w*|booking|subscription|returned|\w*bestell\w*|auftrag|lieferung|ware|abo|commande\w*|livraison|marchandise\w*|abonnement|pedidos?|entrega|mercancia|bestelling|opdracht|levering|retour\w*)\b"
)
RELEASED = re.compile(
    r"(?:freigegeben|approved|validee?s?|signee?s?|passee?s?|firm\w+|autoriz\w+|goedgekeurd)$|inconnu\w* (?:de|chez|dans)$"
)
PAYMENT_OF = re.compile(
    r"\b(?:invoice|bill|payment|\w*rechnung\w*|\w*zahlung|beleg|factures?|paiement|reglement|virement|facturas?|pago|transferencia|factuur|betaling|comprometido)\b"
)
PAPER_NUMBER = re.compile(
    r"\b(?:invoices?|bills?|rechnung\w*|factures?|facturas?|factu(?:ur|ren)|order|bestellung|commande|pedido|bestelling)(?: (?:no|nr|number|nummer|numero))?\W{0,3}[a-z]{0,4}[-/ ]?[\d./-]*$"
)
ANSWER = re.compile(
    r"\b(?:(?:stop|pause|suspend|interrupt|hold)\w*|antwort|ruckmeldung|reply|replies|answer|response|reponse|respuesta|antwoord|reactie)\b"
)
PEOPLE_SEEN = re.compile(
    r" (?:a (?:fin|cubrir|pagar|todo|final)\w*|para (?:todo|pagar|mas)|through (?:to|by|on|here|at all)\b)| (?:(?:the|our|my|la|le|mon|ma|notre|nos|den|die|meine\w?|unsere\w?|el|mi|nuestr[oa]|de|onze|mijn|al) )*(?:bank|banker|accountant|manager|board|director|banque|banquier|comptable|conseil|direction|maire|patron|steuerberater|chef|banco|gestor|jefe|director|boekhouder|accountant|directeur|bestuur)\b"
)
POSTED = re.compile(
    r"(?:goods receipt|wareneingang|goederenontvangst) (?:is|was|has been|ist|wurde|ist bereits|is al|werd)(?: already| also| duly| bereits| schon| al| ook)* (?:in order|fine|ok|posted|booked|entered|made|done|complete|recorded|matched|matching|there|gebucht|verbucht|erfasst|vorhanden|da|geboekt|ingeboekt|geregistreerd|verwerkt|akkoord)\b"
)
SENDER = re.compile(r"\b(?:sender|absender\w*|expediteur|remitente|afzender)\b")
RULE_FOR_ALL = re.compile(
    r"\b(?:(?:invoices|facturen|rechnungen|factures|facturas) (?:\w+ ){0,4}(?:must|should|can only|need to|without|kunnen|moeten|zonder|mussen|konnen|sind|ohne|doivent|ne peuvent|sans|deben|deberan|sin)\b|(?:always|altijd|stets|immer|toujours|siempre)\b|uitsluitend|ausschließlich|exclusively|exclusivement|exclusivamente)"
)
"""Below many letters: how invoices are to be sent. It finds nothing wrong with this one."""
MUST_BE = re.compile(
    r"\bmust be (?:an? |the |your )(?:invoice|bill|credit note|statement|document|paper) (?:of|for|over|dated|from|with)\b"
)
"""What somebody supposes of a paper not yet seen."""
