"""The tables of the report, in Markdown that a terminal shows well, too."""

from collections.abc import Iterable, Sequence

from agent.domain.vocabulary import Intent
from duecourse.scoring import Rate
from tests.eval.reporting.cases import Case, Votes
from tests.eval.reporting.figures import Figure
from tests.eval.reporting.groups import Groups, confusion, escalation_right, intents_right, invoices_right
from tests.eval.reporting.guards import GuardOff
from tests.eval.reporting.measures import (
    COMPARED,
    TARGETS,
    WRONG,
    Target,
    covered,
    documents_right,
    measures,
    reached,
    scores,
    wrong,
    wrong_ids,
)

Row = Sequence[str]


def table(head: Row, rows: Iterable[Row]) -> str:
    """Columns as wide as their widest cell."""
    lines = [list(head), *map(list, rows)]
    widths = [max(3, *(len(line[i]) for line in lines)) for i in range(len(head))]
    told = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    ]
    return "\n".join([told[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *told[1:]])


def figures_table(found: dict[str, Figure]) -> str:
    rows = [figure_row(name, found[name], target) for name, target in TARGETS.items()]
    return table(("measure", "figure", "of", "95 % interval", "at least", "aim", "reached"), rows)


def figure_row(name: str, one: Figure, target: Target) -> Row:
    least, aim = told(target.least, target), told(target.aim, target)
    return name, value_of(one, target), one.counts, interval(one, target), least, aim, reached(name, one)


def value_of(one: Figure, target: Target) -> str:
    return one.counts.split(" ")[0] if target.form == "none" else told(one.value, target)


def told(value: float | None, target: Target) -> str:
    if value is None:
        return "–"
    return {
        "share": f"{value:.1%}",
        "score": f"{value:.3f}",
        "none": f"{value:.0f}",
        "points": f"{value:.1f} points",
        "speed": f"{value:.1f}",
    }[target.form]


def interval(one: Figure, target: Target) -> str:
    if one.low is None or one.high is None:
        return "–"
    form = Target(0, 0) if target.form == "none" else target
    return f"{told(one.low, form)} to {told(one.high, form)}"


def languages_table(groups: Groups) -> str:
    found = {name: measures(cases) for name, cases in groups.items()}
    head = ("measure", *(f"{name} ({len(cases)} mails)" for name, cases in groups.items()))
    rows = [(name, *(brief(one[name], TARGETS[name]) for one in found.values())) for name in (WRONG, *COMPARED)]
    return table(head, rows)


def brief(one: Figure, target: Target) -> str:
    value = value_of(one, target)
    return f"{value}, {one.counts}" if target.form == "share" and one.value is not None else value


def gaps_table(found: dict[str, Figure]) -> str:
    points = Target(0, 0, "points")
    rows = [(name, told(one.value, points), interval(one, points)) for name, one in found.items()]
    return table(("measure", "English ahead by", "95 % interval"), rows)


def intents_table(cases: Sequence[Case]) -> str:
    found = scores(cases)["intents"]
    rows = [
        (i.value, *(f"{getattr(found[i], x):.2f}" for x in ("precision", "recall", "f1")), str(found[i].support))
        for i in Intent
    ]
    return table(("intent", "precision", "recall", "F1", "mails"), rows)


def confusion_table(cases: Sequence[Case]) -> str:
    found = confusion(cases)
    rows = [(f"**{wanted}**", *(str(number or "–") for number in read.values())) for wanted, read in found.items()]
    return table(("wanted, below; read, beside", *found), rows)


def kinds_table(groups: Groups) -> str:
    head = (
        "kind",
        "mails",
        "wrong",
        "answered of those that may be",
        "documents right",
        "intents right",
        "escalation right",
        "invoices right",
    )
    return table(head, [(name, *kind_row(cases)) for name, cases in groups.items()])


def kind_row(cases: Sequence[Case]) -> Row:
    both = Votes.BOTH
    rates = [
        covered(cases, both),
        documents_right(cases, both),
        intents_right(cases),
        escalation_right(cases),
        invoices_right(cases),
    ]
    return str(len(cases)), str(wrong(cases, both).right), *map(fraction, rates)


def fraction(rate: Rate) -> str:
    return f"{rate.right} of {rate.of}" if rate.of else "–"


def votes_table(cases: Sequence[Case]) -> str:
    rows = [(v.value, *(str(one(cases, v)) for one in (wrong, covered, documents_right))) for v in Votes]
    return table(("who judges", "wrong automatic answers", "coverage", "documents exactly right"), rows)


def wrong_list(cases: Sequence[Case]) -> str:
    """Ids alone: the mails are in the part. Without either vote there is no judging, only a count."""
    told = {votes.value: wrong_ids(cases, votes) for votes in Votes if votes is not Votes.NEITHER}
    return "\n".join(f"- {name}: {', '.join(ids) or 'none'}" for name, ids in told.items())


def guards_table(found: Sequence[GuardOff]) -> str:
    head = (
        "guard off",
        "objects to",
        "wrong answers then",
        "allowed ones more",
        "wrong, reader replaced too",
        "allowed ones more, reader replaced too",
    )
    return table(head, [guard_row(one) for one in found if one.objects])


def guard_row(one: GuardOff) -> Row:
    return one.name, *map(str, (one.objects, one.wrong, one.allowed, one.wrong_if_lied, one.allowed_if_lied))


def unneeded(found: Sequence[GuardOff]) -> str:
    return ", ".join(one.name for one in found if not one.needed) or "none"
