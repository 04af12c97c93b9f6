"""Rows of a ledger about customers whom it does not describe itself: whom they mean, and which of them mean nobody."""

from collections import defaultdict
from collections.abc import Collection

from sqlmodel import Session, col, select

from agent.domain.numbers import normalise
from agent.records.ledger import Client, Customer, Document, Invoice
from connectors.ports import Books, RowProblem


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
