"""The second vote passes over greetings, wishes, thanks and names, and over nothing that says more."""

import time

import pytest

from agent.domain.facts import MailView
from agent.reading.second.courtesies import courtesy
from agent.reading.second.pieces import places

COURTESIES = [
    "I hope this message finds you all well.",
    "We trust you are keeping well,",
    "There is no particular hurry on our side.",
    "and no rush at all",
    "Many thanks in advance for your kind help.",
    "With warmest regards and best wishes",
    "Dear Sir or Madam",
    "This is Nora Blake from Blake & Reed Ltd.",
    "I am the new bookkeeper at Harrow Mill.",
    "and give my best to Nora",
    "Viele Grüße an Frau Huber",
    "bien le bonjour à Sylvie",
    "Saludos a Carmen",
    "Groetjes aan Piet",
    "Quedo a su disposición para cualquier aclaración.",
    "Nous restons à votre disposition pour tout renseignement complémentaire.",
    "Dans l'attente de votre retour,",
    "My boss said to write in English.",
    "Ich schreibe auf Englisch",
    "j'écris en français",
    "le escribo en español",
    "which is listed on your latest statement",
    "die in Ihrer Zahlungserinnerung genannt ist",
    "qui figure sur votre relance",
    "que aparece en su recordatorio",
    "die op uw aanmaning staat",
    "The file you sent us then will not open.",
    "Die Datei, die Sie uns geschickt haben, lässt sich leider nicht öffnen.",
    "Le fichier que vous m'aviez envoyé ne s'ouvre plus.",
    "El pdf que nos mandaron no se abre.",
    "het bestand dat jullie stuurden gaat niet open",
    "We are reconciling all our supplier accounts",
    "Wir stimmen derzeit unsere Lieferantenkonten ab",
    "Nous sommes en train de pointer nos comptes fournisseurs",
    "Estamos revisando nuestras cuentas",
    "Wij zijn onze crediteuren aan het nalopen",
    "mevrouw,",
    "Goeiemiddag,",
    "Ich hoffe, es geht Ihnen gut.",
    "Es eilt überhaupt nicht.",
    "Für Ihre Hilfe danken wir Ihnen im Voraus.",
    "mit vorzüglicher Hochachtung",
    "Hier schreibt Timo Kern von der Kern GmbH",
    "Einen schönen Tag noch!",
    "J'espère que vous allez bien.",
    "Rien ne presse.",
    "Merci d'avance pour votre aide",
    "Je vous prie d'agréer, Madame, mes salutations distinguées.",
    "Je suis Paul Lenoir de chez Lenoir SA",
    "Espero que estéis todos bien.",
    "y no corre prisa,",
    "Muchas gracias por su atención y un cordial saludo,",
    "Soy Pilar, de Hornos Vega.",
    "Hopelijk gaat alles goed met u.",
    "Er is geen haast bij.",
    "Alvast hartelijk dank voor de moeite",
    "Ik ben Joris van Bakkerij De Molen",
    "Er is verder niets met de levering aan de hand.",
]
OTHERS = [
    "I hope this finds you well and that the credit comes",
    "No rush with the payment",
    "I hope you can pay us back",
    "Thank you for your patience",
    "This is Nora from Blake and two boxes broke",
    "This is Wrong",
    "I am leaving Harrow Mill",
    "I am the new owner of Harrow Mill",
    "Soy Pilar y no pagaremos",
    "Es eilt mit der Gutschrift",
    "Merci pour la remise",
    "Er is niets geleverd",
    "We hope you are insured",
    "Thanks for nothing",
    "This is Unacceptable",
    "Ik ben Boos",
    "Ik ben failliet",
    "c'est faux",
    "je suis malade",
    "I'm Insolvent",
    "Mit Geld geht es nicht",
    "Ici Maître Lenoir, huissier",
    "this is Ridiculous from You",
    "I am the new bookkeeper and the old one has left",
    "There is no rush with the payment, it comes in May",
    "Give my regards to your lawyer",
    "which is listed on your statement twice",
    "The pallet you sent us does not open",
    "We are reconciling our accounts and find a difference",
    "My boss said to write in anger",
    "die op uw aanmaning staat klopt niet",
    "que aparece en su recordatorio es falsa",
    "Hier schreibt Timo, der Kessel tropft",
    "Soy Pilar, de Hornos Vega, y faltan dos cajas",
    "Merci de nous rappeler",
    "Er is verder niets geleverd",
]


@pytest.mark.parametrize("piece", COURTESIES)
def test_a_courtesy_is_passed_over(piece: str) -> None:
    assert courtesy(piece)


@pytest.mark.parametrize("piece", OTHERS)
def test_whoever_says_more_is_heard(piece: str) -> None:
    assert not courtesy(piece)


def test_long_runs_take_no_long_time() -> None:
    started = time.process_time()
    for words in ("I hope ", "merci ", "and ", "A ", "de ", "verder ", "i am A "):
        for length in (20, 70, 150, 10_000):
            courtesy((words * length)[:length])
            courtesy("this is " + (words * length)[: length - 8] + "!")
    assert time.process_time() - started < 2


def test_the_second_vote_does_not_look_at_them() -> None:
    text = "Dear Sir or Madam,\n\nI hope this finds you well. Please send 4411, there is no rush at all."
    shown = [one.text for one in places(MailView(message_id="<1@x>", subject="", newest=text))]
    assert not any("hope" in one for one in shown)
    assert "there is no rush at all." not in shown
    assert any("4411" in one for one in shown)
