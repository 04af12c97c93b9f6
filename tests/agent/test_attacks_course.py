"""Attacks of several steps: what came before, and what changes between the answer and its leaving."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from uuid import UUID, uuid4

import pytest

from agent import release
from agent.domain import policy
from agent.domain.rules import circumstances, meaning, papers
from agent.domain.vocabulary import DocumentKind, MessageState, OutboxState
from agent.mail import authentication, machine
from agent.mail.threading import outgoing_id
from agent.outbox import send_mail
from agent.records import switches, transaction
from agent.records.cases import Case, VerdictRow
from agent.records.ledger import Contact, Customer, Document
from tests.agent.attacks import GROUP, Scene, headed, scene
from tests.agent.company import LEE, Company
from tests.agent.letters import REQUEST, SERVER
from tests.agent.test_attacks_content import plain

KEY = b"k" * 32
ASK = "Please send us a copy of invoice {}."


# --- time ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [-3, 3, -400])
def test_a_mail_whose_date_is_days_off_gets_no_answer(play: Scene, days: int) -> None:
    day = format_datetime(play.company.clock.now + timedelta(days=days))
    play.receive(play.write(Date=day))
    assert play.made() == []


def test_a_mail_that_lay_for_more_than_seven_days_gets_no_answer(play: Scene) -> None:
    message_id = play.company.arrive(play.write())
    play.company.clock.forward(days=7, minutes=1)
    play.work(message_id)
    assert play.made() == []


# --- again and again ----------------------------------------------------------------------------------------------------


def test_a_signed_mail_that_comes_again_in_another_dress_gets_no_second_answer(play: Scene) -> None:
    play.receive(play.write(DKIM_Signature="v=1; d=harrowpike.example; b=QUJD"))
    play.receive(play.write(ASK.format("KO-26-1308"), subject="B", DKIM_Signature="v=1; bh=x;\r\n b=QU JD"))
    assert len(play.sent) == 1


def test_the_same_mail_delivered_twice_gets_one_answer(play: Scene) -> None:
    raw = play.write()
    play.receive(raw)
    play.receive(raw)
    play.receive(b"Received: from a by b; now\r\nX-Spam: no\r\n" + raw)
    assert len(play.sent) == 1


@pytest.mark.parametrize("honest_first", [True, False])
def test_two_mails_with_one_id_get_no_second_answer(play: Scene, honest_first: bool) -> None:
    first, second = REQUEST, ASK.format("KO-26-1308")
    words = (first, second) if honest_first else (second, first)
    ids = [play.company.arrive(play.write(one, subject=one, Message_ID="<one@harrowpike.example>")) for one in words]
    for message_id in ids:
        play.work(message_id)
    assert play.made() == []


def test_a_second_mail_with_the_same_id_stops_an_answer_that_has_not_left(play: Scene) -> None:
    first = play.arrive(play.write(Message_ID="<one@harrowpike.example>"))
    play.arrive(play.write(ASK.format("KO-26-1308"), subject="B", Message_ID="<one@harrowpike.example>"))
    play.send()
    assert play.sent == [] and "id_collision" in stopped_by(play, first)


def test_the_fourth_answer_of_a_day_is_a_persons(play: Scene) -> None:
    for number in ("KO-26-1307", "KO-26-1308", "KO-26-1309", "KO-26-1310"):
        play.receive(play.write(ASK.format(number), subject=number))
        play.company.clock.forward(hours=2)
    assert len(play.sent) == 3


def test_the_same_documents_leave_once_a_day(play: Scene) -> None:
    play.receive(play.write(subject="A"))
    play.company.clock.forward(hours=23)
    play.receive(play.write(subject="B"))
    assert len(play.sent) == 1


def test_the_thirty_first_mail_of_an_hour_is_a_persons(play: Scene) -> None:
    for number in range(30):
        play.company.arrive(play.write("Hello", subject=f"Mail {number}"))
    play.receive(play.write())
    assert play.made() == []


# --- conversations ------------------------------------------------------------------------------------------------------


def test_a_reply_to_an_automatic_answer_is_a_persons(play: Scene) -> None:
    play.receive(play.write())
    ours = play.made()[0].header_id
    play.receive(play.write(ASK.format("KO-26-1308"), subject="Re: Invoice KO-26-1307", In_Reply_To=ours))
    assert len(play.sent) == 1


def test_a_reply_by_a_reference_in_the_middle_is_a_persons_too(play: Scene) -> None:
    play.receive(play.write())
    ours = play.made()[0].header_id
    play.receive(play.write(ASK.format("KO-26-1308"), subject="New", References=f"<a@b.example> {ours} <c@d.example>"))
    assert len(play.sent) == 1


def test_a_mail_where_another_of_the_conversation_waits_is_a_persons(play: Scene) -> None:
    first = play.receive(play.write("The price on invoice KO-26-1307 is wrong.", Message_ID="<w@harrowpike.example>"))
    play.receive(play.write(In_Reply_To="<w@harrowpike.example>", subject="Re: Invoice KO-26-1307"))
    assert play.company.state(first) is MessageState.WAITING_SPECIALIST and play.made() == []


@pytest.mark.parametrize("stolen", [True, False])
def test_a_thread_token_opens_nobody_elses_conversation(play: Scene, stolen: bool) -> None:
    theirs = play.receive(play.write(ASK.format("KO-26-2001"), subject="Lee's", sender=LEE, name="Lee Moss"))
    token = play.made()[0].header_id if stolen else outgoing_id(uuid4(), "kestrel-office.example", KEY)
    mine = play.receive(play.write(subject="Re: Lee's", In_Reply_To=token))
    assert play.company.case_of(mine).id != play.company.case_of(theirs).id
    assert len(play.sent) == 1


@pytest.mark.parametrize("who", [{"checked": "unsigned"}, {"checked": "forged"}, {"sender": "x@evil.test"}])
def test_a_stolen_token_gives_an_unproven_sender_nothing(play: Scene, who: dict[str, str]) -> None:
    first = play.receive(play.write())
    stolen = play.made()[0].header_id
    second = play.receive(play.write(ASK.format("KO-26-1308"), subject="Re: x", In_Reply_To=stolen, **who))
    assert play.company.case_of(second).id != play.company.case_of(first).id and len(play.sent) == 1


# --- between the answer and its leaving ---------------------------------------------------------------------------------


def hold(company: Company) -> None:
    company.change(company.get(Customer, company.ids["K01"]), held="legal")


def deactivate(company: Company) -> None:
    company.change(company.get(Contact, company.ids["jo"]), status="left")


def move_contact(company: Company) -> None:
    company.change(company.get(Contact, company.ids["jo"]), customer_id=company.ids["K02"])


def replace_file(company: Company) -> None:
    company.change(company.get(Document, company.ids["KO-26-1307"]), sha256=hashlib.sha256(b"x").hexdigest())


def move_file(company: Company) -> None:
    company.change(company.get(Document, company.ids["KO-26-1307"]), customer_id=company.ids["K02"])


def withdraw_file(company: Company) -> None:
    company.change(company.get(Document, company.ids["KO-26-1307"]), released=False)


def switch_off(name: Callable[[Company], str]) -> Callable[[Company], None]:
    def turn(company: Company) -> None:
        with transaction(company.parts.engine) as session:
            switches.turn(session, name(company), False, "test")

    return turn


CHANGES = {
    "on_hold": hold,
    "contact_left": deactivate,
    "number_unknown": move_contact,
    "document_changed": replace_file,
    "document_missing": move_file,
    "not_released": withdraw_file,
    "sending_off": switch_off(lambda company: switches.ALL_SENDING),
    "kind_off": switch_off(lambda company: switches.auto_name(company.ids["kes"], DocumentKind.INVOICE)),
}


@pytest.mark.parametrize(("code", "change"), CHANGES.items(), ids=CHANGES)
def test_what_changes_before_the_answer_leaves_stops_it(
    play: Scene, code: str, change: Callable[[Company], None]
) -> None:
    """By the last gate, or by the rules, which look at the facts of now."""
    message_id = play.arrive(play.write())
    change(play.company)
    play.send()
    assert play.sent == [] and code in stopped_by(play, message_id)


def stopped_by(play: Scene, message_id: UUID) -> set[str | None]:
    judged = {str(one["code"]) for one in play.company.get(VerdictRow, message_id).reasons}
    return {play.made()[0].held_code, *judged}


def test_a_case_that_a_person_opened_is_that_persons(play: Scene) -> None:
    message_id = play.arrive(play.write())
    play.company.clock.forward(seconds=1)
    play.company.change(
        play.company.get(Case, play.company.case_of(message_id).id),
        viewed_at=play.company.clock.now + timedelta(days=9),
    )
    assert send_mail(play.company.parts, play.made()[0].id) is OutboxState.CANCELLED and play.sent == []


# --- each guard, taken away: the mail that it stops would leave ---------------------------------------------------------------

Spoil = Callable[[pytest.MonkeyPatch], None]


def without(*rules: object) -> Spoil:
    return lambda patch: patch.setattr(policy, "RULES", tuple(one for one in policy.RULES if one not in rules))


def another_from(play: Scene) -> bytes:
    line = f"Authentication-Results: {SERVER}; dkim=pass header.d=harrowpike.example; dmarc=pass header.from=evil.test"
    return headed(play, "Authentication-Results", line)


def headed_by(line: str) -> Callable[[Scene], bytes]:
    return lambda play: line.encode() + b"\r\n" + play.write()


def signs(*gone: object) -> Spoil:
    return lambda patch: patch.setattr(machine, "SIGNS", tuple(one for one in machine.SIGNS if one not in gone))


SABOTAGE: dict[str, tuple[Callable[[Scene], bytes], Spoil]] = {
    "DMARC of another From": (another_from, lambda p: p.setattr(authentication, "_same", lambda judged, domain: True)),
    "too large": (plain(REQUEST + "\n" * 6000 + "It was broken."), without(circumstances.parser_flags)),
    "no id": (plain(REQUEST, Message_ID=""), without(circumstances.parser_flags)),
    "words of a machine": (plain(REQUEST, subject="Out of office: KO-26-1307"), without(circumstances.machine_by_words)),
    "endless word": (plain(f"{REQUEST}\n\n" + "it-was-broken-" * 20), without(circumstances.endless_word, meaning.says_more)),
    "signature": (plain(f"{REQUEST}\n\n--\nJo Sandhu\nHalf broken, disputed"), without(meaning.signature_speaks, meaning.says_more)),
    "token": (
        lambda play: play.write(In_Reply_To=outgoing_id(uuid4(), "kestrel-office.example", KEY)),
        without(circumstances.stray_thread),
    ),
    "limited contact": (
        lambda play: play.write(ASK.format("KO-26-4001"), subject="Copy", sender=GROUP, name="AP Desk"),
        without(papers.contact_may_not_receive),
    ),
    "loop mark": (headed_by("X-Duecourse-Loop: 1"), signs(machine._loop_mark)),
    "list": (headed_by("List-Software: x"), signs(machine._list)),
}  # fmt: skip


@pytest.mark.parametrize(("mail", "spoil"), SABOTAGE.values(), ids=SABOTAGE)
def test_without_the_guard_the_mail_would_be_answered(
    house: Company, monkeypatch: pytest.MonkeyPatch, mail: Callable[[Scene], bytes], spoil: Spoil
) -> None:
    with scene(house) as play:
        play.receive(mail(play))
        assert play.made() == []
    spoil(monkeypatch)
    with scene(house) as play:
        play.receive(mail(play))
        assert len(play.sent) == 1


def test_without_its_guard_a_withdrawn_document_would_leave(play: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    play.arrive(play.write())
    withdraw_file(play.company)
    without(papers.not_releasable)(monkeypatch)
    truly = release.check_attached
    monkeypatch.setattr(release, "check_attached", lambda mail, one: truly(mail, replace(one, released=True)))
    play.send()
    assert len(play.sent) == 1
