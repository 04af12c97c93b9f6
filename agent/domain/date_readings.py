"""What each rule of the grammar of days reads from its match. The rules themselves: `date_rules`."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from agent.domain import date_words as say
from agent.domain.days import ONE_DAY, last_working_day, month_end


class Setting(NamedTuple):
    sent: date
    month_first: bool
    language: str = "en"


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
    """A month by name or in figures."""
    return int(text) if text.isdigit() else say.MONTH_OF[text.strip(" .")]


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


def short_weekday(match: re.Match[str], setting: Setting) -> tuple[date, bool]:
    number = next(number for number, names in say.SHORT_DAYS.items() if match["short"] in names.split("|"))
    return next_weekday(number, setting.sent), True


def english_next(match: re.Match[str], setting: Setting) -> tuple[date, bool]:
    """ "Next Friday", said on a Tuesday, is that of next week: the one to come is "this Friday"."""
    found = next_weekday(weekday_in(match[0]), setting.sent)
    return (found if found >= monday_after(setting.sent) else found + timedelta(days=7)), True


def french_yesterday(_: re.Match[str], setting: Setting) -> tuple[date, bool] | None:
    """In German and Dutch the word is "here"."""
    return (setting.sent - ONE_DAY, True) if setting.language == "fr" else None


def last_of_range(match: re.Match[str], setting: Setting) -> tuple[date, bool] | None:
    """ "Between 25 and 27 November", "25./26.11.": the later day."""
    found = nearest(month_of(match["month"]), int(match["day"]), setting.sent)
    return (found, False) if found else None


def half_of_month(match: re.Match[str], setting: Setting) -> tuple[date, bool]:
    half = match["half"] or ("first half" if match["half2"].startswith("e") else "second half")
    end = next(day for day, words in say.HALF.items() if re.fullmatch(words, half))
    year, month = month_named(month_of(match["month"] or match["month2"]), setting.sent)
    first = date(year, month, 1)
    return last_working_day(first, month_end(first) if end == 31 else first.replace(day=end)), False


def weekday_next_week(match: re.Match[str], setting: Setting) -> tuple[date, bool]:
    return monday_after(setting.sent) + timedelta(days=weekday_in(match[0])), True


def weekday_in_a_week(match: re.Match[str], setting: Setting) -> tuple[date, bool]:
    return next_weekday(weekday_in(match[0]), setting.sent) + timedelta(days=7), True


def weekday_past(match: re.Match[str], setting: Setting) -> tuple[date, bool]:
    found = next_weekday(weekday_in(match[0]), setting.sent) - timedelta(days=7)
    return (found if found < setting.sent else found - timedelta(days=7)), True


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
    if re.fullmatch(say.HOURS, unit):
        return setting.sent + timedelta(days=-(-number // 24)), True
    if re.search(r"working|business|bank|werk|arbeit|ouvr|habiles|laborables", unit):
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
