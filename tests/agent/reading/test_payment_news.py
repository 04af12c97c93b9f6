"""Payments moved to another day, denied for one, paid in parts, listed, or said in passing: a table in five languages.

Every mail was sent on Thursday 19 November 2026.
"""

from datetime import date

import pytest

from agent.domain.facts import Facts, MailView
from agent.domain.vocabulary import Intent
from agent.reading.extract import extract

THURSDAY = date(2026, 11, 19)
FORMATS = (r"(?<![A-Za-z0-9])KO[ \-/._]{0,2}\d{2}[ \-/._]{0,2}\d{4,5}(?![A-Za-z0-9])",)


def read(language: str, text: str, subject: str = "") -> Facts:
    view = MailView(message_id="<1@x>", subject=subject, newest=text, language=language)
    return extract(view, THURSDAY, language, FORMATS, frozenset({"KO261307"}))


MOVED = [
    ("en", "Friday won't happen I'm afraid. You'll get it on 2 December.", "2026-12-02"),
    ("en", "Sorry, not Friday as I said, Monday 30 November.", "2026-11-30"),
    ("en", "Correction to my earlier mail: payment is on 3 December, not 30 November.", "2026-12-03"),
    ("en", "My earlier message said 27 November. Please read 1 December.", "2026-12-01"),
    ("en", "This was keyed for Friday's run but got missed. It goes with the one on 4 December.", "2026-12-04"),
    ("de", "Freitag klappt leider doch nicht, Sie haben das Geld am Dienstag.", "2026-11-24"),
    ("de", "Nicht am Freitag, sondern erst am Mittwoch geht die Überweisung raus.", "2026-11-25"),
    ("de", "Die Zahlung rutscht leider vom 20.11. auf den 27.11.", "2026-11-27"),
    ("de", "Ich hatte den 20. genannt, bitte merken Sie sich stattdessen den 27. November vor.", "2026-11-27"),
    ("fr", "Vendredi ne sera finalement pas possible, ce sera mardi.", "2026-11-24"),
    ("fr", "Je corrige : paiement le 3 décembre et non le 27 novembre.", "2026-12-03"),
    ("fr", "Le virement prévu le 20 est reporté au 27 novembre.", "2026-11-27"),
    ("es", "El viernes no va a poder ser, será el martes.", "2026-11-24"),
    ("es", "El pago que anuncié para el 23 no salió; lo haremos el 2 de diciembre.", "2026-12-02"),
    ("es", "El pago del 20 se retrasa al 27 de noviembre.", "2026-11-27"),
    ("nl", "Vrijdag lukt toch niet, het wordt dinsdag.", "2026-11-24"),
    (
        "en",
        "I know I told you 30 November. The bank let us down, I now have it down for Friday 4 December.",
        "2026-12-04",
    ),
    ("en", "We promised you the 900 for 27 November. It will be paid on 4 December instead.", "2026-12-04"),
    ("de", "Ich hatte Ihnen die Zahlung für den 27. November zugesagt. Wir überweisen am 4. Dezember.", "2026-12-04"),
    ("fr", "Je vous avais annoncé un règlement pour le 27. Il partira finalement le 4 décembre.", "2026-12-04"),
    ("es", "Le había dicho que la pagaríamos el 27 de noviembre, pero será el 4 de diciembre.", "2026-12-04"),
    ("nl", "Ik had je gezegd dat het op 27 november zou komen, dat wordt 4 december.", "2026-12-04"),
    ("nl", "Wij hadden u vrijdag 27 november toegezegd. De € 900,00 wordt nu op 4 december overgemaakt.", "2026-12-04"),
    ("en", "As I told you on the phone, we pay on 27 November.", "2026-11-27"),
    (
        "en",
        "It sits in next week's run, so Friday 27 November. The other one follows in the run of 11 December.",
        "2026-11-27",
    ),
    ("nl", "Correctie: betaling op 3 december en niet op 27 november.", "2026-12-03"),
    ("nl", "De betaling van 20 november schuift door naar 27 november.", "2026-11-27"),
]


@pytest.mark.parametrize(("language", "text", "day"), MOVED)
def test_a_day_put_off_or_denied_gives_way_to_the_one_that_takes_its_place(language: str, text: str, day: str) -> None:
    found = read(language, text).promise_date
    assert found is not None and found.day.isoformat() == day


SAID = [
    ("en", "Marcus is back on Monday and will sign the batch then, so payment leaves us the same day.", "2026-11-23"),
    ("en", "It will leave our bank on 25 November and should be with you by the 27th.", "2026-11-25"),
    ("en", "Payment approved, value date 24 November.", "2026-11-24"),
    ("en", "I get paid on the 28th and will transfer it then.", "2026-11-28"),
    ("en", "Could you send me KO-26-1307 again so I can put it in Tuesday's bank run?", "2026-11-24"),
    ("en", "We only pay at the end of each month, so this will be on 7 December.", "2026-12-07"),
    ("en", "We will transfer it in the second half of December.", "2026-12-31"),
    ("en", "It will be paid between 25 and 27 November.", "2026-11-27"),
    ("de", "Frau Lang unterschreibt am Montag, danach geht die Zahlung sofort raus.", "2026-11-23"),
    ("de", "Zahlung erfolgt 49. KW.", "2026-12-04"),
    ("de", "Geld ist in spätestens zwei Wochen da.", "2026-12-03"),
    ("de", "Ich nehme die Rechnung in den Lauf am Dienstag.", "2026-11-24"),
    ("fr", "Votre facture est bonne à payer, mise en paiement le 30/11.", "2026-11-30"),
    ("fr", "Vous recevrez les fonds sous 48 heures.", "2026-11-21"),
    ("fr", "Merci de patienter jusqu'à mercredi, le virement sera fait ce jour-là.", "2026-11-25"),
    ("fr", "Pouvez-vous me renvoyer la facture afin que je la règle lundi ?", "2026-11-23"),
    ("es", "Te la pago el día 25.", "2026-11-25"),
    ("es", "Lo tendrán en cuenta en un plazo de diez días.", "2026-11-29"),
    ("es", "Está en la relación de pagos del 3 de diciembre.", "2026-12-03"),
    ("es", "Pagaremos en la primera quincena de diciembre.", "2026-12-15"),
    ("nl", "Factuur is akkoord, wordt 30-11 betaald.", "2026-11-30"),
    ("nl", "Geef me tot woensdag, dan is het betaald.", "2026-11-25"),
    ("nl", "Het staat uiterlijk 1 december op uw rekening.", "2026-12-01"),
    ("nl", "Hij gaat mee in de run van de 25e.", "2026-11-25"),
]


@pytest.mark.parametrize(("language", "text", "day"), SAID)
def test_the_day_is_read_in_every_form_and_nothing_counts_as_sent(language: str, text: str, day: str) -> None:
    facts = read(language, text)
    assert facts.promise_date is not None and facts.promise_date.day.isoformat() == day
    assert not facts.payment_sent


LEFT = [
    ("en", "Payment of EUR 9,120.00 has been issued to your account today.", "2026-11-19"),
    ("en", "KO-26-1307 was included in our run of 13 November.", "2026-11-13"),
    ("en", "Done yesterday by bank transfer, you should have it tomorrow.", "2026-11-18"),
    ("en", "I paid this on my card over the phone last Thursday.", "2026-11-12"),
    ("en", "Our records show this as paid 6 November.", "2026-11-06"),
    ("de", "Die Zahlung wurde gestern angestoßen.", "2026-11-18"),
    ("de", "Haben wir vorgestern überwiesen.", "2026-11-17"),
    ("de", "Die Lastschrift wurde am 13.11. eingelöst.", "2026-11-13"),
    ("fr", "Nous avons viré hier 5 687,30 € en règlement de la facture.", "2026-11-18"),
    ("fr", "Elle figure dans notre règlement du 13/11.", "2026-11-13"),
    ("fr", "Le prélèvement est passé le 10 novembre.", "2026-11-10"),
    ("es", "La orden de pago salió ayer de nuestro banco. Si mañana no la ven, avísenme.", "2026-11-18"),
    ("es", "Esta factura se incluyó en la remesa del 13 de noviembre.", "2026-11-13"),
    ("es", "Ya os hice el bizum el lunes.", "2026-11-16"),
    ("nl", "De betaling is gisteren de deur uit gegaan.", "2026-11-18"),
    ("nl", "Deze zat in onze betaalrun van 13 november.", "2026-11-13"),
    ("nl", "Het bedrag is op 10 november automatisch geïncasseerd.", "2026-11-10"),
]


@pytest.mark.parametrize(("language", "text", "day"), LEFT)
def test_money_that_left_is_known_by_many_words(language: str, text: str, day: str) -> None:
    facts = read(language, text)
    assert (facts.payment_sent, facts.promise_date) == (True, None)
    assert facts.payment_date is not None and facts.payment_date.day.isoformat() == day


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The total less the credit, so 4,000.00, is paid on 1 December."),
        ("en", "It'll be in your bank on Monday morning."),
        ("en", "It missed our run of 13 November and was not paid."),
        ("fr", "Le dossier est réglé de notre côté. Le paiement partira le 30 novembre."),
        ("fr", "La facture a été mandatée hier et sera réglée par le Trésor public le 26."),
        ("es", "La primera parte se abonó en su día y el resto se pagará el 3 de diciembre."),
        ("es", "Se libra el pago la semana que viene."),
    ],
)
def test_what_is_only_prepared_settled_or_missed_did_not_leave(language: str, text: str) -> None:
    assert not read(language, text).payment_sent


@pytest.mark.parametrize(
    ("language", "text", "amount"),
    [
        ("en", "2,000 on the old one goes out on Wednesday and the other 2,220 on 9 December.", "2000"),
        ("en", "Invoice KO-26-1307 is due.\nPayment will be issued on 27 November.\nTotal 1,760.00 EUR", "1760"),
        ("fr", "Acompte de 600 € demain, solde le 4 décembre.", "600"),
        ("es", "Le hago un pago de 600 mañana y el resto el 4 de diciembre.", "600"),
        (
            "de",
            "Die restlichen 490 Euro hätten Ende Oktober bei Ihnen sein sollen. Nun für den 23. November eingestellt.",
            "490",
        ),
        ("es", "Se me fue el santo al cielo con los 4.125 de octubre. El viernes te lo paso.", "4125"),
        ("en", "I know I told you the 3,845.40 would be with you this week. It is now down for 4 December.", "3845.40"),
        ("nl", "Net 200 overgemaakt, de overige 145 maak ik volgende week over.", "145"),
        ("nl", "Vrijdag ga ik niet halen met die 2.690, het wordt woensdag 2 december.", "2690"),
    ],
)
def test_the_sum_of_the_first_payment_is_read(language: str, text: str, amount: str) -> None:
    found = read(language, text).promise_amount
    assert found is not None and str(found.value).removesuffix(".00") == amount


@pytest.mark.parametrize(
    ("language", "text", "steps"),
    [
        ("en", "We settle the balance of invoice 4100027022 in two parts, EUR 900.00 on 30 November and EUR 320.50 on 15 December.", "900.00 320.50"),
        ("es", "Hola, le pago 500 el viernes y el resto (825) el 11 de diciembre.", "500 825"),
        ("es", "Dos transferencias: 700 euros el 30 de noviembre y los 685 que faltan el 9 de diciembre.", "700 685"),
        ("en", "Two payments: 700.00 on 30 November and the 685 still owing on 9 December.", "700.00 685"),
        ("en", "2,000 on the old one goes out on Wednesday and the other 2,220 on 9 December.", "2000 2220"),
    ],
)  # fmt: skip
def test_each_step_has_its_day_and_its_sum(language: str, text: str, steps: str) -> None:
    assert " ".join(str(one.amount) for one in read(language, text).schedule) == steps


PLAIN = [
    ("en", "KO-26-1307 approved, payment on 27 November.", ""),
    ("en", "Could you send KO-26-1307 again so I can put it in Friday's bank run?", ""),
    ("en", "REMITTANCE ADVICE\nPayment date 17/11/2026  BACS\nKO-26-1307  310.20", ""),
    ("en", "Payment of 310.20 EUR has been issued today.\nValue date 20/11/2026", "Remittance advice 19/11/2026"),
    ("de", "KO-26-1307 freigegeben, Zahlung 48. KW.", ""),
    ("fr", "KO-26-1307 sera réglée le 27 novembre.", ""),
    ("es", "KO-26-1307 entra en la relación de pagos del 3 de diciembre.", ""),
    ("nl", "KO-26-1307 wordt 27 november betaald.", ""),
]


@pytest.mark.parametrize(("language", "text", "subject"), PLAIN)
def test_plain_words_promise_whatever_the_classifier_takes_them_for(language: str, text: str, subject: str) -> None:
    assert Intent.PROMISE in read(language, text, subject).outright


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "From 1 January we pay all suppliers at 60 days."),
        ("en", "We pay our suppliers by BACS on Fridays."),
        ("de", "Ab dem 1. Januar begleichen wir alle Rechnungen mit einem Zahlungsziel von 60 Tagen."),
        ("nl", "Betaling geschiedt in de wekelijkse betaalronde op donderdag."),
        ("fr", "Notre siège sera transféré à compter du 1er décembre."),
        ("es", "Desde el 1 de diciembre nuestro domicilio fiscal será otro."),
        ("en", "Please send KO-26-1307 by Friday."),
    ],
)
def test_how_everybody_is_paid_and_what_else_happens_on_a_day_promise_nothing(language: str, text: str) -> None:
    assert Intent.PROMISE not in read(language, text).outright


PLEDGED = [
    ("en", "You'll have the 2,340 by Wednesday 25 November.", "2026-11-25", "2340"),
    ("en", "To save you chasing: 5,550.00 of KO-26-1307 goes out on 30 November.", "2026-11-30", "5550"),
    (
        "nl",
        "De kaartverkoop is binnen, dus KO-26-1307 (€ 1.290,00) maak ik aanstaande maandag over.",
        "2026-11-23",
        "1290",
    ),
    ("de", "Die KO-26-1307 läuft bei uns in KW 48 mit.", "2026-11-27", None),
    ("de", "Der Betrag wird am 27.11. ausgezahlt, Auszahlung am 27.11.", "2026-11-27", None),
    ("fr", "Le solde de 3'150.– part au 27 novembre comme convenu.", "2026-11-27", "3150"),
    ("fr", "Elle sera payée le 3 décembre, le gérant n'a pas signé à temps.", "2026-12-03", None),
    ("fr", "La somme sera versée le 3 décembre.", "2026-12-03", None),
    ("es", "Les transferiremos 800,00 € el 27 de noviembre.", "2026-11-27", "800"),
    ("es", "La factura quedará pagada el 27 de noviembre.", "2026-11-27", None),
    ("nl", "Deze factuur wordt eind volgende week uitbetaald.", "2026-11-27", None),
    ("nl", "De factuur loopt op 27 november mee.", "2026-11-27", None),
]


@pytest.mark.parametrize(("language", "text", "day", "amount"), PLEDGED)
def test_a_day_named_in_other_words_of_paying_is_promised_outright(
    language: str, text: str, day: str, amount: str | None
) -> None:
    facts = read(language, text)
    assert facts.promise_date is not None and facts.promise_date.day.isoformat() == day
    assert Intent.PROMISE in facts.outright
    assert (str(facts.promise_amount.value) if facts.promise_amount else None) in (amount, f"{amount}.00")


GONE = [
    ("en", "Transfer done this morning for KO-26-1307, today.", "2026-11-19"),
    ("en", "I did the bank transfer for KO-26-1307 last night, it should be with you by now.", "2026-11-18"),
    ("fr", "Virement de 2 000 € parti hier matin, vous devriez le voir aujourd'hui.", "2026-11-18"),
    (
        "fr",
        "En réponse à votre message de ce matin : le comptable a procédé au virement lundi 16 novembre.",
        "2026-11-16",
    ),
    ("es", "Transferimos 640 USD anoche.", "2026-11-18"),
    ("nl", "Zojuist heb ik € 640,25 overgemaakt voor KO-26-1307.", "2026-11-19"),
    ("en", "I have just now paid you 640.25 for KO-26-1307.", "2026-11-19"),
    ("nl", "Gisteravond de overschrijving van 640,00 euro gedaan.", "2026-11-18"),
    ("de", "Gestern die Überweisung über 640,00 EUR getätigt.", "2026-11-18"),
    ("de", "Zahlungsavis: KO-26-1307, 640,00 EUR, Valuta 18.11.2026.", "2026-11-18"),
    ("fr", "Fait hier le virement de 640,00 €.", "2026-11-18"),
    ("fr", "Avis de virement : 640,00 €, valeur 18/11/2026.", "2026-11-18"),
    ("es", "Realizado ayer el pago de 640,00 €.", "2026-11-18"),
    ("es", "Ayer depositamos 640 USD en cancelación de la factura.", "2026-11-18"),
    ("es", "Transferimos 640 USD ayer.", "2026-11-18"),
    ("nl", "Gisteren de overschrijving van 640,00 euro gedaan.", "2026-11-18"),
]


@pytest.mark.parametrize(("language", "text", "day"), GONE)
def test_money_that_left_is_seen_with_its_day_in_few_words(language: str, text: str, day: str) -> None:
    facts = read(language, text)
    assert facts.payment_sent and facts.payment_date is not None
    assert facts.payment_date.day.isoformat() == day


def test_a_transfer_of_next_monday_has_not_left() -> None:
    facts = read("es", "El lunes transferimos 640,00 €.")
    assert not facts.payment_sent and facts.promise_date is not None
