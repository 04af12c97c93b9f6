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
