"""The language of a mail: one of five, or another beyond doubt; never another's words taken for one of the five."""

import pytest

from agent.mail.language import foreign_parts, language_of

FIVE = {
    "en": "Please send us a copy of the invoice for October, we cannot find it.",
    "de": "Bitte senden Sie uns eine Kopie der Rechnung vom Oktober, wir finden sie nicht.",
    "fr": "Merci de nous envoyer une copie de la facture d'octobre, nous ne la trouvons pas.",
    "es": "Por favor, envíenos una copia de la factura de octubre, no la encontramos.",
    "nl": "Graag ontvangen wij een kopie van de factuur van oktober, wij vinden hem niet.",
}
OTHERS = {
    "it": "Buongiorno, potreste inviarci copia della fattura del mese di ottobre? Grazie mille.",
    "pl": "Dzień dobry, prosimy o przesłanie kopii faktury za październik. Z poważaniem",
    "pt": "Bom dia, por favor enviem cópia da fatura de outubro, não a encontramos. Obrigada",
    "ro": "Bună ziua, vă rugăm să ne trimiteți o copie a facturii din octombrie.",
}


@pytest.mark.parametrize(("code", "text"), [*FIVE.items(), *OTHERS.items()])
def test_a_sentence_is_known_by_its_language(code: str, text: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize("text", ["", "4411 pls", "ok 17.11.", "KO-26-1307 / KO-26-1388 / HP-231"])
def test_what_is_too_short_has_none(text: str) -> None:
    assert language_of(text) == ""


def test_a_paragraph_in_another_language_is_found() -> None:
    assert list(foreign_parts(f"{FIVE['en']}\n\n{OTHERS['it']}\n\nJo")) == [OTHERS["it"]]
    assert list(foreign_parts(f"{FIVE['en']}\n\n{FIVE['de']}")) == []
