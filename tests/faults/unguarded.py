"""Guards that can be taken away from a worker before it starts, to see that the checker notices. Never a part of the product.

Where two guards stand one behind the other, both are taken away: one alone would hide that the other is gone.
"""

import importlib
from collections.abc import Callable
from typing import Any

from tests.faults.points import wrap


def remove(name: str, role: str) -> None:
    if name and role == "worker":
        GUARDS[name]()


def put(module: str, place: str, instead: Callable[..., Any]) -> None:
    wrap(module, place, lambda _: instead)


def no_dedupe() -> None:
    """A mail that comes again is worked again."""
    put("agent.intake", "same_mail", lambda *_: None)


def retry_when_unknown() -> None:
    """Nobody knows whether the mail was taken: it is sent once more."""
    outbox = importlib.import_module("agent.outbox")
    outbox.become_ambiguous = outbox.put_off  # type: ignore[attr-defined]  # a module has no such name of its own


def accepted_before_the_answer() -> None:
    """The dot is sent, and the mail counts as sent, whatever the server says to it."""
    from connectors.ports import ConnectorError, ServerReply

    def change(plain: Callable[..., Any]) -> Callable[..., Any]:
        def instead(handover: Any) -> ServerReply:
            try:
                return plain(handover)  # type: ignore[no-any-return]  # the method's own answer
            except ConnectorError:
                return ServerReply(250, "assumed")

        return instead

    wrap("connectors.mail_smtp", "SmtpHandover.commit", change)


def no_accounts() -> None:
    """Whoever names a number gets its paper: neither the match, nor the rule, nor the last gate looks whose it is."""
    file = importlib.import_module("agent.steps.file")
    policy = importlib.import_module("agent.domain.policy")
    put("agent.steps.file", "account_of", lambda session, filed, numbers=frozenset(): (
        [*filed.sender.customer_ids, *file.customers_by_number(session, filed.client.id, numbers)], False))  # fmt: skip
    policy.RULES = tuple(one for one in policy.RULES if one.__name__ != "foreign_document")  # type: ignore[attr-defined]
    put("agent.release", "check_attached", lambda *_: None)


def no_event() -> None:
    """The outbox moves on without telling the log, and the database's own trigger is asleep."""
    from sqlalchemy import text

    def move(session: Any, mail: Any, to: Any, *_: Any, **__: Any) -> None:
        session.execute(text("SET LOCAL session_replication_role = replica"))
        mail.state = to.value
        session.add(mail)
        session.flush()

    put("agent.records.outbox", "move", move)


def no_claim() -> None:
    """The row is read without a lock, and nobody asks whose the claim is."""
    from agent.records.outbox import OutboxMail

    put("agent.records.outbox", "locked", lambda session, mail_id: session.get(OutboxMail, mail_id))
    put("agent.claims", "held", lambda session, mine, *_: session.get(OutboxMail, mine.mail_id))
    put("agent.outbox", "held", lambda session, mine, *_: session.get(OutboxMail, mine.mail_id))


GUARDS: dict[str, Callable[[], None]] = {
    "the same mail is known again": no_dedupe,
    "no retry after an unknown outcome": retry_when_unknown,
    "sent counts only after the answer": accepted_before_the_answer,
    "papers only of the writer's accounts": no_accounts,
    "every move has its event": no_event,
    "one worker holds a mail": no_claim,
}
