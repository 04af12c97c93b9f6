"""The envelope sender that a mailbox has chosen: mails leave under it, and what comes back is still known."""

from agent.records.mail import Mailbox
from agent.records.outbox import OutboxMail
from agent.records.promises import Task
from tests.agent.company import Company
from tests.agent.letters import JO, REQUEST, bounce

RETURNS = "returns@kestrel-office.example"


def test_an_answer_leaves_under_the_chosen_address_and_its_bounce_is_known(company: Company) -> None:
    company.change(company.get(Mailbox, company.ids["mailbox"]), bounce_address=RETURNS)
    company.receive(REQUEST)
    company.run_jobs()
    ((envelope, _),) = company.transport.sent
    (ours,) = company.outbox()
    assert envelope.sender == ours.envelope_from == RETURNS
    company.arrive(bounce(ours.header_id, JO, company.clock.now, to=RETURNS))
    (task,) = company.rows(Task)
    assert task.case_id == ours.case_id and company.get(OutboxMail, ours.id).bounced_at is not None


def test_without_a_choice_each_mail_has_an_address_of_its_own(company: Company) -> None:
    company.receive(REQUEST)
    company.run_jobs()
    ((envelope, _),) = company.transport.sent
    assert envelope.sender.startswith(f"bounce+{company.outbox()[0].id.hex}.")
