"""Guards that can be taken away from a role before it starts, to see that the checker notices. Never a part of the product.

Where two guards stand one behind the other, both are taken away: one alone would hide that the other is gone.
"""

import importlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.faults.points import wrap


def remove(name: str, role: str) -> None:
    if name and name not in GUARDS | INBOX_GUARDS | FETCH_GUARDS:
        raise LookupError(name)
    of_role = {"worker": GUARDS, "serve": INBOX_GUARDS, "fetch": FETCH_GUARDS}[role]
    if name in of_role:
        of_role[name]()


def put(module: str, place: str, instead: Any) -> None:
    wrap(module, place, lambda _: instead)


def no_dedupe() -> None:
    """A mail that comes again is worked again."""
    put("agent.intake", "same_mail", lambda *_: None)


def retry_when_unknown() -> None:
    """Nobody knows whether the mail was taken: it is sent once more."""
    from agent import outbox

    put("agent.outbox", "become_ambiguous", outbox.put_off)


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
    put("agent.steps.file", "account_of", lambda session, filed, numbers=frozenset(): (
        [*filed.sender.customer_ids, *file.customers_by_number(session, filed.client.id, numbers)], False))  # fmt: skip
    wrap(
        "agent.domain.policy", "RULES", lambda rules: tuple(one for one in rules if one.__name__ != "foreign_document")
    )
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
    """The row is read without a lock, nobody asks whose the claim is, and it is written whatever its state is by now."""
    from sqlalchemy import inspect

    from agent.records.outbox import OutboxMail

    inspect(OutboxMail).version_id_col = None
    put("agent.records.outbox", "locked", lambda session, mail_id: session.get(OutboxMail, mail_id))
    put("agent.claims", "held", lambda session, mine, *_: session.get(OutboxMail, mine.mail_id))
    put("agent.outbox", "held", lambda session, mine, *_: session.get(OutboxMail, mine.mail_id))


def in_the_clear() -> None:
    """Where the mail server offers no STARTTLS, it goes without."""

    def change(plain: Callable[..., Any]) -> Callable[..., Any]:
        def instead(transport: Any, smtp: Any) -> None:
            smtp.ehlo()
            if smtp.has_extn("starttls"):
                plain(transport, smtp)

        return instead

    wrap("connectors.mail_smtp", "SmtpTransport._greet", change)


def no_compare_and_set() -> None:
    """Whoever has a mail in hand goes on with it, whoever else may have taken it over."""

    def change(plain: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *args: plain(*args) or True

    wrap("agent.outbox", "advance", change)


def numbers_alone() -> None:
    """A UID that was seen once is never read again, whatever the mail server numbers with it now."""
    from sqlmodel import select

    from agent.records.mail import Message

    def known(session: Any, mailbox_id: Any, *_: Any) -> set[int]:
        return set(session.exec(select(Message.uid).where(Message.mailbox_id == mailbox_id)))

    put("agent.records.mail", "known_uids", known)


def endless_patience() -> None:
    """A mailbox that says nothing is waited for."""
    from tests.faults import haste

    haste.SILENCE_SECONDS = None


def machine_trouble_counts() -> None:
    """A machine that has no process left tries a mail three times at once, and gives it up."""
    put("agent.intake", "MACHINE_TROUBLE", ())


def own_clock() -> None:
    """A role goes by its own clock, and a time that was noted is believed however far off it is."""
    put("agent.records.database", "Clock.follow", lambda *_: None)
    put("agent.records.outbox", "LONGEST_WAIT", timedelta(days=10_000))


def talkative_jobs() -> None:
    """A job's lock names the mail's subject."""
    from agent import jobs

    def defer_work(session: Any, message: Any, case: Any) -> None:
        jobs.defer(session, jobs.WORK, lock=f"{jobs.case_lock(case.id)} {message.subject}", message_id=str(message.id))

    put("agent.intake", "defer_work", defer_work)


def talkative_graph() -> None:
    """The graph remembers the subject."""
    from agent.records import transaction
    from agent.records.mail import Message

    def change(plain: Callable[..., Any]) -> Callable[..., Any]:
        def instead(parts: Any, message_id: Any, *rest: Any) -> Any:
            with transaction(parts.engine) as session:
                subject = session.get_one(Message, message_id).subject
            return plain(parts, message_id, *rest) | {"verb": subject}

        return instead

    wrap("agent.steps", "compose", change)


def talkative_log() -> None:
    """A mail's name and subject are logged."""
    import logging

    def change(plain: Callable[..., Any]) -> Callable[..., Any]:
        def instead(message: Any, raw: Any, view: Any, *rest: Any) -> Any:
            logging.getLogger("agent.intake").warning("read %s from %s", view.subject, view.from_name)
            return plain(message, raw, view, *rest)

        return instead

    wrap("agent.intake", "note_parsed", change)


def talkative_pages() -> None:
    """A page without the person's sign-in says what the case is about."""
    from sqlalchemy import text
    from starlette.responses import PlainTextResponse

    def instead(request: Any, error: Any) -> Any:
        with request.app.state.engine.connect() as connection:
            said = connection.execute(text("SELECT string_agg(subject, ' ') FROM messages")).scalar()
        return PlainTextResponse(f"Please sign in to see {said}", 401)

    put("approvals.app", "on_sign_in_needed", instead)


GUARDS: dict[str, Callable[[], None]] = {
    "jobs carry ids alone": talkative_jobs,
    "the graph remembers ids alone": talkative_graph,
    "the log holds no words of a mail": talkative_log,
    "the same mail is known again": no_dedupe,
    "no retry after an unknown outcome": retry_when_unknown,
    "sent counts only after the answer": accepted_before_the_answer,
    "papers only of the writer's accounts": no_accounts,
    "every move has its event": no_event,
    "one worker holds a mail": no_claim,
    "no way out without TLS": in_the_clear,
    "a lost claim ends the sending": no_compare_and_set,
    "trouble of the machine is no mail's fault": machine_trouble_counts,
    "the database's clock counts": own_clock,
}
FETCH_GUARDS: dict[str, Callable[[], None]] = {
    "numbers count under their UIDVALIDITY alone": numbers_alone,
    "a silent mailbox is given up": endless_patience,
}
INBOX_GUARDS: dict[str, Callable[[], None]] = {"pages of errors hold words of our own alone": talkative_pages}
