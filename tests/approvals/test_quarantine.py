"""Mails that could not be read are worked by people: taken as a case, set aside with a reason, or downloaded."""

import hashlib
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine, text
from sqlmodel import Session, select

from agent.domain.vocabulary import MessageState
from agent.records.audit import AuditEvent
from agent.records.cases import Case
from agent.records.conservation import balance
from agent.records.mail import Message, RawMail
from agent.records.outbox import OutboxMail
from tests.approvals.cast import Cast
from tests.approvals.desk import looked_up, sign_in
from tests.told import tell

RAW = b"From: Kim Vos <kim@somewhere.example>\r\nSubject: =?utf-8?q?Caf=C3=A9_bill?=\r\n\r\n\xff\x00\r\n"


def quarantined(engine: Engine, cast: Cast, raw: bytes = RAW, trouble: str = "header_too_large: too long") -> UUID:
    with Session(engine) as session:
        case = session.get_one(Case, cast.cases["copies"])
        digest = hashlib.sha256(raw).hexdigest()
        session.merge(RawMail(sha256=digest, content=raw))
        session.flush()
        message = Message(
            client_id=case.client_id, mailbox_id=case.mailbox_id, uidvalidity=9, uid=len(raw), sha256=digest,
            size=len(raw) or 4711, state=MessageState.QUARANTINED.value, trouble=trouble,
        )  # fmt: skip
        session.add(message)
        tell(session)
        session.commit()
        return message.id


def moves(engine: Engine, message_id: UUID) -> list[tuple[str, dict[str, str]]]:
    """(who, what) of every change of state of this mail."""
    query = select(AuditEvent).where(AuditEvent.subject_id == str(message_id), AuditEvent.kind == "message_moved")
    with Session(engine) as session:
        return [(one.actor, one.body) for one in session.exec(query)]


def test_a_person_takes_it_as_a_case_and_answers_by_hand(app: FastAPI, cast: Cast, engine: Engine) -> None:
    message_id, ana = quarantined(engine, cast), sign_in(app, "ana")
    page = ana.page("/quarantine")
    assert f'formaction="/quarantine/{message_id}/take"' in page
    answer = ana.post(f"/quarantine/{message_id}/take")
    message = looked_up(engine, Message, message_id)
    assert answer.status_code == 303 and answer.headers["location"] == f"/case/{message.case_id}"
    assert (message.state, message.from_address, message.subject) == (
        "waiting_specialist", "kim@somewhere.example", "Café bill",
    )  # fmt: skip
    case = looked_up(engine, Case, message.case_id)
    assert (case.status, case.owner_id, case.customer_id) == ("open", cast.people["ana"], None)
    assert case.reply_by is not None
    shown = ana.page(f"/case/{case.id}")
    assert "This mail could not be read" in shown and "kim@somewhere.example" in shown
    assert ana.read(f"/case/{case.id}/original/{message_id}/mail.eml").content == RAW
    fields = {
        "to": "kim@somewhere.example",
        "subject": "Re: Café bill",
        "body": "Please send it again.",
        "then": "send",
    }
    sent = ana.post(f"/case/{case.id}/write", ana.form(f"/case/{case.id}?write=1"), **fields, checked="yes")
    assert sent.status_code == 303, sent.text
    with Session(engine) as session:
        (mail,) = session.exec(select(OutboxMail).where(OutboxMail.case_id == case.id))
        assert mail.envelope_to[0] == "kim@somewhere.example" and balance(session).even
    actors = [actor for actor, body in moves(engine, message_id) if body["before"] == "quarantined"]
    assert actors == [str(cast.people["ana"])]
    assert ana.read(f"/quarantine/{message_id}/mail.eml").status_code == 404, "it is no longer there"


def test_one_that_nobody_can_open_is_a_case_too(app: FastAPI, cast: Cast, engine: Engine) -> None:
    message_id, ana = (
        quarantined(engine, cast, b"", "DC-306: the mail server does not hand it out"),
        sign_in(app, "ana"),
    )
    page = ana.page("/quarantine")
    assert f"/quarantine/{message_id}/mail.eml" not in page, "there is nothing to download"
    case_id = ana.post(f"/quarantine/{message_id}/take").headers["location"].rpartition("/")[2]
    shown = ana.page(f"/case/{case_id}")
    assert "does not hand it out" in shown and "address unreadable" in shown


def test_it_is_set_aside_with_a_reason(app: FastAPI, cast: Cast, engine: Engine) -> None:
    message_id, ana = quarantined(engine, cast), sign_in(app, "ana")
    assert ana.post(f"/quarantine/{message_id}/dismiss").status_code == 422
    assert ana.post(f"/quarantine/{message_id}/dismiss", reason="whatever").status_code == 422
    assert looked_up(engine, Message, message_id).state == "quarantined"
    answer = ana.post(f"/quarantine/{message_id}/dismiss", reason="unwanted")
    assert (answer.status_code, answer.headers["location"]) == (303, "/quarantine")
    assert looked_up(engine, Message, message_id).state == "closed_no_reply"
    (told,) = moves(engine, message_id)
    assert told[0] == str(cast.people["ana"]) and told[1]["reason"] == "unwanted"
    assert "Unwanted mail" in ana.page("/log") and str(message_id) not in ana.page("/quarantine")
    with Session(engine) as session:
        assert balance(session).even


@pytest.mark.parametrize("verb", ["take", "dismiss"])
def test_the_second_of_two_is_told_that_it_was_done(app: FastAPI, cast: Cast, engine: Engine, verb: str) -> None:
    message_id = quarantined(engine, cast)
    ana, marc = sign_in(app, "ana"), sign_in(app, "marc")
    assert ana.post(f"/quarantine/{message_id}/{verb}", reason="unwanted").status_code == 303
    for again in ("take", "dismiss"):
        assert marc.post(f"/quarantine/{message_id}/{again}", reason="unwanted").status_code == 409
    assert len(moves(engine, message_id)) == 1
    with Session(engine) as session:
        made = session.execute(text("SELECT count(*) FROM cases WHERE subject = 'Café bill'")).scalar()
    assert made == (verb == "take")


def test_nobody_else_may_and_an_unknown_mail_is_not_found(app: FastAPI, cast: Cast, engine: Engine) -> None:
    message_id = quarantined(engine, cast)
    for name, status in (("vera", 403), ("ada", 403), ("olga", 404)):
        person = sign_in(app, name)
        for verb in ("take", "dismiss"):
            assert person.post(f"/quarantine/{message_id}/{verb}", reason="unwanted").status_code == status
        assert "formaction" not in person.page("/quarantine")
    assert sign_in(app, "ana").post(f"/quarantine/{uuid4()}/take").status_code == 404
