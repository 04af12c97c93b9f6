"""The conversation of a case as it is shown: mails and our answers, newest first, with the words that count marked."""

import email
import email.policy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from agent.domain.facts import BooksFact, MailView, Match, Reading, SourcedFact, Span
from agent.domain.grounding import blanks
from agent.domain.unchecked import unchecked
from agent.domain.vocabulary import Intent, MessageState, OutboxState
from agent.mail.language import foreign_parts
from agent.records import mail, outbox
from agent.records.cases import ReadingRow, VerdictRow
from agent.records.mail import OPEN_STATES, Message
from agent.records.outbox import OutboxMail
from approvals import words

ANSWERED = frozenset({MessageState.AUTO_ANSWERED, MessageState.REPLIED, MessageState.IN_OUTBOX})
GONE = frozenset({OutboxState.UNDONE, OutboxState.CANCELLED})


@dataclass(frozen=True)
class Segment:
    """A stretch of text; `number` links a marked one with the evidence."""

    text: str
    number: int | None = None
    unsourced: bool = False
    blank: bool = False
    """To be filled in by a person."""


@dataclass(frozen=True)
class FactRead:
    number: int
    label: str
    quote: str
    span: Span


@dataclass(frozen=True)
class Letter:
    """One mail from outside. `open` is shown unfolded."""

    message: Message
    view: MailView | None
    reading: Reading | None
    match: Match | None
    verdict: VerdictRow | None
    segments: tuple[Segment, ...] = ()
    facts: tuple[FactRead, ...] = ()
    unchecked: tuple[str, ...] = ()
    """What was not looked at, in sentences."""

    @property
    def waits(self) -> bool:
        return self.message.state in OPEN_STATES

    @property
    def at(self) -> datetime:
        return self.message.received_at

    @property
    def order(self) -> tuple[int, int, int]:
        """Mail servers tell whole seconds: within one, an answer stands above what it answered, and below the rest."""
        return int(self.at.timestamp()), 0 if self.message.state in ANSWERED else 2, self.message.uid

    @property
    def sender(self) -> str:
        if self.message.removed_at:
            return "The customer's mail"
        return self.message.from_name or self.message.from_address or "Unknown sender"


@dataclass(frozen=True)
class Answer:
    """One mail of ours."""

    mail: OutboxMail
    body: str

    @property
    def at(self) -> datetime:
        return self.mail.accepted_at or self.mail.created_at

    @property
    def order(self) -> tuple[int, int, int]:
        return int(self.at.timestamp()), 1, 0


@dataclass(frozen=True)
class Thread:
    letters: tuple[Letter, ...]
    """Newest first."""
    answers: tuple[Answer, ...] = ()
    facts: tuple[FactRead, ...] = field(default=())

    @property
    def items(self) -> list[Letter | Answer]:
        """Newest first."""
        return sorted([*self.letters, *self.answers], key=lambda one: one.order, reverse=True)

    @property
    def newest(self) -> Letter | None:
        return self.letters[0] if self.letters else None

    @property
    def waiting(self) -> list[Letter]:
        return [letter for letter in self.letters if letter.waits]

    @property
    def invoice_numbers(self) -> list[str]:
        """Named in the mails that wait, in order of mention; else in the newest mail."""
        looked_at = self.waiting or list(self.letters[:1])
        found = {i.number: None for letter in looked_at if letter.match for i in letter.match.invoices}
        return list(found)

    @property
    def language(self) -> str:
        """Of the newest mail; "": not known."""
        return self.newest.view.language if self.newest and self.newest.view else ""

    @property
    def intents(self) -> list[str]:
        looked_at = self.waiting or list(self.letters[:1])
        return list({intent.value: None for one in looked_at if one.reading for intent in one.reading.intents})


def thread_of(session: Session, case_id: UUID) -> Thread:
    messages = [one for one in mail.messages_of(session, case_id) if one.state != MessageState.REDELIVERY]
    ids = [one.id for one in messages]
    readings = {r.message_id: r for r in session.exec(select(ReadingRow).where(col(ReadingRow.message_id).in_(ids)))}
    verdicts = {v.message_id: v for v in session.exec(select(VerdictRow).where(col(VerdictRow.message_id).in_(ids)))}
    letters: list[Letter] = []
    numbered: list[FactRead] = []
    for message in sorted(messages, key=lambda one: (one.received_at, one.uid), reverse=True):
        made = letter(message, readings.get(message.id), verdicts.get(message.id), len(numbered) + 1)
        letters.append(made)
        numbered.extend(made.facts)
    sent = [Answer(one, plain_text(one.mime)) for one in outbox.of_case(session, case_id) if one.state not in GONE]
    return Thread(tuple(letters), tuple(sent), tuple(numbered))


def letter(message: Message, row: ReadingRow | None, verdict: VerdictRow | None, first: int) -> Letter:
    view = MailView.model_validate(message.view) if message.view else None
    reading = Reading.model_validate(row.reading) if row else None
    match = Match.model_validate(row.match) if row and row.match else None
    if view is None:
        return Letter(message, None, reading, match, verdict)
    facts = facts_read(reading, first) if reading else ()
    known = not (row and row.books) or bool(BooksFact.model_validate(row.books).customers)
    doubts = unchecked(view, tuple(foreign_parts(view.newest)), known) if reading else ()
    return Letter(message, view, reading, match, verdict, marked(view.newest, facts), facts, doubts)


def facts_read(reading: Reading, first: int) -> tuple[FactRead, ...]:
    """Facts of the newest text, once each, in the order in which they stand."""
    found = reading.facts
    spans: list[tuple[str, Span | None]] = []
    if found.promise_date and Intent.PROMISE in reading.intents:
        spans.append((f"pays on {words.day(found.promise_date.day)}", found.promise_date.span))
    if found.promise_amount:
        spans.append(("promised amount", found.promise_amount.span))
    if found.payment_date:
        spans.append((f"paid on {words.day(found.payment_date.day)}", found.payment_date.span))
    spans.append((f"disputes: {words.low(words.DISPUTE_REASON, found.dispute_reason)}", found.dispute_span))
    spans.append((f"asks for: {words.low(words.PLAN_ASK, found.hardship_ask)}", found.hardship_span))
    spans += [("document number", span) for span in found.references]
    spans += [(f"wants: {words.low(words.DOCUMENT, ask.kind)}", ask.span) for ask in found.asks]
    spans += [("amount", one.span) for one in found.amounts]
    spans += [(words.day(one.day), one.span) for one in found.dates]
    spans += [(f"sign: {words.low({}, one.code)}", one.span) for one in reading.signals]
    kept: dict[tuple[int, int], tuple[str, Span]] = {}
    for label, span in spans:
        if span is not None and span.part == "newest" and not overlaps(span, kept):
            kept[span.start, span.end] = (label, span)
    ordered = [kept[key] for key in sorted(kept)]
    return tuple(FactRead(n, label, span.quote, span) for n, (label, span) in enumerate(ordered, first))


def overlaps(span: Span, kept: Iterable[tuple[int, int]]) -> bool:
    return any(span.start < end and start < span.end for start, end in kept)


def marked(body: str, facts: Sequence[FactRead]) -> tuple[Segment, ...]:
    """The text cut at its facts. A quote that does not stand where it should is left unmarked."""
    segments, at = [], 0
    for fact in sorted(facts, key=lambda one: one.span.start):
        start, end = fact.span.start, fact.span.end
        if start < at or body[start:end] != fact.quote:
            continue
        segments += [Segment(body[at:start]), Segment(body[start:end], fact.number)]
        at = end
    return tuple(one for one in [*segments, Segment(body[at:])] if one.text)


def sourced(body: str, facts: Sequence[SourcedFact]) -> tuple[Segment, ...]:
    """A draft cut at its facts; those without a source are marked as such."""
    segments, at = [], 0
    for number, fact in enumerate(sorted(facts, key=lambda one: one.start), 1):
        if fact.start < at or body[fact.start : fact.end] != fact.text:
            continue
        segments += [*blanked(body[at : fact.start]), Segment(fact.text, number, fact.source is None)]
        at = fact.end
    return tuple(one for one in [*segments, *blanked(body[at:])] if one.text)


def blanked(text: str) -> list[Segment]:
    """Words between two facts, cut at the places that a person must fill in."""
    found, at = [], 0
    for blank in blanks(text):
        start = text.index(blank, at)
        found += [Segment(text[at:start]), Segment(blank, blank=True)]
        at = start + len(blank)
    return [*found, Segment(text[at:])]


def plain_text(mime: bytes) -> str:
    """The text of a mail that we wrote ourselves."""
    parsed = email.message_from_bytes(mime, policy=email.policy.default)
    part = parsed.get_body(("plain",))
    return str(part.get_content()).strip() if part else ""
