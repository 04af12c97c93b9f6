"""Papers that are asked for together with one that is not named, and papers of which a mail only tells something."""

import time

import pytest

from tests.agent.reading.test_extract import asked, read

A, B = "KO-26-1307", "KO-26-1388"
LONGEST = 5.0
"""Seconds."""
Found = list[tuple[str, tuple[str, ...], str | None]]

TOGETHER: list[tuple[str, str, Found]] = [
    (f"{A}", "copy please + signed POD", [("invoice", (A,), None), ("pod", (A,), None)]),
    ("", f"duplicate of {A} please, plus the delivery note", [("invoice", (A,), None), ("pod", (A,), None)]),
    (f"{A}", "Kopie bitte und den Lieferschein dazu.", [("invoice", (A,), None), ("pod", (A,), None)]),
    (f"{A}", "Bitte nochmals schicken, zusammen mit dem unterschriebenen Lieferschein.", [("invoice", (A,), None), ("pod", (A,), None)]),
    (f"{A}", "copie svp + BL signé", [("invoice", (A,), None), ("pod", (A,), None)]),
    (f"{A}", "Merci de la renvoyer avec le bon de livraison signé.", [("invoice", (A,), None), ("pod", (A,), None)]),
    (f"{A}", "copia por favor y el albarán firmado", [("invoice", (A,), None), ("pod", (A,), None)]),
    (f"{A}", "¿Me la reenvía con el albarán firmado?", [("invoice", (A,), None), ("pod", (A,), None)]),
    (f"{A}", "kopie graag + getekende pakbon", [("invoice", (A,), None), ("pod", (A,), None)]),
    (f"{A}", "Kunt u hem nogmaals sturen met de afleverbon?", [("invoice", (A,), None), ("pod", (A,), None)]),
    (f"{A}", "Please resend it together with the signed delivery note.", [("invoice", (A,), None), ("pod", (A,), None)]),
    ("", f"We never received {A}. Please send it with the POD.", [("invoice", (A,), None), ("pod", (A,), None)]),
    (f"{A}", "pls send it + POD", [("invoice", (A,), None), ("pod", (A,), None)]),
    ("", f"Please send the invoice {A} and the delivery note, both were lost when we moved.", [("invoice", (A,), None), ("pod", (A,), None)]),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "text", "found"), TOGETHER)
def test_a_copy_or_it_beside_a_paper_is_the_invoice(subject: str, text: str, found: Found) -> None:
    assert asked(read(text, subject=subject)) == found


TOLD: list[tuple[str, str, Found]] = [
    (f"POD {A}", "please send it once more", [("pod", (A,), None)]),
    ("", f"The purchase order was signed by our director and the goods are here, but invoice {A} never arrived. Please email it.", [("invoice", (A,), None)]),
    ("", f"Die Bestellung wurde von Herrn Braun unterschrieben, es fehlt nur die Rechnung {A}. Bitte zusenden.", [("invoice", (A,), None)]),
    ("", f"Le bon de commande a été validé par la direction, il nous manque la facture {A}. Merci de l'envoyer.", [("invoice", (A,), None)]),
    ("", f"El pedido fue firmado por el director y solo nos falta la factura {A}. ¿Nos la envían?", [("invoice", (A,), None)]),
    ("", f"De bestelbon is door de directeur getekend, alleen factuur {A} ontbreekt nog. Kunt u die sturen?", [("invoice", (A,), None)]),
    ("", f"The delivery note has been signed and filed, but we cannot find invoice {A}. Please send a copy.", [("invoice", (A,), None)]),
    ("", f"The order was placed by our Leeds site, please send the invoice {A} for it.", [("invoice", (A,), None)]),
    ("", f"I have all the purchase orders, but invoice {A} is missing. Could you send it?", [("invoice", (A,), None)]),
    ("", f"Die Lieferscheine habe ich alle, nur die Rechnung {A} fehlt mir. Bitte schicken.", [("invoice", (A,), None)]),
    ("", f"Les bons de livraison, je les ai tous, mais il me manque la facture {A}, merci de l'envoyer.", [("invoice", (A,), None)]),
    ("", f"Los albaranes los tengo todos, pero me falta la factura {A}, ¿me la mandan?", [("invoice", (A,), None)]),
    ("", f"De pakbonnen heb ik allemaal, maar factuur {A} kan ik niet vinden. Graag toesturen.", [("invoice", (A,), None)]),
    ("", "Wilt u de factuur bij bestelling HP-231 sturen? De bestelbon zelf heb ik al.", [("invoice", ("HP-231",), None)]),
    ("", f"Please send the credit note for {A}, we only have the invoice.", [("credit_note", (A,), None)]),
    ("", f"Bitte die Gutschrift zu {A}, wir haben nur die Rechnung.", [("credit_note", (A,), None)]),
    ("", f"Merci d'envoyer l'avoir sur la facture {A}, nous n'avons que la facture.", [("credit_note", (A,), None)]),
    ("", f"Nos falta el abono de la factura {A}, solo tenemos la factura. ¿Lo envían?", [("credit_note", (A,), None)]),
    ("", f"Graag de creditnota bij factuur {A}, wij hebben alleen de factuur.", [("credit_note", (A,), None)]),
    ("", f"Please provide {A} and {B}, one file for each invoice.", [("invoice", (A, B,), None)]),
    ("", f"Bitte {A} und {B} senden, je Rechnung eine Datei.", [("invoice", (A, B,), None)]),
    ("", f"Merci d'envoyer {A} et {B}, un fichier par facture.", [("invoice", (A, B,), None)]),
    ("", f"Envíenos {A} y {B}, un archivo por factura.", [("invoice", (A, B,), None)]),
    ("", f"Graag {A} en {B} toesturen, één pdf per factuur.", [("invoice", (A, B,), None)]),
    ("", "I am putting the papers into some kind of order, so please send all open invoices.", [("invoice", (), "all_open")]),
    ("", f"Our files are not in good order. Please send invoice {A}.", [("invoice", (A,), None)]),
    ("", f"We didn't recieve the signed docket for {A} with the paperwork, please send it on.", [("pod", (A,), None)]),
    ("", f"Der Lieferschein zu {A} kam nicht mit den Unterlagen, bitte schicken Sie ihn.", [("pod", (A,), None)]),
    ("", f"Ohne unterschriebenen Lieferschein bucht hier niemand eine Rechnung. Bitte den Lieferschein zu {A} senden.", [("pod", (A,), None)]),
    ("", f"Without a signed POD no invoice is approved here. Please send the POD for {A}.", [("pod", (A,), None)]),
    ("", f"Sans bon de livraison aucune facture n'est validée chez nous. Merci d'envoyer le BL de {A}.", [("pod", (A,), None)]),
    ("", f"Sin albarán aquí no se aprueba ninguna factura. Envíen el albarán de {A}, por favor.", [("pod", (A,), None)]),
    ("", f"Zonder afleverbon wordt hier geen factuur goedgekeurd. Graag de afleverbon van {A}.", [("pod", (A,), None)]),
    ("", f"Can you send the delivery note which was signed for {A}?", [("pod", (A,), None)]),
    ("", f"Könnten wir den Lieferschein haben, der zu {A} unterschrieben wurde?", [("pod", (A,), None)]),
    ("", "Please send a copy of the purchase order HP-231 that was placed by our Leeds office.", [("po_copy", ("HP-231",), None)]),
    ("", f"Please send invoice {A} and the order that was signed for it.", [("invoice", (A,), None), ("po_copy", (A,), None)]),
    ("", f"While going through your statement I noticed that invoice {A} is not in our folder. Could you email it?", [("invoice", (A,), None)]),
    ("", f"The goods receipt and the delivery note are in the binder, only invoice {A} has gone astray. Please send a PDF.", [("invoice", (A,), None)]),
    ("", f"Invoice {A} has not reached us. The order is approved and the cost centre is known, so nothing else is needed. Please send it again.", [("invoice", (A,), None)]),
    ("", f"Beim Abgleich mit Ihrem Kontoauszug ist uns aufgefallen, dass die Rechnung {A} fehlt. Bitte senden Sie uns eine Kopie.", [("invoice", (A,), None)]),
    ("", f"Der Lieferschein liegt bei, die Bestellung ist freigegeben, es fehlt nur noch die Rechnung {A}. Bitte zusenden.", [("invoice", (A,), None)]),
    ("", f"Die Bestellung dazu ist längst abgeschlossen, nur die Rechnung {A} haben wir nie bekommen. Schicken Sie sie bitte nochmals?", [("invoice", (A,), None)]),
    ("", f"En pointant votre relevé de compte, je constate qu'il me manque la facture {A}. Pourriez-vous me l'adresser ?", [("invoice", (A,), None)]),
    ("", f"Le bon de livraison est classé, la commande est soldée chez nous, mais la facture {A} n'est jamais arrivée. Merci de la renvoyer.", [("invoice", (A,), None)]),
    ("", f"La commande a bien été passée par le chef de cuisine ; il ne me manque que la facture {A}, merci de me l'envoyer.", [("invoice", (A,), None)]),
    ("", f"Cotejando su extracto veo que nos falta la factura {A}. ¿Me la podrían enviar?", [("invoice", (A,), None)]),
    ("", f"El pedido lo firmó la directora y el albarán está archivado; solo falta la factura {A}. Envíenla, por favor.", [("invoice", (A,), None)]),
    ("", f"Bij het naast elkaar leggen van uw rekeningoverzicht zie ik dat factuur {A} ontbreekt. Kunt u die mailen?", [("invoice", (A,), None)]),
    ("", f"De bestelling is door de chef geplaatst en de pakbon zit in de map, alleen factuur {A} is er niet. Stuurt u hem even?", [("invoice", (A,), None)]),
    ("", f"The invoice {A} was booked last week, but our store needs the signed delivery note. Could you send it?", [("pod", (A,), None)]),
    ("", f"Die Rechnung {A} ist gebucht, uns fehlt noch der unterschriebene Lieferschein. Bitte zusenden.", [("pod", (A,), None)]),
    ("", f"La facture {A} est enregistrée, mais il nous faut le bon de livraison signé. Merci de l'envoyer.", [("pod", (A,), None)]),
    ("", f"La factura {A} está contabilizada, pero necesitamos el albarán firmado. ¿Lo envían?", [("pod", (A,), None)]),
    ("", f"Factuur {A} is geboekt, maar wij hebben de getekende pakbon nog nodig. Graag toesturen.", [("pod", (A,), None)]),
    ("", f"For invoice {A}, which is with the manager for approval, I still need the POD please.", [("pod", (A,), None)]),
    ("", f"We paid invoice {A} at your counter. Please send us the receipt for it.", [("receipt", (A,), None)]),
    ("", f"Die Rechnung {A} wurde bar bezahlt, wir benötigen noch die Quittung.", [("receipt", (A,), None)]),
    ("", f"Please send the purchase order that belongs to invoice {A}.", [("po_copy", (A,), None)]),
    ("", f"Please send invoice {A} and a copy of our purchase order.", [("invoice", (A,), None), ("po_copy", (A,), None)]),
    ("", f"I need the invoice, the POD and the PO for {A} please.", [("invoice", (A,), None), ("pod", (A,), None), ("po_copy", (A,), None)]),
    ("", f"Please send invoice {A}. The PO number is on it I think.", [("invoice", (A,), None)]),
    ("", f"Please send invoice {A} so we can match it to our order and the delivery note.", [("invoice", (A,), None)]),
    ("", f"Bitte Rechnung {A} senden, damit wir sie dem Lieferschein zuordnen können.", [("invoice", (A,), None)]),
    ("", f"Merci d'envoyer la facture {A} pour la rapprocher du bon de commande.", [("invoice", (A,), None)]),
    ("", f"Envíenos la factura {A} para casarla con el albarán y el pedido.", [("invoice", (A,), None)]),
    ("", f"Graag factuur {A}, dan kan ik die aan de pakbon koppelen.", [("invoice", (A,), None)]),
    ("", f"Could you resend invoice {A}? I only have the delivery note here.", [("invoice", (A,), None)]),
    ("", f"Können Sie die Rechnung {A} nochmals schicken? Mir liegt nur der Lieferschein vor.", [("invoice", (A,), None)]),
    ("", f"Pouvez-vous renvoyer la facture {A} ? Je n'ai que le bon de livraison.", [("invoice", (A,), None)]),
    ("", f"¿Pueden reenviar la factura {A}? Solo tengo el albarán.", [("invoice", (A,), None)]),
    ("", f"Kunt u factuur {A} opnieuw sturen? Ik heb alleen de pakbon.", [("invoice", (A,), None)]),
    ("", f"Could you resend invoice {A}? The delivery note arrived without it.", [("invoice", (A,), None)]),
    ("", f"Bitte die Rechnung {A}, der Lieferschein kam ohne sie an.", [("invoice", (A,), None)]),
    ("", f"Please send invoice {A}; your credit note has arrived but not the invoice itself.", [("invoice", (A,), None)]),
    ("", f"The invoice {A} is here but the credit note never came. Please send it.", [("credit_note", (A,), None)]),
    ("", f"Die Rechnung {A} ist da, die Gutschrift dazu fehlt. Bitte schicken.", [("credit_note", (A,), None)]),
    ("", "Please send an up-to-date statement so that I can see which invoices are missing.", [("statement", (), None)]),
    ("", "Bitte einen aktuellen Kontoauszug, damit ich sehe, welche Rechnungen mir fehlen.", [("statement", (), None)]),
    ("", "Merci d'envoyer un relevé de compte afin que je voie quelles factures me manquent.", [("statement", (), None)]),
    ("", "¿Me mandan un extracto para ver qué facturas me faltan?", [("statement", (), None)]),
    ("", "Graag een rekeningoverzicht, dan zie ik welke facturen ik mis.", [("statement", (), None)]),
    ("", f"{A} + {B} pls", [("invoice", (A, B,), None)]),
    (f"Invoice {A}", "We cannot find this one, nor the email it came with. Please send it again.", [("invoice", (A,), None)]),
    ("", f"Invoice {A} please. The statement came through fine, thanks.", [("invoice", (A,), None)]),
    ("", f"Bitte Rechnung {A}. Der Kontoauszug ist angekommen, danke.", [("invoice", (A,), None)]),
    ("", "Please send your VAT certificate; the invoices are all here.", [("tax_form", (), None)]),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "text", "found"), TOLD)
def test_a_paper_only_spoken_of_is_not_sent(subject: str, text: str, found: Found) -> None:
    assert asked(read(text, subject=subject)) == found


SUBJECT: list[tuple[str, str, Found]] = [
    (f"Copy of invoice {A} please", "Dawn Ackroyd", [("invoice", (A,), None)]),
    (f"Bitte Rechnung {A} nochmals schicken", "Gruß\nPetra Lind", [("invoice", (A,), None)]),
    (f"Merci de renvoyer la facture {A}", "Cordialement\nN. Ferrer", [("invoice", (A,), None)]),
    (f"Por favor envíen la factura {A}", "Gracias\nLucía", [("invoice", (A,), None)]),
    (f"Graag factuur {A} opnieuw sturen", "Groet, Wim", [("invoice", (A,), None)]),
    (f"Re: Copy of invoice {A} please", "Thanks\nDawn", []),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "text", "found"), SUBJECT)
def test_a_subject_asks_where_the_text_is_but_a_name_and_it_is_no_reply(subject: str, text: str, found: Found) -> None:
    assert asked(read(text, subject=subject)) == found


def left_open(text: str, subject: str = "") -> bool:
    return any(scope == "doubtful" for _, _, scope in asked(read(text, subject=subject)))


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "",
            f"Our order was raised in spring and the delivery was signed for, but invoice {A} never came. Please send it.",
        ),
        (f"Gutschrift {A}", "Bitte nochmals schicken, wir haben nur die Rechnung."),
        (
            "",
            f"The driver who brought the delivery note at noon was friendly, yet invoice {A} is lost, so please send it again.",
        ),
    ],
)
def test_where_it_is_not_plain_whether_a_second_paper_is_wanted_a_person_looks(subject: str, text: str) -> None:
    assert left_open(text, subject)


def test_the_count_before_a_set_is_kept_with_it() -> None:
    (ask,) = read("Please send the two invoices from September.").asks
    assert (ask.scope, ask.span and ask.span.quote) == ("month:2026-09", "two invoices")
    every = read("Please send the two invoices of 3 September and of 4 October.").asks
    assert [one.span and one.span.quote for one in every] == ["invoices", "invoices"]


@pytest.mark.parametrize(
    "words",
    [
        "copy please and ", "the delivery note was ", "going through your ", "die Rechnung ist ", "send it with the ",
        "nous n'avons que la facture ", "one file for each ", "A.-", "les bons, je les ai tous, ", "and of for the ",
    ],
)  # fmt: skip
def test_words_without_an_end_do_not_take_long(words: str) -> None:
    begun = time.process_time()
    read((words * (12_000 // len(words)))[:12_000], subject=(words * 80)[:900])
    assert time.process_time() - begun < LONGEST
