"""Everything a mail states that can be read without a model: numbers, papers asked for, days, amounts, reasons.

Positions are offsets into the part named in each span, and every span is verbatim.
"""

import re
from datetime import date
from functools import lru_cache

from agent.domain.dates import find_dates
from agent.domain.facts import Amount, DateMention, Facts, MailView, Span
from agent.domain.folding import fold, without_runs
from agent.domain.money import find_amounts
from agent.domain.request_words import NEVER_RECEIVED
from agent.domain.unchecked import LETTERS_READ
from agent.domain.vocabulary import DocumentKind, Intent
from agent.reading.asks import find_asks
from agent.reading.disputes import Grievance, read_dispute
from agent.reading.hardships import Plea, read_hardship
from agent.reading.objections import read_objection
from agent.reading.payments import PaymentTalk, read_payments
from agent.reading.references import Knowledge, knowledge, references

ADDRESS = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
COUNTS = (
    re.compile(r"\b(?P<came>\d{1,6}|[a-z-]+) (?:[a-z]+ ){0,3}(?:instead of|not|rather than|statt(?: der)?|anstatt|nicht|au lieu de|pas|en vez de|en lugar de|no|in plaats van|niet) (?:the |den |des |les |los |de )?(?P<ordered>\d{1,6}|[a-z-]+)\b"),
    re.compile(r"\b(?:charged|billed|invoiced|ordered|berechnet|bestellt|fakturiert|factures?|commandes?|facturad[oa]s|cobran|pedido|gefactureerd|besteld|berekend) (?:for |wurden |waren |with )?(?P<ordered>\d{1,6}|[a-z-]+)\b.{0,40}?\b(?:got|received|came|counted|only|erhalten|geliefert|angekommen|recu\w*|livre\w*|recibid\w+|llegaron|ontvangen|geleverd|binnen\w*) (?:only |nur |que |solo |maar )?(?P<came>\d{1,6}|[a-z-]+)\b"),
    re.compile(r"\b(?P<came>\d{1,6}) (?:[a-z]+ ){0,3}(?:received|delivered|arrived|came|eingegangen|geliefert|erhalten|angekommen|recu\w*|livre\w*|recibid\w+|entregad\w+|ontvangen|geleverd)\b.{0,50}?\b(?P<ordered>\d{1,6})\b"),
    re.compile(r"\b(?:got|received|counted|only|erhalten|gezahlt|nur|recu|seulement|recibimos|solo|ontvangen|maar|slechts|had) (?:only |nur |solo |que |maar )?(?P<came>\d{1,6})\b.{0,50}?\b(?:charged|billed|invoiced|ordered|of|berechnet|bestellt|laut|von|factur\w+|commande\w*|sur|pedido|de|berekend|besteld|van|invoice is for|says|not) (?:wurden |you |the |our |your |des |les |los |las |de |der |den )?(?P<ordered>\d{1,6})\b"),
)  # fmt: skip
FIGURES = {
    name: number
    for number, names in {
        "1": "one ein eine un una een", "2": "two zwei deux dos twee", "3": "three drei trois tres drie", "4": "four vier quatre cuatro",
        "5": "five funf cinq cinco vijf", "6": "six sechs seis zes", "7": "seven sieben sept siete zeven", "8": "eight acht huit ocho",
        "9": "nine neun neuf nueve negen", "10": "ten zehn dix diez tien", "12": "twelve zwolf douze doce twaalf", "20": "twenty zwanzig vingt veinte twintig",
        "24": "twenty-four", "30": "thirty dreissig trente treinta dertig", "36": "thirty-six", "40": "forty vierzig quarante cuarenta veertig",
        "50": "fifty funfzig cinquante cincuenta vijftig", "100": "hundred hundert cent cien honderd",
    }.items()
    for name in names.split()
}  # fmt: skip


@lru_cache(maxsize=4)
def extract(
    view: MailView, sent: date, language: str, formats: tuple[str, ...], known_numbers: frozenset[str] = frozenset()
) -> Facts:
    """Facts of one mail. `formats`: the client's number shapes; `known_numbers`: those of the sender's account."""
    view = shortened(view)
    known = knowledge(formats, known_numbers)
    asks = find_asks(view, sent, known)
    paying = read_payments(view.newest, view.subject, sent, language, asking=bool(asks))
    proofless = bool(asks) and not any(one.kind is DocumentKind.POD for one in asks)
    dispute = read_dispute(view.newest, view.subject, asking=proofless)
    hardship = read_hardship(view.newest, sent, language)
    folded = fold(view.newest)
    return Facts(
        references=all_references(view, known),
        amounts=amounts(view),
        dates=dates(view, sent, language),
        asks=asks,
        promise_date=paying.promise_date,
        promise_amount=paying.promise_amount,
        payment_sent=paying.sent,
        payment_date=paying.payment_date,
        schedule=paying.schedule,
        dispute_reason=dispute.reason if dispute else None,
        dispute_span=dispute.span if dispute else None,
        hardship_ask=hardship.ask if hardship else None,
        hardship_span=hardship.span if hardship else None,
        requested_date=hardship.requested if hardship else None,
        counted=counted(folded),
        new_addresses=addresses(view),
        never_received=bool(NEVER_RECEIVED.search(folded)),
        outright=outright(view, dispute, hardship, paying),
        denied=(Intent.PROMISE,) if paying.proposed else (),
    )


def outright(view: MailView, dispute: Grievance | None, plea: Plea | None, paying: PaymentTalk) -> tuple[Intent, ...]:
    """Who cannot pay because something is wrong is in no trouble; who asks to pay later or in parts wants time."""
    pleads = paying.proposed or (plea and plea.outright)
    day = paying.promise_date
    promised = paying.outright and (not plea or bool(day and day.exact and not plea.outright))
    said = {
        Intent.DISPUTE: read_objection(view.newest),
        Intent.HARDSHIP: pleads and not dispute,
        Intent.PROMISE: promised,
    }
    return tuple(intent for intent, found in said.items() if found)


def shortened(view: MailView) -> MailView:
    long = {part: without_runs(getattr(view, part)[:LETTERS_READ]) for part in ("newest", "quote", "subject")}
    return view.model_copy(update=long)


def all_references(view: MailView, known: Knowledge) -> tuple[Span, ...]:
    parts = [("subject", view.subject), ("newest", view.newest), ("quote", view.quote)]
    parts += [
        (f"attachment:{place}", one.filename.rpartition(".")[0])
        for place, one in enumerate(view.attachments)
        if not one.inline_image
    ]
    return tuple(
        Span(part=part, start=one.start, end=one.end, quote=text[one.start : one.end])
        for part, text in parts
        for one in references(text, known, brackets_skipped=part == "subject")
    )


def amounts(view: MailView) -> tuple[Amount, ...]:
    return tuple(
        Amount(
            value=one.value,
            currency=one.currency,
            span=Span(part=part, start=one.start, end=one.end, quote=text[one.start : one.end]),
        )
        for part, text in (("newest", view.newest), ("subject", view.subject))
        for one in find_amounts(text)
    )


def dates(view: MailView, sent: date, language: str) -> tuple[DateMention, ...]:
    return tuple(
        DateMention(
            day=one.day,
            exact=one.exact,
            span=Span(part="newest", start=one.start, end=one.end, quote=view.newest[one.start : one.end]),
        )
        for one in find_dates(view.newest, sent, language)
    )


def addresses(view: MailView) -> tuple[str, ...]:
    found = (match[0].strip("'.-").lower() for match in ADDRESS.finditer(view.newest))
    return tuple(dict.fromkeys(one for one in found if one != view.from_address))


def counted(folded: str) -> tuple[str, str] | None:
    """What came and what was ordered or charged, as figures."""
    for pattern in COUNTS:
        for match in pattern.finditer(folded):
            came, ordered = figure(match["came"]), figure(match["ordered"])
            if came and ordered and came != ordered:
                return came, ordered
    return None


def figure(word: str) -> str | None:
    return word if word.isdigit() else FIGURES.get(word)
