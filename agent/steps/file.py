"""What the steps read: one message with all that is known of it."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from agent.domain.facts import BooksFact, MachineVerdict, MailView, Match, Reading, Reason, SenderVerdict, Verdict
from agent.domain.vocabulary import Risk, SenderStanding
from agent.records.books import books_for, customers_by_domain, customers_by_number
from agent.records.cases import Case, ReadingRow, VerdictRow
from agent.records.ledger import Client
from agent.records.mail import Message


@dataclass(frozen=True)
class Filed:
    """One parsed message of a case."""

    message: Message
    case: Case
    client: Client
    mail: MailView
    sender: SenderVerdict
    machine: MachineVerdict

    @property
    def language(self) -> str:
        return self.mail.language or self.case.language


def filed(session: Session, message_id: UUID) -> Filed:
    query = select(Message, Case, Client).join(Case, col(Case.id) == Message.case_id)
    query = query.join(Client, col(Client.id) == Message.client_id).where(Message.id == message_id)
    message, case, client = session.exec(query).one()
    mail = MailView.model_validate(message.view)
    return Filed(
        message=message,
        case=case,
        client=client,
        mail=mail if mail.language else mail.model_copy(update={"language": case.language}),
        sender=SenderVerdict.model_validate(message.sender),
        machine=MachineVerdict.model_validate(message.machine),
    )


def account_of(session: Session, file: Filed, numbers: frozenset[str] = frozenset()) -> tuple[list[UUID], bool]:
    """The accounts the sender may act for; else the best guess, which is for our eyes only."""
    if file.sender.customer_ids:
        guessed = file.sender.standing not in (SenderStanding.VERIFIED, SenderStanding.KNOWN_UNVERIFIED)
        return list(file.sender.customer_ids), guessed
    domain = (file.sender.lookalike_of or file.mail.from_address.rpartition("@")[2]).lower()
    found = customers_by_domain(session, file.client.id, domain) or customers_by_number(
        session, file.client.id, numbers
    )
    return (found if len(found) == 1 else []), True


def books_of(session: Session, file: Filed, numbers: frozenset[str] = frozenset()) -> BooksFact:
    customer_ids, guessed = account_of(session, file, numbers)
    return books_for(session, file.client, customer_ids, guessed)


@dataclass(frozen=True)
class Understood:
    """What was read in a mail, and what of the books it met."""

    reading: Reading
    match: Match
    books: BooksFact


def understood(session: Session, message_id: UUID) -> Understood:
    row = session.get_one(ReadingRow, message_id)
    return Understood(
        reading=Reading.model_validate(row.reading),
        match=Match.model_validate(row.match),
        books=BooksFact.model_validate(row.books),
    )


def verdict_of(session: Session, message_id: UUID) -> Verdict:
    row = session.get_one(VerdictRow, message_id)
    reasons = tuple(Reason.model_validate(one) for one in row.reasons)
    return Verdict(reasons=reasons, risk=Risk(row.risk), rules=row.rules)


def has_verdict(session: Session, message_id: UUID) -> bool:
    return session.exec(select(VerdictRow.message_id).where(VerdictRow.message_id == message_id)).first() is not None
