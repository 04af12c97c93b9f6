"""What a customer who cannot pay as agreed asks for: a table in five languages, and pleas that are none."""

from datetime import date

import pytest

from agent.domain.vocabulary import HardshipAsk as Ask
from agent.reading.hardships import read_hardship

THURSDAY = date(2026, 11, 19)

PLEAS = [
    ("en", Ask.EXTENSION, "There is a stop of expenses. We ask you to wait with KO-26-1307 until the end of January."),
    ("es", Ask.EXTENSION, "Nos han retrasado dos cobros gordos, ¿sería posible dejarla para mediados de enero?"),
    ("fr", Ask.REDUCTION, "Nous ne pourrons pas l'honorer en entier. Accepteriez-vous d'en abandonner une partie ?"),
    ("en", Ask.EXTENSION, "There is a freeze on all spending until January, so this one will have to wait."),
    ("en", Ask.EXTENSION, "We may need two or three weeks longer on this one."),
    ("en", Ask.EXTENSION, "Could the due date be moved to the end of January?"),
    ("en", Ask.EXTENSION, "Would it be possible to extend the due date by a month?"),
    ("de", Ask.EXTENSION, "Bis Jahresende sind sämtliche Ausgaben gesperrt, die Zahlung kann erst danach erfolgen."),
    ("de", Ask.EXTENSION, "Wir bitten Sie, den Betrag bis Ende Februar zu stunden."),
    ("de", Ask.EXTENSION, "Könnten Sie die Fälligkeit auf den 15. Januar verschieben?"),
    ("fr", Ask.EXTENSION, "Toutes les dépenses sont gelées jusqu'en janvier."),
    ("fr", Ask.EXTENSION, "Nous souhaiterions repousser l'échéance au 31 janvier."),
    ("es", Ask.EXTENSION, "Los gastos están congelados hasta enero, el pago tendrá que esperar."),
    ("es", Ask.EXTENSION, "Solicitamos aplazar el vencimiento hasta el 31 de enero."),
    ("nl", Ask.EXTENSION, "Alle uitgaven boven 10.000 euro zijn dit kwartaal bevroren, betaling kan pas na nieuwjaar."),
    ("nl", Ask.EXTENSION, "Wij hebben een paar weken langer nodig voor deze factuur."),
    ("es", Ask.REDUCTION, "¿Aceptarían una quita del 25 %?"),
    ("en", Ask.EXTENSION, "Our second grant tranche has slipped. May we have until 20 January?"),
    ("nl", Ask.EXTENSION, "Betalingen worden aangehouden, dat wordt per maand bekeken. Wij vragen u om uitstel van betaling."),
    ("en", Ask.INSTALMENTS, "Would you mind splitting that into two cheques? It has been a bad year."),
    ("en", Ask.EXTENSION, "Give us till the 12th of December, please."),
    ("en", Ask.EXTENSION, "Any chance I could have until the end of January?"),
    ("nl", Ask.STANDSTILL, "Wij zitten krap en vragen u tot maart niets te vorderen."),
    ("de", Ask.STANDSTILL, "Wir bitten Sie, bis März nichts beizutreiben."),
    ("en", Ask.STANDSTILL, "We cannot pay anything now. Please, no more reminders until the insurer has decided."),
    ("de", Ask.STANDSTILL, "Wir können derzeit nicht zahlen, bitte keine weiteren Mahnungen."),
    ("fr", Ask.STANDSTILL, "Je ne peux pas payer pour l'instant, cessez vos relances s'il vous plaît."),
    ("nl", Ask.STANDSTILL, "Wij zitten krap. Kunt u de aanmaningen tot maart stilleggen?"),
    ("es", Ask.EXTENSION, "Hay una congelación del gasto y les pedimos un aplazamiento hasta el 15 de enero."),
    ("en", Ask.EXTENSION, "Cash is tight at the moment. Could we have another month for KO-26-1307?"),
    ("en", Ask.EXTENSION, "Please give us until 15 January, our grant is late."),
    ("en", Ask.EXTENSION, "There is a spend freeze until the new financial year, so this will have to wait."),
    ("en", Ask.EXTENSION, "Could you bear with us for two more weeks?"),
    ("en", Ask.INSTALMENTS, "We can't pay it all at once. Could we pay in three equal instalments?"),
    ("en", Ask.INSTALMENTS, "I can manage 200 a month, no more."),
    ("en", Ask.INSTALMENTS, "Could we set up a payment plan?"),
    ("en", Ask.REDUCTION, "Business is bad. Would you accept 70% in full and final settlement?"),
    ("en", Ask.REDUCTION, "Could you waive part of the debt? We cannot pay it all."),
    ("en", Ask.STANDSTILL, "We are in talks with our bank and ask all creditors for a standstill until March."),
    ("en", Ask.STANDSTILL, "Please stop chasing us while the administrators are looking at the books."),
    ("de", Ask.EXTENSION, "Die Liquidität ist knapp, können Sie uns bis Ende Januar Aufschub geben?"),
    ("de", Ask.EXTENSION, "Wir bitten um Stundung bis zum 15.01.2027."),
    ("de", Ask.EXTENSION, "Wegen der Haushaltssperre können wir erst im Februar zahlen."),
    ("de", Ask.INSTALMENTS, "Wären drei gleiche Monatsraten möglich?"),
    ("de", Ask.INSTALMENTS, "Wir können nicht auf einmal bezahlen. Ginge es in Teilbeträgen?"),
    ("de", Ask.INSTALMENTS, "Wir könnten jeden Monat 500 Euro abzahlen."),
    ("de", Ask.REDUCTION, "Wir können nur 60 Prozent der Forderung zahlen und bitten um Verzicht auf den Rest."),
    ("de", Ask.STANDSTILL, "Wir bitten, von Mahnmaßnahmen abzusehen, bis die Sanierung abgeschlossen ist."),
    ("fr", Ask.EXTENSION, "Notre trésorerie est tendue, pourriez-vous nous accorder un délai jusqu'au 31 janvier ?"),
    ("fr", Ask.EXTENSION, "Nous sollicitons un report de l'échéance d'un mois."),
    ("fr", Ask.INSTALMENTS, "Nous ne pouvons pas payer en une fois, serait-il possible d'échelonner en trois mensualités ?"),
    ("fr", Ask.INSTALMENTS, "Pourrions-nous régler en quatre fois ?"),
    ("fr", Ask.REDUCTION, "Vu nos difficultés, accepteriez-vous une remise partielle de dette ?"),
    ("fr", Ask.STANDSTILL, "Nous vous prions de suspendre les poursuites pendant la conciliation."),
    ("es", Ask.EXTENSION, "No podemos pagar este mes, ¿nos dais un aplazamiento hasta el 15 de enero?"),
    ("es", Ask.EXTENSION, "Andamos muy justos, os pedimos un poco más de tiempo."),
    ("es", Ask.INSTALMENTS, "¿Podríamos pagarlo en tres plazos mensuales?"),
    ("es", Ask.INSTALMENTS, "No llegamos a pagarlo todo, ¿podemos fraccionarlo?"),
    ("es", Ask.REDUCTION, "No podemos pagar más; ¿aceptarían una quita del 40 %?"),
    ("es", Ask.STANDSTILL, "Les rogamos suspendan las reclamaciones de cobro mientras negociamos con los acreedores."),
    ("nl", Ask.EXTENSION, "Het is nu krap, mogen wij uitstel tot eind januari?"),
    ("nl", Ask.EXTENSION, "De subsidie is nog niet binnen, kunt u nog even geduld hebben?"),
    ("nl", Ask.INSTALMENTS, "Wij kunnen dit niet ineens betalen, kan het in drie termijnen?"),
    ("nl", Ask.INSTALMENTS, "Is een betalingsregeling mogelijk?"),
    ("nl", Ask.REDUCTION, "Wij kunnen niet alles betalen, zou u een deel willen kwijtschelden?"),
    ("nl", Ask.STANDSTILL, "Wij verzoeken u de invordering op te schorten tijdens de herstructurering."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "ask", "text"), PLEAS)
def test_what_is_asked_for_in_trouble_is_read(language: str, ask: Ask, text: str) -> None:
    found = read_hardship(text, THURSDAY, language)
    assert found is not None
    assert found.ask is ask


NONE = [
    ("en", "Thank you for your patience while I find my feet."),
    ("fr", "Merci de votre compréhension."),
    ("nl", "De administratie is gesloten tot en met vrijdag."),
    ("de", "Danke für Ihre Geduld."),
    ("en", "Our statement is reconciled every month, please send it."),
    ("nl", "Het overzicht wordt per maand bekeken."),
    ("es", "Gracias por su paciencia, ¿me mandan el extracto?"),
    ("de", "Bitte prüfen Sie das, bis dahin können wir die Rechnung nicht freigeben."),
    ("de", "Bis bald und schöne Grüße!"),
    ("de", "Die Rechnung ist bis heute nicht angekommen, bitte senden Sie sie erneut."),
    ("en", "Could you send me a copy of KO-26-1307 please?"),
    ("en", "We will not pay until the goods arrive."),
    ("fr", "Nous n'avons pas reçu la facture à ce jour, merci de la renvoyer."),
    ("fr", "Nous ne paierons pas tant que l'avoir n'est pas établi."),
    ("es", "¿Me mandas la factura cuando puedas?"),
    ("nl", "Tot ziens en een fijn weekend, graag nog de factuur."),
    ("nl", "Wij betalen pas als de goederen er zijn."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), NONE)
def test_waiting_for_something_else_is_no_plea(language: str, text: str) -> None:
    assert read_hardship(text, THURSDAY, language) is None


def test_the_day_asked_for_is_the_one_in_the_question() -> None:
    text = "Die Ausgaben sind bis Jahresende gesperrt. Wäre es möglich, dass wir erst am 12. Januar zahlen?"
    found = read_hardship(text, THURSDAY, "de")
    assert found is not None and found.requested is not None
    assert found.requested.isoformat() == "2027-01-12"


def test_a_day_that_has_been_is_not_the_day_asked_for() -> None:
    found = read_hardship("Cash is tight, we have been shut since sunday. Could we pay later?", THURSDAY, "en")
    assert found is not None and found.requested is None


NAMED = [
    ("en", "There is a freeze on spending until January, so this one has to wait."),
    ("de", "Wegen des Ausgabenstopps geht bis Jahresende nichts hinaus, wir bitten um Aufschub."),
    ("de", "Wir bitten höflich, den Betrag bis Ende Januar zu stunden."),
    ("fr", "Les dépenses sont gelées jusqu'au nouvel exercice, merci de patienter."),
    ("es", "Los gastos están congelados hasta enero, les pedimos que esperen."),
    ("nl", "Alle uitgaven zijn dit kwartaal bevroren, betaling kan pas na de feestdagen."),
    ("en", "We may need a few weeks longer on this one."),
    ("en", "Two customers have not paid me, so I'm stuck on this. Any chance of another fortnight on it?"),
    ("nl", "Onze opdrachtgever heeft de laatste termijn bevroren. Ik zou graag tot half januari de tijd krijgen."),
    ("es", "Andamos justos de liquidez, habrá que esperar un poco."),
]


@pytest.mark.parametrize(("language", "text"), NAMED)
def test_a_freeze_or_relief_by_its_name_needs_no_classifier(language: str, text: str) -> None:
    found = read_hardship(text, THURSDAY, language)
    assert found is not None and found.outright


def test_a_day_of_something_else_is_not_the_day_asked_for() -> None:
    found = read_hardship("The court sits on 2 December. Cash is tight, we ask for your patience.", THURSDAY, "en")
    assert found is not None and found.requested is None
