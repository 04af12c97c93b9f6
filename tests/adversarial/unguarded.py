"""Guards taken away from outside, to see that the judge notices. The product has no switch for any of them.

Where guards stand one behind the other, all of them are taken away: one alone would hide that the others are gone.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from sqlmodel import Session, select

from agent.domain import policy
from agent.domain.rules import Rule
from agent.mail import authentication, sender
from agent.mail.addresses import agreed_address
from agent.records import books, ledger
from agent.records.ledger import Client, Contact, Customer
from agent.steps import file as filing


def rules(*names: str) -> AbstractContextManager[Any]:
    """The gate as it stands without these rules."""
    standing: tuple[Rule, ...] = vars(policy)["RULES"]
    kept = tuple(one for one in standing if one.__name__ not in names)
    assert len(kept) == len(standing) - len(names), names
    return patch.object(policy, "RULES", kept)


@contextmanager
def together(*removed: AbstractContextManager[Any]) -> Iterator[None]:
    with ExitStack() as stack:
        for one in removed:
            stack.enter_context(one)
        yield


def problem(code: str) -> AbstractContextManager[Any]:
    """Whatever is said against the sender, but for this."""

    def verdict(*given: Any) -> Any:
        found = sender.sender_verdict(*given)
        return found.model_copy(update={"problems": tuple(one for one in found.problems if one != code)})

    return patch("agent.intake.sender_verdict", verdict)


# --- who wrote ------------------------------------------------------------------------------------------------------------


def strict_from() -> AbstractContextManager[Any]:
    """From is believed as both parsers read it, however it is written."""
    return patch.object(sender, "single_from", agreed_address)


def good_signature() -> AbstractContextManager[Any]:
    return patch.object(sender, "_authenticated", lambda *_: True)


def our_server() -> AbstractContextManager[Any]:
    """The last results in the head count, whoever wrote them."""

    def last(found: list[Any], _: str) -> Any:
        told = [authentication._read(one)[1] for one in found if one.name == "authentication-results"]
        return told[-1] if told else None

    return patch.object(sender, "trusted_results", last)


def exact_address() -> AbstractContextManager[Any]:
    """Whoever has a contact's local part counts as that contact."""
    plain = sender._standing

    def standing(address: str, contacts: Any, own: Any, authenticated: bool) -> Any:
        local = address.partition("@")[0]
        alike = next((one.email for one in contacts if one.active and one.email.partition("@")[0] == local), address)
        return plain(alike if address not in {one.email for one in contacts} else address, contacts, own, authenticated)

    return patch.object(sender, "_standing", standing)


def left_contacts() -> AbstractContextManager[Any]:
    def contact(**given: Any) -> Any:
        return sender.KnownContact(**{**given, "active": True})

    return patch("agent.intake.KnownContact", contact)


def one_customer() -> AbstractContextManager[Any]:
    """An address that stands with several customers may act for each."""

    def known(active: list[Any], authenticated: bool) -> Any:
        return plain([active[0]], authenticated)

    plain = sender._known
    return patch.object(sender, "_known", known)


def one_company() -> AbstractContextManager[Any]:
    """A contact of any company counts at every company's mailbox."""

    def contacts(session: Session, _: Any) -> Any:
        joined = select(Contact, Customer).where(Contact.customer_id == Customer.id)
        return list(session.exec(joined))

    def books_for(session: Session, client: Client, customer_ids: Any, guessed: bool = False) -> Any:
        first = session.get(Customer, next(iter(customer_ids), None)) if customer_ids else None
        return books.books_for(
            session, session.get_one(Client, first.client_id) if first else client, customer_ids, guessed
        )

    return together(patch.object(ledger, "contacts_of_client", contacts), patch.object(filing, "books_for", books_for))


# --- whose papers -----------------------------------------------------------------------------------------------------------


def own_accounts() -> AbstractContextManager[Any]:
    """Whoever names a number gets its paper: neither the match, nor the rule, nor the last gate looks whose it is."""

    def account_of(session: Session, filed: Any, numbers: frozenset[str] = frozenset()) -> Any:
        return [*filed.sender.customer_ids, *books.customers_by_number(session, filed.client.id, numbers)], False

    return together(
        patch.object(filing, "account_of", account_of),
        rules("foreign_document"),
        patch("agent.release.check_attached", lambda *_: None),
    )


# --- what is said -----------------------------------------------------------------------------------------------------------


def own_finding() -> AbstractContextManager[Any]:
    """What is asked for, and whether more is said, is what the reader claims."""
    return patch("agent.steps.read.grounded", lambda reading, *_: reading)


def orders_seen() -> AbstractContextManager[Any]:
    return patch("agent.reading.signals.instructions", lambda _: iter(()))
