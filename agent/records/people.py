"""People who sign in, which clients they work for, and their sessions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, event, text
from sqlmodel import Field, Session, SQLModel, col, select

from agent.domain.vocabulary import Role
from agent.records.database import INBOX_ROLE, new_id, timestamp, utc_now


class User(SQLModel, table=True):
    __tablename__ = "users"
    id: UUID = Field(default_factory=new_id, primary_key=True)
    email: str = Field(unique=True)
    name: str
    role: str = Role.SPECIALIST.value
    password_hash: str
    active: bool = True
    undo_seconds: int = 15
    created_at: datetime = timestamp()


class UserClient(SQLModel, table=True):
    __tablename__ = "user_clients"
    user_id: UUID = Field(foreign_key="users.id", primary_key=True)
    client_id: UUID = Field(foreign_key="clients.id", primary_key=True)


class WebSession(SQLModel, table=True):
    """`id` is the SHA-256 of the cookie, so that a copy of the table opens no door."""

    __tablename__ = "web_sessions"
    id: str = Field(primary_key=True)
    user_id: UUID = Field(foreign_key="users.id", index=True)
    csrf: str
    created_at: datetime = timestamp()
    seen_at: datetime = timestamp()
    ended_at: datetime | None = timestamp(nullable=True)


class SignInAttempt(SQLModel, table=True):
    __tablename__ = "sign_in_attempts"
    id: UUID = Field(default_factory=new_id, primary_key=True)
    email: str = Field(index=True)
    address: str
    succeeded: bool
    at: datetime = timestamp(index=True)


def by_email(session: Session, email: str) -> User | None:
    return session.exec(select(User).where(User.email == email.strip().lower())).first()


def clients_of(session: Session, user_id: UUID) -> frozenset[UUID]:
    return frozenset(session.exec(select(UserClient.client_id).where(UserClient.user_id == user_id)))


def act_for(session: Session, user_id: UUID) -> None:
    """From here on the database itself shows this session only the companies of this person, whatever a query asks."""
    person = text("SELECT set_config('duecourse.person', :id, true)").bindparams(id=str(user_id))

    def confine(_: object, __: object, connection: Connection) -> None:
        connection.execute(person)
        connection.execute(text(f"SET LOCAL ROLE {INBOX_ROLE}"))

    event.listen(session, "after_begin", confine)
    confine(None, None, session.connection())


def colleagues(session: Session, client_id: UUID, roles: tuple[Role, ...] | None = None) -> list[User]:
    """Active people who work for this client, by name."""
    query = select(User).join(UserClient).where(UserClient.client_id == client_id, col(User.active))
    if roles is not None:
        query = query.where(col(User.role).in_([role.value for role in roles]))
    return list(session.exec(query.order_by(User.name)))


def failures_since(session: Session, email: str, since: datetime) -> int:
    query = select(SignInAttempt).where(SignInAttempt.email == email, col(SignInAttempt.at) > since)
    return sum(1 for attempt in session.exec(query) if not attempt.succeeded)


def end_sessions(session: Session, user_id: UUID) -> None:
    """Signed out everywhere."""
    for one in session.exec(
        select(WebSession).where(WebSession.user_id == user_id, col(WebSession.ended_at).is_(None))
    ):
        one.ended_at = utc_now()
        session.add(one)
