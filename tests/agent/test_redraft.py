"""A new version is written because somebody asked for one, and a note for colleagues reaches no writer."""

from uuid import UUID

import pytest

from agent import graph
from agent.domain.vocabulary import Verb
from agent.records import transaction
from agent.records.cases import Decision, Draft, DraftVersion
from agent.steps.draft import redraft
from tests.agent.company import Company
from tests.agent.letters import DISPUTE

PRIVATE = "They lie, offer nothing."


def variants(company: Company) -> list[str]:
    """What the writer was told, in order."""
    return [brief.variant for brief in company.writer.briefs]


@pytest.mark.parametrize("verb", [Verb.ESCALATE, Verb.APPROVE])
def test_a_finished_thread_that_begins_again_remembers_no_earlier_decision(company: Company, verb: Verb) -> None:
    message_id = company.receive(DISPUTE)
    draft = company.open_draft(message_id)
    company.decide(draft, verb, PRIVATE)
    company.run_jobs()
    assert not graph.pauses(company.graph, message_id)
    asked = company.decide(draft, Verb.REDRAFT, "shorter")
    company.run_jobs()
    versions = company.rows(DraftVersion)
    assert [(one.number, one.instruction) for one in sorted(versions, key=lambda one: one.number)] == [
        (1, ""),
        (2, str(asked)),
    ]
    assert variants(company) == ["", "shorter"]
    assert graph.pauses(company.graph, message_id), "it waits for the next decision"


@pytest.mark.parametrize("verb", [one for one in Verb if one is not Verb.REDRAFT])
def test_only_the_wish_for_a_new_draft_makes_one(company: Company, verb: Verb) -> None:
    message_id = company.receive(DISPUTE)
    draft = company.open_draft(message_id)
    decision_id = given(company, draft, verb)
    assert redraft(company.parts, message_id, decision_id) == draft.id
    assert company.get(Draft, draft.id).version == 1 and variants(company) == [""]


def given(company: Company, draft: Draft, verb: Verb) -> UUID:
    with transaction(company.engine) as session:
        row: Decision = company.decided(session, session.get_one(Draft, draft.id), verb, PRIVATE)
        return row.id


def test_every_run_begins_with_an_empty_memory(company: Company) -> None:
    message_id = company.receive(DISPUTE)
    company.decide(company.open_draft(message_id), Verb.ESCALATE, PRIVATE)
    company.run_jobs()
    company.work(message_id)
    values = company.graph.get_state(graph.thread_of(message_id)).values
    assert (values["verb"], values["decision_id"]) == ("", "")
