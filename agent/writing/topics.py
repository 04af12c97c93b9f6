"""The other matters of a mail: which of them it speaks of, and one considerate sentence on each."""

import re
from collections.abc import Iterator
from enum import StrEnum

from agent.domain.facts import InvoiceFact, OpenAsk
from agent.domain.vocabulary import FRAUD_SIGNALS, DocumentKind, Intent, Signal
from agent.writing.origins import number, numbers, words_in_mail
from agent.writing.phrases import Voice


class Topic(StrEnum):
    """In the order in which a reply speaks of them."""

    LEGAL = "legal"
    BANK = "bank"
    OWN_DATA = "own_data"
    HELD = "held"
    SAFETY = "safety"
    COMPLAINT = "complaint"
    DISTRESS = "distress"
    PRIVACY = "privacy"
    TERMS = "terms"
    CONTACT = "contact"
    CORRECTION = "correction"
    PORTAL = "portal"
    APPROVAL = "approval"
    TECHNICAL = "technical"
    PAUSE = "pause"
    STOP = "stop"
    CALL = "call"
    QUESTION = "question"
    THANKS = "thanks"


CODES = {
    Signal.LEGAL: Topic.LEGAL, Signal.BANK_CHANGE: Topic.BANK, Signal.ALL_DATA: Topic.OWN_DATA,
    Signal.FRAUD: Topic.HELD, Signal.INJECTION: Topic.HELD, Signal.PRODUCT_SAFETY: Topic.SAFETY,
    Signal.ANGER: Topic.COMPLAINT, Signal.CHURN: Topic.COMPLAINT, Signal.CONDUCT: Topic.COMPLAINT,
    Signal.DATA_PROTECTION: Topic.PRIVACY, Signal.CREDIT_LIMIT: Topic.TERMS, Signal.TERMS_CHANGE: Topic.TERMS,
    "c8": Topic.BANK, "c11": Topic.CORRECTION, "c12": Topic.CORRECTION, "c13": Topic.PORTAL, "c32": Topic.TECHNICAL,
    "c33": Topic.CONTACT, "c34": Topic.BANK, "c35": Topic.LEGAL, "c36": Topic.COMPLAINT, "c37": Topic.STOP,
    "c38": Topic.CALL, "c41": Topic.THANKS, "c42": Topic.TERMS, "c43": Topic.PAUSE, "c44": Topic.OWN_DATA,
    "c45": Topic.HELD, "c48": Topic.APPROVAL, "c49": Topic.COMPLAINT,
}  # fmt: skip
WORDS = {
    Topic.BANK: r"bank (?:details|account|data)|sort code|\biban\b|remit|bankverbindung|kontoverbindung|coordonnées bancaires"
    r"|\brib\b|datos bancarios|cuenta bancaria|bankgegevens|rekeningnummer",
    Topic.CALL: r"\b(?:call|ring|phone) (?:me|us)\b|give (?:me|us) a (?:call|ring)|ruf(?:en)? (?:sie )?(?:mich|uns)|rückruf"
    r"|appele[zr][- ](?:moi|nous)|rappele[zr][- ]?(?:moi|nous)|ll[áa]m[ae]\w*|\bbelt? (?:u )?(?:mij|ons|me)\b|terugbellen|speak to (?:a|some)",
    Topic.CONTACT: r"no longer (?:work|with|respons)|has left|new contact|(?:my|our) successor|nicht mehr (?:im|bei|zuständig)"
    r"|neue[nr]? ansprechpartner|nachfolger|n.est plus|nouve(?:au|l) (?:contact|interlocuteur)|ya no trabaja|nuevo contacto"
    r"|niet meer werkzaam|nieuwe contactpersoon|opvolger|please (?:write|contact|send) .{0,30} instead",
    Topic.PORTAL: r"\b(?:portal|ariba|coupa|peppol|portail|chorus|portaal|facturae|e-?invoic\w*|e-?rechnung)\b",
    Topic.COMPLAINT: r"complain|unacceptable|beschwer|unzumutbar|réclamation|inadmissible|inacceptable|queja|inaceptable"
    r"|klacht|onaanvaardbaar",
    Topic.STOP: r"unsubscribe|stop (?:writing|mailing|contacting)|abmelden|désabonner|darme de baja|uitschrijven",
    Topic.THANKS: r"\b(?:thanks|thank you|danke|dank|merci|gracias|bedankt)\b",
}
PATTERNS = {topic: re.compile(pattern, re.IGNORECASE) for topic, pattern in WORDS.items()}
SHORT_THANKS = 120
QUESTION = re.compile(r"(?:(?<=[.!?:,;\n] )|(?<=\n)|^|¿)(?! )[^.!?\n¿][^!?¿]{5,160}?\?", re.MULTILINE)


def topics(ask: OpenAsk) -> list[Topic]:
    """What the signals, the categories and, beside an "other" intent, the words speak of; each once, in a fixed order."""
    codes = [finding.code for finding in (*ask.reading.signals, *ask.reading.findings)]
    found = {CODES[code] for code in codes if code in CODES}
    if any(one.ask.kind is DocumentKind.BANK_LETTER for one in ask.match.asks):
        found.add(Topic.BANK)
    if Signal.DISTRESS in codes and Intent.HARDSHIP not in ask.reading.intents:
        found.add(Topic.DISTRESS)
    if Intent.OTHER in ask.reading.intents and not found:
        found = _by_words(ask) or {Topic.QUESTION}
    if not ask.reading.intents and not ask.reading.unclear and not found:
        found = {Topic.THANKS} if PATTERNS[Topic.THANKS].search(ask.mail.newest) else {Topic.HELD}
    return sorted(found - {Topic.THANKS} or found, key=list(Topic).index)


def _by_words(ask: OpenAsk) -> set[Topic]:
    found = {topic for topic, pattern in PATTERNS.items() if pattern.search(ask.mail.newest)}
    if ask.reading.facts.new_addresses and Topic.BANK not in found:
        found.add(Topic.CONTACT)
    if found == {Topic.THANKS} and (len(ask.mail.newest) > SHORT_THANKS or "?" in ask.mail.newest):
        return {Topic.QUESTION}
    return found


def fraud_signs(ask: OpenAsk) -> bool:
    return any(finding.code in FRAUD_SIGNALS for finding in ask.reading.signals)


def topic_paragraphs(voice: Voice, ask: OpenAsk) -> Iterator[str]:
    for topic in topics(ask):
        slots = {"invoices": numbers(voice, ask.match.invoices), "addresses": "", "words": ""}
        slots["blank"] = voice.say("blank.answer") if topic is Topic.QUESTION else ""
        if topic is Topic.CONTACT:
            new = [voice.fact(one, words_in_mail(ask, one)) for one in ask.reading.facts.new_addresses]
            slots["addresses"] = voice.list(new)
        if topic is Topic.QUESTION:
            slots["words"] = _question(voice, ask)
        yield voice.say(f"other.{topic}", **slots)
        if topic is Topic.QUESTION and not {Intent.DISPUTE, Intent.HARDSHIP} & set(ask.reading.intents):
            yield from _what_the_books_say(voice, ask.match.invoices)


def _question(voice: Voice, ask: OpenAsk) -> str:
    """The first question of the mail, in the customer's words; "" if it asks none or a very long one."""
    found = QUESTION.search(ask.mail.newest)
    if found is None or "\n\n" in found[0]:
        return ""
    return voice.fact(" ".join(found[0].split()), f"mail:{ask.message_id}:newest:{found.start()}-{found.end()}")


def _what_the_books_say(voice: Voice, invoices: tuple[InvoiceFact, ...]) -> Iterator[str]:
    if invoices:
        lines = [_invoice_line(voice, invoice) for invoice in invoices]
        yield voice.lines(voice.say("other.question_facts"), lines)


def _invoice_line(voice: Voice, invoice: InvoiceFact) -> str:
    source = f"ledger:invoice:{invoice.number}"
    return voice.say(
        "other.question_invoice",
        number=number(voice, invoice),
        issued=voice.day(invoice.issue_date, f"{source}.issue_date"),
        due=voice.day(invoice.due_date, f"{source}.due_date"),
        amount=voice.amount(invoice.amount, invoice.currency, f"{source}.amount"),
        open=voice.amount(invoice.open_amount, invoice.currency, f"{source}.open_amount"),
    )
