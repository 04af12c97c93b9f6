"""What is read out of a mail's words without a model, in five languages."""

import time
from datetime import date
from decimal import Decimal

import pytest

from agent.domain.facts import AttachmentView, Facts, MailView
from agent.domain.vocabulary import DisputeReason, DocumentKind, HardshipAsk
from agent.reading.extract import extract
from agent.reading.unsaid import AS_SUBJECT, NAME

THURSDAY = date(2026, 11, 19)
FORMATS = (r"(?<![A-Za-z0-9])KO[ \-/._]{0,2}\d{2}[ \-/._]{0,2}\d{4,5}(?![A-Za-z0-9])",)
NUMBERS = frozenset({"KO261307", "KO261388", "KO260471", "HP231", "CN2041"})

INVOICE, POD, STATEMENT = DocumentKind.INVOICE, DocumentKind.POD, DocumentKind.STATEMENT


def read(text: str, subject: str = "", language: str = "en", quote: str = "", **more: object) -> Facts:
    view = MailView.model_validate(
        {"message_id": "<1@x>", "newest": text, "subject": subject, "quote": quote, "language": language} | more
    )
    facts = extract(view, THURSDAY, language, FORMATS, NUMBERS)
    assert_verbatim(facts, view)
    return facts


def assert_verbatim(facts: Facts, view: MailView) -> None:
    parts = {"newest": view.newest, "subject": view.subject, "quote": view.quote}
    spans = [*facts.references, *(one.span for one in facts.amounts), *(one.span for one in facts.dates)]
    perhaps = [*(one.span for one in facts.asks), facts.dispute_span, facts.hardship_span]
    for span in [*spans, *(one for one in perhaps if one is not None)]:
        if span.part in parts:
            assert parts[span.part][span.start : span.end] == span.quote


def asked(facts: Facts) -> list[tuple[str, tuple[str, ...], str | None]]:
    return [(one.kind.value, one.references, one.scope) for one in facts.asks]


ASKS = [
    ("en", "", "Please resend KO-26-1307.", [("invoice", ("KO-26-1307",), None)]),
    ("en", "KO-26-1307", "Can you send it through please?", [("invoice", ("KO-26-1307",), None)]),
    ("en", "", "POD for 1307 pls lads", [("pod", ("1307",), None)]),
    ("en", "", "Send us 1307 with the signed delivery note please.", [("invoice", ("1307",), None), ("pod", ("1307",), None)]),
    ("en", "", "Please send KO-26-1307 and 1388.", [("invoice", ("KO-26-1307", "1388"), None)]),
    ("en", "", "We need invoices 1384-1388.", [("invoice", ("1384", "1385", "1386", "1387", "1388"), None)]),
    ("en", "invoices", "all open ones pls", [("invoice", (), "all_open")]),
    ("en", "", "Could I have copies of everything you billed us in October?", [("invoice", (), "month:2026-10")]),
    ("en", "", "Please could you email the invoice you did us on 2 October?", [("invoice", (), "date:2026-10-02")]),
    ("en", "", "We hold a line for GBP 615.75. Please send the invoice.", [("invoice", (), "amount:615.75")]),
    ("en", "", "We need the invoice for purchase order HP-231.", [("invoice", ("HP-231",), None)]),
    ("en", "", "Please supply a copy of our purchase order HP-231.", [("po_copy", ("HP-231",), None)]),
    ("en", "", "Would you mind sending me the credit note you raised against 1307?", [("credit_note", ("1307",), None)]),
    ("en", "", "can i get the receipt for 1307? thx", [("receipt", ("1307",), None)]),
    ("en", "", "Could somebody send us an up to date statement of our account?", [("statement", (), None)]),
    ("en", "", "Please let us have your VAT registration certificate.", [("tax_form", (), None)]),
    ("en", "", "Kindly email your bank's letter confirming the account.", [("bank_letter", (), None)]),
    ("en", "", "Hi, can we have the signed delivery note for our order HP-231 for the file? Thanks", [("pod", ("HP-231",), None)]),
    ("en", "", "Please send all overdue invoices.", [("invoice", (), "overdue")]),
    ("de", "R", "Bitte nochmals die Rechnung KO-26-1307 als PDF.", [("invoice", ("KO-26-1307",), None)]),
    ("de", "", "Wir bitten um Übersendung des quittierten Lieferscheins zu KO-26-1307.", [("pod", ("KO-26-1307",), None)]),
    ("de", "", "Bitte schicken Sie uns alle offenen Rechnungen.", [("invoice", (), "all_open")]),
    ("de", "", "Uns fehlt noch die September-Rechnung.", [("invoice", (), "month:2026-09")]),
    ("de", "", "die Rechnung vom 19.10. ist bei uns nie angekommen", [("invoice", (), "date:2026-10-19")]),
    ("de", "", "Könnten Sie mir einen aktuellen Kontoauszug zukommen lassen?", [("statement", (), None)]),
    ("de", "", "Brauche nur den Bestellschein HP-231, Rechnung liegt vor.", [("po_copy", ("HP-231",), None)]),
    ("fr", "", "Merci de nous transmettre le bon de livraison émargé de la commande HP-231.", [("pod", ("HP-231",), None)]),
    ("fr", "", "Notre comptable me réclame la facture de 615,75 €. Pourriez-vous me la renvoyer ?", [("invoice", (), "amount:615.75")]),
    ("fr", "", "Pourriez-vous m'envoyer notre relevé de compte à jour ?", [("statement", (), None)]),
    ("fr", "", "Pouvez-vous nous adresser l'avoir CN/2041 ?", [("credit_note", ("CN/2041",), None)]),
    ("fr", "", "il me manque la 0471, tu peux me la renvoyer ?", [("invoice", ("0471",), None)]),
    ("es", "", "Necesitamos los albaranes firmados del pedido HP-231 para archivarlos con la factura.", [("pod", ("HP-231",), None)]),
    ("es", "", "mándame por favor todas las facturas que tenemos pendientes", [("invoice", (), "all_open")]),
    ("es", "", "¿Podrías hacerme llegar el recibo de la KO-26-1307?", [("receipt", ("KO-26-1307",), None)]),
    ("es", "", "nos piden en la auditoría un extracto de nuestra cuenta a fecha de hoy", [("statement", (), None)]),
    ("nl", "", "Graag factuur 1307 met de getekende pakbon.", [("invoice", ("1307",), None), ("pod", ("1307",), None)]),
    ("nl", "", "Wilt u ons een actueel rekeningoverzicht toesturen?", [("statement", (), None)]),
    ("nl", "", "voor het dossier heb ik jullie btw-registratieverklaring nodig", [("tax_form", (), None)]),
    ("nl", "", "van bestelling HP-231 ontvangen wij graag de factuur en een kopie van onze inkooporder", [("invoice", ("HP-231",), None), ("po_copy", ("HP-231",), None)]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "subject", "text", "expected"), ASKS)
def test_a_request_is_read(
    language: str, subject: str, text: str, expected: list[tuple[str, tuple[str, ...], str | None]]
) -> None:
    assert asked(read(text, subject, language)) == expected


ONE, PAIR = ("invoice", ("1307",), None), [("invoice", ("1307",), None), ("pod", ("1307",), None)]
NOTE_ONLY = [("pod", ("1307",), None)]
NAMED_OR_ASKED = [
    ("en", "", "For invoice 1307 we only need the proof of delivery.", NOTE_ONLY),
    ("en", "KO 1307", "please also send the pod, same invoice", NOTE_ONLY),
    ("en", "", "We have invoice 1307 but not the delivery note, please send it.", NOTE_ONLY),
    ("en", "", "We are looking for invoice 1307 and the signed delivery note, please send them.", PAIR),
    ("en", "", "May I have invoice 1307 and the POD?", PAIR),
    ("en", "", "Please send the delivery note and a copy of the invoice 1307.", [*NOTE_ONLY, ONE]),
    ("en", "", "I am chasing the signed delivery note for 1307.", NOTE_ONLY),
    ("en", "", "Your 1307 is nowhere to be seen, and nor is the delivery slip. Could you send both?", PAIR),
    ("en", "", "They picked your invoice 1307. I must show it together with the delivery note. Could you let me have both?", PAIR),
    ("en", "", "Please send the PO and delivery note for invoice 1307.", [("po_copy", ("1307",), None), *NOTE_ONLY]),
    ("en", "", "Order HP-231: invoice please", [("invoice", ("HP-231",), None)]),
    ("en", "", "Please send everything you invoiced us in October.", [("invoice", (), "month:2026-10")]),
    ("en", "", "The sample holds your invoice of 21 September 2026. Please send us this invoice.", [("invoice", (), "date:2026-09-21")]),
    ("en", "", "Could we have the supplier statement for November?", [("statement", (), None)]),
    ("en", "", "PODs for the following please\n\n1307\n1388", [("pod", ("1307", "1388"), None)]),
    ("de", "", "Zur Rechnung 1307 bitte noch den Lieferschein.", NOTE_ONLY),
    ("de", "Rechnung 1307", "Bitte noch den Lieferschein, gleiche Rechnung.", NOTE_ONLY),
    ("de", "", "Die Rechnung 1307 haben wir, der Lieferschein fehlt. Bitte senden.", NOTE_ONLY),
    ("de", "", "Rechnung 1307 und Lieferschein bitte.", PAIR),
    ("de", "", "Darf ich an den Lieferschein zu Rechnung 1307 erinnern?", NOTE_ONLY),
    ("de", "", "Könnten Sie uns zusenden, was Sie uns im Oktober berechnet haben?", [("invoice", (), "month:2026-10")]),
    ("de", "", "Bitte die unterschr. Lfs zu HP-231", [("pod", ("HP-231",), None)]),
    ("fr", "", "Pour la facture 1307 merci de nous envoyer le bon de livraison.", NOTE_ONLY),
    ("fr", "", "Je reviens vers vous concernant le bon de livraison de la facture 1307.", NOTE_ONLY),
    ("fr", "", "Je cherche la facture 1307 ainsi que le BL signé, pouvez-vous me les envoyer ?", PAIR),
    ("fr", "KO 1307", "Merci de l'avoir envoyée. Il manque encore le BL, pourriez-vous l'envoyer ?", NOTE_ONLY),
    ("fr", "", "nous faut l'attestation d'identification à la TVA, merci de nous l'adresser", [("tax_form", (), None)]),
    ("es", "", "Necesitamos el albarán para unirlo a la factura 1307.", NOTE_ONLY),
    ("es", "", "Vuelvo a insistir con el albarán firmado de la factura 1307.", NOTE_ONLY),
    ("es", "", "De la 1307 necesitamos factura, albarán y recibo.", [*PAIR, ("receipt", ("1307",), None)]),
    ("es", "", "¿Me mandas las que están sin pagar?", [("invoice", (), "all_open")]),
    ("nl", "", "Bij factuur 1307 ontbreekt de pakbon nog, graag toesturen.", NOTE_ONLY),
    ("nl", "1307", "graag ook de pakbon, zelfde factuur", NOTE_ONLY),
    ("nl", "", "Graag factuur 1307 en bijbehorende pakbon.", PAIR),
    ("nl", "factuur van 21 september", "kan je die nog eens doormailen?", [("invoice", (), "date:2026-09-21")]),
    ("nl", "", "Graag ontvang ik een rekeninguittreksel.", [("statement", (), None)]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "subject", "text", "expected"), NAMED_OR_ASKED)
def test_what_is_only_named_is_not_asked_for(
    language: str, subject: str, text: str, expected: list[tuple[str, tuple[str, ...], str | None]]
) -> None:
    assert asked(read(text, subject, language)) == expected


TABLES = [
    "Please send copies of these invoices:\n\nInvoice no.   Our PO   Amount\nKO-26-1307   HP-231   2,310.00",
    "Merci d'envoyer les factures suivantes :\n\nN° facture | Bon de commande | Montant\nKO-26-1307 | HP-231 | 2.310,00",
    "Necesitamos copia de estas facturas:\n\nFactura  Pedido  Importe\nKO-26-1307  HP-231  2.310,00",
]


@pytest.mark.parametrize("text", TABLES)
def test_the_head_of_a_table_asks_for_nothing(text: str) -> None:
    assert [one.kind for one in read(text).asks] == [INVOICE]


def test_a_day_in_the_shape_of_a_number_is_no_number() -> None:
    quote = "Unsere Rechnung 90-26-4455 vom 21.10.2026 war am 20.11.2026 fällig."
    shapes = (r"(?<![A-Za-z0-9])\d{2}[ \-/._]{0,2}\d{2}[ \-/._]{0,2}\d{4,5}(?![A-Za-z0-9])",)
    view = MailView(message_id="<1@x>", newest="Die Rechnung liegt uns nicht vor. Bitte nachreichen.", quote=quote)
    facts = extract(view, THURSDAY, "de", shapes, frozenset({"90264455"}))
    assert asked(facts) == [("invoice", ("90-26-4455",), None)]


def test_a_list_of_numbers_below_the_request_belongs_to_it() -> None:
    text = "Please supply copy invoices against the following orders:\n\nHW-7781\nHW-7803\n\nMany thanks"
    assert asked(read(text)) == [("invoice", ("HW-7781", "HW-7803"), None)]


QUOTES = [
    ("never got this one, pls send a copy", "> KO-26-1307 is overdue", ("KO-26-1307",)),
    ("Nous n'avons jamais reçu ces deux factures.", "> KO-26-1307 et KO-26-1388", ("KO-26-1307", "KO-26-1388")),
    ("Please send that invoice again.", "> KO-26-1307 and KO-26-1388 are overdue", ()),
    ("Please resend KO-26-0471.", "> KO-26-1307 is overdue", ("KO-26-0471",)),
]


@pytest.mark.parametrize(("text", "quote", "numbers"), QUOTES)
def test_the_quote_names_the_number_only_where_nothing_else_does_and_no_doubt_is_left(
    text: str, quote: str, numbers: tuple[str, ...]
) -> None:
    assert read(text, quote=quote).asks[0].references == numbers


@pytest.mark.parametrize(
    "text",
    [
        "This is in Friday's payment run.",
        "Die Restsumme von 3.000 EUR überweisen wir am 27.11.",
        "Thanks, both here now.",
        "Could we possibly have until 29 January for KO-26-1307?",
        "Le virement de 940 € est parti ce matin.",
    ],
)
def test_where_nothing_is_asked_for_there_is_no_ask(text: str) -> None:
    assert read(text).asks == ()


@pytest.mark.parametrize(
    "text",
    [
        "Tel 05241 88 07-214",
        "Phone (512) 555-0147 or 07700 900412",
        "VAT GB 123 4567 89",
        "HRB 70812, Amtsgericht Mannheim",
        "Vendor 300912",
        "due on 27/11/2026, GBP 1,240.50",
        "480 Spannbettlaken",
        "IBAN ES00 0000 1111 2222 3333",
    ],
)
def test_phone_tax_and_register_numbers_are_no_references(text: str) -> None:
    assert read(text).references == ()


def test_tickets_in_brackets_are_no_references_and_attachment_names_may_be() -> None:
    attachment = AttachmentView(filename="KO-26-1388.pdf", mime="application/pdf", size=1, sha256="0")
    facts = read("See below.", "[AP-Q-88240] KO-26-1307", attachments=(attachment,))
    assert [(one.part, one.quote) for one in facts.references] == [
        ("subject", "KO-26-1307"),
        ("attachment:0", "KO-26-1388"),
    ]


PROMISES = [
    ("en", "This is in Friday's payment run.", "2026-11-20", None),
    ("en", "We confirm that GBP 64,800.00 will be released on 15 December.", "2026-12-15", "64800"),
    ("en", "Approved this morning, KO-26-1307 will be paid next week.", "2026-11-27", None),
    ("en", "Please email it again so that we can pay it on Friday.", "2026-11-20", None),
    (
        "de",
        "Die Restsumme von 3.000 EUR überweisen wir am 27.11. Wir bestreiten die Rechnung nicht.",
        "2026-11-27",
        "3000",
    ),
    ("de", "Die Anweisung erfolgt am 02.12.2026.", "2026-12-02", None),
    ("fr", "Le règlement, soit 1 765,40 €, est programmé pour le 25 courant.", "2026-11-25", "1765.40"),
    ("es", "los 1.640 € que quedan te los transfiero el viernes de la semana que viene", "2026-11-27", "1640"),
    ("nl", "Deze factuur gaat mee in de betaalrun van 1 december.", "2026-12-01", None),
]


@pytest.mark.parametrize(("language", "text", "day", "amount"), PROMISES)
def test_a_promise_is_read_with_its_day_and_amount(language: str, text: str, day: str, amount: str | None) -> None:
    facts = read(text, language=language)
    assert facts.promise_date is not None
    assert facts.promise_date.day.isoformat() == day
    assert (facts.promise_amount.value if facts.promise_amount else None) == (Decimal(amount) if amount else None)
    assert not facts.payment_sent


PAID = [
    ("en", "We have today credited your account by BACS value date 18/11/2026.", "2026-11-19"),
    ("de", "Den Betrag haben wir gestern überwiesen.", "2026-11-18"),
    ("fr", "Le virement de 940 € est parti ce matin.", "2026-11-19"),
    ("es", "la KO-26-1307 se pagó ayer por transferencia", "2026-11-18"),
    ("nl", "Wij hebben het gisteren overgemaakt.", "2026-11-18"),
]


@pytest.mark.parametrize(("language", "text", "day"), PAID)
def test_a_payment_already_sent_is_no_promise(language: str, text: str, day: str) -> None:
    facts = read(text, language=language)
    assert facts.payment_sent
    assert facts.promise_date is None
    assert facts.payment_date is not None
    assert facts.payment_date.day.isoformat() == day


@pytest.mark.parametrize(
    "text",
    ["It will be paid soon.", "Die Rechnung wird überwiesen, sobald sie freigegeben ist.", "Elle n'a pas été payée."],
)
def test_what_is_still_to_be_paid_has_not_been_sent(text: str) -> None:
    assert not read(text).payment_sent


def test_several_payments_make_a_schedule() -> None:
    facts = read("will do 1116.50 of KO-26-1307 this friday and the other 1116.50 on the 30th")
    steps = [(one.day, one.amount) for one in facts.schedule]
    assert steps == [(date(2026, 11, 20), Decimal("1116.50")), (date(2026, 11, 30), Decimal("1116.50"))]


DISPUTES = [
    ("We think we were charged for forty chairs and got thirty-six.", DisputeReason.QUANTITY),
    ("The rate per tonne is 4.2% above the framework agreement.", DisputeReason.PRICE),
    ("no goods receipt has been booked and the depot reports nothing in", DisputeReason.NON_DELIVERY),
    ("It has been made out to the wrong company.", DisputeReason.WRONG_ENTITY),
    ("Two of the five whiteboards have a crack.", DisputeReason.QUALITY),
    ("We are still waiting for the credit for the returned box.", DisputeReason.CREDIT_CLAIM),
    ("das sind dieselben Paletten, doppelt berechnet", DisputeReason.DUPLICATE),
    ("die Ware ist nicht geliefert worden", DisputeReason.NON_DELIVERY),
    ("la TVA facturée est fausse, c'est une exportation", DisputeReason.TAX),
    ("le numéro SIRET est erroné, merci de rééditer", DisputeReason.BILLING_DATA),
    ("nadie ha pedido esto, no lo hemos autorizado", DisputeReason.UNAUTHORISED_ORDER),
    ("Su extracto arroja un saldo que no cuadra con nuestra contabilidad.", DisputeReason.BALANCE_DIFFERENCE),
    ("die bestelling was geannuleerd", DisputeReason.CANCELLED_ORDER),
    ("We have knocked 60.00 off for the wasted morning.", DisputeReason.SHORT_PAY),
]


@pytest.mark.parametrize(("text", "reason"), DISPUTES)
def test_the_reason_of_a_dispute_is_read(text: str, reason: DisputeReason) -> None:
    facts = read(text)
    assert facts.dispute_reason is reason
    assert facts.dispute_span is not None


@pytest.mark.parametrize(
    "text",
    ["We are not disputing either of them.", "Wir bestreiten die Rechnung nicht.", "Aucune contestation de notre part.",
     "Todo correcto por nuestra parte.", "Er is geen sprake van een verschil."],
)  # fmt: skip
def test_a_denied_dispute_is_none(text: str) -> None:
    assert read(text).dispute_reason is None


HARDSHIPS = [
    ("en", "Would three equal payments from January be possible?", HardshipAsk.INSTALMENTS, None),
    ("en", "Could we possibly have until 29 January?", HardshipAsk.EXTENSION, date(2027, 1, 29)),
    ("de", "Wäre es möglich, ihn in drei gleichen Raten zu begleichen?", HardshipAsk.INSTALMENTS, None),
    ("de", "Wir bitten um Zahlungsaufschub bis zum 15.01.2027.", HardshipAsk.EXTENSION, date(2027, 1, 15)),
    ("fr", "la trésorerie est tendue ce trimestre, tu me laisses souffler un peu ?", HardshipAsk.EXTENSION, None),
    ("es", "¿Estaríais dispuestos a aceptar una quita del 30 %?", HardshipAsk.REDUCTION, None),
    ("es", "¿Os vendría bien esperar hasta el 22 de enero?", HardshipAsk.EXTENSION, date(2027, 1, 22)),
    ("nl", "Lukt het om dit in drie keer te doen?", HardshipAsk.INSTALMENTS, None),
    ("en", "We ask that all action be suspended; a moratorium is in force.", HardshipAsk.STANDSTILL, None),
]


@pytest.mark.parametrize(("language", "text", "ask", "until"), HARDSHIPS)
def test_what_a_customer_in_trouble_asks_for_is_read(
    language: str, text: str, ask: HardshipAsk, until: date | None
) -> None:
    facts = read(text, language=language)
    assert (facts.hardship_ask, facts.requested_date) == (ask, until)


def test_counts_and_addresses_are_read() -> None:
    assert read("We were charged for forty chairs and got thirty-six.").counted == ("36", "40")
    assert read("480 eingegangen, berechnet wurden 500.").counted == ("480", "500")
    facts = read("Please send it to ken.moss.hp@freemail.example.", from_address="ken@harrow.example")
    assert facts.new_addresses == ("ken.moss.hp@freemail.example",)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Never had this one Karen.", True),
        ("Die Rechnung ist nie angekommen.", True),
        ("Nous n'avons jamais reçu cette facture.", True),
        ("No nos ha llegado la factura.", True),
        ("De factuur is nooit ontvangen.", True),
        ("Please resend it, I lost mine.", False),
    ],
)
def test_a_paper_that_never_came_is_noticed(text: str, never: bool) -> None:
    assert read(text).never_received is never


def test_a_flood_of_characters_does_not_take_long() -> None:
    for flood in ("1" * 20_000, "a" * 20_000, "1 " * 10_000, "(" * 20_000, "-" * 20_000):
        assert read(flood).asks == ()


@pytest.mark.parametrize(
    "words",
    ["und wir zahlen nicht und wir haben die Rechnung nicht erhalten ", "invoice delivery note statement ",
     "on 3 December or 4 January ", "please send the invoice 4411 and ", "we will pay 100 on 3 December and "],
)  # fmt: skip
def test_a_sentence_without_an_end_does_not_take_long(words: str) -> None:
    begun = time.process_time()
    read(words * (20_000 // len(words)))
    assert time.process_time() - begun < 10


@pytest.mark.parametrize("words", ["l'" * 2500, "cf." * 1600, "subject line " * 400, "line " * 1000, "- " * 2500])
def test_a_row_of_words_that_point_at_the_subject_does_not_take_long(words: str) -> None:
    begun = time.process_time()
    assert AS_SUBJECT.fullmatch(f"see subject {words}xq") is None
    read(f"see subject {words[:60]}xq", subject="Copy of invoice 4711 please")
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("words", ["A" * 190, "A-" * 80, "A." * 2500, "Ab " * 2000])
def test_a_row_of_capitals_does_not_take_long(words: str) -> None:
    begun = time.process_time()
    assert NAME.fullmatch(f"{words}?") is None
    assert time.process_time() - begun < 0.2


@pytest.mark.parametrize(
    "text",
    ["as per subject please", "voir l'objet, merci", "vielen dank, s. oben", "cf. objet", "see subject line.", "wie im betreff",
     "says it all in the header", "it says in the subject", "zie onderwerpregel", "ver asunto, por favor", "... see above ..."],
)  # fmt: skip
def test_words_that_point_at_the_subject_are_known(text: str) -> None:
    assert AS_SUBJECT.fullmatch(text)


@pytest.mark.parametrize(
    "name", ["", "Ana", "J.-P. Le'Roy", "ANNA-MARIA, Smith & Co. Ltd.", "Ann Lee / Harrow | Finch"]
)
def test_a_name_alone_is_known(name: str) -> None:
    assert NAME.fullmatch(name)


def test_the_same_mail_always_gives_the_same_facts() -> None:
    text = "Please resend KO-26-1307 and 1388, we will pay 300 EUR on Friday."
    assert read(text) == read(text)
