"""Every figure in a draft needs a source: what stands in a body without one, and foreign bank data.

`ungrounded` looks at what the known facts leave uncovered, so a digit glued to a fact ("1" before "2,310.00") shows.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from agent.domain.facts import SourcedFact

COVER = "\ue000"
"""Stands where a fact with a source stands: neither letter nor digit, found in no pattern."""
BLANK = re.compile(
    r"\[[^\[\]\n\d]{1,80}: (?:please fill in|bitte ergänzen|à compléter|por completar|nog in te vullen)\]"
)

MONTH = (
    r"(?:jan(?:uary|uar|vier|uari)?|ene(?:ro)?|feb(?:ruary|ruar|ruari|rero)?|f[ée]vr(?:ier)?|mar(?:ch|s|zo)?|märz|maart|mrt"
    r"|apr(?:il)?|avr(?:il)?|abr(?:il)?|may|mai|mei|mayo|june?|juni|juin|junio|jul(?:y|i|io)?|juillet|aug(?:ust|ustus)?|août"
    r"|ago(?:sto)?|sep(?:t|tember|tembre|tiembre)?|o[ck]t(?:ober|obre|ubre)?|nov(?:ember|embre|iembre)?|de[cz](?:ember)?"
    r"|déc(?:embre)?|dic(?:iembre)?)\b\.?"
)
WEEKDAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|sonnabend"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|(?:maan|dins|woens|donder|vrij|zater|zon)dag"
)
NEXT = (
    r"tomorrow|demain|(?:next|coming|this) (?:week|month)|(?:nächste|kommende|diese)[rnms]? (?:woche|monat)"
    r"|(?:la semaine prochaine|le mois prochain|cette semaine)|(?:la )?(?:próxima semana|semana que viene)"
    r"|(?:el )?(?:próximo mes|mes que viene)|(?:volgende|komende|deze) (?:week|maand)"
)
COUNTED = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf"
    r"|deux|trois|quatre|cinq|sept|huit|neuf|dix|douze|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce"
    r"|twee|drie|vijf|zes|zeven|negen|tien|elf|twaalf|twenty|thirty|forty|fifty|zwanzig|dreißig|vingt|trente|veinte|treinta"
    r"|twintig|dertig)"
    r"(?: (?:more|equal|weitere[nr]?|gleiche[nr]?|autres|más|extra|gelijke))?"
    r" (?:(?:working |business )?days?|weeks?|months?|years?|instal?lments?|payments?|per ?cent|tagen?|wochen?|monaten?|raten"
    r"|prozent|jours?|semaines?|mois|mensualités|pour ?cent|días|semanas|meses|cuotas|plazos|por ciento|dagen|weken|maanden"
    r"|termijnen|procent)\b"
)
CURRENCY = r"(?:US\$|[£€$¥]|EUR|GBP|USD|CHF|SEK|NOK|DKK|PLN|CZK|CAD|AUD|MXN|COP|ARS|BRL|JPY|euros?|pounds?|dollars?|libras?|Franken|francs?)"
FIGURE = r"\d+(?:[.,'’ \u00a0\u202f]\d+)*"
PATTERNS = (
    r"(?:https?://|www\.)[^\s<>\"]+",
    r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+",
    r"\b(?:[a-z0-9\-]+\.)+(?:com|org|net|info|biz|io|eu|uk|de|fr|es|nl|be|at|ch|example|link|app|ly|co)\b(?:/[^\s<>\"]*)?",
    r"(?-i:\b[A-Z]{2}\d{2}(?:[ \-.]?[A-Z0-9]){11,30}\b)",
    r"\b\d{4}-\d{2}-\d{2}\b",
    r"\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b",
    rf"\b\d{{1,2}}(?:st|nd|rd|th|er|ste|\.|º)?(?: of| de)? {MONTH}(?:,? (?:de |del )?\d{{4}})?",
    rf"\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?\b",
    rf"{CURRENCY}[ \u00a0\u202f]?-?{FIGURE}",
    rf"{FIGURE}[ \u00a0\u202f]?(?:%|{CURRENCY}\b|€)",
    r"(?=[\w\-/.]*[^\W\d_])(?=[\w\-/.]*\d)[^\W_]+(?:[-_/.]+[^\W_]+)*",
    r"(?<![\w+])\+?\(?\d(?:(?:[ ()/\-\u00a0]{0,2}|\.)\d){6,}",
    rf"{FIGURE}(?:[-/_][\w]+)*",
    rf"\b(?:{WEEKDAY})\b",
    rf"\b(?:{NEXT})\b",
    rf"\b{COUNTED}",
)
ANYTHING = re.compile("|".join(f"(?:{pattern})" for pattern in PATTERNS), re.IGNORECASE)


def ungrounded(body: str, facts: Sequence[SourcedFact], allowed: Sequence[str] = ()) -> tuple[SourcedFact, ...]:
    """Amounts, dates, numbers, percentages, addresses, phone and account numbers that nothing vouches for.

    A hit is vouched for if a fact with a source stands exactly there, or if it equals one of `allowed` but for spaces,
    case and punctuation at its ends. The answer's facts have `source` None."""
    known = {normal(one) for one in allowed}
    covered = cover(body, facts)
    hits = ((hit.start(), hit.end()) for hit in ANYTHING.finditer(covered) if normal(hit[0]) not in known)
    return tuple(SourcedFact(text=body[start:end], start=start, end=end, source=None) for start, end in hits)


def cover(body: str, facts: Iterable[SourcedFact]) -> str:
    """The body with every fact that has a source, and every blank to fill in, made unreadable. Same length."""
    letters = list(body)
    spans = [(one.start, one.end) for one in facts if one.source and body[one.start : one.end] == one.text]
    for start, end in [*spans, *(blank.span() for blank in BLANK.finditer(body))]:
        letters[start:end] = COVER * (end - start)
    return "".join(letters)


def normal(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold().strip(".,;:!?()[]\"'")


def blanks(body: str) -> tuple[str, ...]:
    """Places that a person must fill in before the mail may leave: "[amount: please fill in]"."""
    return tuple(BLANK.findall(body))


# --- after a person has edited ------------------------------------------------------------------------------------


def reanchor(body: str, facts: Sequence[SourcedFact]) -> tuple[SourcedFact, ...]:
    """The facts whose text still stands in an edited body, in their old order, with their new places.

    A fact stands only as a whole: "36" is not found in "136" or "36.50"."""
    kept: list[SourcedFact] = []
    end, shift = 0, 0
    for fact in sorted(facts, key=lambda one: one.start):
        places = [hit.start() for hit in whole(fact.text).finditer(body, end)]
        if not places:
            continue
        start = min(places, key=lambda place: abs(place - fact.start - shift))
        shift, end = start - fact.start, start + len(fact.text)
        kept.append(fact.model_copy(update={"start": start, "end": end}))
    return tuple(kept)


def whole(text: str) -> re.Pattern[str]:
    before = r"(?<!\w)(?<!\w[-/_@])" + (r"(?<!\d[.,'’\u00a0\u202f])" if text[:1].isdigit() else "")
    after = r"(?!\w)(?![-/_@]\w)" + (r"(?![.,'’\u00a0\u202f]\d)" if text[-1:].isdigit() else "")
    return re.compile(before + re.escape(text) + after)


# --- bank data --------------------------------------------------------------------------------------------------------

IBAN = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{2}\d{2}(?:[ \-.\u00a0]?[A-Za-z0-9]){11,30})(?![A-Za-z0-9])")
BANK_WORD = re.compile(
    r"\biban|\bbic\b|\bswift\b|sort[ -]?code|\baccounts?\b|\ba/c\b|routing|\baba\b|bank ?(?:details|account|verbindung|daten)"
    r"|\bblz\b|\bkonto(?:nummer|nr)?\b|\bcompte\b|\brib\b|\bcuenta\b|\b(?:bank)?rekening(?:nummer)?\b",
    re.IGNORECASE,
)
NO_ACCOUNT = r"(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d)|\d{1,3}(?: \d{3})+[.,]\d\d(?!\d)"
"""A day, and an amount with its thousands apart."""
ACCOUNT = re.compile(
    rf"(?<![\w+\-/(])(?!{NO_ACCOUNT})(?:\d{{2}}[-– ]\d{{2}}[-– ]\d{{2}}|\d(?:[ \-]?\d){{5,19}})(?![\w\-/])"
)
BIC_WORD = re.compile(r"\b(?:bic|swift)\b", re.IGNORECASE)
BIC = re.compile(r"(?<!\w)[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?!\w)")
NEAR = 40
"""Letters between a word of banking and the number that it speaks of."""


def foreign_bank_data(body: str, registered: frozenset[str]) -> tuple[str, ...]:
    """Account numbers in a body that are not among `registered`: IBANs anywhere; sort codes, account numbers and BICs
    near a word of banking. Such a mail must not leave. `registered` holds the client's own bank data and other numbers
    that may stand there: its phone, the invoices at hand. Spaces, hyphens and case do not count; a part of such a number,
    as a sort code is of an IBAN, is registered with it."""
    text = "".join(one for one in unicodedata.normalize("NFKC", body) if unicodedata.category(one) != "Cf")
    ibans: list[str] = []

    def covered(hit: re.Match[str]) -> str:
        iban = first_iban(hit[1])
        ibans.extend([iban] if iban else [])
        return COVER * len(iban) + hit[1][len(iban) :]

    rest = IBAN.sub(covered, text)
    known = [bare(one) for one in registered]
    return tuple(dict.fromkeys(one for one in [*ibans, *near_bank_words(rest)] if not own(bare(one), known)))


def own(number: str, known: Iterable[str]) -> bool:
    """One of ours, a part of it, or one of ours with digits of the next words behind it."""
    return any(number in one or (len(one) >= 6 and number.startswith(one)) for one in known)


def near_bank_words(text: str) -> list[str]:
    return [*_near(text, BANK_WORD, ACCOUNT), *_near(text, BIC_WORD, BIC)]


def _near(text: str, word: re.Pattern[str], number: re.Pattern[str]) -> list[str]:
    """Only the last word that begins before the number, or soon after it, can be near: texts may be long."""
    words = [one.span() for one in word.finditer(text)]
    starts, found = [start for start, _ in words], []
    for hit in number.finditer(text):
        last = bisect_right(starts, hit.start() + NEAR) - 1
        if last >= 0 and hit.start() <= words[last][1] + NEAR:
            found.append(hit[0])
    return found


def first_iban(text: str) -> str:
    """The IBAN at the start of `text`, which may run on into the next words; "" if no length has a right check sum."""
    for end in range(len(text), 14, -1):
        if text[end - 1].isalnum() and valid_iban(text[:end]):
            return text[:end]
    return mistyped(text)


LIKE_AN_IBAN = re.compile(r"[A-Za-z]{2}\d{2}(?:[ \-.\u00a0]?(?:[A-Z]{4}(?![a-z])|[A-Za-z]{0,4}\d[A-Za-z0-9]*))*")
"""Its first letters and sign, then groups with digits, or the four capitals of a bank: not the words that follow it."""


def mistyped(text: str) -> str:
    """What looks like an IBAN at the start of `text`, whatever its check sum; "" with fewer than twelve digits."""
    found = LIKE_AN_IBAN.match(text)
    return found[0] if found and sum(letter.isdigit() for letter in found[0]) >= 12 else ""


def valid_iban(text: str) -> bool:
    """ISO 13616: moved by four, letters as numbers, modulo 97 is 1."""
    code = bare(text)
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", code):
        return False
    return int("".join(str(int(letter, 36)) for letter in code[4:] + code[:4])) % 97 == 1


def bare(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", text).upper()
