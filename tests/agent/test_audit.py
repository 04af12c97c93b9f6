"""The chain of events: it verifies as written, and whatever is done to it afterwards is found."""

import random
from collections.abc import Sequence
from datetime import timedelta, timezone
from uuid import UUID

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, col, select

from agent.records import audit
from agent.records.audit import AuditEvent
from agent.records.database import make_engine, new_id, transaction, utc_now
from tests.agent.company import Company
from tests.agent.letters import DISPUTE, REQUEST
from tests.told import behind_its_back

CLIENT = UUID(int=7)
LENGTH = 12


@pytest.fixture(scope="module")
def seeds() -> list[int]:
    return list(range(200))


def write(engine: Engine, number: int = LENGTH) -> None:
    for one in range(number):
        with transaction(engine) as session:
            audit.record(session, CLIENT, "moved", "test", new_id(), before="a", after="b", size=one, codes=["x", 1])


def problems(session: Session) -> list[str]:
    return [problem for name in names(session) for problem in audit.verify_chain(session, name)[2]]


def names(session: Session) -> list[str]:
    rows = session.execute(text("SELECT chain FROM audit_events UNION SELECT chain FROM audit_chains"))
    return [name for (name,) in rows]


def found_by(engine: Engine) -> dict[str, list[str]]:
    """The problems of each chain that has any."""
    return {chain: problems for chain, _, problems in audit.verify(engine) if problems}


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
    monkeypatch.setattr(audit, "digest", lambda key, event: event.hash)
    with Session(engine) as session:
        session.execute(text(EDITS[0]), {"seq": 3})
        assert problems(session) == []


# --- with the database in hand, and without the key -----------------------------------------------------------------

CUT = (
    "DELETE FROM audit_events WHERE chain = :chain AND seq > (SELECT max(seq) - 3 FROM audit_events WHERE chain = :chain)",
    "UPDATE audit_chains SET (seq, head) = (SELECT seq, hash FROM audit_events WHERE chain = :chain ORDER BY seq DESC LIMIT 1)"
    " WHERE chain = :chain",
)
GONE = ("DELETE FROM audit_events WHERE chain = :chain", "DELETE FROM audit_chains WHERE chain = :chain")


def ordered(company: Company, statements: Sequence[str], chain: str) -> None:
    for one in statements:
        behind_its_back(company.engine, one, chain=chain)


@pytest.fixture
def kes(company: Company) -> str:
    """The chain of a client at work, unbroken."""
    company.receive(REQUEST)
    company.run_jobs()
    company.receive(DISPUTE, subject="Another matter")
    company.run_jobs()
    assert found_by(company.engine) == {}
    return str(company.ids["kes"])


@pytest.mark.parametrize("statements", [CUT, GONE], ids=["its end", "all of it"])
def test_a_chain_that_was_cut_with_its_head_put_right_is_found(
    company: Company, kes: str, statements: Sequence[str]
) -> None:
    ordered(company, statements, kes)
    assert kes in found_by(company.engine)


@pytest.mark.parametrize("client_too", [False, True])
def test_a_chain_that_begins_anew_is_found(company: Company, kes: str, client_too: bool) -> None:
    ordered(company, GONE, kes)
    if client_too:
        ordered(company, GONE, audit.INSTALLATION)
    with transaction(company.engine) as session:
        audit.record(session, None, "signed_in", "user", "x")
        audit.record(session, company.ids["kes"], "tested", "test", "x")
    assert "the beginning of the chain is missing" in found_by(company.engine)[kes]


def test_a_client_that_was_removed_with_its_chain_is_missed(company: Company, kes: str) -> None:
    with transaction(company.engine) as session:
        gone = new_id()
        audit.begin(session, gone)
    ordered(company, GONE, str(gone))
    assert found_by(company.engine) == {str(gone): ["the end of the chain was cut or moved"]}


def test_a_history_written_anew_under_another_key_is_found(company: Company, kes: str) -> None:
    with transaction(company.engine) as session:
        previous, forged = audit.GENESIS, b"f" * 32
        for event in session.exec(select(AuditEvent).where(AuditEvent.chain == kes).order_by(col(AuditEvent.seq))):
            event.actor, event.previous = "nobody", previous
            previous = event.hash = audit.digest(forged, event)
        chain = audit.locked_chain(session, kes)
        chain.head = previous
        chain.seal = audit.seal(forged, chain)
    assert "event 1 was changed" in found_by(company.engine)[kes]


DRIFT = [
    ("UPDATE messages SET state = 'closed_no_reply' WHERE state = 'auto_answered'", "mail"),
    ("UPDATE drafts SET state = 'approved'", "draft"),
    ("UPDATE outbox SET state = 'cancelled'", "outgoing mail"),
    ("UPDATE outbox SET mime = 'x'", "outgoing mail"),
    ("UPDATE outbox SET mime = 'x', sha256 = encode(sha256('x'), 'hex')", "outgoing mail"),
    ("DELETE FROM outbox", "outgoing mail"),
]


@pytest.mark.parametrize(("statement", "row"), DRIFT, ids=[one[:45] for one, _ in DRIFT])
def test_a_row_that_is_not_as_the_log_says_is_named(company: Company, kes: str, statement: str, row: str) -> None:
    behind_its_back(company.engine, statement)
    problems = found_by(company.engine)[kes]
    assert all(one.startswith(f"{row} ") and any(known in one for known in ids_of(company)) for one in problems)


def ids_of(company: Company) -> set[str]:
    return {one.subject_id for one in company.rows(AuditEvent)}


def test_nothing_is_recorded_without_the_key(database_url: str) -> None:
    engine = make_engine(database_url)
    with pytest.raises(LookupError, match="key of the audit log"), transaction(engine) as session:
        audit.record(session, None, "x", "y", "z")
    engine.dispose()


def test_what_is_written_while_it_verifies_looks_like_no_change(company: Company, kes: str) -> None:
    checking = audit.verify(company.engine)
    assert next(checking)[2] == []
    company.receive("The price on invoice KO-26-1308 is wrong.", subject="Another")
    assert all(not problems for _, _, problems in checking)
