"""Chooses the parts and joins them: database, keys, stores, reader, writer, ways in and out."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Literal
from uuid import UUID

import psycopg
from psycopg.errors import InsufficientPrivilege
from pydantic import ValidationError
from sqlalchemy import Engine
from sqlalchemy.exc import ProgrammingError
from sqlmodel import Session

from agent import jobs
from agent.domain.limits import Limits
from agent.mail.isolation import Parser
from agent.parts import Parts
from agent.reading import Reader
from agent.records.database import INBOX_ROLE, make_engine, migrate, utc_now
from agent.records.mail import Mailbox
from agent.spending import Budget, Price, Spending
from agent.writing import Writer
from connectors.documents_folder import FolderBlobs
from connectors.mail_smtp import SmtpTransport
from connectors.ports import BlobStore, ChatModel, MailServer, MailTransport, Refused
from duecourse import tables
from duecourse.errors import Misconfigured
from duecourse.keys import Keys, keys, unseal
from duecourse.postgres import (
    DatabaseTooOld,
    EmbeddedServerFailed,
    NotADatabaseAddress,
    UnsafeDatabase,
    check_durability,
    ensure_running,
    for_libpq,
    for_one_command,
)
from duecourse.settings import Settings, load

log = logging.getLogger(__name__)

POLICY = Path(__file__).parent.parent / "agent" / "policy.toml"


@dataclass(frozen=True)
class Installation:
    """One running installation, without the reader, which takes a moment to load."""

    settings: Settings
    url: str
    engine: Engine
    keys: Keys
    blobs: BlobStore
    limits: Limits

    @property
    def journal(self) -> Path:
        return self.settings.data / "send.journal"


def installation(
    settings: Settings | None = None, pool_size: int = 5, idle_seconds: float | None = None
) -> Installation:
    """Open the database (starting the embedded one where no DATABASE_URL is set) and check that it is fit.
    `idle_seconds`: as for `make_engine`.

    Raises Misconfigured, and psycopg's OperationalError where the database cannot be reached."""
    settings = settings or load()
    make_folder(settings.data)
    own = keys(settings.data)
    url = database_url(settings)
    return Installation(
        settings=settings,
        url=url,
        engine=make_engine(url, pool_size, own.audit, idle_seconds),
        keys=own,
        blobs=FolderBlobs(settings.data / "blobs"),
        limits=limits_of(settings),
    )


@contextmanager
def opened(state: Literal["fit", "made", "any"] = "fit") -> Iterator[Installation]:
    """The installation for one command. `state`: its tables fit this version, as `require_tables` has it; or are
    brought to it now; or are as they are."""
    with for_one_command():
        here = installation(pool_size=2)
        try:
            if state == "made":
                prepare_database(here.url)
            elif state == "fit":
                require_tables(here)
            yield here
        finally:
            here.engine.dispose()


def require_tables(here: Installation) -> None:
    """The embedded database is brought to this version's tables by whoever comes first; a database of your own by
    `duecourse migrate` and by the processes alone, so that no passing command changes it. Raises Misconfigured."""
    if tables.fit(here.engine, here.url):
        return
    if here.settings.database_url is not None:
        raise Misconfigured("DC-106", "The database's tables are not of this version. Run: duecourse migrate")
    prepare_database(here.url)


def make_folder(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Misconfigured("DC-112", f"The data folder {data} cannot be used: {why}. Set DUECOURSE_DATA.") from None


def database_url(settings: Settings) -> str:
    """The address of a database that answers and keeps what it confirms."""
    try:
        url = (
            ensure_running(settings.data / "postgres")
            if settings.database_url is None
            else for_libpq(settings.database_url.get_secret_value())
        )
        with psycopg.connect(url, connect_timeout=10) as connection:
            check_durability(connection)
    except (NotADatabaseAddress, EmbeddedServerFailed, UnsafeDatabase, DatabaseTooOld) as error:
        raise Misconfigured(error.code, str(error)) from None
    except psycopg.ProgrammingError:
        raise Misconfigured("DC-101", "DATABASE_URL cannot be read: write postgresql://user@host:5432/name") from None
    return url


def limits_of(settings: Settings) -> Limits:
    path = settings.policy or POLICY
    try:
        return Limits.parse(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Misconfigured(
            "DC-111", f"{path} cannot be used: {reason(error)}. Mend it, or unset DUECOURSE_POLICY."
        ) from None


def reason(error: OSError | ValueError) -> str:
    """In one line."""
    if isinstance(error, ValidationError):
        first = error.errors(include_input=False, include_url=False)[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


ROLE_WANTED = (
    f"The database's account may not make the role {INBOX_ROLE}, which keeps companies apart. Have its administrator run:"
    f" CREATE ROLE {INBOX_ROLE} NOLOGIN; GRANT {INBOX_ROLE} TO our account; then: duecourse migrate"
)


def prepare_database(url: str) -> None:
    """Bring our tables, the job queue's and the graph's to the newest version."""
    from agent import graph  # takes a second to import

    try:
        migrate(url)
    except ProgrammingError as error:
        if isinstance(error.orig, InsufficientPrivilege):
            raise Misconfigured("DC-114", ROLE_WANTED) from None
        raise
    engine = make_engine(url, pool_size=2)
    try:
        jobs.prepare(engine)
        graph.prepare(for_libpq(url), engine)
    finally:
        engine.dispose()


def parts(here: Installation, now: Callable[[], datetime] = utc_now) -> Parts:
    """Everything the steps need. Loads the reader."""
    model = model_of(here.settings, here.engine, now)
    return Parts(
        engine=here.engine,
        parser=Parser(),
        reader=reader_of(here.settings, model),
        writer=writer_of(here.settings, model),
        blobs=here.blobs,
        limits=here.limits,
        mail_key=here.keys.mail,
        journal=here.journal,
        transport=transport_to,
        server_of=partial(smtp_server, here.keys),
        now=now,
    )


def transport_to(server: MailServer) -> MailTransport:
    return SmtpTransport(server)


@cache
def built_in_reader() -> Reader:
    """Loaded once in a process: it takes a moment."""
    from agent.reading.local import local_reader

    return local_reader()


def reader_of(settings: Settings, model: ChatModel | None) -> Reader:
    """`model`: needed where the settings name one for reading."""
    local = built_in_reader()
    if settings.reader == "local" or model is None:
        return local
    from agent.reading.openai import ModelReader

    budget = budget_of(settings)
    return ModelReader(model, local, budget.calls - budget.kept_for_draft)


def writer_of(settings: Settings, model: ChatModel | None) -> Writer:
    from agent.writing.templates import TemplateWriter

    templates = TemplateWriter()
    if settings.writer == "templates" or model is None:
        return templates
    from agent.writing.openai import ModelWriter

    return ModelWriter(model, templates)


def model_of(settings: Settings, engine: Engine, now: Callable[[], datetime] = utc_now) -> ChatModel | None:
    """One for reading and writing, so that both know when it is in trouble; None where neither needs one."""
    if "openai" not in (settings.reader, settings.writer):
        return None
    return chat_model(settings, engine, now)


def chat_model(settings: Settings, engine: Engine, now: Callable[[], datetime] = utc_now) -> ChatModel:
    """What it costs is counted in this database. Raises Misconfigured, and Refused for an address that will not do."""
    from connectors.llm_openai import OpenAiModel

    name = settings.openai_model
    if not name:
        raise Misconfigured("DC-311", "Name the model: DUECOURSE_OPENAI_MODEL (and OPENAI_API_KEY where it needs one).")
    return OpenAiModel(
        base_url=settings.openai_base_url,
        api_key=settings.openai_api_key.get_secret_value() if settings.openai_api_key else "none",
        model=name,
        mode=settings.openai_format,
        meter=Spending(engine, name, budget_of(settings), price_of(settings), now),
    )


def budget_of(settings: Settings) -> Budget:
    return Budget(
        calls=settings.openai_mail_calls,
        tokens=settings.openai_mail_tokens,
        seconds=settings.openai_mail_seconds,
        day_tokens=settings.openai_daily_tokens,
        day_cost=settings.openai_daily_cost,
        kept_for_draft=1 if settings.writer == "openai" and settings.openai_mail_calls > 1 else 0,
    )


def price_of(settings: Settings) -> Price | None:
    if settings.openai_price_input is None or settings.openai_price_output is None:
        return None
    return Price(settings.openai_price_input, settings.openai_price_output, settings.openai_currency)


def smtp_server(own: Keys, session: Session, mailbox_id: UUID) -> MailServer:
    """Raises Refused where the password cannot be opened."""
    try:
        return smtp_server_of(own, session.get_one(Mailbox, mailbox_id))
    except Misconfigured as trouble:
        raise Refused(trouble.code, str(trouble)) from None


def smtp_server_of(own: Keys, mailbox: Mailbox) -> MailServer:
    return MailServer(
        host=mailbox.smtp_host,
        port=mailbox.smtp_port,
        user=mailbox.smtp_user,
        password=unseal(own.seal, mailbox.smtp_password),
        security=mailbox.smtp_security,
    )


def imap_server(own: Keys, mailbox: Mailbox, folder: str = "inbox") -> MailServer:
    return MailServer(
        host=mailbox.imap_host,
        port=mailbox.imap_port,
        user=mailbox.imap_user,
        password=unseal(own.seal, mailbox.imap_password),
        security=mailbox.imap_security,
        folder=mailbox.sent_folder if folder == "sent" else mailbox.imap_folder,
    )
