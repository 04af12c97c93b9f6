"""How customers name invoices: short forms, ranges, sets, orders, amounts and days; and numbers that name none.

From the words to the books: what is found is what an automatic answer would send.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import NAMESPACE_URL, UUID, uuid5

import pytest

from agent.domain.facts import (
    AttachmentView,
    BooksFact,
    ClientFact,
    CustomerFact,
    DocumentFact,
    InvoiceFact,
    MailView,
    Reading,
)
from agent.domain.matching import match
from agent.domain.numbers import learn_formats, normalise
from agent.domain.vocabulary import DocumentKind, Intent
from agent.reading.extract import extract

SENT = datetime(2026, 11, 19, 9, tzinfo=UTC)
ROWS = (
    ("KO-26-0471", "2026-02-10", "480.00", "paid", "HP-118"),
    ("KO-26-4411", "2026-09-03", "2310.00", "open", "HP-231"),
    ("KO-26-4412", "2026-09-21", "615.75", "open", "HP-240"),
    ("KO-26-4413", "2026-10-19", "1240.50", "paid", "HP-255"),
)
FORMATS = learn_formats([row[0] for row in ROWS])


def key(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, name)


def delivery_note(number: str) -> str:
    return f"DN-88{number[-4:]}"


def invoice(number: str, issued: str, amount: str, status: str, order: str) -> InvoiceFact:
    day = date.fromisoformat(issued)
    papers = tuple(
        DocumentFact(
            id=key(code), code=code, kind=kind, filename=f"{code}.pdf", client_id=key("client"), customer_id=key("K1"),
            invoice_number=number,
        )
        for code, kind in ((number, DocumentKind.INVOICE), (delivery_note(number), DocumentKind.POD))
    )  # fmt: skip
    return InvoiceFact(
        id=key(number), number=number, customer_id=key("K1"), issue_date=day, due_date=day.replace(month=day.month + 1),
        currency="GBP", amount=Decimal(amount), open_amount=Decimal(0 if status == "paid" else amount), status=status,
        po_number=order, documents=papers,
    )  # fmt: skip


CUSTOMER = CustomerFact(
    id=key("K1"), code="K1", name="Harrow Pike", currency="GBP", language="en", invoices=tuple(invoice(*row) for row in ROWS)
)  # fmt: skip
BOOKS = BooksFact(
    as_of=SENT, client=ClientFact(id=key("client"), code="KES", name="Kestrel", number_formats=FORMATS), customers=(CUSTOMER,)
)  # fmt: skip
KNOWN = frozenset(normalise(one) for row in ROWS for one in (row[0], row[4], delivery_note(row[0])))


def named(text: str, subject: str = "", language: str = "en", attachment: str = "") -> list[str]:
    """The last four digits of the invoices that the mail asks for, or speaks of."""
    files = (AttachmentView(filename=attachment, mime="application/pdf", size=1, sha256="0"),) if attachment else ()
    view = MailView(
        message_id="<1@x>", newest=text, subject=subject, language=language, sent_at=SENT, attachments=files
    )
    facts = extract(view, SENT.date(), language, FORMATS, KNOWN)
    reading = Reading(
        reader="test", version="1", language=language, intents=(Intent.DOCUMENT_REQUEST,), confidence={}, facts=facts
    )
    return sorted(one.number[-4:] for one in match(reading, view, BOOKS).invoices)


ASKED = [
    ("en", "Please resend KO-26-4411.", ["4411"]),
    ("en", "please resend ko 26/4411", ["4411"]),
    ("en", "copy of KO264411 please", ["4411"]),
    ("en", "inv 4411 pls", ["4411"]),
    ("en", "0471 again please", ["0471"]),
    ("en", "Could you send 4411 and 4412?", ["4411", "4412"]),
    ("en", "Please send 4411, 4412 & 4413.", ["4411", "4412", "4413"]),
    ("en", "Please send invoices 4411-4413.", ["4411", "4412", "4413"]),
    ("en", "Please send invoices 4411 to 4413.", ["4411", "4412", "4413"]),
    ("en", "Can I have all from September please?", ["4411", "4412"]),
    ("en", "Please send copies of everything open.", ["4411", "4412"]),
    ("en", "Please send the invoice for PO HP-231.", ["4411"]),
    ("en", "Could we have the invoice for £615.75?", ["4412"]),
    ("en", "Could you send the one for 2,310 again please?", ["4411"]),
    ("de", "Bitte schicken Sie mir die Rechnung über 2.310 noch einmal.", ["4411"]),
    ("fr", "Pouvez-vous me renvoyer la facture de 2.310 svp ?", ["4411"]),
    ("es", "mandame la de 2.310 porfa q no la encuentro", ["4411"]),
    ("nl", "Kunt u de factuur van 2.310 nog eens sturen?", ["4411"]),
    ("en", "Please send your invoice dated 19 October 2026.", ["4413"]),
    ("en", "Please send the invoice ending 413.", ["4413"]),
    ("en", "I need the latest invoice please.", ["4413"]),
    ("en", "The last two invoices please.", ["4412", "4413"]),
    ("en", "Your invoices: could you send me the last two again please?", ["4412", "4413"]),
    ("en", "Your invoices: could I please have the last two again?", ["4412", "4413"]),
    ("en", "I have everything except the last two invoices, please send those.", ["4412", "4413"]),
    ("en", "Could KO-26-4411 be sent to me please?", ["4411"]),
    ("en", "Please send the invoice for our order HP 240.", ["4412"]),
    ("en", "Please send invoices 0471 up to and including 4412.", ["0471", "4411", "4412"]),
    ("de", "Ich habe alles bis auf die letzten zwei Rechnungen, bitte senden Sie mir die.", ["4412", "4413"]),
    ("fr", "J'ai tout sauf les deux dernières factures, merci de me les envoyer.", ["4412", "4413"]),
    ("es", "Tengo todas menos las dos últimas facturas, ¿me las mandan?", ["4412", "4413"]),
    ("nl", "Ik heb alles behalve de laatste twee facturen, kunt u die sturen?", ["4412", "4413"]),
    ("nl", "Kan KO-26-4411 nog eens gestuurd worden?", ["4411"]),
    ("nl", "Graag de factuur bij onze bestelling HP 255.", ["4413"]),
    ("es", "Necesito la factura del pedido HP 118.\nMuchas gracias.\nC/ Bretón 22, 50005 Zaragoza", ["0471"]),
    ("de", "Bitte Rechnung 4411 senden.\nHauptstraße 9, 50005 Köln", ["4411"]),
    ("en", "Copies of our invoices from KO-26-0471 to KO-26-4412, please.", ["0471", "4411", "4412"]),
    ("en", "Signed copy of delivery docket DN-884412 please.", ["4412"]),
    ("en", "Please send these invoices again:\n- KO-26-4411\n- ...4412", ["4411", "4412"]),
    ("de", "Schicken Sie mir bitte die beiden letzten Rechnungen.", ["4412", "4413"]),
    ("de", "Bitte alle Rechnungen von KO-26-0471 bis einschließlich KO-26-4412 zusenden.", ["0471", "4411", "4412"]),
    ("de", "Bräuchte den Lieferschein DN 884413 mit Unterschrift.", ["4413"]),
    ("fr", "Les 3 dernières factures svp", ["4411", "4412", "4413"]),
    ("fr", "Il me faudrait nos factures entre le numéro KO-26-0471 et le numéro KO-26-4412.", ["0471", "4411", "4412"]),
    ("fr", "Merci d'envoyer le bon de livraison 884411 signé.", ["4411"]),
    ("es", "¿Me pasas las dos últimas facturas?", ["4412", "4413"]),
    ("es", "Envíenme las facturas de la KO-26-0471 a la KO-26-4412, por favor.", ["0471", "4411", "4412"]),
    ("es", "Necesito la guía de despacho DN-884412 firmada.", ["4412"]),
    ("es", "Mándenme todas las facturas con saldo, por favor.", ["4411", "4412"]),
    ("nl", "Graag de laatste 2 facturen.", ["4412", "4413"]),
    ("nl", "Kunt u onze facturen tussen KO-26-0471 en KO-26-4412 sturen?", ["0471", "4411", "4412"]),
    ("nl", "Graag de pakbon DN884413, getekend.", ["4413"]),
    ("nl", "Graag kopie van alle facturen die nog openstaan.", ["4411", "4412"]),
    ("de", "Bitte nochmals Rechnung 4411.", ["4411"]),
    ("de", "Bitte Rg.-Nr. 4411 und 4412 zusenden.", ["4411", "4412"]),
    ("de", "Bitte senden Sie uns die Rechnungen 4411 bis 4413.", ["4411", "4412", "4413"]),
    ("de", "Bitte alle Rechnungen vom September schicken.", ["4411", "4412"]),
    ("de", "Schicken Sie uns bitte alles, was noch offen ist.", ["4411", "4412"]),
    ("de", "Bitte die Rechnung zur Bestellung HP-240.", ["4412"]),
    ("de", "Bitte senden Sie die Rechnung über 1.240,50.", ["4413"]),
    ("de", "Mir fehlt die Rechnung vom 03.09.2026.", ["4411"]),
    ("fr", "Pouvez-vous renvoyer la 4411 ?", ["4411"]),
    ("fr", "Merci de nous adresser les factures 4411 et 4412.", ["4411", "4412"]),
    ("fr", "Merci de nous envoyer les factures 4411 à 4413.", ["4411", "4412", "4413"]),
    ("fr", "Envoyez-moi toutes les factures de septembre, s'il vous plaît.", ["4411", "4412"]),
    ("fr", "Merci d'envoyer la facture de la commande HP-255.", ["4413"]),
    ("fr", "Pourriez-vous me renvoyer la facture de 615,75 € ?", ["4412"]),
    ("es", "¿Me mandas la 4411?", ["4411"]),
    ("es", "Por favor envíen las facturas 4411 y 4412.", ["4411", "4412"]),
    ("es", "Necesitamos todas las facturas pendientes.", ["4411", "4412"]),
    ("es", "Envíenos la factura del pedido HP-118.", ["0471"]),
    ("es", "Necesito la factura del 21 de septiembre.", ["4412"]),
    ("nl", "Graag factuur 4411.", ["4411"]),
    ("nl", "Kunt u factuur 4411 en 4412 sturen?", ["4411", "4412"]),
    ("nl", "Graag de facturen 4411 t/m 4413.", ["4411", "4412", "4413"]),
    ("nl", "Wilt u alle openstaande facturen sturen?", ["4411", "4412"]),
    ("nl", "Graag de factuur bij order HP-231.", ["4411"]),
    ("nl", "Kunt u de facturen van september sturen?", ["4411", "4412"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "numbers"), ASKED)
def test_what_a_customer_names_is_found_in_the_books(language: str, text: str, numbers: list[str]) -> None:
    assert named(text, language=language) == numbers


def test_a_number_in_the_name_of_an_attachment_counts_where_the_words_name_none() -> None:
    assert named("We will pay the attached on Friday.", attachment="KO-26-4412.pdf") == ["4412"]
    assert named("We will pay the attached on Friday.", attachment="Invoice_KO-26-4412_copy.pdf") == ["4412"]


def test_the_subject_names_what_the_text_leaves_open() -> None:
    assert named("please send a copy", subject="4411") == ["4411"]
    assert named("please send a copy", subject="[TICKET-4412] KO-26-4411") == ["4411"]


DISTRACTORS = [
    "Call me on 07700 904411.",
    "Tel.: +44 20 7946 4411",
    "Telefon 0531 / 44 11 - 0",
    "Tél. 01 23 45 44 11",
    "Móvil 600 12 44 11",
    "VAT GB 123 4544 11",
    "USt-IdNr. DE123454411",
    "TVA FR 12 345674411",
    "NIF B12344411",
    "btw NL001234411B01",
    "HRB 4411, Amtsgericht Mannheim",
    "SIRET 123 456 789 04411",
    "KvK 12344411",
    "Registered in England no. 01234411",
    "IBAN DE89 3704 0044 0532 4411 00",
    "Ticket 4411 has been opened.",
    "Our ref: case 4411",
    "Vorgang 4411 ist offen.",
    "Dossier 4411 chez nous.",
    "Expediente 4411",
    "Zaaknummer 4411",
    "Vendor no. 4411",
    "Kundennummer 4411",
    "Numéro client 4411",
    "Cliente 4411",
    "Klantnummer 4411",
    "Cost centre 4411",
    "Kostenstelle 4411",
    "P.O. Box 4411, Leeds",
    "Postfach 4411",
    "Unit 4411, Harbour Road",
    "We got 4411 kg of it.",
    "4411 Stück wurden geliefert.",
    "The meter reads 4411 kWh.",
    "Employee 4411",
    "Room 4411",
    "Serial no. 4411",
    "The office is open from 8:30-12:44 and 13-44.11.",
    "EUR 4411",
    "Company code 4411",
    "Vendor ID: 4411",
    "Our vendor code with you is supplier number 4411",
    "Buchungskreis 4411",
    "Lieferantennummer 4411",
    "Code fournisseur 4411",
    "Code société 4411",
    "Código de proveedor 4411",
    "Sociedad 4411",
    "Leveranciersnummer 4411",
    "Vestiging 4411",
    "Store no. 4411",
    "Análisis Montes, S.L.\nB-99417744",
    "KvK 88264411",
    "Talleres Ruiz\nF-88264411",
    "The net price was 4.411, as agreed.",
]


@pytest.mark.parametrize("text", DISTRACTORS)
def test_other_numbers_name_no_invoice(text: str) -> None:
    assert named(text) == []
