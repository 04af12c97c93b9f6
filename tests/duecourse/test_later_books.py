"""Books that come later: what a list of open items lacks, how old books may be, and whom a list ends."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from agent.records.audit import AuditEvent
from agent.records.ledger import Client, Contact, Customer, Invoice
from connectors.ledger_csv import CsvLedger
from connectors.memory import MemoryBlobs
from connectors.ports import Refused
from duecourse.ledger import AS_THEY_ARE, Choices, ImportReport, absent_from, import_ledger

HEAD = "number,customer,issue_date,currency,amount,open_amount\n"
ROWS = {
    "1001": "1001,K01,2026-08-03,GBP,100.00,100.00\n",
    "1002": "1002,K01,2026-09-03,GBP,50.00,20.00\n",
    "2001": "2001,K02,2026-09-04,GBP,70.00,70.00\n",
}
CLOSE = Choices(close_absent=True)


def csv(folder: Path, name: str, content: str, day: int = 20) -> CsvLedger:
    path = folder / f"{name}.csv"
    path.write_text(content, encoding="utf-8")
    return CsvLedger(path, date(2026, 11, day), "KES")


def items(folder: Path, *numbers: str, more: str = "", day: int = 20) -> CsvLedger:
    return csv(folder, "export", HEAD + "".join(ROWS[one] for one in numbers) + more, day)


def take(engine: Engine, source: CsvLedger, choices: Choices = AS_THEY_ARE, dry_run: bool = False) -> ImportReport:
    return import_ledger(engine, source, MemoryBlobs(), None, "test", dry_run, choices=choices)


def invoices(engine: Engine) -> dict[str, tuple[str, str]]:
    with Session(engine) as session:
        return {one.number: (one.status, str(one.open_amount)) for one in session.exec(select(Invoice))}


def numbers(rows: Any) -> list[str]:
    return [one.number for one in rows]


# --- open items ------------------------------------------------------------------------------------------------------


def test_what_a_list_of_open_items_lacks_stays_open_until_somebody_says_that_it_is_paid(
    engine: Engine, tmp_path: Path
) -> None:
    take(engine, items(tmp_path, *ROWS))
    later = items(tmp_path, "1002", "2001", day=21)
    assert numbers(absent_from(engine, later, Choices())) == ["1001"]
    report = take(engine, later)
    assert (numbers(report.absent), report.closed) == (["1001"], ())
    assert invoices(engine)["1001"] == ("open", "100.00")


def test_what_is_said_to_be_paid_is_closed_once_and_stands_in_the_log(engine: Engine, tmp_path: Path) -> None:
    take(engine, items(tmp_path, *ROWS))
    later = items(tmp_path, "1002", "2001", day=21)
    looked = take(engine, later, CLOSE, dry_run=True)
    assert invoices(engine)["1001"] == ("open", "100.00")
    first, second = take(engine, later, CLOSE), take(engine, later, CLOSE)
    assert numbers(looked.closed) == numbers(first.closed) == ["1001"]
    assert str(first.closed[0].open_amount) == "100.00"
    assert (looked.counts, second.changes, second.closed) == (first.counts, 0, ())
    assert invoices(engine) == {"1001": ("paid", "0.00"), "1002": ("partly_paid", "20.00"), "2001": ("open", "70.00")}
    with Session(engine) as session:
        [event] = session.exec(select(AuditEvent).where(AuditEvent.kind == "invoices_closed"))
    assert (event.actor, event.body["numbers"]) == ("test", ["1001"])


def test_a_closed_invoice_that_is_listed_again_is_open_again(engine: Engine, tmp_path: Path) -> None:
    take(engine, items(tmp_path, *ROWS))
    take(engine, items(tmp_path, "1002", "2001", day=21), CLOSE)
    take(engine, items(tmp_path, *ROWS, day=22), CLOSE)
    assert invoices(engine)["1001"] == ("open", "100.00")


def test_a_list_with_paid_invoices_lacks_nothing_and_closes_nothing_by_itself(engine: Engine, tmp_path: Path) -> None:
    take(engine, items(tmp_path, *ROWS))
    paid = "1003,K01,2026-09-05,GBP,5.00,0.00\n"
    whole = items(tmp_path, "1002", "2001", more=paid, day=21)
    assert not whole.preview().open_items and take(engine, whole).absent == ()
    with pytest.raises(Refused, match="--open-items") as refused:
        take(engine, whole, CLOSE)
    assert refused.value.code == "DC-519"
    assert numbers(take(engine, whole, Choices(open_items=True, close_absent=True)).closed) == ["1001"]


def test_a_list_is_known_by_its_name_too(tmp_path: Path) -> None:
    text = "number,customer,issue_date,currency,amount\n1001,K01,2026-08-03,GBP,100.00\n"
    assert csv(tmp_path, "Offene Posten", text).preview().open_items
    assert not csv(tmp_path, "invoices", text).preview().open_items


def test_the_list_of_one_customer_says_nothing_of_the_others(engine: Engine, tmp_path: Path) -> None:
    take(engine, items(tmp_path, *ROWS))
    only = items(tmp_path, "1002", day=21)
    assert numbers(take(engine, only).absent) == ["1001"]
    assert numbers(take(engine, only, Choices(open_items=True)).absent) == ["1001", "2001"]


def test_an_invoice_that_came_after_the_list_is_not_missed(engine: Engine, tmp_path: Path) -> None:
    take(engine, items(tmp_path, *ROWS, more="1004,K01,2026-11-21,GBP,9.00,9.00\n", day=21))
    older = Choices(older=True, close_absent=True)
    assert numbers(take(engine, items(tmp_path, "1002", "2001", day=20), older).closed) == ["1001"]


def test_the_same_number_in_other_signs_is_there(engine: Engine, tmp_path: Path) -> None:
    take(engine, items(tmp_path, "1002", more="KO-26-7,K01,2026-09-05,GBP,5.00,5.00\n"))
    report = take(engine, items(tmp_path, "1002", more="KO 26/7,K01,2026-09-05,GBP,5.00,5.00\n", day=21))
    assert report.absent == ()


@pytest.mark.parametrize("broken", ["1001,K01,2026-08-03,GBP,lots,lots\n", "1001,K01,soon,GBP,100,100\n"])
def test_a_row_that_cannot_be_read_is_not_taken_for_paid(engine: Engine, tmp_path: Path, broken: str) -> None:
    take(engine, items(tmp_path, *ROWS))
    report = take(engine, items(tmp_path, "1002", "2001", more=broken, day=21), CLOSE)
    assert (len(report.problems), report.closed, numbers(report.absent)) == (1, (), ["1001"])
    assert invoices(engine)["1001"] == ("open", "100.00")


def test_an_empty_list_closes_nothing(engine: Engine, tmp_path: Path) -> None:
    take(engine, items(tmp_path, *ROWS))
    said = Choices(open_items=True, close_absent=True)
    assert take(engine, items(tmp_path, day=21), said).closed == ()
    assert invoices(engine)["2001"] == ("open", "70.00")


def test_an_invoice_without_a_claim_keeps_its_word(engine: Engine, tmp_path: Path) -> None:
    head = HEAD.replace("\n", ",status\n")
    take(engine, csv(tmp_path, "a", f"{head}1001,K01,2026-08-03,GBP,9,9,cancelled\n1002,K01,2026-08-03,GBP,9,9,open\n"))
    take(engine, csv(tmp_path, "b", f"{head}1002,K01,2026-08-03,GBP,9,9,open\n", 21), CLOSE)
    assert invoices(engine)["1001"] == ("cancelled", "0.00")


# --- how old ---------------------------------------------------------------------------------------------------------


def as_of(engine: Engine) -> datetime | None:
    with Session(engine) as session:
        return session.exec(select(Client)).one().books_as_of


DAY_20, DAY_21, DAY_22 = (datetime(2026, 11, day, 23, 59, tzinfo=UTC) for day in (20, 21, 22))
WITHOUT_SUMS = {
    "contacts": "customer,email\nK01,jo@harrow.example\n",
    "customers": "id,name\nK01,Harrow\n",
    "documents": "kind,invoice\npod,1001\n",
    "deliveries": "document_id,sent_at,to_address\nPOD-1001,2026-08-05,jo@harrow.example\n",
}


@pytest.mark.parametrize("name", WITHOUT_SUMS)
def test_a_list_without_sums_does_not_make_the_books_fresh(engine: Engine, tmp_path: Path, name: str) -> None:
    take(engine, items(tmp_path, *ROWS))
    take(engine, csv(tmp_path, "documents", WITHOUT_SUMS["documents"], 19))
    report = take(engine, csv(tmp_path, name, WITHOUT_SUMS[name], 22))
    assert (report.problems, report.fresh, as_of(engine)) == ((), False, DAY_20)


def test_payments_make_the_books_fresh(engine: Engine, tmp_path: Path) -> None:
    take(engine, items(tmp_path, *ROWS))
    payments = "id,customer,date,amount,currency\nP7,K02,2026-11-20,5.00,GBP\n"
    assert take(engine, csv(tmp_path, "payments", payments, 21)).fresh
    assert as_of(engine) == DAY_21


def test_older_books_are_refused_unless_somebody_wants_them(engine: Engine, tmp_path: Path) -> None:
    take(engine, items(tmp_path, *ROWS, day=21))
    old = items(tmp_path, "1001", day=20)
    with pytest.raises(
        Refused, match=r"of 2026-11-20, but those of KES are of 2026-11-21 already.*--as-of.*--older"
    ) as no:
        take(engine, old)
    assert no.value.code == "DC-517" and as_of(engine) == DAY_21
    take(engine, old, Choices(older=True))
    assert as_of(engine) == DAY_20


def test_books_of_the_same_day_are_taken_again(engine: Engine, tmp_path: Path) -> None:
    take(engine, items(tmp_path, *ROWS))
    assert take(engine, items(tmp_path, *ROWS)).changes == 0


# --- whom a list ends ------------------------------------------------------------------------------------------------

CUSTOMERS = "id,name,email\nK01,Harrow,jo@harrow.example\nK02,Tidewater,pat@tide.example\n"
CONTACTS = "id,customer,name,email\nC1,K01,Jo,jo@harrow.example\nC2,K01,Ken,ken@harrow.example\n"


def contacts(engine: Engine) -> dict[str, str]:
    with Session(engine) as session:
        query = select(Contact.email, Contact.status).join(Customer).order_by(Contact.email)
        found = list(session.exec(query))
    assert len(dict(found)) == len(found), "nobody stands there twice"
    return dict(found)


@pytest.mark.parametrize("order", [(0, 1, 0, 1), (1, 0, 1, 0)])
def test_lists_of_two_kinds_do_not_end_each_others_people(
    engine: Engine, tmp_path: Path, order: tuple[int, ...]
) -> None:
    lists = (("customers", CUSTOMERS), ("contacts", CONTACTS))
    reports = [take(engine, csv(tmp_path, *lists[one])) for one in order]
    assert set(contacts(engine).values()) == {"active"} and len(contacts(engine)) == 3
    assert [one.changes for one in reports[2:]] == [0, 0]


def test_whom_a_list_no_longer_names_has_left_and_the_report_says_so(engine: Engine, tmp_path: Path) -> None:
    take(engine, csv(tmp_path, "customers", CUSTOMERS))
    take(engine, csv(tmp_path, "contacts", CONTACTS))
    shorter = "".join(CONTACTS.splitlines(keepends=True)[:2])
    looked = take(engine, csv(tmp_path, "contacts", shorter), dry_run=True)
    done = take(engine, csv(tmp_path, "contacts", shorter))
    assert looked.ended == done.ended == (("K01", "ken@harrow.example"),)
    assert (done.counts["contacts_ended"], take(engine, csv(tmp_path, "contacts", shorter)).changes) == (1, 0)
    assert contacts(engine) == {
        "jo@harrow.example": "active", "ken@harrow.example": "left", "pat@tide.example": "active",
    }  # fmt: skip


def test_the_customers_list_does_not_end_whom_the_contacts_list_names_too(engine: Engine, tmp_path: Path) -> None:
    take(engine, csv(tmp_path, "customers", CUSTOMERS))
    take(engine, csv(tmp_path, "contacts", CONTACTS))
    take(engine, csv(tmp_path, "customers", CUSTOMERS.replace("jo@harrow.example", "accounts@harrow.example")))
    assert set(contacts(engine).values()) == {"active"} and len(contacts(engine)) == 4


def test_who_is_listed_again_is_back(engine: Engine, tmp_path: Path) -> None:
    take(engine, csv(tmp_path, "customers", CUSTOMERS))
    take(engine, csv(tmp_path, "customers", CUSTOMERS.replace("pat@tide.example", "")))
    assert contacts(engine)["pat@tide.example"] == "left"
    take(engine, csv(tmp_path, "customers", CUSTOMERS))
    assert contacts(engine)["pat@tide.example"] == "active"


def test_who_has_left_by_the_contacts_list_is_not_brought_back_by_the_customers_list(
    engine: Engine, tmp_path: Path
) -> None:
    take(engine, csv(tmp_path, "contacts", "customer,email,status\nK01,jo@harrow.example,left\n"))
    take(engine, csv(tmp_path, "customers", CUSTOMERS))
    assert contacts(engine)["jo@harrow.example"] == "left"
