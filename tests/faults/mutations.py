"""Broken mails through the real parser child, many; and through the whole installation, some: none is lost, none stops a role."""

import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.campaign import Ground, scene
from tests.faults.evidence import Evidence
from tests.faults.mails import MARK, Letter
from tests.faults.mutants import mutants

LONGEST = 12.0
"""Seconds for one mail: the parser's own ten, and a new child."""


@dataclass
class Parsed:
    """`said`: how often which refusal came. `wrong`: what is neither a view nor a refusal, or took too long."""

    mails: int = 0
    said: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0


def through_the_child(seed: int, count: int, seconds: float, corpus: Path | None) -> Parsed:
    from agent.mail.isolation import Parser
    from agent.mail.limits import Unparsable

    done, end = Parsed(), time.monotonic() + seconds
    with Parser() as parser:
        for raw in mutants(seed, count, corpus):
            if time.monotonic() > end:
                break
            begun, done.mails = time.monotonic(), done.mails + 1
            try:
                parser.parse(raw)
            except Unparsable as refusal:
                done.said[refusal.code] += 1
            except Exception as trouble:  # noqa: BLE001  # whatever else comes out of it is what is looked for
                done.wrong.append(f"mutant {done.mails} of seed {seed}: {type(trouble).__name__}: {trouble}")
            took = time.monotonic() - begun
            done.slowest = max(done.slowest, took)
            if took > LONGEST:
                done.wrong.append(f"mutant {done.mails} of seed {seed} took {took:.0f} s")
    return done


def through_the_house(
    ground: Ground, seed: int, count: int, corpus: Path | None
) -> tuple[dict[str, list[str]], Evidence]:
    """No kills here: a role that is not there at the end was stopped by a mail."""
    with scene(ground, "mutants", seed) as here:
        here.bring([letter(number, raw) for number, raw in enumerate(mutants(seed + 1, count, corpus))])
        here.start()
        here.settle()
        gone = [f"{name} ended with {one.poll()}" for name, one in here.home.roles.items() if one.poll() is not None]
        found, wrong = here.judge()
        return wrong | ({"no mail stops a role": gone} if gone else {}), found


def letter(number: int, raw: bytes) -> Letter:
    """The mark stands first, where no change of the rest can reach it."""
    mark = f"mutants-{number:06d}"
    return Letter(mark, "mutant", "", "", f"{MARK}: {mark}\r\n".encode() + raw)
