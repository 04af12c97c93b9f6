"""The clauses of a mail and the pieces they are joined of: what needs a person may hide in half a sentence."""

import re
from collections.abc import Iterator

from agent.domain import subjects
from agent.domain.facts import MailView
from agent.domain.purity import without_disclaimer
from agent.reading.clauses import Clause, below_farewells, clauses_of, whole_text
from agent.reading.second.courtesies import courtesy

JOINT = re.compile(
    r"(?<!\d)[,:](?!\d)|[;()\n–—]+|\s-+\s"
    r"|\b(?:and|but|because|if|as|since|which|with|net|und|aber|weil|wenn|falls|das|dass|mit|et|mais|car|si|que|qui"
    r"|avec|y|pero|porque|con|en(?= (?:de|het|een|die|dat|ook|wij|we|ik|u|kunt|wilt|laat|graag|dan)\b)|maar|omdat|als"
    r"|dat|met)\b",
    re.IGNORECASE,
)
"""Where a sentence may be taken apart: punctuation, and words that join one thought to another."""
SHORTEST = 3
"""Words a piece must have; what is shorter stays with its neighbour."""
MOST_PIECES = 240
MOST_SIGNATURE_LINES = 20
WORD = re.compile(r"\w+")
LETTERS = re.compile(r"[^\W\d_]{2}")


def places(mail: MailView) -> tuple[Clause, ...]:
    """Every clause of subject and newest text and its pieces, then what stands below the farewell and in the signature; mere
    courtesies are none."""
    found = [one for clause in telling(mail) for one in (clause, *pieces(clause)) if not courtesy(one.text)]
    below = [one for one in below_farewells(without_disclaimer(mail.newest)) if long_line(one.text)]
    return (*found[:MOST_PIECES], *below[:MOST_SIGNATURE_LINES], *signature_lines(mail.signature))


def long_line(words: str) -> bool:
    return bool(LETTERS.search(words)) and len(WORD.findall(words)) >= SHORTEST and not courtesy(words)


def telling(mail: MailView) -> tuple[Clause, ...]:
    """The clauses of subject and newest text that are no courtesies."""
    view = mail.model_copy(update={"newest": without_disclaimer(mail.newest), "subject": own_subject(mail)})
    return tuple(clause for clause in clauses_of(view) if not courtesy(clause.text))


def in_one(mail: MailView) -> str:
    """All that `telling` found as one text."""
    return whole_text(telling(mail))


def clause_of(found: tuple[Clause, ...]) -> list[int]:
    """For each place the number of the clause that it is a piece of; a clause is its own."""
    numbers: list[int] = []
    whole = 0
    for number, one in enumerate(found):
        last = found[whole]
        if one.part != last.part or one.end > last.end:
            whole = number
        numbers.append(whole)
    return numbers


def own_subject(mail: MailView) -> str:
    """The subject of a reply is mostly our own letter's."""
    return "" if subjects.bare(mail.subject) != mail.subject.strip() else mail.subject


def pieces(clause: Clause) -> tuple[Clause, ...]:
    """The parts of a clause that has several; nothing for one that has not."""
    cuts = [found.start() if found[0][0].isalpha() else found.end() for found in JOINT.finditer(clause.text)]
    parts = list(long_enough(clause.text, [0, *cuts, len(clause.text)]))
    if len(parts) < 2:
        return ()
    return tuple(
        Clause(clause.part, clause.start + start, clause.start + end, clause.text[start:end]) for start, end in parts
    )


def long_enough(text: str, cuts: list[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring cuts as places, joined until each has its words, without surrounding space."""
    start = 0
    for end in cuts[1:]:
        rest = len(WORD.findall(text[end:]))
        if len(WORD.findall(text[start:end])) < SHORTEST or 0 < rest < SHORTEST:
            continue
        piece = text[start:end]
        first = start + len(piece) - len(piece.lstrip())
        if LETTERS.search(piece):
            yield first, first + len(piece.strip())
        start = end


def signature_lines(signature: str) -> tuple[Clause, ...]:
    """What stands below the greeting: names and addresses, one hopes."""
    shown = without_disclaimer(f"\n{signature}")[1:]
    lines: list[Clause] = []
    start = 0
    for line in shown.split("\n"):
        words = line.strip()
        if LETTERS.search(words) and len(WORD.findall(words)) >= SHORTEST:
            place = start + line.index(words)
            lines.append(Clause("signature", place, place + len(words), words))
        start += len(line) + 1
    return tuple(lines[:MOST_SIGNATURE_LINES])
