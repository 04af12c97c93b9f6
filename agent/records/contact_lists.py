"""Contacts and the kinds of file that name them: what one list leaves out says nothing about another's people."""

from collections.abc import Collection, Iterator

from agent.domain.vocabulary import DocumentKind
from agent.records.ledger import Contact, Customer
from connectors.ports import ContactRecord

STRENGTH = {"books": 0, "invoices": 1, "customers": 2, "contacts": 3}
"""The list that is made for contacts knows more of them than an address beside an invoice."""
KINDS = frozenset(DocumentKind)


def same_contact(one: ContactRecord, known: dict[str, Contact]) -> Contact | None:
    """The row of this contact, taken out of `known`. A list without keys of its own knows contacts by their address."""
    if (found := known.pop(one.key, None)) is not None:
        return found
    address = one.email.strip().lower()
    key = next((key for key, row in known.items() if row.email == address and address in (key, one.key)), None)
    return known.pop(key) if key is not None else None


def contact_values(
    one: ContactRecord, customer: Customer, existing: Contact | None, lists: Collection[str]
) -> dict[str, object]:
    address = one.email.strip().lower()
    return {
        "client_id": customer.client_id,
        "customer_id": customer.id,
        "key": existing.key if existing and one.key == address else one.key,
        "name": one.name,
        "email": address,
        "role": one.role,
        "status": one.status,
        "may_receive": None if one.may_receive is None else [kind for kind in one.may_receive if kind in KINDS],
        "listed_in": list_of(one, existing, lists),
    }


def list_of(one: ContactRecord, existing: Contact | None, lists: Collection[str]) -> str:
    """The list that may end this contact: the strongest of those that name it."""
    if existing is None or existing.listed_in is None or existing.listed_in in lists:
        return one.listed_in
    return max(existing.listed_in, one.listed_in, key=lambda name: STRENGTH.get(name, 0))


def unsaid_of(existing: Contact | None, unsaid: frozenset[str]) -> frozenset[str]:
    """What a row keeps. One that had left only because no list named it any more is back when one does."""
    back = existing is not None and existing.status == "left" and existing.listed_in is None
    return unsaid - ({"listed_in", "status"} if back else {"listed_in"})


def ended(known: dict[str, Contact], lists: Collection[str]) -> Iterator[Contact]:
    """End those who came from one of these lists and are in none of them any more."""
    for row in known.values():
        if row.status != "left" and row.listed_in in lists:
            row.status, row.listed_in = "left", None
            yield row
