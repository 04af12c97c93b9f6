"""Dates in the customers' mails, which count from today so that the demo never ages."""

import re
from datetime import date, timedelta

from duecourse.demo.invoices import in_month

MARK = re.compile(r"\[\[(day|month) ([+-]\d+)\]\]")
ELISION = re.compile(r"\bde (?=avril|août|octobre)")
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}


def dated(text: str, today: date, language: str) -> str:
    """The text with its marks written out: a working day so many days on, or a month so many months on."""

    def written(mark: re.Match[str]) -> str:
        if mark[1] == "month":
            return month_name(in_month(today, int(mark[2]), 1), language)
        return day_name(working_day(today + timedelta(days=int(mark[2]))), language)

    done = MARK.sub(written, text)
    return ELISION.sub("d'", done) if language == "fr" else done


def working_day(day: date) -> date:
    """The day itself, or the Monday after it."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def month_name(day: date, language: str) -> str:
    return MONTHS[language].split()[day.month - 1]


def day_name(day: date, language: str) -> str:
    if language == "de":
        return f"{day:%d.%m.%Y}"
    between = " de " if language == "es" else " "
    return f"{day.day}{between}{month_name(day, language)}"
