"""A mail that names no other one still belongs to the conversation that it goes on with."""

from uuid import UUID

import pytest

from agent.domain.vocabulary import MessageState, OutboxState
from agent.records import switches, transaction
from agent.records.cases import VerdictRow
from agent.records.outbox import OutboxMail
from tests.agent.company import Company
from tests.agent.letters import DISPUTE, REQUEST

OTHER_REQUEST = "Please send us a copy of invoice KO-26-1308."
SUBJECT = "Invoice KO-26-1307"


def codes(company: Company, message_id: UUID) -> set[str]:
    return {one["code"] for one in company.get(VerdictRow, message_id).reasons}


def same_case(company: Company, one: UUID, other: UUID) -> bool:
    return company.message(one).case_id == company.message(other).case_id


@pytest.mark.parametrize("words", [f"Re: {SUBJECT}", f"AW: Re: {SUBJECT}", SUBJECT])
def test_a_reply_to_an_automatic_answer_goes_to_a_person_though_it_names_none(company: Company, words: str) -> None:
    first = company.receive(REQUEST, subject=SUBJECT)
    company.run_jobs()
    assert company.state(first) is MessageState.AUTO_ANSWERED
    company.clock.forward(days=6)
    reply = company.receive(OTHER_REQUEST, subject=words)
    company.run_jobs()
    assert same_case(company, first, reply) and "reply_to_automatic" in codes(company, reply)
    assert len(company.transport.sent) == 1


def test_a_reply_under_the_subject_that_our_answer_gave_itself_goes_to_a_person(company: Company) -> None:
    first = company.receive(REQUEST, subject="")
    company.run_jobs()
    (ours,) = company.outbox()
    assert ours.subject
    reply = company.receive(OTHER_REQUEST, subject=f"Re: {ours.subject}")
    assert same_case(company, first, reply) and "reply_to_automatic" in codes(company, reply)


def test_after_a_week_the_same_subject_is_a_new_conversation(company: Company) -> None:
    first = company.receive(REQUEST, subject=SUBJECT)
    company.run_jobs()
    company.change(company.message(first), state_at=company.clock.now)
    company.clock.forward(days=7, minutes=1)
    company.execute("UPDATE clients SET books_as_of = :now", now=company.clock.now)
    later = company.receive(OTHER_REQUEST, subject=SUBJECT)
    assert not same_case(company, first, later) and codes(company, later) == set()


def approved(company: Company) -> tuple[UUID, UUID]:
    """(the mail that is answered, Ana's answer), its undo time just over."""
    first = company.receive(DISPUTE, subject=SUBJECT)
    mail_id = company.approve(company.open_draft(first))
    company.clock.forward(seconds=16)
    return first, mail_id


def test_a_mail_to_a_case_whose_answer_is_held_joins_it_however_long_it_is_held(company: Company) -> None:
    with transaction(company.engine) as session:
        switches.turn(session, switches.approved_name(company.ids["mailbox"]), False, "test")
    first, mail_id = approved(company)
    company.run_jobs()
    assert company.leaving(mail_id) is OutboxState.HELD
    company.clock.forward(days=21)
    second = company.receive("It is also broken.", subject=SUBJECT)
    assert same_case(company, first, second)
    assert company.case_of(first).status == "open"


def test_a_mail_after_a_persons_answer_joins_the_case(company: Company) -> None:
    first, mail_id = approved(company)
    company.run_jobs()
    assert company.leaving(mail_id) is OutboxState.ACCEPTED
    company.clock.forward(days=2)
    second = company.receive(OTHER_REQUEST, subject=f"Re: {SUBJECT}")
    assert same_case(company, first, second) and "person_in_thread" in codes(company, second)
    assert company.case_of(first).status == "open" and company.rows(OutboxMail, OutboxMail.kind == "auto") == []


def test_the_week_runs_from_the_answer_not_from_the_mail(company: Company) -> None:
    first, _ = approved(company)
    company.run_jobs()
    company.clock.forward(days=20)
    company.change(company.message(first), state_at=company.clock.now)
    company.clock.forward(days=6)
    second = company.receive("It is also broken.", subject=f"Re: {SUBJECT}")
    assert same_case(company, first, second)


def test_a_closed_mail_is_not_gone_on_with(company: Company) -> None:
    first = company.receive(DISPUTE, subject=SUBJECT)
    company.change(company.message(first), state=MessageState.CLOSED_NO_REPLY.value)
    second = company.receive("It is also broken.", subject=SUBJECT)
    assert not same_case(company, first, second)
