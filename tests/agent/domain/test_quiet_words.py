"""Small matters beside a request, in brackets, in half a sentence or below the name, are read by a person."""

import time

import pytest

from agent.domain.brackets import aside
from agent.domain.purity import purity
from agent.domain.quiet_words import QUIET
from agent.domain.signed import said_below, signed_news
from agent.domain.unchecked import LETTERS_READ

HELD = {
    "a postscript, or a remark where the name stands": [
        "Please send 4411.\n\nRegards\nJo Tate\nPS: and two more of the blue tins, if you would",
        "Bitte 4411.\n\nGruß\nUwe Lamm\nP.S. Am Freitag ist hier keiner mehr.",
        "La 4411, por favor.\n\nRosa Gil\nPD: apunten otras dos latas",
        "4411 please.\n\nJo Tate\nP.S.\nour printer smokes a lot these days",
        "4411 please.\n\nJo Tate\nP.P.S. give Tom the two blue tins",
        "La 4411 svp.\n\nCordialement\nLuc Petit\n(celui qui attend toujours qu'on le rappelle)",
        "Graag 4411.\n\nGroet\nPim Bos\n(die van de kist zonder deksel van vorige week)",
    ],
    "who leaves": [
        "Please send 4411. I want it booked before I give back my keys.",
        "4411 please, there is cake and flowers on Friday.",
        "Merci pour la 4411, la dernière que je range avant de rendre les clefs.",
        "Bitte 4411. Ab Dezember dann Frau Tammen.",
        "Graag 4411, daarna moet ik de sleutels inleveren.",
    ],
    "what is to be fetched": [
        "Please send 4411. There are four bases with your sticker on sat by our store.",
        "Please send 4411. The crates are here whenever a driver has the room.",
        "Bitte 4411. Die Kisten stehen da, wenn ein Fahrer mal Platz hat.",
    ],
    "who signs": [
        "Please send the copy of our order. Orders above five thousand are signed by me, and I was in Crete.",
        "Bitte die 4411. Bestellungen über 5.000 unterschreibe ich.",
    ],
    "an old number, or money twice": [
        "Please send 4411, the VAT number of ours at the top is the one from when it was still the partnership.",
        "Graag de kwitantie van 4411, die wij in maart hebben overgemaakt en in april nog eens.",
        "The receipt for 4411 please, we paid it in March and once more in April.",
    ],
    "what is not right": [
        "4411 please. That amount cannot be right.",
        "Bitte 4411. Der Betrag ist nicht richtig.",
        "La 4411 svp, le montant n'est pas bon.",
        "La 4411 svp. Le compte n'y est pas.",
        "La 4411, por favor. El importe no está bien.",
        "La 4411, por favor; la auditora no entiende un importe tan alto.",
        "Graag 4411. Het bedrag kan niet kloppen.",
        "Bitte 4411. Bilder haben wir Ihnen beigefügt.",
        "La 4411 svp. On a repeint avec le vôtre et ça cloque.",
    ],
    "empties": [
        "Bitte 4411 und die leeren Fässer bitte abholen.",
        "4411 please, and collect the empty drums.",
        "La 4411 svp, et merci de reprendre les fûts vides.",
        "Graag 4411, en de lege vaten mogen opgehaald worden.",
    ],
    "money that comes late": [
        "Envoyez-moi un relevé pour le Département, dont les versements nous parviennent tard et pas toutes.",
        "Een overzicht graag. Donderdag neem ik die van juli en de kleinste van september mee.",
    ],
    "what is said beside": [
        "Please send 4411. From April they should show the site code.",
        "Bitte 4411. Ab Januar sollten die Rechnungen quartalsweise kommen.",
        "La 4411 svp (à partir de mars il faudrait notre code service).",
        "La 4411, por favor; a partir de enero convendría mandarlas juntas.",
        "Graag 4411. Vanaf februari zou het per kwartaal mogen.",
        "La 4411, gracias. Mañana van 300 a cuenta.",
        "Please send 4411. 200 went off on account.",
        "Bitte 4411. Am Montag gehen 300 als Anzahlung raus.",
        "La 4411 svp, 300 d'acompte partent lundi.",
        "La 4411, gracias. Ahora somos otra S.L., mismo NIF.",
        "Please send 4411 to the new firm, same VAT number.",
        "La 4411 svp. Nous avons une autre enseigne, même SIRET.",
        "Bitte 4411. Den Newsletter brauchen wir nicht mehr.",
        "La 4411 svp, le calendrier mural ne nous sert plus.",
        "Graag 4411. De folder hoeven we niet meer te krijgen.",
        "Bitte 4411, und zwischen den Jahren nichts anliefern.",
        "Please send 4411, and over Easter please do not deliver.",
    ],
    "a fault of the goods": [
        "Please send the POD for 4411, one of the shelves sags.",
        "Could I have 4411 again, the one for the table that wobbles?",
        "POD for 4411 please, the lids sit loose.",
        "4411 please. The upper drawer sticks now and then.",
        "Den Lieferschein zu 4411 bitte; die Schublade klemmt.",
        "Bitte 4411 als PDF, das ist die mit der Lampe, die flackert.",
        "Bitte 4411, der Bezug hat einen Fleck.",
        "Merci pour la 4411, celle de la table bancale.",
        "La 4411 svp, une roulette ne tourne pas bien.",
        "Necesito el albarán de la 4411, el de los grifos que gotean.",
        "¿Me pasáis la 4411, la de la lámpara que parpadea?",
        "Graag 4411, van de kast waarvan de deur klemt.",
        "Graag de pakbon van 4411, er zit een vlek op de bekleding.",
    ],
    "goods that nobody has seen": [
        "Please send the invoice for our order; nobody here has laid eyes on the bench.",
        "4411 please. There is no sign of the trolleys.",
        "Bitte 4411. Von den Stühlen hat hier keiner etwas gesehen.",
        "La facture 4411 svp, aucune trace des chariots ici.",
        "La 4411, por favor. De las sillas no hay ni rastro.",
        "Graag 4411. De bank heeft hier nog niemand gezien.",
    ],
    "another version of the paper": [
        "Please send 4411, preferably one that shows our order number.",
        "Please send 4411, in French if you have it.",
        "Please send a stamped copy of invoice 4411.",
        "Bitte 4411 mit Bestellnummer BT7 drauf.",
        "Bitte 4411, aber auf Englisch.",
        "La 4411 svp, en anglais si possible.",
        "La 4411 svp, avec mention de notre code.",
        "La 4411, mejor una versión en la que salga BT7.",
        "La 4411, pero con fecha de noviembre.",
        "Graag 4411 in het Engels, uitgesplitst.",
        "Graag 4411, het liefst een versie met BT7.",
    ],
    "our own number or name": [
        "Please send 4411; our VAT number ends in 8.",
        "Bitte 4411, unsere USt-IdNr. endet auf 8.",
        "La 4411 svp, notre numéro de TVA finit par 8.",
        "La 4411, nuestro NIF termina en 8.",
        "Graag 4411, ons btw-nummer eindigt op 8.",
        "Bitte 4411. Wir schreiben uns mit ck.",
    ],
    "whom to bill": [
        "Please send 4411. From January please bill Larch Trading.",
        "Please send 4411. Any new invoices should go to our parent company.",
        "Bitte 4411. Ab Januar bitte die Rechnungen an die Nordwerk GmbH.",
        "La 4411 svp. À partir de janvier, merci de facturer la SCI Les Tilleuls.",
        "La 4411. Desde enero facturen a Cordero, por favor.",
        "Graag 4411. Vanaf januari graag factureren aan Lam BV.",
    ],
    "a firm in other hands": [
        "Please send 4411. The shop changes hands next month.",
        "Please send 4411, we have been renamed.",
        "Bitte 4411. Unsere Firma wird verschmolzen.",
        "La 4411 svp, nous avons été rachetés par un groupe.",
        "La 4411. Ahora nos llamamos Cordero.",
        "Graag 4411. Wij zijn opgegaan in Lam BV.",
    ],
    "who stands in": [
        "Please send 4411. In my absence Ken Moss looks after this.",
        "Bitte 4411. In meiner Abwesenheit hilft Frau Ohm.",
        "La 4411 svp. En mon absence, voyez avec Mme Colin.",
        "La 4411. En mi ausencia les atiende Lucía Gil.",
        "Graag 4411. Bij mijn afwezigheid kunt u terecht bij Els.",
    ],
    "a call": [
        "Please send 4411, and a quick ring this afternoon would be good.",
        "4411 please. Could someone phone me before noon?",
        "Bitte 4411. Klingeln Sie kurz durch.",
        "La 4411 svp, et que quelqu'un m'appelle ce matin.",
        "La 4411 svp. Passez-moi un coup de fil.",
        "La 4411, por favor, y dadme un toque.",
        "Graag 4411, en geef me even een belletje.",
    ],
    "another matter": [
        "Please send 4411. Who looks after us these days?",
        "Please send 4411. What would another one of these cost?",
        "Please send 4411. Unless we hear by Monday the file moves on.",
        "Bitte 4411. Was kostet so ein Schrank heute?",
        "La 4411 svp, le lien de paiement tourne dans le vide.",
        "La 4411, a un niño le salió una reacción en la piel.",
        "Graag 4411, en wat kost zo'n kast nu?",
    ],
    "something else about the goods": [
        "Please send 4411; we never got the keys, no manual either.",
        "Please send 4411. The plug gets hot.",
        "Bitte 4411. Der Stecker wird heiß.",
        "La 4411 svp (pas de livraison le lundi).",
        "La 4411; venían dos más de las pedidas.",
        "Graag 4411; het derde exemplaar staat ingepakt bij de deur.",
    ],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in HELD.items() for text in texts])
def test_a_small_matter_is_objected_to(kind: str, text: str) -> None:
    assert purity("", text, ()) is not None, kind


def test_a_subject_that_says_whom_to_bill_is_objected_to() -> None:
    assert purity("4411 - and from January please bill Larch Trading Ltd", "See subject.", ()) is not None


PURE = [
    "Please send 4411 again, the scan is rather pale and two pages came loose.",
    "Please send 4411. Nobody here has seen the invoice.",
    "Please send 4411. My German is poor, so in English.",
    "Please send your VAT certificate, in German is fine.",
    "Goods-in have moved to the new building, so the delivery note for 4411 is in a crate. Could you send it?",
    "Please send 4411. I thank you for the swift reply and the prompt support.",
    "Please send 4411; there was a change of administrator in spring.",
    "The colleague who filed these papers is no longer with us, please send 4411.",
    "These three are all that is missing, please send 4411.",
    "During my leave the post was handed round, please send 4411.",
    "Der Stempel auf unserer Kopie ist zu blass, bitte 4411 nochmals.",
    "Der Kollege, der das abgeheftet hat, ist nicht mehr bei uns. Bitte 4411.",
    "Bitte 4411, auf Deutsch oder Englisch ist egal.",
    "Bitte 4411. Sobald die Rechnung eingescannt ist, ist die Akte voll.",
    "Notre serveur fonctionne désormais à nouveau, merci de renvoyer la 4411.",
    "Notre logiciel exige désormais la pièce, merci d'envoyer la 4411.",
    "La copie a une page un peu pâle, merci de renvoyer la 4411.",
    "¿Nos mandan la 4411? La copia salió algo pálida.",
    "Lo ha retenido nuestro filtro, ¿nos mandan la 4411?",
    "Graag 4411, de kopie is een beetje bleek.",
    "Graag 4411; we sluiten de map zodra de factuur is ingescand.",
    "Graag een btw-certificaat, in het Duits mag ook.",
]


@pytest.mark.parametrize("text", PURE)
def test_ones_own_papers_and_people_are_none(text: str) -> None:
    assert purity("", text, ()) is None


@pytest.mark.parametrize(
    "line",
    [
        "Finch Ltd | since 2 December 7 Mill Row, Dunley",
        "Dora Finch (until Friday week, Ken Moss after that)",
        "Finch Ltd (formerly Lamb & Co)",
        "ab 1. Dezember: Mühlweg 7, Kassel",
        "Finke KG, demnächst Finke & Lamm GmbH",
        "Pinson SARL (nouvelle adresse au 1er décembre : 7 rue du Moulin)",
        "depuis le 2 novembre : 14 rue du Port",
        "a partir del 1 de diciembre, c/ Molino 7",
        "Pardo SL (antes Pardo e Hijos)",
        "Vink BV (per 1 januari opgegaan in Lam BV)",
        "Dora Vink (t/m vrijdag, daarna Ken Mos)",
    ],
)
def test_news_below_the_name_is_objected_to(line: str) -> None:
    assert signed_news(f"Please send 4411 as PDF.\nDora\n{line}") is not None


@pytest.mark.parametrize(
    "line",
    [
        "Monday to Thursday 8.30 - 4.30",
        "Office closed from 3 to 21 August",
        "Family business, established since May 1962",
        "Please send all invoices from 1 October",
        "F-104688 from 2 June",
        "Finch Ltd, 7 Mill Row, Dunley",
        "Di-Do, bis 12 Uhr",
        "Ouvert du lundi au vendredi",
    ],
)
def test_hours_and_papers_below_the_text_are_no_news(line: str) -> None:
    assert signed_news(f"Please send 4411 as PDF.\nDora\n{line}") is None


def test_a_remark_on_things_in_brackets_is_read_by_a_person() -> None:
    for text in (
        "4411 please (two of them lean over a good deal)",
        "Bitte 4411 (die eine Rolle dreht sich schwer)",
        "La 4411 (l'un des plateaux bouge quand on appuie)",
        "La 4411 (una de las patas se mueve mucho)",
        "Graag 4411 (het deksel past er maar half op)",
    ):
        assert aside(text) is not None, text


def test_brackets_may_say_which_paper_is_meant() -> None:
    for text in (
        "4411 please (the one for the stove)",
        "4411 please (the invoice you sent on Monday, not the reminder)",
        "Bitte 4411 (die mit dem Goldrand)",
        "La 4411 (la factura de los toldos)",
        "Graag 4411 (de laatste pagina ontbreekt bij ons)",
        "4411 please (they are all in use and fine)",
    ):
        assert aside(text) is None, text


def test_every_list_is_quick_on_long_text() -> None:
    text = "the bench and the table of the house is not a paper and we are in the office of the town " * 300
    begun = time.perf_counter()
    purity("", text, ())
    signed_news(text.replace("house", "house\n"))
    assert time.perf_counter() - begun < 3
    assert all(
        sentence.endswith(".") and code in {"dispute", "hardship", "address", "matter"} for code, sentence, _ in QUIET
    )


@pytest.mark.parametrize(
    "line",
    [
        "Is the licence invoice a duplicate of October's?",
        "the printer you lent us cut off the bottom third of every page",
        "Wem gehören die zwei Kisten im Hof?",
        "die Lampe hat seit gestern einen leichten Wackler",
        "il y a un carton de trop dans la remise",
        "Pourquoi deux lignes pour le même camion ?",
        "¿Quién se queda con las dos sillas del almacén?",
        "het deurtje hangt een beetje scheef sinds gisteren",
    ],
)
def test_a_sentence_below_the_name_is_read_by_a_person(line: str) -> None:
    found = said_below(f"Jo Tate\nHead of Accounts\n{line}\n+44 20 7946 0011")
    assert found is not None and found.words == line


@pytest.mark.parametrize(
    "line",
    [
        "which I think your people hold under the old registration",
        "Meine Tochter hat nachgezählt, ich auch.",
        "les draps de la maison de retraite reviennent gris de chez vous",
        "Nos facturaron como consumidor final y somos responsables inscriptos.",
        "ook die van mijn zwager zijn bedrijf graag, hij vindt dat goed",
    ],
)
def test_a_sentence_below_the_farewell_is_read_by_a_person(line: str) -> None:
    assert purity("Copy", f"Please send 4411.\n\nKind regards\nJo Tate\n{line}", ()) is not None
    assert purity("Copy", "Please send 4411.\n\nKind regards\nJo Tate\nHead of Accounts at Harrow & Pike", ()) is None


@pytest.mark.parametrize(
    "subject",
    [
        "Meine alte Mailadresse ist dann zu vergessen.",
        "Our controller is reviewing all suppliers, you among them.",
        "nous sommes trois dans la boutique maintenant",
        "Ik wil hem op de juiste maand gedateerd hebben.",
    ],
)
def test_a_subject_that_is_a_sentence_about_something_else_is_read_by_a_person(subject: str) -> None:
    assert purity(subject, "Please send 4411.", ()) is not None
    assert purity(f"Re: {subject}", "Please send 4411.", ()) is None


@pytest.mark.parametrize(
    "subject", ["We need invoice 4411 again please", "Two of my clients", "Wir brauchen noch eine Rechnung von Ihnen"]
)
def test_a_subject_that_asks_for_a_paper_is_no_other_matter(subject: str) -> None:
    assert purity(subject, "Please send 4411.", ()) is None


@pytest.mark.parametrize(
    "line",
    [
        "Questions? Give us a ring.",
        "I work Monday to Thursday and am not in the office on Fridays",
        "This e-mail is confidential and intended for the addressee only.",
        "Please consider the environment before you print what we send.",
        "Sie erreichen uns werktags in der Zeit von acht bis zwölf",
        "Nous sommes joignables du lundi au jeudi de neuf heures à midi",
        "Het kantoor is bereikbaar van maandag tot en met donderdag",
        "Nuestro horario es de lunes a viernes por la mañana",
        "Bakers of good bread since 1911",
        "Am alten Hafen hinter der Brücke 4, 20457 Hamburg",
    ],
)
def test_what_companies_write_below_every_mail_says_nothing(line: str) -> None:
    assert said_below(f"Jo Tate\nHead of Accounts\n{line}") is None


@pytest.mark.parametrize(
    "words",
    ["( denn de noszmtqtb nowhere to be see,", f"(des {'a' * 190} ", f"(des {'those' * 39} ", "(des " + "a " * 60, "! ", "\n \n",
     "questions questions "],
)  # fmt: skip
def test_a_long_text_without_an_end_does_not_take_long(words: str) -> None:
    flood = words * (LETTERS_READ // len(words))
    begun = time.process_time()
    purity(flood[:1000], flood, ())
    purity("", flood[:690], ())
    signed_news(f"{words[:40]}\n{flood}x")
    said_below(f"{flood}x\n{flood[:900]}?")
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("subject", "held"),
    [
        ("Bestellkopie ZB-80 (Laden ab März am Markt)", True),
        ("Invoice 4411 (the van now lives round the back)", True),
        ("Invoice 4411 (our order 7731 for the office)", False),
        ("Rechnung 4411 (Kopie für den Steuerberater, bitte)", False),
        ("Re: Invoice 4411 (the van now lives round the back)", False),
    ],
)
def test_words_in_brackets_in_a_subject_of_their_own_name_a_paper(subject: str, held: bool) -> None:
    """In a reply they are mostly our own."""
    assert (purity(subject, "Please send 4411.", ()) is not None) is held


@pytest.mark.parametrize(
    "line", ["PD Dr. Karl Maria Schneider", "PD Maschinenbau Hannover GmbH", "NB Fashion Group GmbH"]
)
def test_a_title_or_firm_is_no_postscript(line: str) -> None:
    assert signed_news(f"Please send 4411.\n\nRegards\n{line}") is None
