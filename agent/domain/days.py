"""Calendar arithmetic without a clock: working days, working hours, and days as people of each language write them.

A working day is Monday to Friday; public holidays differ by place and are left to people.
"""

from datetime import date, datetime, time, timedelta

ONE_DAY = timedelta(days=1)

MONTH_NAMES = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}
DATE_SHAPES = {"de": "{day}. {month} {year}", "es": "{day} de {month} de {year}"}


def format_date(day: date, language: str) -> str:
    """As in "20 November 2026", "20. November 2026", "20 novembre 2026" (first of the month: "1er"), "20 de noviembre de 2026"."""
    month = MONTH_NAMES.get(language, MONTH_NAMES["en"]).split()[day.month - 1]
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return DATE_SHAPES.get(language, "{day} {month} {year}").format(day=number, month=month, year=day.year)


def is_working(day: date) -> bool:
    return day.weekday() < 5


def last_working_day(start: date, end: date) -> date:
    """The last working day from `start` to `end`, both included; `end` itself where there is none."""
    day = end
    while day >= start:
        if is_working(day):
            return day
        day -= ONE_DAY
    return end


def month_end(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1) - ONE_DAY


def last_working_day_of_month(year: int, month: int) -> date:
    first = date(year, month, 1)
    return last_working_day(first, month_end(first))


def working_hours_after(start: datetime, hours: float, day: tuple[int, int] = (9, 17)) -> datetime:
    """The moment at which so many working hours have passed, in the time zone of `start`."""
    opens, closes = time(day[0], tzinfo=start.tzinfo), time(day[1], tzinfo=start.tzinfo)
    left, now = timedelta(hours=hours), start
    while True:
        opening, closing = datetime.combine(now.date(), opens), datetime.combine(now.date(), closes)
        now = max(now, opening)
        if is_working(now.date()) and now + left <= closing:
            return now + left
        if is_working(now.date()) and now < closing:
            left -= closing - now
        now = datetime.combine(now.date() + ONE_DAY, opens)
