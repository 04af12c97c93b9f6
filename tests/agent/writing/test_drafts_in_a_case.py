"""What a case's history does to its draft: what left before, how soon it is due, how carefully it is looked at."""

from dataclasses import replace
from datetime import timedelta

import pytest

from agent.domain.facts import DraftText
from agent.domain.vocabulary import Risk
from agent.records import transaction
from agent.steps.draft import Assignment, assign, risk_of
from tests.agent.company import START, Company
from tests.agent.letters import DISPUTE, REQUEST


def test_the_writer_is_told_which_documents_have_left_in_the_case(company: Company) -> None:
    company.receive(REQUEST)
    company.run_jobs()
    (answer,) = company.outbox()
    company.receive("Not this one, please send a copy of invoice KO-26-1307.", In_Reply_To=answer.header_id)
    assert company.writer.briefs[-1].sent == {company.ids["KO-26-1307"]}


def test_in_a_new_case_nothing_has_left(company: Company) -> None:
    company.receive(REQUEST)
    company.run_jobs()
    company.receive(DISPUTE, subject="Something else")
    assert company.writer.briefs[-1].sent == frozenset()


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("Please send us a copy of invoice KO-26-9999.", START + timedelta(hours=4)),
        (DISPUTE, START + timedelta(days=1)),
        ("Please send us a copy of invoice KO-26-9999, we will pay it.", START + timedelta(days=1)),
    ],
)
def test_a_pure_request_is_due_in_four_working_hours_and_anything_else_in_eight(
    company: Company, words: str, due: object
) -> None:
    assert company.case_of(company.receive(words)).reply_by == due


def test_a_blank_to_fill_in_makes_a_person_look(company: Company) -> None:
    message_id = company.receive(DISPUTE)
    with transaction(company.parts.engine) as session:
        assignment = replace(assign(company.parts, session, message_id), risk=Risk.ROUTINE)
    assert isinstance(assignment, Assignment)
    assert risk_of(assignment, DraftText(subject="", body="All is said.")) is Risk.ROUTINE
    assert risk_of(assignment, DraftText(subject="", body="It is [answer: please fill in].")) is Risk.CHECK_FACTS
