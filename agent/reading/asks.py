"""Which documents a mail asks for, and which numbers or descriptions belong to each."""

import re
from collections.abc import Sequence
from datetime import date

from agent.domain.document_words import INVOICE, Mention
from agent.domain.facts import DocumentAsk, MailView, Span
from agent.domain.folding import fold
from agent.domain.numbers import COUNT_WORDS, count_of
from agent.domain.request_words import PURPOSE
from agent.domain.vocabulary import DocumentKind
from agent.reading.already import without_held
from agent.reading.bare import bare_numbers_beside, listed_before, own_number_next, with_copies
from agent.reading.declined import set_aside
from agent.reading.doubts import more_asked, overlooked, perhaps_told
from agent.reading.mentions import Passage, in_hand, only_placed, passages
from agent.reading.references import Knowledge, Reference, expanded, references
from agent.reading.requests import (
    BILLED,
    PRONOUN,
    SENDING,
    asks_here,
    bare_request,
    request_above,
    told_off_below,
    with_antecedent,
    with_neighbours,
)
from agent.reading.scopes import OPEN, OPEN_QUESTION, scopes
from agent.reading.shares import UNNUMBERED, attach, described_apart, owned
from agent.reading.together import named_in, nameless
from agent.reading.told import only_told


def find_asks(view: MailView, sent: date, known: Knowledge) -> tuple[DocumentAsk, ...]:
    """Every document asked for; one entry for each kind and scope."""
    body = passages("newest", view.newest, known)
    subject = passages("subject", view.subject, known, brackets_skipped=True)
    asking = (
        [one for one in body if asks_here(one)]
        or told_off_below(body)
        or bare_request(body, subject)
        or request_above(body, subject)
    )
    if not asking:
        return ()
    asking = with_neighbours(with_antecedent(asking, body), body)
    if not any(one.mentions or one.references for one in body):
        asking = [*(one for one in subject if one.mentions), *asking]
    mentions = kinds_asked(asking, body, subject)
    asks = build(mentions, asking, body, subject, view, sent, known)
    if any(one.scope == OPEN_QUESTION for one in asks):
        return tuple(asks)
    doubt = more_asked(asks, asking, body) or overlooked(mentions, asking) or perhaps_told(mentions, asking)
    return tuple([*asks, doubt] if doubt else asks)


# --- kinds ------------------------------------------------------------------------------------------------------------------


def kinds_asked(asking: list[Passage], body: list[Passage], subject: list[Passage]) -> list[tuple[Mention, str]]:
    elsewhere = any(one.kind is not DocumentKind.INVOICE for one in named_in(subject))
    named = without_generic(without_placed(asking, elsewhere), [number for one in asking for number in one.references])
    if named:
        kinds = frozenset(mention.kind for mention, _ in named)
        beside = [(mention, "newest") for mention in nameless(asking, body, subject, kinds)]
        return [*implied(asking, named, subject), *beside, *with_copies(named, asking, subject)]
    first = asking[0].sentence.start
    earlier = [(mention, one.part) for one in body for mention in one.mentions if one.sentence.start < first]
    if earlier and PRONOUN.search(" ".join(one.folded for one in asking)):
        return without_generic(earlier[-2:])
    return [(mention, one.part) for one in subject for mention in one.mentions]


def without_placed(asking: list[Passage], elsewhere: bool) -> list[tuple[Mention, str]]:
    """Where another paper is asked for, an invoice that only says to which one it belongs is not, nor one only told of.

    `elsewhere`: the subject names another.
    """
    every = [(mention, one.part, one) for one in asking for mention in one.mentions]
    every = [one for one in every if not only_told(one[0], one[2])] or every
    invoice_only = {mention.kind for mention, _, _ in every} <= {DocumentKind.INVOICE}
    return [
        (mention, part)
        for mention, part, one in every
        if (invoice_only and not (elsewhere and in_hand(mention, one)))
        or mention.kind is not DocumentKind.INVOICE
        or not (only_placed(mention, one) or in_hand(mention, one) or leading_purpose(mention, one))
    ]


def leading_purpose(mention: Mention, one: Passage) -> bool:
    """Named at the head of the sentence as what the other paper is for: "To book invoice 4411, please send the POD"."""
    match = PURPOSE.search(one.folded)
    return match is not None and match.start() <= 2 and mention.start - one.sentence.start < match.end()


def implied(
    asking: list[Passage], named: list[tuple[Mention, str]], subject: list[Passage]
) -> list[tuple[Mention, str]]:
    """A number asked for in a sentence of its own, before any paper is named, is an invoice, or what the subject says."""
    first = min(mention.start for mention, _ in named)
    alone = [
        one
        for one in asking
        if one.references and not one.mentions and one.sentence.end < first and SENDING.search(one.folded)
    ]
    if not alone or alone[0].part != "newest":
        return []
    kind = next((mention.kind for one in subject for mention in one.mentions), DocumentKind.INVOICE)
    start = alone[0].sentence.start
    return [(Mention(kind, start, start, ""), "newest")]


def without_generic(named: list[tuple[Mention, str]], numbers: Sequence[Reference] = ()) -> list[tuple[Mention, str]]:
    """Vague words such as "duplicata" and "Beleg" name an invoice only where nothing else is named, or each has its number."""
    special = [mention for mention, _ in named if mention.kind is not DocumentKind.INVOICE]
    if not special:
        return named
    return [
        (m, part)
        for m, part in named
        if m.kind is not DocumentKind.INVOICE
        or not VAGUE.fullmatch(m.words)
        or (own_number(m, numbers) and any(m.end < one.start and own_number(one, numbers) for one in special))
    ]


def own_number(mention: Mention, numbers: Sequence[Reference]) -> bool:
    return any(mention.end <= one.start <= mention.end + 10 for one in numbers)


VAGUE = re.compile(r"duplicatas?|belege?|nota|fact|re|rg|folio|bills?|order|rekening(?:en)?")


# --- putting together ---------------------------------------------------------------------------------------------------------


def build(
    named: list[tuple[Mention, str]], asking: list[Passage], body: list[Passage], subject: list[Passage],
    view: MailView, sent: date, known: Knowledge,
) -> list[DocumentAsk]:  # fmt: skip
    numbers = [reference for one in asking for reference in one.references]
    described, only_held = without_held((one.folded for one in asking), sent)
    described_all = described + " " + " ".join(one.folded for one in subject)
    kinds = list(dict.fromkeys(mention.kind for mention, _ in named)) or [DocumentKind.INVOICE]
    text = fold(view.subject if home(asking) == "subject" else view.newest)
    local = [(mention, "newest" if part == home(asking) else "elsewhere") for mention, part in named]
    partly = 0 < sum(set_aside(one, text) for one in numbers) < len({one.text for one in numbers})
    spread, doubtful = attach(kinds, local, numbers, text)
    bare = bare_numbers_beside(numbers, local, kinds, described) or listed_before(numbers, local, kinds, text)
    if bare and all(own_number_next(m, numbers, text) for m, _ in local if m.kind not in UNNUMBERED):
        spread = {kind: [one for one in found if one not in bare] for kind, found in spread.items()}
    asks: list[DocumentAsk] = []
    for kind in kinds:
        mention = next(((m, part) for m, part in named if m.kind is kind), None)
        span = span_of(view, *mention) if mention and mention[0].words else None
        own = spread[kind]
        apart = (
            OPEN_QUESTION
            if kind in doubtful or (partly and kind not in UNNUMBERED)
            else described_apart(kind, local, numbers, text, sent)
        )
        if apart:
            asks.append(DocumentAsk(kind=kind, span=span, scope=apart))
            mine = owned(kinds, local, numbers, text)[kind]
            if mine and apart != OPEN_QUESTION:
                asks.append(DocumentAsk(kind=kind, span=span, references=tuple(dict.fromkeys(expand(mine)))))
            continue
        if not own and kind not in UNNUMBERED:
            own = fallback(described, body, subject, view, known, sent)
        if kind in UNNUMBERED:
            wanted = past_period(described, sent) if kind is DocumentKind.STATEMENT else ()
        else:
            wanted = scopes(described, sent, bool(own)) or scopes(described_all, sent, bool(own))
            wanted = wanted or (() if own else told_before(asking, body, sent))
            wanted = wanted or ((OPEN_QUESTION,) if only_held and not own else ())
            if own and (mixed := open_set_beside(described, kinds)):
                asks.append(DocumentAsk(kind=kind, span=span, scope=mixed))
        if wanted:
            told = with_count(span, view) if len(wanted) == 1 else span
            asks += [DocumentAsk(kind=kind, span=told, references=(), scope=scope) for scope in wanted]
        else:
            asks.append(DocumentAsk(kind=kind, span=span, references=tuple(dict.fromkeys(expand(own)))))
    if bare:
        asks.insert(0, DocumentAsk(kind=DocumentKind.INVOICE, references=tuple(dict.fromkeys(expand(bare)))))
    return asks


def past_period(described: str, sent: date) -> tuple[str, ...]:
    """A statement of a time gone by is another paper than the one on file."""
    if re.search(
        r"\b(?:up[- ]to[- ]date|current|latest|actuel\w*|a jour|a ce jour|aktuell\w*|actual\w*|actueel|actuele|to date|up to now|a fecha de hoy|hasta la fecha|per heden|open|offene[nrs]?)\b",
        described,
    ):
        return ()
    found = [one for one in scopes(described, sent, False) if one.startswith(("month:", "range:", "date:"))]
    return tuple(found[:1]) if found and found[0] != f"month:{sent:%Y-%m}" else ()


def told_before(asking: list[Passage], body: list[Passage], sent: date) -> tuple[str, ...]:
    """What "this invoice" is may stand in a sentence before: "your invoice of 16 July"."""
    if not PRONOUN.search(" ".join(one.folded for one in asking)):
        return ()
    first = asking[0].sentence.start
    before = [one for one in body if one.sentence.start < first and (one.mentions or BILLED.search(one.folded))]
    found = {
        scope
        for one in before
        for scope in scopes(one.folded, sent, False)
        if scope.startswith(("date:", "amount:", "month:"))
    }
    return tuple(found) if len(found) == 1 else ()


def open_set_beside(described: str, kinds: list[DocumentKind]) -> str | None:
    return None if DocumentKind.INVOICE not in kinds else ("all_open" if OPEN_SET.search(described) else None)


OPEN_SET = re.compile(
    rf"(?:\b(?:and|plus|und|sowie|et|ainsi que|y|e|en|alsmede)\b|[,&+]) ?(?:also |auch |noch |aussi |tambien |ook )?(?:all|any|alle|samtliche|toutes?|tous|todas|alle)(?: (?:the|other|les|nos|vos|autres|las|otras|demas|andere[nr]?|weiteren|ubrigen|overige|nog|uw|onze|{INVOICE})){{0,3}} {OPEN}"
)


def home(asking: list[Passage]) -> str:
    """The part whose words say what is asked for."""
    return (
        "newest" if any(one.part == "newest" and (one.mentions or one.references) for one in asking) else asking[0].part
    )


def fallback(
    described: str, body: list[Passage], subject: list[Passage], view: MailView, known: Knowledge, sent: date
) -> list[Reference]:
    """Numbers from elsewhere: the rest of the new text, the subject, and last the quote, if it leaves no doubt."""
    if scopes(described, sent, False):
        return []
    for found in ([n for one in body for n in one.references], [n for one in subject for n in one.references]):
        if found:
            return found
    quoted = [one for one in references(view.quote, known) if one.sure or len(known.formats) == 0]
    if scopes(" ".join(one.folded for one in subject), sent, False) and not quoted:
        return []
    shaped = [one for one in quoted if any(shape.fullmatch(one.text) for shape in known.formats)]
    different = list(dict.fromkeys(fold(one.text) for one in quoted))
    if len({fold(one.text) for one in shaped}) == 1:
        return shaped
    if len(different) == 1 or (different and PLURAL_ASK.search(described)):
        return quoted
    counted = COUNTED_BELOW.search(described)
    if counted and count_of(counted["count"]) == len(different):
        return quoted
    return []


COUNTED_BELOW = re.compile(rf"\b(?:the|die|les|las|los|de) (?P<count>{COUNT_WORDS})\b")
PLURAL_ASK = re.compile(
    r"\b(?:these|those|both|them|ces|les|toutes|estas|esas|ambas|las|diese|beiden?|alle|deze|allebei|invoices|factures|facturas|rechnungen|facturen)\b"
)


def expand(found: list[Reference]) -> list[str]:
    return [number for one in found for number in expanded(one)]


def span_of(view: MailView, mention: Mention, part: str) -> Span:
    text = view.newest if part == "newest" else view.subject
    return Span(part=part, start=mention.start, end=mention.end, quote=text[mention.start : mention.end])


def with_count(span: Span | None, view: MailView) -> Span | None:
    """With the word before it that counts them, if there is one: "two invoices"."""
    if span is None:
        return None
    text = view.newest if span.part == "newest" else view.subject
    first = max(0, span.start - LONGEST_COUNT)
    counted = COUNTED.search(fold(text)[first : span.start])
    start = first + counted.start() if counted else span.start
    return span.model_copy(update={"start": start, "quote": text[start : span.end]})


LONGEST_COUNT = 30
COUNTED = re.compile(rf"(?<![\w.,/-])(?:{COUNT_WORDS}) (?:\w+ )?$")
