"""The grammar of days: each rule is an expression and what it reads, strictest first. `dates` applies it."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from agent.domain import date_words as say
from agent.domain.days import ONE_DAY, last_working_day, last_working_day_of_month, month_end


class Setting(NamedTuple):
    sent: date
    month_first: bool


Handler = Callable[[re.Match[str], Setting], tuple[date, bool] | None]


# --- arithmetic -------------------------------------------------------------------------------------------------------


def make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest(month: int, day: int, sent: date) -> date | None:
    """The day of this name that is nearest; what is half a year off counts as still to come."""
    options = [one for year in (sent.year - 1, sent.year, sent.year + 1) if (one := make(year, month, day))]
    return min(options, key=lambda one: abs((one - sent).days) - (20 if one >= sent else 0), default=None)


def next_day_of_month(day: int, sent: date) -> date | None:
    first = sent.replace(day=1)
    for _ in range(3):
        found = make(first.year, first.month, day)
        if found and found >= sent:
            return found
        first = month_end(first) + ONE_DAY
    return None


def next_weekday(weekday: int, sent: date) -> date:
    return sent + timedelta(days=(weekday - sent.weekday() - 1) % 7 + 1)


def monday_after(sent: date) -> date:
    return sent + timedelta(days=7 - sent.weekday())


def full_year(text: str) -> int:
    return int(text) + 2000 if len(text) == 2 else int(text)


def month_of(text: str) -> int:
    return say.MONTH_OF[text.strip(" .")]


def count_of(text: str) -> int:
    return int(text) if text.isdigit() else say.COUNTS[text]


def add_months(day: date, months: int) -> date:
    total = day.year * 12 + day.month - 1 + months
    last = month_end(date(total // 12, total % 12 + 1, 1))
    return last.replace(day=min(day.day, last.day))


def month_named(month: int, sent: date, past: bool = False) -> tuple[int, int]:
    """Year and month of a month named without its year; `past`: the last one that has begun."""
    if past:
        return (sent.year if month <= sent.month else sent.year - 1), month
    found = nearest(month, 15, sent) or sent
    return found.year, found.month


# --- reading one match ---------------------------------------------------------------------------------------------


def iso(match: re.Match[str], _: Setting) -> tuple[date, bool] | None:
    day = make(int(match[1]), int(match[2]), int(match[3]))
    return (day, True) if day else None


def figures(match: re.Match[str], setting: Setting) -> tuple[date, bool] | None:
    day, month = int(match["day"]), int(match["month"])
    if match["mark"] == "/" and (month > 12 or (setting.month_first and day <= 12)):
        day, month = month, day
    if match["year"]:
        found = make(full_year(match["year"]), month, day)
    else:
        found = nearest(month, day, setting.sent) if 1 <= month <= 12 else None
    return (found, True) if found else None


def named(match: re.Match[str], setting: Setting) -> tuple[date, bool] | None:
    month, day = month_of(match["month"]), int(match["day"])
    found = make(full_year(match["year"]), month, day) if match["year"] else nearest(month, day, setting.sent)
    return (found, True) if found else None


def day_only(match: re.Match[str], setting: Setting) -> tuple[date, bool] | None:
    found = next_day_of_month(int(match["day"]), setting.sent)
    return (found, True) if found else None


def weekday_and_day(match: re.Match[str], setting: Setting) -> tuple[date, bool] | None:
    found = next_day_of_month(int(match["day"]), setting.sent)
    weekday = weekday_in(match[0])
    return (found, True) if found and found.weekday() == weekday else None


def this_month(match: re.Match[str], setting: Setting) -> tuple[date, bool] | None:
    found = make(setting.sent.year, setting.sent.month, int(match["day"]))
    return (found, True) if found else None


def weekday_in(text: str) -> int:
    found = re.search(say.WEEKDAY, text)
    name = re.sub(r"(?:'?s|abends?|abend|morgen|mittag|nachmittag)$", "", found[0]) if found else ""
    return next((say.WEEKDAY_OF[n] for n in (found[0] if found else "", name) if n in say.WEEKDAY_OF), 0)


def weekday_next_week(match: re.Match[str], setting: Setting) -> tuple[date, bool]:
    return monday_after(setting.sent) + timedelta(days=weekday_in(match[0])), True


def weekday_in_a_week(match: re.Match[str], setting: Setting) -> tuple[date, bool]:
    return next_weekday(weekday_in(match[0]), setting.sent) + timedelta(days=7), True


def weekday_past(match: re.Match[str], setting: Setting) -> tuple[date, bool]:
    return next_weekday(weekday_in(match[0]), setting.sent) - timedelta(days=7), True


def weekday(match: re.Match[str], setting: Setting) -> tuple[date, bool]:
    return next_weekday(weekday_in(match[0]), setting.sent), True


def days_on(days: int, exact: bool = True) -> Handler:
    return lambda _, setting: (setting.sent + timedelta(days=days), exact)


def in_units(match: re.Match[str], setting: Setting) -> tuple[date, bool] | None:
    number, unit = count_of(match["count"]), match["unit"]
    if re.fullmatch(say.WEEKS, unit):
        return setting.sent + timedelta(days=7 * number), True
    if re.fullmatch(say.MONTH_UNITS, unit):
        return add_months(setting.sent, number), True
    if re.search(r"working|business|werk|ouvres|habiles", unit):
        return working_days_on(setting.sent, number), True
    return setting.sent + timedelta(days=number), True


def working_days_on(day: date, number: int) -> date:
    while number > 0:
        day += ONE_DAY
        number -= day.weekday() < 5
    return day


def week_end(weeks: int) -> Handler:
    def friday(_: re.Match[str], setting: Setting) -> tuple[date, bool]:
        friday_of_week = setting.sent - timedelta(days=setting.sent.weekday()) + timedelta(days=4 + 7 * weeks)
        return (friday_of_week if friday_of_week >= setting.sent else friday_of_week + timedelta(days=7)), False

    return friday


def week_commencing(match: re.Match[str], setting: Setting) -> tuple[date, bool] | None:
    start = nearest(month_of(match["month"]), int(match["day"]), setting.sent)
    return (start - timedelta(days=start.weekday()) + timedelta(days=4), False) if start else None


def calendar_week(match: re.Match[str], setting: Setting) -> tuple[date, bool] | None:
    week = int(match["week"])
    if not 1 <= week <= 53:
        return None
    try:
        friday = date.fromisocalendar(setting.sent.year, week, 5)
    except ValueError:
        return None
    late = friday < setting.sent - timedelta(days=180)
    return (date.fromisocalendar(setting.sent.year + 1, week, 5) if late else friday), False


def end_of_month(months: int) -> Handler:
    def last(_: re.Match[str], setting: Setting) -> tuple[date, bool]:
        day = add_months(setting.sent.replace(day=1), months)
        return last_working_day_of_month(day.year, day.month), False

    return last


def mid_this_month(_: re.Match[str], setting: Setting) -> tuple[date, bool] | None:
    day = next_day_of_month(15, setting.sent)
    return (day, False) if day else None


def part_of_month(day: int) -> Handler:
    def read(match: re.Match[str], setting: Setting) -> tuple[date, bool] | None:
        year, month = month_and_year(match, setting)
        first = date(year, month, 1)
        end = month_end(first) if day == 31 else first.replace(day=day)
        return last_working_day(first, end), False

    return read


def month_and_year(match: re.Match[str], setting: Setting) -> tuple[int, int]:
    month = month_of(match["month"])
    if match["year"]:
        return full_year(match["year"]), month
    return month_named(month, setting.sent)


def first_of_month(_: re.Match[str], setting: Setting) -> tuple[date, bool] | None:
    day = next_day_of_month(1, setting.sent + ONE_DAY)
    return (day, True) if day else None


# --- the grammar, strictest first ----------------------------------------------------------------------------------------

DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
YEAR = r"(?:(?:,? (?:de |del |of )?|-)(?P<year>20\d\d))?(?!\d)"
ORDINAL = r"(?:st|nd|rd|th|er|de|ste|e|o|\.?ª|\.º)?"
NUMBERED = r"(?:de |of |d'|of )?"
BEFORE_DAY = r"(?:\b(?:on|by|until|till|after|before|from|der|den|dem|am|vom|bis|bis zum|zum|nach dem|nach|ab|le|au|du|pour le|el|al|del|hasta el|para el|op|tot|voor|per|de|the|dia|before the|by the|on the|the|is the|be the|avant le|fur den)(?: the| le| el| dia| zum| den| de)? )"

GRAMMAR: tuple[tuple[str, Handler], ...] = (
    (r"\b(20\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b(?!-\d)", iso),
    (r"(?<![\w.,/-])(?P<day>\d{1,2})(?P<mark>[./-])(?P<month>\d{1,2})(?P=mark)(?P<year>20\d\d|\d\d)(?![\w/-]|[.,]\d)", figures),
    (rf"\b(?:w/c|week commencing|week of|week beginning|wb) (?:the )?{DAY}{ORDINAL} (?:of )?(?P<month>{say.MONTH})", week_commencing),
    (rf"(?<![\w/.,-]){DAY}{ORDINAL}\.?[ -]?{NUMBERED}(?P<month>{say.MONTH})(?:{YEAR})", named),
    (rf"\b(?P<month>{say.MONTH}),? (?:the )?{DAY}{ORDINAL}(?![\w.,]\d|:\d|\w){YEAR}", named),
    (rf"\b{DAY}/(?P<month>{say.MONTH})/?(?P<year>20\d\d)?(?!\d)", named),
    (rf"\b(?:{say.FULL_MONTH})?,? ?the {DAY}(?:st|nd|rd|th) (?:of )?(?P<month>{say.MONTH}){YEAR}", named),
    (rf"{say.WEEKDAY},? (?:the |den |dem |le |el |dia |de )?{DAY}(?:st|nd|rd|th|\.|e|de|ste)?(?![\w.,/:-]?\d|\w| (?:{say.MONTH}|uhr|h\b|%|€))", weekday_and_day),
    (rf"\b{DAY}{ORDINAL}\.? (?:day )?(?:{say.THIS_MONTH_WORDS})(?!\w)", this_month),
    (rf"\b(?:{say.END_OF_NEXT_WEEK})\b", week_end(1)),
    (rf"{say.WEEKDAY},? (?:(?:in|of|der|de|van|de la|la) )?(?:{say.NEXT_WEEK})\b", weekday_next_week),
    (rf"\b(?:{say.NEXT_WEEK})(?: am| le| el| op)? {say.WEEKDAY}", weekday_next_week),
    (rf"{say.WEEKDAY} (?:week|in a week|in acht tagen|en huit|over een week)\b", weekday_in_a_week),
    (rf"\b{say.LAST} {say.WEEKDAY}|{say.WEEKDAY} {say.LAST}(?!\w)", weekday_past),
    (rf"\b(?:{say.WITHIN}) (?P<count>{say.COUNT}) (?P<unit>{say.DAYS}|{say.WEEKS}|{say.MONTH_UNITS})\b", in_units),
    (rf"\b(?P<count>{say.COUNT}) (?P<unit>{say.DAYS}|{say.WEEKS}) (?:from (?:today|now)|ab heute|na heden|vanaf (?:vandaag|nu)|a partir de hoy|a compter de ce jour)\b", in_units),
    (r"\b(?:in |within )?a fortnight\b|\bquinzaine\b", days_on(14)),
    (rf"\b(?:{say.DAY_AFTER})\b", days_on(2)),
    (rf"\b(?<!guten )(?<!goede)(?<!la )(?<!de )(?<!esta )(?:{say.TOMORROW})(?!\w|-)(?! (?:together|zusammen|allerseits|[a-z]+,$))", days_on(1)),
    (rf"\b(?:{say.TODAY})\b", days_on(0)),
    (rf"\b(?:{say.YESTERDAY})\b", days_on(-1)),
    (r"\b(?:kw|calendar week|kalenderwoche|week|wk|semaine|semana) ?(?:nr\.? |no\.? )?(?P<week>\d{1,2})(?![\w/.,-]*\d)", calendar_week),
    (rf"\b(?:{say.NEXT_WEEK})\b", week_end(1)),
    (rf"\b(?:{say.THIS_WEEK})\b|\b(?:{say.END_OF_WEEK})\b", week_end(0)),
    (rf"\b(?:{say.END_OF_NEXT_MONTH})\b|\b(?:{say.NEXT_MONTH})\b", end_of_month(1)),
    (rf"\b(?:{say.END_OF_MONTH})\b", end_of_month(0)),
    (rf"\b{say.MID}[ -](?:of )?(?P<month>{say.MONTH}){YEAR}", part_of_month(15)),
    (r"\b(?:mid-?month|middle of the month|mitte (?:des )?monats?|monatsmitte|mi-mois|milieu du mois|mediados de mes|medio deze maand|half deze maand)\b", mid_this_month),
    (rf"\b{say.START_OF}[ -](?P<month>{say.MONTH}){YEAR}", part_of_month(7)),
    (rf"\b{say.END_OF} (?:of |de |d')?(?P<month>{say.MONTH}){YEAR}", part_of_month(31)),
    (r"\b(?:am|zum) ersten\b(?! \w*(?:mal|rechnung|mahnung))|\b(?:on|by) the first\b(?! \w*(?:reminder|invoice))|\bop de eerste\b(?! \w)|\ble premier du mois\b", first_of_month),
    (rf"{say.WEEKDAY}", weekday),
    (rf"{say.IN_MONTH} ?(?P<month>{say.MONTH}){YEAR}", part_of_month(31)),
    (rf"\b(?P<month>{say.FULL_MONTH}) (?P<year>20\d\d)\b", part_of_month(31)),
    (r"(?<![\w.,/-])(?P<day>0?[1-9]|[12]\d|3[01])(?P<mark>\.)(?P<month>0?[1-9]|1[0-2])\.(?P<year>)?(?![\w-]|\d)", figures),
    (r"(?<![\w.,/-])(?P<day>0?[1-9]|[12]\d|3[01])(?P<mark>/)(?P<month>0?[1-9]|[12]\d|3[01])(?P<year>)?(?![\w/-]|[.,]\d)", figures),
    (r"(?:\b(?:op|am|vom|per|bis|de|van|on|dated|from) )(?P<day>0?[1-9]|[12]\d|3[01])(?P<mark>[.-])(?P<month>0?[1-9]|1[0-2])(?P<year>)?(?![\w./-]|,\d)", figures),
    (rf"{BEFORE_DAY}{DAY}(?:st|nd|rd|th|ste|de|e|\.)(?![\w/:-]|[.,]\d)(?! (?:uhr|mal|reminder|mahnung|rappel|invoice|rechnung))", day_only),
    (rf"(?:\b(?:le|pour le|au|el|el dia|dia|para el|hasta el|al) ){DAY}(?![\w/:-]|[.,]\d| ?[%€]| (?:de|par|por|euros|jours|dias|cajas|eur|h\b))", day_only),
    (rf"(?:\b(?:by the|on the|the) ){DAY}(?![\w/:-]|[.,]\d| ?[%€]| (?:of|de|[a-z]+s\b))", day_only),
)  # fmt: skip
RULES = tuple((re.compile(pattern), handler) for pattern, handler in GRAMMAR)
