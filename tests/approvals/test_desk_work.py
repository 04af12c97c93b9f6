"""A day at the desk: what a page must say so that nobody is misled, and what a form must not forget."""

import json
import re
from html import unescape

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine, text
from sqlmodel import Session, select

from agent.records import audit
from agent.records.audit import AuditEvent
from agent.records.cases import Case, DraftVersion, Escalation
from agent.records.mail import Message
from agent.records.outbox import OutboxMail
from approvals import log
from approvals.cases import reasons_shown
from tests.approvals.cast import Cast, mail_in
from tests.approvals.desk import looked_up, sign_in

STRANGER = "new.person@elsewhere.example"


def change(engine: Engine, statement: str, **values: object) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement), values)


def mails(engine: Engine) -> list[OutboxMail]:
    with Session(engine) as session:
        return list(session.exec(select(OutboxMail)))


# --- new recipients -------------------------------------------------------------------------------------------------


def test_an_edit_to_a_new_address_leaves_only_after_a_person_has_checked_it(
    app: FastAPI, cast: Cast, engine: Engine
) -> None:
    ana, typed = sign_in(app, "ana"), {"to": "jana.roth@nordwind.example", "cc": STRANGER, "body": "Anbei die Kopien."}
    refused = ana.edit(cast.cases["copies"], **typed)
    assert refused.status_code == 422 and f"{STRANGER} is not a known contact of this customer" in refused.text
    assert 'name="checked"' in refused.text and not mails(engine)
    assert ana.edit(cast.cases["copies"], checked="yes", **typed).status_code == 303
    assert STRANGER in mails(engine)[0].envelope_to


def test_a_saved_new_address_is_flagged_and_checked_before_it_is_approved(
    app: FastAPI, cast: Cast, engine: Engine
) -> None:
    ana, case = sign_in(app, "ana"), cast.cases["copies"]
    ana.edit(case, then="save", to="jana.roth@nordwind.example", cc=STRANGER, body="Anbei die Kopien.")
    page = ana.page(f"/case/{case}")
    assert f'{STRANGER} <span class="warn">new: not a contact of this customer' in page
    assert f"I have checked {STRANGER}" in page
    assert ana.decide(case, "approve").status_code == 422 and not mails(engine)
    assert ana.decide(case, "approve", checked="yes").status_code == 303


# --- what a refused form keeps --------------------------------------------------------------------------------------


def test_a_refused_edit_keeps_what_was_attached_and_what_was_taken_off(app: FastAPI, cast: Cast) -> None:
    ana, case, added = sign_in(app, "ana"), cast.cases["copies"], cast.documents["INV-1021"]
    form = ana.form(f"/case/{case}?edit=1") | {"to": "nobody", "body": "Anbei.", "keep": "1", "add": str(added)}
    answer = ana.client.post(
        f"/case/{case}/edit", data=form, files={"file": ("terms.pdf", b"%PDF-1.4 x", "application/pdf")}
    )
    assert answer.status_code == 422
    assert 'name="keep" value="0">' in answer.text and 'name="keep" value="1" checked>' in answer.text
    assert f'name="add" value="{added}" checked>' in answer.text
    assert "Please choose terms.pdf again" in answer.text


def test_a_refused_note_is_still_in_its_form_which_stands_open(app: FastAPI, cast: Cast) -> None:
    answer = sign_in(app, "ana").decide(cast.cases["dispute"], "no-reply", verb="no-reply", note="They rang us.")
    assert answer.status_code == 422 and "Not done yet" in answer.text and "Not sent yet" not in answer.text
    form = answer.text.partition('data-key="no-reply" open>')[2].partition("</details>")[0]
    assert 'value="They rang us."' in form and "A dispute or promise is closed with a reason." in form


@pytest.mark.parametrize(
    ("field", "limit", "sentence"),
    [("body", 50_000, "“Text of the answer” may hold 50,000 characters, and this has 50,001."), ("subject", 250, "“Subject” may hold 250 "),
     ("to", 2000, "“To” may hold 2,000 "), ("cc", 2000, "“Cc” may hold 2,000 ")],
)  # fmt: skip
@pytest.mark.parametrize("then", ["send", "save"])
def test_what_is_too_long_is_never_cut_but_refused_beside_its_field(
    app: FastAPI, cast: Cast, engine: Engine, field: str, limit: int, sentence: str, then: str
) -> None:
    ana, case = sign_in(app, "ana"), cast.cases["copies"]
    assert f'name="{field}"' in (page := ana.page(f"/case/{case}?edit=1")) and f'maxlength="{limit}"' in page
    typed = {"to": "jana.roth@nordwind.example", "body": "Anbei."} | {field: "x" * (limit + 1), "then": then}
    refused = ana.edit(case, **typed)
    assert refused.status_code == 422 and f'id="{field}-problem">{sentence}' in refused.text
    assert "x" * (limit + 1) in refused.text and "DC-622" in refused.text
    with Session(engine) as session:
        assert not mails(engine) and len(session.exec(select(DraftVersion)).all()) == len(cast.drafts)


def test_a_subject_that_is_longer_than_the_form_allows_is_shown_as_it_would_leave(
    app: FastAPI, cast: Cast, engine: Engine
) -> None:
    change(engine, "UPDATE draft_versions SET subject = repeat('W', 300)")
    page = sign_in(app, "ana").page(f"/case/{cast.cases['copies']}?edit=1")
    assert f'value="{"W" * 250}"' in page


def test_a_note_that_is_too_long_is_refused_where_it_was_written(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana, note = sign_in(app, "ana"), "x" * 1001
    answer = ana.decide(cast.cases["copies"], "escalate", verb="escalate", reason="authority", note=note)
    form = answer.text.partition('data-key="escalate" open>')[2].partition("</details>")[0]
    assert answer.status_code == 422 and "“Note” may hold 1,000 characters" in form and note in form
    assert looked_up(engine, Case, cast.cases["copies"]).status == "open"
    with Session(engine) as session:
        found = session.exec(select(Escalation).where(Escalation.case_id == cast.cases["fraud"])).one()
    refused = sign_in(app, "marc").post(f"/escalations/{found.id}/close", note="x" * 2001)
    assert (
        refused.status_code == 422 and "“Note” may hold 2,000 characters" in refused.text and "x" * 2001 in refused.text
    )
    assert looked_up(engine, Escalation, found.id).state == "open"


def test_a_form_that_names_very_many_invoices_is_read_whole(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana, case = sign_in(app, "ana"), cast.cases["copies"]
    shown = "; ".join(f"X-{n}=1.00:open" for n in range(2000)) + "; INV-1001=1.00:open"
    answer = ana.decide(case, "approve", books=shown)
    assert answer.status_code == 409 and "INV-1001: 1.00 EUR was open" in answer.text and not mails(engine)


@pytest.mark.parametrize(("key", "needed"), [("dispute", True), ("promise", True), ("thanks", False)])
def test_a_reason_to_close_is_required_where_the_server_asks_for_one(
    app: FastAPI, cast: Cast, key: str, needed: bool
) -> None:
    page = sign_in(app, "ana").page(f"/case/{cast.cases[key]}")
    assert ('id="no-reply-reason" name="reason" required>' in page) is needed


# --- what the page says ---------------------------------------------------------------------------------------------


def test_how_they_usually_pay_is_said_beside_how_late_they_are_now(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana, path = sign_in(app, "ana"), f"/case/{cast.cases['copies']}"
    assert "Usually pays 11 days late (2 payments); now 41 days late" in ana.page(path)
    change(engine, "UPDATE payments SET day = day - 30")
    assert "Usually pays on time (2 payments); now 41 days late" in ana.page(path)
    change(engine, "UPDATE invoices SET open_amount = 0 WHERE due_date < current_date")
    assert "Usually pays on time (2 payments)</p>" in ana.page(path)


def test_a_case_names_what_else_waits_from_the_same_customer(app: FastAPI, cast: Cast) -> None:
    ana = sign_in(app, "ana")
    waiting = ana.page(f"/case/{cast.cases['dispute']}").partition("Also waiting from them")[2].partition("</section>")
    assert f'<a href="/case/{cast.cases["thanks"]}">Thank you</a>' in waiting[0]
    assert "escalated" in ana.page(f"/case/{cast.cases['copies']}").partition("Also waiting")[2].partition("</ul>")[0]
    assert "Also waiting" not in ana.page(f"/case/{cast.cases['promise']}")


def test_facts_are_counted_only_where_there_are_some(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana, path = sign_in(app, "ana"), f"/case/{cast.cases['copies']}"
    change(engine, "UPDATE draft_versions SET facts = jsonb_build_array(facts->0) WHERE draft_id = :d", d=cast.drafts["copies"])  # fmt: skip
    assert "Its one fact has a source" in ana.page(path)
    change(engine, "UPDATE draft_versions SET facts = '[]' WHERE draft_id = :d", d=cast.drafts["copies"])
    assert "a source" not in ana.page(path)


def test_it_is_said_why_two_people_approve(app: FastAPI, cast: Cast, engine: Engine) -> None:
    marc = sign_in(app, "marc")
    assert "Two people approve this answer: 22,000.00 EUR is open" in marc.page(f"/case/{cast.cases['promise']}")
    assert "Two managers approve this answer: possible fraud." in marc.page(f"/case/{cast.cases['fraud']}")
    change(engine, "UPDATE drafts SET risk = 'two_people' WHERE id = :d", d=cast.drafts["copies"])
    change(engine, "UPDATE invoices SET open_amount = 1")
    assert "bank details or terms are at stake" in marc.page(f"/case/{cast.cases['copies']}")


def test_possible_fraud_needs_two_people_wherever_it_is_shown(app: FastAPI, cast: Cast, engine: Engine) -> None:
    change(engine, "UPDATE drafts SET risk = 'check_facts' WHERE id = :d", d=cast.drafts["fraud"])
    marc = sign_in(app, "marc")
    for path in (f"/case/{cast.cases['fraud']}", "/queue?q=New+bank+account"):
        page = marc.page(path)
        assert "Two people" in page and "Check facts" not in page.partition('<article id="case"')[2]


@pytest.mark.parametrize(("quote", "said"), [("", "No text."), ("> our reminder", "Only quoted text.")])
def test_a_mail_without_words_says_whether_it_quotes(
    app: FastAPI, cast: Cast, engine: Engine, quote: str, said: str
) -> None:
    with Session(engine) as session:
        thanks = session.get_one(Message, cast.messages["thanks"])
        thanks.view = (thanks.view or {}) | {"newest": "", "quote": quote}
        session.add(thanks)
        session.commit()
    assert f"<em>{said}</em>" in sign_in(app, "ana").page(f"/case/{cast.cases['thanks']}")


def test_a_missing_document_is_named_in_words_and_not_as_the_customers_own() -> None:
    reason = {"code": "document_missing", "sentence": "A document asked for is not on file."}
    assert reasons_shown([reason | {"words": "pod of INV-1"}, reason | {"words": "other"}], None) == [
        ("A document asked for is not on file: proof of delivery of INV-1.", ""),
        ("A document asked for is not on file: other document.", ""),
    ]


def test_a_place_to_fill_in_is_marked_in_the_draft(app: FastAPI, cast: Cast, engine: Engine) -> None:
    change(
        engine,
        "UPDATE draft_versions SET body = body || ' [day: please fill in] [who: please fill in]' WHERE draft_id = :d",
        d=cast.drafts["copies"],
    )
    page = sign_in(app, "ana").page(f"/case/{cast.cases['copies']}")
    for blank in ("[day: please fill in]", "[who: please fill in]"):
        assert f'<mark class="blank">{blank}</mark>' in page


def test_a_decided_case_says_who_decided(app: FastAPI, cast: Cast) -> None:
    sign_in(app, "lee").decide(cast.cases["copies"], "approve")
    assert "Nothing waits for a decision here. Lee Brandt approved version 1" in sign_in(app, "ana").page(
        f"/case/{cast.cases['copies']}"
    )


def test_the_queue_shows_the_newest_of_two_mails_of_one_second(app: FastAPI, cast: Cast, engine: Engine) -> None:
    """A server that hands over the newest first has the older one stored later."""
    with Session(engine) as session:
        case = session.get_one(Case, cast.cases["dispute"])
        for uid, said in ((902, "Found them, please ignore my last mail."), (901, "Where are they?")):
            cast.uid = uid - 1
            message = mail_in(session, cast, said, case, ("Tom Reilly", "tom@harborfoods.example"), said, hours=0)
            message.received_at = cast.now
            session.add(message)
        session.commit()
    page = sign_in(app, "ana").page("/queue")
    assert "Found them" in page and "Where are they?" not in page


# --- managers and auditors ------------------------------------------------------------------------------------------


def test_a_manager_goes_from_one_escalation_to_the_next(app: FastAPI, cast: Cast) -> None:
    marc, first, second = sign_in(app, "marc"), cast.cases["fraud"], cast.cases["insolvency"]
    page = marc.page(f"/case/{first}")
    assert "1 of 2" in page and f'rel="next" data-key="next" href="/case/{second}"' in page
    answer = marc.decide(first, "no-reply", reason="not_ours")
    assert answer.headers["location"].startswith(f"/case/{second}?")
    assert "1 of 4" in sign_in(app, "ana").page(f"/case/{cast.cases['copies']}")


def test_an_escalation_shows_what_is_open_on_it(app: FastAPI, cast: Cast, engine: Engine) -> None:
    change(engine, "UPDATE readings SET match = (SELECT match FROM readings WHERE message_id = :m) WHERE message_id = :e",
           m=cast.messages["copies"], e=cast.messages["insolvency"])  # fmt: skip
    marc = sign_in(app, "marc")
    assert "20,550.00 EUR" in marc.page("/escalations")
    assert marc.page("/escalations.csv").splitlines()[1].endswith(",20550.00,EUR")


def test_a_stranger_who_names_invoices_is_shown_no_customers_money(app: FastAPI, cast: Cast, engine: Engine) -> None:
    change(engine, "UPDATE readings SET match = (SELECT match FROM readings WHERE message_id = :m) WHERE message_id = :e",
           m=cast.messages["copies"], e=cast.messages["fraud"])  # fmt: skip
    change(engine, "UPDATE cases SET reply_by = NULL WHERE id <> :case", case=cast.cases["fraud"])
    marc = sign_in(app, "marc")
    for path in ("/queue?view=escalated", "/escalations", "/escalations.csv"):
        page = marc.page(path)
        assert "New bank account" in page or "=cmd" in page
        assert "20,550" not in page and "20550" not in page and "d late" not in page, path


def test_a_stranger_is_not_told_what_was_never_looked_up(app: FastAPI, cast: Cast, engine: Engine) -> None:
    said = ("A document asked for is not on file: invoice.", "A number is not known in this account.")
    reasons = [{"code": code, "sentence": sentence, "route": "specialist", "words": "Rechnung"}
               for code, sentence in zip(("document_missing", "number_unknown"), said, strict=True)]  # fmt: skip
    for key in ("copies", "fraud"):
        change(engine, "UPDATE verdicts SET reasons = reasons || CAST(:r AS jsonb) WHERE message_id = :m",
               r=json.dumps(reasons), m=cast.messages[key])  # fmt: skip
    marc = sign_in(app, "marc")
    known, stranger = (marc.page(f"/case/{cast.cases[key]}") for key in ("copies", "fraud"))
    for sentence in said:
        assert sentence in known and sentence not in stranger
    assert "Bank details are to be changed or confirmed" in stranger


def test_who_escalated_is_named_on_the_case(app: FastAPI, cast: Cast, engine: Engine) -> None:
    change(engine, "UPDATE escalations SET raised_by = :who", who=str(cast.people["lee"]))
    assert "by Lee Brandt," in sign_in(app, "marc").page(f"/case/{cast.cases['insolvency']}")


def test_the_log_is_paged_without_a_gap_even_within_one_moment(app: FastAPI, cast: Cast, engine: Engine) -> None:
    with Session(engine) as session:
        for n in range(log.SHOWN + 40):
            audit.record(session, cast.clients["halden"], "switched", "switch", "s", "system", note=f"number-{n:03}")
        session.commit()
    change(engine, "ALTER TABLE audit_events DISABLE TRIGGER ALL")
    change(engine, "UPDATE audit_events SET at = :at WHERE kind = 'switched'", at=cast.now)
    vera, path, seen = sign_in(app, "vera"), "/log?tab=settings", list[str]()
    while path:
        page = vera.page(path)
        seen += [f"{n:03}" for n in range(log.SHOWN + 40) if f"number-{n:03}" in page]
        path = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert sorted(seen) == [f"{n:03}" for n in range(log.SHOWN + 40)]


def test_the_log_names_the_person_who_was_changed(app: FastAPI, cast: Cast) -> None:
    ada = sign_in(app, "ada")
    ada.post(f"/users/{cast.people['lee']}/change", role="manager", clients=str(cast.clients["halden"]), active="yes")
    assert "<td>Lee Brandt</td>" in ada.page("/log?tab=settings")


def test_an_edit_by_a_manager_is_a_version_of_theirs(app: FastAPI, cast: Cast, engine: Engine) -> None:
    marc, case = sign_in(app, "marc"), cast.cases["fraud"]
    answer = marc.edit(case, to="jana.roth@nordw1nd.example", body="We have rung Nordwind.", checked="yes")
    assert answer.status_code == 303
    assert looked_up(engine, DraftVersion, (cast.drafts["fraud"], 2)).author == str(cast.people["marc"])
    with Session(engine) as session:
        assert session.exec(select(Escalation).where(Escalation.case_id == case)).one().state == "open"
        assert session.exec(select(AuditEvent).where(AuditEvent.kind == "approved_first")).one()


def test_while_sending_is_stopped_every_page_says_where_an_approved_mail_is(app: FastAPI, cast: Cast) -> None:
    ana, marc, ada = (sign_in(app, name) for name in ("ana", "marc", "ada"))
    marc.post("/switches", name="all_sending", on="no")
    answer = ana.decide(cast.cases["copies"], "approve")
    said = ana.page(answer.headers["location"])
    assert "Approved, to jana.roth@nordwind.example. It waits in the outbox" in said
    assert "In outbox, waits: sending is stopped" in ana.page("/outbox") and 'href="/outbox">Look' in ana.page("/log")
    assert 'href="/switches">Look' in ada.page("/log")


def test_a_case_that_was_searched_for_leads_back_to_what_was_found(app: FastAPI, cast: Cast) -> None:
    ana = sign_in(app, "ana")
    found = re.search(r'href="(/case/[^"]+)" data-row', ana.page("/queue?q=price+on"))
    assert found and '<a href="/queue?q=price%20on" data-key="back">Search</a>' in ana.page(unescape(found[1]))
    assert '<a href="/queue" data-key="back">Queue</a>' in ana.page(f"/case/{cast.cases['copies']}")
