"""What remains of a text when papers, request words and courtesies are taken away; and what tells of offices and files."""

import re

from agent.domain.dates import find_dates
from agent.domain.figures import ANY_DAY, HOPE, OFFICE_EVENT
from agent.domain.money import find_amounts
from agent.reading.second.innocent_words import OFFICE, SMALL

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


def blank(masked: str, body: str, *known: tuple[int, int]) -> str:
    """The text without days, amounts and what is known: papers, request words, courtesies."""
    places = [(one.start, one.end) for one in find_dates(body, ANY_DAY, "en")]
    places += [(one.start, one.end) for one in find_amounts(body)]
    return without(re.sub(r"\bx{3,}\b", lambda found: " " * len(found[0]), masked), *known, *places)


def without(text: str, *places: tuple[int, int]) -> str:
    letters = list(text)
    for start, end in places:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def counts(word: str, own: frozenset[str]) -> bool:
    return len(word) > 2 and word not in SMALL and word not in own and not OFFICE.match(word)


def circumstance(clause: str) -> bool:
    """Says who writes, thanks, or tells of offices, files and wishes."""
    kinds = (OFFICE_EVENT, WRITER, FILES, THANKS)
    return any(kind.search(clause) for kind in kinds) or bool(HOPE.match(clause) or FORMAL.match(clause))
