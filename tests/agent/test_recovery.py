"""Two workers at once, workers that wake up late, and crashes at every point: never a second copy, never a silent loss."""

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

from agent import claims, jobs, outbox, recovery
from agent.claims import Claim
from agent.domain.vocabulary import MessageState, OutboxState
from agent.outbox import send_mail
from agent.parts import Parts
from agent.records.outbox import OutboxMail
from agent.recovery import recover, sweep
from connectors.memory import MemoryTransport
from connectors.ports import Envelope, Handover, MailTransport, ServerReply, Unavailable
from tests.agent.company import Company
from tests.agent.letters import DISPUTE


class Died(BaseException):
    """The process ended here, as after `kill -9`: nobody catches it."""


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
        company.expire_leases()
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
        company.expire_leases()
        recover(company.parts)
        assert company.leaving(approved) is OutboxState.AMBIGUOUS

    slow = Slow(company.transport, between=meanwhile)
    assert send_mail(through(company, slow), approved) is OutboxState.RESOLVED_SENT
    assert company.state(company.get(OutboxMail, approved).inbound_id) is MessageState.REPLIED


def test_a_slow_server_does_not_make_a_living_worker_look_dead(
    company: Company, approved: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims, "LEASE", timedelta(seconds=1))
    monkeypatch.setattr(claims, "BEAT", 0.1)

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
    company.expire_leases()
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
    company.expire_leases()
    sweep(company.parts)
    company.run_jobs()
    assert company.leaving(approved) is OutboxState.ACCEPTED and len(company.transport.sent) == 1


def test_a_mail_that_kills_its_worker_each_time_ends_with_a_person(company: Company, approved: UUID) -> None:
    for _ in range(40):
        with pytest.raises(Died):
            send_mail(through(company, Slow(company.transport, before=die)), approved)
        company.expire_leases()
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
    company.expire_leases()
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
    company.expire_leases()
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
    company.expire_leases()
    sweep(company.parts)
    company.run_jobs()
    assert company.leaving(approved) is OutboxState.ACCEPTED and len(company.transport.sent) == 1


def test_no_dot_is_sent_if_nobody_knows_whether_the_commit_before_it_succeeded(
    company: Company, approved: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    truly = claims.advance

    def unknown(parts: Parts, mine: Claim, before: OutboxState, after: OutboxState) -> bool:
        done = truly(parts, mine, before, after)
        if after is OutboxState.COMMIT_PENDING:
            raise ConnectionError("the line to the database broke")
        return done

    with monkeypatch.context() as patched, pytest.raises(ConnectionError):
        patched.setattr(outbox, "advance", unknown)
        send_mail(company.parts, approved)
    assert company.transport.sent == []
    company.expire_leases()
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
    truly = recovery.after_the_dot

    def fail_once(parts: Parts, session: object, mail: OutboxMail) -> None:
        if mail.id == approved:
            raise ValueError("spoilt")
        truly(parts, session, mail)  # type: ignore[arg-type]  # the session of recover_one

    monkeypatch.setattr(recovery, "after_the_dot", fail_once)
    company.expire_leases()
    sweep(company.parts)
    assert company.leaving(other) is OutboxState.AMBIGUOUS
    assert company.leaving(approved) is OutboxState.COMMIT_PENDING


def test_sweeping_twice_asks_for_one_job(company: Company, automatic: UUID) -> None:
    company.execute("DELETE FROM procrastinate_jobs")
    sweep(company.parts)
    sweep(company.parts)
    assert [name for name, _ in company.jobs()] == [jobs.SEND]
