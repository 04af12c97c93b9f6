"""`duecourse mailbox probe`: what it says, and how it ends. That it finds the truth is shown in tests/journeys/test_probe.py."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from agent.mail.headers import named
from agent.records import probes, switches, transaction
from agent.records.database import utc_now
from agent.records.ledger import Client
from agent.records.mail import Mailbox
from tests.connectors.smtp_servers import Inbox, mail_host
from tests.duecourse.conftest import BOX
from tests.duecourse.shell import Ended, Shell


class Firm(Inbox):
    """Its mail server, and the worker that has read the mail as soon as it is taken. `survived` None: nobody reads it."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self.engine = engine
        self.survived: bool | None = None

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.survived is not None:
            with transaction(self.engine) as rows:
                probes.note_back(rows, rows.exec(select(Mailbox)).one(), utc_now(), self.survived)
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
def firm(engine: Engine, kestrel: Client) -> Iterator[Firm]:
    firm = Firm(engine)
    with mail_host(firm) as port, transaction(engine) as session:
        session.add(
            Mailbox(
                client_id=kestrel.id, address=BOX, authserv_id="mx.kestrel.example",
                smtp_host="127.0.0.1", smtp_port=port, smtp_security="none",
            )
        )  # fmt: skip
        session.commit()
        yield firm


@pytest.fixture
def probing(firm: Firm, shell: Shell) -> Callable[..., Ended]:
    """The command, where the mail comes back like this, and nobody waits long."""

    def run(survived: bool | None, *words: str) -> Ended:
        firm.survived = survived
        return shell("mailbox", "probe", BOX, "--wait", "3" if survived is not None else "0", *words)

    return run


def test_one_that_the_server_made_harmless_ends_well(probing: Callable[..., Ended], firm: Firm) -> None:
    ended = probing(False)
    assert (ended.code, ended.err) == (0, "")
    assert f"{BOX} has written to itself" in ended.out and "No forged check that" in ended.out
    ((sender, recipients, raw),) = firm.mails
    assert (sender, recipients) == (BOX, (BOX,)) and len(named(raw, "x-duecourse-probe")) == 1


def test_one_that_came_through_ends_with_what_it_must_do(probing: Callable[..., Ended]) -> None:
    ended = probing(True)
    assert ended.code == 5 and "would have been believed. Automatic answers of this mailbox are off." in ended.out
    assert "header that names mx.kestrel.example" in ended.err and "(DC-233)" in ended.err


def test_one_that_is_not_back_in_time_says_where_to_look(probing: Callable[..., Ended], engine: Engine) -> None:
    ended = probing(None)
    assert ended.code == 5 and "duecourse up" in ended.err and "(DC-234)" in ended.err
    with Session(engine) as session:
        assert session.exec(select(Mailbox.probe_sent_at)).one() is not None and probes.locked(session) == []


def test_for_programs_all_is_said_in_one_object(probing: Callable[..., Ended]) -> None:
    told = probing(True, "--json").data
    assert told.pop("sent")
    assert told == {"mailbox": BOX, "back": True, "survived": True, "automatic_answers_stopped": True}


def test_what_keeps_it_from_leaving_is_named(probing: Callable[..., Ended], firm: Firm, shell: Shell) -> None:
    assert "DC-232" in shell("mailbox", "probe", "other@kestrel.example").err
    firm.declined[BOX] = 550
    refused = probing(False)
    assert refused.code == 1 and "DC-224" in refused.err
    with transaction(firm.engine) as session:
        switches.turn(session, switches.ALL_SENDING, False, "test")
    stopped = probing(False)
    assert stopped.code == 1 and "(DC-235)" in stopped.err and firm.mails == []
