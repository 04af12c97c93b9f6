"""The companies that the mails are written to: accounts, people, bills and papers, and who may have which.

This is the ground truth. The product learns it from the ledger file alone; the judge never asks the product whose a paper is.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

AS_OF = date(2026, 11, 20)
ACCOUNTS = 14
"""Of each company."""
CURRENCY = "EUR"
GONE, LIMITED, AGENT, FREE = "left", "limited", "agent", "free mail"
PLAIN, CANCELLED, CREDITED, LOCKED, BARE = "plain", "cancelled", "credited", "locked", "bare"
"""`locked`: a person releases its papers. `bare`: there is no delivery note."""
FATES = (PLAIN, PLAIN, PLAIN, PLAIN, CANCELLED, CREDITED, LOCKED, BARE)
COMPANIES = (
    ("KES", "Kestrel Office Supplies Ltd", "kestrel-office.example", "KO-26-{}"),
    ("WEI", "Weidmann Kliniktextil GmbH", "weidmann-textil.example", "202670{}"),
    ("OOS", "Kaas Oostwoud BV", "kaasoostwoud.example", "BF/{}"),
    ("TWN", "Kestrel Contract Furniture Ltd", "kestrel-contract.example", "KO-26-{}"),
)
"""The last one numbers its bills like the first."""
STEMS = ("harrowpike brambleworth cranmoreveld lindenhofer quintarosa doverstrand pellegrino maasbrugge ostermann fairholme velascoruiz "
         "thornbury rochefontaine wexcombe").split()  # fmt: skip
NAMES = (
    "Jo Sandhu",
    "Priya Nair",
    "Karen Voss",
    "Samir Benali",
    "Lucia Beltran",
    "Marloes Vink",
    "Denise Arkwright",
    "Wim Peeters",
)
LANGUAGES = ("en", "de", "fr", "es", "nl")


@dataclass(frozen=True)
class Person:
    """`standing`: "" for a contact who may have everything of the account."""

    name: str
    address: str
    language: str
    standing: str = ""


@dataclass(frozen=True)
class Bill:
    number: str
    issued: date
    amount: Decimal
    order: str
    fate: str
    papers: dict[str, str] = field(default_factory=dict, hash=False)
    """Kind → code."""


@dataclass(frozen=True)
class Account:
    code: str
    company: str
    name: str
    domain: str
    bills: tuple[Bill, ...] = field(hash=False)
    people: tuple[Person, ...] = field(hash=False)
    held: bool = False

    @property
    def statement(self) -> str:
        return f"STMT-{self.code}"

    @property
    def contact(self) -> Person:
        return self.people[0]

    def bills_that_are(self, fate: str) -> list[Bill]:
        return [one for one in self.bills if one.fate == fate]

    def person(self, standing: str) -> Person | None:
        return next((one for one in self.people if one.standing == standing), None)

    @property
    def papers(self) -> frozenset[str]:
        return frozenset({self.statement, *(code for one in self.bills for code in one.papers.values())})


@dataclass(frozen=True)
class Company:
    code: str
    name: str
    domain: str

    @property
    def mailbox(self) -> str:
        return f"ledger@{self.domain}"

    @property
    def server(self) -> str:
        return f"mx.{self.domain}"


@dataclass(frozen=True)
class World:
    companies: tuple[Company, ...]
    accounts: tuple[Account, ...]

    def company(self, account: Account) -> Company:
        return next(one for one in self.companies if one.code == account.company)

    def neighbours(self, account: Account) -> list[Account]:
        return [one for one in self.accounts if one.company == account.company and one.code != account.code]

    def strangers(self, account: Account) -> list[Account]:
        return [one for one in self.accounts if one.company != account.company]

    @cached_property
    def owners(self) -> dict[str, str]:
        """Paper → account."""
        return {code: one.code for one in self.accounts for code in one.papers}


def world(seed: int) -> World:
    dice = random.Random(f"books {seed}")
    companies = tuple(Company(code, name, domain) for code, name, domain, _ in COMPANIES)
    return World(companies, tuple(accounts(dice)))


def accounts(dice: random.Random) -> Iterator[Account]:
    cents = iter(dice.sample(range(20_000, 900_000), len(COMPANIES) * ACCOUNTS * len(FATES)))
    for place, (company, _, _, shape) in enumerate(COMPANIES):
        numbers = iter(dice.sample(range(1000, 9999), ACCOUNTS * len(FATES)))
        for number, stem in enumerate(STEMS[:ACCOUNTS]):
            code = f"{company}{number:02}"
            bills = tuple(bill(dice, company, shape, next(numbers), fate, Decimal(next(cents)) / 100, month)
                          for fate, month in zip(FATES, dice.sample(range(1, 11), len(FATES)), strict=True))  # fmt: skip
            domain = f"{stem}{'-group' if place else ''}{place or ''}.example"
            yield Account(code, company, f"{stem.title()} {company.title()} Ltd", domain, bills,
                          tuple(people(dice, company, number, domain)), held=number == ACCOUNTS - 1)  # fmt: skip


def bill(dice: random.Random, company: str, shape: str, number: int, fate: str, amount: Decimal, month: int) -> Bill:
    name = shape.format(number)
    key = f"{company}-{name.replace('/', '-')}"
    papers = {"invoice": f"INV-{key}", "pod": f"POD-{key}"}
    if fate == BARE:
        papers.pop("pod")
    if fate == CREDITED:
        papers["credit_note"] = f"CRN-{key}"
    issued = date(2026, month, dice.randint(1, 28))
    return Bill(name, issued, amount, f"PO-{company[0]}{dice.randrange(10**6):06}", fate, papers)


def people(dice: random.Random, company: str, number: int, domain: str) -> Iterator[Person]:
    """One who may have all, one who may have statements only, one who left, and in some accounts an odd one."""
    name, second, third = dice.sample(NAMES, 3)
    yield Person(name, f"{name.lower().replace(' ', '.')}@{domain}", LANGUAGES[number % len(LANGUAGES)])
    yield Person(second, f"{second.lower().replace(' ', '.')}@{domain}", dice.choice(LANGUAGES), LIMITED)
    yield Person(third, f"{third.lower().replace(' ', '.')}@{domain}", dice.choice(LANGUAGES), GONE)
    if number in (1, 2):
        yield Person("Agency Desk", f"desk-{company.lower()}@agency.example", "en", AGENT)
    if number == 3:
        yield Person("Bea Bursar", f"bea.{company.lower()}.bursar@gmail.com", "en", FREE)


# --- as a ledger file ---------------------------------------------------------------------------------------------------


def written(whole: World, folder: Path) -> Path:
    path = folder / "ledger.json"
    path.write_text(json.dumps(ledger(whole), default=str), encoding="utf-8")
    return path


def ledger(whole: World) -> dict[str, Any]:
    return {
        "as_of": AS_OF,
        "clients": [{"id": one.code, "name": one.name, "country": "GB", "mailbox": one.mailbox} for one in whole.companies],
        "customers": [customer(one) for one in whole.accounts],
        "invoices": [invoice(one, bill) for one in whole.accounts for bill in one.bills],
        "documents": [row for one in whole.accounts for row in documents(one)],
        "company_documents": [
            {"id": f"BANK-{one.code}", "client_id": one.code, "kind": "bank_letter", "title": "Bank confirmation letter"}
            for one in whole.companies
        ],
    }  # fmt: skip


def customer(one: Account) -> dict[str, Any]:
    contacts = [
        {"key": str(place), "name": who.name, "email": who.address, "status": GONE if who.standing == GONE else "active",
         "may_receive": ["statement"] if who.standing == LIMITED else None}
        for place, who in enumerate(one.people)
    ]  # fmt: skip
    return {"id": one.code, "client_id": one.company, "name": one.name, "currency": CURRENCY, "domain": one.domain,
            "language": one.contact.language, "contacts": contacts, "statement_document_id": one.statement}  # fmt: skip


def invoice(one: Account, bill: Bill) -> dict[str, Any]:
    status = {CANCELLED: "cancelled", CREDITED: "credited"}.get(bill.fate, "open")
    return {"number": bill.number, "client_id": one.company, "customer_id": one.code, "issue_date": bill.issued,
            "due_date": bill.issued + timedelta(days=30), "currency": CURRENCY, "amount": bill.amount, "status": status,
            "open_amount": bill.amount if status == "open" else 0, "po_number": bill.order}  # fmt: skip


def documents(one: Account) -> Iterator[dict[str, Any]]:
    for bill in one.bills:
        for kind, code in bill.papers.items():
            yield {"id": code, "kind": kind, "client_id": one.company, "customer_id": one.code, "invoice": bill.number,
                   "filename": f"{code}.pdf", "released": bill.fate != LOCKED}  # fmt: skip
