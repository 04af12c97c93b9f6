"""The last gate: what it objects to is held, and would leave without it."""

import hashlib
from collections.abc import Callable
from uuid import UUID

import pytest

from agent import outbox
from agent.domain.vocabulary import DocumentKind, OutboxState
from agent.outbox import send_mail
from agent.records import switches, transaction
from agent.records.cases import Case, Draft
from agent.records.ledger import Contact, Customer, Document
from agent.records.mail import Message
from agent.records.outbox import OutboxMail
from agent.recovery import sweep
from tests.agent.company import Company


def all_sending_off(company: Company, mail: OutboxMail) -> None:
    turn_off(company, switches.ALL_SENDING)


def mailbox_off(company: Company, mail: OutboxMail) -> None:
    turn_off(company, switches.approved_name(mail.mailbox_id))


def kind_off(company: Company, mail: OutboxMail) -> None:
    turn_off(company, switches.auto_name(mail.client_id, DocumentKind.INVOICE))


def turn_off(company: Company, name: str) -> None:
    with transaction(company.parts.engine) as session:
        switches.turn(session, name, False, "test")


def bytes_changed(company: Company, mail: OutboxMail) -> None:
    company.change(mail, mime=mail.mime.replace(b"Dear", b"Hear"))


def draft_changed(company: Company, mail: OutboxMail) -> None:
    draft = company.get(Draft, mail.draft_id)
    company.change(draft, version=draft.version + 1)


def draft_withdrawn(company: Company, mail: OutboxMail) -> None:
    company.change(company.get(Draft, mail.draft_id), state="withdrawn")


def stranger_added(company: Company, mail: OutboxMail) -> None:
    company.change(mail, envelope_to=[*mail.envelope_to, "eve@else.example"])


def nobody_left(company: Company, mail: OutboxMail) -> None:
    company.change(mail, envelope_to=[])


def contact_left(company: Company, mail: OutboxMail) -> None:
    company.change(company.get(Contact, company.ids["jo"]), status="left")


def account_held(company: Company, mail: OutboxMail) -> None:
    company.change(company.get(Customer, company.ids["K01"]), held="legal")


def id_collides(company: Company, mail: OutboxMail) -> None:
    company.change(company.get(Message, mail.inbound_id), collides=True)


def foreign_document(company: Company, mail: OutboxMail) -> None:
    file = company.get(Document, company.ids["KO-26-2001"])
    company.change(
        mail, documents=[{"document_id": str(file.id), "sha256": file.sha256, "code": file.code, "kind": "invoice"}]
    )


def file_replaced(company: Company, mail: OutboxMail) -> None:
    file = company.get(Document, company.ids["KO-26-1307"])
    entry = {"document_id": str(file.id), "sha256": file.sha256, "code": file.code, "kind": "invoice"}
    company.change(mail, documents=[entry])
    company.change(file, sha256=hashlib.sha256(b"another").hexdigest())


def document_gone(company: Company, mail: OutboxMail) -> None:
    company.change(
        mail, documents=[{"document_id": str(company.ids["kes"]), "sha256": "", "code": "X", "kind": "invoice"}]
    )


Spoil = Callable[[Company, OutboxMail], None]
STOPS: list[tuple[str, str, Spoil]] = [
    ("automatic", "sending_off", all_sending_off),
    ("automatic", "kind_off", kind_off),
    ("automatic", "bytes_changed", bytes_changed),
    ("automatic", "recipients", stranger_added),
    ("automatic", "recipients", contact_left),
    ("automatic", "on_hold", account_held),
    ("automatic", "id_collision", id_collides),
    ("automatic", "document_foreign", foreign_document),
    ("automatic", "document_changed", file_replaced),
    ("automatic", "document_foreign", document_gone),
    ("approved", "sending_off", all_sending_off),
    ("approved", "sending_off", mailbox_off),
    ("approved", "bytes_changed", bytes_changed),
    ("approved", "draft_changed", draft_changed),
    ("approved", "draft_changed", draft_withdrawn),
    ("approved", "recipients", stranger_added),
    ("approved", "recipients", nobody_left),
    ("approved", "document_foreign", foreign_document),
    ("approved", "document_changed", file_replaced),
]


@pytest.mark.parametrize(("kind", "code", "spoil"), STOPS, ids=[f"{k}-{s.__name__}" for k, _, s in STOPS])
def test_what_the_gate_objects_to_is_held_and_would_leave_without_the_gate(
    company: Company,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    code: str,
    spoil: Spoil,
) -> None:
    mail_id = request.getfixturevalue(kind)
    spoil(company, company.get(OutboxMail, mail_id))
    assert send_mail(company.parts, mail_id) is OutboxState.HELD
    mail = company.get(OutboxMail, mail_id)
    assert mail.held_code == code and company.get(Case, mail.case_id).status == "open"
    assert company.transport.sent == []
    monkeypatch.setattr(outbox, "release", lambda leaving: None)
    company.release_by_hand(mail_id)
    assert send_mail(company.parts, mail_id) is OutboxState.ACCEPTED and len(company.transport.sent) == 1


def test_a_held_mail_that_a_person_releases_leaves_once_the_reason_is_gone(company: Company, approved: UUID) -> None:
    mailbox_off(company, company.get(OutboxMail, approved))
    assert send_mail(company.parts, approved) is OutboxState.HELD
    sweep(company.parts)
    company.run_jobs()
    assert company.transport.sent == []
    with transaction(company.parts.engine) as session:
        switches.turn(session, switches.approved_name(company.ids["mailbox"]), True, "test")
    company.release_by_hand(approved)
    assert send_mail(company.parts, approved) is OutboxState.ACCEPTED
