"""How reasons are told: each once, and in quotation marks only what the customer wrote."""

import pytest

from agent.domain.facts import AskMatch, DocumentAsk, Span
from agent.domain.limits import Limits
from agent.domain.policy import judge
from agent.domain.purity import purity
from agent.domain.vocabulary import DocumentKind, Route
from tests.agent.domain.files import CLIENT, a_file, a_mail, a_match, a_sender, books

UNKNOWN = AskMatch(ask=DocumentAsk(kind=DocumentKind.INVOICE, references=("KO-26-9999",)), unknown=("KO-26-9999",))


def test_a_number_that_is_not_known_is_said_once() -> None:
    client = CLIENT.model_copy(update={"number_formats": (r"KO-\d{2}-\d{4}",)})
    file = a_file(match=a_match(asks=(UNKNOWN,), unknown=("KO-26-9999",)), books=books(client=client))
    assert [reason.code for reason in judge(file, Limits()).reasons] == ["number_unknown"]


def test_of_two_reasons_of_one_name_the_stricter_stays() -> None:
    sender = a_sender(problems=("reply_to_foreign",), reply_to_foreign=("x@elsewhere.example",))
    reasons = judge(a_file(sender=sender), Limits()).reasons
    assert [(one.code, one.route) for one in reasons] == [("reply_to_foreign", Route.FRAUD)]


def test_what_is_not_on_file_is_in_the_sentence_and_the_quoted_words_are_the_mails_own() -> None:
    text = "Please send the delivery note of KO-26-1307."
    said = Span(part="newest", start=16, end=29, quote="delivery note")
    ask = AskMatch(ask=DocumentAsk(kind=DocumentKind.POD, span=said), missing=("pod of KO-26-1307",))
    reasons = judge(a_file(mail=a_mail(newest=text), match=a_match(asks=(ask,))), Limits()).reasons
    (missing,) = [one for one in reasons if one.code == "document_missing"]
    assert missing.sentence == "A document asked for is not on file: proof of delivery of KO-26-1307."
    assert missing.words in text


@pytest.mark.parametrize("words", ["para que podamos pagarla este viernes", "para poder pagarlas el 27 de noviembre"])
def test_paying_by_a_day_is_no_mere_purpose_of_a_request(words: str) -> None:
    ask = DocumentAsk(kind=DocumentKind.INVOICE, references=("KO-26-1307",))
    objection = purity("KO-26-1307", f"Por favor, envíenme la factura KO-26-1307 {words}.", (ask,))
    assert objection is not None and objection.code == "payment"
