"""How each kind of paper of the demo company is drawn. Positions are points from the lower left corner of an A4 page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from random import Random

from reportlab.pdfgen.canvas import Canvas

from connectors.ports import CompanyDocumentRecord, DocumentRecord, InvoiceRecord
from duecourse.demo.data import ClientEntry, CustomerEntry, company
from duecourse.demo.goods import Line, lines, net_amount
from duecourse.demo.paper_words import day, money, title, word

WIDTH, HEIGHT = 595.28, 841.89
"""A4."""
LEFT, RIGHT = 56.0, WIDTH - 56.0


@dataclass(frozen=True)
class Paper:
    """One page while it is drawn: the record, what it is about, and the canvas."""

    canvas: Canvas
    document: DocumentRecord
    invoice: InvoiceRecord
    client: ClientEntry
    customer: CustomerEntry

    @property
    def language(self) -> str:
        return self.customer.language

    def say(self, x: float, y: float, text: str, size: float = 9.5, bold: bool = False) -> None:
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        self.canvas.drawString(x, y, text)

    def say_right(self, x: float, y: float, text: str, bold: bool = False) -> None:
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 9.5)
        self.canvas.drawRightString(x, y, text)


def draw(paper: Paper) -> None:
    draw_head(paper)
    DRAW_BODY[paper.document.kind](paper)
    draw_foot(paper)


def number_on(record: DocumentRecord, invoice: InvoiceRecord) -> str:
    """An order bears the customer's own number, every other paper its code."""
    return invoice.po_number or record.id if record.kind == "po_copy" else record.id


# --- what every paper has ---------------------------------------------------------------------------------------


def draw_head(paper: Paper) -> None:
    """Who writes to whom: on an order the customer writes to the client, on all others the other way round."""
    firms: tuple[ClientEntry | CustomerEntry, ...] = (paper.client, paper.customer)
    sender, receiver = reversed(firms) if paper.document.kind == "po_copy" else firms
    paper.canvas.setFillColorRGB(*colour(sender.id))
    paper.canvas.rect(0, HEIGHT - 18, WIDTH, 18, stroke=0, fill=1)
    paper.say(LEFT, HEIGHT - 62, sender.name, 15, bold=True)
    paper.canvas.setFillGray(0.15)
    paper.say(LEFT, HEIGHT - 78, " · ".join(sender.address), 8)
    for place, text in enumerate((receiver.name, *receiver.address)):
        paper.say(LEFT, HEIGHT - 130 - 13 * place, text, 10, bold=place == 0)
    heading = f"{title(paper.document.kind, paper.language)} {number_on(paper.document, paper.invoice)}"
    paper.say(LEFT, HEIGHT - 222, heading, 16, bold=True)


def colour(key: str) -> tuple[float, float, float]:
    """A firm's own, dark enough for text."""
    red, green, blue = sha256(key.encode()).digest()[:3]
    return 0.05 + red / 640, 0.15 + green / 640, 0.2 + blue / 640


def draw_facts(paper: Paper, facts: dict[str, str | None]) -> float:
    """Name and value, one below the other; returns where they end."""
    y: float = HEIGHT - 246
    for name, value in facts.items():
        if value:
            paper.say(LEFT, y, word(name, paper.language))
            paper.say(LEFT + 110, y, value, bold=True)
            y -= 14
    return y - 14


def draw_lines(paper: Paper, y: float, goods: tuple[Line, ...], priced: bool) -> float:
    paper.say(LEFT, y, word("goods", paper.language), bold=True)
    paper.say_right(360, y, word("count", paper.language), bold=True)
    if priced:
        paper.say_right(445, y, word("price", paper.language), bold=True)
        paper.say_right(RIGHT, y, word("total", paper.language), bold=True)
    paper.canvas.line(LEFT, y - 4, RIGHT, y - 4)
    for line in goods:
        y -= 18
        paper.say(LEFT, y, line.text)
        paper.say_right(360, y, str(line.count))
        if priced:
            paper.say_right(445, y, money(line.price, paper.language))
            paper.say_right(RIGHT, y, money(line.total, paper.language))
    return y - 26


def draw_totals(paper: Paper, y: float) -> float:
    net = net_amount(paper.invoice)
    tax = f"{word('tax', paper.language)} {paper.client.tax_rate:.0%}"
    rows = (
        (word("net", paper.language), net),
        (tax, paper.invoice.amount - net),
        (f"{word('total', paper.language)} {paper.invoice.currency}", paper.invoice.amount),
    )
    for place, (name, amount) in enumerate(rows):
        paper.say_right(445, y, name, bold=place == 2)
        paper.say_right(RIGHT, y, money(amount, paper.language), bold=place == 2)
        y -= 15
    return y - 16


def draw_foot(paper: Paper) -> None:
    firm = paper.client
    paper.canvas.setFillGray(0.35)
    if paper.document.kind != "po_copy":
        paper.say(LEFT, 44, f"{firm.name} · {' · '.join(firm.address)} · {firm.tax_number} · {firm.phone}", 7)
    paper.say(LEFT, 33, "Demo company: this paper is invented and stands for nothing.", 7)


# --- what is on each kind ---------------------------------------------------------------------------------------


def draw_invoice(paper: Paper) -> None:
    invoice, language = paper.invoice, paper.language
    y = draw_facts(
        paper,
        {"date": day(invoice.issue_date, language), "due": day(invoice.due_date, language), "order": invoice.po_number},
    )
    y = draw_totals(paper, draw_lines(paper, y, lines(invoice), priced=True))
    paper.say(LEFT, y, f"{word('pay', language)}: {paper.client.bank}")


def draw_delivery_note(paper: Paper) -> None:
    invoice, language = paper.invoice, paper.language
    delivered = invoice.issue_date - timedelta(days=1)
    y = draw_facts(
        paper,
        {"date": day(delivered, language), "for_invoice": invoice.number, "order": invoice.po_number},
    )
    goods = tuple(line for line in lines(invoice) if line.text != paper.client.last_line)
    y = draw_lines(paper, y, goods, priced=False)
    draw_signature(paper, y - 60, f"{word('signed', language)}, {day(delivered, language)}")


def draw_signature(paper: Paper, y: float, caption: str) -> None:
    """A scribble over a line, as a pen in a hurry leaves it."""
    random = Random(paper.document.id)
    path = paper.canvas.beginPath()
    x = LEFT + 8
    path.moveTo(x, y + 8)
    for _ in range(random.randrange(5, 9)):
        ends = [round(random.uniform(-6, 24), 1) for _ in range(3)]
        path.curveTo(x + 4, y + ends[0], x + 12, y + ends[1], x + 17, y + ends[2])
        x += 15
    paper.canvas.setStrokeColorRGB(0.1, 0.15, 0.5)
    paper.canvas.drawPath(path)
    paper.canvas.setStrokeGray(0)
    paper.canvas.line(LEFT, y - 4, LEFT + 200, y - 4)
    paper.say(LEFT, y - 16, f"{caption}, {paper.customer.name}", 8)


def draw_order(paper: Paper) -> None:
    ordered = paper.invoice.issue_date - timedelta(days=12)
    y = draw_facts(paper, {"date": day(ordered, paper.language)})
    goods = tuple(line for line in lines(paper.invoice) if line.text != paper.client.last_line)
    draw_signature(paper, draw_lines(paper, y, goods, priced=True) - 50, day(ordered, paper.language))


def draw_receipt(paper: Paper) -> None:
    invoice, language = paper.invoice, paper.language
    y = draw_facts(paper, {"date": day(invoice.due_date, language), "for_invoice": invoice.number})
    paper.say(LEFT, y, f"{word('paid', language)}: {money(invoice.amount, language)} {invoice.currency}", 12, bold=True)


def draw_credit_note(paper: Paper) -> None:
    credited = paper.invoice.issue_date + timedelta(days=9)
    y = draw_facts(paper, {"date": day(credited, paper.language), "for_invoice": paper.invoice.number})
    draw_totals(paper, draw_lines(paper, y, lines(paper.invoice), priced=True))


DRAW_BODY: dict[str, Callable[[Paper], None]] = {
    "invoice": draw_invoice,
    "pod": draw_delivery_note,
    "po_copy": draw_order,
    "receipt": draw_receipt,
    "credit_note": draw_credit_note,
}


def draw_letter(canvas: Canvas, record: CompanyDocumentRecord) -> None:
    """A company document: a certificate or a letter of the bank."""
    firm = company().client(record.client_id)
    told = firm.tax_number if record.kind == "tax_form" else firm.bank
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(LEFT, HEIGHT - 120, record.title)
    canvas.setFont("Helvetica", 11)
    for place, text in enumerate((firm.name, *firm.address, "", told, "", record.id)):
        canvas.drawString(LEFT, HEIGHT - 160 - 16 * place, text)
