"""From the words that a person approved to the frozen bytes that will leave, with envelope and list of documents."""

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from agent.domain.facts import MailView
from agent.domain.vocabulary import DocumentKind
from agent.mail.addresses import is_address
from agent.mail.attachments import safe_name, sniffed
from agent.mail.build import MESSAGE_ID, Outgoing, OutgoingFile, Unbuildable, build
from agent.mail.statement import statement_pdf
from agent.mail.threading import envelope_sender, outgoing_id
from agent.records import ledger
from agent.records.books import books_for
from agent.records.cases import Case, DraftVersion
from agent.records.database import new_id
from agent.records.ledger import Client, Document
from agent.records.mail import Mailbox, Message
from approvals.errors import Unfit
from approvals.visits import Visit

LARGEST_FILE = 10 * 2**20
MOST_FILES = 10
MOST_RECIPIENTS = 10
ALLOWED_UPLOADS = frozenset(
    {
        "application/pdf",
        "image/png",
        "image/jpeg",
        "text/plain",
        "text/csv",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
)


@dataclass(frozen=True)
class Frozen:
    """One outgoing mail, complete: nothing of it changes any more."""

    outbox_id: UUID
    header_id: str
    envelope_from: str
    envelope_to: tuple[str, ...]
    mime: bytes
    documents: tuple[dict[str, Any], ...]

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.mime).hexdigest()


def freeze(visit: Visit, case: Case, version: DraftVersion, inbound: Message) -> Frozen:
    """The version as bytes. Raises Unfit where it cannot be sent as it is."""
    mailbox = visit.session.get_one(Mailbox, case.mailbox_id)
    client = visit.session.get_one(Client, case.client_id)
    outbox_id = new_id()
    header_id = outgoing_id(outbox_id, mailbox.domain, visit.config.mail_key)
    listed, files = attached(visit, case, version)
    parent, references = ancestry(inbound)
    outgoing = Outgoing(
        from_name=client.name,
        from_address=mailbox.address,
        to=tuple(version.to),
        cc=tuple(version.cc),
        subject=version.subject,
        text=version.body,
        date=visit.now,
        message_id=header_id,
        in_reply_to=parent,
        references=references,
        files=tuple(files),
        language=case.language,
    )
    try:
        mime = build(outgoing)
    except Unbuildable as trouble:
        raise Unfit({"": str(trouble)}, str(case.id), visit.kept()) from trouble
    archive = [mailbox.archive_address] if mailbox.archive_address else []
    recipients = tuple(dict.fromkeys(one.lower() for one in [*version.to, *version.cc, *archive]))
    return_path = envelope_sender(mailbox.bounce_address, outbox_id, mailbox.domain, visit.config.mail_key)
    return Frozen(outbox_id, header_id, return_path, recipients, mime, tuple(listed))


def ancestry(inbound: Message) -> tuple[str | None, tuple[str, ...]]:
    """The Message-ID that is answered and those before it, where the mail bore real ones."""
    view = MailView.model_validate(inbound.view) if inbound.view else None
    if view is None or "id_missing" in view.flags or not MESSAGE_ID.fullmatch(view.message_id):
        return None, ()
    return view.message_id, view.references or view.in_reply_to


def attached(visit: Visit, case: Case, version: DraftVersion) -> tuple[list[dict[str, Any]], list[OutgoingFile]]:
    listed, files = [], []
    ids = [UUID(one["document_id"]) for one in version.attachments if one.get("document_id")]
    known = {one.id: one for one in ledger.documents_of(visit.session, ids)}
    for one in version.attachments:
        document = known.get(UUID(one["document_id"])) if one.get("document_id") else None
        sha256 = one.get("sha256") or (document.sha256 if document else None)
        content = statement(visit, case, document) if document and not sha256 else None
        content = content or content_of(visit, case, sha256, one["filename"])
        mime = sniffed(content, "text/plain", one["filename"])
        files.append(OutgoingFile(one["filename"], content, mime))
        owner = document.customer_id if document else case.customer_id
        listed.append(
            {
                "document_id": one.get("document_id"),
                "customer_id": str(owner) if owner else None,
                "client_id": str(document.client_id if document else case.client_id),
                "code": one.get("code") or one["filename"],
                "kind": one.get("kind") or "other",
                "filename": one["filename"],
                "sha256": hashlib.sha256(content).hexdigest(),
            }
        )
    return listed, files


def statement(visit: Visit, case: Case, document: Document) -> bytes | None:
    """A statement has no stored file: it is made from the books of this moment."""
    if document.kind != DocumentKind.STATEMENT or document.customer_id is None:
        return None
    client = visit.session.get_one(Client, document.client_id)
    books = books_for(visit.session, client, [document.customer_id])
    return statement_pdf(books.client, books.customers[0], books.as_of.date(), case.language)


def content_of(visit: Visit, case: Case, sha256: str | None, filename: str) -> bytes:
    if sha256:
        try:
            return visit.config.blobs.get(sha256)
        except visit.config.blob_trouble as trouble:
            raise missing(visit, case, filename) from trouble
    raise missing(visit, case, filename)


def missing(visit: Visit, case: Case, filename: str) -> Unfit:
    return Unfit(
        {"attachments": f"The file of {filename} is not there. Remove it, or add it again."}, str(case.id), visit.kept()
    )


# --- an edited draft ------------------------------------------------------------------------------------------------


def addresses(text: str) -> list[str]:
    """Addresses from a field, parted by commas, semicolons, spaces or lines; once each."""
    parts = text.replace(";", " ").replace(",", " ").split()
    return list({one.strip("<>").lower(): None for one in parts if one.strip("<>")})


def address_problems(to: list[str], cc: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, several in (("to", to), ("cc", cc)):
        if bad := [one for one in several if not is_address(one)]:
            found[name] = f"{bad[0]} is not a mail address."
    if not to:
        found["to"] = "Say to whom the answer goes."
    if len(to) + len(cc) > MOST_RECIPIENTS:
        found["to"] = f"At most {MOST_RECIPIENTS} people can be written to at once."
    return found


def chosen_attachments(visit: Visit, case: Case, before: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the person keeps, adds from the books, and uploads. Raises Unfit for a file that cannot be taken."""
    kept = set(visit.texts("keep"))
    found = [one for n, one in enumerate(before) if str(n) in kept]
    found += [entry(document) for document in added(visit, case) if not any_of(found, document)]
    found += [
        upload(visit, case, file.filename or "", file.file.read(LARGEST_FILE + 1)) for file in visit.files("file")
    ]
    if len(found) > MOST_FILES:
        raise Unfit({"attachments": f"At most {MOST_FILES} files can hang on one mail."}, str(case.id), visit.kept())
    return found


def added(visit: Visit, case: Case) -> list[Document]:
    """Documents of the books by id: only this customer's, or papers of the client itself."""
    ids = [UUID(one) for one in visit.texts("add") if len(one) == 36]
    owned = (col(Document.customer_id) == case.customer_id) | col(Document.customer_id).is_(None)
    query = select(Document).where(col(Document.id).in_(ids), Document.client_id == case.client_id, owned)
    return list(visit.session.exec(query.order_by(Document.code))) if case.customer_id else []


def any_of(found: list[dict[str, Any]], document: Document) -> bool:
    return any(one.get("document_id") == str(document.id) for one in found)


def entry(document: Document) -> dict[str, Any]:
    return {
        "document_id": str(document.id),
        "sha256": document.sha256,
        "filename": document.filename,
        "kind": document.kind,
        "code": document.code,
    }


def upload(visit: Visit, case: Case, name: str, content: bytes) -> dict[str, Any]:
    filename = safe_name(name, 1, "")
    mime = sniffed(content, "text/plain", filename)
    problem = ""
    if len(content) > LARGEST_FILE:
        problem = f"{filename} is larger than 10 MiB."
    elif not content:
        problem = f"{filename} is empty."
    elif filename.lower().endswith(".pdf") and mime != "application/pdf":
        problem = f"{filename} is not a PDF."
    elif mime not in ALLOWED_UPLOADS or (mime.startswith("text/") and b"\x00" in content):
        problem = f"{filename} is not a PDF, picture, text, Word or Excel file."
    if problem:
        raise Unfit({"attachments": problem}, str(case.id), visit.kept())
    return {
        "document_id": None,
        "sha256": visit.config.blobs.put(content),
        "filename": filename,
        "kind": "other",
        "code": filename,
    }


def newest_inbound(session: Session, case_id: UUID, ids: list[str]) -> Message | None:
    """The newest of these messages of the case: the one that the answer replies to."""
    wanted = [UUID(one) for one in ids if len(one) == 36]
    query = select(Message).where(Message.case_id == case_id, col(Message.id).in_(wanted))
    return session.exec(query.order_by(col(Message.received_at).desc())).first()
