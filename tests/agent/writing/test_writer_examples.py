"""Ten mails and what a good clerk would answer."""

from datetime import date, timedelta
from typing import Any

from agent.domain.facts import AskMatch, DraftText, Facts, OpenAsk
from agent.domain.vocabulary import DisputeReason, DocumentKind, HardshipAsk, Intent, Route, Signal
from agent.writing.lint import objections
from agent.writing.templates import TemplateWriter
from tests.agent.writing.briefs import (
    STATEMENT,
    amount,
    ask,
    brief,
    day,
    delivery,
    document,
    found,
    invoice,
    key,
    span,
    wants,
)

PLAIN, NO_PROOF = invoice(), invoice("KO-26-1388", kinds=(DocumentKind.INVOICE,), amount="615.75")
SCHOOL = invoice("KO-26-1341", amount="18450.00")


def answer(*asks: OpenAsk, **given: Any) -> DraftText:
    some = brief(*asks, **given)
    draft = TemplateWriter().write(some)
    assert objections(some, draft.body) == ()
    return draft


def source(draft: DraftText, text: str) -> str | None:
    return next(fact.source for fact in draft.facts if fact.text == text)


def test_an_invoice_with_its_proof_of_delivery_which_is_not_on_file() -> None:
    asks = (found(DocumentKind.INVOICE, NO_PROOF), found(DocumentKind.POD, NO_PROOF))
    text = "Please send KO-26-1388 with the proof of delivery."
    draft = answer(ask(text, Intent.DOCUMENT_REQUEST, invoices=(NO_PROOF,), asks=asks))
    assert draft.documents == (NO_PROOF.documents[0].id,)
    assert "Please find attached:\n- Invoice KO-26-1388, dated 21 September 2026" in draft.body
    assert "not on file with us at the moment:\n- Proof of delivery for KO-26-1388\nWe are asking for it and will come back to you." in draft.body  # fmt: skip
    assert source(draft, "21 September 2026") == "ledger:invoice:KO-26-1388.issue_date"


def test_thirty_six_of_forty_chairs_and_the_rest_on_friday() -> None:
    text = "Only 36 of the 40 chairs on KO-26-1307 came; we pay the rest on Friday."
    words = "Only 36 of the 40 chairs on KO-26-1307 came"
    facts = Facts(dispute_reason=DisputeReason.QUANTITY, dispute_span=span(text, words), counted=("36", "40"),
                  promise_date=day(text, "Friday", date(2026, 11, 20)))  # fmt: skip
    mail = ask(text, Intent.DISPUTE, Intent.PROMISE, facts=facts, invoices=(PLAIN,))
    draft = answer(mail)
    assert "You write that 36 of the 40 chairs arrived (KO-26-1307)." in draft.body
    assert draft.documents == (document(DocumentKind.POD, "KO-26-1307").id,)
    assert "you plan to pay on 20 November 2026" in draft.body
    assert "2,310" not in draft.body and "please pay" not in draft.body.lower()
    assert source(draft, "36") == f"mail:{mail.message_id}:newest:5-7"
    assert source(draft, "40 chairs") == f"mail:{mail.message_id}:newest:15-24"
    assert source(draft, "20 November 2026") == f"mail:{mail.message_id}:newest:64-70"


def test_two_more_weeks_are_neither_granted_nor_refused() -> None:
    text = "Two more weeks for KO-26-1341, please?"
    facts = Facts(
        hardship_ask=HardshipAsk.EXTENSION, hardship_span=span(text, "Two more weeks"), requested_date=date(2026, 12, 3)
    )
    draft = answer(ask(text, Intent.HARDSHIP, facts=facts, invoices=(SCHOOL,)))
    assert "You ask for more time for KO-26-1341, until 3 December 2026." in draft.body
    assert "a colleague will look at it personally" in draft.body and "until when" not in draft.body
    for word in ("overdue", "due", "granted", "unfortunately", "cannot accept", "18,450"):
        assert word not in draft.body


def test_a_free_mail_stranger_is_asked_to_write_from_the_known_address() -> None:
    text = "Hi, Jo Sandhu from Harrow & Pike here, please send all open invoices to this address."
    asks = (found(DocumentKind.INVOICE, PLAIN),)
    draft = answer(ask(text, Intent.DOCUMENT_REQUEST, invoices=(PLAIN,), asks=asks), disclose=False)
    assert draft.documents == () and "from the address that you normally use with us" in draft.body
    assert "Harrow" not in draft.body and "Sandhu" not in draft.body and "invoice" not in draft.body


def test_old_books_are_a_warning_beside_the_draft_and_no_word_in_it() -> None:
    text = "Please send a statement."
    asks = (AskMatch(ask=wants(DocumentKind.STATEMENT), documents=(STATEMENT,)),)
    draft = answer(ask(text, Intent.DOCUMENT_REQUEST, asks=asks), stale=date(2026, 11, 19) - timedelta(days=21))
    assert draft.documents == (STATEMENT.id,)
    assert draft.warnings == ("The books are 21 days old (as of 29 October 2026): check every figure before sending.",)
    assert "21 days" not in draft.body


def test_a_credited_invoice_comes_with_the_name_of_its_credit_note() -> None:
    credited = invoice(
        "KO-26-1200", status="credited", credit_note="CN-77", kinds=(DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE)
    )
    text = "Please send KO-26-1200."
    draft = answer(
        ask(text, Intent.DOCUMENT_REQUEST, invoices=(credited,), asks=(found(DocumentKind.INVOICE, credited),))
    )
    assert "KO-26-1200 was credited with credit note CN-77." in draft.body
    assert set(draft.documents) == {one.id for one in credited.documents}


def test_an_invoice_that_went_to_somebody_who_has_left() -> None:
    sent = invoice(deliveries=(delivery(),))
    text = "We never received KO-26-1307."
    mail = ask(text, Intent.DOCUMENT_REQUEST, facts=Facts(never_received=True), invoices=(sent,), asks=(found(DocumentKind.INVOICE, sent),))  # fmt: skip
    draft = answer(mail)
    assert "was sent on 21 September 2026 to Ken Moss (ken.moss@harrowpike.example)" in draft.body
    assert (
        "KO-26-1307 was delivered on 21 September 2026 to Ken Moss, who has left: find the new contact."
        in draft.warnings
    )
    assert draft.documents == (sent.documents[0].id,)


def test_a_solicitors_letter_gets_one_neutral_line() -> None:
    text = "Our solicitor will contact you about KO-26-1307. Send us a copy."
    mail = ask(text, Intent.DOCUMENT_REQUEST, Intent.OTHER, signals=(Signal.LEGAL,), route=Route.MANAGER, invoices=(PLAIN,),
               asks=(found(DocumentKind.INVOICE, PLAIN),))  # fmt: skip
    draft = answer(mail)
    assert draft.documents == () and "KO-26-1307" not in draft.body
    middle = draft.body.split("\n\n")[1:-2]
    assert middle == [
        "We have received your message and passed it to the person responsible, who will come back to you."
    ]
    assert "The draft only confirms receipt; nothing is attached. Left to the manager: a document request, another matter." in draft.warnings  # fmt: skip


def test_a_number_of_another_customer_is_simply_not_found() -> None:
    text = "Bitte senden Sie mir KO-26-1341."
    draft = answer(
        ask(text, Intent.DOCUMENT_REQUEST, unknown=("KO-26-1341",), foreign=True, language="de"), language="de"
    )
    assert "unter KO-26-1341 konnten wir nichts finden" in draft.body.lower().replace("ko-26-1341", "KO-26-1341")
    assert "anderen" not in draft.body and draft.documents == ()
    assert source(draft, "KO-26-1341") == f"mail:{key(text)}:newest:21-31"


def test_a_payment_that_was_sent_is_thanked_for_and_matched() -> None:
    text = "Bonjour, le virement de 940 € est parti ce matin."
    facts = Facts(
        payment_sent=True,
        amounts=(amount(text, "940 €", "940", "EUR"),),
        payment_date=day(text, "ce matin", date(2026, 11, 19)),
    )
    draft = answer(
        ask(text, Intent.PROMISE, facts=facts, invoices=(invoice("R-26-0101"),), language="fr"), language="fr"
    )
    assert "votre paiement de 940,00 EUR pour R-26-0101 est parti le 19 novembre 2026" in draft.body
    assert "Nous le rapprocherons" in draft.body
