"""One judged mail, and what each vote alone would have said of it. Pure: from the file that the gate judged."""

from dataclasses import dataclass
from enum import Enum

from agent.domain.facts import CaseFile, Facts, Reading
from agent.domain.limits import Limits
from agent.domain.matching import match
from agent.domain.policy import folds
from agent.domain.rules import RULES
from agent.domain.rules.alarms import signal_reasons
from agent.domain.vocabulary import Intent
from agent.reading.second.judge import QUESTIONS
from agent.steps.read import OURS
from duecourse.evaluation_lines import Line

Names = frozenset[str]

SECOND_VOTE: Names = frozenset({"second_vote", "not_asked", "says_more", "signature_speaks"})
GUARDS = (*(rule.__name__ for rule in RULES), "signal_reasons", "machine_verdict")
"""What can be switched off to see who needs it: the rules, the signals, and that a machine wrote the mail."""
BEFORE_THE_GATE, ASKS_NOTHING, RELEASE = "before_the_gate", "asks_nothing", "release"
"""What else keeps an answer in, and stays as it is: mail filed by the parser, mail that asks nothing, the last gate."""

SURE = {intent.value: float(intent is Intent.DOCUMENT_REQUEST) for intent in Intent}


class Votes(Enum):
    """Which of the two votes are honest; the others never object."""

    BOTH = "both votes"
    FIRST = "the reader alone (second vote never objects)"
    SECOND = "the second vote alone (reader replaced)"
    NEITHER = "neither vote"


@dataclass(frozen=True)
class Case:
    """`objections`: the names of what objects; `lied`: what still does when the adversary reads."""

    label: Line
    prediction: Line
    file: CaseFile | None
    objections: Names
    lied: Names

    @property
    def allowed(self) -> bool:
        return bool(self.label["auto_ok"])

    @property
    def facts(self) -> Line:
        """Those that the label names: only they are judged."""
        return self.label.get("expected_facts") or {}

    def holding(self, votes: Votes) -> Names:
        """What keeps the answer in."""
        found = self.objections if votes in (Votes.BOTH, Votes.FIRST) else self.lied
        return found - SECOND_VOTE if votes in (Votes.FIRST, Votes.NEITHER) else found

    def answered(self, votes: Votes = Votes.BOTH) -> bool:
        return not self.holding(votes)

    @property
    def documents(self) -> frozenset[str]:
        """What the answer carries, or would carry."""
        if self.prediction["auto"]:
            return frozenset(self.prediction["documents"])
        return frozenset(one.code for one in self.file.match.documents) if self.file else frozenset()


def case_of(label: Line, prediction: Line, file: CaseFile | None, limits: Limits) -> Case:
    """Raises ValueError where the mail was answered although a rule objects: then this report is not of that gate."""
    if file is None:
        return Case(label, prediction, None, frozenset({BEFORE_THE_GATE}), frozenset({BEFORE_THE_GATE}))
    found = objections(file, limits)
    if found and prediction["auto"]:
        raise ValueError(f"{prediction['id']} was answered, and yet: {', '.join(sorted(found))}")
    late: Names = frozenset({RELEASE}) if not found and not prediction["auto"] else frozenset()
    return Case(label, prediction, file, found | late, objections(read_by_adversary(file), limits) | late)


def objections(file: CaseFile, limits: Limits) -> Names:
    """All that stands against an automatic answer, each by its name; empty where the gate lets it pass."""
    found = {rule.__name__ for rule in RULES if rule(file, limits)}
    found |= {"signal_reasons"} if signal_reasons(file) else set()
    found |= {"machine_verdict"} if file.machine.machine else set()
    found |= {ASKS_NOTHING} if folds(file) else set()
    return frozenset(found)


def read_by_adversary(file: CaseFile) -> CaseFile:
    """The same mail, read by one that claims a plain request and nothing else; what our own code finds stays found."""
    honest = file.reading
    reading = Reading(
        reader="adversary",
        version="1",
        language=honest.language,
        intents=(Intent.DOCUMENT_REQUEST,),
        confidence=SURE,
        facts=Facts(**{name: getattr(honest.facts, name) for name in (*OURS, *QUESTIONS)}),
    )
    matched = match(reading, file.mail, file.books).model_copy(update={"foreign": file.match.foreign})
    return file.model_copy(update={"reading": reading, "match": matched})
