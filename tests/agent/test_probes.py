"""A mailbox writes to itself once a week: what comes back decides whether anything may be answered automatically."""

from uuid import UUID

import pytest

from agent import jobs, probes
from agent.domain.vocabulary import MessageState, OutboxState
from agent.mail.probe import Probe, probe_mail
from agent.outbox import send_mail
from agent.records import probes as rows
from agent.records import switches, transaction
from agent.records.cases import Case, VerdictRow
from agent.records.conservation import balance
from agent.records.mail import Mailbox
from agent.records.outbox import OutboxMail
from agent.records.switches import Switch
from connectors.ports import Refused
from tests.agent.attacks import Scene
from tests.agent.letters import OURS, REQUEST, SERVER

HOP = b"Received: from desk by mx.kestrel-office.example with ESMTPSA id 1\r\n"
"""What a server writes above a mail that it takes: everything beneath it is the sender's."""


def box(play: Scene) -> Mailbox:
    return play.company.get(Mailbox, play.company.ids["mailbox"])


def write_itself(play: Scene) -> bytes:
    """The mailbox writes to itself; the mail as the server got it."""
    probes.weekly(play.company.parts, box(play).id)
    envelope, raw = play.sent.pop()
    assert (envelope.sender, envelope.recipients) == (OURS, (OURS,))
    return raw


def come_back(play: Scene, honest: bool) -> UUID:
    """By way of a server that puts its own line above what it takes, or of one that hides where mails come from."""
    play.company.clock.forward(minutes=1)
    raw = write_itself(play)
    return play.arrive(HOP + raw if honest else raw)


def is_locked(play: Scene) -> bool:
    with transaction(play.company.parts.engine) as session:
        return rows.is_locked(session, box(play).id)


def turn(play: Scene, on: bool, by: str = "marc") -> None:
    with transaction(play.company.parts.engine) as session:
        switches.turn(session, switches.checks_name(box(play).id), on, by, play.company.ids["kes"])


def codes(play: Scene, message_id: UUID) -> list[str]:
    return [one["code"] for one in play.company.get(VerdictRow, message_id).reasons]


# --- what comes back ------------------------------------------------------------------------------------------------


def test_a_forged_check_that_comes_through_stops_the_mailbox_and_is_told_in_the_log(play: Scene) -> None:
    come_back(play, honest=False)
    assert is_locked(play) and box(play).probe_survived is True
    (told,) = play.company.events("probe_returned")
    assert told.body == {"forged_check_survived": True} and told.subject_id == str(box(play).id)
    assert [one.body for one in play.company.events("switched")] == [{"on": False}]
    stopped = play.receive(play.write(REQUEST))
    assert play.sent == [] and codes(play, stopped) == ["forged_checks"]
    assert play.company.state(stopped) is MessageState.WAITING_SPECIALIST


def test_one_that_the_server_makes_harmless_stops_nothing(play: Scene) -> None:
    come_back(play, honest=True)
    assert not is_locked(play) and box(play).probe_survived is False
    play.receive(play.write(REQUEST))
    assert len(play.sent) == 1


def test_an_answer_that_has_not_left_yet_is_stopped(play: Scene) -> None:
    play.arrive(play.write(REQUEST))
    (waiting,) = play.made()
    come_back(play, honest=False)
    assert send_mail(play.company.parts, waiting.id) is OutboxState.HELD
    assert play.company.get(OutboxMail, waiting.id).held_code == "forged_checks" and play.sent == []


def test_a_later_one_that_shows_it_mended_starts_the_mailbox_again(play: Scene) -> None:
    come_back(play, honest=False)
    come_back(play, honest=True)
    assert not is_locked(play)
    play.receive(play.write(REQUEST))
    assert len(play.sent) == 1


def test_a_manager_starts_it_again_until_the_next_one_comes_through(play: Scene) -> None:
    come_back(play, honest=False)
    turn(play, on=True)
    assert not is_locked(play)
    come_back(play, honest=False)
    assert is_locked(play)


def test_what_a_person_stopped_only_a_person_starts_again(play: Scene) -> None:
    turn(play, on=False)
    come_back(play, honest=False)
    come_back(play, honest=True)
    assert is_locked(play) and play.company.get(Switch, switches.checks_name(box(play).id)).changed_by == "marc"


def test_without_the_lock_forged_checks_are_believed_and_answered(play: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "is_locked", lambda session, mailbox_id: False)
    come_back(play, honest=False)
    play.receive(play.write(REQUEST))
    assert len(play.sent) == 1


def test_without_any_check_by_the_server_nothing_is_answered_and_the_reason_is_shown(play: Scene) -> None:
    come_back(play, honest=True)
    unchecked = play.receive(play.write(REQUEST, Authentication_Results=""))
    assert play.sent == []
    sentences = " ".join(one["sentence"] for one in play.company.get(VerdictRow, unchecked).reasons)
    assert "Our mail server left no check of the sender." in sentences


# --- which mail it is -----------------------------------------------------------------------------------------------


def test_it_is_put_aside_without_a_case_and_without_an_answer(play: Scene) -> None:
    came = come_back(play, honest=True)
    assert play.company.state(came) is MessageState.SYSTEM_MAIL
    assert play.company.rows(Case) == [] and play.made() == [] and play.sent == []
    with transaction(play.company.parts.engine) as session:
        assert balance(session).even
    moved = play.company.events("message_moved")
    assert [one.body.get("kind") for one in moved] == ["probe"]


def test_the_copy_among_the_sent_mails_says_nothing_about_the_server(play: Scene) -> None:
    raw = write_itself(play)
    copy = play.arrive(raw, folder="sent")
    assert play.company.state(copy) is MessageState.SYSTEM_MAIL and box(play).probe_back_at is None
    assert play.company.state(play.arrive(HOP + raw)) is MessageState.SYSTEM_MAIL
    assert box(play).probe_back_at is not None and not is_locked(play)


def test_only_the_last_one_counts_and_only_once(play: Scene) -> None:
    first = write_itself(play)
    play.company.clock.forward(minutes=5)
    second = write_itself(play)
    play.arrive(first)
    assert not is_locked(play) and box(play).probe_back_at is None
    play.arrive(second)
    assert is_locked(play)
    play.arrive(HOP + second)
    assert is_locked(play)


@pytest.mark.parametrize("key", [b"x" * 32, b"k" * 32], ids=["another key", "another mailbox"])
def test_a_mark_that_is_not_this_mailbox_s_opens_nothing(play: Scene, key: bytes) -> None:
    come_back(play, honest=False)
    probes.weekly(play.company.parts, box(play).id)
    sent = box(play).probe_sent_at
    assert sent is not None
    mailbox_id = box(play).id if key == b"x" * 32 else UUID(int=7)
    play.arrive(HOP + probe_mail(Probe(mailbox_id, sent), OURS, SERVER, key))
    assert is_locked(play)


# --- when it is sent ------------------------------------------------------------------------------------------------


def asked(play: Scene) -> int:
    probes.defer_due(play.company.parts)
    return sum(1 for name, _ in play.company.jobs() if name == jobs.PROBE)


def due(play: Scene) -> None:
    play.company.change(box(play), probe_due_at=play.company.clock.now)


def test_each_mailbox_is_asked_once_a_week(play: Scene) -> None:
    assert asked(play) == 0, "one that nobody set up to write to itself does not"
    due(play)
    assert (asked(play), asked(play)) == (1, 1)
    play.company.run_jobs([jobs.PROBE])
    assert len(play.sent) == 1
    play.company.clock.forward(days=6, hours=23)
    assert asked(play) == 0
    play.company.clock.forward(hours=2)
    assert asked(play) == 1


@pytest.mark.parametrize("reply", [451, 550])
def test_a_server_that_does_not_take_it_is_asked_again_in_an_hour(play: Scene, reply: int) -> None:
    come_back(play, honest=True)
    before = box(play)
    due(play)
    play.transport.refuse("data", reply)
    asked(play)
    play.company.run_jobs([jobs.PROBE])
    after = box(play)
    assert (after.probe_sent_at, after.probe_back_at) == (before.probe_sent_at, before.probe_back_at)
    play.company.clock.forward(hours=1)
    assert play.sent == [] and asked(play) == 1


def test_one_whose_outcome_is_unknown_is_waited_for(play: Scene) -> None:
    play.transport.cut("dot", kept=True)
    play.arrive(HOP + write_itself(play))
    assert box(play).probe_back_at is not None


def test_where_all_sending_is_stopped_it_does_not_leave_either(play: Scene) -> None:
    with transaction(play.company.parts.engine) as session:
        switches.turn(session, switches.ALL_SENDING, False, "marc")
    parts = play.company.parts
    with pytest.raises(Refused, match="All sending is stopped"):
        probes.send(parts.engine, box(play).id, parts.mail_key, lambda session, one: play.transport, parts.now())
    due(play)
    asked(play)
    play.company.run_jobs([jobs.PROBE])
    assert play.sent == [] and box(play).probe_sent_at is None
