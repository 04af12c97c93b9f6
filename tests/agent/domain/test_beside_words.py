"""Short second matters in ordinary words are read by a person; their harmless neighbours are not in the way."""

import re
import time

import pytest

from agent.domain.beside_words import BESIDE
from agent.domain.purity import purity
from agent.domain.unchecked import LETTERS_READ

ASK = "Please send us a copy of invoice 4411."
HELD = {
    "a payment is on its way or has its day": [
        "The cheque was mailed on Thursday.",
        "It's in the post.",
        "400 going out by EFT.",
        "Tenth of August without fail.",
        "Die Zahlung wurde heute angewiesen.",
        "Den Rest nach der Messe.",
        "Le solde fin mars.",
        "Ça partira avec les autres.",
        "Queda para el viernes que viene.",
        "La semana que viene sin falta.",
        "Het staat al klaar bij de bank.",
        "De rest na de bouwvak.",
    ],
    "money is short": [
        "The budget is used up.",
        "We closed in June.",
        "Go easy on us.",
        "Zurzeit ist es recht eng.",
        "Die Kasse vom Verein ist leer.",
        "C'est un peu juste en ce moment.",
        "Nous cessons l'activité en mars.",
        "El ayuntamiento no suelta.",
        "Het hoofdkantoor heeft alle uitgaven bevroren.",
        "Het was hier een stille winter.",
    ],
    "something is amiss": [
        "Bit steep this time.",
        "Batch 2 of 3 never came.",
        "Nobody here ordered them.",
        "The rollers squeal.",
        "Lovely service yet again.",
        "Die Regale hängen durch.",
        "312 Euro sind reichlich viel.",
        "Il manque les vis.",
        "Les étagères plient au milieu.",
        "La pintura se pela.",
        "Se me hacen muchas horas.",
        "Het lijkt niet op de foto.",
        "Alleen de schroeven ontbreken.",
    ],
    "a wish or news": [
        "It needs your stamp.",
        "Copy Helen in as well.",
        "New delivery site: Lower Mill.",
        "Ein Scan reicht nicht, wir brauchen Ihren Stempel.",
        "In Kopie bitte immer die Leitung.",
        "Il faudrait votre cachet.",
        "Retirez M. Petit, svp.",
        "Con vuestro sello original.",
        "Borren a Paco de la lista.",
        "Met uw stempel en handtekening.",
        "Het hoofdkantoor wil hem op hun naam.",
    ],
}
HARMLESS = [
    "I'm new in accounts payable and the scanner ate the first one.",
    "Thank you very much for your patience.",
    "One more time, please.",
    "Nobody knows where the folder went.",
    "The paper copy got wet in the van.",
    "Our bank wants it for the loan papers.",
    "This one never reached us.",
    "Die Rechnung ging bei uns im Umzug verloren.",
    "Der Beleg fehlt nur noch für den Abschluss.",
    "Notre comptable prépare le bilan.",
    "Elle manque dans notre classeur.",
    "Nos falta para cerrar el trimestre.",
    "De boekhouder vraagt erom.",
    "Hij zit niet meer in onze map.",
]


@pytest.mark.parametrize("words", [one for some in HELD.values() for one in some])
def test_a_short_second_matter_is_read_by_a_person(words: str) -> None:
    assert purity("Copy", f"{ASK} {words}", ()) is not None


@pytest.mark.parametrize("words", HARMLESS)
def test_what_only_tells_why_a_paper_is_wanted_is_not_in_the_way(words: str) -> None:
    assert purity("Copy", f"{ASK} {words}", ()) is None


@pytest.mark.parametrize(
    "words",
    ["you have 3 and we ", "order of the ", "billed 4 of ", "nobody of us ", "niemand hier de ", "2 1 ", "new ", "le la ", "con fecha "],
)  # fmt: skip
def test_a_flood_of_their_beginnings_does_not_take_long(words: str) -> None:
    flood = words * (LETTERS_READ // len(words))
    begun = time.process_time()
    for _, _, pattern in BESIDE:
        re.compile(pattern).search(flood)
    assert time.process_time() - begun < 3
