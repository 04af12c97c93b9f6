"""The chain of events: it verifies as written, and whatever is done to it afterwards is found."""

import random
from datetime import timedelta, timezone
from uuid import UUID

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session

from agent.records import audit
from agent.records.database import new_id, transaction, utc_now

CLIENT = UUID(int=7)
LENGTH = 12


@pytest.fixture(scope="module")
def seeds() -> list[int]:
    return list(range(200))


def write(engine: Engine, number: int = LENGTH) -> None:
    for one in range(number):
        with transaction(engine) as session:
            audit.record(session, CLIENT, "moved", "message", new_id(), before="a", after="b", size=one, codes=["x", 1])


def problems(session: Session) -> list[str]:
    return [problem for name in names(session) for problem in audit.verify_chain(session, name)[2]]


def names(session: Session) -> list[str]:
    rows = session.execute(text("SELECT chain FROM audit_events UNION SELECT chain FROM audit_chains"))
    return [name for (name,) in rows]


def test_a_chain_verifies_as_it_was_written(engine: Engine) -> None:
    write(engine)
    with transaction(engine) as session:
        audit.record(session, None, "started", "installation", "here")
    assert [(name, count, found) for name, count, found in audit.verify(engine)] == [
        (str(CLIENT), LENGTH, []),
        (audit.INSTALLATION, 1, []),
    ]


def test_a_time_given_in_another_zone_verifies(engine: Engine) -> None:
    with transaction(engine) as session:
        audit.record(session, CLIENT, "x", "y", "z", at=utc_now().astimezone(timezone(timedelta(hours=5, minutes=30))))
    assert list(audit.verify(engine)) == [(str(CLIENT), 1, [])]


@pytest.mark.parametrize(
    "value", ["ü€\u2028😀", 2**62, -1, True, None, [], {"b": 1, "a": [1, {"c": None}]}, "1.50", 1.5]
)
def test_any_body_verifies_after_the_database_kept_it(engine: Engine, value: object) -> None:
    with transaction(engine) as session:
        audit.record(session, CLIENT, "x", "y", "z", value=value)
    assert list(audit.verify(engine)) == [(str(CLIENT), 1, [])]


def test_events_of_a_transaction_that_failed_leave_no_gap(engine: Engine) -> None:
    write(engine, 2)
    with pytest.raises(ZeroDivisionError), transaction(engine) as session:
        audit.record(session, CLIENT, "x", "y", "z")
        raise ZeroDivisionError
    write(engine, 1)
    assert list(audit.verify(engine)) == [(str(CLIENT), 3, [])]


# --- tampering ------------------------------------------------------------------------------------------------------

EDITS = (
    "UPDATE audit_events SET actor = actor || 'x' WHERE seq = :seq",
    "UPDATE audit_events SET kind = 'nothing' WHERE seq = :seq",
    "UPDATE audit_events SET subject = 'case' WHERE seq = :seq",
    "UPDATE audit_events SET subject_id = 'none' WHERE seq = :seq",
    "UPDATE audit_events SET at = at + interval '1 microsecond' WHERE seq = :seq",
    "UPDATE audit_events SET body = jsonb_set(body, '{size}', '999') WHERE seq = :seq",
    "UPDATE audit_events SET body = body - 'after' WHERE seq = :seq",
    """UPDATE audit_events SET body = body || '{"more": 1}' WHERE seq = :seq""",
    "UPDATE audit_events SET id = gen_random_uuid() WHERE seq = :seq",
    "UPDATE audit_events SET hash = md5(hash) WHERE seq = :seq",
    "UPDATE audit_events SET previous = md5(previous) WHERE seq = :seq",
    "UPDATE audit_events SET chain = 'other' WHERE seq = :seq",
    "UPDATE audit_events SET seq = 100 WHERE seq = :seq",
    "UPDATE audit_chains SET seq = seq - 1",
    "UPDATE audit_chains SET head = md5(head)",
    "DELETE FROM audit_chains",
)
REMOVALS = (
    "DELETE FROM audit_events WHERE seq = :seq",
    "DELETE FROM audit_events WHERE seq >= :seq",
    "DELETE FROM audit_events",
)
COPY = (
    "INSERT INTO audit_events SELECT gen_random_uuid(), chain, {seq}, at, actor, kind, subject, subject_id, body,"
    " previous, hash FROM audit_events WHERE seq = :seq"
)
SHIFT = (
    "UPDATE audit_events SET seq = seq + 1000 WHERE seq > :seq",
    "UPDATE audit_events SET seq = seq - 999 WHERE seq > 1000",
)
SWAP = (
    "UPDATE audit_events SET seq = 1000 WHERE seq = :seq",
    "UPDATE audit_events SET seq = :seq WHERE seq = :other",
    "UPDATE audit_events SET seq = :other WHERE seq = 1000",
)


def tamper(session: Session, chance: random.Random) -> str:
    seq, other = chance.sample(range(1, LENGTH + 1), 2)
    kind = chance.choice(["edit", "edit", "remove", "append", "insert", "swap"])
    steps = {
        "edit": [chance.choice(EDITS)],
        "remove": [chance.choice(REMOVALS)],
        "append": [COPY.format(seq=LENGTH + 1)],
        "insert": [*SHIFT, COPY.format(seq=":seq + 1")],
        "swap": SWAP,
    }[kind]
    for step in steps:
        values = {name: value for name, value in (("seq", seq), ("other", other)) if f":{name}" in step}
        session.execute(text(step), values)
    return f"{kind} {seq} {other} {steps[0]}"


def test_two_hundred_random_edits_removals_insertions_and_reorderings_are_all_found(
    engine: Engine, seeds: list[int]
) -> None:
    write(engine)
    missed = []
    for seed in seeds:
        with Session(engine) as session:
            what = tamper(session, random.Random(seed))
            if not problems(session):
                missed.append(what)
            session.rollback()
    assert missed == []
    assert list(audit.verify(engine)) == [(str(CLIENT), LENGTH, [])]


def test_a_check_that_left_out_the_hash_would_miss_edits(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    write(engine)
    monkeypatch.setattr(audit, "digest", lambda event: event.hash)
    with Session(engine) as session:
        session.execute(text(EDITS[0]), {"seq": 3})
        assert problems(session) == []
