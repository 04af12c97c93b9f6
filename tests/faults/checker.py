"""The judge: what must be true of any installation at rest, whatever was killed, cut or kept silent before.

Works on `Evidence` alone. Every rule gives sentences about what is wrong, and none where all is well.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from tests.faults.evidence import Arrived, Evidence, by_row

RESTING = frozenset({
    "waiting_specialist", "escalated", "in_outbox", "auto_answered", "replied", "closed_no_reply", "system_mail",
    "quarantined", "redelivery",
})  # fmt: skip
LEFT = frozenset({"accepted", "resolved_sent"})
HELD = frozenset({"held", "ambiguous"})
AT_REST = LEFT | HELD | {"refused_perm", "undone", "cancelled"}
MOVES = frozenset({
    ("approved", "undone"), ("approved", "queued"), ("queued", "claimed"), ("claimed", "held"), ("claimed", "cancelled"),
    ("claimed", "transmitting"), ("transmitting", "commit_pending"), ("transmitting", "refused_temp"),
    ("transmitting", "refused_perm"), ("commit_pending", "accepted"), ("commit_pending", "ambiguous"),
    ("commit_pending", "refused_temp"), ("commit_pending", "refused_perm"), ("refused_temp", "queued"),
    ("ambiguous", "resolved_sent"), ("ambiguous", "resolved_resend"), ("resolved_resend", "queued"), ("held", "queued"),
    ("held", "cancelled"),
    ("claimed", "queued"), ("transmitting", "queued"),  # a dead worker's mail, found before the dot
})  # fmt: skip
Rule = Callable[[Evidence], Iterator[str]]


def every_letter_has_one_row_and_a_state(found: Evidence) -> Iterator[str]:
    """As many rows as it was delivered, one of them worked, the others known as copies of it. Where the mail server has
    numbered its mails anew, a letter may have as many rows under each numbering. Mutants may be alike."""
    worked, rows, most = Counter[str](), Counter[str](), dict[str, int]()
    for (mark, _), many in Counter((one.mark, one.numbering) for one in found.arrived).items():
        rows[mark], most[mark] = rows[mark] + many, max(most.get(mark, 0), many)
    for mark, _ in {(one.mark, shown_once(one)) for one in found.arrived if one.state != "redelivery"}:
        worked[mark] += 1
    yield from (
        f"message {one.id} is no letter that was sent" for one in found.arrived if one.mark not in found.letters
    )
    for mark, letter in found.letters.items():
        alike, copies = letter["kind"] == "mutant" and worked[mark] == 0, letter["copies"]
        if not (most.get(mark, 0) <= copies <= rows[mark]) or not (worked[mark] == 1 or alike):
            yield f"letter {mark} ({letter['kind']}) came {copies} times: {rows[mark]} rows, {worked[mark]} worked"


def shown_once(one: Arrived) -> str:
    """Its row; but a mail that cannot be read comes again, to people alone, whenever the mail server numbers anew."""
    return "quarantined" if one.state == "quarantined" else one.id


def what_is_stored_is_what_the_mail_server_holds(found: Evidence) -> Iterator[str]:
    """Every mail, under the number that it has now, byte for byte, and nothing else."""
    number, held = found.inbox.numbering, found.inbox.mails
    stored = {one.uid: one.sha256 for one in found.arrived if one.numbering == number}
    yield from (f"mail {uid} of numbering {number} is not stored" for uid in held.keys() - stored.keys())
    yield from (f"mail {uid} of numbering {number} is no mail of the server's" for uid in stored.keys() - held.keys())
    for uid in held.keys() & stored.keys():
        if held[uid] != stored[uid]:
            yield f"mail {uid} of numbering {number} was stored with other bytes than the server holds"


def nothing_is_stuck(found: Evidence) -> Iterator[str]:
    for one in found.arrived:
        if one.state not in RESTING or (one.state == "in_outbox" and one.id not in found.owned):
            yield f"message {one.id} ({one.mark}) stays {one.state} with nobody at work on it"
    for header_id, (row, state, _, _) in found.outbox.items():
        if state not in AT_REST:
            yield f"outgoing mail {row} {header_id} stays {state}"


def no_mail_is_taken_twice(found: Evidence) -> Iterator[str]:
    times = Counter((one.id, recipient) for one in found.taken for recipient in one.recipients)
    yield from (f"{mail} was taken {many} times for {to}" for (mail, to), many in times.items() if many > 1)
    answered = Counter(one.answers for one in found.taken if one.automatic)
    yield from (f"{mail} was answered {many} times by itself" for mail, many in answered.items() if many > 1)


def what_was_taken_is_known_as_sent_or_held(found: Evidence) -> Iterator[str]:
    for one in found.taken:
        row, state, sha256, _ = found.outbox.get(one.id, ("", "unknown", "", ""))
        if state not in LEFT | HELD:
            yield f"{one.id} was taken, but its row {row} is {state}"
        elif sha256 != one.sha256:
            yield f"{one.id} was taken with other bytes than its row {row} holds"


def what_counts_as_sent_was_taken(found: Evidence) -> Iterator[str]:
    taken = {one.id for one in found.taken}
    for header_id, (row, state, _, _) in found.outbox.items():
        if state in LEFT and header_id not in taken:
            yield f"outgoing mail {row} is {state}, but {header_id} was never taken"


def what_was_answered_waits_for_nobody(found: Evidence) -> Iterator[str]:
    """Otherwise a customer gets an automatic answer, and a person's besides."""
    marks = {letter["id"]: mark for mark, letter in found.letters.items()}
    states = {one.mark: one.state for one in found.arrived if one.state != "redelivery"}
    for one in found.taken:
        _, state, _, kind = found.outbox.get(one.id, ("", "unknown", "", ""))
        over, now = "auto_answered" if kind == "auto" else "replied", states.get(marks.get(one.answers, ""), "unknown")
        if state in LEFT and now != over:
            yield f"{one.answers} was answered ({kind}), but is {now}"


def papers_belong_to_their_reader(found: Evidence) -> Iterator[str]:
    """`CUST0001` reads at cust0001.example; a mail goes to the writer of what it answers."""
    senders = {letter["id"]: letter["sender"] for letter in found.letters.values()}
    for one in found.taken:
        for recipient in one.recipients:
            own = recipient.rpartition("@")[2].removesuffix(".example").upper()
            for owner in one.canaries - {own}:
                yield f"{one.id} brought a paper of {owner} to {recipient}"
            if recipient != senders.get(one.answers):
                yield f"{one.id} went to {recipient}, who did not write {one.answers}"


def nothing_leaves_in_the_clear(found: Evidence) -> Iterator[str]:
    yield from (f"{one.id} left without TLS" for one in found.taken if one.clear)


def only_pure_requests_are_answered_by_themselves(found: Evidence) -> Iterator[str]:
    answerable = {letter["id"]: letter["answerable"] for letter in found.letters.values()}
    for one in found.taken:
        if one.automatic and not answerable.get(one.answers):
            yield f"{one.answers} was answered by itself"


def every_change_of_state_has_its_event(found: Evidence) -> Iterator[str]:
    story = by_row(found.steps)
    for key, state in found.states.items():
        steps = story.get(key, [])
        if not steps or steps[-1].after != state:
            yield f"{key[0]} {key[1]} is {state}, its last event says {steps[-1].after if steps else 'nothing'}"
        for earlier, later in pairwise(steps):
            if later.before != earlier.after:
                yield f"{key[0]} {key[1]}: an event says {later.before} was left, the one before came to {earlier.after}"
            if key[0] == "outbox" and (str(later.before), later.after) not in MOVES:
                yield f"outgoing mail {key[1]} went from {later.before} to {later.after}"
    yield from (f"{key[0]} {key[1]} is gone, its events are not" for key in story.keys() - found.states.keys())


def the_chain_is_whole(found: Evidence) -> Iterator[str]:
    yield from found.verified


RULES: tuple[Rule, ...] = (
    every_letter_has_one_row_and_a_state,
    what_is_stored_is_what_the_mail_server_holds,
    nothing_is_stuck,
    no_mail_is_taken_twice,
    what_was_taken_is_known_as_sent_or_held,
    what_counts_as_sent_was_taken,
    what_was_answered_waits_for_nobody,
    papers_belong_to_their_reader,
    nothing_leaves_in_the_clear,
    only_pure_requests_are_answered_by_themselves,
    every_change_of_state_has_its_event,
    the_chain_is_whole,
)


def judge(found: Evidence) -> dict[str, list[str]]:
    """Sentences by rule; a rule that holds is left out."""
    said = {rule.__name__.replace("_", " "): list(rule(found)) for rule in RULES}
    return {name: sentences for name, sentences in said.items() if sentences}


def problems_said(output: str) -> list[str]:
    """From `duecourse audit verify --json`. Words that are no such answer are a problem themselves."""
    try:
        chains = json.loads(output)
        found = [f"chain {one['chain']}: {problem}" for one in chains for problem in one["problems"]]
        return found if chains else ["audit verify names no chain"]
    except (ValueError, TypeError, KeyError):
        return [f"audit verify did not answer: {output[:300]}"]
