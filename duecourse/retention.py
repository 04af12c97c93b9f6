"""`duecourse retention`: remove what has been kept long enough, or show what that would be."""

from dataclasses import asdict
from typing import Annotated

import typer

from agent import retention
from agent.records import transaction
from agent.records.database import utc_now
from agent.retention import Removal
from duecourse.output import emit
from duecourse.wiring import opened

SHOWN = 20


def retain(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would go, and change nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Remove what has been kept long enough (the worker does so once a day): duecourse retention --dry-run

    How long that is stands under [retention] in policy.toml. What is open, on hold or unconfirmed stays.
    """
    with opened() as here:
        if dry_run:
            with transaction(here.engine) as session:
                found = retention.due(session, here, utc_now())
        else:
            found = retention.remove(here, utc_now())
    emit({"dry_run": dry_run, **asdict(found)}, told(found, dry_run), as_json)


def told(found: Removal, dry_run: bool) -> str:
    numbers = ", ".join(map(str, found.cases[:SHOWN])) + (" …" if len(found.cases) > SHOWN else "")
    lines = [
        f"Cases whose mails go: {len(found.cases)}" + (f" ({numbers})" if numbers else ""),
        f"Mails without a case: {found.mails_without_case}",
        f"Unsent drafts: {found.unsent_drafts}",
        f"Questions to a model: {found.model_uses}",
        f"Ended jobs: {found.jobs}",
        f"Bookmarks of cases that are over: {found.threads}",
    ]
    return "\n".join(["Nothing was changed. It would remove:" if dry_run else "Removed:", *lines])
