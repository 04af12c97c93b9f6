"""What the mailboxes' probes of their own servers showed, and the lock of automatic answers that rests on it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import String, cast, func
from sqlmodel import Session, col, select

from agent.records import audit, switches
from agent.records.mail import Mailbox
from agent.records.switches import Switch

WEEK, DAY, HOUR = timedelta(days=7), timedelta(days=1), timedelta(hours=1)
"""From one probe to the next; until one that did not come back is told; until one that could not be sent is tried again."""


def locked(session: Session, client_ids: Collection[UUID] | None = None) -> list[tuple[Mailbox, Switch]]:
    """The mailboxes that answer nothing automatically, of these clients or of all, with the switch that says since when."""
    name = func.concat(switches.CHECKS, cast(Mailbox.id, String))
    query = select(Mailbox, Switch).join(Switch, col(Switch.name) == name).where(~col(Switch.on))
    query = query.order_by(Mailbox.address)
    return list(session.exec(query if client_ids is None else query.where(col(Mailbox.client_id).in_(client_ids))))


def is_locked(session: Session, mailbox_id: UUID) -> bool:
    return not switches.is_on(session, switches.checks_name(mailbox_id))


def taken_due(session: Session, now: datetime) -> list[UUID]:
    """The mailboxes whose probe is due. None of them is for the next week."""
    query = select(Mailbox).where(col(Mailbox.probe_due_at) <= now).with_for_update(skip_locked=True, key_share=True)
    due = list(session.exec(query))
    for mailbox in due:
        mailbox.probe_due_at = now + WEEK
    return [mailbox.id for mailbox in due]


def at_work_on(session: Session, mailbox_id: UUID) -> Mailbox:
    """The mailbox as it is now, for this transaction alone; mails may be stored for it meanwhile."""
    share = {"key_share": True}
    return session.get_one(Mailbox, mailbox_id, with_for_update=share, populate_existing=True)


def note_back(session: Session, mailbox: Mailbox, now: datetime, survived: bool) -> None:
    """The probe came back: lock the mailbox's automatic answers, or open them if it was a probe that had locked them."""
    mailbox.probe_back_at, mailbox.probe_survived = now, survived
    audit.record(session, mailbox.client_id, "probe_returned", "mailbox", mailbox.id, forged_check_survived=survived)
    name = switches.checks_name(mailbox.id)
    switch = session.get(Switch, name, populate_existing=True)
    if survived and (switch is None or switch.on):
        switches.turn(session, name, False, "system", mailbox.client_id)
    elif not survived and switch is not None and not switch.on and switch.changed_by == "system":
        switches.turn(session, name, True, "system", mailbox.client_id)
