"""A decision works, is refused to the wrong person, happens once, and is refused where nothing waits any more."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine, text
from sqlmodel import Session, col, select

from agent.mail.threading import own_tokens
from agent.records import audit
from agent.records.cases import Case, Decision, Draft, DraftVersion, Escalation
from agent.records.ledger import Document, Invoice
from agent.records.mail import Message
from agent.records.outbox import OutboxMail
from agent.records.people import User
from agent.records.promises import Dispute, Promise, Task
from tests.approvals.cast import Cast, mail_in
from tests.approvals.desk import looked_up, sign_in
from tests.told import change


def jobs_of(engine: Engine, task: str) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT args FROM procrastinate_jobs WHERE task_name = :task ORDER BY id"), {"task": task}
        )
        return [row[0] for row in rows]


def mails(engine: Engine) -> list[OutboxMail]:
    with Session(engine) as session:
        return list(session.exec(select(OutboxMail).order_by(col(OutboxMail.created_at))))


def decisions(engine: Engine) -> list[Decision]:
    with Session(engine) as session:
        return list(session.exec(select(Decision).order_by(col(Decision.at))))


# --- approve ----------------------------------------------------------------------------------------------------------


def test_an_approved_draft_waits_in_the_outbox_as_the_very_bytes(app: FastAPI, cast: Cast, engine: Engine) -> None:
    answer = sign_in(app, "ana").decide(cast.cases["copies"], "approve")
    assert answer.status_code == 303
    (mail,) = mails(engine)
    assert answer.headers["location"] == f"/case/{cast.cases['dispute']}?sent={mail.id}"
    assert mail.state == "approved" and mail.approved_by == cast.people["ana"]
    assert (mail.release_at - mail.created_at).total_seconds() == pytest.approx(15, abs=5)
    assert mail.envelope_to == ["jana.roth@nordwind.example", "archive@halden-werkzeuge.example"]
    assert own_tokens([mail.header_id], b"m" * 32) == [mail.id]
    assert b"INV-1007.pdf" in mail.mime and b"In-Reply-To: <m1@nordwind.example>" in mail.mime
    assert [one["code"] for one in mail.documents] == ["INV-1001", "INV-1007"]
    assert looked_up(engine, Message, cast.messages["copies"]).state == "in_outbox"
    assert looked_up(engine, Draft, cast.drafts["copies"]).state == "approved"
    assert looked_up(engine, Case, cast.cases["copies"]).status == "waiting"
    assert jobs_of(engine, "send_mail") == [{"mail_id": str(mail.id)}]
    with Session(engine) as session:
        assert not audit.verify_chain(session, str(cast.clients["halden"]))[2]


def test_the_same_click_twice_sends_one_mail_and_gives_the_same_answer(
    app: FastAPI, cast: Cast, engine: Engine
) -> None:
    ana = sign_in(app, "ana")
    form = ana.form(f"/case/{cast.cases['copies']}")
    first = ana.decide(cast.cases["copies"], "approve", form)
    second = ana.decide(cast.cases["copies"], "approve", form)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["location"].partition("?")[2] == second.headers["location"].partition("?")[2]
    assert len(mails(engine)) == len(decisions(engine)) == 1


def test_the_same_key_with_other_content_is_refused(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana = sign_in(app, "ana")
    form = ana.form(f"/case/{cast.cases['copies']}")
    ana.decide(cast.cases["copies"], "approve", form)
    answer = ana.decide(cast.cases["copies"], "approve", form, note="something else")
    assert answer.status_code == 422 and "already used" in answer.text
    assert len(mails(engine)) == 1


def test_of_many_who_approve_at_once_one_wins_and_the_others_learn_who(
    app: FastAPI, cast: Cast, engine: Engine
) -> None:
    people = [sign_in(app, name) for name in ("ana", "lee", "marc", "mia")]
    forms = [one.form(f"/case/{cast.cases['copies']}") for one in people]
    with ThreadPoolExecutor(4) as pool:
        answers = list(
            pool.map(
                lambda pair: pair[0].decide(cast.cases["copies"], "approve", pair[1]), zip(people, forms, strict=True)
            )
        )
    assert sorted(answer.status_code for answer in answers) == [303, 409, 409, 409]
    winner = people[[answer.status_code for answer in answers].index(303)].name
    name = looked_up(engine, User, cast.people[winner]).name
    late = [answer.text for answer in answers if answer.status_code == 409]
    assert all(f"{name} approved version 1" in page and f'href="/case/{cast.cases["copies"]}"' in page for page in late)
    assert not any('id="evidence"' in page for page in late), "the case itself is one click away, and costs too much"
    assert len(mails(engine)) == 1


def test_a_text_for_a_case_that_was_answered_meanwhile_is_kept_where_this_is_said(app: FastAPI, cast: Cast) -> None:
    ana, lee = sign_in(app, "ana"), sign_in(app, "lee")
    form = ana.form(f"/case/{cast.cases['copies']}?edit=1")
    assert lee.decide(cast.cases["copies"], "approve").status_code == 303
    answer = ana.edit(cast.cases["copies"], form, to="jana.roth@nordwind.example", body="Mein langer Text, Frau Roth.")
    assert answer.status_code == 409 and "Lee Brandt approved version 1" in answer.text
    assert re.search(r"<textarea[^>]*>Mein langer Text, Frau Roth\.</textarea>", answer.text)


@pytest.mark.parametrize(("who", "status"), [("olga", 404), ("ada", 403), ("vera", 403)])
def test_the_wrong_person_decides_nothing(app: FastAPI, cast: Cast, engine: Engine, who: str, status: int) -> None:
    form = sign_in(app, "ana").form(f"/case/{cast.cases['copies']}")
    stranger = sign_in(app, who)
    own = stranger.form("/account")
    for verb in (
        "approve",
        "edit",
        "write",
        "redraft",
        "no-reply",
        "escalate",
        "assign",
        "take",
        "close-task",
        "review",
    ):
        assert stranger.decide(cast.cases["copies"], verb, form | {"csrf": own["csrf"]}).status_code == status, verb
    assert not mails(engine) and not decisions(engine)


@pytest.mark.parametrize("verb", ["approve", "edit", "redraft", "no-reply", "escalate"])
def test_a_closed_case_refuses_every_decision(app: FastAPI, cast: Cast, engine: Engine, verb: str) -> None:
    ana = sign_in(app, "ana")
    form = ana.form(f"/case/{cast.cases['copies']}")
    assert ana.decide(cast.cases["copies"], "no-reply", reason="settled").status_code == 303
    fields = {"reason": "settled", "variant": "shorter", "body": "Hello", "to": "jana.roth@nordwind.example"}
    answer = ana.decide(cast.cases["copies"], verb, form, **fields)
    assert answer.status_code == 409 and "Ana Keller closed the case without a reply" in answer.text
    assert not mails(engine)


def test_a_newer_mail_stops_the_approval_and_the_typed_text_is_kept(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana = sign_in(app, "ana")
    form = ana.form(f"/case/{cast.cases['copies']}?edit=1")
    with Session(engine) as session:
        mail_in(
            session,
            cast,
            "again",
            session.get_one(Case, cast.cases["copies"]),
            ("Jana Roth", "jana.roth@nordwind.example"),
            "Bitte auch INV-1021.",
            hours=-0.001,
        )
        session.commit()
    answer = ana.edit(cast.cases["copies"], form, to="jana.roth@nordwind.example", body="Mein langer Text, Frau Roth.")
    assert answer.status_code == 409
    assert "Jana Roth wrote again" in answer.text and "Mein langer Text, Frau Roth." in answer.text
    assert not mails(engine)


def test_an_invoice_paid_meanwhile_stops_the_approval(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana = sign_in(app, "ana")
    form = ana.form(f"/case/{cast.cases['copies']}")
    with Session(engine) as session:
        paid = session.get_one(Invoice, cast.invoices["INV-1001"])
        paid.open_amount, paid.status = paid.open_amount * 0, "paid"
        session.add(paid)
        session.commit()
    answer = ana.decide(cast.cases["copies"], "approve", form)
    assert answer.status_code == 409 and "INV-1001: 12,400.00 EUR was open, now 0.00 EUR (paid)." in answer.text


def test_flagged_figures_must_be_checked_before_the_mail_leaves(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana = sign_in(app, "ana")
    case = cast.cases["dispute"]
    fields = {"dispute-0-on": "yes", "dispute-0-invoices": "INV-2044", "dispute-0-reason": "price"}
    refused = ana.decide(case, "approve", **fields)
    assert refused.status_code == 422 and "no source was found for 25 November" in refused.text
    assert ana.decide(case, "approve", checked="yes", **fields).status_code == 303
    assert len(mails(engine)) == 1


# --- records ------------------------------------------------------------------------------------------------------------


def test_an_approval_confirms_the_ticked_dispute_and_undo_takes_it_back(
    app: FastAPI, cast: Cast, engine: Engine
) -> None:
    ana = sign_in(app, "ana")
    fields = {
        "dispute-0-on": "yes",
        "dispute-0-invoices": "INV-2044",
        "dispute-0-reason": "price",
        "dispute-0-amount": "1,063.83",
    }
    ana.decide(cast.cases["dispute"], "approve", checked="yes", **fields)
    with Session(engine) as session:
        (found,) = session.exec(select(Dispute))
        assert (found.invoices, found.reason, str(found.amount)) == (["INV-2044"], "price", "1063.83")
        assert found.quote == "The price on line 3 of INV-2044 is wrong"
        assert [task.text for task in session.exec(select(Task).where(Task.text == "Ask sales for the agreed price."))]
    assert "INV-2044,dispute" in ana.page("/holds.csv")
    (mail,) = mails(engine)
    assert ana.post(f"/outbox/{mail.id}/undo").status_code == 303
    with Session(engine) as session:
        assert not session.exec(select(Dispute)).all()
        assert not session.exec(select(Task).where(Task.text == "Ask sales for the agreed price.")).all()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"dispute-0-invoices": "BR-77", "dispute-0-reason": "price"}, "BR-77 is not an invoice of this customer."),
        ({"dispute-0-invoices": "INV-2044"}, "Choose what it is about."),
        ({"dispute-0-reason": "price"}, "Say which invoices the dispute is about."),
        ({"dispute-0-invoices": "INV-2044", "dispute-0-reason": "price", "dispute-0-amount": "lots"}, "Write the amount as 1234.50."),
        ({"dispute-0-invoices": "INV-2044", "dispute-0-reason": "price", "promise-new-on": "yes", "promise-new-invoices": "INV-2044",
          "promise-new-day": "soon"}, "Write the day as 2026-11-30."),
    ],
)  # fmt: skip
def test_a_record_that_cannot_be_kept_is_shown_again(
    app: FastAPI, cast: Cast, engine: Engine, fields: dict[str, str], sentence: str
) -> None:
    answer = sign_in(app, "ana").decide(
        cast.cases["dispute"], "approve", **{"checked": "yes", "dispute-0-on": "yes"} | fields
    )
    assert answer.status_code == 422 and sentence in answer.text
    assert not mails(engine)


# --- two people -----------------------------------------------------------------------------------------------------------


def test_two_different_people_approve_much_money(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana, lee, case = sign_in(app, "ana"), sign_in(app, "lee"), cast.cases["promise"]
    assert ana.decide(case, "approve", **{"promise-0-on": ""}).status_code == 303
    assert not mails(engine)
    again = ana.decide(case, "approve")
    assert again.status_code == 403 and "A different person approves it now." in again.text
    assert "Ana Keller approved this version as the first of two." in lee.page(f"/case/{case}")
    fields = {
        "promise-0-on": "yes",
        "promise-0-invoices": "INV-3005",
        "promise-0-day": f"{cast.now:%Y-%m-%d}",
        "promise-0-amount": "22000",
    }
    assert lee.decide(case, "approve", **fields).status_code == 303
    (mail,) = mails(engine)
    assert mail.approved_by == cast.people["lee"]
    with Session(engine) as session:
        assert session.exec(select(Promise).where(Promise.state == "open")).one().decision_id == mail.decision_id


def test_who_wrote_a_version_cannot_be_the_second(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana, lee, case = sign_in(app, "ana"), sign_in(app, "lee"), cast.cases["promise"]
    saved = ana.edit(
        case, then="save", to="claire@velosport.example", subject="Re", body="Bonjour, merci pour INV-3005."
    )
    assert saved.status_code == 303
    assert lee.decide(case, "approve").status_code == 303
    refused = ana.decide(case, "approve")
    assert refused.status_code == 403 and "somebody else approves it" in refused.text
    assert sign_in(app, "marc").decide(case, "approve").status_code == 303
    assert len(mails(engine)) == 1


# --- edit and write -------------------------------------------------------------------------------------------------------


def test_an_edit_is_a_new_version_by_its_author_and_leaves_as_typed(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana = sign_in(app, "ana")
    fields = {
        "to": "jana.roth@nordwind.example",
        "cc": "ap@nordwind.example",
        "subject": "Re: Kopien",
        "checked": "yes",
        "keep": ["1"],
        "add": [str(cast.documents["INV-1021"])],
    }
    answer = ana.edit(cast.cases["copies"], body="Guten Tag,\n\nanbei INV-1007 und INV-1021.", **fields)
    assert answer.status_code == 303
    (mail,) = mails(engine)
    version = looked_up(engine, DraftVersion, (cast.drafts["copies"], 2))
    assert version.author == str(cast.people["ana"]) and version.cc == ["ap@nordwind.example"]
    assert [one["code"] for one in mail.documents] == ["INV-1007", "INV-1021"]
    assert mail.draft_version == 2 and "anbei INV-1007 und INV-1021." in mail.mime.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"to": ""}, "Say to whom the answer goes."),
        ({"to": "not an address"}, "is not a mail address"),
        ({"body": ""}, "There is no text yet."),
        ({"body": "Bitte zahlen Sie 99,95 EUR."}, "no source was found for 99,95 EUR"),
        ({"body": "We pay by [amount: please fill in]."}, "Please fill in or remove: [amount: please fill in]"),
        (
            {"body": "Our new IBAN is DE89 3704 0044 0532 0130 00."},
            "looks like an account number that is not in the books",
        ),
        (
            {"subject": "IBAN DE89 3704 0044 0532 0130 00"},
            "looks like an account number that is not in the books",
        ),
    ],
)
def test_what_cannot_be_sent_is_shown_again_with_the_text(
    app: FastAPI, cast: Cast, engine: Engine, fields: dict[str, str], sentence: str
) -> None:
    typed = {"to": "jana.roth@nordwind.example", "body": "Guten Tag, so nicht."} | fields
    answer = sign_in(app, "ana").edit(cast.cases["copies"], **typed)
    assert answer.status_code == 422 and sentence in answer.text
    assert typed["body"] in answer.text and not mails(engine)


def test_files_are_uploaded_by_content_and_another_customers_document_is_not_attached(
    app: FastAPI, cast: Cast, engine: Engine
) -> None:
    ana = sign_in(app, "ana")
    form = ana.form(f"/case/{cast.cases['copies']}?edit=1")
    data = form | {"to": "jana.roth@nordwind.example", "body": "Anbei.", "add": str(cast.documents["INV-2044"])}
    path = f"/case/{cast.cases['copies']}/edit"
    refused = ana.client.post(
        path, data=data, files={"file": ("proof.pdf", b"MZ\x90\x00 not a pdf", "application/pdf")}
    )
    assert refused.status_code == 422 and "proof.pdf is not a PDF" in refused.text
    words = ana.client.post(path, data=data, files={"file": ("Fake.PDF", b"just words", "application/pdf")})
    assert words.status_code == 422 and "Fake.PDF is not a PDF." in words.text and not mails(engine)
    taken = ana.client.post(path, data=data, files={"file": ("../proof.pdf", b"%PDF-1.4 proof", "application/pdf")})
    assert taken.status_code == 303
    (mail,) = mails(engine)
    assert [(one["code"], one["document_id"]) for one in mail.documents] == [("proof.pdf", None)]


def test_a_case_without_a_draft_is_answered_by_a_manager_in_their_own_words(
    app: FastAPI, cast: Cast, engine: Engine
) -> None:
    marc, case = sign_in(app, "marc"), cast.cases["insolvency"]
    form = marc.form(f"/case/{case}?write=1")
    typed = {"to": "office@behr-recht.example", "body": "Wir melden unsere Forderung an.", "checked": "yes"}
    assert marc.decide(case, "write", form, **typed).status_code == 303
    assert looked_up(engine, Message, cast.messages["insolvency"]).state == "in_outbox"
    with Session(engine) as session:
        assert session.exec(select(Escalation).where(Escalation.case_id == case)).one().state == "answered"


def test_saving_sends_nothing(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana = sign_in(app, "ana")
    answer = ana.edit(cast.cases["copies"], then="save", to="jana.roth@nordwind.example", body="Für später.")
    assert answer.headers["location"] == f"/case/{cast.cases['copies']}?done=saved"
    assert "Für später." in ana.page(f"/case/{cast.cases['copies']}") and not mails(engine)


# --- undo -----------------------------------------------------------------------------------------------------------------


def test_undo_opens_the_draft_again_and_a_second_approval_sends_once_more(
    app: FastAPI, cast: Cast, engine: Engine
) -> None:
    ana, case = sign_in(app, "ana"), cast.cases["copies"]
    ana.decide(case, "approve")
    (mail,) = mails(engine)
    for _ in range(2):
        assert ana.post(f"/outbox/{mail.id}/undo").headers["location"] == f"/case/{case}?done=undone"
    assert looked_up(engine, OutboxMail, mail.id).state == "undone"
    assert looked_up(engine, Draft, cast.drafts["copies"]).state == "open"
    assert looked_up(engine, Message, cast.messages["copies"]).state == "waiting_specialist"
    assert decisions(engine)[0].undone_at is not None
    assert ana.decide(case, "approve").status_code == 303
    assert [one.state for one in mails(engine)] == ["undone", "approved"]


def test_undo_comes_too_late_once_sending_has_begun(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana = sign_in(app, "ana")
    ana.decide(cast.cases["copies"], "approve")
    (mail,) = mails(engine)
    change(engine, "UPDATE outbox SET state = 'claimed'")
    assert ana.post(f"/outbox/{mail.id}/undo").status_code == 410
    assert looked_up(engine, Draft, cast.drafts["copies"]).state == "approved"


# --- redraft, no reply, escalate ----------------------------------------------------------------------------------------------


def test_a_new_draft_is_asked_for_once_and_the_old_one_stays_open(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana, case = sign_in(app, "ana"), cast.cases["copies"]
    assert ana.decide(case, "redraft", variant="shorter").status_code == 303
    assert ana.decide(case, "redraft", variant="shorter").status_code == 409
    (row,) = decisions(engine)
    assert row.note == "shorter"
    assert jobs_of(engine, "resume_thread") == [
        {"message_id": str(cast.messages["copies"]), "verb": "redraft", "decision_id": str(row.id)}
    ]
    assert "A new draft is being written." in ana.page(f"/case/{case}")


@pytest.mark.parametrize("fields", [{}, {"variant": "rude"}, {"note": "in your own words"}])
def test_a_new_draft_needs_a_known_wish(app: FastAPI, cast: Cast, engine: Engine, fields: dict[str, str]) -> None:
    assert sign_in(app, "ana").decide(cast.cases["copies"], "redraft", **fields).status_code == 422
    assert not decisions(engine)


def test_no_reply_needs_a_reason_for_a_dispute_but_not_for_thanks(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana = sign_in(app, "ana")
    assert ana.decide(cast.cases["dispute"], "no-reply").status_code == 422
    assert ana.decide(cast.cases["dispute"], "no-reply", reason="by_phone").status_code == 303
    assert ana.decide(cast.cases["thanks"], "no-reply").status_code == 303
    assert looked_up(engine, Message, cast.messages["dispute"]).state == "closed_no_reply"
    assert looked_up(engine, Case, cast.cases["thanks"]).status == "closed"
    assert [one["verb"] for one in jobs_of(engine, "resume_thread")] == ["no_reply", "no_reply"]


def test_an_escalated_case_is_a_managers_alone(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana, case = sign_in(app, "ana"), cast.cases["copies"]
    assert ana.decide(case, "escalate").status_code == 422
    form = ana.form(f"/case/{case}")
    assert ana.decide(case, "escalate", form, reason="authority", note="They want a discount.").status_code == 303
    assert looked_up(engine, Message, cast.messages["copies"]).state == "escalated"
    page = ana.page(f"/case/{case}")
    assert "a manager decides" in page and "Approve and send" not in page
    refused = ana.decide(case, "approve", form)
    assert refused.status_code == 403 and "a manager decides" in refused.text
    marc = sign_in(app, "marc")
    assert "They want a discount." in marc.page("/escalations")
    assert marc.decide(case, "approve").status_code == 303
    (mail,) = mails(engine)
    assert ana.post(f"/outbox/{mail.id}/undo").status_code == 403
    assert marc.post(f"/outbox/{mail.id}/undo").status_code == 303
    with Session(engine) as session:
        escalation = session.exec(select(Escalation).where(Escalation.case_id == case)).one()
        assert (escalation.state, escalation.raised_by) == ("open", str(cast.people["ana"]))


def test_a_fraud_case_needs_two_managers(app: FastAPI, cast: Cast, engine: Engine) -> None:
    marc, mia, case = sign_in(app, "marc"), sign_in(app, "mia"), cast.cases["fraud"]
    answer = marc.decide(case, "approve", checked="yes")
    assert "(a manager, where the case is escalated)" in marc.page(answer.headers["location"])
    again = marc.decide(case, "approve", checked="yes")
    assert again.status_code == 403 and "A different manager approves it now." in again.text
    assert not mails(engine)
    assert mia.decide(case, "approve", checked="yes").status_code == 303
    assert len(mails(engine)) == 1


# --- ownership and tasks ------------------------------------------------------------------------------------------------------


def test_a_case_is_taken_and_passed_on_to_a_colleague_only(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana, case = sign_in(app, "ana"), cast.cases["copies"]
    assert ana.post(f"/case/{case}/take").status_code == 303
    assert looked_up(engine, Case, case).owner_id == cast.people["ana"]
    assert ana.post(f"/case/{case}/assign", to=str(cast.people["olga"])).status_code == 422
    assert ana.post(f"/case/{case}/assign", to=str(cast.people["lee"])).status_code == 303
    assert looked_up(engine, Case, case).owner_id == cast.people["lee"]
    assert "Kopien INV-1001" in sign_in(app, "lee").page("/queue?view=mine")


def test_a_task_is_done_once_and_only_in_its_own_case(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana = sign_in(app, "ana")
    with Session(engine) as session:
        task = session.exec(select(Task)).one().id
    assert ana.post(f"/case/{cast.cases['copies']}/close-task", task=str(task)).status_code == 404
    for _ in range(2):
        assert ana.post(f"/case/{cast.cases['dispute']}/close-task", task=str(task)).status_code == 303
    with Session(engine) as session:
        events = session.exec(select(audit.AuditEvent).where(audit.AuditEvent.kind == "task_closed")).all()
    assert len(events) == 1 and looked_up(engine, Task, task).done_by == cast.people["ana"]


# --- with htmx ------------------------------------------------------------------------------------------------------------------


def test_with_htmx_the_next_case_comes_in_the_same_answer(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana = sign_in(app, "ana")
    form = ana.form(f"/case/{cast.cases['copies']}")
    answer = ana.client.post(f"/case/{cast.cases['copies']}/approve", data=form, headers={"hx-request": "true"})
    assert answer.status_code == 200 and answer.headers["hx-push-url"] == f"/case/{cast.cases['dispute']}"
    assert "<html" not in answer.text and "Price on line 3 is wrong" in answer.text and "/undo" in answer.text


def test_approvals_faster_than_anyone_reads_are_slowed(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana = sign_in(app, "ana")
    app.state.config = replace(app.state.config, approvals_per_minute=1)
    assert ana.decide(cast.cases["copies"], "approve").status_code == 303
    assert ana.decide(cast.cases["promise"], "approve").status_code == 429


def test_a_statement_is_made_from_the_books_when_it_is_sent(app: FastAPI, cast: Cast, engine: Engine) -> None:
    with Session(engine) as session:
        halden, nordwind, code = cast.clients["halden"], cast.customers["nordwind"], "STMT-K-0042"
        statement = Document(
            client_id=halden, customer_id=nordwind, code=code, kind="statement", filename=f"{code}.pdf"
        )
        session.add(statement)
        session.commit()
        statement_id = str(statement.id)
    ana = sign_in(app, "ana")
    fields = {"to": "jana.roth@nordwind.example", "body": "Anbei der Kontoauszug.", "add": statement_id}
    assert ana.edit(cast.cases["copies"], **fields).status_code == 303
    (mail,) = mails(engine)
    (entry,) = mail.documents
    assert (entry["document_id"], entry["kind"]) == (statement_id, "statement") and len(entry["sha256"]) == 64
    assert b"STMT-K-0042.pdf" in mail.mime
