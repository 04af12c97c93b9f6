"""Mails come in: none is lost, none is taken twice, each stands in one state, and each joins only its own case."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from psycopg.errors import DiskFull, ReadOnlySqlTransaction
from sqlalchemy.exc import InternalError, OperationalError
from sqlmodel import Session, select

from agent import intake, jobs
from agent.domain.vocabulary import DraftState, MessageState, OutboxState
from agent.intake import parse_stored, store
from agent.mail.threading import verp_address
from agent.parts import Parts
from agent.records import audit, transaction
from agent.records import mail as mails
from agent.records.cases import Case, Draft, VerdictRow
from agent.records.mail import Mailbox, Message, RawMail
from agent.records.outbox import OutboxMail
from agent.records.promises import Task
from connectors.ports import FetchedMail
from tests.agent.company import LEE, Company
from tests.agent.letters import DISPUTE, JO, OURS, REQUEST, bounce, broken, letter

ANN = "ann@harrowpike.example"


def put(company: Company, *fetched: FetchedMail, uidvalidity: int = 1) -> int:
    with transaction(company.parts.engine) as session:
        return store(session, session.get_one(Mailbox, company.ids["mailbox"]), uidvalidity, fetched)


def parse_all(company: Company) -> None:
    while parse_stored(company.parts):
        pass


def codes(company: Company, message_id: UUID) -> list[str]:
    return [one["code"] for one in company.get(VerdictRow, message_id).reasons]


# --- kept once ------------------------------------------------------------------------------------------------------


def test_storing_the_same_mail_twice_changes_nothing(company: Company) -> None:
    fetched = company.fetched(company.write(REQUEST))
    assert put(company, fetched) == 1
    before = company.rows(audit.AuditEvent)
    assert put(company, fetched, fetched) == 0
    assert len(company.rows(Message)) == len(company.rows(RawMail)) == 1
    assert company.rows(audit.AuditEvent) == before
    assert company.jobs() == [(jobs.PARSE, {})]


def test_what_is_stored_is_what_came_byte_for_byte(company: Company) -> None:
    raw = company.write("Grüße\x00\n.\n\nFrom here on") + bytes(range(256))
    company.store(raw)
    assert company.rows(RawMail)[0].content == raw


@pytest.mark.parametrize("trace", [False, True])
def test_the_same_mail_under_a_new_uid_is_a_redelivery_and_gets_no_second_answer(company: Company, trace: bool) -> None:
    raw = company.write(REQUEST)
    first = company.arrive(raw)
    again = b"Received: from elsewhere by mx; Thu, 19 Nov 2026 09:09:30 +0000\r\n" + raw if trace else raw
    second = company.arrive(again)
    company.run_jobs()
    copy = company.message(second)
    assert (copy.state, copy.redelivery_of, copy.case_id) == ("redelivery", first, company.message(first).case_id)
    assert len(company.transport.sent) == 1 and len(company.rows(Case)) == 1


def test_another_mail_with_the_same_message_id_is_flagged_on_both_and_neither_is_answered(company: Company) -> None:
    first = company.arrive(company.write(REQUEST, Message_ID="<same@harrowpike.example>"))
    second = company.arrive(
        company.write(
            "Please send us a copy of invoice KO-26-1308.", subject="Other", Message_ID="<same@harrowpike.example>"
        )
    )
    company.run_jobs()
    assert company.message(first).collides and company.message(second).collides
    assert "id_collision" in codes(company, first) and "id_collision" in codes(company, second)
    assert company.transport.sent == []


def test_a_collision_stops_an_answer_that_already_waits(company: Company) -> None:
    company.receive(REQUEST, Message_ID="<same@harrowpike.example>")
    company.arrive(company.write(DISPUTE, subject="Other", Message_ID="<same@harrowpike.example>"))
    company.run_jobs()
    first = company.outbox()[0]
    assert company.transport.sent == [] and first.state == OutboxState.CANCELLED
    assert "id_collision" in codes(company, first.inbound_id)


def test_a_signed_mail_that_is_replayed_under_other_headers_goes_to_a_person(company: Company) -> None:
    signature = "v=1; a=rsa-sha256; d=harrowpike.example; s=one; bh=abc=; b=Zm9v\r\n YmFy"
    other = "v=1; a=rsa-sha256; d=harrowpike.example; s=one; bh=abc=; b=Zm9vYmFy"
    company.receive(REQUEST, subject="One", DKIM_Signature=signature)
    second = company.receive("Please send us a copy of invoice KO-26-1308.", subject="Two", DKIM_Signature=other)
    third = company.receive(
        "Please send us a copy of invoice KO-26-1309.", subject="Three", DKIM_Signature="v=1; b=eHl6"
    )
    company.run_jobs()
    assert codes(company, second) == ["replayed"] and codes(company, third) == []


# --- what cannot be read --------------------------------------------------------------------------------------------


def test_a_mail_that_cannot_be_read_is_quarantined_after_three_counted_tries_and_shown(company: Company) -> None:
    (message_id,) = company.store(broken(company.clock.now))
    for tried in (1, 2, 3):
        assert company.state(message_id) is MessageState.STORED
        parse_stored(company.parts, limit=1)
        assert company.message(message_id).attempts == tried
    found = company.message(message_id)
    assert found.state == MessageState.QUARANTINED and (found.trouble or "").startswith("header_too_large")
    assert parse_stored(company.parts) == 0


def test_a_mail_that_cannot_be_read_is_shown_once_however_often_the_server_numbers_its_mails_anew(
    company: Company,
) -> None:
    raw = broken(company.clock.now)
    (first,) = company.store(raw)
    parse_all(company)
    (again,) = company.store(raw, uidvalidity=2)
    parse_all(company)
    assert company.state(first) is MessageState.QUARANTINED
    found = company.message(again)
    assert (found.state, found.redelivery_of) == (MessageState.REDELIVERY, first)


def test_a_mail_that_cannot_be_read_waits_behind_the_others(company: Company) -> None:
    good = company.store(company.write(REQUEST), company.write(DISPUTE, subject="Other"))
    company.store(broken(company.clock.now))
    parse_stored(company.parts, limit=3)
    assert [company.state(one) for one in good] == [MessageState.TRIAGED, MessageState.TRIAGED]


def test_a_mail_that_is_read_but_cannot_be_filed_stops_nobody_and_is_shown(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison, good = company.store(company.write(REQUEST, subject="Poison"), company.write(REQUEST, subject="Good"))
    truly = intake.file_parsed

    def fail(parts: Parts, session: Session, message_id: UUID, raw: bytes, view: object) -> None:
        if message_id == poison:
            raise ValueError("a row that the database refuses")
        truly(parts, session, message_id, raw, view)  # type: ignore[arg-type]  # a MailView

    monkeypatch.setattr(intake, "file_parsed", fail)
    parse_all(company)
    assert company.state(good) is MessageState.TRIAGED
    found = company.message(poison)
    assert (found.state, found.attempts) == (MessageState.QUARANTINED, 3)
    assert (found.trouble or "").startswith("DC-303")


@pytest.mark.parametrize(
    "trouble",
    [
        OSError(24, "Too many open files"),
        OperationalError("", {}, DiskFull()),
        InternalError("", {}, ReadOnlySqlTransaction()),
    ],
)
def test_trouble_of_the_machine_ends_the_round_and_is_no_mails_fault(
    company: Company, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    mails = company.store(company.write(REQUEST, subject="One"), company.write(REQUEST, subject="Two"))
    with monkeypatch.context() as broken_machine:
        broken_machine.setattr(intake, "file_parsed", raises(trouble))
        for _ in range(10):
            with pytest.raises(type(trouble)):
                parse_stored(company.parts)
    assert [company.message(one).attempts for one in mails] == [5, 5]
    parse_all(company)
    assert [company.state(one) for one in mails] == [MessageState.TRIAGED] * 2


def test_trouble_that_does_not_end_shows_the_mail_to_people(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    (message_id,) = company.store(company.write(REQUEST))
    monkeypatch.setattr(company.parts.parser, "parse", raises(OSError(12, "Cannot allocate memory")))
    for _ in range(intake.MOST_TROUBLED):
        with pytest.raises(OSError, match="memory"):
            parse_stored(company.parts)
    found = company.message(message_id)
    assert found.state == MessageState.QUARANTINED and (found.trouble or "").startswith("DC-303")


def test_a_mail_that_exceeds_a_limit_of_the_database_is_no_trouble_of_the_machine(company: Company) -> None:
    signs = random.Random(1).choices(range(0x20000, 0x2A000), k=900)
    raw = company.write(REQUEST, **{"Message-ID": f"<{''.join(map(chr, signs))}@nordwind.example>"})
    (long_id,) = company.store(raw)
    for _ in range(intake.MAX_ATTEMPTS):
        parse_stored(company.parts)
    found = company.message(long_id)
    assert found.state == MessageState.QUARANTINED and (found.trouble or "").startswith("DC-303")


def test_a_mail_that_ended_its_process_again_and_again_is_shown_and_not_tried(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was raised then that could have been counted: the tries are, before they begin."""
    (message_id,) = company.store(company.write(REQUEST))
    company.execute("UPDATE messages SET attempts = :tries", tries=intake.MOST_TROUBLED)
    monkeypatch.setattr(company.parts.parser, "parse", raises(AssertionError("tried once more")))
    parse_stored(company.parts)
    found = company.message(message_id)
    assert found.state == MessageState.QUARANTINED and (found.trouble or "").startswith("DC-303")


def raises(trouble: Exception) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise trouble

    return fail


@pytest.mark.parametrize(("size", "code"), [(60 * 2**20, "DC-301"), (0, "DC-304")])
def test_a_mail_without_its_bytes_is_quarantined_with_its_size(company: Company, size: int, code: str) -> None:
    put(company, FetchedMail(1, b"", size, company.clock.now), FetchedMail(2, b"", size, company.clock.now))
    parse_all(company)
    found = company.rows(Message)
    assert [(one.state, one.size) for one in found] == [("quarantined", size)] * 2
    assert all((one.trouble or "").startswith(code) for one in found)


def test_one_bad_row_in_a_batch_of_fifty_keeps_none_of_the_others_out(company: Company) -> None:
    batch = [company.fetched(company.write(f"Mail {number}")) for number in range(intake.BATCH)]
    batch[20] = replace(batch[20], size=2**40)
    assert put(company, *batch) == intake.BATCH
    found = {one.uid: one for one in company.rows(Message)}
    assert len(found) == intake.BATCH
    bad = found.pop(batch[20].uid)
    assert bad.state == MessageState.QUARANTINED and (bad.trouble or "").startswith("DC-302")
    assert {one.state for one in found.values()} == {"stored"}


def test_every_stored_mail_is_in_exactly_one_state_and_its_events_say_so(company: Company) -> None:
    raw = company.write(REQUEST)
    for mail in (
        raw,
        raw,
        company.write(DISPUTE, subject="Other"),
        broken(company.clock.now),
        letter("Hi", company.clock.now, sender="no-reply@x.example"),
    ):
        company.store(mail)
    put(company, FetchedMail(99, b"", 10**8, company.clock.now))
    parse_all(company)
    company.run_jobs()
    with transaction(company.parts.engine) as session:
        counted = mails.states_count(session)
    assert sum(counted.values()) == 6 == len(company.events("mail_stored"))
    assert counted == {"auto_answered": 1, "redelivery": 1, "waiting_specialist": 1, "quarantined": 2, "system_mail": 1}
    for message in company.rows(Message):
        moves = [one for one in company.events("message_moved") if one.subject_id == str(message.id)]
        moves.sort(key=lambda one: one.seq)
        assert [one.body["before"] for one in moves[1:]] == [one.body["after"] for one in moves[:-1]]
        assert not moves or moves[-1].body["after"] == message.state
    assert not any(problems for _, _, problems in audit.verify(company.engine))


# --- mail that no person need answer ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List_Id": "<news.else.example>"},
        {"X_Auto_Response_Suppress": "All"},
        {"sender": "no-reply@harrowpike.example"},
        {"Return_Path": "<>"},
    ],
)
def test_mail_of_machines_is_filed_and_never_answered(company: Company, headers: dict[str, str]) -> None:
    message_id = company.receive(REQUEST, **headers)
    company.run_jobs()
    assert company.state(message_id) is MessageState.SYSTEM_MAIL
    assert company.rows(Case) == [] and company.transport.sent == []


def test_a_machine_that_only_guesses_at_a_case_is_filed_without_one(company: Company) -> None:
    company.receive(DISPUTE, Message_ID="<known@harrowpike.example>")
    filed = company.receive("Away.", Auto_Submitted="auto-replied", In_Reply_To="<known@harrowpike.example>")
    assert company.message(filed).case_id is None


def sent_mail(company: Company) -> OutboxMail:
    company.receive(REQUEST)
    company.run_jobs()
    return company.outbox()[0]


@pytest.mark.parametrize("by", ["message_id", "verp", "delivered_to"])
def test_a_bounce_asks_once_for_another_contact_on_its_case(company: Company, by: str) -> None:
    ours = sent_mail(company)
    address = verp_address(ours.id, "kestrel-office.example", company.parts.mail_key)
    for _ in range(2):
        raw = bounce(
            ours.header_id if by == "message_id" else "", JO, company.clock.now, to=address if by == "verp" else OURS
        )
        message_id = company.arrive(f"Delivered-To: {address}\r\n".encode() + raw if by == "delivered_to" else raw)
        assert company.message(message_id).case_id == ours.case_id
        company.clock.forward(minutes=1)
    (task,) = company.rows(Task)
    assert (task.kind, task.case_id) == ("bounce", ours.case_id) and JO in task.text
    assert company.get(OutboxMail, ours.id).bounced_at is not None
    assert company.get(Case, ours.case_id).status == "open"
    company.run_jobs()
    assert len(company.transport.sent) == 1


def test_a_bounce_with_a_made_up_id_touches_no_case(company: Company) -> None:
    ours = sent_mail(company)
    forged = ours.header_id.replace(ours.header_id.split(".")[1][:8], "00000000")
    message_id = company.arrive(bounce(forged, JO, company.clock.now))
    assert company.message(message_id).case_id is None and company.rows(Task) == []


def test_a_bounce_proves_that_a_mail_of_unknown_fate_did_leave(company: Company) -> None:
    company.receive(REQUEST)
    company.transport.cut("dot", kept=True)
    company.run_jobs()
    (ours,) = company.outbox()
    assert ours.state == OutboxState.AMBIGUOUS
    company.arrive(bounce(ours.header_id, JO, company.clock.now))
    assert company.leaving(ours.id) is OutboxState.RESOLVED_SENT


# --- answered from another mail program -------------------------------------------------------------------------------


def from_us(company: Company, **fields: str) -> bytes:
    return company.write("Dear Jo, we will credit it.", **({"sender": OURS, "name": "Kestrel", "To": JO} | fields))


@pytest.mark.parametrize("folder", ["inbox", "sent"])
def test_an_answer_of_ours_from_another_program_withdraws_the_draft(company: Company, folder: str) -> None:
    waiting = company.receive(DISPUTE, Message_ID="<asked@harrowpike.example>")
    draft = company.open_draft(waiting)
    company.clock.forward(minutes=5)
    answer = company.arrive(from_us(company, In_Reply_To="<asked@harrowpike.example>"), folder=folder)
    assert company.state(waiting) is MessageState.REPLIED and company.state(answer) is MessageState.SYSTEM_MAIL
    assert company.get(Draft, draft.id).state == DraftState.WITHDRAWN
    assert company.case_of(waiting).status == "waiting"
    company.run_jobs()
    assert not company.graph.get_state({"configurable": {"thread_id": f"message-{waiting}"}}).next


UNANSWERED: list[tuple[str, dict[str, str]]] = [
    ("by a forger", {"checked": "unsigned"}),
    ("by our own out-of-office note", {"Auto_Submitted": "auto-replied"}),
    ("to a colleague only", {"To": "boss@kestrel-office.example"}),
    ("in another thread", {"In_Reply_To": "<other@harrowpike.example>"}),
]


@pytest.mark.parametrize("fields", [fields for _, fields in UNANSWERED], ids=[name for name, _ in UNANSWERED])
def test_a_mail_under_our_name_that_answers_nobody_leaves_the_draft(company: Company, fields: dict[str, str]) -> None:
    waiting = company.receive(DISPUTE, Message_ID="<asked@harrowpike.example>")
    company.clock.forward(minutes=5)
    company.arrive(from_us(company, **({"In_Reply_To": "<asked@harrowpike.example>"} | fields)))
    assert company.state(waiting) is MessageState.WAITING_SPECIALIST
    assert company.open_draft(waiting).message_id == waiting


def test_a_mail_that_came_after_our_answer_still_waits(company: Company) -> None:
    first = company.receive(DISPUTE, Message_ID="<asked@harrowpike.example>")
    answer = from_us(company, In_Reply_To="<asked@harrowpike.example>")
    at = company.clock.now
    company.clock.forward(minutes=5)
    second = company.receive("It is broken, too.", subject="Re: Invoice KO-26-1307")
    (answer_id,) = company.store(answer, folder="sent")
    company.change(company.message(answer_id), received_at=at + timedelta(minutes=1))
    parse_all(company)
    assert [company.state(first), company.state(second)] == [MessageState.REPLIED, MessageState.WAITING_SPECIALIST]
    assert company.open_draft(second).message_id == second


@pytest.mark.parametrize("folder", ["inbox", "sent"])
def test_a_copy_of_our_own_mail_answers_nothing_but_settles_an_unknown_fate(company: Company, folder: str) -> None:
    company.receive(REQUEST)
    company.transport.cut("dot", kept=True)
    company.run_jobs()
    (ours,) = company.outbox()
    newer = company.receive("It is broken, too.", In_Reply_To=ours.header_id)
    assert company.message(newer).case_id == ours.case_id
    passed = (
        "Authentication-Results: mx.kestrel-office.example; dkim=pass header.d=kestrel-office.example; dmarc=pass\r\n"
    )
    company.arrive(passed.encode() + ours.mime, folder=folder)
    assert company.leaving(ours.id) is OutboxState.RESOLVED_SENT
    assert company.state(ours.inbound_id) is MessageState.AUTO_ANSWERED
    assert company.state(newer) is MessageState.WAITING_SPECIALIST


# --- which case -----------------------------------------------------------------------------------------------------


def token(company: Company) -> dict[str, str]:
    return {"In_Reply_To": company.outbox()[0].header_id, "subject": "Something else"}


def theirs(company: Company) -> dict[str, str]:
    return {"In_Reply_To": "<first@harrowpike.example>", "subject": "Something else"}


def subject(company: Company) -> dict[str, str]:
    return {"subject": "AW: RE: Invoice KO-26-1307"}


def made_up(company: Company) -> dict[str, str]:
    real = company.outbox()[0].header_id
    return {"In_Reply_To": real[:42] + ("0" if real[42] != "0" else "1") + real[43:], "subject": "Something else"}


Field = Callable[[Company], dict[str, str]]
JOINING: list[tuple[Field, str, str, bool]] = [
    (token, JO, "passed", True),
    (token, JO, "unsigned", False),
    (token, LEE, "passed", False),
    (token, "x@else.example", "passed", False),
    (made_up, JO, "passed", False),
    (theirs, JO, "passed", True),
    (theirs, LEE, "passed", False),
    (theirs, JO, "unsigned", False),
]


@pytest.mark.parametrize(
    ("field", "sender", "checked", "joins"), JOINING, ids=[f"{f.__name__}-{s}-{c}" for f, s, c, _ in JOINING]
)
def test_a_mail_joins_a_case_only_for_a_verified_sender_of_its_account(
    company: Company, field: Field, sender: str, checked: str, joins: bool
) -> None:
    first = company.receive(REQUEST, Message_ID="<first@harrowpike.example>")
    company.run_jobs()
    company.clock.forward(minutes=5)
    second = company.receive("It is broken.", sender=sender, name="", checked=checked, **field(company))
    assert (company.message(second).case_id == company.message(first).case_id) is joins


FOLLOWING: list[tuple[str, str, str, bool]] = [
    (JO, "passed", "RE: Invoice KO-26-1307", True),
    (JO, "passed", "Fwd: WG: invoice  KO-26-1307", True),
    (JO, "passed", "Another subject", False),
    (JO, "unsigned", "Re: Invoice KO-26-1307", False),
    (LEE, "passed", "Re: Invoice KO-26-1307", False),
]


@pytest.mark.parametrize(("sender", "checked", "words", "joins"), FOLLOWING)
def test_a_follow_up_under_the_same_subject_joins_while_the_first_waits(
    company: Company, sender: str, checked: str, words: str, joins: bool
) -> None:
    first = company.receive(DISPUTE)
    second = company.receive("It is broken.", sender=sender, name="", checked=checked, subject=words)
    assert (company.message(second).case_id == company.message(first).case_id) is joins


def test_of_two_mails_of_one_second_the_one_that_lay_first_in_the_mailbox_is_the_older(company: Company) -> None:
    """Whichever was stored first: a backlog is stored newest first."""
    earlier, later = (
        company.fetched(company.write(DISPUTE)),
        company.fetched(company.write("Please ignore my last mail.")),
    )
    put(company, later, earlier)
    parse_all(company)
    with transaction(company.parts.engine) as session:
        (case,) = set(session.exec(select(Message.case_id)))
        assert case is not None
        assert [one.uid for one in mails.messages_of(session, case)] == [earlier.uid, later.uid]


def test_a_verified_mail_does_not_follow_one_that_only_claimed_the_same_sender(company: Company) -> None:
    forged = company.receive(DISPUTE, checked="unsigned")
    real = company.receive(REQUEST)
    company.run_jobs()
    assert company.message(real).case_id != company.message(forged).case_id
    assert company.state(real) is MessageState.AUTO_ANSWERED


def test_a_mail_to_a_closed_case_opens_it_again(company: Company) -> None:
    company.receive(REQUEST)
    company.run_jobs()
    ours = company.outbox()[0]
    company.change(company.get(Case, ours.case_id), status="closed")
    etag = company.get(Case, ours.case_id).etag
    company.receive("It is broken.", In_Reply_To=ours.header_id)
    found = company.get(Case, ours.case_id)
    assert found.status == "open" and found.etag > etag and found.reply_by is not None
