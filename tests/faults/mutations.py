"""Broken mails through the real parser child, many; and through the whole installation, some: none is lost, none stops a role."""

import importlib
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.campaign import REST_SECONDS, Ground, scene
from tests.faults.evidence import Evidence
from tests.faults.mails import MARK, Letter
from tests.faults.mutants import mutants

LOT = 2000
LONGEST = 12.0
"""Seconds for one mail: the parser's own ten, and a new child."""


@dataclass
class Parsed:
    """`said`: how often which refusal came. `wrong`: what is neither a view nor a refusal, or took too long."""

    mails: int = 0
    said: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def add(self, other: "Parsed") -> None:
        self.mails, self.said = self.mails + other.mails, self.said + other.said
        self.wrong, self.slowest = self.wrong + other.wrong, max(self.slowest, other.slowest)


def in_lots(seed: int, count: int, seconds: float, corpus: Path | None) -> Parsed:
    """So many mails within this time, in lots, two lots at once, each with a child of its own."""
    from agent.mail.isolation import Parser

    end, done = time.monotonic() + seconds, Parsed()

    def lot(number: int) -> Parsed:
        with Parser() as parser:
            return through_the_child(seed + 1000 * number, min(LOT, count - number * LOT), end, corpus, parser.parse)

    with ThreadPoolExecutor(2) as pool:
        for parsed in pool.map(lot, range(-(-count // LOT))):
            done.add(parsed)
    return done


def through_the_child(
    seed: int, count: int, end: float, corpus: Path | None, parse: Callable[[bytes], object]
) -> Parsed:
    """`end`: by the monotonic clock. Whatever comes out besides a view and a refusal is wrong."""
    from agent.mail.limits import Unparsable

    done = Parsed()
    for raw in mutants(seed, count, corpus) if time.monotonic() < end else ():
        if time.monotonic() > end:
            break
        begun, done.mails = time.monotonic(), done.mails + 1
        try:
            parse(raw)
        except Unparsable as refusal:
            done.said[refusal.code] += 1
        except Exception as trouble:  # noqa: BLE001  # whatever else comes out of it is what is looked for
            done.wrong.append(f"mutant {done.mails} of seed {seed}: {type(trouble).__name__}: {str(trouble)[:100]}")
        took = time.monotonic() - begun
        done.slowest = max(done.slowest, took)
        if took > LONGEST:
            done.wrong.append(f"mutant {done.mails} of seed {seed} took {took:.0f} s")
    return done


@contextmanager
def unlimited() -> Iterator[Callable[[bytes], object]]:
    """As a program reads mails that guards itself by neither limits, nor a child, nor by catching what a parser raises."""
    module = importlib.import_module("agent.mail.parse")
    kept = {name: getattr(module, name) for name in ("check_bytes", "check_tree", "PARSER_TROUBLE")}
    without: dict[str, object] = {"check_bytes": lambda _: None, "check_tree": lambda _: None, "PARSER_TROUBLE": ()}
    try:
        for name, instead in without.items():
            setattr(module, name, instead)
        yield module.parse
    finally:
        for name, plain in kept.items():
            setattr(module, name, plain)


def through_the_house(
    ground: Ground, seed: int, count: int, corpus: Path | None
) -> tuple[dict[str, list[str]], Evidence]:
    """No kills here: a role that is not there at the end was stopped by a mail."""
    with scene(ground, "mutants", seed) as here:
        here.bring([letter(number, raw) for number, raw in enumerate(mutants(seed + 1, count, corpus))])
        here.start()
        here.settle(max(REST_SECONDS, count / 2))
        gone = [f"{name} ended with {one.poll()}" for name, one in here.home.roles.items() if one.poll() is not None]
        found, wrong = here.judge()
        return wrong | ({"no mail stops a role": gone} if gone else {}), found


def letter(number: int, raw: bytes) -> Letter:
    """The mark stands first, where no change of the rest can reach it."""
    mark = f"mutants-{number:06d}"
    return Letter(mark, "mutant", "", "", f"{MARK}: {mark}\r\n".encode() + raw)
