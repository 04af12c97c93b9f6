"""Each mailbox tries its own server once a week: does a forged check of a sender get through to where ours would be believed?

The mail goes from the mailbox's address to the same, by the mailbox's own SMTP server. It is no answer and has no row in
the outbox; two of them do no harm. When it is read again, it is put aside as what it is, and says whether automatic
answers of this mailbox are safe.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Engine
from sqlmodel import Session

from agent import jobs
from agent.domain.vocabulary import MessageState
from agent.mail.probe import Probe, probe_mail, probe_of, survived
from agent.parts import Parts
from agent.records import mail, probes, switches, transaction
from agent.records.mail import Mailbox, Message
from connectors.ports import ConnectorError, Envelope, MailTransport, OutcomeUnknown, Refused

log = logging.getLogger(__name__)

WayOut = Callable[[Session, UUID], MailTransport]


def defer_due(parts: Parts) -> None:
    """To be called often: each mailbox gets its job once a week. The sweep itself never waits for a mail server."""
    with transaction(parts.engine) as session:
        for mailbox_id in probes.taken_due(session, parts.now()):
            jobs.defer(session, jobs.PROBE, once=f"probe:{mailbox_id}", mailbox_id=str(mailbox_id))


def weekly(parts: Parts, mailbox_id: UUID) -> None:
    """One mailbox's job. A server that does not take the mail is asked again in an hour."""

    def way_out(session: Session, mailbox_id: UUID) -> MailTransport:
        return parts.transport(parts.server_of(session, mailbox_id))

    try:
        send(parts.engine, mailbox_id, parts.mail_key, way_out, parts.now())
    except ConnectorError as trouble:
        log.warning("mailbox %s could not write to itself: %s", mailbox_id, trouble.code)
        with transaction(parts.engine) as session:
            probes.at_work_on(session, mailbox_id).probe_due_at = parts.now() + probes.HOUR


def send(engine: Engine | Connection, mailbox_id: UUID, key: bytes, way_out: WayOut, now: datetime) -> datetime:
    """Write to the mailbox itself; when, in whole seconds. Noted first, as the mail may be back before we hear that it left.

    Raises Refused or Unavailable; then nothing was sent, and nothing is changed."""
    with transaction(engine) as session:
        if not switches.is_on(session, switches.ALL_SENDING):
            raise Refused("DC-235", "All sending is stopped, this mail, too. An administrator switches it on again.")
        mailbox = probes.at_work_on(session, mailbox_id)
        transport = way_out(session, mailbox_id)
        before = mailbox.probe_due_at, mailbox.probe_sent_at, mailbox.probe_back_at
        probe = Probe(mailbox_id, now.replace(microsecond=0))
        note(mailbox, probe.sent + probes.WEEK, probe.sent, None)
        envelope = Envelope(mailbox.address, (mailbox.address,))
        content = probe_mail(probe, mailbox.address, mailbox.authserv_id, key)
    try:
        transport.begin(envelope, content).commit()
    except OutcomeUnknown:
        log.warning("mailbox %s: nobody knows whether its mail to itself left", mailbox_id)
    except ConnectorError:
        with transaction(engine) as session:
            note(probes.at_work_on(session, mailbox_id), *before)
        raise
    return probe.sent


def note(mailbox: Mailbox, due: datetime | None, sent: datetime | None, back: datetime | None) -> None:
    mailbox.probe_due_at, mailbox.probe_sent_at, mailbox.probe_back_at = due, sent, back


def file_probe(parts: Parts, session: Session, message: Message, raw: bytes) -> bool:
    """Put a mailbox's mail to itself aside; False if this is none. Only the last one counts, once, and where customers' mails
    come in: a copy among the sent mails has not been through the server."""
    probe = probe_of(raw, parts.mail_key)
    if probe is None:
        return False
    if message.folder == "inbox" and probe.mailbox_id == message.mailbox_id:
        mailbox = probes.at_work_on(session, message.mailbox_id)
        if mailbox.probe_sent_at == probe.sent and mailbox.probe_back_at is None:
            probes.note_back(session, mailbox, parts.now(), survived(raw, mailbox.authserv_id))
    mail.move(session, message, MessageState.SYSTEM_MAIL, kind="probe")
    return True
