"""A draft as the person sees it: its words with their sources, what hangs on it, and what stands in the way of sending."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from agent.domain.facts import SourcedFact
from agent.domain.grounding import blanks, reanchor, ungrounded
from agent.domain.vocabulary import Risk, Role
from agent.records import switches
from agent.records.cases import Case, Draft, DraftVersion, Escalation
from agent.records.ledger import Client, Contact, Invoice
from agent.records.people import User
from approvals.thread import Segment, sourced

FRAUD = "fraud"


@dataclass(frozen=True)
class DraftView:
    draft: Draft
    version: DraftVersion
    versions: tuple[DraftVersion, ...]
    segments: tuple[Segment, ...]
    flagged: tuple[str, ...]
    """Figures without a source."""
    sourced: int
    strangers: tuple[str, ...]
    """Recipients who are no contact of this customer."""
    blanks: tuple[str, ...]
    two_people: bool
    first_by: User | None
    """Who approved this very version as the first of two."""

    def repeats(self, warning: str) -> bool:
        """The warning says again that a blank is to be filled in."""
        return any(blank in warning for blank in self.blanks)

    @property
    def risk(self) -> str:
        """How carefully it must be looked at, now that it may have been escalated."""
        return Risk.TWO_PEOPLE.value if self.two_people else self.draft.risk

    @property
    def needs_check(self) -> bool:
        return bool(self.flagged or self.strangers) or self.draft.risk == Risk.CHECK_FACTS

    @property
    def to_check(self) -> str:
        """What the tick beside the button stands for."""
        return listed([*self.flagged, *self.strangers]) or "the facts and the recipient"

    @property
    def facts_said(self) -> str:
        """How many of the draft's figures, dates and numbers have a source, in words."""
        count = self.sourced + len(self.flagged)
        if self.flagged:
            return f"{self.sourced} of {count} facts have a source; none for {listed(self.flagged)}"
        return f"{count} of {count} facts have a source" if count > 1 else "Its one fact has a source" if count else ""


def draft_view(session: Session, draft: Draft, escalation: Escalation | None, contacts: Sequence[Contact]) -> DraftView:
    versions = list(
        session.exec(select(DraftVersion).where(DraftVersion.draft_id == draft.id).order_by(col(DraftVersion.number)))
    )
    version = next(one for one in versions if one.number == draft.version)
    facts = [one for fact in version.facts if "\n" not in (one := SourcedFact.model_validate(fact)).text]
    approved_first = draft.first_approver and draft.first_version == draft.version
    return DraftView(
        draft,
        version,
        tuple(versions),
        sourced(version.body, facts),
        tuple(one.text for one in facts if one.source is None),
        sum(1 for one in facts if one.source is not None),
        strangers([*version.to, *version.cc], contacts),
        blanks(version.body),
        needs_two(draft, escalation),
        session.get(User, draft.first_approver) if approved_first else None,
    )


def strangers(recipients: Sequence[str], contacts: Sequence[Contact]) -> tuple[str, ...]:
    """Recipients who are no contact of the customer."""
    known = {one.email.lower() for one in contacts}
    return tuple(one for one in recipients if one.lower() not in known)


def listed(several: Sequence[str]) -> str:
    """`a, b and c`."""
    *first, last = several or [""]
    return f"{', '.join(first)} and {last}" if first else last


def needs_two(draft: Draft, escalation: Escalation | None) -> bool:
    return draft.risk == Risk.TWO_PEOPLE or (escalation is not None and escalation.queue == FRAUD)


def authors(session: Session, draft_id: UUID) -> frozenset[str]:
    """User ids of everyone who wrote a version; they cannot be the second to approve."""
    found = session.exec(select(DraftVersion.author).where(DraftVersion.draft_id == draft_id))
    return frozenset(found) - {"assistant"}


def objection(case: Case, role: Role) -> str:
    """Why this person cannot decide here now; "" if they can."""
    if role not in (Role.SPECIALIST, Role.MANAGER):
        return "You can read this case."
    if case.status == "escalated" and role is not Role.MANAGER:
        return "This case was escalated: a manager decides. You can read it."
    if case.status not in ("open", "escalated"):
        return "Nothing waits for a decision here."
    return ""


def second_objection(session: Session, draft: Draft, person: User, escalated: bool) -> str:
    """Why this person cannot be the second of two."""
    if draft.first_approver is None or draft.first_version != draft.version:
        return ""
    if person.id == draft.first_approver:
        who = "manager" if escalated else "person"
        return f"You approved this version as the first of two. A different {who} approves it now."
    if str(person.id) in authors(session, draft.id):
        return "You wrote a version of this draft, so somebody else approves it."
    return ""


def sending_note(session: Session, mailbox_id: UUID) -> str:
    """Said beside the button where an approved mail will not leave yet."""
    if not switches.is_on(session, switches.ALL_SENDING):
        return "All sending is stopped. An approved mail waits in the outbox."
    if not switches.approved_sending(session, mailbox_id):
        return "Sending is off for this mailbox. An approved mail waits in the outbox."
    return ""


# --- words of a person ----------------------------------------------------------------------------------------------


def facts_of(body: str, before: Sequence[dict[str, Any]], allowed: Sequence[str]) -> list[dict[str, Any]]:
    """Sources of an edited text: the old ones where they still stand, and a mark on every figure that has none."""
    kept = reanchor(body, [SourcedFact.model_validate(one) for one in before if one.get("source")])
    found = [*kept, *ungrounded(body, kept, allowed)]
    return [one.model_dump(mode="json") for one in sorted(found, key=lambda one: one.start)]


def vouched(client: Client, invoices: Sequence[Invoice], contacts: Sequence[Contact]) -> list[str]:
    """What the books say, in the ways in which people write it."""
    found = [client.phone, client.mailbox, *client.aliases, *(one.email for one in contacts)]
    for invoice in invoices:
        found += [invoice.number, invoice.po_number or "", invoice.credit_note or ""]
        found += [w for amount in (invoice.amount, invoice.open_amount) for w in amount_words(amount, invoice.currency)]
        found += [w for day in (invoice.issue_date, invoice.due_date) for w in day_words(day)]
    return [one for one in found if one]


def amount_words(amount: Decimal, currency: str) -> list[str]:
    english = f"{amount:,.2f}"
    plain = f"{amount:.2f}"
    continental = english.translate(str.maketrans(",.", ".,"))
    forms = (english, plain, continental, plain.replace(".", ","))
    sign = {"EUR": "€", "GBP": "£", "USD": "$"}.get(currency, currency)
    return [one for form in forms for one in (form, form + currency, currency + form, form + sign, sign + form)]


def day_words(day: date) -> list[str]:
    return [f"{day:%Y-%m-%d}", f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day.year}", f"{day:%d/%m/%Y}",
            f"{day.day} {day:%B} {day.year}", f"{day.day} {day:%B}", f"{day.day} {day:%b} {day.year}",
            f"{day.day}/{day.month}/{day.year}"]  # fmt: skip
