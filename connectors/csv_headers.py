"""Which column of a spreadsheet holds what: the names that five languages and common programs give to each field.

Names are compared without case, accents, spaces and signs ("Fällig am" is `falligam`), exactly first, then closely.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from rapidfuzz import fuzz

CLOSE_ENOUGH = 88
"""Of 100. Below this, "Invoice no." and "Invoice to" would be taken for the same."""

_CUSTOMER_ID = (
    "customer id|customer no|customer number|customer code|customer ref|account|account no|account number|account code"
    "|account ref|a/c|client id|client no|debtor|debtor no|debtor number|debtor code|cust id|cust no|sold to|bill to id|payer"
    "|kundennr|kundennummer|kunden id|kd nr|debitor|debitorennr|debitorennummer|debitorenkonto|konto|kontonummer"
    "|personenkonto|gegenkonto ohne bu schluessel|numéro client|n° client|no client|code client|ref client|id client|compte|compte tiers|compte client"
    "|compte auxiliaire|comp aux num|código cliente|nº cliente|número de cliente|id cliente|cuenta|cuenta cliente|cod cliente"
    "|klantnummer|klantcode|klantnr|klant id|debiteurnummer|debiteurnr|debiteur|debiteurcode|relatienummer|relatiecode"
)
_CUSTOMER_NAME = (
    "customer|customer name|customer full name|client|client name|contact name|account name|company|company name|name"
    "|display name|debtor name|bill to|bill to name|billed to|sold to name|organisation|organization|kunde|kundenname|firma|firmenname|debitorname"
    "|name debitor|rechnungsempfänger|nom|nom client|nom du client|raison sociale|société|tiers|comp aux lib|intitulé|cliente|nombre"
    "|nombre cliente|nombre del cliente|razón social|empresa|klant|klantnaam|naam|naam klant|bedrijfsnaam|relatie|relatienaam|debiteurnaam|intitulé du compte"
)
_CURRENCY = (
    "currency|currency code|curr|ccy|cur|document currency|transaction currency|währung|waehrung|währungskennung"
    "|wkz|wkz umsatz|währungscode|devise|monnaie|code devise|i devise|moneda|divisa|código moneda|valuta|valutacode|munt|munteenheid"
)
_EMAIL = (
    "email|e mail|email address|e mail address|main email|primary email|billing email|contact email|invoice email"
    "|e mail adresse|mail|mailadresse|rechnungs e mail|courriel|adresse e mail|adresse courriel|mél|email facturation|correo"
    "|correo electrónico|dirección de correo|email facturación|mailadres|e mailadres|emailadres|e mail facturatie"
)
_NUMBER = (
    "invoice|invoice no|invoice number|invoice num|invoice id|invoice ref|inv no|inv number|number|num|no|doc no|doc number|document no|document number"
    "|reference number|transaction no|bill no|belegfeld 1|rechnung|rechnungsnr|rechnungsnummer|rg nr|re nr|belegnummer|beleg nr|belegnr|facture"
    "|numéro facture|numéro de facture|n° facture|n° de facture|no facture|numéro|n° pièce|numéro pièce|pièce|piece ref|factura|nº factura"
    "|número factura|número de factura|num factura|n factura|número|documento|factuur|factuurnummer|factuurnr|boekstuknummer|boekstuk|bon nummer|entry number|our ref"
)
_ISSUE = (
    "date|invoice date|issue date|issued|issued on|date issued|document date|doc date|transaction date|txn date|bill date|posting date|tax date"
    "|datum|rechnungsdatum|belegdatum|ausstellungsdatum|rechnung vom|buchungsdatum|date facture|date de facture|date de la facture|date d'émission"
    "|date émission|date pièce|piece date|fecha|fecha factura|fecha de factura|fecha emisión|fecha de emisión|fecha documento|factuurdatum|datum factuur|boekdatum|invoiced on"
)
_AMOUNT = (
    "amount|total|invoice amount|invoice total|total amount|gross|gross amount|amount gross|original amount|grand total|total inc vat|total incl tax|total incl vat"
    "|value|document total|amount fc|betrag|rechnungsbetrag|bruttobetrag|brutto|gesamtbetrag|summe|umsatz|umsatz ohne soll haben kz|rechnungssumme|montant"
    "|montant ttc|total ttc|montant total|montant facture|importe|importe total|total factura|total con iva|monto|importe factura|bedrag|factuurbedrag"
    "|totaalbedrag|totaal|bedrag incl btw|totaal incl btw|brutobedrag"
)
_OPEN = (
    "open amount|open|open balance|balance|balance due|amount due|outstanding|outstanding amount|amount outstanding|amount open|remaining|remaining amount"
    "|invoice amount due|due amount|unpaid|unpaid amount|offen|offener betrag|offener posten|restbetrag|saldo|restschuld|noch offen|op betrag|offene summe|reste à payer|reste dû"
    "|solde|solde dû|montant dû|montant restant|restant dû|solde ouvert|pendiente|importe pendiente|saldo pendiente|pendiente de pago|monto pendiente|resto"
    "|openstaand|openstaand bedrag|open bedrag|restant|restbedrag|nog te betalen|te ontvangen|remain"
)
_TEXTS: dict[str, dict[str, str]] = {
    "customers": {
        "id": _CUSTOMER_ID + "|id|code|key|no|number|nr|nummer|numéro|número|código",
        "name": _CUSTOMER_NAME,
        "email": _EMAIL,
        "contact_name": "contact|contact person|primary contact|attention|attn|ansprechpartner|kontakt|kontaktperson|contact principal|interlocuteur"
        "|persona de contacto|contacto|contactpersoon|full name",
        "country": "country|country code|billing country|land|ländercode|länderkennzeichen|pays|code pays|país|código país|landcode|po country",
        "currency": _CURRENCY,
        "language": "language|lang|language code|sprache|korrespondenzsprache|langue|idioma|taal|taalcode",
        "domain": "domain|website|web|web site|homepage|domäne|domaine|site web|dominio|sitio web|domein",
        "payment_terms_days": "payment terms days|payment terms|terms|terms days|net days|credit days|due days|zahlungsziel|zahlungsfrist|zahlungsziel tage"
        "|zahlungsbedingungen|délai de paiement|conditions de paiement|échéance jours|plazo de pago|días de pago|condiciones de pago|betaaltermijn|betalingstermijn|betalingsconditie",
        "group": "group|group code|parent|parent account|parent customer|gruppe|konzern|groupe|grupo|groep|concern",
        "statement_document_id": "statement document id|statement id",
    },
    "contacts": {
        "customer_id": _CUSTOMER_ID + "|customer id",
        "customer_name": _CUSTOMER_NAME.replace("|contact name", "")
        .replace("|name|", "|")
        .replace("|nom|", "|")
        .replace("|nombre|", "|")
        .replace("|naam|", "|"),
        "key": "key|contact id|contact key|id|code",
        "name": "name|contact|contact name|full name|person|contact person|ansprechpartner|nom|nom du contact|interlocuteur|nombre|nombre contacto|contacto|naam|contactpersoon|naam contact",
        "email": _EMAIL,
        "role": "role|position|job title|title|function|department|funktion|rolle|abteilung|stelle|rôle|fonction|poste|service|cargo|puesto|función|functie|rol|afdeling",
        "status": "status|state|active|is active|aktiv|statut|actif|estado|activo|actief|inactive",
        "may_receive": "may receive|receives|document kinds|darf erhalten|erhält|peut recevoir|reçoit|puede recibir|recibe|mag ontvangen|ontvangt",
    },
    "invoices": {
        "number": _NUMBER,
        "customer_id": _CUSTOMER_ID,
        "customer_name": _CUSTOMER_NAME,
        "issue_date": _ISSUE,
        "due_date": "due|due date|due on|date due|payment due|payment due date|maturity|fällig|fällig am|fälligkeit|fälligkeitsdatum|zahlbar bis|netto fällig"
        "|échéance|date échéance|date d'échéance|à payer avant|vencimiento|fecha vencimiento|fecha de vencimiento|vence|vervaldatum|vervaldag|vervalt op|uiterste betaaldatum",
        "currency": _CURRENCY,
        "amount": _AMOUNT,
        "open_amount": _OPEN,
        "paid_amount": "paid|amount paid|paid amount|invoice amount paid|payments|received|bezahlt|gezahlt|bezahlter betrag|payé|montant payé|réglé|montant réglé|pagado|importe pagado|cobrado|betaald|betaald bedrag",
        "debit": "debit|debits|dr|soll|sollbetrag|débit|debe|debet",
        "credit": "credit|credits|cr|haben|habenbetrag|crédit|haber",
        "sign": "soll haben kennzeichen|s h|soll haben|sh kennzeichen|d c|dr cr|debit credit|sens|signo",
        "type": "type|transaction type|document type|doc type|txn type|belegart|dokumentart|art|typ|type de pièce|type pièce|type de document|tipo|tipo documento|tipo de documento|soort|type document|documenttype",
        "status": "status|invoice status|state|payment status|zahlungsstatus|rechnungsstatus|statut|état|statut facture|estado|estado factura|betaalstatus|factuurstatus|arstatus",
        "po_number": "po|po no|po number|purchase order|purchase order no|purchase order number|order number|order no|customer po|customer order no|p o number|your ref|your reference|client order|bestellnummer"
        "|bestellnr|kundenbestellnummer|ihre bestellung|auftragsnummer kunde|ihr zeichen|commande|n° commande|numéro commande|bon de commande|n° bon de commande|votre référence|pedido|nº pedido|número de pedido|orden de compra"
        "|su referencia|su pedido|bestelnummer|inkoopordernummer|uw referentie|uw bestelnummer|ordernummer",
        "credit_note": "credit note|credit note no|credit note number|credit memo|credit memo no|gutschrift|gutschriftnr|gutschriftsnummer|avoir|n° avoir|numéro avoir|abono|nº abono|factura rectificativa|creditnota|creditnotanummer|creditfactuur",
        "related": "related invoice|applies to|original invoice|invoice credited|bezug|bezugsrechnung|zu rechnung|facture d'origine|facture liée|factura original|factura relacionada|oorspronkelijke factuur|betreft factuur",
        "email": _EMAIL,
        "language": "language|sprache|langue|idioma|taal",
    },
    "payments": {
        "id": "payment id|payment no|payment number|payment ref id|receipt no|receipt number|transaction id|id|zahlungsnr|zahlungs id|zahlungsnummer|n° paiement|numéro paiement|n° règlement|id paiement|id pago|nº pago|número de pago|número de cobro|betalingsnummer|betaling id",
        "customer_id": _CUSTOMER_ID,
        "customer_name": _CUSTOMER_NAME,
        "date": "payment date|date paid|paid on|received on|date received|value date|zahlungsdatum|zahlung vom|zahlungseingang|wertstellung|valutadatum|bezahlt am|date paiement|date de paiement|date règlement|date de règlement|fecha pago|fecha de pago|fecha cobro|fecha de cobro|betaaldatum|betaald op|datum betaling|"
        + "date|datum|fecha|transaction date|posting date|buchungsdatum",
        "amount": "payment amount|amount paid|amount received|paid amount|zahlbetrag|zahlungsbetrag|montant payé|montant règlement|montant du paiement|importe pagado|importe cobrado|importe pago|betaald bedrag|amount|total|betrag|montant|importe|bedrag|monto|umsatz",
        "applied_amount": "applied|applied amount|amount applied|allocated|allocated amount|zugeordnet|zugeordneter betrag|montant affecté|montant lettré|importe aplicado|toegewezen|toegewezen bedrag",
        "currency": _CURRENCY,
        "reference": "reference|ref|memo|description|narrative|payment reference|bank reference|verwendungszweck|referenz|buchungstext|référence|libellé|référence paiement|referencia|concepto|descripción|referentie|omschrijving|kenmerk|betalingskenmerk",
        "invoice": "invoice|invoice no|invoice number|applied to|paid invoice|allocated to|rechnung|rechnungsnr|rechnungsnummer|facture|n° facture|numéro facture|numéro de facture|factura|nº factura|número factura|número de factura|factuur|factuurnummer|factuurnr|invoice numbers|invoices",
    },
    "credits": {
        "id": "credit note|credit id|credit note no|credit note number|credit memo|credit memo no|credit no|credit number|number|id|no|gutschrift|gutschriftnr|gutschriftsnummer|avoir|n° avoir|numéro avoir|numéro d'avoir|abono|nº abono|número de abono|creditnota|creditnotanummer|creditnummer|creditfactuur",
        "customer_id": _CUSTOMER_ID,
        "customer_name": _CUSTOMER_NAME,
        "amount": "credit amount|gutschriftbetrag|montant avoir|importe abono|creditbedrag|" + _AMOUNT,
        "open_amount": "unapplied|unapplied amount|remaining credit|" + _OPEN,
        "currency": _CURRENCY,
        "issue_date": "credit date|credit note date|gutschriftdatum|gutschriftsdatum|date avoir|date d'avoir|fecha abono|creditdatum|"
        + _ISSUE,
        "invoice": "invoice|invoice no|invoice number|related invoice|applies to|original invoice|rechnung|rechnungsnr|rechnungsnummer|bezugsrechnung|facture|n° facture|facture d'origine|numéro facture|factura|nº factura|factura original|factuur|factuurnummer|oorspronkelijke factuur",
        "clear": "clear|allocated|assigned|zugeordnet|geklärt|affecté|imputé|asignado|toegewezen",
    },
    "documents": {
        "id": "document id|doc id|id|document no|document number|document code|dokument id|dokumentnr|dokumentnummer|id document|n° document|id documento|nº documento|documentnummer|code",
        "kind": "kind|document kind|document type|type|doc type|dokumentart|belegart|art|type de document|nature|tipo|tipo de documento|soort|documentsoort|documenttype",
        "invoice": "invoice|invoice no|invoice number|rechnung|rechnungsnr|rechnungsnummer|facture|n° facture|numéro facture|numéro de facture|factura|nº factura|número factura|factuur|factuurnummer",
        "customer_id": _CUSTOMER_ID,
        "customer_name": _CUSTOMER_NAME.replace("|name|", "|")
        .replace("|nom|", "|")
        .replace("|nombre|", "|")
        .replace("|naam|", "|"),
        "filename": "filename|file name|file|path|pdf|attachment|dateiname|datei|pfad|nom du fichier|nom de fichier|fichier|chemin|nombre de archivo|archivo|fichero|ruta|bestandsnaam|bestand|pad",
        "released": "released|may be sent|release|freigegeben|freigabe|libéré|publiable|liberado|publicado|vrijgegeven",
    },
    "deliveries": {
        "id": "delivery id|id|send id|versand id|id envoi|id envío|verzend id",
        "document_id": "document id|document|doc id|document no|dokument|dokument id|dokumentnr|document no|documento|id documento|documentnummer",
        "invoice": "invoice|invoice no|invoice number|rechnung|rechnungsnr|rechnungsnummer|facture|n° facture|numéro facture|factura|nº factura|factuur|factuurnummer",
        "sent_at": "sent at|sent|sent on|date sent|sent date|delivered at|delivery date|gesendet am|versendet am|versanddatum|gesendet|envoyé le|date d'envoi|date envoi|enviado|enviado el|fecha de envío|fecha envío|verzonden op|verzonden|verzenddatum",
        "to_address": "to address|to|recipient|recipient address|sent to|"
        + _EMAIL
        + "|empfänger|empfängeradresse|gesendet an|destinataire|envoyé à|destinatario|enviado a|ontvanger|verzonden aan",
        "to_name": "to name|recipient name|name|empfängername|nom du destinataire|nombre del destinatario|naam ontvanger",
        "proof": "proof|message id|tracking|tracking number|tracking no|nachweis|beleg|sendungsnummer|preuve|n° suivi|numéro de suivi|prueba|número de seguimiento|seguimiento|bewijs|trackingnummer|volgnummer",
    },
}

REQUIRED: dict[str, tuple[tuple[str, ...], ...]] = {
    "customers": (("id", "name"),),
    "contacts": (("email",), ("customer_id", "customer_name")),
    "invoices": (("number",), ("customer_id", "customer_name"), ("issue_date",), ("amount", "open_amount", "debit")),
    "payments": (("customer_id", "customer_name"), ("date",), ("amount",)),
    "credits": (("customer_id", "customer_name"), ("issue_date",), ("amount",)),
    "documents": (("kind",), ("invoice", "customer_id", "customer_name")),
    "deliveries": (("document_id", "invoice"), ("sent_at",), ("to_address",)),
}
"""By kind of file: of each group, one field at least."""

_STEMS = {
    "customers": "customers|customer|clients|accounts|debtors|kunden|debitoren|stammdaten|tiers|clientes|klanten|debiteuren",
    "contacts": "contacts|contact|kontakte|ansprechpartner|contactos|contactpersonen|contacten",
    "invoices": "invoices|invoice|openitems|openinvoices|rechnungen|offeneposten|op|factures|facturas|facturen|openstaandeposten",
    "payments": "payments|payment|receipts|zahlungen|paiements|reglements|pagos|cobros|betalingen",
    "credits": "credits|creditnotes|creditmemos|gutschriften|avoirs|abonos|creditnotas",
    "documents": "documents|document|files|dokumente|belege|documentos|documenten",
    "deliveries": "deliveries|delivery|sent|versand|envois|envios|verzendingen",
}  # fmt: skip


OPEN_ITEMS = frozenset({"openitems", "openinvoices", "offeneposten", "op", "openstaandeposten"})
"""The names of files with invoices that say: only open ones."""


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """Letters and digits alone, small, without accents: "N° de facture" is `ndefacture`."""
    apart = unicodedata.normalize("NFKD", name.casefold().replace("°", " "))
    return re.sub(r"[\W_]+", "", "".join(sign for sign in apart if not unicodedata.combining(sign)))


_CURRENCY_TAIL = re.compile(r"[\s(\[]+(?:in\s+)?(?:[A-Z]{3}|[€£$])[\s)\]]*$")


def without_currency(header: str) -> str:
    """ "Betrag (EUR)" and "Saldo in €" are "Betrag" and "Saldo"."""
    return _CURRENCY_TAIL.sub("", header.strip()) or header


@cache
def _names(kind: str, field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain(name) for name in (field, *_TEXTS[kind][field].split("|"))))


def fields_of(kind: str) -> tuple[str, ...]:
    return tuple(_TEXTS[kind])


def match_headers(header: Iterable[str], kind: str, given: Mapping[str, str] | None = None) -> dict[str, int]:
    """Field → number of its column. What a person gave stands; every column serves one field."""
    columns = list(header)
    chosen = {field: columns.index(name) for field, name in (given or {}).items() if name in columns}
    taken = set(chosen.values())
    scored = sorted(_scores(columns, kind), key=lambda one: -one[0])
    for _, field, column in scored:
        if field not in chosen and column not in taken and field not in (given or {}):
            chosen[field] = column
            taken.add(column)
    return chosen


def _scores(columns: list[str], kind: str) -> Iterable[tuple[float, str, int]]:
    """Fits of field and column. Among exact ones the name that stands further ahead in the field's list wins."""
    for column, header in enumerate(columns):
        name = plain(without_currency(header))
        for field in fields_of(kind) if name else ():
            names = _names(kind, field)
            if name in names:
                yield 200 - names.index(name) / 100, field, column
            elif len(name) > 4:
                score = max(fuzz.ratio(name, other) for other in names if len(other) > 4)
                if score >= CLOSE_ENOUGH:
                    yield score, field, column


def missing(kind: str, mapped: Iterable[str]) -> list[str]:
    """The groups of required fields of which none is mapped, in words."""
    have = set(mapped)
    return [" or ".join(group) for group in REQUIRED[kind] if not have & set(group)]


def kind_by_stem(stem: str) -> str | None:
    name = plain(stem)
    return next((kind for kind, names in _STEMS.items() if name in names.split("|")), None)


def kind_by_headers(header: Iterable[str]) -> str | None:
    """The kind whose required fields are all there and that explains most columns; None if two do equally well."""
    columns = list(header)
    matched = {kind: match_headers(columns, kind) for kind in _TEXTS}
    full = {kind: _weight(kind, columns, found) for kind, found in matched.items() if not missing(kind, found)}
    if not full:
        return None
    best = max(full.values())
    winners = [kind for kind, weight in full.items() if weight == best]
    return winners[0] if len(winners) == 1 else None


_CREDIT_NUMBERS = frozenset(_names("credits", "id")) - {"number", "id", "no"}
_TELLING = {
    "invoices": {"number", "due_date", "open_amount", "amount"},
    "payments": {"date", "reference"},
    "credits": {"id"},
    "contacts": {"role"},
    "documents": {"kind", "filename"},
    "deliveries": {"sent_at", "proof"},
    "customers": {"id", "country", "payment_terms_days"},
}


def _weight(kind: str, columns: list[str], found: Mapping[str, int]) -> int:
    """Columns explained, those that tell this kind from the others counting twice.

    Invoices may name a credit note; a list of credit notes begins with its own number."""
    weight = len(found) + len(_TELLING[kind] & found.keys())
    if kind == "credits":
        weight += 2 if plain(columns[0]) in _CREDIT_NUMBERS else -3
    return weight


@cache
def _all_names(kind: str) -> frozenset[str]:
    return frozenset(name for field in fields_of(kind) for name in _names(kind, field))


def recognised(header: Iterable[str], named: frozenset[str] = frozenset()) -> int:
    """How many cells of a row are exact names of columns, for the kind it suits best, or stand in `named`."""
    columns = [cell.strip() for cell in header]
    plainly = {plain(without_currency(column)) for column in columns} - {""}
    return max(len(plainly & _all_names(kind)) for kind in _TEXTS) + len(named.intersection(columns))
