"""The drafts of the local writer on labelled mails, each judged by a checklist.

python -m tests.eval.drafts [PART]

PART: a folder beside this file, `development` unless named. Every mail is worked as real mail is; what a person would get as a
draft is judged by `draft_checks`. Prints the share that passes, per check, language and intent, and what fails.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, Engine
from sqlmodel import select

from agent import intake, steps
from agent.domain.facts import Brief, DraftText, SourcedFact
from agent.domain.vocabulary import MessageState, Route
from agent.parts import Parts
from agent.records import transaction
from agent.records.cases import DraftVersion, VerdictRow
from agent.records.database import make_engine
from agent.records.mail import Message
from agent.writing.templates import TemplateWriter
from connectors.ledger_json import JsonLedger
from duecourse.evaluation import DELAY, sent_at, set_up, show_progress, store
from duecourse.evaluation_lines import read_lines
from duecourse.evaluation_mail import Labelled
from duecourse.evaluation_run import fresh_database
from duecourse.wiring import prepare_database
from tests.eval.draft_checks import NEVER, WELL, judged
from tests.eval.drafted import Drafted
from tests.eval.reporting.figures import wilson
from tests.eval.reporting.run import server
from tests.eval.running import HERE, parts_on

FINAL = (MessageState.QUARANTINED, MessageState.SYSTEM_MAIL)


class Remembering(TemplateWriter):
    """The writer itself; it keeps what it was last asked, for the checks to judge by."""

    asked: Brief | None = None

    def write(self, brief: Brief) -> DraftText:
        self.asked = brief
        return super().write(brief)


def drafts_of(parts: Parts, folder: Path, every: int = 1) -> Iterator[Drafted]:
    """The draft of every mail of a folder that a person gets, in order. `parts.engine` is a throw-away database.
    `every`: only each so-manieth mail."""
    if not isinstance(parts.engine, Engine):
        raise TypeError("an engine is needed")
    books, _ = JsonLedger(folder / "ledger.json").read()
    lines = read_lines(folder / "mails.jsonl")[::every]
    set_up(parts.engine, parts.blobs, books)
    for number, line in enumerate(lines, 1):
        sent = sent_at(line, books)
        with parts.engine.connect() as connection:
            outer = connection.begin()
            alone = replace(parts, engine=connection, now=lambda sent=sent: sent + DELAY, writer=Remembering())
            if found := draft_of(alone, connection, Labelled(line, folder, sent)):
                yield found
            outer.rollback()
        show_progress(number, len(lines))


def draft_of(parts: Parts, connection: Connection, mail: Labelled) -> Drafted | None:
    """None: it was filed, answered automatically, or needs no answer."""
    with transaction(connection) as session:
        message_id = store(session, mail)
    while intake.parse_stored(parts):
        pass
    with transaction(connection) as session:
        if session.get_one(Message, message_id).state in FINAL:
            return None
    for step in (steps.read, steps.match, steps.gate, steps.compose):
        step(parts, message_id)
    return kept(parts, connection, mail, message_id)


def kept(parts: Parts, connection: Connection, mail: Labelled, message_id: UUID) -> Drafted | None:
    with transaction(connection) as session:
        silent = session.get_one(VerdictRow, message_id).route == Route.NONE
        version = session.exec(select(DraftVersion)).first()
        brief = parts.writer.asked if isinstance(parts.writer, Remembering) else None
        if version is None or brief is None or silent:
            return None
        return Drafted(
            folder=mail.folder.name,
            label=mail.line,
            brief=brief,
            body=version.body,
            facts=tuple(SourcedFact.model_validate(one) for one in version.facts),
            codes=tuple(one["code"] for one in version.attachments),
        )


def all_drafts(part: str, every: int = 1) -> list[Drafted]:
    folders = sorted(one.parent for one in (HERE / part).rglob("mails.jsonl"))
    with server() as (settings, place):
        found: list[Drafted] = []
        for folder in folders:
            url = fresh_database(settings, place)
            prepare_database(url)
            engine = make_engine(url, audit_key=b"evaluation")
            with parts_on(engine, place) as parts:
                found += drafts_of(parts, folder, every)
            engine.dispose()
    return found


# --- the table ------------------------------------------------------------------------------------------------------


Judged = Sequence[tuple[Drafted, dict[str, str]]]


def report(drafts: Sequence[Drafted]) -> str:
    found = [(one, judged(one)) for one in drafts]
    rows = [row("all checks passed", [well(said) for _, said in found])]
    rows += [row(name, [not said[name] for _, said in found if name in said]) for name in WELL]
    rows += [never(name, [said[name] for _, said in found if name in said]) for name in NEVER]
    rows += [
        *grouped(found, "language", lambda one: [one.language]),
        *grouped(found, "intent", lambda one: one.intents),
    ]
    wrong = [f"  {one.label['id']}  {name}: {what}" for one, said in found for name, what in said.items() if what]
    return "\n".join([*rows, *(["", "what fails:"] if wrong else []), *wrong]) + "\n"


def well(said: dict[str, str]) -> bool:
    return not any(said.values())


def grouped(found: Judged, title: str, of: Callable[[Drafted], Iterable[str]]) -> Iterator[str]:
    yield ""
    for name in sorted({name for one, _ in found for name in of(one)}):
        yield row(f"{title}: {name}", [well(said) for one, said in found if name in of(one)])


def row(name: str, passed: Sequence[bool]) -> str:
    low, high = wilson(sum(passed), len(passed))
    share = sum(passed) / len(passed) if passed else 0
    return f"{name:<53}{sum(passed):>4} of {len(passed):<4}{share:7.1%}  ({low or 0:.1%} to {high or 0:.1%})"


def never(name: str, said: Sequence[str]) -> str:
    _, high = wilson(sum(map(bool, said)), len(said))
    return f"never: {name:<46}{sum(map(bool, said)):>4} of {len(said):<4}         (at most {high or 0:.1%})"


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.eval.drafts", description="Drafts, judged by a checklist.")
    parser.add_argument("part", nargs="?", default="development", help="a folder of tests/eval (default: development)")
    sys.stdout.write(report(all_drafts(parser.parse_args(words).part)))


if __name__ == "__main__":
    main(sys.argv[1:])
