"""Where reports of undelivered mails come back to, and where copies go: set per mailbox, tried, and named by doctor."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from agent.records import transaction
from agent.records.audit import AuditEvent
from agent.records.ledger import Client
from agent.records.mail import Mailbox
from duecourse.checks import check_addresses
from tests.connectors.smtp_servers import Script, scripted_host
from tests.duecourse.conftest import BOX
from tests.duecourse.shell import Shell

ARCHIVE, BOUNCE = "archive@kestrel.example", "returns@kestrel.example"


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def box(engine: Engine, kestrel: Client, script: Script) -> Iterator[Callable[[], Mailbox]]:
    """A mailbox whose SMTP server speaks from the script; the answer is how it stands now."""
    with scripted_host(script) as port, transaction(engine) as session:
        session.add(
            Mailbox(
                client_id=kestrel.id, address=BOX, imap_host="127.0.0.1", imap_port=1, imap_security="none",
                smtp_host="127.0.0.1", smtp_port=port, smtp_security="none",
            )
        )  # fmt: skip
        session.commit()

        def now() -> Mailbox:
            with Session(engine) as fresh:
                return fresh.exec(select(Mailbox)).one()

        yield now


def heard(script: Script, *words: str) -> list[str]:
    return [one for one in script.heard if one.split(" ")[0] in words]


def test_both_addresses_are_set_tried_and_told(
    box: Callable[[], Mailbox], shell: Shell, script: Script, engine: Engine
) -> None:
    ended = shell("mailbox", "set", BOX, "--archive", ARCHIVE.title(), "--bounce", BOUNCE)
    assert ended.code == 0, ended
    assert (box().archive_address, box().bounce_address) == (ARCHIVE, BOUNCE)
    assert heard(script, "MAIL", "RCPT", "DATA", "RSET") == [f"MAIL FROM:<{BOUNCE}>", f"RCPT TO:<{ARCHIVE}>", "RSET"]
    assert BOUNCE in ended.out and ARCHIVE in ended.out
    with Session(engine) as session:
        assert session.exec(select(AuditEvent).where(AuditEvent.kind == "mailbox_saved")).one().subject_id == str(
            box().id
        )


def test_what_is_not_given_stays_and_an_empty_one_ends_it(box: Callable[[], Mailbox], shell: Shell) -> None:
    shell("mailbox", "set", BOX, "--archive", ARCHIVE, "--bounce", BOUNCE)
    shell("mailbox", "set", BOX, "--archive", "")
    assert (box().archive_address, box().bounce_address) == (None, BOUNCE)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((BOX,), "DC-231"),
        (("other@kestrel.example", "--archive", ARCHIVE), "DC-232"),
        ((BOX, "--archive", "archive"), "DC-206"),
        ((BOX, "--bounce", "returns"), "DC-206"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_changed(
    box: Callable[[], Mailbox], shell: Shell, words: tuple[str, ...], code: str
) -> None:
    ended = shell("mailbox", "set", *words)
    assert ended.code == 2 and code in ended.err
    assert (box().archive_address, box().bounce_address) == (None, None)


@pytest.mark.parametrize(
    ("refusing", "words"),
    [
        ({"MAIL": b"553 not yours\r\n"}, "The server refused the sender: 553 not yours"),
        ({"RCPT": b"550 nobody\r\n"}, f"The server refused the recipient {ARCHIVE}: 550 nobody"),
    ],
)
def test_an_address_that_the_server_refuses_is_found_by_test_and_doctor(
    box: Callable[[], Mailbox], shell: Shell, script: Script, refusing: dict[str, bytes], words: str
) -> None:
    script.answers.update(refusing)
    ended = shell("mailbox", "set", BOX, "--archive", ARCHIVE)
    assert ended.code == 0 and "cannot be used yet: DC-224" in ended.out
    (row,) = shell("mailbox", "test", "--json").data
    assert row["sending"].startswith("DC-224") and words in row["sending"]
    assert f"duecourse mailbox set {BOX} --" in row["sending"]
    assert any("DC-224" in one["code"] and words in one["what"] for one in shell("doctor", "--json").data)


def test_without_a_setting_every_mail_has_a_return_address_of_its_own(
    box: Callable[[], Mailbox], shell: Shell, script: Script
) -> None:
    shell("mailbox", "test")
    (said,) = heard(script, "MAIL")
    assert said.startswith("MAIL FROM:<bounce+") and said.endswith("@kestrel.example>")
    (line,) = check_addresses(box())
    assert "bounce+…@kestrel.example" in line.what and "no copy" in line.what
    shell("mailbox", "set", BOX, "--bounce", BOUNCE, "--archive", ARCHIVE)
    (line,) = check_addresses(box())
    assert (line.status, BOUNCE in line.what, ARCHIVE in line.what) == ("ok", True, True)
