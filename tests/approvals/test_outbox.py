"""Mail that was stopped, rejected, or whose fate is unknown: a person decides, within their rights, and once."""

from uuid import UUID

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine, text
from sqlmodel import Session, select

from agent.records.audit import AuditEvent
from agent.records.cases import Case, Draft, DraftVersion
from agent.records.ledger import Delivery
from agent.records.mail import Message
from agent.records.outbox import OutboxMail
from agent.records.promises import Dispute
from tests.approvals.cast import Cast
from tests.approvals.desk import Person, looked_up, sign_in
from tests.approvals.test_decisions import jobs_of
from tests.told import change, tell


def sent_by_ana(app: FastAPI, cast: Cast, engine: Engine, state: str) -> tuple[Person, UUID]:
    """Ana approved the copies; then the mail came into this state."""
    ana = sign_in(app, "ana")
    ana.decide(cast.cases["copies"], "approve")
    reply = "held_sentence = 'Sending is switched off.', server_reply = '550 no such user'"
    change(engine, f"UPDATE outbox SET state = :state, {reply}", state=state)
    if state == "refused_perm":
        change(engine, "UPDATE messages SET state = 'waiting_specialist' WHERE state = 'in_outbox'")
    with Session(engine) as session:
        return ana, session.exec(select(OutboxMail)).one().id


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("approved", "In outbox, sends"),
        ("held", "Stopped"),
        ("ambiguous", "Unconfirmed"),
        ("refused_perm", "Rejected by server"),
        ("accepted", "Sent"),
    ],
)
def test_the_outbox_says_in_words_where_a_mail_stands(
    app: FastAPI, cast: Cast, engine: Engine, state: str, words: str
) -> None:
    ana, _ = sent_by_ana(app, cast, engine, state)
    assert words in ana.page("/outbox")


def test_a_stopped_mail_tries_the_gate_again(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana, mail = sent_by_ana(app, cast, engine, "held")
    assert ana.post(f"/outbox/{mail}/release").status_code == 303
    assert looked_up(engine, OutboxMail, mail).state == "queued"
    assert len(jobs_of(engine, "send_mail")) == 2
    assert ana.post(f"/outbox/{mail}/release").status_code == 409


def test_a_stopped_mail_that_shall_not_leave_becomes_a_draft_again(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana, mail = sent_by_ana(app, cast, engine, "held")
    assert ana.post(f"/outbox/{mail}/cancel").status_code == 303
    assert looked_up(engine, OutboxMail, mail).state == "cancelled"
    assert looked_up(engine, Draft, cast.drafts["copies"]).state == "open"
    assert looked_up(engine, Message, cast.messages["copies"]).state == "waiting_specialist"
    assert ana.decide(cast.cases["copies"], "approve").status_code == 303


def test_a_colleague_leaves_a_stopped_mail_alone_and_a_manager_need_not(
    app: FastAPI, cast: Cast, engine: Engine
) -> None:
    _, mail = sent_by_ana(app, cast, engine, "held")
    assert sign_in(app, "lee").post(f"/outbox/{mail}/release").status_code == 403
    assert sign_in(app, "marc").post(f"/outbox/{mail}/release").status_code == 303


def test_an_unconfirmed_mail_is_counted_as_sent_with_its_documents(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana, mail = sent_by_ana(app, cast, engine, "ambiguous")
    assert ana.post(f"/outbox/{mail}/count-as-sent").status_code == 303
    assert looked_up(engine, OutboxMail, mail).state == "resolved_sent"
    assert looked_up(engine, Message, cast.messages["copies"]).state == "replied"
    assert looked_up(engine, Case, cast.cases["copies"]).status == "waiting"
    with Session(engine) as session:
        assert len(session.exec(select(Delivery)).all()) == 2


def test_an_unconfirmed_mail_is_sent_again_only_knowingly(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana, mail = sent_by_ana(app, cast, engine, "ambiguous")
    before = looked_up(engine, OutboxMail, mail).mime
    assert ana.post(f"/outbox/{mail}/send-again").status_code == 422
    assert ana.post(f"/outbox/{mail}/send-again", sure="yes").status_code == 303
    after = looked_up(engine, OutboxMail, mail)
    assert (after.state, after.mime) == ("queued", before)


def test_a_rejected_mail_is_opened_as_a_draft_and_leaves_the_list_of_troubles(
    app: FastAPI, cast: Cast, engine: Engine
) -> None:
    ana, mail = sent_by_ana(app, cast, engine, "refused_perm")
    assert '1<span class="unseen"> need attention' in ana.page("/queue")
    assert ana.post(f"/outbox/{mail}/reopen").status_code == 303
    assert looked_up(engine, Draft, cast.drafts["copies"]).state == "open"
    assert "need attention" not in ana.page("/queue")


def test_undo_when_a_newer_draft_stands_has_the_newer_one_answer_everything(
    app: FastAPI, cast: Cast, engine: Engine
) -> None:
    ana, mail = sent_by_ana(app, cast, engine, "approved")
    with Session(engine) as session:
        old = session.get_one(Draft, cast.drafts["copies"])
        new = Draft(client_id=old.client_id, case_id=old.case_id, message_id=old.message_id, round=2)
        session.add(new)
        session.flush()
        session.add(DraftVersion(draft_id=new.id, number=1))
        tell(session)
        session.commit()
        message_id = str(new.message_id)
    assert ana.post(f"/outbox/{mail}/undo").status_code == 303
    assert looked_up(engine, Draft, cast.drafts["copies"]).state == "withdrawn"
    (told,) = jobs_of(engine, "resume_thread")
    assert (told["verb"], told["message_id"]) == ("redraft", message_id)


def test_undo_writes_down_each_record_that_it_takes_back(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana, case_id = sign_in(app, "ana"), cast.cases["dispute"]
    record = {"dispute-0-on": "yes", "dispute-0-invoices": "INV-2044", "dispute-0-reason": "price", "checked": "yes"}
    answer = ana.decide(case_id, "approve", **record)
    assert answer.status_code == 303, answer.text
    with Session(engine) as session:
        (recorded,) = session.exec(select(Dispute).where(Dispute.case_id == case_id))
        mail = session.exec(select(OutboxMail).where(OutboxMail.case_id == case_id)).one()
    assert ana.post(f"/outbox/{mail.id}/undo").status_code == 303
    with Session(engine) as session:
        assert session.exec(select(Dispute).where(Dispute.case_id == case_id)).all() == []
        event = session.exec(select(AuditEvent).where(AuditEvent.kind == "dispute_taken_back")).one()
        assert (event.subject_id, event.actor) == (str(recorded.id), str(cast.people["ana"]))


def test_what_changed_since_the_approval_stands_beside_a_stopped_mail_and_is_confirmed(
    app: FastAPI, cast: Cast, engine: Engine
) -> None:
    ana, mail = sent_by_ana(app, cast, engine, "held")
    with engine.begin() as connection:
        connection.execute(text("UPDATE invoices SET open_amount = 0, status = 'paid' WHERE number = 'INV-1001'"))
    refused = ana.post(f"/outbox/{mail}/release")
    assert refused.status_code == 409 and "0.00 EUR to pay" in refused.text
    page = ana.page("/outbox")
    assert "INV-1001 was open, 12,400.00 EUR to pay; now it is paid, 0.00 EUR to pay." in page
    seen = page.partition('name="changes" value="')[2].partition('"')[0]
    assert ana.post(f"/outbox/{mail}/release", changes=seen).status_code == 303
    assert looked_up(engine, OutboxMail, mail).grounds["facts"]["INV-1001"] == "paid, 0.00 EUR to pay"


def test_where_sending_is_off_approving_works_and_the_page_says_so(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ada, ana = sign_in(app, "ada"), sign_in(app, "ana")
    assert ada.post("/switches", name=f"approved:{cast.mailboxes['halden']}", on="no").status_code == 303
    assert "Sending is off for this mailbox. An approved mail waits in the outbox." in ana.page(
        f"/case/{cast.cases['copies']}"
    )
    assert ana.decide(cast.cases["copies"], "approve").status_code == 303


def test_an_unknown_view_is_the_first_one_with_its_tab_marked(app: FastAPI, cast: Cast) -> None:
    assert '<a href="/outbox" aria-current="true">' in sign_in(app, "ana").page("/outbox?view=xx")
