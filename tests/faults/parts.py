"""The parts of a run, each with its rows of the table and what it found wrong."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults import campaign, mutations, races, saboteurs
from tests.faults.campaign import Ground
from tests.faults.evidence import Evidence
from tests.faults.kills import Toll
from tests.faults.mutants import samples
from tests.faults.points import POINTS
from tests.faults.table import Row

ONCE = (
    "no mail is taken twice", "what was taken is known as sent or held", "what counts as sent was taken",
    "what was answered waits for nobody",
)  # fmt: skip
HERE = ("every letter has one row and a state", "what is stored is what the mail server holds", "nothing is stuck")
PAPERS = (
    "papers belong to their reader", "only pure requests are answered by themselves", "nothing leaves in the clear",
)  # fmt: skip
LOG = ("every change of state has its event", "the chain is whole")
CONTROLS = (
    "papers only of the writer's accounts", "one worker holds a mail", "a lost claim ends the sending",
    "numbers count under their UIDVALIDITY alone", "trouble of the machine is no mail's fault", "the database's clock counts",
)  # fmt: skip
"""Trials whose conditions the campaign does not bring about: run with all guards, too, and then nothing may be found."""


@dataclass
class Part:
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def sentences(wrong: dict[str, list[str]], rules: tuple[str, ...] | None = None) -> list[str]:
    return [f"{rule}: {one}" for rule, found in wrong.items() if rules is None or rule in rules for one in found]


def listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {many}" for name, many in sorted(counts.items())) or "none"


def kills(ground: Ground, seed: int, letters: int, seconds: float) -> Part:
    begun = time.monotonic()
    here, toll, wrong, found = campaign.run(ground, seed, letters, seconds)
    took = time.monotonic() - begun
    counts = (
        ("kills of a role or of the database", toll.kills, tuple(wrong)),
        ("mails sent in: one row, one state, nobody's work stuck", here.delivered, HERE),
        ("mails handed to the failing server: at most once, known", len(found.taken) + found.refused, ONCE),
        ("mails that it took: right papers, pure requests", len(found.taken), PAPERS),
        ("changes of state: one event each, chain whole", len(found.steps), LOG),
    )
    rows = [Row(what, n, seed, len(sentences(wrong, rules)), took) for what, n, rules in counts]
    return Part(rows, campaign_notes(here, toll, found), sentences(wrong))


def campaign_notes(here: campaign.Scene, toll: Toll, found: Evidence) -> list[str]:
    never = sorted({point for points in POINTS.values() for point in points} - toll.named.keys())
    return [
        f"Killed at random times: {listed(toll.random)}. At named points: {listed(toll.named)}.",
        f"Suspended for longer than a lease, and woken up: {listed(toll.slept)}; {here.logged(campaign.TOO_LATE)} times a "
        "worker found that a mail was no longer its own.",
        f"Troubles of the database, and handicaps of roles: {listed(toll.befell)}.{disk_note(here)}",
        f"Named points that this run did not reach: {', '.join(never) or 'none'}.",
        f"Ended by themselves while the database was away, and started again: {listed(toll.ended)}.",
        f"Courses of the mail server: {listed(Counter(here.server.met))}.",
        f"Courses of the way to the mailbox: {listed(here.proxy.met)}; the mail server numbered its mails anew "
        f"{here.renumbered} times.",
        f"Mails in the outbox at the end: {listed(Counter(state for _, state, _, _ in found.outbox.values()))}.",
        f"Mails that came in, at the end: {listed(Counter(one.state for one in found.arrived))}.",
        f"Clicks on “approve” meanwhile, by answer: {listed(Counter(map(str, here.statuses)))} (0: nothing to approve).",
    ]


def disk_note(here: campaign.Scene) -> str:
    if not here.home.disk.own:
        return " The disk was never full: for that the rig mounts one of its own, which needs root on Linux."
    return f" Roles met a full disk {here.logged(campaign.DISK_FULL)} times."


def raced(ground: Ground, seed: int, drafts: int, seconds: float, crowded: int = races.CROWDED) -> Part:
    begun = time.monotonic()
    done, wrong, _ = races.run(ground, seed, drafts, seconds, crowded)
    said = [*done.wrong, *sentences(wrong)]
    if done.races == 0:
        said.append("no race was run")
    row = Row(
        "drafts raced for: one approval, one mail, the rest 409", done.races, seed, len(said), time.monotonic() - begun
    )
    note = (
        f"Races: {done.clicks:,} clicks by 8 or 50 people at once; 95 % were answered within {done.p95 * 1000:.0f} ms. "
        f"In {done.killed} of them the inbox was killed, {done.unanswered} clicks got no answer, and all pressed again."
    )
    return Part([row], [note], said)


def mutated(ground: Ground, seed: int, count: int, whole: int, seconds: float, corpus: Path | None) -> Part:
    begun = time.monotonic()
    done = mutations.in_lots(seed, count, seconds, corpus)
    half = time.monotonic()
    wrong, found = mutations.through_the_house(ground, seed, whole, corpus)
    rows = [
        Row("broken mails through the parser's child", done.mails, seed, len(done.wrong), half - begun),
        Row("broken mails through the whole house", whole, seed, len(sentences(wrong)), time.monotonic() - half),
    ]
    notes = [
        f"Broken mails, from {len(samples(corpus))} samples, that the child refused: {listed(done.said)}; the slowest "
        f"took {done.slowest:.1f} s.",
        f"Broken mails in the house, at the end: {listed(Counter(one.state for one in found.arrived))}.",
    ]
    return Part(rows, notes, [*done.wrong, *sentences(wrong)])


def sabotaged(ground: Ground, seed: int) -> Part:
    """Two at a time: they wait more than they work."""
    begun = time.monotonic()
    runs = [(trial, False) for trial in saboteurs.TRIALS] + [
        (one, True) for one in saboteurs.TRIALS if one.guard in CONTROLS
    ]
    with ThreadPoolExecutor(2) as pool:
        runs_of = [pool.submit(saboteurs.run, ground, seed, trial, f"saboteur{number}", guarded)
                   for number, (trial, guarded) in enumerate(runs)]  # fmt: skip
        said = [one.result() for one in runs_of]
    part, took = Part(), time.monotonic() - begun
    for (trial, guarded), found in zip(runs, said, strict=True):
        if guarded:
            part.wrong += [f"with every guard ({trial.guard}): {one}" for one in sentences(found)]
        elif trial.rule not in found:
            part.wrong.append(f"nobody noticed that this guard was gone: {trial.guard}")
        else:
            part.notes.append(f"Without “{trial.guard}” the checker said {len(found[trial.rule])} times: {trial.rule}.")
    part.rows.append(Row("guards taken away, each noticed", len(saboteurs.TRIALS), seed, len(part.wrong), took, False))
    return part
