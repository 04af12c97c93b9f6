"""How a file writes amounts and days: which mark begins the decimals, whether the day or the month comes first."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache

_SYMBOLS = {"€": "EUR", "£": "GBP", "$": "USD", "US$": "USD", "C$": "CAD", "A$": "AUD", "FR.": "CHF", "SFR.": "CHF"}
_FIGURE = re.compile(r"\d(?:[\d.,' ]*\d)?|[.,]\d+")
_WORDS = "Jan janv enero|Feb fév feb|Mar Mär mars mrt|Apr avr abr|May Mai mei|Jun juin|Jul juil|Aug août ago|Sep sept|Oct Okt|Nov|Dec Dez déc dic"
_LAST_DAY = date(2100, 1, 1)
_FIRST_DAY = date(1980, 1, 1)


class NotReadable(ValueError):
    """A cell that is no amount or no day; the message says so, fit to show."""


# --- amounts -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Money:
    value: Decimal
    currency: str | None


def decimal_mark(cells: Iterable[str]) -> tuple[str, bool]:
    """The mark that begins the decimals, and whether any cell proves it ("1.240,50" does, "1,240" does not)."""
    votes = {".": 0, ",": 0}
    for cell in cells:
        mark = _proven(_bare(cell))
        if mark:
            votes[mark] += 1
    return ("," if votes[","] > votes["."] else "."), any(votes.values())


def _proven(figure: str) -> str | None:
    last = max(figure.rfind("."), figure.rfind(","))
    if last < 0:
        return None
    mark = figure[last]
    other = "," if mark == "." else "."
    if figure.count(mark) > 1:
        return other
    if other in figure or len(figure) - last - 1 != 3:
        return mark
    return None


def _bare(cell: str) -> str:
    match = _FIGURE.search(_spaced(cell))
    return re.sub(r"[ ']", "", match[0]) if match else ""


def _spaced(cell: str) -> str:
    return re.sub(r"[\u00a0\u202f\u2009]", " ", cell).replace("’", "'").replace("−", "-").strip()


@lru_cache(maxsize=8192)
def money(cell: str, mark: str) -> Money:
    """ "-1.240,50 €", "(1,240.50)", "450-" and "1240.50 CR" with their sign. Raises NotReadable."""
    text = _spaced(cell)
    match = _FIGURE.search(text)
    if match is None:
        raise NotReadable(f'"{cell[:40]}" is not an amount')
    before, after = text[: match.start()].strip(), text[match.end() :].strip()
    figure = re.sub(r"[ ']", "", match[0])
    signs = re.sub(r"[^-+()]", "", before + after)
    words = re.sub(r"[-+()]", " ", f"{before} {after}").split()
    value = _decimal(figure, mark, cell)
    negative = signs in ("-", "()") or bool({"CR", "H", "HABEN"} & {word.upper() for word in words})
    currencies = [word for word in words if word.upper() not in ("CR", "DR", "S", "H", "SOLL", "HABEN")]
    if signs not in ("", "-", "+", "()") or len(currencies) > 1:
        raise NotReadable(f'"{cell[:40]}" is not an amount')
    return Money(-value if negative else value, _currency(currencies[0], cell) if currencies else None)


def _decimal(figure: str, mark: str, cell: str) -> Decimal:
    other = "," if mark == "." else "."
    whole, _, cents = figure.partition(mark)
    grouped = re.fullmatch(rf"\d{{1,3}}(?:{re.escape(other)}\d{{2,3}})*{re.escape(other)}\d{{3}}", whole)
    if (other in whole and not grouped) or not re.fullmatch(r"\d*", cents):
        raise NotReadable(f'"{cell[:40]}" does not fit the others, whose decimals begin with "{mark}"')
    try:
        return Decimal(f"{whole.replace(other, '') or '0'}.{cents or '0'}")
    except InvalidOperation:
        raise NotReadable(f'"{cell[:40]}" is not an amount') from None


def _currency(word: str, cell: str) -> str:
    code = _SYMBOLS.get(word.upper(), word.upper())
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise NotReadable(f'"{cell[:40]}" is not an amount')
    return code


def currency_code(cell: str) -> str | None:
    """ "eur" and "€" are EUR; None for anything that is not a currency."""
    code = _SYMBOLS.get(cell.strip().upper(), cell.strip().upper())
    return code if re.fullmatch(r"[A-Z]{3}", code) else None


# --- days --------------------------------------------------------------------------------------------------------

_PARTS = re.compile(r"(\d{1,2})[./ -]\s?(\d{1,2})[./ -]\s?(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.|er)?[ -]+(?:de )?([a-z]+)\.?,?[ -]+(?:de )?(\d{4}|\d{2})")
_NAMED_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_CLOCK = re.compile(r"[T ]+(\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)\s*(am|pm)?\s*(z|utc|[+-]\d{2}:?\d{2})?$", re.IGNORECASE)


def day_order(cells: Iterable[str]) -> tuple[str, bool]:
    """ "dmy" or "mdy", and whether the cells prove it. Those without proof are taken as day first."""
    day_first = month_first = 0
    for cell in cells:
        match = _PARTS.match(cell.strip())
        if match is None:
            continue
        first, second = int(match[1]), int(match[2])
        day_first += first > 12 or ("." in cell)
        month_first += second > 12 and "." not in cell
    return ("mdy" if month_first > day_first else "dmy"), bool(day_first or month_first)


def needs_order(cells: Iterable[str]) -> bool:
    """Whether any cell could be read both ways."""
    return any((match := _PARTS.match(cell.strip())) and match[1] != match[2] for cell in cells)


@lru_cache(maxsize=8192)
def day(cell: str, order: str) -> date:
    """The day of a cell. Raises NotReadable, also for days before 1980 or after 2099."""
    text = _CLOCK.sub("", cell.strip())
    for read in (_iso, _parts_in(order), _compact_in(order), _with_name):
        found = read(text)
        if found is not None:
            if not _FIRST_DAY <= found < _LAST_DAY:
                raise NotReadable(f'"{cell[:40]}" is not a day of our time')
            return found
    raise NotReadable(f'"{cell[:40]}" is not a day in the way of this file')


def moment(cell: str, order: str) -> datetime:
    """A day with its time, if there is one, else its beginning. Without a zone it is naive."""
    found = day(cell, order)
    clock = _CLOCK.search(cell.strip())
    if clock is None:
        return datetime(found.year, found.month, found.day)
    zone = (clock[3] or "").upper().replace("UTC", "Z")
    try:
        at = datetime.fromisoformat(f"{found.isoformat()}T{clock[1].zfill(5)}{zone}")
    except ValueError:
        raise NotReadable(f'"{cell[:40]}" is not a time') from None
    if clock[2]:
        at = at.replace(hour=at.hour % 12 + (12 if clock[2].lower() == "pm" else 0))
    return at


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year + 2000 if year < 100 else year, month, number)
    except ValueError:
        return None


def _iso(text: str) -> date | None:
    match = _ISO.fullmatch(text)
    return _date(int(match[1]), int(match[2]), int(match[3])) if match else None


def _parts_in(order: str) -> Callable[[str], date | None]:
    def read(text: str) -> date | None:
        match = _PARTS.fullmatch(text)
        if match is None:
            return None
        first, second = int(match[1]), int(match[2])
        month, number = (first, second) if order == "mdy" and "." not in text else (second, first)
        return _date(int(match[3]), month, number)

    return read


def _compact_in(order: str) -> Callable[[str], date | None]:
    """20261120, 20112026 or 201126, and a spreadsheet's count of days since 1900."""

    def read(text: str) -> date | None:
        if re.fullmatch(r"(?:19|20)\d{6}", text) and (found := _date(int(text[:4]), int(text[4:6]), int(text[6:]))):
            return found
        if re.fullmatch(r"\d{6}|\d{8}", text):
            first, second, year = int(text[:2]), int(text[2:4]), int(text[4:])
            return _date(year, first, second) if order == "mdy" else _date(year, second, first)
        if re.fullmatch(r"[2-7]\d{4}(?:\.\d+)?", text):
            return date(1899, 12, 30) + timedelta(days=int(text.split(".")[0]))
        return None

    return read


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


_MONTHS = {
    _folded(name)[: 4 if _folded(name)[:3] in ("jui",) else 3]: number
    for number, names in enumerate(_WORDS.split("|"), start=1)
    for name in names.split()
}


def _with_name(text: str) -> date | None:
    """ "20 nov. 2026", "Nov 20, 2026", "vendredi 20 novembre 2026"."""
    folded = _folded(text)
    if match := _NAMED_FIRST.fullmatch(folded):
        name, number, year = match.groups()
    elif match := _NAMED.fullmatch(re.sub(r"^[a-z]{2,10}\.?,? (?=\d)", "", folded)):
        number, name, year = match.groups()
    else:
        return None
    month = _MONTHS.get(name[:4]) or _MONTHS.get(name[:3])
    return _date(int(year), month, int(number)) if month else None
