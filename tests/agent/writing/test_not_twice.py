"""Nothing is said twice, nothing is asked that the mail says, and no matter is overlooked beside a graver one."""

from datetime import date

import pytest

from agent.domain.facts import AskMatch, DraftText, Facts, OpenAsk
from agent.domain.vocabulary import LANGUAGES, DisputeReason, DocumentKind, HardshipAsk, Intent, Signal
from agent.writing.phrases import phrases
from agent.writing.templates import TemplateWriter
from agent.writing.topics import Topic, topics
from tests.agent.writing.briefs import amount, ask, brief, day, found, invoice, span, wants

ONE, TWO = invoice(), invoice("KO-26-1308")
SHORT = Facts(dispute_reason=DisputeReason.QUANTITY)


def write(*asks: OpenAsk, **given: object) -> DraftText:
    return TemplateWriter().write(brief(*asks, **given))  # type: ignore[arg-type]  # handed on as they are


# --- said once --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_proof_of_a_disputed_delivery_is_announced_once(language: str) -> None:
    draft = write(ask("Two are missing.", Intent.DISPUTE, facts=SHORT, invoices=(ONE,)), language=language)
    assert [one.code for one in ONE.documents if one.id in draft.documents] == ["POD-KO-26-1307"]
    assert phrases(language)["request.found"] not in draft.body
    assert [fact.source for fact in draft.facts].count("ledger:document:POD-KO-26-1307") == 1


def test_a_proof_that_was_asked_for_is_listed_with_the_rest() -> None:
    asks = (found(DocumentKind.INVOICE, ONE), found(DocumentKind.POD, ONE))
    mail = ask(
        "Send both, two are missing.", Intent.DOCUMENT_REQUEST, Intent.DISPUTE, facts=SHORT, invoices=(ONE,), asks=asks
    )
    body = write(mail).body
    assert "- Invoice KO-26-1307" in body and "- Proof of delivery for KO-26-1307" in body
    assert "so that you can compare" not in body


@pytest.mark.parametrize("reason", [None, DisputeReason.QUALITY])
def test_what_endangers_people_is_not_called_goods_that_disappoint(reason: DisputeReason | None) -> None:
    mail = ask("The fryer burned a cook.", Intent.DISPUTE, Intent.OTHER, signals=(Signal.PRODUCT_SAFETY,), invoices=(ONE,),
               facts=Facts(dispute_reason=reason))  # fmt: skip
    body = write(mail).body
    assert "the goods on KO-26-1307 very seriously" in body and body.count("come back to you") == 1


# --- asked only once --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("On KO-26-1307 we got 8 and paid for 10.", True),
        ("Volgens de keuken twee dozen minder.", True),
        ("The delivery for KO-26-1307 was short.", False),
        ("Less came than the 1,250.00 says.", False),
    ],
)
def test_who_has_counted_is_not_asked_how_many(text: str, told: bool) -> None:
    quotes = {Intent.DISPUTE: text}
    facts = Facts(
        dispute_reason=DisputeReason.QUANTITY, references=(span(text, "KO-26-1307"),) if "KO-" in text else ()
    )
    body = write(ask(text, Intent.DISPUTE, facts=facts, invoices=(ONE,), quotes=quotes)).body
    assert ("by how many" in body) is not told


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("KO-26-1307 went to Pike Retail Ltd, but Harrow Trading Ltd placed the order.", False),
        ("Rechnung an die Muster Handel GmbH, bestellt hat die Muster Bau GmbH.", False),
        ("That is not our company.", True),
    ],
)
def test_who_names_the_right_company_is_not_asked_for_it(text: str, asked: bool) -> None:
    body = write(
        ask(text, Intent.DISPUTE, facts=Facts(dispute_reason=DisputeReason.WRONG_ENTITY), invoices=(ONE,))
    ).body
    assert ("full name and address" in body) is asked


@pytest.mark.parametrize("text", ["Could we do 500 a month?", "Would you take 30 % off?"])
@pytest.mark.parametrize("kind", [HardshipAsk.INSTALMENTS, HardshipAsk.REDUCTION])
def test_who_makes_a_proposal_is_not_asked_for_one(text: str, kind: HardshipAsk) -> None:
    body = write(ask(text, Intent.HARDSHIP, facts=Facts(hardship_ask=kind), invoices=(ONE,))).body
    assert "in mind" not in body and "would help you most" not in body


@pytest.mark.parametrize(("text", "asked"), [("Please call me on 04 00 00 12 90.", False), ("Please call me.", True)])
def test_who_leaves_a_number_is_not_asked_for_one(text: str, asked: bool) -> None:
    assert ("a certain time or number" in write(ask(text, Intent.OTHER)).body) is asked


# --- overlooked by nobody -----------------------------------------------------------------------------------------------


def test_a_call_that_is_asked_for_beside_another_matter_is_promised() -> None:
    mail = ask("The hub sheared. Ring me today.", Intent.OTHER, signals=(Signal.PRODUCT_SAFETY,))
    assert topics(mail) == [Topic.SAFETY, Topic.CALL]
    body = write(mail).body
    assert "A colleague will call you." in body and "glad" not in body


def test_who_complains_of_calls_is_not_offered_one() -> None:
    mail = ask("You call us at lunch, every day!", Intent.OTHER, signals=(Signal.ANGER,))
    assert topics(mail) == [Topic.COMPLAINT]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Vanaf 1 december is ons postadres Kadestraat 18.", Topic.ADDRESS),
        ("Per 1 december verhuizen wij naar Deventer.", Topic.ADDRESS),
        ("Nous déménageons le 4 janvier.", Topic.ADDRESS),
        ("Wir ziehen zum Jahresende um.", Topic.ADDRESS),
        ("Nuestra nueva dirección es Calle Mayor 4.", Topic.ADDRESS),
        ("Bitte nur noch über unser Lieferantenportal.", Topic.PORTAL),
        ("Rechnungen künftig als XRechnung.", Topic.PORTAL),
        ("Deben presentarse a través de FACe.", Topic.PORTAL),
        ("It is in the approval workflow, level two of three.", Topic.APPROVAL),
        ("U kunt vanaf heden bij collega Sanne terecht.", Topic.CONTACT),
        ("¿Hasta qué hora se puede llamar a vuestro departamento?", Topic.QUESTION),
        ("¿Me puede llamar alguien mañana?", Topic.CALL),
        ("I face a small question on the colour.", Topic.QUESTION),
    ],
)
def test_what_a_plain_mail_speaks_of(text: str, topic: Topic) -> None:
    assert topics(ask(text, Intent.OTHER)) == [topic]


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_in_distress_is_asked_nothing_and_offered_a_call(language: str) -> None:
    facts = Facts(hardship_ask=HardshipAsk.INSTALMENTS)
    mail = ask(
        "I cannot sleep.", Intent.HARDSHIP, signals=(Signal.DISTRESS,), facts=facts, invoices=(ONE,), language=language
    )
    paragraphs = write(mail, language=language).body.split("\n\n")
    said = phrases(language)
    assert said["other.distress"].casefold() == paragraphs[1].casefold()
    assert paragraphs[-3] == said["variant.offer_call"]
    assert not [key for key in ("more", "steps", "until", "next") if said[f"hardship.{key}"] in " ".join(paragraphs)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_angry_and_short_of_money_reads_once_that_a_person_will_look(language: str) -> None:
    facts = Facts(hardship_ask=HardshipAsk.EXTENSION)
    mail = ask("x", Intent.HARDSHIP, signals=(Signal.ANGER,), facts=facts, invoices=(ONE,), language=language)
    body, said = write(mail, language=language).body, phrases(language)
    assert said["other.complaint"] in body and said["hardship.next"] not in body


def test_the_subject_of_a_reply_does_not_say_what_the_mail_speaks_of() -> None:
    mail = ask("Lovely, that has all arrived now. Thanks for sorting it so quickly!", Intent.OTHER)
    about = [mail.model_copy(update={"mail": mail.mail.model_copy(update={"subject": one})}) for one in SUBJECTS]
    assert [topics(one) for one in about] == [[Topic.THANKS], [Topic.PORTAL]]


SUBJECTS = ("RE: portal upload", "portal upload")


def test_a_number_without_a_word_for_a_paper_means_the_invoice() -> None:
    unnamed = AskMatch(ask=wants(DocumentKind.OTHER, "KO-26-1307"), missing=("other",))
    draft = write(ask("Please send KO-26-1307 again.", Intent.DOCUMENT_REQUEST, invoices=(ONE,), asks=(unnamed,)))
    assert draft.documents == (ONE.documents[0].id,) and "Which documents" not in draft.body


@pytest.mark.parametrize(
    ("signal", "words"), [(Signal.DATA_PROTECTION, "personal data"), (Signal.LEGAL, "the person responsible")]
)
def test_a_lawyer_or_who_asks_for_own_data_is_not_sent_to_a_usual_address(signal: Signal, words: str) -> None:
    body = write(ask("I write as counsel.", Intent.OTHER, signals=(signal,)), disclose=False).body
    assert words in body and "normally use" not in body


# --- how it reads -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "dass Sie 500,00 GBP zu KO-26-1307 am 27. November 2026 zahlen möchten."),
        ("nl", "dat u 500,00 GBP voor KO-26-1307 op 27 november 2026 wilt betalen."),
        ("fr", "Merci de nous avoir informés que vous prévoyez de régler"),
    ],
)
def test_no_two_figures_stand_side_by_side_and_thanks_are_no_request(language: str, sentence: str) -> None:
    text = "500.00 on 27 November."
    facts = Facts(
        promise_date=day(text, "27 November", date(2026, 11, 27)), promise_amount=amount(text, "500.00", "500")
    )
    assert sentence in write(ask(text, Intent.PROMISE, facts=facts, invoices=(ONE,)), language=language).body


def test_a_greeting_is_no_part_of_the_question() -> None:
    draft = write(ask("Hoi, zijn jullie tussen kerst en nieuwjaar open?", Intent.OTHER, language="nl"), language="nl")
    assert "Over “zijn jullie tussen kerst en nieuwjaar open?”" in draft.body
    quoted = next(fact for fact in draft.facts if fact.text.startswith("zijn jullie"))
    assert quoted.source is not None and quoted.source.endswith("newest:5-48")
