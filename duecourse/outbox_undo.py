"""Undo of the inbox, asked for at the command line for a person who may do it.

Errors, with exit code 1: DC-421 nobody signs in so · DC-603 not theirs to do · DC-604 no such mail · DC-610 too late.
"""

from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request

from agent.domain.vocabulary import OutboxState, Role
from agent.records import audit, people, transaction
from agent.records.database import utc_now
from agent.records.people import User, WebSession
from approvals import outbox
from approvals.config import WebConfig
from approvals.errors import Forbidden, WebError
from approvals.visits import WORKERS, Visit, refusal_sentence
from duecourse.errors import Misconfigured
from duecourse.wiring import Installation


class NotUndone(Misconfigured):
    """The mail leaves, or has left, or is none that this person may take back."""

    exit_code = 1


def take_back(here: Installation, mail: str, by: str) -> None:
    """The very undo of the inbox, with its rights. A mail that was taken back before stays so. Raises NotUndone."""
    try:
        with transaction(here.engine) as session:
            visit = visit_of(here, session, by)
            found = outbox.loaded(visit, mail)
            if found.state != OutboxState.UNDONE:
                outbox.undo(visit, mail)
                person = visit.person.id
                audit.record(
                    session, found.client_id, "undone_by_command", "outbox", found.id, "command line", by=person
                )
    except WebError as error:
        raise NotUndone(error.code, f"{error.sentence} What waits: duecourse outbox list") from None


def visit_of(here: Installation, session: Session, email: str) -> Visit:
    """This person's visit to the inbox, without a browser. Raises Forbidden and NotUndone."""
    person = people.by_email(session, email)
    if person is None or not person.active:
        raise NotUndone("DC-421", f"Nobody signs in as {email}. Who does: duecourse user list")
    if Role(person.role) not in WORKERS:
        raise Forbidden(refusal_sentence(Role(person.role)))
    return Visit(
        request=Request({"type": "http", "method": "POST", "path": "/outbox", "headers": []}),
        session=session,
        config=web_config(here),
        form=FormData(),
        web=no_browser(person),
        person=person,
        client_ids=people.clients_of(session, person.id),
        now=utc_now(),
    )


def web_config(here: Installation) -> WebConfig:
    return WebConfig(
        secret=here.keys.web,
        mail_key=here.keys.mail,
        base_url=here.settings.address,
        secure_cookies=False,
        limits=here.limits,
        blobs=here.blobs,
    )


def no_browser(person: User) -> WebSession:
    """A session that is never stored: no cookie opens it."""
    return WebSession(id="", user_id=person.id, csrf="")
