"""No mail is lost and none is left without an owner: the sum is checked, and what does not add up is named."""

import logging
from collections.abc import Callable

import pytest

from agent.domain.vocabulary import MessageState, OutboxState
from agent.intake import store
from agent.records import transaction
from agent.records.conservation import balance
from agent.records.mail import Mailbox, Message
from connectors.ports import FetchedMail
from duecourse.worker import check_balance
from tests.agent.company import Company
from tests.agent.letters import DISPUTE, OURS, REQUEST, broken


def put(company: Company, *mails: FetchedMail) -> None:
    with transaction(company.engine) as session:
        store(session, session.get_one(Mailbox, company.ids["mailbox"]), 7, mails)


def a_full_house(company: Company) -> None:
    """Mails in every state but the two that pass within moments."""
    raw = company.write(REQUEST)
    company.arrive(raw)
    company.arrive(raw)
    company.run_jobs()
    company.receive(DISPUTE, subject="One")
    company.receive("Our lawyer says the invoice is wrong.", subject="Two")
    company.approve(company.open_draft(company.receive(DISPUTE, subject="Three")))
    company.receive("Out", subject="Four", Auto_Submitted="auto-replied")
    company.arrive(company.write("Dear Jo", sender=OURS, name="Kestrel"), folder="sent")
    for _ in range(3):
        company.arrive(broken(company.clock.now))
    company.store(company.write("Just in", subject="Five"))


def test_of_mails_in_every_state_each_is_counted_once_and_has_an_owner(company: Company) -> None:
    a_full_house(company)
    with transaction(company.engine) as session:
        found = balance(session)
    assert found.came_in == found.kept == 11 and found.without_owner == {} and found.even
    assert set(found.states) >= {
        "stored",
        "auto_answered",
        "redelivery",
        "waiting_specialist",
        "escalated",
        "in_outbox",
    }
    assert sum(found.states.values()) == 11


def closed_case(company: Company) -> str:
    message = company.receive(DISPUTE)
    company.change(company.case_of(message), status="closed")
    return "waiting_specialist"


def no_case(company: Company) -> str:
    company.change(company.message(company.receive(DISPUTE)), case_id=None)
    return "waiting_specialist"


def never_worked(company: Company) -> str:
    company.change(company.message(company.arrive(company.write(REQUEST))), case_id=None)
    return "triaged"


def answer_gone(company: Company) -> str:
    mail_id = company.approve(company.open_draft(company.receive(DISPUTE)))
    company.execute("UPDATE outbox SET state = 'undone' WHERE id = :id", id=mail_id)
    return "in_outbox"


def another_mails_answer(company: Company) -> str:
    mail_id = company.approve(company.open_draft(company.receive(DISPUTE)))
    other = company.receive(DISPUTE, subject="Other")
    company.execute("UPDATE outbox SET answers = '[]', inbound_id = :other WHERE id = :id", other=other, id=mail_id)
    return "in_outbox"


def settled_but_still_waiting(company: Company) -> str:
    mail_id = company.approve(company.open_draft(company.receive(DISPUTE)))
    company.execute("UPDATE outbox SET state = 'accepted' WHERE id = :id", id=mail_id)
    return "in_outbox"


LOST: list[Callable[[Company], str]] = [
    closed_case,
    no_case,
    never_worked,
    answer_gone,
    another_mails_answer,
    settled_but_still_waiting,
]


@pytest.mark.parametrize("lose", LOST, ids=[one.__name__ for one in LOST])
def test_a_mail_without_an_owner_is_named_by_its_state_and_the_sweeper_says_so(
    company: Company, lose: Callable[[Company], str], caplog: pytest.LogCaptureFixture
) -> None:
    state = lose(company)
    with transaction(company.engine) as session:
        found = balance(session)
    assert found.without_owner == {state: 1} and not found.even
    with caplog.at_level(logging.ERROR):
        check_balance(company.parts)
    assert f"without an owner: 1 {state}" in caplog.text


def test_a_mail_that_came_in_and_is_gone_is_missed(company: Company, caplog: pytest.LogCaptureFixture) -> None:
    (message_id,) = company.store(company.write(REQUEST))
    company.execute("DELETE FROM messages WHERE id = :id", id=message_id)
    with transaction(company.engine) as session:
        found = balance(session)
    assert (found.came_in, found.kept, found.lost) == (1, 0, 1) and not found.even
    with caplog.at_level(logging.ERROR):
        check_balance(company.parts)
    assert "lost: 1" in caplog.text


def test_where_all_is_well_the_sweeper_says_nothing(company: Company, caplog: pytest.LogCaptureFixture) -> None:
    check_balance(company.parts)
    a_full_house(company)
    with caplog.at_level(logging.WARNING):
        check_balance(company.parts)
    assert "owner" not in caplog.text


@pytest.mark.parametrize("state", [OutboxState.HELD, OutboxState.AMBIGUOUS, OutboxState.QUEUED])
def test_a_mail_whose_answer_waits_belongs_to_the_outbox(company: Company, state: OutboxState) -> None:
    message_id = company.receive(DISPUTE)
    mail_id = company.approve(company.open_draft(message_id))
    company.execute("UPDATE outbox SET state = :state WHERE id = :id", state=state.value, id=mail_id)
    assert company.state(message_id) is MessageState.IN_OUTBOX
    with transaction(company.engine) as session:
        assert balance(session).even


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (60 * 2**20, "DC-301: larger than 50 MiB"),
        (4711, "DC-306: the mail server lists it but does not hand it out"),
        (0, "DC-304: it is empty"),
    ],
)
def test_a_mail_without_its_bytes_says_truly_why(company: Company, size: int, words: str) -> None:
    put(company, FetchedMail(1, b"", size, company.clock.now))
    (found,) = company.rows(Message)
    assert (found.state, found.trouble) == (MessageState.QUARANTINED, words)
