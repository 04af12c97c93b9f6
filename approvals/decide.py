"""What a person decides about a case, and that it is decided once: on what they saw, by one of them, in one transaction."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import func, update
from sqlmodel import col, select

from agent import jobs
from agent.domain.vocabulary import DraftState, MessageState, OutboxState, Verb
from agent.records import audit, cases, mail
from agent.records.cases import Case, Decision, Draft, DraftVersion, Escalation
from agent.records.grounds import grounds_of
from agent.records.mail import Message
from agent.records.outbox import OutboxMail
from approvals import proposals
from approvals.changes import changes_since, decisions
from approvals.errors import Stale, TooMany, Unfit
from approvals.letters import Frozen
from approvals.proposals import Confirmed
from approvals.visits import Visit

UNDECIDED = frozenset({"open", "escalated"})
"""A case in one of these waits for a decision."""


@dataclass(frozen=True)
class Ask:
    """A decision as it was posted: on what it was made, and what makes it the same as another."""

    verb: Verb
    case_id: UUID
    draft_id: UUID | None
    version: int | None
    etag: int
    key: str
    seen: datetime
    books: str
    saw: frozenset[str]
    fingerprint: str


@dataclass(frozen=True)
class Outcome:
    """`mail_id`: what now waits in the outbox. `done`: what to say otherwise. `again`: the answer of an earlier click."""

    done: str
    mail_id: UUID | None = None
    again: bool = False


def ask_of(visit: Visit, case_id: UUID, verb: Verb) -> Ask:
    """Raises Unfit if the form lacks what a decision must carry."""
    try:
        draft, version = visit.text("draft"), visit.text("version")
        seen = datetime.fromisoformat(visit.text("seen"))
        ask = Ask(
            verb,
            case_id,
            UUID(draft) if draft else None,
            int(version) if version else None,
            int(visit.text("etag")),
            str(UUID(visit.text("key"))),
            seen if seen.tzinfo else visit.now,
            visit.text("books"),
            frozenset(visit.text("saw").split()),
            fingerprint(visit, case_id, verb),
        )
    except ValueError:
        raise Unfit("The form is incomplete. Load the case again.", str(case_id), visit.kept()) from None
    return ask


def fingerprint(visit: Visit, case_id: UUID, verb: Verb) -> str:
    """SHA-256 over everything posted but the form's token."""
    fields: list[Any] = sorted(
        (name, value) for name, value in visit.form.multi_items() if isinstance(value, str) and name != "csrf"
    )
    files = [(file.filename, file.size) for file in visit.files("file")]
    content = [verb, str(visit.person.id), str(case_id), fields, files]
    return hashlib.sha256(orjson.dumps(content)).hexdigest()


def answered_before(visit: Visit, ask: Ask) -> Outcome | None:
    """The stored answer to the same click. Raises Unfit if the key comes back with something else."""
    found = visit.session.exec(select(Decision).where(Decision.idempotency_key == ask.key)).first()
    if found is None:
        return None
    if found.fingerprint != ask.fingerprint:
        raise Unfit(
            "This form was already used for another decision. Load the case again.", str(ask.case_id), visit.kept()
        )
    sent = visit.session.exec(select(OutboxMail.id).where(OutboxMail.decision_id == found.id)).first()
    return Outcome(str(found.snapshot.get("done", "")), sent, again=True)


def enter(visit: Visit, ask: Ask, case: Case) -> Draft | Outcome | None:
    """See that everything is as the person saw it, and lock the draft too; or the answer of an earlier click.

    `case`: locked, so that of several who decide at once all but one wait here and find it decided. Raises Stale."""
    if stored := answered_before(visit, ask):
        return stored
    if case.etag != ask.etag or case.status not in UNDECIDED:
        raise stale(visit, case, ask)
    draft = cases.open_draft(visit.session, case.id, lock=True)
    if not same_draft(draft, ask):
        raise stale(visit, case, ask)
    return draft


def same_draft(draft: Draft | None, ask: Ask) -> bool:
    if draft is None:
        return ask.draft_id is None
    return draft.id == ask.draft_id and draft.version == ask.version


def stale(visit: Visit, case: Case, ask: Ask) -> Stale:
    """Where nothing is left to decide, it is enough to know who did."""
    over = case.status not in UNDECIDED
    found = decisions(visit, case, ask.seen) if over else []
    found = found or changes_since(visit, case, ask.seen, ask.books, ask.saw)
    return Stale(found or ["The case was changed."], str(case.id), visit.kept(), over)


def check_current(visit: Visit, case: Case, ask: Ask, answers: Sequence[str] | None) -> None:
    """Before a mail is approved: no newer mail, and the invoices as they were shown.

    `answers`: the messages that an unedited draft answers; None for a person's own words, who answers what they saw.
    """
    waiting = {str(one.id) for one in mail.open_messages_of(visit.session, case.id)}
    covered = ask.saw if answers is None else ask.saw & set(answers)
    if waiting - covered:
        found = changes_since(visit, case, ask.seen, ask.books, ask.saw)
        raise Stale(
            found or ["This draft does not answer the newest mail. Edit it, or wait for the new one."],
            str(case.id),
            visit.kept(),
        )
    if found := changes_since(visit, case, ask.seen, ask.books, ask.saw, only_facts=True):
        raise Stale(found, str(case.id), visit.kept())


def limit_pace(visit: Visit) -> None:
    """Raises TooMany beyond the allowed number of approvals a minute: nobody reads that fast."""
    since = visit.now - timedelta(minutes=1)
    verbs = [Verb.APPROVE.value, Verb.EDIT.value]
    query = select(func.count()).where(
        Decision.user_id == visit.person.id, col(Decision.verb).in_(verbs), col(Decision.at) > since
    )
    if visit.session.exec(query).one() >= visit.config.approvals_per_minute:
        raise TooMany(
            f"More than {visit.config.approvals_per_minute} approvals in one minute. Take a breath, then go on."
        )


# --- writing it down --------------------------------------------------------------------------------------------------


def decided(visit: Visit, ask: Ask, case: Case, draft: Draft | None, done: str, **snapshot: Any) -> Decision:
    """The decision's row, with what it was made on."""
    row = Decision(
        client_id=case.client_id,
        case_id=case.id,
        draft_id=draft.id if draft else None,
        version=draft.version if draft else None,
        verb=ask.verb.value,
        user_id=visit.person.id,
        reason=visit.text("reason", 60),
        note=visit.text("note", 4000),
        at=visit.now,
        idempotency_key=ask.key,
        fingerprint=ask.fingerprint,
        snapshot={
            "done": done,
            "etag": ask.etag,
            "books": ask.books,
            "seen": ask.seen.isoformat(),
            "saw": sorted(ask.saw),
        }
        | {"case_status": case.status}
        | snapshot,
    )
    visit.session.add(row)
    visit.session.flush()
    return row


def approve(
    visit: Visit, ask: Ask, case: Case, draft: Draft, version: DraftVersion, frozen: Frozen, confirmed: Confirmed
) -> Outcome:
    """Everything that an approval writes, in this transaction: the mail leaves when the undo time is over."""
    session = visit.session
    close_draft(visit, ask, case, draft)
    moved = open_answered(visit, case, version)
    escalation = cases.open_escalation(session, case.id)
    row = decided(
        visit, ask, case, draft, "sent",
        before={str(one.id): one.state for one in moved},
        escalation=str(escalation.id) if escalation else None,
        recipients=[*version.to, *version.cc],
    )  # fmt: skip
    row.snapshot = row.snapshot | {"tasks": proposals.store(session, row, confirmed, version.records)}
    release_at = visit.now + timedelta(seconds=visit.person.undo_seconds)
    session.add(outbox_row(visit, case, draft, version, frozen, row, moved, release_at))
    session.flush()
    audit.record(
        session, case.client_id, "answer_made", "outbox", frozen.outbox_id, visit.person.id,
        after=OutboxState.APPROVED, decision=row.id, sha256=frozen.sha256,
    )  # fmt: skip
    for message in moved:
        mail.move(session, message, MessageState.IN_OUTBOX, visit.person.id, mail=frozen.outbox_id)
    if escalation:
        settle_escalation(visit, escalation, "answered", "Answered by mail")
    case.status = "waiting"
    cases.touch(session, case, visit.now)
    audit.record(
        session, case.client_id, "approved", "case", case.id, visit.person.id,
        decision=row.id, version=version.number, verb=ask.verb, mail=frozen.outbox_id, sha256=frozen.sha256,
    )  # fmt: skip
    jobs.defer(session, jobs.SEND, at=release_at, mail_id=str(frozen.outbox_id))
    return Outcome("sent", frozen.outbox_id)


def close_draft(visit: Visit, ask: Ask, case: Case, draft: Draft) -> None:
    """Compare and set: of several who approve at once, one wins."""
    query = update(Draft).where(
        col(Draft.id) == draft.id, col(Draft.state) == DraftState.OPEN.value, col(Draft.version) == draft.version
    )
    changed = visit.session.execute(query.values(state=DraftState.APPROVED.value).returning(col(Draft.id))).first()
    if changed is None:
        raise stale(visit, case, ask)
    visit.session.refresh(draft)
    audit.record(
        visit.session, case.client_id, "draft_moved", "draft", draft.id, visit.person.id,
        before=DraftState.OPEN, after=DraftState.APPROVED, version=draft.version,
    )  # fmt: skip


def open_answered(visit: Visit, case: Case, version: DraftVersion) -> list[Message]:
    """The waiting messages that this version answers."""
    return [one for one in mail.open_messages_of(visit.session, case.id) if str(one.id) in version.answers]


def outbox_row(
    visit: Visit, case: Case, draft: Draft, version: DraftVersion, frozen: Frozen, row: Decision,
    moved: Sequence[Message], release_at: datetime,
) -> OutboxMail:  # fmt: skip
    return OutboxMail(
        id=frozen.outbox_id,
        client_id=case.client_id,
        mailbox_id=case.mailbox_id,
        case_id=case.id,
        customer_id=case.customer_id,
        inbound_id=moved[-1].id if moved else draft.message_id,
        decision_id=row.id,
        draft_id=draft.id,
        draft_version=version.number,
        envelope_from=frozen.envelope_from,
        envelope_to=list(frozen.envelope_to),
        header_id=frozen.header_id,
        subject=version.subject,
        mime=frozen.mime,
        sha256=frozen.sha256,
        documents=list(frozen.documents),
        answers=list(version.answers),
        grounds=grounds_of(visit.session, case, version).model_dump(),
        approved_by=visit.person.id,
        release_at=release_at,
        due_at=release_at,
    )


def approve_first(visit: Visit, ask: Ask, case: Case, draft: Draft) -> Outcome:
    """The first of two: noted, and the draft stays open for a different person."""
    draft.first_approver, draft.first_version = visit.person.id, draft.version
    visit.session.add(draft)
    row = decided(visit, ask, case, draft, "first")
    cases.touch(visit.session, case, visit.now)
    audit.record(
        visit.session, case.client_id, "approved_first", "case", case.id, visit.person.id,
        decision=row.id, version=draft.version,
    )  # fmt: skip
    return Outcome("first")


def settle_escalation(visit: Visit, escalation: Escalation, state: str, outcome: str) -> None:
    escalation.state, escalation.outcome = state, outcome
    escalation.closed_at, escalation.closed_by = visit.now, visit.person.id
    visit.session.add(escalation)


def tell_threads(visit: Visit, case: Case, draft: Draft | None, row: Decision, waiting: Sequence[Message]) -> None:
    """Wake the waiting graph threads: the draft's, or each open message's where there is no draft."""
    ids = [draft.message_id] if draft else [one.id for one in waiting]
    for message_id in ids:
        jobs.defer(
            visit.session, jobs.RESUME, lock=jobs.case_lock(case.id),
            message_id=str(message_id), verb=row.verb, decision_id=str(row.id),
        )  # fmt: skip
