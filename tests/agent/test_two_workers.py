"""Two workers at one mail: the queue gives a job to a second one when the first was silent for too long and then wakes up."""

import itertools
import threading
import time
from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy.exc import InternalError
from sqlmodel import Session, select

from agent import intake, steps
from agent.domain.vocabulary import MessageState
from agent.records import mail, transaction
from agent.records.cases import Draft
from agent.records.database import make_engine
from agent.records.mail import Message
from agent.steps.answer import answer
from agent.steps.file import filed
from tests.agent.company import Company
from tests.agent.letters import DISPUTE, REQUEST


def judged(company: Company, words: str) -> UUID:
    """A mail that is about to be answered, or drafted."""
    message_id = company.arrive(company.write(words))
    for step in (steps.read, steps.match, steps.gate):
        step(company.parts, message_id)
    return message_id


def while_another_holds_it(company: Company, message_id: UUID, change: Callable[[Session], None]) -> None:
    """The second worker begins while the first one has not committed yet."""
    second = threading.Thread(target=steps.compose, args=(company.parts, message_id))
    with transaction(company.parts.engine) as session:
        session.get_one(Message, message_id, with_for_update=True)
        second.start()
        time.sleep(0.5)
        change(session)
    second.join(30)
    assert not second.is_alive()


def test_a_mail_that_another_worker_just_answered_gets_no_draft_besides(company: Company) -> None:
    message_id = judged(company, REQUEST)
    while_another_holds_it(
        company, message_id, lambda session: answer(company.parts, session, filed(session, message_id))
    )
    assert company.state(message_id) is MessageState.IN_OUTBOX
    assert len(company.outbox()) == 1
    assert company.rows(Draft) == []
    company.run_jobs()
    assert company.state(message_id) is MessageState.AUTO_ANSWERED


@pytest.mark.parametrize("words", [REQUEST, DISPUTE])
def test_no_worker_moves_a_mail_from_a_state_that_it_has_left(company: Company, words: str) -> None:
    message_id = judged(company, words)

    def taken_to_draft(session: Session) -> None:
        mail.move(session, session.get_one(Message, message_id), MessageState.DRAFTING)

    while_another_holds_it(company, message_id, taken_to_draft)
    told = [(one.body["before"], one.body["after"]) for one in company.events("message_moved")]
    assert all(later[0] == earlier[1] for earlier, later in itertools.pairwise(told)), told


def test_of_two_copies_that_are_filed_at_the_same_time_one_is_known_again(company: Company) -> None:
    raw = company.write(REQUEST)
    first, second = company.store(raw, raw)
    view = company.parts.parser.parse(raw)
    other = threading.Thread(target=intake.parse_one, args=(company.parts, second, raw, 1))
    with transaction(company.parts.engine) as session:
        intake.file_parsed(company.parts, session, first, raw, view)
        other.start()
        time.sleep(0.5)
    other.join(30)
    assert company.state(first) is MessageState.TRIAGED
    assert (company.state(second), company.message(second).redelivery_of) == (MessageState.REDELIVERY, first)


def test_a_worker_that_falls_asleep_within_a_transaction_loses_its_locks(company: Company, database_url: str) -> None:
    (message_id,) = company.store(company.write(REQUEST))
    sleepy = make_engine(database_url, idle_seconds=0.3)
    row = select(Message).where(Message.id == message_id)
    with pytest.raises(InternalError, match="idle-in-transaction"), transaction(sleepy) as asleep:
        asleep.exec(row.with_for_update()).one()
        time.sleep(1)
        with transaction(company.parts.engine) as awake:
            awake.exec(row.with_for_update(nowait=True)).one()
        asleep.exec(row).one()
    sleepy.dispose()
