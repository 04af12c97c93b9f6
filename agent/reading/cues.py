"""Cue words of the trade in five languages, as yes-or-no features. They decide nothing alone: the classifier weighs them.

Patterns are written for folded text: lower case, without accents. They are the beginnings of words.
"""

import re

from agent.domain.folding import fold

CUES: dict[str, str] = {
    "document": r"invoice|bill\b|cop(?:y|ies)|duplicate|statement|pods?\b|proofs? of deliver|delivery (?:note|slip|docket|sheet|ticket)|cmr\b|credit (?:note|memo)|receipt|w-?[89]|vat (?:cert|reg)|certificate|purchase order|pdf|docket|paperwork|rechnung|beleg|kopie|zweitschrift|duplikat|lieferschein|kontoauszug|auszug|gutschrift|quittung|bescheinigung|facture|duplicata|copie|releve|bon de livraison|bl\b|avoir\b|recu\b|attestation|bon de commande|extrait|justificatif|factura|copia|extracto|estado de cuenta|albaran|remision|remito|nota de credito|recibo|comprobante|certificado|factu(?:ur|ren)|afschrift|rekeningoverzicht|afleverbon|pakbon|vrachtbrief|creditnota|kwitantie|verklaring|inkooporder|bestelbon",
    "send": r"(?:re-?)?send|forward|e-?mail (?:me|us|it|over|that|them)|supply|provide|furnish|share|shoot|ping|let (?:me|us) have|(?:could|can|may) (?:i|we|u|you) (?:get|have|please|send|mail|email)|i need|we need|need (?:a|the|ur|your)|we require|schick|send|zusend|ubersend|zukommen|benotig|brauch|(?:bitten|bitte) um|erbitt|anforder|envoy|renvoy|adresser|transmet|communiqu|joindre|fournir|faire parvenir|il (?:nous|me) faut|besoin|envi|reenvi|mand[aeo]|remit|hacer(?:me|nos)? llegar|pas(?:a|e|ad)(?:me|nos)|necesit|facilit|solicit|stur|toestur|opstur|toezend|zend|doorstur|bezorg|graag|nodig",
    "not at hand": r"never (?:received|arrived|got|came|had|reached)|not received|missing|can'?t find|cannot find|cant find|lost|mislaid|misplaced|not on (?:file|our)|no sign of|don'?t have|haven'?t (?:got|received|had|seen)|fehl|nicht (?:erhalten|vor\b|angekommen|gefunden|auffind)|nie (?:erhalten|angekommen|bekommen)|vermiss|verloren|verlegt|manqu|pas (?:recu|trouv)|jamais recu|egare|introuvable|falta|no (?:hemos recibido|nos consta|encuentro|tengo|me lleg|ha llegado)|extravi|traspapel|ontbre|niet (?:ontvangen|gevonden|terug)|nooit (?:ontvangen|gekregen)|kwijt|mis ik|mis nog",
    "price": r"higher than|overcharg|price|quote|agreed|rate\b|too (?:high|much)|discount|preis|vereinbart|abgemacht|angebot|zu (?:viel|hoch)|rabatt|prix|convenu|devis|tarif|remise|precio|acordad|presupuesto|tarifa|descuento|de mas\b|prijs|afgesproken|offerte|tarief|korting|te (?:veel|hoog)",
    "wrong": r"wrong|incorrect|error|mistake|discrepan|differen|doesn'?t (?:match|tally|agree)|not match|disput|contest|reject|refus|don'?t (?:agree|recogni)|not (?:correct|right|accept)|shouldn'?t|falsch|fehler|stimm(?:t|en)|abweich|differenz|reklam|widersp|beanstand|bestreit|anerkenn|unberechtigt|zuruckweis|erreur|errone|ecart|litige|rejet|ne correspond|conforme|anomalie|desaccord|erron|equivoc|no (?:cuadra|coincid|correspond|estamos de acuerdo)|diferencia|rechaz|reclam|impugn|fout|verkeerd|klopt|verschil|afwijk|betwist|akkoord|onjuist|weiger",
    "goods": r"damaged|broken|faulty|leak|defect|came short|short (?:by|on)|not delivered|never (?:showed|turned up|delivered)|returned|went back|cracked|only (?:got|received|had|came)|kaputt|beschadigt|defekt|mangel|bruch|nicht (?:geliefert|eingetroffen)|zu wenig|casse|abim|endommag|pas (?:ete )?livre|jamais (?:ete )?(?:livre|arriv|vu)|roto|rota\b|danad|defectu|no (?:lleg|entreg)|kapot|beschadigd|stuk\b|niet geleverd|nooit (?:gekomen|geleverd|aangekomen)|te weinig|minder",
    "twice": r"twice|two times|double|billed again|already (?:paid|settled|credited)|doppelt|zweimal|bereits (?:bezahlt|beglichen)|deux fois|en double|doublon|dos veces|duplicad|dubbel|twee keer|al betaald",
    "credit": r"credit (?:us|not|missing|still|due|for)|the credit|deduct|debit note|short.?pay|knocked|refund|gutschreib|abzug|abgezogen|gekurzt|deduc|retenu|abono|descont|nota de cargo|crediter|creditering|inhoud|afgetrokken|mindering",
    "not ours": r"not ours|never ordered|didn'?t order|nobody (?:here )?ordered|wrong (?:company|entity|customer)|cancelled|nicht (?:bestellt|von uns)|storn|pas (?:ete )?command|pas pour nous|annul|no (?:pedimos|hemos pedido|es nuestr)|anulad|cancelad|niet (?:besteld|van ons)|geannuleerd",
    "withheld": r"on hold|blocked|withh|(?:not|won'?t|aint|ain't|never) (?:be )?pay|not a penny|goods receipt|no receipt|(?:not )?pass(?:ing)? it|gesperrt|einbehalt|wareneingang|bloqu|suspend|tant que|retenid|hasta que|geblokkeerd|parkeren|pas betalen|zolang",
    "nothing wrong": r"not (?:disput|contest|question|argu)|no (?:dispute|issue|problem|quarrel)|nothing wrong|(?:all|everything) (?:correct|fine|in order)|kein\w* (?:beanstandung|reklamation|einwand)|alles (?:in ordnung|richtig)|sans (?:contest|litige)|aucune? (?:contest|reserve|litige|probleme)|rien d'anormal|todo (?:correcto|bien|en orden)|ning\w+ (?:problema|reclam)|niets (?:mis|aan de hand)|geen (?:klacht|bezwaar|probleem)|klopt allemaal",
    "pay": r"pay|paid|remit|transfer|wire|settle|bacs\b|cheque|check run|chq|funds|credited|zahl|uberw|anweis|angewiesen|begl|avis|geld|paie|paye|pai|regl|vir(?:e|er|ons|ement)|vers(?:e|ons|ement)|mandat|pag[aeou]|abon|ingres|liquid|giro|remesa|betal|overma|overgemaakt|overschrij|stort|voldoen|voldaan",
    "sent": r"(?:was|were|have|has|been|i'?ve|we'?ve|already|just) (?:\w+ )?(?:paid|sent|transferred|wired|settled)|went (?:out|across|off)|remittance|paid (?:on|yesterday|today|it|this|that)|value date|uberwiesen|bezahlt|gezahlt|angewiesen|beglichen|zahlungsavis|vire\b|payee?s?\b|reglee?s?\b|effectue|avis de (?:virement|paiement)|pagad|realizad|transferid|hicimos|justificante|aviso de pago|betaald|overgemaakt|voldaan|betaalbewijs",
    "commit": r"will|shall|i'?ll|we'?ll|going to|gonna|scheduled|approved|confirm|due to go|on its way|payment run|werde|wird|geht .{0,30}(?:raus|mit)|eingeplant|freigegeben|vorgesehen|zahllauf|sera|serons|partira|programm|prevu|ferons|vais|hare|haremos|\w+aremos|\w+ara\b|previst|saldra|zal\b|zullen|gaat|ingepland|staat klaar|betaalrun",
    "instalments": r"instal+ment|split|in (?:two|three|four|five|six|\d) (?:part|go|payment|lot|equal)|payment plan|(?:per|a|every|each) month|monthly|raten|teilzahl|in \w+ teilen|monatlich|im monat|pro monat|echelonn|en (?:\d|deux|trois|quatre|plusieurs) (?:fois|versement)|mensualit|par mois|etaler|plazos|cuotas|fraccion|mensual|al mes|en (?:dos|tres|cuatro|\d|varias) (?:veces|pagos|partes|plazos)|termijn|in (?:twee|drie|vier|\d|stukjes) ?(?:keer|delen|termijn)?|afbetal|per maand|gespreid|betalingsregeling",
    "time": r"more time|extension|extend|extra (?:day|week|time|month)|defer|postpon|bit longer|hang fire|hold off|bear with|patien|forbear|indulgen|lenien|give (?:us|me) (?:un)?til|have until|could .{0,20}wait|aufschub|stund|verlanger|aufschieb|geduld|zahlungsziel|mehr zeit|etwas zeit|spater|zahlungsfrist|delai|report(?:er|\b)|prolong|attendre|souffl|repouss|prorroga|aplaz|esper(?:ar|en|e)|mas tiempo|ampliar|pacien|margen|uitstel|wachten|verlengen|langer|respijt|opschort",
    "cash": r"cash|tight|broke\b|skint|struggl|can'?t (?:pay|afford|manage|clear)|cannot (?:pay|see us|clear)|unable to (?:pay|settle)|not in funds|freeze|frozen|funding|grant\b|overdraft|liquid|hard (?:time|month|year)|quiet|slow (?:month|season)|liquiditat|engpass|knapp|klamm|nicht (?:zahlen|bezahlen|aufbringen|begleichen|bedienen)|(?:wird|ist|momentan|etwas) eng|haushaltssperre|fordermittel|pleite|klemmt|tresorerie|difficult|tendu|serre\b|ne p(?:eux|ouvons|eut|ourrons) (?:pas|plus)? ?(?:payer|regler|honorer)|peux pas|subvention|gel des|epuise|liquidez|tesoreria|caja\b|apretad|dificult|no (?:puedo|podemos|alcanza|nos da|llegamos|nos salen)|mala (?:campana|temporada|racha)|krap|(?:lukt|kunnen|kan) .{0,30}niet|subsidie|moeilijk|bestedingsstop|tegenvallend|viel tegen",
    "insolvent": r"insolv|bankrupt|administrator|in administration|liquidat(?:or|ion)|receivership|moratorium|chapter (?:7|11)|creditors|glaubiger|sanier|redressement|mandataire|sauvegarde|concurso|concursal|faillissement|failliet|surseance|curator|reorganisat",
    "reduce": r"write (?:it )?off|drop the rest|settle for|\d+ ?(?:%|percent|prozent|procent|por ciento|pour cent)|nachlass|erlass|verzicht|entgegenkommen|quita\b|condon|rebaja|kwijtscheld|geste",
    "machine": r"out of office|on (?:annual )?leave|automatic reply|auto-?reply|undeliver|not be delivered|abwesen|nicht im haus|unzustellbar|zugestellt|en conges?|reponse automatique|non remis|fuera de (?:la )?oficina|vacaciones|respuesta automatica|afwezig|automatisch antwoord|onbestelbaar|unsubscribe|desabonner|abmelden|abbestell|darse de baja|afmelden|uitschrijv|newsletter|webin|view in browser",
    "contact": r"no longer|retir|successor|tak(?:es|ing|en) over|leaving|new (?:contact|address|email)|ansprechpartner|nachfolg|ruhestand|zustandig|ausgeschieden|interlocut|retraite|succede|remplac|quitt|jubil|nuev[oa] (?:responsable|contacto|direccion|correo)|sustitu|contactpersoon|opvolg|pensioen",
    "portal": r"portal|peppol|e-?invoic|onboard|upload|plattform|portail|chorus|dematerialis|plataforma|portaal|platform|regist",
    "thanks": r"got it|received with thanks|all (?:good|in order|here)|much appreciated|danke|passt|merci|bien recu|gracias por|recibid|bedankt|dankjewel|ontvangen",
    "bank": r"bank (?:detail|account)|account number|iban|sort code|routing|bankverbindung|kontoverbindung|coordonnees bancaires|rib\b|cuenta bancaria|clabe|cbu\b|rekeningnummer|rekeninggegevens",
    "call": r"call (?:me|us)|ring me|phone|speak to|anruf|ruckruf|rufen|appel(?:er|ez)|telefon|llam(?:a|e)|bellen|bel me|terugbel",
    "question": r"(?:how|when|which|what|why|where|who|wann|welche|warum|wieso|wo|wie|quand|quel|pourquoi|comment|cuando|cual|que|por que|donde|wanneer|welke|waarom|hoe)\b.{0,120}\?",
    "negation": r"(?:not|no|never|nothing|without|cannot|\w+n't|nicht|kein|nie|nichts|ohne|pas|jamais|aucun|rien|sans|nunca|ningun|nada|sin|niet|geen|nooit|niets|zonder)\b",
    "approval": r"approv|sign.?off|signature|workflow|freigabe|genehmig|validation|signataire|ordonnateur|aprob|visto bueno|firma|goedkeur|fiat",
}  # fmt: skip
PATTERNS = {name: re.compile(rf"\b(?:{pattern})") for name, pattern in CUES.items()}

DAY = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}\b|\b\d{1,2}(?:st|nd|rd|th|\.|er)?,? (?:of |de |d')?(?:jan|feb|mar|apr|may|mai|mei|maa|jun|jul|aug|aou|ago|sep|oct|okt|nov|dec|dez|dic|ene|abr|avr|juin|juil|mrt|fev|fevr|janv|courant)|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d{1,2}\b|\b(?:the|am|le|el|op|de|dia) \d{1,2}(?:st|nd|rd|th|\.|e)?\b|"
    r"\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\b|\b(?:mon|diens|donners|frei|sams|sonn)tag|\bmittwoch|\b(?:lun|mar|mercre|jeu|vendre|same)di\b|\b(?:lunes|martes|miercoles|jueves|viernes)\b|\b(?:maan|dins|woens|donder|vrij)dag\b|"
    r"\b(?:today|tomorrow|yesterday|heute|morgen|gestern|demain|hier|aujourd|hoy|manana|ayer|vandaag|gisteren)\b|\b(?:next|this|nachste|kommende|diese|volgende|deze) (?:week|month|woche|monat|maand)|(?:semaine|mois) prochain|(?:proxim[oa]|que viene)|end of (?:the )?(?:week|month)|monatsende|fin (?:du|de) mois|fin de mes|einde (?:van de )?maand"
)  # fmt: skip
MONEY = re.compile(
    r"[€$£] ?\d|\d[\d.,' ]*(?:€|\$|£|eur\b|usd\b|gbp\b|chf\b|k\b)|\b(?:eur|usd|gbp|chf|rs)\.? ?\d|\d[.,]\d\d\b"
)
PAIRS = (("document", "send"), ("document", "not at hand"), ("pay", "commit"), ("goods", "document"), ("time", "pay"))
DATED = ("pay", "sent", "commit", "time")
SIZE = len(CUES) + len(PAIRS) + len(DATED) * 2 + 2


def cues(text: str) -> list[float]:
    """One number per cue, pair of cues in the same sentence, and cue beside a day or an amount; shape (SIZE,)."""
    folded = fold(text)
    found = {name: bool(pattern.search(folded)) for name, pattern in PATTERNS.items()}
    day, money = bool(DAY.search(folded)), bool(MONEY.search(folded))
    pairs = [found[one] and found[two] for one, two in PAIRS]
    dated = [found[name] and with_what for name in DATED for with_what in (day, money)]
    return [float(one) for one in (*found.values(), *pairs, *dated, day, money)]
