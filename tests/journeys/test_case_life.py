"""What happens to a case after its first draft: other words, other answers, taken back, stopped, promised and broken."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlmodel import col

from agent.domain.vocabulary import DraftState, MessageState, OutboxState
from agent.promises import resurface_broken
from agent.records import audit, switches, transaction
from agent.records.cases import Draft, DraftVersion
from agent.records.mail import Message
from agent.records.outbox import OutboxMail
from agent.records.promises import Promise, Task
from tests.journeys.house import JO, MAILBOX, TIDEWATER, House, as_shown, files, words

DISPUTE = "We only got 36 of the 40 chairs on KO-26-1307."


def a_dispute(house: House) -> Message:
    return house.customer_writes(DISPUTE, JO, "KO-26-1307")


@pytest.mark.parametrize(
    ("variant", "differs"),
    [
        ("shorter", lambda before, after: len(after) < len(before)),
        ("offer_call", lambda before, after: "call" in after.lower()),
        ("ask_date", lambda before, after: after != before),
    ],
)
def test_another_draft_can_be_asked_for(house: House, variant: str, differs: Callable[[str, str], bool]) -> None:
    message = a_dispute(house)
    _, before = house.the_draft(message)
    answer = house.at_desk("ana").decide(house.case(message).id, "redraft", variant=variant)
    assert answer.status_code == 303, answer.text
    house.run_jobs()
    draft, after = house.the_draft(message)
    assert (draft.version, after.number) == (2, 2)
    assert differs(before.body, after.body), after.body
    assert house.get(DraftVersion, (draft.id, 1)).body == before.body


def test_an_approved_mail_can_be_taken_back_and_sent_later(house: House) -> None:
    message = a_dispute(house)
    ana, case_id = house.at_desk("ana"), house.case(message).id
    assert ana.decide(case_id, "approve").status_code == 303
    (mail,) = house.rows(OutboxMail)
    assert ana.post(f"/outbox/{mail.id}/undo").status_code == 303
    house.undo_time_passes()
    assert house.left() == []
    assert house.get(Message, message.id).state == MessageState.WAITING_SPECIALIST
    assert ana.decide(case_id, "approve").status_code == 303
    house.undo_time_passes()
    (sent,) = house.left()
    assert files(sent) == ["POD-KO-26-1307.pdf"]
    assert "36" in words(sent)
    assert sent["In-Reply-To"] == message.header_id
    assert sent["Auto-Submitted"] is None
    assert house.get(Message, message.id).state == MessageState.REPLIED


def test_with_sending_off_an_approved_mail_is_stopped_and_a_person_lets_it_go(house: House) -> None:
    message = a_dispute(house)
    name = switches.approved_name(house.ids["mailbox"])
    with transaction(house.parts.engine) as session:
        switches.turn(session, name, False, "test")
    assert house.at_desk("ana").decide(house.case(message).id, "approve").status_code == 303
    house.undo_time_passes()
    (mail,) = house.rows(OutboxMail)
    assert (mail.state, mail.held_code) == (OutboxState.HELD, "sending_off")
    assert house.left() == []
    with transaction(house.parts.engine) as session:
        switches.turn(session, name, True, "test")
    assert house.at_desk("marc").post(f"/outbox/{mail.id}/release").status_code == 303
    house.undo_time_passes()
    assert len(house.left()) == 1


def test_an_answer_from_another_mail_program_ends_the_draft(house: House) -> None:
    message = a_dispute(house)
    raw = (
        f"From: Kestrel <{MAILBOX}>\r\nTo: jo.sandhu@harrowpike.example\r\nSubject: Re: KO-26-1307\r\n"
        f"Message-ID: <outlook@kestrel-office.example>\r\nIn-Reply-To: {message.header_id}\r\n"
        f"Date: {house.clock.now:%a, %d %b %Y %H:%M:%S} +0000\r\n\r\nWe are looking into it.\r\n"
    )
    house.clock.forward(minutes=5)
    house.arrive(raw.encode(), folder="sent")
    house.run_jobs()
    assert house.rows(Draft, col(Draft.state) == DraftState.OPEN) == []
    (draft,) = house.rows(Draft)
    assert "another mail program" in str(draft.withdrawn_because)
    assert house.get(Message, message.id).state == MessageState.REPLIED


def test_a_case_that_needs_no_answer_is_closed_by_a_person(house: House) -> None:
    message = house.customer_writes("Thank you, all settled now.", JO, "thanks")
    assert house.get(Message, message.id).state == MessageState.WAITING_SPECIALIST
    answer = house.at_desk("ana").decide(house.case(message).id, "no-reply", reason="thanks")
    assert answer.status_code == 303, answer.text
    house.run_jobs()
    assert house.get(Message, message.id).state == MessageState.CLOSED_NO_REPLY
    assert house.left() == []


def test_a_promise_that_is_not_kept_comes_back_once(house: House) -> None:
    message = house.customer_writes("We pay KO-26-1341 on Friday.", TIDEWATER, "KO-26-1341")
    ana, case_id = house.at_desk("ana"), house.case(message).id
    assert ana.decide(case_id, "approve", as_shown(ana, case_id)).status_code == 303
    house.undo_time_passes()
    (promise,) = house.rows(Promise, col(Promise.case_id) == message.case_id)
    assert promise.quote
    house.clock.now = datetime(2026, 11, 30, 9, tzinfo=UTC)
    for _ in range(2):
        with transaction(house.parts.engine) as session:
            resurface_broken(house.parts, session)
    (task,) = house.rows(Task, col(Task.kind) == "broken_promise")
    assert "20 November 2026" in task.text
    assert house.case(message).status == "open"


def test_every_step_of_a_case_is_in_an_unbroken_log(house: House) -> None:
    message = a_dispute(house)
    house.at_desk("ana").decide(house.case(message).id, "approve")
    house.undo_time_passes()
    kinds = {event.kind for event in house.rows(audit.AuditEvent)}
    assert {"mail_stored", "mail_read", "mail_judged", "draft_written", "approved", "outbox_moved"} <= kinds
    engine = house.parts.engine
    assert all(not problems for _, _, problems in audit.verify(engine))  # type: ignore[arg-type]
