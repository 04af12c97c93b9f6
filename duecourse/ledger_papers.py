"""The PDFs that belong to the documents of the books: which are wanted, which the archive has, and filing them.

Rather nothing than the wrong paper: a number or file name that two accounts share is not looked for, and neither
is a bare number of a series that need not be the invoices' own. No file serves two accounts (DC-518).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlmodel import Session, col, select

from agent.domain.numbers import normalise
from agent.domain.vocabulary import DocumentKind
from agent.records import audit
from agent.records.ledger import Client, Document, Invoice
from connectors.ledger_checks import paper_id
from connectors.ports import DocumentSource, RowProblem

KINDS_OF_INVOICE = ("invoice", "pod", "po_copy", "receipt", "credit_note")
AT_ONCE = 5000
"""Values in one question to the database."""
OWN_SERIES = frozenset({"po_copy", "receipt", "credit_note"})
"""Papers with numbers of their own: "Receipt 1001" need not be of invoice 1001."""

T = TypeVar("T")
Owner = tuple[UUID, UUID | None]
"""A client and its customer; None for a paper of the client itself."""


@dataclass(frozen=True)
class Paper:
    """A document whose file is wanted. `document_id` None: the books do not list it, and it becomes a row if found."""

    client_id: UUID
    customer_id: UUID | None
    invoice_id: UUID | None
    document_id: UUID | None
    code: str
    kind: str
    numbers: tuple[str, ...]
    filename: str | None


@dataclass(frozen=True)
class Filed:
    """`found`: documents that got their file now; `added`: those of them that the books do not list; `problems`: those
    whose file is another account's."""

    found: int
    added: int
    problems: tuple[RowProblem, ...]


def wanted_papers(session: Session, codes: list[str]) -> tuple[list[Paper], tuple[RowProblem, ...]]:
    """What to look for, for the clients of these codes, and the documents that cannot be told apart by their names."""
    ids = list(session.exec(select(Client.id).where(col(Client.code).in_(codes))))
    invoices = list(session.exec(select(Invoice).where(col(Invoice.client_id).in_(ids)).order_by(Invoice.number)))
    documents = list(session.exec(select(Document).where(col(Document.client_id).in_(ids)).order_by(Document.code)))
    names = _Names(invoices, documents)
    papers = [*_listed(invoices, documents, names), *_unlisted(invoices, documents, names)]
    return papers, tuple(names.problems)


class _Names:
    """Which numbers and file names belong to one account alone."""

    def __init__(self, invoices: Iterable[Invoice], documents: Iterable[Document]) -> None:
        self._numbers: dict[tuple[str, str], set[Owner]] = defaultdict(set)
        self._files: dict[str, set[Owner]] = defaultdict(set)
        self.problems: list[RowProblem] = []
        for one in invoices:
            for kind in KINDS_OF_INVOICE:
                for number in _numbers_of(kind, one):
                    self._numbers[kind, normalise(number)].add((one.client_id, one.customer_id))
        for document in documents:
            self._files[document.filename.casefold()].add((document.client_id, document.customer_id))

    def clear_numbers(self, kind: str, numbers: Iterable[str], place: str | None) -> tuple[str, ...]:
        """Those that one account alone has. `place`: where a person is told of the others."""
        clear = []
        for number in numbers:
            if len(self._numbers[kind, normalise(number)]) <= 1:
                clear.append(number)
            elif place:
                self._tell(place, f"number {number}")
        return tuple(clear)

    def clear_file(self, document: Document) -> str | None:
        if len(self._files[document.filename.casefold()]) == 1:
            return document.filename
        self._tell(f"documents {document.code}", f"file name {document.filename}")
        return None

    def _tell(self, place: str, what: str) -> None:
        words = f"Two accounts share the {what}, so no PDF was looked for. Import them with folders of their own."
        self.problems.append(RowProblem(place, words))


def _numbers_of(kind: str, invoice: Invoice) -> tuple[str, ...]:
    """The numbers that a paper of this kind may carry in its name, the most telling first."""
    own = {"po_copy": invoice.po_number, "credit_note": invoice.credit_note}.get(kind)
    return (own, invoice.number) if own else (invoice.number,)


def _listed(invoices: list[Invoice], documents: list[Document], names: _Names) -> Iterable[Paper]:
    by_id = {one.id: one for one in invoices}
    for document in documents:
        if document.sha256 is not None or document.kind == DocumentKind.STATEMENT:
            continue
        invoice = by_id.get(document.invoice_id) if document.invoice_id else None
        place = f"documents {document.code}"
        yield Paper(
            client_id=document.client_id,
            customer_id=document.customer_id,
            invoice_id=document.invoice_id,
            document_id=document.id,
            code=document.code,
            kind=document.kind,
            numbers=names.clear_numbers(document.kind, _searched(document.kind, invoice), place) if invoice else (),
            filename=names.clear_file(document),
        )


def _searched(kind: str, invoice: Invoice) -> tuple[str, ...]:
    """Without a bare number that may be another series'."""
    *own, number = _numbers_of(kind, invoice)
    trusted = kind not in OWN_SERIES or not normalise(number).isdigit()
    return (*own, number) if trusted else tuple(own)


def _unlisted(invoices: list[Invoice], documents: list[Document], names: _Names) -> Iterable[Paper]:
    """Papers of invoices that may lie in the archive though the books do not list them."""
    listed = {(one.invoice_id, one.kind) for one in documents}
    taken = {(one.client_id, one.code) for one in documents}
    for invoice in invoices:
        for kind in KINDS_OF_INVOICE:
            code, place = paper_id(kind, invoice.number), f"invoices {invoice.number}"
            if (invoice.id, kind) in listed or (invoice.client_id, code) in taken:
                continue
            yield Paper(
                client_id=invoice.client_id,
                customer_id=invoice.customer_id,
                invoice_id=invoice.id,
                document_id=None,
                code=code,
                kind=kind,
                numbers=names.clear_numbers(kind, _searched(kind, invoice), place if kind == "invoice" else None),
                filename=None,
            )


PDF = b"%PDF"
"""Stands near the beginning of every PDF."""


# --- looking up and filing -----------------------------------------------------------------------------------------


def look_up(
    papers: Iterable[Paper], documents: DocumentSource | None, store: Callable[[bytes], str]
) -> list[tuple[Paper, str]]:
    """The papers that the archive has, each with the hash under which `store` keeps its bytes; "": it is no PDF."""
    if documents is None:
        return []
    return [(paper, sha256) for paper in papers if (sha256 := _found(paper, documents, store)) is not None]


def _found(paper: Paper, documents: DocumentSource, store: Callable[[bytes], str]) -> str | None:
    for number in paper.numbers or (("",) if paper.filename else ()):
        found = documents.find(paper.kind, number, paper.filename)
        if found is not None:
            return store(found.content) if PDF in found.content[:1024] else ""
    return None


def file_papers(session: Session, found: Collection[tuple[Paper, str]], by: UUID | str) -> Filed:
    """Give the documents their files. One that got a file meanwhile keeps that, and nobody gets another's."""
    owners = _owners(session, found)
    others = [paper for paper, sha256 in found if sha256 and len(owners[sha256]) > 1]
    problems = (*(_no_pdf(paper) for paper, sha256 in found if not sha256), *(_elsewhere(one) for one in others))
    found = [(paper, sha256) for paper, sha256 in found if sha256 and len(owners[sha256]) == 1]
    waiting = _waiting(session, [paper.document_id for paper, _ in found if paper.document_id])
    added = 0
    filed: dict[UUID, int] = defaultdict(int)
    for paper, sha256 in found:
        if paper.document_id is None:
            session.add(_new_row(paper, sha256))
            added += 1
        elif (document := waiting.get(paper.document_id)) is not None:
            document.sha256 = sha256
        else:
            continue
        filed[paper.client_id] += 1
    session.flush()
    for client_id, number in sorted(filed.items()):
        audit.record(session, client_id, "documents_filed", "client", client_id, by, number=number)
    return Filed(sum(filed.values()), added, problems)


def _owners(session: Session, found: Iterable[tuple[Paper, str]]) -> dict[str, set[Owner]]:
    """By hash, whose documents have this content or would get it now, over all clients."""
    owners: dict[str, set[Owner]] = defaultdict(set)
    for paper, sha256 in found:
        owners[sha256].add((paper.client_id, paper.customer_id))
    for part in _parts(list(owners)):
        for document in session.exec(select(Document).where(col(Document.sha256).in_(part))):
            owners[str(document.sha256)].add((document.client_id, document.customer_id))
    return owners


def _parts(values: list[T]) -> Iterator[list[T]]:
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))


def _elsewhere(paper: Paper) -> RowProblem:
    words = "The file found for it is also another account's document, so it was not taken (DC-518)"
    way = "Look whose it is, keep each client's PDFs in a folder of its own, and import again"
    return RowProblem(f"documents {paper.code}", f"{words}. {way}.")


def _no_pdf(paper: Paper) -> RowProblem:
    words = "The file found for it is named .pdf and is none, so it was not taken (DC-520)"
    return RowProblem(f"documents {paper.code}", f"{words}. Put the real PDF in its place, and import again.")


def _waiting(session: Session, ids: list[UUID]) -> dict[UUID, Document]:
    found: dict[UUID, Document] = {}
    for part in _parts(ids):
        query = select(Document).where(col(Document.id).in_(part), col(Document.sha256).is_(None)).with_for_update()
        found |= {one.id: one for one in session.exec(query)}
    return found


def _new_row(paper: Paper, sha256: str) -> Document:
    return Document(
        client_id=paper.client_id,
        customer_id=paper.customer_id,
        invoice_id=paper.invoice_id,
        code=paper.code,
        kind=paper.kind,
        filename=f"{paper.code}.pdf",
        sha256=sha256,
    )
