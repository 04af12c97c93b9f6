"""Records that a person confirms: promises to pay, disputes, instalment plans, and tasks beside a case."""

from datetime import date, datetime
from decimal import Decimal
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import literal, union_all
from sqlmodel import Field, Session, SQLModel, col, select

from agent.domain.vocabulary import RecordState
from agent.records.database import jsonb, money, new_id, timestamp


class Promise(SQLModel, table=True):
    """`case_id` None: it came with the books; only there may the day be missing. The amount stays empty where the mail
    leaves it so."""

    __tablename__ = "promises"
    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="clients.id", index=True)
    customer_id: UUID = Field(foreign_key="customers.id", index=True)
    case_id: UUID | None = Field(default=None, foreign_key="cases.id", index=True)
    decision_id: UUID | None = Field(default=None, foreign_key="decisions.id")
    code: str | None = None
    invoices: list[str] = jsonb(list)
    made_on: date
    promised_for: date | None = None
    amount: Decimal | None = money(nullable=True)
    currency: str = ""
    state: str = Field(default=RecordState.OPEN.value, index=True)
    quote: str = ""
    created_at: datetime = timestamp()
    resurfaced_at: datetime | None = timestamp(nullable=True)


class Dispute(SQLModel, table=True):
    __tablename__ = "disputes"
    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="clients.id", index=True)
    customer_id: UUID = Field(foreign_key="customers.id", index=True)
    case_id: UUID = Field(foreign_key="cases.id", index=True)
    decision_id: UUID | None = Field(default=None, foreign_key="decisions.id")
    invoices: list[str] = jsonb(list)
    reason: str
    amount: Decimal | None = money(nullable=True)
    currency: str = ""
    state: str = Field(default=RecordState.OPEN.value, index=True)
    quote: str = ""
    created_at: datetime = timestamp()
    closed_at: datetime | None = timestamp(nullable=True)


class Plan(SQLModel, table=True):
    """An instalment plan. `schedule`: [[ISO day or null, amount as text or null], …]."""

    __tablename__ = "plans"
    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="clients.id", index=True)
    customer_id: UUID = Field(foreign_key="customers.id", index=True)
    case_id: UUID = Field(foreign_key="cases.id", index=True)
    decision_id: UUID | None = Field(default=None, foreign_key="decisions.id")
    invoices: list[str] = jsonb(list)
    ask: str
    schedule: list[Any] = jsonb(list)
    currency: str = ""
    state: str = Field(default=RecordState.OPEN.value, index=True)
    quote: str = ""
    created_at: datetime = timestamp()


class Task(SQLModel, table=True):
    """Something a person should do beside answering. `kind`: contact | broken_promise | bounce."""

    __tablename__ = "tasks"
    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="clients.id", index=True)
    case_id: UUID | None = Field(default=None, foreign_key="cases.id", index=True)
    kind: str
    text: str
    created_at: datetime = timestamp()
    done_at: datetime | None = timestamp(nullable=True)
    done_by: UUID | None = Field(default=None, foreign_key="users.id")


RESTS: tuple[tuple[str, type[Promise] | type[Plan] | type[Dispute]], ...] = (
    ("promise", Promise), ("plan", Plan), ("dispute", Dispute),
)  # fmt: skip
"""Why reminders of an invoice rest: each outranks those before it."""


def holds(session: Session, client_id: UUID) -> dict[str, str]:
    """Invoice number → why its reminders rest. A dispute outranks a plan, a plan a promise."""
    open_ones = (
        select(literal(rank), table.invoices).where(table.client_id == client_id, table.state == RecordState.OPEN)
        for rank, (_, table) in enumerate(RESTS)
    )
    rows = sorted(session.execute(union_all(*open_ones)), key=itemgetter(0))
    return {number: RESTS[rank][0] for rank, invoices in rows for number in invoices}


def records_of_case(session: Session, case_id: UUID) -> tuple[list[Promise], list[Dispute], list[Plan], list[Task]]:
    return (
        list(session.exec(select(Promise).where(Promise.case_id == case_id).order_by(col(Promise.created_at)))),
        list(session.exec(select(Dispute).where(Dispute.case_id == case_id).order_by(col(Dispute.created_at)))),
        list(session.exec(select(Plan).where(Plan.case_id == case_id).order_by(col(Plan.created_at)))),
        list(session.exec(select(Task).where(Task.case_id == case_id).order_by(col(Task.created_at)))),
    )
