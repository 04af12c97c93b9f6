"""The SMTP server that fails on purpose knows what it took, whatever it answered; the rest of the rig's tools keep their word."""

import hashlib
import smtplib
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.connectors.certificates import Certificate, make_certificate
from tests.faults import table
from tests.faults.books import accounts, paper
from tests.faults.evidence import CANARY
from tests.faults.ledgers import Ledger, entries
from tests.faults.mails import Writer
from tests.faults.mutants import mutants
from tests.faults.smtp import AFTER, BEFORE, REFUSED_SECONDS, TAKING, TRANSPORT, FaultServer, running

MAIL = b"Message-ID: <one@rig>\r\nSubject: x\r\n\r\n.dots\r\n..more\r\nend\r\n"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[FaultServer]:
    with running(FaultServer(Ledger(tmp_path / "smtp.jsonl"), tmp_path / "taken", 1, wait=0.5)) as server:
        yield server


def hand_over(server: FaultServer) -> int:
    """The last code that the client hears; 0 for none."""
    with suppress(OSError, smtplib.SMTPServerDisconnected):
        try:
            with smtplib.SMTP("127.0.0.1", server.port, "rig", timeout=0.3) as smtp:
                smtp.sendmail("a@rig.example", ["b@rig.example"], MAIL)
                return 250
        except smtplib.SMTPRecipientsRefused as refused:
            return refused.recipients["b@rig.example"][0]
        except smtplib.SMTPResponseException as refused:
            return refused.smtp_code
    return 0


def test_a_healthy_server_takes_the_very_bytes(server: FaultServer) -> None:
    assert hand_over(server) == 250
    taken, answered = entries(server.ledger.path)
    assert (taken["id"], taken["recipients"], taken["taken"]) == ("<one@rig>", ["b@rig.example"], True)
    assert taken["sha256"] == hashlib.sha256(MAIL).hexdigest()
    assert (server.folder / f"{taken['sha256']}.eml").read_bytes() == MAIL
    assert answered["answered"] == "250 taken"


@pytest.fixture
def guarded(server: FaultServer, tmp_path: Path) -> Certificate:
    """The server asks for TLS and a sign-in."""
    certificate = make_certificate(tmp_path)
    server.tls = certificate.for_server()
    return certificate


def sent(server: FaultServer, certificate: Certificate) -> None:
    """As a careful client does it. Raises OSError (of smtplib, ssl or the socket) where it does not go well."""
    with smtplib.SMTP("127.0.0.1", server.port, "rig", timeout=2) as smtp:
        smtp.starttls(context=certificate.for_client())
        smtp.login("rig", "secret")
        smtp.sendmail("a@rig.example", ["b@rig.example"], MAIL)


def test_a_server_with_a_certificate_takes_mails_over_tls(server: FaultServer, guarded: Certificate) -> None:
    sent(server, guarded)
    (taken,) = (one for one in entries(server.ledger.path) if one.get("taken"))
    assert not taken["clear"]


@pytest.mark.parametrize("course", TRANSPORT)
def test_trouble_before_the_mail_reaches_the_client_and_takes_nothing(
    server: FaultServer, guarded: Certificate, course: str
) -> None:
    server.trouble, server.courses = 1.0, (course,)
    with pytest.raises(OSError):
        sent(server, guarded)
    assert server.met == {course: 1}
    assert not [one for one in entries(server.ledger.path) if one.get("taken")]


def test_what_is_handed_over_in_the_clear_is_taken_and_noted_as_such(server: FaultServer, guarded: Certificate) -> None:
    server.trouble, server.courses = 1.0, ("STARTTLS missing",)
    assert hand_over(server) == 250
    (taken,) = (one for one in entries(server.ledger.path) if one.get("taken"))
    assert taken["clear"]


def test_a_port_that_was_refused_is_open_again(server: FaultServer, guarded: Certificate) -> None:
    server.trouble, server.courses = 1.0, ("connection refused",)
    assert hand_over(server) == 0
    with pytest.raises(ConnectionRefusedError):
        sent(server, guarded)
    server.trouble = 0.0
    time.sleep(REFUSED_SECONDS + 0.5)
    sent(server, guarded)


@pytest.mark.parametrize("course", BEFORE + AFTER)
def test_each_course_takes_what_it_says_and_nothing_else(server: FaultServer, course: str) -> None:
    server.trouble, server.courses = 1.0, (course,)
    heard = hand_over(server)
    taken = [one for one in entries(server.ledger.path) if one.get("taken")]
    assert len(taken) == (1 if course in TAKING else 0)
    if "4" in course or "5" in course:
        assert heard in (*range(421, 455), *range(550, 555))
    if course.startswith(("silence", "cut", "hang up")):
        assert heard == 0


def test_what_was_cut_off_in_a_ledger_does_not_count(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "one.jsonl")
    ledger.write(number=1)
    ledger.close()
    with (tmp_path / "one.jsonl").open("ab") as file:
        file.write(b'{"number": 2')
    assert list(entries(tmp_path / "one.jsonl")) == [{"number": 1}]


def test_the_same_seed_gives_the_same_mails() -> None:
    def kinds(seed: int) -> list[tuple[str, str]]:
        return [(one.mark, one.kind) for one in Writer("run", seed, accounts(4, 4)).letters(60)]

    assert kinds(1) == kinds(1) != kinds(2)
    assert mutants(1, 30) == mutants(1, 30) != mutants(2, 30)


def test_every_paper_says_whose_it_is() -> None:
    one, two = accounts(2, 2)
    assert CANARY.findall(paper(one, one.numbers[0])) == [b"CUST0000"]
    assert CANARY.findall(paper(two, two.numbers[1])) == [b"CUST0001"]


def test_a_role_for_the_rig_starts_only_under_the_rig(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.faults.entry import main

    monkeypatch.delenv("FAULT_RIG", raising=False)
    with pytest.raises(SystemExit, match="FAULT_RIG"):
        main("worker")


def test_the_table_stands_between_its_lines_and_nothing_else_changes(tmp_path: Path) -> None:
    page = tmp_path / "faults.md"
    page.write_text(f"before\n{table.BEGIN}\nold\n{table.END}\nafter\n")
    table.keep(
        page, table.markdown([table.Row("kills", 100, 1, 0, 12.0), table.Row("mails", 0, 1, 0, 1.0)], ["a note"])
    )
    text = page.read_text()
    assert "| kills | 100 | 1 | 0 | 3.00% | 12 |" in text and "| mails | 0 | 1 | 0 | – | 1 |" in text
    assert text.startswith("before\n") and text.endswith("after\n") and "old" not in text
