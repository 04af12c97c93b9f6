"""Far more automatic answers in an hour than ever of late: they stop, and a manager starts them again."""

from dataclasses import replace
from uuid import UUID

import pytest

from agent.domain.vocabulary import OutboxState
from agent.outbox import send_mail
from agent.records import breaker, switches, transaction
from agent.records.cases import VerdictRow
from agent.records.outbox import OutboxMail
from agent.records.switches import Switch
from tests.agent.attacks import BIG, Scene

ASK = "Please send us a copy of invoice {}."


@pytest.fixture
def busy(play: Scene) -> Scene:
    """A company whose only limit that can be met is the breaker's, at three answers."""
    limits = play.company.parts.limits.model_copy(
        update={
            "auto_breaker_floor": 3,
            "auto_per_address_day": 99,
            "auto_per_account_day": 99,
            "books_stale_hours": 999,
        }
    )
    return Scene(replace(play.company, parts=replace(play.company.parts, limits=limits)), play.transport)


def ask(play: Scene, number: str) -> UUID:
    return play.receive(play.write(ASK.format(number), subject=number))


def client(play: Scene) -> UUID:
    return play.company.ids["kes"]


def is_tripped(play: Scene) -> bool:
    with transaction(play.company.parts.engine) as session:
        return breaker.tripped(session, client(play))


def start_again(play: Scene) -> None:
    with transaction(play.company.parts.engine) as session:
        switches.turn(session, switches.breaker_name(client(play)), True, "marc", client(play))
    row = play.company.get(Switch, switches.breaker_name(client(play)))
    play.company.change(row, changed_at=play.company.clock.now)


def test_one_answer_too_many_stops_all_of_the_client_and_is_told_in_the_log(busy: Scene) -> None:
    stopped = [ask(busy, number) for number in BIG[:5]][3:]
    assert len(busy.sent) == 3 and is_tripped(busy)
    reasons = [busy.company.get(VerdictRow, one).reasons for one in stopped]
    assert [[one["code"] for one in several] for several in reasons] == [["breaker"], ["breaker"]]
    (told,) = busy.company.events("breaker_tripped")
    assert told.body == {"in_one_hour": 4, "allowed": 3} and told.subject_id == str(client(busy))
    with transaction(busy.company.parts.engine) as session:
        assert not breaker.tripped(session, busy.company.ids["bfl"])


def test_three_times_the_highest_hour_of_a_week_may_leave(busy: Scene) -> None:
    for number in BIG[:2]:
        ask(busy, number)
    busy.company.clock.forward(days=6)
    for number in BIG[2:9]:
        ask(busy, number)
    assert len(busy.sent) == 2 + 6 and is_tripped(busy)


def test_an_hour_before_that_week_does_not_count(busy: Scene) -> None:
    for number in BIG[:2]:
        ask(busy, number)
    busy.company.clock.forward(days=7, hours=2)
    for number in BIG[2:9]:
        ask(busy, number)
    assert len(busy.sent) == 2 + 3


def test_a_steady_mailbox_goes_on_hour_after_hour(busy: Scene) -> None:
    for number in BIG[:9]:
        ask(busy, number)
        busy.company.clock.forward(minutes=25)
    assert len(busy.sent) == 9 and not is_tripped(busy)


def test_an_answer_that_has_not_left_yet_is_stopped_and_leaves_when_a_manager_has_looked(busy: Scene) -> None:
    busy.arrive(busy.write(ASK.format(BIG[0]), subject=BIG[0]))
    (waiting,) = busy.made()
    for number in BIG[1:4]:
        busy.arrive(busy.write(ASK.format(number), subject=number))
    assert send_mail(busy.company.parts, waiting.id) is OutboxState.HELD
    assert busy.company.get(OutboxMail, waiting.id).held_code == "breaker" and busy.sent == []
    start_again(busy)
    busy.company.release_by_hand(waiting.id)
    assert send_mail(busy.company.parts, waiting.id) is OutboxState.ACCEPTED


def test_what_a_manager_has_seen_does_not_stop_them_at_once_again(busy: Scene) -> None:
    for number in BIG[:4]:
        ask(busy, number)
    start_again(busy)
    for number in BIG[4:8]:
        busy.company.clock.forward(minutes=1)
        ask(busy, number)
    assert len(busy.sent) == 3 + 3 and is_tripped(busy)


def test_without_the_breaker_all_of_them_would_leave(busy: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(breaker, "watch", lambda session, client, now, limits: False)
    for number in BIG[:5]:
        ask(busy, number)
    assert len(busy.sent) == 5
