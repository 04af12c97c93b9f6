"""Turning what was found into HTML: one environment, and the frame that stands around every page."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path
from typing import Any
from uuid import UUID

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy import String, cast, func
from sqlmodel import col, select
from starlette.responses import HTMLResponse

from agent.domain.vocabulary import Role
from agent.records import breaker, probes, switches
from agent.records.ledger import Client
from agent.records.mail import Mailbox
from agent.records.people import User
from agent.records.switches import Switch
from approvals import queue_rows, words
from approvals.visits import SETTINGS_READERS, Visit

HERE = Path(__file__).parent
UNREAD_AFTER = timedelta(minutes=10)


def released() -> str:
    try:
        return version("duecourse")
    except PackageNotFoundError:
        return "source"


def htmx_script(configured: Path | None) -> Path | None:
    """Where the built package keeps htmx. Without it every page still works."""
    if configured is not None:
        return configured
    try:
        found = Path(str(distribution("duecourse").locate_file("approvals/static/vendor/htmx.min.js")))
    except PackageNotFoundError:
        return None
    return found if found.is_file() else None


def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"w": words, "word": words.word, "version": released()}
    made.filters |= {"money": words.money, "day": words.day, "size": words.size}
    return made


TEMPLATES = environment()


def template(name: str, status: int = 200, headers: dict[str, str] | None = None, **context: Any) -> HTMLResponse:
    return HTMLResponse(TEMPLATES.get_template(name).render(**context), status, headers)


def page(
    visit: Visit, name: str, status: int = 200, headers: dict[str, str] | None = None, **context: Any
) -> HTMLResponse:
    return template(name, status, {"vary": "HX-Request"} | (headers or {}), **frame(visit), **context)


@dataclass(frozen=True)
class Link:
    key: str
    label: str
    href: str
    count: int | None = None
    about: str = ""
    aside: bool = False
    """Stands in the menu, not in the bar."""


@dataclass(frozen=True)
class Notice:
    text: str
    urgent: bool = False
    href: str = ""


def frame(visit: Visit) -> dict[str, Any]:
    figures = queue_rows.counts(visit.session, visit.person.id, visit.client_ids)
    sending = switches.is_on(visit.session, switches.ALL_SENDING)
    zone = visit.config.zone
    return {
        "person": visit.person,
        "role": visit.role,
        "works": visit.works,
        "csrf": visit.csrf,
        "now": visit.now,
        "counts": figures,
        "links": links(visit.role, figures),
        "sending": sending,
        "notices": notices(visit, sending),
        "scripted": htmx_script(visit.config.htmx_path) is not None,
        "moment": lambda value: words.moment(value, zone, visit.now),
        "due": lambda value: words.due(value, zone, visit.now),
        "overdue": lambda value: value is not None and value < visit.now,
        "partial": visit.htmx,
    }


def links(role: Role, figures: dict[str, int]) -> list[Link]:
    found = [
        Link("queue", "Queue", "/queue", figures["review"]),
        Link("mine", "Mine", "/queue?view=mine", figures["mine"]),
        Link("escalations", "Escalations", "/escalations", figures["escalated"]),
        Link("outbox", "Outbox", "/outbox", figures["attention"] or None, "need attention"),
        Link("records", "Records", "/records"),
        Link("log", "Log", "/log"),
        Link("shadow", "Shadow answers", "/shadow", aside=True),
        Link("quarantine", "Quarantine", "/quarantine", figures["quarantined"] or None, aside=True),
        Link("switches", "Switches", "/switches", aside=True),
        Link("users", "People", "/users", aside=True),
    ]
    hidden: dict[Role, set[str]] = {
        Role.SPECIALIST: {"escalations", "switches", "users"},
        Role.MANAGER: {"users"},
        Role.AUDITOR: {"mine", "users"},
        Role.ADMIN: {"queue", "mine", "escalations", "outbox", "records", "shadow"},
    }
    shown = [link for link in found if link.key not in hidden[role]]
    return [replace(link, aside=False) for link in shown] if role is Role.ADMIN else shown


def notices(visit: Visit, sending: bool) -> list[Notice]:
    """In this order: sending off, automatic answers off, mailbox down, books stale."""
    where = "/switches" if visit.role is Role.ADMIN else "/outbox"
    stopped = "All sending is stopped. Approved mails wait in the outbox. An administrator switches it on again."
    found = [] if sending else [Notice(stopped, True, where)]
    found += [breaker_notice(visit, *one) for one in breaker.switched_off(visit.session, visit.client_ids_seen)]
    found += [checks_notice(visit, *one) for one in probes.locked(visit.session, visit.client_ids_seen)]
    mailboxes = mailboxes_of(visit)
    for mailbox, _, on in mailboxes:
        if sending and not on:
            found.append(Notice(f"Trial: mails from {mailbox.address} wait in the outbox; sending is off there."))
    for mailbox, _, _ in mailboxes:
        if trouble := mailbox_trouble(mailbox, visit.now):
            found.append(Notice(trouble, True, "/quarantine"))
    stale = timedelta(hours=visit.config.limits.books_stale_hours)
    old = {
        client.id: client for _, client, _ in mailboxes if client.books_as_of and visit.now - client.books_as_of > stale
    }
    found += [Notice(f"The books of {one.name} are from {words.day(one.books_as_of)}.") for one in old.values()]
    return found


def breaker_notice(visit: Visit, client: Client, switch: Switch) -> Notice:
    why = " There were too many in one hour." if switch.changed_by == "system" else ""
    where = "/switches" if visit.role in SETTINGS_READERS else ""
    return Notice(f"Automatic answers of {client.name} are off.{why} A manager can switch them on again.", True, where)


def checks_notice(visit: Visit, mailbox: Mailbox, switch: Switch) -> Notice:
    why = (
        " Its mail server lets forged checks of senders through: IT must remove every Authentication-Results header that"
        f" names {mailbox.authserv_id} from mails that come in."
        if switch.changed_by == "system"
        else ""
    )
    where = "/switches" if visit.role in SETTINGS_READERS else ""
    return Notice(
        f"Automatic answers of {mailbox.address} are off.{why} An administrator can switch them on again.", True, where
    )


def mailboxes_of(visit: Visit) -> list[tuple[Mailbox, Client, bool]]:
    """Mailboxes this person answers for, with whether approved mails may leave them."""
    name = func.concat("approved:", cast(Mailbox.id, String))
    query = select(Mailbox, Client, Switch.on).join(Client, col(Client.id) == Mailbox.client_id)
    query = query.outerjoin(Switch, col(Switch.name) == name).order_by(Mailbox.address)
    if visit.role is not Role.ADMIN:
        query = query.where(col(Mailbox.client_id).in_(visit.client_ids))
    return [(mailbox, client, bool(on)) for mailbox, client, on in visit.session.exec(query)]


def mailbox_trouble(mailbox: Mailbox, now: datetime) -> str:
    if mailbox.trouble:
        return f"Mailbox {mailbox.address}: {mailbox.trouble}"
    if mailbox.read_at and now - mailbox.read_at > UNREAD_AFTER:
        return f"Mailbox {mailbox.address} has not been read for {words.span(now - mailbox.read_at)}."
    return ""


def names_of(visit: Visit, ids: set[str]) -> dict[str, str]:
    """Names for user ids as they stand in events and versions."""
    wanted = [UUID(one) for one in ids if len(one) == 36]
    found = {str(user.id): user.name for user in visit.session.exec(select(User).where(col(User.id).in_(wanted)))}
    return {"system": "duecourse", "assistant": "the assistant"} | found
