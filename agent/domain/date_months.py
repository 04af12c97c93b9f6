"""What the rules of the grammar of days read of parts of a month, a quarter or a year."""

import re
from datetime import date, timedelta

from agent.domain import date_words as say
from agent.domain.date_readings import (
    Handler,
    Setting,
    add_months,
    full_year,
    make,
    month_named,
    month_of,
    next_day_of_month,
    weekday_in,
)
from agent.domain.days import ONE_DAY, last_working_day, last_working_day_of_month, month_end


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
