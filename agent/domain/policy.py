"""The gate: who must look at a mail, and why. Automatic only if no rule objects.

A rule takes the frozen file and the limits and returns a reason or nothing. Codes are stable; sentences are for people.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from decimal import Decimal

from agent.domain.facts import CaseFile, InvoiceFact, PromiseFact, Reason, Verdict
from agent.domain.limits import Limits
from agent.domain.purity import purity
from agent.domain.vocabulary import (
    FRAUD_SIGNALS,
    LANGUAGES,
    RELEASABLE_KINDS,
    DocumentKind,
    Intent,
    Risk,
    Route,
    SenderStanding,
    Signal,
)

RULES_VERSION = "1"

Rule = Callable[[CaseFile, Limits], Reason | None]
MONEY_INTENTS = (Intent.DISPUTE, Intent.PROMISE, Intent.HARDSHIP)


def judge(file: CaseFile, limits: Limits) -> Verdict:
    """Who must look at this mail, and why."""
    if file.machine.machine:
        return Verdict(reasons=(machine_reason(file),), rules=RULES_VERSION)
    reasons = [reason for rule in RULES if (reason := rule(file, limits))]
    reasons += signal_reasons(file)
    reasons = without_echoes(reasons)
    if not reasons and folds(file):
        reasons = [Reason(code="no_answer_expected", sentence="This mail asks for nothing.", route=Route.NONE)]
    return Verdict(reasons=tuple(reasons), risk=risk_of(file, limits, reasons), rules=RULES_VERSION)


def without_echoes(reasons: list[Reason]) -> list[Reason]:
    """Where a mail speaks of another matter, that it is no plain request needs no saying."""
    if not any(reason.code.startswith("intent_") for reason in reasons):
        return reasons
    return [one for one in reasons if one.code not in ECHOES and not one.code.startswith("vote_")]


ECHOES = ("reader_unsure", "nothing_asked", "unclear")


def machine_reason(file: CaseFile) -> Reason:
    route = Route.SPECIALIST if file.machine.soft else Route.NONE
    return Reason(code="system_mail", sentence=f"Written by a machine: {file.machine.reason}.", route=route)


def folds(file: CaseFile) -> bool:
    return not file.reading.intents


# --- fraud and managers -----------------------------------------------------------------------------------------

SIGNAL_SENTENCES = {
    Signal.LEGAL: "Legal steps are mentioned.",
    Signal.INSOLVENCY: "Insolvency is mentioned: stop all contact about money.",
    Signal.DISTRESS: "A person or business seems to be in distress.",
    Signal.ANGER: "The customer is angry.",
    Signal.CHURN: "The customer threatens to leave.",
    Signal.FRAUD: "This looks like an attempt at fraud.",
    Signal.BANK_CHANGE: "Bank details are to be changed or confirmed: never by mail alone.",
    Signal.INJECTION: "The mail tries to give instructions to the assistant.",
    Signal.ALL_DATA: "The mail asks for data of other customers.",
    Signal.CREDIT_LIMIT: "A decision on credit is asked for.",
    Signal.TERMS_CHANGE: "Payment terms are to be changed.",
    Signal.PRODUCT_SAFETY: "A product may be unsafe.",
    Signal.DATA_PROTECTION: "A request under data-protection law.",
    Signal.CONDUCT: "A complaint about somebody's conduct.",
    Signal.POSTPONED_PROMISE: "An earlier promise is put off.",
}


def signal_reasons(file: CaseFile) -> list[Reason]:
    found: dict[str, Reason] = {}
    for finding in file.reading.signals:
        signal = Signal(finding.code)
        route = Route.FRAUD if signal in FRAUD_SIGNALS else Route.MANAGER
        words = finding.span.quote if finding.span else ""
        found.setdefault(signal, Reason(code=signal.value, sentence=SIGNAL_SENTENCES[signal], route=route, words=words))
    return list(found.values())


def forged_sender(file: CaseFile, _: Limits) -> Reason | None:
    if file.sender.all_failed and file.sender.standing in (SenderStanding.KNOWN_UNVERIFIED, SenderStanding.LEFT):
        sentence = f"Every check of the sender failed: somebody else may be writing as {file.sender.address}."
        return Reason(code="sender_forged", sentence=sentence, route=Route.FRAUD, words=file.sender.address)
    return None


def lookalike_sender(file: CaseFile, _: Limits) -> Reason | None:
    if file.sender.standing is SenderStanding.LOOKALIKE:
        sentence = f"Unknown sender. The address looks like one of {file.sender.lookalike_of}, but is not."
        return Reason(code="sender_lookalike", sentence=sentence, route=Route.FRAUD, words=file.sender.address)
    return None


def borrowed_name(file: CaseFile, _: Limits) -> Reason | None:
    if "display_name_borrowed" in file.sender.problems:
        sentence = "A stranger writes under the name of one of the customer's people."
        return Reason(code="name_borrowed", sentence=sentence, route=Route.FRAUD, words=file.mail.from_name)
    return None


def left_contact(file: CaseFile, _: Limits) -> Reason | None:
    """Somebody who has left: a person looks. Under a colleague's name: fraud."""
    if file.sender.standing is not SenderStanding.LEFT:
        return None
    sentence = f"{file.sender.address} belongs to somebody who has left."
    signed = f"{file.mail.from_name}\n{file.mail.signature}\n{file.mail.newest[-120:]}".lower()
    names = [contact.name.lower() for customer in file.books.customers for contact in customer.contacts if contact.name]
    borrowed = any(name in signed for name in names)
    route = Route.FRAUD if borrowed else Route.SPECIALIST
    return Reason(code="contact_left", sentence=sentence, route=route, words=file.sender.address)


def foreign_reply_to(file: CaseFile, _: Limits) -> Reason | None:
    if file.sender.reply_to_foreign and any(outside(file, one) for one in file.sender.reply_to_foreign):
        sentence = "Answers are to go to an address that has nothing to do with the customer."
        words = ", ".join(file.sender.reply_to_foreign)
        return Reason(code="reply_to_foreign", sentence=sentence, route=Route.FRAUD, words=words)
    return None


def foreign_delivery_address(file: CaseFile, _: Limits) -> Reason | None:
    strange = [one for one in file.reading.facts.new_addresses if outside(file, one)]
    if strange and Intent.DOCUMENT_REQUEST in file.reading.intents:
        sentence = "Documents are to go to an address that has nothing to do with the customer."
        return Reason(code="delivery_address", sentence=sentence, route=Route.FRAUD, words=", ".join(strange))
    return None


def outside(file: CaseFile, address: str) -> bool:
    """Neither the client's own, nor a contact's, nor at the sender's or the customer's domain."""
    domain = address.rpartition("@")[2].lower()
    known = {contact.email.lower() for customer in file.books.customers for contact in customer.contacts}
    domains = {one.rpartition("@")[2] for one in known} | {file.books.client.mailbox.rpartition("@")[2].lower()}
    return address.lower() not in known and not any(domain == one or domain.endswith("." + one) for one in domains)


def high_value(file: CaseFile, limits: Limits) -> Reason | None:
    """A dispute, promise or hardship on a large invoice is a manager's."""
    if not any(intent in file.reading.intents for intent in MONEY_INTENTS):
        return None
    for invoice in file.match.invoices:
        if invoice.open_amount >= limits.of(file.books.client.code, invoice.currency).escalate_open:
            sentence = f"{invoice.number} has {invoice.open_amount:,.2f} {invoice.currency} open."
            return Reason(code="high_value", sentence=sentence, route=Route.MANAGER, words=invoice.number)
    return None


def promise_after_broken_one(file: CaseFile, limits: Limits) -> Reason | None:
    facts = file.reading.facts
    if Intent.PROMISE not in file.reading.intents or (facts.payment_sent and facts.promise_date is None):
        return None
    numbers = {invoice.number for invoice in file.match.invoices}
    for customer in file.books.customers:
        for promise in customer.promises:
            if set(promise.invoices) & numbers and promise.state == "broken" and not partly_kept(file, promise, limits):
                day = f" of {promise.promised_for:%-d %B %Y}" if promise.promised_for else ""
                sentence = f"The promise{day} on {', '.join(promise.invoices)} was not kept."
                return Reason(code="promise_after_broken", sentence=sentence, route=Route.MANAGER)
    return None


def partly_kept(file: CaseFile, promise: PromiseFact, limits: Limits) -> bool:
    """Money did come for it in time, though perhaps not all."""
    if promise.promised_for is None:
        return False
    last = promise.promised_for + timedelta(days=limits.clearing_days["transfer"] + limits.grace_days)
    return any(
        set(payment.invoices) & set(promise.invoices) and promise.made_on <= payment.day <= last
        for customer in file.books.customers
        for payment in customer.payments
    )


# --- the meaning --------------------------------------------------------------------------------------------------


def other_intent(file: CaseFile, _: Limits) -> Reason | None:
    others = [intent for intent in file.reading.intents if intent is not Intent.DOCUMENT_REQUEST]
    if not others:
        return None
    words = next((f.span.quote for f in file.reading.findings if f.code == others[0] and f.span), "")
    sentences = {
        Intent.DISPUTE: "The customer disputes something.",
        Intent.PROMISE: "The customer speaks of paying.",
        Intent.HARDSHIP: "The customer cannot pay as agreed.",
        Intent.OTHER: "There is a matter here that is not about documents.",
    }
    return Reason(code=f"intent_{others[0]}", sentence=sentences[others[0]], words=words)


def unclear(file: CaseFile, _: Limits) -> Reason | None:
    if file.reading.unclear or not file.reading.intents:
        return Reason(code="unclear", sentence="It is not clear what the mail wants.")
    return None


def first_vote(file: CaseFile, limits: Limits) -> Reason | None:
    """The reader must be sure of the request, and sure enough that there is nothing else."""
    confidence = file.reading.confidence
    request = confidence.get(Intent.DOCUMENT_REQUEST, 0.0)
    rest = max((confidence.get(intent, 0.0) for intent in Intent if intent is not Intent.DOCUMENT_REQUEST), default=0.0)
    if request <= limits.sure_request + 0.001 or rest >= limits.sure_nothing_else - 0.001:
        return Reason(code="reader_unsure", sentence="The reader is not sure that only documents are asked for.")
    return None


def second_vote(file: CaseFile, _: Limits) -> Reason | None:
    """Independent of the reader: request grammar, veto words, and what is left over."""
    objection = purity(file.mail.subject, file.mail.newest, file.reading.facts.asks, file.mail.from_name)
    if objection is None:
        return None
    return Reason(code=f"vote_{objection.code}", sentence=objection.sentence, words=objection.words)


def language_unsupported(file: CaseFile, _: Limits) -> Reason | None:
    if file.mail.language not in LANGUAGES:
        return Reason(code="language", sentence="The mail is in a language that is not answered automatically.")
    return None


# --- the sender -----------------------------------------------------------------------------------------------------

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


# --- the documents --------------------------------------------------------------------------------------------------


def nothing_found(file: CaseFile, _: Limits) -> Reason | None:
    if not file.match.asks:
        return Reason(code="nothing_asked", sentence="No document is named that could be sent.")
    for ask in file.match.asks:
        if ask.unknown:
            return Reason(
                code="number_unknown", sentence="A number is not known in this account.", words=ask.unknown[0]
            )
        if ask.ambiguous:
            sentence = "It is not clear which document is meant."
            return Reason(code="document_ambiguous", sentence=sentence, words=ask.ambiguous[0])
        if ask.missing or not ask.documents:
            words = ask.missing[0] if ask.missing else ask.ask.kind.value
            return Reason(code="document_missing", sentence="A document asked for is not on file.", words=words)
    return None


def unknown_number(file: CaseFile, _: Limits) -> Reason | None:
    if file.match.unknown or file.match.foreign:
        words = file.match.unknown[0] if file.match.unknown else ""
        return Reason(code="number_unknown", sentence="A number is not known in this account.", words=words)
    return None


def foreign_document(file: CaseFile, _: Limits) -> Reason | None:
    """Whatever was matched: only documents of the accounts this very address may act for."""
    own = set(file.sender.customer_ids)
    for document in file.match.documents:
        company = document.customer_id is None and document.kind in COMPANY_KINDS
        if document.client_id != file.books.client.id or not (document.customer_id in own or company):
            return Reason(code="document_foreign", sentence="A document belongs to another account.", route=Route.FRAUD)
    return None


COMPANY_KINDS = (DocumentKind.TAX_FORM, DocumentKind.BANK_LETTER, DocumentKind.OTHER)
"""Papers of the client itself. Which of them may leave is another rule's business."""


def not_releasable(file: CaseFile, limits: Limits) -> Reason | None:
    documents = file.match.documents
    for document in documents:
        if document.kind not in RELEASABLE_KINDS or not document.released or not document.available:
            return Reason(code="not_released", sentence="A person releases this document.", words=document.code)
        if document.kind not in file.auto_kinds:
            sentence = f"Automatic answers are off for this kind of document ({document.kind.value.replace('_', ' ')})."
            return Reason(code="kind_off", sentence=sentence)
    if len(documents) > limits.documents_per_answer:
        return Reason(code="too_many", sentence=f"{len(documents)} documents are asked for at once.")
    return None


def contact_may_not_receive(file: CaseFile, _: Limits) -> Reason | None:
    contacts = (contact for customer in file.books.customers for contact in customer.contacts)
    contact = next((one for one in contacts if one.id == file.sender.contact_id), None)
    if contact is None or contact.may_receive is None:
        return None
    if all(document.kind in contact.may_receive for document in file.match.documents):
        return None
    return Reason(code="contact_limited", sentence=f"{contact.name or contact.email} may not receive this kind.")


def asked_invoices(file: CaseFile) -> Iterable[InvoiceFact]:
    """The invoices whose documents would be sent."""
    numbers = {document.invoice_number for document in file.match.documents}
    return (i for customer in file.books.customers for i in customer.invoices if i.number in numbers)


def invoice_not_plain(file: CaseFile, _: Limits) -> Reason | None:
    for invoice in asked_invoices(file):
        kinds = {document.kind for document in file.match.documents if document.invoice_number == invoice.number}
        if invoice.status == "cancelled":
            return Reason(code="invoice_cancelled", sentence=f"{invoice.number} was cancelled.")
        if invoice.status in ("credited", "credited_and_paid") and kinds != {DocumentKind.CREDIT_NOTE}:
            note = f" by {invoice.credit_note}" if invoice.credit_note else ""
            return Reason(code="invoice_credited", sentence=f"{invoice.number} was credited{note}.")
        if invoice.status not in KNOWN_STATUSES:
            return Reason(code="status_unknown", sentence=f"{invoice.number} has an unknown status.")
    return None


KNOWN_STATUSES = ("open", "partly_paid", "paid", "disputed", "credited", "credited_and_paid")


def unclear_credit(file: CaseFile, _: Limits) -> Reason | None:
    statement = any(document.kind is DocumentKind.STATEMENT for document in file.match.documents)
    if statement and any(customer.unclear_credit for customer in file.books.customers):
        return Reason(code="credit_unclear", sentence="The account holds a credit that nobody has explained yet.")
    return None


def on_hold(file: CaseFile, _: Limits) -> Reason | None:
    held = next((customer.held for customer in file.books.customers if customer.held), None)
    held = held or next((i.on_hold for i in asked_invoices(file) if i.on_hold in STOPPING_HOLDS), None)
    return Reason(code="on_hold", sentence=f"The account is on hold ({held}).") if held else None


STOPPING_HOLDS = ("legal", "insolvency", "fraud", "manual")


def books_stale(file: CaseFile, limits: Limits) -> Reason | None:
    age = file.now - file.books.as_of
    if age > timedelta(hours=limits.of(file.books.client.code).books_stale_hours):
        return Reason(code="books_stale", sentence=f"The books are {age.days} days old.")
    return None


def delivery_to_somebody_who_left(file: CaseFile, _: Limits) -> Reason | None:
    if not file.reading.facts.never_received:
        return None
    for invoice in asked_invoices(file):
        delivery = max(invoice.deliveries, key=lambda one: one.sent_at, default=None)
        if delivery and delivery.recipient_left:
            who = delivery.to_name or delivery.to_address
            sentence = f"It was delivered on {delivery.sent_at:%-d %B %Y} to {who}, who has left."
            return Reason(code="delivered_to_left_contact", sentence=sentence)
    return None


# --- form and history -----------------------------------------------------------------------------------------------

FLAG_SENTENCES = {
    "hidden_text": "The mail holds hidden text.",
    "hidden_characters": "The mail holds invisible characters.",
    "html_plain_mismatch": "The two versions of the mail say different things.",
    "encrypted": "The mail is encrypted or signed only.",
    "image_only": "The mail holds only a picture.",
    "forwarded": "The mail was forwarded.",
    "empty_newest": "The mail holds only quoted text.",
    "no_text": "The mail holds no text.",
    "date_missing": "The mail has no date.",
    "truncated": "The mail is too long to be read as a whole.",
}


def parser_flags(file: CaseFile, _: Limits) -> Reason | None:
    flag = next((flag for flag in file.mail.flags if flag in FLAG_SENTENCES), None)
    return Reason(code=flag, sentence=FLAG_SENTENCES[flag]) if flag else None


def attachment_with_content(file: CaseFile, _: Limits) -> Reason | None:
    held = next((one for one in file.mail.attachments if not one.inline_image), None)
    if held:
        sentence = "An attachment may say more than the mail."
        return Reason(code="attachment_content", sentence=sentence, words=held.filename)
    return None


def reply_to_automatic_answer(file: CaseFile, _: Limits) -> Reason | None:
    if file.history.answered_automatically:
        return Reason(code="reply_to_automatic", sentence="This answers an automatic mail of ours: a person reads it.")
    return None


def person_in_thread(file: CaseFile, _: Limits) -> Reason | None:
    if file.history.person_wrote:
        return Reason(code="person_in_thread", sentence="A person of ours has written in this conversation.")
    if file.history.open_messages > 1:
        return Reason(code="case_open", sentence="Another mail of this conversation waits for a person.")
    return None


def same_id_twice(file: CaseFile, _: Limits) -> Reason | None:
    if file.history.id_collision:
        return Reason(code="id_collision", sentence="Two different mails bear the same Message-ID.")
    if file.history.dkim_seen:
        return Reason(code="replayed", sentence="The same signed mail has come before.")
    return None


def budget(file: CaseFile, limits: Limits) -> Reason | None:
    history = file.history
    spent = (
        (history.auto_to_address_today, limits.auto_per_address_day),
        (history.auto_to_account_today, limits.auto_per_account_day),
        (history.auto_to_domain_hour, limits.auto_per_domain_hour),
        (history.auto_to_client_hour, limits.auto_per_client_hour),
        (history.inbound_from_address_hour, limits.inbound_per_address_hour + 1),
    )
    if history.same_documents_today or any(used >= allowed for used, allowed in spent):
        return Reason(code="budget", sentence="Enough automatic answers for now: a person looks.")
    return None


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
    language_unsupported,
    sender_unverified,
    mail_too_old,
    nothing_found,
    unknown_number,
    not_releasable,
    contact_may_not_receive,
    invoice_not_plain,
    unclear_credit,
    on_hold,
    books_stale,
    delivery_to_somebody_who_left,
    parser_flags,
    attachment_with_content,
    reply_to_automatic_answer,
    person_in_thread,
    same_id_twice,
    budget,
)


# --- how carefully a person must look -------------------------------------------------------------------------------


def risk_of(file: CaseFile, limits: Limits, reasons: Iterable[Reason]) -> Risk:
    codes = {reason.code for reason in reasons}
    if Signal.BANK_CHANGE in codes or large(file, limits):
        return Risk.TWO_PEOPLE
    doubtful = {"unclear", "reader_unsure", "number_unknown", "books_stale", "credit_unclear", "invoice_credited"}
    if not file.sender.verified or len(file.reading.intents) > 1 or codes & doubtful:
        return Risk.CHECK_FACTS
    return Risk.ROUTINE


def large(file: CaseFile, limits: Limits) -> bool:
    """Money is spoken of, and much of it."""
    if not any(intent in file.reading.intents for intent in MONEY_INTENTS):
        return False
    two_people = limits.of(file.books.client.code).two_people_open
    return sum((invoice.open_amount for invoice in file.match.invoices), Decimal(0)) >= two_people
