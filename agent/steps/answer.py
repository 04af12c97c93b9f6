"""The automatic answer: ledger keys in, frozen bytes out. Nothing that a reader or writer said can reach it."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid5

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from agent import jobs
from agent.domain.facts import BooksFact, DocumentFact
from agent.domain.vocabulary import DocumentKind, MessageState, OutboxKind, OutboxState
from agent.mail.build import Outgoing, OutgoingFile, build
from agent.mail.statement import statement_pdf
from agent.mail.threading import envelope_sender, loop_token, outgoing_id
from agent.parts import Parts
from agent.records import audit, mail
from agent.records.cases import ShadowAnswer
from agent.records.ledger import Document
from agent.records.mail import Mailbox
from agent.records.outbox import OutboxMail
from agent.steps.file import Filed, filed, understood
from agent.writing.automatic import automatic_answer
from agent.writing.order import order_for
from connectors.ports import ConnectorError, distinct


def answer(parts: Parts, session: Session, file: Filed) -> None:
    """Put the answer into the outbox, at most once per inbound mail for ever: ValueError if it has one already."""
    row = outgoing_row(parts, session, file, parts.now())
    done = session.execute(
        insert(OutboxMail).values(**row).on_conflict_do_nothing().returning(col(OutboxMail.id))
    ).scalar()
    if done is None:
        raise ValueError("this mail has had its automatic answer")
    codes = [one["code"] for one in row["documents"]]
    audit.record(
        session,
        file.client.id,
        "auto_answer_made",
        "outbox",
        done,
        after=OutboxState.QUEUED,
        message=file.message.id,
        documents=codes,
        sha256=row["sha256"],
    )
    mail.move(session, file.message, MessageState.IN_OUTBOX, mail=done)
    jobs.defer(session, jobs.SEND, mail_id=str(done))


def shadow(parts: Parts, session: Session, file: Filed, because: str) -> None:
    """Keep the very bytes that would have left."""
    row = outgoing_row(parts, session, file, parts.now())
    values = {
        "message_id": file.message.id,
        "client_id": file.client.id,
        "case_id": file.case.id,
        "because": because,
        "documents": [one["code"] for one in row["documents"]],
        "mime": row["mime"],
        "sha256": row["sha256"],
        "created_at": parts.now(),
    }
    session.execute(insert(ShadowAnswer).values(**values).on_conflict_do_nothing())
    audit.record(session, file.client.id, "shadow_answer", "message", file.message.id, because=because)


def still_the_same(parts: Parts, session: Session, waiting: OutboxMail) -> bool:
    """Would an automatic answer that waits be made today with the same bytes? True for any other mail."""
    if waiting.kind != OutboxKind.AUTO:
        return True
    try:
        row = outgoing_row(parts, session, filed(session, waiting.inbound_id), waiting.created_at)
    except (ConnectorError, LookupError, ValueError):
        return False
    return bool(row["sha256"] == waiting.sha256)


def outgoing_row(parts: Parts, session: Session, file: Filed, made: datetime) -> dict[str, Any]:
    """The answer as a row of the outbox. The same facts and the same moment give the same bytes."""
    mailbox = session.get_one(Mailbox, file.message.mailbox_id)
    known = understood(session, file.message.id)
    books, documents = known.books, known.match.documents
    if file.sender.contact_id is None:
        raise ValueError("an automatic answer needs a contact of the books")
    order = order_for(documents, books, file.sender.contact_id, file.mail.subject, file.mail.language)
    subject, body = automatic_answer(order)
    entries, files = attach(parts, session, documents, books, file.mail.language)
    mail_id = uuid5(file.message.id, "automatic answer")
    content = build(
        Outgoing(
            from_name=file.client.name,
            from_address=mailbox.address,
            to=(file.sender.address,),
            subject=subject,
            text=body,
            date=made,
            message_id=outgoing_id(mail_id, mailbox.domain, parts.mail_key),
            in_reply_to=file.mail.message_id,
            references=file.mail.references,
            files=tuple(files),
            automatic=True,
            loop_token=loop_token(mailbox.domain, parts.mail_key),
            language=order.language,
        )
    )
    archive = [mailbox.archive_address] if mailbox.archive_address else []
    return {
        "id": mail_id,
        "client_id": file.client.id,
        "mailbox_id": mailbox.id,
        "case_id": file.case.id,
        "customer_id": file.case.customer_id,
        "kind": OutboxKind.AUTO.value,
        "inbound_id": file.message.id,
        "state": OutboxState.QUEUED.value,
        "envelope_from": envelope_sender(mailbox.bounce_address, mail_id, mailbox.domain, parts.mail_key),
        "envelope_to": list(distinct([file.sender.address, *archive])),
        "header_id": outgoing_id(mail_id, mailbox.domain, parts.mail_key),
        "subject": subject,
        "mime": content,
        "sha256": hashlib.sha256(content).hexdigest(),
        "documents": entries,
        "answers": [str(file.message.id)],
        "release_at": made,
        "due_at": made,
        "attempts": 0,
        "server_reply": "",
        "grounds": {},
        "created_at": made,
    }


def attach(
    parts: Parts, session: Session, documents: Sequence[DocumentFact], books: BooksFact, language: str
) -> tuple[list[dict[str, Any]], list[OutgoingFile]]:
    """What the outbox row says of each attachment, and the attachments themselves."""
    entries, files = [], []
    for fact in documents:
        content = content_of(parts, session, fact, books, language)
        filename = fact.filename or f"{fact.code}.pdf"
        files.append(OutgoingFile(filename=filename, content=content))
        entries.append(entry_of(fact, filename, content))
    return entries, files


def entry_of(fact: DocumentFact, filename: str, content: bytes) -> dict[str, Any]:
    return {
        "document_id": str(fact.id),
        "customer_id": str(fact.customer_id) if fact.customer_id else None,
        "client_id": str(fact.client_id),
        "code": fact.code,
        "kind": fact.kind.value,
        "filename": filename,
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def content_of(parts: Parts, session: Session, fact: DocumentFact, books: BooksFact, language: str) -> bytes:
    """The stored file; a statement is made from the books of this moment."""
    sha256 = session.get_one(Document, fact.id).sha256
    if sha256:
        return parts.blobs.get(sha256)
    if fact.kind is DocumentKind.STATEMENT:
        customer = next(one for one in books.customers if one.id == fact.customer_id)
        return statement_pdf(books.client, customer, books.as_of.date(), language)
    raise LookupError(f"no file for document {fact.id}")
