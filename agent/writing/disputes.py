"""What a draft says about a dispute: the customer's own words and figures again, what we check, and what would help.

It admits and refuses nothing: that is for people.
"""

import re
from collections.abc import Iterator

from agent.domain.facts import InvoiceFact, OpenAsk
from agent.domain.vocabulary import DisputeReason, DocumentKind, Intent
from agent.writing.asides import quoted
from agent.writing.matters import about, evidence, said_amount
from agent.writing.origins import in_mail, numbers, spoken_for, words_in_mail, words_of
from agent.writing.papers import Papers
from agent.writing.phrases import Voice
from agent.writing.topics import Topic, topics

SAID_BY_SAFETY = (None, DisputeReason.QUALITY)
"""The paragraph on safety says already what these would."""
PROOF_HELPS = (DisputeReason.QUANTITY, DisputeReason.NON_DELIVERY)
MOST_AMOUNTS = 3


def dispute_paragraphs(voice: Voice, ask: OpenAsk, papers: Papers, short: bool = False) -> Iterator[str]:
    reason = ask.reading.facts.dispute_reason
    if reason is None and spoken_for(ask, Intent.DISPUTE, by=(Intent.HARDSHIP,)):
        return
    if Topic.SAFETY in topics(ask) and reason in SAID_BY_SAFETY:
        return
    key = f"dispute.{reason or 'unknown'}"
    invoices = about(ask, Intent.DISPUTE)
    came, ordered = counted(voice, ask)
    words = "" if reason else disputing_words(voice, ask)
    slots: dict[str, object] = {"invoices": numbers(voice, invoices), "came": came, "ordered": ordered, "words": words}
    slots["told"] = came or tells_count(ask)
    sentences = [voice.say(f"{key}.text", **slots)]
    if amounts := disputed_amounts(voice, ask):
        sentences.append(voice.say("dispute.all.amounts", amounts=voice.list(amounts)))
    if reason in PROOF_HELPS:
        sentences += _proofs(voice, papers, invoices)
    if evidence(ask):
        sentences.append(voice.say("dispute.all.attached"))
    elif not short and not already_said(ask, words):
        sentences.append(voice.say(f"{key}.more", **slots))
    yield " ".join(sentences)


def _proofs(voice: Voice, papers: Papers, invoices: tuple[InvoiceFact, ...]) -> Iterator[str]:
    proven = [invoice for invoice in invoices if papers.add_proof(invoice)]
    if proven:
        yield voice.say("dispute.all.pod", numbers=voice.list([_proven(voice, one) for one in proven]))
    if any(invoice.number in papers.chased for invoice in invoices):
        yield voice.say("dispute.all.pod_asked")


def _proven(voice: Voice, invoice: InvoiceFact) -> str:
    """The number of the invoice, as that of the proof which is attached."""
    proof = invoice.document(DocumentKind.POD)
    return voice.fact(invoice.number, f"ledger:document:{proof.code}") if proof else ""


def disputing_words(voice: Voice, ask: OpenAsk) -> str:
    """What is objected to, in the customer's own words; "" where the reply is in another language."""
    beyond = ask.reading.facts.beyond
    span = words_of(ask, Intent.DISPUTE) or (beyond.span if beyond else None)
    if span is None or span.part != "newest" or ask.reading.language != voice.language:
        return ""
    return voice.fact(quoted(ask, span), in_mail(ask, span))


def already_said(ask: OpenAsk, words: str) -> bool:
    """The mail holds what we would ask for: both numbers of a duplicate, the right company; in its own words what is not right."""
    reason = ask.reading.facts.dispute_reason
    if reason is DisputeReason.DUPLICATE:
        return len(ask.match.invoices) > 1
    if reason is DisputeReason.WRONG_ENTITY:
        return len(COMPANY.findall(ask.mail.newest)) > 1
    return bool(words)


COMPANY = re.compile(
    r"\b(?:[^\W\d_][\w&'’.-]* ){1,3}(?:Ltd|Limited|LLP|plc|Inc|LLC|Corp|GmbH|AG|KG|eG|SARL|SAS|SA|S\.A\.S?|S\.L\.U?|SL|B\.V\.|BV|N\.V\.|NV)(?!\w)"
)


def tells_count(ask: OpenAsk) -> bool:
    """How many pieces came, or are missing, in figures or words; the numbers of invoices do not count."""
    text = ask.mail.newest
    for span in ask.reading.facts.references:
        text = text.replace(span.quote, " ")
    return bool(COUNT.search(text))


COUNT = re.compile(
    r"(?<![\w.,/-])\d{1,4}(?![\w/-]|[.,]\d)"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|deux|trois|quatre|cinq|six|sept|huit|neuf|dix"
    r"|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|twee|drie|vijf|zes|zeven|negen|tien)\b",
    re.IGNORECASE,
)


def counted(voice: Voice, ask: OpenAsk) -> tuple[str, str]:
    """ "36" and "40 chairs": what came and what was ordered, in the customer's words where the languages agree."""
    facts = ask.reading.facts
    if facts.counted is None:
        return "", ""
    came, ordered = facts.counted
    if ask.reading.language == voice.language:
        ordered = with_unit(ask.mail.newest, ordered, voice.language)
    span = facts.dispute_span
    return voice.fact(came, words_in_mail(ask, came, span)), voice.fact(ordered, words_in_mail(ask, ordered, span))


def with_unit(text: str, count: str, language: str) -> str:
    """ "40" → "40 chairs" if a plural noun of the language follows it in the text."""
    unit = re.search(rf"(?<![\w-]){re.escape(count)} (?P<noun>[^\W\d_]{{4,24}})(?![\w-])", text)
    noun = unit["noun"] if unit else ""
    if not noun.endswith(PLURALS[language]) or noun in NO_UNITS or (language == "de" and noun[:1].islower()):
        return count
    return f"{count} {noun}"


PLURALS = {"en": ("s",), "de": ("n", "e", "r", "s"), "fr": ("s", "x"), "es": ("s",), "nl": ("n", "s")}
NO_UNIT_WORDS = """this dans sans livrés reçus commandés facturés unas pedidas facturadas estas zijn waren
werden hebben kwamen kregen bestelden ontvingen bleken wilden"""
NO_UNITS = frozenset(NO_UNIT_WORDS.split())


def disputed_amounts(voice: Voice, ask: OpenAsk) -> list[str]:
    """All that the mail names; where it also speaks of paying, those of the disputing clause. Never the promised one."""
    facts = ask.reading.facts
    promised = facts.promise_amount.value if facts.promise_amount else None
    amounts = [one for one in facts.amounts if one.value != promised and one.span.part == "newest"]
    if {Intent.PROMISE, Intent.HARDSHIP} & set(ask.reading.intents):
        start, end = disputing_clause(ask)
        amounts = [one for one in amounts if start <= one.span.start and one.span.end <= end]
    return list(dict.fromkeys(said_amount(voice, ask, one) for one in amounts))[:MOST_AMOUNTS]


CLAUSE = re.compile(r"[.!?;]\s|,\s|\n| (?:and|und|et|y|en) ")


def disputing_clause(ask: OpenAsk) -> tuple[int, int]:
    """Where in the newest text; (0, 0): nowhere."""
    span, text = ask.reading.facts.dispute_span, ask.mail.newest
    if span is None or span.part != "newest":
        return 0, 0
    stops = [0, *(hit.end() for hit in CLAUSE.finditer(text)), len(text)]
    return max(one for one in stops if one <= span.start), min(one for one in stops if one >= span.end)
