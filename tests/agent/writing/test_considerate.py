"""What a hard-nosed specialist looks for in a draft: nothing asked twice, nothing said that may not be true."""

import re
from datetime import date
from decimal import Decimal

import pytest

from agent.domain.facts import AskMatch, DraftText, Facts, Instalment, OpenAsk, Reason
from agent.domain.vocabulary import LANGUAGES, DisputeReason, DocumentKind, HardshipAsk, Intent, Signal
from agent.writing.phrases import phrases
from agent.writing.templates import TemplateWriter
from agent.writing.topics import Topic, topics
from tests.agent.writing.briefs import TAX_FORM, amount, ask, books, brief, day, found, invoice, span, wants

ONE, TWO = invoice(), invoice("KO-26-1308")
TEXT = "We pay GBP 500.00 on 27 November."
DAY, MONEY = day(TEXT, "27 November", date(2026, 11, 27)), amount(TEXT, "GBP 500.00", "500")


def write(*asks: OpenAsk, **given: object) -> DraftText:
    return TemplateWriter().write(brief(*asks, **given))  # type: ignore[arg-type]  # handed on as they are


def middle(draft: DraftText) -> list[str]:
    """The paragraphs between greeting and farewell."""
    return draft.body.split("\n\n")[1:-2]


def disputed(reason: DisputeReason | None, text: str = TEXT, **given: object) -> OpenAsk:
    given.setdefault("invoices", (ONE,))
    return ask(text, Intent.DISPUTE, facts=Facts(dispute_reason=reason), **given)  # type: ignore[arg-type]


# --- promises -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_firm_promise_is_thanked_for_with_its_day_and_amount_and_nothing_else(language: str) -> None:
    facts = Facts(promise_date=DAY, promise_amount=MONEY)
    draft = write(ask(TEXT, Intent.PROMISE, facts=facts, invoices=(ONE,)), language=language)
    assert len(middle(draft)) == 2
    assert {fact.text for fact in draft.facts} >= {"KO-26-1307"} and "500" in draft.body and "27" in draft.body
    assert phrases(language)["closing.meant"].split("{")[0] in draft.body


NOTED = {"en": "noted", "de": "notiert", "fr": "pris note", "es": "anotado", "nl": "genoteerd"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_draft_says_that_something_was_recorded_before_a_person_confirms_it(language: str) -> None:
    assert not [key for key, text in phrases(language).items() if NOTED[language] in text]


def test_payments_in_steps_are_said_once() -> None:
    steps = (
        Instalment(day=date(2026, 11, 27), amount=Decimal(500)),
        Instalment(day=date(2026, 12, 27), amount=Decimal(1810)),
    )
    facts = Facts(promise_date=DAY, promise_amount=MONEY, schedule=steps)
    body = write(ask(TEXT, Intent.PROMISE, facts=facts, invoices=(ONE,))).body
    assert "how you plan to pay KO-26-1307:\n- 27 November 2026: GBP 500.00\n- 27 December 2026: GBP 1,810.00" in body
    assert body.count("27 November 2026") == 1


def test_beside_a_day_to_come_no_payment_is_thanked_for_that_the_mail_gives_no_day() -> None:
    facts = Facts(promise_date=DAY, payment_sent=True)
    body = write(ask(TEXT, Intent.PROMISE, facts=facts, invoices=(ONE,))).body
    assert "was sent" not in body and "plan to pay KO-26-1307 on 27 November 2026" in body


@pytest.mark.parametrize(
    ("invoices", "files", "asked"), [((), (), True), ((ONE,), (), False), ((), ("remittance.pdf",), False)]
)
def test_a_remittance_advice_is_asked_for_only_where_none_came(
    invoices: tuple[object, ...], files: tuple[str, ...], asked: bool
) -> None:
    mail = ask("Paid today.", Intent.PROMISE, facts=Facts(payment_sent=True), invoices=invoices, files=files)  # type: ignore[arg-type]
    assert ("remittance advice" in write(mail).body) is asked


# --- disputes and hardship ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("invoices", "asked"), [((ONE, TWO), False), ((ONE,), True)])
def test_the_numbers_of_a_duplicate_are_asked_for_only_where_one_is_not_named(
    invoices: tuple[object, ...], asked: bool
) -> None:
    body = write(disputed(DisputeReason.DUPLICATE, invoices=invoices)).body
    assert ("numbers of both invoices" in body) is asked


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_evidence_is_asked_for_that_came_with_the_mail(language: str) -> None:
    body = write(disputed(DisputeReason.QUALITY, files=("photos.pdf",)), language=language).body
    said = phrases(language)
    assert said["dispute.quality.more"] not in body and said["dispute.all.attached"] in body


def test_a_dispute_of_no_known_reason_is_said_again_in_the_customers_words() -> None:
    text = "The carrier left it in the rain, so what now?"
    draft = write(disputed(None, text, quotes={Intent.DISPUTE: "The carrier left it in the rain"}))
    assert "You write about KO-26-1307: “The carrier left it in the rain”." in draft.body
    assert "in a few words" not in draft.body


def test_all_amounts_of_a_dispute_are_said_again_but_no_payment_beside_it() -> None:
    both = "Your statement says 4,921.20 and ours 3,360.90."
    facts = Facts(dispute_reason=DisputeReason.BALANCE_DIFFERENCE, dispute_span=span(both, "statement says 4,921.20"),
                  amounts=(amount(both, "4,921.20", "4921.20"), amount(both, "3,360.90", "3360.90")))  # fmt: skip
    assert "GBP 4,921.20 and GBP 3,360.90" in write(ask(both, Intent.DISPUTE, facts=facts)).body
    paid = "We took 60.00 off for the lorry, and the other 2,173.00 went across."
    facts = Facts(dispute_reason=DisputeReason.SHORT_PAY, dispute_span=span(paid, "took 60"), payment_sent=True,
                  amounts=(amount(paid, "60.00", "60"), amount(paid, "2,173.00", "2173")))  # fmt: skip
    body = write(ask(paid, Intent.DISPUTE, Intent.PROMISE, facts=facts)).body
    assert "You mention GBP 60.00;" in body


def test_where_people_fell_ill_nobody_asks_for_photos() -> None:
    mail = ask(TEXT, Intent.DISPUTE, Intent.OTHER, signals=(Signal.PRODUCT_SAFETY,), invoices=(ONE,),
               facts=Facts(dispute_reason=DisputeReason.QUALITY))  # fmt: skip
    assert "very seriously" in write(mail).body and "Photos" not in write(mail).body


STEPS = (Instalment(day=date(2026, 12, 1), amount=Decimal(770)),)


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        (Facts(hardship_ask=HardshipAsk.EXTENSION), "until when"),
        (Facts(hardship_ask=HardshipAsk.EXTENSION, requested_date=date(2027, 1, 29)), ""),
        (Facts(hardship_ask=HardshipAsk.INSTALMENTS), "days and amounts"),
        (Facts(hardship_ask=HardshipAsk.INSTALMENTS, schedule=STEPS), ""),
        (Facts(hardship_ask=HardshipAsk.REDUCTION), "what would help you most"),
    ],
)
def test_somebody_who_struggles_is_asked_only_what_is_still_open(facts: Facts, asked: str) -> None:
    body = write(ask("It is hard.", Intent.HARDSHIP, facts=facts, invoices=(ONE,))).body
    questions = ("until when", "days and amounts", "what would help you most")
    assert [one for one in questions if one in body] == ([asked] if asked else [])


@pytest.mark.parametrize(
    "facts", [Facts(dispute_reason=DisputeReason.NON_DELIVERY), Facts(hardship_ask=HardshipAsk.EXTENSION)]
)
def test_who_may_be_complaining_is_not_told_what_is_due(facts: Facts) -> None:
    mail = ask("Could you look at this?", Intent.OTHER, facts=facts, invoices=(ONE,))
    assert "due" not in write(mail).body
    assert "due" in write(ask("When is it due?", Intent.OTHER, invoices=(ONE,))).body


# --- documents --------------------------------------------------------------------------------------------------------------


def test_a_contact_who_may_not_have_a_kind_is_not_drafted_one() -> None:
    limited = Reason(code="contact_limited", sentence="Sam may not receive this kind.")
    asks = (found(DocumentKind.INVOICE, ONE),)
    draft = write(ask(TEXT, Intent.DOCUMENT_REQUEST, invoices=(ONE,), asks=asks, reasons=(limited,)))
    assert draft.documents == () and "checking whether we may send you this" in draft.body
    assert draft.warnings == ("Sam may not receive this kind.",)


def test_what_a_number_may_mean_is_listed_to_choose_from() -> None:
    unclear = (AskMatch(ask=wants(DocumentKind.INVOICE, "HP-231"), ambiguous=("HP-231",)),)
    body = write(ask(TEXT, Intent.DOCUMENT_REQUEST, invoices=(ONE, TWO), asks=unclear)).body
    assert "- Invoice KO-26-1307, dated 21 September 2026\n- Invoice KO-26-1308, dated 21 September 2026\nWhich" in body


@pytest.mark.parametrize(
    ("files", "said"), [((), "Which documents do you need?"), (("list.csv",), "what you attached")]
)
def test_who_names_no_number_is_asked_for_one_unless_a_list_came_along(files: tuple[str, ...], said: str) -> None:
    unclear = (AskMatch(ask=wants(DocumentKind.INVOICE), ambiguous=("no number",)),)
    assert said in write(ask("Copies, please.", Intent.DOCUMENT_REQUEST, asks=unclear, files=files)).body


def test_a_paper_of_the_company_is_called_by_its_title() -> None:
    named = TAX_FORM.model_copy(update={"title": "VAT registration certificate"})
    filed = TAX_FORM.model_copy(update={"filename": "VAT registration certificate.pdf"})
    for one in (named, filed):
        asks = (AskMatch(ask=wants(DocumentKind.TAX_FORM), documents=(one,)),)
        body = write(ask("Your certificate, please.", Intent.DOCUMENT_REQUEST, asks=asks)).body
        assert "\n- VAT registration certificate\n" in body


# --- questions --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hello,\n\nwe closed the depot. Which address do you have now?", "Which address do you have now?"),
        ("Una pregunta tonta: ¿reparten el lunes? Gracias.", "¿reparten el lunes?"),
        ("Hi all\nCan you tell me the cut-off?", "Can you tell me the cut-off?"),
        ("We have been wondering here in the office for a while, ever since the new depot opened and the vans changed, "
         "and nobody could tell us on the phone either, whether you deliver on Saturdays?",
         "… ever since the new depot opened and the vans changed, and nobody could tell us on the phone either, "
             "whether you deliver on Saturdays?"),
    ],
)  # fmt: skip
def test_a_question_is_quoted_whole_or_from_a_clause_on(text: str, said: str) -> None:
    assert f"On “{said}”: [answer: please fill in]" in write(ask(text, Intent.OTHER)).body


def test_without_a_question_the_other_matters_own_sentence_stands_beside_the_blank() -> None:
    text = "Our depot moved to the harbour. Regards"
    draft = write(ask(text, Intent.OTHER, quotes={Intent.OTHER: "Our depot moved to the harbour."}))
    assert "On “Our depot moved to the harbour”: [answer: please fill in]" in draft.body


def test_a_matter_that_has_its_paragraph_leaves_no_blank_beside_it() -> None:
    text = "The goods on KO-26-1307 are wet."
    same = {Intent.DISPUTE: text, Intent.OTHER: text}
    mail = ask(text, Intent.DISPUTE, Intent.OTHER, invoices=(ONE,), quotes=same,
               facts=Facts(dispute_reason=DisputeReason.QUALITY))  # fmt: skip
    assert "[answer" not in write(mail).body


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("Je quitte la société à la fin du mois.", Topic.CONTACT), ("Quelqu'un peut-il m'appeler ?", Topic.CALL),
        ("Können Sie uns bitte zurückrufen?", Topic.CALL), ("De factuur ligt ter goedkeuring.", Topic.APPROVAL),
        ("Die Rechnung ist zur Freigabe bei der Leitung.", Topic.APPROVAL),
    ],
)  # fmt: skip
def test_more_matters_are_known_by_their_words(words: str, topic: Topic) -> None:
    assert topics(ask(words, Intent.OTHER)) == [topic]


# --- questions that the books answer --------------------------------------------------------------------------------------

BALANCE = {
    "en": "What is still open on our account?", "de": "Was ist bei uns noch offen?", "fr": "Quel est notre solde ?",
    "es": "¿Cuál es nuestro saldo?", "nl": "Wat staat er nog open?",
}  # fmt: skip


@pytest.mark.parametrize(("language", "text"), BALANCE.items())
def test_a_question_for_what_is_open_is_answered_from_the_books(language: str, text: str) -> None:
    account = books(ONE, invoice("KO-26-1310", amount="90.00"), invoice("KO-26-1309", open_amount="0.00")).customers[0]
    body = write(ask(text, Intent.OTHER), language=language, account=account).body
    assert "KO-26-1307" in body and "KO-26-1310" in body and "KO-26-1309" not in body
    assert re.search(r"2.?400[.,]00", body), "the sum of what is open"
    assert phrases(language)["blank.answer"] not in body


def test_nobody_is_told_what_is_open_on_an_account_that_is_not_known_to_be_his() -> None:
    body = write(ask(BALANCE["en"], Intent.OTHER)).body
    assert "KO-26" not in body and "[answer" in body


def test_a_question_for_the_due_date_of_a_named_invoice_is_answered_with_it() -> None:
    body = write(ask("When is KO-26-1307 due?", Intent.OTHER, invoices=(ONE,))).body
    assert "due 21 October 2026" in body and "[answer" not in body
