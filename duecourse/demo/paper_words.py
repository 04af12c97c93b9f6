"""The words that stand on the demo company's papers, in its customers' languages."""

from datetime import date
from decimal import Decimal

TITLES = {
    "invoice": ("Invoice", "Rechnung", "Facture", "Factura", "Factuur"),
    "pod": ("Proof of delivery", "Lieferschein", "Bon de livraison", "Albarán de entrega", "Afleverbon"),
    "po_copy": ("Purchase order", "Bestellung", "Bon de commande", "Pedido", "Inkooporder"),
    "receipt": ("Receipt", "Quittung", "Reçu", "Recibo", "Betalingsbewijs"),
    "credit_note": ("Credit note", "Gutschrift", "Avoir", "Nota de abono", "Creditnota"),
}
WORDS = {
    "number": ("Number", "Nummer", "Numéro", "Número", "Nummer"),
    "date": ("Date", "Datum", "Date", "Fecha", "Datum"),
    "due": ("Due", "Fällig", "Échéance", "Vencimiento", "Vervaldatum"),
    "order": ("Your order", "Ihre Bestellung", "Votre commande", "Su pedido", "Uw order"),
    "for_invoice": ("For invoice", "Zu Rechnung", "Pour la facture", "De la factura", "Bij factuur"),
    "goods": ("Description", "Bezeichnung", "Désignation", "Descripción", "Omschrijving"),
    "count": ("Qty", "Menge", "Qté", "Cant.", "Aantal"),
    "price": ("Price", "Preis", "Prix", "Precio", "Prijs"),
    "total": ("Total", "Summe", "Total", "Total", "Totaal"),
    "net": ("Net", "Netto", "Total HT", "Base", "Netto"),
    "tax": ("VAT", "USt.", "TVA", "IVA", "Btw"),
    "pay": ("Please pay to", "Bitte zahlen Sie auf", "À régler sur", "Pagar en", "Te betalen op"),
    "signed": ("Received in good order", "Ware erhalten", "Reçu conforme", "Recibido conforme", "In goede orde ontvangen"),
    "paid": ("Received with thanks", "Dankend erhalten", "Reçu avec remerciements", "Recibido con gratitud", "In dank ontvangen"),
}  # fmt: skip
LANGUAGES = ("en", "de", "fr", "es", "nl")


def title(kind: str, language: str) -> str:
    return TITLES[kind][LANGUAGES.index(language)]


def word(name: str, language: str) -> str:
    return WORDS[name][LANGUAGES.index(language)]


def money(amount: Decimal, language: str) -> str:
    """1,234.50 in English, 1.234,50 elsewhere; French parts thousands by a space."""
    text = f"{amount:,.2f}"
    if language == "en":
        return text
    point = " " if language == "fr" else "."
    return text.replace(",", "_").replace(".", ",").replace("_", point)


def day(value: date, language: str) -> str:
    return f"{value:%d %b %Y}" if language == "en" else f"{value:%d.%m.%Y}" if language == "de" else f"{value:%d/%m/%Y}"
