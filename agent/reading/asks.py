"""Which documents a mail asks for, and which numbers or descriptions belong to each."""

import re
from dataclasses import dataclass
from datetime import date

from agent.domain.document_words import Mention, find_kinds
from agent.domain.facts import DocumentAsk, MailView, Span
from agent.domain.folding import fold
from agent.domain.request_words import BUT, HELD, LACK, NEVER_RECEIVED, POLITE, PURPOSE, WANT
from agent.domain.vocabulary import DocumentKind
from agent.reading.references import Knowledge, Reference, references
from agent.reading.scopes import scopes
from agent.reading.sentences import Sentence, sentences

SHORT = 12
"""Words up to which a mail that only names a paper asks for it."""
PRONOUN = re.compile(
    r"\b(?:it|them|both|these|those|this|that one|this one|the (?:two|three)|one|ones|same|ihn|sie|es|beide[ns]?|diese[nrs]?|die|den|das|la|le|les|l'|lo|las|los|ambas|ambos|celle-ci|ceux-ci|les deux|estas?|hem|'m|m|ze|hen|deze|die|dit|beide|allebei)\b"
)
COPY_WORDS = re.compile(
    r"\b(?:cop(?:y|ies)|duplicates?|kopien?|zweitschrift|doppel|duplikate?|abschriften?|ablichtung\w*|duplicatas?|copies?|copias?|duplicados?|kopie(?:tje|en)?|duplica(?:at|ten)|afschrift(?:en)?|afdruk|pdfs?|scan)\b"
)
SENDING = re.compile(
    r"\b(?:re-?sen[dt]|send|e?mail|forward|provide|supply|share|furnish|ping|shoot|resubmit|schick\w*|send\w*|zusend\w*|ubersend\w*|zukommen|zuschick\w*|mailen|(?:r?en)voy\w+|renvoi\w*|transm\w+|adress\w+|communiquer|parvenir|envi\w+|reenvi\w+|mand\w+|remit\w+|pas[ae]\w*|pass\w+|stuu?r\w*|zend\w*|toe(?:zenden|sturen|komen)|aanleveren|verstrekken|bezorgen)\b"
)
PLACED = re.compile(
    r"\b(?:for|against|on|to|from|under|of|per|with|with reference to|re|zu|zur|zum|fur|aus|von|der|de|du|des|del|al|a la|los|las|la|van|bij|voor|sur|pour|por|a|correspond\w+ (?:a|al)|relative?\w* (?:a|au)|our|po|number|nr)"
    r"(?: (?:the|our|your|this|these|those|two|unserer?|unsere|ihrer?|der|dieser?|la|le|les|notre|nos|cette|los|las|nuestr[oa]s?|su|este|el|de|onze|jullie|uw|deze|het|purchase|captioned|following|below|caption))*\s*$"
)
COPIED = re.compile(
    r"\b(?:cop(?:y|ies)|kopien?|zweitschrift|copies?|copias?|duplicata|duplicado|kopie(?:tje)?|afschrift|afdruk|version|ausfertigung)(?: (?:of|von|vom|der|des|du|de|de la|del|van|de nuestra?|unserer?|ihrer?|the|our|your|onze|notre|la|le|el|su|nuestro|purchase))*\s*$"
)
JOINED = re.compile(
    r"(?:\b(?:and|und|et|y|e|en|plus|sowie|nebst|mit|with|avec|con|met|also|auch|aussi|ainsi que|asi como|\+|&|-)(?: (?:also|of|a copy of|the|our|your|la|le|el|notre|nuestra?|de la|du|del|onze|een|unsere[rn]?|das|den|die|its?|su|its signed|auch|de))*\s*$)"
)
OWN_ORDER = re.compile(
    r"\b(?:our|notre|nuestr[oa]|onze|unsere[rn]?|the|habt ihr|que vous|die|la|le|el|de)\s*(?:purchase )?$"
)


@dataclass(frozen=True)
class Passage:
    """A sentence of the newest text, or the subject, with what it names. Offsets count from the start of its part."""

    part: str
    sentence: Sentence
    folded: str
    mentions: tuple[Mention, ...]
    references: tuple[Reference, ...]

    @property
    def wants(self) -> bool:
        return bool(WANT.search(self.folded) or LACK.search(self.folded))

    @property
    def short(self) -> bool:
        return len(self.folded.split()) <= SHORT


def find_asks(view: MailView, sent: date, known: Knowledge) -> tuple[DocumentAsk, ...]:
    """Every document asked for; one entry for each kind and scope."""
    body = passages("newest", view.newest, known)
    subject = passages("subject", view.subject, known, brackets_skipped=True)
    asking = [one for one in body if asks_here(one)] or bare_request(body, subject)
    if not asking:
        return ()
    asking = with_neighbours(with_antecedent(asking, body), body)
    mentions = kinds_asked(asking, body, subject)
    return tuple(build(mentions, asking, body, subject, view, sent, known))


def passages(part: str, text: str, known: Knowledge, brackets_skipped: bool = False) -> list[Passage]:
    found = references(text, known, brackets_skipped)
    return [passage(part, one, found) for one in sentences(text)]


def passage(part: str, sentence: Sentence, found: list[Reference]) -> Passage:
    folded = fold(sentence.text)
    inside = tuple(one for one in found if sentence.start <= one.start < sentence.end)
    local = [(one.start - sentence.start, one.end - sentence.start) for one in inside]
    raw = [one for one in find_kinds(folded) if not any(a <= one.start and one.end <= b for a, b in local)]
    kept = [one for one in raw if asked_for(one, folded)]
    moved = tuple(one._replace(start=one.start + sentence.start, end=one.end + sentence.start) for one in kept)
    return Passage(part, sentence, folded, moved, inside)


# --- which mentions count --------------------------------------------------------------------------------------------


def asked_for(mention: Mention, folded: str) -> bool:
    """Not: what the paper is for, what is there already, or an order named only to say which invoice is meant."""
    clause = folded[: mention.end]
    if any(match.start() < mention.start < match.end() and match.start() > 0 for match in PURPOSE.finditer(folded)):
        return False
    if held(mention, folded):
        return False
    if re.search(
        r"\b(?:no other|not a|keine weiteren|aucun autre|ningun otro|geen andere|per your|per our)\s*$",
        clause[: mention.start],
    ):
        return False
    if mention.kind is DocumentKind.PO_COPY:
        return order_itself(mention, folded)
    return True


def held(mention: Mention, folded: str) -> bool:
    """ "The invoice and the payment are in the folder, but not the credit note": only what follows counts."""
    start = max(folded.rfind(mark, 0, mention.start) for mark in (",", ";", ":", ".")) + 1
    ends = [place for mark in (",", ";", ".") if (place := folded.find(mark, mention.end)) >= 0]
    clause_end = min(ends, default=len(folded))
    turn = BUT.search(folded, start, clause_end)
    if turn and mention.start > turn.start():
        return False
    return bool(HELD.search(folded, start, turn.start() if turn else clause_end))


def order_itself(mention: Mention, folded: str) -> bool:
    """Whether the order is asked for, and not only named: "a copy of our order 4411", not "the invoice for order 4411"."""
    before, after = folded[: mention.start], folded[mention.end : mention.end + 30]
    if COPIED.search(before) or "cop" in mention.words or "kopie" in mention.words:
        return True
    if JOINED.search(before) and find_kinds_before(before):
        return not re.match(r"\s*(?:no|nr|number|#)?[ .:#]*\w*\d", after) or bool(
            re.search(r"\b(?:our|notre|nuestra|onze|unsere)\s*$", before)
        )
    if mention.words in ("po", "p.o.", "po#", "po #", "cde", "oc", "p/o") and re.match(
        r"[ .:#]*(?:no|nr|number)?[ .:#]*\w*[-/]?\d", after
    ):
        return bool(re.search(r"^\W*$|\b(?:send|resend|need|supply)(?: me| us)?\s*$", before)) and not others_named(
            folded
        )
    if PLACED.search(before):
        return bool(re.search(r"(?:^|\W)(?:page|copie|version|scan|pdf) .{0,12}$", before)) or (
            OWN_ORDER.search(before) is not None
            and not others_named(folded)
            and not re.search(r"\b(?:for|zu|zur|bei|van|bij|per|against|pour|del?|du|aus|fur)\s+(?:\w+ )?$", before)
        )
    return not others_named(folded)


def find_kinds_before(before: str) -> bool:
    return any(one.kind is not DocumentKind.PO_COPY for one in find_kinds(before)) or bool(re.search(r"\d{3}", before))


def others_named(folded: str) -> bool:
    return any(one.kind is not DocumentKind.PO_COPY for one in find_kinds(folded))


# --- which sentences ask ------------------------------------------------------------------------------------------------


def asks_here(one: Passage) -> bool:
    named = bool(one.mentions or one.references)
    if re.search(
        r"\b(?:no need to|nothing to|don't need|do not need|brauchen sie nicht|inutile de|no hace falta|hoeft niet|ignore)\b",
        one.folded,
    ):
        return False
    if PROMISING.search(one.folded) and not (
        SENDING.search(one.folded) or COPY_WORDS.search(one.folded) or LACK.search(one.folded)
    ):
        return False
    if one.mentions and one.wants:
        return True
    if one.references and (
        LACK.search(one.folded)
        or SENDING.search(one.folded)
        or COPY_WORDS.search(one.folded)
        or (WANT.search(one.folded) and one.short)
    ):
        return True
    if one.short and POLITE.search(one.folded) and named:
        return bool(one.mentions) or not re.search(
            r"\b(?:correct|check|cancel|confirm|prufen|korrig\w*|verifi\w*|revis\w*|annul\w*|controle\w*)\b", one.folded
        )
    if COPY_WORDS.search(one.folded) and (POLITE.search(one.folded) or WANT.search(one.folded)):
        return True
    if SENDING.search(one.folded) and (POLITE.search(one.folded) or "?" in one.folded) and PRONOUN.search(one.folded):
        return True
    if re.search(rf"\b(?:{OPEN_ONES})\b", one.folded) and (one.wants or POLITE.search(one.folded)):
        return True
    return bool(NEVER_RECEIVED.search(one.folded) and PRONOUN.search(one.folded) and one.short)


OPEN_ONES = r"open ones|alles,? was .{0,30}offen|everything (?:you|that)|tout ce qui|todo lo (?:que|facturado)|alles wat|unpaid ones?|every unpaid|cada una de las"
PROMISING = re.compile(
    r"\b(?:until|bis|jusqu'\w*|hasta|tot|esperar|extension|aufschub|delai|plazo|uitstel|raten|instal\w*|plazos|termijnen|credit limit|kreditlimit|kredietlimiet|mensualites|cuotas)\b"
)


def bare_request(body: list[Passage], subject: list[Passage]) -> list[Passage]:
    """A mail of a few words that only names papers or numbers: "PO copy 4411 please", "POD for 118820"."""
    words = sum(len(one.folded.split()) for one in body)
    named = [one for one in body if one.mentions or one.references]
    if words <= 3 * SHORT and any(WANT.search(one.folded) or LACK.search(one.folded) for one in body):
        lacking = [one for one in body if WANT.search(one.folded) or LACK.search(one.folded)]
        if any(one.mentions or one.references for one in subject) or named:
            return lacking
    if named and words <= SHORT and not PROMISING.search(" ".join(one.folded for one in body)):
        return named if any(one.mentions or POLITE.search(one.folded) for one in body) else []
    return []


def with_neighbours(asking: list[Passage], body: list[Passage]) -> list[Passage]:
    """Lines that only list numbers or papers belong to the request above or below them."""
    lists = [one for one in body if one not in asking and (one.references or one.mentions) and listed(one)]
    return sorted({id(one): one for one in [*asking, *lists]}.values(), key=lambda one: one.sentence.start)


def with_antecedent(asking: list[Passage], body: list[Passage]) -> list[Passage]:
    """ "It was one over 8,375.20. Please send a copy": what is meant stands in the sentence before."""
    if any(one.mentions or one.references for one in asking):
        return asking
    before = [one for one in body if (one.mentions or one.references) and one.sentence.start < asking[0].sentence.start]
    return [*before[-1:], *asking]


def listed(one: Passage) -> bool:
    rest = one.folded
    places = [(n.start, n.end) for n in one.references] + [(n.start, n.end) for n in one.mentions]
    for first, last in sorted(places, reverse=True):
        start, end = first - one.sentence.start, last - one.sentence.start
        rest = rest[:start] + " " + rest[end:]
    return len(re.findall(r"[a-z]{3,}", rest)) <= 3


# --- kinds ------------------------------------------------------------------------------------------------------------------


def kinds_asked(asking: list[Passage], body: list[Passage], subject: list[Passage]) -> list[tuple[Mention, str]]:
    named = without_generic([(mention, one.part) for one in asking for mention in one.mentions])
    if named:
        return [*implied(asking, named, subject), *named]
    first = asking[0].sentence.start
    earlier = [(mention, one.part) for one in body for mention in one.mentions if one.sentence.start < first]
    if earlier and PRONOUN.search(" ".join(one.folded for one in asking)):
        return without_generic(earlier[-2:])
    return [(mention, one.part) for one in subject for mention in one.mentions]


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


def without_generic(named: list[tuple[Mention, str]]) -> list[tuple[Mention, str]]:
    """ "Duplicate" and "Beleg" name an invoice only where nothing else is named."""
    special = {mention.kind for mention, _ in named} - {DocumentKind.INVOICE}
    if not special:
        return named
    vague = re.compile(r"duplicatas?|belege?|nota|fact|re|rg|folio|bills?|order|rekening(?:en)?")
    return [(m, part) for m, part in named if not (m.kind is DocumentKind.INVOICE and vague.fullmatch(m.words))]


# --- putting together ---------------------------------------------------------------------------------------------------------


def build(
    named: list[tuple[Mention, str]], asking: list[Passage], body: list[Passage], subject: list[Passage],
    view: MailView, sent: date, known: Knowledge,
) -> list[DocumentAsk]:  # fmt: skip
    numbers = [reference for one in asking for reference in one.references]
    described = " ".join(one.folded for one in asking)
    described_all = described + " " + " ".join(one.folded for one in subject)
    kinds = list(dict.fromkeys(mention.kind for mention, _ in named)) or [DocumentKind.INVOICE]
    spread = attach(kinds, named, numbers)
    asks: list[DocumentAsk] = []
    for kind in kinds:
        mention = next(((m, part) for m, part in named if m.kind is kind), None)
        span = span_of(view, *mention) if mention and mention[0].words else None
        own = spread[kind]
        if not own and kind not in UNNUMBERED:
            own = fallback(described, body, subject, view, known, sent)
        if kind in UNNUMBERED:
            wanted = past_period(described, sent) if kind is DocumentKind.STATEMENT else ()
        else:
            wanted = scopes(described, sent, bool(own)) or scopes(described_all, sent, bool(own))
            if own and (mixed := open_set_beside(described, kinds)):
                asks.append(DocumentAsk(kind=kind, span=span, scope=mixed))
        if wanted:
            asks += [DocumentAsk(kind=kind, span=span, references=(), scope=scope) for scope in wanted]
        else:
            asks.append(DocumentAsk(kind=kind, span=span, references=tuple(dict.fromkeys(expand(own)))))
    if bare_number_beside(numbers, named, kinds, described):
        asks.insert(0, DocumentAsk(kind=DocumentKind.INVOICE, references=tuple(dict.fromkeys(expand(numbers[:1])))))
    return asks


UNNUMBERED = frozenset({DocumentKind.STATEMENT, DocumentKind.TAX_FORM, DocumentKind.BANK_LETTER})


def past_period(described: str, sent: date) -> tuple[str, ...]:
    """A statement of a time gone by is another paper than the one on file."""
    if re.search(
        r"\b(?:up[- ]to[- ]date|current|latest|actuel\w*|a jour|a ce jour|aktuell\w*|actual\w*|actueel|actuele|to date|up to now|a fecha de hoy|hasta la fecha|per heden|open|offene[nrs]?)\b",
        described,
    ):
        return ()
    found = [one for one in scopes(described, sent, False) if one.startswith(("month:", "range:", "date:"))]
    return tuple(found[:1])


def open_set_beside(described: str, kinds: list[DocumentKind]) -> str | None:
    return (
        None
        if DocumentKind.INVOICE not in kinds
        else ("all_open" if re.search(r"\band (?:all|any) (?:other )?(?:open|unpaid|outstanding)", described) else None)
    )


def attach(
    kinds: list[DocumentKind], named: list[tuple[Mention, str]], numbers: list[Reference]
) -> dict[DocumentKind, list[Reference]]:
    """Each number to the paper named last before it; a paper without a number of its own shares its neighbour's."""
    spread: dict[DocumentKind, list[Reference]] = {kind: [] for kind in kinds}
    places = [mention for mention, part in named if part == "newest" and mention.kind not in UNNUMBERED]
    for number in numbers:
        before = [mention for mention in places if mention.start < number.start]
        after = [mention for mention in places if mention.start >= number.start]
        owner = before[-1] if before else next(iter(after), None)
        for kind in [owner.kind] if owner else [kind for kind in kinds if kind not in UNNUMBERED]:
            spread[kind].append(number)
    rich = [kind for kind in kinds if spread[kind]]
    for kind in kinds:
        if not spread[kind] and rich and kind not in UNNUMBERED:
            place = kinds.index(kind)
            neighbour = min(rich, key=lambda one: (abs(kinds.index(one) - place), kinds.index(one) < place))
            spread[kind] = list(spread[neighbour])
    return spread


def bare_number_beside(
    numbers: list[Reference], named: list[tuple[Mention, str]], kinds: list[DocumentKind], described: str
) -> bool:
    """ "10459 with the signed delivery note": the bare number is the invoice."""
    if DocumentKind.INVOICE in kinds or not named or not numbers:
        return False
    number, mention = numbers[0], named[0][0]
    if number.end > mention.start or mention.start - number.end > 60:
        return False
    if named[0][1] != "newest":
        return False
    link = r"\W{0,3}(?:and|with|plus|mit|und|nebst|samt|avec|et|con|y|met|en|\+|&|along with|together with|sowie|ainsi que|junto con|including|incl\.?)(?!\w)"
    place = described.find(fold(number.text))
    after = described[place + len(number.text) :]
    return place >= 0 and bool(
        re.match(link, after) or (LACK.search(after[:60]) and JOINED.search(after[: max(0, after.find(mention.words))]))
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
    different = list(dict.fromkeys(fold(one.text) for one in quoted))
    if len(different) == 1 or (different and PLURAL_ASK.search(described)):
        return quoted
    return []


PLURAL_ASK = re.compile(
    r"\b(?:these|those|both|them|ces|les|toutes|estas|esas|ambas|las|diese|beiden?|alle|deze|allebei|invoices|factures|facturas|rechnungen|facturen)\b"
)


def expand(found: list[Reference]) -> list[str]:
    """Ranges become every number in them: "1180-1184"."""
    texts: list[str] = []
    for one in found:
        pair = re.fullmatch(r"(\d{3,})-(\d{3,})", one.text)
        if pair and len(pair[1]) == len(pair[2]) and 0 < int(pair[2]) - int(pair[1]) <= 30 and not one.sure:
            width = len(pair[1])
            texts += [f"{number:0{width}d}" for number in range(int(pair[1]), int(pair[2]) + 1)]
        else:
            texts.append(one.text)
    return texts


def span_of(view: MailView, mention: Mention, part: str) -> Span:
    text = view.newest if part == "newest" else view.subject
    return Span(part=part, start=mention.start, end=mention.end, quote=text[mention.start : mention.end])
