"""Grievances told without their usual words: two unit prices, goods "yet to reach" someone, a credit that was only promised.

And words of paying that sound like a grievance: "en cancelación de la factura", "la remesa se ha retrasado". Five languages,
folded text.
"""

import re
from collections.abc import Iterator

from agent.domain.document_words import find_kinds
from agent.domain.vocabulary import DisputeReason

PRICE_EACH = r"(?:[£€$] ?)?\d{1,4}[.,]\d{2,4}(?![\d%]| ?%)"
ORDERED = r"(?:orders?|po|purchase order|quote|quotation|contract|agreement|price list|bestellung|auftrag\w*|angebot\w*|vertrag|preisliste|commande|devis|contrat|pedido|orden|oferta|contrato|tarifa|presupuesto|bestelling|offerte|prijslijst|afspraak)"
BILLED = r"(?:invoices?|invoiced|bill|billed|charged|rechnung|berechnet|fakturiert|verrechnet|factur\w*|cobr\w+|factuur|gefactureerd|berekend|aangerekend)"
BUT = r"(?:but|whereas|while|against|versus|instead of|yet|aber|jedoch|wahrend|statt|gegenuber|mais|alors que|contre|au lieu|pero|mientras|cuando|frente a|en vez|maar|terwijl|tegenover|in plaats)"
UNIT_PRICES = (
    rf"\b(?:at|for|zu|mit|um|a|de|por|voor|tegen|aan|van) (?P<one>{PRICE_EACH})(?![^.;?!]{{0,110}}(?P=one))[^;?!]{{0,50}}\b{BUT}\b[^;?!]{{0,50}}\b{ORDERED}\b[^;?!]{{0,30}}?{PRICE_EACH}"
    rf"|\b{ORDERED}\b[^;?!]{{0,30}}?(?P<two>{PRICE_EACH})(?![^.;?!]{{0,110}}(?P=two))[^;?!]{{0,40}}\b{BUT}\b[^;?!]{{0,50}}\b{BILLED}\b[^;?!]{{0,30}}?{PRICE_EACH}"
    rf"|\b{BILLED}\b[^;?!]{{0,30}}?(?P<three>{PRICE_EACH})(?![^.;?!]{{0,110}}(?P=three))[^;?!]{{0,40}}\b{BUT}\b[^;?!]{{0,50}}\b{ORDERED}\b[^;?!]{{0,30}}?{PRICE_EACH}"
)
GOODS = r"(?:goods|materials?|consignment|cargo|containers?|shipment|pallets?|parts|parcels?|crates?|our order|the order|waren?|lieferung|sendung|paletten?|teile|bestellung|marchandises?|livraison|palettes?|colis|commande|mercancias?|mercaderia|material|pedido|palets?|contenedor\w*|goederen|levering|zending|bestelling|pallets|spullen)"
YET_TO_COME = (
    rf"\b{GOODS}\b[^.;?!]{{0,60}}\byet to (?:reach|arrive|land|turn up|come|be (?:delivered|received|unloaded|landed|discharged))"
    rf"|\byet to (?:receive|see|take delivery of) (?:\w+ ){{0,3}}{GOODS}\b"
    rf"|\bno (?:arrival (?:notice|advice|note)|notice of arrival) (?:\w+ ){{0,3}}(?:received|come|reached|issued)\b"
    rf"|\b{GOODS}\b[^.;?!]{{0,60}}\b(?:(?:steht|stehen) (?:\w+ ){{0,3}}aus\b|(?:lasst|lassen) (?:\w+ ){{0,3}}auf sich warten|(?:liegt|liegen|steckt|stecken) (?:\w+ ){{0,3}}(?:beim|im) zoll)"
    rf"|\b{GOODS}\b[^.;?!]{{0,60}}\b(?:(?:se fait|se font) (?:\w+ )?attendre|(?:doit|doivent) encore (?:nous )?(?:arriver|parvenir|etre livre\w*)|rest(?:e|ent) (?:\w+ )?a (?:livrer|venir)|toujours (?:en transit|en douane|bloque\w*))"
    rf"|\b{GOODS}\b[^.;?!]{{0,60}}\b(?:(?:sigue\w*|continua\w*) (?:\w+ ){{0,2}}(?:en transito|en (?:la )?aduana|sin llegar)|queda\w* por (?:llegar|entregar)|pendientes? de (?:llegar|entregar))"
    rf"|\b{GOODS}\b[^.;?!]{{0,60}}\b(?:(?:laat|laten) (?:\w+ ){{0,3}}op zich wachten|moet(?:en)? nog (?:aankomen|binnenkomen)|(?:nog (?:altijd|steeds)) niet (?:binnen|hier|toegekomen)|vast (?:bij|in) de douane)"
)
NEVER_APPROVED = (
    r"\b(?:approval|sign-?off|authori[sz]ation|go-ahead|green light|consent) (?:\w+ ){0,4}never (?:\w+ )?(?:given|granted|obtained|sought)|\bnever (?:\w+ ){0,3}(?:approval|sign-?off|authori[sz]ation|a go-ahead|green light)\b"
    r"|\b(?:nie|niemals) (?:\w+ ){0,4}(?:freigabe|genehmigung|zustimmung|beauftragung)\b|\b(?:freigabe|genehmigung|zustimmung|beauftragung) (?:\w+ ){0,6}nie (?:\w+ )?(?:erteilt|gegeben|eingeholt|erfolgt)"
    r"|\bjamais (?:\S+ ){0,4}(?:accord|feu vert|aval|autorisation)\b|\b(?:accord|feu vert|aval|autorisation) (?:\S+ ){0,3}jamais (?:ete )?(?:donne|obtenu|accorde|demande)"
    r"|\b(?:nunca|jamas) (?:\w+ ){0,4}(?:visto bueno|autorizacion|aprobacion|luz verde)\b"
    r"|\bnooit (?:\w+ ){0,4}(?:akkoord|goedkeuring|toestemming|fiat|groen licht)\b|\b(?:akkoord|goedkeuring|toestemming) (?:\w+ ){0,4}nooit (?:\w+ )?(?:gegeven|verleend|gevraagd)"
)
UNKNOWN_HERE = (
    r"\b(?:nobody|no one|no-one) (?:\w+ ){0,5}(?:knows|has heard|had heard) (?:\w+ ){0,3}(?:about|of)\b"
    r"|\b(?:wei(?:ß|ss)) (?:\w+ ){0,4}(?:niemand|keiner)\b|\b(?:niemand|keiner) (?:\w+ ){0,5}(?:wei(?:ß|ss)) (?:\w+ ){0,3}(?:davon|hiervon|etwas|bescheid)"
    r"|\bpersonne (?:\S+ ){0,5}(?:ne (?:sait|connait)|n'(?:en sait|est au courant|en a entendu|a entendu))"
    r"|\bnadie (?:\w+ ){0,5}(?:sabe (?:nada )?de|conoce|tiene constancia|reconoce)"
    r"|\b(?:weet|weten|kent) (?:\w+ ){0,3}niemand\b|\bniemand (?:\w+ ){0,5}(?:weet|kent|herkent) (?:\w+ ){0,2}(?:iets|ervan|hiervan|van|deze|die)\b"
)
OF_AN_ORDER = r"(?:orders?|po|purchase|bestell\w+|auftrag\w*|commandes?|pedidos?|encargo|orden|opdracht|inkoop\w*)"
NUMBER = r"(?!(?:19|20)\d\d\b)(?:[a-z]{1,4}[- /])?\d[\d/.-]{2,}(?![\d%])"
ON = r"(?:la |der |the |de |den |die |el |your |ihrer |eurer |votre |su |vuestra |jullie |uw |invoice |bill |rechnung |facture |factura |factuur |nr\.? |no\.? |n[o0°]\.? ?)*"
TWICE_ON_PAPER = (
    rf"\balready (?:\w+ ){{0,3}}(?:included|contained|covered|part|inside|within) (?:in|on|of|by|with)? ?{ON}{NUMBER}"
    rf"|\b(?:schon|bereits) (?:\w+ ){{0,3}}(?:in|mit|unter) {ON}{NUMBER}"
    rf"|\bdeja (?:\w+ ){{0,3}}(?:dans|sur|avec) {ON}{NUMBER}"
    rf"|\bya (?:venian?|estaban?|iban?|figurab\w+|aparecian?|entrab\w+|van?|vienen?|estan?|se incluy\w+) (?:\w+ ){{0,2}}(?:dentro de|en|con) {ON}{NUMBER}"
    rf"|\b(?:zat|zaten|zit|zitten|was|waren|is|zijn) (?:\w+ )?(?:al|reeds) (?:\w+ ){{0,3}}(?:in|bij|op) {ON}{NUMBER}"
    r"|\b(?:same|selben?|gleiche\w*|memes?|mism[oa]s?|zelfde) (?:docket|delivery note|ticket|site|truck|lorry|van|driver|lieferschein|baustelle|lkw|fahrer|bon|bl|chantier|camion|chauffeur|albaran|obra|conductor|pakbon|werf|vrachtwagen)\b[^.?!]{0,30}\b(?:same|selben?|gleiche\w*|memes?|mism[oa]s?|zelfde) \w+"
)
COUNTED = r"(?:counted|came off|unloaded|gezahlt|abgeladen|contaron|contamos|contado|descargaron|compte|decharge|geteld|gelost)"
STATED = r"(?:vienen|come\w*|show\w*|say\w*|state\w*|list\w*|steh\w+|aufgefuhrt|figur\w+|indiqu\w+|mentionn\w+|port\w+|aparec\w+|pone|ponen|staan|staat|vermeld\w*)"
TWO_COUNTS = (
    rf"\b{COUNTED} (?:\w+ ){{0,3}}(?P<came>\d{{1,5}})\b(?![.,]\d)[^.;?!]{{0,80}}\b{STATED} (?:\w+ ){{0,3}}(?!(?P=came)\b)\d{{1,5}}\b(?![.,/-]\d)"
    rf"|\b{STATED} (?:\w+ ){{0,3}}(?P<said>\d{{1,5}})\b(?![.,/-]\d)[^.;?!]{{0,80}}\b{COUNTED} (?:\w+ ){{0,3}}(?!(?P=said)\b)\d{{1,5}}\b(?![.,]\d)"
    rf"|\b(?P<there>\d{{1,5}}) (?:\w+ ){{0,3}}{COUNTED}\b[^.;?!]{{0,80}}\b(?!(?P=there)\b)\d{{1,5}} (?:\w+ ){{0,3}}{STATED}\b"
)
BILLED_AND_FOUND = (
    r"\b(?:billed|charged|invoiced) (?:us |me )?(?:for )?(?P<billed>\d{1,5}) [a-z]+\b[^.;?!]{0,70}\b(?:find|found|have|got|counted|signed for|came|arrived|received|in the warehouse)\b[^.;?!]{0,30}? (?!(?P=billed)\b)\d{1,5}\b(?![.,/-]\d)"
    r"|\b(?:berechnet|fakturiert|verrechnet) (?:\w+ ){0,3}(?P<berechnet>\d{1,5}) [a-z]+\b[^.;?!]{0,70}\b(?:finden|gefunden|haben|gezahlt|kamen|angekommen|geliefert|erhalten)\b[^.;?!]{0,30}? (?!(?P=berechnet)\b)\d{1,5}\b(?![.,/-]\d)"
    r"|\b(?:facturez|facture) (?P<facture>\d{1,5}) [a-z]+\b[^.;?!]{0,70}\b(?:trouv\w+|compt\w+|avons|recu\w*|livre\w*|arriv\w+|entre\w*)\b[^.;?!]{0,30}? (?!(?P=facture)\b)\d{1,5}\b(?![.,/-]\d)"
    r"|\b(?:facturan?|cobran?|facturais) (?P<facturan>\d{1,5}) [a-z]+\b[^.;?!]{0,70}\b(?:encontr\w+|cont\w+|tenemos|hay|recib\w+|entr\w+|lleg\w+|descarg\w+)\b[^.;?!]{0,30}? (?!(?P=facturan)\b)\d{1,5}\b(?![.,/-]\d)"
    r"|\b(?:rekenen|factureren|berekenen) (?:jullie |u |ons )*(?P<rekenen>\d{1,5}) [a-z]+\b[^.;?!]{0,70}\b(?:vinden|gevonden|hebben|telden|geteld|kregen|gekregen|ontvangen|geleverd|binnen)\b[^.;?!]{0,30}? (?!(?P=rekenen)\b)\d{1,5}\b(?![.,/-]\d)"
)
ORDERED_AND_CAME = r"\b(?P<ordered>\d{1,4}) (?:\w+ ){0,3}(?:ordered|bestellt|commandes|commandees|pedid[oa]s|besteld)\b(?:,| and| und| et| y| en|, but| but|, aber|, mais|, pero|, maar)* (?:only |nur |que |solo |maar )?(?!(?P=ordered)\b)\d{1,4} (?:\w+ ){0,2}(?:received|delivered|came|arrived|geliefert|erhalten|bekommen|angekommen|recus?|recues?|livrees?|livres?|arrives?|recibid[oa]s?|entregad[oa]s?|llegaron|gekregen|geleverd|ontvangen|binnengekomen)\b"
BILLED_BEFORE = (
    r"\bthe same (?:[\w'-]+ ){1,4}(?:that |which )?you (?:already |have |had |'ve )*(?:charged|billed|invoiced)\b"
    r"|\b(?:die|der|das|den)?selben? (?:[\w-]+ ){1,4}die sie (?:uns )?[^.;?!]{0,40}(?:berechnet|fakturiert|verrechnet)\b"
    r"|\bles memes (?:[\w'-]+ ){1,4}que vous (?:nous )?(?:avez|aviez) (?:deja )?factur\w+"
    r"|\bl[oa]s mism[oa]s (?:[\w-]+ ){1,4}que (?:ya )?(?:nos |me )?(?:cobr\w+|factur\w+)"
    r"|\bdezelfde (?:[\w-]+ ){1,4}die (?:u|jullie) (?:ons )?[^.;?!]{0,40}(?:berekend|gefactureerd|gerekend)\b"
)
NOT_OUR_DATA = (
    r"\b(?:vat|tax|registration) (?:number|id)\b[^.;?!]{0,60}\b(?:no longer ours|is(?:n't| not) ours|of (?:another|a different) (?:company|firm|business))|\b(?:re-?issue|raise|make out) (?:it|them|the (?:invoice|bill)|\S*\d\S*) (?:again|anew|afresh)?(?:\w+ ){0,2}with the (?:right|correct|proper)"
    r"|\b(?:uid|ust-?id\w*|steuernummer|mwst-?nummer) (?:eines|einer|von einem) (?:ander\w+|fremd\w+)|\b(?:stellen sie|bitte|bitten) [^.;?!]{0,50}\b(?:richtig|korrekt|aktuell)\w* (?:angaben|daten|anschrift|adresse)[^.;?!]{0,20}\bneu (?:aus|zu)\w*"
    r"|\b(?:numero de tva|siret|tva intracommunautaire)\b[^.;?!]{0,60}\bn'est (?:plus|pas) le notre|\b(?:refaire|reetablir|reemettre) (?:la |cette )?(?:facture )?\S*\d\S* avec\b"
    r"|\b(?:cif|nif|numero de iva)\b[^.;?!]{0,60}\b(?:ya no es|no es) (?:el )?nuestro|\b(?:rehacer|volver a emitir) (?:la )?(?:factura )?\S*\d\S* con\b"
    r"|\b(?:btw|ondernemings|kvk)-?nummer\b[^.;?!]{0,60}\b(?:is )?niet (?:meer )?(?:het onze|van ons)|\b(?:opnieuw (?:opmaken|uitschrijven|maken)) met\b"
)
UNFIT = (
    r"\b(?:until|till|before) your (?:fitter|engineer|technician|mechanic|repair\w*) (?:has |have )?(?:been|comes?|called|visited|looked)|\btak(?:en|ing) (?:it |them |everything |all )*off (?:sale|the shel(?:f|ves))|\bbulging (?:lids?|tins?|cans?)|\bdelaminat\w+|\bblatter\w* [^.;?!]{0,60}\bab\b|\babgeblattert\w*|\bnachbesser\w*|\b(?:vol|met) \w*scheuren\b|\bwindscheuren\b|\b(?:does|do|did)(?:n't|nt| not) work\b|\btrip(?:s|ped|ping) (?:the|our|my|out the) (?:\w+ )?(?:board|fuses?|breakers?|rcd|electrics|mains?|circuit)\b"
    r"|\bbis ihr (?:\w*monteur|\w*techniker|kundendienst)\b|\baus dem (?:verkauf|regal) genommen|\b(?:aufgeblaht|gewolbt)\w* (?:deckel|dosen?)"
    r"|\b(?:tant que|jusqu'a ce que|avant que) votre (?:technicien|monteur|reparateur|mecanicien)\b|\bretiree?s? de la vente|\bretire (?:\w+ )?de la vente|\bcouvercles? bombee?s?|\bboites? bombees?|\bfuyai(?:t|ent)\b|\bsentai(?:t|ent) (?:\w+ )?mauvais"
    r"|\bhasta que (?:no )?(?:venga|pase|vengan) (?:su|vuestro|el) (?:tecnico|mecanico)|\b(?:retirad|hinchad|abombad)[oa]s? (?:de la venta|tapas?|latas?)|\b(?:latas?|tapas?) (?:hinchad|abombad)as?"
    r"|\btot (?:uw|jullie|de) (?:monteur|technicus)\b|\buit de (?:verkoop|schappen) gehaald|\bbolle (?:blikken|deksels?)|\b(?:boegschroef|motor|pomp|machine|lager|lier|compressor|installatie)\b[^.;?!]{0,60}\bvastgelopen"
)
NEVER_CREDITED = (
    r"\bno credit (?:note |memo )?(?:has |was |is )?(?:\w+ )?(?:been )?(?:received|issued|raised|arrived|come|posted)\b|\bkeine gutschrift (?:\w+ )?(?:erhalten|bekommen|eingegangen|erfolgt|erteilt)\b"
    r"|\baucun avoir (?:n'a (?:ete )?|n'est )?(?:\w+ )?(?:recu|emis|etabli|arrive)|\bningun abono (?:\w+ )?(?:recibido|emitido|llegado)|\bno (?:hemos|se ha) recibido (?:ningun |el |aun )*abono\b|\bgeen creditnota (?:\w+ )?(?:ontvangen|gekregen|binnengekomen)\b"
)
TAKEN_OFF = r"\b(?:taking|take|knocking|knock) (?:the |a )?(?:[£€$] ?)?\d[\d.,]* off\b"
NOT_ORDERED = (
    r"\b(?:ohne (?:mein|unser) wissen|without (?:my|our|anyone's) knowledge|a (?:mon|notre) insu|sin (?:mi|nuestro) conocimiento|(?:buiten|zonder) (?:mijn|ons) medeweten|darf nur (?:\w+ ){1,4}bestellen)\b|"
    r"\bpersonne (?:\S+ ){0,4}n'a (?:jamais )?(?:commande|passe commande)|\baucun(?:e)? de nous (?:\S+ )?n'a (?:signe|commande)"
    r"|\bnadie (?:\S+ ){0,4}(?:ha |hemos )?(?:pedido|pidio|encargado|encargo|firmado el pedido)"
    r"|\bniemand (?:\S+ ){0,5}(?:besteld|bestellt|in auftrag gegeben)\b"
)
CHARGE = r"(?:charge|fee|surcharge|supplement|levy|line|pauschale|zuschlag|gebuhr|aufschlag|posten|ligne|frais|forfait|recargo|cargo|linea|concepto|toeslag|kosten|regel|post)"
NEVER_AGREED = (
    rf"\b{CHARGE}s? (?:of|for) [^.;?!]{{1,40}}\b(?:nobody|no one|never|not|n't|none of us) (?:\w+ ){{0,4}}(?:agreed|discussed|mentioned)"
    rf"|\b\w*{CHARGE}\b[^.;?!]{{0,60}}\b(?:niemand|keiner|nie|nicht|nooit|niet) (?:\w+ ){{0,4}}(?:vereinbart|abgesprochen|besprochen|ausgemacht|afgesproken|besproken|overeengekomen)"
    rf"|\b{CHARGE}\b[^.;?!]{{0,60}}\b(?:personne|jamais|pas) (?:\S+ ){{0,4}}(?:convenue?s?|accepte\w*|evoque\w*)"
    rf"|\b{CHARGE}s?\b[^.;?!]{{0,60}}\b(?:nadie|nunca|no) (?:\w+ ){{0,4}}(?:acord\w+|pact\w+|acept\w+|habl\w+)"
)
TWO_BALANCES = (
    r"\b(?:statement|account|balance|ledger) (?:has|shows|puts) us (?:at|down for|owing) [^.;?!]{0,6}\d[^;?!]{0,40}\b(?:my|our) (?:ledger|books?|account|records?) (?:makes?|says?|shows?|has|have)\b"
    r"|\bauszug (?:weist|zeigt|nennt) (?:\w+ ){0,2}\S{0,4}\d[^;?!]{0,40}\b(?:unsere?|meine?) (?:buchhaltung|konto|bucher|unterlagen)\b"
    r"|\breleve (?:nous )?(?:indique|donne|met a) [^;?!]{0,6}\d[^;?!]{0,40}\b(?:nos|notre|ma|mes) (?:comptes?|comptabilite|livres)\b"
    r"|\bextracto (?:nos )?(?:pone|marca|da) [^;?!]{0,6}\d[^;?!]{0,40}\b(?:nuestr\w+|mi|mis) (?:contabilidad|libros|cuenta)\b"
    r"|\boverzicht (?:zet|geeft|noemt) (?:ons )?(?:op )?[^;?!]{0,6}\d[^;?!]{0,40}\b(?:onze|mijn) (?:boekhouding|boeken|administratie)\b"
)
TOLD = {
    DisputeReason.BALANCE_DIFFERENCE: (re.compile(TWO_BALANCES),),
    DisputeReason.BILLING_DATA: (re.compile(NOT_OUR_DATA),),
    DisputeReason.QUALITY: (re.compile(UNFIT),),
    DisputeReason.CREDIT_CLAIM: (re.compile(NEVER_CREDITED),),
    DisputeReason.SHORT_PAY: (re.compile(TAKEN_OFF),),
    DisputeReason.PRICE: (re.compile(UNIT_PRICES), re.compile(NEVER_AGREED)),
    DisputeReason.NON_DELIVERY: (re.compile(YET_TO_COME),),
    DisputeReason.QUANTITY: tuple(map(re.compile, (TWO_COUNTS, BILLED_AND_FOUND, ORDERED_AND_CAME))),
    DisputeReason.DUPLICATE: (re.compile(TWICE_ON_PAPER), re.compile(BILLED_BEFORE)),
    DisputeReason.UNAUTHORISED_ORDER: (
        re.compile(NEVER_APPROVED),
        re.compile(NOT_ORDERED),
        re.compile(
            rf"(?:{UNKNOWN_HERE})(?=[^.?!]{{0,60}}\b{OF_AN_ORDER}\b)|\b{OF_AN_ORDER}\b[^.?!]{{0,40}}(?:{UNKNOWN_HERE})"
        ),
    ),
}
OUTRIGHT = (DisputeReason.PRICE, DisputeReason.NON_DELIVERY, DisputeReason.QUANTITY)
"""Of these the words leave no doubt."""


def told(reason: DisputeReason, folded: str) -> Iterator[re.Match[str]]:
    """In one sentence; no goods are missing where a paper of theirs is: "the delivery note for the goods is yet to come"."""
    for one in (match for pattern in TOLD.get(reason, ()) for match in pattern.finditer(folded)):
        if not (reason is DisputeReason.NON_DELIVERY and find_kinds(folded[: one.start()])):
            yield one


# --- a credit that was only promised --------------------------------------------------------------------------------

YOURS = r"\b(?:you|your|ihr\w*|sie|euer|eure|vous|votre|vos|su|sus|ustedes|usted|vuestr\w+|uw|jullie|u)\b"
TO_US = re.compile(r"\b(?:us|me|uns|mir|nous|nos|ons|mij)\b|\bm'")
MONEY = re.compile(
    r"[£€$] ?\d|\b(?:eur|gbp|usd|chf) ?\d|\d ?(?:[£€$]|\b(?:euros?|eur|gbp|usd|chf|pounds?|dollars?|franken|francs?|libras|pond|prozent)\b)"
)
PROMISED = re.compile(
    rf"{YOURS}(?:[^.!?]|(?<=\d)\.(?=\d)){{0,90}}\b(?:promised|offered|agreed|pledged|held out|in aussicht gestellt|zugesagt|versprochen|angeboten|eingeraumt|promis|promise|propose|accorde|prometi\w*|prometid\w+|ofreci\w*|ofrecid\w+|concedi\w*|toegezegd|beloofd|aangeboden|voorgesteld)\b"
)
MISSING = re.compile(
    r"\b(?:not|never|n't|nothing|no|nicht|nichts|rien|nada|niets|nie|kein\w*|pas|jamais|aucun\w*|nunca|sin|ni|niet|nooit|geen|noch nicht|nirgends) (?:\w+ ){0,4}(?:credited|deducted|reflected|shown|show|taken into account|taken off|appear\w*|accounted for|allowed for|berucksichtigt|gutgeschrieben|verbucht|abgezogen|aufgefuhrt|verrechnet|prise?s? en compte|deduite?s?|creditee?s?|appara\w+|figur\w+|tenid\w+ en cuenta|descontad\w+|descontar|abonad\w+|abonar|reflejad\w+|aparec\w+|verwerkt|verrekend|gecrediteerd|bijgeschreven|teruggevonden|eingetroffen|eingegangen|angekommen|arrived|received|come|arrivee?|recue?|llegad\w+|recibid\w+|ontvangen|binnengekomen|meegenomen|terug te vinden)\b"
)


def promised_credit(folded: str) -> re.Match[str] | None:
    """ "Your Mr Hill offered us 90 pounds. It has not been taken into account." """
    for one in PROMISED.finditer(folded):
        start = max(folded.rfind(mark, 0, one.start()) for mark in ".!?") + 1
        end = next((place for mark in ".!?" if (place := folded.find(mark, one.end())) >= 0), len(folded))
        told = folded[start:end]
        if MONEY.search(told) and TO_US.search(told) and MISSING.search(folded, one.end(), one.end() + 450):
            return one
    return None


# --- words of paying ------------------------------------------------------------------------------------------------

DEBT = r"(?:facturas?|saldo|deudas?|cuentas?|montos?|importes?|documentos?|vencid[oa]s?|obligacion\w*|total)"
NO_GRIEVANCE = re.compile(
    rf"\b(?:(?:en|como|para la) cancelacion(?: total| parcial)? (?:de|del) (?:\w+ ){{0,2}}{DEBT}"
    rf"|(?:cancel(?:amos|aremos|are|ando)|(?:vamos|voy) a cancelar) (?:\w+ ){{0,3}}{DEBT}(?=[^.;?!]{{0,80}}\b(?:transf\w+|deposit\w+|pag\w+|cheque|banco|giro|consign\w+|el (?:proximo )?(?:lunes|martes|miercoles|jueves|viernes|\d)|hoy|ayer|manana))"
    rf"|(?:transf\w+|deposit\w+|pagamos|pago|giro|giramos|consign\w+)\b[^.;?!]{{0,60}}\b(?:cancelacion|cancelando)\b(?! (?:de |del )?(?:(?:el|la|su|un) )?(?:pedido|orden|reserva|contrato|servicio|suscripcion|compra))"
    r"|(?:remesas?|cobros?|transferencias?|ingresos?) (?:\w+ ){0,5}(?:retras\w+|demor\w+|sin llegar|no (?:ha|han) (?:llegado|entrado))|no (?:llegamos|llegaremos|llego)\b"
    r"|(?:we|i|they|our \w+|wir|ich|nous|on|wij|ik) (?:\w+ ){0,2}(?:re)?(?:counted|checked|weighed|measured|gezahlt|compte|recompte|geteld|nageteld|gewogen) (?:\w+ ){0,3}(?:twice|two times|zwei ?mal|deux fois|twee ?(?:keer|maal))"
    r"|(?:wir|ich|nous|on|wij|we|ik) (?:\w+ ){0,4}(?:twice|zwei ?mal|deux fois|twee ?(?:keer|maal)) (?:\w+ )?(?:gezahlt|nachgezahlt|compte|recompte|geteld|nageteld|gewogen|counted)"
    r"|(?:contamos|conte|pesamos|medimos|hemos contado) (?:\w+ ){0,3}(?:dos|2|tres) veces"
    r"|(?:pas|non|nicht|not|n't|no|niet) (?:\w+ ){0,2}(?:signee?|signe|signed|unterschrieben|firmad\w|firmo|getekend) (?:a temps|rechtzeitig|in time|on time|a tiempo|op tijd)"
    r"|maar(?= (?:er|het|dit|dat) (?:is|was|werd|zijn) (?:nooit|nog|geen|niet)))(?!\w)"
)
"""What is settled, late from a bank, counted with care, or not signed in time: of no goods and no order."""
