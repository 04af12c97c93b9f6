"""What a manager, or the fraud queue, must see: signals in the words, forged senders, large sums, broken promises."""

from datetime import timedelta

from agent.domain.facts import CaseFile, PromiseFact, Reason
from agent.domain.limits import Limits
from agent.domain.vocabulary import FRAUD_SIGNALS, Intent, Route, SenderStanding, Signal

MONEY_INTENTS = (Intent.DISPUTE, Intent.PROMISE, Intent.HARDSHIP)

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


GRAVITY: dict[str, int] = {
    code: place
    for place, code in enumerate(
        (Signal.INSOLVENCY, Signal.PRODUCT_SAFETY, Signal.LEGAL, Signal.DATA_PROTECTION, Signal.DISTRESS, Signal.CONDUCT,
         "promise_after_broken", Signal.POSTPONED_PROMISE, Signal.TERMS_CHANGE, Signal.CREDIT_LIMIT, "high_value", Signal.CHURN, Signal.ANGER)
    )
}  # fmt: skip
"""Of what a manager must see, the gravest first; the sum at stake says less than what has happened."""


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
                words = facts.promise_date.span.quote if facts.promise_date else ""
                return Reason(code="promise_after_broken", sentence=sentence, route=Route.MANAGER, words=words)
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
