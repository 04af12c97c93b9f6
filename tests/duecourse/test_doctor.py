"""`duecourse doctor` names each fault with its fix: one seeded fault a row, everything else in order."""

import hashlib
import shutil
import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, select

from agent.domain.vocabulary import Role
from agent.records import audit, probes, switches, transaction
from agent.records.cases import Case
from agent.records.database import utc_now
from agent.records.ledger import Client, Contact, Customer, Document
from agent.records.mail import Mailbox, Message, RawMail
from agent.records.outbox import OutboxMail
from duecourse.administration import create_user
from duecourse.checks import check_disk
from duecourse.keys import FILE, keys, seal
from duecourse.postgres import with_database
from duecourse.wiring import opened
from tests.connectors.dovecot import Dovecot
from tests.connectors.model_server import Behaviour, ModelServer, helps, model_server, says, status
from tests.connectors.smtp_servers import Inbox, mail_host
from tests.duecourse.conftest import BOX, SECRET
from tests.duecourse.shell import Shell

Lines = dict[str, tuple[str, str]]


@pytest.fixture
def healthy(shell: Shell, engine: Engine, kestrel: Client, dovecot: Dovecot, tmp_path: Path) -> Iterator[Engine]:
    """An installation in which nothing is wrong, its mail servers within reach, a worker at work."""
    dovecot.empty(BOX)
    sealed = seal(keys(tmp_path / "data").seal, SECRET)
    with mail_host(Inbox()) as port, transaction(engine) as session:
        create_user(session, "ada@kestrel.example", "Ada", Role.ADMIN, "a long password")
        customer = Customer(client_id=kestrel.id, code="K01", name="Harrow", currency="GBP")
        session.add(customer)
        session.flush()
        session.add(
            Contact(client_id=kestrel.id, customer_id=customer.id, key="jo", name="Jo", email="jo@harrow.example")
        )
        session.add(Document(client_id=kestrel.id, code="W9", kind="tax_form", filename="w9.pdf", sha256="0" * 64))
        session.add(
            Mailbox(
                client_id=kestrel.id, address=BOX, authserv_id="mx.kestrel.example", read_at=utc_now(),
                probe_sent_at=utc_now(), probe_back_at=utc_now(), probe_survived=False,
                imap_host="127.0.0.1", imap_port=dovecot.imap_port, imap_user=BOX, imap_password=sealed, imap_security="none",
                smtp_host="127.0.0.1", smtp_port=port, smtp_user="", smtp_password=None, smtp_security="none",
            )
        )  # fmt: skip
        session.execute(text("INSERT INTO procrastinate_workers DEFAULT VALUES"))
        session.commit()
        yield engine


def faults(shell: Shell, **environment: str) -> Lines:
    """What is not ok: code → (status, everything said)."""
    found = shell("doctor", "--json", **environment)
    lines = [one for one in found.data if one["status"] != "ok"]
    failed = any(one["status"] == "fail" for one in lines)
    assert (found.code, "DC-100" in found.err) == ((5, True) if failed else (0, False))
    return {one["code"]: (one["status"], f"{one['what']} → {one['fix']}") for one in lines}


def test_nothing_is_found_where_nothing_is_wrong(healthy: Engine, shell: Shell) -> None:
    assert faults(shell) == {}
    told = shell("doctor").out
    assert told.count("ok  ") == len(told.splitlines()) > 12
    assert f"{BOX} can be read (ok, 0 mails)" in told and f"{BOX} can send" in told


# --- what stands in the database ------------------------------------------------------------------------------------


def message(session: Session, **values: Any) -> Message:
    box, raw = session.exec(select(Mailbox)).one(), values.pop("raw", b"Subject: x\r\n\r\nx")
    digest = hashlib.sha256(raw).hexdigest()
    session.merge(RawMail(sha256=digest, content=raw))
    number = len(session.exec(select(Message)).all()) + 1
    made = Message(
        client_id=box.client_id, mailbox_id=box.id, uidvalidity=1, uid=number, size=1, sha256=digest, **values
    )
    session.add(made)
    session.flush()
    audit.record(session, made.client_id, "mail_stored", "message", made.id, after=made.state)
    return made


def case_with(session: Session, inbound: Message) -> Case:
    case = Case(client_id=inbound.client_id, mailbox_id=inbound.mailbox_id)
    session.add(case)
    session.flush()
    inbound.case_id = case.id
    return case


def leaving(session: Session, state: str) -> None:
    inbound = message(session, state="in_outbox")
    case = case_with(session, inbound)
    made = OutboxMail(
        client_id=case.client_id, mailbox_id=case.mailbox_id, case_id=case.id, inbound_id=inbound.id, state=state,
        envelope_from=BOX, header_id="<1@x>", mime=b"", sha256=hashlib.sha256(b"").hexdigest(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    audit.record(session, made.client_id, "answer_made", "outbox", made.id, after=state, sha256=made.sha256)


def breaker_tripped(session: Session) -> None:
    client = session.exec(select(Client)).one()
    switches.turn(session, switches.breaker_name(client.id), False, "system", client.id)


def untried(session: Session) -> None:
    box = session.exec(select(Mailbox)).one()
    box.probe_sent_at = box.probe_back_at = box.probe_survived = None


def not_back(session: Session) -> None:
    box = session.exec(select(Mailbox)).one()
    box.probe_sent_at, box.probe_back_at = utc_now() - timedelta(hours=25), None


def believes_forgers(session: Session) -> None:
    probes.note_back(session, session.exec(select(Mailbox)).one(), utc_now(), survived=True)


def started_all_the_same(session: Session) -> None:
    believes_forgers(session)
    box = session.exec(select(Mailbox)).one()
    switches.turn(session, switches.checks_name(box.id), True, "marc", box.client_id)


def stopped_by_a_person(session: Session) -> None:
    box = session.exec(select(Mailbox)).one()
    switches.turn(session, switches.checks_name(box.id), False, "marc", box.client_id)


def loud(session: Session) -> None:
    for _ in range(31):
        message(session, state="system_mail", from_address="robot@harrow.example", received_at=utc_now())


def stale_books(session: Session) -> None:
    session.exec(select(Client)).one().books_as_of = utc_now() - timedelta(days=9)


def nobody(session: Session) -> None:
    session.execute(text("UPDATE users SET active = false"))


def specialists_alone(session: Session) -> None:
    session.execute(text("UPDATE users SET role = 'specialist'"))


def no_file(session: Session) -> None:
    session.exec(select(Document)).one().sha256 = None


def no_contact(session: Session) -> None:
    session.exec(select(Contact)).one().status = "left"


def stuck(session: Session) -> None:
    message(session, state="stored", state_at=utc_now() - timedelta(minutes=11))


def quarantined(session: Session) -> None:
    message(session, state="quarantined")


def without_owner(session: Session) -> None:
    message(session, state="waiting_specialist")


def no_worker(session: Session) -> None:
    session.execute(text("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '3 minutes'"))


def unread(session: Session) -> None:
    session.exec(select(Mailbox)).one().read_at = utc_now() - timedelta(minutes=20)


def wrong_password(session: Session) -> None:
    box = session.exec(select(Mailbox)).one()
    box.imap_user = "nobody@kestrel.example"


def dead_imap(session: Session) -> None:
    session.exec(select(Mailbox)).one().imap_port = free_port()


def dead_smtp(session: Session) -> None:
    session.exec(select(Mailbox)).one().smtp_port = free_port()


def foreign_seal(session: Session) -> None:
    session.exec(select(Mailbox)).one().imap_password = seal(b"k" * 32, SECRET)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def tampered(session: Session) -> None:
    audit.record(session, None, "tested", "test", "1", amount=1)
    session.execute(text("ALTER TABLE audit_events DISABLE TRIGGER USER"))
    session.execute(text("UPDATE audit_events SET body = '{\"amount\": 2}' WHERE kind = 'tested'"))
    session.execute(text("ALTER TABLE audit_events ENABLE TRIGGER USER"))


def untrusted(session: Session, raw: bytes = b"Subject: x\r\n\r\nx") -> None:
    sender = {"problems": ["no_trusted_result"]}
    case_with(session, message(session, state="waiting_specialist", sender=sender, raw=raw))


def checked_by_another(session: Session) -> None:
    untrusted(session, b"Authentication-Results: mx.provider.example; dkim=pass header.d=x.example\r\n\r\nx")


def check_beneath_received(session: Session) -> None:
    untrusted(session, b"Received: by store\r\nAuthentication-Results: mx.kestrel.example; dkim=pass\r\n\r\nx")


@pytest.mark.parametrize(
    ("seed", "code", "status", "words"),
    [
        (nobody, "DC-422", "fail", "duecourse user add EMAIL"),
        (
            specialists_alone,
            "DC-423",
            "warn",
            "Nobody can switch sending on: there is no administrator. → Run: duecourse",
        ),
        (stale_books, "DC-503", "warn", "duecourse ledger import PATH"),
        (no_file, "DC-504", "warn", "Documents of the books without a file: 1. → Import with --documents FOLDER"),
        (no_contact, "DC-505", "warn", "e-mail addresses"),
        (stuck, "DC-140", "fail", "`duecourse worker`"),
        (quarantined, "DC-302", "warn", "Mails that could not be read: 1. → Look at them in the inbox: Quarantine"),
        (without_owner, "DC-144", "fail", "Mails without an owner: 1 waiting_specialist."),
        (no_worker, "DC-141", "warn", "duecourse up"),
        (unread, "DC-142", "warn", "Nobody has read ar@kestrel.example since"),
        (
            lambda session: leaving(session, "ambiguous"),
            "DC-431",
            "warn",
            "Unconfirmed mails: 1. → A person decides",
        ),
        (lambda session: leaving(session, "held"), "DC-431", "warn", "Stopped mails: 1."),
        (breaker_tripped, "DC-432", "warn", "too many in one hour. → A manager looks at what was sent"),
        (untried, "DC-236", "warn", "duecourse mailbox probe ar@kestrel.example"),
        (not_back, "DC-234", "warn", "has not come back. → See that `duecourse up` runs"),
        (believes_forgers, "DC-233", "fail", "this mailbox are off. → Have IT remove every Authentication-Results"),
        (started_all_the_same, "DC-233", "fail", "are on, as somebody switched them on again."),
        (stopped_by_a_person, "DC-432", "warn", "Automatic answers of ar@kestrel.example are off since"),
        (loud, "DC-433", "warn", "robot@harrow.example wrote 31 mails in the last hour"),
        (wrong_password, "DC-214", "fail", "ar@kestrel.example cannot be read"),
        (dead_imap, "DC-211", "fail", "duecourse mailbox add"),
        (dead_smtp, "DC-220", "fail", "ar@kestrel.example cannot send"),
        (foreign_seal, "DC-122", "fail", "another key file"),
        (tampered, "DC-450", "fail", "duecourse audit verify"),
        (untrusted, "DC-205", "warn", "none of these mails has such a line"),
        (checked_by_another, "DC-205", "warn", "--authserv-id ID (in these mails: mx.provider.example)"),
        (check_beneath_received, "DC-205", "warn", "lmtp_add_received_header = no"),
    ],
)
def test_each_fault_is_named_alone_and_with_its_fix(
    healthy: Engine, shell: Shell, seed: Callable[[Session], None], code: str, status: str, words: str
) -> None:
    with transaction(healthy) as session:
        seed(session)
    found = faults(shell)
    assert list(found) == [code], found
    assert found[code][0] == status and words in found[code][1], found


def test_an_empty_installation_is_told_where_to_begin(shell: Shell) -> None:
    found = faults(shell)
    assert set(found) == {"DC-422", "DC-502", "DC-505", "DC-141", "DC-204"}
    assert "duecourse ledger import PATH" in found["DC-502"][1]


# --- what keeps it from beginning ---------------------------------------------------------------------------------


def test_tables_of_another_version_are_brought_up_by_migrate(
    shell: Shell, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE doctor_empty")
    empty = with_database(postgres_url, "doctor_empty")
    try:
        assert faults(shell, DATABASE_URL=empty) == {
            "DC-106": ("fail", "The database's tables are not of this version. Run: duecourse migrate → ")
        }
        assert shell("migrate").code == 0
        assert "DC-106" not in faults(shell)
    finally:
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute("DROP DATABASE doctor_empty WITH (FORCE)")


def test_a_database_that_forgets_what_it_confirmed_is_refused(shell: Shell, database_url: str) -> None:
    with psycopg.connect(database_url, autocommit=True) as connection:
        name = connection.info.dbname
        connection.execute(f"ALTER DATABASE {name} SET synchronous_commit = off".encode())
    found = faults(shell)
    assert list(found) == ["DC-102"] and "synchronous_commit = on" in found["DC-102"][1]


@pytest.mark.parametrize(
    ("environment", "code", "words"),
    [
        ({"DUECOURSE_PROT": "1"}, "DC-110", "Did you mean DUECOURSE_PORT?"),
        ({"DUECOURSE_POLICY": "/nowhere/policy.toml"}, "DC-111", "/nowhere/policy.toml cannot be used"),
        ({"DUECOURSE_DATA": "/dev/null/data"}, "DC-112", "Set DUECOURSE_DATA"),
        ({"DATABASE_URL": "mysql://ana:s3cret@db/x"}, "DC-101", "postgresql://"),
        ({"DATABASE_URL": "postgresql://ana:s3cret@[::1/x"}, "DC-101", "postgresql://"),
        ({"DATABASE_URL": "postgresql://ana:s3cret@127.0.0.1:1/x"}, "DC-105", "DATABASE_URL"),
    ],
)
def test_what_keeps_it_from_beginning_is_the_last_line(
    shell: Shell, environment: dict[str, str], code: str, words: str
) -> None:
    found = faults(shell, **environment)
    assert list(found) == [code]
    assert words in found[code][1] and "s3cret" not in str(found)


def test_a_key_file_that_others_can_read_is_mended_by_chmod(shell: Shell, tmp_path: Path) -> None:
    keys(tmp_path / "data")
    (tmp_path / "data" / FILE).chmod(0o644)
    assert "chmod 600" in faults(shell)["DC-120"][1]


def test_a_model_out_of_reach_is_named(healthy: Engine, shell: Shell) -> None:
    settings = {"DUECOURSE_READER": "openai", "DUECOURSE_OPENAI_BASE_URL": f"http://127.0.0.1:{free_port()}/v1"}
    assert "DUECOURSE_OPENAI_MODEL" in faults(shell, **settings)["DC-311"][1]
    ((_, words),) = faults(shell, DUECOURSE_OPENAI_MODEL="small").values()
    assert "DUECOURSE_OPENAI_BASE_URL" in words


SAMPLE_ASKS = {"document_request": "Please send us a copy of invoice 4711.", "promise": "We will pay on Friday."}


@pytest.mark.parametrize(
    ("behaviour", "code", "words"),
    [
        (helps(SAMPLE_ASKS), None, ""),
        (helps({"other": "Please send us a copy of invoice 4711."}), "DC-312", "misread the test mail"),
        (says("A mail about money."), "DC-312", "too weak"),
        (status(401), "DC-312", "OPENAI_API_KEY"),
        (status(503, retry_after="60"), "DC-310", "status 503"),
    ],
)
def test_a_model_is_tried_with_the_question_that_mails_are_read_by(
    healthy: Engine, shell: Shell, behaviour: Behaviour, code: str | None, words: str
) -> None:
    with model_server(behaviour) as server:
        found = faults(shell, **asking(server))
        if code is None:
            assert found == {}
            assert "The model today: 2 questions, 1,400 tokens in and 120 out." in shell("doctor").out
        else:
            assert list(found) == [code] and words in found[code][1]


def test_a_day_whose_budget_for_the_model_is_spent_is_told(healthy: Engine, shell: Shell) -> None:
    with model_server(helps(SAMPLE_ASKS)) as server:
        assert faults(shell, **asking(server), DUECOURSE_OPENAI_DAILY_TOKENS="500") == {}
        status_, words = faults(shell)["DC-314"]
        assert (status_, len(server.asked)) == ("warn", 1) and "DUECOURSE_OPENAI_DAILY_TOKENS" in words


def asking(server: ModelServer) -> dict[str, str]:
    return {
        "DUECOURSE_READER": "openai", "DUECOURSE_OPENAI_BASE_URL": server.url, "DUECOURSE_OPENAI_MODEL": "m-1",
    }  # fmt: skip


def test_little_room_on_the_disk_is_a_fault(shell: Shell) -> None:
    with opened() as here, Session(here.engine) as session:
        (line,) = check_disk(here, session, shutil.disk_usage(here.settings.data).total + 1)
    assert (line.status, line.code) == ("fail", "DC-130")


def test_a_mail_of_the_mailbox_to_itself_that_is_not_yet_back_is_no_fault(healthy: Engine, shell: Shell) -> None:
    with transaction(healthy) as session:
        session.exec(select(Mailbox)).one().probe_back_at = None
    assert faults(shell) == {} and "that is on its way" in shell("doctor").out


def test_a_mailbox_that_has_read_only_its_own_mails_says_nothing_about_the_server(
    healthy: Engine, shell: Shell
) -> None:
    with transaction(healthy) as session:
        message(session, state="system_mail", sender={"problems": ["no_trusted_result"]}, from_address=BOX)
    assert faults(shell) == {}
