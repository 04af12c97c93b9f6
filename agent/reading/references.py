"""Candidates for numbers of invoices, orders and credit notes, and what only looks like one."""

import re
from datetime import date
from typing import NamedTuple

from agent.domain.dates import find_dates
from agent.domain.facts import Span
from agent.domain.folding import fold
from agent.domain.money import find_amounts
from agent.domain.numbers import normalise
from agent.domain.resolving import BETWEEN
from agent.reading.periods import IN_FIGURES


class Reference(NamedTuple):
    """A candidate number as written, with plain dashes. `sure`: it has the shape of the client's own, or is in the account."""

    text: str
    start: int
    end: int
    sure: bool


class Knowledge(NamedTuple):
    """What is known of the books: shapes of the client's numbers, and the account's numbers, normalised."""

    formats: tuple[re.Pattern[str], ...]
    numbers: frozenset[str]

    def ends(self, text: str) -> bool:
        tail = normalise(text)
        return bool(tail) and any(number.endswith(tail) for number in self.numbers)


def knowledge(formats: tuple[str, ...], numbers: frozenset[str]) -> Knowledge:
    compiled = tuple(re.compile(one, re.IGNORECASE) for one in formats)
    return Knowledge(compiled, frozenset(normalise(number) for number in numbers))


TOKEN = re.compile(r"(?:(?<![\w@/.,£€$+-])|(?<=\.\.))#?[A-Za-z0-9]+(?:[-/.][A-Za-z0-9]+)*(?![\w@£€%])")
INTRODUCTIONS = frozenset(
    "inv invoice invoices bill bills no nr nos num number re rg rech rechnung rechnungen fa fac fact fc fra factura facturas facture factures factuur facturen"
    " nota po pod bl ls nc cn cde order orders bestellung bestelling commande pedido of and la le el les los las de den der die das du des del van vom von for"
    " at und et y en e o ou on to from in a au al per zu zur mit bei op bij nummer please pls with ref doc beleg receipt credit avoir abono folio cfdi both is are"
    " if ist est es sind got copy cmr lot job fw fwd kopie copie copia missing resend send pour para voor fur ending numero the our your noch auch also".split()
) - {"fc", "cn", "nc", "cfdi"}
NOT_OURS = re.compile(
    r"\b(?:tel|telephone|tele|telf|phone|fon|telefoon|telefon\w*|tlf|fax|mob\w*|cell|gsm|whatsapp|ext|extension|call(?: me| us)?(?: on| at)?|ring|direct|durchwahl|dw|poste"
    r"|vat|vat (?:no|reg|id)\w*|tva|iva|btw|mwst|ust-?id\w*|uid|ustid\w*|st\.?nr|steuernummer|nif|cif|cuit|nit|gstin|gst|rfc|siret|siren|rcs|kvk|hr[ab]|bic|swift|iban|duns"
    r"|org\.? ?(?:nr|no)|cvr|krs|nip|nipc|peppol|abn|acn|uen|siren|regulation authority|sra|cheque stub \(no|accredited no|registered(?: (?:in|office|number|no)[\w ]{0,20})?|registration(?: number| no)?|registered in england|company|handelsregister|amtsgericht \w+|reg\.? no|charity|lic\w*"
    r"|company|co|entity|legal entity|plant|store|branch|site|profit cent(?:re|er)|gl|buchungskreis|bukrs|werk|filiale|markt|mandant|societe|entite|etablissement|magasin|code societe|sociedad|centro|tienda|sucursal|codigo de sociedad|bedrijf|bedrijfs|vestiging|filiaal|winkel"
    r"|vendor|supplier|lieferanten?\w*|kreditor\w*|debitor\w*|kunden\w*|kd\.?-?nr|customer|client|cliente?|klant\w*|leveranciers?\w*|proveedor|fournisseur|account|acct|konto\w*|compte|cuenta|rekeningnummer|beraternummer"
    r"|case|ticket\w*|query|queries|incident\w*|vorgang|klarfall|zaaknummer|zaak|dossier\w*|expte|expediente|az|aktenzeichen|our file|our ref(?:erence)?|your ref|unser zeichen|ref litige|litige|litigio|mandatement|folio registro"
    r"|(?:bank|plus|post)?giro(?:konto|t)?|che(?:ck|que)|sort code|transaction|trace|tracking|clave de rastreo|valeur|p\.?o\.? box|postfach|bp|cp|apartado|postbus|plz"
    r"|unit|floor|room|suite|plots?|cost cent(?:re|er)|kostenstelle|centre de couts?|centro de costes?|kostenplaats|employee|personalnummer|matricule|calibre|kaliber|size|sizes|taille|tailles|grosse|groesse|talla|tallas|calibres|maat|maten|kleur|colour|serial|seriennummer|serienummer|page|seite|pagina|line|position|pos|zeile|section|art|article|§|kapitel|schedule|road|street|str|strasse|rue|calle|avenue|platz|weg|batiment|planta|local"
    r"|matricula|plate|quote|quoting|mention|subject|betreff|betrifft ticket|rappeler|rappelant|citar|citando|kenmerk|uw kenmerk|batch|week|kw|every|jede|chaque|cada|elke)"
    r"(?![a-z])[ .:#°ºª-]{0,4}(?:no|nr|n|nummer|number|num|id|codes?|ref|numero)?[ .:#°ºª-]{0,3}(?:[a-z]{2,3} ?)?[\d ()/+.-]{0,20}$"
)
PHONE = re.compile(
    r"(?:\+\d{1,3}|\(0?\d{2,5}\)|\b0\d{2,5})(?:[ ./-]{1,2}\(?\d{2,8}\)?)+|\b\d{3}-\d{3}-\d{4}\b|\b0\d(?:[ .]\d\d){4}\b"
)
ALL_DAY = re.compile(r"\d{1,2}[hj]?/\d{1,2}[hj]?")
"""24h/24, 7j/7."""
FROM_HOUR = re.compile(r"\d{1,2}[-.]\d{1,2}")
"""Open 10-3."""
HOURS = re.compile(r"(?<![\d.:-])\d{1,2}[.:]\d\d ?(?:-|–|to|bis|tot|a) ?\d{1,2}(?:[.:]\d\d)?(?![\d-])")
POINTING = re.compile(
    r"(?:\binvoices?|\binvs?|\bbills?|\bnumbers?|\bnos?|\bnrs?|\bnummers?|\bending(?: in| with)?|\bendend auf|\bendung|\bfinissant par|\bterminad[oa] en|\beindigend op|#|\brechnung(?:en)?|\bre|\brg|\bbelege?|\bfaktura"
    r"|\bfactures?|\bfact|\bfc|\bfacturas?|\bfra|\bfactu?u?r(?:en)?|\bnotas?|\bnota's|\bpods?|\b(?:delivery|dispatch|despatch|consignment|con|credit) notes?|\bpacking slips?|\bdockets?|\btickets?|\bgutschrift(?:en)?|\bavoirs?|\bcreditnota\w*|\blieferscheine?|\balbaran(?:es)?|\bbl|\bpakbon|\bafleverbon|\bcmr|\breceipts?|\bquittung|\bstuur|\bresend|\bre-send|\bsend(?: me| us)?"
    r"|\bcop(?:y|ies) of|\bkopie(?:tje)? van|\bcopie de(?: la)?|\bcopia de(?: la)?|\bduplicata de(?: la)?|\bfor|\bfur|\bzu|\bpour|\bvan|\bla|\bde la|\bhet|\bvoor|\bbij|\bnoch(?: die)?|\bdie|\bschickt?(?: mir| uns)?(?: bitte)?|\bpassa?me la|\bmandame la|\band|\bund|\bet|\by|\ben|\+|&|,|/|\bthe|\bwith|\bgot|\bon|\bnumero|\bmail|\bemail|\borders?|\bgraag|\bdoc\w*|\bpos?|\bbestell(?:ung(?:en)?|nummern?|nr)|\bauftrag(?:snummer)?|\bcommandes?|\bbons? de commande|\bpedidos?|\borden de compra|\bbestelling(?:en)?|\bbestel(?:nummers?|bon)|\binkooporder|\bordernummer)"
    r"[ .:]{0,3}(?:no|nr|n°|n)?[ .:°]{0,2}$"
)
COUNTED = re.compile(
    r"^ ?(?:x\b|kg|[km]?wh\b|kw\b|m[23]\b|ml\b|kilos?|t\b(?!/m)|to\b(?! ?\w*[-/]?\d)|tons?|stuck|stk|pcs|pieces?|units?|boxes|box|bags?|pallets?|cases|items?|rolls?|metres?|meters?|litres?|liter|hours?|uur|stunden|heures|horas|days?|tage|jours|dias|dagen|weeks?|wochen|semaines|semanas|weken|months?|monate|mois|meses|maanden|minutes?|minuten|years?|jahre|ans|anos|jaar|people|personen|miles|km|mm|cm|m\b|g\b|am\b|pm\b|uhr|h\b|st\b|colli|kisten|kratten|dozen|paletten?|palettes?|cajas|palets|cartons?|stoelen|stuks|pt|percent|prozent|pour cent|por ciento|procent|times|mal\b|fois|veces|keer|p\b|cent)"
)


def references(text: str, known: Knowledge, brackets_skipped: bool = False) -> list[Reference]:
    """Candidates in order of mention. `brackets_skipped`: square brackets hold ticket numbers (subjects)."""
    text = DASH.sub("-", text)
    folded = fold(text)
    closed = closed_spans(text, folded, known)
    found = [
        one for one in of_shape(text, known) if not dated(one, known, closed) and not registered(one, folded, known)
    ]
    found += in_two_words(text, folded, known, found)
    if brackets_skipped:
        closed += [match.span() for match in re.finditer(r"\[[^\]\n]*\]", text)]
    for match in TOKEN.finditer(text):
        start, end = trimmed(match, folded, known)
        if any(start < one.end and one.start < end for one in found):
            continue
        inside = any(start < last and first < end for first, last in closed)
        if accepted(text, folded, start, end, known, inside, found):
            found.append(Reference(text[start:end], start, end, normalise(text[start:end]) in known.numbers))
    found = [one for one in found if one.sure or not of_their_own(one, folded)]
    return sorted([*found, *listed_before(text, folded, found, closed)], key=lambda one: one.start)


def in_two_words(text: str, folded: str, known: Knowledge, found: list[Reference]) -> list[Reference]:
    """Orders of the account that bear letters, with a space between: "our order GS 758", "order LHPC 189" for LHPC/189."""
    return [
        Reference(match[0], *match.span(), True)
        for match in TWO_WORDS.finditer(text)
        if normalise(match[0]) in known.numbers
        and ORDERED.search(folded, max(0, match.start() - 40), match.start())
        and not any(match.start() < one.end and one.start < match.end() for one in found)
    ]


TWO_WORDS = re.compile(r"(?<![\w@/.,-])[A-Za-z]{2,6} \d{2,8}(?![\w@£€%/-]|[.,]\d)")


def of_their_own(one: Reference, folded: str) -> bool:
    """A file number on a line of its own that ends the text: "Ref: MSS-AP-118204"."""
    lettered = bool(re.match("[a-z]", folded[one.start : one.end]))
    return lettered and not folded[one.end :].strip() and bool(OWN_FILE.search(folded, 0, one.start))


OWN_FILE = re.compile(
    r"\n(?:our |unsere? |notre |n/ ?|nuestra |ntra\.? |ons |onze )?(?:ref(?:erence|erenz|erencia|erentie)?|zeichen|kenmerk)\.? ?[:#] ?$"
)


DASH = re.compile("(?<=[A-Za-z0-9])[\u2010\u2011\u2012\u2013\u2212](?=\\d)")
"""Within a number, as programs write it: it counts as the plain one."""


def listed_before(text: str, folded: str, found: list[Reference], closed: list[tuple[int, int]]) -> list[Reference]:
    """Bare numbers of the same length right before one of a list: 7718 of "ours are 7718, 7730 and 7731".

    One too many is asked of a person; one left out would not be sent.
    """
    more: list[Reference] = []
    for one in found:
        first = one
        while first.text.isdigit() and (match := LISTED_BEFORE.search(folded, 0, first.start)):
            start, end = match.span("number")
            taken = any(start < other.end and other.start < end for other in [*found, *more])
            inside = any(start < last and begin < end for begin, last in closed)
            if taken or inside or end - start != len(first.text):
                break
            first = Reference(text[start:end], start, end, False)
            more.append(first)
    return more


LISTED_BEFORE = re.compile(
    r"(?<![\w.,/€$£+-])(?P<number>\d{4,12})(?: ?[,;&+/] ?| ?,? (?:and|und|et|y|en|or|plus|sowie) )$"
)
"""What stands right before a number of a list."""


def of_shape(text: str, known: Knowledge) -> list[Reference]:
    return [Reference(m[0].strip(), m.start(), m.end(), True) for one in known.formats for m in one.finditer(text)]


def dated(one: Reference, known: Knowledge, closed: list[tuple[int, int]]) -> bool:
    """A day or an amount that happens to have the shape of a number: "21.10.2026" where numbers are 90-26-4455."""
    if normalise(one.text) in known.numbers or not FIGURES_ONLY.fullmatch(one.text):
        return False
    return any(first <= one.start and one.end <= last for first, last in closed)


def registered(one: Reference, folded: str, known: Knowledge) -> bool:
    """A register's number that happens to have the shape of one: "B-00417722", "KvK 55501741" where numbers are 90.26.4455."""
    if normalise(one.text) in known.numbers or not one.text.isdigit():
        return False
    return bool(PART.search(folded[: one.start]) or NOT_OURS.search(folded[max(0, one.start - 40) : one.start]))


PART = re.compile(r"\w[-/.]$")
"""The end of what is a part of the same word."""
FIGURES_ONLY = re.compile(r"\d+(?:[., /-]+\d+)+")
AMOUNT_SHAPE = re.compile(r"\d{1,3}(?:\.\d{3})+")
"""Figures that only an amount is written in."""
TAX_ID = re.compile(r"[A-HJNP-SUVW]-\d{7}[0-9A-J]|\d{8}-[A-Z]")
"""A Spanish firm's or person's, as it stands below a name."""


def closed_spans(text: str, folded: str, known: Knowledge) -> list[tuple[int, int]]:
    """Days, telephone numbers and amounts; a bare figure on a line of its own that ends a number of theirs is that number."""
    days = find_dates(text, date(2020, 1, 1), "en")
    phones = [match.span() for pattern in (PHONE, HOURS) for match in pattern.finditer(text)]
    sums = [
        one
        for one in find_amounts(text)
        if one.currency
        or not (known.ends(text[one.start : one.end]) and alone(folded, one.start, one.end))
        or not text[one.start : one.end].isdigit()
    ]
    return [(one.start, one.end) for one in sums] + [(one.start, one.end) for one in days] + phones


def trimmed(match: re.Match[str], folded: str, known: Knowledge) -> tuple[int, int]:
    """Without a word that only introduces the number: "invoice 4411" and "RE 4411" are 4411; "CDE-4411" may be whole."""
    start, end = match.span()
    start += match[0].startswith("#")
    if normalise(match[0]) in known.numbers:
        return start, end
    word = re.match(r"([a-z]+)[-/]?(?=\d)", folded[start:end])
    if word and word[1] in INTRODUCTIONS:
        start += word.end()
    return start, end


def accepted(
    text: str, folded: str, start: int, end: int, known: Knowledge, inside: bool, found: list[Reference]
) -> bool:
    token, before = text[start:end], folded[max(0, start - 40) : start]
    digits = sum(one.isdigit() for one in token)
    if normalise(token) in known.numbers and (digits >= 3 or ORDER_CODE.fullmatch(token)):
        return True
    code = ORDER_CODE.fullmatch(token) or (SHORT_CODE.fullmatch(token) and normalise(token) in known.numbers)
    if digits == 2 and code and ORDERED.search(before):
        return True
    if (
        digits < 3
        or ALL_DAY.fullmatch(token)
        or FROM_HOUR.fullmatch(token)
        or quantity(folded, start, end, bool(found))
        or inside
        or len(token) > 24
        or NOT_OURS.search(before)
        or COUNTED.match(folded[end : end + 12])
    ):
        return False
    if any(one.end() == end for one in IN_FIGURES.finditer(folded, max(0, start - 60), end)):
        return False
    if AMOUNT_SHAPE.fullmatch(token) or (TAX_ID.fullmatch(token) and alone(folded, start, end)):
        return False
    if not token.isdigit():
        return not re.search(r"[a-z]{7,}", folded[start:end]) and not re.fullmatch(
            r"[a-z]{1,2}\d{3}", folded[start:end]
        )
    follows = bool(found) and start - found[-1].end <= 6
    pointed = bool(POINTING.search(before)) or follows or alone(folded, start, end)
    if digits == 5 and postcode(text, folded, start, end) and not known.ends(token):
        return False
    if digits >= 5:
        return pointed or known.ends(token) or not known.numbers
    if re.fullmatch(r"(?:199|20\d)\d", token) and not known.ends(token):
        return False
    if digits == 4 and known.ends(token):
        return True
    return pointed and (known.ends(token) or not known.numbers or digits == 4)


def postcode(text: str, folded: str, start: int, end: int) -> bool:
    """Of an address in one line: "C/ Bretón 22, 50005 Zaragoza"."""
    line = folded[max(folded.rfind("\n", 0, start) + 1, start - LONGEST_STREET) : start]
    return bool(TOWN.match(text, end) and STREET.search(line))


STREET = re.compile(
    r"(?:\bc/|\b(?:calle|avda|avenida|plaza|paseo|ctra|rue|avenue|boulevard|chemin|quai)\b|\w(?:str(?:asse|\.)|weg|platz|gasse|allee|damm|ring)\b)[^\n]{0,40}\d{1,4} ?[a-z]?,? $"
)
LONGEST_STREET = 80
TOWN = re.compile(r" [A-ZÀ-Þ][a-zß-ÿ]+")


def quantity(folded: str, start: int, end: int, listed: bool) -> bool:
    """So many of something: "the invoice for the 200 boxes", "chairs, 120 ivory"."""
    if not folded[start:end].isdigit() or end - start > MOST_FIGURES:
        return False
    counted = THE_SO_MANY.search(folded, max(0, start - 20), start) or (
        not listed and re.search(r"[a-z)], $", folded[max(0, start - 4) : start])
    )
    thing = THING.match(folded, end)
    return bool(counted and thing and not NO_THING.fullmatch(thing["word"]))


MOST_FIGURES = 3
THE_SO_MANY = re.compile(
    r"\b(?:the|our|your|those|these|die|der|den|unsere|diese|les|des|nos|vos|ces|las|los|nuestr[oa]s|est[oa]s|de|onze|deze) $"
)
THING = re.compile(r" (?P<word>[a-z]{3,})")
NO_THING = re.compile(
    r"please|pls|plz|and|again|from|for|with|one|ones|invoices?|bills?|bitte|und|nochmals?|noch|von|vom|fur|mit|rechnung(?:en)?|svp|pour|avec|encore|factures?|por|para|con|otra|facturas?|factuur|facturen|graag|aub|nog|van|voor|met|nogmaals|opnieuw|thanks|danke|merci|gracias|bedankt|over|not|nicht|pas|niet|never|nie|jamais|nunca|nooit|was|were|which|that|has|have|ist|war|sind|est|sont|esta|is"
)


def alone(folded: str, start: int, end: int) -> bool:
    """The number stands on a line of its own, or with another of its sort."""
    line = folded[folded.rfind("\n", 0, start) + 1 : (folded.find("\n", end) + 1 or len(folded) + 1) - 1]
    rest = re.sub(
        r"[\d\W_]+|\b(?:and|und|et|y|en|re|aw|tr|rv|fwd?|wg|inv|rechnung|facture|factura|factuur|invoice)\b", " ", line
    )
    return not rest.strip() or (len(rest.split()) <= 2 and len(line) <= 30)


ORDER_CODE = re.compile(r"[A-Za-z]{2,12}(?:[-/.][A-Za-z0-9]{2,12}){0,2}[-/.]\d{2}")
SHORT_CODE = re.compile(r"[A-Za-z]{2,4}\d{2}")
ORDERED = re.compile(
    r"\b(?:orders?|po|p\.o\.|bestell(?:ung|nummer|nr)|auftrag|commande|pedido|orden de compra|bestelling|inkooporder|bestelbon)[ .:#°º]{0,3}(?:no|nr|n|number|nummer|numero|num)?[ .:#°º]{0,3}$"
)
"""A short number is one only where an order bears just that, or right behind the word for one: "our order TLN-55"."""
NUMBER = r"(?:(?:the|le|la|el|der|die|de|het|and including|einschlie(?:ss|ß)lich|inclus\w*|including) )*(?:(?:no|nr|n|nos|number|numero|nummer|invoice|rechnung|facture|factura|factuur)(?![a-z]))?[ .:°º#]*"
RANGE = re.compile(
    rf" ?(?:-|(?:through|up) to(?: and including)?|to(?: and including)?|through|thru|until|till|up to|bis|a|al?|jusqu'(?:a|au)|hasta|t/m|tot(?: en met)?) ?{NUMBER}"
)
AND = re.compile(rf" (?:and|und|et|y|en) {NUMBER}")
FROM_BETWEEN = re.compile(rf"\b(?:between|zwischen|entre|tussen) {NUMBER}$")
MOST, FEW = 30, 9
"""Numbers of a range with a dash, or with a word such as "to", that are told off one by one: each must be there. Of a
longer one in words it is those that are: the numbers between may be other customers'."""


def with_ranges(text: str, found: list[Reference]) -> list[Reference]:
    """Two numbers with "to" between them become one reference to all in between: "4411 to 4413"."""
    joined: list[Reference] = []
    for one in found:
        if joined and range_of(text, joined[-1], one):
            first = joined[-1]
            joined[-1] = Reference(text[first.start : one.end], first.start, one.end, first.sure and one.sure)
        else:
            joined.append(one)
    return joined


def range_of(text: str, first: Reference, last: Reference) -> list[str]:
    joint = fold(text[first.end : last.start])
    told = AND.fullmatch(joint) and FROM_BETWEEN.search(fold(text[max(0, first.start - 40) : first.start]))
    return numbers_between(first.text, last.text, joint) if told or RANGE.fullmatch(joint) else []


def numbers_between(first: str, last: str, joint: str) -> list[str]:
    """Every number from the first to the last, written as the first is, or both ends of a long row that words join; none
    where they make no range."""
    start, end = re.search(r"\d{3,}$", first), re.search(r"\d{3,}$", last)
    if not start or not end or len(start[0]) != len(end[0]):
        return []
    if normalise(last[: end.start()]) not in ("", normalise(first[: start.start()])):
        return [f"{first}{BETWEEN}{last}"] if re.search("[a-z]", joint) and follows(first, last) else []
    if int(end[0]) <= int(start[0]):
        return []
    between, in_words = int(end[0]) - int(start[0]), re.search("[a-z]", joint)
    if between > (FEW if in_words else MOST):
        return [f"{first}{BETWEEN}{first[: start.start()]}{end[0]}"] if in_words else []
    return [f"{first[: start.start()]}{number:0{len(start[0])}d}" for number in range(int(start[0]), int(end[0]) + 1)]


def follows(first: str, last: str) -> bool:
    """Whether it is a later number of the same shape, though of another month or year: 2611-188 and 2609-121."""
    one, other = normalise(first), normalise(last)
    return one < other and re.sub(r"\d", "9", one) == re.sub(r"\d", "9", other)


def expanded(reference: Reference) -> list[str]:
    """The numbers that it stands for: one, or all of a range such as "1180-1184"."""
    parts = re.fullmatch(rf"(.*?\d)((?:{RANGE.pattern})|(?:{AND.pattern}))(\S*\d)", fold(reference.text))
    if not parts:
        return [reference.text]
    last = reference.text[len(reference.text) - len(parts[3]) :]
    return numbers_between(reference.text[: len(parts[1])], last, parts[2]) or [reference.text]


def spans(view_part: str, text: str, found: list[Reference]) -> list[Span]:
    return [Span(part=view_part, start=one.start, end=one.end, quote=text[one.start : one.end]) for one in found]
