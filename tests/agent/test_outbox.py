"""A mail leaves once, or a person is asked: when it may leave, what a server may say, and what follows."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from agent import jobs, outbox
from agent.domain.vocabulary import MessageState, OutboxState
from agent.outbox import send_mail
from agent.records import audit, transaction
from agent.records import outbox as rows
from agent.records.cases import Case, DraftVersion, VerdictRow
from agent.records.ledger import Delivery, Document
from agent.records.mail import Mailbox, Message
from agent.records.outbox import OutboxMail
from agent.recovery import sweep
from connectors.memory import Stage
from tests.agent.company import Company
from tests.agent.letters import DISPUTE, REQUEST

ARCHIVE = "archive@kestrel-office.example"
BEFORE_THE_DOT: tuple[Stage, ...] = ("connection", "sign-in", "sender", "recipient", "data")


def way(company: Company, mail_id: UUID) -> list[str]:
    """Every state the mail was moved to, by its events."""
    return [one.body["after"] for one in company.events("outbox_moved") if one.subject_id == str(mail_id)]


# --- when it may leave ----------------------------------------------------------------------------------------------


def test_nothing_leaves_within_the_undo_time(company: Company) -> None:
    mail_id = company.approve(company.open_draft(company.receive(DISPUTE)))
    company.clock.forward(seconds=14)
    company.run_jobs()
    assert send_mail(company.parts, mail_id) is OutboxState.APPROVED
    sweep(company.parts)
    assert jobs.SEND not in company.run_jobs() and company.transport.sent == []
    company.clock.forward(seconds=2)
    assert jobs.SEND in company.run_jobs() and len(company.transport.sent) == 1


def test_a_time_noted_while_the_clock_was_two_days_ahead_keeps_no_mail_back(company: Company, approved: UUID) -> None:
    with transaction(company.parts.engine) as session:
        mail = rows.locked(session, approved)
        assert mail is not None
        mail.due_at = company.clock.now + timedelta(hours=48)
    sweep(company.parts)
    assert jobs.SEND in company.run_jobs() and len(company.transport.sent) == 1


def test_an_undone_mail_never_leaves(company: Company, approved: UUID) -> None:
    with transaction(company.parts.engine) as session:
        mail = rows.locked(session, approved)
        assert mail is not None
        rows.move(session, mail, OutboxState.UNDONE)
    company.run_jobs()
    sweep(company.parts)
    assert send_mail(company.parts, approved) is OutboxState.UNDONE
    assert company.transport.sent == []


def test_a_person_who_opened_the_case_first_answers_with_a_draft(company: Company, automatic: UUID) -> None:
    case = company.get(Case, company.get(OutboxMail, automatic).case_id)
    company.clock.forward(seconds=2)
    company.change(case, viewed_by=company.ids["ana"], viewed_at=company.clock.now)
    company.run_jobs()
    assert company.leaving(automatic) is OutboxState.CANCELLED and company.transport.sent == []
    (message,) = company.rows(Message)
    assert message.state == MessageState.WAITING_SPECIALIST
    version = company.newest(company.open_draft(message.id))
    assert [one["code"] for one in version.attachments] == ["KO-26-1307"]


def test_without_that_check_the_answer_would_have_left(
    company: Company, automatic: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = company.get(Case, company.get(OutboxMail, automatic).case_id)
    company.clock.forward(seconds=2)
    company.change(case, viewed_by=company.ids["ana"], viewed_at=company.clock.now)
    blind = outbox.leaving_of
    monkeypatch.setattr(
        outbox, "leaving_of", lambda session, mail: replace(blind(session, mail), person_took_over=False)
    )
    company.run_jobs()
    assert len(company.transport.sent) == 1


def test_the_fourth_automatic_answer_to_one_address_in_a_day_is_not_sent(company: Company) -> None:
    numbers = ("KO-26-1307", "KO-26-1308", "KO-26-1309", "KO-26-1310")
    ids = [company.receive(f"Please send us a copy of invoice {number}.", subject=number) for number in numbers]
    company.run_jobs()
    assert len(company.transport.sent) == 3
    assert company.state(ids[3]) is MessageState.WAITING_SPECIALIST
    assert [one["code"] for one in company.get(VerdictRow, ids[3]).reasons] == ["budget"]


def test_the_same_document_is_not_sent_twice_a_day_to_one_address(company: Company) -> None:
    company.receive(REQUEST, subject="First")
    second = company.receive(REQUEST, subject="Second")
    company.run_jobs()
    assert len(company.transport.sent) == 1
    assert [one["code"] for one in company.get(VerdictRow, second).reasons] == ["budget"]


def test_a_reply_to_an_automatic_answer_goes_to_a_person(company: Company, automatic: UUID) -> None:
    company.run_jobs()
    ours = company.get(OutboxMail, automatic)
    reply = company.receive(
        "Please send us a copy of invoice KO-26-1308.", subject="Re: Invoice KO-26-1307", In_Reply_To=ours.header_id
    )
    company.run_jobs()
    assert company.message(reply).case_id == ours.case_id and len(company.transport.sent) == 1
    assert "reply_to_automatic" in [one["code"] for one in company.get(VerdictRow, reply).reasons]


# --- what follows from having left ----------------------------------------------------------------------------------


def test_deliveries_are_noted_only_once_the_server_took_the_mail(company: Company, automatic: UUID) -> None:
    company.transport.refuse("data", 451)
    company.run_jobs()
    assert company.rows(Delivery) == []
    company.clock.forward(minutes=2)
    company.run_jobs()
    (delivery,) = company.rows(Delivery)
    mail = company.get(OutboxMail, automatic)
    assert (delivery.document_id, delivery.to_address) == (company.ids["KO-26-1307"], "jo.sandhu@harrowpike.example")
    assert delivery.proof == mail.header_id and mail.accepted_at == company.clock.now


def test_a_document_attached_twice_cannot_undo_that_the_mail_left(company: Company, approved: UUID) -> None:
    mail = company.get(OutboxMail, approved)
    file = company.get(Document, company.ids["KO-26-1307"])
    entry = {"document_id": str(file.id), "sha256": file.sha256, "code": file.code, "kind": "invoice"}
    company.change(mail, documents=[entry, entry])
    assert send_mail(company.parts, approved) is OutboxState.ACCEPTED
    assert len(company.rows(Delivery)) == 1


def test_every_move_has_one_event_and_the_chain_holds(company: Company, approved: UUID) -> None:
    company.transport.refuse("sender", 450)
    company.run_jobs()
    company.clock.forward(minutes=2)
    company.run_jobs()
    assert way(company, approved) == [
        "queued", "claimed", "transmitting", "refused_temp", "queued",
        "claimed", "transmitting", "commit_pending", "accepted",
    ]  # fmt: skip
    assert not any(problems for _, _, problems in audit.verify(company.engine))


def test_the_graph_is_told_once_that_undo_is_over(company: Company, approved: UUID) -> None:
    company.transport.refuse("sender", 450)
    company.run_jobs(only=[jobs.SEND])
    company.clock.forward(minutes=2)
    company.run_jobs(only=[jobs.SEND])
    assert [name for name, _ in company.jobs()].count(jobs.RESUME) == 1


# --- trouble with the server ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "reply"), [*((stage, 450) for stage in (*BEFORE_THE_DOT, "dot")), ("connection", 421), ("dot", 421)]
)
def test_not_now_is_tried_again_later_with_the_same_bytes(
    company: Company, approved: UUID, stage: Stage, reply: int
) -> None:
    company.transport.refuse(stage, reply)
    assert send_mail(company.parts, approved) is OutboxState.QUEUED
    assert company.transport.sent == []
    assert send_mail(company.parts, approved) is OutboxState.QUEUED and company.transport.begun == 1
    company.clock.forward(seconds=70)
    sweep(company.parts)
    company.run_jobs()
    ((envelope, content),) = company.transport.sent
    mail = company.get(OutboxMail, approved)
    assert hashlib.sha256(content).hexdigest() == mail.sha256 and list(envelope.recipients) == mail.envelope_to


@pytest.mark.parametrize(
    ("kind", "stage"),
    [*(("approved", stage) for stage in (*BEFORE_THE_DOT, "dot")), ("automatic", "recipient"), ("automatic", "dot")],
)
def test_no_goes_to_a_person_at_once(company: Company, request: pytest.FixtureRequest, kind: str, stage: Stage) -> None:
    mail_id = request.getfixturevalue(kind)
    company.transport.refuse(stage, 554)
    company.run_jobs()
    mail = company.get(OutboxMail, mail_id)
    assert mail.state == OutboxState.REFUSED_PERM and "554" in mail.server_reply
    assert company.state(mail.inbound_id) is MessageState.WAITING_SPECIALIST
    assert company.get(Case, mail.case_id).status == "open"
    company.clock.forward(hours=72)
    sweep(company.parts)
    company.run_jobs()
    assert company.transport.sent == [] and company.transport.begun == 1
    if kind == "automatic":
        assert company.open_draft(mail.inbound_id).message_id == mail.inbound_id


@pytest.mark.parametrize("stage", BEFORE_THE_DOT)
def test_a_line_cut_before_the_dot_is_safe_to_try_again(company: Company, approved: UUID, stage: Stage) -> None:
    company.transport.cut(stage)
    assert send_mail(company.parts, approved) is OutboxState.QUEUED
    company.clock.forward(minutes=2)
    company.run_jobs()
    assert company.leaving(approved) is OutboxState.ACCEPTED
    assert [hashlib.sha256(content).hexdigest() for _, content in company.transport.sent] == [
        company.get(OutboxMail, approved).sha256
    ]


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize("kind", ["automatic", "approved"])
def test_no_answer_after_the_dot_is_for_a_person_and_never_sent_again(
    company: Company, request: pytest.FixtureRequest, kind: str, kept: bool
) -> None:
    mail_id = request.getfixturevalue(kind)
    company.transport.cut("dot", kept=kept)
    company.run_jobs()
    assert company.leaving(mail_id) is OutboxState.AMBIGUOUS
    for _ in range(3):
        company.clock.forward(hours=30)
        company.expire_leases()
        sweep(company.parts)
        company.run_jobs()
        assert send_mail(company.parts, mail_id) is OutboxState.AMBIGUOUS
    assert len(company.transport.sent) == int(kept) and company.transport.begun == 1
    mail = company.get(OutboxMail, mail_id)
    assert company.state(mail.inbound_id) is MessageState.IN_OUTBOX
    assert company.get(Case, mail.case_id).status == "open" and company.rows(Delivery) == []


def test_one_refused_customer_of_two_means_nobody_gets_it(company: Company) -> None:
    draft = company.open_draft(company.receive(DISPUTE))
    company.change(company.get(DraftVersion, (draft.id, 1)), cc=["ann@harrowpike.example"])
    mail_id = company.approve(draft)
    company.clock.forward(seconds=16)
    company.transport.refuse_recipient("ann@harrowpike.example", 550)
    assert send_mail(company.parts, mail_id) is OutboxState.REFUSED_PERM
    assert company.transport.sent == []


@pytest.mark.parametrize("reply", [450, 550])
def test_a_refused_archive_alone_costs_the_evidence_but_not_the_mail(company: Company, reply: int) -> None:
    company.change(company.get(Mailbox, company.ids["mailbox"]), archive_address=ARCHIVE)
    mail_id = company.approve(company.open_draft(company.receive(DISPUTE)), archive=ARCHIVE)
    company.clock.forward(seconds=16)
    company.transport.refuse_recipient(ARCHIVE, reply)
    assert send_mail(company.parts, mail_id) is OutboxState.ACCEPTED
    ((envelope, _),) = company.transport.sent
    assert envelope.recipients == ("jo.sandhu@harrowpike.example",)
    assert "no journal evidence" in company.get(OutboxMail, mail_id).server_reply


def test_the_waits_grow_and_after_two_days_a_person_is_asked(company: Company, approved: UUID) -> None:
    waits: list[float] = []
    while company.leaving(approved) is not OutboxState.HELD and len(waits) < 30:
        company.transport.cut("connection")
        send_mail(company.parts, approved)
        mail = company.get(OutboxMail, approved)
        waits.append((mail.due_at - company.clock.now) / timedelta(minutes=1))
        company.clock.now = max(company.clock.now, mail.due_at)
    wanted = [1, 5, 15, 60, 240, 240]
    assert all(0.9 * want <= got <= 1.1 * want for want, got in zip(wanted, waits, strict=False)), waits
    mail = company.get(OutboxMail, approved)
    assert mail.held_code == "gave_up" and timedelta(hours=48) < company.clock.now - mail.release_at
    assert company.transport.sent == []
