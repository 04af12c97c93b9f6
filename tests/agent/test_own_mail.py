"""Mails of our own people from other mail programs: wherever a copy is found, it counts, and a machine keeps out."""

from uuid import UUID

import pytest

from agent.domain.vocabulary import DraftState, MessageState
from agent.records.cases import Draft, VerdictRow
from tests.agent.company import Company
from tests.agent.letters import DISPUTE, JO, OURS

ASKED = "<asked@harrowpike.example>"
WRITTEN = "<outlook@kestrel-office.example>"
OTHER_REQUEST = "Please send us a copy of invoice KO-26-1308."


def from_us(company: Company, **fields: str) -> bytes:
    given = {"sender": OURS, "name": "Kestrel", "To": JO, "Message_ID": WRITTEN, "In_Reply_To": ASKED} | fields
    return company.write("Dear Jo, we will credit it.", **given)


def codes(company: Company, message_id: UUID) -> list[str]:
    return [one["code"] for one in company.get(VerdictRow, message_id).reasons]


def dispute(company: Company) -> tuple[UUID, Draft]:
    waiting = company.receive(DISPUTE, Message_ID=ASKED)
    company.clock.forward(minutes=5)
    return waiting, company.open_draft(waiting)


@pytest.mark.parametrize("checked", ["unsigned", "passed"])
def test_an_answer_found_in_the_inbox_first_and_then_among_sent_mails_withdraws_the_draft(
    company: Company, checked: str
) -> None:
    waiting, draft = dispute(company)
    raw = from_us(company, checked=checked, Cc=OURS)
    in_the_inbox = company.arrive(raw)
    among_sent = company.arrive(raw.replace(b"Authentication-Results", b"X-Was-Checked"), folder="sent")
    company.run_jobs()
    assert company.state(waiting) is MessageState.REPLIED
    assert company.get(Draft, draft.id).state == DraftState.WITHDRAWN
    assert company.state(in_the_inbox) is MessageState.SYSTEM_MAIL
    assert company.state(among_sent) is MessageState.REDELIVERY
    assert company.message(in_the_inbox).case_id == draft.case_id, "the case shows the answer, once"
    assert len(company.events("answered_elsewhere")) == 1


def test_a_copy_of_a_copy_among_sent_mails_does_nothing_again(company: Company) -> None:
    _, draft = dispute(company)
    raw = from_us(company)
    company.arrive(raw, folder="sent")
    company.store(raw, uidvalidity=2, folder="sent")
    company.run_jobs()
    assert len(company.events("answered_elsewhere")) == 1
    assert company.get(Draft, draft.id).state == DraftState.WITHDRAWN


@pytest.mark.parametrize(("folder", "checked"), [("sent", "unsigned"), ("inbox", "passed"), ("inbox", "unsigned")])
def test_after_a_person_of_ours_wrote_no_machine_answers_in_that_conversation(
    company: Company, folder: str, checked: str
) -> None:
    _, draft = dispute(company)
    company.arrive(from_us(company, checked=checked), folder=folder)
    company.run_jobs()
    company.clock.forward(minutes=5)
    request = company.receive(OTHER_REQUEST, In_Reply_To=WRITTEN, References=f"{ASKED} {WRITTEN}")
    assert company.message(request).case_id == draft.case_id
    assert "person_in_thread" in codes(company, request)
    assert company.outbox() == []


def test_an_answer_to_a_person_of_ours_goes_to_a_person_even_from_another_case(company: Company) -> None:
    """The person wrote first: there was no case yet to which their mail could belong."""
    company.arrive(from_us(company, In_Reply_To=""), folder="sent")
    company.clock.forward(minutes=5)
    request = company.receive(OTHER_REQUEST, In_Reply_To=WRITTEN)
    assert codes(company, request) == ["person_in_thread"] and company.outbox() == []


def test_a_copy_of_our_automatic_answer_is_no_person(company: Company) -> None:
    company.receive("Please send us a copy of invoice KO-26-1307.")
    company.run_jobs()
    (ours,) = company.outbox()
    company.arrive(ours.mime, folder="sent")
    company.clock.forward(days=8)
    reply = company.receive(OTHER_REQUEST, In_Reply_To=ours.header_id)
    assert "person_in_thread" not in codes(company, reply) and "reply_to_automatic" in codes(company, reply)
