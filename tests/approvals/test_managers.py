"""What managers, administrators and auditors do: escalations, switches, people, and the log."""

import csv
import io

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine, text
from sqlmodel import Session, select

from agent.records import audit, breaker, probes, switches, transaction
from agent.records.cases import Case, Escalation
from agent.records.mail import Mailbox, Message
from agent.records.people import User
from tests.approvals.cast import Cast, mail_in
from tests.approvals.desk import looked_up, sign_in, visitor
from tests.approvals.test_decisions import jobs_of


def escalation_of(engine: Engine, cast: Cast, key: str) -> Escalation:
    with Session(engine) as session:
        return session.exec(select(Escalation).where(Escalation.case_id == cast.cases[key])).one()


def test_the_log_of_escalations_shows_the_oldest_open_one_first(app: FastAPI, cast: Cast) -> None:
    page = sign_in(app, "marc").page("/escalations")
    assert page.index("Insolvenzantrag") < page.index("New bank account")
    assert "“" not in page.partition("<table")[0] and "Insolvenzverfahren beantragt" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [("state=all", 2), ("state=closed", 0), ("state=open&reason=insolvency", 1), ("state=all&customer=nordw", 1), ("state=all&from=2020-01-01&to=2020-02-01", 0),
     ("state=all&from=nonsense", 2), ("state=all&customer=%25", 0)],
)  # fmt: skip
def test_escalations_are_filtered(app: FastAPI, cast: Cast, query: str, found: int) -> None:
    assert sign_in(app, "vera").page(f"/escalations?{query}").count('<tr><th scope="row">') == found


def test_an_exported_cell_cannot_act_as_a_formula(app: FastAPI, cast: Cast) -> None:
    text = sign_in(app, "marc").page("/escalations.csv?state=all").removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["words"] for row in rows] == ["Insolvenzverfahren beantragt", "'=cmd|' /C calc'!A0"]


def test_an_escalation_is_passed_on_to_a_manager_only(app: FastAPI, cast: Cast, engine: Engine) -> None:
    marc, found = sign_in(app, "marc"), escalation_of(engine, cast, "fraud")
    assert marc.post(f"/escalations/{found.id}/reassign", owner=str(cast.people["ana"])).status_code == 422
    assert marc.post(f"/escalations/{found.id}/reassign", owner=str(cast.people["mia"])).status_code == 303
    assert escalation_of(engine, cast, "fraud").owner_id == cast.people["mia"]


def test_an_escalation_is_passed_on_to_others_alone(app: FastAPI, cast: Cast, engine: Engine) -> None:
    marc = sign_in(app, "marc")
    page = marc.page("/escalations")
    assert f'<option value="{cast.people["mia"]}"' in page and f'<option value="{cast.people["marc"]}"' not in page
    with engine.begin() as connection:
        connection.execute(text("UPDATE users SET active = false WHERE name = 'Mia Odell'"))
    page = marc.page("/escalations")
    assert "Pass on to" not in page and "Send back" in page


def test_an_escalation_sent_back_is_the_specialists_again(app: FastAPI, cast: Cast, engine: Engine) -> None:
    marc, found = sign_in(app, "marc"), escalation_of(engine, cast, "fraud")
    path = f"/escalations/{found.id}/send-back"
    assert marc.post(path).status_code == 422
    assert marc.post(path, note="It is real: I called them.").status_code == 303
    assert marc.post(path, note="again").status_code == 409
    assert looked_up(engine, Case, cast.cases["fraud"]).status == "open"
    assert looked_up(engine, Message, cast.messages["fraud"]).state == "waiting_specialist"
    assert "Approve" in sign_in(app, "ana").page(f"/case/{cast.cases['fraud']}")


def test_an_escalation_is_closed_with_its_outcome_and_without_a_mail(app: FastAPI, cast: Cast, engine: Engine) -> None:
    marc, found = sign_in(app, "marc"), escalation_of(engine, cast, "insolvency")
    assert marc.post(f"/escalations/{found.id}/close", note="Claim filed with the administrator.").status_code == 303
    assert looked_up(engine, Message, cast.messages["insolvency"]).state == "closed_no_reply"
    assert escalation_of(engine, cast, "insolvency").outcome == "Claim filed with the administrator."
    assert [one["verb"] for one in jobs_of(engine, "resume_thread")] == ["no_reply"]
    assert "Claim filed" in marc.page("/escalations?state=closed")


# --- switches -------------------------------------------------------------------------------------------------------------


def test_a_manager_stops_everything_and_an_administrator_starts_it_again(
    app: FastAPI, cast: Cast, engine: Engine
) -> None:
    marc, ada = sign_in(app, "marc"), sign_in(app, "ada")
    assert marc.post("/switches", name="all_sending", on="no").status_code == 303
    page = sign_in(app, "ana").page("/queue")
    assert "All sending is stopped" in page and "An administrator switches it on again." in page
    refused = marc.post("/switches", name="all_sending", on="yes")
    assert refused.status_code == 403 and "An administrator switches sending on again." in refused.text
    assert ada.post("/switches", name="all_sending", on="yes").status_code == 303
    with Session(engine) as session:
        assert switches.is_on(session, "all_sending")
        events = session.exec(select(audit.AuditEvent).where(audit.AuditEvent.subject_id == "all_sending")).all()
    assert [event.body["on"] for event in events] == [False, True]


def trip(engine: Engine, cast: Cast, by: str = "system") -> str:
    """The breaker of Halden's automatic answers opens. Its name."""
    name = switches.breaker_name(cast.clients["halden"])
    with transaction(engine) as session:
        switches.turn(session, name, False, by, cast.clients["halden"])
    return name


def test_what_the_breaker_stopped_everybody_of_the_company_sees_and_a_manager_starts_again(
    app: FastAPI, cast: Cast, engine: Engine
) -> None:
    name, marc, told = trip(engine, cast), sign_in(app, "marc"), "There were too many in one hour."
    assert told in sign_in(app, "ana").page("/queue") and told in marc.page("/queue")
    assert told not in sign_in(app, "olga").page("/queue")
    page = marc.page("/switches")
    assert page.count('value="yes">Switch on<span class="unseen"> All of them') == 1
    assert sign_in(app, "ana").post("/switches", name=name, on="yes").status_code == 403
    assert marc.post("/switches", name=name, on="yes").status_code == 303
    assert told not in marc.page("/queue")
    with Session(engine) as session:
        assert not breaker.tripped(session, cast.clients["halden"])


def test_what_a_forged_check_stopped_everybody_of_the_company_sees_and_an_administrator_starts_again(
    app: FastAPI, cast: Cast, engine: Engine
) -> None:
    with transaction(engine) as session:
        box = session.get_one(Mailbox, cast.mailboxes["halden"])
        box.authserv_id = "mx.halden.example"
        probes.note_back(session, box, cast.now, survived=True)
    told = "IT must remove every Authentication-Results header that names mx.halden.example"
    marc, name = sign_in(app, "marc"), switches.checks_name(box.id)
    assert told in sign_in(app, "ana").page("/queue") and told in marc.page("/queue")
    assert told not in sign_in(app, "olga").page("/queue")
    on, ada = f'value="yes">Switch on<span class="unseen"> Those of {box.address}', sign_in(app, "ada")
    assert on in ada.page("/switches") and on not in marc.page("/switches")
    assert "Mail server tried" in marc.page("/log?tab=settings")
    assert [sign_in(app, one).post("/switches", name=name, on="yes").status_code for one in ("ana", "marc")] == [
        403
    ] * 2
    assert ada.post("/switches", name=name, on="yes").status_code == 303
    assert "Automatic answers of" not in marc.page("/queue")
    with Session(engine) as session:
        assert not probes.is_locked(session, box.id)


def test_a_manager_stops_all_automatic_answers_of_the_company_at_once(app: FastAPI, cast: Cast, engine: Engine) -> None:
    name = switches.breaker_name(cast.clients["halden"])
    assert sign_in(app, "marc").post("/switches", name=name, on="no").status_code == 303
    page = sign_in(app, "ana").page("/queue")
    assert "Automatic answers of Halden" in page and "too many" not in page


def test_an_address_that_writes_without_end_stands_beside_the_switches(
    app: FastAPI, cast: Cast, engine: Engine
) -> None:
    marc = sign_in(app, "marc")
    assert "by people alone" not in marc.page("/switches")
    with transaction(engine) as session:
        for number in range(31):
            case = session.get_one(Case, cast.cases["copies"])
            mail_in(session, cast, f"loud {number}", case, ("Robot", "robot@nordwind.example"), f"{number}", hours=0.1)
    assert "robot@nordwind.example wrote 31 mails in the last hour" in marc.page("/switches")


@pytest.mark.parametrize("name", ["", "auto:everything", "approved:00000000-0000-0000-0000-000000000000"])
def test_a_switch_that_does_not_exist_is_not_turned(app: FastAPI, cast: Cast, name: str) -> None:
    assert sign_in(app, "ada").post("/switches", name=name, on="yes").status_code == 404


def test_a_manager_does_not_touch_the_switches_of_another_company(app: FastAPI, cast: Cast) -> None:
    marc = sign_in(app, "marc")
    assert marc.post("/switches", name=f"approved:{cast.mailboxes['brae']}", on="no").status_code == 404
    assert "brae-foods" not in marc.page("/switches") and "brae-foods" in sign_in(app, "ada").page("/switches")


# --- people ---------------------------------------------------------------------------------------------------------------


def test_a_new_person_gets_a_password_that_is_shown_once(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ada = sign_in(app, "ada")
    answer = ada.post(
        "/users", name="Noa Lind", email="noa@desk.example", role="specialist", clients=str(cast.clients["halden"])
    )
    password = answer.text.partition('class="secret">')[2].partition("<")[0]
    assert len(password) >= 12 and password not in ada.page("/users")
    noa = sign_in(app, "noa", password)
    assert "Kopien INV-1001" in noa.page("/queue")
    assert ada.post("/users", name="Again", email="NOA@desk.example", role="specialist").status_code == 422


@pytest.mark.parametrize("role", ["specialist", "manager", "auditor"])
def test_a_person_without_a_company_is_refused_and_what_was_typed_stays(
    app: FastAPI, cast: Cast, engine: Engine, role: str
) -> None:
    ada = sign_in(app, "ada")
    refused = ada.post("/users", name="Noa Lind", email="noa@desk.example", role=role)
    assert refused.status_code == 422 and "Choose a company." in refused.text and 'value="Noa Lind"' in refused.text
    assert f'<option value="{role}" selected' in refused.text.partition("Add a person")[2]
    changed = ada.post(f"/users/{cast.people['ana']}/change", role=role, active="yes")
    assert changed.status_code == 422 and "Ana Keller: Choose a company." in changed.text
    assert ada.post("/users", name="Kit", email="kit@desk.example", role="admin").status_code == 200


def test_a_person_who_is_switched_off_is_out_at_once_and_nobody_locks_themselves_out(
    app: FastAPI, cast: Cast, engine: Engine
) -> None:
    ada, ana = sign_in(app, "ada"), sign_in(app, "ana")
    assert ada.post(f"/users/{cast.people['ana']}/change", role="specialist").status_code == 303
    assert ana.read("/queue").status_code == 303
    assert not looked_up(engine, User, cast.people["ana"]).active
    assert ada.post(f"/users/{cast.people['ada']}/change", role="admin").status_code == 409


def test_ones_own_settings(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana = sign_in(app, "ana")
    assert ana.post("/account", undo_seconds="700").status_code == 422
    assert ana.post("/account", undo_seconds="²").status_code == 422
    assert (
        ana.post("/account", undo_seconds="30", new_password="a new sentence to keep", password="wrong").status_code
        == 422
    )
    answer = ana.post(
        "/account", undo_seconds="30", new_password="a new sentence to keep", password="correct horse battery staple"
    )
    assert answer.status_code == 200 and looked_up(engine, User, cast.people["ana"]).undo_seconds == 30
    assert sign_in(app, "ana", "a new sentence to keep").page("/queue")


# --- the log ----------------------------------------------------------------------------------------------------------------


def test_the_log_tells_who_did_what_and_notices_a_changed_event(app: FastAPI, cast: Cast, engine: Engine) -> None:
    ana, vera = sign_in(app, "ana"), sign_in(app, "vera")
    ana.decide(cast.cases["copies"], "approve")
    assert "Approved" in ana.page("/log") and "Ana Keller" in vera.page("/log?tab=decisions")
    assert "chain is whole" in vera.page("/log?verify=1")
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE audit_events DISABLE TRIGGER ALL"))
        connection.execute(text("UPDATE audit_events SET actor = 'nobody' WHERE kind = 'approved'"))
    assert "was changed" in vera.page("/log?verify=1")


@pytest.mark.parametrize("case", ["abc", "999999", "9" * 5000, "²"])
def test_a_case_that_is_not_there_has_no_events(app: FastAPI, cast: Cast, case: str) -> None:
    vera = sign_in(app, "vera")
    assert "Nothing here yet." in vera.page(f"/log?case={case}") and "<tbody>" in vera.page("/log?case=")


def test_a_specialist_sees_only_their_own_deeds_in_the_log(app: FastAPI, cast: Cast) -> None:
    sign_in(app, "marc").decide(cast.cases["copies"], "approve")
    assert "Approved" not in sign_in(app, "ana").page("/log").partition("<tbody>")[2]


def test_an_administrator_sees_no_mail(app: FastAPI, cast: Cast) -> None:
    ada = sign_in(app, "ada")
    for path in ("/log", "/quarantine", "/switches", "/users"):
        text = ada.page(path)
        assert "INV-1001" not in text and "nordwind.example" not in text and "Insolvenz" not in text, path
    assert visitor(app).get("/health").status_code == 200
