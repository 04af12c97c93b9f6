"""`duecourse ledger bank`: which account numbers of a client may stand in its mails."""

from typing import Annotated

import typer

from agent.domain.grounding import foreign_bank_data
from agent.records import audit, ledger, transaction
from duecourse.errors import Mistyped
from duecourse.output import emit
from duecourse.wiring import opened


def bank_data(
    client: Annotated[str, typer.Option(help="Code of the client.")],
    accounts: Annotated[list[str] | None, typer.Argument(help="Each as it stands in letters, in quotes.")] = None,
    clear: Annotated[bool, typer.Option("--clear", help="Forget those that are there.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Show, add or forget a client's own bank data: duecourse ledger bank --client KES "GB82 WEST …"

    A mail that holds any other account number is stopped. A ledger.json may name them as "bank_data" of its clients.
    """
    wrong = [one for one in accounts or () if not foreign_bank_data(f"account {one}", frozenset())]
    if wrong:
        raise Mistyped("DC-521", f"{wrong[0]} is no IBAN, and no sort code with an account number. Correct it.")
    with opened() as here, transaction(here.engine) as session:
        found = ledger.client_by_code(session, client)
        if found is None:
            raise Mistyped("DC-201", f"There is no client {client}. Known: duecourse ledger status")
        wanted = list(dict.fromkeys([*([] if clear else found.bank_data), *(accounts or ())]))
        if wanted != found.bank_data:
            found.bank_data = wanted
            session.add(found)
            audit.record(session, found.id, "bank_data_changed", "client", found.id, accounts=len(wanted))
    emit({"client": client, "bank_data": wanted}, "\n".join(wanted) or "None yet.", as_json)
