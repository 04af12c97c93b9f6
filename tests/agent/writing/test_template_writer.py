"""The template writer, over every intent, reason and language."""

from datetime import date, timedelta
from decimal import Decimal

import py3langid
import pytest
from jinja2.meta import find_undeclared_variables

from agent.domain.facts import AskMatch, Brief, DraftText, Facts, Instalment, OpenAsk
from agent.domain.grounding import blanks, ungrounded
from agent.domain.vocabulary import LANGUAGES, DisputeReason, DocumentKind, HardshipAsk, Intent, Route, Signal
from agent.writing.lint import objections
from agent.writing.phrases import ENVIRONMENT, phrases
from agent.writing.templates import TemplateWriter
from agent.writing.topics import Topic, topics
from tests.agent.writing.briefs import NOW, amount, ask, brief, day, found, invoice, wants

ONE = invoice()
NO_PROOF = invoice("KO-26-1388", kinds=(DocumentKind.INVOICE,))
FRIDAY = date(2026, 11, 27)
TEXT = "About KO-26-1307: GBP 500.00 on 27 November, see below."
MONEY, DAY = amount(TEXT, "GBP 500.00", "500"), day(TEXT, "27 November", FRIDAY)


def write(some: Brief) -> DraftText:
    return TemplateWriter().write(some)


def dispute(reason: DisputeReason | None) -> OpenAsk:
    return ask(TEXT, Intent.DISPUTE, facts=Facts(dispute_reason=reason, amounts=(MONEY,)), invoices=(ONE,))


def promise(**facts: object) -> OpenAsk:
    return ask(TEXT, Intent.PROMISE, facts=Facts.model_validate(facts), invoices=(ONE,))


def hardship(kind: HardshipAsk | None) -> OpenAsk:
    return ask(TEXT, Intent.HARDSHIP, facts=Facts(hardship_ask=kind, requested_date=FRIDAY), invoices=(ONE,))


PLAN = (Instalment(day=FRIDAY, amount=Decimal(500)), Instalment(day=FRIDAY + timedelta(days=30), amount=Decimal(1810)))
MATTERS: dict[str, OpenAsk] = {
    "documents found": ask(TEXT, Intent.DOCUMENT_REQUEST, invoices=(ONE,), asks=(found(DocumentKind.INVOICE, ONE),)),
    "documents missing": ask(
        TEXT, Intent.DOCUMENT_REQUEST, invoices=(NO_PROOF,), asks=(found(DocumentKind.POD, NO_PROOF),)
    ),
    "number unknown": ask("Send KO-99-1, please.", Intent.DOCUMENT_REQUEST, unknown=("KO-99-1",)),
    "documents unnamed": ask("Please send it again.", Intent.DOCUMENT_REQUEST),
    **{f"dispute {reason}": dispute(reason) for reason in (*DisputeReason, None)},
    "promise with a day": promise(promise_date=DAY),
    "promise with a day and an amount": promise(promise_date=DAY, promise_amount=MONEY),
    "promise by a day": promise(promise_date=DAY.model_copy(update={"exact": False})),
    "promise with an amount": promise(promise_amount=MONEY),
    "promise without anything": promise(),
    "payment sent": promise(payment_sent=True, amounts=(MONEY,), payment_date=DAY),
    "payments planned": promise(schedule=PLAN, promise_date=DAY, promise_amount=MONEY),
    **{f"hardship {kind}": hardship(kind) for kind in (*HardshipAsk, None)},
    **{
        f"signal {signal}": ask(TEXT, Intent.OTHER, signals=(signal,), invoices=(ONE,))
        for signal in Signal
        if signal is not Signal.INSOLVENCY
    },
    "a call wanted": ask("Please call me.", Intent.OTHER),
    "a portal": ask("Please upload it to our portal.", Intent.OTHER),
    "a new contact": ask(
        "Kim left, write to kim2@x.example.", Intent.OTHER, facts=Facts(new_addresses=("kim2@x.example",))
    ),
    "no more mails": ask("Please unsubscribe me.", Intent.OTHER),
    "a question": ask("Which bank holiday do you keep?", Intent.OTHER, invoices=(ONE,)),
    "an approval": ask("KO-26-1307 is awaiting approval.", Intent.OTHER, invoices=(ONE,)),
    "thanks": ask("Thank you!"),
    "an earlier mail taken back": ask("Found it, please ignore my last mail.", Intent.OTHER, invoices=(ONE,)),
    "what was sent was not right": ask(
        "Not this one, the corrected version please.",
        Intent.DOCUMENT_REQUEST,
        invoices=(ONE,),
        asks=(found(DocumentKind.INVOICE, ONE),),
    ),
    "several could be meant": ask(
        TEXT,
        Intent.DOCUMENT_REQUEST,
        invoices=(ONE, NO_PROOF),
        asks=(AskMatch(ask=wants(DocumentKind.INVOICE, "HP-231"), ambiguous=("HP-231",)),),
    ),
    "unclear": ask("As discussed.", unclear=True),
    "nothing": ask("As discussed."),
    **{
        f"category {code}": ask(TEXT, Intent.OTHER, codes=(code,), invoices=(ONE,))
        for code in ("c11", "c32", "c43", "c48")
    },
}
VARIANTS = ("", "shorter", "ask_date", "offer_call")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("matter", MATTERS)
def test_every_matter_is_answered_in_every_language_and_every_figure_has_a_source(matter: str, language: str) -> None:
    for variant in VARIANTS:
        some = brief(MATTERS[matter], language=language, variant=variant)
        draft = write(some)
        assert len(draft.body.split("\n\n")) >= 4
        assert ungrounded(draft.body, draft.facts) == ()
        assert all(fact.source and draft.body[fact.start : fact.end] == fact.text for fact in draft.facts)
        assert objections(some, draft.body) == ()
        assert draft.body == write(some).body
        assert "\n\n\n" not in draft.body and "  " not in draft.body and "None" not in draft.body


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("matter", MATTERS)
def test_drafts_are_in_the_language_asked_for(matter: str, language: str) -> None:
    draft = write(brief(MATTERS[matter], language=language))
    words = draft.body
    for fact in draft.facts:
        words = words.replace(fact.text, "")
    assert py3langid.classify(words)[0] == language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("matter", MATTERS)
def test_a_stranger_learns_nothing(matter: str, language: str) -> None:
    some = brief(MATTERS[matter], language=language, disclose=False)
    draft = write(some)
    assert draft.documents == ()
    assert not any(letter.isdigit() for letter in draft.body)
    assert objections(some, draft.body) == ()
    for name in ("Harrow", "Pike", "KO-", "Jo Sandhu", "GBP"):
        assert name not in draft.body


def test_the_same_stranger_gets_the_same_words_whether_something_exists_or_not() -> None:
    there = ask(TEXT, Intent.DOCUMENT_REQUEST, invoices=(ONE,), asks=(found(DocumentKind.INVOICE, ONE),))
    nowhere = ask(TEXT, Intent.DOCUMENT_REQUEST, unknown=("KO-26-1307",))
    assert write(brief(there, disclose=False)).body == write(brief(nowhere, disclose=False)).body


def test_an_unknown_number_gets_the_same_words_whether_somebody_else_has_it_or_not() -> None:
    drafts = [
        write(brief(ask(TEXT, Intent.DOCUMENT_REQUEST, unknown=("KO-26-1307",), foreign=foreign)))
        for foreign in (True, False)
    ]
    assert drafts[0].body == drafts[1].body and "We could not find anything under KO-26-1307" in drafts[0].body
    assert drafts[0].warnings == drafts[1].warnings


@pytest.mark.parametrize("reason", DisputeReason)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_its_own_words_and_says_the_next_step(reason: DisputeReason, language: str) -> None:
    said = phrases(language)
    own = [said[f"dispute.{one}.text"] for one in DisputeReason]
    assert len(set(own)) == len(own) == 13
    assert said[f"dispute.{reason}.more"]
    draft = write(brief(dispute(reason), language=language))
    assert "KO-26-1307" in draft.body and said["dispute.unknown.text"][:30] not in draft.body.replace(own[0], "")


def test_languages_have_the_same_sentences_with_the_same_slots() -> None:
    slots = {
        language: {key: find_undeclared_variables(ENVIRONMENT.parse(text)) for key, text in phrases(language).items()}
        for language in LANGUAGES
    }
    assert all(slots[language] == slots["en"] for language in LANGUAGES)
    assert {f"other.{topic}" for topic in Topic} <= set(slots["en"])
    assert {f"document.{kind}" for kind in DocumentKind} <= set(slots["en"])


# --- documents -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reason", "held", "attached"),
    [
        (DisputeReason.QUANTITY, ONE, ["POD-KO-26-1307"]),
        (DisputeReason.NON_DELIVERY, ONE, ["POD-KO-26-1307"]),
        (DisputeReason.PRICE, ONE, []),
        (DisputeReason.QUANTITY, NO_PROOF, []),
    ],
)
def test_the_proof_of_delivery_goes_with_the_answer_where_it_helps(
    reason: DisputeReason, held: object, attached: list[str]
) -> None:
    one = ONE if held is ONE else NO_PROOF
    draft = write(brief(ask(TEXT, Intent.DISPUTE, facts=Facts(dispute_reason=reason), invoices=(one,))))
    assert [document.code for document in one.documents if document.id in draft.documents] == attached
    if reason in (DisputeReason.QUANTITY, DisputeReason.NON_DELIVERY) and not attached:
        assert "We are asking for the proof of delivery as well." in draft.body and "not on file" not in draft.body
        assert "Not on file: proof of delivery of KO-26-1388. The draft says that we ask for it." in draft.warnings


@pytest.mark.parametrize(
    ("kind", "missing", "line"),
    [
        (DocumentKind.STATEMENT, "statement for 2026-09", "- Kontoauszug (2026-09)"),
        (DocumentKind.STATEMENT, "statement", "- Kontoauszug"),
        (DocumentKind.INVOICE, "invoice date:2026-10-19", "- Rechnung (19. Oktober 2026)"),
        (DocumentKind.INVOICE, "invoice all_open", "- Rechnung"),
        (DocumentKind.RECEIPT, "receipt po:HP-231", "- Quittung (HP-231)"),
        (DocumentKind.TAX_FORM, "tax_form", "- Steuerliches Dokument"),
        (DocumentKind.POD, "pod of KO-26-1307", "- Liefernachweis zu KO-26-1307"),
    ],
)
def test_what_is_missing_is_named_as_it_was_asked_for(kind: DocumentKind, missing: str, line: str) -> None:
    mail = ask(TEXT, Intent.DOCUMENT_REQUEST, invoices=(ONE,), asks=(AskMatch(ask=wants(kind), missing=(missing,)),))
    draft = write(brief(mail, language="de"))
    assert f"\n{line}\n" in draft.body and ungrounded(draft.body, draft.facts) == ()


def test_what_is_not_released_is_not_attached_and_the_specialist_is_told() -> None:
    held = ONE.documents[0].model_copy(update={"released": False})
    kept = ONE.model_copy(update={"documents": (held,)})
    mail = ask(TEXT, Intent.DOCUMENT_REQUEST, invoices=(kept,), asks=(found(DocumentKind.INVOICE, kept),))
    draft = write(brief(mail))
    assert draft.documents == () and any("is not released" in one for one in draft.warnings)


def test_a_cancelled_invoice_is_named_as_such_with_its_credit_note() -> None:
    gone = invoice(status="cancelled", credit_note="CN-9")
    draft = write(
        brief(ask(TEXT, Intent.DOCUMENT_REQUEST, invoices=(gone,), asks=(found(DocumentKind.INVOICE, gone),)))
    )
    assert "KO-26-1307 was cancelled; credit note CN-9 belongs to it." in draft.body


def test_a_credit_note_that_the_books_do_not_name_is_an_honest_blank() -> None:
    credited = invoice(status="credited")
    mail = ask(TEXT, Intent.DOCUMENT_REQUEST, invoices=(credited,), asks=(found(DocumentKind.INVOICE, credited),))
    draft = write(brief(mail))
    assert blanks(draft.body) == ("[credit note number: please fill in]",)
    assert any("To be filled in before sending" in one for one in draft.warnings)


# --- several mails, several matters --------------------------------------------------------------------------------------


def test_two_questions_in_two_mails_leave_two_blanks() -> None:
    first = ask("Which terms do we have?", Intent.OTHER)
    second = ask("Who is our contact now?", Intent.OTHER, sent_at=NOW + timedelta(hours=1))
    draft = write(brief(first, second))
    assert len(blanks(draft.body)) == 2
    assert draft.body.index("Which terms") < draft.body.index("Who is our contact")


def test_two_requests_become_one_list_without_repetition() -> None:
    first = ask("Send KO-26-1307.", Intent.DOCUMENT_REQUEST, invoices=(ONE,), asks=(found(DocumentKind.INVOICE, ONE),))
    both = (found(DocumentKind.INVOICE, ONE), found(DocumentKind.POD, ONE))
    second = ask("And its proof of delivery?", Intent.DOCUMENT_REQUEST, invoices=(ONE,), asks=both)
    draft = write(brief(first, second))
    assert draft.body.count("Please find attached:") == 1 and draft.body.count("- Invoice KO-26-1307") == 1
    assert len(draft.documents) == 2 and "Thank you for your messages." in draft.body


def test_a_later_promise_for_the_same_invoice_replaces_the_earlier_one() -> None:
    old = promise(promise_date=DAY)
    text = "Sorry, on 4 December instead."
    new = ask(text, Intent.PROMISE, invoices=(ONE,), sent_at=NOW + timedelta(days=1),
              facts=Facts(promise_date=day(text, "4 December", date(2026, 12, 4))))  # fmt: skip
    body = write(brief(new, old)).body
    assert "4 December 2026" in body and "27 November" not in body


def test_matters_are_answered_in_the_order_asked() -> None:
    text = "We pay on 27 November. And please send KO-26-1307."
    mail = ask(text, Intent.DOCUMENT_REQUEST, Intent.PROMISE, invoices=(ONE,), asks=(found(DocumentKind.INVOICE, ONE),),
               facts=Facts(promise_date=day(text, "27 November", FRIDAY)),
               quotes={Intent.PROMISE: "We pay", Intent.DOCUMENT_REQUEST: "please send"})  # fmt: skip
    body = write(brief(mail)).body
    assert body.index("27 November 2026") < body.index("Please find attached")


def test_a_complaint_comes_before_everything_else() -> None:
    mail = ask(TEXT, Intent.DOCUMENT_REQUEST, Intent.OTHER, signals=(Signal.ANGER,), invoices=(ONE,),
               asks=(found(DocumentKind.INVOICE, ONE),))  # fmt: skip
    body = write(brief(mail)).body
    assert body.index("we take it seriously") < body.index("Please find attached")


# --- who may hear what -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_insolvency_nothing_is_drafted(language: str) -> None:
    mail = ask(TEXT, Intent.HARDSHIP, Intent.PROMISE, signals=(Signal.INSOLVENCY, Signal.LEGAL), invoices=(ONE,))
    draft = write(brief(mail, language=language))
    assert (draft.body, draft.facts, draft.documents) == ("", (), ())
    assert any("stop all contact" in one for one in draft.warnings)


@pytest.mark.parametrize(("signals", "route"), [((Signal.INJECTION,), Route.SPECIALIST), ((), Route.FRAUD)])
def test_with_signs_of_fraud_the_draft_only_confirms_receipt(signals: tuple[Signal, ...], route: Route) -> None:
    asks = (found(DocumentKind.INVOICE, ONE),)
    mail = ask(TEXT, Intent.DOCUMENT_REQUEST, invoices=(ONE,), asks=asks, signals=signals, route=route)
    draft = write(brief(mail))
    assert draft.documents == () and "KO-26-1307" not in draft.body
    assert any("nothing is attached" in one for one in draft.warnings)


def test_a_bank_letter_is_never_attached_and_bank_details_are_not_confirmed_by_mail() -> None:
    letter = found(DocumentKind.BANK_LETTER, invoice(kinds=(DocumentKind.BANK_LETTER,)))
    draft = write(brief(ask("Please send your bank letter.", Intent.DOCUMENT_REQUEST, asks=(letter,))))
    assert draft.documents == () and "Bank details are never confirmed or changed by mail" in draft.body


# --- variants, languages, names -----------------------------------------------------------------------------------------------


def test_shorter_is_shorter_and_says_the_same() -> None:
    long, short = (write(brief(dispute(DisputeReason.PRICE), variant=variant)) for variant in ("", "shorter"))
    assert len(short.body) < 0.7 * len(long.body)
    assert "the price on KO-26-1307 is not the one agreed" in short.body


@pytest.mark.parametrize(
    ("mail", "asked"),
    [
        (MATTERS["documents found"], "on which day you expect to pay"),
        (promise(promise_date=DAY), "on which day you expect to pay"),
        (dispute(DisputeReason.PRICE), "by when you will know more"),
        (hardship(HardshipAsk.EXTENSION), "by when you will know more"),
    ],
)
def test_ask_date_asks_for_the_day_and_never_where_somebody_disputes_or_struggles(mail: OpenAsk, asked: str) -> None:
    assert asked in write(brief(mail, variant="ask_date")).body


def test_offer_call_offers_one() -> None:
    assert "glad to call you" in write(brief(dispute(None), variant="offer_call")).body


@pytest.mark.parametrize(
    ("language", "variant", "start"),
    [("de", "in_en", "Dear"), ("en", "in_fr", "Bonjour"), ("en", "in_nl", "Beste"), ("fr", "shorter", "Bonjour")],
)
def test_a_draft_can_be_asked_for_in_each_language(language: str, variant: str, start: str) -> None:
    mail = ask(TEXT, Intent.PROMISE, language=language)
    assert write(brief(mail, language=language, variant=variant)).body.startswith(start)


def test_a_language_that_is_not_written_gets_english_and_a_warning() -> None:
    draft = write(brief(dispute(None), language="it"))
    assert draft.body.startswith("Dear Jo Sandhu") and any("(it)" in one for one in draft.warnings)


@pytest.mark.parametrize(
    ("name", "greeting"),
    [("Jo Sandhu", "Dear Jo Sandhu,"), ("Sandhu, Jo", "Dear Jo Sandhu,"), ("Accounts", "Hello,"), ("", "Hello,")],
)
def test_a_person_is_greeted_by_name_and_a_mailbox_is_not(name: str, greeting: str) -> None:
    assert write(brief(dispute(None), name=name)).body.startswith(greeting)


def test_without_a_phone_or_a_signature_the_letter_still_ends_well() -> None:
    bare = brief(dispute(None)).client.model_copy(update={"phone": "", "signature": ""})
    body = write(brief(dispute(None), client=bare)).body
    assert "call us" not in body and body.endswith("Kind regards\n\nKestrel Office Supplies Ltd\n")


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("Our bank details have changed.", Topic.BANK), ("Bitte rufen Sie mich an.", Topic.CALL),
        ("Merci de déposer la facture sur Chorus.", Topic.PORTAL), ("Esto es inaceptable.", Topic.COMPLAINT),
        ("Hij is hier niet meer werkzaam.", Topic.CONTACT), ("What is your opening time?", Topic.QUESTION), ("Thanks!", Topic.THANKS),
    ],
)  # fmt: skip
def test_other_matters_are_told_apart_by_their_words(words: str, topic: Topic) -> None:
    assert topics(ask(words, Intent.OTHER)) == [topic]


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "We got 36 of the 40 chairs.", "36 of the 40 chairs arrived"),
        ("en", "36 came, we ordered 40 last week.", "36 of the 40 arrived"),
        ("de", "Es kamen nur 36 von 40 Stühlen.", "36 von 40 Stühlen angekommen"),
        ("fr", "Seulement 36 sur 40 chaises.", "avoir reçu 36 sur 40 chaises"),
        ("es", "Llegaron 36 de las 40 sillas.", "36 de 40 sillas"),
        ("nl", "Er kwamen 36 van de 40 stoelen.", "36 van de 40 stoelen zijn"),
    ],
)
def test_quantities_are_said_again_in_the_customers_words(language: str, text: str, said: str) -> None:
    facts = Facts(dispute_reason=DisputeReason.QUANTITY, counted=("36", "40"))
    body = write(brief(ask(text, Intent.DISPUTE, facts=facts, language=language), language=language)).body
    assert said in body


def test_a_quantity_written_in_words_still_has_its_source() -> None:
    text = "We think we were charged for forty chairs and got thirty-six."
    mail = ask(text, Intent.DISPUTE, facts=Facts(dispute_reason=DisputeReason.QUANTITY, counted=("36", "40")))
    draft = write(brief(mail))
    assert {fact.source for fact in draft.facts if fact.text in ("36", "40")} == {
        f"mail:{mail.message_id}:newest:0-{len(text)}"
    }
