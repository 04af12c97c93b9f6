"""The report's figures: what is counted, how sure it is, and what each vote and guard is good for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from agent.domain.facts import CaseFile, Facts, Finding, MailView, Reading
from agent.domain.limits import Limits
from agent.domain.policy import judge
from agent.domain.vocabulary import Intent, SenderStanding, Signal
from agent.parts import Parts
from agent.reading import ReadContext
from connectors.ledger_json import JsonLedger
from duecourse.evaluation import predict
from duecourse.evaluation_lines import read_lines
from duecourse.scoring import Rate
from tests.agent.domain.files import ASK, JUDGED, a_file, a_match, a_reading, a_sender, an_invoice
from tests.eval.reporting import figures, groups, guards, measures
from tests.eval.reporting.cases import GUARDS, SECOND_VOTE, SURE, Case, Votes, case_of, read_by_adversary
from tests.eval.reporting.page import page
from tests.eval.reporting.plots import draw_all
from tests.eval.reporting.run import Run
from tests.eval.reporting.speed import Timing
from tests.eval.reporting.tables import unneeded, wrong_list
from tests.eval.running import HERE, judged, labels, parts_on

LIMITS = Limits()
STRANGER = a_sender(standing=SenderStanding.UNKNOWN, authenticated=False)
ANGRY = Finding(code=Signal.ANGER, confidence=1.0)
MORE = Finding(code="beyond", confidence=0.9)
SURELY = {"document_request": 0.1, "dispute": 0.99, "promise": 0.0, "hardship": 0.0, "other": 0.0}


def facts(**changes: object) -> Facts:
    return Facts.model_validate({"asks": (ASK,)} | JUDGED | changes)


DISPUTED = a_file(reading=a_reading(intents=(Intent.DISPUTE,), confidence=SURELY, signals=(ANGRY,), unclear=True))
SAYS_MORE = a_file(reading=a_reading(facts=facts(beyond=MORE)))
BOTH_SAY_NO = a_file(reading=a_reading(intents=(Intent.DISPUTE,), confidence=SURELY, facts=facts(beyond=MORE)))
UNKNOWN_SENDER = a_file(sender=STRANGER)


def a_case(
    name: str, file: CaseFile | None = None, allowed: bool = True, auto: bool | None = None, **label: Any
) -> Case:
    """The label's intents and documents are those of a plain request, unless changed."""
    file = file or a_file()
    told = {"id": name, "language": "en", "intents": ["document_request"], "auto_ok": allowed, "escalate": False}
    told |= {"expected_documents": ["KO-26-1307"] if allowed else [], "expected_facts": {"invoices": ["KO-26-1307"]}}
    return case_of(told | label, a_prediction(name, file, auto), file, LIMITS)


def a_prediction(name: str, file: CaseFile, auto: bool | None) -> dict[str, Any]:
    answered = judge(file, LIMITS).auto if auto is None else auto
    return {
        "id": name,
        "intents": [intent.value for intent in file.reading.intents],
        "confidence": file.reading.confidence,
        "auto": answered,
        "documents": ["KO-26-1307"] if answered else [],
        "escalate": False,
        "facts": {"invoices": [one.number for one in file.match.invoices]},
    }


# --- how sure a figure is -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [(9, 10, 0.5958, 0.9821), (0, 100, 0.0, 0.0370), (100, 100, 0.9630, 1.0), (50, 100, 0.4038, 0.5962)],
)
def test_the_interval_of_a_share_is_wilsons(right: int, of: int, low: float, high: float) -> None:
    assert [round(bound or 0, 4) for bound in figures.wilson(right, of)] == [low, high]


def test_nothing_to_judge_has_no_figure() -> None:
    assert figures.share(Rate(0, 0)).value is None
    assert measures.reached(measures.PROMISE, figures.share(Rate(0, 0))) == "nothing to judge"


def test_macro_f1_is_that_of_the_scores_and_lies_in_its_interval() -> None:
    cases = [a_case(f"right{i}") for i in range(20)]
    cases += [a_case(f"wrong{i}", DISPUTED, False, intents=["dispute" if i % 3 else "promise"]) for i in range(20)]
    found = measures.measures(cases)[measures.MACRO]
    assert found.value == pytest.approx(measures.scores(cases)["macro_f1"])
    assert (found.low or 1) < (found.value or 0) < (found.high or 0)
    assert measures.measures(cases)[measures.MACRO] == found


def test_english_ahead_counts_up_and_the_widest_gap_is_named() -> None:
    cases = [*(a_case(f"en{i}") for i in range(4)), *(a_case(f"de{i}", language="de") for i in range(2))]
    cases += [a_case("held", SAYS_MORE, language="de")]
    found = measures.gaps(cases)
    assert found[measures.COVERAGE].value == pytest.approx(100 / 3)
    assert measures.widest(found).counts.startswith("coverage: 4 of 4 against 2 of 3")


def test_the_gap_of_two_shares_is_newcombes() -> None:
    one, other = figures.share(Rate(56, 70)), figures.share(Rate(48, 80))
    gap = figures.difference(one, other)
    assert [round(x, 1) for x in (gap.value or 0, gap.low or 0, gap.high or 0)] == [20.0, 5.2, 33.4]


@pytest.mark.parametrize(
    ("name", "right", "of", "said"),
    [
        (measures.COVERAGE, 95, 100, "aim"),
        (measures.COVERAGE, 85, 100, "at least"),
        (measures.COVERAGE, 70, 100, "**no**, 10.0 points short"),
        (measures.WRONG, 0, 100, "aim"),
        (measures.WRONG, 2, 100, "**no**, 2 too many"),
    ],
)
def test_a_figure_is_held_against_its_target(name: str, right: int, of: int, said: str) -> None:
    assert measures.reached(name, figures.share(Rate(right, of))) == said


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (measures.GAP, 2.0, "aim"),
        (measures.GAP, 9.5, "**no**, 1.5 points too wide"),
        (measures.SPEED, 35.0, "aim"),
        (measures.SPEED, 8.0, "**no**, 2.0 a second short"),
    ],
)
def test_less_is_better_for_a_gap_and_more_for_speed(name: str, value: float, said: str) -> None:
    assert measures.reached(name, figures.Figure(value, None, None, "")) == said


def test_single_invoice_numbers_count() -> None:
    right = a_case("a")
    half = a_case("b", expected_facts={"invoices": ["KO-26-1307", "KO-26-1308"]})
    unnamed = a_case("c", expected_facts={})
    found = measures.invoices_f1([right, half, unnamed])
    assert found.value == pytest.approx(0.8)
    assert found.counts == "2 right, 2 found, 3 labelled; 2 mails"


def test_chances_are_set_against_what_came_true() -> None:
    chances = [(0.1, False), (0.1, False), (0.9, True), (1.0, False)]
    assert figures.within(chances, 5) == [(0.1, 0.0, 2), (0.95, 0.5, 2)]


# --- the two votes ------------------------------------------------------------------------------------------------------


def test_the_adversary_hides_what_the_reader_saw_and_nothing_else() -> None:
    hidden = a_case("a", DISPUTED, allowed=False)
    assert hidden.objections == {"other_intent", "unclear", "first_vote", "signal_reasons"}
    assert hidden.lied == frozenset()
    assert a_case("b", UNKNOWN_SENDER, allowed=False).lied == {"sender_unverified"}


def test_the_adversary_cannot_change_what_our_own_code_found() -> None:
    honest = facts(beyond=MORE, new_addresses=("eve@evil.example",), payment_sent=True)
    told = read_by_adversary(a_file(reading=a_reading(facts=honest))).reading.facts
    assert told == honest.model_copy(update={"payment_sent": False})
    assert a_case("a", SAYS_MORE).lied == {"says_more"}


def test_invoices_that_only_talk_of_money_brought_in_are_gone_with_the_talk() -> None:
    spoken = DISPUTED.model_copy(
        update={"match": a_match(invoices=(an_invoice("KO-26-1"), an_invoice("KO-26-2")), foreign=True)}
    )
    found = read_by_adversary(spoken).match
    assert [one.number for one in found.invoices] == ["KO-26-1307"]
    assert found.foreign


@pytest.mark.parametrize(
    ("file", "answered"),
    [
        (a_file(), {Votes.BOTH, Votes.FIRST, Votes.SECOND, Votes.NEITHER}),
        (DISPUTED, {Votes.SECOND, Votes.NEITHER}),
        (SAYS_MORE, {Votes.FIRST, Votes.NEITHER}),
        (BOTH_SAY_NO, {Votes.NEITHER}),
        (UNKNOWN_SENDER, set()),
    ],
)
def test_each_vote_holds_alone_and_no_other_rule_falls_with_it(file: CaseFile, answered: set[Votes]) -> None:
    case = a_case("a", file, allowed=False)
    assert {votes for votes in Votes if case.answered(votes)} == answered
    assert {votes for votes in Votes if measures.wrong(votes=votes, cases=[case]).right} == answered


def test_the_second_votes_rules_are_rules_of_the_gate() -> None:
    assert set(GUARDS) > SECOND_VOTE
    assert len(set(GUARDS)) == len(GUARDS)


def test_what_would_be_sent_is_judged_as_well() -> None:
    right, other = a_case("a", SAYS_MORE), a_case("b", SAYS_MORE, expected_documents=["KO-26-1308"])
    assert measures.documents_right([right, other], Votes.FIRST) == Rate(1, 2)
    assert measures.documents_right([right, other], Votes.BOTH) == Rate(0, 0)


def test_mail_that_never_reached_the_gate_stays_in() -> None:
    filed = case_of({"id": "a", "auto_ok": False}, {"id": "a", "auto": False}, None, LIMITS)
    assert not any(filed.answered(votes) for votes in Votes)


def test_what_the_last_gate_held_counts_as_held() -> None:
    assert a_case("a", auto=False).objections == {"release"}


def test_an_answer_that_a_rule_forbids_ends_the_report() -> None:
    with pytest.raises(ValueError, match="a was answered, and yet: says_more"):
        a_case("a", SAYS_MORE, auto=True)


def test_wrong_answers_are_named_by_id_alone() -> None:
    said = wrong_list([a_case("WRONG-1", DISPUTED, allowed=False), a_case("FINE-2")])
    assert "reader replaced): WRONG-1" in said
    assert "FINE-2" not in said
    assert DISPUTED.mail.newest not in said


# --- guards and bounds --------------------------------------------------------------------------------------------------


def test_a_guard_is_needed_where_it_alone_holds_a_mail() -> None:
    cases = [
        a_case("a", UNKNOWN_SENDER, allowed=False),
        a_case("b", SAYS_MORE),
        a_case("c", BOTH_SAY_NO, allowed=False),
        a_case("d", SAYS_MORE.model_copy(update={"sender": STRANGER}), allowed=False),
    ]
    off = {one.name: one for one in guards.guards_off(cases)}
    assert off["sender_unverified"] == guards.GuardOff("sender_unverified", 2, 1, 0, 1, 0)
    assert off["says_more"] == guards.GuardOff("says_more", 3, 0, 1, 1, 1)
    assert off["other_intent"] == guards.GuardOff("other_intent", 1, 0, 0, 0, 0)
    spared = unneeded(list(off.values())).split(", ")
    assert "other_intent" in spared
    assert "sender_unverified" not in spared and "says_more" not in spared


def test_what_holds_an_allowed_mail_is_counted() -> None:
    cases = [a_case("a", SAYS_MORE), a_case("b", SAYS_MORE), a_case("c"), a_case("d", SAYS_MORE, allowed=False)]
    assert guards.holders(cases) == {frozenset({"says_more"}): 2}


def test_a_bound_that_moves_lets_more_pass_and_leaves_the_rest() -> None:
    cases = [a_case("a"), a_case("b", SAYS_MORE), a_case("c", SAYS_MORE, allowed=False), a_case("d", UNKNOWN_SENDER)]
    points = guards.moved(cases, "sure_no_more", (0.05, 0.5, 0.95), LIMITS, Votes.BOTH)
    assert [(one.answered, one.wrong) for one in points] == [(0, 0), (1, 0), (2, 1)]


def test_a_kind_is_a_tag_or_a_category_and_rare_ones_are_shown_together() -> None:
    cases = [a_case(f"q{i}", tags=["quoted"]) for i in range(5)]
    cases += [a_case("x", tags=["po", "large"]), a_case("y", category="c07", tags=None), a_case("z")]
    found = {name: len(group) for name, group in groups.by_kind(cases).items()}
    assert found == {"quoted": 5, groups.RARE: 3}


# --- the page -----------------------------------------------------------------------------------------------------------


def a_run(cases: Sequence[Case]) -> Run:
    speed = Timing((58, 62) * 3, (0.1, 0.2, 0.4), (0.05, 0.1, 0.1))
    return Run("development", ("a", "b"), tuple(cases), speed, LIMITS, "local 7")


CASES = (a_case("a"), a_case("b", SAYS_MORE, language="de"), a_case("WRONG-1", DISPUTED, allowed=False))


def test_the_page_says_how_it_was_made_and_what_was_reached() -> None:
    said = page(a_run(CASES), "1.2.3", date(2026, 11, 22))
    assert "`make eval PART=development`, 2026-11-22. duecourse 1.2.3, reader `local 7`" in said
    assert "N = 3 mails (2 in English)" in said
    assert "the figures flatter" in said
    row = next(line for line in said.splitlines() if line.startswith("| wrong, reader replaced"))
    assert "1 of 1" in row and "**no**, 1 too many" in row
    row = next(line for line in said.splitlines() if line.startswith("| speed"))
    assert [cell.strip() for cell in row.split("|")][2:8] == ["10.0", "6 mails", "–", "10.0", "30.0", "at least"]


def test_the_test_part_is_not_said_to_flatter() -> None:
    said = page(replace(a_run(CASES), part="test"), "1", date(2026, 11, 22))
    assert "`make eval`, " in said and "flatter" not in said


def test_pictures_are_the_same_bytes_on_every_run_and_bear_no_date(tmp_path: Path) -> None:
    drawn = []
    for name in ("one", "two"):
        draw_all(CASES, LIMITS, tmp_path / name)
        drawn.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert drawn[0] == drawn[1]
    assert sorted(drawn[0]) == ["bounds.svg", "calibration.svg", "languages.svg", "stops.svg"]
    assert not any(b"<dc:date>" in one or b"Matplotlib v" in one for one in drawn[0].values())


# --- the real path ------------------------------------------------------------------------------------------------------


class Liar:
    """The adversary as a reader, on the real path."""

    name, version = "adversary", "1"

    def read(self, mail: MailView, context: ReadContext) -> Reading:
        request = (Intent.DOCUMENT_REQUEST,)
        return Reading(reader=self.name, version=self.version, language=mail.language, intents=request, confidence=SURE)


def again(parts: Parts, folder: Path) -> list[dict[str, Any]]:
    """The same mails on a database that holds the books already, with nobody watching."""
    assert isinstance(parts.engine, Engine)
    books, _ = JsonLedger(folder / "ledger.json").read()
    return [predict(parts, parts.engine, books, line, folder) for line in read_lines(folder / "mails.jsonl")]


def test_the_adversary_on_paper_gets_what_it_gets_on_the_real_path(engine: Engine, tmp_path: Path) -> None:
    sample = HERE / "sample"
    with parts_on(engine, tmp_path) as parts:
        honest = list(judged(parts, sample))
        lied = again(replace(parts, reader=Liar()), sample)
    cases = [case_of(label, one, file, LIMITS) for label, (one, file) in zip(labels("sample"), honest, strict=True)]
    assert [case.answered(Votes.SECOND) for case in cases] == [one["auto"] for one in lied]
    assert any(case.objections != case.lied for case in cases)


def test_the_witness_sees_the_very_file_that_is_judged_and_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    sample = HERE / "sample"
    with parts_on(engine, tmp_path) as parts:
        seen = list(judged(parts, sample))
        alone = again(parts, sample)
    assert [one for one, _ in seen] == alone
    assert all([r.code for r in judge(file, LIMITS).reasons] == one["reasons"] for one, file in seen if file)
    assert sum(file is None for _, file in seen) < len(seen)


def test_what_is_taken_for_what_counts_every_mail_once() -> None:
    cases = [a_case("a"), a_case("b", DISPUTED, False), a_case("c", DISPUTED, False, intents=["dispute", "promise"])]
    found = groups.confusion(cases)
    assert (found["document_request"]["document_request"], found["document_request"]["dispute"]) == (1, 1)
    assert found["several"]["dispute"] == 1
    assert sum(sum(row.values()) for row in found.values()) == len(cases)
