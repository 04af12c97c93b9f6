"""The release run goes on where it stopped, its table says what was measured, and each of its judges finds what it is there for."""

import ast
import base64
import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine

from agent.mail.limits import Unparsable
from agent.mail.machine import machine_verdict
from agent.mail.parse import parse
from agent.records import audit, transaction
from agent.records.database import new_id
from agent.records.ledger import Client
from tests.faults import kept, mutations, release, sealed, table, tampering
from tests.faults.budgets import MANAGER_FROM, RULES, Came, Left, Story, judge
from tests.faults.kept import Terms
from tests.faults.leaks import leaks, word
from tests.faults.parts import Part
from tests.faults.responders import HONEST, Responder
from tests.faults.table import Row
from tests.faults.unguarded import GUARDS, INBOX_GUARDS, remove

KILLS, DRAFTS = "kills of a role or of the database", "drafts raced for: one approval, one mail, the rest 409"
BEGUN = datetime(2026, 11, 19, 9, tzinfo=UTC)

# --- going on where it stopped --------------------------------------------------------------------------------------


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was run, of three parts that take no time. The second is broken off at its first try."""
    said: list[str] = []

    def part(name: str, row: Row) -> release.Do:
        def run(_: object) -> Part:
            said.append(name)
            if said == ["one", "two"]:
                raise KeyboardInterrupt
            return Part([row], [f"a note of {name}"], [])

        return run

    rows = {"one": Row(KILLS, 100, 1, 0, 5.0), "two": Row(KILLS, 50, 2, 0, 6.0), "three": Row(DRAFTS, 10, 1, 0, 7.0)}
    monkeypatch.setattr(release, "PARTS", {name: part(name, row) for name, row in rows.items()})
    return said


def broken_off(folder: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        release.main(["--keep", str(folder)])


def test_a_run_that_was_broken_off_goes_on_where_it_stopped(tmp_path: Path, done: list[str]) -> None:
    broken_off(tmp_path)
    assert release.main(["--keep", str(tmp_path)]) == 0
    assert done == ["one", "two", "two", "three"]
    assert release.main(["--keep", str(tmp_path)]) == 0
    assert done == ["one", "two", "two", "three"]


def test_other_seeds_sizes_and_sources_are_measured_anew(
    tmp_path: Path, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken_off(tmp_path)
    release.main(["--keep", str(tmp_path), "--only", "one", "--seed", "2"])
    release.main(["--keep", str(tmp_path), "--only", "one", "--scale", "0.5"])
    monkeypatch.setattr(kept, "product", lambda: "changed")
    release.main(["--keep", str(tmp_path), "--only", "one"])
    assert done == ["one", "two", "one", "one", "one"]


def test_one_changed_byte_of_the_product_is_another_product(tmp_path: Path) -> None:
    (tmp_path / "agent").mkdir()
    (tmp_path / "agent" / "rule.py").write_text("LIMIT = 3")
    before = kept.product(tmp_path)
    (tmp_path / "agent" / "rule.py").write_text("LIMIT = 4")
    assert kept.product(tmp_path) != before


def test_what_was_wrong_in_a_finished_part_is_said_again(tmp_path: Path, done: list[str], capsys: Any) -> None:
    terms = Terms(1, 1.0, kept.product())
    kept.save(tmp_path, "one", terms, Part([Row(KILLS, 100, 1, 1, 5.0)], [], ["a mail was lost"]), "now")
    assert release.main(["--keep", str(tmp_path), "--only", "two"]) == 1
    assert "WRONG  a mail was lost" in capsys.readouterr().out and done == ["two"]


# --- the table --------------------------------------------------------------------------------------------------------


def test_the_table_adds_up_what_parts_share_and_names_what_is_missing(tmp_path: Path, done: list[str]) -> None:
    page = tmp_path / "faults.md"
    page.write_text(f"{table.BEGIN}\nkept\n{table.END}\n{table.RELEASE[0]}\nold\n{table.RELEASE[1]}\nafter\n")
    broken_off(tmp_path)
    release.main(["--keep", str(tmp_path), "--only", "two", "--docs", str(page)])
    text = page.read_text()
    assert f"| P1, P2: {KILLS} | 150 | 1, 2 | 0 | 2.00% | 11 |" in text
    assert "- Not measured: three." in text and "- a note of two" in text
    assert text.startswith(f"{table.BEGIN}\nkept\n{table.END}\n") and text.endswith("after\n") and "old" not in text


def test_every_row_belongs_to_a_promise() -> None:
    named = set()
    for module in ("parts", "loops", "sealed", "searched", "release"):
        tree = ast.parse((Path(__file__).parent / f"{module}.py").read_text(encoding="utf-8"))
        for call in (one for one in ast.walk(tree) if isinstance(one, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id == "Row" and isinstance(call.args[0], ast.Constant):
                named.add(call.args[0].value)
    assert named and named <= release.PROMISES.keys()


# --- P6 ---------------------------------------------------------------------------------------------------------------


def quiet() -> Story:
    """Two machines, each answered three times; nothing is wrong."""
    story = Story(BEGUN, {"a@one.example": "one", "b@two.example": "two"}, True)
    for address in story.account:
        for turn in range(3):
            say(story, address, timedelta(hours=turn))
    return story


def say(story: Story, address: str, after: timedelta, honest: bool = False, answered: bool = True) -> None:
    mark = f"<{len(story.came)}>"
    story.came.append(Came(BEGUN + after, mark, address, honest))
    if answered:
        story.left.append(Left(BEGUN + after, address, mark))


def many(story: Story, machines: int, after: timedelta, domain: Callable[[int], str]) -> None:
    for one in range(machines):
        address = f"c{one}@{domain(one)}"
        story.account[address] = domain(one)
        say(story, address, after)


def four_times(story: Story) -> None:
    say(story, "a@one.example", timedelta(hours=20))


def flooding(story: Story) -> None:
    for second in range(31):
        say(story, "b@two.example", timedelta(hours=9, seconds=second), answered=second == 30)


LOOPS: dict[str, tuple[Callable[[Story], None], str]] = {
    "an honest machine": (lambda story: say(story, "a@one.example", timedelta(), True), "honest machines get nothing"),
    "a fourth": (four_times, "three for an address"),
    "a flood": (flooding, "who floods is answered by people"),
    "an account": (lambda story: many(story, 11, MANAGER_FROM, lambda _: "x.example"), "an account a domain and a client have their own"),
    "a client": (lambda story: many(story, 61, MANAGER_FROM, lambda one: f"d{one}.example"), "an account a domain and a client have their own"),
    "nobody looked": (lambda story: many(story, 31, timedelta(hours=2), lambda one: f"d{one}.example"), "the breaker stops all"),
}  # fmt: skip


def test_no_loop_is_seen_where_there_is_none() -> None:
    assert judge(quiet()) == {}


@pytest.mark.parametrize("fault", LOOPS)
def test_each_loop_is_found_by_its_rule(fault: str) -> None:
    story = quiet()
    LOOPS[fault][0](story)
    assert LOOPS[fault][1] in judge(story)


def test_every_rule_about_loops_has_one_that_it_must_find() -> None:
    assert {rule for _, rule in LOOPS.values()} == {rule.__name__.replace("_", " ") for rule in RULES}


@pytest.mark.parametrize("headers", [{}, *HONEST], ids=str)
def test_a_responder_is_known_by_its_headers_alone(headers: dict[str, str]) -> None:
    _, raw = Responder("desk@m.example", ("KO-25-0001",), headers, False).mail(BEGUN, random.Random(1))
    assert machine_verdict(raw, parse(raw), frozenset(), lambda _: False).machine is bool(headers)


# --- P8 ---------------------------------------------------------------------------------------------------------------


def test_broken_mails_become_views_or_refusals() -> None:
    done = mutations.in_lots(3, 40, 60, None)
    assert done.mails == 40 and done.wrong == []


def breaks(raw: bytes) -> None:
    raise RecursionError(str(len(raw)))


def test_a_parser_that_breaks_or_dawdles_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    end = time.monotonic() + 60
    assert "RecursionError" in mutations.through_the_child(3, 2, end, None, breaks).wrong[1]
    monkeypatch.setattr(mutations, "LONGEST", 0.0)
    assert len(mutations.through_the_child(3, 2, end, None, parse).wrong) == 2


def test_taking_the_parser_s_limits_away_lets_deep_mails_through_and_puts_them_back() -> None:
    deep = b"Content-Type: message/rfc822\r\n\r\n" * 30 + b"Subject: x\r\n\r\nwords"
    with mutations.unlimited() as plain:
        plain(deep)
    with pytest.raises(Unparsable):
        parse(deep)


# --- P11 --------------------------------------------------------------------------------------------------------------


def write(engine: Engine) -> None:
    """Two companies' chains, begun as the product begins them."""
    for chain in (UUID(int=7), UUID(int=8)):
        with transaction(engine) as session:
            session.add(Client(id=chain, code=f"C{chain.int}", name="One", mailbox=f"{chain.int}@one.example"))
            audit.begin(session, chain)
        for one in range(5):
            with transaction(engine) as session:
                audit.record(session, chain, "moved", "test", new_id(), before="a", after="b", size=one)


def test_every_random_change_of_the_log_is_found_and_put_right(engine: Engine, database_url: str) -> None:
    write(engine)
    found = tampering.tamper(database_url, 5, 40, 60, lambda: tampering.by_function(engine))
    assert (found.done, found.missed) == (40, []) and len(found.kinds) == len(set(tampering.KINDS))
    assert tampering.by_function(engine) == []


@pytest.mark.parametrize("guard", sealed.GUARDS)
def test_without_its_guard_changes_of_the_log_go_unnoticed(
    engine: Engine, database_url: str, guard: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "digest", audit.digest)
    monkeypatch.setattr(audit, "seal", audit.seal)
    sealed.GUARDS[guard](audit)
    write(engine)
    found = tampering.tamper(database_url, 5, 40, 60, lambda: tampering.by_function(engine))
    assert found.missed


# --- P12 --------------------------------------------------------------------------------------------------------------

CANARY = word(random.Random(1))


@pytest.mark.parametrize(
    "content",
    [
        f"mail from {CANARY}@x.example",
        CANARY.upper(),
        CANARY.encode().hex(),
        *(base64.b64encode(b"." * before + CANARY.encode() + b" and more").decode() for before in range(4)),
    ],
)
def test_a_word_is_found_in_every_dress(content: str) -> None:
    assert leaks({"the subject": CANARY}, {"the log": content.encode()}) == ["the subject stands in the log"]


def test_another_word_is_not_found() -> None:
    assert leaks({"the subject": CANARY}, {"the log": word(random.Random(2)).encode()}) == []


def test_no_guard_is_taken_away_by_a_wrong_name() -> None:
    assert not GUARDS.keys() & INBOX_GUARDS.keys()
    with pytest.raises(LookupError):
        remove("no such guard", "worker")


def test_a_kept_part_is_as_it_was(tmp_path: Path) -> None:
    terms, part = Terms(1, 0.5, "x"), Part([Row(KILLS, 1, 1, 0, 2.0, False)], ["ö"], ["w"])
    kept.save(tmp_path, "kills 1", terms, part, "now")
    assert kept.load(tmp_path, "kills 1", terms) == (part, "now")
    assert kept.load(tmp_path, "kills 1", replace(terms, seed=2)) is None
