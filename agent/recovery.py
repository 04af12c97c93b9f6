"""What a worker that died left behind, and what the queue lost: found by looking at the rows, never by waiting for a job."""

import logging
from uuid import UUID

from sqlmodel import Session

from agent import jobs
from agent.domain.vocabulary import OutboxState
from agent.journal import was_sent
from agent.outbox import reopen, try_later
from agent.parts import Parts
from agent.records import outbox as rows
from agent.records import transaction
from agent.records.outbox import OutboxMail
from agent.records.settling import settle

log = logging.getLogger(__name__)


def recover(parts: Parts) -> int:
    """Rows whose worker is gone. Before the dot they are sent again; after it only the journal, or a person, knows."""
    with transaction(parts.engine) as session:
        ids = rows.abandoned(session)
    for mail_id in ids:
        try:
            with transaction(parts.engine) as session:
                recover_one(parts, session, mail_id)
        except Exception:  # here one mail's job ends: the others must not wait for it
            log.exception("mail %s could not be recovered", mail_id)
    return len(ids)


def recover_one(parts: Parts, session: Session, mail_id: UUID) -> None:
    mail = rows.locked(session, mail_id)
    if mail is None or mail.id not in rows.abandoned(session):
        return
    if mail.state == OutboxState.COMMIT_PENDING:
        after_the_dot(parts, session, mail)
    else:
        mail.server_reply = mail.server_reply or "The worker stopped before the mail was handed over."
        try_later(parts, session, mail, at_once=mail.attempts == 0)


def after_the_dot(parts: Parts, session: Session, mail: OutboxMail) -> None:
    reply = was_sent(parts.journal, mail.id, mail.sha256)
    if reply is None:
        mail.server_reply = "The worker stopped before the server's answer was known."
        rows.move(session, mail, OutboxState.AMBIGUOUS, recovered=True)
        reopen(parts, session, mail)
        return
    mail.server_reply, mail.accepted_at = reply, parts.now()
    rows.move(session, mail, OutboxState.ACCEPTED, recovered=True)
    settle(session, mail, parts.now())


def sweep(parts: Parts) -> None:
    """Independent of the queue: whatever is due gets its job again."""
    recover(parts)
    with transaction(parts.engine) as session:
        for mail_id in rows.due(session, parts.now()):
            jobs.defer(session, jobs.SEND, once=f"send:{mail_id}", mail_id=str(mail_id))
