"""A reader and a writer that go by a few plain words: real ones, only simple. `asked` and `briefs` hold what they were given."""

import re
import threading
from collections.abc import Callable

from agent.domain.facts import Brief, DocumentAsk, DraftText, Facts, Finding, MailView, Reading, Span
from agent.domain.vocabulary import DocumentKind, Intent, Signal
from agent.reading import ReadContext

NUMBER = re.compile(r"\bKO-\d{2}-\d{4}\b")
WORDS = {
    Intent.DOCUMENT_REQUEST: r"copy of invoice|delivery note|statement",
    Intent.DISPUTE: r"wrong|dispute|broken",
    Intent.PROMISE: r"will pay",
    Intent.HARDSHIP: r"cannot pay",
}
SIGNALS = {Signal.LEGAL: r"lawyer", Signal.BANK_CHANGE: r"new bank"}
KINDS = {
    DocumentKind.INVOICE: r"invoice",
    DocumentKind.POD: r"delivery note",
    DocumentKind.STATEMENT: r"statement",
}


def span_of(pattern: str, text: str) -> Span | None:
    found = re.search(pattern, text, re.IGNORECASE)
    return Span(part="newest", start=found.start(), end=found.end(), quote=found.group()) if found else None


class RuleReader:
    """Reads by the words above. `before` runs first: a test lets it raise, as a process that dies would."""

    name = "rules"
    version = "1"

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.before: Callable[[], None] = lambda: None

    def read(self, mail: MailView, context: ReadContext) -> Reading:
        self.before()
        self.asked.append(mail.message_id)
        spans = {intent: span_of(pattern, mail.newest) for intent, pattern in WORDS.items()}
        intents = tuple(intent for intent, span in spans.items() if span)
        signals = {signal: span_of(pattern, mail.newest) for signal, pattern in SIGNALS.items()}
        return Reading(
            reader=self.name,
            version=self.version,
            language=mail.language,
            intents=intents,
            confidence={intent.value: 0.97 if intent in intents else 0.02 for intent in Intent},
            findings=tuple(Finding(code=i, confidence=0.97, span=spans[i]) for i in intents),
            signals=tuple(Finding(code=s, confidence=0.97, span=span) for s, span in signals.items() if span),
            facts=facts_of(mail.newest),
        )


def facts_of(text: str) -> Facts:
    numbers = [
        Span(part="newest", start=found.start(), end=found.end(), quote=found.group())
        for found in NUMBER.finditer(text)
    ]
    asks = []
    if span_of(WORDS[Intent.DOCUMENT_REQUEST], text):
        for kind, pattern in KINDS.items():
            if span := span_of(pattern, text):
                wanted = () if kind is DocumentKind.STATEMENT else tuple(one.quote for one in numbers)
                asks.append(DocumentAsk(kind=kind, span=span, references=wanted))
    return Facts(references=tuple(numbers), asks=tuple(asks))


class PlainWriter:
    """Writes which mails it answers, by their first words, so that a test can see them all in the draft."""

    name = "plain"
    version = "1"

    def __init__(self) -> None:
        self.briefs: list[Brief] = []
        self.before: Callable[[], None] = lambda: None
        self._lock = threading.Lock()

    def write(self, brief: Brief) -> DraftText:
        self.before()
        with self._lock:
            self.briefs.append(brief)
        asked = [" ".join(ask.mail.newest.split())[:60] for ask in brief.asks]
        documents = tuple(one.id for ask in brief.asks for one in ask.match.documents) if brief.disclose else ()
        shorter = " (shorter)" if brief.variant == "shorter" else ""
        body = f"Dear {brief.recipient_name},\n\n" + "\n".join(f"You wrote: {words}" for words in asked) + shorter
        return DraftText(subject=f"Re: {brief.subject}", body=body, documents=documents, writer=self.name)
