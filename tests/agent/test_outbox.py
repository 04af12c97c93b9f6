"""A mail leaves once, or a person is asked: the gate, the claim, the dot, and what is known after a crash."""

import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from agent import jobs, outbox
from agent.domain.vocabulary import DocumentKind, MessageState, OutboxState
from agent.outbox import Claim, recover, send_mail, sweep
from agent.parts import Parts
from agent.records import audit, switches, transaction
from agent.records import outbox as rows
from agent.records.cases import Case, Draft, DraftVersion, VerdictRow
from agent.records.ledger import Contact, Customer, Delivery, Document
from agent.records.mail import Mailbox, Message
from agent.records.outbox import OutboxMail
from connectors.memory import MemoryTransport, Stage
from connectors.ports import Envelope, Handover, MailTransport, ServerReply, Unavailable
from tests.agent.company import Company
from tests.agent.letters import DISPUTE, REQUEST

ARCHIVE = "archive@kestrel-office.example"
BEFORE_THE_DOT: tuple[Stage, ...] = ("connection", "sign-in", "sender", "recipient", "data")


class Died(BaseException):
    """The process ended here, as after `kill -9`: nobody catches it."""


@pytest.fixture
def automatic(company: Company) -> UUID:
    """An automatic answer, waiting in the outbox."""
    company.receive(REQUEST)
    return company.outbox()[0].id


@pytest.fixture
def approved(company: Company) -> UUID:
    """A mail that Ana approved, its undo time just over."""
    mail_id = company.approve(company.open_draft(company.receive(DISPUTE)))
    company.clock.forward(seconds=16)
    return mail_id


def expire_leases(company: Company) -> None:
    company.execute("UPDATE outbox SET lease_until = now() - interval '1 second' WHERE lease_until IS NOT NULL")


def way(company: Company, mail_id: UUID) -> list[str]:
    """Every state the mail was moved to, by its events."""
    return [one.body["after"] for one in company.events("outbox_moved") if one.subject_id == str(mail_id)]


def release_by_hand(company: Company, mail_id: UUID) -> None:
    with transaction(company.parts.engine) as session:
        mail = rows.locked(session, mail_id)
        assert mail is not None
        rows.move(session, mail, OutboxState.QUEUED)


# --- the release gate -----------------------------------------------------------------------------------------------


def all_sending_off(company: Company, mail: OutboxMail) -> None:
    turn_off(company, switches.ALL_SENDING)


def mailbox_off(company: Company, mail: OutboxMail) -> None:
    turn_off(company, switches.approved_name(mail.mailbox_id))


def kind_off(company: Company, mail: OutboxMail) -> None:
    turn_off(company, switches.auto_name(mail.client_id, DocumentKind.INVOICE))


def turn_off(company: Company, name: str) -> None:
    with transaction(company.parts.engine) as session:
        switches.turn(session, name, False, "test")


def bytes_changed(company: Company, mail: OutboxMail) -> None:
    company.change(mail, mime=mail.mime.replace(b"Dear", b"Hear"))


def draft_changed(company: Company, mail: OutboxMail) -> None:
    draft = company.get(Draft, mail.draft_id)
    company.change(draft, version=draft.version + 1)


def draft_withdrawn(company: Company, mail: OutboxMail) -> None:
    company.change(company.get(Draft, mail.draft_id), state="withdrawn")


def stranger_added(company: Company, mail: OutboxMail) -> None:
    company.change(mail, envelope_to=[*mail.envelope_to, "eve@else.example"])


def nobody_left(company: Company, mail: OutboxMail) -> None:
    company.change(mail, envelope_to=[])


def contact_left(company: Company, mail: OutboxMail) -> None:
    company.change(company.get(Contact, company.ids["jo"]), status="left")


def account_held(company: Company, mail: OutboxMail) -> None:
    company.change(company.get(Customer, company.ids["K01"]), held="legal")


def id_collides(company: Company, mail: OutboxMail) -> None:
    company.change(company.get(Message, mail.inbound_id), collides=True)


def foreign_document(company: Company, mail: OutboxMail) -> None:
    file = company.get(Document, company.ids["KO-26-2001"])
    company.change(
        mail, documents=[{"document_id": str(file.id), "sha256": file.sha256, "code": file.code, "kind": "invoice"}]
    )


def file_replaced(company: Company, mail: OutboxMail) -> None:
    file = company.get(Document, company.ids["KO-26-1307"])
    entry = {"document_id": str(file.id), "sha256": file.sha256, "code": file.code, "kind": "invoice"}
    company.change(mail, documents=[entry])
    company.change(file, sha256=hashlib.sha256(b"another").hexdigest())


def document_gone(company: Company, mail: OutboxMail) -> None:
    company.change(
        mail, documents=[{"document_id": str(company.ids["kes"]), "sha256": "", "code": "X", "kind": "invoice"}]
    )


Spoil = Callable[[Company, OutboxMail], None]
STOPS: list[tuple[str, str, Spoil]] = [
    ("automatic", "sending_off", all_sending_off),
    ("automatic", "kind_off", kind_off),
    ("automatic", "bytes_changed", bytes_changed),
    ("automatic", "recipients", stranger_added),
    ("automatic", "recipients", contact_left),
    ("automatic", "on_hold", account_held),
    ("automatic", "id_collision", id_collides),
    ("automatic", "document_foreign", foreign_document),
    ("automatic", "document_changed", file_replaced),
    ("automatic", "document_foreign", document_gone),
    ("approved", "sending_off", all_sending_off),
    ("approved", "sending_off", mailbox_off),
    ("approved", "bytes_changed", bytes_changed),
    ("approved", "draft_changed", draft_changed),
    ("approved", "draft_changed", draft_withdrawn),
    ("approved", "recipients", stranger_added),
    ("approved", "recipients", nobody_left),
    ("approved", "document_foreign", foreign_document),
    ("approved", "document_changed", file_replaced),
]


@pytest.mark.parametrize(("kind", "code", "spoil"), STOPS, ids=[f"{k}-{s.__name__}" for k, _, s in STOPS])
def test_what_the_gate_objects_to_is_held_and_would_leave_without_the_gate(
    company: Company,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    code: str,
    spoil: Spoil,
) -> None:
    mail_id = request.getfixturevalue(kind)
    spoil(company, company.get(OutboxMail, mail_id))
    assert send_mail(company.parts, mail_id) is OutboxState.HELD
    mail = company.get(OutboxMail, mail_id)
    assert mail.held_code == code and company.get(Case, mail.case_id).status == "open"
    assert company.transport.sent == []
    monkeypatch.setattr(outbox, "release", lambda leaving: None)
    release_by_hand(company, mail_id)
    assert send_mail(company.parts, mail_id) is OutboxState.ACCEPTED and len(company.transport.sent) == 1


def test_a_held_mail_that_a_person_releases_leaves_once_the_reason_is_gone(company: Company, approved: UUID) -> None:
    mailbox_off(company, company.get(OutboxMail, approved))
    assert send_mail(company.parts, approved) is OutboxState.HELD
    sweep(company.parts)
    company.run_jobs()
    assert company.transport.sent == []
    with transaction(company.parts.engine) as session:
        switches.turn(session, switches.approved_name(company.ids["mailbox"]), True, "test")
    release_by_hand(company, approved)
    assert send_mail(company.parts, approved) is OutboxState.ACCEPTED


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
    assert not any(problems for _, _, problems in audit.verify(company.parts.engine))


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
        expire_leases(company)
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


# --- two at once ----------------------------------------------------------------------------------------------------


def test_of_many_workers_that_take_one_mail_one_sends_it(company: Company, approved: UUID) -> None:
    start = threading.Barrier(6)
    found: list[OutboxState | None] = []

    def take() -> None:
        start.wait()
        found.append(send_mail(company.parts, approved))

    workers = [threading.Thread(target=take) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert company.transport.begun == len(company.transport.sent) == 1
    assert company.leaving(approved) is OutboxState.ACCEPTED and found.count(OutboxState.ACCEPTED) >= 1


class Slow:
    """The way out, where `before` or `between` happens while the server is slow: on the first mail only."""

    def __init__(
        self,
        inner: MemoryTransport,
        before: Callable[[], None] | None = None,
        between: Callable[[], None] | None = None,
    ) -> None:
        self.inner, self.before, self.between = inner, before, between

    def begin(self, envelope: Envelope, data: bytes) -> Handover:
        before, self.before = self.before, None
        between, self.between = self.between, None
        if before:
            before()
        return SlowHandover(self.inner.begin(envelope, data), between)


class SlowHandover:
    def __init__(self, inner: Handover, between: Callable[[], None] | None) -> None:
        self.inner, self.between = inner, between

    def commit(self) -> ServerReply:
        reply = self.inner.commit()
        if self.between:
            self.between()
        return reply

    def abandon(self) -> None:
        self.inner.abandon()


def through(company: Company, transport: MailTransport) -> Parts:
    return replace(company.parts, transport=lambda server: transport)


@pytest.mark.parametrize("trouble", [True, False])
def test_a_worker_that_wakes_up_late_changes_and_sends_nothing(company: Company, approved: UUID, trouble: bool) -> None:
    def meanwhile() -> None:
        expire_leases(company)
        recover(company.parts)
        assert send_mail(company.parts, approved) is OutboxState.ACCEPTED
        if trouble:
            raise Unavailable("DC-220", "The line broke.")

    assert send_mail(through(company, Slow(company.transport, before=meanwhile)), approved) is None
    assert company.leaving(approved) is OutboxState.ACCEPTED
    assert len(company.transport.sent) == 1


def test_an_answer_that_comes_after_the_mail_counted_as_unconfirmed_settles_it(
    company: Company, approved: UUID
) -> None:
    def meanwhile() -> None:
        expire_leases(company)
        recover(company.parts)
        assert company.leaving(approved) is OutboxState.AMBIGUOUS

    slow = Slow(company.transport, between=meanwhile)
    assert send_mail(through(company, slow), approved) is OutboxState.RESOLVED_SENT
    assert company.state(company.get(OutboxMail, approved).inbound_id) is MessageState.REPLIED


def test_a_slow_server_does_not_make_a_living_worker_look_dead(
    company: Company, approved: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "LEASE", timedelta(seconds=1))
    monkeypatch.setattr(outbox, "BEAT", 0.1)

    def wait() -> None:
        for _ in range(4):
            time.sleep(0.4)
            recover(company.parts)

    assert send_mail(through(company, Slow(company.transport, before=wait)), approved) is OutboxState.ACCEPTED
    assert company.transport.begun == 1


# --- crashes --------------------------------------------------------------------------------------------------------


def die() -> None:
    raise Died


def test_a_crash_before_the_dot_is_sent_again_with_the_same_bytes(company: Company, approved: UUID) -> None:
    with pytest.raises(Died):
        send_mail(through(company, Slow(company.transport, before=die)), approved)
    assert company.leaving(approved) is OutboxState.TRANSMITTING
    sweep(company.parts)
    assert company.leaving(approved) is OutboxState.TRANSMITTING
    expire_leases(company)
    sweep(company.parts)
    company.run_jobs()
    ((_, content),) = company.transport.sent
    assert hashlib.sha256(content).hexdigest() == company.get(OutboxMail, approved).sha256
    assert company.leaving(approved) is OutboxState.ACCEPTED


def test_a_crash_right_after_the_claim_is_sent_again(
    company: Company, approved: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched, pytest.raises(Died):
        patched.setattr(outbox, "transmit", lambda parts, mine: die())
        send_mail(company.parts, approved)
    assert company.leaving(approved) is OutboxState.CLAIMED
    expire_leases(company)
    sweep(company.parts)
    company.run_jobs()
    assert company.leaving(approved) is OutboxState.ACCEPTED and len(company.transport.sent) == 1


def test_a_mail_that_kills_its_worker_each_time_ends_with_a_person(company: Company, approved: UUID) -> None:
    for _ in range(40):
        with pytest.raises(Died):
            send_mail(through(company, Slow(company.transport, before=die)), approved)
        expire_leases(company)
        recover(company.parts)
        if company.leaving(approved) is OutboxState.HELD:
            break
        company.clock.now = max(company.clock.now, company.get(OutboxMail, approved).due_at)
    assert company.get(OutboxMail, approved).held_code == "gave_up"


@pytest.mark.parametrize("journalled", [True, False])
def test_after_a_crash_between_dot_and_database_the_journal_decides(
    company: Company, approved: UUID, journalled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched, pytest.raises(Died):
        patched.setattr(outbox, "accept" if journalled else "note_sent", lambda *arguments: die())
        send_mail(company.parts, approved)
    assert company.leaving(approved) is OutboxState.COMMIT_PENDING
    expire_leases(company)
    sweep(company.parts)
    company.run_jobs()
    wanted = OutboxState.ACCEPTED if journalled else OutboxState.AMBIGUOUS
    assert company.leaving(approved) is wanted and len(company.transport.sent) == 1
    state = company.state(company.get(OutboxMail, approved).inbound_id)
    assert state is (MessageState.REPLIED if journalled else MessageState.IN_OUTBOX)


def test_a_journal_line_of_other_bytes_or_a_torn_one_proves_nothing(company: Company, approved: UUID) -> None:
    with pytest.raises(Died):
        send_mail(through(company, Slow(company.transport, between=die)), approved)
    mail = company.get(OutboxMail, approved)
    company.parts.journal.write_text(f"{approved} {'0' * 64} 250 ok\n{approved} {mail.sha256[:20]}")
    expire_leases(company)
    recover(company.parts)
    assert company.leaving(approved) is OutboxState.AMBIGUOUS


def test_a_journal_that_cannot_be_written_does_not_lose_the_answer(company: Company, approved: UUID) -> None:
    Path(company.parts.journal).mkdir()
    assert send_mail(company.parts, approved) is OutboxState.ACCEPTED


def test_no_dot_is_sent_if_the_commit_before_it_fails(company: Company, approved: UUID, database_url: str) -> None:
    def end_connection(session: Session) -> None:
        found = [one for one in session.identity_map.values() if isinstance(one, OutboxMail)]
        driver = session.connection().connection.driver_connection
        if driver and any(one.state == OutboxState.COMMIT_PENDING for one in found):
            with psycopg.connect(database_url, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s)", [driver.info.backend_pid])

    event.listen(Session, "before_commit", end_connection)
    try:
        with pytest.raises(OperationalError):
            send_mail(company.parts, approved)
    finally:
        event.remove(Session, "before_commit", end_connection)
    assert company.transport.begun == 1 and company.transport.sent == []
    expire_leases(company)
    sweep(company.parts)
    company.run_jobs()
    assert company.leaving(approved) is OutboxState.ACCEPTED and len(company.transport.sent) == 1


def test_no_dot_is_sent_if_nobody_knows_whether_the_commit_before_it_succeeded(
    company: Company, approved: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    truly = outbox.advance

    def unknown(parts: Parts, mine: Claim, before: OutboxState, after: OutboxState) -> bool:
        done = truly(parts, mine, before, after)
        if after is OutboxState.COMMIT_PENDING:
            raise ConnectionError("the line to the database broke")
        return done

    with monkeypatch.context() as patched, pytest.raises(ConnectionError):
        patched.setattr(outbox, "advance", unknown)
        send_mail(company.parts, approved)
    assert company.transport.sent == []
    expire_leases(company)
    sweep(company.parts)
    company.run_jobs()
    assert company.leaving(approved) is OutboxState.AMBIGUOUS and company.transport.sent == []


def test_one_mail_that_cannot_be_recovered_does_not_keep_the_others(
    company: Company, approved: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = company.approve(company.open_draft(company.receive(DISPUTE, subject="Another matter")))
    company.clock.forward(seconds=16)
    for mail_id in (approved, other):
        with pytest.raises(Died):
            send_mail(through(company, Slow(company.transport, between=die)), mail_id)
    truly = outbox.after_the_dot

    def fail_once(parts: Parts, session: object, mail: OutboxMail) -> None:
        if mail.id == approved:
            raise ValueError("spoilt")
        truly(parts, session, mail)  # type: ignore[arg-type]  # the session of recover_one

    monkeypatch.setattr(outbox, "after_the_dot", fail_once)
    expire_leases(company)
    sweep(company.parts)
    assert company.leaving(other) is OutboxState.AMBIGUOUS
    assert company.leaving(approved) is OutboxState.COMMIT_PENDING


def test_sweeping_twice_asks_for_one_job(company: Company, automatic: UUID) -> None:
    company.execute("DELETE FROM procrastinate_jobs")
    sweep(company.parts)
    sweep(company.parts)
    assert [name for name, _ in company.jobs()] == [jobs.SEND]
