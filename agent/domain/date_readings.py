"""What each rule of the grammar of days reads from its match. The rules themselves: `date_rules`."""

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


def nth_weekday(match: re.Match[str], setting: Setting) -> tuple[date, bool] | None:
    """ "The first Friday in December", "der letzte Freitag des Monats": still to come where no month is named."""
    place = next(number for number, words in say.NTH.items() if re.fullmatch(words, match["nth"]))
    year, month = (setting.sent.year, setting.sent.month)
    if match["month"]:
        year, month = month_and_year(match, setting)
    found = weekday_of_month(place, weekday_in(match["weekday"]), date(year, month, 1))
    if found and found < setting.sent and not match["month"]:
        found = weekday_of_month(place, weekday_in(match["weekday"]), month_end(found) + ONE_DAY)
    return (found, True) if found else None


def week_of_month(match: re.Match[str], setting: Setting) -> tuple[date, bool] | None:
    """ "The first week of December", "letzte Novemberwoche": the Friday of that week."""
    nth, name = match["nth"] or match["nth2"], match["month"] or match["month2"]
    place = next(number for number, words in say.NTH.items() if re.fullmatch(words, nth))
    year, month = month_named(month_of(name), setting.sent)
    found = weekday_of_month(place, FRIDAY, date(year, month, 1))
    return (found, False) if found else None


FRIDAY = 4


def weekday_of_month(place: int, weekday: int, first: date) -> date | None:
    days = [first + timedelta(days=one) for one in range(month_end(first).day)]
    fitting = [one for one in days if one.weekday() == weekday]
    return fitting[place - 1 if place > 0 else place] if place <= len(fitting) else None


def part_of_next_month(day: int) -> Handler:
    def read(_: re.Match[str], setting: Setting) -> tuple[date, bool]:
        first = month_end(setting.sent) + ONE_DAY
        return last_working_day(first, first.replace(day=day)), False

    return read


def start_of_month(_: re.Match[str], setting: Setting) -> tuple[date, bool] | None:
    """The first week of the month, or of the next one where it has passed."""
    end = next_day_of_month(7, setting.sent)
    return (last_working_day(end.replace(day=1), end), False) if end else None


def day_of_next_month(match: re.Match[str], setting: Setting) -> tuple[date, bool] | None:
    first = month_end(setting.sent) + ONE_DAY
    found = make(first.year, first.month, int(match["day"]))
    return (found, True) if found else None


def week_of_day(match: re.Match[str], setting: Setting) -> tuple[date, bool] | None:
    start = next_day_of_month(int(match["day"]), setting.sent)
    return (start - timedelta(days=start.weekday()) + timedelta(days=4), False) if start else None


def end_of_year(_: re.Match[str], setting: Setting) -> tuple[date, bool]:
    return last_working_day_of_month(setting.sent.year, 12), False


def end_of_quarter(_: re.Match[str], setting: Setting) -> tuple[date, bool]:
    return last_working_day_of_month(setting.sent.year, (setting.sent.month + 2) // 3 * 3), False
