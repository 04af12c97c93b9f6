"""The judge of loops: what may have left by itself, by the times and addresses of what came and what was taken. Nothing of
the product is imported here."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

HOUR, DAY = timedelta(hours=1), timedelta(hours=24)
MANAGER_FROM = timedelta(hours=12)
"""For so long nobody looks at the breaker; from then on a manager switches the answers on again every hour."""


@dataclass(frozen=True)
class Came:
    """`honest`: says in its headers that a machine wrote it."""

    at: datetime
    id: str
    address: str
    honest: bool


@dataclass(frozen=True)
class Left:
    """An automatic answer that the mail server took."""

    at: datetime
    to: str
    answers: str


@dataclass
class Story:
    """`capped`: with all limits as delivered; otherwise only those of one address count."""

    begun: datetime
    account: dict[str, str]
    capped: bool
    came: list[Came] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


def most(left: list[Left], key: Callable[[Left], str], span: timedelta) -> dict[str, int]:
    """The largest number within any such span, by key."""
    times: dict[str, list[datetime]] = defaultdict(list)
    for one in left:
        times[key(one)].append(one.at)
    return {name: max(sum(at - span < one <= at for one in found) for at in found) for name, found in times.items()}


def honest_machines_get_nothing(story: Story) -> Iterator[str]:
    honest = {one.id for one in story.came if one.honest}
    yield from (f"{one.answers} of a machine was answered" for one in story.left if one.answers in honest)


def three_for_an_address(story: Story) -> Iterator[str]:
    for address, many in Counter(one.to for one in story.left).items():
        if many > 3:
            yield f"{address} got {many} automatic answers"


def who_floods_is_answered_by_people(story: Story) -> Iterator[str]:
    """More than thirty mails of one address in an hour, and none of them is answered by itself."""
    heard: dict[str, list[datetime]] = defaultdict(list)
    for one in story.came:
        heard[one.address].append(one.at)
    for left in story.left:
        many = sum(left.at - HOUR < at <= left.at for at in heard[left.to])
        if many > 30:
            yield f"{left.to} wrote {many} mails in an hour and was answered"


def an_account_a_domain_and_a_client_have_their_own(story: Story) -> Iterator[str]:
    if not story.capped:
        return
    caps: tuple[tuple[str, Callable[[Left], str], timedelta, int], ...] = (
        ("account", lambda one: story.account[one.to], DAY, 10),
        ("domain", lambda one: one.to.partition("@")[2], HOUR, 20),
        ("client", lambda one: "the client", HOUR, 60),
    )
    for what, key, span, cap in caps:
        for name, many in most(story.left, key, span).items():
            if many > cap:
                yield f"{what} {name} got {many} automatic answers within {span}"


def the_breaker_stops_all(story: Story) -> Iterator[str]:
    """Thirty in the first hour that reaches them; then none until a manager looks."""
    if not story.capped:
        return
    alone = [one for one in story.left if one.at - story.begun < MANAGER_FROM]
    if len(alone) > 30:
        yield f"{len(alone)} automatic answers left before anybody looked"
    highest = max(most(story.left, lambda one: "", HOUR).values(), default=0)
    if len(story.came) > 500 and highest < 30:
        yield f"the breaker was never reached: {highest} in the busiest hour"


RULES = (
    honest_machines_get_nothing,
    three_for_an_address,
    who_floods_is_answered_by_people,
    an_account_a_domain_and_a_client_have_their_own,
    the_breaker_stops_all,
)


def judge(story: Story) -> dict[str, list[str]]:
    """Sentences by rule; a rule that holds is left out."""
    said = {rule.__name__.replace("_", " "): list(rule(story)) for rule in RULES}
    return {name: sentences for name, sentences in said.items() if sentences}
