"""Mails that answer something: an earlier mail taken back, and what we sent turned down."""

from datetime import timedelta

import pytest

from agent.domain.facts import DraftText, Facts, InvoiceFact, OpenAsk, Reason
from agent.domain.proposals import propose
from agent.domain.vocabulary import LANGUAGES, DisputeReason, DocumentKind, Intent, Signal
from agent.writing.lint import objections
from agent.writing.phrases import phrases
from agent.writing.templates import TemplateWriter
from tests.agent.writing.briefs import NOW, ask, brief, document, found, invoice

CHAIRS = invoice("KO-26-1388", kinds=(DocumentKind.INVOICE,))
OTHER = invoice("KO-26-1400")
WHERE = "Where are the chairs of KO-26-1388?"
LATER = NOW + timedelta(hours=1)
FOUND_THEM = {
    "en": "Found them, please ignore my last mail.",
    "de": "Hat sich erledigt, die Stühle sind doch noch aufgetaucht.",
    "fr": "Nous les avons retrouvées, ne tenez pas compte de mon message.",
    "es": "Ya las encontramos, ignore mi correo anterior.",
    "nl": "Ze zijn terecht, u kunt mijn vorige mail negeren.",
}
NOT_THIS_ONE = {
    "en": "Not this one, the corrected version please.",
    "de": "Nicht diese, bitte die korrigierte Rechnung.",
    "fr": "Pas celle-ci, la version corrigée s'il vous plaît.",
    "es": "No es esta, por favor la versión corregida.",
    "nl": "Niet deze, graag de gecorrigeerde factuur.",
}


def write(*asks: OpenAsk, **given: object) -> DraftText:
    some = brief(*asks, **given)  # type: ignore[arg-type]  # handed on as they are
    draft = TemplateWriter().write(some)
    assert objections(some, draft.body) == ()
    return draft


def missing_chairs(**given: object) -> OpenAsk:
    facts = Facts(dispute_reason=DisputeReason.NON_DELIVERY)
    return ask(WHERE, Intent.DISPUTE, facts=facts, invoices=(CHAIRS,), **given)  # type: ignore[arg-type]


def taken_back(language: str = "en", text: str = "", invoices: tuple[InvoiceFact, ...] = (CHAIRS,)) -> OpenAsk:
    words = text or FOUND_THEM[language]
    return ask(words, Intent.OTHER, invoices=invoices, language=language, sent_at=LATER)


# --- taken back -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_taken_back_gets_a_short_thank_you_and_nothing_is_chased(language: str) -> None:
    draft = write(missing_chairs(language=language), taken_back(language), language=language)
    assert draft.body.count("KO-26-1388") == 1 and "[" not in draft.body
    assert len(draft.body.split("\n\n")) == 4, "greeting, thanks, farewell, signature"
    assert phrases(language)["dispute.non_delivery.more"] not in draft.body
    assert "The customer takes an earlier mail back: the draft answers only what still stands." in draft.warnings


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_taken_back_is_not_proposed_for_the_records(language: str) -> None:
    assert propose([missing_chairs()]).dispute is not None
    assert propose([missing_chairs(), taken_back(language)]).dispute is None


def test_another_matter_than_the_one_taken_back_still_stands() -> None:
    other = ask("The goods of KO-26-1400 are broken.", Intent.DISPUTE, invoices=(OTHER,),
                facts=Facts(dispute_reason=DisputeReason.QUALITY))  # fmt: skip
    draft = write(missing_chairs(), other, taken_back())
    assert "the goods on KO-26-1400" in draft.body and "have not arrived" not in draft.body


def test_nobody_takes_back_somebody_elses_mail() -> None:
    colleague = missing_chairs()
    colleague = colleague.model_copy(
        update={"mail": colleague.mail.model_copy(update={"from_address": "kim@x.example"})}
    )
    assert "have not arrived" in write(colleague, taken_back()).body


@pytest.mark.parametrize("signal", [Signal.INSOLVENCY, Signal.LEGAL, Signal.BANK_CHANGE])
def test_a_warning_sign_stays_though_the_mail_is_taken_back(signal: Signal) -> None:
    alarming = ask("About KO-26-1388.", Intent.OTHER, invoices=(CHAIRS,), signals=(signal,))
    body = write(alarming, taken_back()).body
    assert "settled" not in body and "KO-26-1388" not in body


@pytest.mark.parametrize(
    "words",
    [
        "We have not found them yet.", "We found it difficult to open.", "Bisher nicht wieder gefunden.",
        "No la hemos encontrado.", "Nous ne l'avons pas retrouvée.", "Ze zijn nog niet terecht.",
    ],
)  # fmt: skip
def test_what_is_still_missing_is_not_taken_back(words: str) -> None:
    assert "have not arrived" in write(missing_chairs(), taken_back(text=words)).body


def test_a_complaint_takes_nothing_back() -> None:
    broken = ask("Found them, all broken.", Intent.DISPUTE, invoices=(CHAIRS,), sent_at=LATER,
                 facts=Facts(dispute_reason=DisputeReason.QUALITY))  # fmt: skip
    assert "not as they should be" in write(missing_chairs(), broken).body


# --- turned down ------------------------------------------------------------------------------------------------------


def turned_down(one: InvoiceFact, language: str = "en", text: str = "") -> OpenAsk:
    words, asks = text or NOT_THIS_ONE[language], (found(DocumentKind.INVOICE, one),)
    return ask(words, Intent.DOCUMENT_REQUEST, invoices=(one,), asks=asks, language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_invoice_that_was_not_the_right_one_is_not_sent_again(language: str) -> None:
    draft = write(turned_down(OTHER, language), language=language, sent=frozenset({OTHER.documents[0].id}))
    assert draft.documents == ()
    assert phrases(language)["request.sorry"] in draft.body
    assert "KO-26-1400" in draft.body and "KO-26-1400.pdf" not in draft.body
    assert "No corrected version of KO-26-1400 is on file: find out whether there is one." in draft.warnings


def test_the_credit_note_goes_with_it_and_somebody_still_looks_for_the_corrected_invoice() -> None:
    kinds = (DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE)
    credited = invoice("KO-26-1200", status="credited", credit_note="CN-77", kinds=kinds)
    draft = write(turned_down(credited), sent=frozenset({credited.documents[0].id}))
    assert draft.documents == (credited.documents[1].id,)
    assert "KO-26-1200 was credited with credit note CN-77." in draft.body
    assert "whether there is a corrected version of KO-26-1200" in draft.body


def test_a_second_version_in_the_books_is_what_goes_out() -> None:
    newer = document(DocumentKind.INVOICE, "KO-26-1400").model_copy(
        update={"id": CHAIRS.id, "code": "KO-26-1400-2", "filename": "KO-26-1400-2.pdf"}
    )
    both = OTHER.model_copy(update={"documents": (*OTHER.documents, newer)})
    draft = write(turned_down(both), sent=frozenset({OTHER.documents[0].id}))
    assert draft.documents == (newer.id,) and "whether there is a corrected version" not in draft.body


def test_asked_for_the_first_time_a_corrected_version_needs_no_excuse() -> None:
    draft = write(turned_down(OTHER, text="Please send the corrected invoice KO-26-1400."))
    assert "We are sorry" not in draft.body and draft.documents == ()
    assert "whether there is a corrected version of KO-26-1400" in draft.body


def test_after_the_wrong_paper_the_right_one_is_attached() -> None:
    text = "Wrong document, I need the proof of delivery of KO-26-1400."
    asks = (found(DocumentKind.INVOICE, OTHER), found(DocumentKind.POD, OTHER))
    mail = ask(text, Intent.DOCUMENT_REQUEST, invoices=(OTHER,), asks=asks)
    draft = write(mail, sent=frozenset({OTHER.documents[0].id}))
    assert [one.code for one in OTHER.documents if one.id in draft.documents] == ["POD-KO-26-1400"]
    assert "We are sorry that what we sent was not what you were looking for." in draft.body


def test_the_same_paper_is_sent_again_to_whoever_only_lost_it() -> None:
    asks = (found(DocumentKind.INVOICE, OTHER),)
    mail = ask("The file would not open, please send it again.", Intent.DOCUMENT_REQUEST, invoices=(OTHER,), asks=asks)
    assert write(mail, sent=frozenset({OTHER.documents[0].id})).documents == (OTHER.documents[0].id,)


def test_a_note_that_a_machine_wrote_gets_no_draft() -> None:
    away = ask("I am away. Please write to my colleague.", Intent.OTHER,
               reasons=(Reason(code="system_mail_words", sentence="It reads as if a machine had written it."),))  # fmt: skip
    assert write(away).body == ""
    assert any("close it with no reply" in one for one in write(away).warnings)
    assert write(away, variant="shorter").body, "who asks for a draft gets one"


def test_words_are_looked_for_in_the_newest_text_alone() -> None:
    mail = ask(
        "Send KO-26-1388.", Intent.DOCUMENT_REQUEST, invoices=(CHAIRS,), asks=(found(DocumentKind.INVOICE, CHAIRS),)
    )
    quoting = mail.model_copy(
        update={"mail": mail.mail.model_copy(update={"quote": "> not this one, the corrected one"})}
    )
    assert write(quoting).documents == (CHAIRS.documents[0].id,)
