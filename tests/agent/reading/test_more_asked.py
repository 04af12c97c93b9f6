"""Requests that ask for more than their first words say: all of it is understood, or a person looks."""

import time

import pytest

from agent.reading.references import knowledge, references
from tests.agent.reading.test_extract import asked, read

A, B = "KO-26-1307", "KO-26-1388"
OPEN_QUESTION = "doubtful"


def left_open(text: str, subject: str = "") -> bool:
    return any(scope == OPEN_QUESTION for _, _, scope in asked(read(text, subject=subject)))


@pytest.mark.parametrize(
    "text",
    [
        f"Please send {A} with the stamped form.",
        f"Could you let me have {A} and the paperwork, please?",
        f"Please email the signed copy of invoice {A}.",
        f"Bitte {A} mit unterschriebenem Zettel schicken.",
        f"Schicken Sie bitte {A} samt Anlagen.",
        f"Merci d'envoyer {A} avec le papier signé.",
        f"Pouvez-vous renvoyer {A} et la feuille tamponnée ?",
        f"Mándame {A} con el papel firmado.",
        f"Envíenme {A} y los justificantes, por favor.",
        f"Stuur {A} met het afgetekende briefje.",
        f"Graag {A} en de bijlagen.",
    ],
)
def test_a_paper_without_a_name_beside_a_number_is_left_open(text: str) -> None:
    assert left_open(text)


@pytest.mark.parametrize(
    "text",
    [
        f"Graag nog {A} met afgetekende bon.",
        f"Stuur {A} en de ondertekende bon even.",
        f"Please send {A} and the proof that it was delivered.",
        f"Bitte {A} und den Nachweis der Lieferung schicken.",
        f"Merci d'envoyer {A} et la preuve que c'est livré.",
        f"Envíenme {A} y la prueba de que se entregó.",
    ],
)
def test_a_signed_slip_and_a_proof_of_delivery_in_other_words_are_delivery_notes(text: str) -> None:
    assert asked(read(text)) == [("invoice", (A,), None), ("pod", (A,), None)]


@pytest.mark.parametrize(
    "text",
    [
        f"I need two things for the auditor: the invoice {A} and the signed delivery note.",
        f"The invoice {A} and the delivery note that our driver signed, could you send me both?",
        f"Please send the invoice {A} as you booked it, and the delivery note that goes with it.",
        f"Für den Prüfer brauche ich zweierlei: die Rechnung {A} und den Lieferschein.",
        f"Die Rechnung {A} und den Lieferschein, den unser Fahrer hat, könnten Sie mir die bitte schicken?",
        f"Il me faudrait la facture {A} telle que vous l'avez, avec le bon de livraison qui va avec.",
        f"La factura {A} y el albarán que firmé yo mismo, ¿me los mandáis?",
        f"Voor de accountant heb ik twee dingen nodig: de factuur {A} en de getekende pakbon.",
    ],
)
def test_two_papers_that_are_asked_for_further_on_in_the_sentence_are_both_meant(text: str) -> None:
    assert {kind for kind, _, _ in asked(read(text))} == {"invoice", "pod"}
    assert not left_open(text)


@pytest.mark.parametrize(
    "text",
    [
        f"The delivery note came with the goods, could you send me the invoice {A}?",
        f"Die Rechnung {A} klebt zwischen den Lieferscheinen, könnten Sie mir die noch einmal schicken?",
    ],
)
def test_a_paper_that_is_only_spoken_of_is_not_taken_for_asked(text: str) -> None:
    assert left_open(text) or {kind for kind, _, _ in asked(read(text))} == {"invoice"}


@pytest.mark.parametrize(
    "text",
    [
        f"Can I have all invoices from September except {A} please?",
        f"Could I have everything except {A} again please?",
        "May we have copies of all our invoices apart from the last two please?",
        "I'd like to have all invoices except the last two please.",
        "We have paid all invoices except the last two, please send us copies.",
        f"Do you have all the invoices except {A}? Please send them.",
        f"Ich habe alle Rechnungen außer {A} zu prüfen, bitte senden Sie mir die.",
        "Wir haben alles bis auf die letzten zwei Rechnungen bezahlt, bitte senden Sie uns die Rechnungen.",
        f"J'ai besoin de toutes les factures de septembre sauf la {A}, merci de me les envoyer.",
        f"Tengo que presentar todas las facturas menos la {A}, ¿me las mandáis?",
        f"Ik heb alle facturen van september nodig behalve {A}.",
        f"Graag hebben wij alle facturen van september behalve {A}.",
        "Please send all the invoices, but not the last two.",
        "Please send the invoice from 10 February and also the last two.",
        "Could you send me the last two and the invoice of 10 February?",
    ],
)
def test_what_is_left_out_is_never_all_that_is_sent(text: str) -> None:
    found = asked(read(text))
    assert all(scope != "last:2" and references != (A,) for _, references, scope in found)


@pytest.mark.parametrize(
    "text",
    [
        "I have the last two, please send the other invoices.",
        "We have the last two. Please send the invoice.",
        "Nous avons les deux dernières, merci de nous envoyer les autres factures.",
        "Tenemos las dos últimas, por favor envíen las otras facturas.",
        "Ich habe die letzten zwei, bitte senden Sie mir die Rechnungen davor.",
        "Wij hebben de laatste twee, graag de andere facturen.",
        "Please resend the invoices, not the last two, the ones before.",
        "We paid the last two, please send the October invoice.",
    ],
)
def test_the_last_two_that_are_here_are_not_asked_for(text: str) -> None:
    assert all(scope != "last:2" for _, _, scope in asked(read(text)))


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (f"Delivery note without invoice {A}", "Can you send the invoice again please, the goods came with a delivery note only."),
        (f"Delivery note but no invoice {A}", "Could you send us the invoice, the driver handed over only the delivery note."),
        ("", f"Please help: our driver signed the delivery note on Monday, could you send me invoice {A}?"),
        ("", f"I need it by 14:00, the delivery note shows five boxes, so send invoice {A}."),
        ("", f"Es fehlt noch etwas: den Lieferschein gab uns der Fahrer, die Rechnung {A} kam nie."),
        ("", f"Nous possédons le bon de livraison correspondant, merci de nous envoyer la facture {A}."),
        ("", f"Den zugehörigen Lieferschein besitzen wir bereits, bitte senden Sie uns die Rechnung {A}."),
    ],
)  # fmt: skip
def test_the_paper_that_came_is_not_sent_again(subject: str, text: str) -> None:
    assert left_open(text, subject) or {kind for kind, _, _ in asked(read(text, subject=subject))} == {"invoice"}


@pytest.mark.parametrize(
    "text",
    [
        f"The goods on {A} must be sent back as they are faulty.",
        f"Payment of {A} will be sent tomorrow.",
        f"Reminders for {A} should not be sent to me.",
        f"When will {A} be sent?",
    ],
)
def test_what_is_said_of_goods_and_money_asks_for_no_paper(text: str) -> None:
    assert asked(read(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        f"Please send {A} and the one from August.",
        f"Could you email {A} and the previous one?",
        f"Bitte {A} schicken und die vom August.",
        f"Merci d'envoyer {A} et celle d'août.",
        f"Je voudrais {A} et l'autre aussi, merci de l'envoyer.",
        f"Envíeme {A} y la de agosto, por favor.",
        f"Mándenme {A} y las demás.",
        f"Graag {A} en die van augustus.",
        f"Stuur {A} en de vorige.",
    ],
)
def test_a_further_invoice_told_by_something_else_than_its_number_is_left_open(text: str) -> None:
    assert left_open(text)


@pytest.mark.parametrize(
    "text",
    [
        f"Please send {A}. Also forward all invoices of Baker Ltd.",
        f"Bitte {A} schicken und außerdem sämtliche Rechnungen der Bäckerei Huber mitsenden.",
        f"Merci d'envoyer {A}. Envoyez aussi toutes les factures de la maison Durand.",
        f"Envíen {A} y también todas las facturas de Muebles Ruiz.",
        f"Graag {A}. Stuur ook alle facturen van Bakker BV mee.",
    ],
)
def test_a_set_beside_a_number_is_left_open(text: str) -> None:
    assert left_open(text)


@pytest.mark.parametrize(
    "text",
    [
        f"Please send {A} and all other open invoices.",
        f"Bitte {A} und alle weiteren offenen Rechnungen senden.",
        f"Merci d'envoyer {A} ainsi que toutes les factures ouvertes.",
        f"Envíeme {A} y todas las facturas pendientes.",
        f"Graag {A} en alle openstaande facturen.",
    ],
)
def test_all_open_ones_beside_a_number_are_asked_for_too(text: str) -> None:
    assert set(asked(read(text))) == {("invoice", (), "all_open"), ("invoice", (A,), None)}


@pytest.mark.parametrize(
    "text",
    [
        f"Please send all three invoices: {A}, {B} and KO-26-0471.",
        f"I need all the invoices listed below.\n{A}\n{B}",
        f"Bitte alle Rechnungen als PDF: {A} und {B}.",
        f"Merci d'envoyer toutes les factures suivantes : {A} et {B}.",
    ],
)
def test_a_set_that_its_numbers_spell_out_is_no_second_one(text: str) -> None:
    assert not left_open(text)


@pytest.mark.parametrize(
    "text",
    [
        "Could I have the invoice copy and our own PO, please?",
        "Bitte die Rechnung und unsere eigene Bestellung schicken.",
        "Je voudrais la facture et notre propre bon de commande.",
        "Necesito la factura y nuestro propio pedido.",
        "Graag de factuur en onze eigen bestelbon.",
    ],
)
def test_ones_own_order_beside_the_invoice_is_asked_for(text: str) -> None:
    assert asked(read(text, subject=f"Second request {A}")) == [("invoice", (A,), None), ("po_copy", (A,), None)]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (f"Please send the signed PODs of the invoices {A} and {B}.", ""),
        ("Please send the delivery notes of both invoices.", f"{A} and {B}"),
        (f"Bitte die Lieferscheine der beiden Rechnungen {A} und {B}.", ""),
        (f"Pouvez-vous m'envoyer les bons de livraison des factures {A} et {B} ?", ""),
        (f"Il nous faut les BL tamponnés correspondant aux factures {A} et {B}.", ""),
        (f"Necesito los albaranes de las facturas {A} y {B}.", ""),
        (f"Graag de pakbonnen van beide facturen {A} en {B}.", ""),
    ],
)
def test_invoices_that_only_say_whose_papers_are_meant_are_not_sent(text: str, subject: str) -> None:
    assert asked(read(text, subject=subject)) == [("pod", (A, B), None)]


@pytest.mark.parametrize(
    "text",
    [
        f"To book invoice {A}, we need the signed delivery note.",
        f"Afin de pouvoir classer la facture {A}, merci d'envoyer le bon de livraison.",
        f"Para poder archivar la factura {A}, envíenme el albarán.",
        f"Of invoice {A} I only need the POD, please.",
    ],
)
def test_what_the_paper_is_for_is_not_sent(text: str) -> None:
    assert asked(read(text)) == [("pod", (A,), None)]


@pytest.mark.parametrize(
    "text",
    [
        f"I lack the delivery note of {A}. Can you mail it? Also the invoice of the same number.",
        f"Mir fehlt der Lieferschein zu {A}. Können Sie den mailen? Auch die Rechnung, gleiche Nummer.",
        f"Il me manque le BL de {A}. Pouvez-vous l'envoyer ? Et aussi la facture du même numéro.",
        f"Me falta el albarán de {A}. ¿Me lo mandas? También la factura del mismo número.",
        f"Ik mis de pakbon van {A}. Kun je die mailen? Ook de factuur van dat nummer.",
    ],
)
def test_a_fragment_that_adds_a_paper_of_the_same_number_counts(text: str) -> None:
    found = asked(read(text))
    assert ("pod", (A,), None) in found
    assert ("invoice", (A,), None) in found or (("invoice", (), OPEN_QUESTION) in found)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Stuur de inkooporder nog even (kopie van HP-231).", f"RE: Factuur {A}"),
        ("Kunt u de bestelbon HP-231 nog sturen?", f"RE: Factuur {A}"),
        ("Please send the PO as well (copy of HP-231).", f"RE: Invoice {A}"),
        ("Et le bon de commande aussi svp (copie de HP-231).", f"RE: Facture {A}"),
    ],
)
def test_the_text_and_not_the_subject_says_which_paper(text: str, subject: str) -> None:
    assert asked(read(text, subject=subject)) == [("po_copy", ("HP-231",), None)]


@pytest.mark.parametrize(
    "text",
    [
        f"Please send the credit note for {A}. I saw it on your statement but do not have it.",
        f"Bitte die Gutschrift zu {A}. Sie steht auf Ihrem Kontoauszug, aber der Beleg fehlt mir.",
        f"Merci de renvoyer l'avoir sur la facture {A}. Il figure sur votre relevé mais je ne l'ai pas.",
        f"Mándame el abono de la factura {A}. Lo veo en su extracto pero no lo tengo.",
        f"Graag de creditnota van {A}. Ik zie hem op jullie rekeningoverzicht maar heb hem niet.",
    ],
)
def test_a_statement_on_which_something_was_seen_is_not_sent(text: str) -> None:
    assert asked(read(text)) == [("credit_note", (A,), None)]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Please send both.", f"{A} + POD"),
        ("Bitte beide schicken.", f"{A} und Lieferschein"),
        ("Merci de les envoyer.", f"{A} avec BL"),
        ("¿Me los mandas?", f"{A} y albarán"),
        ("Kunnen jullie ze sturen?", f"{A} en pakbon"),
    ],
)
def test_a_subject_that_tells_off_a_number_and_a_paper_asks_for_both(text: str, subject: str) -> None:
    assert asked(read(text, subject=subject)) == [("invoice", (A,), None), ("pod", (A,), None)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("All open invoices please - I am clearing out the folders this week before the move.", [("invoice", (), "all_open")]),
        ("Hola, la factura y el albarán de esta, por favor, que mi hermana tiró la carpeta entera.", [("invoice", (A,), None), ("pod", (A,), None)]),
        ("Die Rechnung und der Lieferschein bitte, mein Kollege hat den ganzen Ordner verlegt gehabt.", [("invoice", (A,), None), ("pod", (A,), None)]),
        ("Davon habe ich keine Rechnung, bitte schicken.", [("invoice", (A,), None)]),
        ("Je n'ai aucune facture de cela, merci de l'envoyer.", [("invoice", (A,), None)]),
        ("Daar heb ik geen factuur van, graag sturen.", [("invoice", (A,), None)]),
    ],
)  # fmt: skip
def test_what_stands_at_the_head_with_a_please_is_asked_for(text: str, found: list[tuple[object, ...]]) -> None:
    assert asked(read(text, subject=f"Re: {A}")) == found


def test_a_reason_that_speaks_of_all_invoices_asks_for_one() -> None:
    text = "Da sämtliche Rechnungen hier geprüft werden, bitte ich um eine Kopie der Rechnung."
    assert asked(read(text, subject="Ihre Rechnung über 5.112,40 GBP")) == [("invoice", (), "amount:5112.40")]
    text = "As all invoices pass our audit first, could you send me a copy?"
    assert asked(read(text, subject="invoice for £640.25")) == [("invoice", (), "amount:640.25")]


def test_the_invoice_that_goes_with_an_order_is_no_request_for_the_order() -> None:
    assert [
        kind for kind, _, _ in asked(read("May I have the invoice and the POD that go with our order HP-231?"))
    ] == [
        "invoice",
        "pod",
    ]


def test_the_order_that_belongs_to_an_invoice_is_one_of_several_papers() -> None:
    text = f"Nous aurions besoin de la facture {A}, du bon de commande correspondant et de votre reçu de paiement."
    assert {kind for kind, _, _ in asked(read(text, language="fr"))} >= {"invoice", "po_copy", "receipt"}


def test_the_writer_s_own_file_number_below_the_text_names_no_paper() -> None:
    text = "Please provide the signed proof of delivery for our archive.\n\nRef: MSS-AP-118204"
    assert asked(read(text, subject=f"{A} / supporting documents")) == [("pod", (A,), None)]
    assert ("invoice", ("KO-AP-118204",), None) in asked(read("Please send invoice KO-AP-118204."))


def test_the_month_in_which_it_was_paid_is_not_that_of_a_statement() -> None:
    text = f"Les pedimos un extracto de nuestra cuenta y el recibo de la factura {A}, que abonamos en junio."
    assert set(asked(read(text, language="es"))) == {("statement", (), None), ("receipt", (A,), None)}


def test_a_statement_of_two_words_is_asked_for() -> None:
    text = "Graag uw bewijs van btw-registratie. Voegt u ook een saldo-overzicht van onze rekening bij?"
    assert ("statement", (), None) in asked(read(text, language="nl"))


def test_an_order_number_that_begins_like_a_word_is_kept_whole() -> None:
    known = knowledge((), frozenset({"CDE2041", "PO318"}))
    assert [one.text for one in references("BL commande CDE-2041 svp", known)] == ["CDE-2041"]
    assert [one.text for one in references("facture CDE-7042 svp", knowledge((), frozenset()))] == ["7042"]


def test_a_number_may_be_written_with_any_dash() -> None:
    assert asked(read("Please send KO\u201326\u20131307.")) == asked(read("Please send KO-26-1307."))
    known = knowledge((), frozenset())
    assert [one.text for one in references("facture KO\u201126\u20114962", known)] == ["KO-26-4962"]
    assert [one.text for one in references("invoice 48016\u2014thanks", known)] == ["48016"]


@pytest.mark.parametrize("subject", ["Copy 2026701555", "Copie 2026701555", "Copia 2026701555"])
def test_a_number_behind_the_word_for_a_copy_is_one(subject: str) -> None:
    known = knowledge((r"(?<![A-Za-z0-9])20\d{8}(?![A-Za-z0-9])",), frozenset({"2026702345"}))
    assert [one.text for one in references(subject, known)] == ["2026701555"]
    assert not references("KvK 2026701555", known)


@pytest.mark.parametrize(
    "words", ["all invoices and the one from ", f"{A} with the very big ", "please send KO-26-1307 and signed the ", "the § of and ",
     f"and for {A} l'l'l'l'l'l'l'l'l'l'l'l'l'l'l'l'l'l'l'l'l'l'l'l' 5 POD ", f"{A}: invoice, POD\n", f"{A} invoice, "]
)  # fmt: skip
def test_words_without_an_end_do_not_take_long(words: str) -> None:
    started = time.process_time()
    read(words * (12_000 // len(words)), subject=words * 20)
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Need a copy of our PO {A}, and the packing slip with the signature.", {"po_copy", "pod"}),
        (f"Please email me the invoice for each of the POs {A} and {B}, one PO per file.", {"invoice"}),
        ("Kindly send us a statement of our account listing the invoices and the payments.", {"statement"}),
        ("Merci de m'envoyer un relevé de compte reprenant les factures et les règlements.", {"statement"}),
        (f"Het betreft factuur {A} (onze order HP-231). Graag opnieuw sturen.", {"invoice"}),
        (f"Es geht um Rechnung {A} (unsere Bestellung HP-231). Bitte nochmals zusenden.", {"invoice"}),
        ("Just need the receipt for the August invoice please.", {"receipt"}),
        ("Sólo necesito el recibo de la factura de agosto, por favor.", {"receipt"}),
        (f"Graag de inkooporder {A}, die ligt hier tussen de andere stapels.", {"po_copy"}),
        (
            f"Please send the POD for {A}. The goods are here and the invoices booked, but the drivers kept their copies.",
            {"pod"},
        ),
        (f"Graag de pakbon van {A}; alles is ontvangen en de facturen geboekt, maar ons exemplaar ontbreekt.", {"pod"}),
        (f"There is a statement line for {A} but no invoice here. Could you email a PDF please?", {"invoice"}),
        (f"For {A} I should have two papers from you, the invoice and the delivery note.", {"invoice", "pod"}),
    ],
)
def test_only_what_is_asked_for_is_understood_so(text: str, found: set[str]) -> None:
    asks = asked(read(text))
    assert {kind for kind, _, _ in asks} == found
    assert OPEN_QUESTION not in {scope for _, _, scope in asks}


@pytest.mark.parametrize(
    "text",
    [
        f"Please could I have the November one again. Please send the purchase order copy of {A} with it.",
        f"Ich hätte gern die vom Oktober nochmals. Bitte auch den Lieferschein zu {A} schicken.",
        f"Pourriez-vous me renvoyer celle d'octobre ? Merci d'envoyer aussi le bon de livraison de {A}.",
        f"¿Me mandan otra vez la de octubre? Envíenme también el albarán de {A}.",
        f"Kunt u die van oktober nog eens sturen? Stuur ook de pakbon van {A} mee.",
    ],
)
def test_one_without_a_name_beside_another_paper_is_left_open(text: str) -> None:
    assert left_open(text) or "invoice" in {kind for kind, _, _ in asked(read(text))}


@pytest.mark.parametrize(
    "text",
    [
        f"Please send:\n1. {A} - invoice and proof of delivery\n2. {B} - invoice came, now the proof of delivery",
        f"They want the signed docket as well as the invoice of {A}, and we only hold the invoice here. Please send the docket.",
        f"Der Prüfer will Rechnung und Lieferschein zu {A} sehen. Die Ablage ist ein Graus, ich habe die Rechnung. Bitte den Lieferschein senden.",
        f"Les auditeurs veulent la facture et le bon de livraison de {A}. J'ai la facture. Merci d'envoyer le bon de livraison.",
    ],
)
def test_which_paper_of_which_number_or_which_is_here_is_left_open(text: str) -> None:
    asks = asked(read(text))
    assert left_open(text) or {kind for kind, _, _ in asks} <= {"pod"}


@pytest.mark.parametrize(
    "text",
    [
        f"Please send:\n\n1. {A} - invoice and proof of delivery\n2. {B} - proof of delivery only",
        f"Please send:\n{A}: invoice, POD\n{B}: POD",
        f"Bitte senden Sie uns:\n- {A}: Rechnung und Lieferschein\n- {B}: nur Lieferschein",
        f"Merci de nous envoyer :\n- {A} : facture et bon de livraison\n- {B} : bon de livraison seulement",
    ],
)
def test_papers_told_off_line_by_line_belong_to_the_number_of_their_line(text: str) -> None:
    assert asked(read(text)) == [("invoice", (A,), None), ("pod", (A, B), None)]


@pytest.mark.parametrize(
    "text",
    [
        f"Please send the invoice {A} with its receipt, and for {B} the delivery note.",
        f"Bitte die Rechnung {A} samt Quittung, und zu {B} den Lieferschein.",
        f"Merci de nous envoyer la facture {A} avec le reçu, et pour {B} le bon de livraison.",
        f"¿Nos envía la factura {A} con el recibo, y para {B} el albarán?",
        f"Graag de factuur {A} met de kwitantie, en voor {B} de pakbon.",
    ],
)
def test_a_number_behind_and_for_belongs_to_the_next_paper(text: str) -> None:
    assert asked(read(text)) == [("invoice", (A,), None), ("receipt", (A,), None), ("pod", (B,), None)]


def test_numbers_before_their_papers_in_a_subject_keep_them() -> None:
    asks = asked(read("Zie onderwerp. Graag vandaag nog.", subject=f"{A} factuur, {B} pakbon"))
    assert asks == [("invoice", (A,), None), ("pod", (B,), None)]


def test_papers_in_a_table_are_asked_for() -> None:
    text = f"Could you help with these, please:\n\n| Your ref | Document wanted |\n| {A} | receipt |\n| {B} | signed delivery note |"
    assert asked(read(text)) == [("receipt", (A,), None), ("pod", (B,), None)]


def test_receipts_issued_in_respect_of_invoices_are_no_delivery_notes() -> None:
    text = (
        f"Se solicita la remisión de los recibos de pago emitidos por esa empresa respecto de las facturas {A} y {B}."
    )
    assert asked(read(text)) == [("receipt", (A, B), None)]


def test_a_confirmation_of_receipt_beside_payments_is_left_open() -> None:
    why = "Onze revisor vraagt een bevestiging van ontvangst voor enkele betalingen uit het najaar."
    assert left_open(f"{why} Mogen wij van u het ontvangstbewijs ontvangen voor {A}?")


def test_all_that_still_have_something_owing_are_the_open_ones() -> None:
    text = "Could you send PDFs of all the invoices on our account that still have something owing on them?"
    assert asked(read(text)) == [("invoice", (), "all_open")]


def test_two_amounts_are_no_month() -> None:
    text = "Il me manque la facture de 3 396 € et celle de 2 088 €. Pourriez-vous me les renvoyer ?"
    assert asked(read(text)) == [("invoice", (), "amount:3396"), ("invoice", (), "amount:2088")]


def test_every_line_of_a_row_of_numbers_is_asked_for() -> None:
    lines = f"{A} (decking, Mill Lane bandstand)\n{B} (sleepers, allotments phase 2)"
    text = f"Two are yours:\n\n{lines}\n\nThe stock is in. Please let me have the invoice for each."
    assert asked(read(text)) == [("invoice", (A, B), None)]


def test_the_writer_s_own_bon_is_the_order_and_a_surname_no_bill_of_lading() -> None:
    text = f"Bonjour, j'aurais besoin de la facture {A} et de la copie de notre bon HP-231. Merci, A. Benhaddou"
    assert {(kind, numbers) for kind, numbers, _ in asked(read(text))} == {("invoice", (A,)), ("po_copy", ("HP-231",))}
    text = "I need copy of our purchase order HP-231 how you have received it.\n\nBest regards,\nWim Bols"
    assert {kind for kind, _, _ in asked(read(text))} == {"po_copy"}


@pytest.mark.parametrize(
    "text",
    [
        f"Could we have the invoices from {A} up to the last one you sent us ({B})?",
        f"Bitte senden Sie die Rechnungen von {A} bis zur letzten ({B}).",
        f"Merci de nous envoyer les factures de {A} jusqu'à la dernière ({B}).",
        f"¿Nos envían las facturas desde la {A} hasta la última ({B})?",
        f"Voor de controle ontvangen wij graag de facturen vanaf {A} tot en met de laatste ({B}).",
    ],
)
def test_up_to_the_last_one_is_left_open(text: str) -> None:
    assert left_open(text)


@pytest.mark.parametrize(
    "text",
    [
        f"Please send the invoice {A} with its receipt, and for {B} the gate log.",
        f"Bitte die Rechnung {A}, und für {B} die Packliste.",
        f"Merci de nous envoyer la facture {A}, et pour {B} le colisage.",
    ],
)
def test_a_thing_without_a_name_behind_a_number_of_its_own_is_left_open(text: str) -> None:
    assert left_open(text)


def test_a_certificate_of_paid_taxes_is_one_of_taxes() -> None:
    text = f"Rogamos remitan copia de la factura {A}, así como certificado de hallarse al corriente de sus obligaciones tributarias."
    assert {kind for kind, _, _ in asked(read(text))} == {"invoice", "tax_form"}


def test_a_list_of_which_one_number_is_not_understood_is_left_open() -> None:
    assert left_open(f"Please send these invoices again:\n- {A}\n- 5.142\n- {B}")
    assert not left_open(f"Please send these invoices again:\n- {A}\n- {B}\n- by e-mail")


def test_an_order_of_words_and_two_digits_is_a_number_where_the_account_has_it() -> None:
    known = knowledge((), frozenset({"EB-NORTH-06"}))
    assert [one.text for one in references("the pumping station (file EB-NORTH-06)", known)] == ["EB-NORTH-06"]
    assert references("the pumping station (file EB-SOUTH-06)", known) == []


@pytest.mark.parametrize(
    "text",
    [
        "I've got everything of yours bar two: I can't find the November one, and there's one for £340.08 without an invoice.",
        "Please send the invoice for £340.08, and I am missing the November one.",
    ],
)
def test_a_month_beside_an_amount_is_left_open(text: str) -> None:
    assert left_open(text)


@pytest.mark.parametrize(
    ("text", "subject", "asks"),
    [
        (f"We're reconciling {A} and can't lay hands on the credit note you issued against it. Could you email a copy?", "",
         [("credit_note", (A,), None)]),
        (f"Wir prüfen gerade {A} und finden die Gutschrift dazu nicht. Bitte senden Sie sie uns.", "",
         [("credit_note", (A,), None)]),
        ("Serait-il possible d'avoir le relevé de notre compte arrêté à ce jour ?", "", [("statement", (), None)]),
        ("Pouvons-nous avoir une copie de la facture, et d'avoir la copie du bon signé ?", "", None),
        (f"Mándame por favor copia de las dos que pones abajo.\n\nEl 9 de marzo escribió:\n> Pendientes:\n> {A}\n> {B}",
         "Re: Recordatorio facturas pendientes", [("invoice", (A, B), None)]),
    ],
)  # fmt: skip
def test_what_stands_around_a_paper_is_not_asked_for(
    text: str, subject: str, asks: list[tuple[str, tuple[str, ...], str | None]] | None
) -> None:
    found = asked(read(text, subject=subject))
    assert found == asks if asks else all(kind != "credit_note" for kind, _, _ in found)
