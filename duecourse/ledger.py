"""Brings books and the PDFs of their documents into the installation, and says how fresh they are."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Engine, func, text
from sqlmodel import Session, col, select

from agent.domain.numbers import normalise
from agent.domain.vocabulary import DocumentKind
from agent.records.database import transaction
from agent.records.imports import import_books
from agent.records.ledger import Client, Contact, Customer, Document, Invoice
from connectors.ports import BlobStore, Books, DocumentSource, LedgerSource, RowProblem
from duecourse.ledger_papers import Filed, file_papers, look_up, wanted_papers

IMPORT_LOCK = 0x64756C67


@dataclass(frozen=True)
class ImportReport:
    """What an import did, or with `dry_run` would do. `counts`: `<table>_added`, `<table>_changed`, `<table>_same`."""

    as_of: date
    counts: dict[str, int]
    problems: tuple[RowProblem, ...]
    documents_found: int
    documents_missing: int
    """Documents of the books, whose file the folder does not have (statements are made when they are sent)."""
    dry_run: bool

    @property
    def changes(self) -> int:
        return sum(number for name, number in self.counts.items() if name.endswith(("_added", "_changed")))


def import_ledger(
    engine: Engine,
    source: LedgerSource,
    blobs: BlobStore,
    documents: DocumentSource | None,
    by: UUID | str,
    dry_run: bool = False,
    name: str = "",
) -> ImportReport:
    """Read `source`, take its books, and file the PDFs that `documents` has for them. `name` stands in the history.

    A dry run does the same and takes everything back, except that it writes no bytes to the store."""
    books, problems = source.read()
    with _alone(engine):
        if dry_run:
            return _dry(engine, books, problems, documents, by, name)
        return _real(engine, books, problems, blobs, documents, by, name)


@contextmanager
def _alone(engine: Engine) -> Iterator[None]:
    """One import at a time: two of the same books would add the same rows. Holds no transaction open."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": IMPORT_LOCK})
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": IMPORT_LOCK})


def _real(
    engine: Engine,
    books: Books,
    problems: tuple[RowProblem, ...],
    blobs: BlobStore,
    documents: DocumentSource | None,
    by: UUID | str,
    name: str,
) -> ImportReport:
    """The archive is read between two transactions, so that the mail of these clients is not held up meanwhile."""
    with transaction(engine) as session:
        counts, left_out, codes = _take(session, books, len(problems), by, name)
        papers, unclear = wanted_papers(session, codes) if documents else ([], ())
    found = look_up(papers, documents, blobs.put)
    with transaction(engine) as session:
        filed = file_papers(session, found, by)
        waiting = _without_file(session, codes)
    return _report(books, counts, (*problems, *left_out, *unclear), filed, waiting, dry_run=False)


def _dry(
    engine: Engine,
    books: Books,
    problems: tuple[RowProblem, ...],
    documents: DocumentSource | None,
    by: UUID | str,
    name: str,
) -> ImportReport:
    with Session(engine) as session:
        counts, left_out, codes = _take(session, books, len(problems), by, name)
        papers, unclear = wanted_papers(session, codes) if documents else ([], ())
        filed = file_papers(session, look_up(papers, documents, _hash), by)
        waiting = _without_file(session, codes)
        session.rollback()
    return _report(books, counts, (*problems, *left_out, *unclear), filed, waiting, dry_run=True)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _take(
    session: Session, books: Books, problems: int, by: UUID | str, name: str
) -> tuple[Counter[str], tuple[RowProblem, ...], list[str]]:
    books, left_out = without_strangers(session, known_by_name(session, books))
    counts = import_books(session, books, name, by, problems + len(left_out))
    session.flush()
    return counts, left_out, [client.id for client in books.clients]


def _report(
    books: Books,
    counts: Counter[str],
    problems: tuple[RowProblem, ...],
    filed: Filed,
    waiting: int,
    dry_run: bool,
) -> ImportReport:
    counted = dict(counts)
    if filed.added:
        counted["documents_added"] = counted.get("documents_added", 0) + filed.added
    return ImportReport(books.as_of, dict(sorted(counted.items())), problems, filed.found, waiting, dry_run)


# --- rows of nobody we know ------------------------------------------------------------------------------------------


def known_by_name(session: Session, books: Books) -> Books:
    """Customers that the books know by name alone, under the codes that we have for these names already."""
    codes = [client.id for client in books.clients]
    query = select(Customer.code, Customer.name).join(Client, col(Client.id) == col(Customer.client_id))
    ours = list(session.exec(query.where(col(Client.code).in_(codes))))
    by_name: dict[str, set[str]] = defaultdict(set)
    for code, name in ours:
        by_name[normalise(name)].add(code)
    given = {one.id for one in books.customers if one.id != one.name} | {code for code, _ in ours}
    kinds = ("invoices", "payments", "promises", "credits", "documents")
    named = {one.customer_id for kind in kinds for one in getattr(books, kind) if one.customer_id}
    named |= {one.id for one in books.customers}
    renamed = {
        name: next(iter(found)) for name in named - given if len(found := by_name.get(normalise(name), set())) == 1
    }
    return _with_customers(books, renamed, kinds) if renamed else books


def _with_customers(books: Books, renamed: dict[str, str], kinds: Collection[str]) -> Books:
    changes: dict[str, tuple[object, ...]] = {
        kind: tuple(
            one.model_copy(update={"customer_id": renamed[one.customer_id]}) if one.customer_id in renamed else one
            for one in getattr(books, kind)
        )
        for kind in kinds
    }
    customers = {renamed.get(one.id, one.id): one for one in books.customers}
    changes["customers"] = tuple(
        one.model_copy(update={"id": code, "name": code}) if one.id in renamed else one
        for code, one in customers.items()
    )
    return books.model_copy(update=changes)


def without_strangers(session: Session, books: Books) -> tuple[Books, tuple[RowProblem, ...]]:
    """The books without rows whose customer or document is neither in them nor in our tables.

    A list of payments alone need not repeat the customers; it may only speak of those that we know."""
    codes = [client.id for client in books.clients]
    ours = list(session.exec(select(Client.id).where(col(Client.code).in_(codes))))
    known_customers = session.exec(select(Customer.code).where(col(Customer.client_id).in_(ours)))
    known_invoices = session.exec(select(Invoice.number).where(col(Invoice.client_id).in_(ours)))
    known_papers = session.exec(select(Document.code).where(col(Document.client_id).in_(ours)))
    customers = {one.id for one in books.customers} | set(known_customers)
    invoices = {one.number for one in books.invoices} | set(known_invoices)
    named = {one.statement_document_id or f"STATEMENT-{one.id}" for one in books.customers}
    listed = {one.id for one in books.documents} | {one.id for one in books.company_documents}
    papers = listed | named | set(known_papers)
    problems: list[RowProblem] = []

    def kept(kind: str, attribute: str, known: Collection[str]) -> tuple[object, ...]:
        rows = getattr(books, kind)
        for row in rows:
            value = getattr(row, attribute)
            if value is not None and value not in known:
                place = f"{kind} {row.number if kind == 'invoices' else row.id}"
                problems.append(RowProblem(place, f"Nothing is known of {attribute} {value}. Import that first."))
        return tuple(row for row in rows if (value := getattr(row, attribute)) is None or value in known)

    changes = {kind: kept(kind, "customer_id", customers) for kind in ("invoices", "payments", "promises", "credits")}
    books = books.model_copy(update=changes)
    books = books.model_copy(update={"documents": kept("documents", "customer_id", customers)})
    books = books.model_copy(update={"documents": kept("documents", "invoice", invoices)})
    books = books.model_copy(update={"deliveries": kept("deliveries", "document_id", papers)})
    return books, tuple(problems)


def _without_file(session: Session, codes: list[str]) -> int:
    query = select(func.count()).select_from(Document).join(Client, col(Client.id) == col(Document.client_id))
    query = query.where(col(Client.code).in_(codes), col(Document.sha256).is_(None))
    return session.exec(query.where(Document.kind != DocumentKind.STATEMENT)).one()


# --- how fresh, how complete ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ClientStatus:
    """One client's books. `age_hours`: since the end of the day they are of, None if there are none."""

    code: str
    name: str
    as_of: datetime | None
    age_hours: float | None
    customers: int
    contacts: int
    invoices: int
    open_invoices: int
    documents: int
    customers_without_email: int
    invoices_without_pdf: int


def status(engine: Engine, now: datetime) -> list[ClientStatus]:
    """Every client by code."""
    with Session(engine) as session:
        return [_status_of(session, client, now) for client in session.exec(select(Client).order_by(Client.code))]


def _status_of(session: Session, client: Client, now: datetime) -> ClientStatus:
    reachable = select(Contact.customer_id).where(Contact.client_id == client.id, Contact.status == "active")
    with_pdf = select(Document.invoice_id).where(
        Document.client_id == client.id,
        Document.kind == DocumentKind.INVOICE,
        col(Document.sha256).is_not(None),
        col(Document.invoice_id).is_not(None),
    )
    age = None if client.books_as_of is None else max(0.0, (now - client.books_as_of).total_seconds() / 3600)
    return ClientStatus(
        code=client.code,
        name=client.name,
        as_of=client.books_as_of,
        age_hours=None if age is None else round(age, 1),
        customers=_count(session, Customer, client),
        contacts=_count(session, Contact, client, Contact.status == "active"),
        invoices=_count(session, Invoice, client),
        open_invoices=_count(session, Invoice, client, Invoice.open_amount > 0),
        documents=_count(session, Document, client, col(Document.sha256).is_not(None)),
        customers_without_email=_count(session, Customer, client, col(Customer.id).not_in(reachable)),
        invoices_without_pdf=_count(session, Invoice, client, col(Invoice.id).not_in(with_pdf)),
    )


def _count(
    session: Session,
    model: type[Customer] | type[Contact] | type[Invoice] | type[Document],
    client: Client,
    *conditions: ColumnElement[bool] | bool,
) -> int:
    query = select(func.count()).select_from(model).where(col(model.client_id) == client.id, *conditions)
    return session.exec(query).one()
