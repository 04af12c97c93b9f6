"""The demo company's papers as small one-page PDFs, and the archive folder that holds them."""

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from connectors.ports import Books, CompanyDocumentRecord, DocumentRecord
from duecourse.demo.data import company
from duecourse.demo.paper import Paper, draw, draw_letter, number_on
from duecourse.demo.paper_words import title

FOLDERS = {
    "invoice": "Invoices",
    "pod": "Delivery notes",
    "po_copy": "Purchase orders",
    "receipt": "Receipts",
    "credit_note": "Credit notes",
}


def document_pdf(record: DocumentRecord | CompanyDocumentRecord, books: Books) -> bytes:
    """One page of at most 6,000 bytes, the same on every call. ValueError for a statement, which has no file."""
    if isinstance(record, CompanyDocumentRecord):
        return page(record.title, lambda canvas: draw_letter(canvas, record))
    if record.invoice is None:
        raise ValueError(f"{record.id} is made when it is sent and has no file.")
    invoice = next(one for one in books.invoices if one.number == record.invoice)
    client, customer = company().client(invoice.client_id), company().customer(invoice.customer_id)
    heading = f"{title(record.kind, customer.language)} {number_on(record, invoice)}"
    return page(heading, lambda canvas: draw(Paper(canvas, record, invoice, client, customer)))


def page(heading: str, draw: Callable[[Canvas], None]) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, pageCompression=1, invariant=1)
    canvas.setTitle(heading)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def plain_pdf(text: str) -> bytes:
    """A page with these lines and nothing else, as customers attach them."""

    def draw_lines(canvas: Canvas) -> None:
        for place, line in enumerate(text.splitlines()):
            canvas.drawString(56, 780 - 16 * place, line)

    return page(text.partition("\n")[0], draw_lines)


# --- the archive ---------------------------------------------------------------------------------------------------


def write_archive(folder: Path, books: Books) -> int:
    """Lay all papers out below `folder` as a firm keeps them; how many there are. The folders of the clients are made anew: with the
    dates the years move on, and a paper that lay in two of them would not be found."""
    for client in books.clients:
        shutil.rmtree(folder / client.name, ignore_errors=True)
    count = 0
    for place, record in papers(books):
        path = folder / place / record.filename
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(document_pdf(record, books))
        count += 1
    return count


def papers_of(books: Books) -> Iterator[tuple[str, bytes]]:
    """Code and content of every paper."""
    return ((record.id, document_pdf(record, books)) for _, record in papers(books))


def papers(books: Books) -> Iterator[tuple[Path, DocumentRecord | CompanyDocumentRecord]]:
    """Every record that has a file, with the folder it lies in: client, kind, year."""
    names = {client.id: client.name for client in books.clients}
    issued = {invoice.number: invoice.issue_date for invoice in books.invoices}
    for document in books.documents:
        if document.invoice is not None:
            yield Path(names[document.client_id], FOLDERS[document.kind], str(issued[document.invoice].year)), document
    for letter in books.company_documents:
        yield Path(names[letter.client_id], "Company"), letter
