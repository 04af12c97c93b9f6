"""Times by which papers are described: a day, a month, a quarter, from one to another."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise, zip_longest

from agent.domain.date_words import MONTH, MONTH_OF
from agent.domain.dates import FoundDate, find_dates, month_named
from agent.domain.days import ONE_DAY, month_end
from agent.domain.document_words import INVOICE
from agent.domain.request_words import BUT
from agent.reading.lately import lately

PLURAL = r"(?:\binvoices\b|\bbills\b|\bones\b|\brechnungen\b|\bbelege\b|\bposten\b|\bfactures\b|\bfacturas\b|\bfacturen\b|\brekeningen\b|\bnota's\b|\bone\b|\ball(?:es?)?\b|\btodo\b|\btout\b|\blas que\b|\bcelles (?:qui|non|encore)\b|\bcada una\b|\beverything\b|\b(?:every|each)(?: single)?(?: \w+)? (?:invoice|bill)\b|\bjede (?:\w+ )?rechnung\b|\bchaque facture\b|\bcada factura\b|\b(?:elke|iedere) (?:\w+ )?factuur\b)"
PAPERS = rf"(?:(?:{INVOICE})|ones\b|delivery notes|lieferscheine|bons de livraison|bls\b|albaranes|pakbonnen|pods\b)"
DATED = re.compile(
    r"\b(?:of|dated?|from|on|vom|du|datee? du|del?|van|d\.d\.|fechad[ao] (?:el|en)|con fecha(?: de)?|gedateerd|us on|you on|invoice|rechnung|facture|factura|factuur|bill)(?: the| el| dia)?[ :,(]*$"
)
BETWEEN = r"between|zwischen|entre|tussen"
FROM_TO = re.compile(
    rf"(?:\b(?P<opening>{BETWEEN}|from|von|vom|de|du|desde|van|since|seit|depuis|ab) (?:the |le |el |l'|dem )?)?\b(?P<first>(?:\d{{1,2}}(?:st|nd|rd|th|er|\.)? ?(?:de |of )?)?(?P<m1>{MONTH})(?: (?:de |of )?(?P<y1>20\d\d))?)"
    rf"(?: ?- ?| (?:to|(?P<joint>and|und|et|y|en)|till|until|through|thru|up to|bis(?: zum)?|au?|jusqu'(?:au?|en)|hasta(?: el)?|al|tot(?: en met)?|t/m) )(?:the |le |el |l'|dem )?(?P<last>(?:\d{{1,2}}(?:st|nd|rd|th|er|\.)? ?(?:de |of )?)?(?P<m2>{MONTH})(?: (?:de |of |del )?(?P<y2>20\d\d))?)"
)
UP_TO = r"(?:-|to|till|until|through|thru|up to|bis(?: zum)?|au?|jusqu'au|hasta(?: el)?|al|tot(?: en met)?|t/m)"
DAYS_OF = re.compile(
    rf"(?<![\w.,/-])(?:(?P<opening>{BETWEEN}) (?:the |le |el |dem )?)?(?P<first>\d{{1,2}})(?:st|nd|rd|th|er|\.)? ?(?:{UP_TO}|(?P<joint>and|und|et|y|en|&|\+)) ?(?:the |le |el |den |dem )?(?P<last>\d{{1,2}})(?:st|nd|rd|th|\.)? ?(?:of |de |d')?(?P<month>{MONTH})(?: (?:de |of |del )?(?P<year>20\d\d))?"
)
"""Two days of one month: "of 6 and 20 July", "du 3 au 7 aout"."""
DELIVERED = re.compile(
    r"\b(?:deliver\w*|goods|pods?|cmrs?|dockets?|tickets?|(?:an|aus|ge)?liefer\w*|frachtbrief\w*|livr\w*|bls?|entreg\w*|albaran\w*|remitos?|remision\w*|guias?|(?:ge|af)?lever\w*|pakbon\w*|vrachtbrie\w*|hired?|rental|period|zeitraum\w*|periode\w*|periodo)\b"
)
"""Days on which something was brought are not those of the invoices, which may follow later."""
MORE_DAYS = re.compile(r"\d(?:st|nd|rd|th|\.)?(?:,|/| [&+]) ?(?:the |le |el |den )?$")
TO_DATE = re.compile(
    r",? ?(?:(?:up )?to (?:date|today|now)|(?:until|till) (?:now|today)|onwards?|bis (?:heute|jetzt|dato)|a ce jour|jusqu'a (?:ce jour|aujourd'hui|present|maintenant)|hasta (?:hoy|la fecha|ahora)|(?:tot|t/m) (?:nu|heden|vandaag|op heden))\b"
)
SINCE = re.compile(
    rf"(?:{PLURAL}|{PAPERS})[^,;:.?!\n]{{0,40}}?\b(?:since|seit|ab|depuis|des|a partir d[eu']|desde|sinds|vanaf)(?: (?:the|le|el|dem|den|mid|(?:end|start|beginning|middle|half) of|mitte|anfang|ende|begin|eind|fin|mediados de|principios de|finales de))* ?"
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th|er|\.)? ?(?:of |de )?)?{MONTH}|\d{{1,2}}[./-]\d)"
)
"""From then on, up to no day that is named."""
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
LAST_MONTH = re.compile(
    r"\b(?:last month|letzten monat|vorigen monat|mois dernier|mes pasado|vorige maand|afgelopen maand)\b"
)
NO_DAY = re.compile(r"\b00?(?!\d)")
"""A slip of the pen: "from 00 May"."""
OPEN_QUESTION = "doubtful"
"""The scope where the words do not clearly say which papers are meant: a person looks."""


def period_scopes(folded: str, sent: date) -> tuple[str, ...]:
    if found := from_to(folded, sent) or quarter(folded, sent):
        (first, last), place = found
        rest = folded[: place.start()] + " ; " + folded[place.end() :]
        others = months(rest, sent) or dated_days(rest, sent)
        return (OPEN_QUESTION,) if others or NO_DAY.search(place[0]) else (f"range:{first}..{last}",)
    if found_days := days_of(folded, sent) or days_joined(folded, sent):
        brought = found_days[0].startswith("range:") and DELIVERED.search(folded)
        return (OPEN_QUESTION,) if brought else found_days
    if SINCE.search(folded):
        return since(folded, sent)
    return dated_days(folded, sent) or lately(folded, sent) or months(folded, sent)


def since(folded: str, sent: date) -> tuple[str, ...]:
    """ "All your invoices since 1 January": up to the day of the mail, where no other time and nothing more is told of them."""
    days, found = exact_days(folded, sent), ALL_SINCE.search(folded)
    if found is None or len(days) != 1 or not found.end() - 2 <= days[0].start <= found.end():
        return (OPEN_QUESTION,)
    if ONLY_THOSE.match(folded, days[0].end):
        return (OPEN_QUESTION,)
    return (f"range:{past(days[0].day, sent)}..{sent}",)


ALL_SINCE = re.compile(
    rf"\b(?:all|every|alle|samtliche|toutes|tous|todas|todos)(?: (?:the|your|our|of|die|ihre|les|vos|nos|las|sus|vuestras|de|uw|jullie)){{0,2}} (?:{INVOICE})(?: (?:dated|issued|vom|emises|datees|emitidas))?"
    r" (?:since|from|seit(?: dem)?|ab(?: dem)?|depuis|a partir d[ue]l?|desde|sinds|vanaf)(?: (?:the|le|el))? ?(?=\d)"
)
ONLY_THOSE = re.compile(
    r",? (?:(?:which|that|who|with|without|except|but|only|not|still|and|to|until|die|welche|mit|ohne|ausser|nur|noch|bis|und|qui|que|dont|avec|sans|sauf|non|pas|et|jusqu|con|sin|salvo|no|y|hasta|met|zonder|behalve|en|tot)\b|\()"
)


def dated_days(folded: str, sent: date) -> tuple[str, ...]:
    days = [one for one in exact_days(folded, sent) if DATED.search(folded[: one.start])]
    return tuple(f"date:{past(one.day, sent)}" for one in days)


def exact_days(folded: str, sent: date) -> list[FoundDate]:
    every = (one for one in find_dates(folded, sent, "en") if one.exact)
    return [one for one in every if re.search(r"\d", folded[one.start : one.end])]


def days_of(folded: str, sent: date) -> tuple[str, ...]:
    match = DAYS_OF.search(folded)
    if not match:
        return ()
    if MORE_DAYS.search(folded[: match.start()]):
        return (OPEN_QUESTION,)
    year, month = year_of(match["year"], match["month"], sent)
    end = month_end(date(year, month, 1))
    first, last = (end.replace(day=max(1, min(int(match[name]), end.day))) for name in ("first", "last"))
    if match["joint"] and not match["opening"]:
        return (f"date:{first}", f"date:{last}")
    return (f"range:{first}..{last}",) if first < last else (OPEN_QUESTION,)


def days_joined(folded: str, sent: date) -> tuple[str, ...]:
    """From one day to another, or to the day of the mail: "dated 6/1 through 6/30", "from 1 May to date"."""
    days = exact_days(folded, sent)
    for one, following in zip_longest(days, days[1:]):
        first = past(one.day, sent)
        if TO_DATE.match(folded, one.end):
            return (f"range:{first}..{sent}",)
        joint = folded[one.end : following.start] if following else ""
        if joint and re.fullmatch(rf" ?{UP_TO} ?(?:the |le |el |dem |den )?", joint):
            last = past(following.day, sent) if following else first
            return (f"range:{first}..{last}",) if first < last else (OPEN_QUESTION,)
    return ()


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
    places: list[tuple[int, int, str]] = []
    for match in [*MONTH_COMPOUND.finditer(folded), *IN_MONTH.finditer(folded)]:
        word = match["month"].strip(" .")
        if word == "may" and MODAL.match(folded, match.end()) and not IN_IT.search(folded, 0, match.start()):
            continue
        doubtful = not year_said(match) and (len(word) < 4 or word in ("march", "mars", "sept"))
        if doubtful and (word in ("mar", "set", "ene") or not after_preposition(folded, match.start())):
            continue
        if re.search(r"\d[a-z.]{0,3} ?(?:de |of )?$", folded[: match.start()]) or PAID_IN.search(
            folded, 0, match.start()
        ):
            continue
        said = year_said(match) or year_behind(folded, match)
        year, month = (said, MONTH_OF[word]) if said else month_named(MONTH_OF[word], sent, past=True)
        found.append(f"month:{year:04}-{month:02}")
        places.append((match.start(), match.end(), found[-1]))
    if apart(sorted(places), folded):
        return (OPEN_QUESTION,)
    found += [f"month:{match['year']}-{int(match['month']):02}" for match in IN_FIGURES.finditer(folded)]
    if not found and LAST_MONTH.search(folded):
        before = sent.replace(day=1) - ONE_DAY
        found.append(f"month:{before.year:04}-{before.month:02}")
    return tuple(dict.fromkeys(found))


PAID_IN = re.compile(
    r"[a-z0-9], (?:which|that|que|die|welche) (?:we |wir |ich |i |nous |yo |wij |ik )?(?:have |had |haben |avons |avions |hemos |hebben )?(?:already |ya |deja |al )?(?:paid|settled|paye\w*|regle\w*|abon\w+|pag\w+|bezahlten|betaalden) (?:in|im|en|back in|ya en|a) $"
)
"""Behind a comma: "the receipt for 4411, which we paid in June"."""


def year_behind(folded: str, match: re.Match[str]) -> int:
    """The year that stands behind the last of several months: "June and September 2025"."""
    following = JOINED_YEAR.match(folded, match.end())
    return int(following["year"]) if following else 0


JOINED_YEAR = re.compile(
    rf"(?: ?(?:,|&|/|\+|\b(?:and|und|et|y|en|plus|sowie)\b) ?(?:of |for |in |vom |von |de |d'|van )?{MONTH}){{1,6}} (?:of |de |del |van )?(?P<year>20\d\d)\b"
)


def apart(places: Sequence[tuple[int, int, str]], folded: str) -> bool:
    """Two months that are not told off together: perhaps one is here, or only says when something happened."""
    return any(
        one[2] != other[2] and (BUT.search(folded, one[1], other[0]) or len(folded[one[1] : other[0]].split()) > FAR)
        for one, other in pairwise(places)
    )


FAR = 9
"""Words between two months that belong to one list, at most."""

MODAL = re.compile(r" (?:i|we|you|they|he|she|it|one|ask|be|not|well|please|somebody|someone)\b")

IN_IT = re.compile(r"\b(?:in|of|for|from|during|since|until|by|and|to|the|your|our) $")


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


Span = tuple[tuple[date, date], re.Match[str]]


def from_to(folded: str, sent: date) -> Span | None:
    every = (one for one in FROM_TO.finditer(folded) if not one["joint"] or re.match(BETWEEN, one["opening"] or ""))
    match = next(every, None)
    if not match:
        return None
    last_year, last_month = year_of(match["y2"], match["m2"], sent)
    first_year, first_month = year_of(match["y1"], match["m1"], sent)
    if not match["y1"]:
        first_year = last_year - (first_month > last_month)
    first = date(first_year, first_month, 1)
    last = month_end(date(last_year, last_month, 1))
    days = [re.match(r"\d{1,2}", match[name]) for name in ("first", "last")]
    first = first.replace(day=max(1, min(int(days[0][0]), month_end(first).day))) if days[0] else first
    last = last.replace(day=max(1, min(int(days[1][0]), last.day))) if days[1] else last
    return (first, last), match


def year_of(year: str | None, month: str, sent: date) -> tuple[int, int]:
    number = MONTH_OF[month.strip(" .")]
    return (int(year), number) if year else month_named(number, sent, past=True)


def quarter(folded: str, sent: date) -> Span | None:
    match = QUARTER.search(folded)
    if not match:
        return None
    word = match["word"] or ""
    stem = re.sub(r"(?<=erste|weite|ritte|ierte)[ns]$|(?<=\d).*$", "", word)
    number = int(match["q"]) if match["q"] else next((n for n, names in ORDINALS.items() if stem in names.split()), 0)
    if not number:
        return None
    year = int(match["year"]) if match["year"] else sent.year - (number * 3 - 2 > sent.month)
    return (date(year, number * 3 - 2, 1), month_end(date(year, number * 3, 1))), match
