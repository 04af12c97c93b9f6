"""What leaves, leaves on facts that still hold: what changed since it was approved or made stops it, and is shown."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from html import unescape
from uuid import UUID

import pytest
from sqlmodel import col

from agent import steps
from agent.domain.vocabulary import DraftState, MessageState, OutboxKind, OutboxState
from agent.intake import parse_stored
from agent.outbox import READ_WITHIN
from agent.records import switches, transaction
from agent.records.cases import Draft, VerdictRow
from agent.records.ledger import Delivery
from agent.records.mail import Message
from agent.records.outbox import OutboxMail
from agent.recovery import sweep
from duecourse.evaluation_mail import Labelled, raw_mail
from duecourse.keys import Keys, seal
from duecourse.wiring import smtp_server
from tests.approvals.desk import Person
from tests.journeys.house import JO, MAILBOX, SAMPLE, House, as_shown, results

DISPUTE = "We only got 36 of the 40 chairs on KO-26-1307."
REQUEST = "Please send a copy of KO-26-1307."
FOUND = "Found the missing chairs, please forget about it."


def approved(house: House) -> tuple[Message, OutboxMail]:
    """Ana approved the answer to a dispute; it has not left."""
    message = house.customer_writes(DISPUTE, JO, "KO-26-1307")
    ana, case_id = house.at_desk("ana"), house.case(message).id
    assert ana.decide(case_id, "approve", as_shown(ana, case_id)).status_code == 303
    (mail,) = house.rows(OutboxMail)
    return message, mail


def sending(house: House, on: bool) -> None:
    with transaction(house.parts.engine) as session:
        switches.turn(session, switches.approved_name(house.ids["mailbox"]), on, "test")


def invoice_is_paid(house: House) -> None:
    house.execute("UPDATE invoices SET open_amount = 0, status = 'paid' WHERE number = 'KO-26-1307'")


def contact_leaves(house: House) -> None:
    house.execute("UPDATE contacts SET status = 'left' WHERE email = 'jo.sandhu@harrowpike.example'")


def account_is_held(house: House) -> None:
    house.execute("UPDATE customers SET held = 'legal' WHERE id = (SELECT customer_id FROM cases LIMIT 1)")


def customer_writes_again(house: House) -> None:
    house.customer_writes(FOUND, JO, "KO-26-1307")


def stored(house: House, body: str) -> UUID:
    """A mail of Jo's under the same subject, kept and not yet read."""
    line = {"id": "later", "from": JO, "subject": "KO-26-1307", "body": body}
    line["headers"] = {"Authentication-Results": results(JO)}  # type: ignore[assignment]  # a line of JSON
    (message_id,) = house.store(raw_mail(Labelled(line, SAMPLE.parent, house.clock.now), MAILBOX))
    return message_id


def standing(house: House, mail: OutboxMail) -> tuple[str, str | None]:
    now = house.get(OutboxMail, mail.id)
    return now.state, now.held_code


CHANGES: list[tuple[Callable[[House], None], str, str]] = [
    (invoice_is_paid, "facts_changed", "KO-26-1307 was open, 2,310.00 GBP to pay; now it is paid, 0.00 GBP to pay."),
    (contact_leaves, "facts_changed", "now it is somebody who has left Harrow"),
    (account_is_held, "facts_changed", "was not on hold; now it is on hold (legal)."),
    (customer_writes_again, "newer_mail", "Jo Sandhu wrote again under “KO-26-1307”."),
]


@pytest.mark.parametrize(("happens", "code", "said"), CHANGES, ids=[one.__name__ for one, *_ in CHANGES])
def test_what_changes_within_the_undo_time_stops_the_mail_and_is_said(
    house: House, happens: Callable[[House], None], code: str, said: str
) -> None:
    message, mail = approved(house)
    happens(house)
    house.undo_time_passes()
    assert standing(house, mail) == (OutboxState.HELD, code)
    assert house.left() == [] and house.case(message).status == "open"
    assert said in str(house.get(OutboxMail, mail.id).held_sentence)
    assert said in unescape(house.at_desk("ana").page("/outbox"))


def test_a_mail_that_waited_for_sending_leaves_only_once_a_person_has_seen_what_changed(house: House) -> None:
    sending(house, False)
    _, mail = approved(house)
    house.undo_time_passes()
    assert standing(house, mail) == (OutboxState.HELD, "sending_off")
    invoice_is_paid(house)
    sending(house, True)
    marc = house.at_desk("marc")
    refused = marc.post(f"/outbox/{mail.id}/release")
    assert refused.status_code == 409 and "0.00 GBP to pay" in refused.text
    seen = confirmation(marc)
    customer_writes_again(house)
    assert marc.post(f"/outbox/{mail.id}/release", changes=seen).status_code == 409
    assert marc.post(f"/outbox/{mail.id}/release", changes=confirmation(marc)).status_code == 303
    house.undo_time_passes()
    assert len(house.left()) == 1


def test_what_changes_after_that_asks_again(house: House) -> None:
    sending(house, False)
    _, mail = approved(house)
    house.undo_time_passes()
    sending(house, True)
    invoice_is_paid(house)
    marc = house.at_desk("marc")
    assert marc.post(f"/outbox/{mail.id}/release", changes=confirmation(marc)).status_code == 303
    contact_leaves(house)
    house.undo_time_passes()
    assert standing(house, mail) == (OutboxState.HELD, "facts_changed")
    assert "KO-26-1307" not in str(house.get(OutboxMail, mail.id).held_sentence)


def confirmation(person: Person) -> str:
    """The hidden mark of the changes that stand beside the one stopped mail."""
    page = person.page("/outbox")
    assert "Send it anyway" in page
    return page.partition('name="changes" value="')[2].partition('"')[0]


def test_a_stopped_mail_that_is_not_sent_becomes_a_draft_that_answers_everything(house: House) -> None:
    message, mail = approved(house)
    newer = house.customer_writes("Where do we send the four chairs back to?", JO, "Re: KO-26-1307")
    assert newer.case_id == message.case_id
    house.undo_time_passes()
    assert standing(house, mail) == (OutboxState.HELD, "newer_mail")
    ana = house.at_desk("ana")
    assert ana.post(f"/outbox/{mail.id}/cancel").status_code == 303
    house.run_jobs()
    _, version = house.the_draft(message)
    assert set(version.answers) == {str(message.id), str(newer.id)}
    assert ana.decide(message.case_id, "approve", as_shown(ana, house.case(message).id)).status_code == 303
    house.undo_time_passes()
    assert len(house.left()) == 1
    assert {house.get(Message, one.id).state for one in (message, newer)} == {MessageState.REPLIED}


def test_an_approved_mail_waits_until_what_came_before_it_is_read(house: House) -> None:
    message, mail = approved(house)
    later = stored(house, FOUND)
    house.clock.now = house.get(OutboxMail, mail.id).due_at + timedelta(seconds=1)
    house.run_jobs(only=["send_mail"])
    assert standing(house, mail) == (OutboxState.APPROVED, None) and house.left() == []
    house.run_jobs()
    house.undo_time_passes()
    assert house.get(Message, later).case_id == message.case_id
    assert standing(house, mail) == (OutboxState.HELD, "newer_mail") and house.left() == []


def test_if_that_cannot_be_read_for_long_a_person_is_asked(house: House) -> None:
    _, mail = approved(house)
    stored(house, FOUND)
    house.clock.now = house.get(OutboxMail, mail.id).release_at + READ_WITHIN
    house.run_jobs(only=["send_mail"])
    assert standing(house, mail) == (OutboxState.HELD, "unread_mail")


def test_a_mail_that_came_afterwards_does_not_hold_it_up(house: House) -> None:
    _, mail = approved(house)
    later = stored(house, FOUND)
    house.execute("UPDATE messages SET stored_at = now() + interval '1 hour' WHERE id = :id", id=later)
    house.clock.now = house.get(OutboxMail, mail.id).due_at + timedelta(seconds=1)
    house.run_jobs(only=["send_mail"])
    assert len(house.left()) == 1


# --- automatic answers ----------------------------------------------------------------------------------------------


def invoice_is_cancelled(house: House) -> None:
    house.execute("UPDATE invoices SET status = 'cancelled', open_amount = 0 WHERE number = 'KO-26-1307'")


def contact_may_have_less(house: House) -> None:
    house.execute("UPDATE contacts SET may_receive = '[\"pod\"]' WHERE email = 'jo.sandhu@harrowpike.example'")


def books_get_old(house: House) -> None:
    house.execute("UPDATE clients SET books_as_of = books_as_of - interval '60 days'")


def amount_is_corrected(house: House) -> None:
    house.execute("UPDATE invoices SET amount = amount + 1 WHERE number = 'KO-26-1307'")


OBJECTIONS = [
    (invoice_is_cancelled, "invoice_cancelled"),
    (contact_may_have_less, "contact_limited"),
    (books_get_old, "books_stale"),
    (account_is_held, "on_hold"),
    (contact_leaves, "contact_left"),
]


def put_off(house: House) -> tuple[Message, OutboxMail]:
    """An automatic answer that the mail server did not take at first."""
    house.transport.refuse("connection", 451)
    message = house.customer_writes(REQUEST, JO, "KO-26-1307")
    (mail,) = house.rows(OutboxMail)
    assert (mail.kind, mail.state) == (OutboxKind.AUTO, OutboxState.QUEUED)
    return message, mail


@pytest.mark.parametrize(("happens", "code"), OBJECTIONS, ids=[one.__name__ for one, _ in OBJECTIONS])
def test_an_automatic_answer_that_waits_is_judged_again_on_the_facts_of_now(
    house: House, happens: Callable[[House], None], code: str
) -> None:
    message, mail = put_off(house)
    happens(house)
    house.clock.forward(hours=3)
    house.run_jobs()
    assert standing(house, mail)[0] == OutboxState.CANCELLED and house.left() == []
    assert code in house.codes(message)
    assert house.get(Message, message.id).state in (MessageState.WAITING_SPECIALIST, MessageState.ESCALATED)
    assert house.the_draft(message)[1].answers == [str(message.id)]


def test_one_whose_words_would_be_others_by_now_becomes_a_draft(house: House) -> None:
    message, mail = put_off(house)
    amount_is_corrected(house)
    house.clock.forward(hours=1)
    house.run_jobs()
    assert standing(house, mail)[0] == OutboxState.CANCELLED and house.left() == []
    assert house.get(Message, message.id).state == MessageState.WAITING_SPECIALIST


def test_one_on_which_nothing_changed_leaves_as_it_was_made(house: House) -> None:
    message, mail = put_off(house)
    house.clock.forward(hours=1)
    house.run_jobs()
    assert standing(house, mail)[0] == OutboxState.ACCEPTED and len(house.left()) == 1
    assert house.get(Message, message.id).state == MessageState.AUTO_ANSWERED


def test_a_newer_mail_in_the_case_makes_it_a_draft_for_both(house: House) -> None:
    message, mail = put_off(house)
    newer = house.customer_writes(DISPUTE, JO, "KO-26-1307")
    house.clock.forward(hours=1)
    house.run_jobs()
    assert standing(house, mail)[0] == OutboxState.CANCELLED and house.left() == []
    assert set(house.the_draft(message)[1].answers) == {str(message.id), str(newer.id)}


@pytest.mark.parametrize(("happens", "code"), OBJECTIONS, ids=[one.__name__ for one, _ in OBJECTIONS])
def test_what_changes_between_reading_and_answering_makes_it_a_draft(
    house: House, happens: Callable[[House], None], code: str
) -> None:
    message_id = stored(house, REQUEST)
    while parse_stored(house.parts):
        pass
    for step in (steps.read, steps.match, steps.gate):
        step(house.parts, message_id)
    assert house.get(VerdictRow, message_id).route == "auto"
    happens(house)
    house.run_jobs()
    assert house.rows(OutboxMail) == [] and house.left() == []
    assert code in house.codes(house.get(Message, message_id))


# --- no way out, no way back twice, evidence ------------------------------------------------------------------------


def test_a_password_that_cannot_be_opened_stops_the_mail_and_says_so(house: House) -> None:
    message, mail = approved(house)
    house.execute("UPDATE mailboxes SET smtp_password = :sealed", sealed=seal(b"o" * 32, "secret"))
    keys = Keys(b"m" * 32, b"w" * 32, b"s" * 32, b"a" * 32)
    house.parts = replace(house.parts, server_of=lambda session, box: smtp_server(keys, session, box))
    house.undo_time_passes()
    sweep(house.parts)
    assert standing(house, mail) == (OutboxState.HELD, "no_server")
    assert house.case(message).status == "open"
    assert "sealed with another key file" in house.at_desk("ana").page("/outbox")


def test_a_rejected_mail_is_opened_as_a_draft_once(house: House) -> None:
    message, mail = approved(house)
    house.transport.refuse("data", 554)
    house.undo_time_passes()
    assert standing(house, mail)[0] == OutboxState.REFUSED_PERM
    ana, case_id = house.at_desk("ana"), house.case(message).id
    assert ana.post(f"/outbox/{mail.id}/reopen").status_code == 303
    assert ana.decide(case_id, "approve", as_shown(ana, case_id)).status_code == 303
    house.undo_time_passes()
    assert len(house.left()) == 1
    assert ana.post(f"/outbox/{mail.id}/reopen").status_code == 409
    assert house.rows(Draft, col(Draft.state) == DraftState.OPEN) == []
    assert house.get(Message, message.id).state == MessageState.REPLIED


def test_a_rejected_mail_whose_case_was_closed_stays_closed(house: House) -> None:
    message, mail = approved(house)
    house.transport.refuse("data", 554)
    house.undo_time_passes()
    ana, case_id = house.at_desk("ana"), house.case(message).id
    assert ana.decide(case_id, "no-reply", reason="by_phone").status_code == 303
    assert ana.post(f"/outbox/{mail.id}/reopen").status_code == 409
    assert house.case(message).status == "closed"


def test_evidence_that_an_unconfirmed_mail_left_settles_everything(house: House) -> None:
    house.transport.cut("dot", kept=False)
    message = house.customer_writes(REQUEST, JO, "KO-26-1307")
    (mail,) = house.rows(OutboxMail)
    before = len(house.rows(Delivery))
    assert mail.state == OutboxState.AMBIGUOUS and house.case(message).status == "open"
    house.arrive(mail.mime, folder="sent")
    mail = house.get(OutboxMail, mail.id)
    assert (mail.state, mail.accepted_at) == (OutboxState.RESOLVED_SENT, house.clock.now)
    assert len(house.rows(Delivery)) == before + 1
    assert house.get(Message, message.id).state == MessageState.AUTO_ANSWERED
    assert house.case(message).status == "waiting"
