"""Amounts of money in a mail's words, and amounts as people of each language write them."""

import re
from decimal import Decimal
from typing import NamedTuple

from agent.domain.date_words import MONTH
from agent.domain.folding import fold


class FoundAmount(NamedTuple):
    """An amount and where it stands. `currency` is an ISO code; None: the text names none."""

    value: Decimal
    currency: str | None
    start: int
    end: int


SIGNS = {"£": "GBP", "€": "EUR", "$": "USD", "us$": "USD", "fr.": "CHF", "sfr": "CHF", "zl": "PLN"}
CODES = ("EUR", "GBP", "USD", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD", "MXN", "COP", "ARS", "BRL", "JPY")
WORDS = {
    "EUR": "euros?|eurs?",
    "GBP": "pounds?(?: sterling)?|quid|libras?(?: esterlinas)?|livres? sterling|pfund|stg",
    "USD": "dollars?|dolares|dollar|bucks|us-dollars?",
    "CHF": "franken|francs?(?: suisses?)?|francos suizos|stutz",
}
PERHAPS_MONEY = re.compile(
    r"(?:(?<![a-z])(?:amount|total|sum|owing)|balance|owe|due|worth|value(?! dated?\b)|outstanding|bill(?:ed)? (?:for|of)"
    r"|betrag|summe|gesamt|saldo|restbetrag|restsumme|rest(?:e|o)? (?:von|of|de)|schuld|hohe von"
    r"|montant|somme|total de|solde|reste"
    r"|importe|total|suma|saldo|cantidad|monto|valor"
    r"|bedrag|totaal|saldo|som)\b[\w ]{0,12}[:=]?\s*$"
)
PAYING = re.compile(
    r"(?:pay(?:ing|ment of)?|paid|send(?:ing)?|transfer(?:ring|red)?|zahle[n]?|uberweise[n]?|bezahle[n]?|payer|paie|virer|vire|verse"
    r"|pago|pagar|pagare|transfiero|abono|ingreso|betaal|betalen|overmaken|knocked|deducted|short|ingehouden"
    r"|einbehalten|gekurzt um|gekurzt|you(?:'?ll| will) (?:have|get|receive)|(?:bekommen|erhalten|kriegen|haben) sie|(?:bekommt|kriegt) ihr|vous (?:aurez|recevrez)|tendra[ns]?|tendreis|recibira[ns]?|recibireis|(?:krijgt|hebt|ontvangt) u|krijgen jullie)(?: the| die| den| les| los| de)?\s*$"
)
OFF_ACCOUNT = re.compile(
    r"\s*(?:off|now\b|of it|of that|on account|towards|davon|a conto|d'acompte|a cuenta|over(?= (?:en|op|met)\b|[.,!]|$))\b"
)
MOVING = re.compile(
    r"\s*(?:of it\b|now\b|today|tomorrow|(?:will |is |are )?(?:goes|go|going|follow\w*|leav\w+)\b|heute|morgen|geht|gehen|(?:over|off|across|out) to you|folg(?:t|en)|kommen|kommt|part\b|partent|partira|suivra|apres-demain|demain|sale[ns]?\b|saldran?|manana|en mano|gaat|gaan|volgt|volgen|de deur uit|maak|maken|betaal|betalen|zahle|zahlen|uberweise)"
    r"|\s*(?:on|for|auf|fur|pour|sur|por|para|op|voor)\b[^.;?\n]{0,30}\b(?:goes|going|will go|leaves|geht|kommt|part|partira|sale|gaat)\b"
)
"""Behind a figure that is on its way: "1,440 goes over on Friday"."""
ONE_OF_TWO = re.compile(
    r"\b(?:all|other|another|rest|remaining|remainder|balance|half|full|whole|volle[nr]?|gan(?:ze[nr]?|se)|hele|volledige|totalidad|integralite|andere[nr]?|ubrigen?|restlichen?|halfte|autre|moitie|otros?|otras?|restantes?|mitad|overige|resterende|helft)(?: (?:of|the|de|von|los|las))?,?\s*$"
)
"""Before the second of two sums: "and the other 1,440"."""
WHAT_IS_LEFT = re.compile(
    r"\b(?:rest|other|remaining|remainder|balance|other half|anderen?|ubrigen?|restlichen?|reste|solde|restants?|otros?|otras?|restantes?|resto|overige|resterende)(?: (?:of|de|von|amount))?,?\s*$"
)
"""The same before a figure whose thousands are not parted, where paying is spoken of."""
THE = re.compile(r"\b(?:the|die|den|les|los|las|de)$")
STILL_LEFT = re.compile(
    r" (?:that(?:'s| is| are) left|left over|remaining|still (?:owing|due|open)|noch offen|qui restent|restants?|que (?:faltan|quedan|restan)|restantes|die (?:nog )?(?:overblijven|resteren))\b"
)
""" "And the 685 that is left on 9 April"."""
PAY_TALK = re.compile(
    r"\b(?:pay|paid|payment|transfer|send|sent|settle|zahl|bezahl|uberweis|uberwies|vire|virement|verse|pai[eem]|pay[eo]|regl[eo]|pago|pague|pagar|abono|transf|ingres|betaal|betalen|over(?:ge)?ma(?:ak|ken)|maak)\w*"
)
THAT_SUM = re.compile(r"\b(?:die|those|les|los|las|diese|ces|esos|deze)\s*$")
"""Before a sum spoken of earlier: "met die 2.690"."""
NAMED_PAPER = re.compile(
    r"(?:invoices?|bill|order|ref\w*|number|no|nr|nummer|\w*rechnung|\w*factur\w*|factura|numero)[ .:#]*$"
)
NOTHING_COUNTED = re.compile(
    r"\s*(?:$|[.,;:!?)]|(?:of it|on|by|in|before|until|will|am|bis|im|zum|wird|le|au|avant|el|antes|para|op|voor|tegen)\b|(?:die (?:ik|we|wij|ich|wir)|that (?:i|we)|(?:i|we) (?:promised|said)|que (?:le|les|os|yo|je|nous))\b|que j'|qu')"
)

GROUPED = r"\d{1,3}(?:[ ']\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d{1,2}(?!\d))?|\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d{1,2}(?!\d))?"
PLAIN_NUMBER = r"\d+(?:[.,]\d{1,2}(?!\d))?"
FIGURE = rf"(?P<figure>{GROUPED}|{PLAIN_NUMBER})(?:[.,]-{{1,2}})?(?P<factor> ?(?:k|mio|mln)\b|k\b)?"
CURRENCY = "|".join(
    [
        r"us\$|[£€$]|(?<![a-z])sfr\.?|(?<![a-z])fr\.",
        *(rf"(?<![a-z]){code.lower()}(?![a-z])" for code in CODES),
        *(rf"(?<![a-z])(?:{w})\b" for w in WORDS.values()),
    ]
)
AMOUNT = re.compile(
    rf"(?P<open>\()?(?P<sign>-)?(?:(?P<before>(?:{CURRENCY}) ?)(?P<sign2>-)?|(?<![\w#])(?<![\w][-/.,])){FIGURE}"
    rf"(?P<sign3>-(?=\s|$))?(?P<after> ?(?:{CURRENCY}))?(?P<sign4>-(?=\s|$))?(?P<close>\))?(?![\w%]| %)(?![-/.,]\d)"
)
FACTORS = {"k": 1000, "mio": 1_000_000, "mln": 1_000_000}


def find_amounts(text: str) -> list[FoundAmount]:
    """Amounts in order of mention. A bare integer counts only where the words beside it speak of money."""
    folded = fold(text)
    found: list[FoundAmount] = []
    position = 0
    while match := AMOUNT.search(folded, position):
        position = max(match.end(), match.start() + 1)
        amount = read(match, folded)
        if amount is not None:
            found.append(amount)
    return found


def read(match: re.Match[str], folded: str) -> FoundAmount | None:
    named = (match["before"] or match["after"] or "").strip()
    if not named and not (match["factor"] and match["factor"].strip() == "k") and not bare(match, folded):
        return None
    value = decimal(match["figure"]) * FACTORS.get((match["factor"] or "").strip(), 1)
    negative = bool(
        any(match[sign] for sign in ("sign", "sign2", "sign3", "sign4"))
        or (match["open"] and match["close"] and not in_words(match, folded))
    )
    start = match.start("before") if match["before"] else match.start("figure")
    start = match.start("sign") if match["sign"] else start
    end = match.end("after") if match["after"] else max(match.end("figure"), match.end("factor"))
    return FoundAmount(-value if negative else value, currency_of(named), start, end)


def in_words(match: re.Match[str], folded: str) -> bool:
    """Brackets of a sentence, as in "BF/10361 (GBP 12,960.00)": an aside, not a minus."""
    if match["before"] or match["after"]:
        return bool(folded[: match.start()].strip())
    line = folded[folded.rfind("\n", 0, match.start()) + 1 : match.start()]
    return len(re.findall(r"(?<!\w)[a-z]{2,}(?!\w)", line)) > MOST_WORDS_OF_A_ROW


MOST_WORDS_OF_A_ROW = 3
"""A line of more words is a sentence, no row of a table."""


def bare(match: re.Match[str], folded: str) -> bool:
    """Whether a figure without a currency is money all the same."""
    figure, before = match["figure"], folded[max(0, match.start() - 30) : match.start()].rstrip(" (-")
    after = folded[match.end() : match.end() + 14]
    if re.search(r"[ ']", figure) and not re.search(r"[.,]\d{2}$", figure):
        return bool(PERHAPS_MONEY.search(before + " "))
    if re.fullmatch(r"\d{1,3}(?:[.,' ]\d{3})+[.,]\d{2}", figure):
        return True
    if re.fullmatch(r"\d+[.,]\d{2}", figure) and decimal(figure) >= 32:
        return True
    if PERHAPS_MONEY.search(before + " ") and not before.endswith(("no", "nr")) and not numbered(figure, before):
        return not re.match(r" ?(?:st|th|nd|rd|days?|tage?|jours?|dias|dagen)\b", after)
    if not re.fullmatch(r"\d{2,4}|\d{1,3}[.,]\d{3}", figure):
        return False
    if re.fullmatch(r"\d{1,3}[.,]\d{3}", figure) and (
        moved(before, folded[match.end() :]) or billed(before, folded[match.end() :])
    ):
        return True
    if re.fullmatch(r"\d{3,4}", figure) and left_over(before, folded, match.end()):
        return True
    round_one = decimal(figure) % 50 == 0 and not 2000 <= decimal(figure) <= 2099
    return round_one and bool(PAYING.search(before) or OFF_ACCOUNT.match(after))


def moved(before: str, after: str) -> bool:
    """Whether a figure with its thousands parted is spoken of as money on its way, and counts no things."""
    if NAMED_PAPER.search(before):
        return False
    if MOVING.match(after):
        return True
    known = PAYING.search(before) or ONE_OF_TWO.search(before) or THAT_SUM.search(before)
    return bool(known and NOTHING_COUNTED.match(after))


def billed(before: str, after: str) -> bool:
    """Whether a figure with its thousands parted says which invoice: "the one for 3,121 again please"."""
    if THE.search(before) and OF_MONTH.match(after):
        return True
    return bool(PAPER_OF.search(before) and (NOTHING_COUNTED.match(after) or ONCE_MORE.match(after)))


PAPER_OF = re.compile(
    r"\b(?:(?:invoice|bill|one) (?:for|of|over)|(?:rechnung|die|eine) (?:uber|von)|(?:factuur|nota|rekening|die) van|(?:facture|celle) de|(?:factura|la|una) de)$"
)
OF_MONTH = re.compile(rf" (?:of|from|vom|von|aus|de |d'|du mois de |van|uit) ?(?:{MONTH})\b")
""" "The 4,125 of October"."""
ONCE_MORE = re.compile(
    r" (?:again|please|pls|once|porfa\w*|por favor|otra|q|que|nochmals?|noch|bitte|encore|svp|s'il|nog|graag|aub|opnieuw)\b"
)


def numbered(figure: str, before: str) -> bool:
    """ "The balance of invoice 4100027022"."""
    return figure.isdigit() and len(figure) > 4 and bool(NAMED_PAPER.search(before))


def left_over(before: str, folded: str, end: int) -> bool:
    """Whether it is what is left to be paid: "I pay 500 on Friday and the rest (825) next week"."""
    after = folded[end:]
    known = WHAT_IS_LEFT.search(before) and (MOVING.match(after) or NOTHING_COUNTED.match(after))
    if not known and not (STILL_LEFT.match(after) and THE.search(before)):
        return False
    return bool(PAY_TALK.search(folded, max(0, end - 90), end + 60))


def decimal(figure: str) -> Decimal:
    """One value for "1.240,50", "1,240.50", "1 240,50" and "1'240.50"; three digits after one mark are thousands."""
    figure = re.sub(r"[ ']", "", figure)
    last = max(figure.rfind("."), figure.rfind(","))
    if last >= 0 and len(figure) - last - 1 in (1, 2):
        return Decimal(re.sub(r"[.,]", "", figure[:last]) + "." + figure[last + 1 :])
    return Decimal(re.sub(r"[.,]", "", figure))


def currency_of(named: str) -> str | None:
    if not named:
        return None
    if named.rstrip(".") in SIGNS or named in SIGNS:
        return SIGNS.get(named) or SIGNS[named.rstrip(".")]
    if named.upper() in CODES:
        return named.upper()
    return next((code for code, words in WORDS.items() if re.fullmatch(words, named)), None)


# --- writing ------------------------------------------------------------------------------------------------------

MARKS = {"en": (",", "."), "de": (".", ","), "fr": ("\u202f", ","), "es": (".", ","), "nl": (".", ",")}


def format_amount(value: Decimal, currency: str, language: str) -> str:
    """As in "GBP 1,240.50" (English) and "1.240,50 EUR" (elsewhere); two decimals always."""
    thousands, point = MARKS.get(language, MARKS["en"])
    whole, cents = f"{abs(value):,.2f}".split(".")
    figure = ("-" if value < 0 else "") + whole.replace(",", thousands) + point + cents
    return f"{currency} {figure}" if language not in MARKS or language == "en" else f"{figure} {currency}"
