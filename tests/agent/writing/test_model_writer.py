"""The writer with a model: it sees no figure, and whatever it says, code keeps the last word."""

from datetime import date

import pytest

from agent.domain.facts import Brief, DraftText, Facts
from agent.domain.grounding import blanks
from agent.domain.vocabulary import LANGUAGES, DisputeReason, DocumentKind, Intent, Signal
from agent.writing import openai
from agent.writing.openai import ModelWriter
from agent.writing.templates import TemplateWriter
from connectors.memory import MemoryModel
from connectors.ports import ConnectorError, Refused, Unavailable
from tests.agent.writing.briefs import ask, brief, day, found, invoice, span

TEXT = "Only 36 of the 40 chairs on KO-26-1307 came; we pay the rest on Friday."
FACTS = Facts(
    dispute_reason=DisputeReason.QUANTITY, dispute_span=span(TEXT, "Only 36 of the 40 chairs on KO-26-1307 came"),
    counted=("36", "40"), promise_date=day(TEXT, "Friday", date(2026, 11, 20)),
)  # fmt: skip
MAIL = ask(TEXT, Intent.DISPUTE, Intent.PROMISE, facts=FACTS, invoices=(invoice(),))
BRIEF = brief(MAIL)
GOOD = (
    "Thank you for counting so carefully. You write that {mail:5-7} of the {mail:15-24} on {invoice:KO-26-1307} arrived; "
    "we are checking this.\n\nAttached is the proof of delivery, {document:POD-KO-26-1307}.\n\n"
    "Thank you also for naming {mail:64-70} for the rest."
)


def write(*answers: str | ConnectorError, some: Brief = BRIEF) -> tuple[DraftText, MemoryModel]:
    model = MemoryModel(answers)
    return ModelWriter(model, TemplateWriter()).write(some), model


def fallback(some: Brief = BRIEF) -> str:
    return TemplateWriter().write(some).body


def test_the_models_words_carry_the_facts_that_code_puts_in() -> None:
    draft, _ = write(GOOD)
    assert "You write that 36 of the 40 chairs on KO-26-1307 arrived" in draft.body
    assert "naming 20 November 2026 for the rest" in draft.body
    assert draft.body.startswith("Dear Jo Sandhu,\n\n") and draft.body.endswith("Kestrel Office Supplies Ltd\n")
    assert draft.writer == "openai.1 write.1 memory" and draft.documents == TemplateWriter().write(BRIEF).documents
    assert all(fact.source and draft.body[fact.start : fact.end] == fact.text for fact in draft.facts)
    assert "36" in {fact.text for fact in draft.facts}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_model_sees_tokens_and_no_figure_of_the_books(language: str) -> None:
    held = invoice("KO-26-1388")
    question = ask(
        "What about it?",
        Intent.OTHER,
        Intent.DOCUMENT_REQUEST,
        invoices=(held,),
        asks=(found(DocumentKind.INVOICE, held),),
    )
    _, model = write(GOOD, some=brief(question, language=language))
    (system, user, schema) = model.asked[0]
    assert "{invoice:KO-26-1388.due_date}" in user and "What about it?" in user and schema is None
    for secret in (
        "2,310",
        "2.310",
        "2310",
        "21 ",
        "+44",
        "Harrow",
        "Sandhu",
        "Ana Reyes",
        "Kestrel",
        str(question.message_id),
    ):
        assert secret not in user and secret not in system


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Unavailable("DC-310", "The model cannot be reached."), "DC-310"),
        (Refused("DC-312", "The answer does not fit."), "DC-312"),
        ("", "too short"),
        ("word " * 5000, "too long"),
        ("I'm sorry, but I cannot help with letters about money.", "declined"),
        (GOOD + " We will issue a credit note for the missing ones.", "credit"),
        (GOOD + " You are right, this was our mistake.", "fault"),
        (GOOD + " You may pay later, take your time.", "time"),
        (GOOD + " Please pay the disputed part at once.", "demand"),
        (GOOD.replace("{document:POD-KO-26-1307}", "below"), "left out document:POD-KO-26-1307"),
    ],
)
def test_whatever_goes_wrong_the_standard_draft_stands_and_the_specialist_is_told(
    answer: str | ConnectorError, why: str
) -> None:
    draft, _ = write(answer)
    assert draft.body == fallback() and draft.writer == "templates.1"
    assert why in draft.warnings[-1]


def test_links_and_addresses_are_taken_out_and_markdown_is_plain() -> None:
    draft, _ = write("## Answer\n" + GOOD + " See **https://pay.attacker.example/x** or write to pay@attacker.example.")
    assert "attacker" not in draft.body and "*" not in draft.body and "#" not in draft.body


def test_an_unknown_token_becomes_a_blank_that_a_person_must_fill_in() -> None:
    draft, _ = write(GOOD + " It is due on {invoice:KO-26-9999.due_date}.")
    assert len(blanks(draft.body)) == 1 and "9999" not in draft.body
    assert any("To be filled in before sending" in one for one in draft.warnings)


def test_a_figure_that_the_model_wrote_itself_has_no_source() -> None:
    draft, _ = write(GOOD + " The carrier said 17 boxes on Monday.")
    assert [fact.text for fact in draft.facts if fact.source is None] == ["17", "Monday"]


def test_private_marks_in_the_models_text_forge_no_source() -> None:
    draft, _ = write(GOOD + " The open amount is \ue000\ue10099,999.00\ue001 pounds.")
    assert [fact.text for fact in draft.facts if fact.source is None] == ["99,999.00 pounds"]


@pytest.mark.parametrize(
    "some",
    [
        brief(MAIL, disclose=False),
        brief(ask(TEXT, Intent.OTHER, signals=(Signal.LEGAL,))),
        brief(ask(TEXT, Intent.OTHER, signals=(Signal.INJECTION,))),
        brief(ask(TEXT, Intent.HARDSHIP, signals=(Signal.INSOLVENCY,))),
    ],
)
def test_for_strangers_lawyers_fraud_and_insolvency_no_model_is_asked(some: Brief) -> None:
    draft, model = write(GOOD, some=some)
    assert model.asked == [] and draft == TemplateWriter().write(some)


def test_the_clerks_wish_reaches_the_model_as_one_short_line() -> None:
    _, model = write(GOOD, some=brief(MAIL, variant="warmer,\nplease " + "x" * 900))
    wish = next(line for line in model.asked[0][1].splitlines() if "wish" in line)
    assert wish.startswith("The clerk's wish: warmer, please xxx") and len(wish) < 450


def test_a_wish_that_would_grant_something_grants_nothing() -> None:
    some = brief(MAIL, variant="grant them the credit")
    draft, _ = write(GOOD + " We grant you the credit.", some=some)
    assert draft.body == fallback(some)


def test_saboteur_without_the_net_the_grant_would_stand_in_the_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openai, "objections", lambda brief, body: ())
    assert "We grant you the credit." in write(GOOD + " We grant you the credit.")[0].body
