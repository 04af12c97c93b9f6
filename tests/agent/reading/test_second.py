"""The second vote as a whole, without any reader: plain requests pass, whatever else is said keeps them back."""

import json
from pathlib import Path
from typing import Any

import pytest

from agent.domain.facts import DocumentAsk, MailView
from agent.domain.limits import Limits
from agent.domain.purity import purity
from agent.domain.vocabulary import DocumentKind
from agent.mail.quotes import split
from agent.reading.corpus import training_hash
from agent.reading.features import FEATURES_VERSION
from agent.reading.second.judge import Judge, judge
from agent.reading.second.pieces import places
from agent.reading.second.weights import HEADER

EVAL = Path(__file__).parents[2] / "eval"
DEVELOPMENT = [f"development/{folder}/mails.jsonl" for folder in "abcd"]
ASK = (DocumentAsk(kind=DocumentKind.INVOICE),)
REQUESTS = {
    "en": "Please send a copy of KO-26-1307.",
    "de": "Bitte senden Sie uns eine Kopie der Rechnung KO-26-1307.",
    "fr": "Merci de nous envoyer une copie de la facture KO-26-1307.",
    "es": "Por favor, envíen una copia de la factura KO-26-1307.",
    "nl": "Graag een kopie van factuur KO-26-1307.",
}


def view(text: str, subject: str = "") -> MailView:
    parts = split(text)
    return MailView(
        message_id="<1@x>", subject=subject, newest=parts.newest, signature=parts.signature, quote=parts.quote
    )


def passes(mail: MailView, by: Judge | None = None) -> bool:
    limits, opinion = Limits(), (by or judge()).opinion(mail)
    asked, more = opinion["request"].confidence, opinion["beyond"].confidence
    return purity(mail.subject, mail.newest, ASK) is None and asked > limits.sure_asked and more < limits.sure_no_more


def rows(*names: str) -> list[dict[str, Any]]:
    return [json.loads(line) for name in names for line in (EVAL / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("language", REQUESTS)
def test_a_plain_request_passes(language: str) -> None:
    assert passes(view(REQUESTS[language]))


BESIDE = {
    "en": ("Please hold the next order.", "My husband died.", "We had a fire last week.", "The desks are wobbly.",
           "Please put me through to your boss.", "The delivery was late.", "Sam promised us ten percent off.", "Please collect the old desks."),
    "de": ("Ein Tisch wackelt.", "Der Fahrer war unfreundlich.", "Das Geld kommt nächste Woche.", "Bitte rufen Sie mich an."),
    "fr": ("Une chaise grince.", "Le livreur était impoli.", "L'argent arrive la semaine prochaine."),
    "es": ("Una silla cojea.", "El repartidor fue grosero.", "El dinero llega la semana que viene."),
    "nl": ("Een stoel piept.", "De chauffeur was onbeleefd.", "Het geld komt volgende week."),
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "sentence"), [(language, one) for language, found in BESIDE.items() for one in found]
)
def test_one_short_sentence_more_keeps_a_request_back(language: str, sentence: str) -> None:
    assert not passes(view(f"{REQUESTS[language]} {sentence}"))


def test_what_stands_below_the_greeting_is_judged_too() -> None:
    plain = f"{REQUESTS['de']}\n\nMit freundlichen Grüßen\nJo Harrow\nHarrow & Pike Ltd\nTel. 0113 496 0100"
    assert passes(view(plain))
    assert not passes(view(f"{plain}\nEin Tisch wackelt."))


def test_the_words_it_names_stand_in_the_mail() -> None:
    mail = view(f"Hello,\n\n{REQUESTS['en']} We make it nine, not ten.\n\nJo", "KO-26-1307")
    for finding in judge().opinion(mail).values():
        assert finding.span is not None
        assert getattr(mail, finding.span.part)[finding.span.start : finding.span.end] == finding.span.quote
    assert "nine" in judge().opinion(mail)["beyond"].span.quote  # type: ignore[union-attr]


def test_every_piece_has_its_place() -> None:
    mail = view("Please send 4411, net of the return, and hold 4412; thanks.\n\nRegards\nJo Harrow, Harrow Ltd", "Copy")
    for one in places(mail):
        assert getattr(mail, one.part)[one.start : one.end] == one.text


def test_a_mail_without_words_has_no_opinion() -> None:
    assert judge().opinion(view("")) == {}


def test_the_same_mail_is_judged_the_same_every_time() -> None:
    mail = view(f"{REQUESTS['fr']} Le chat l'a mangée.")
    assert judge().opinion(mail) == judge().opinion(mail)


def test_hardly_a_trap_passes_even_without_a_reader() -> None:
    """Written by another hand than the training sentences. What passes here has the reader's own vote against it."""
    traps = rows("traps/second.jsonl")
    assert len(traps) == 100
    assert sum(passes(view(one["body"], one["subject"])) for one in traps) <= 2


def test_no_mail_of_the_development_part_with_another_intent_passes() -> None:
    others = [one for one in rows(*DEVELOPMENT) if {*one["intents"]} - {"document_request", "other"}]
    assert [one["id"] for one in others if passes(view(one["body"], one["subject"]))] == []


def test_most_plain_requests_of_the_development_part_pass() -> None:
    pure = [one for one in rows(*DEVELOPMENT) if one["auto_ok"]]
    assert sum(passes(view(one["body"], one["subject"])) for one in pure) >= 0.7 * len(pure)


def test_without_an_encoder_it_still_keeps_other_matters_back() -> None:
    by_words = Judge(None)
    assert not passes(view(f"{REQUESTS['en']} We were short two boxes and will not pay."), by_words)


def test_the_shipped_weights_fit_the_training_texts_and_this_code() -> None:
    header = json.loads(HEADER.read_text())
    message = "Run python -m agent.reading.train: the training texts or the features have changed."
    assert (header["training"], header["features"]) == (training_hash(), FEATURES_VERSION), message
