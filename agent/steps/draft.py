"""A finished draft for a person: one per case, answering every mail of it that still waits."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from agent.domain.facts import BooksFact, Brief, DocumentFact, DraftText, Match, OpenAsk, Reading
from agent.domain.grounding import blanks
from agent.domain.proposals import propose
from agent.domain.vocabulary import DraftState, Intent, MessageState, Risk, Route, SenderStanding, Verb
from agent.mail.addresses import is_address
from agent.parts import Parts
from agent.records import audit, cases, mail, transaction
from agent.records.cases import Case, Decision, Draft, DraftVersion, ReadingRow
from agent.records.database import new_id
from agent.records.ledger import Document
from agent.records.mail import Mailbox
from agent.records.outbox import OutboxMail
from agent.spending import charged
from agent.steps.file import Filed, filed, has_verdict, verdict_of
from agent.steps.gate import LEFT_OR_LEAVING
from agent.thread import hasten, withdraw

RISKS = list(Risk)


@dataclass(frozen=True)
class Assignment:
    """What the writer is given, and what the draft will be made of."""

    brief: Brief
    owner: UUID
    """The message whose thread waits with the draft."""
    newest: Filed
    """The latest mail that it answers: gives recipient, subject and language."""
    risk: Risk
    messages: tuple[UUID, ...]
    available: dict[UUID, DocumentFact]
    silent: bool
    """No answer is expected: a person closes it with one key."""


def draft(parts: Parts, message_id: UUID) -> UUID | None:
    """Write the case's draft; the one that stood before is withdrawn."""
    with transaction(parts.engine) as session:
        assignment = assign(parts, session, message_id)
    text = write(parts, assignment)
    with transaction(parts.engine) as session:
        return keep(parts, session, assignment, text)


def redraft(parts: Parts, message_id: UUID, decision_id: UUID) -> UUID | None:
    """A new version of the open draft, as the person asked. The note of any other decision is for colleagues alone."""
    with transaction(parts.engine) as session:
        decision = session.get_one(Decision, decision_id)
        open_now = cases.open_draft(session, decision.case_id)
        if open_now is None or open_now.id != decision.draft_id:
            return None
        if decision.verb != Verb.REDRAFT or already_written(session, open_now, decision_id):
            return open_now.id
        assignment = assign(parts, session, message_id, variant=decision.note)
    text = write(parts, assignment)
    with transaction(parts.engine) as session:
        return add_version(parts, session, assignment, text, decision)


def already_written(session: Session, draft: Draft, decision_id: UUID) -> bool:
    query = select(DraftVersion.number).where(
        DraftVersion.draft_id == draft.id, DraftVersion.instruction == str(decision_id)
    )
    return session.exec(query).first() is not None


# --- what is asked of the writer ------------------------------------------------------------------------------------


def assign(parts: Parts, session: Session, message_id: UUID, variant: str = "") -> Assignment:
    asked = filed(session, message_id)
    waiting = [one.id for one in mail.open_messages_of(session, asked.case.id) if has_verdict(session, one.id)]
    ids = tuple(waiting if message_id in waiting else [*waiting, message_id])
    files = [asked if one == message_id else filed(session, one) for one in ids]
    rows = [session.get_one(ReadingRow, one) for one in ids]
    asks = tuple(open_ask(session, file, row) for file, row in zip(files, rows, strict=True))
    newest, books = files[-1], BooksFact.model_validate(rows[-1].books)
    disclose = may_disclose(newest)
    stale = any(reason.code == "books_stale" for ask in asks for reason in ask.verdict.reasons)
    brief = Brief(
        language=newest.language,
        disclose=disclose,
        client=books.client,
        account=books.customers[0] if disclose and len(books.customers) == 1 and not books.guessed else None,
        recipient_name=recipient_name(newest, books),
        subject=newest.mail.subject,
        asks=asks,
        variant=variant,
        books_stale_since=books.as_of.date() if stale else None,
        today=today(parts),
        sent=sent_in(session, newest.case.id),
    )
    return Assignment(
        brief=brief,
        owner=message_id,
        newest=newest,
        risk=max((ask.verdict.risk for ask in asks), key=RISKS.index),
        messages=ids,
        available=documents_of(books) if disclose else {},
        silent=all(ask.verdict.route is Route.NONE for ask in asks),
    )


def open_ask(session: Session, file: Filed, row: ReadingRow) -> OpenAsk:
    return OpenAsk(
        message_id=row.message_id,
        mail=file.mail,
        reading=Reading.model_validate(row.reading),
        match=Match.model_validate(row.match),
        verdict=verdict_of(session, row.message_id),
    )


def sent_in(session: Session, case_id: UUID) -> frozenset[UUID]:
    """Documents of mails of ours in this case that left or are about to."""
    query = select(OutboxMail).where(OutboxMail.case_id == case_id, col(OutboxMail.state).in_(LEFT_OR_LEAVING))
    ids = (one.get("document_id") for mail_row in session.exec(query) for one in mail_row.documents)
    return frozenset(UUID(one) for one in ids if one)


def may_disclose(file: Filed) -> bool:
    """Facts of an account go only to an address of that account that is not shown to be forged."""
    known = file.sender.standing in (SenderStanding.VERIFIED, SenderStanding.KNOWN_UNVERIFIED)
    return known and not file.sender.all_failed


def recipient_name(file: Filed, books: BooksFact) -> str:
    """As the books name the contact; else as the sender signs."""
    contacts = (contact for customer in books.customers for contact in customer.contacts)
    return next((one.name for one in contacts if one.id == file.sender.contact_id), file.mail.from_name)


def documents_of(books: BooksFact) -> dict[UUID, DocumentFact]:
    found = [*books.client.documents]
    for customer in books.customers:
        found += [*customer.documents, *(one for invoice in customer.invoices for one in invoice.documents)]
    return {one.id: one for one in found if one.available}


def today(parts: Parts) -> date:
    return parts.now().date()


def write(parts: Parts, assignment: Assignment) -> DraftText:
    if assignment.silent:
        warning = "No answer is expected. Close it with no reply, or write one yourself."
        return DraftText(subject=f"Re: {assignment.brief.subject}", body="", warnings=(warning,), writer="none")
    asked = assignment.brief.variant != ""
    since = parts.now() if asked else None
    with charged(assignment.newest.case.client_id, assignment.owner, "redraft" if asked else "draft", since):
        return parts.writer.write(assignment.brief)


# --- keeping it ---------------------------------------------------------------------------------------------------


def keep(parts: Parts, session: Session, assignment: Assignment, text: DraftText) -> UUID | None:
    case = session.get_one(Case, assignment.newest.case.id, with_for_update=True)
    older = cases.open_draft(session, case.id, lock=True)
    if older is not None and older.message_id != assignment.owner:
        withdraw(session, older, "a newer mail came")
        session.flush()
    row = {
        "id": new_id(),
        "client_id": case.client_id,
        "case_id": case.id,
        "message_id": assignment.owner,
        "round": 1,
        "state": DraftState.OPEN.value,
        "version": 1,
        "risk": risk_of(assignment, text).value,
        "created_at": parts.now(),
    }
    draft_id: UUID | None = session.execute(
        insert(Draft).values(**row).on_conflict_do_nothing().returning(col(Draft.id))
    ).scalar()
    if draft_id is None:
        standing = cases.open_draft(session, case.id)
        return standing.id if standing and standing.message_id == assignment.owner else None
    session.add(version_of(session, assignment, text, draft_id, 1))
    settle_messages(session, case, assignment)
    if pure_request(assignment.brief):
        hasten(parts, session, case)
    cases.touch(session, case, parts.now())
    audit.record(
        session,
        case.client_id,
        "draft_written",
        "draft",
        draft_id,
        writer=text.writer,
        version=1,
        after=DraftState.OPEN,
        answers=list(assignment.messages),
    )
    return draft_id


def add_version(
    parts: Parts, session: Session, assignment: Assignment, text: DraftText, decision: Decision
) -> UUID | None:
    draft = cases.open_draft(session, assignment.newest.case.id, lock=True)
    if draft is None or draft.id != decision.draft_id:
        return None
    draft.version += 1
    version = version_of(session, assignment, text, draft.id, draft.version)
    version.instruction = str(decision.id)
    session.add_all([draft, version])
    cases.touch(session, session.get_one(Case, draft.case_id), parts.now())
    audit.record(
        session, draft.client_id, "draft_written", "draft", draft.id, writer=text.writer, version=draft.version
    )
    return draft.id


def risk_of(assignment: Assignment, text: DraftText) -> Risk:
    """A number without a source, or a blank to fill in, makes a person check."""
    unfinished = any(fact.source is None for fact in text.facts) or blanks(text.body)
    return Risk.CHECK_FACTS if unfinished and assignment.risk is Risk.ROUTINE else assignment.risk


def version_of(session: Session, assignment: Assignment, text: DraftText, draft_id: UUID, number: int) -> DraftVersion:
    documents = [assignment.available[one] for one in text.documents if one in assignment.available]
    return DraftVersion(
        draft_id=draft_id,
        number=number,
        writer=text.writer,
        to=recipients(assignment),
        cc=copies(session, assignment),
        subject=text.subject,
        body=text.body,
        attachments=[attachment(session, one) for one in documents],
        facts=[fact.model_dump(mode="json") for fact in text.facts],
        warnings=list(text.warnings),
        answers=[str(one) for one in assignment.messages],
        records=propose(assignment.brief.asks).model_dump(mode="json") if assignment.brief.disclose else {},
    )


def recipients(assignment: Assignment) -> list[str]:
    """From, never Reply-To."""
    address = assignment.newest.sender.address or assignment.newest.mail.from_address
    return [address] if is_address(address) else []


def copies(session: Session, assignment: Assignment) -> list[str]:
    """Cc is kept for people of this customer; outsiders are left for the person to add."""
    newest = assignment.newest
    own = session.get_one(Mailbox, newest.message.mailbox_id).own_addresses
    dropped = {*own, *newest.sender.cc_outsiders, newest.mail.from_address}
    return [one for one in newest.mail.cc if one not in dropped and is_address(one)]


def attachment(session: Session, fact: DocumentFact) -> dict[str, Any]:
    return {
        "document_id": str(fact.id),
        "sha256": session.get_one(Document, fact.id).sha256,
        "filename": fact.filename or f"{fact.code}.pdf",
        "kind": fact.kind.value,
        "code": fact.code,
    }


def pure_request(brief: Brief) -> bool:
    return all(ask.reading.intents == (Intent.DOCUMENT_REQUEST,) for ask in brief.asks)


def settle_messages(session: Session, case: Case, assignment: Assignment) -> None:
    escalated = case.status == "escalated"
    state = MessageState.ESCALATED if escalated else MessageState.WAITING_SPECIALIST
    for message in mail.open_messages_of(session, case.id):
        if message.id in assignment.messages and message.state != state:
            mail.move(session, message, state)
