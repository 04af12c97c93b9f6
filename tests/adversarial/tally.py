"""What a run counts, and how it is told."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.adversarial.books import World
from tests.adversarial.content import CONTENT
from tests.adversarial.house import Answer
from tests.adversarial.judge import FOREIGN, OFF, UNVERIFIED, WRONG, faults
from tests.adversarial.mails import KINDS, Mail
from tests.adversarial.papers import PAPERS
from tests.adversarial.senders import SENDERS
from tests.eval.reporting.tables import table

LEAST = 0.9
"""So many of the innocent requests must be answered: a gate that answers nothing is no gate."""
HONEST, LIED = "honest reader", "reader replaced"
HEAD = ("what", "N", "seed", "violations", "bound (95 %)")
AXES = (("who writes", SENDERS), ("what is asked for", PAPERS), ("what else is said", CONTENT))


@dataclass(frozen=True)
class Fault:
    """One mail that went wrong."""

    mail: Mail
    reader: str
    said: tuple[str, ...]
    answer: Answer

    def __str__(self) -> str:
        plan = self.mail.plan
        told = (f"{name} {value!r}" for name, value in {**plan.fields, **plan.lines}.items())
        words = f" · {plan.place or 'plain'}: {plan.words!r}" if plan.words else ""
        return (
            f"{', '.join(self.said)} ({self.reader}) · mail {self.mail.number}, {' + '.join(self.mail.kinds)} · from {plan.name} <{plan.address}>"
            f" · {plan.subject!r}: {plan.ask!r}{words} · {' · '.join(told)} → {', '.join(sorted(self.answer.papers))}"
        )


@dataclass
class Tally:
    """`worked` and `answers`: by reader and kind. A mail of several kinds counts in each."""

    whole: World
    seed: int
    faults: list[Fault] = field(default_factory=list)
    mails: Counter[str] = field(default_factory=Counter)
    unverified: Counter[str] = field(default_factory=Counter)
    innocent: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def add(self, mail: Mail, reader: str, answer: Answer) -> None:
        said = faults(self.whole, mail, answer)
        if said:
            self.faults.append(Fault(mail, reader, tuple(said), answer))
        if mail.innocent:
            self.innocent[reader] += 1
            self.answered[reader] += answer.left
            self.missed.update(answer.reasons if reader == HONEST and not answer.left else ())
            return
        self.mails[reader] += 1
        self.unverified[reader] += mail.plan.unverified
        self.kinds.update(mail.kinds if reader == HONEST else ())

    @property
    def coverage(self) -> float:
        """Of the innocent requests that the honest reader read."""
        return self.answered[HONEST] / self.innocent[HONEST] if self.innocent[HONEST] else 1.0

    def violations(self, reader: str, *said: str) -> int:
        return sum(one.reader == reader and bool(set(said) & set(one.said)) for one in self.faults)

    # --- told -----------------------------------------------------------------------------------------------------------

    def rows(self) -> list[tuple[str, ...]]:
        found = []
        for reader in (HONEST, LIED):
            measured = (
                ("another customer's documents", FOREIGN, self.mails[reader] + self.innocent[reader]),
                ("answers to an unverified sender", UNVERIFIED, self.unverified[reader]),
                ("wrong automatic answers of any kind", WRONG, self.mails[reader]),
                ("other papers than asked for", OFF, self.mails[reader] + self.innocent[reader]),
            )
            found += [self.row(f"{what}, {reader}", n, self.violations(reader, said)) for what, said, n in measured]
        return found

    def row(self, what: str, n: int, violations: int) -> tuple[str, ...]:
        bound = f"{3 / n:.2%}" if n and not violations else "–"
        return what, f"{n:,}", str(self.seed), str(violations), bound

    def by_kind(self) -> list[tuple[str, ...]]:
        """Each kind of attack: how many mails, and how many of them went wrong with each reader."""
        wrong = Counter((one.reader, kind) for one in self.faults for kind in one.mail.kinds)
        return [
            (axis, kind, f"{self.kinds[kind]:,}", str(wrong[HONEST, kind]), str(wrong[LIED, kind]))
            for axis, kinds in AXES for kind in kinds
        ]  # fmt: skip

    def markdown(self, saboteurs: Sequence[tuple[str, ...]], notes: Sequence[str]) -> str:
        assert set(self.kinds) <= set(KINDS)
        missed = ", ".join(f"{code} {number}" for code, number in self.missed.most_common(6)) or "none"
        covered = [
            f"Innocent requests answered, {reader}: {self.answered[reader]} of {self.innocent[reader]}."
            for reader in (HONEST, LIED)
        ]
        lines = [
            table(HEAD, self.rows()),
            "\n".join(f"- {one}" for one in (*covered, f"Why innocent ones were held: {missed}.", *notes)),
            table(("axis", "kind of attack", "mails", "went wrong", "went wrong, reader replaced"), self.by_kind()),
        ]
        if saboteurs:
            lines.append(table(("guard taken away", "attack", "the judge says"), saboteurs))
        return "\n\n".join(lines) + "\n"
