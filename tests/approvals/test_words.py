"""What pages say in words: the time to answer by, the customer's request, reasons, and events of the log."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine, text
from sqlmodel import Session, select

from agent.records import audit
from agent.records.audit import AuditEvent
from agent.records.cases import Case, Escalation
from approvals import log_words, words
from approvals.cases import reasons_shown
from approvals.queue_rows import Row
from tests.approvals.cast import Cast, mail_in
from tests.approvals.desk import sign_in

SATURDAY = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)
SECOND = datetime(2040, 1, 2, 9, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "said"),
    [(1, "23:00"), (-1, "21:00, late"), (43, "Mon 17:00"), (-53, "Thu 17:00, late"), (24 * 8, "29 Nov 22:00")],
)
def test_the_time_to_answer_by_is_a_clock_and_no_number_of_hours(hours: int, said: str) -> None:
    assert words.due(SATURDAY + timedelta(hours=hours), ZoneInfo("UTC"), SATURDAY) == said


def test_the_clock_is_that_of_the_reader() -> None:
    assert words.due(SATURDAY + timedelta(hours=43), ZoneInfo("Europe/Berlin"), SATURDAY) == "Mon 18:00"


@pytest.mark.parametrize(
    ("mail", "shown"),
    [
        ("Sehr geehrte Damen und Herren,\n\nbitte senden Sie INV-1.", "bitte senden Sie INV-1."),
        ("Hi,\n\n We only counted\n46 boxes.", "We only counted 46 boxes."),
        ("All sorted, thanks very much for your help!\n\nHarbour accounts", "All sorted, thanks very much for your help! Harbour accounts"),
        ("Where is it?", "Where is it?"),
        ("Hello,\n\n", "Hello,"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_queue_shows_the_request_and_not_the_greeting(mail: str, shown: str) -> None:
    values: dict[str, Any] = {one.name: None for one in fields(Row)}
    row = Row(**values | {"words": mail})
    assert row.first_words == shown


def test_a_reason_is_said_once_and_the_customers_words_once() -> None:
    unknown = {"sentence": "A number is not known in this account.", "words": "RG-1"}
    left = {"sentence": "x@y.example belongs to somebody who has left.", "words": "x@y.example"}
    above = Escalation(client_id=uuid4(), case_id=uuid4(), code="legal", sentence="Legal steps are mentioned.")
    legal = {"sentence": "Legal steps are mentioned.", "words": "court"}
    assert reasons_shown([unknown, unknown, left, legal], above) == [
        ("A number is not known in this account.", "RG-1"),
        ("x@y.example belongs to somebody who has left.", ""),
    ]
    assert reasons_shown([legal], None) == [("Legal steps are mentioned.", "court")]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"before": "drafting", "after": "waiting_specialist"}, "Answer being written → Needs review"),
        ({"route": "fraud", "reasons": ["sender_forged", "auth_failed"], "rules": "1"}, "reasons: Sender forged, Auth failed · route: manager, possible fraud"),
        ({"writer": "templates.1", "answers": ["01a2008c-e4ff-779d-b28e-17916fee8a6e"], "version": 1}, "version: 1 · writer: templates.1"),
        ({"on": True, "sha256": "0"}, "on: yes"),
        ({"variant": "offer_call"}, "change: Offer a call"),
        ({"code": "terms", "verb": "escalate"}, "reason: Terms, credit or a write-off are asked for"),
    ],
)  # fmt: skip
def test_an_event_is_told_without_ids_and_codes(body: dict[str, object], said: str) -> None:
    event = AuditEvent(
        chain="c", seq=1, actor="a", kind="k", subject="s", subject_id="1", body=body, previous="", hash=""
    )
    assert log_words.details(event) == said


def test_the_log_of_a_case_holds_what_happened_to_its_mails(app: FastAPI, cast: Cast) -> None:
    marc = sign_in(app, "marc")
    number = marc.page(f"/case/{cast.cases['dispute']}").partition("· case ")[2].partition(" ")[0]
    page = marc.page(f"/log?case={number}")
    assert "Needs review" in page and page.count(f">case {number}</a>") == page.count("<tr>") - 1


def test_a_draft_with_a_blank_is_to_be_filled_in_and_cannot_be_approved(
    app: FastAPI, cast: Cast, engine: Engine
) -> None:
    with engine.begin() as connection:
        connection.execute(
            text("""UPDATE draft_versions SET body = body || ' [answer: please fill in]', warnings = '["To be filled in before sending: [answer: please fill in]"]'
                    WHERE draft_id = :draft"""),
            {"draft": cast.drafts["copies"]},
        )  # fmt: skip
    page = sign_in(app, "ana").page(f"/case/{cast.cases['copies']}")
    assert page.count("[answer: please fill in]</li>") == 1
    assert "Fill in and send" in page and 'data-key="approve"' not in page


def test_a_record_says_who_confirmed_it_and_on_which_mail(app: FastAPI, cast: Cast) -> None:
    """Of two who approve, the second; what came with the books says so."""
    ana, lee, case = sign_in(app, "ana"), sign_in(app, "lee"), cast.cases["promise"]
    assert "from the books" in ana.page("/records?state=broken")
    record = {"promise-0-on": "yes", "promise-0-invoices": "INV-3005", "promise-0-day": f"{cast.now:%Y-%m-%d}"}
    for person in (ana, lee):
        assert person.decide(case, "approve", **record).status_code == 303
    page = ana.page("/records")
    assert "Lee Brandt" in page and f'<a href="/case/{case}">the mail and the answer</a>' in page


def test_of_mails_of_one_second_the_later_one_stands_on_top(app: FastAPI, cast: Cast, engine: Engine) -> None:
    """Mail servers tell whole seconds, and may hand over the newest first."""
    with Session(engine) as session:
        case = session.get_one(Case, cast.cases["dispute"])
        for uid, said in ((902, "Found them, please ignore my last mail."), (901, "Where are they?")):
            cast.uid = uid - 1
            message = mail_in(session, cast, said, case, ("Tom Reilly", "tom@harborfoods.example"), said, hours=0)
            message.received_at = SECOND
            session.add(message)
        session.commit()
    page = sign_in(app, "ana").page(f"/case/{cast.cases['dispute']}")
    assert page.index("Found them") < page.index("Where are they?")


# --- headings, flashes and places ---------------------------------------------------------------------------------------


def test_a_draft_that_the_first_of_two_approved_is_not_called_unapproved(app: FastAPI, cast: Cast) -> None:
    ana, case = sign_in(app, "ana"), cast.cases["promise"]
    assert "by the assistant, not yet approved" in ana.page(f"/case/{case}")
    ana.decide(case, "approve", **{"promise-0-on": ""})
    page = ana.page(f"/case/{case}")
    assert "You approved this version as the first of two." in page and "not yet approved" not in page


def test_where_no_text_was_written_there_is_no_draft(app: FastAPI, cast: Cast) -> None:
    page = sign_in(app, "ana").page(f"/case/{cast.cases['thanks']}")
    assert '<h2 id="draft-title">No draft</h2>' in page and "No answer is expected." in page


def test_the_outbox_is_offered_only_where_a_mail_went_there(app: FastAPI, cast: Cast) -> None:
    ana = sign_in(app, "ana")

    def flash_after(answer: Any) -> str:
        return ana.page(answer.headers["location"]).partition('class="flash"')[2].partition("</div>")[0]

    assert "/outbox" not in flash_after(ana.decide(cast.cases["thanks"], "take"))
    assert "/outbox" not in flash_after(ana.decide(cast.cases["dispute"], "escalate", reason="authority"))
    assert "/outbox" in flash_after(ana.decide(cast.cases["copies"], "approve"))


def test_what_a_manager_did_to_an_escalation_is_said_on_its_page(app: FastAPI, cast: Cast, engine: Engine) -> None:
    marc = sign_in(app, "marc")
    with Session(engine) as session:
        found = session.exec(select(Escalation).where(Escalation.case_id == cast.cases["insolvency"])).one()
    answer = marc.post(f"/escalations/{found.id}/close", note="Claim filed.")
    page = marc.page(answer.headers["location"])
    assert "<p>Closed.</p>" in page and f'action="/case/{cast.cases["insolvency"]}/reopen"' in page


def test_the_log_names_the_company_and_a_number_is_not_broken(app: FastAPI, cast: Cast, engine: Engine) -> None:
    with Session(engine) as session:
        audit.record(session, None, "bank_data_changed", "client", cast.clients["halden"], accounts=1)
        audit.record(session, None, "retention_done", "retention", "2026-11-22")
        session.commit()
    page = sign_in(app, "ada").page("/log")
    assert "<td>Halden Werkzeuge GmbH</td>" in page and "<td>all companies</td>" in page
    assert '<span class="nowrap">INV-' in sign_in(app, "ana").page("/records?state=all")
