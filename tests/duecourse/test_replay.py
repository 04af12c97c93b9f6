"""`duecourse replay`: what would become of one mail on this installation, and nothing of it stays."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, col, select

from agent.domain.vocabulary import RELEASABLE_KINDS
from agent.intake import store
from agent.mail.threading import logical_hash
from agent.records import switches, transaction
from agent.records.ledger import Client, Document
from agent.records.mail import Mailbox, Message
from connectors.ports import FetchedMail
from duecourse.evaluation_mail import Labelled, raw_mail
from duecourse.standin import standin_pdf
from duecourse.wiring import opened
from tests.duecourse.shell import Shell
from tests.journeys.house import JO, MAILBOX, SAMPLE, results
from tests.told import tell

TABLES = ("messages", "raw_mails", "cases", "readings", "verdicts", "drafts", "outbox", "shadow_answers", "audit_events",
          "procrastinate_jobs")  # fmt: skip
REQUEST, DISPUTE = "Please send me a copy of invoice KO-26-1307.", "KO-26-1307 charges 40 chairs, only 36 came."


@pytest.fixture
def firm(shell: Shell, engine: Engine, tmp_path: Path) -> Engine:
    """The sample's books as of today, their PDFs, and two mailboxes that work in shadow."""
    today = datetime.now(UTC)
    assert shell("ledger", "import", SAMPLE, "--yes").code == 0
    with opened() as here, transaction(engine) as session:
        for document in session.exec(select(Document).where(Document.kind != "statement")):
            document.sha256 = here.blobs.put(standin_pdf(document.code))
        for client in session.exec(select(Client)):
            client.books_as_of = today
            domain = client.mailbox.rpartition("@")[2]
            session.add(Mailbox(client_id=client.id, address=client.mailbox, authserv_id=f"mx.{domain}"))
    return engine


@pytest.fixture
def mail(tmp_path: Path) -> Callable[..., Path]:
    def write(body: str, sender: str = JO, **fields: object) -> Path:
        line = {"id": "m", "from": sender, "subject": "chairs", "body": body, **fields,
                "headers": {"Authentication-Results": results(sender)}}  # fmt: skip
        path = tmp_path / "mail.eml"
        path.write_bytes(raw_mail(Labelled(line, tmp_path, datetime.now(UTC)), MAILBOX))
        return path

    return write


def counts(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in TABLES}


def switch_on(engine: Engine) -> None:
    with transaction(engine) as session:
        for client in session.exec(select(Client)):
            for kind in RELEASABLE_KINDS:
                switches.turn(session, switches.auto_name(client.id, kind), True, "test", client.id)


def stored(session: Session, raw: bytes) -> Message:
    """A mail that has come in and waits to be parsed."""
    box = session.exec(select(Mailbox).where(Mailbox.address == MAILBOX)).one()
    store(session, box, 1, [FetchedMail(1, raw, len(raw), datetime.now(UTC))])
    return session.exec(select(Message)).one()


def test_a_dispute_shows_its_draft_with_the_source_of_every_figure(
    firm: Engine, shell: Shell, mail: Callable[..., Path]
) -> None:
    before = counts(firm)
    ended = shell("replay", mail(DISPUTE))
    assert ended.code == 0, ended.err
    assert "Sender    jo.sandhu@harrowpike.example: verified" in ended.out
    assert "Intent    dispute" in ended.out and "“KO-26-1307 charges 40 chairs, only 36 came.”" in ended.out
    assert "Route     specialist" in ended.out and "(intent_dispute)" in ended.out
    assert "--- Draft for a person\nTo: jo.sandhu@harrowpike.example\nSubject: Re: chairs" in ended.out
    assert "Source    KO-26-1307: ledger:invoice:KO-26-1307" in ended.out
    assert "[POD-KO-26-1307.pdf]" in ended.out
    assert ended.out.endswith("Nothing was kept and nothing was sent.\n")
    assert counts(firm) == before


def test_in_shadow_it_says_what_is_kept_in_and_with_the_switch_on_what_would_leave(
    firm: Engine, shell: Shell, mail: Callable[..., Path]
) -> None:
    before = counts(firm)
    shadow = shell("replay", mail(REQUEST), "--json").data
    assert (shadow["route"], shadow["answer"]["leaves"]) == ("specialist", False)
    assert shadow["answer"]["because"].startswith("shadow_") and shadow["draft"] is not None
    assert counts(firm) == before
    switch_on(firm)
    auto = shell("replay", mail(REQUEST), "--json").data
    assert (auto["route"], auto["answer"]["leaves"], auto["draft"]) == ("auto", True, None)
    assert auto["answer"]["attachments"] == ["KO-26-1307.pdf"] and "KO-26-1307" in auto["answer"]["body"]
    assert "would leave by itself" in shell("replay", mail(REQUEST)).out


def test_a_mail_that_has_come_already_is_judged_as_if_it_had_not(
    firm: Engine, shell: Shell, mail: Callable[..., Path]
) -> None:
    path = mail(DISPUTE)
    first = shell("replay", path, "--json").data
    with transaction(firm) as session:
        message = stored(session, path.read_bytes())
        message.state, message.header_id = "replied", "<m@evaluation.invalid>"
        message.logical_hash = logical_hash(path.read_bytes())
        tell(session)
    again = shell("replay", path, "--json").data
    assert again["known"] == "replied"
    assert (again["route"], again["reasons"], again["intents"]) == (first["route"], first["reasons"], first["intents"])
    with Session(firm) as session:
        assert session.exec(select(Message.state)).all() == ["replied"]


def test_other_mails_that_wait_are_left_to_the_worker(firm: Engine, shell: Shell, mail: Callable[..., Path]) -> None:
    with transaction(firm) as session:
        stored(session, b"Subject: waits\r\n\r\nx")
    assert shell("replay", mail(DISPUTE)).code == 0
    with Session(firm) as session:
        waiting = session.exec(select(Message).where(col(Message.state) == "stored")).one()
    assert waiting.attempts == 0


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"Auto-Submitted: auto-replied\r\nFrom: jo.sandhu@harrowpike.example\r\nTo: " + MAILBOX.encode() + b"\r\n\r\nOut.", "system_mail"),
        (b"To: " + MAILBOX.encode() + b"\r\n" + b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(300)), "quarantined"),
    ],
    ids=["machine", "bomb"],
)  # fmt: skip
def test_what_no_person_wrote_or_no_parser_reads_is_told_as_such(
    firm: Engine, shell: Shell, tmp_path: Path, raw: bytes, said: str
) -> None:
    (tmp_path / "odd.eml").write_bytes(raw)
    before = counts(firm)
    ended = shell("replay", tmp_path / "odd.eml")
    assert ended.code == 0 and f"Outcome   {said}" in ended.out
    assert counts(firm) == before


def test_the_mailbox_is_named_by_the_mail_or_by_the_person(
    firm: Engine, shell: Shell, mail: Callable[..., Path], tmp_path: Path
) -> None:
    path = mail(DISPUTE, to=["somebody@else.example"])
    asked = shell("replay", path)
    assert asked.code == 2 and "(DC-209)" in asked.err and MAILBOX in asked.err
    assert shell("replay", path, "--mailbox", MAILBOX.upper(), "--json").data["mailbox"] == MAILBOX
    assert "(DC-209)" in shell("replay", path, "--mailbox", "no@where.example").err
    (tmp_path / "copy.eml").write_bytes(b"Delivered-To: buchhaltung@albrecht-werkzeuge.example\r\n" + path.read_bytes())
    assert shell("replay", tmp_path / "copy.eml", "--json").data["mailbox"] == "buchhaltung@albrecht-werkzeuge.example"
