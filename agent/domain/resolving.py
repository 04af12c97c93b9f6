"""One number or one description against the accounts of a sender: which invoices it can mean."""

import re
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from string import ascii_uppercase
from typing import NamedTuple

from agent.domain.facts import CustomerFact, InvoiceFact
from agent.domain.numbers import normalise

OPEN_STATES = ("open", "partly_paid", "disputed")
SHORTEST, SHORTEST_OF_PAPER, SHORTEST_END = 3, 4, 4
"""Digits that a short form needs at least, and a delivery note's number."""
BETWEEN = ".."
"""Between the first and the last number of a range."""
LEADING_WORD = re.compile(
    r"^(?:INVOICE|INV|RECHNUNG|RECH|RE|RG|NR|NO|FACTURE|FACTURA|FACTUUR|FACT|FAC|FA|FC|FT|FV|FW|PO|ORDER|REF)(?=\d)"
)


class Hit(NamedTuple):
    """`by`: exact | order | credit_note | paper | short | between."""

    invoices: tuple[InvoiceFact, ...]
    by: str


def invoices_of(customers: Iterable[CustomerFact]) -> tuple[InvoiceFact, ...]:
    return tuple(invoice for customer in customers for invoice in customer.invoices)


def by_number(number: str, invoices: tuple[InvoiceFact, ...], exact_only: bool = False) -> Hit | None:
    """Invoices that the number names, strictest reading first; None: it names none of them."""
    first, joint, last = number.partition(BETWEEN)
    if joint:
        return between(normalise(first), normalise(last), invoices)
    wanted = normalise(number)
    if not wanted:
        return None
    readings = (
        ("exact", [one for one in invoices if normalise(one.number) == wanted]),
        ("order", [one for one in invoices if one.po_number and normalise(one.po_number) == wanted]),
        ("credit_note", [one for one in invoices if one.credit_note and normalise(one.credit_note) == wanted]),
        ("paper", [] if exact_only else by_paper(wanted, invoices)),
        ("short", [] if exact_only else short_forms(wanted, invoices)),
    )
    return next((Hit(tuple(found), by) for by, found in readings if found), None)


def between(first: str, last: str, invoices: tuple[InvoiceFact, ...]) -> Hit | None:
    """From one number of the account to another, both among them; each may be told by its end alone."""
    numbers = {normalise(one.number): one for one in invoices}
    start, end = (whole(one, numbers) for one in (first, last))
    if start is None or end is None:
        return None
    return Hit(
        tuple(numbers[one] for one in sorted(numbers) if start <= one <= end and len(one) == len(start)), "between"
    )


def whole(number: str, numbers: Collection[str]) -> str | None:
    """The account's number that is meant, if there is just one that ends so."""
    meant = {number} & set(numbers) or {one for one in numbers if len(number) >= SHORTEST_END and one.endswith(number)}
    return meant.pop() if len(meant) == 1 else None


def by_paper(wanted: str, invoices: tuple[InvoiceFact, ...]) -> list[InvoiceFact]:
    """Those whose delivery note, or another paper, bears the number; its letters may be left out."""
    if sum(one.isdigit() for one in wanted) < SHORTEST_OF_PAPER:
        return []
    whole = [one for one in invoices if wanted in paper_numbers(one)]
    return whole or [one for one in invoices if wanted in (code.lstrip(ascii_uppercase) for code in paper_numbers(one))]


def paper_numbers(invoice: InvoiceFact) -> list[str]:
    return [normalise(paper.code) for paper in invoice.documents]


def short_forms(wanted: str, invoices: tuple[InvoiceFact, ...]) -> list[InvoiceFact]:
    """The last digits of a number, perhaps behind a word like "inv"."""
    tail = LEADING_WORD.sub("", wanted)
    if sum(one.isdigit() for one in tail) < SHORTEST:
        return []
    by_invoice = [one for one in invoices if normalise(one.number).endswith(tail)]
    by_invoice = by_invoice or [one for one in invoices if tail == counter(one.number)]
    if by_invoice:
        return by_invoice
    return [one for one in invoices if ends(one.po_number, tail) or ends(one.credit_note, tail)]


def counter(number: str) -> str:
    """What goes up from one number to the next, where a year or a branch follows it: 1262 of "CT.1262/26"."""
    runs = re.findall(r"\d+", number)
    longest = max(runs, key=len, default="")
    return longest if [len(one) for one in runs].count(len(longest)) == 1 else runs[-1]


def ends(number: str | None, tail: str) -> bool:
    return bool(number) and normalise(number or "").endswith(tail)


def is_open(invoice: InvoiceFact) -> bool:
    return invoice.open_amount > 0 and invoice.status in OPEN_STATES


def by_scope(scope: str, invoices: tuple[InvoiceFact, ...], today: date) -> tuple[InvoiceFact, ...] | None:
    """Invoices that a description fits, oldest first; None: the description is not understood."""
    name, _, value = scope.partition(":")
    reader = SCOPES.get(name)
    if reader is None:
        return None
    found = reader(value, invoices, today)
    return tuple(sorted(found, key=lambda one: (one.issue_date, one.number)))


def open_ones(_: str, invoices: tuple[InvoiceFact, ...], __: date) -> list[InvoiceFact]:
    return [one for one in invoices if is_open(one)]


def overdue(_: str, invoices: tuple[InvoiceFact, ...], today: date) -> list[InvoiceFact]:
    return [one for one in invoices if is_open(one) and one.due_date < today]


def everything(_: str, invoices: tuple[InvoiceFact, ...], __: date) -> list[InvoiceFact]:
    return list(invoices)


def of_month(value: str, invoices: tuple[InvoiceFact, ...], _: date) -> list[InvoiceFact]:
    return [one for one in invoices if f"{one.issue_date:%Y-%m}" == value]


def of_range(value: str, invoices: tuple[InvoiceFact, ...], _: date) -> list[InvoiceFact]:
    first, last = (date.fromisoformat(day) for day in value.split(".."))
    return [one for one in invoices if first <= one.issue_date <= last]


def of_day(value: str, invoices: tuple[InvoiceFact, ...], _: date) -> list[InvoiceFact]:
    return [one for one in invoices if one.issue_date == date.fromisoformat(value)]


def of_amount(value: str, invoices: tuple[InvoiceFact, ...], _: date) -> list[InvoiceFact]:
    """By the invoice's amount; only if none has it, by what is open."""
    wanted = Decimal(value)
    whole = [one for one in invoices if one.amount == wanted]
    return whole or [one for one in invoices if one.open_amount == wanted]


def latest(_: str, invoices: tuple[InvoiceFact, ...], __: date) -> list[InvoiceFact]:
    return last_of("1", invoices, __)


def last_of(value: str, invoices: tuple[InvoiceFact, ...], _: date) -> list[InvoiceFact]:
    """So many; more where several of the oldest day among them compete."""
    days = sorted((one.issue_date for one in invoices), reverse=True)[: int(value)]
    return [one for one in invoices if days and one.issue_date >= days[-1]]


def of_order(value: str, invoices: tuple[InvoiceFact, ...], _: date) -> list[InvoiceFact]:
    return [one for one in invoices if one.po_number and normalise(one.po_number) == normalise(value)]


SCOPES = {
    "all_open": open_ones,
    "overdue": overdue,
    "all": everything,
    "month": of_month,
    "range": of_range,
    "date": of_day,
    "amount": of_amount,
    "latest": latest,
    "last": last_of,
    "po": of_order,
}
SETS = ("all_open", "overdue", "all", "month", "range", "last")
"""Descriptions that may mean several invoices at once."""
