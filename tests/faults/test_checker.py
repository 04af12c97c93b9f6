"""The judge of the fault rig finds each kind of wrong, finds nothing where all is well, and knows nothing of the product."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.books import MAILBOX
from tests.faults.checker import RULES, judge, problems_said
from tests.faults.evidence import Arrived, Evidence, Step, Taken, to_itself
from tests.faults.inbox import Inbox

PRODUCT = {"agent", "approvals", "connectors", "duecourse", "prompts"}
OUT = ("approved", "queued", "claimed", "transmitting", "commit_pending", "accepted")
TAKEN = Taken("<out-1>", ("accounts@cust0001.example",), "aa", True, "<m1@c>", frozenset({"CUST0001"}))
LETTER = {
    "mark": "m1",
    "kind": "request",
    "id": "<m1@c>",
    "sender": "accounts@cust0001.example",
    "answerable": True,
    "copies": 1,
}


def sound() -> Evidence:
    """One request that was answered once."""
    steps = [Step("message", "M", None, "stored"), Step("message", "M", "stored", "auto_answered")]
    steps += [Step("outbox", "O", before, after) for before, after in zip((None, *OUT), OUT, strict=False)]
    return Evidence(
        letters={"m1": dict(LETTER)},
        inbox=Inbox(1, {7: "raw"}),
        arrived=[Arrived("M", "auto_answered", "m1", 1, 7, "raw")],
        taken=[TAKEN],
        outbox={"<out-1>": ("O", "accepted", "aa", "auto")},
        states={("message", "M"): "auto_answered", ("outbox", "O"): "accepted"},
        steps=steps,
    )


def broken() -> dict[str, Evidence]:
    """By what is wrong with it."""
    found = {name: sound() for name in (
        "lost", "worked twice", "worked again", "stranger", "not read", "truncated", "invented", "stuck", "waits for nothing", "taken twice", "answered twice", "not known",
        "other bytes", "never taken", "answered and asked", "foreign paper", "wrong reader", "in the clear", "not answerable", "no event", "gap", "odd move",
        "row gone", "chain",
    )}  # fmt: skip
    found["lost"].arrived.clear()
    found["worked twice"].arrived.append(Arrived("M2", "waiting_specialist", "m1"))
    found["worked again"].arrived.append(Arrived("M2", "waiting_specialist", "m1", 2, 1, "raw"))
    found["not read"].inbox = Inbox(2, {7: "raw"})
    found["truncated"].inbox = Inbox(1, {7: "whole"})
    found["invented"].inbox = Inbox(1, {})
    found["stranger"].arrived.append(Arrived("M2", "waiting_specialist", "m9"))
    found["stuck"].arrived[0] = Arrived("M", "triaged", "m1")
    found["waits for nothing"].arrived[0] = Arrived("M", "in_outbox", "m1")
    found["taken twice"].taken.append(TAKEN)
    found["answered twice"].taken.append(replace(TAKEN, id="<out-2>"))
    found["not known"].outbox["<out-1>"] = ("O", "refused_perm", "aa", "auto")
    found["other bytes"].outbox["<out-1>"] = ("O", "accepted", "bb", "auto")
    found["never taken"].taken.clear()
    found["answered and asked"].arrived[0] = Arrived("M", "waiting_specialist", "m1")
    found["foreign paper"].taken[0] = replace(TAKEN, canaries=frozenset({"CUST0001", "CUST0002"}))
    found["wrong reader"].taken[0] = replace(TAKEN, recipients=("accounts@cust0002.example",), canaries=frozenset())
    found["in the clear"].taken[0] = replace(TAKEN, clear=True)
    found["not answerable"].letters["m1"]["answerable"] = False
    found["no event"].steps.pop()
    found["gap"].steps.pop(5)
    found["odd move"].steps[4:7] = [Step("outbox", "O", "queued", "commit_pending")]
    found["row gone"].steps.append(Step("outbox", "O2", None, "queued"))
    found["chain"].verified.append("event 3 is missing before 4")
    return found


BROKEN = {
    "lost": "every letter has one row and a state",
    "worked twice": "every letter has one row and a state",
    "worked again": "every letter has one row and a state",
    "stranger": "every letter has one row and a state",
    "not read": "what is stored is what the mail server holds",
    "truncated": "what is stored is what the mail server holds",
    "invented": "what is stored is what the mail server holds",
    "stuck": "nothing is stuck",
    "waits for nothing": "nothing is stuck",
    "taken twice": "no mail is taken twice",
    "answered twice": "no mail is taken twice",
    "not known": "what was taken is known as sent or held",
    "other bytes": "what was taken is known as sent or held",
    "never taken": "what counts as sent was taken",
    "answered and asked": "what was answered waits for nobody",
    "foreign paper": "papers belong to their reader",
    "wrong reader": "papers belong to their reader",
    "in the clear": "nothing leaves in the clear",
    "not answerable": "only pure requests are answered by themselves",
    "no event": "every change of state has its event",
    "gap": "every change of state has its event",
    "odd move": "every change of state has its event",
    "row gone": "every change of state has its event",
    "chain": "the chain is whole",
}


def test_nothing_is_found_where_all_is_well() -> None:
    assert judge(sound()) == {}


@pytest.mark.parametrize("fault", BROKEN)
def test_each_kind_of_wrong_is_found_by_its_rule(fault: str) -> None:
    assert BROKEN[fault] in judge(broken()[fault])


def test_every_rule_has_a_wrong_that_it_must_find() -> None:
    assert set(BROKEN.values()) == {rule.__name__.replace("_", " ") for rule in RULES}


def test_a_copy_of_a_mail_and_a_held_mail_are_no_fault() -> None:
    found = sound()
    found.letters["m1"]["copies"] = 2
    found.inbox = Inbox(1, {7: "raw", 8: "raw"})
    found.arrived.append(Arrived("M2", "redelivery", "m1", 1, 8, "raw"))
    found.outbox["<out-1>"] = ("O", "ambiguous", "aa", "auto")
    found.arrived[0], found.owned = Arrived("M", "in_outbox", "m1", 1, 7, "raw"), {"M"}
    found.states = {("message", "M"): "in_outbox", ("outbox", "O"): "ambiguous"}
    found.steps[1] = Step("message", "M", "stored", "in_outbox")
    found.steps[-1] = Step("outbox", "O", "commit_pending", "ambiguous")
    assert judge(found) == {}


def test_mails_that_the_server_numbers_anew_are_copies_and_a_broken_one_is_shown_again() -> None:
    found = sound()
    found.letters["m2"] = LETTER | {"mark": "m2", "kind": "poison", "id": "<m2@c>"}
    found.inbox = Inbox(2, {1: "raw", 2: "bad"})
    found.arrived += [Arrived("M2", "redelivery", "m1", 2, 1, "raw")]
    found.arrived += [Arrived(f"Q{one}", "quarantined", "m2", one, 2, "bad") for one in (1, 2)]
    assert judge(found) == {}


def test_a_mail_of_the_mailbox_to_itself_is_no_answer_unless_it_carries_a_paper() -> None:
    own = replace(TAKEN, recipients=(MAILBOX,), answers="", canaries=frozenset())
    assert to_itself(own)
    assert not to_itself(replace(own, canaries=frozenset({"CUST0001"})))
    assert not to_itself(replace(own, recipients=(MAILBOX, "accounts@cust0001.example")))


@pytest.mark.parametrize(
    ("said", "problems"),
    [
        ('[{"chain": "a", "events": 3, "problems": []}]', 0),
        ('[{"chain": "a", "events": 3, "problems": ["event 2 was changed"]}]', 1),
        ("[]", 1),
        ("The database cannot be reached (DC-105)", 1),
    ],
)
def test_only_a_whole_answer_of_audit_verify_counts_as_unbroken(said: str, problems: int) -> None:
    assert len(problems_said(said)) == problems


@pytest.mark.parametrize(
    "module", ["checker", "evidence", "inbox", "ledgers", "books", "mails", "imap", "smtp", "mutants", "table"]
)
def test_the_judge_and_its_ledgers_import_nothing_of_the_product(module: str) -> None:
    tree = ast.parse((Path(__file__).parent / f"{module}.py").read_text(encoding="utf-8"))
    names = [one.module or "" for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)]
    names += [name.name for one in ast.walk(tree) if isinstance(one, ast.Import) for name in one.names]
    assert not {name.partition(".")[0] for name in names} & PRODUCT
