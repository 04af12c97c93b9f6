"""What follows from a mail having left, whoever found out: its messages are answered, its documents delivered."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from agent.domain.vocabulary import MessageState, OutboxKind
from agent.records import ledger
from agent.records import mail as mails
from agent.records.cases import Case
from agent.records.ledger import Delivery
from agent.records.mail import Message
from agent.records.outbox import OutboxMail


def settle(session: Session, mail: OutboxMail, now: datetime, actor: UUID | str = "system") -> None:
    """The caller holds the mail locked and has moved it. `accepted_at` is now where nobody knows better."""
    mail.accepted_at = mail.accepted_at or now
    session.add(mail)
    done = MessageState.AUTO_ANSWERED if mail.kind == OutboxKind.AUTO else MessageState.REPLIED
    for message in answered(session, mail):
        mails.move(session, message, done, actor, mail=mail.id)
    case = session.get_one(Case, mail.case_id)
    if case.status == "open" and not mails.open_messages_of(session, case.id):
        case.status = "waiting"
        session.add(case)
    ids = [UUID(one["document_id"]) for one in mail.documents if one.get("document_id")]
    for document in ledger.documents_of(session, list(dict.fromkeys(ids))):
        row = delivery(mail, document.id, mail.accepted_at)
        session.execute(insert(Delivery).values(**row.model_dump()).on_conflict_do_nothing())


def answered(session: Session, mail: OutboxMail) -> list[Message]:
    """The messages that wait for this mail to leave, locked."""
    ids = [UUID(one) for one in mail.answers] or [mail.inbound_id]
    query = select(Message).where(col(Message.id).in_(ids), Message.state == MessageState.IN_OUTBOX)
    return list(session.exec(query.order_by(col(Message.received_at)).with_for_update()))


def delivery(mail: OutboxMail, document_id: UUID, at: datetime) -> Delivery:
    return Delivery(
        client_id=mail.client_id,
        document_id=document_id,
        code=f"{mail.id}:{document_id}",
        sent_at=at,
        to_address=next(iter(mail.envelope_to), ""),
        proof=mail.header_id,
    )
