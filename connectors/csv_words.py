"""Words in the cells of a ledger's spreadsheets, in five languages and as common programs write them."""

from connectors.csv_headers import plain

_STATUSES = {
    "open": "open|offen|ouvert|ouverte|abierta|abierto|openstaand|authorised|authorized|approved|awaiting payment|sent|submitted to customer|unpaid|overdue|due|pending|posted"
    "|unbezahlt|überfällig|impayé|impayée|en retard|pendiente|impagada|vencida|onbetaald|vervallen|à payer|verstuurd",
    "partly_paid": "partly paid|partially paid|part paid|partial|teilbezahlt|teilweise bezahlt|partiellement payé|partiellement payée|parcialmente pagada|pago parcial|deels betaald|gedeeltelijk betaald",
    "paid": "paid|closed|settled|paid in full|bezahlt|ausgeglichen|beglichen|payé|payée|réglé|réglée|soldé|soldée|pagada|pagado|cobrada|saldada|betaald|voldaan",
    "disputed": "disputed|in dispute|dispute|queried|strittig|reklamiert|en litige|litige|contesté|contestée|en disputa|disputada|reclamada|betwist|in geschil",
    "credited": "credited|gutgeschrieben|avoir émis|créditée|abonada|rectificada|gecrediteerd",
    "credited_and_paid": "credited and paid",
    "cancelled": "cancelled|canceled|void|voided|deleted|storniert|annulliert|annulé|annulée|anulada|cancelada|geannuleerd",
}
_KINDS = {
    "invoice": "invoice|invoice copy|rechnung|facture|factura|factuur|rg|inv|ra",
    "pod": "pod|proof of delivery|delivery note|lieferschein|ablieferbeleg|liefernachweis|bon de livraison|preuve de livraison|albarán|albarán de entrega|prueba de entrega|pakbon|afleverbon|cmr",
    "po_copy": "po copy|po|purchase order|bestellung|bestellkopie|commande|bon de commande|pedido|orden de compra|bestelling|inkooporder",
    "statement": "statement|statement of account|kontoauszug|relevé|relevé de compte|extracto|estado de cuenta|rekeningoverzicht",
    "receipt": "receipt|payment receipt|quittung|zahlungsbeleg|reçu|quittance|recibo|kwitantie|betalingsbewijs",
    "credit_note": "credit note|credit memo|gutschrift|avoir|abono|nota de crédito|factura rectificativa|creditnota|creditfactuur|cn",
}
_CREDIT_TYPES = (
    "credit note|credit memo|credit|accreccredit|sales credit note|sc|gutschrift|rechnungskorrektur|gs|avoir|facture d'avoir|abono|nota de crédito"
    "|nota de abono|factura rectificativa|creditnota|creditfactuur|creditering|cn"
)
_PAYMENT_TYPES = "payment|unapplied payment|customer payment|sales receipt on account|sa|zahlung|zahlungseingang|paiement|règlement|acompte|pago|cobro|anticipo|betaling|prepayment|overpayment|deposit"
_YES = "yes|y|true|1|x|ja|j|oui|o|vrai|wahr|sí|si|s|verdadero|waar|active|aktiv|actif|activo|actief"
_NO = "no|n|false|0|nein|non|faux|falsch|falso|nee|onwaar|inactive|inaktiv|inactif|inactivo|inactief|left|ausgeschieden|parti|baja|vertrokken"
_LANGUAGES = {
    "en": "en|eng|english|englisch|anglais|inglés|engels|en gb|en us",
    "de": "de|deu|ger|german|deutsch|allemand|alemán|duits|de de|de at|de ch",
    "fr": "fr|fra|fre|french|französisch|français|francés|frans|fr fr|fr be|fr ch",
    "es": "es|spa|spanish|spanisch|espagnol|español|spaans|es es|es mx",
    "nl": "nl|nld|dut|dutch|niederländisch|néerlandais|holandés|neerlandés|nederlands|nl nl|nl be",
}
_TOTALS = (
    "total|totals|grand total|subtotal|summe|gesamt|gesamtsumme|zwischensumme|total général|sous total|total general|suma"
    "|totaal|eindtotaal|subtotaal"
)


def _by_word(texts: dict[str, str]) -> dict[str, str]:
    return {plain(word): name for name, words in texts.items() for word in (name, *words.split("|"))}


_STATUS_OF, _KIND_OF, _LANGUAGE_OF = _by_word(_STATUSES), _by_word(_KINDS), _by_word(_LANGUAGES)
_CREDITS, _PAYMENTS, _SUMS, _AYE, _NAY = (
    frozenset(map(plain, words.split("|"))) for words in (_CREDIT_TYPES, _PAYMENT_TYPES, _TOTALS, _YES, _NO)
)


def status_of(cell: str) -> str | None:
    """Our word for an invoice's status; None for an empty cell; an unknown word stays as it is."""
    return _STATUS_OF.get(plain(cell), cell.strip().lower()) if plain(cell) else None


def kind_of(cell: str) -> str:
    return _KIND_OF.get(plain(cell), cell.strip().lower())


def language_of(cell: str) -> str | None:
    return _LANGUAGE_OF.get(plain(cell))


def row_type(cell: str) -> str:
    """ "credit", "payment" or "invoice", by the cell that says what a row of an open-items list is."""
    word = plain(cell)
    return "credit" if word in _CREDITS else "payment" if word in _PAYMENTS else "invoice"


def yes_or_no(cell: str) -> bool | None:
    word = plain(cell)
    return True if word in _AYE else False if word in _NAY else None


def is_total(cell: str) -> bool:
    """Whether a row that begins so is the sum below a list."""
    return plain(cell) in _SUMS or plain(cell).startswith("totalfor")
