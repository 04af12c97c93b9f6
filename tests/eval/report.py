"""`make eval`: the honest report. Works a part of the labelled mails, prints the figures, writes the page and its pictures.

python -m tests.eval.report [PART] [--docs FOLDER]

PART: a folder beside this file, `test` unless named; all folders in it count together. Only the test part's page goes to `docs`
unasked; another part's is written where a folder is named.
"""

import argparse
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import agent  # noqa: F401 — it says how many threads count, before numpy is loaded
from tests.eval.reporting.page import PICTURES, page
from tests.eval.reporting.plots import draw_all
from tests.eval.reporting.run import run

DOCS = Path(__file__).parents[2] / "docs"


def main(words: list[str]) -> None:
    chosen = arguments().parse_args(words)
    docs = chosen.docs or (DOCS if chosen.part == "test" else None)
    found = run(chosen.part)
    text = page(found, version("duecourse"), datetime.now(UTC).date())
    sys.stdout.write(text)
    if docs:
        draw_all(found.cases, found.limits, docs / PICTURES)
        (docs / "evaluation.md").write_text(text, encoding="utf-8")


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.eval.report", description="The figures on labelled mails.")
    parser.add_argument("part", nargs="?", default="test", help="a folder of tests/eval (default: test)")
    parser.add_argument("--docs", type=Path, help="where evaluation.md and its pictures go")
    return parser


if __name__ == "__main__":
    main(sys.argv[1:])
