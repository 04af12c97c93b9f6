"""What remains of a mail when the request, its purpose, courtesies and names are taken away."""

import re

from agent.domain.dates import find_dates
from agent.domain.document_words import find_kinds
from agent.domain.facts import DocumentAsk
from agent.domain.figures import ANY_DAY, HOPE, OFFICE_EVENT
from agent.domain.folding import fold
from agent.domain.innocent_words import BUSINESS, OFFICE, SMALL
from agent.domain.money import find_amounts
from agent.domain.objection import Objection
from agent.domain.request_words import LACK, POLITE, PURPOSE, WANT
from agent.domain.telling_words import FREE, TELLING
from agent.domain.verb_words import strange_verb
from agent.domain.veto_words import ALREADY_PAID, HARMLESS
from agent.domain.vocabulary import DocumentKind

MOST_LEFT = 5.5
"""Words of substance that may remain; chosen on the training and development mails."""
ASIDE = 0.2
"""What a word counts within a clause that asks, or tells how the paper went missing."""
SMALL_TALK = 0.17
"""What a word counts in a clause that has nothing to do with business."""
ASKING_MOST, PAPER_MOST, REST_MOST, INSIDE_MOST, ADDED_MOST = 6, 4, 2, 5, 0
"""Words of substance that a clause may hold which asks for a paper, which names one, which does neither, which
stands in brackets and describes the paper, or which is joined to another by "and" and names no paper."""
CLAUSE = re.compile(
    r"[.!?;:,()\n]+|\ben (?=(?:de|het|een|die|dat|ook|wij|we|ik|u|kunt|wilt|laat|graag)\b)|\s-+\s|\b(?:but|aber|mais|pero|maar|and|und|et|y|because|weil|parce que|porque|omdat|so that|damit|para que|zodat)\b"
)
WRITER = re.compile(
    r"\b(?:i am|i'm|i've|we are|we're|my name|this is|(?:i|we) (?:have )?(?:just |recently )?(?:joined|taken over|took over)|ich bin|wir sind|ich habe .{0,40}ubernommen|je suis|nous sommes|je remplace|je reprends|soy|somos|ik ben|wij zijn|overgenomen|here from|nouve(?:au|lle) (?:tresori\w+|comptable|secretaire|gestionnaire)|nuev[oa] (?:contable|tesorer\w+)|new (?:accountant|bookkeeper|treasurer|clerk))\b"
)
THANKS = re.compile(
    r"\b(?:thank\w*|appreciat\w+|excuse (?:my|the)|apologi\w+ for|bless|dank\w*|bedank\w*|entschuldig\w*|merci|apprecie\w*|excus\w+|desole\w*|gracias|perdon\w*|disculp\w*|perdao|obrigad\w*|sorry|enjoy\w*|delighted|gefreut|plaisir|encantad\w*|blij)\b"
)
FORMAL = re.compile(
    r"\W*(?:in (?:relation|preparation|connection|line) (?:to|for|with)|with (?:reference|regard) to|further to|as part of|on behalf of|processing \w+ on behalf|im rahmen|im zuge|zwecks|im auftrag|dans le cadre|afin de|pour (?:le|la|les|notre|montrer)|cest pour|c'est pour|par delegation|en relacion con|a los fines de|a fin de|a efectos de|lo anterior|en el marco|ten behoeve van|in het kader van|met betrekking tot|namens|i\.?v\.?m)\b"
)
FILES = re.compile(
    r"\b(?:attach\w*|pdfs?|inbox|spam|printer|scan\w*|folders?|file[sd]?|filing|archiv\w*|software|systems?|computer|laptop|mailbox|anhang|datei\w*|ordner|ablage|postfach|drucker|\w*system\w*|piece jointe|fichiers?|dossiers?|classeurs?|boite|messagerie|adjunto|archivo|carpeta|buzon|bijlage|bestand|map|administratie|buchhaltung|comptabilite|contabilidad|accountant\w*|bookkeep\w*|steuerberater\w*|comptables?|gestor\w*|boekhoud\w*|eaten|ate|binned|thrown|threw|stolen|robbed|burgled|washed|spil(?:t|led)|tea|gefressen|weggeworfen|gefallen|opgegeten|weggegooid|jete|poubelle|tirado|desk|drawer|archives?|dog|hund|chien|chat|perro|gato|hond|poes|google|cloud|drive|post\b|schublade|schachtel|tiroir|cajon|lade|papers?|papier\w*|postman|files?)\b"
)
WORD = re.compile(r"[^\W\d_][\w'-]*")


def too_much(folded: str, body: str, asks: tuple[DocumentAsk, ...], from_name: str) -> Objection | None:
    masked = numbers_masked(folded, asks)
    plain = blank(masked, body)
    if any(ask.kind is DocumentKind.RECEIPT for ask in asks):
        masked, plain = (without_news(text) for text in (masked, plain))
    return telling(plain, body) or strange(masked, body) or words_left(masked, plain, body, from_name)


def without_news(text: str) -> str:
    """Without the clauses that say that money went already: who asks for a receipt may tell of it."""
    paid = [place for place in clause_places(text) if ALREADY_PAID.search(text[slice(*place)])]
    return without(text, *paid)


def numbers_masked(folded: str, asks: tuple[DocumentAsk, ...]) -> str:
    """Numbers of papers as one word of the same length, so that patterns see a single word."""
    for number in {fold(one) for ask in asks for one in ask.references}:
        folded = re.sub(rf"(?<!\w){re.escape(number)}(?!\w)", lambda found: "x" * len(found[0]), folded)
    return folded


ADDED = re.compile(r"\b(?:and|und|et|y)$|\ben $")
"""What follows was added to a clause: a second wish, perhaps."""
REASON = re.compile(r"(?:because|since|as|da|weil|parce que|car|puisque|porque|ya que|pues|omdat|want)\b")
"""Says why, not what for: that may be anything."""


def telling(plain: str, body: str) -> Objection | None:
    match = TELLING.search(plain)
    if match is None:
        return None
    return Objection("residual", "The words deny, compare, announce or ask for something.", around(body, match))


def strange(masked: str, body: str) -> Objection | None:
    places = [one.span() for kind in (FREE, LACK, HARMLESS) for one in kind.finditer(masked)]
    match = strange_verb(without(masked, *places, *((one.start, one.end) for one in find_kinds(masked))), body)
    if match is None:
        return None
    return Objection("residual", "Something is to be done or was done that is no request.", around(body, match))


def around(body: str, match: re.Match[str]) -> str:
    return body[max(0, match.start() - 30) : match.end() + 30].strip()


def words_left(masked: str, plain: str, body: str, from_name: str) -> Objection | None:
    own = frozenset(WORD.findall(fold(from_name)))
    aimless = without(plain, *(one.span() for one in PURPOSE.finditer(masked) if not REASON.match(one[0])))
    weights: list[tuple[float, str]] = []
    for start, end in clause_places(masked):
        left = [word for word in WORD.findall(aimless[start:end]) if counts(word, own)]
        most = INSIDE_MOST if masked[start - 1 : start] == "(" else most_left(masked, start, end)
        if len(left) > most and not names_only(body[start:end]) and not circumstance(masked[start:end]):
            return Objection("residual", "A clause speaks of something else.", body[start:end].strip()[:120])
        weights.append((weigh(masked[start:end], left), body[start:end].strip()))
    if sum(weight for weight, _ in weights) <= MOST_LEFT:
        return None
    return Objection("residual", "The mail says more than what it asks for.", max(weights)[1][:120])


def blank(masked: str, body: str) -> str:
    """The text without papers, request words, courtesies, days and amounts."""
    places = [(one.start, one.end) for one in find_kinds(masked)]
    places += [(one.start, one.end) for one in find_dates(body, ANY_DAY, "en")]
    places += [(one.start, one.end) for one in find_amounts(body)]
    places += [found.span() for kind in (WANT, POLITE, LACK, HARMLESS, FREE) for found in kind.finditer(masked)]
    return without(re.sub(r"\bx{3,}\b", lambda found: " " * len(found[0]), masked), *places)


def without(text: str, *places: tuple[int, int]) -> str:
    letters = list(text)
    for start, end in places:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def clause_places(folded: str) -> list[tuple[int, int]]:
    stops = [match.end() for match in CLAUSE.finditer(folded)]
    return list(zip([0, *stops], [*stops, len(folded)], strict=True))


def weigh(clause: str, left: list[str]) -> float:
    if asks_for(clause) and (find_kinds(clause) or PAPER.search(clause)):
        return ASIDE * len(left)
    return (1.0 if BUSINESS.search(clause) else SMALL_TALK) * len(left)


PAPER = re.compile(
    r"x{3,}|\b(?:copy|copies|it|them|one|ones|both|this|these|that|those|pdfs?|kopien?|sie|es|ihn|copie|duplicata|copia|duplicado|kopie|hem|ze|deze|document\w*|dokument\w*|unterlagen|stukken|pieces?)\b"
)
"""The paper, or a word that stands for it."""


def asks_for(clause: str) -> bool:
    return bool(WANT.search(clause) or LACK.search(clause))


def counts(word: str, own: frozenset[str]) -> bool:
    return len(word) > 2 and word not in SMALL and word not in own and not OFFICE.match(word)


def most_left(masked: str, start: int, end: int) -> int:
    """Words of substance a clause may hold before it is a matter of its own."""
    clause = masked[start:end]
    if ADDED.search(masked[:start]) and not find_kinds(clause) and not PAPER.search(clause):
        return ADDED_MOST
    if WANT.search(clause) and (find_kinds(clause) or PAPER.search(clause)):
        return ASKING_MOST
    return PAPER_MOST if find_kinds(clause) or POLITE.search(clause) else REST_MOST


def circumstance(clause: str) -> bool:
    """Says who writes, thanks, or tells of offices, files and wishes."""
    kinds = (OFFICE_EVENT, WRITER, FILES, THANKS)
    return any(kind.search(clause) for kind in kinds) or bool(HOPE.match(clause) or FORMAL.match(clause))


def names_only(written: str) -> bool:
    """A line of names, as under a letter: every word begins with a capital or is a particle."""
    words = [word for word in WORD.findall(written) if len(word) > 3 or word[0].isupper()]
    return len(words) <= 8 and all(word[0].isupper() for word in words)
