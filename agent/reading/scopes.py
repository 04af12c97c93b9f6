"""Sets and descriptions of documents: "all open ones", "the October invoice", "the one over 8,375.20"."""

import re
from datetime import date

from agent.domain.date_words import MONTH
from agent.domain.document_words import INVOICE
from agent.domain.money import find_amounts
from agent.domain.numbers import COUNT_WORDS, count_of
from agent.reading.periods import OPEN_QUESTION, PAPERS, PLURAL, period_scopes

ALL = r"(?:\ball\b|\bevery(?:thing)?\b|\beach\b|\ballen?s?\b|\bsamtliche\w*|\btoutes?\b|\btous\b|\btout\b|\bl'ensemble\b|\btod[oa]s?\b|\bcada una\b|\balle\b|\balles\b|\bany\b|\bwhatever\b|\bwhich\b|\bwelche\b|\bles factures\b|\blas facturas\b|\bde facturen\b|\bdie \w*rechnungen\b|\bdie offenen\b|\bcopies of\b|\bopen ones\b|\balles wat\b|\blo que\b)"
OPEN = r"(?:\b(?:something|anything|a balance|an amount|money) (?:\w+ )?owing\b|\bowing on (?:it|them)\b|\bnoch (?:etwas|was) (?:offen|zu zahlen)\b|\bnog (?:iets|wat) (?:open|te betalen)\b|\breste (?:encore )?(?:quelque chose|un montant) a payer\b|\bqueda(?:n)? (?:algo|importe) (?:pendiente|por pagar)\b|\b(?<!to )(?<!me )(?<!us )(?<!can )(?<!cannot )(?<!can't )(?<!could )(?<!n't )(?<!won't )(?<!not )(?<!will )(?<!i )(?<!we )open(?:sta(?:an|at)\w*)?\b(?! (?:it|them|this|that|up|the|a|an|on (?:my|our) (?:computers?|laptops?|phones?|pcs?|screens?|machines?|tablets?))\b)|\bpor pagar\b|\bnog te betalen\b|\baussteh\w+\b|\brest(?:ent|ant\w*) a payer\b|\b(?:con|avec|mit|with|met) (?:un |a |an |offenem |openstaand |outstanding |open )?(?:saldo|solde|balance)\b|\boutstanding\b|\bunpaid\b|\bnot (?:yet )?paid\b|\bstill (?:due|owe|open)\w*|\bdue\b|\boffene?[nrms]?\b|\bunbezahlt\w*|\bouvertes?\b|\bimpaye\w*|\b(?:non|pas encore|pas) (?:payees?|soldees?|reglees?|acquittees?)\b|\ben attente\b|\bdues?\b|\bpendientes?\b|\babiert[ao]s?\b|\bsin pagar\b|\bimpagad[ao]s?\b|\bopenstaand\w*|\bonbetaald\w*|\bniet voldaan\b|\bnog niet (?:voldaan|betaald)\b|\bencore ouvertes?\b|\ben souffrance\b|\ba regler\b)"
OVERDUE = r"(?:\boverdue\b|\bpast[- ]due\b|\bpast (?:their|its|the) due dates?\b|\bover (?:de|hun|haar) (?:verval(?:datum|dag)|betaal(?:termijn|datum))\b|\b(?:verval(?:datum|dag)|betaaltermijn) (?:is |zijn )?(?:al )?(?:verstreken|voorbij|verlopen|overschreden)\b|\b(?:falligkeit\w*|zahlungsziel\w*|zahlungsfrist\w*) (?:ist |sind )?(?:\w+ )?(?:uberschritten|verstrichen|abgelaufen)\b|\buber (?:der|dem|die|das) (?:falligkeit|zahlungsziel)\b|\bechean\w* (?:\w+ ){0,2}(?:depassee?s?|passee?s?)\b|\bvencimiento (?:\w+ ){0,2}(?:pasado|cumplido)\b|\buberfallige?[nrms]?\b|\bfallige?[nr]? rechnungen\b|\bechues?\b|\ben retard\b|\bvencid[ao]s?\b|\batrasad[ao]s?\b|\b(?<!niet )vervallen\b|\bachterstallige?\b)"
LASTS = r"(?:latest|most recent|last|newest|letzten|neuesten|jungsten|derniere?s|plus recentes|ultim[oa]s|mas recientes|laatste|meest recente|nieuwste)"
LAST_OF = re.compile(rf"\b(?:{LASTS} (?P<behind>{COUNT_WORDS})|(?P<before>{COUNT_WORDS}) {LASTS}) {PAPERS}")
"""So many of the last: "the last two invoices", "die beiden letzten Rechnungen"."""
LAST_ALONE = re.compile(
    rf"\b(?:(?:send|e?mail|forward|re-?send|(?:can|could|may) (?:i|we) (?:please )?(?:have|get))(?: (?:me|us|on|over|through)){{0,3}} (?:the|your) (?:{LASTS} (?P<en>{COUNT_WORDS}))(?! \w+s\b)|die (?:{LASTS} (?P<de>{COUNT_WORDS})|(?P<de2>{COUNT_WORDS}) {LASTS})(?: (?:bitte|noch|mal|einmal|nochmals?|mir|uns)){{0,4}} (?:zu)?(?:schicken|senden|mailen)"
    rf"|(?:r?envoyer|adresser|transmettre)(?:-(?:moi|nous))? les (?:(?P<fr>{COUNT_WORDS}) {LASTS})(?! \w)|(?:env|mand|reenv|pas)\w+ las (?:(?P<es>{COUNT_WORDS}) {LASTS}|{LASTS} (?P<es2>{COUNT_WORDS}))(?! \w)"
    rf"|de {LASTS} (?P<nl>{COUNT_WORDS})(?: (?:nog|eens|graag|even|mij|me|ons|opnieuw)){{0,4}} (?:toe|door|op)?(?:sturen|mailen))\b"
)
""" "Could you send the last two again", where the subject says of what."""
OTHERS = re.compile(
    r"\b(?:others?|rest|remaining|before|prior|davor|vorher|anderen?|ubrigen|restlichen|autres?|avant|otr[oa]s?|anteriores|andere|overige|daarvoor|not|nicht|pas|no|niet|cancel\w*|paid)\b"
)
LATEST = r"\b(?:latest|most recent|last|newest|letzte[nr]?|neueste[nr]?|jungste[nr]?|derniere|dernier|ultima|ultimo|mas reciente|laatste|meest recente)(?: \w+)? (?:invoice|bill|one|rechnung|facture|factura|factuur|nota|rekening|credit note|gutschrift)\b|\bla (?:derniere|ultima)\b(?! (?:fois|vez|semaine|semana|relance))"
ABOUT = re.compile(
    r"\b(?:about|around|approx\w*|roughly|some|circa|ca|rund|etwa|ungefahr|zirka|environ|autour de|dans les|pres de|alrededor de|unos|unas|sobre|aproximad\w+|y pico|ongeveer|rond(?: de)?|zo'n)[ .:]*$"
)
YEAR_OF = re.compile(
    r"\b(?:in|im jahr|kalenderjahr|en|de|del ano|van|fur|for|pour|alles|all|of|year|jahr|annee|ano|jaar) (?P<year>20\d\d)\b(?!-\d|/\d|\.\d)"
)

ON_A_LIST = re.compile(
    r"\b(?:of|on|from|in) (?:the|your|this|that) (?:list|reminder|statement|table|overview)\b|\b(?:listed )?below\b|\b(?:der|ihrer|auf der|von der|untenstehende[rn]?|nachstehende[rn]?|obige[rn]?|folgende[rn]?) (?:liste|aufstellung|mahnung|ubersicht|tabelle)\b"
    r"|\b(?:ci-dessous|ci-apres|(?:de|sur) (?:la|votre|cette) (?:liste|relance|releve))\b|\b(?:abajo|(?:de|en) (?:la|su|vuestra|esta) (?:lista|relacion))\b|\b(?:onderstaande?|hieronder|(?:van|op|uit) (?:het|de|uw|jullie|dit|deze) (?:lijst(?:je)?|overzicht|aanmaning|herinnering))\b"
)
"""The last of a list is not the latest."""
EVERY = re.compile(
    rf"(?:\ball (?:the |our |your )?|\balle |\bsamtliche |\btoutes (?:les |nos |vos )?|\btodas (?:las )?)(?:{INVOICE})"
)
WHICH = re.compile(
    r",? (?:of|from|during|der|aus den|in den|des|de los|de las|van de|over de) (?:the |\w+ )?(?:last|past|letzten|vergangenen|derniere?s|ultim[oa]s|laatste|afgelopen)\b|,? (?:\w+ )?(?:that|which|where|whose|with|over|above|under|below|older|newer|before|after|since|until|for|die|welche|deren|mit|uber|unter|alter|vor|nach|seit|bis|zu|fur"
    r"|qui|que|dont|avec|de plus|superieures?|inferieures?|avant|apres|depuis|jusqu|pour|cuy[oa]s?|con|de mas|superiores|inferiores|anteriores|posteriores|desde|hasta|antes|para"
    r"|waarvan|waar|met|boven|onder|ouder|voor|na|sinds|tot)\b"
)
"""What narrows a set in a way that is not understood."""
TOLD_WHEN = re.compile(rf"[^,;:?!(\n]{{0,40}}?\b(?:(?!(?:may|mar|set|ene|ago)\b){MONTH}|\d{{1,2}}\b|20\d\d\b)")
"""A time behind a set that was not understood: never all of them."""
EXCEPTED = re.compile(
    r"\b(?:except(?:ing|ed)?|excluding|apart from|other than|bar (?:the|those)|less the|au(?:ss|ß)er(?! betrieb)|ausgenommen|mit ausnahme|abgesehen von|bis auf (?:die|den|das|re|rechnung)|ohne (?:die|den|der) (?:\w+ )?(?:rechnung|von)"
    r"|sauf(?! (?:erreur|omission|avis|indication))|excepte\w*|hormis|hors celles?|a l'exception|mis a part|salvo(?! (?:error|omision))|excepto|menos (?:la|las|el)|a excepcion|quitando|behalve|uitgezonderd|met uitzondering|op .{1,20} na)\b"
)
HAVE_ALL = (
    r"(?:(?<!can )(?<!could )(?<!may )(?<!might )(?<!shall )(?<!should )\b(?:i|we)(?:'ve| have)(?: already| now| got| found| received)* (?:all|everything)"
    r"|\b(?:ich habe|wir haben|habe ich|haben wir)(?: schon| bereits| soweit)* alle[sn]?|\b(?:j'ai|nous avons)(?: deja| bien)*(?: recu| trouve| retrouve)? (?:tout|toutes|tous)"
    r"|\b(?:tengo|tenemos|he encontrado|hemos encontrado)(?: ya)? (?:todo|todas|todos)|(?<!graag )\b(?:ik heb|heb ik|wij hebben|we hebben|hebben we|hebben wij)(?: al| nu| inmiddels)* alles?)\b"
)
NOT_HELD = r"(?![^.;?!\n]*\b(?:need\w*|paid|settled|those (?:i|we) have|zu \w+en|bezahlt|beglichen|uberwiesen|brauch\w*|benotig\w*|besoin|payee?s?|reglee?s?|pagad[oa]s?|abonad[oa]s?|nodig|betaald|voldaan)\b)"
ALL_BUT = re.compile(rf"{HAVE_ALL}{NOT_HELD}(?: [\w']+){{0,5}},? (?:{EXCEPTED.pattern})")
"""Who has all but some wants those."""
BOTH_SETS = re.compile(
    rf"{OPEN},? (?:and|or|und|oder|et|ou|y|o|en|of) (?:\w+ )?{OVERDUE}|{OVERDUE},? (?:and|or|und|oder|et|ou|y|o|en|of) (?:\w+ )?{OPEN}"
)
OF_MONTH = re.compile(
    rf"(?:{INVOICE}|\bones) (?:\w+ )?(?:of|from|for|in|vom|von|aus|im|de|d'|del|du|van|uit) (?:the month of |mois de |mes de )?(?:{MONTH})\b"
)
NARROWED = re.compile(
    r"\b(?:over|above|under|below|exceeding|uber|unter|superieures? a|inferieures? a|de plus de|superiores a|inferiores a|de mas de|boven|onder) (?:de |the |les )?(?:eur|gbp|usd|chf|£|€|\$)? ?\d"
    rf"|\b(?:since|seit|depuis|desde|sinds|vanaf)(?: (?:the|dem|le|el))? (?:\d|{MONTH}\b)|\b(?:older|more) than \d|\balter als \d|\bmehr als \d|\bplus de \d|\bmas de \d|\bouder dan \d|\bmeer dan \d"
)


AND_THAT_ONE = re.compile(
    rf"(?:\b(?:and|plus|und|sowie|et|y|en)|[&+])(?: (?:also|auch|noch|aussi|tambien|ook))?"
    rf" (?=(?:the|that|those|your)(?: (?:{MONTH}|other))?(?: ones?)? (?:of|from|for|dated|over)\b|(?:the|your) {MONTH} ones?\b|(?:of|for|over|uber|de|por|van) (?:€|£|\$|(?:eur|gbp|usd|chf)\b)"
    r"|(?:die|den|das|jene) (?:vom|von|aus|uber)\b|celles? (?:de |du |d')|(?:la|las) (?:de|del)\b|(?:die|dat) (?:van|uit|over)\b)"
)
"""Before a further invoice that is told by something of its own."""


def scopes(folded: str, sent: date, numbered: bool) -> tuple[str, ...]:
    """What the (folded) words of an ask describe, most telling first. `numbered`: it names numbers already."""
    folded = ALL_BUT.sub(" ", folded)
    if EXCEPTED.search(folded) and re.search(PLURAL, folded):
        return (OPEN_QUESTION,)
    if numbered:
        return ()
    if (
        re.search(OVERDUE, folded)
        and re.search(PLURAL, folded)
        and not re.search(r"reminder|mahnung|relance|aviso|herinnering", folded)
    ):
        return (OPEN_QUESTION,) if BOTH_SETS.search(folded) else ("overdue",)
    if re.search(OPEN, folded) and re.search(PLURAL, folded):
        narrowed = NARROWED.search(folded) or OF_MONTH.search(folded)
        return (OPEN_QUESTION,) if narrowed else ("all_open",)
    return apart(folded, sent) or described(folded, sent)


def described(folded: str, sent: date) -> tuple[str, ...]:
    return (
        amount_scopes(folded)
        or last_ones(folded)
        or last_alone(folded, sent)
        or period_scopes(folded, sent)
        or other_scopes(folded)
    )


def apart(folded: str, sent: date) -> tuple[str, ...]:
    """Invoices told one by one in different ways: "the one over 534.00 and that of 12 October"."""
    parts = AND_THAT_ONE.split(folded)
    found = [described(one, sent) for one in parts]
    if len(parts) < 2 or not any(found):
        return ()
    return tuple(dict.fromkeys(scope for one in found for scope in one)) if all(found) else (OPEN_QUESTION,)


def last_ones(folded: str) -> tuple[str, ...]:
    """So many of the last, unless a time is told behind them."""
    several = LAST_OF.search(folded)
    if several is None or ON_A_LIST.search(folded) or TOLD_WHEN.match(folded, several.end()):
        return ()
    return (f"last:{count_of(several['behind'] or several['before'])}",)


def last_alone(folded: str, sent: date) -> tuple[str, ...]:
    several = LAST_ALONE.search(folded)
    if several is None or ON_A_LIST.search(folded):
        return ()
    if OTHERS.search(folded) or period_scopes(folded, sent):
        return (OPEN_QUESTION,)
    return (f"last:{count_of(next(filter(None, several.groups())))}",)


def amount_scopes(folded: str) -> tuple[str, ...]:
    found = [one for one in find_amounts(folded) if one.value > 0]
    if any(ABOUT.search(folded[: one.start]) for one in found):
        return ("approximate",)
    return tuple(f"amount:{one.value}" for one in found)


REASON = re.compile(
    r"(?:^|(?<=[.!?\n] ))(?:as|since|because|given that|da|weil|nachdem|comme|etant donne que|puisque|dado que|como|puesto que|aangezien|omdat|daar)\b[^.?!;:\n]{1,250}?"
    r"(?=, (?:could|can|please|would|may|kindly|i|we|bitte|mochte|brauche\w*|benotige\w*|ersuche\w*|erbitte\w*|konn\w+|merci|pourr\w+|pouvez|veuillez|je|nous|por favor|podria\w*|rogamos|ruego|necesit\w+|graag|kunt|kun|zou|verzoek\w*|willen)\b)"
)
"""Why it is asked, at the head of the sentence: "As all invoices pass the audit, please ..." asks for one."""


def other_scopes(folded: str) -> tuple[str, ...]:
    folded = REASON.sub(" ", folded)
    if year := YEAR_OF.search(folded):
        return (f"range:{year['year']}-01-01..{year['year']}-12-31",)
    several = LAST_OF.search(folded)
    if (several or re.search(LATEST, folded)) and ON_A_LIST.search(folded):
        return (OPEN_QUESTION,)
    if several:
        return (f"last:{count_of(several['behind'] or several['before'])}",)
    if re.search(LATEST, folded):
        return ("latest",)
    if every := EVERY.search(folded):
        return (
            (OPEN_QUESTION,) if WHICH.match(folded, every.end()) or TOLD_WHEN.match(folded, every.end()) else ("all",)
        )
    return ()
