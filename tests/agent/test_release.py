"""The last gate: what it objects to is held, and would leave without it."""

import hashlib
from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

import pytest

from agent import outbox
from agent.domain.facts import Verdict
from agent.domain.vocabulary import DocumentKind, OutboxState
from agent.outbox import send_mail
from agent.records import switches, transaction
from agent.records.cases import Case, Draft, VerdictRow
from agent.records.ledger import Contact, Customer, Document, Invoice
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


def foreign_account(company: Company, mail: OutboxMail) -> None:
    mime = mail.mime.replace(b"Dear", b"Please pay to GB82 WEST 1234 5698 7654 32. Dear")
    company.change(mail, mime=mime, sha256=hashlib.sha256(mime).hexdigest())


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


def facts_unknown(company: Company, mail: OutboxMail) -> None:
    company.change(mail, grounds={})


def invoice_paid(company: Company, mail: OutboxMail) -> None:
    (invoice,) = company.rows(Invoice, Invoice.number == "KO-26-1307")
    company.change(invoice, status="paid", open_amount=Decimal("0.00"))


Spoil = Callable[[Company, OutboxMail], None]
STOPS: list[tuple[str, str, Spoil]] = [
    ("automatic", "sending_off", all_sending_off),
    ("automatic", "kind_off", kind_off),
    ("automatic", "bytes_changed", bytes_changed),
    ("automatic", "bank_data", foreign_account),
    ("automatic", "recipients", stranger_added),
    ("automatic", "document_foreign", foreign_document),
    ("automatic", "document_changed", file_replaced),
    ("automatic", "document_foreign", document_gone),
    ("approved", "sending_off", all_sending_off),
    ("approved", "sending_off", mailbox_off),
    ("approved", "bytes_changed", bytes_changed),
    ("approved", "bank_data", foreign_account),
    ("approved", "draft_changed", draft_changed),
    ("approved", "draft_changed", draft_withdrawn),
    ("approved", "recipients", stranger_added),
    ("approved", "recipients", nobody_left),
    ("approved", "document_foreign", foreign_document),
    ("approved", "document_changed", file_replaced),
    ("approved", "facts_changed", invoice_paid),
    ("approved", "facts_changed", account_held),
    ("approved", "facts_changed", contact_left),
    ("approved", "newer_mail", facts_unknown),
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
    monkeypatch.setattr(outbox, "still_the_same", lambda parts, session, mail: True)
    company.release_by_hand(mail_id)
    assert send_mail(company.parts, mail_id) is OutboxState.ACCEPTED and len(company.transport.sent) == 1


OBJECTIONS: list[tuple[str, Spoil]] = [("on_hold", account_held), ("id_collision", id_collides)]


@pytest.mark.parametrize(("code", "spoil"), OBJECTIONS, ids=[code for code, _ in OBJECTIONS])
def test_an_automatic_answer_that_a_rule_objects_to_by_now_becomes_a_draft(
    company: Company, automatic: UUID, code: str, spoil: Spoil
) -> None:
    mail = company.get(OutboxMail, automatic)
    spoil(company, mail)
    assert send_mail(company.parts, automatic) is OutboxState.CANCELLED
    company.run_jobs()
    assert company.transport.sent == [] and company.open_draft(mail.inbound_id).message_id == mail.inbound_id
    assert [one["code"] for one in company.get(VerdictRow, mail.inbound_id).reasons] == [code]


@pytest.mark.parametrize(("code", "spoil"), OBJECTIONS, ids=[code for code, _ in OBJECTIONS])
def test_without_that_second_look_it_would_leave(
    company: Company, automatic: UUID, monkeypatch: pytest.MonkeyPatch, code: str, spoil: Spoil
) -> None:
    spoil(company, company.get(OutboxMail, automatic))
    monkeypatch.setattr(outbox, "judge_again", lambda parts, session, message_id, switches_too: (None, Verdict()))
    assert send_mail(company.parts, automatic) is OutboxState.ACCEPTED, code


def test_an_automatic_answer_to_somebody_who_left_is_stopped_even_without_the_rules(
    company: Company, automatic: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    contact_left(company, company.get(OutboxMail, automatic))
    monkeypatch.setattr(outbox, "judge_again", lambda parts, session, message_id, switches_too: (None, Verdict()))
    assert send_mail(company.parts, automatic) is OutboxState.HELD
    assert company.get(OutboxMail, automatic).held_code == "recipients"


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
