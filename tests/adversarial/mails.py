"""The mails of a run, by seed: innocent requests that must be answered, and attacks of one, two or three kinds at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from random import Random

from tests.adversarial.books import PLAIN, Account, World
from tests.adversarial.content import CONTENT
from tests.adversarial.papers import PAPERS, asked, marked
from tests.adversarial.plan import Axis, Plan, raw
from tests.adversarial.senders import SENDERS
from tests.adversarial.words import GREETINGS, SUBJECTS, month

AXES: tuple[Axis, ...] = (SENDERS, PAPERS, CONTENT)
KINDS: Axis = {name: twist for axis in AXES for name, twist in axis.items()}
CONTROL = "innocent request"
EVERY = 10
"""One mail in so many is innocent."""


@dataclass(frozen=True)
class Mail:
    """`raw`: as the mailbox has it. Everything else is known to the judge alone."""

    number: int
    raw: bytes
    plan: Plan

    @property
    def innocent(self) -> bool:
        return not self.plan.kinds

    @property
    def kinds(self) -> tuple[str, ...]:
        return self.plan.kinds or (CONTROL,)


def mails(whole: World, seed: int, wanted: int) -> Iterator[Mail]:
    """So many attacks, and innocent mails among them."""
    for number in range(wanted):
        if number % (EVERY - 1) == 0:
            yield mail(whole, seed, -number - 1, ())
        yield mail(whole, seed, number, mixed(Random(f"axes {seed} {number}")))


def mixed(dice: Random) -> tuple[str, ...]:
    """One kind of each axis that takes part."""
    axes = dice.sample(AXES, dice.choices((1, 2, 3), (6, 3, 1))[0])
    return tuple(dice.choice(sorted(axis)) for axis in AXES if axis in axes)


def mail(whole: World, seed: int, number: int, kinds: tuple[str, ...]) -> Mail:
    """The same for the same seed and number. Of several kinds, those that the account has something to do with: one at least."""
    for tries in count():
        dice = Random(f"mail {seed} {number} {tries}")
        plan = innocent(dice, whole)
        for kind in sorted(kinds, key=order):
            plan = KINDS[kind](dice, whole, plan, kind) or plan
        if plan.kinds or not kinds:
            break
    return Mail(number, raw(plan, abs(number) * 1000 + tries), plan)


def order(kind: str) -> int:
    """What is asked for first, then what is said besides, then who says it: the later ones keep what the earlier ones chose."""
    return next(place for place, axis in enumerate((PAPERS, CONTENT, SENDERS)) if kind in axis)


# --- the innocent request -----------------------------------------------------------------------------------------------------------


def innocent(dice: Random, whole: World) -> Plan:
    account = dice.choice([one for one in whole.accounts if not one.held])
    language = account.contact.language
    ask, right = request(dice, account, language)
    return Plan(
        account=account,
        company=whole.company(account),
        language=language,
        greeting=dice.choice(GREETINGS[language]),
        ask=ask,
        address=account.contact.address,
        name=account.contact.name,
        subject=SUBJECTS[language],
        right=right,
        place=dice.choice(("", "", "html", "base64_body")),
    )


def request(dice: Random, account: Account, language: str) -> tuple[str, frozenset[str]]:
    """The words, and the papers that they ask for."""
    kind = dice.choice(("invoice", "invoice", "invoice", "pod", "statement", "order", "amount", "day", "month", "both"))
    bill, other = dice.sample(account.bills_that_are(PLAIN), 2)
    if kind == "statement":
        return asked(dice, language, kind), frozenset({account.statement})
    if kind == "both":
        return asked(dice, language, "invoice", f"{bill.number}, {other.number}"), frozenset(
            {bill.papers["invoice"], other.papers["invoice"]}
        )
    if kind == "month":
        said = f"{month(language, bill.issued.month)} {bill.issued.year}"
        return asked(dice, language, kind, said), frozenset({bill.papers["invoice"]})
    value = bill.number if kind in ("invoice", "pod") else marked(language, kind, bill)
    return asked(dice, language, kind, value), frozenset({bill.papers["pod" if kind == "pod" else "invoice"]})
