"""One reply to all open mails of a case: which stance it takes, its paragraphs, and the letter around them."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from agent.domain.facts import Brief, OpenAsk
from agent.domain.replies import standing
from agent.domain.vocabulary import LANGUAGES, Intent, Signal
from agent.writing.disputes import dispute_paragraphs
from agent.writing.documents import request_paragraphs
from agent.writing.letter import closing, opened, signed
from agent.writing.marks import Marks
from agent.writing.matters import about, hardship_paragraphs, promise_paragraphs, with_subject
from agent.writing.meant import meant
from agent.writing.names import person_name
from agent.writing.papers import Papers, gather
from agent.writing.phrases import Voice
from agent.writing.stance import Stance, stance_of
from agent.writing.topics import Topic, topic_paragraphs, topics


@dataclass(frozen=True)
class Composition:
    """A reply whose facts are still marked. `paragraphs` stand between greeting and closing."""

    stance: Stance
    language: str
    asks: tuple[OpenAsk, ...]
    papers: Papers
    marks: Marks
    greeting: str
    paragraphs: tuple[str, ...]
    closing: tuple[str, ...]

    @property
    def letter(self) -> str:
        if self.stance in (Stance.SILENT, Stance.MACHINE):
            return ""
        return "\n\n".join([self.greeting, *self.paragraphs, *self.closing]) + "\n"


def compose(brief: Brief) -> Composition:
    marks = Marks()
    voice = Voice(language_of(brief), marks)
    asks = tuple(sorted(brief.asks, key=lambda ask: ask.mail.sent_at or datetime.min.replace(tzinfo=UTC)))
    stance = stance_of(brief, asks)
    still = standing(tuple(with_subject(meant(ask), brief.account) for ask in asks))
    papers = gather(still, brief.sent) if stance is Stance.OPEN else Papers()
    paragraphs = list(
        dict.fromkeys(_paragraphs(voice, brief, stance, still if stance is Stance.OPEN else asks, papers))
    )
    return Composition(
        stance, voice.language, asks, papers, marks,
        greeting=voice.say("frame.hello", name=person_name(brief.recipient_name) if brief.disclose else ""),
        paragraphs=tuple(opened(voice, paragraphs, brief, stance)),
        closing=(*closing(voice, brief, stance, still, papers), signed(voice, brief)),
    )  # fmt: skip


def language_of(brief: Brief) -> str:
    """The one that a variant such as "in_fr" asks for; else the customer's if it is one of ours, else English."""
    asked = brief.variant.removeprefix("in_")
    return next((one for one in (asked, brief.language) if one in LANGUAGES), "en")


# --- the paragraphs -------------------------------------------------------------------------------------------------


def _paragraphs(voice: Voice, brief: Brief, stance: Stance, asks: tuple[OpenAsk, ...], papers: Papers) -> Iterator[str]:
    if stance is Stance.STRANGER:
        yield from _to_a_stranger(voice, asks)
    elif stance is Stance.HOLDING:
        yield _holding(voice, asks)
    elif stance is Stance.OPEN:
        yield from _answers(voice, asks, papers, brief)
        yield from _variant(voice, brief, asks)


def _to_a_stranger(voice: Voice, asks: tuple[OpenAsk, ...]) -> Iterator[str]:
    """A lawyer, or who asks for their own data, has no usual address: receipt is confirmed."""
    found = {topic for ask in asks for topic in topics(ask)}
    if received := next((topic for topic in (Topic.LEGAL, Topic.PRIVACY) if topic in found), None):
        yield voice.say(f"other.{received}")
        return
    if Topic.BANK in found:
        yield voice.say("stranger.bank")
    yield voice.say("stranger.text")


def _holding(voice: Voice, asks: tuple[OpenAsk, ...]) -> str:
    """What stands in orders to a machine is not what the customer wants to talk about."""
    found = {topic for ask in asks for topic in topics(ask)}
    ordered = any(ask.reading.says(Signal.INJECTION) for ask in asks)
    for topic in (Topic.LEGAL,) if ordered else (Topic.LEGAL, Topic.BANK, Topic.OWN_DATA):
        if topic in found:
            return voice.say(f"other.{topic}")
    return voice.say("other.held")


def _answers(voice: Voice, asks: tuple[OpenAsk, ...], papers: Papers, brief: Brief) -> Iterator[str]:
    """One block per intent, in the order in which the customer came to it; documents after what they prove."""
    short = brief.variant == "shorter"
    intents = list(dict.fromkeys(intent for ask in asks for intent in in_order(ask)))
    first = any(CARE.intersection(topics(ask)) for ask in asks)
    blocks = {intent: list(_block(voice, intent, asks, papers, short or first)) for intent in intents}
    asked = Intent.DOCUMENT_REQUEST in intents
    for ask in asks:
        blocks.setdefault(Intent.OTHER, []).extend(topic_paragraphs(voice, ask, brief.account))
    said = list(request_paragraphs(voice, papers))
    blocks[Intent.DOCUMENT_REQUEST] = said
    order = [Intent.OTHER, *intents] if first else [*intents, Intent.OTHER]
    if not asked:
        order.insert(order.index(Intent.DISPUTE) + 1 if Intent.DISPUTE in order else 0, Intent.DOCUMENT_REQUEST)
    paragraphs = [paragraph for intent in dict.fromkeys(order) for paragraph in blocks.get(intent, [])]
    yield from paragraphs or [voice.say("other.unclear")]


def in_order(ask: OpenAsk) -> list[Intent]:
    """The mail's intents by the place of their first words in the newest text."""
    places: dict[str, int] = {}
    for finding in ask.reading.findings:
        if finding.span and finding.span.part == "newest":
            places[finding.code] = min(places.get(finding.code, finding.span.start), finding.span.start)
    found = sorted(
        ask.reading.intents, key=lambda intent: (places.get(intent, len(ask.mail.newest)), ORDER.index(intent))
    )
    return [intent for intent in found if intent is not Intent.OTHER]


CARE = frozenset({Topic.SAFETY, Topic.COMPLAINT, Topic.DISTRESS})
"""What a considerate person speaks of before anything else."""
ORDER = (Intent.DISPUTE, Intent.DOCUMENT_REQUEST, Intent.PROMISE, Intent.HARDSHIP, Intent.OTHER)
Block = Callable[[Voice, OpenAsk, Papers, bool], Iterator[str]]
BLOCKS: dict[Intent, Block] = {
    Intent.DISPUTE: dispute_paragraphs,
    Intent.PROMISE: lambda voice, ask, _, short: promise_paragraphs(voice, ask, short),
    Intent.HARDSHIP: lambda voice, ask, _, short: hardship_paragraphs(voice, ask, short),
}


def _block(voice: Voice, intent: Intent, asks: tuple[OpenAsk, ...], papers: Papers, short: bool) -> Iterator[str]:
    """What a later mail says about the same invoices replaces what an earlier one said."""
    if intent not in BLOCKS:
        return
    latest: dict[Hashable, OpenAsk] = {}
    for ask in (one for one in asks if intent in one.reading.intents):
        latest[_matter(ask, intent)] = ask
    for ask in latest.values():
        yield from BLOCKS[intent](voice, ask, papers, short)


def _matter(ask: OpenAsk, intent: Intent) -> Hashable:
    facts = ask.reading.facts
    reason = facts.dispute_reason if intent is Intent.DISPUTE else None
    sent = facts.payment_sent if intent is Intent.PROMISE else None
    return (reason, sent, frozenset(invoice.number for invoice in about(ask, intent)))


def _variant(voice: Voice, brief: Brief, asks: tuple[OpenAsk, ...]) -> Iterator[str]:
    intents = {intent for ask in asks for intent in ask.reading.intents}
    if brief.variant == "offer_call" and not any(Topic.DISTRESS in topics(ask) for ask in asks):
        yield voice.say("variant.offer_call")
    if brief.variant == "ask_date" and intents & {Intent.DISPUTE, Intent.HARDSHIP}:
        yield voice.say("variant.ask_more")
    elif brief.variant == "ask_date" and all(_says_when(ask) for ask in asks):
        yield voice.say("variant.ask_date")


def _says_when(ask: OpenAsk) -> bool:
    """Whether the promise's own paragraph leaves the question about the day unasked."""
    facts = ask.reading.facts
    return Intent.PROMISE not in ask.reading.intents or bool(facts.promise_date or facts.payment_sent or facts.schedule)
