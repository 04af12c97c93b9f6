"""`duecourse outbox list|undo`: mails that will leave, and taking an approved one back."""

from typing import Annotated

import typer
from sqlmodel import col, select

from agent.domain.vocabulary import OutboxState
from agent.records import transaction
from agent.records.outbox import OutboxMail
from duecourse.output import emit, emit_rows
from duecourse.wiring import opened

app = typer.Typer(no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


@app.command("list")
def list_outbox(as_json: Json = False) -> None:
    """Mails that have not left yet, or need a person."""
    done = (OutboxState.ACCEPTED, OutboxState.UNDONE, OutboxState.CANCELLED, OutboxState.RESOLVED_SENT)
    with opened() as here, transaction(here.engine) as session:
        query = select(OutboxMail).where(col(OutboxMail.state).not_in(done)).order_by(col(OutboxMail.created_at))
        rows = [
            (str(m.id), m.kind, m.state, f"{m.due_at.astimezone():%Y-%m-%d %H:%M %Z}", m.held_code or m.server_reply)
            for m in session.exec(query)
        ]
    emit_rows(rows, ("id", "kind", "state", "due", "why"), "Nothing waits.", as_json)


@app.command()
def undo(
    mail: Annotated[str, typer.Argument(help="Its id, as `duecourse outbox list` shows it.")],
    by: Annotated[str, typer.Option(help="Address of the person for whom you do it; they must have the right to.")],
    as_json: Json = False,
) -> None:
    """Take an approved mail back, as Undo in the inbox does, while it has not begun to leave.

    The draft is open again. The log names the person, and that it was done at the command line.
    """
    from duecourse.outbox_undo import take_back  # the web inbox takes a moment to load

    with opened() as here:
        take_back(here, mail, by)
    emit({"id": mail, "state": OutboxState.UNDONE.value}, "Taken back. Its draft is open again.", as_json)
