"""Which papers a request means, and where its words leave that open."""

import time

import pytest

from tests.agent.reading.test_extract import asked, read

A, B = "KO-26-1307", "KO-26-1388"
DELIVERY_NOTE_ONLY = [("pod", (A,), None)]
OPEN_QUESTION = "doubtful"


@pytest.mark.parametrize(
    "text",
    [
        f"Please send the signed delivery note for {A}. The invoice itself is not required.",
        f"We need the POD for {A}, no need for the invoice.",
        f"Please send the POD for {A}, not the invoice.",
        f"Bitte den Lieferschein zu {A}, die Rechnung brauchen wir nicht.",
        f"Bitte schicken Sie den Lieferschein zu {A}; eine Rechnungskopie ist nicht nötig.",
        f"Pouvez-vous m'envoyer le bon de livraison de {A} ? Pas besoin de la facture.",
        f"Mándame el albarán de {A}, la factura no hace falta.",
        f"Graag de pakbon van {A}; de factuur hoeft niet.",
    ],
)
def test_a_paper_that_is_declined_is_not_sent(text: str) -> None:
    assert asked(read(text)) == DELIVERY_NOTE_ONLY


@pytest.mark.parametrize(
    "text",
    [
        f"The order is here, the delivery note too, but invoice {A} is missing. Please send a copy.",
        f"Die Bestellung liegt vor, der Lieferschein ebenfalls, aber die Rechnung {A} fehlt. Bitte zusenden.",
        f"El pedido está, el albarán también, pero falta la factura {A}. ¿Me la envía?",
    ],
)
def test_papers_that_are_here_are_not_sent_again(text: str) -> None:
    assert asked(read(text)) == [("invoice", (A,), None)]


@pytest.mark.parametrize(
    "text",
    [
        f"Die Rechnungsprüfung braucht den Lieferschein zu {A}.",
        f"Our invoice processing team needs the delivery note for {A}.",
        f"Please send the POD of {A}. Please quote the invoice number in your reply.",
        f"Bitte den Lieferschein {A} schicken und die Rechnungsnummer angeben.",
    ],
)
def test_a_department_and_a_number_to_be_quoted_are_no_papers(text: str) -> None:
    assert asked(read(text)) == DELIVERY_NOTE_ONLY


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (f"Please send invoices {A} and {B} with the delivery note of the second.", B),
        (f"Bitte Rechnungen {A} und {B}, zur ersten auch den Lieferschein.", A),
        (f"Merci d'envoyer les factures {A} et {B} avec le bon de livraison de la dernière.", B),
        (f"Envíeme las facturas {A} y {B} y el albarán de la primera.", A),
        (f"Graag factuur {A} en {B}, met de pakbon van de laatste.", B),
    ],
)
def test_a_paper_of_one_of_several_is_that_one_alone(text: str, number: str) -> None:
    assert asked(read(text)) == [("invoice", (A, B), None), ("pod", (number,), None)]


@pytest.mark.parametrize(
    ("text", "invoices", "notes"),
    [
        (f"Please send a copy of invoice {A} with the delivery note that belongs to it and invoice {B}.", (A, B), (A,)),
        (f"bill {A} please, and the POD of {B}", (A,), (B,)),
    ],
)
def test_each_paper_keeps_its_own_number(text: str, invoices: tuple[str, ...], notes: tuple[str, ...]) -> None:
    assert asked(read(text)) == [("invoice", invoices, None), ("pod", notes, None)]


@pytest.mark.parametrize(
    "text",
    [
        f"Send invoice {A}, its delivery note and invoice {B} please.",
        f"Graag facturen {A} en {B}, met de pakbon van de andere.",
        f"Merci d'envoyer les factures {A} et {B} avec le bon de livraison de l'autre.",
    ],
)
def test_a_paper_that_could_belong_to_either_is_left_open(text: str) -> None:
    assert ("pod", (), OPEN_QUESTION) in asked(read(text))


@pytest.mark.parametrize(
    "text",
    [
        f"Please send all open invoices except {A}.",
        f"Please send invoices {A} to KO-26-1310 except KO-26-1309.",
        f"Bitte alle offenen Rechnungen außer {A} schicken.",
        "Merci d'envoyer toutes les factures sauf celle d'octobre.",
        "Envíe todas las facturas pendientes salvo la de octubre, por favor.",
        "Graag alle openstaande facturen behalve die van oktober.",
        "Please send all open invoices over 5,000.",
        "Please send all invoices for the Leeds site.",
        "Bitte alle Rechnungen, die das Lager betreffen, als Kopie schicken.",
    ],
)
def test_a_set_with_an_exception_or_a_limit_is_left_open(text: str) -> None:
    assert asked(read(text)) == [("invoice", (), OPEN_QUESTION)]


@pytest.mark.parametrize(
    "text",
    [
        "Please send all invoices that are past their due date.",
        "Bitte alle Rechnungen, deren Zahlungsziel überschritten ist, als Kopie schicken.",
        "Envoyez-moi toutes les factures dont l'échéance est dépassée svp.",
        "Por favor, envíe todas las facturas cuyo vencimiento ya ha pasado.",
        "Stuurt u alle facturen waarvan de betaaltermijn is verstreken?",
    ],
)
def test_a_day_that_has_passed_means_the_overdue_ones(text: str) -> None:
    assert asked(read(text)) == [("invoice", (), "overdue")]


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("statement of account please", "see subject line"),
        ("Kontoauszug bitte", "Hallo, siehe Betreff"),
        ("relevé de compte svp", "voir objet"),
        ("extracto por favor", "ver asunto"),
        ("graag een rekeningoverzicht", "zie onderwerp"),
    ],
)
def test_a_text_that_only_points_at_the_subject_asks_what_the_subject_asks(subject: str, text: str) -> None:
    assert asked(read(text, subject=subject)) == [("statement", (), None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("And the invoice too please, then my file is done.", ["pod", "invoice"]),
        ("And the invoice you sent is fine.", ["pod"]),
    ],
)
def test_a_fragment_goes_on_with_the_request_before_it(text: str, expected: list[str]) -> None:
    assert [kind for kind, _, _ in asked(read(f"Can you send the POD for {A}? {text}"))] == expected


@pytest.mark.parametrize(
    "text",
    [
        f"Können Sie mir eine Quittung über die bezahlte Rechnung {A} schicken?",
        f"Please send the receipt for the paid invoice {A}.",
        f"Graag de kwitantie voor de betaalde factuur {A} sturen.",
    ],
)
def test_a_paid_invoice_says_what_the_receipt_is_for(text: str) -> None:
    assert asked(read(text)) == [("receipt", (A,), None)]


def test_a_paper_with_a_description_does_not_share_anothers_number() -> None:
    found = asked(read(f"Please send the receipt for {A} and a copy of the invoice from October."))
    assert found == [("receipt", (A,), None), ("invoice", (), "month:2026-10")]
    found = asked(read(f"Bitte Rechnung {A} und die Rechnung vom 3. Oktober schicken."))
    assert found == [("invoice", (), OPEN_QUESTION)]


@pytest.mark.parametrize(
    "text",
    [
        f"Please send {A}; I have got {B} already.",
        f"Merci de renvoyer la facture {A}, la {B} est bien arrivée.",
        f"You sent {B} instead of {A}, please send the right invoice.",
        f"Please send invoice {A} (which replaces {B}).",
        "Please send all open invoices from October.",
        "Please send all invoices of the last three months.",
    ],
)
def test_a_number_set_aside_and_a_set_within_a_set_are_left_open(text: str) -> None:
    assert asked(read(text)) == [("invoice", (), OPEN_QUESTION)]


def test_two_papers_told_off_together_share_the_number_behind_them() -> None:
    text = f"Please send the invoice and delivery note for {A} and just the invoice for {B}."
    assert asked(read(text)) == [("invoice", (A, B), None), ("pod", (A,), None)]


def test_what_came_in_its_place_and_an_order_behind_a_number_are_not_asked_for() -> None:
    text = f"Send invoice {A} again, the delivery note was attached instead."
    assert asked(read(text)) == [("invoice", (A,), None)]
    assert [kind for kind, _, _ in asked(read(f"I need the POD for {A}, order HP-231."))] == ["pod"]


def test_an_order_is_known_by_the_word_before_its_number() -> None:
    assert asked(read("Necesito la factura de nuestro pedido QRS-48.")) == [("invoice", ("QRS-48",), None)]
    assert asked(read("Bitte Rechnung zur Bestellung 47110815 schicken.")) == [("invoice", ("47110815",), None)]


@pytest.mark.parametrize("words", ["except all invoices of the ", "the invoice is not and ", "as per subject above "])
def test_words_without_an_end_do_not_take_long(words: str) -> None:
    started = time.process_time()
    read(words * (20_000 // len(words)), subject=words * 20)
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    "text",
    [
        f"Please send the purchase order for invoice {A}.",
        f"Our auditor asks for the purchase order that belongs to invoice {A}. Could you send us a copy of it?",
        f"Der Prüfer verlangt die Bestellung zur Rechnung {A}. Könnten Sie uns eine Kopie davon schicken?",
        f"Merci de nous transmettre le bon de commande correspondant à la facture {A}.",
        f"Por favor, envíen el pedido correspondiente a la factura {A}.",
        f"Graag de bestelbon bij factuur {A}.",
    ],
)
def test_of_an_invoice_s_order_the_order_is_asked_for(text: str) -> None:
    assert asked(read(text)) == [("po_copy", (A,), None)]


@pytest.mark.parametrize(
    "text",
    [
        f"Please send:\n{A}\n{B}\nall with the delivery notes.",
        f"Bitte {A} und {B}, jeweils mit Lieferschein.",
        f"Merci d'envoyer {A} et {B}, chacune avec le bon de livraison.",
        f"Necesito {A} y {B}, cada una con su albarán.",
        f"Graag {A} en {B}, allebei met pakbon.",
    ],
)
def test_each_of_the_numbers_is_asked_for_with_its_second_paper(text: str) -> None:
    assert sorted(asked(read(text))) == [("invoice", (A, B), None), ("pod", (A, B), None)]


ONLY_INVOICE = [("invoice", (A,), None)]


@pytest.mark.parametrize(
    ("subject", "text", "found"),
    [
        ("", f"Please send invoice {A}. The CMR and the order we have already.", ONLY_INVOICE),
        ("", f"Bitte {A} schicken. Lieferschein hamma.", ONLY_INVOICE),
        ("", f"Graag factuur {A}. De pakbon is in ons bezit.", ONLY_INVOICE),
        ("Re: Statement October", f"Thanks for the statement. Could I have this one please: {A}", ONLY_INVOICE),
        ("", "For our books a statement please. The invoices are in the strongroom and need not be copied.", [("statement", (), None)]),
        ("", "Zu Lieferschein 88301 fehlt uns die Rechnung, bitte zusenden.", [("invoice", ("88301",), None)]),
        ("", "Pour le BL 88301, il nous manque la facture, merci de l'envoyer.", [("invoice", ("88301",), None)]),
        ("", "Del albarán 88301 nos falta la factura, ¿nos la envían?", [("invoice", ("88301",), None)]),
        ("", "Bij pakbon 88301 (kabels en haspels) is geen factuur geregistreerd, graag toesturen.", [("invoice", ("88301",), None)]),
        ("", "Could you email the invoice? Our PO for it is HP-231.", [("invoice", ("HP-231",), None)]),
    ],
)  # fmt: skip
def test_a_paper_that_only_points_or_is_here_is_not_sent(
    subject: str, text: str, found: list[tuple[str, tuple[str, ...], str | None]]
) -> None:
    assert asked(read(text, subject=subject)) == found


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"Invoice {A} and the credit against it please.", ["invoice", "credit_note"]),
        (f"Graag {A} en een openstaandepostenlijst van onze rekening.", ["invoice", "statement"]),
        (f"To get this done quickly kindly forward invoice {A} plus a statement.", ["invoice", "statement"]),
        (f"Please send the PO and the signed delivery note for {A}.", ["po_copy", "pod"]),
        (f"For {A} please help us with:\n\n- your tax invoice\n- the delivery note signed by our own driver", ["invoice", "pod"]),
    ],
)  # fmt: skip
def test_no_paper_of_several_is_left_out(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _, _ in asked(read(text))] == kinds


@pytest.mark.parametrize(
    "text",
    [
        f"Thank you for {A}. I still need {B}, could you send it?",
        f"Please send us {A} and after.",
        "We have 4471, 4473 and 4478. Could you send the rest of that run please?",
        f"Could you send me both please? It is invoice {A}.",
        "Please send all invoices since July.",
        "We are closing the fourth quarter and miss your October invoice, please send it.",
    ],
)
def test_where_more_or_less_may_be_meant_a_person_looks(text: str) -> None:
    assert OPEN_QUESTION in {scope for _, _, scope in asked(read(text))}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("May I please have the October invoice?", ["month:2026-10"]),
        ("Graag de facturen van juni en september.", ["month:2026-06", "month:2026-09"]),
        ("Please send all invoices dated 1 May through 15 June.", ["range:2026-05-01..2026-06-15"]),
        ("Please send the invoices from 1 October to date.", ["range:2026-10-01..2026-11-19"]),
        ("Bitte die Rechnungen Juli - September schicken.", ["range:2026-07-01..2026-09-30"]),
    ],
)
def test_the_time_is_the_one_asked_for(text: str, found: list[str]) -> None:
    assert [scope for _, _, scope in asked(read(text))] == found


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (f"POD {A}", "please mate. Stu"),
        (f"POD {A} please", "for Dunmore Build. ta Karen"),
        (f"Lieferschein {A} bitte als PDF", "siehe Betreff, vielen Dank!"),
        (
            "",
            f"For the claim, the delivery note of {A} for all the netting we had from you in the yard please, spring.",
        ),
    ],
)
def test_a_request_of_a_few_words_is_understood(subject: str, text: str) -> None:
    assert asked(read(text, subject=subject)) == DELIVERY_NOTE_ONLY


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Please send a statement as at 31 May 2026.", "date:2026-05-31"),
        ("Please send a statement of all open items as of 31 May 2026.", "date:2026-05-31"),
        ("Bitte senden Sie uns einen Kontoauszug zum 30.06.2026.", "date:2026-06-30"),
        ("Merci de nous adresser un relevé de compte au 30 juin 2026.", "date:2026-06-30"),
        ("Por favor, envíen un estado de cuenta al 30 de junio de 2026.", "date:2026-06-30"),
        ("Graag een rekeningoverzicht per 30 juni 2026.", "date:2026-06-30"),
        ("Please send a current statement, our reviewer comes on 14 December.", None),
    ],
)
def test_a_statement_as_at_a_day_gone_by_is_another_paper_than_that_of_today(text: str, scope: str | None) -> None:
    assert [(kind, when) for kind, _, when in asked(read(text))] == [("statement", scope)]


@pytest.mark.parametrize(
    "text",
    [
        f"From you I make that {A} and {B}. Please could I have both, each with its signed delivery note?",
        f"I need {A} and {B} for the file, could you let me have them together with the delivery notes?",
        f"Von Ihnen fehlen nur {A} und {B}. Könnten Sie mir die zusammen mit dem Lieferschein schicken?",
        f"Il manque {A} et {B}. Pourriez-vous me les envoyer avec leur bon de livraison ?",
        f"Me faltan {A} y {B}. ¿Me las podrían enviar junto con el albarán firmado?",
        f"Ik mis {A} en {B}. Kunt u ze mij sturen samen met de pakbon?",
        f"The following: {A}, {B}. Could you send them along with the PODs?",
    ],
)
def test_numbers_that_come_with_their_delivery_notes_are_the_invoices(text: str) -> None:
    assert asked(read(text)) == [("invoice", (A, B), None), ("pod", (A, B), None)]


@pytest.mark.parametrize(
    "text",
    ["The following: 1307, 1388. Please send them.", "The following are missing: 1307, 1388. Could you send them?"],
)
def test_the_first_number_of_a_list_is_no_sum_because_a_word_before_it_ends_like_one_of_money(text: str) -> None:
    assert asked(read(text)) == [("invoice", ("1307", "1388"), None)]


@pytest.mark.parametrize(
    "text",
    [
        "Do you have a copy of this order of ours? I have the invoice.",
        "¿Tenéis por ahí copia de este pedido nuestro? La factura ya la tengo.",
        "Haben Sie eine Kopie dieser Bestellung? Die Rechnung habe ich.",
        "Auriez-vous une copie de cette commande ? La facture, je l'ai déjà.",
        "Hebben jullie een kopie van deze bestelling? De factuur heb ik al.",
    ],
)
def test_a_copy_of_this_order_is_the_order(text: str) -> None:
    assert asked(read(text, subject="P-1622")) == [("po_copy", ("P-1622",), None)]


@pytest.mark.parametrize(
    "text",
    [
        "Of the list below I miss the last invoice only, could you send it again?",
        "Auf der Liste unten fehlt mir die letzte Rechnung der Aufstellung, bitte senden.",
        "De la liste ci-dessous il me manque la dernière facture, merci de l'envoyer.",
        "De la lista de abajo me falta la última factura, ¿me la envían?",
        "Van onderstaand lijstje heb ik de laatste factuur niet, wilt u die nog eens sturen?",
    ],
)
def test_the_last_of_a_list_is_not_the_latest(text: str) -> None:
    assert [scope for _, _, scope in asked(read(text))] == [OPEN_QUESTION]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"Please send a copy of invoice {A} and of the corresponding order.", ["invoice", "po_copy"]),
        (f"Bitte eine Kopie der Rechnung {A} und der dazugehörigen Bestellung.", ["invoice", "po_copy"]),
        (f"Graag een kopie van factuur {A} en van de desbetreffende bestelling.", ["invoice", "po_copy"]),
        (f"Have you still got the order that goes with {A}? I need one for the file.", ["po_copy"]),
        (f"Do you happen to have the delivery note for {A}?", ["pod"]),
        (f"Could we get invoice {A} and the delivary note please", ["invoice", "pod"]),
        (f"Bitte Rechnung {A} und den Lieferschien senden.", ["invoice", "pod"]),
        (f"Graag factuur {A} en de packbon.", ["invoice", "pod"]),
        (f"Signed POD inv. {A} please", ["pod"]),
        (f"BL signé facture {A} svp", ["pod"]),
        (f"Necesito el albarán sellado factura {A}", ["pod"]),
        (f"Graag pakbon factuur {A}", ["pod"]),
        (f"Please send the delivery note and invoice {A}.", ["pod", "invoice"]),
        ("We have never received the delivery note, only the invoice. Please send it.", ["pod"]),
        ("Den Lieferschein haben wir nie erhalten, nur die Rechnung. Bitte senden.", ["pod"]),
        ("Nous n'avons jamais reçu le bon de livraison, seulement la facture. Merci de l'envoyer.", ["pod"]),
        ("Nunca recibimos el albarán, solamente la factura. ¿Nos lo envían?", ["pod"]),
        ("De pakbon hebben we nooit ontvangen, enkel de factuur. Graag toesturen.", ["pod"]),
        (f"Je vous redemande la facture {A}.", ["invoice"]),
        (f"Vuelvo a pedirles la factura {A}.", ["invoice"]),
        (f"Ik vraag u nogmaals om de factuur {A}.", ["invoice"]),
        (f"Wären Sie so freundlich, uns die Rechnung {A} zu übermitteln? Sie ist nie eingelangt.", ["invoice"]),
        ("Para el alta de proveedores necesitamos su certificado de identificación fiscal.", ["tax_form"]),
        ("Bitte senden Sie uns Ihre UID-Bestätigung.", ["tax_form"]),
    ],
)
def test_the_papers_of_a_request_are_those_it_means(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _, _ in asked(read(text))] == kinds


def test_a_note_without_a_known_name_beside_the_invoice_is_left_open() -> None:
    assert asked(read(f"Please send invoice {A} and the signed carriage note."))[-1][2] == OPEN_QUESTION


@pytest.mark.parametrize(
    "text",
    [
        "We want our invoices from KO-25-1180 up to and including KO-26-1307.",
        "Bitte die Rechnungen KO-25-1180 bis KO-26-1307 senden.",
        "Merci d'envoyer les factures KO-25-1180 à KO-26-1307.",
        "Graag de facturen KO-25-1180 tot en met KO-26-1307 sturen.",
    ],
)
def test_a_row_of_numbers_may_run_into_another_year(text: str) -> None:
    assert asked(read(text)) == [("invoice", ("KO-25-1180..KO-26-1307",), None)]


@pytest.mark.parametrize(
    "text", ["Invoices from 00 May to 31 May", "Please send all invoices from 1 May to 00 June.", "Bitte alle Rechnungen vom 00. Mai bis 31. Mai schicken."]
)  # fmt: skip
def test_a_period_with_a_day_that_does_not_exist_is_read_by_a_person(text: str) -> None:
    assert [one.scope for one in read(text).asks] == [OPEN_QUESTION]


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (f"Graag kopie van {A}", "Er is koffie overheen gegaan en de btw-regel is onleesbaar. Dank. Administratie ZB"),
        (f"Please send invoice {A}", "The printer ate ours, and month end is on Friday."),
        (
            f"Bitte Rechnung {A} nochmals senden",
            "Der Hund war schneller als ich, und der Steuerberater kommt am Montag.",
        ),
    ],
)
def test_a_subject_that_asks_is_enough_where_the_text_only_says_why(subject: str, text: str) -> None:
    assert asked(read(text, subject)) == [("invoice", (A,), None)]


def test_a_subject_that_asks_is_no_request_beside_other_papers_in_the_text() -> None:
    assert asked(read("Your statement shows it as well.", f"Please send invoice {A}")) != [("invoice", (A,), None)]


def test_the_subject_of_a_reply_asks_for_nothing() -> None:
    assert read("The printer ate ours, and month end is on Friday.", f"Re: Please send invoice {A}").asks == ()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"El auditor ha escogido el pedido {A} y quiere ver el albarán firmado. ¿Nos lo envían?", ["pod"]),
        (f"Please send the proof of delivery for {A}, going by the invoice it was the 12th.", ["pod"]),
        (f"Bitte senden Sie die Rechnung {A}, laut Lieferschein war es der 12.", ["invoice"]),
        (f"Nos reclaman el recibo de la {A}, no les vale el extracto del banco. ¿Nos lo envían?", ["receipt"]),
        (
            f"Ihre Rechnung {A} und den Frachtbrief CMR finde ich nicht mehr. Dürfte ich Sie darum bitten?",
            ["invoice", "pod"],
        ),
    ],
)
def test_papers_that_only_tell_something_are_not_asked_for(text: str, kinds: list[str]) -> None:
    assert sorted(kind for kind, _, _ in asked(read(text))) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"Wir benötigen zu den beiden Rechnungen {A} und {B} je den Lieferschein mit Unterschrift sowie die Bestellkopie.", ["pod", "po_copy"]),
        (f"¿Me enviáis la copia que conserváis de los pedidos {A} y {B}?", ["po_copy"]),
        (f"Nos falta la factura {A} y el justificante de que está cobrada. ¿Nos los mandan?", ["invoice", "receipt"]),
        (f"Wir brauchen zur {A} den Zahlungsnachweis, also Ihre Empfangsbestätigung über das Geld.", ["receipt"]),
        (f"They'd like the invoice {A} itself together with proof that it was paid.", ["invoice", "receipt"]),
        (f"Could you send the signed delivery paperwork for {A}?", ["pod"]),
        (f"Darf ich Sie um die Rechnung {A} bitten sowie um die Bestellkopie dazu?", ["invoice", "po_copy"]),
    ],
)  # fmt: skip
def test_papers_told_in_other_ways_are_known(text: str, kinds: list[str]) -> None:
    assert sorted(dict.fromkeys(kind for kind, _, _ in asked(read(text)))) == sorted(kinds)


def test_a_paper_that_only_the_subject_names_leaves_the_request_to_a_person() -> None:
    facts = read("Graag ontvangen wij uw bewijs van btw-registratie.", "Btw-registratie en rekeningoverzicht")
    assert facts.asks[-1].scope == OPEN_QUESTION


@pytest.mark.parametrize(
    "text",
    [
        "¿Me podéis adjuntar las dos? No las localizo en el buzón común.",
        "Je ne retrouve pas ces documents, pouvez-vous me les joindre ?",
        "Could you attach both to a reply? Mine are gone.",
    ],
)
def test_to_attach_what_the_letter_below_lists_is_to_send_it(text: str) -> None:
    quote = f"Your invoices {A} and {B} are due."
    assert asked(read(text, "Re: Reminder", quote=quote)) == [("invoice", (A, B), None)]
