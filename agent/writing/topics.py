"""The other matters of a mail: which of them it speaks of, and one considerate sentence on each."""

import re
from collections.abc import Iterator
from enum import StrEnum

from agent.domain.facts import CustomerFact, InvoiceFact, OpenAsk
from agent.domain.quotes import clipped, clipped_front, question_in
from agent.domain.replies import takes_back
from agent.domain.subjects import REPLY_MARKS
from agent.domain.vocabulary import FRAUD_SIGNALS, DocumentKind, Intent, Signal
from agent.writing.asides import asks_something, place_of, quoted
from agent.writing.balance import asks_what_is_open, asks_when_due, invoice_line, open_items
from agent.writing.origins import in_mail, numbers, spoken_for, words_in_mail, words_of
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
    WITHDRAWN = "withdrawn"
    PRIVACY = "privacy"
    TERMS = "terms"
    CONTACT = "contact"
    ADDRESS = "address"
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
    Topic.BANK: r"bank (?:details|account|data)|sort code|(?-i:\bIBAN\b)|\b(?<!no )iban\b(?! ya| a| en)|remit|bankverbindung"
    r"|kontoverbindung|coordonnées bancaires"
    r"|\brib\b|datos bancarios|cuenta bancaria|bankgegevens|rekeningnummer",
    Topic.CALL: r"\b(?:call|ring|phone) (?:me|us)\b|give (?:me|us) a (?:call|ring)|ruf(?:en)? (?:sie )?(?:mich|uns)|rückruf"
    r"|(?:mich|uns) (?:\w+ )?(?:anrufen|zurückrufen)|appele[zr][- ](?:moi|nous)|rappele[zr][- ]?(?:moi|nous)"
    r"|(?:m.|me |nous )r?appeler|ll[áa]m[ae](?:me|nos)\b|ll[áa]madnos|\b(?:me|nos) (?:\w+ ){0,2}llam\w+|\bbelt? (?:u )?(?:mij|ons|me)\b|(?:mij|ons|me) (?:\w+ )?bellen|terugbellen|speak to (?:a|some)",
    Topic.CONTACT: r"no longer (?:work|with|respons)|has left|new contact|(?:my|our) successor|tak(?:es|ing|e) over (?:from|as)|nicht mehr (?:im|bei|zuständig)"
    r"|neue[nr]? ansprechpartner|nachfolger|n.est plus|nouve(?:au|l)(?:le)? (?:contact|interlocut)|changement d.interlocut|je quitte|prendra? la (?:suite|relève)"
    r"|reprendra (?:la|mes|le) \w+|ya no trabaja|nuevo contacto|cambio de (?:contacto|interlocutor)|me sustitu\w+"
    r"|\b(?:kunt u|u kunt) .{0,40}bij (?:mijn )?collega|niet meer werkzaam|nieuwe contactpersoon|opvolger|neemt .{0,30} over|please (?:write|contact|send) .{0,30} instead",
    Topic.APPROVAL: r"(?:awaiting|waiting for|pending|in|out for|for) approval|approval (?:is|process|workflow|level|stage)|in (?:the|our) approval|zur (?:freigabe|genehmigung)|in (?:der )?freigabe"
    r"|(?:en|cours de|attente de) (?:validation|approbation)|pendiente de (?:aprobación|aprobar|validación)|en (?:trámite|aprobación)"
    r"|(?:ter|wacht op|in) goedkeuring|in behandeling",
    Topic.ADDRESS: r"\b(?:new|change of) (?:postal |office )?address|\bwe (?:are|have|will be) mov(?:ing|ed)\b|neue (?:post)?(?:anschrift|adresse)|\bziehen (?:\w+ ){0,4}um\b"
    r"|umgezogen|nouvelle adresse|changement d.adresse|déménage\w*|nueva dirección|cambio de (?:dirección|domicilio)|nuevo domicilio|nos mudamos"
    r"|nieuw (?:post)?adres|(?:post)?adres (?:gewijzigd|wijzigt)|\bverhuiz\w+|adreswijziging|\bpostadres\b",
    Topic.PORTAL: r"\b(?:\w*portal|ariba|coupa|peppol|portail|chorus|\w*portaal|facturae|(?-i:FACe)|dir3|e-?invoic\w*|[ex]-?rechnung|zugferd)\b",
    Topic.COMPLAINT: r"complain|unacceptable|beschwer|unzumutbar|réclamation|inadmissible|inacceptable|queja|inaceptable"
    r"|klacht|onaanvaardbaar",
    Topic.STOP: r"unsubscribe|stop (?:writing|mailing|contacting)|abmelden|désabonner|darme de baja|uitschrijven",
    Topic.THANKS: r"\b(?:thanks|thank you|thx|cheers|much obliged|danke|dank|vergelt'?s gott|merci|gracias|bedankt|dankjewel|dank u)\b",
}
NO_CALLS = frozenset(
    {Topic.COMPLAINT, Topic.DISTRESS, Topic.STOP, Topic.LEGAL, Topic.BANK, Topic.OWN_DATA, Topic.HELD, Topic.PRIVACY}
)
"""Beside these a call of ours may be the trouble, or is offered anyway."""
PATTERNS = {topic: re.compile(pattern, re.IGNORECASE) for topic, pattern in WORDS.items()}
SHORT_THANKS = 150
PHONE = re.compile(r"(?<![\w/.,-])\+?\(?\d(?:[ ()/.-]{0,2}\d){7,14}(?![\w/-])")
"""The customer says where a call finds them."""
HELLO = re.compile(
    r"\s*(?:hi|hello|hallo|hoi|hey|moin|hola|bonjour|buen[ao]s(?: d[íi]as| tardes)?|guten (?:tag|morgen)|good (?:morning|afternoon)|goede?(?:n?morgen|middag|ndag)|dag)"
    r"(?: [^\W\d_]+){0,2}\s*[,!:.]\s+",
    re.IGNORECASE,
)


def topics(ask: OpenAsk) -> list[Topic]:
    """What the signals, the categories and, beside an "other" intent, the words speak of; each once, in a fixed order."""
    codes = [finding.code for finding in (*ask.reading.signals, *ask.reading.findings)]
    found = {CODES[code] for code in codes if code in CODES}
    if any(one.ask.kind is DocumentKind.BANK_LETTER for one in ask.match.asks):
        found.add(Topic.BANK)
    if Signal.DISTRESS in codes:
        found.add(Topic.DISTRESS)
    if takes_back(ask):
        found.add(Topic.WITHDRAWN)
    if (
        Intent.OTHER in ask.reading.intents
        and found
        and not found & NO_CALLS
        and PATTERNS[Topic.CALL].search(ask.mail.newest)
    ):
        found.add(Topic.CALL)
    if Intent.OTHER in ask.reading.intents and not found:
        found = _by_words(ask) or _question_topic(ask)
    if not ask.reading.intents and not ask.reading.unclear and not found:
        found = {Topic.THANKS} if PATTERNS[Topic.THANKS].search(ask.mail.newest) else {Topic.HELD}
    return sorted(found - {Topic.THANKS} or found, key=list(Topic).index)


def _by_words(ask: OpenAsk) -> set[Topic]:
    place = place_of(ask)
    subject = "" if REPLY_MARKS.match(ask.mail.subject) else ask.mail.subject
    text = place.quote if place else f"{subject}\n{ask.mail.newest}"
    found = {topic for topic, pattern in PATTERNS.items() if pattern.search(text)}
    if any(one in text for one in ask.reading.facts.new_addresses) and Topic.BANK not in found:
        found = found - {Topic.ADDRESS} | {Topic.CONTACT}
    if place:
        return found - {Topic.THANKS} or {Topic.QUESTION}
    if found == {Topic.THANKS} and (len(ask.mail.newest) > SHORT_THANKS or "?" in ask.mail.newest):
        return _question_topic(ask)
    return found


def _question_topic(ask: OpenAsk) -> set[Topic]:
    """A question for a person to answer; none where its words are those of a matter that is answered anyway."""
    return set() if spoken_for(ask, Intent.OTHER, MATTERS) and "?" not in ask.mail.newest else {Topic.QUESTION}


MATTERS = tuple(intent for intent in Intent if intent is not Intent.OTHER)


def fraud_signs(ask: OpenAsk) -> bool:
    return any(finding.code in FRAUD_SIGNALS for finding in ask.reading.signals)


def topic_paragraphs(voice: Voice, ask: OpenAsk, account: CustomerFact | None) -> Iterator[str]:
    for topic in topics(ask):
        if topic is Topic.QUESTION and (known := _books_answer(voice, ask, account)):
            yield from known
            continue
        if topic is Topic.CALL and Topic.SAFETY in topics(ask):
            continue
        slots: dict[str, object] = {"invoices": numbers(voice, ask.match.invoices), "addresses": "", "words": ""}
        slots["only"] = set(ask.reading.intents) <= {Intent.OTHER}
        slots["blank"] = voice.say("blank.answer") if topic is Topic.QUESTION else ""
        slots["call"] = Topic.CALL in topics(ask)
        slots["number"] = topic is Topic.CALL and bool(PHONE.search(f"{ask.mail.newest}\n{ask.mail.signature}"))
        if topic is Topic.CONTACT:
            new = [voice.fact(one, words_in_mail(ask, one)) for one in ask.reading.facts.new_addresses]
            slots["addresses"] = voice.list(new)
        if topic is Topic.QUESTION:
            slots["words"] = _asked(voice, ask)
        told = topic is Topic.QUESTION and slots["words"] and place_of(ask) and not asks_something(ask, place_of(ask))
        yield voice.say("other.aside" if told else f"other.{topic}", **slots)
        if topic is Topic.QUESTION and "?" in ask.mail.newest and not place_of(ask) and not _complains(ask):
            yield from _what_the_books_say(voice, ask.match.invoices)


def _books_answer(voice: Voice, ask: OpenAsk, account: CustomerFact | None) -> list[str]:
    """What the books say, where that is all the mail wants to know; else nothing."""
    if _complains(ask) or place_of(ask) or "?" not in ask.mail.newest:
        return []
    if asks_when_due(ask):
        return list(_what_the_books_say(voice, ask.match.invoices))
    return list(open_items(voice, account)) if account and asks_what_is_open(ask) else []


def _complains(ask: OpenAsk) -> bool:
    """Somebody who objects or struggles is not told what is due, even where only single words show it."""
    facts = ask.reading.facts
    claims = {Intent.DISPUTE, Intent.HARDSHIP} & set(ask.reading.intents)
    return bool(claims or facts.dispute_reason or facts.hardship_ask)


def _asked(voice: Voice, ask: OpenAsk) -> str:
    """The aside, or the first question of the mail, in the customer's words; else the sentence of the other matter."""
    if aside := place_of(ask):
        return voice.fact(quoted(ask, aside), in_mail(ask, aside)) if ask.reading.language == voice.language else ""
    if place := question_in(ask.mail.newest):
        start, end = place
        if hello := HELLO.match(ask.mail.newest[start:end]):
            start += hello.end()
        return voice.fact(clipped_front(ask.mail.newest[start:end]), f"mail:{ask.message_id}:newest:{start}-{end}")
    span = words_of(ask, Intent.OTHER)
    return voice.fact(clipped(span.quote).rstrip(".,;: "), in_mail(ask, span)) if span else ""


def _what_the_books_say(voice: Voice, invoices: tuple[InvoiceFact, ...]) -> Iterator[str]:
    if invoices:
        lines = [invoice_line(voice, invoice) for invoice in invoices]
        yield voice.lines(voice.say("other.question_facts"), lines)
