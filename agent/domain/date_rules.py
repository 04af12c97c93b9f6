"""The grammar of days: each rule is an expression and what it reads, strictest first. `dates` applies it."""

import re

from agent.domain import date_words as say
from agent.domain.date_months import (
    day_of_next_month,
    end_of_month,
    end_of_quarter,
    end_of_year,
    first_of_month,
    mid_this_month,
    nth_weekday,
    part_of_month,
    part_of_next_month,
    start_of_month,
    week_of_day,
    week_of_month,
)
from agent.domain.date_readings import (
    Handler,
    calendar_week,
    day_only,
    days_on,
    english_next,
    figures,
    french_yesterday,
    half_of_month,
    in_units,
    iso,
    last_of_range,
    named,
    short_weekday,
    this_month,
    week_commencing,
    week_end,
    weekday,
    weekday_and_day,
    weekday_in_a_week,
    weekday_next_week,
    weekday_past,
)

# --- the grammar, strictest first ----------------------------------------------------------------------------------------

DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
YEAR = r"(?:(?:,? (?:de |del |of )?|-)(?P<year>20\d\d))?(?!\d)"
ORDINAL = r"(?:st|nd|rd|th|er|de|ste|ten|e|o|\.?ª|\.º)?"
NUMBERED = r"(?:de |of |d'|of )?"
WEEK_OF = r"(?:w/c|week commencing|week of|week beginning|wb|semaine du|woche (?:vom|ab)(?: dem)?|week van|semana del)"
BETWEEN = r"(?:between|zwischen|entre|tussen)(?: the| dem| den| le| el| de)?"
DAY_BEFORE = rf"\d{{1,2}}{ORDINAL}\.?(?:[./-]\d{{1,2}}\.?)? (?:and|und|et|y|en)(?: the| dem| den| le| el| de)? "
BEFORE_DAY = r"(?:\b(?:on|by|until|till|after|before|from|der|den|dem|am|vom|bis|bis zum|zum|nach dem|nach|ab|le|au|du|pour le|el|al|del|hasta el|para el|op|tot|voor|per|de|the|dia|before the|by the|on the|the|is the|be the|avant le|fur den)(?: the| le| el| dia| zum| den| de)? )"

GRAMMAR: tuple[tuple[str, Handler], ...] = (
    (r"\b(20\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b(?!-\d)", iso),
    (r"(?<![\w.,/-])(?P<day>\d{1,2})(?P<mark>[./-])(?P<month>\d{1,2})(?P=mark)(?P<year>20\d\d|\d\d)(?![\w/-]|[.,]\d)", figures),
    (rf"\b{WEEK_OF} (?:the )?{DAY}{ORDINAL}\.? {NUMBERED}(?P<month>{say.MONTH})", week_commencing),
    (rf"\b{WEEK_OF} (?:the )?{DAY}[./-](?P<month>0?[1-9]|1[0-2])\b(?![./-]?\d)", week_commencing),
    (rf"\b{WEEK_OF} (?:the )?{DAY}{ORDINAL}(?![\w.,/-]?\d|\w)", week_of_day),
    (rf"\b{BETWEEN} {DAY_BEFORE}{DAY}{ORDINAL}\.? ?{NUMBERED}(?P<month>{say.MONTH})", last_of_range),
    (rf"\b{BETWEEN} {DAY_BEFORE}{DAY}[./-](?P<month>0?[1-9]|1[0-2])(?!\d)", last_of_range),
    (rf"(?<![\w/.,-])\d{{1,2}}{ORDINAL}\.? ?(?:[-/]|or|to|oder|bis|ou|au|o|al|tot) ?(?:the |dem |den |le |el |de )?{DAY}{ORDINAL}\.? ?{NUMBERED}(?P<month>{say.MONTH})", last_of_range),
    (rf"\b(?P<half>{'|'.join(say.HALF.values())}) (?:in|of|im|des|de|d'|du|del|van) ?(?P<month>{say.MONTH})(?!\w)|\b(?P<half2>erste[nr]?|zweite[nr]?) (?P<month2>{say.FULL_MONTH})halfte\b", half_of_month),
    (rf"\b(?P<nth>{say.NTH_WORD}) (?P<weekday>{say.WEEKDAY}) (?:(?:in|of|im|des|de|du|del|van)(?: the| de)? )?(?:(?P<month>{say.MONTH})(?P<year> 20\d\d)?|{say.MONTH_ITSELF})(?!\w)", nth_weekday),
    (rf"\b(?P<nth>{say.NTH_WORD}) (?:full )?(?:week|woche|semaine|semana) (?:in|of|im|des|de|d'|del|van) ?(?P<month>{say.MONTH})(?!\w)|\b(?P<nth2>{say.NTH_WORD}) (?P<month2>{say.FULL_MONTH})woche\b", week_of_month),
    (rf"(?<![\w/.,-]){DAY}{ORDINAL}\.?[ -]?{NUMBERED}(?P<month>{say.MONTH})(?:{YEAR})", named),
    (rf"\b(?P<month>{say.MONTH}),? (?:the )?{DAY}{ORDINAL}(?![\w.,]\d|:\d|\w){YEAR}", named),
    (rf"\b{DAY}/(?P<month>{say.MONTH})/?(?P<year>20\d\d)?(?!\d)", named),
    (rf"\b(?:{say.FULL_MONTH})?,? ?the {DAY}(?:st|nd|rd|th) (?:of )?(?P<month>{say.MONTH}){YEAR}", named),
    (rf"{say.WEEKDAY},? (?:the |den |dem |le |el |dia |de )?{DAY}(?:st|nd|rd|th|\.|e|de|ste)?(?![\w.,/:-]?\d|\w| (?:{say.MONTH}|uhr|h\b|%|€))", weekday_and_day),
    (rf"\b{DAY}{ORDINAL}\.? (?:day )?(?:{say.THIS_MONTH_WORDS})(?!\w| (?:prochain|que viene|proximo))", this_month),
    (rf"\b{DAY}{ORDINAL}\.? (?:(?:of|des?|du|del|van) )?(?:{say.NEXT_MONTH})\b", day_of_next_month),
    (rf"\b(?:{say.TODAY}),? (?:{say.IN_A_WEEK})\b|\ba week (?:from )?(?:today|now)\b", days_on(7)),
    (rf"\b(?:{say.TOMORROW}),? (?:{say.IN_A_WEEK})\b|\ba week (?:from )?tomorrow\b", days_on(8)),
    (rf"\b(?:{say.END_OF_NEXT_WEEK})\b", week_end(1)),
    (rf"\b(?:{say.WEEK_AFTER_NEXT})\b", week_end(2)),
    (rf"{say.WEEKDAY},? (?:(?:in|of|der|de|van|de la|la) )?(?:{say.NEXT_WEEK})\b", weekday_next_week),
    (rf"\b(?:{say.NEXT_WEEK})(?: am| le| el| op)? {say.WEEKDAY}", weekday_next_week),
    (rf"\b(?:a )?week (?:on|from|this|coming) {say.WEEKDAY}", weekday_in_a_week),
    (rf"{say.WEEKDAY} (?:week|in a week|in einer woche|in acht tagen|en huit|dans une semaine|over een week)\b", weekday_in_a_week),
    (rf"\b{say.LAST} {say.WEEKDAY}|{say.WEEKDAY} {say.LAST}(?!\w)", weekday_past),
    (rf"\b(?:{say.WITHIN}) (?P<count>{say.COUNT}) (?P<unit>{say.DAYS}|{say.WEEKS}|{say.MONTH_UNITS}|{say.HOURS})\b", in_units),
    (rf"\b(?P<count>{say.COUNT}) (?P<unit>{say.DAYS}|{say.WEEKS}) (?:from (?:today|now)|ab heute|na heden|vanaf (?:vandaag|nu)|a partir de hoy|a compter de ce jour)\b", in_units),
    (r"\b(?:in |within )?a fortnight\b|\bquinzaine\b", days_on(14)),
    (rf"\b(?:{say.DAY_AFTER})\b", days_on(2)),
    (rf"\b(?<!guten )(?<!heute )(?<!gestern )(?<!goede)(?<!la )(?<!de )(?<!esta )(?:{say.TOMORROW})(?!\w|-)(?! (?:together|zusammen|allerseits|[a-z]+,$))", days_on(1)),
    (rf"\b(?:{say.TODAY})\b", days_on(0)),
    (rf"\b(?:{say.DAY_BEFORE})\b", days_on(-2)),
    (rf"\b(?:{say.YESTERDAY})\b", days_on(-1)),
    (r"\bhier\b", french_yesterday),
    (r"\b(?:kw|calendar week|kalenderwoche|week|wk|semaine|sem\.|semana) ?(?:nr\.? |no\.? |n° ?)?(?P<week>\d{1,2})(?![\w/.,-]*\d)", calendar_week),
    (r"(?<![\w.,/-])(?P<week>\d{1,2})\. ?(?:kw|kalenderwoche|woche)\b", calendar_week),
    (rf"\b(?:{say.NEXT_WEEK})\b", week_end(1)),
    (rf"\b(?:{say.THIS_WEEK})\b|\b(?:{say.END_OF_WEEK})\b", week_end(0)),
    (rf"\b(?:{say.END_OF_YEAR})\b", end_of_year),
    (rf"\b(?:{say.END_OF_QUARTER})\b", end_of_quarter),
    (rf"\b{say.START_OF} (?:(?:the|des?|du|de la|van de) )?(?:{say.NEXT_MONTH})\b", part_of_next_month(7)),
    (rf"\b{say.MID}[ -](?:(?:of|des?|du|van de) )?(?:{say.NEXT_MONTH})\b", part_of_next_month(15)),
    (rf"\b{say.START_OF} {say.MONTH_ITSELF}\b|\b(?:monatsanfang|debut de mois|a primeros)\b", start_of_month),
    (rf"\b(?:{say.END_OF_NEXT_MONTH})\b|\b(?:{say.NEXT_MONTH})\b", end_of_month(1)),
    (rf"\b(?:{say.END_OF_MONTH})\b", end_of_month(0)),
    (rf"\b{say.MID}[ -](?:of )?(?P<month>{say.MONTH}){YEAR}", part_of_month(15)),
    (r"\b(?:mid-?month|middle of the month|mitte (?:des )?monats?|monatsmitte|mi-mois|milieu du mois|mediados de mes|medio deze maand|half deze maand)\b", mid_this_month),
    (rf"\b{say.START_OF}[ -](?P<month>{say.MONTH}){YEAR}", part_of_month(7)),
    (rf"\b{say.END_OF} (?:of |de |d')?(?P<month>{say.MONTH}){YEAR}", part_of_month(31)),
    (r"\b(?:am|zum) ersten\b(?! \w*(?:mal|rechnung|mahnung))|\b(?:on|by) the first\b(?! \w*(?:reminder|invoice))|\bop de eerste\b(?! \w)|\ble premier du mois\b", first_of_month),
    (rf"\bnext {say.WEEKDAY}", english_next),
    (rf"{say.WEEKDAY}", weekday),
    (rf"\b(?:on|by|this|next|till|until|pay(?:ing)?|am|bis|ab|nachsten|kommenden|op|tegen|a\.?s\.?) (?P<short>{'|'.join(say.SHORT_DAYS.values())})\b\.?(?!\.? ?\d| \w*(?:lieu|fois))", short_weekday),
    (rf"{say.IN_MONTH} ?(?P<month>{say.MONTH}){YEAR}", part_of_month(31)),
    (rf"\b(?P<month>{say.FULL_MONTH}) (?P<year>20\d\d)\b", part_of_month(31)),
    (r"(?<![\w.,/-])(?P<day>0?[1-9]|[12]\d|3[01])(?P<mark>\.)(?P<month>0?[1-9]|1[0-2])\.(?P<year>)?(?![\w-]|\d)", figures),
    (r"(?<![\w.,/-])(?P<day>0?[1-9]|[12]\d|3[01])(?P<mark>/)(?P<month>0?[1-9]|[12]\d|3[01])(?P<year>)?(?![\w/-]|[.,]\d)", figures),
    (r"(?:\b(?:op|am|vom|per|bis|ab|zum|den|der|spatestens|de|van|wordt|uiterlijk|voor|on|by|dated|from|le|du|au|el|al|del) )(?P<day>0?[1-9]|[12]\d|3[01])(?P<mark>[.-])(?P<month>0?[1-9]|1[0-2])(?P<year>)?(?![\w./-]|,\d)", figures),
    (rf"{BEFORE_DAY}{DAY}(?:st|nd|rd|th|ten|ste|de|e|\.)(?![\w/:-]|[.,]\d)(?! (?:uhr|mal|reminder|mahnung|rappel|invoice|rechnung))", day_only),
    (rf"(?:\b(?:le|pour le|au|el|el dia|dia|para el|hasta el|al) ){DAY}(?![\w/:-]|[.,]\d| ?[%€]| (?:de|par|por|euros|jours|dias|cajas|eur|h\b))", day_only),
    (rf"\b(?:campagne|remesa|corrida|\w*lauf|\w*run|\w*batch|betaalronde)(?: de (?:paiement|reglement|pagos?))? (?:du|del|vom|van(?: de)?|of the) {DAY}(?![\w/:-]|[.,]\d| ?[%€])", day_only),
    (rf"(?:\b(?:by the|on the|the) ){DAY}(?![\w/:-]|[.,]\d| ?[%€]| (?:of|de|[a-z]+s\b))", day_only),
)  # fmt: skip
RULES = tuple((re.compile(pattern), handler) for pattern, handler in GRAMMAR)
