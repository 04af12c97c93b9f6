"""What may leave at all: one stop for everything, approved mail by mailbox, automatic answers by company and kind."""

from datetime import timedelta
from uuid import UUID

from fastapi import APIRouter
from sqlmodel import select
from starlette.responses import HTMLResponse, RedirectResponse, Response

from agent.domain.vocabulary import RELEASABLE_KINDS, DocumentKind, Role
from agent.records import mail, switches
from agent.records.switches import ALL_SENDING, Switch
from approvals import pages
from approvals.errors import Forbidden, NotFound
from approvals.visits import STOPPERS, ManagerOrAbove, StopperVisit, Visit

router = APIRouter()
KINDS = tuple(kind for kind in DocumentKind if kind in RELEASABLE_KINDS)


@router.get("/switches")
def read_switches(visit: ManagerOrAbove) -> HTMLResponse:
    on = {one.name: one for one in visit.session.exec(select(Switch))}
    return pages.page(
        visit,
        "switches.html",
        here="switches",
        mailboxes=pages.mailboxes_of(visit),
        clients=visit.own_clients(),
        kinds=KINDS,
        on=on,
        approved_name=switches.approved_name,
        auto_name=switches.auto_name,
        breaker_name=switches.breaker_name,
        checks_name=switches.checks_name,
        loud=loud(visit),
        names=pages.names_of(visit, {one.changed_by for one in on.values()}),
        may_off=visit.role in STOPPERS,
        may_on=visit.role is Role.ADMIN,
    )


def loud(visit: Visit) -> list[tuple[str, int]]:
    """Addresses that get no automatic answer now, because they wrote so often in the last hour."""
    since, most = visit.now - timedelta(hours=1), visit.config.limits.inbound_per_address_hour
    return mail.loud_addresses(visit.session, since, most, visit.client_ids_seen)


@router.post("/switches")
def turn_switch(visit: StopperVisit) -> Response:
    """Off at once by managers and administrators; on by administrators. After a breaker managers start again."""
    name, on = visit.text("name", 120), visit.text("on") == "yes"
    client_id = owner_of(visit, name)
    if on and visit.role is not Role.ADMIN and not name.startswith(switches.BREAKER):
        raise Forbidden("An administrator switches sending on again.")
    if switches.is_on(visit.session, name) != on:
        switches.turn(visit.session, name, on, visit.person.id, client_id)
    target = "/switches"
    if visit.htmx:
        return Response(status_code=204, headers={"hx-redirect": target})
    return RedirectResponse(target, 303)


def owner_of(visit: Visit, name: str) -> UUID | None:
    """The company of a switch that this person may see; None for the stop of everything. Raises NotFound."""
    known: dict[str, UUID | None] = {ALL_SENDING: None}
    known |= {switches.approved_name(mailbox.id): client.id for mailbox, client, _ in pages.mailboxes_of(visit)}
    known |= {switches.checks_name(mailbox.id): client.id for mailbox, client, _ in pages.mailboxes_of(visit)}
    known |= {switches.auto_name(client.id, kind): client.id for client in visit.own_clients() for kind in KINDS}
    known |= {switches.breaker_name(client.id): client.id for client in visit.own_clients()}
    if name not in known:
        raise NotFound("switch")
    return known[name]
