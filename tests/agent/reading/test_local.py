"""The local reader: intents with the words that show them, the same on every run, and weights that fit their data."""

import json
from datetime import date

import numpy as np
import pytest

from agent.domain.facts import Facts, MailView, Reading
from agent.domain.vocabulary import Intent, Signal
from agent.reading import ReadContext
from agent.reading.clauses import clauses_of
from agent.reading.corpus import development_mails, training_hash
from agent.reading.encoder import installed_encoder
from agent.reading.extract import extract
from agent.reading.features import FEATURES_VERSION
from agent.reading.local import LocalReader, facts, local_reader, raised, settled
from agent.reading.model import HEADER, MARGIN, WEIGHTS, ModelOutdated, load

CONTEXT = ReadContext(sent=date(2026, 11, 19))
REQUEST, DISPUTE, PROMISE, HARDSHIP, OTHER = Intent


@pytest.fixture(scope="session")
def reader() -> LocalReader:
    return local_reader()


@pytest.fixture(scope="session")
def words_reader() -> LocalReader:
    return LocalReader(None)


def mail(newest: str, subject: str = "", language: str = "en", **more: str) -> MailView:
    return MailView(message_id="<1@customer.example>", subject=subject, newest=newest, language=language, **more)


def part_of(view: MailView, part: str) -> str:
    return {"newest": view.newest, "subject": view.subject, "quote": view.quote, "signature": view.signature}[part]


NOT_DISPUTED = [
    ("de", "Wir haben die Rechnung 4411 nicht bekommen, bitte erneut zusenden"),
    ("fr", "Nous n'avons jamais reçu la facture 4411, merci de nous la renvoyer."),
    ("nl", "Wij hebben factuur 4411 nooit ontvangen. Graag opnieuw sturen."),
]


@pytest.mark.parametrize(("language", "text"), NOT_DISPUTED)
def test_who_misses_a_paper_of_ours_disputes_nothing(reader: LocalReader, language: str, text: str) -> None:
    assert reader.read(mail(text, language=language), CONTEXT).intents == (REQUEST,)


CASES = [
    ("en", "KO-26-1307", "copy please", {REQUEST}),
    ("en", "", "Could you send me a copy of invoice KO-26-1307?", {REQUEST}),
    ("en", "", "We only received 36 of the 40 boxes, please look into it.", {DISPUTE}),
    ("en", "", "We will pay 1,200.00 on Friday.", {PROMISE}),
    ("en", "", "We cannot pay this in one go. Could we do it in three instalments?", {HARDSHIP}),
    ("en", "Automatic reply", "I am on annual leave until 30 November with no access to email.", {OTHER}),
    ("de", "Rechnung 4711", "Bitte senden Sie uns die Rechnung noch einmal als PDF.", {REQUEST}),
    ("de", "", "Die Ware ist beschädigt angekommen, der Preis stimmt auch nicht.", {DISPUTE}),
    ("de", "", "Wir überweisen den Betrag am kommenden Dienstag.", {PROMISE}),
    ("de", "", "Könnten wir den Betrag in drei Raten zahlen? Die Liquidität ist knapp.", {HARDSHIP}),
    ("fr", "", "Merci de nous envoyer une copie de la facture FA-2210.", {REQUEST}),
    ("fr", "", "Le virement partira le 12 décembre.", {PROMISE}),
    ("fr", "", "Il manque deux cartons et le prix est plus élevé que convenu.", {DISPUTE}),
    ("es", "", "Por favor, envíenos una copia de la factura 2026-118.", {REQUEST}),
    ("es", "", "Se la pagamos el viernes por transferencia.", {PROMISE}),
    ("nl", "", "Graag ontvangen wij een kopie van factuur 2026700.", {REQUEST}),
    ("nl", "", "De rekening klopt niet, er zijn twee dozen te weinig geleverd.", {DISPUTE}),
]


@pytest.mark.parametrize(("language", "subject", "text", "intents"), CASES)
def test_plain_mails_are_read_right(
    reader: LocalReader, language: str, subject: str, text: str, intents: set[Intent]
) -> None:
    assert set(reader.read(mail(text, subject, language), CONTEXT).intents) == intents


def test_the_supporting_sentence_is_quoted_without_the_greeting(reader: LocalReader) -> None:
    view = mail("Hello Karen,\n\nIt was a cold week here. Could you send me a copy of BF/10442?\n\nThanks\nDenise")
    found = reader.read(view, CONTEXT).findings[0]
    assert found.span is not None
    assert found.span.quote == "Could you send me a copy of BF/10442?"


def test_every_quote_of_the_development_mails_stands_where_it_says(reader: LocalReader) -> None:
    count = 0
    for one in development_mails():
        reading = reader.read(one.mail, CONTEXT)
        for found in (*reading.findings, *reading.signals):
            if found.span and found.span.part in ("newest", "subject", "quote", "signature"):
                text = part_of(one.mail, found.span.part)
                assert text[found.span.start : found.span.end] == found.span.quote
                count += 1
    assert count > 150


def test_the_development_part_is_read_as_well_as_the_model_card_says(reader: LocalReader) -> None:
    mails = development_mails()
    readings = [reader.read(one.mail, CONTEXT) for one in mails]
    scores = [f1(intent, [set(r.intents) for r in readings], [one.intents for one in mails]) for intent in Intent]
    assert sum(scores) / len(scores) >= 0.80
    assert scores[0] >= 0.90


def f1(intent: Intent, said: list[set[Intent]], true: list[frozenset[Intent]]) -> float:
    both = sum(intent in one and intent in two for one, two in zip(said, true, strict=True))
    return 2 * both / max(1, sum(intent in one for one in said) + sum(intent in one for one in true))


def test_reading_twice_gives_the_same(reader: LocalReader) -> None:
    view = mail("Please send BF/10503. It looks a bit higher than agreed.", "10503")
    assert (
        reader.read(view, CONTEXT) == reader.read(view, CONTEXT) == LocalReader(installed_encoder()).read(view, CONTEXT)
    )


def test_the_quoted_letter_does_not_matter_to_the_intents(reader: LocalReader) -> None:
    text = "Could you send me a copy of BF/10442?"
    quote = "If you dispute the invoice or are unable to pay, let us know. Otherwise our lawyer will take legal action."
    plain, quoting = reader.read(mail(text), CONTEXT), reader.read(mail(text, quote=quote), CONTEXT)
    assert quoting.confidence == plain.confidence
    assert quoting.signals == ()


def test_a_denied_dispute_is_no_dispute(reader: LocalReader) -> None:
    text = "We are not disputing either invoice. Please send the signed delivery note for BF/10361."
    assert set(reader.read(mail(text), CONTEXT).intents) == {REQUEST}


def test_but_a_denial_followed_by_a_but_still_counts() -> None:
    text = "Nothing wrong with the invoice, but two of the boxes were crushed."
    assert [one.text for one in clauses_of(mail(text))] == [text]


@pytest.mark.parametrize(
    ("language", "text", "subject"),
    [
        ("en", "stmt pls, Molly", "stmt"),
        ("en", "As per subject. Thx, Accounts", "KO-26-1307 copy needed to process payment"),
        ("de", "Oktoberrechnung finde ich nirgends. Bitte nochmals zusenden.", "Rechnung Oktober"),
        ("fr", "Notre comptable réclame l'attestation de TVA. Merci de nous l'adresser.", "attestation"),
        ("es", "No encuentro la factura de 640,25 euros. ¿Me la reenvían?", "factura"),
        ("nl", "De rekening van 704,20 heb ik hier niet liggen. Stuur hem eens door.", "Rekening"),
    ],
)
def test_a_plain_request_is_one_whatever_the_classifier_makes_of_so_few_words(
    reader: LocalReader, language: str, text: str, subject: str
) -> None:
    assert reader.read(mail(text, subject, language), CONTEXT).intents == (Intent.DOCUMENT_REQUEST,)


def test_plain_words_silence_no_dispute_of_the_subject_and_no_goods() -> None:
    view = mail("Please send it again.", "Wrong price on KO-26-1307")
    likely = dict.fromkeys(Intent, 0.5)
    stated = facts(mail("Please send KO-26-1307 again."), CONTEXT)
    assert settled(likely, (), stated, view)[Intent.DISPUTE] == 0.5
    assert settled(likely, (), stated, mail("Please send KO-26-1307 again."))[Intent.DISPUTE] < 0.2
    assert settled(likely, (), stated, mail("HP-231 never came. Please send.")) == likely


def test_an_empty_mail_is_unclear(reader: LocalReader) -> None:
    reading = reader.read(mail(""), CONTEXT)
    assert reading.unclear
    assert reading.intents == (OTHER,)


def test_a_signal_brings_its_intent_and_its_words(reader: LocalReader) -> None:
    reading = reader.read(mail("The court has opened insolvency proceedings; no payments can be made."), CONTEXT)
    assert HARDSHIP in reading.intents
    assert reading.says(Signal.INSOLVENCY)


def test_rules_never_lower_a_probability() -> None:
    known = dict.fromkeys(Intent, 1.0)
    assert raised(known, (), Facts()) == known


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("Two more weeks for KO-26-1341, please?", Intent.HARDSHIP),
        ("Noch zwei Wochen für KO-26-1341, bitte?", Intent.HARDSHIP),
        ("Only 36 of the 40 chairs on KO-26-1307 came; we pay the rest on Friday.", Intent.DISPUTE),
        ("The desks are not of satisfactory quality and we dispute the invoice in full.", Intent.DISPUTE),
        ("Wir erkennen diese Rechnung nicht an, bitte senden Sie den Lieferschein.", Intent.DISPUTE),
        ("Vous nous facturez KO-26-1307, mais nous n'avons reçu aucune marchandise.", Intent.DISPUTE),
        ("Copia por favor. No estamos de acuerdo con la factura.", Intent.DISPUTE),
        ("Hier ist nichts gebucht: es liegt kein Wareneingang vor.", Intent.DISPUTE),
        ("Wir gaan hier niet mee akkoord, wij betwisten de factuur.", Intent.DISPUTE),
        ("Could we have another month for KO-26-1341? Cash is tight at the moment.", Intent.HARDSHIP),
        ("Für KO-26-1341 bitten wir um Zahlungsaufschub bis zum 15.01.2027.", Intent.HARDSHIP),
        ("Wir können nicht auf einmal bezahlen. Wären drei Monatsraten möglich?", Intent.HARDSHIP),
        ("Kunnen wij een betalingsregeling treffen? Wij kunnen dit niet ineens betalen.", Intent.HARDSHIP),
    ],
)
def test_what_is_plainly_stated_counts_whatever_the_classifier_says(
    reader: LocalReader, words: str, intent: Intent
) -> None:
    assert intent in reader.read(mail(words), CONTEXT).intents


@pytest.mark.parametrize(
    "words",
    [
        "We cannot pay this until you add our order number.",
        "We are not disputing the invoice, please just send a copy.",
        "Wir bestreiten die Rechnung nicht, bitte um eine Kopie.",
        "The goods arrived, but the invoice never reached us. Please send it.",
    ],
)
def test_nothing_is_beyond_doubt_where_it_is_denied_or_has_another_cause(words: str) -> None:
    view = mail(words)
    assert extract(view, CONTEXT.sent, "en", (), frozenset()).outright == ()


def test_time_asked_for_is_no_paper(reader: LocalReader) -> None:
    reading = reader.read(mail("Cash is tight. Could we have another month for KO-26-1341?", "KO-26-1341"), CONTEXT)
    assert reading.facts.asks == ()


def test_a_score_at_the_threshold_counts_as_below_it(reader: LocalReader) -> None:
    limit = reader._model.thresholds[REQUEST]
    assert not reader.positive(REQUEST, {REQUEST: limit + MARGIN})
    assert reader.positive(REQUEST, {REQUEST: limit + 2 * MARGIN})


def test_without_the_encoder_words_alone_are_counted(words_reader: LocalReader) -> None:
    reading: Reading = words_reader.read(mail("Please send us a copy of invoice KO-26-1307."), CONTEXT)
    assert reading.intents == (REQUEST,)
    assert reading.version.endswith("words")


def test_the_shipped_weights_fit_the_training_mails_and_this_code() -> None:
    header = json.loads(HEADER.read_text())
    message = "Run python -m agent.reading.train: the training mails or the features have changed."
    assert header["training"] == training_hash(), message
    assert header["features"] == FEATURES_VERSION, message


def test_the_shipped_weights_are_small_and_plain() -> None:
    assert WEIGHTS.stat().st_size < 3_000_000
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        assert all(np.isfinite(stored[name]).all() for name in stored.files)


def test_weights_for_other_features_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    load.cache_clear()
    monkeypatch.setattr("agent.reading.model.FEATURES_VERSION", "0")
    with pytest.raises(ModelOutdated):
        load("words")
    load.cache_clear()
