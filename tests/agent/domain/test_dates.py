"""Days as people name them in five languages, counted from a Thursday."""

from datetime import UTC, date, datetime

import pytest

from agent.domain.dates import find_dates, format_date, last_working_day, working_hours_after
from agent.domain.days import last_working_day_of_month

THURSDAY = date(2026, 11, 19)

EXACT = [
    ("de", "heute Morgen", "2026-11-19"),
    ("en", "2026-12-04", "2026-12-04"),
    ("en", "27/11/2026", "2026-11-27"),
    ("en", "03/04/2026", "2026-04-03"),
    ("en", "ACH 04/30/2026, then 05/03/2026", "2026-04-30"),
    ("en", "27 November", "2026-11-27"),
    ("en", "Nov 27th", "2026-11-27"),
    ("en", "17-Aug-2026", "2026-08-17"),
    ("en", "the 2nd of October", "2026-10-02"),
    ("en", "until 29 January", "2027-01-29"),
    ("en", "on the 15th", "2026-12-15"),
    ("en", "Friday", "2026-11-20"),
    ("en", "in Friday's payment run", "2026-11-20"),
    ("en", "Friday 27th", "2026-11-27"),
    ("en", "thursday week", "2026-12-03"),
    ("en", "tomorrow", "2026-11-20"),
    ("en", "today", "2026-11-19"),
    ("en", "yesterday", "2026-11-18"),
    ("en", "the day after tomorrow", "2026-11-21"),
    ("en", "within 10 days", "2026-11-29"),
    ("en", "in two weeks", "2026-12-03"),
    ("en", "in 3 working days", "2026-11-24"),
    ("de", "am 27.11.", "2026-11-27"),
    ("de", "am 27.11.2026", "2026-11-27"),
    ("de", "20. November", "2026-11-20"),
    ("de", "nach dem 15.", "2026-12-15"),
    ("de", "kommenden Dienstag", "2026-11-24"),
    ("de", "übermorgen", "2026-11-21"),
    ("de", "am Ersten", "2026-12-01"),
    ("de", "innerhalb von 14 Tagen", "2026-12-03"),
    ("fr", "le 20 novembre", "2026-11-20"),
    ("fr", "pour le 25 courant", "2026-11-25"),
    ("fr", "vendredi 4 décembre", "2026-12-04"),
    ("fr", "lundi", "2026-11-23"),
    ("fr", "vendredi dernier", "2026-11-13"),
    ("fr", "demain", "2026-11-20"),
    ("es", "el 20 de noviembre", "2026-11-20"),
    ("es", "hasta el 22 de enero", "2027-01-22"),
    ("es", "el viernes de la semana que viene", "2026-11-27"),
    ("es", "el 30 le consigno", "2026-11-30"),
    ("es", "pasado mañana", "2026-11-21"),
    ("nl", "20 november", "2026-11-20"),
    ("nl", "14-10-2026", "2026-10-14"),
    ("nl", "de 25e", "2026-11-25"),
    ("nl", "overmorgen", "2026-11-21"),
    ("nl", "binnen de tien dagen na heden", "2026-11-29"),
    ("en", "next Friday", "2026-11-27"),
    ("en", "a week on Monday", "2026-11-30"),
    ("en", "on Fri", "2026-11-20"),
    ("en", "on Fri 27 Nov", "2026-11-27"),
    ("en", "last Thursday", "2026-11-12"),
    ("en", "in about ten days", "2026-11-29"),
    ("en", "in three banking days", "2026-11-24"),
    ("de", "innerhalb der nächsten 3 Bankarbeitstage", "2026-11-24"),
    ("de", "vorgestern", "2026-11-17"),
    ("de", "am 4ten Dezember", "2026-12-04"),
    ("fr", "hier 500 €", "2026-11-18"),
    ("fr", "sous 48 h", "2026-11-21"),
    ("es", "en 3 días laborables", "2026-11-24"),
    ("nl", "wordt 30-11 betaald", "2026-11-30"),
]
RANGES = [
    ("en", "in the first week of December", "2026-12-04"),
    ("de", "in der letzten Novemberwoche", "2026-11-27"),
    ("fr", "la deuxième semaine de décembre", "2026-12-11"),
    ("es", "la primera semana de diciembre", "2026-12-04"),
    ("nl", "de eerste week van december", "2026-12-04"),
    ("en", "the week after next", "2026-12-04"),
    ("de", "übernächste Woche", "2026-12-04"),
    ("es", "a final de mes", "2026-11-30"),
    ("en", "early in December", "2026-12-07"),
    ("en", "next week", "2026-11-27"),
    ("en", "end of next week", "2026-11-27"),
    ("en", "this week", "2026-11-20"),
    ("en", "end of the month", "2026-11-30"),
    ("en", "mid-December", "2026-12-15"),
    ("en", "w/c 30 November", "2026-12-04"),
    ("en", "in January", "2027-01-29"),
    ("de", "nächste Woche", "2026-11-27"),
    ("de", "KW 48", "2026-11-27"),
    ("de", "Ende Dezember", "2026-12-31"),
    ("fr", "fin de semaine prochaine", "2026-11-27"),
    ("fr", "fin du mois", "2026-11-30"),
    ("es", "la semana que viene", "2026-11-27"),
    ("es", "a finales de mes", "2026-11-30"),
    ("nl", "volgende week", "2026-11-27"),
    ("nl", "eind december", "2026-12-31"),
    ("nl", "in week 50", "2026-12-11"),
    ("en", "between the 25th and the 27th of November", "2026-11-27"),
    ("en", "25-27 November", "2026-11-27"),
    ("en", "the second half of December", "2026-12-31"),
    ("en", "week commencing 30/11", "2026-12-04"),
    ("de", "49. KW", "2026-12-04"),
    ("de", "zwischen dem 25. und 27.11.", "2026-11-27"),
    ("de", "in der ersten Dezemberhälfte", "2026-12-15"),
    ("fr", "la première quinzaine de décembre", "2026-12-15"),
    ("fr", "la semaine du 30/11", "2026-12-04"),
    ("es", "la segunda quincena de diciembre", "2026-12-31"),
]


@pytest.mark.parametrize(("language", "text", "day"), EXACT)
def test_a_named_day_is_found(language: str, text: str, day: str) -> None:
    found = find_dates(text, THURSDAY, language)
    assert (found[0].day.isoformat(), found[0].exact) == (day, True)


@pytest.mark.parametrize(("language", "text", "day"), RANGES)
def test_of_a_range_the_last_working_day_counts(language: str, text: str, day: str) -> None:
    found = find_dates(text, THURSDAY, language)
    assert [(one.day.isoformat(), one.exact) for one in found] == [(day, False)]


@pytest.mark.parametrize(
    "text", ["Guten Morgen zusammen", "Envoyé de mon iPhone", "it may be late", "KT26-0803", "HW-7781", "por la mañana"]
)
def test_greetings_and_numbers_are_no_days(text: str) -> None:
    assert find_dates(text, THURSDAY, "en") == []


def test_the_place_of_a_day_is_exact() -> None:
    text = "Das erhalten Sie am 27.11., Anfang Dezember den Rest."
    assert [text[one.start : one.end] for one in find_dates(text, THURSDAY, "de")] == ["27.11.", "Anfang Dezember"]


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "20 November 2026"),
        ("de", "20. November 2026"),
        ("fr", "20 novembre 2026"),
        ("es", "20 de noviembre de 2026"),
        ("nl", "20 november 2026"),
    ],
)
def test_a_day_is_written_as_its_language_does(language: str, written: str) -> None:
    assert format_date(date(2026, 11, 20), language) == written
    assert [one.day for one in find_dates(written, THURSDAY, language)] == [date(2026, 11, 20)]


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ((2026, 11, 19, 10, 0), 4, (2026, 11, 19, 14, 0)),
        ((2026, 11, 19, 15, 0), 4, (2026, 11, 20, 11, 0)),
        ((2026, 11, 20, 16, 0), 4, (2026, 11, 23, 12, 0)),
        ((2026, 11, 21, 12, 0), 4, (2026, 11, 23, 13, 0)),
        ((2026, 11, 19, 6, 0), 8, (2026, 11, 19, 17, 0)),
        ((2026, 11, 19, 18, 0), 0.5, (2026, 11, 20, 9, 30)),
    ],
)
def test_working_hours_pass_only_on_working_days(start: tuple[int, ...], hours: float, end: tuple[int, ...]) -> None:
    year, month, day, hour, minute = start
    assert working_hours_after(datetime(year, month, day, hour, minute, tzinfo=UTC), hours) == datetime(
        end[0], end[1], end[2], end[3], end[4], tzinfo=UTC
    )


def test_the_last_working_day_is_never_a_weekend() -> None:
    assert last_working_day(date(2026, 11, 23), date(2026, 11, 29)) == date(2026, 11, 27)
    assert last_working_day(date(2026, 11, 28), date(2026, 11, 29)) == date(2026, 11, 29)
    assert last_working_day_of_month(2026, 10) == date(2026, 10, 30)
