"""One request of one signed-in person: who, for which companies, on which transaction, with which form."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from anyio import CapacityLimiter
from anyio.lowlevel import RunVar
from fastapi import Depends, Request
from sqlmodel import Session, col, select
from starlette.datastructures import FormData, UploadFile

from agent.domain.vocabulary import Role
from agent.records import people
from agent.records.cases import Case
from agent.records.database import transaction, utc_now
from agent.records.ledger import Client
from agent.records.people import User, WebSession
from approvals import auth
from approvals.config import WebConfig
from approvals.errors import Forbidden, Kept, NotFound, SignInNeeded, Unfit
from approvals.security import SAFE_METHODS, check_origin, check_token, masked

EVERYONE = frozenset(Role)
READERS = frozenset({Role.SPECIALIST, Role.MANAGER, Role.AUDITOR})
WORKERS = frozenset({Role.SPECIALIST, Role.MANAGER})
MANAGERS = frozenset({Role.MANAGER})
OVERSEERS = frozenset({Role.MANAGER, Role.AUDITOR})
STOPPERS = frozenset({Role.MANAGER, Role.ADMIN})
ADMINS = frozenset({Role.ADMIN})
SETTINGS_READERS = frozenset({Role.MANAGER, Role.ADMIN, Role.AUDITOR})
LARGEST_FIELD = 2**20
AT_ONCE = 10
"""Requests that are worked on at the same time: fewer than there are connections (`make_engine`) and threads."""
TURNS: RunVar[CapacityLimiter] = RunVar("turns")
DROPPED_FROM_KEPT = frozenset({"csrf", "key", "password", "new_password"})


def config_of(request: Request) -> WebConfig:
    config: WebConfig = request.app.state.config
    return config


async def posted(request: Request) -> AsyncIterator[FormData]:
    if request.method in SAFE_METHODS:
        yield FormData()
        return
    async with request.form(max_files=10, max_fields=400, max_part_size=LARGEST_FIELD) as form:
        yield form


Posted = Annotated[FormData, Depends(posted, scope="function")]


async def turn(_whole: Posted) -> AsyncIterator[None]:
    """Others wait here, with their form read and neither a thread nor a connection held: who has one gets the other."""
    try:
        turns = TURNS.get()
    except LookupError:
        TURNS.set(turns := CapacityLimiter(AT_ONCE))
    async with turns:
        yield


def database(request: Request, _turn: Annotated[None, Depends(turn, scope="function")]) -> Iterator[Session]:
    """One transaction per request, committed before the answer leaves."""
    with transaction(request.app.state.engine) as session:
        yield session


Database = Annotated[Session, Depends(database, scope="function")]


@dataclass(frozen=True)
class Visit:
    request: Request
    session: Session
    config: WebConfig
    form: FormData
    web: WebSession
    person: User
    client_ids: frozenset[UUID]
    now: datetime

    @property
    def role(self) -> Role:
        return Role(self.person.role)

    @property
    def htmx(self) -> bool:
        """A part of the page is enough. Going back in the browser's history needs the whole."""
        headers = self.request.headers
        return "hx-request" in headers and "hx-history-restore-request" not in headers

    @property
    def works(self) -> bool:
        return self.role in WORKERS

    def csrf(self) -> str:
        return masked(self.web.csrf)

    def text(self, name: str, limit: int = LARGEST_FIELD) -> str:
        """Raises Unfit where it is longer than `limit`: nothing that a person wrote is cut."""
        value = self.form.get(name, "")
        found = value.replace("\r\n", "\n").replace("\x00", "").strip() if isinstance(value, str) else ""
        if len(found) > limit:
            sentence = f"“{label(name)}” may hold {limit:,} characters, and this has {len(found):,}. Please shorten it."
            raise Unfit({name: sentence}, kept=self.kept())
        return found

    def texts(self, name: str) -> list[str]:
        return [value.strip() for value in self.form.getlist(name) if isinstance(value, str) and value.strip()]

    def files(self, name: str) -> list[UploadFile]:
        return [one for one in self.form.getlist(name) if isinstance(one, UploadFile) and one.filename]

    def kept(self) -> Kept:
        return kept_of(self.form)

    def own_clients(self) -> list[Client]:
        query = select(Client).order_by(Client.name)
        if self.role is not Role.ADMIN:
            query = query.where(col(Client.id).in_(self.client_ids))
        return list(self.session.exec(query))

    @property
    def client_ids_seen(self) -> frozenset[UUID] | None:
        """Whose switches this person sees; None: everybody's."""
        return None if self.role is Role.ADMIN else self.client_ids

    def case(self, case_id: str, lock: bool = False) -> Case:
        """The case, if this person's companies include its own. Raises NotFound."""
        query = select(Case).where(Case.id == identity(case_id), col(Case.client_id).in_(self.client_ids))
        found = self.session.exec(
            query.with_for_update().execution_options(populate_existing=True) if lock else query
        ).first()
        if found is None:
            raise NotFound("case")
        return found


def label(name: str) -> str:
    """How the form calls a field."""
    return {"body": "Text of the answer", "email": "Mail address"}.get(name, name.replace("_", " ").capitalize())


def identity(text: str) -> UUID:
    """Raises NotFound where it is no id at all, so that a guess learns nothing."""
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("entry") from None


def kept_of(form: FormData) -> Kept:
    return tuple(
        (name, value) for name, value in form.multi_items() if isinstance(value, str) and name not in DROPPED_FROM_KEPT
    )


def admit(request: Request, session: Database, form: Posted) -> Visit:
    """Everyone's door: a living session, and for a form its origin and token."""
    config, now = config_of(request), utc_now()
    safe = request.method in SAFE_METHODS
    if not safe:
        check_origin(request, config.base_url)
    found = auth.session_of(session, request.cookies.get(config.cookie), now)
    if found is None:
        back = request.url.path + (f"?{request.url.query}" if safe and request.url.query else "")
        raise SignInNeeded(back, kept_of(form))
    web, person = found
    if not safe:
        check_token(form, web.csrf)
    people.act_for(session, person.id)
    return Visit(request, session, config, form, web, person, people.clients_of(session, person.id), now)


def admitting(roles: frozenset[Role]) -> Callable[[Visit], Awaitable[Visit]]:
    async def check(visit: Annotated[Visit, Depends(admit)]) -> Visit:
        if visit.role not in roles:
            raise Forbidden(refusal_sentence(visit.role))
        return visit

    return check


def refusal_sentence(role: Role) -> str:
    sentences: dict[Role, str] = {
        Role.ADMIN: "Administrators see settings and figures, not customers' mail.",
        Role.AUDITOR: "Auditors read everything and change nothing.",
        Role.SPECIALIST: "A manager or an administrator does this.",
        Role.MANAGER: "An administrator does this.",
    }
    return sentences[role]


AnyVisit = Annotated[Visit, Depends(admitting(EVERYONE))]
ReaderVisit = Annotated[Visit, Depends(admitting(READERS))]
WorkerVisit = Annotated[Visit, Depends(admitting(WORKERS))]
ManagerVisit = Annotated[Visit, Depends(admitting(MANAGERS))]
OverseerVisit = Annotated[Visit, Depends(admitting(OVERSEERS))]
StopperVisit = Annotated[Visit, Depends(admitting(STOPPERS))]
ManagerOrAbove = Annotated[Visit, Depends(admitting(SETTINGS_READERS))]
AdminVisit = Annotated[Visit, Depends(admitting(ADMINS))]
