"""Which documents a mail asks for, and which numbers or descriptions belong to each."""

import re
from datetime import date

from agent.domain.date_words import MONTH
from agent.domain.dates import find_dates
from agent.domain.document_words import INVOICE, Mention
from agent.domain.facts import DocumentAsk, MailView, Span
from agent.domain.folding import fold
from agent.domain.numbers import COUNT_WORDS, count_of
from agent.domain.request_words import BUT
from agent.domain.subjects import MARKS
from agent.domain.vocabulary import DocumentKind
from agent.reading.already import without_held
from agent.reading.bare import bare_numbers_beside, listed_before, own_number_next
from agent.reading.declined import set_aside
from agent.reading.doubts import more_asked, named_above, overlooked, perhaps_told
from agent.reading.kinds import kinds_asked
from agent.reading.mentions import Passage, passages
from agent.reading.periods import OPEN_QUESTION
from agent.reading.references import Knowledge, Reference, expanded, references
from agent.reading.requests import (
    BILLED,
    PRONOUN,
    asks_here,
    with_antecedent,
    with_neighbours,
)
from agent.reading.scopes import OPEN, scopes
from agent.reading.shares import UNNUMBERED, attach, described_apart, owned
from agent.reading.unsaid import bare_request, explained_below, request_above, told_off_below


def find_asks(view: MailView, sent: date, known: Knowledge) -> tuple[DocumentAsk, ...]:
    """Every document asked for; one entry for each kind and scope."""
    body = passages("newest", view.newest, known)
    subject = passages("subject", view.subject, known, brackets_skipped=True)
    asking = (
        [one for one in body if asks_here(one)]
        or told_off_below(body)
        or bare_request(body, subject)
        or request_above(body, subject)
        or explained_below(body, subject)
    )
    if not asking:
        return ()
    asking = with_neighbours(with_antecedent(asking, body), body)
    if not any(one.mentions or one.references for one in body):
        asking = [*(one for one in subject if one.mentions and not ours(one)), *asking]
    mentions = kinds_asked(asking, body, subject)
    asks = build(mentions, asking, body, subject, view, sent, known)
    if any(one.scope == OPEN_QUESTION for one in asks):
        return tuple(asks)
    doubt = (
        more_asked(asks, asking, body)
        or overlooked(mentions, asking)
        or perhaps_told(mentions, asking, subject)
        or named_above(asks, subject)
    )
    return tuple([*asks, doubt] if doubt else asks)


# --- putting together ---------------------------------------------------------------------------------------------------------


def build(
    named: list[tuple[Mention, str]], asking: list[Passage], body: list[Passage], subject: list[Passage],
    view: MailView, sent: date, known: Knowledge,
) -> list[DocumentAsk]:  # fmt: skip
    numbers = [reference for one in asking for reference in one.references]
    described, only_held = without_held((one.folded for one in asking), sent)
    described_all = described + " " + " ".join(one.folded for one in subject if not ours(one))
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
            own_words = beside_it(local, kind, text) or described
            wanted = past_period(own_words, sent) if kind is DocumentKind.STATEMENT else ()
        else:
            wanted = scopes(described, sent, bool(own)) or scopes(described_all, sent, bool(own))
            wanted = tuple(OPEN_QUESTION if one == "all" and told_apart(asking, body) else one for one in wanted)
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


def ours(subject: Passage) -> bool:
    """The subject of a reply to our reminder: its "overdue" and "open" are our words."""
    return bool(MARKS.match(subject.sentence.text) and REMINDING.search(subject.folded))


REMINDING = re.compile(
    r"\b(?:overdue|past due|outstanding|unpaid|reminder|account|open (?:items?|invoices?)|due|mahnung\w*|zahlungserinnerung\w*|erinnerung\w*|uberfallig\w*|offene (?:posten|rechnung\w*)|relance\w*|rappel\w*|impaye\w*|echu\w*"
    r"|recordatorio\w*|vencid\w+|pendientes?|herinnering\w*|aanmaning\w*|openstaand\w*|achterstallig\w*)\b"
)


def told_apart(asking: list[Passage], body: list[Passage]) -> bool:
    """ "All invoices" where another sentence says which: "the file wants all invoices ... but not that of 27 May"."""
    return any(INVOICE_WHEN.search(one.folded) for one in body if one not in asking) or any(
        BUT.search(one.folded) for one in asking
    )


INVOICE_WHEN = re.compile(rf"(?:{INVOICE})[^,;:.?!\n]{{0,20}} (?:\d|{MONTH})")


def past_period(described: str, sent: date) -> tuple[str, ...]:
    """A statement of a time gone by is another paper than the one on file."""
    if day := as_at(described, sent):
        return (f"date:{day}",) if (day.year, day.month) < (sent.year, sent.month) else ()
    if CURRENT.search(described):
        return ()
    found = [one for one in scopes(described, sent, False) if one.startswith(("month:", "range:", "date:"))]
    return tuple(found[:1]) if found and found[0] != f"month:{sent:%Y-%m}" else ()


def beside_it(named: list[tuple[Mention, str]], kind: DocumentKind, text: str) -> str:
    """The words from this paper to the next, with two before it; empty where no other paper is named in the text."""
    here = sorted((one for one, part in named if part == "newest" and one.words), key=lambda one: one.start)
    paper = next((one for one in here if one.kind is kind), None)
    if paper is None or len({one.kind for one in here}) < 2:
        return ""
    last = next((one.start for one in here if one.start > paper.start), len(text))
    before = re.search(r"(?:[\w'.]+ ){0,2}$", text[: paper.start])
    return text[before.start() if before else paper.start : last].split("\n")[0]


def as_at(described: str, sent: date) -> date | None:
    """The day of which the balance is wanted: "as at 31 May", "zum 30.09."."""
    found = (one for one in find_dates(described, sent, "en") if AS_AT.search(described[: one.start]))
    return next((one.day for one in found), None)


AS_AT = re.compile(
    r"\b(?:as (?:at|of|on|per)|per|zum|stand|au|arrete au|al|a fecha(?: de)?|op|tot en met)(?: (?:the|le|el|den))? ?$"
)
CURRENT = re.compile(
    r"\b(?:up[- ]to[- ]date|current|latest|actuel\w*|a jour|a ce jour|aktuell\w*|actual\w*|actueel|actuele|to date|up to now|a fecha de hoy|hasta la fecha|per heden|open|offene[nrs]?)\b"
)


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
    for found, text in (
        ([n for one in body for n in one.references], fold(view.newest)),
        ([n for one in subject for n in one.references], fold(view.subject)),
    ):
        if found:
            return [] if any(set_aside(one, text) for one in found) or REST.search(described) else found
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


REST = re.compile(
    r"\b(?:the (?:rest|others|remaining ones)|the other (?:one|ones|two|three)|(?:den|der) rest|die (?:anderen|ubrigen|restlichen)|le reste|les autres|el resto|(?:las|los) (?:demas|otr[oa]s)|de (?:rest|overige|andere))\b"
)
"""More than what is named, or less."""
COUNTED_BELOW = re.compile(rf"\b(?:the|die|les|las|los|de) (?P<count>{COUNT_WORDS})\b")
PLURAL_ASK = re.compile(
    r"\b(?:these|those|both|them|ces|les|toutes|estas|esas|ambas|las|diese|beiden?|alle|deze|allebei|invoices|factures|facturas|rechnungen|facturen|\w+[aei]r(?:me|nos|te|se)?las)\b"
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
