"""Frozen bytes → claim → transmit → settle. A mail leaves once, or a person is asked.

No transaction is open while the mail server answers. The final dot is sent only after `commit_pending` is committed; from
then on nothing but evidence, or a person, moves the mail on. Whoever works on a mail holds a claim on it, and may change
it only as long as the claim is still theirs: a worker that wakes up late finds that it is not.
"""

import logging
import random
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from agent import jobs
from agent.claims import Claim, advance, held, kept_alive, take
from agent.domain.vocabulary import MessageState, OutboxKind, OutboxState, Verb
from agent.journal import note_sent
from agent.leaving import leaving_of
from agent.parts import Parts
from agent.records import cases, outbox, transaction
from agent.records import mail as mails
from agent.records.cases import Case, Draft
from agent.records.mail import Mailbox
from agent.records.outbox import OutboxMail
from agent.records.settling import answered, settle
from agent.release import Leaving, Stop, release
from agent.steps.answer import still_the_same
from agent.steps.gate import judge_again
from connectors.ports import (
    ConnectorError,
    Envelope,
    Handover,
    OutcomeUnknown,
    Refused,
    ServerReply,
    Unavailable,
)

__all__ = ["leaving_of", "reopen", "send_mail", "try_later"]

log = logging.getLogger(__name__)

RETRIES = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1)]
LATER = timedelta(hours=4)
GIVE_UP = timedelta(hours=48)
READ_WITHIN = timedelta(minutes=10)
"""So long an approved mail waits for mails that had come before it, and are not read yet. Then a person is asked."""
SOON = timedelta(seconds=5)


def send_mail(parts: Parts, mail_id: UUID) -> OutboxState | None:
    """Move one mail as far as it can go now. Returns where it stands, or None if another worker has it."""
    with transaction(parts.engine) as session:
        mail = outbox.locked(session, mail_id)
        if mail is None or not claim(parts, session, mail):
            return OutboxState(mail.state) if mail else None
        try:
            mine = claim_of(parts, session, mail)
        except Refused as trouble:
            hold(parts, session, mail, Stop("no_server", str(trouble)))
            return OutboxState.HELD
    with kept_alive(parts, mine):
        return transmit(parts, mine)


# --- claim ------------------------------------------------------------------------------------------------------


def claim(parts: Parts, session: Session, mail: OutboxMail) -> bool:
    """Take a due mail, or stop it at the release gate. Once taken, undo is over and the graph is told."""
    now = parts.now()
    if mail.state not in (OutboxState.APPROVED, OutboxState.QUEUED) or not outbox.is_due(mail, now):
        return False
    leaving = leaving_of(session, mail)
    if leaving.unread_mail and now - mail.release_at < READ_WITHIN:
        come_back(session, mail, now + SOON)
        return False
    if mail.state == OutboxState.APPROVED:
        outbox.move(session, mail, OutboxState.QUEUED)
    take(session, mail)
    tell_graph(session, mail)
    if objections := objections_now(parts, session, mail, leaving):
        cancel(session, mail, objections)
    elif stop := release(leaving):
        hold(parts, session, mail, stop)
    elif not still_the_same(parts, session, mail):
        cancel(session, mail, ["facts_changed"])
    return mail.state == OutboxState.CLAIMED


def objections_now(parts: Parts, session: Session, mail: OutboxMail, leaving: Leaving) -> list[str]:
    """Codes of why an automatic answer that was made would not be made any more."""
    if mail.kind != OutboxKind.AUTO:
        return []
    if leaving.person_took_over:
        return ["person_took_over"]
    _, verdict = judge_again(parts, session, mail.inbound_id, switches_too=False)
    return [] if verdict.auto else [reason.code for reason in verdict.reasons]


def come_back(session: Session, mail: OutboxMail, at: datetime) -> None:
    """It stays as it is until then: an approved mail can still be undone."""
    mail.due_at = at
    session.add(mail)
    jobs.defer(session, jobs.SEND, at=at, mail_id=str(mail.id))


def claim_of(parts: Parts, session: Session, mail: OutboxMail) -> Claim:
    return Claim(
        mail_id=mail.id,
        token=mail.claimed_by or "",
        server=parts.server_of(session, mail.mailbox_id),
        envelope=Envelope(mail.envelope_from, tuple(mail.envelope_to)),
        archive=session.get_one(Mailbox, mail.mailbox_id).archive_address,
        mime=mail.mime,
        sha256=mail.sha256,
    )


def hold(parts: Parts, session: Session, mail: OutboxMail, stop: Stop) -> None:
    mail.held_code, mail.held_sentence = stop.code, stop.sentence
    outbox.move(session, mail, OutboxState.HELD, code=stop.code)
    reopen(parts, session, mail)


def cancel(session: Session, mail: OutboxMail, because: list[str]) -> None:
    """A person opened the case before the automatic answer left, or it would not be made any more: a draft instead."""
    outbox.move(session, mail, OutboxState.CANCELLED, code=because[0], reasons=because)
    hand_to_person(session, mail)


def hand_to_person(session: Session, mail: OutboxMail) -> None:
    """The mails that it would have answered get a draft instead."""
    for message in answered(session, mail):
        message.attempts = 0
        mails.move(session, message, MessageState.DRAFTING, instead_of=mail.id)
        jobs.defer(session, jobs.WORK, lock=jobs.case_lock(mail.case_id), message_id=str(message.id))


def tell_graph(session: Session, mail: OutboxMail) -> None:
    if mail.kind == OutboxKind.DECISION and mail.draft_id and mail.attempts == 0:
        draft = session.get_one(Draft, mail.draft_id)
        jobs.defer(
            session,
            jobs.RESUME,
            lock=jobs.case_lock(mail.case_id),
            message_id=str(draft.message_id),
            verb=Verb.APPROVE.value,
            decision_id=str(mail.decision_id),
        )


# --- transmit ---------------------------------------------------------------------------------------------------


def transmit(parts: Parts, mine: Claim) -> OutboxState | None:
    if not advance(parts, mine, OutboxState.CLAIMED, OutboxState.TRANSMITTING):
        return None
    try:
        handover, evidence = begin(parts, mine)
    except Unavailable as trouble:
        return put_off(parts, mine, str(trouble))
    except Refused as trouble:
        return refuse(parts, mine, str(trouble))
    return commit(parts, mine, handover, evidence)


def begin(parts: Parts, mine: Claim) -> tuple[Handover, str]:
    """Hand over the body without its dot. If the archive alone is declined, the mail leaves without that copy."""
    transport = parts.transport(mine.server)
    try:
        return transport.begin(mine.envelope, mine.mime), ""
    except ConnectorError as trouble:
        others = tuple(one for one in mine.envelope.recipients if one.lower() != (mine.archive or "").lower())
        if trouble.recipient is None or trouble.recipient.lower() != (mine.archive or "").lower() or not others:
            raise
        log.warning("mail %s leaves without its archive copy: %s", mine.mail_id, trouble.code)
    return transport.begin(replace(mine.envelope, recipients=others), mine.mime), " (no journal evidence)"


def commit(parts: Parts, mine: Claim, handover: Handover, evidence: str = "") -> OutboxState | None:
    """The server has the body. Write down that the dot is coming; only then send it."""
    try:
        pending = advance(parts, mine, OutboxState.TRANSMITTING, OutboxState.COMMIT_PENDING)
    except BaseException:
        handover.abandon()
        raise
    if not pending:
        handover.abandon()
        return None
    try:
        reply = handover.commit()
    except Unavailable as trouble:
        return put_off(parts, mine, str(trouble))
    except Refused as trouble:
        return refuse(parts, mine, str(trouble))
    except OutcomeUnknown as trouble:
        return become_ambiguous(parts, mine, str(trouble))
    try:
        note_sent(parts.journal, mine.mail_id, mine.sha256, reply.text)
    except OSError:  # a full disk must not make a mail that was taken look as if nobody knew
        log.exception("the send journal could not be written")
    return accept(parts, mine, ServerReply(reply.code, reply.text + evidence))


IN_HAND = (OutboxState.TRANSMITTING, OutboxState.COMMIT_PENDING)


def put_off(parts: Parts, mine: Claim, why: str) -> OutboxState | None:
    """Not now: the same bytes again later, up to two days, then a person."""
    with transaction(parts.engine) as session:
        mail = held(session, mine, *IN_HAND)
        if mail is None:
            return None
        outbox.move(session, mail, OutboxState.REFUSED_TEMP)
        mail.server_reply = why
        return try_later(parts, session, mail)


def try_later(parts: Parts, session: Session, mail: OutboxMail, at_once: bool = False) -> OutboxState:
    """Back into the queue with a due time; after two days a person is asked."""
    mail.attempts += 1
    if parts.now() - mail.release_at > GIVE_UP:
        outbox.move(session, mail, OutboxState.QUEUED)
        outbox.move(session, mail, OutboxState.CLAIMED)
        why = f"The mail server has not taken it for two days: {mail.server_reply}"
        hold(parts, session, mail, Stop("gave_up", why))
        return OutboxState.HELD
    wait = RETRIES[mail.attempts - 1] if mail.attempts <= len(RETRIES) else LATER
    mail.due_at = parts.now() if at_once else parts.now() + wait * random.uniform(0.9, 1.1)
    outbox.move(session, mail, OutboxState.QUEUED)
    jobs.defer(session, jobs.SEND, at=mail.due_at, mail_id=str(mail.id))
    return OutboxState.QUEUED


def refuse(parts: Parts, mine: Claim, why: str) -> OutboxState | None:
    """No: a person sees it at once."""
    with transaction(parts.engine) as session:
        mail = held(session, mine, *IN_HAND)
        if mail is None:
            return None
        mail.server_reply = why
        outbox.move(session, mail, OutboxState.REFUSED_PERM)
        if mail.kind == OutboxKind.AUTO:
            hand_to_person(session, mail)
        for message in answered(session, mail):
            mails.move(session, message, MessageState.WAITING_SPECIALIST, refused=mail.id)
        reopen(parts, session, mail)
    return OutboxState.REFUSED_PERM


def become_ambiguous(parts: Parts, mine: Claim, why: str) -> OutboxState | None:
    """The dot was sent and nobody knows what became of it. Only evidence or a person moves it on."""
    with transaction(parts.engine) as session:
        mail = held(session, mine, OutboxState.COMMIT_PENDING)
        if mail is None:
            return None
        mail.server_reply = why
        outbox.move(session, mail, OutboxState.AMBIGUOUS)
        reopen(parts, session, mail)
    return OutboxState.AMBIGUOUS


def reopen(parts: Parts, session: Session, mail: OutboxMail) -> None:
    """A person must see the case again; an escalated one is seen already."""
    case = session.get_one(Case, mail.case_id)
    if case.status != "escalated":
        case.status = "open"
    cases.touch(session, case, parts.now())


# --- settle -----------------------------------------------------------------------------------------------------


def accept(parts: Parts, mine: Claim, reply: ServerReply) -> OutboxState | None:
    """The server took it. If its answer came so late that the mail counted as unconfirmed, it is evidence now."""
    with transaction(parts.engine) as session:
        mail = held(session, mine, OutboxState.COMMIT_PENDING, OutboxState.AMBIGUOUS)
        if mail is None:
            return None
        pending = mail.state == OutboxState.COMMIT_PENDING
        mail.server_reply, mail.accepted_at = f"{reply.code} {reply.text}"[:500], parts.now()
        outbox.move(session, mail, OutboxState.ACCEPTED if pending else OutboxState.RESOLVED_SENT)
        settle(session, mail, parts.now())
        return OutboxState(mail.state)
