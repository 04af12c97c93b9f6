"""Requests of so few and plain words that they can be nothing else."""

import time

import pytest

from agent.domain.plain_requests import goods_perhaps, plain_throughout, plainly_asked

THROUGHOUT = [
    "Please resend.",
    "stmt pls, Molly",
    "Did not get invoice 44120. Can you email it please?",
    "I cannot find the bill for £640.25. Please send it again.\nBest Ltd",
    "Die Mahnung liegt hier, davon fehlt die Rechnung. Bitte zuschicken."[len("Die Mahnung liegt hier, ") :],
    "Die Rechnung vom Oktober finde ich nirgends. Bitte nochmals zusenden. Uschi",
    "Je n'ai jamais reçu la facture 44120. Merci de me la renvoyer.",
    "Facture introuvable, pouvez-vous nous l'envoyer ? Sylvie",
    "Nunca recibí la factura de septiembre. ¿Me la envían por favor?",
    "¿Pueden mandarme el extracto? Gracias. Paco",
    "De factuur is nooit aangekomen. Graag opsturen.",
    "Further to my e-mail of 2 October, which remains unanswered, please send invoice 44120.",
    "Bezugnehmend auf meine Nachricht von letzter Woche bitte die Rechnung 44120 nochmals senden.",
    "Suite à mon courriel de mardi resté sans suite, je me permets de vous redemander la facture 44120.",
    "En relación con mi correo del martes, sin respuesta, ¿me pueden enviar la factura 44120?",
    "In vervolg op mijn bericht van dinsdag, nog onbeantwoord, graag factuur 44120 toesturen.",
    "Rekening kwijt, kunt u hem nog eens mailen?",
]
MORE = [
    "Please resend, the price is too high.",
    "Please send the missing two boxes.",
    "Could you please call me about 44120?",
    "Bitte zusenden, wir zahlen erst im Januar.",
    "Bitte die Ware zusenden.",
    "Further to my e-mail of 2 October about the price, please send invoice 44120.",
    "Suite à mon courriel sur le litige, merci d'envoyer la facture 44120.",
    "Merci de nous rembourser.",
    "¿Pueden enviarme el material que falta?",
    "Graag de ontbrekende dozen opsturen.",
]


@pytest.mark.parametrize("text", THROUGHOUT)
def test_a_few_plain_words_are_a_request_and_nothing_else(text: str) -> None:
    assert plain_throughout(text)


@pytest.mark.parametrize("text", MORE)
def test_one_word_about_anything_else_makes_it_no_plain_request(text: str) -> None:
    assert not plain_throughout(text)
    assert not plainly_asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "Our accountant asks for your VAT certificate, the tax office wants it. Please send it.",
        "Notre expert-comptable réclame l'attestation de TVA. Merci de nous l'adresser.",
        "Der Ordner ist beim Umzug verschwunden. Bitte senden Sie die Rechnung noch einmal.",
        "El archivo se mojó. ¿Me la reenvían, por favor?",
        "De map is zoek sinds de verbouwing. Stuur hem nog eens door als je wilt.",
    ],
)
def test_one_plain_sentence_asks_whatever_stands_beside_it(text: str) -> None:
    assert plainly_asked(text)
    assert not plain_throughout(text)


@pytest.mark.parametrize(
    "text",
    [
        "Order HP-231 never arrived. Please send.",
        "Die Bestellung HP-231 ist nie angekommen. Bitte zusenden.",
        "Notre commande n'est jamais arrivée. Merci de l'envoyer.",
        "No llegó el pedido. ¿Me lo envían?",
        "De bestelling is nooit aangekomen. Graag opsturen.",
    ],
)
def test_an_order_that_has_not_come_is_goods_and_no_paper(text: str) -> None:
    assert not plainly_asked(text)
    assert not plain_throughout(text)
    assert goods_perhaps(text)


def test_what_has_not_come_is_a_paper_only_where_a_word_says_so() -> None:
    assert goods_perhaps("HP-231 never came. Please send.")
    assert not goods_perhaps("Invoice 44120 never came. Please send.")
    assert not goods_perhaps("Please send 44120.")


def test_a_flood_of_words_does_not_take_long() -> None:
    begun = time.process_time()
    for flood in ("please send it " * 1_400, "Aa " * 7_000, "1" * 20_000, ". " * 10_000):
        plain_throughout(flood)
        plainly_asked(flood)
    assert time.process_time() - begun < 5
