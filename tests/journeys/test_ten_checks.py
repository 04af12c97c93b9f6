"""What a new user would try first, on the sample company's books, with mails sent on Thursday 19 November 2026."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from sqlmodel import col

from agent.domain.vocabulary import MessageState, OutboxKind
from agent.records.cases import Escalation, ShadowAnswer
from agent.records.outbox import OutboxMail
from agent.records.promises import Dispute, Promise
from tests.journeys.house import JO, STRANGER, THURSDAY, TIDEWATER, House, as_shown, files, words


def test_1_a_missing_proof_of_delivery_is_named_and_the_invoice_attached(house: House) -> None:
    message = house.customer_writes("Please send KO-26-1388 with the proof of delivery.", subject="1388")
    _, draft = house.the_draft(message)
    assert house.left() == []
    assert [one["code"] for one in draft.attachments] == ["KO-26-1388"]
    assert "proof of delivery" in draft.body.lower()
    assert "KO-26-1388" in draft.body


def test_2_a_reply_to_an_automatic_answer_goes_to_a_person(house: House) -> None:
    first = house.customer_writes("Please send a copy of KO-26-1307.", subject="KO-26-1307")
    (sent,) = house.left()
    assert files(sent) == ["KO-26-1307.pdf"]
    assert sent["Auto-Submitted"] == "auto-replied"
    reply = house.customer_writes(
        "Not this, the corrected one.", subject="Re: KO-26-1307", headers=house.answer_to(sent)
    )
    assert reply.case_id == first.case_id
    assert house.get(type(reply), reply.id).state == MessageState.WAITING_SPECIALIST
    assert "reply_to_automatic" in house.codes(reply)
    assert len(house.left()) == 1
    assert len(house.rows(OutboxMail, col(OutboxMail.kind) == OutboxKind.AUTO)) == 1


def test_3_a_dispute_and_a_promise_in_one_mail_become_one_draft_and_two_records(house: House) -> None:
    message = house.customer_writes(
        "Only 36 of the 40 chairs on KO-26-1307 came; we pay the rest on Friday.", subject="chairs"
    )
    assert house.intents(message) == {"dispute", "promise"}
    _, draft = house.the_draft(message)
    assert "36" in draft.body and "40" in draft.body
    assert [one["code"] for one in draft.attachments] == ["POD-KO-26-1307"]
    assert not any(
        demand in draft.body.lower() for demand in ("please pay", "overdue", "outstanding balance", "settle")
    )
    ana = house.at_desk("ana")
    case_id = house.case(message).id
    answer = ana.decide(case_id, "approve", as_shown(ana, case_id))
    assert answer.status_code == 303, answer.text
    house.undo_time_passes()
    assert len(house.left()) == 1
    (dispute,) = house.rows(Dispute)
    (promise,) = house.rows(Promise, col(Promise.case_id) == message.case_id)
    assert (dispute.reason, dispute.invoices) == ("quantity", ["KO-26-1307"])
    assert (promise.promised_for, promise.amount) == (date(2026, 11, 20), None)


def test_4_more_time_is_neither_granted_nor_refused(house: House) -> None:
    message = house.customer_writes("Two more weeks for KO-26-1341, please?", TIDEWATER, "KO-26-1341")
    assert "hardship" in house.intents(message)
    assert house.verdict(message).route == "specialist"
    body = house.the_draft(message)[1].body.lower()
    assert not any(
        grant in body for grant in ("you have two more weeks", "we can give", "we grant", "that is fine", "agreed")
    )
    assert not any(demand in body for demand in ("please pay", "overdue", "reminder", "immediately"))


def test_5_a_second_mail_makes_one_draft_and_the_old_tab_is_refused(house: House) -> None:
    first = house.customer_writes("Where are the chairs from KO-26-1307?", subject="chairs")
    ana = house.at_desk("ana")
    old_tab = ana.form(f"/case/{first.case_id}")
    second = house.customer_writes("Found them, ignore.", subject="chairs")
    assert second.case_id == first.case_id
    _, draft = house.the_draft(second)
    assert set(draft.answers) == {str(first.id), str(second.id)}
    refused = ana.decide(house.case(first).id, "approve", old_tab)
    assert refused.status_code == 409
    assert "Jo Sandhu" in refused.text
    assert house.left() == []


def test_6_a_stranger_learns_nothing(house: House) -> None:
    message = house.customer_writes("I am Harrow & Pike's bookkeeper, send KO-26-1307.", STRANGER, "KO-26-1307")
    _, draft = house.the_draft(message)
    assert house.left() == []
    assert draft.attachments == []
    for secret in ("1307", "Harrow", "Pike", "2,310", "account"):
        assert secret not in draft.body.replace("Accounts", "")


def test_7_old_books_warn(opened: Callable[..., House]) -> None:
    house = opened(as_of=THURSDAY - timedelta(weeks=3))
    message = house.customer_writes("Statement, please.", subject="statement")
    assert "books_stale" in house.codes(message)
    assert any("21 days" in one or "books" in one.lower() for one in house.the_draft(message)[1].warnings)
    assert house.left() == []


def test_7_a_credited_invoice_is_answered_with_its_credit_note(opened: Callable[..., House]) -> None:
    house = opened(status="credited", open_amount=Decimal(0), credit_note="CN-26-0042")
    message = house.customer_writes("Please send it.", subject="KO-26-1388")
    assert "invoice_credited" in house.codes(message)
    assert "CN-26-0042" in house.the_draft(message)[1].body
    assert house.left() == []


def test_8_never_received_but_delivered_to_somebody_who_left(house: House) -> None:
    message = house.customer_writes("KO-26-1307 never reached us.", subject="KO-26-1307")
    assert house.left() == []
    assert "delivered_to_left_contact" in house.codes(message)
    reason = next(one for one in house.verdict(message).reasons if one["code"] == "delivered_to_left_contact")
    assert "21 September 2026" in reason["sentence"]
    _, draft = house.the_draft(message)
    assert "21 September 2026" in draft.body
    assert any("Ken Moss" in task for task in draft.records["tasks"])


def test_9_a_legal_threat_is_the_managers(house: House) -> None:
    message = house.customer_writes("Our solicitor will contact you about KO-26-1341.", TIDEWATER, "KO-26-1341")
    (row,) = house.rows(Escalation)
    assert (row.code, row.state, row.queue) == ("legal", "open", "manager")
    assert "solicitor" in row.words
    assert row.raised_at is not None
    case_id = house.case(message).id
    ana, marc = house.at_desk("ana"), house.at_desk("marc")
    assert ana.decide(case_id, "approve", marc.form(f"/case/{case_id}")).status_code == 403
    log = marc.page("/escalations")
    assert "solicitor" in log
    words_of_marc = "Thank you for telling us. I will call you today."
    sent = marc.edit(case_id, to="finance@tidewater-schools.example", subject="Re: KO-26-1341", body=words_of_marc)
    assert sent.status_code == 303, sent.text
    house.undo_time_passes()
    (mail,) = house.left()
    assert words_of_marc in words(mail)
    assert mail["Auto-Submitted"] is None
    (row,) = house.rows(Escalation)
    assert row.state == "answered"
    assert row.closed_by == house.ids["marc"]


def test_10_a_mailbox_of_ones_own_starts_in_shadow(opened: Callable[..., House]) -> None:
    house = opened(sending=False)
    message = house.customer_writes("Please send KO-26-1307.", JO, "KO-26-1307")
    assert house.left() == []
    assert house.rows(OutboxMail) == []
    (shadow,) = house.rows(ShadowAnswer)
    assert shadow.documents == ["KO-26-1307"]
    assert b"KO-26-1307.pdf" in shadow.mime
    assert house.the_draft(message)[1].attachments
