"""Which of the papers named beside each other are asked for, and which number belongs to which of them."""

import time

import pytest

from tests.agent.reading.test_extract import asked, read

A, B, C = "KO-26-1307", "KO-26-1388", "KO-26-1402"
OCTOBER = [("invoice", (), "month:2026-10")]
SEPTEMBER = [("invoice", (), "month:2026-09")]
DELIVERY_NOTE_AND_INVOICE = [("invoice", (B,), None), ("pod", (A,), None)]


@pytest.mark.parametrize(
    "text",
    [
        "Please email October's invoice, we only have September.",
        "The October invoice is missing; only the September one has arrived. Please send it.",
        "Could you send the October invoice? I can only find the September one.",
        "Please send the October invoice. I already have September.",
        "Können Sie mir bitte die Oktoberrechnung schicken? Ich habe nur die vom September.",
        "Bitte die Rechnung vom Oktober zusenden, hier liegt nur die Septemberrechnung.",
        "Merci de m'envoyer la facture d'octobre, je n'ai que celle de septembre.",
        "Pourriez-vous m'adresser la facture d'octobre ? Nous avons reçu uniquement celle de septembre.",
        "¿Me envía la factura de octubre? Solo tengo la de septiembre.",
        "Mándenme la factura de octubre, por favor, que la de septiembre ya la tengo.",
        "Graag de factuur van oktober, ik heb alleen die van september.",
        "Kunt u de oktoberfactuur sturen? Die van september heb ik al.",
    ],
)
def test_the_month_of_a_paper_that_is_here_is_not_asked_for(text: str) -> None:
    assert asked(read(text)) == OCTOBER


@pytest.mark.parametrize(
    "text",
    [
        "We only have the September one. Could you send the other invoices please?",
        "Wir haben nur die Rechnung vom September, bitte schicken Sie die übrigen Rechnungen.",
        "Nous n'avons que la facture de septembre, merci d'envoyer les autres factures.",
    ],
)
def test_where_only_what_is_here_is_told_nothing_is_sent_for_it(text: str) -> None:
    assert "month:2026-09" not in {scope for _, _, scope in asked(read(text))}


@pytest.mark.parametrize(
    "text",
    [
        f"Please send {A}. I only have {B}.",
        f"Bitte {A} schicken, ich habe nur {B}.",
        f"Merci d'envoyer {A}, je n'ai que {B}.",
        f"Envíeme {A}, solo tengo {B}.",
        f"Graag {A}, ik heb alleen {B}.",
    ],
)
def test_a_number_that_is_here_leaves_the_request_to_a_person(text: str) -> None:
    assert asked(read(text)) == [("invoice", (), "doubtful")]


def test_two_months_asked_for_are_both_meant() -> None:
    assert asked(read("Please resend the October invoice and the September one.")) == [*OCTOBER, *SEPTEMBER]


@pytest.mark.parametrize(
    "text",
    [
        "all invoices for Sep '26 pls",
        "All invoices of Sep please",
        "Please send all invoices for 09/2026.",
        "Bitte alle Rechnungen vom Sept. nochmal.",
        "Alle Rechnungen aus Sept. 2026 bitte.",
        "Alle Rechnungen 09/2026 bitte.",
        "Toutes les factures de sept. 2026 svp.",
        "Envíenme todas las facturas de sep. 2026, por favor.",
        "Graag alle facturen van sept 2026.",
        "Graag alle facturen uit september 2026.",
    ],
)
def test_a_month_cut_short_or_in_figures_says_which_invoices_are_meant(text: str) -> None:
    assert asked(read(text)) == SEPTEMBER


@pytest.mark.parametrize(
    "text",
    [
        "Please send all invoices up to 30/9.",
        "Alle Rechnungen aus KW 38 bitte.",
        "Bitte alle Rechnungen 2026.",
        "Toutes les factures semaine 38 svp.",
    ],
)
def test_a_time_that_is_not_understood_never_means_all_invoices(text: str) -> None:
    assert asked(read(text)) == [("invoice", (), "doubtful")]


def test_all_invoices_means_all_where_no_time_stands_behind() -> None:
    assert asked(read("Please send all invoices you may have.")) == [("invoice", (), "all")]


@pytest.mark.parametrize(
    "text",
    [
        f"Please send the POD for {A} and a copy of {B}.",
        f"Bitte den Lieferschein zu {A} und eine Kopie der {B}.",
        f"Le BL de la facture {A} svp, et un duplicata de la {B}.",
        f"Merci d'envoyer le bon de livraison signé de {A} ainsi qu'une copie de la {B}.",
        f"Mándeme el albarán de {A} y una copia de la {B}, por favor.",
        f"Graag de pakbon van {A} en een kopie van {B}.",
    ],
)
def test_the_copy_of_another_number_is_its_invoice(text: str) -> None:
    assert sorted(asked(read(text))) == DELIVERY_NOTE_AND_INVOICE


@pytest.mark.parametrize(
    "text",
    [
        f"Please send the POD for {A} and the signed copy of {B}.",
        f"Please send a copy of the POD for {A} and a copy of the POD for {B}.",
        f"Please send the POD for {A} and a copy of {B}'s.",
        f"Please send the PODs for {A} and {B}.",
    ],
)
def test_the_copy_of_the_same_paper_is_no_invoice(text: str) -> None:
    assert asked(read(text)) == [("pod", (A, B), None)]


@pytest.mark.parametrize(
    "text",
    [
        f"Please send {A}, {B} and the POD for {C}.",
        f"Please send {A}, {B}, POD for {C}.",
        f"Bitte {A}, {B} und den Lieferschein zu {C} schicken.",
        f"Merci d'envoyer {A}, {B} et le BL de {C}.",
        f"Mándame {A}, {B} y el albarán de la factura {C}.",
        f"Stuur graag {A}, {B} en de pakbon van {C}.",
    ],
)
def test_bare_numbers_before_a_paper_with_a_number_of_its_own_are_invoices(text: str) -> None:
    assert asked(read(text)) == [("invoice", (A, B), None), ("pod", (C,), None)]


def test_a_paper_without_a_number_of_its_own_belongs_to_the_bare_numbers() -> None:
    both = [("invoice", (A, B), None), ("pod", (A, B), None)]
    assert asked(read(f"We need {A} and {B} with the signed delivery notes.")) == both


@pytest.mark.parametrize(
    "text",
    [
        f"Hi,\n\nI am closing the file and would be very grateful for the following, no rush at all:\n\n1) POD {A}\n2) invoice {B}\n\nThat is everything from me.",
        f"Guten Tag,\n\nfür den Abschluss bräuchten wir noch folgende Unterlagen:\n\n- Lieferschein {A}\n- Rechnung {B}\n\nVielen Dank",
        f"Bonjour,\n\nNous vous serions reconnaissants de nous transmettre les pièces suivantes :\n1) BL {A}\n2) facture {B}\n\nMerci",
        f"Buenos días:\n\nLe agradecería lo siguiente:\na) albarán de {A}\nb) factura {B}\n\nGracias",
        f"Goedemorgen,\n\nZou ik het volgende mogen ontvangen:\n1. pakbon {A}\n2. factuur {B}\n\nDank",
    ],
)
def test_papers_told_off_below_the_sentence_that_asks_are_asked_for(text: str) -> None:
    assert sorted(asked(read(text))) == DELIVERY_NOTE_AND_INVOICE


@pytest.mark.parametrize(
    "text",
    [
        f"Hello,\n\nwe would be most grateful if you could correct the following, our director insists on it:\n1) invoice {A}\n2) invoice {B}\n\nMany thanks indeed",
        f"Guten Tag,\n\nwir wären Ihnen sehr dankbar, wenn Sie Folgendes möglichst bald stornieren könnten, weil es doppelt bei uns ankam:\n- Rechnung {A}\n- Rechnung {B}\n\nVielen Dank im Voraus",
    ],
)
def test_a_list_below_another_matter_asks_for_nothing(text: str) -> None:
    assert asked(read(text)) == []


@pytest.mark.parametrize(
    "words", ["only ", "we only have the ", "following ", "all invoices of ", "copy of the ", ", "]
)
def test_long_runs_of_the_same_words_are_read_at_once(words: str) -> None:
    start = time.perf_counter()
    read("please send the POD for " + words * 3_000)
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize(
    "text",
    [
        f"Could you send me {A} again, together with the signed delivery note?",
        f"Would you mail me {A} once more please along with the POD?",
        f"Könnten Sie mir {A} nochmals zusenden und den Lieferschein dazu?",
        f"Pourriez-vous me renvoyer la {A} encore une fois, avec le bon de livraison signé ?",
        f"Pouvez-vous me faire parvenir la {A} à nouveau accompagnée du bon de livraison ?",
        f"¿Podéis mandarme la {A} otra vez, junto con el albarán firmado?",
        f"Zou je mij {A} nog eens willen bezorgen, samen met de getekende leverbon?",
    ],
)
def test_a_number_wanted_again_with_another_paper_is_the_invoice(text: str) -> None:
    assert asked(read(text)) == [("invoice", (A,), None), ("pod", (A,), None)]


def test_what_is_to_come_with_another_paper_may_have_been_named_in_the_same_sentence() -> None:
    found = asked(read(f"For {A} we need the POD, please send it together with the order."))
    assert found == [("pod", (A,), None), ("po_copy", (A,), None)]


def test_invoices_told_by_their_amounts_alone_leave_no_month_open() -> None:
    text = "There's two from you I haven't got: the one for £364.90 and the one for £905.25. Would you mail them to me?"
    assert asked(read(text)) == [("invoice", (), "amount:364.90"), ("invoice", (), "amount:905.25")]


@pytest.mark.parametrize(
    "text",
    [
        "Please send all invoices since 1 September, thanks.",
        "Bitte senden Sie uns alle Rechnungen seit dem 1. September.",
        "Vous seriez des anges de me renvoyer toutes vos factures depuis le 1er septembre.",
        "¿Me mandáis todas las facturas desde el 1 de septiembre?",
        "Graag alle facturen vanaf 1 september.",
    ],
)
def test_all_invoices_since_a_day_go_up_to_the_mail(text: str) -> None:
    (found,) = asked(read(text))
    assert found[0] == "invoice" and (found[2] or "").startswith("range:2026-09-01..2026-")


@pytest.mark.parametrize(
    "text",
    [
        "Please send all invoices since 1 September which are unpaid.",
        "Please send all invoices since 1 September except the credit notes.",
        "We are missing all invoices since the end of September, please send.",
    ],
)
def test_where_more_is_told_of_what_came_since_a_day_a_person_looks(text: str) -> None:
    assert "doubtful" in {scope for _, _, scope in asked(read(text))}


@pytest.mark.parametrize(
    "text",
    [
        "Graag een rekeningoverzicht van ons, en de factuur van 10 september erbij.",
        "Please send a statement and the invoice of 10 September.",
    ],
)
def test_the_day_of_the_invoice_is_not_the_statements(text: str) -> None:
    assert asked(read(text)) == [("statement", (), None), ("invoice", (), "date:2026-09-10")]


def test_the_day_before_or_behind_a_statement_is_its_own() -> None:
    found = asked(read(f"Please send the statement as at 31 August together with invoice {A}."))
    assert found[0] == ("statement", (), "date:2026-08-31")


def test_open_items_above_a_wish_for_all_open_invoices_are_no_statement() -> None:
    found = read("Wilt u ons van alle nog openstaande facturen een kopie sturen?", subject="openstaande posten")
    assert asked(found) == [("invoice", (), "all_open")]


def test_what_completes_the_file_is_asked_for_behind_the_verb() -> None:
    text = f"Para completar el expediente {A} necesitamos copia de la factura, del albarán conformado y de nuestra hoja de pedido."
    assert {kind for kind, _, _ in asked(read(text))} == {"invoice", "pod", "po_copy"}


def test_what_alone_was_found_is_not_asked_for() -> None:
    text = f"Bitte zu {A} Rechnung und Lieferschein. Ich finde hier nur die Auftragsbestätigung. Würden Sie mir beides schicken?"
    assert {kind for kind, _, _ in asked(read(text))} == {"invoice", "pod"}
