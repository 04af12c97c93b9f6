"""Rules about who wrote, and when."""

from datetime import timedelta

from agent.domain.facts import CaseFile, Reason
from agent.domain.limits import Limits

PROBLEM_SENTENCES = {
    "from_invalid": "The From line is malformed or ambiguous.",
    "sender_differs": "The mail was sent on behalf of another domain.",
    "reply_to_foreign": "Answers are to go to an address that is not a contact of this customer.",
    "cc_outsider": "Somebody who is not a contact of this customer is copied in.",
    "several_customers": "The address belongs to several customers.",
    "no_trusted_result": "Our mail server left no check of the sender.",
    "auth_failed": "The sender could not be authenticated.",
    "free_mail": "The mail comes from a free-mail address.",
    "display_name_borrowed": "A stranger writes under the name of one of the customer's people.",
}


def sender_unverified(file: CaseFile, _: Limits) -> Reason | None:
    if file.sender.verified and not file.sender.problems:
        return None
    code = next((one for one in file.sender.problems if one in PROBLEM_SENTENCES), "sender_unverified")
    sentence = PROBLEM_SENTENCES.get(code, f"{file.sender.address or 'The sender'} could not be verified.")
    return Reason(code=code, sentence=sentence, words=file.sender.address)


def mail_too_old(file: CaseFile, limits: Limits) -> Reason | None:
    sent = file.mail.sent_at
    if sent is None or abs(file.received_at - sent) > timedelta(hours=limits.date_skew_hours):
        return Reason(code="date", sentence="The mail's date is missing or far from when it arrived.")
    if file.now - file.received_at > timedelta(days=limits.mail_age_days):
        return Reason(code="mail_old", sentence="The mail arrived more than a week ago.")
    return None
