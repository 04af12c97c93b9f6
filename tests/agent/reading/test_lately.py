"""Papers told by when they were sent, and by one thing each: which days are meant, and where that is left open."""

import time
from datetime import date

import pytest

from agent.domain.folding import fold
from agent.reading.lately import lately
from tests.agent.reading.test_extract import THURSDAY, asked, read

WEDNESDAY = date(2026, 11, 18)
LAST_WEEK = "range:2026-11-09..2026-11-15"
SINCE_THEN = "range:2026-11-09..2026-11-18"


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Could you mail us last week's bill once more?", LAST_WEEK),
        ("the invoices that you issued last week", LAST_WEEK),
        ("an invoice that was sent to us last week", LAST_WEEK),
        ("Nochmals die Rechnung der letzten Woche bitte", LAST_WEEK),
        ("die Rechnung, die Sie uns vergangene Woche geschickt haben", LAST_WEEK),
        ("le duplicata de la facture de la semaine dernière", LAST_WEEK),
        ("la factura emitida la semana pasada", LAST_WEEK),
        ("de factuur die jullie vorige week mailden", LAST_WEEK),
        ("the bill for the order placed last week", SINCE_THEN),
        ("the bill for last week's delivery", SINCE_THEN),
        ("die Rechnung zur Bestellung von letzter Woche", SINCE_THEN),
        ("la facture de notre commande de la semaine dernière", SINCE_THEN),
        ("la factura de nuestro pedido de la semana pasada", SINCE_THEN),
        ("de factuur voor onze bestelling van vorige week", SINCE_THEN),
        ("the invoice from Friday", "date:2026-11-13"),
        ("the one you e-mailed over on Monday", "date:2026-11-16"),
        ("yesterday's invoice", "date:2026-11-17"),
        ("Sie haben uns am Montag eine Rechnung geschickt", "date:2026-11-16"),
        ("la facture que vous nous avez adressée vendredi", "date:2026-11-13"),
        ("la factura que nos enviasteis el viernes", "date:2026-11-13"),
        ("jullie hebben ons vrijdag een factuur gestuurd", "date:2026-11-13"),
        ("a bill you sent us on Wednesday", "date:2026-11-11"),
    ],
)
def test_the_time_at_which_a_paper_was_sent_says_which_one_is_meant(text: str, scope: str) -> None:
    assert lately(fold(text), WEDNESDAY) == (scope,)


@pytest.mark.parametrize(
    "text",
    [
        "Please send the invoice by Friday.",
        "We need the invoice on Friday.",
        "I asked you for this invoice last week.",
        "Following up on my note of last week, please send the invoice.",
        "Wir waren letzte Woche geschlossen, bitte die Rechnung senden.",
        "Bitte die Rechnung bis Freitag senden.",
        "Die Rechnung, die ich letzte Woche gesucht habe",
        "Il me faut la facture pour vendredi.",
        "Necesito la factura para el viernes.",
        "Graag de factuur voor vrijdag.",
        "the invoice of Friday, 6 November",
        "die Rechnung, die ich hier nicht finde",
        "the invoices for last week's orders",
    ],
)
def test_a_time_of_something_else_says_nothing_of_the_paper(text: str) -> None:
    assert lately(fold(text), WEDNESDAY) == ()


def test_last_tuesday_said_on_a_wednesday_may_be_yesterday_or_not() -> None:
    assert lately("the invoice you sent last tuesday", WEDNESDAY) == ("doubtful",)
    assert lately("the invoice you sent last friday", WEDNESDAY) == ("date:2026-11-13",)


def test_the_paper_told_before_is_the_one_to_be_sent_again() -> None:
    text = "You sent us an invoice on Monday and I have deleted it by mistake. Could you send it again please?"
    assert asked(read(text)) == [("invoice", (), f"date:{THURSDAY.replace(day=16)}")]


@pytest.mark.parametrize(
    "text",
    [
        "Please send the invoice for 1,310.50 and the one of 12 October.",
        "Bitte die Rechnung über 1.310,50 EUR und die vom 12.10. senden.",
        "Merci de m'envoyer la facture de 1 310,50 € et celle du 12 octobre.",
        "¿Me envía la factura de 1.310,50 € y la del 12 de octubre?",
        "Graag de factuur van € 1.310,50 en die van 12 oktober mailen.",
    ],
)
def test_invoices_told_in_different_ways_are_both_asked_for(text: str) -> None:
    assert asked(read(text)) == [("invoice", (), "amount:1310.50"), ("invoice", (), "date:2026-10-12")]


@pytest.mark.parametrize(
    "text",
    [
        "Please send the invoice for 1,310.50 and the one for the mixer.",
        "Bitte die Rechnung vom 12.10. und die aus der Werkstatt senden.",
        "Graag de factuur van 12 oktober en die van de mixer mailen.",
    ],
)
def test_where_one_of_them_is_not_understood_a_person_looks(text: str) -> None:
    assert [scope for _, _, scope in asked(read(text))] == ["doubtful"]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Our clerk left in October, please send your last two invoices.", "last:2"),
        ("Depuis octobre je suis seul ; merci de m'envoyer vos trois dernières factures.", "last:3"),
        ("Desde octubre no está Pilar y necesito las dos últimas facturas.", "last:2"),
        ("We keep a copy of every invoice that is still open, please send them.", "all_open"),
        ("Bitte jede offene Rechnung noch einmal senden.", "all_open"),
        ("Merci d'envoyer chaque facture impayée.", "all_open"),
        ("Graag elke openstaande factuur nog eens mailen.", "all_open"),
        ("Kindly forward to us all the open invoices.", "all_open"),
        ("Please send copies of all that is open on our account.", "all_open"),
    ],
)
def test_a_set_is_understood_whatever_else_the_sentence_tells(text: str, scope: str) -> None:
    assert asked(read(text)) == [("invoice", (), scope)]


@pytest.mark.parametrize(
    "text",
    [
        "One of my colleagues cannot open the invoice of 12 October, please send it again.",
        "Your invoice of 12 October will not open on my laptop. Please send it again.",
        "Alle bijlagen kan ik niet openen. Graag de factuur van 12 oktober opnieuw sturen.",
    ],
)
def test_a_file_that_does_not_open_is_no_open_invoice(text: str) -> None:
    assert asked(read(text)) == [("invoice", (), "date:2026-10-12")]


@pytest.mark.parametrize(
    "piece", ["the invoice you sent ", "last week the invoice for ", "die rechnung die sie freitag "]
)
def test_a_flood_of_times_is_read_quickly(piece: str) -> None:
    started = time.perf_counter()
    lately(piece * 900, WEDNESDAY)
    assert time.perf_counter() - started < 3
