"""The net under every draft: what may not be granted, admitted, demanded or disclosed, in five languages."""

import pytest

from agent.domain.facts import Brief
from agent.domain.vocabulary import Intent, Signal
from agent.writing.lint import objections
from tests.agent.writing.briefs import CLIENT, ask, brief

DISPUTE = brief(ask("It is wrong.", Intent.DISPUTE))
HARDSHIP = brief(ask("We cannot.", Intent.HARDSHIP))
REQUEST = brief(ask("A copy.", Intent.DOCUMENT_REQUEST))
STRANGER = brief(ask("A copy.", Intent.DOCUMENT_REQUEST), disclose=False)

CAUGHT = [
    ("credit", "We will issue a credit note for the four chairs."),
    ("credit", "We accept your deduction."),
    ("credit", "You will receive a refund."),
    ("credit", "Wir schreiben Ihnen den Betrag gut."),
    ("credit", "Sie erhalten eine Gutschrift über die Differenz."),
    ("credit", "Nous établirons un avoir pour la différence."),
    ("credit", "Vous recevrez un avoir."),
    ("credit", "Emitiremos un abono por la diferencia."),
    ("credit", "U ontvangt een creditnota."),
    ("time", "We can grant you two more weeks."),
    ("time", "You may pay later."),
    ("time", "We agree to your proposal."),
    ("time", "Wir gewähren Ihnen zwei Wochen Aufschub."),
    ("time", "Sie können gerne später zahlen."),
    ("time", "Nous vous accordons un délai supplémentaire."),
    ("time", "Vous pouvez payer plus tard."),
    ("time", "Le concedemos más tiempo."),
    ("time", "Wij verlenen u uitstel."),
    ("time", "U mag in termijnen betalen."),
    ("fault", "This was our mistake."),
    ("fault", "We apologise for the wrong delivery."),
    ("fault", "You are right, four are missing."),
    ("fault", "Das war unser Fehler."),
    ("fault", "Wir haben Ihnen irrtümlich zu viel berechnet."),
    ("fault", "C’est une erreur de notre part."),
    ("fault", "Fue un error nuestro, tiene razón."),
    ("fault", "Dit is onze fout."),
    ("demand", "Please pay the rest by Friday."),
    ("demand", "The invoice is overdue."),
    ("demand", "We expect your payment."),
    ("demand", "Bitte überweisen Sie den Rest."),
    ("demand", "Veuillez régler le solde."),
    ("demand", "Le rogamos que pague el resto: debe pagar."),
    ("demand", "Gelieve het saldo te betalen."),
    ("legal", "Otherwise we will go to court."),
]


@pytest.mark.parametrize(("code", "words"), CAUGHT)
def test_the_net_catches(code: str, words: str) -> None:
    for some in (DISPUTE, HARDSHIP):
        assert code in {one.code for one in objections(some, f"Thank you. {words} Regards")}


@pytest.mark.parametrize(
    "words", ["Attached is invoice A.", "Ihre Rechnung ist unterwegs.", "Votre compte est en ordre.", "Reference 4711."]
)
def test_a_stranger_is_told_nothing(words: str) -> None:
    assert {one.code for one in objections(STRANGER, words)} == {"disclosure"}
    assert objections(REQUEST, words) == ()


@pytest.mark.parametrize("some", [REQUEST, brief(ask("We pay.", Intent.PROMISE))])
def test_where_nothing_is_disputed_a_payment_may_be_asked_for(some: Brief) -> None:
    assert objections(some, "Please pay KO-26-1307 when it suits you.") == ()


def test_with_any_signal_nothing_is_demanded() -> None:
    angry = brief(ask("We pay.", Intent.PROMISE, signals=(Signal.ANGER,)))
    assert [one.code for one in objections(angry, "Please pay.")] == ["demand"]


def test_the_clients_own_signature_is_no_disclosure() -> None:
    signed = CLIENT.model_copy(update={"signature": "Ana Reyes, Desk 4"})
    assert objections(brief(ask("A copy."), disclose=False, client=signed), "Hello\n\nAna Reyes, Desk 4") == ()
