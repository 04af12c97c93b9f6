"""The statement of account as a PDF, made from the books when it is sent; it names the day of the books."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from agent.domain.dates import format_date
from agent.domain.facts import ClientFact, CustomerFact, InvoiceFact
from agent.domain.money import format_amount

WORDS = {
    "en": (
        "Statement of account",
        "As of",
        "Invoice",
        "Date",
        "Due",
        "Amount",
        "Open",
        "Total open",
        "No open invoices.",
    ),
    "de": (
        "Kontoauszug",
        "Stand",
        "Rechnung",
        "Datum",
        "Fällig",
        "Betrag",
        "Offen",
        "Offen gesamt",
        "Keine offenen Rechnungen.",
    ),
    "fr": (
        "Relevé de compte",
        "Au",
        "Facture",
        "Date",
        "Échéance",
        "Montant",
        "Ouvert",
        "Total ouvert",
        "Aucune facture ouverte.",
    ),
    "es": (
        "Extracto de cuenta",
        "A fecha de",
        "Factura",
        "Fecha",
        "Vencimiento",
        "Importe",
        "Pendiente",
        "Total pendiente",
        "Sin facturas pendientes.",
    ),
    "nl": (
        "Rekeningoverzicht",
        "Per",
        "Factuur",
        "Datum",
        "Vervaldag",
        "Bedrag",
        "Open",
        "Totaal open",
        "Geen openstaande facturen.",
    ),
}
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=9.5, leading=13)
HEAD = ParagraphStyle("head", parent=BODY, fontName="Helvetica-Bold", fontSize=15, leading=20)


def statement_pdf(client: ClientFact, customer: CustomerFact, as_of: date, language: str) -> bytes:
    """One PDF of everything open in the account. The same books give the same bytes."""
    words = WORDS.get(language, WORDS["en"])
    language = language if language in WORDS else "en"
    invoices = [
        one for one in customer.invoices if one.open_amount != 0 and one.status not in ("cancelled", "credited")
    ]
    page = BytesIO()
    document = SimpleDocTemplate(
        page, pagesize=A4, invariant=1, title=f"{words[0]} {customer.name}", author=client.name, margin=20 * mm
    )
    story = [
        Paragraph(escaped(client.name), BODY),
        Spacer(1, 6 * mm),
        Paragraph(words[0], HEAD),
        Paragraph(f"{escaped(customer.name)} ({escaped(customer.code)})", BODY),
        Paragraph(f"{words[1]} {format_date(as_of, language)}", BODY),
        Spacer(1, 5 * mm),
        table(invoices, words, language) if invoices else Paragraph(words[8], BODY),
    ]
    document.build(story)
    return page.getvalue()


def table(invoices: Sequence[InvoiceFact], words: tuple[str, ...], language: str) -> Table:
    rows = [list(words[2:7])]
    for one in invoices:
        money = [format_amount(value, one.currency, language) for value in (one.amount, one.open_amount)]
        rows.append([one.number, format_date(one.issue_date, language), format_date(one.due_date, language), *money])
    for currency in sorted({one.currency for one in invoices}):
        total = sum((one.open_amount for one in invoices if one.currency == currency), Decimal(0))
        rows.append([words[7], "", "", "", format_amount(total, currency, language)])
    style = TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), "Helvetica", 8.5),
            ("FONT", (0, 0), (-1, 0), "Helvetica-Bold", 8.5),
            ("ALIGN", (3, 0), (-1, -1), "RIGHT"),
            ("LINEBELOW", (0, 0), (-1, 0), 0.6, colors.black),
            ("LINEABOVE", (0, len(invoices) + 1), (-1, len(invoices) + 1), 0.6, colors.black),
        ]
    )
    return Table(rows, colWidths=[36 * mm, 36 * mm, 36 * mm, 31 * mm, 31 * mm], style=style, repeatRows=1)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
