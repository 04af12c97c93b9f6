"""P6: machines that strip their headers, and honest ones, against the real gate, budgets, mute list and breaker for a
simulated day. Small worlds in processes of their own, two at a time, for as long as there is time.
"""

import multiprocessing
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from tests.faults.budgets import Story, judge
from tests.faults.parts import Part
from tests.faults.table import Row

WORLD, HONEST = 125, 32
"""Machines of one world: at each customer four, so that worlds have nothing to do with each other."""
CAPPED = 160
FREE = dict.fromkeys(
    ("auto_per_account_day", "auto_per_domain_hour", "auto_per_client_hour", "auto_breaker_floor"), 10**6
)
"""Limits of accounts, domains, clients and the breaker out of the way, by policy: what is left is an address's own."""


def no_budgets() -> None:
    from agent.domain import policy
    from agent.domain.rules import circumstances

    policy.RULES = tuple(one for one in policy.RULES if one is not circumstances.budget)  # type: ignore[attr-defined]


def no_breaker() -> None:
    from agent.records import breaker

    setattr(breaker, "watch", lambda *_: False)  # noqa: B010  # from outside


def no_signs() -> None:
    from agent.mail import machine

    machine.SIGNS = ()


@dataclass(frozen=True)
class Trial:
    """`rules`: which rules of the judge must notice that the guard is gone. Few machines, which give up after a while."""

    take_away: Callable[[], None]
    rules: tuple[str, ...]
    capped: bool
    strippers: int
    honest: int = 0


TRIALS = {
    "budgets and the mute list": Trial(
        no_budgets, ("three for an address", "who floods is answered by people"), False, 3
    ),
    "the breaker": Trial(no_breaker, ("the breaker stops all",), True, 16),
    "the signs of a machine": Trial(no_signs, ("honest machines get nothing",), False, 0, 10),
}
PATIENCE = 5
"""Mails of a machine where a guard is gone: without it, some loops would never end."""


def play(seed: int, strippers: int, honest: int, capped: bool, guard: str = "", until: float = 0.0) -> Story | None:
    """One world's day, in a process of its own; None where it is too late to begin. `guard`: which one is taken away."""
    from tests.faults.bench import bench
    from tests.faults.responders import world

    if until and time.time() > until:
        return None
    if guard:
        TRIALS[guard].take_away()
    with bench(**({} if capped else FREE)) as here:
        made = world(here.company, seed, strippers, honest, capped)
        made.patience = PATIENCE if guard else made.patience
        made.run()
        return made.story


def looped(seed: int, strippers: int, capped: int, seconds: float) -> Part:
    """First the guards that are taken away and the limits as delivered, then so many strippers by worlds."""
    begun, until = time.monotonic(), time.time() + seconds
    sizes = [min(WORLD, strippers - made) for made in range(0, strippers, WORLD)]
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn"), max_tasks_per_child=1) as pool:
        trials = {
            name: pool.submit(play, seed, one.strippers, one.honest, one.capped, name) for name, one in TRIALS.items()
        }
        whole = pool.submit(play, seed, capped, capped // 4, True)
        worlds = [
            pool.submit(play, seed * 100 + number, size, max(1, size * HONEST // WORLD), False, "", until)
            for number, size in enumerate(sizes)
        ]
        stories = [story for story in (one.result() for one in worlds) if story]
        told, delivered = {name: one.result() for name, one in trials.items()}, whole.result()
    assert delivered is not None
    took = time.monotonic() - begun
    return joined(seed, stories, delivered, {name: judge(one) for name, one in told.items() if one}, took)


def joined(
    seed: int, stories: list[Story], delivered: Story, told: dict[str, dict[str, list[str]]], took: float
) -> Part:
    wrong = [
        f"{rule}: {one}" for story in (*stories, delivered) for rule, found in judge(story).items() for one in found
    ]
    missed = [
        f"nobody noticed that this guard was gone: {name} ({rule})"
        for name, one in TRIALS.items() for rule in one.rules if rule not in told[name]
    ]  # fmt: skip
    wrong += [] if stories else ["there was no time for a single world"]
    about = [one for one in wrong if one.startswith("honest")]
    rows = [
        Row("machines without headers, a day, at most 3 automatic answers each", machines(stories, False), seed, len(wrong) - len(about), took),
        Row("mails of honest machines, none answered", honest_mails([*stories, delivered]), seed, len(about), took),
        Row("guards against loops taken away, each noticed", len(TRIALS), seed, len(missed), took, False),
    ]  # fmt: skip
    return Part(rows, notes(stories, delivered, told), wrong + missed)


def machines(stories: list[Story], honest: bool) -> int:
    return sum(len({one.address for one in story.came if one.honest is honest}) for story in stories)


def honest_mails(stories: list[Story]) -> int:
    return sum(one.honest for story in stories for one in story.came)


def notes(stories: list[Story], delivered: Story, told: dict[str, dict[str, list[str]]]) -> list[str]:
    came, left = sum(len(one.came) for one in stories), sum(len(one.left) for one in stories)
    return [
        f"Loops: {machines(stories, False):,} machines without headers and {machines(stories, True):,} honest ones wrote {came:,} "
        f"mails in 24 simulated hours and got {left:,} automatic answers, where only an address's own limits stood.",
        f"With all limits as delivered, and a manager who switches on again every hour from the twelfth on: "
        f"{machines([delivered], False):,} machines, {len(delivered.came):,} mails, {len(delivered.left):,} answers.",
        *(f"Without {name} the judge said {len(told[name].get(rule, ()))} times: {rule}."
          for name, one in TRIALS.items() for rule in one.rules),
    ]  # fmt: skip
