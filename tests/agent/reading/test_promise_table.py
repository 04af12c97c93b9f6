"""Which day a customer promises, whether money left already, and how much: a table in five languages.

Every mail was sent on Thursday 19 November 2026. A range ends on its last working day; an event without a date is
nobody's day, and is left to a person.
"""

from datetime import date
from decimal import Decimal

import pytest

from agent.domain.facts import Facts, MailView
from agent.domain.vocabulary import Intent
from agent.reading.extract import extract

THURSDAY = date(2026, 11, 19)
FORMATS = (r"(?<![A-Za-z0-9])KO[ \-/._]{0,2}\d{2}[ \-/._]{0,2}\d{4,5}(?![A-Za-z0-9])",)


def read(language: str, text: str) -> Facts:
    view = MailView(message_id="<1@x>", newest=text, language=language)
    return extract(view, THURSDAY, language, FORMATS, frozenset({"KO261307"}))


DAYS = [
    ("en", "GBP 310.20 for KO-26-1307 has been released for value date 27 November.", "2026-11-27"),
    ("en", "The 9th of October came and went, the cheque run was pulled. You'll have it by Wednesday.", "2026-11-25"),
    ("en", "Could I have a clean copy of KO-26-1307 and I'll get the remaining 310.20 off to you on Monday.", "2026-11-23"),
    ("nl", "Dat lukt niet, de zaakvoerder is tot dinsdag weg en moet tekenen. Het wordt vrijdag 27 november.", "2026-11-27"),
    ("en", "No need to worry about KO-26-1307, it'll go out next week.", "2026-11-27"),
    ("en", "Let us have it by Monday so that the 310.20 goes in the BACS run of 4 December.", "2026-12-04"),
    ("de", "KO-26-1307 geht übermorgen raus, der Rest mit dem Lauf von Ende Monat.", "2026-11-21"),
    ("fr", "Ce sera dans la campagne du 27, pour la totalité.", "2026-11-27"),
    ("en", "We had agreed on the 24th. It will be 8 December.", "2026-12-08"),
    ("de", "Vereinbart war der 24.11. Es wird der 8. Dezember.", "2026-12-08"),
    ("fr", "Nous avions dit le 24. Ce sera le 8 décembre.", "2026-12-08"),
    ("es", "Habíamos quedado el 24. Será el 8 de diciembre.", "2026-12-08"),
    ("nl", "We hadden afgesproken de 24ste. Het wordt 8 december.", "2026-12-08"),
    ("en", "KO-26-1307 has been released for payment on 27 November.", "2026-11-27"),
    ("en", "I'll send you 310.20 on Monday.", "2026-11-23"),
    ("en", "The payment planned for 24 November did not get approved and will now go on 8 December.", "2026-12-08"),
    ("en", "KO-26-1307 will be settled in the first week of December.", "2026-12-04"),
    ("en", "It is in the run of the week after next.", "2026-12-04"),
    ("de", "Die für den 24.11. zugesagte Zahlung verschiebt sich auf den 8. Dezember.", "2026-12-08"),
    ("de", "Wir zahlen in der letzten Novemberwoche.", "2026-11-27"),
    ("fr", "Le chèque promis pour le 23 n'est pas parti, il sera posté le 7 décembre.", "2026-12-07"),
    ("fr", "Cette échéance sera réglée le 10 décembre.", "2026-12-10"),
    ("es", "El pago no saldrá el 23 como le dije, la fecha prevista pasa al 9 de diciembre.", "2026-12-09"),
    ("es", "Va en la remesa de final de mes.", "2026-11-30"),
    ("nl", "De betaling die voor de 24e was toegezegd schuift door naar 8 december.", "2026-12-08"),
    ("en", "KO-26-1307 will be paid by the end of next week.", "2026-11-27"),
    ("en", "You'll have the money the day after tomorrow.", "2026-11-21"),
    ("en", "Our payment run is every Wednesday and yours is in the next one.", "2026-11-25"),
    ("en", "It goes out with Tuesday's run.", "2026-11-24"),
    ("en", "We will settle this before the end of the month.", "2026-11-30"),
    ("en", "We pay on the last working day of the month.", "2026-11-30"),
    ("en", "Payment follows on the first Friday in December.", "2026-12-04"),
    ("en", "It will be paid early next month.", "2026-12-07"),
    ("en", "You will be paid a week today.", "2026-11-26"),
    ("en", "The invoice was due on 12 November; we will pay it on 4 December.", "2026-12-04"),
    ("en", "We'll clear it before the year is out, by 31/12 at the latest.", "2026-12-31"),
    ("en", "I will pay the lot by close of business on Monday.", "2026-11-23"),
    ("en", "It will be transferred by the end of the year.", "2026-12-31"),
    ("de", "Wir zahlen in KW 48.", "2026-11-27"),
    ("de", "Wir überweisen nach dem 15.", "2026-12-15"),
    ("de", "Die Zahlung erfolgt am Monatsende.", "2026-11-30"),
    ("de", "Die Rechnung ist im Zahllauf am Dienstag.", "2026-11-24"),
    ("de", "Das Geld überweisen wir übermorgen.", "2026-11-21"),
    ("de", "Wir begleichen den Betrag Anfang Dezember.", "2026-12-07"),
    ("de", "Wir zahlen Mitte nächsten Monats.", "2026-12-15"),
    ("de", "Die Überweisung geht heute in einer Woche raus.", "2026-11-26"),
    ("de", "Wir überweisen bis spätestens Freitag kommender Woche.", "2026-11-27"),
    ("de", "Zahlung folgt zum Jahresende.", "2026-12-31"),
    ("de", "Wir zahlen am letzten Tag des Monats.", "2026-11-30"),
    ("de", "Wird noch diese Woche bezahlt.", "2026-11-20"),
    ("de", "Die Auszahlung ist für den 2. Dezember angeordnet.", "2026-12-02"),
    ("de", "Wir zahlen Montag in einer Woche.", "2026-11-30"),
    ("fr", "Nous réglerons cette facture en fin de semaine prochaine.", "2026-11-27"),
    ("fr", "Le virement partira lundi en huit.", "2026-11-30"),
    ("fr", "Nous payons dans la semaine du 30 novembre.", "2026-12-04"),
    ("fr", "Le paiement sera effectué début décembre.", "2026-12-07"),
    ("fr", "Le règlement partira au plus tard le 10 du mois prochain.", "2026-12-10"),
    ("fr", "Virement prévu le premier lundi de décembre.", "2026-12-07"),
    ("fr", "Nous solderons le tout d'ici la fin de l'année.", "2026-12-31"),
    ("fr", "Vous serez payés sous dix jours.", "2026-11-29"),
    ("es", "Se lo pagamos a primeros de mes.", "2026-12-07"),
    ("es", "La transferencia sale a finales de la semana que viene.", "2026-11-27"),
    ("es", "Lo abonamos el próximo martes.", "2026-11-24"),
    ("es", "Pagaremos a fin de mes.", "2026-11-30"),
    ("es", "Le hago la transferencia esta misma semana.", "2026-11-20"),
    ("es", "Pagamos los días 10 y 25 de cada mes, así que le toca el 25.", "2026-11-25"),
    ("es", "Quedará pagado antes de que acabe el año.", "2026-12-31"),
    ("nl", "Wij betalen volgende week donderdag.", "2026-11-26"),
    ("nl", "Wij maken het overmorgen over.", "2026-11-21"),
    ("nl", "De betaling volgt begin december.", "2026-12-07"),
    ("nl", "Het wordt uiterlijk eind volgende week betaald.", "2026-11-27"),
    ("nl", "Wij betalen op de laatste dag van de maand.", "2026-11-30"),
    ("nl", "Dit gaat mee in de betaalrun van dinsdag.", "2026-11-24"),
    ("nl", "Wij betalen dit voor het einde van het jaar.", "2026-12-31"),
    ("en", "Please send KO-26-1307 so that we can settle it on Friday.", "2026-11-20"),
    ("de", "Bitte senden Sie KO-26-1307, damit wir am Freitag zahlen können.", "2026-11-20"),
    ("fr", "Merci d'envoyer KO-26-1307 pour que nous puissions la régler vendredi.", "2026-11-20"),
    ("es", "Por favor, envíenme KO-26-1307 para que podamos pagarla este viernes.", "2026-11-20"),
    ("nl", "Graag KO-26-1307, zodat we vrijdag kunnen betalen.", "2026-11-20"),
    ("nl", "Over twee weken staat het op uw rekening.", "2026-12-03"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "day"), DAYS)
def test_the_promised_day_is_read(language: str, text: str, day: str) -> None:
    found = read(language, text).promise_date
    assert found is not None
    assert found.day.isoformat() == day


NO_DAY = [
    ("es", "¿Sabéis si vuestro almacén estará abierto los días 7 y 8 de diciembre? Aquí es puente."),
    ("en", "Could you send me KO-26-1307 before the meeting on Friday?"),
    ("de", "Bitte senden Sie mir KO-26-1307 bis Freitag."),
    ("en", "We will pay before Christmas."),
    ("en", "It will be paid as soon as the audit is over."),
    ("en", "You will get your money once our customer has paid us."),
    ("en", "It will be paid in due course."),
    ("de", "Wir zahlen nach den Feiertagen."),
    ("de", "Wir prüfen das, bis dahin wird nichts bezahlt."),
    ("de", "Sobald die Freigabe da ist, überweisen wir."),
    ("fr", "Nous paierons avant Noël."),
    ("fr", "Le paiement suivra dès validation."),
    ("es", "Pagaremos después de las fiestas."),
    ("es", "En cuanto cobremos, le pagamos."),
    ("nl", "Wij betalen na de kerst."),
    ("nl", "Zodra de factuur is goedgekeurd, betalen wij."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), NO_DAY)
def test_an_event_without_a_date_is_no_day(language: str, text: str) -> None:
    assert read(language, text).promise_date is None


SENT = [
    ("fr", "Nous vous informons avoir viré hier 310,20 €.", "2026-11-18"),
    ("en", "done the 310.20 for the valves this aft, shd be with you tmrw", "2026-11-19"),
    ("fr", "Notre e-banking confirme l'exécution ce jour de CHF 310.20.", "2026-11-19"),
    ("nl", "Dat is al in orde: 310,20 is eergisteren vertrokken bij ons.", "2026-11-17"),
    ("nl", "Bijgaand de specificatie van onze betaalbatch van dinsdag 17 november:", "2026-11-17"),
    ("es", "Los 310,20 € salieron anteayer.", "2026-11-17"),
    ("fr", "Les 310,20 € sont partis avant-hier.", "2026-11-17"),
    ("en", "Sent you 310.20 on Tuesday.", "2026-11-17"),
    ("fr", "Chèque de 310,20 € posté hier.", "2026-11-18"),
    ("es", "Hemos cursado la transferencia ayer.", "2026-11-18"),
    ("en", "I put the money through on Tuesday, so you should have it by Friday.", "2026-11-17"),
    ("en", "Remittance advice\nPayment date: 17/11/2026\nKO-26-1307  310.20", "2026-11-17"),
    ("de", "Wir haben am 17.11.2026 EUR 4.310,20 auf Ihr Konto bei der Hausbank überwiesen.", "2026-11-17"),
    ("de", "Unser Auftrag wurde von der Volksbank am 18.11. ausgeführt.", "2026-11-18"),
    ("de", "Zahlungsavis\nKO-26-1307  310,20\nüberwiesen 18.11.2026: 310,20", "2026-11-18"),
    ("fr", "Avis de virement\nDate : 18/11/2026\nKO-26-1307 : 310,20 EUR", "2026-11-18"),
    ("es", "La transferencia fue ejecutada por el banco el 17 de noviembre.", "2026-11-17"),
    ("es", "Aviso de pago\nFecha de pago: 17/11/2026\nKO-26-1307 310,20 EUR", "2026-11-17"),
    ("nl", "Op 17-11-2026 is € 4.310,20 aan u overgemaakt.", "2026-11-17"),
    ("nl", "Betaalspecificatie\nBetaaldatum: 17-11-2026\nKO-26-1307 € 310,20", "2026-11-17"),
    ("de", "Überwiesen hab ich's letzten Freitag.", "2026-11-13"),
    ("de", "Die 640 Euro sind seit Freitag unterwegs.", "2026-11-13"),
    ("en", "I posted a cheque on the 9th.", "2026-11-09"),
    ("es", "Lo pagué yo el 27 en el mostrador.", "2026-10-27"),
    ("en", "I enclose the proof of the transfer made today.", "2026-11-19"),
    ("es", "Eso lo pagué yo el 16 de noviembre en el mostrador.", "2026-11-16"),
    ("en", "KO-26-1307 was paid on 12 November.", "2026-11-12"),
    ("en", "The money left our account yesterday.", "2026-11-18"),
    ("en", "Remittance advice: GBP 1,240.50 paid 17/11/2026.", "2026-11-17"),
    ("en", "I transferred it this morning.", "2026-11-19"),
    ("en", "We settled this invoice last Friday.", "2026-11-13"),
    ("en", "Cheque went in the post on Monday 16 November.", "2026-11-16"),
    ("de", "Die Rechnung wurde am 13.11. bezahlt.", "2026-11-13"),
    ("de", "Überwiesen haben wir das letzten Freitag.", "2026-11-13"),
    ("de", "Das Geld ist seit gestern unterwegs.", "2026-11-18"),
    ("de", "Die Zahlung ging heute früh raus.", "2026-11-19"),
    ("de", "Wir haben den Betrag bereits am 10. November angewiesen.", "2026-11-10"),
    ("fr", "Cette facture a été réglée le 9 novembre.", "2026-11-09"),
    ("fr", "Nous avons viré la somme hier.", "2026-11-18"),
    ("fr", "Le chèque a été posté vendredi dernier.", "2026-11-13"),
    ("fr", "Je vous ai payé ce matin par virement.", "2026-11-19"),
    ("es", "Esta factura ya está pagada desde el 6 de noviembre.", "2026-11-06"),
    ("es", "Ayer les hicimos la transferencia.", "2026-11-18"),
    ("es", "El pago se realizó el pasado viernes.", "2026-11-13"),
    ("nl", "Deze factuur is op 11 november betaald.", "2026-11-11"),
    ("nl", "Het bedrag is gisteren overgeschreven.", "2026-11-18"),
    ("nl", "Afgelopen vrijdag hebben wij dit voldaan.", "2026-11-13"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "day"), SENT)
def test_money_that_left_is_no_promise(language: str, text: str, day: str) -> None:
    facts = read(language, text)
    assert (facts.payment_sent, facts.promise_date) == (True, None)
    assert facts.payment_date is not None
    assert facts.payment_date.day.isoformat() == day


NOT_SENT = [
    ("fr", "Je vous confirme le virement du solde le 30 novembre."),
    ("en", "Remittance advice\nPayment date: 26/11/2026\nKO-26-1307  310.20"),
    ("de", "Die Reparatur laut Rechnung wurde am 3.11. ausgeführt."),
    ("nl", "De werken zijn op 3 november uitgevoerd."),
    ("en", "Payment will be made once the goods are here."),
    ("en", "This has not been paid because the order number is missing."),
    ("en", "Has KO-26-1307 been paid already?"),
    ("en", "We would have paid it if it had been right."),
    ("de", "Die Rechnung wurde noch nicht bezahlt."),
    ("de", "Ist unsere Zahlung bei Ihnen eingegangen?"),
    ("de", "Nach Klärung wird der Betrag überwiesen."),
    ("de", "Man hat mir zugesagt, dass in KW 48 gezahlt wird."),
    ("fr", "La facture n'a pas encore été réglée."),
    ("fr", "Elle sera payée après réception de l'avoir."),
    ("es", "Todavía no hemos pagado esta factura."),
    ("es", "No se ha realizado ningún pago."),
    ("nl", "Deze factuur is nog niet betaald."),
    ("nl", "De factuur wordt betaald zodra hij klopt."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), NOT_SENT)
def test_money_still_to_leave_was_not_sent(language: str, text: str) -> None:
    assert not read(language, text).payment_sent


AMOUNTS = [
    ("en", "I'll have the 3,102 over to you by Wednesday of next week.", "3102"),
    ("de", "Die 310,20 Euro hätten längst bei Ihnen sein sollen. Der Betrag wird am Montag überwiesen.", "310.20"),
    ("nl", "Die 3.102 die ik voor morgen had toegezegd lukt niet. Het wordt vrijdag 27 november.", "3102"),
    ("es", "Factura: KO-26-1307\nImporte: 3.102,00 EUR\nFecha de abono en su cuenta: 27/11/2026", "3102.00"),
    ("es", "Los 3.102 salen este viernes.", "3102"),
    ("nl", "KO-26-1307 wordt maandag overgemaakt, de volle 3.102.", "3102"),
    ("nl", "Van de resterende 6.200 maak ik eind van deze week 3.000 euro over.", "3000"),
    ("de", "Unser Zahllauf ist auf den 4. Dezember verschoben; dann gehen die 310,20 € an Sie.", "310.20"),
    ("es", "Pagaremos 900,00 € el 27 de noviembre y 640,50 € el 11 de diciembre.", "900"),
    ("nl", "Wij maken € 700,00 op 27 november over en € 455,20 op 11 december.", "700"),
    ("en", "1,310 goes over on Friday and the other 1,310 on 11 December.", "1310"),
    ("en", "Still on for Friday, all 2,148 of it.", "2148"),
    ("en", "The remaining £412.00 will go on Friday.", "412"),
    ("es", "El viernes hacemos transferencia de la factura entera (1.132,80).", "1132.80"),
    ("nl", "Vrijdag gaat jullie 1.150 de deur uit.", "1150"),
    ("en", "We can pay £2,500 on account on Friday, the balance of £3,100 at month end.", "2500"),
    ("en", "We'll pay EUR 4,000.00 of the 7,250.00 on 30 November.", "4000"),
    ("en", "I sent 500 yesterday and will pay the other GBP 740.50 on Monday.", "740.50"),
    ("de", "Wir überweisen am 27.11. vorab 1.500 EUR, der Rest folgt später.", "1500"),
    ("de", "Am Freitag zahlen wir 3.480,00 € statt der berechneten 3.600,00 €.", "3480"),
    ("fr", "Nous virons 1 200 € vendredi et le solde fin décembre.", "1200"),
    ("fr", "Un acompte de 850,00 EUR partira le 24 novembre.", "850"),
    ("es", "El lunes les ingresamos 2.000 € a cuenta.", "2000"),
    ("es", "Pagaremos 1.845,30 euros el 30 de noviembre, descontada la nota de crédito.", "1845.30"),
    ("nl", "Wij maken vrijdag € 1.250,- over.", "1250"),
    ("nl", "Op 1 december betalen wij de helft, dus 640,00 euro.", "640"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "amount"), AMOUNTS)
def test_the_amount_promised_for_the_first_day_is_read(language: str, text: str, amount: str) -> None:
    found = read(language, text).promise_amount
    assert found is not None
    assert found.value == Decimal(amount)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Could we pay in three instalments of 100 GBP from 1 December?"),
        ("en", "Would it be OK if we paid on Friday?"),
        ("de", "Könnten wir in drei Raten zu 100 EUR ab 1. Dezember zahlen?"),
        ("fr", "Pourrions-nous régler en trois fois à partir du 1er décembre ?"),
        ("es", "¿Podríamos pagar en tres plazos desde el 1 de diciembre?"),
        ("nl", "Kunnen we in drie termijnen van 100 betalen vanaf 1 december?"),
    ],
)
def test_who_asks_whether_he_may_pay_like_that_promises_nothing_and_asks_for_time(language: str, text: str) -> None:
    facts = read(language, text)
    assert (facts.promise_date, facts.promise_amount, facts.payment_sent) == (None, None, False)
    assert facts.denied == (Intent.PROMISE,)
    assert facts.outright == (Intent.HARDSHIP,)


def test_a_day_that_is_stated_stays_a_promise_beside_a_question() -> None:
    facts = read("en", "We will pay on Friday, is that ok?")
    assert facts.promise_date is not None and facts.denied == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You get £700.00 on 27 November and the remaining £455.20 on 11 December."),
        ("de", "Wir zahlen 700,00 EUR am 27. November und die restlichen 455,20 EUR am 11. Dezember."),
        ("fr", "Nous virons 700,00 € le 27 novembre et le solde de 455,20 € le 11 décembre."),
        ("es", "Pagaremos 700,00 € el 27 de noviembre y los restantes 455,20 € el 11 de diciembre."),
        ("nl", "Wij betalen € 700,00 op 27 november en de resterende € 455,20 op 11 december."),
    ],
)
def test_what_remains_is_a_step_of_its_own(language: str, text: str) -> None:
    steps = [(str(one.day), str(one.amount)) for one in read(language, text).schedule]
    assert steps == [("2026-11-27", "700.00"), ("2026-12-11", "455.20")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Hello, paid this morning, 412.50."),
        ("de", "Hallo, bezahlt heute Mittag, 412,50."),
        ("fr", "Bonjour, réglé ce matin, 412,50 €."),
        ("es", "Hola, pagada hoy, 412,50 €."),
        ("nl", "Hoi, betaald vanmorgen, 412,50."),
    ],
)
def test_a_few_words_say_that_money_left(language: str, text: str) -> None:
    facts = read(language, text)
    assert facts.payment_sent and facts.promise_date is None


@pytest.mark.parametrize(
    "text",
    [
        "Hello, paid invoices are in the folder.",
        "Please send the one we paid in May.",
        "Hallo, bezahlt wird am Freitag.",
    ],
)
def test_words_of_paying_alone_send_no_money_today(text: str) -> None:
    assert read("en", text).payment_date is None


def test_a_sum_for_a_later_day_is_not_that_of_the_first() -> None:
    found = read("de", "KO-26-1307 geht morgen raus, die 2'905 Franken der anderen dann mit dem Lauf von Ende Monat.")
    assert (found.promise_date and found.promise_date.day, found.promise_amount) == (date(2026, 11, 20), None)
