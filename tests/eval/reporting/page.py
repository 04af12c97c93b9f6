"""The whole report as one page of Markdown."""

from datetime import date
from statistics import median

from agent.domain.policy import RULES_VERSION
from tests.eval.reporting import tables
from tests.eval.reporting.cases import Case
from tests.eval.reporting.figures import RESAMPLES, SEED, Figure
from tests.eval.reporting.groups import by_kind, by_language, by_matter
from tests.eval.reporting.guards import guards_off
from tests.eval.reporting.measures import GAP, SPEED, gaps, measures, widest
from tests.eval.reporting.run import Run

PICTURES = "evaluation"
"""The folder of the pictures, beside the page."""


def page(run: Run, version: str, today: date) -> str:
    parts = (
        opening(run, version, today),
        figures(run),
        languages(run.cases),
        kinds(run.cases),
        votes(run.cases),
        guards(run.cases),
        pictures(),
    )
    return "\n\n".join(parts) + "\n"


def opening(run: Run, version: str, today: date) -> str:
    english = sum(case.label["language"] == "en" for case in run.cases)
    tuned = "" if run.part == "test" else "\n\n**The reader was tuned on these mails: the figures flatter.**"
    return f"""# How well duecourse reads and answers

Command: `make eval{"" if run.part == "test" else f" PART={run.part}"}`, {today.isoformat()}. duecourse {version}, reader `{run.reader}`, rules {RULES_VERSION}, no network.

N = {len(run.cases)} mails ({english} in English) of the {run.part} part, folders {", ".join(run.folders)} of `tests/eval/{run.part}`, each worked by the code that
real mail takes, alone, nothing sent. A language model wrote and labelled all of them: unlike your customers, its
personas are not different people. To measure on your own mails: [measuring.md](measuring.md).{tuned}"""


def figures(run: Run) -> str:
    found = measures(run.cases) | {GAP: widest(gaps(run.cases)), SPEED: speed(run)}
    return f"""## The figures

{tables.figures_table(found)}

Intervals are Wilson's; of F1, the bootstrap's over mails ({RESAMPLES} draws, seed {SEED}); of differences, Newcombe's. *Reader replaced*: a reader that claims a plain request
with full confidence and sees no danger. *Second vote replaced*: it never objects. *Speed*: read, match, gate and compose on one core with
the database on the same, by the clock on the wall, without receiving and parsing; median of {len(run.speed.seconds)} runs over {len(run.speed.words)} mails of
{min(run.speed.words)} to {max(run.speed.words)} words (median {median(run.speed.words):.0f}), {min(run.speed.rates):.1f} to {max(run.speed.rates):.1f}; by processor time of our process alone {run.speed.processor_rate:.1f}.
Other work on the machine slows it. Drafts are judged elsewhere.

{tables.intents_table(run.cases)}

What is taken for what. A mail of more than one intent counts as *several*, whichever they are:

{tables.confusion_table(run.cases)}"""


def speed(run: Run) -> Figure:
    return Figure(median(run.speed.rates), None, None, f"{len(run.speed.words)} mails")


def languages(cases: tuple[Case, ...]) -> str:
    return f"""## By language

{tables.languages_table(by_language(cases))}

English against all others, in points:

{tables.gaps_table(gaps(cases))}"""


def kinds(cases: tuple[Case, ...]) -> str:
    return f"""## By kind

By what the mail wants:

{tables.kinds_table(by_matter(cases))}

By the kinds that the labels name; a mail of several counts in each:

{tables.kinds_table(by_kind(cases))}"""


def votes(cases: tuple[Case, ...]) -> str:
    return f"""## The two votes

{tables.votes_table(cases)}

The mails that must not be answered and would be:

{tables.wrong_list(cases)}

Where a vote is replaced, all other rules stay, and what the parser filed without asking anybody stays filed. The last check before
sending is taken to let pass what it was not asked about."""


def guards(cases: tuple[Case, ...]) -> str:
    found = guards_off(cases)
    return f"""## Each guard off

All others stay on. A guard matters here where a mail is held by it alone.

{tables.guards_table(found)}

Guards without which no mail of this part is answered wrongly, since another holds it or no such mail occurs: {tables.unneeded(found)}.
Each has a test of its own that fails with it off (`tests/agent/domain/test_policy.py`)."""


def pictures() -> str:
    told = {
        "calibration": "Does a chance told by the reader come true as often as told?",
        "bounds": "What the two bounds give up and let in as they move.",
        "languages": "F1 per language.",
        "stops": "What holds the mails that may be answered automatically.",
    }
    return "## Pictures\n\n" + "\n\n".join(
        f"{words}\n\n![{words}]({PICTURES}/{name}.svg)" for name, words in told.items()
    )
