"""Account numbers in a mail that leaves: only the client's own, and what a customer's quoted mail held."""

import hashlib
from uuid import UUID

import pytest

from agent.domain.vocabulary import OutboxState
from agent.mail.build import Outgoing, OutgoingFile, build
from agent.mail.written import written
from agent.outbox import send_mail
from agent.records.ledger import Client, Invoice
from agent.records.outbox import OutboxMail
from tests.agent.company import Company
from tests.agent.letters import DISPUTE

OWN = "GB82 WEST 1234 5698 7654 32"
OTHER = "DE89 3704 0044 0532 0130 00"
HELD = (OutboxState.HELD, "bank_data")
LEAVES = (OutboxState.ACCEPTED, None)


def outgoing(company: Company, text: str, **fields: object) -> Outgoing:
    values = {"subject": "Invoice", "message_id": "<a@kestrel-office.example>"} | fields
    return Outgoing(
        from_name="Kestrel", from_address="receivables@kestrel-office.example", to=("jo.sandhu@harrowpike.example",),
        text=text, date=company.clock.now, **values,  # type: ignore[arg-type]  # of a table of tests
    )  # fmt: skip


def sent(company: Company, mail_id: UUID, mime: bytes) -> tuple[OutboxState | None, str | None]:
    """What becomes of an approved mail with these bytes."""
    company.change(company.get(OutboxMail, mail_id), mime=mime, sha256=hashlib.sha256(mime).hexdigest())
    return send_mail(company.parts, mail_id), company.get(OutboxMail, mail_id).held_code


@pytest.fixture
def answer(company: Company) -> UUID:
    """Approved, to a customer who quoted an account number in her own mail."""
    company.change(
        company.get(Client, company.ids["kes"]), bank_data=[f"IBAN {OWN}", "Sort code 20-00-00, account 55779911"]
    )
    mail_id = company.approve(company.open_draft(company.receive(f"{DISPUTE} We paid to {OTHER}.")))
    company.clock.forward(seconds=16)
    return mail_id


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Please pay to {OTHER}.", HELD),
        (f"Please pay to {OTHER.lower().replace(' ', '')}.", HELD),
        ("Please pay to sort code 12-34-56, account number 12345678.", HELD),
        ("Our BIC is DEUTDEFF500.", HELD),
        (f"Please pay to {OWN}.", LEAVES),
        ("Please pay to sort code 20-00-00, account number 55779911.", LEAVES),
        ("Your account shows invoices KO-26-1307 and KO-26-1308 with GBP 4,620.00 open.", LEAVES),
        (f"That is not our account.\n\n> {DISPUTE}\n> We paid to {OTHER}.", LEAVES),
        (f"Call us.\n\nOn 19 November 2026, Jo Sandhu wrote:\n> We paid to {OTHER}.", LEAVES),
        (f"Yes:\n\n> We paid to {OTHER}.\n\nPlease pay there again.", HELD),
        ("Please see below.\n\n> Pay to FR14 2004 1010 0505 0001 3M02 606.", HELD),
    ],
)  # fmt: skip
def test_a_mail_with_an_account_number_that_is_not_the_clients_is_stopped(
    company: Company, answer: UUID, text: str, found: tuple[OutboxState, str | None]
) -> None:
    assert sent(company, answer, build(outgoing(company, text))) == found


@pytest.mark.parametrize(
    "fields",
    [
        {"subject": f"Pay to {OTHER}"},
        {"files": (OutgoingFile("note.txt", f"Pay to {OTHER}.".encode(), "text/plain"),)},
    ],
)
def test_subject_and_attached_texts_count_as_well(company: Company, answer: UUID, fields: dict[str, object]) -> None:
    assert sent(company, answer, build(outgoing(company, "Please see there.", **fields))) == HELD


def test_the_formatted_text_is_read_as_well_as_the_plain_one(company: Company, answer: UUID) -> None:
    mime = build(outgoing(company, "Please pay as agreed."))
    assert (
        sent(company, answer, mime.replace(b"<p>Please", f"<p>To {OTHER[:9]}<b>{OTHER[9:]}</b> please".encode()))
        == HELD
    )


def test_the_number_of_an_order_of_this_account_is_no_account_number(company: Company, answer: UUID) -> None:
    text = "It is charged to your account under order 90018455."
    assert sent(company, answer, build(outgoing(company, text))) == HELD
    (invoice,) = company.rows(Invoice, Invoice.number == "KO-26-1307")
    company.change(invoice, po_number="90018455")
    company.release_by_hand(answer)
    assert send_mail(company.parts, answer) is OutboxState.ACCEPTED


def test_a_person_reads_which_number_stopped_it(company: Company, answer: UUID) -> None:
    sent(company, answer, build(outgoing(company, f"Please pay to {OTHER}.")))
    sentence = company.get(OutboxMail, answer).held_sentence or ""
    assert sentence.startswith(f"{OTHER} looks like an account number") and sentence.endswith("(DC-623).")
    assert OTHER not in str([one.body for one in company.events("outbox_moved")])


def test_history_below_our_words_is_told_apart_in_both_forms(company: Company) -> None:
    found = written(build(outgoing(company, "Thank you.", quoted="Pay by Friday.")))
    assert "Thank you." in found.own and "Friday" not in found.own and found.quoted.count("Pay by Friday.") == 2
