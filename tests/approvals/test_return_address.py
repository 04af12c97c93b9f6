"""An approved mail leaves under the envelope sender that its mailbox has chosen, with a copy to the archive."""

from fastapi import FastAPI
from sqlalchemy import Engine
from sqlmodel import Session, select

from agent.records.mail import Mailbox
from agent.records.outbox import OutboxMail
from tests.approvals.cast import Cast
from tests.approvals.desk import sign_in


def test_an_approved_mail_bears_the_chosen_return_address(app: FastAPI, cast: Cast, engine: Engine) -> None:
    with Session(engine) as session:
        for box in session.exec(select(Mailbox)):
            box.bounce_address, box.archive_address = "returns@halden.example", "archive@halden.example"
        session.commit()
    ana = sign_in(app, "ana")
    assert ana.decide(cast.cases["copies"], "approve", checked="yes").status_code == 303
    with Session(engine) as session:
        mail = session.exec(select(OutboxMail).where(OutboxMail.case_id == cast.cases["copies"])).one()
    assert mail.envelope_from == "returns@halden.example" and "archive@halden.example" in mail.envelope_to
