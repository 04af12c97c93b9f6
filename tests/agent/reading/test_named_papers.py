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
