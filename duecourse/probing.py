"""`duecourse mailbox probe`, and what doctor says of probes: whether forged checks of senders come through a mail server."""

import sys
import time
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated
from uuid import UUID

import typer
from sqlmodel import Session, select

from agent import probes as sending
from agent.records import probes, transaction
from agent.records.database import utc_now
from agent.records.mail import Mailbox
from agent.records.switches import Switch
from connectors.ports import MailTransport
from duecourse.checks import Line
from duecourse.errors import CheckFailed
from duecourse.mailboxes import Json, checked_address, mailbox_named
from duecourse.output import emit
from duecourse.wiring import Installation, opened, smtp_server, transport_to

LOOK_SECONDS = 1.0
LOOK = "See that `duecourse up` runs and that the mail does not lie among junk; later: duecourse doctor"


def probe(
    address: str,
    wait: Annotated[int, typer.Option(min=0, max=3600, help="Seconds to wait until the mail is back.")] = 120,
    as_json: Json = False,
) -> None:
    """Try whether forged checks of senders get through: duecourse mailbox probe ar@firm.example

    The mailbox writes itself a mail that claims to have been checked by its own mail server, as a forger would. Fetcher and
    worker read it when it is back, so they must be at work (duecourse up). If the claim is believed, automatic answers
    of this mailbox stop; a later try that is not believed starts them again. The worker does the same once a week.
    """
    with opened() as here:
        with transaction(here.engine) as session:
            box = mailbox_named(session, checked_address(address))

        def way_out(session: Session, mailbox_id: UUID) -> MailTransport:
            return transport_to(smtp_server(here.keys, session, mailbox_id))

        sent = sending.send(here.engine, box.id, here.keys.mail, way_out, utc_now())
        if not as_json:
            typer.echo(f"{box.address} has written to itself; waiting up to {wait} s until that is back.")
        found = awaited(here, box.id, wait)
        with transaction(here.engine) as session:
            stopped = probes.is_locked(session, box.id)
    back = found.probe_back_at is not None
    data = {"mailbox": box.address, "sent": sent, "back": back, "survived": found.probe_survived if back else None}
    if back or as_json:
        emit(data | {"automatic_answers_stopped": stopped}, told(found, stopped), as_json)
    if not back:
        raise CheckFailed("DC-234", f"It is not back yet. {LOOK}")
    if found.probe_survived:
        raise CheckFailed("DC-233", mended(found))


def awaited(here: Installation, mailbox_id: UUID, seconds: int) -> Mailbox:
    """The mailbox once its probe is back, or when the time is over."""
    started = time.monotonic()
    while True:
        with Session(here.engine) as session:
            found = session.get_one(Mailbox, mailbox_id)
        passed = time.monotonic() - started
        over = found.probe_back_at is not None or passed >= seconds
        if sys.stderr.isatty():
            print(f"\r{passed:.0f} s", end="\n" if over else "", file=sys.stderr, flush=True)
        if over:
            return found
        time.sleep(LOOK_SECONDS)


def told(box: Mailbox, stopped: bool) -> str:
    """What the probe that is back showed."""
    if box.probe_survived:
        return f"A forged check came through to {box.address} and would have been believed. {answers(stopped)}"
    still = f" {answers(stopped)}" if stopped else ""
    return f"No forged check that {box.address} could believe came through.{still}"


def answers(stopped: bool) -> str:
    return f"Automatic answers of this mailbox are {'off' if stopped else 'on, as somebody switched them on again'}."


def mended(box: Mailbox) -> str:
    """What IT must do."""
    return (
        f"Have IT remove every Authentication-Results header that names {box.authserv_id} from mails that come in, before"
        f" the mail server adds its own (RFC 8601, section 5). Then: duecourse mailbox probe {box.address}"
    )


# --- doctor ---------------------------------------------------------------------------------------------------------


def check_probes(here: Installation) -> Iterator[Line]:
    """The last probe of each mailbox."""
    with Session(here.engine) as session:
        stops = {box.id: switch for box, switch in probes.locked(session)}
        for box in session.exec(select(Mailbox).order_by(Mailbox.address)):
            yield from probe_lines(box, stops.get(box.id), utc_now())


def probe_lines(box: Mailbox, stop: Switch | None, now: datetime) -> Iterator[Line]:
    """`stop`: what keeps the mailbox's automatic answers off, if they are."""
    if box.probe_survived:
        yield Line("fail", told(box, stop is not None), mended(box), "DC-233")
    elif stop:
        fix = "A manager looks why, and switches them on in the inbox: Switches."
        yield Line("warn", f"Automatic answers of {box.address} are off since {at(stop.changed_at)}.", fix, "DC-432")
    if box.probe_sent_at is None:
        what = f"Nobody has tried whether forged checks of senders come through to {box.address}."
        yield Line("warn", what, f"Run: duecourse mailbox probe {box.address}", "DC-236")
    elif box.probe_back_at is None and now - box.probe_sent_at > probes.DAY:
        what = f"The mail that {box.address} wrote to itself at {at(box.probe_sent_at)} has not come back."
        yield Line("warn", what, LOOK, "DC-234")
    elif box.probe_back_at is None:
        yield Line("ok", f"{box.address} wrote to itself at {at(box.probe_sent_at)}; that is on its way.")
    elif not box.probe_survived:
        yield Line("ok", f"{told(box, False)} Tried at {at(box.probe_sent_at)}.")


def at(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M %Z}"
