"""The drafts on the development part pass their checklist; and each check sees the fault that it is there for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from agent.domain.facts import Facts, OpenAsk, SourcedFact
from agent.domain.vocabulary import DisputeReason, DocumentKind, HardshipAsk, Intent
from agent.writing.templates import TemplateWriter
from tests.agent.writing.briefs import amount, ask, brief, day, found, invoice
from tests.eval.draft_checks import NEVER, WELL, documents_of, judged
from tests.eval.drafted import Drafted
from tests.eval.drafts import all_drafts, report, well

FLOOR, FLOOR_OF_NEW, NEW = 0.95, 0.9, "ghijklnpqrstu"
"""Of the first six folders, and of those opened later (NEW), on n of which the writer was never mended."""
EVERY = 3
"""Each third mail: all of them take minutes, and `python -m tests.eval.drafts` judges them all."""
ONE, TWO = invoice(), invoice("KO-26-1308")
TEXT = "We pay GBP 500.00 on 27 November."
PLANNED = Facts(
    promise_date=day(TEXT, "27 November", date(2026, 11, 27)), promise_amount=amount(TEXT, "GBP 500.00", "500")
)


@pytest.mark.timeout(1500)
def test_nearly_all_drafts_pass_every_check_and_none_says_what_none_may_say() -> None:
    """Over the real way of a mail, on mails of the part that a person gets."""
    drafts = all_drafts("development", EVERY)
    said = [judged(one) for one in drafts]
    assert len(drafts) > 350
    assert [
        (one.label["id"], name) for one, some in zip(drafts, said, strict=True) for name in NEVER if some.get(name)
    ] == []
    for floor, fresh in ((FLOOR, False), (FLOOR_OF_NEW, True)):
        part = [well(one) for draft, one in zip(drafts, said, strict=True) if (draft.folder in NEW) is fresh]
        assert part and sum(part) >= floor * len(part), report(drafts)


# --- saboteurs: a good draft, then the same with one fault ----------------------------------------------------------------


def drafted(one: OpenAsk, *intents: str, disclose: bool = True, expected: dict[str, Any] | None = None,
            documents: tuple[str, ...] = ()) -> Drafted:  # fmt: skip
    """What the writer says to a mail with these labels."""
    label = {"id": "T-1", "language": "en", "intents": list(intents), "tags": [], "why": "a test", "escalate": False,
             "expected_facts": expected or {}, "expected_documents": list(documents)}  # fmt: skip
    asked = brief(one, disclose=disclose)
    text = TemplateWriter().write(asked)
    bare = Drafted("t", label, asked, text.body, text.facts, ())
    codes = {paper.id: code for code, paper in documents_of(bare).items()}
    return replace(bare, codes=tuple(codes[one] for one in text.documents))


REQUEST = drafted(
    ask("Please send it.", Intent.DOCUMENT_REQUEST, invoices=(ONE,), asks=(found(DocumentKind.INVOICE, ONE),)),
    "document_request", expected={"invoices": ["KO-26-1307"]}, documents=("KO-26-1307",),
)  # fmt: skip
DISPUTE = drafted(
    ask("Too high.", Intent.DISPUTE, facts=Facts(dispute_reason=DisputeReason.PRICE), invoices=(ONE,)),
    "dispute", expected={"invoices": ["KO-26-1307"], "dispute_reason": "price"},
)  # fmt: skip
PROMISE = drafted(
    ask(TEXT, Intent.PROMISE, facts=PLANNED, invoices=(ONE,)), "promise",
    expected={"invoices": ["KO-26-1307"], "promise_date": "2026-11-27", "promise_amount": 500.0},
)  # fmt: skip
PLEA = drafted(
    ask("May we pay later?", Intent.HARDSHIP, facts=Facts(hardship_ask=HardshipAsk.EXTENSION), invoices=(ONE,)),
    "hardship", expected={"invoices": ["KO-26-1307"], "hardship_ask": "extension"},
)  # fmt: skip
STRANGER = drafted(ask("Send me all.", Intent.DOCUMENT_REQUEST), "document_request", disclose=False)
THANKS = drafted(ask("Thank you!", Intent.OTHER), "other")
GOOD = (REQUEST, DISPUTE, PROMISE, PLEA, STRANGER, THANKS)


@pytest.mark.parametrize("one", GOOD, ids=lambda one: "+".join(one.intents))
def test_a_good_draft_passes(one: Drafted) -> None:
    assert well(judged(one)), judged(one)


def adding(words: str) -> Callable[[Drafted], Drafted]:
    """The words as a paragraph of their own; what stands behind them moves."""

    def added(one: Drafted) -> Drafted:
        place = one.body.index("\n\n")
        gap = len(words) + 2
        facts = [fact if fact.start < place else moved(fact, gap) for fact in one.facts]
        return replace(one, body=f"{one.body[:place]}\n\n{words}{one.body[place:]}", facts=tuple(facts))

    return added


def moved(fact: SourcedFact, by: int) -> SourcedFact:
    return fact.model_copy(update={"start": fact.start + by, "end": fact.end + by})


def labelled(**changes: Any) -> Callable[[Drafted], Drafted]:
    return lambda one: replace(one, label={**one.label, **changes})


def told(**changes: Any) -> Callable[[Drafted], Drafted]:
    return lambda one: replace(one, label={**one.label, "expected_facts": {**one.expected, **changes}})


FAULTS: list[tuple[str, Drafted, Callable[[Drafted], Drafted]]] = [
    ("a draft where an answer is expected", REQUEST, lambda one: replace(one, body="")),
    ("in the customer's language", REQUEST, labelled(language="de")),
    (
        "greeting and signature",
        REQUEST,
        lambda one: replace(one, body=one.body.replace("Dear Jo Sandhu,", "Look here.")),
    ),
    ("greeting and signature", REQUEST, lambda one: replace(one, body=one.body.replace("Ana Reyes", "A"))),
    (
        "nothing said twice",
        DISPUTE,
        adding("We are comparing the invoice with the order and will come back to you with the result."),
    ),
    (
        "nothing said twice",
        REQUEST,
        lambda one: replace(one, facts=(*one.facts, *(moved(fact, 60) for fact in one.facts))),
    ),
    ("dispute said again, next step named", DISPUTE, told(dispute_reason="quality")),
    ("promise said again", PROMISE, told(promise_date="2026-12-27")),
    ("promise said again", PROMISE, told(promise_amount=600.0)),
    ("promise said again", PROMISE, told(payment_sent=True)),
    ("promise said again", DISPUTE, labelled(intents=["dispute", "promise"])),
    ("hardship acknowledged", PLEA, told(hardship_ask="instalments")),
    ("hardship acknowledged", PLEA, told(requested_date="2027-01-31")),
    ("hardship acknowledged", PROMISE, labelled(intents=["promise", "hardship"])),
    (
        "each document attached, missing or asked back",
        REQUEST,
        labelled(expected_documents=["KO-26-1307", "POD-KO-26-1307"]),
    ),
    ("each document attached, missing or asked back", PROMISE, labelled(intents=["promise", "document_request"])),
    ("other matter answered or left blank", PROMISE, labelled(intents=["promise", "other"])),
    ("asks for nothing already said", PROMISE, adding("Could you tell us on which day you expect to pay?")),
    (
        "asks for nothing already said",
        REQUEST,
        adding("Which documents do you need? A number, a date or a month is enough for us to find them."),
    ),
    ("no needless blank", PROMISE, adding("[answer: please fill in]")),
    ("thanks answered briefly", THANKS, lambda one: adding("And more.")(labelled(tags=["thanks"])(one))),
    ("the labelled invoices and no others", DISPUTE, told(invoices=["KO-26-1307", "KO-26-1308"])),
    ("the labelled invoices and no others", DISPUTE, told(invoices=[])),
    ("attachments asked for and releasable", REQUEST, lambda one: replace(one, codes=("KO-26-1307", "POD-KO-26-1307"))),
    ("attachments asked for and releasable", DISPUTE, lambda one: replace(one, codes=("KO-26-1307",))),
    ("attachments asked for and releasable", REQUEST, lambda one: replace(one, codes=("KO-26-1307", "BANK-1"))),
    ("payment demanded of who disputes or struggles", PLEA, adding("Please pay the invoice.")),
    ("credit, time or fault conceded", DISPUTE, adding("We will issue a credit for the difference.")),
    ("credit, time or fault conceded", PLEA, adding("You may pay later.")),
    ("credit, time or fault conceded", DISPUTE, adding("That was our mistake.")),
    ("legal steps threatened", PLEA, adding("Else we go to court.")),
    ("something told to a stranger", STRANGER, adding("Your invoice is open.")),
    ("something told to a stranger", STRANGER, lambda one: replace(one, codes=("KO-26-1307",))),
    ("a fact without a source", PROMISE, adding("It is due on 3 March 2027.")),
    ("a promise of ours without a person", DISPUTE, adding("We will replace the goods.")),
]


@pytest.mark.parametrize(("check", "good", "spoil"), FAULTS)
def test_a_spoiled_draft_is_caught(check: str, good: Drafted, spoil: Callable[[Drafted], Drafted]) -> None:
    assert judged(spoil(good)).get(check)
    assert not judged(good).get(check)


def test_every_check_has_its_saboteur() -> None:
    assert {name for name, _, _ in FAULTS} == set(WELL) | set(NEVER)


def test_the_report_counts_only_the_drafts_that_a_check_concerns_and_names_what_fails() -> None:
    wrong = told(promise_date="2026-12-27")(PROMISE)
    lines = report([*GOOD, wrong]).splitlines()
    assert lines[0].split()[3:6] == ["6", "of", "7"]
    assert next(line for line in lines if line.startswith("promise said again")).split()[3:6] == ["1", "of", "2"]
    assert "  T-1  promise said again: 2026-12-27" in lines
