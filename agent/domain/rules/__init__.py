"""The rules of the gate, one small function each, in the order in which their reasons are shown."""

from collections.abc import Callable

from agent.domain.facts import CaseFile, Reason
from agent.domain.limits import Limits
from agent.domain.rules.alarms import (
    borrowed_name,
    foreign_delivery_address,
    foreign_reply_to,
    forged_sender,
    high_value,
    left_contact,
    lookalike_sender,
    promise_after_broken_one,
)
from agent.domain.rules.circumstances import (
    attachment_with_content,
    budget,
    endless_word,
    machine_by_words,
    parser_flags,
    person_in_thread,
    reply_to_automatic_answer,
    same_id_twice,
    speaking_name,
    stray_thread,
)
from agent.domain.rules.meaning import (
    first_vote,
    language_unsupported,
    not_asked,
    other_intent,
    says_more,
    second_vote,
    signature_speaks,
    unclear,
)
from agent.domain.rules.papers import (
    books_stale,
    contact_may_not_receive,
    delivery_to_somebody_who_left,
    foreign_document,
    invoice_not_plain,
    not_releasable,
    nothing_found,
    on_hold,
    other_company,
    unclear_credit,
    unknown_number,
)
from agent.domain.rules.senders import mail_too_old, sender_unverified

Rule = Callable[[CaseFile, Limits], Reason | None]

RULES: tuple[Rule, ...] = (
    forged_sender,
    lookalike_sender,
    borrowed_name,
    left_contact,
    foreign_reply_to,
    foreign_delivery_address,
    foreign_document,
    high_value,
    promise_after_broken_one,
    other_intent,
    unclear,
    first_vote,
    second_vote,
    not_asked,
    says_more,
    signature_speaks,
    language_unsupported,
    sender_unverified,
    mail_too_old,
    nothing_found,
    unknown_number,
    other_company,
    not_releasable,
    contact_may_not_receive,
    invoice_not_plain,
    unclear_credit,
    on_hold,
    books_stale,
    delivery_to_somebody_who_left,
    parser_flags,
    machine_by_words,
    endless_word,
    speaking_name,
    attachment_with_content,
    reply_to_automatic_answer,
    person_in_thread,
    stray_thread,
    same_id_twice,
    budget,
)
