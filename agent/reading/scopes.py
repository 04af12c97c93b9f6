"""Sets and descriptions of documents: "all open ones", "the October invoice", "the one over 8,375.20"."""

import re
from datetime import date

from agent.domain.date_words import MONTH, MONTH_OF
from agent.domain.dates import find_dates, month_named
from agent.domain.days import ONE_DAY, month_end
from agent.domain.document_words import INVOICE
from agent.domain.money import find_amounts
from agent.domain.numbers import COUNT_WORDS, count_of

ALL = r"(?:\ball\b|\bevery(?:thing)?\b|\beach\b|\ballen?s?\b|\bsamtliche\w*|\btoutes?\b|\btous\b|\btout\b|\bl'ensemble\b|\btod[oa]s?\b|\bcada una\b|\balle\b|\balles\b|\bany\b|\bwhatever\b|\bwhich\b|\bwelche\b|\bles factures\b|\blas facturas\b|\bde facturen\b|\bdie \w*rechnungen\b|\bdie offenen\b|\bcopies of\b|\bopen ones\b|\balles wat\b|\blo que\b)"
OPEN = r"(?:\bopen(?:en|sta(?:an|at)\w*)?\b|\bpor pagar\b|\bnog te betalen\b|\baussteh\w+\b|\brest(?:ent|ant\w*) a payer\b|\b(?:con|avec|mit|with|met) (?:un |a |an |offenem |openstaand |outstanding |open )?(?:saldo|solde|balance)\b|\boutstanding\b|\bunpaid\b|\bnot (?:yet )?paid\b|\bstill (?:due|owe|open)\w*|\bdue\b|\boffene?[nrms]?\b|\bunbezahlt\w*|\bouvertes?\b|\bimpaye\w*|\bnon (?:payees?|soldees?|reglees?|acquittees?)\b|\ben attente\b|\bdues?\b|\bpendientes?\b|\babiert[ao]s?\b|\bsin pagar\b|\bimpagad[ao]s?\b|\bopenstaand\w*|\bonbetaald\w*|\bniet voldaan\b|\bnog niet (?:voldaan|betaald)\b|\bencore ouvertes?\b|\ben souffrance\b|\ba regler\b)"
OVERDUE = r"(?:\boverdue\b|\bpast[- ]due\b|\bpast (?:their|its|the) due dates?\b|\bover (?:de|hun|haar) (?:verval(?:datum|dag)|betaal(?:termijn|datum))\b|\b(?:verval(?:datum|dag)|betaaltermijn) (?:is |zijn )?(?:al )?(?:verstreken|voorbij|verlopen|overschreden)\b|\b(?:falligkeit\w*|zahlungsziel\w*|zahlungsfrist\w*) (?:ist |sind )?(?:\w+ )?(?:uberschritten|verstrichen|abgelaufen)\b|\buber (?:der|dem|die|das) (?:falligkeit|zahlungsziel)\b|\bechean\w* (?:\w+ ){0,2}(?:depassee?s?|passee?s?)\b|\bvencimiento (?:\w+ ){0,2}(?:pasado|cumplido)\b|\buberfallige?[nrms]?\b|\bfallige?[nr]? rechnungen\b|\bechues?\b|\ben retard\b|\bvencid[ao]s?\b|\batrasad[ao]s?\b|\b(?<!niet )vervallen\b|\bachterstallige?\b)"
PLURAL = r"(?:\binvoices\b|\bbills\b|\bones\b|\brechnungen\b|\bbelege\b|\bposten\b|\bfactures\b|\bfacturas\b|\bfacturen\b|\brekeningen\b|\bnota's\b|\bone\b|\ball(?:es?)?\b|\btodo\b|\btout\b|\blas que\b|\bcelles (?:qui|non|encore)\b|\bcada una\b|\beverything\b)"
LASTS = r"(?:latest|most recent|last|newest|letzten|neuesten|jungsten|derniere?s|plus recentes|ultim[oa]s|mas recientes|laatste|meest recente|nieuwste)"
PAPERS = rf"(?:(?:{INVOICE})|ones\b|delivery notes|lieferscheine|bons de livraison|bls\b|albaranes|pakbonnen|pods\b)"
LAST_OF = re.compile(rf"\b(?:{LASTS} (?P<behind>{COUNT_WORDS})|(?P<before>{COUNT_WORDS}) {LASTS}) {PAPERS}")
"""So many of the last: "the last two invoices", "die beiden letzten Rechnungen"."""
LATEST = r"\b(?:latest|most recent|last|newest|letzte[nr]?|neueste[nr]?|jungste[nr]?|derniere|dernier|ultima|ultimo|mas reciente|laatste|meest recente)(?: \w+)? (?:invoice|bill|one|rechnung|facture|factura|factuur|nota|rekening|credit note|gutschrift)\b|\bla (?:derniere|ultima)\b(?! (?:fois|vez|semaine|semana|relance))"
ABOUT = re.compile(
    r"\b(?:about|around|approx\w*|roughly|some|circa|ca|rund|etwa|ungefahr|zirka|environ|autour de|dans les|pres de|alrededor de|unos|unas|sobre|aproximad\w+|y pico|ongeveer|rond(?: de)?|zo'n)[ .:]*$"
)
DATED = re.compile(
    r"\b(?:of|dated?|from|on|vom|du|datee? du|del?|van|d\.d\.|fechad[ao] (?:el|en)|con fecha(?: de)?|gedateerd|us on|you on|invoice|rechnung|facture|factura|factuur|bill)(?: the| el| dia)?[ :,(]*$"
)
FROM_TO = re.compile(
    rf"\b(?:between|from|von|vom|zwischen|de|du|entre|desde|van|tussen|since|seit|depuis|ab)\b ?(?:the |le |el |l'|dem )?(?P<first>(?:\d{{1,2}}(?:st|nd|rd|th|er|\.)? ?(?:de |of )?)?(?P<m1>{MONTH})(?: (?:de |of )?(?P<y1>20\d\d))?)"
    rf" ?(?:to|and|till|until|through|thru|up to|bis(?: zum)?|und|a|au|et|jusqu'(?:au?|en)|hasta(?: el)?|y|al?|tot(?: en met)?|t/m|en|-) (?:the |le |el |l'|dem )?(?P<last>(?:\d{{1,2}}(?:st|nd|rd|th|er|\.)? ?(?:de |of )?)?(?P<m2>{MONTH})(?: (?:de |of |del )?(?P<y2>20\d\d))?)"
)
QUARTER = re.compile(
    r"\b(?:q(?P<q>[1-4])|(?P<word>first|second|third|fourth|erste[ns]?|zweite[ns]?|dritte[ns]?|vierte[ns]?|premier|deuxieme|troisieme|quatrieme|primer|segundo|tercer|cuarto|eerste|tweede|derde|vierde|[1-4](?:st|nd|rd|th|\.|er|o|º|e|eme)) (?:quarter|quartals?|trimestre|kwartaal))\b(?:,? (?:of |de |van )?(?P<year>20\d\d))?"
)
ORDINALS = {1: "first erste premier primer eerste 1", 2: "second zweite deuxieme segundo tweede 2", 3: "third dritte troisieme tercer derde 3", 4: "fourth vierte quatrieme cuarto vierde 4"}  # fmt: skip
IN_MONTH = re.compile(
    rf"(?:\b|(?<=[a-z]-))(?P<month>{MONTH})(?:[- ]?(?:rechnung|rechnungen|factuur|facturen|invoice|invoices|bill|bills)\b)?(?: ?(?:de |del |of |van )?(?P<year>20\d\d)\b| ?'(?P<short>\d\d)\b)?"
)
IN_FIGURES = re.compile(
    rf"{PLURAL}(?: (?:of|from|for|in|vom|von|aus|im|fur|de|du|del|d'|pour|para|van|uit|voor|over|the|le|el|monat|month|mois|mes|maand))* ?(?P<month>0?[1-9]|1[0-2])[/.-](?P<year>20\d\d)(?![\w/.-]*\d)"
)
"""A month written in figures: "alle Rechnungen 09/2026"."""
MONTH_COMPOUND = re.compile(
    r"\b(?P<month>janner|januar|februar|feber|marz|april|mai|juni|juli|august|september|oktober|november|dezember|januari|februari|maart|mei|augustus|december)-?(?:rechnung(?:en)?|factuur|facturen|nota|rekening)\b"
)
YEAR_OF = re.compile(
    r"\b(?:in|im jahr|kalenderjahr|en|de|del ano|van|fur|for|pour|alles|all|of|year|jahr|annee|ano|jaar) (?P<year>20\d\d)\b(?!-\d|/\d|\.\d)"
)
LAST_MONTH = re.compile(
    r"\b(?:last month|letzten monat|vorigen monat|mois dernier|mes pasado|vorige maand|afgelopen maand)\b"
)

OPEN_QUESTION = "doubtful"
"""The scope where the words do not clearly say which papers are meant: a person looks."""
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
BOTH_SETS = re.compile(
    rf"{OPEN},? (?:and|or|und|oder|et|ou|y|o|en|of) (?:\w+ )?{OVERDUE}|{OVERDUE},? (?:and|or|und|oder|et|ou|y|o|en|of) (?:\w+ )?{OPEN}"
)
OF_MONTH = re.compile(
    rf"(?:{INVOICE}|\bones) (?:\w+ )?(?:of|from|for|in|vom|von|aus|im|de|d'|del|du|van|uit) (?:the month of |mois de |mes de )?(?:{MONTH})\b"
)
NARROWED = re.compile(
    r"\b(?:over|above|under|below|exceeding|uber|unter|superieures? a|inferieures? a|de plus de|superiores a|inferiores a|de mas de|boven|onder) (?:de |the |les )?(?:eur|gbp|usd|chf|£|€|\$)? ?\d"
    r"|\b(?:older|more) than \d|\balter als \d|\bmehr als \d|\bplus de \d|\bmas de \d|\bouder dan \d|\bmeer dan \d"
)


def scopes(folded: str, sent: date, numbered: bool) -> tuple[str, ...]:
    """What the (folded) words of an ask describe, most telling first. `numbered`: it names numbers already."""
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
    return amount_scopes(folded) or period_scopes(folded, sent) or other_scopes(folded)


def amount_scopes(folded: str) -> tuple[str, ...]:
    found = [one for one in find_amounts(folded) if one.value > 0]
    if any(ABOUT.search(folded[: one.start]) for one in found):
        return ("approximate",)
    return tuple(f"amount:{one.value}" for one in found)


def period_scopes(folded: str, sent: date) -> tuple[str, ...]:
    if span := from_to(folded, sent) or quarter(folded, sent):
        return (f"range:{span[0]}..{span[1]}",)
    days = [one for one in find_dates(folded, sent, "en") if one.exact and DATED.search(folded[: one.start])]
    days = [one for one in days if re.search(r"\d", folded[one.start : one.end])]
    if days:
        return tuple(f"date:{past(one.day, sent)}" for one in days)
    return months(folded, sent)


def past(day: date, sent: date) -> date:
    """An invoice is never dated ahead of the mail that asks for it."""
    if day <= sent:
        return day
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day - 365 * ONE_DAY


def months(folded: str, sent: date) -> tuple[str, ...]:
    found: list[str] = []
    for match in [*MONTH_COMPOUND.finditer(folded), *IN_MONTH.finditer(folded)]:
        word = match["month"].strip(" .")
        doubtful = not year_said(match) and (len(word) < 4 or word in ("march", "mars", "sept"))
        if doubtful and (word in ("mar", "set", "ene") or not after_preposition(folded, match.start())):
            continue
        if re.search(r"\d[a-z.]{0,3} ?(?:de |of )?$", folded[: match.start()]):
            continue
        said = year_said(match)
        year, month = (said, MONTH_OF[word]) if said else month_named(MONTH_OF[word], sent, past=True)
        found.append(f"month:{year:04}-{month:02}")
    found += [f"month:{match['year']}-{int(match['month']):02}" for match in IN_FIGURES.finditer(folded)]
    if not found and LAST_MONTH.search(folded):
        before = sent.replace(day=1) - ONE_DAY
        found.append(f"month:{before.year:04}-{before.month:02}")
    return tuple(dict.fromkeys(found))


def year_said(match: re.Match[str]) -> int:
    """0 where the month stands alone."""
    groups = match.groupdict()
    return int(groups.get("year") or 0) or (2000 + int(groups["short"]) if groups.get("short") else 0)


def after_preposition(folded: str, start: int) -> bool:
    return bool(
        re.search(
            r"\b(?:in|of|for|and|n|\+|de|en|et|du|mois de|fur|from|la|las|les|los|your|our|the|aus|vom|von|im|del|des|pour|para|van|voor|uit|over|y|al|dem|monat|month|maand|mes de)\s*$|^$|[&+/,] ?$",
            folded[:start],
        )
    )


def from_to(folded: str, sent: date) -> tuple[date, date] | None:
    match = FROM_TO.search(folded)
    if not match:
        return None
    last_year, last_month = year_of(match["y2"], match["m2"], sent)
    first_year, first_month = year_of(match["y1"], match["m1"], sent)
    if not match["y1"]:
        first_year = last_year - (first_month > last_month)
    first = date(first_year, first_month, 1)
    last = month_end(date(last_year, last_month, 1))
    days = [re.match(r"\d{1,2}", match[name]) for name in ("first", "last")]
    first = first.replace(day=min(int(days[0][0]), month_end(first).day)) if days[0] else first
    last = last.replace(day=min(int(days[1][0]), last.day)) if days[1] else last
    return first, last


def year_of(year: str | None, month: str, sent: date) -> tuple[int, int]:
    number = MONTH_OF[month.strip(" .")]
    return (int(year), number) if year else month_named(number, sent, past=True)


def quarter(folded: str, sent: date) -> tuple[date, date] | None:
    match = QUARTER.search(folded)
    if not match:
        return None
    word = match["word"] or ""
    stem = re.sub(r"(?<=erste|weite|ritte|ierte)[ns]$|(?<=\d).*$", "", word)
    number = int(match["q"]) if match["q"] else next((n for n, names in ORDINALS.items() if stem in names.split()), 0)
    if not number:
        return None
    year = int(match["year"]) if match["year"] else sent.year - (number * 3 - 2 > sent.month)
    return date(year, number * 3 - 2, 1), month_end(date(year, number * 3, 1))


REASON = re.compile(
    r"(?:^|(?<=[.!?\n] ))(?:as|since|because|given that|da|weil|nachdem|comme|etant donne que|puisque|dado que|como|puesto que|aangezien|omdat|daar)\b[^.?!;:\n]{1,250}?"
    r"(?=, (?:could|can|please|would|may|kindly|i|we|bitte|mochte|brauche\w*|benotige\w*|ersuche\w*|erbitte\w*|konn\w+|merci|pourr\w+|pouvez|veuillez|je|nous|por favor|podria\w*|rogamos|ruego|necesit\w+|graag|kunt|kun|zou|verzoek\w*|willen)\b)"
)
"""Why it is asked, at the head of the sentence: "As all invoices pass the audit, please ..." asks for one."""


def other_scopes(folded: str) -> tuple[str, ...]:
    folded = REASON.sub(" ", folded)
    if year := YEAR_OF.search(folded):
        return (f"range:{year['year']}-01-01..{year['year']}-12-31",)
    if several := LAST_OF.search(folded):
        return (f"last:{count_of(several['behind'] or several['before'])}",)
    if re.search(LATEST, folded):
        return ("latest",)
    if every := EVERY.search(folded):
        return (
            (OPEN_QUESTION,) if WHICH.match(folded, every.end()) or TOLD_WHEN.match(folded, every.end()) else ("all",)
        )
    return ()
